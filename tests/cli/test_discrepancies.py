"""Disagreements at the command line: those of the editors, those the program finds, and both readings of each."""

from __future__ import annotations

import re

import pytest

from dftzcli.catalogue import Catalogue
from dftzcli.opening import open_catalogue

from .program import Run, Tamper, data, ids_where, record

TRADE_SHARE = "northeast-trade-share-dalian-2026"
LOST = f"found-reading-{TRADE_SHARE}"
IN_TEXT = "customs-trade-balance-2023-jan-feb-in-text"
CURATED = "northeast-container-share-41-or-98"


@pytest.fixture
def lost(tamper: Tamper) -> str:
    """Record "approximately 40%" as exact, and return the id of what the program finds then."""
    tamper("figures", TRADE_SHARE, {"qualifier": "exact"})
    return LOST


@pytest.fixture
def contradicted(tamper: Tamper) -> None:
    """Let the text of the paper have another balance than its table."""
    tamper("figures", IN_TEXT, {"value": -49565.2})


def test_every_discrepancy_of_a_person_has_its_readings_beneath_it(run: Run) -> None:
    code, out, err = run("discrepancies", "--kind", "contradiction")
    assert (code, err) == (0, "")
    entry = out.partition(record("discrepancies", CURATED)["name"])[2].partition("\n\n")[0]
    readings = [line for line in entry.splitlines() if line.startswith("Reading")]
    figures = {found["id"]: found for found in data("figures")}
    sides = [figures[identity] for identity in record("discrepancies", CURATED)["records"] if identity in figures]
    assert {side["value"] for side in sides} == {41, 98}
    for line, side in zip(readings, sides, strict=True):
        basis = {"unstated": "(undated)", "inferred": "(inferred)"}[side["period_basis"]]
        (first, *_) = side["citations"]
        assert f"over {side['value']} %; {side['period']} {basis}" in line
        assert f"{first['source']}, {first['locator']}" in line
    assert "the editors' judgement: Probably" in entry
    assert not re.search(r"\b(69|79)\b", entry)  # the mean of the two, and that of all that is printed


def test_where_the_sides_are_no_figures_their_passages_stand_instead(run: Run) -> None:
    out = run("discrepancies", "--kind", "contradiction").out
    entry = out.partition(record("discrepancies", "first-opened-coastal-city")["name"])[2]
    assert 'Passage        dalian-article, paragraph 11, line 11: "one of the first cities to open up"' in entry


def test_the_readings_in_json_are_the_figures_that_a_discrepancy_names(run: Run) -> None:
    figures = {found["id"]: found for found in data("figures")}
    for item in run("discrepancies", "--json").items:
        named = [identity for identity in item["records"] if identity in figures]
        assert [reading["record"] for reading in item["readings"]] == named
        for reading in item["readings"]:
            figure = figures[reading["record"]]
            assert reading["value"] == figure.get("value")
            assert (reading["unit"], reading["period"], reading["scope"]) == tuple(
                figure[key] for key in ("unit", "period", "scope")
            )
            assert reading["source"] == figure["citations"][0]["source"]
            assert reading["locator"] == figure["citations"][0]["locator"]


def test_the_page_of_a_discrepancy_has_its_readings_and_says_whose_the_reason_is(run: Run, lost: str) -> None:
    out = run("show", CURATED).out
    assert "- over 41 %; 2021/2025 (undated), dalian (city); dalian-profile" in out
    assert "Likely reason (the editors' judgement)" in out
    assert "Likely reason (by the program)" in run("show", lost).out


def test_what_the_program_finds_is_listed_after_what_the_editors_wrote_down(run: Run, lost: str) -> None:
    for words in (("discrepancies",), ("list", "discrepancies")):
        ids = run(*words, "-f", "ids").ids
        assert ids == [*(found["id"] for found in data("discrepancies")), lost]
    by = {item["id"]: item["found_by"] for item in run("discrepancies", "--json").items}
    assert by == dict.fromkeys(ids_where("discrepancies", bool), "editors") | {lost: "program"}


def test_found_and_curated_choose_between_them(run: Run, lost: str) -> None:
    assert run("discrepancies", "--found", "-f", "ids").ids == [lost]
    assert set(run("discrepancies", "--curated", "-f", "ids").ids) == ids_where("discrepancies", bool)
    assert run("discrepancies", "--found", "--kind", "arithmetic", "-f", "ids").ids == []
    code, out, err = run("discrepancies", "--found", "--curated")
    assert (code, out) == (2, "")
    assert "--found" in err and "--curated" in err


def test_a_found_one_is_shown_searched_and_marked_on_its_figure_like_any_other(run: Run, lost: str) -> None:
    page = run("show", lost).out
    assert 'prints "approximately 40%"' in page and "exactly 40 %" in page
    (figure,) = run("show", TRADE_SHARE, "--json").items
    assert "reading" in figure["dispute"] and lost in figure["discrepancies"]
    assert lost in run("show", TRADE_SHARE).out
    assert lost in run("search", "discrepancy approximately 40% lost", "-f", "ids").ids
    assert run("overview", "--json").envelope["counts"]["discrepancies"] == len(data("discrepancies")) + 1


def test_figures_of_one_series_and_period_that_differ_are_a_contradiction(run: Run, contradicted: None) -> None:
    (item,) = run("discrepancies", "--found", "--kind", "contradiction", "--json").items
    assert item["records"] == ["customs-trade-balance-2023-jan-feb", IN_TEXT]
    assert {str(reading["value"]) for reading in item["readings"]} == {"-39565", "-49565.2"}
    assert item["likely_reason"] == "Not known: the sources give no reason."
    assert "44565" not in str(item)


def test_a_found_one_is_no_fault_and_only_what_is_stored_is_counted(run: Run, lost: str) -> None:
    code, _, err = run("data", "validate")
    stored = sum(run("data", "status", "--json").items[0]["counts"].values())
    assert (code, err) == (0, f"no fault in {stored} records\n")


@pytest.mark.parametrize("name", ["table", "md", "csv", "json"])
def test_the_list_of_what_was_found_is_the_same_every_time(run: Run, lost: str, contradicted: None, name: str) -> None:
    first = run("discrepancies", "--found", "-f", name)
    assert first.code == 0 and lost in first.out
    assert run("discrepancies", "--found", "-f", name) == first


def test_plain_lines_and_asked_for_fields_are_a_table(run: Run) -> None:
    for words in (("--plain",), ("--fields", "id,found_by")):
        lines = run("discrepancies", "--kind", "contradiction", *words).out.splitlines()
        assert lines[0].startswith("Id")
        assert len([line for line in lines if line.startswith(CURATED)]) == 1


def test_the_catalogue_gives_both_and_tells_them_apart(lost: str) -> None:
    catalogue: Catalogue = open_catalogue()
    assert [entry.id for entry in catalogue.discrepancies() if entry.found_by == "program"] == [lost]
    assert catalogue.get(lost).kind == "discrepancy"
    assert lost in [entry.id for entry in catalogue.disputes(TRADE_SHARE)]
    assert lost not in {record.id for record in catalogue.records()}
