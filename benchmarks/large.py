"""`python -m benchmarks.large [RECORDS] [PAIRS]`: search over a large, made-up catalogue beside its peers.

- cold: whole processes of `dftz search WORDS --json` over the large catalogue and over the packaged one, in turn;
- memory: the largest resident set of such a process;
- warm: what search takes in process, beside bare tantivy given the query that search made of the same words;
- growth: making cards and index, per record, against a catalogue of a tenth of the size;
- scan: the same words looked for in every record by TinyDB alone, beside the warm search.

Each is a ratio of one run; the bars are those of the design. Needs some minutes and 3 GB of memory.
"""

from __future__ import annotations

import json
import os
import statistics
import subprocess
import sys
import tempfile
import time
from pathlib import Path
from typing import Any, Final

from benchmarks.__main__ import installed, pairs_of
from benchmarks.synthetic import write_store

QUERIES: Final = Path(__file__).parents[1] / "tests" / "search" / "judged" / "tuning.jsonl"
LINE: Final = ("search", "cold", "chain", "--json")
_COLD_BAR: Final = 1.5
_MEMORY_BAR: Final = 70.0
_WARM_BAR: Final = 2.0
_GROWTH_BAR: Final = 1.3
_SCAN_BAR: Final = 100.0


def main() -> int:
    """Print every ratio beside its bar; the exit code is 1 when one is missed."""
    records = int(sys.argv[1]) if len(sys.argv) > 1 else 100_000
    pairs = int(sys.argv[2]) if len(sys.argv) > 2 else 25
    missed = 0
    with tempfile.TemporaryDirectory() as folder:
        room = Path(folder)
        python = installed(room)
        program = str(python.with_name("dftz"))
        write_store(room / "large", records)
        write_store(room / "tenth", records // 10)
        small = _environment(room, "packaged")
        large = _environment(room, "large")
        tenth = _environment(room, "tenth")
        each = {name: _first(program, variables) for name, variables in (("large", large), ("tenth", tenth))}
        _first(program, small)
        growth = each["large"] / records / (each["tenth"] / (records // 10))
        missed += _say("cards and index, per record, to a tenth", growth, _GROWTH_BAR)

        command = [program, *LINE]
        ratios, own, _ = pairs_of(["env", *_set(large), *command], ["env", *_set(small), *command], pairs, large)
        missed += _say("cold, to the packaged catalogue", statistics.median(ratios), _COLD_BAR)
        print(f"  {statistics.median(own) * 1000:.0f} ms, {min(ratios):.2f} to {max(ratios):.2f}")
        missed += _say("largest resident set, MiB", _memory(command, large), _MEMORY_BAR)

        os.environ.update(large)
        missed += _warm()
    return 1 if missed else 0


def _warm() -> int:
    """Time search and bare tantivy on the same parsed queries, and one scan of every record."""
    from dftzcli import open_catalogue
    from dftzcli.search.finding.engine import Engine, Group

    catalogue = open_catalogue()
    catalogue.search("warm up")
    asked: list[Any] = []
    run = Engine.run

    def recording(engine: Engine, meaning: Any, kinds: Any, narrowing: Any) -> Group:
        found = run(engine, meaning, kinds, narrowing)
        asked.append((engine.index.searcher, narrowing.applied(found.query)))
        return found

    setattr(Engine, "run", recording)  # noqa: B010 - a method is replaced for the time of the measurement
    own, bare = [], []
    words = [json.loads(line)["query"] for line in QUERIES.read_text("utf-8").splitlines()]
    for query in words[::2]:
        asked.clear()
        begin = time.perf_counter()
        answer = catalogue.search(query)
        taken = time.perf_counter() - begin
        if not answer.hits:
            # What finds nothing has no one query to be compared with.
            continue
        begin = time.perf_counter()
        for searcher, parsed in asked:
            searcher.search(parsed, 10)
        bare.append(time.perf_counter() - begin)
        own.append(taken)
    setattr(Engine, "run", run)  # noqa: B010
    scan = _scan()
    percentile = [statistics.quantiles(times, n=20)[-1] for times in (own, bare)]
    missed = _say("warm p95, to bare tantivy", percentile[0] / percentile[1], _WARM_BAR)
    print(f"  {len(own)} queries: p95 {percentile[0] * 1000:.0f} ms, bare {percentile[1] * 1000:.0f} ms;", end=" ")
    print(f"medians {statistics.median(own) * 1000:.0f} and {statistics.median(bare) * 1000:.0f} ms")
    times = scan / statistics.median(own)
    print(f"{'a search by TinyDB alone, to a warm one':44}{times:8.1f}{'at least':>10}{_SCAN_BAR:8.1f}")
    return missed + (times < _SCAN_BAR)


def _scan() -> float:
    """Return how long TinyDB takes to look for words in every record, reading its file included."""
    from tinydb import JSONStorage, TinyDB
    from tinydb.middlewares import CachingMiddleware

    from dftzcli.paths import resolve

    begin = time.perf_counter()
    # Read once: TinyDB alone would read its file again for each table.
    storage = CachingMiddleware(JSONStorage)  # type: ignore[no-untyped-call]
    with TinyDB(resolve().store, access_mode="r", encoding="utf-8", storage=storage) as database:
        for table in database.tables():
            database.table(table).search(lambda record: "cold chain" in str(record.get("summary", "")).lower())
    return time.perf_counter() - begin


def _environment(room: Path, name: str) -> dict[str, str]:
    kept = {key: value for key, value in os.environ.items() if key != "PYTHONDONTWRITEBYTECODE"}
    return {**kept, "DFTZ_DATA_DIR": str(room / name), "DFTZ_CACHE_DIR": str(room / f"{name}-cache")}


def _set(variables: dict[str, str]) -> list[str]:
    return [f"{name}={variables[name]}" for name in ("DFTZ_DATA_DIR", "DFTZ_CACHE_DIR")]


def _first(program: str, variables: dict[str, str]) -> float:
    """Return how long the first search takes: it makes cards and index."""
    begin = time.perf_counter()
    subprocess.run([program, *LINE], env=variables, check=True, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    return time.perf_counter() - begin


def _memory(command: list[str], variables: dict[str, str]) -> float:
    """Return the largest resident set of a process in MiB, of a child of its own so that no other counts."""
    child = (
        "import resource, subprocess, sys; subprocess.run(sys.argv[1:], check=True, stdout=subprocess.DEVNULL,"
        " stderr=subprocess.DEVNULL); print(resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss)"
    )
    found = subprocess.run([sys.executable, "-c", child, *command], env=variables, check=True, capture_output=True)
    # Linux counts in KiB, macOS in bytes.
    unit = 1024**2 if sys.platform == "darwin" else 1024
    return int(found.stdout) / unit


def _say(what: str, ratio: float, bar: float) -> bool:
    print(f"{what:44}{ratio:8.2f}{'at most':>10}{bar:8.2f}", flush=True)
    return ratio > bar


if __name__ == "__main__":
    sys.exit(main())
