"""Derivations: which figures of a series go into which rule, and what is said of a year between that is missing."""

from __future__ import annotations

from decimal import Decimal
from typing import Any

import pytest

from dftzcli.analysis.derivations import RULES, derive
from dftzcli.analysis.deriving import Derived
from dftzcli.analysis.observations import observe
from dftzcli.analysis.series import assemble
from dftzcli.errors import UsageError
from tests.analysis.figures import Item, figure

YEARS = [figure(f"y{year}", value, period=year) for year, value in (("2021", 100), ("2022", 110), ("2024", 121))]


def derived(rule: str, *items: Item, also: tuple[Item, ...] = (), **options: Any) -> list[Derived]:
    """A rule of the series of some figures, beside which there are others."""
    everything = [observe(item) for item in (*items, *also)]
    return list(derive(rule, assemble(items, **options), everything=everything))


def told(found: list[Derived]) -> list[tuple[tuple[str, str], str]]:
    """The inputs of each result and what came out, or why nothing did."""
    return [(each.inputs, each.refused or f"{each.qualifier} {each.value} {each.unit}") for each in found]


def test_a_change_is_from_each_figure_to_the_next_and_a_missing_year_between_is_named() -> None:
    found = derived("change", *YEARS)
    assert told(found) == [
        (("y2022", "y2021"), "exact 10 10,000 USD"),
        (("y2024", "y2022"), "exact 11 10,000 USD"),
    ]
    assert [each.note for each in found] == ["", "over a gap: no figure of 2023"]


def test_a_growth_names_every_missing_year_beside_how_it_was_rounded() -> None:
    first, last = figure("first", 100, period="2019"), figure("last", 150, period="2022")
    (found,) = derived("growth", first, last)
    assert found.note == "rounded half-even to 2 decimals; over a gap: no figure of 2020, 2021"


def test_a_gap_is_named_once_and_not_again_after_it() -> None:
    found = derived("change", *YEARS, figure("y2025", 130, period="2025"))
    assert [each.note for each in found] == ["", "over a gap: no figure of 2023", ""]


def test_years_asked_for_that_are_missing_at_the_ends_are_no_gap_between() -> None:
    found = derived("change", *YEARS[:2], within="2019/2026")
    # Nothing was compared with 2019, and nothing was computed for 2026.
    assert told(found) == [(("y2022", "y2021"), "exact 10 10,000 USD")]


def test_an_index_is_to_the_first_figure_and_a_missing_year_does_not_touch_it() -> None:
    found = derived("index", *YEARS)
    assert told(found) == [(("y2022", "y2021"), "exact 110.00 index"), (("y2024", "y2021"), "exact 121.00 index")]
    assert not any("gap" in each.note for each in found)


def test_a_yearly_rate_is_from_the_first_figure_to_the_last() -> None:
    assert told(derived("cagr", *YEARS)) == [(("y2024", "y2021"), "exact 6.56 %")]


@pytest.mark.parametrize("rule", ["change", "growth", "index", "cagr"])
def test_of_one_figure_nothing_in_time_is_computed(rule: str) -> None:
    assert derived(rule, YEARS[0], within="2020/2024") == []


def test_the_likeliest_of_several_sources_is_taken_and_none_is_averaged() -> None:
    found = derived("change", figure("b", 999, period="2021", qualifier="over"), *YEARS[:2])
    assert told(found) == [(("y2022", "y2021"), "exact 10 10,000 USD")]


def test_nothing_is_computed_across_two_series() -> None:
    assert derived("change", YEARS[0], figure("zone", 5, scope="zone"), figure("m", 5, period="2023-01/2023-02")) == []


# Of two indicators

EXPORTS = [figure("x2023", 60), figure("x2024", 70, period="2024")]
IMPORTS = [figure("m2023", 100, indicator="imports"), figure("m2024", 90, indicator="imports", period="2024")]


def test_a_balance_is_the_first_indicator_less_the_second_period_by_period() -> None:
    assert told(derived("balance", *EXPORTS, *IMPORTS)) == [
        (("x2023", "m2023"), "exact -40 10,000 USD"),
        (("x2024", "m2024"), "exact -20 10,000 USD"),
    ]
    assert [each.value for each in derived("balance", *IMPORTS, *EXPORTS)] == [Decimal(40), Decimal(20)]


