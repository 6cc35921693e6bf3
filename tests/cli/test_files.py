"""`-o`: a file that is there whole or not at all, and says besides what standard output would have got what it is."""

from __future__ import annotations

import json
import sys
from pathlib import Path
from typing import Final
from zipfile import ZipFile

import pytest

from .program import FORMATS, READS, OnTerminal, Run, Spawn, data, without_stamps


@pytest.mark.parametrize("name", [name for name in FORMATS if name != "md"])
def test_a_file_has_what_standard_output_has_and_says_what_it_is(run: Run, name: str) -> None:
    expected = run("list", "projects", "--all", "-f", name).out
    code, out, err = run("list", "projects", "--all", "-f", name, "-o", "out")
    assert (code, out) == (0, "")
    assert err == f"wrote {len(data('projects'))} items to out as {name}\n"
    assert without_stamps(Path("out").read_text("utf-8"), name) == expected


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
        ("html", "html"),
        ("xlsx", "xlsx"),
        ("db", "sqlite"),
        ("sqlite", "sqlite"),
        ("parquet", "parquet"),
    ],
)
def test_the_ending_of_a_file_chooses_the_format(run: Run, ending: str, name: str) -> None:
    code, out, err = run("gaps", "--all", "-o", f"out.{ending}")
    assert (code, out) == (0, "")
    assert err.endswith(f"as {name}\n")
    assert run("gaps", "--all", "-f", name, "-o", "same").code == 0
    assert Path(f"out.{ending}").read_bytes() == Path("same").read_bytes()


def test_a_format_that_is_asked_for_wins_over_the_ending(run: Run) -> None:
    assert run("gaps", "-f", "ids", "-o", "out.csv").code == 0
    assert Path("out.csv").read_bytes() == run("gaps", "-f", "ids").out.encode()


@pytest.mark.parametrize("command", READS.values(), ids=READS)
def test_every_read_command_writes_files(run: Run, command: tuple[str, ...]) -> None:
    code, out, err = run(*command, "-o", "out.csv")
    assert (code, out) == (0, "")
    assert "out.csv" in err
    assert without_stamps(Path("out.csv").read_text("utf-8"), "csv") == run(*command, "-f", "csv").out


@pytest.mark.parametrize("name", ["html", "xlsx", "sqlite", "parquet", "md"])
def test_every_read_command_writes_files_for_other_programs(run: Run, name: str) -> None:
    for number, command in enumerate(READS.values()):
        code, out, err = run(*command, "-f", name, "-o", f"out{number}")
        assert (code, out) == (0, ""), (command, err)
        assert Path(f"out{number}").stat().st_size > 100


@pytest.mark.parametrize("ending", ["txt", "csv", "tsv", "jsonl", "json", "md", "html"])
def test_every_file_names_dataset_day_licence_question_and_that_it_is_no_advice(run: Run, ending: str) -> None:
    dataset = run("gaps", "--json").envelope["dataset"]
    assert run("list", "projects", "--country", "JP", "-o", f"out.{ending}").code == 0
    content = Path(f"out.{ending}").read_text("utf-8")
    short = dataset["hash"][:12]
    for said in (dataset["version"], dataset["as_of"], "CC-BY-4.0", "projects with country JP", short):
        assert said in content.replace("\\", ""), said
    assert "ot investment, legal or tax advice" in content


@pytest.mark.parametrize("ending", ["txt", "csv", "tsv", "jsonl", "json", "md", "html", "xlsx", "sqlite"])
def test_a_file_of_another_day_says_which(run: Run, ending: str) -> None:
    assert run("list", "gaps", "--as-of", "2019", "-o", f"out.{ending}").code == 0
    content = Path(f"out.{ending}").read_bytes()
    if ending == "xlsx":
        with ZipFile("out.xlsx") as archive:
            content = b"".join(map(archive.read, archive.namelist()))
    assert b"gaps, as of 2019-12-31" in content.replace(b"\\", b"") or b'"as_of":"2019-12-31"' in content


OTHERS: Final = (
    ("search", "cold", "chain"),
    ("related", "cold-chain"),
    ("compare", "dalian", "shenyang", "--indicator", "gdp"),
    ("figures", "gdp", "--series"),
    ("timeline", "--year", "2020"),
    ("stale",),
    ("expiring",),
    ("match", "--home-country", "JP"),
    ("shortlist", "list"),
)


@pytest.mark.parametrize("name", ["xlsx", "sqlite"])
def test_what_is_found_compared_dated_or_decided_is_written_for_other_programs_too(run: Run, name: str) -> None:
    for number, command in enumerate(OTHERS):
        code, out, err = run(*command, "-f", name, "-o", f"out{number}")
        assert (code, out) == (0, ""), (command, err)
        assert Path(f"out{number}").read_bytes()[:2] in (b"PK", b"SQ")


def test_standard_output_has_the_items_alone(run: Run) -> None:
    assert "dataset" not in run("gaps", "-f", "csv").rows[0]
    assert '"licence"' not in run("gaps", "-f", "jsonl").out


def test_a_field_of_the_same_name_goes_before_what_a_file_says(run: Run) -> None:
    assert run("info", "-o", "out.jsonl").code == 0
    line = json.loads(Path("out.jsonl").read_text("utf-8"))
    assert line["dataset"].endswith("as of " + run("gaps", "--json").envelope["dataset"]["as_of"])


@pytest.mark.parametrize("name", ["xlsx", "sqlite", "parquet"])
def test_a_terminal_gets_no_binary_file_and_a_pipe_does(run: Run, on_terminal: OnTerminal, name: str) -> None:
    code, out, err = on_terminal("list", "projects", "-f", name)
    assert (code, out) == (2, "")
    assert "terminal" in err and "-o FILE" in err


def test_a_binary_file_can_be_piped(spawn: Spawn) -> None:
    shell = ("/bin/sh", "-c", '"$0" -m dftzcli "$@" > piped.xlsx', sys.executable)
    assert spawn("list", "projects", "-f", "xlsx", program=shell).code == 0
    assert Path("piped.xlsx").read_bytes()[:2] == b"PK"


@pytest.mark.parametrize(("answer", "code"), [("y\n", 0), ("n\n", 2)])
def test_somebody_at_a_terminal_is_asked_before_a_file_is_replaced(
    on_terminal: OnTerminal, answer: str, code: int
) -> None:
    Path("out.json").write_text("mine")
    outcome = on_terminal("gaps", "-o", "out.json", keys=answer, talks=True)
    assert outcome.code == code
    assert "out.json is there already; replace it? [y/N]" in outcome.out
    assert (Path("out.json").read_text() == "mine") is (code == 2)


def test_a_name_that_no_file_can_have_is_refused_in_words(run: Run) -> None:
    code, _, err = run("gaps", "-o", "x" * 300 + ".json")
    assert code == 2 and "Traceback" not in err


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
