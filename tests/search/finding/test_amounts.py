"""Numbers in a query beside what they count in, rounded and dated: which figures they find.

On the shipped catalogue, whose figures have the units and periods that people type.
"""

from __future__ import annotations

from decimal import Decimal

import pytest

from dftzcli.catalogue import Catalogue
from dftzcli.search.finding.amounts import asked_in, unit_at, without_months
from dftzcli.search.finding.numbers import numbers, roundings


def ids(catalogue: Catalogue, words: str) -> list[str]:
    return [hit.id for hit in catalogue.search(words, limit=5).hits]


@pytest.mark.parametrize(
    ("words", "identity"),
    [
        ("外资增长43.8%", "fdi-growth-dalian-2025"),
        ("通关时间80.42小时", "clearance-time-overall-dalian-port-2019"),
        ("大连对日本贸易额 2025年1-7月", "trade-with-japan-dalian-2025-01-07"),
    ],
)
def test_a_number_is_read_where_it_stands_beside_chinese(catalogue: Catalogue, words: str, identity: str) -> None:
    assert identity in ids(catalogue, words)


@pytest.mark.parametrize(
    ("words", "identity"),
    [
        ("ftz trade in two years 306 billion yuan", "imports-exports-cumulative-dftz-2019-04"),
        ("ningbo gdp 1.8 trillion", "gdp-ningbo-2024"),
    ],
)
def test_a_rounded_number_finds_the_figure_it_is_the_rounding_of(
    catalogue: Catalogue, words: str, identity: str
) -> None:
    assert identity in ids(catalogue, words)


def test_a_number_that_is_no_rounding_of_a_figure_finds_it_not(catalogue: Catalogue) -> None:
    assert "gdp-ningbo-2024" not in ids(catalogue, "ningbo gdp 1.9 trillion")


def test_the_money_a_number_counts_in_asks_for_no_record_about_that_money(catalogue: Catalogue) -> None:
    found = ids(catalogue, "208.75 bn yuan trade")
    assert found[0] == "imports-exports-dalian-2019-first-half"
    assert not any("rmb" in identity for identity in found)


@pytest.mark.parametrize(
    ("amount", "percent", "terms"),
    [
        ("306453000000", False, ["~2:310000000000", "~2:300000000000", "~3:306000000000", "~4:306500000000",
                                 "~4:306400000000"]),
        ("16.21", True, ["~2:16%", "~3:16.2%"]),
        ("41", False, []),
        ("0", False, []),
        ("0.0375", False, ["~2:0.038", "~2:0.037"]),
    ],
)  # fmt: skip
def test_roundings_are_up_and_cut_off_and_never_the_number_itself(amount: str, percent: bool, terms: list[str]) -> None:
    assert list(roundings(Decimal(amount), percent=percent)) == terms


def test_a_typed_number_asks_for_the_roundings_that_have_its_digits() -> None:
    (found,) = numbers("306 billion")
    assert found.rounded in roundings(Decimal("306453000000"), percent=False)
    (precise,) = numbers("306.4531 billion")
    assert precise.rounded == ""


@pytest.mark.parametrize(("typed", "unit"), [("5 usd", " usd"), ("5 usda", None), ("5亿元", None), ("5元", "元")])
def test_a_unit_is_one_only_as_a_word_of_its_own(typed: str, unit: str | None) -> None:
    found = unit_at(typed, 1)
    assert (found and found[0]) == unit


def test_what_an_answer_is_asked_in_is_a_unit() -> None:
    asked = asked_in("area of the city in km2")
    assert asked is not None and asked[1].strip() == "km2"
    assert asked_in("firms in dalian") is None


def test_a_month_that_is_none_is_left_out() -> None:
    assert without_months("13月") == ("   ", [])
