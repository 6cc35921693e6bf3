"""Data that would steer a terminal, a spreadsheet or a renderer is shown as what it is, and does nothing."""

from __future__ import annotations

import csv
import io
import re

import pytest

from .program import ANSI, OnTerminal, Run, Spawn, Tamper

MARKUP = "[/red][b]bold[/b]"
NAME = f"{MARKUP} \x1b[31mred\x1b]0;title\x07 a\tb\nc \u202ereversed\u202c"
SUMMARY = "=1+1"
PLANT = "panasonic-battery-plant"
_DANGEROUS = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069\u200e\u200f]")


@pytest.fixture(autouse=True)
def hostile(tamper: Tamper) -> None:
    tamper("projects", PLANT, {"name": NAME, "summary": SUMMARY, "status_note": '+cmd|" /C calc"!A0'})


@pytest.mark.parametrize("name", ["table", "tsv", "csv", "md", "json", "jsonl", "ids"])
@pytest.mark.parametrize(
    "command", [("list", "projects", "--all"), ("show", PLANT)], ids=lambda command: " ".join(command[:1])
)
def test_no_control_character_gets_out(run: Run, command: tuple[str, ...], name: str) -> None:
    code, out, err = run(*command, "-f", name)
    assert (code, err) == (0, "")
    assert not _DANGEROUS.search(out)
    assert PLANT in out


def test_a_table_shows_markup_and_controls_as_they_are_written(run: Run) -> None:
    (line,) = (line for line in run("list", "projects", "--all").out.splitlines() if line.startswith(PLANT))
    assert f"{MARKUP} \\x1b[31mred\\x1b]0;title\\x07 a\\tb\\nc \\u202ereversed\\u202c" in line


def test_tsv_keeps_a_record_on_its_line(run: Run) -> None:
    header, line = run("show", PLANT, "-f", "tsv").out.splitlines()
    assert line.count("\t") == header.count("\t")
    assert "a\\tb\\nc" in line


def test_csv_keeps_a_record_in_its_row(run: Run) -> None:
    out = run("list", "projects", "-f", "csv").out
    rows = list(csv.DictReader(io.StringIO(out, newline="")))
    (row,) = (row for row in rows if row["id"] == PLANT)
    assert row["name"].startswith(f"{MARKUP} \\x1b[31mred")
    assert row["summary"] == SUMMARY


def test_excel_safe_takes_the_formula_out_of_a_text(run: Run) -> None:
    (row,) = run("show", PLANT, "-f", "csv", "--excel-safe").rows
    assert row["summary"] == "'=1+1"
    assert row["status_note"].startswith("'+cmd")
    assert row["name"].startswith("[/red]")


def test_json_gives_the_very_text_back(run: Run) -> None:
    assert run("show", PLANT, "--json").items[0]["name"] == NAME


def test_markdown_shows_markup_as_it_is_written(run: Run, tamper: Tamper) -> None:
    tamper("projects", PLANT, {"name": "a|b *c* <script>alert(1)</script> [x](http://evil) `d`"})
    out = run("list", "projects", "--where", "companies=panasonic", "-f", "md").out
    assert "<script>" not in out
    assert r"a\|b \*c\*" in out
    assert not re.search(r"(?<!\\)\]\(", out)
    assert r"\`d\`" in out


@pytest.mark.parametrize("command", [("show", PLANT), ("list", "projects", "--all")], ids=lambda words: words[0])
def test_a_terminal_shows_markup_and_controls_as_they_are_written(
    on_terminal: OnTerminal, command: tuple[str, ...]
) -> None:
    code, out, err = on_terminal(*command, columns=400)
    assert (code, err) == (0, "")
    shown = ANSI.sub("", out)
    assert MARKUP in shown and "\\x1b[31mred\\x1b]0;title\\x07" in shown
    assert not _DANGEROUS.search(shown)
    assert all(re.fullmatch(r"\x1b\[[0-9;]*m", sequence) for sequence in ANSI.findall(out))


def test_a_notice_shows_what_was_typed_without_its_controls(run: Run) -> None:
    code, out, err = run("show", "pana\x1b[31msonic\n")
    assert (code, out) == (3, "")
    assert "\x1b" not in err
    assert "\\x1b[31m" in err


@pytest.mark.parametrize("shell", ["zsh", "fish", "powershell"])
@pytest.mark.parametrize("line", ["dftz show panasonic-b", "dftz show 'panasonic-b"])
def test_completion_offers_no_control_character(spawn: Spawn, shell: str, line: str) -> None:
    code, out, err = spawn(
        env={
            "_DFTZ_COMPLETE": f"complete_{shell}",
            "_TYPER_COMPLETE_ARGS": line,
            "_TYPER_COMPLETE_FISH_ACTION": "get-args",
            "_TYPER_COMPLETE_WORD_TO_COMPLETE": line.rpartition(" ")[2].lstrip("'"),
        }
    )
    assert (code, err) == (0, "")
    assert PLANT in out
    assert not _DANGEROUS.search(out)
