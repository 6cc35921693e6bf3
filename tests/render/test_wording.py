"""Numbers, statuses and figures in words."""

from __future__ import annotations

from decimal import Decimal
from typing import Any

import pytest

from dftzcli.model.units import UNIT_CODES
from dftzcli.model.vocabulary import QUALIFIER_WORDS, STATUS_IS_FACT, STATUS_SYMBOLS, STATUS_WORDS
from dftzcli.render import wording


def figure(**fields: Any) -> dict[str, Any]:
    sound = {
        "value": None,
        "value_min": None,
        "value_max": None,
        "unit": "%",
        "qualifier": "exact",
        "period": "2023",
        "period_basis": "stated",
    }
    return sound | fields


@pytest.mark.parametrize(
    ("fields", "words"),
    [
        ({"value": Decimal("41"), "qualifier": "over"}, "over 41 %"),
        ({"value": 132600, "unit": "CNY", "qualifier": "about"}, "about 132,600 CNY"),
        ({"value": Decimal("1000.21"), "unit": "billion CNY", "qualifier": "over"}, "over 1,000.21 billion CNY"),
        ({"value": Decimal("98.30")}, "98.30 %"),
        ({"value": -30, "unit": "million CNY"}, "-30 million CNY"),
        ({"value": 0, "unit": "inspections"}, "0 inspections"),
        ({"value_min": 5, "value_max": 8, "unit": "inspections"}, "5 to 8 inspections"),
        (
            {"value_min": 600, "value_max": 700, "unit": "billion CNY", "qualifier": "about"},
            "about 600 to 700 billion CNY",
        ),
        ({"value_min": 800, "unit": "billion CNY", "qualifier": "expected"}, "expected over 800 billion CNY"),
        ({"value_max": 3, "unit": "h"}, "under 3 h"),
        ({"value": 10, "qualifier": "at_least", "unit": "km"}, "at least 10 km"),
        ({"value": 10, "qualifier": "at_most", "unit": "km"}, "at most 10 km"),
    ],
)
def test_a_value_is_said_with_its_qualifier_and_unit(fields: dict[str, Any], words: str) -> None:
    assert wording.observation(figure(**fields)) == words


def test_a_rank_is_no_count() -> None:
    assert wording.observation(figure(value=4, unit="rank")) == "rank 4"


@pytest.mark.parametrize("unit", ["10,000 USD", "10,000 CNY"])
def test_a_multiplier_is_kept_apart_from_the_digits_before_it(unit: str) -> None:
    assert wording.observation(figure(value=13887643, unit=unit)) == f"13,887,643 × {unit}"


@pytest.mark.parametrize("unit", UNIT_CODES)
def test_no_unit_leaves_a_value_bare(unit: str) -> None:
    for qualifier in QUALIFIER_WORDS:
        said = wording.observation(figure(value=7, unit=unit, qualifier=qualifier))
        assert unit in said
        assert "7" in said.split()


@pytest.mark.parametrize(
    ("basis", "words"), [("stated", "2023"), ("inferred", "2023 (inferred)"), ("unstated", "2023 (undated)")]
)
def test_a_period_says_whether_the_source_states_it(basis: str, words: str) -> None:
    assert wording.period(figure(period_basis=basis)) == words


def a_change(**fields: Any) -> dict[str, Any]:
    sound = {"value": 12, "unit": "%", "against": "2022", "qualifier": "exact", "reading": "as_printed"}
    return sound | fields


@pytest.mark.parametrize(
    ("fields", "words"),
    [
        ({}, "+12 % against 2022"),
        ({"value": Decimal("-33.34")}, "-33.34 % against 2022"),
        ({"value": Decimal("4.1"), "unit": "pp"}, "+4.1 pp against 2022"),
        ({"qualifier": "over", "value": 114}, "over +114 % against 2022"),
        ({"reading": "repaired"}, "+12 % against 2022 [repaired]"),
    ],
)
def test_a_change_is_signed_and_says_against_what(fields: dict[str, Any], words: str) -> None:
    assert wording.change(a_change(**fields)) == words


def test_a_change_in_a_cell_is_signed_with_its_unit() -> None:
    assert wording.short_change(a_change()) == " (+12 %)"
    assert wording.short_change(a_change(value=Decimal("-4.1"), unit="pp", qualifier="over")) == " (over -4.1 pp)"
    assert wording.short_change(None) == ""


def test_a_value_that_is_not_as_printed_says_how_it_was_read() -> None:
    assert wording.observed(figure(value=Decimal("-20.4"), reading="repaired")) == "-20.4 % [repaired]"
    assert wording.observed(figure(value=41, reading="as_printed")) == "41 %"


def test_the_time_of_a_status_says_when_it_is_inferred() -> None:
    assert wording.as_of({"status_as_of": "2019", "status_as_of_basis": "inferred"}) == "2019, inferred"
    assert wording.as_of({"status_as_of": "2020-07-21", "status_as_of_basis": "stated"}) == "2020-07-21"
    assert wording.as_of({"status_as_of": "2030-01-01", "status_as_of_basis": "computed"}) == "2030-01-01, computed"
    assert wording.as_of({"status_as_of": None, "status_as_of_basis": None}) == ""


def test_no_change_is_no_words() -> None:
    assert wording.change(None) == ""


@pytest.mark.parametrize("word", STATUS_WORDS)
def test_a_status_is_a_symbol_and_its_word_and_plain_characters_where_those_are_asked_for(word: str) -> None:
    shown, plain = wording.status(word), wording.status(word, ascii_only=True)
    assert shown.text == f"{STATUS_SYMBOLS[word][0]} {word.replace('_', ' ')}"
    assert plain.text.isascii()
    assert plain.text.endswith(word.replace("_", " "))
    assert wording.status_in_words(word, ascii_only=True).text.isascii()
    assert STATUS_WORDS[word] in wording.status_in_words(word).text


@pytest.mark.parametrize("word", STATUS_WORDS)
def test_only_what_is_a_fact_has_the_tone_of_one(word: str) -> None:
    assert (wording.status(word).tone == "good") == (word in STATUS_IS_FACT)
    assert wording.status_in_words(word).tone == wording.status(word).tone


def test_a_fact_and_a_plan_never_share_a_symbol() -> None:
    for column in (0, 1):
        facts = {STATUS_SYMBOLS[word][column] for word in ("in_force", "operating", "completed")}
        plans = {STATUS_SYMBOLS[word][column] for word in ("planned", "contracted", "exploratory", "sought")}
        assert not facts & plans


def test_no_status_is_nothing() -> None:
    assert wording.status(None).text == ""


@pytest.mark.parametrize(
    ("phases", "words"),
    [
        ((), ""),
        ((("operating", "paper"), ("operating", "news")), ""),
        ((("operating", "paper"), ("planned", "paper")), " (1 of 2 phases)"),
        (
            (("operating", "paper"), ("operating", "news"), ("planned", "paper"), ("sought", "news")),
            " (1 of 2 phases; 1 of 2 by another document)",
        ),
    ],
)
def test_phases_that_two_documents_count_are_not_added_up(phases: tuple[tuple[str, str], ...], words: str) -> None:
    told = [{"status": status, "source": source} for status, source in phases]
    assert wording.of_phases("operating", told) == words


def test_a_dispute_is_told_by_its_word() -> None:
    assert wording.dispute("contradiction") == ("⚠ contradiction", "warning")
    assert wording.dispute("caution", ascii_only=True) == ("! caution", "open")
    assert wording.dispute(None).text == ""
