"""The README and the changelog fail when they lie."""

from __future__ import annotations

import re
import shlex
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

from dftzcli import __version__
from dftzcli.cli.app import COMMANDS
from dftzcli.cli.commands.schema import EXIT_CODES, interface
from dftzcli.cli.topic_texts import TOPICS

ROOT = Path(__file__).parents[2]
README = (ROOT / "README.md").read_text("utf-8")
CHANGELOG = (ROOT / "CHANGELOG.md").read_text("utf-8")


@pytest.fixture(scope="session")
def home(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return the home that all examples share: they only read, and the first to search makes the index."""
    return tmp_path_factory.mktemp("home")


def examples() -> list[str]:
    blocks = re.findall(r"```console\n(.*?)```", README, re.DOTALL)
    return [line.removeprefix("$ ") for block in blocks for line in block.splitlines() if line.startswith("$ dftz")]


def flags(command: dict[str, Any]) -> set[str]:
    own = {flag for option in command["options"] for flag in option["flags"]}
    return own.union(*(flags(nested) for nested in command.get("commands", {}).values()))


def test_every_command_is_in_the_readme() -> None:
    assert [name for name in COMMANDS if f"dftz {name}" not in README and f"`{name}`" not in README] == []


def test_every_option_is_in_the_readme() -> None:
    every: set[str] = set()
    for command in interface()["commands"].values():
        every |= flags(command)
    # `-y` stands beside `--yes` in the help of the one command that has it.
    assert {flag for flag in every - {"-y"} if not re.search(rf"`{re.escape(flag)}`", README)} == set()


def test_every_exit_code_is_in_the_readme_and_in_its_topic() -> None:
    table = dict(re.findall(r"^\| (\d+) \| (.+?) \|$", README, re.MULTILINE))
    assert list(table) == list(EXIT_CODES)
    assert re.findall(r"^  (\d+)  ", TOPICS["exit-codes"], re.MULTILINE) == list(EXIT_CODES)


def test_every_variable_the_program_reads_is_in_the_readme_and_in_its_topic() -> None:
    sources = "\n".join(path.read_text("utf-8") for path in (ROOT / "dftzcli").rglob("*.py"))
    read = set(re.findall(r'environ(?:ment)?\.get\("([A-Z_]+)"', sources)) | set(
        re.findall(r'"(DFTZ_[A-Z_]+)"', sources)
    )
    # What the system and a shell's completion protocol set is nothing a user chooses.
    read = {name for name in read if not name.startswith("_TYPER_")} - {
        "HOME",
        "TERM",
        "LINES",
        "COMP_CWORD",
        "COMP_WORDS",
        "_DFTZ_COMPLETE",
    }
    assert {name for name in read if name not in README} == set()
    assert {name for name in read if name not in TOPICS["environment"]} == set()


def test_every_topic_is_in_the_readme() -> None:
    assert [topic for topic in TOPICS if f"`{topic}`" not in README and f"help {topic}" not in README] == []


def shown() -> list[tuple[str, list[str]]]:
    """Return the examples that stand with their output, each with its lines."""
    found: list[tuple[str, list[str]]] = []
    for block in re.findall(r"```console\n(.*?)```", README, re.DOTALL):
        command, *lines = block.splitlines()
        if lines and not any(line.startswith("$ ") for line in lines):
            found.append((command.removeprefix("$ "), lines))
    return found


@pytest.mark.parametrize(("example", "lines"), shown(), ids=lambda value: value if isinstance(value, str) else "")
def test_the_output_in_the_readme_is_the_real_one(example: str, lines: list[str], home: Path) -> None:
    environment = {"PATH": "/usr/bin:/bin", "HOME": str(home), "LANG": "C.UTF-8"}
    done = subprocess.run(
        [sys.executable, "-m", "dftzcli", *shlex.split(example)[1:]],
        cwd=ROOT, env=environment, capture_output=True, text=True, check=True,
    )  # fmt: skip
    real = "".join(f"{line.rstrip()}\n" for line in done.stdout.splitlines())
    # Three points on a line stand for any lines, or for none.
    parts = ("\n".join(lines) + "\n").split("...\n")
    pattern = "(?:.*\n)*?".join(map(re.escape, parts))
    assert re.fullmatch(pattern, real), real


def test_the_readme_compares_with_real_output() -> None:
    section = README.partition("\n## Compare\n")[2].partition("\n## ")[0]
    assert sum(f"$ {example}\n" in section for example, _ in shown()) >= 6


@pytest.mark.parametrize("topic", TOPICS)
def test_an_example_of_a_help_topic_runs(topic: str, home: Path) -> None:
    environment = {"PATH": "/usr/bin:/bin", "HOME": str(home), "LANG": "C.UTF-8"}
    for line in re.findall(r"^  (dftz (?:compare|figures) .*?)(?:   .*)?$", TOPICS[topic], re.MULTILINE):
        command = [sys.executable, "-m", "dftzcli", *shlex.split(line)[1:]]
        done = subprocess.run(command, cwd=ROOT, env=environment, capture_output=True, text=True)
        assert (done.returncode, bool(done.stdout)) == (0, True), (line, done.stderr)


@pytest.mark.parametrize("example", examples())
def test_an_example_of_the_readme_runs(example: str, home: Path) -> None:
    if "| jq" in example:
        example = example.partition(" | jq")[0]
    command = " | ".join(
        shlex.join([sys.executable, "-m", "dftzcli", *shlex.split(part)[1:]]) for part in example.split(" | ")
    )
    environment = {"PATH": "/usr/bin:/bin", "HOME": str(home), "LANG": "C.UTF-8"}
    done = subprocess.run(
        ["/bin/sh", "-c", command], cwd=ROOT, env=environment, capture_output=True, text=True, stdin=subprocess.DEVNULL
    )
    assert done.returncode == 0, done.stderr
    assert done.stdout or "--dry-run" in example


def test_the_python_examples_of_the_readme_run(home: Path, tmp_path: Path) -> None:
    environment = {"PATH": "/usr/bin:/bin", "HOME": str(home), "PYTHONPATH": str(ROOT)}
    said = ""
    for code in re.findall(r"```python\n(.*?)```", README, re.DOTALL):
        done = subprocess.run(
            [sys.executable, "-c", code], cwd=tmp_path, env=environment, capture_output=True, text=True
        )
        assert (done.returncode, done.stderr) == (0, "")
        said += done.stdout
    assert "Panasonic battery project operating" in said and "1000.21" in said


def test_the_changelog_keeps_the_form_and_has_the_version_or_is_unreleased() -> None:
    assert CHANGELOG.startswith("# Changelog\n")
    headings = re.findall(r"^## \[(.+?)\]", CHANGELOG, re.MULTILINE)
    assert headings[0] == "Unreleased" or headings[0] == __version__
    assert set(re.findall(r"^### (\w+)", CHANGELOG, re.MULTILINE)) <= {
        "Added", "Changed", "Deprecated", "Removed", "Fixed", "Security",
    }  # fmt: skip
