"""`dftz check`: what a text of the user's own says, held against the records."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from dftzcli.cli.checking import answer
from dftzcli.cli.options import Output, Terminal
from dftzcli.errors import UsageError

from .program import ANSI, OnTerminal, Run

MEMO = """\
# Why Shenyang

In 2025 Shenyang's GDP was 910.03 billion yuan, not of dollars.

- GDP of Shenyang was 950 billion yuan in 2025.
- The Nampo shipping route is operating.
- It has 100,000 companies worth 5 billion yuan.
"""
RIGHT = "In 2025 Shenyang's GDP was 910.03 billion yuan.\n"
WRONG = "In 2025 Shenyang's GDP was 950 billion yuan.\n"


@pytest.fixture(autouse=True)
def memo() -> Path:
    """Write the memo into the folder of the test."""
    for name, text in (("memo.md", MEMO), ("right.md", RIGHT), ("wrong.txt", WRONG), ("empty.md", "")):
        Path(name).write_text(text, "utf-8")
    return Path("memo.md")


def test_a_text_with_nothing_contradicted_ends_well(run: Run) -> None:
    code, out, err = run("check", "right.md")
    assert (code, err) == (0, "")
    head, _, _, row = out.splitlines()
    assert head == "1 statement: 1 verified"
    assert row.split()[:3] == ["1", "✓", "verified"]
    assert "910.03 billion CNY, 2025 (inferred), city (dalian-article, paragraph 19)" in row


def test_a_contradicted_statement_ends_with_6_after_the_answer_was_given(run: Run) -> None:
    code, out, err = run("check", "wrong.txt")
    assert code == 6
    assert "✗ contradicted" in out and "910.03 billion CNY" in out
    assert err.startswith("error: 1 statement is contradicted by the catalogue\n")


def test_each_statement_stands_with_line_column_words_and_verdict(run: Run) -> None:
    code, out, _ = run("check", "memo.md", "-f", "jsonl")
    rows = run("check", "memo.md", "-f", "csv").rows
    assert code == 6
    assert [(row["line"], row["column"], row["name"], row["verdict"]) for row in rows] == [
        ("3", "28", "910.03 billion yuan", "not_in_catalogue"),
        ("5", "23", "950 billion yuan", "contradicted"),
        ("6", "7", "Nampo shipping route is operating", "contradicted"),
        ("7", "10", "100,000 companies", "not_in_catalogue"),
        ("7", "34", "5 billion yuan", "not_in_catalogue"),
    ]
    assert (rows[0]["records"], rows[0]["says"]) == ("gdp-shenyang-2025", "")
    assert rows[2]["says"].startswith("Nampo shipping route: exploratory, as of ")
    assert len(out.splitlines()) == len(rows)


@pytest.mark.parametrize("name", ["table", "json", "jsonl", "csv", "tsv", "md", "html", "ids"])
def test_every_format_has_the_findings_and_the_same_exit_code(run: Run, name: str) -> None:
    code, out, _ = run("check", "wrong.txt", "-f", name)
    assert code == 6
    assert ("gdp-shenyang-2025" if name == "ids" else "950 billion yuan") in out


def test_json_keeps_the_error_on_standard_error(run: Run) -> None:
    found = run("check", "wrong.txt", "--json")
    assert (found.code, found.error["code"], found.items[0]["verdict"]) == (6, "check_failed", "contradicted")
    assert found.items[0]["records"] == ["gdp-shenyang-2025"]


def test_a_file_of_findings_is_written_before_the_program_fails(run: Run) -> None:
    code, out, err = run("check", "wrong.txt", "-o", "findings.csv")
    assert (code, out) == (6, "") and "wrote 1 item to findings.csv as csv" in err
    assert "950 billion yuan" in Path("findings.csv").read_text("utf-8")


@pytest.mark.parametrize("name", ["wrong.txt", "./wrong.txt", "linked.txt", "hard.txt"])
def test_findings_never_replace_the_text_that_is_checked(run: Run, name: str) -> None:
    Path("linked.txt").symlink_to("wrong.txt")
    os.link("wrong.txt", "hard.txt")
    for source, target in (("wrong.txt", name), (name, "wrong.txt")):
        code, out, err = run("check", "right.md", source, "-o", target, "--force", "-f", "csv")
        assert (code, out) == (2, "") and "is the text that is checked" in err
    assert Path("wrong.txt").read_text("utf-8") == WRONG


def test_findings_never_replace_the_text_that_standard_input_comes_from(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    with open("wrong.txt", encoding="utf-8") as stream:
        monkeypatch.setattr("sys.stdin", stream)
        with pytest.raises(UsageError, match="is the text that is checked"):
            answer(["-"], Output(output=Path("wrong.txt"), force=True), Terminal())


def test_several_texts_are_told_apart(run: Run) -> None:
    items = run("check", "right.md", "wrong.txt", "right.md", "--json").items
    assert [(item["file"], item["id"]) for item in items] == [
        ("right.md", "right.md:1:28"),
        ("wrong.txt", "wrong.txt:1:28"),
    ]
    assert "wrong.txt:1" in run("check", "right.md", "wrong.txt").out


def test_a_text_comes_from_standard_input(run: Run) -> None:
    assert run("check", "-", stdin=WRONG, env={"CI": "1"}).code == 6


def test_a_text_without_statements_has_none(run: Run) -> None:
    assert run("check", "empty.md") == (0, "0 statements\n", "")
    assert run("check", "empty.md", "--json").items == []


def test_fields_are_chosen_as_everywhere(run: Run) -> None:
    assert run("check", "right.md", "--fields", "line,verdict", "-f", "csv").out == "line,verdict\n1,verified\n"


def test_a_day_is_asked_for_as_everywhere(run: Run) -> None:
    code, out, _ = run("check", "right.md", "--as-of", "2019-01-01", "--json")
    assert code == 0 and '"verdict":"not_in_catalogue"' in out


@pytest.mark.parametrize(
    ("name", "said"),
    [("missing.md", "No such file"), (".", "Is a directory"), ("data.docx", "is no text in UTF-8")],
)
def test_what_is_no_text_is_refused(run: Run, name: str, said: str) -> None:
    Path("data.docx").write_bytes(b"PK\x03\x04\xff\xfe")
    code, out, err = run("check", name)
    assert (code, out) == (2, "") and said in err


def test_what_is_quoted_steers_no_terminal(run: Run, on_terminal: OnTerminal) -> None:
    Path("evil.md").write_text(
        "\x1b]0;t\x07[/red] In 2025 Shenyang's GDP was 910.03 billion yuan \u202e=1+1.\n", "utf-8"
    )
    out = run("check", "evil.md", "-f", "csv").out
    assert not set(out) & set("\x1b\x07\u202e") and "[/red]" in out
    shown = on_terminal("check", "evil.md").out
    assert "910.03" in shown and not set(ANSI.sub("", shown)) & set("\x1b\x07\u202e")