def test_a_share_is_the_first_indicator_through_the_second() -> None:
    assert told(derived("share", *EXPORTS[:1], *IMPORTS[:1])) == [(("x2023", "m2023"), "exact 60.00 %")]


@pytest.mark.parametrize(
    "otherwise",
    [
        {"period": "2022"},
        {"place": "dftz"},
        {"scope": "zone"},
        {"subject": "firm"},
        {"period": "2023-01/2023-02"},
        {"period_basis": "unstated"},
        {"industries": ["a"]},
    ],
)
def test_nothing_is_taken_of_two_indicators_that_are_of_different_things(otherwise: dict[str, Any]) -> None:
    imports = figure("other", 100, indicator="imports", **otherwise)
    assert derived("balance", EXPORTS[0], imports) == derived("share", EXPORTS[0], imports) == []


def test_a_period_written_otherwise_is_met() -> None:
    imports = figure("other", 100, indicator="imports", period="2023-01/2023-12")
    assert told(derived("balance", EXPORTS[0], imports)) == [(("x2023", "other"), "exact -40 10,000 USD")]


def test_two_indicators_in_two_units_are_refused_in_words() -> None:
    imports = figure("other", 100, indicator="imports", unit="billion CNY")
    assert told(derived("balance", EXPORTS[0], imports)) == [
        (("x2023", "other"), "not comparable: 10,000 USD v. billion CNY")
    ]


def test_a_missing_year_has_no_balance() -> None:
    assert told(derived("balance", *EXPORTS, IMPORTS[0], within="2022/2024")) == [
        (("x2023", "m2023"), "exact -40 10,000 USD")
    ]


@pytest.mark.parametrize("rule", ["share", "balance"])
@pytest.mark.parametrize("items", [[], EXPORTS, [*EXPORTS, *IMPORTS, figure("gdp", 5, indicator="gdp")]])
def test_other_than_two_indicators_are_a_usage_error_that_names_them(rule: str, items: list[Item]) -> None:
    with pytest.raises(UsageError) as caught:
        derived(rule, *items)
    named = list(dict.fromkeys(item["indicator"] for item in items))
    said = f"{rule} is of two indicators, and these are {len(named)}: {', '.join(named) or 'none'}"
    assert caught.value.message == said
    assert f"--derive {rule}" in str(caught.value.fix)


# By head


def persons(id_: str, value: int, **fields: Any) -> Item:
    return figure(id_, value, indicator="population", unit="persons", **fields)


def test_a_figure_per_head_is_over_the_persons_of_its_own_place_scope_and_period() -> None:
    others = (
        persons("old", 9, period="2022"),
        persons("zone", 9, scope="zone"),
        persons("elsewhere", 9, place="harbin"),
        persons("same", 20000),
    )
    assert told(derived("per_head", EXPORTS[0], also=others)) == [(("x2023", "same"), "exact 30.00 USD per person")]


def test_without_persons_of_the_same_period_it_says_what_was_at_hand() -> None:
    found = derived("per_head", EXPORTS[0], also=(persons("old", 9, period="2022"),))
    assert told(found) == [(("x2023", "old"), "not comparable: 2023 v. 2022")]


def test_without_any_persons_there_is_no_figure_per_head() -> None:
    assert derived("per_head", EXPORTS[0], also=(persons("zone", 9, scope="zone"),)) == []


# Beside what is printed


def test_a_result_stands_beside_what_any_source_prints_for_it() -> None:
    identity = {"rule": "difference", "inputs": ["x2023", "m2023"], "note": None}
    printed = figure("balance", -45, indicator="balance", identities=[identity])
    (found,) = derived("balance", EXPORTS[0], IMPORTS[0], also=(printed,))
    assert [(each.figure, each.value, each.agrees) for each in found.printed] == [("balance", Decimal(-45), False)]
    assert found.value == -40


@pytest.mark.parametrize("rule", RULES)
def test_every_rule_computes_with_a_name_of_its_own(rule: str) -> None:
    items = [*EXPORTS, *IMPORTS]
    found = derived(rule, *items, also=(persons("p", 1000), persons("q", 1000, period="2024")))
    assert {each.rule for each in found} == {rule}
    assert {each.reading for each in found} == {"computed"}


def test_what_is_no_rule_is_a_usage_error_that_names_the_rules() -> None:
    with pytest.raises(UsageError, match="'doubling' is no rule") as caught:
        derived("doubling", *YEARS)
    assert all(rule in str(caught.value.fix) for rule in RULES)
