"""Help: it is there for everything, begins with what can be run, and what it shows can be run."""

from __future__ import annotations

import shlex
from pathlib import Path

import pytest

from dftzcli.cli.topic_texts import TOPICS

from .program import OnTerminal, Run, examples

COMMANDS = (
    "overview", "list", "show", "compare", "figures", "timeline", "sources", "discrepancies", "gaps", "stale", "data",
    "data status", "data validate", "data coverage", "data path", "data reset", "schema", "info", "completion", "tui",
    "help",
)  # fmt: skip


@pytest.mark.parametrize("command", COMMANDS)
def test_the_help_of_every_command_begins_with_an_example(run: Run, command: str) -> None:
    code, out, err = run(*command.split(), "--help")
    assert (code, err) == (0, "")
    usage, _, rest = out.partition("\n\n")
    assert usage.startswith(f"Usage: dftz {command}")
    assert rest.lstrip().startswith("Examples:\n")
    assert all(line.startswith(f"dftz {command}") or command in line or line == "dftz" for line in examples(out))
    assert list(examples(out))


@pytest.mark.parametrize("command", COMMANDS)
def test_h_at_the_end_of_a_command_prints_the_same_as_help_and_help_before_it(run: Run, command: str) -> None:
    expected = run(*command.split(), "--help")
    assert run(*command.split(), "-h") == expected
    assert run("help", *command.split()) == expected


@pytest.mark.parametrize(
    "line", ["list projects --country Atlantis", "show nothing-of-that-name", "data reset --yes", "figures -f nonsense"]
)
def test_h_after_arguments_prints_help_and_does_nothing_else(run: Run, line: str, tmp_path: Path) -> None:
    folder = tmp_path / "untouched"
    code, out, err = run(*line.split(), "-h", env={"DFTZ_DATA_DIR": str(folder)})
    assert (code, err) == (0, "")
    assert out.startswith("Usage: dftz ")
    assert not folder.exists()


@pytest.mark.parametrize("command", ["", *(command for command in COMMANDS if command not in ("data", "tui"))])
def test_every_example_runs(run: Run, own_data: Path, command: str) -> None:
    Path("document.txt").write_text("A document without a number.\n")
    for example in examples(run(*command.split(), "--help").out):
        outcome = None
        for line in example.split(" | "):
            outcome = run(*shlex.split(line)[1:], stdin=outcome.out if outcome else None)
            assert outcome.code == 0, (example, outcome.err)
        assert outcome and (outcome.out or outcome.err), example


def test_h_and_help_print_the_same_and_so_does_the_bare_program_off_a_terminal(run: Run) -> None:
    expected = run("--help")
    assert (expected.code, expected.err) == (0, "")
    assert run("-h") == expected
    assert run("help") == expected
    assert run() == expected


def test_the_help_groups_commands_and_ends_with_where_to_read_and_to_write(run: Run) -> None:
    out = run("--help").out
    places = [out.index(f"\n  {command} ") for command in ("overview", "list", "sources", "data", "schema")]
    assert places == sorted(places)
    assert [line for line in out.splitlines() if line.endswith(":") and line[0] != " "][1:] == [
        "Read:", "Trust:", "Data and program:",
    ]  # fmt: skip
    assert out.rstrip().splitlines()[-1].strip().startswith("Documentation:")


@pytest.mark.parametrize("topic", TOPICS)
def test_every_help_topic_is_printed(run: Run, topic: str) -> None:
    code, out, err = run("help", topic)
    assert (code, err) == (0, "")
    assert out.count("\n") > 5
    assert topic in run("--help").out


def test_help_on_nothing_that_exists_names_the_nearest(run: Run) -> None:
    code, out, err = run("help", "exit-cods")
    assert (code, out) == (2, "")
    assert "'exit-cods'" in err and "did you mean exit-codes" in err


def test_help_on_a_subcommand_that_does_not_exist_names_the_nearest(run: Run) -> None:
    code, out, err = run("help", "data", "rest")
    assert (code, out) == (2, "")
    assert "'data rest'" in err and "data reset" in err


def test_the_version_is_one_line(run: Run) -> None:
    code, out, err = run("--version")
    assert (code, err) == (0, "")
    assert out.startswith("dftz ") and out.count("\n") == 1
    assert run("-V") == (code, out, err)


def test_the_bare_program_on_a_terminal_opens_the_application(on_terminal: OnTerminal) -> None:
    code, out, _ = on_terminal(rows=30, keys="q", talks=True)
    assert code == 0
    assert "\x1b[?1049h" in out, "the alternate screen was not entered"


def test_the_application_off_a_terminal_is_refused_with_what_to_use_instead(run: Run) -> None:
    code, out, err = run("tui")
    assert (code, out) == (2, "")
    assert "needs a terminal" in err and "dftz overview" in err


def test_the_help_names_every_topic(run: Run) -> None:
    for words in (("--help",), ("help", "--help")):
        said = run(*words).out
        assert [topic for topic in TOPICS if topic not in said] == []
