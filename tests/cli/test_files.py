"""`-o`: a file that is there whole or not at all, and is the same as what standard output would have got."""

from __future__ import annotations

import sys
from pathlib import Path

import pytest

from .program import FORMATS, READS, Run, Spawn, data


@pytest.mark.parametrize("name", FORMATS)
def test_a_file_has_the_bytes_of_standard_output(run: Run, name: str) -> None:
    expected = run("list", "projects", "--all", "-f", name).out
    code, out, err = run("list", "projects", "--all", "-f", name, "-o", "out")
    assert (code, out) == (0, "")
    assert err == f"wrote {len(data('projects'))} items to out as {name}\n"
    assert Path("out").read_bytes() == expected.encode()


@pytest.mark.parametrize(
    ("ending", "name"),
    [
        ("json", "json"),
        ("jsonl", "jsonl"),
        ("csv", "csv"),
        ("CSV", "csv"),
        ("tsv", "tsv"),
        ("md", "md"),
        ("txt", "table"),
    ],
)
def test_the_ending_of_a_file_chooses_the_format(run: Run, ending: str, name: str) -> None:
    code, out, err = run("gaps", "--all", "-o", f"out.{ending}")
    assert (code, out) == (0, "")
    assert err.endswith(f"as {name}\n")
    assert Path(f"out.{ending}").read_bytes() == run("gaps", "--all", "-f", name).out.encode()


def test_a_format_that_is_asked_for_wins_over_the_ending(run: Run) -> None:
    assert run("gaps", "-f", "ids", "-o", "out.csv").code == 0
    assert Path("out.csv").read_bytes() == run("gaps", "-f", "ids").out.encode()


@pytest.mark.parametrize("command", READS.values(), ids=READS)
def test_every_read_command_writes_files(run: Run, command: tuple[str, ...]) -> None:
    code, out, err = run(*command, "-o", "out.csv")
    assert (code, out) == (0, "")
    assert "out.csv" in err
    assert Path("out.csv").read_bytes() == run(*command, "-f", "csv").out.encode()


def test_a_file_that_is_there_is_replaced_only_by_force(run: Run) -> None:
    Path("out.json").write_text("mine")
    code, out, err = run("gaps", "-o", "out.json")
    assert (code, out) == (2, "")
    assert "out.json" in err and "--force" in err
    assert Path("out.json").read_text() == "mine"
    assert run("gaps", "-o", "out.json", "--force").code == 0
    assert Path("out.json").read_bytes() == run("gaps", "--json").out.encode()


def test_no_folder_is_created_for_a_file(run: Run) -> None:
    code, out, err = run("gaps", "-o", "folder/out.json")
    assert (code, out) == (2, "")
    assert "folder" in err
    assert list(Path().iterdir()) == []


def test_a_folder_is_no_file(run: Run) -> None:
    Path("folder").mkdir()
    code, out, err = run("gaps", "-o", "folder", "--force")
    assert (code, out) == (2, "")
    assert "folder" in err


def test_a_hyphen_as_file_is_standard_output(run: Run) -> None:
    expected = run("gaps", "--json")
    assert expected.code == 0
    assert run("gaps", "--json", "-o", "-") == expected
    assert list(Path().iterdir()) == []


def test_a_file_that_cannot_be_finished_leaves_the_old_one_and_nothing_else(spawn: Spawn) -> None:
    Path("out.json").write_text("mine")
    shell = ("/bin/sh", "-c", 'ulimit -f 8; exec "$0" -m dftzcli "$@"', sys.executable)
    code, out, err = spawn("list", "--json", "-o", "out.json", "--force", program=shell)
    assert (code, out) == (1, "")
    assert "out.json" in err and "Traceback" not in err
    assert Path("out.json").read_text() == "mine"
    assert [path.name for path in Path().iterdir()] == ["out.json"]


def test_a_file_can_be_read_by_whom_the_umask_lets(run: Run) -> None:
    run("gaps", "-o", "out.json")
    Path("plain").write_text("")
    assert Path("out.json").stat().st_mode == Path("plain").stat().st_mode


def test_no_file_is_written_for_an_unknown_id(run: Run) -> None:
    code, out, err = run("show", "pansonic", "-o", "out.json")
    assert (code, out) == (3, "")
    assert "pansonic" in err
    assert not Path("out.json").exists()


def test_one_item_is_counted_as_one(run: Run) -> None:
    assert run("show", "panasonic", "-o", "out.json").err == "wrote 1 item to out.json as json\n"


def test_a_cut_file_says_so(run: Run) -> None:
    code, _, err = run("list", "policies", "--limit", "5", "-o", "out.csv")
    assert code == 0
    assert f"showing 5 of {len(data('policies'))}" in err


def test_colour_never_reaches_a_file(run: Run) -> None:
    assert run("list", "projects", "-o", "out.txt", "--color", "always").code == 0
    assert b"\x1b" not in Path("out.txt").read_bytes()
