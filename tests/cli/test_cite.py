"""`dftz cite`: records in a style, by id, name or pipe, on standard output or in a file."""

from __future__ import annotations

import json

import pytest
from pybtex.database import parse_string

from dftzcli.render.citing import STYLES

from .program import Run, Tamper

TERM = "incentive-small-low-profit-income-tax"
FIGURE, PLANT = "gdp-dalian-2025", "panasonic-battery-plant"
LINE = (
    "Gross domestic product of Dalian, 2025: over 1,000.21 billion CNY, 2025, city "
    "(dalian-article, paragraph 2; caution)\n"
)


def test_without_a_style_a_record_is_cited_in_words(run: Run) -> None:
    code, out, err = run("cite", FIGURE)
    assert (code, err) == (0, "")
    head, *documents = out.splitlines()
    assert head.startswith("Gross domestic product of Dalian, 2025 [") and ", sha256 " in head
    assert len(documents) == 1 and documents[0].startswith("  dalian-article: ")


def test_a_record_can_be_named_as_it_is_remembered(run: Run) -> None:
    code, out, _ = run("cite", "松下电池项目", "--style", "line")
    assert (code, out.partition(":")[0]) == (0, "Panasonic battery project")


def test_ids_come_from_standard_input(run: Run) -> None:
    ids = run("figures", "gdp", "--place", "dalian", "--ids").out
    code, out, err = run("cite", "-", "--style", "line", stdin=ids)
    assert (code, err, len(out.splitlines())) == (0, "", len(ids.splitlines()))
    assert LINE in out


def test_a_record_named_twice_is_cited_once(run: Run) -> None:
    assert run("cite", FIGURE, FIGURE, "--style", "LINE").out == LINE


@pytest.mark.parametrize(("ending", "style"), [(end, style) for style in STYLES.values() for end in style.endings])
def test_the_ending_of_the_file_chooses_the_style(run: Run, ending: str, style: object) -> None:
    code, out, err = run("cite", FIGURE, PLANT, "-o", f"cited{ending}")
    name = getattr(style, "name", "")
    assert (code, out, err) == (0, "", f"wrote 2 citations to cited{ending} as {name}\n")
    with open(f"cited{ending}", encoding="utf-8", newline="") as stream:
        assert stream.read() == run("cite", FIGURE, PLANT, "--style", name).out


def test_a_file_that_is_there_is_only_replaced_with_force(run: Run) -> None:
    assert run("cite", FIGURE, "-o", "a.bib").code == 0
    code, out, err = run("cite", PLANT, "-o", "a.bib")
    assert (code, out) == (2, "") and "--force" in err
    assert run("cite", PLANT, "-o", "a.bib", "--force", "-q") == (0, "", "")
    with open("a.bib", encoding="utf-8") as stream:
        assert PLANT in parse_string(stream.read(), "bibtex").entries


@pytest.mark.parametrize(
    ("arguments", "code", "said"),
    [
        ((FIGURE, "--style", "bibtx"), 2, "did you mean bibtex?"),
        ((FIGURE, "--style", "apa"), 2, "plain, markdown, bibtex, csl-json, ris, line"),
        ((FIGURE, "-o", "cited.docx"), 2, ".bib"),
        ((FIGURE, "-o", "nowhere/cited.bib"), 2, "there is no folder"),
        (("no-such-record-anywhere",), 3, "no record answers"),
        (("-",), 2, "standard input held no id"),
    ],
)
def test_what_cannot_be_cited_is_refused_with_what_can(
    run: Run, arguments: tuple[str, ...], code: int, said: str
) -> None:
    ended, out, err = run("cite", *arguments, stdin="")
    assert (ended, out) == (code, "") and said in err


def test_a_hostile_record_stays_one_entry(run: Run, tamper: Tamper) -> None:
    tamper("figures", FIGURE, {"name": "}\n}\n@misc{evil, \\input{x}"})
    assert "evil" not in parse_string(run("cite", FIGURE, "--style", "bibtex").out, "bibtex").entries
    (item, *_) = json.loads(run("cite", FIGURE, "--style", "csl-json").out)
    assert item["title"].startswith("} } @misc{evil, \\input{x}")
    assert run("cite", FIGURE, "--style", "line").out.startswith("} } @misc{evil, \\input{x}: over ")


def test_a_citation_of_another_day_says_the_status_of_that_day_and_the_day(run: Run) -> None:
    then = run("cite", TERM, "--as-of", "2030-01-01").out
    now = run("cite", TERM).out
    assert "as of 2030-01-01" in then and "expired" in then
    assert "as of 2030" not in now and "expired" not in now
    for style in ("markdown", "bibtex", "csl-json", "ris", "line"):
        assert "2030" in run("cite", TERM, "--as-of", "2030-01-01", "--style", style).out, style
