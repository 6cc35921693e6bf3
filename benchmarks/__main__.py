"""`python -m benchmarks [PAIRS]`: cold, whole processes beside a hello-world Typer program, in turn.

`python -m benchmarks.large [RECORDS]` measures search over a catalogue of 100,000 records or so many.

An installed wheel is measured in an environment of its own: a source tree or an editable install starts slower,
and a program under test should be what a user has. Each command runs in turn with the peer; what is printed is the
median of the ratios pair by pair, since a machine drifts by more within minutes than what is measured.
"""

from __future__ import annotations

import os
import statistics
import subprocess
import sys
import tempfile
import time
from pathlib import Path

ROOT = Path(__file__).parents[1]
COMPLETE = {"_DFTZ_COMPLETE": "complete_bash", "COMP_WORDS": "dftz show pana", "COMP_CWORD": "2"}
CITIES = ("dalian", "shenyang", "changchun", "harbin")
# The command, what it is given, its environment, and the bar it must keep.
COMMANDS: tuple[tuple[str, list[str], dict[str, str], float], ...] = (
    ("show panasonic", ["show", "panasonic"], {}, 1.25),
    ("show dftz --json", ["show", "dftz", "--json"], {}, 1.25),
    ("list policies --json", ["list", "policies", "--json"], {}, 1.25),
    ("figures --json", ["figures", "--json"], {}, 1.25),
    ("figures gdp --unit", ["figures", "gdp", "--unit", "亿元", "--json"], {}, 1.25),
    ("compare records --json", ["compare", "japan", "south-korea", "russia", "--json"], {}, 1.3),
    ("compare figures --json", ["compare", *CITIES, "--indicator", "gdp", "--json"], {}, 1.3),
    ("search WORDS --json", ["search", "cold", "chain", "--json"], {}, 1.25),
    ("search QUESTION --json", ["search", "who is in charge of imported fruit", "--json"], {}, 1.25),
    ("search 中文 --json", ["search", "出口退税", "--json"], {}, 1.25),
    ("completion of an id", [], COMPLETE, 1.1),
)


def main() -> int:
    """Print every ratio beside its bar; the exit code is 1 when a median is above it."""
    pairs = int(sys.argv[1]) if len(sys.argv) > 1 else 25
    with tempfile.TemporaryDirectory() as folder:
        python = installed(Path(folder))
        environment = {
            **{name: value for name, value in os.environ.items() if name != "PYTHONDONTWRITEBYTECODE"},
            "DFTZ_DATA_DIR": f"{folder}/data",
            "DFTZ_CACHE_DIR": f"{folder}/cache",
        }
        peer = [str(python), str(ROOT / "benchmarks" / "hello.py")]
        program = python.with_name("dftz")
        print(f"{pairs} pairs each, {sys.platform}, Python {sys.version.split()[0]}; whole processes, wall time")
        print(f"{'command':24}{'ratio':>8}{'min':>8}{'max':>8}{'bar':>8}{'command ms':>12}{'hello ms':>10}")
        above = 0
        for name, arguments, variables, bar in COMMANDS:
            ratios, own, hello = pairs_of([str(program), *arguments], peer, pairs, environment | variables)
            ratio = statistics.median(ratios)
            above += ratio > bar
            print(
                f"{name:24}{ratio:8.2f}{min(ratios):8.2f}{max(ratios):8.2f}{bar:8.2f}"
                f"{statistics.median(own) * 1000:12.0f}{statistics.median(hello) * 1000:10.0f}"
            )
    return 1 if above else 0


def installed(folder: Path) -> Path:
    """Build the wheel, install it in an empty environment and return its interpreter."""
    subprocess.run([sys.executable, "-m", "venv", str(folder / "venv")], check=True)
    python = folder / "venv" / "bin" / "python"
    quiet = ["--quiet", "--disable-pip-version-check"]
    subprocess.run([str(python), "-m", "pip", "install", *quiet, str(ROOT)], check=True, stderr=subprocess.DEVNULL)
    return python


def pairs_of(
    command: list[str], peer: list[str], pairs: int, environment: dict[str, str]
) -> tuple[list[float], list[float], list[float]]:
    for _ in range(3):
        _timed(command, environment)
        _timed(peer, environment)
    own, other = [], []
    for number in range(pairs):
        first, second = (command, peer) if number % 2 else (peer, command)
        times = {id(first): _timed(first, environment), id(second): _timed(second, environment)}
        own.append(times[id(command)])
        other.append(times[id(peer)])
    return [mine / yours for mine, yours in zip(own, other, strict=True)], own, other


def _timed(command: list[str], environment: dict[str, str]) -> float:
    begin = time.perf_counter()
    subprocess.run(command, env=environment, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, check=True)
    return time.perf_counter() - begin


if __name__ == "__main__":
    sys.exit(main())
