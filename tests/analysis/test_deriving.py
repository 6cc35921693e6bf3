"""Deriving: numbers computed from figures, as exact as these, beside what the sources print."""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Callable
from decimal import Decimal
from fractions import Fraction
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dftzcli.analysis import deriving
from dftzcli.analysis.deriving import Derived
from dftzcli.analysis.observations import Observation, observe
from dftzcli.catalogue import Catalogue
from dftzcli.model.units import UNIT_CODES, unit

Rule = Callable[[Observation, Observation], Derived]
IN_TIME: tuple[Rule, ...] = (deriving.change, deriving.growth, deriving.cagr, deriving.index)
AT_ONE_TIME: tuple[Rule, ...] = (deriving.share, deriving.per_head, deriving.balance)
QUALIFIERS = ("exact", "over", "at_least", "at_most", "about", "expected")
# As precisely as sources print, and far more; above zero.
VALUES = st.decimals(min_value="0.0001", max_value=10**14, places=4, allow_nan=False)
MONEY = st.sampled_from(["USD", "10,000 USD", "million USD", "billion USD"])


def seen(id_: str, value: str | Decimal | None = None, **fields: Any) -> Observation:
    """A figure of the exports of Dalian in 2023, in units of 10,000 USD, unless told otherwise."""
    code = unit(fields.get("unit", "10,000 USD"))
    item: dict[str, Any] = {
        "id": id_,
        "indicator": "exports",
        "place": "dalian",
        "scope": "city",
        "subject": None,
        "period": "2023",
        "period_basis": "stated",
        "value": None if value is None else Decimal(value),
        "value_min": None,
        "value_max": None,
        "unit": code.code,
        "unit_base": code.base,
        "multiplier": int(code.multiplier),
        "qualifier": "exact",
        "reading": "as_printed",
        "as_stated": None if value is None else str(value),
        "source": "paper",
        "change": None,
        "identities": [],
        "industries": [],
        "dispute": None,
    }
    return observe(item | fields)


def pair(earlier: str | Decimal, later: str | Decimal, **fields: Any) -> tuple[Observation, Observation]:
    """A figure of 2023 and one of 2024."""
    return seen("before", earlier, **fields), seen("after", later, **fields, period="2024")


def said(found: Derived) -> tuple[str, str, str]:
    """The result as it would be written."""
    return found.qualifier, str(found.value), found.unit


def identity(rule: str, *inputs: str) -> dict[str, Any]:
    return {"rule": rule, "inputs": list(inputs), "note": None}


def printed_change(value: str, against: str = "2023", **fields: Any) -> dict[str, Any]:
    part = {"value": Decimal(value), "unit": "%", "against": against, "qualifier": "exact"}
    return part | {"as_stated": value, "reading": "as_printed"} | fields


# What comes out


def test_a_change_is_the_later_less_the_earlier_to_the_last_digit() -> None:
    found = deriving.change(*pair("1085867", "862799.55"))
    assert said(found) == ("exact", "-223067.45", "10,000 USD")
    assert found.working == "862,799.55 - 1,085,867 in 10,000 USD"


def test_a_growth_is_in_percent_with_its_arithmetic_in_words_and_numbers() -> None:
    found = deriving.growth(*pair("1085867", "862799.55"))
    assert said(found) == ("exact", "-20.54", "%")
    assert found.working == "(862,799.55 - 1,085,867) / 1,085,867 in 10,000 USD"
    assert found.note == "rounded half-even to 2 decimals"


def test_a_tie_is_rounded_to_the_even_digit() -> None:
    assert [str(deriving.growth(*pair("100000", later)).value) for later in ("100025", "100035")] == ["0.02", "0.04"]


def test_a_result_says_that_it_is_computed_and_what_it_is_made_of() -> None:
    found = deriving.growth(*pair("1", "2", place="harbin", scope="province", subject="firm", indicator="gdp"))
    assert (found.rule, found.reading, found.inputs) == ("growth", "computed", ("after", "before"))
    assert (found.period, found.against) == ("2024", "2023")
    assert (found.indicator, found.place, found.scope, found.subject) == ("gdp", "harbin", "province", "firm")


def test_printed_multipliers_mix_and_the_unit_of_the_later_stands() -> None:
    earlier, later = seen("before", "5000", unit="million USD"), seen("after", "6.5", unit="billion USD", period="2024")
    assert said(deriving.change(earlier, later)) == ("exact", "1.5", "billion USD")
    assert said(deriving.growth(earlier, later)) == ("exact", "30.00", "%")
    assert deriving.growth(earlier, later).working == "(6.5 - 5) / 5 in billion USD"


def test_a_change_of_a_percentage_is_in_percentage_points() -> None:
    assert said(deriving.change(*pair("7.6", "11.7", unit="%"))) == ("exact", "4.1", "pp")


def test_a_change_of_a_rank_is_in_places() -> None:
    assert said(deriving.change(*pair("7", "4", unit="rank"))) == ("exact", "-3", "places")


def test_a_yearly_rate_compounds_over_the_years_between() -> None:
    found = deriving.cagr(seen("first", "100", period="2021"), seen("last", "121", period="2023"))
    assert said(found) == ("exact", "10.00", "%")
    assert found.working == "(121 / 100) ^ (1 / 2) - 1 in 10,000 USD"
    assert found.note.startswith("a year, over 2 years; ")


def test_a_figure_that_ends_at_nothing_has_fallen_by_all_of_it() -> None:
    first, last = seen("first", "100", period="2021"), seen("last", "0", period="2023")
    assert said(deriving.cagr(first, last)) == said(deriving.growth(first, last)) == ("exact", "-100.00", "%")


def test_an_index_reaches_back_as_well_as_forward() -> None:
    earlier, later = pair("1085867", "862799.55")
    assert said(deriving.index(earlier, later)) == ("exact", "79.46", "index")
    assert said(deriving.index(later, earlier)) == ("exact", "125.85", "index")


def test_a_share_is_of_another_indicator_at_the_same_time() -> None:
    found = deriving.share(seen("part", "862799.55"), seen("whole", "1891050.99", indicator="trade"))
    assert said(found) == ("exact", "45.63", "%")
    assert (found.indicator, found.against) == ("exports", "")


def test_a_number_per_head_is_in_the_base_unit() -> None:
    total = seen("gdp", "1000", unit="billion CNY", indicator="gdp")
    heads = seen("heads", "8000000", unit="persons", indicator="population")
    found = deriving.per_head(total, heads)
    assert said(found) == ("exact", "125000.00", "CNY per person")
    assert found.working == "1,000 billion CNY / 8,000,000 persons"


def test_a_small_number_per_head_keeps_four_digits_and_says_so() -> None:
    found = deriving.per_head(
        seen("islands", "541", unit="islands"), seen("heads", "7451000", unit="persons", indicator="population")
    )
    assert (str(found.value), found.note) == ("0.00007261", "rounded half-even to 4 significant digits")


def test_a_deficit_is_a_balance_below_zero() -> None:
    found = deriving.balance(seen("out", "816247"), seen("in", "1155116", indicator="imports"))
    assert said(found) == ("exact", "-338869", "10,000 USD")


def test_a_number_below_zero_stands_in_brackets_in_the_arithmetic() -> None:
    assert deriving.change(*pair("-30", "650")).working == "650 - (-30) in 10,000 USD"


@pytest.mark.parametrize("rule", [deriving.growth, deriving.index])
def test_what_rounds_to_nothing_has_no_sign(rule: Rule) -> None:
    assert "-" not in str(rule(*pair("100000000", "99999999")).value)


# How exact it is


@pytest.mark.parametrize(
    ("earlier", "later", "qualifier"),
    [
        ("exact", "exact", "exact"),
        ("exact", "over", "over"),
        ("exact", "at_least", "at_least"),
        ("exact", "at_most", "at_most"),
        ("over", "exact", "at_most"),
        ("at_least", "exact", "at_most"),
        ("at_most", "exact", "at_least"),
        ("at_most", "over", "at_least"),
        ("over", "at_most", "at_most"),
        ("exact", "about", "about"),
        ("about", "exact", "about"),
        ("expected", "exact", "expected"),
        ("about", "expected", "expected"),
        ("about", "over", "about"),
        ("over", "expected", "expected"),
    ],
)
@pytest.mark.parametrize("rule", [deriving.change, deriving.growth, deriving.index])
def test_a_result_is_as_exact_as_its_inputs(rule: Rule, earlier: str, later: str, qualifier: str) -> None:
    found = rule(seen("before", "100", qualifier=earlier), seen("after", "150", qualifier=later, period="2024"))
    assert found.qualifier == qualifier
    assert found.value is not None


@pytest.mark.parametrize(("earlier", "later"), [("over", "over"), ("at_least", "over"), ("at_most", "at_most")])
@pytest.mark.parametrize("rule", IN_TIME)
def test_bounds_that_leave_both_sides_open_say_nothing(rule: Rule, earlier: str, later: str) -> None:
    found = rule(seen("before", "41", qualifier=earlier), seen("after", "98", qualifier=later, period="2024"))
    assert (found.value, found.qualifier) == (None, "")
    assert found.refused.startswith("nothing can be said: ")


def test_the_refusal_of_two_bounds_shows_both() -> None:
    found = deriving.change(*pair("41", "98", qualifier="over", unit="enterprises"))
    assert found.refused == "nothing can be said: over 98 enterprises and over 41 enterprises leave both sides open"


@pytest.mark.parametrize(
    ("earlier", "later", "value", "qualifier"),
    [("exact", "over", "66.66", "over"), ("over", "exact", "66.67", "at_most"), ("exact", "exact", "66.67", "exact")],
)
def test_a_bound_is_rounded_to_the_side_on_which_it_stays_true(
    earlier: str, later: str, value: str, qualifier: str
) -> None:
    found = deriving.growth(seen("before", "3", qualifier=earlier), seen("after", "5", qualifier=later, period="2024"))
    assert said(found)[:2] == (qualifier, value)


@pytest.mark.parametrize(
    ("earlier", "later", "value"), [("over", "exact", "33.34"), ("exact", "over", "33.33"), ("exact", "exact", "33.33")]
)
def test_the_note_says_to_which_side_a_bound_was_rounded(earlier: str, later: str, value: str) -> None:
    found = deriving.growth(seen("before", "3", qualifier=earlier), seen("after", "4", qualifier=later, period="2024"))
    side = {"33.34": "up, as an upper bound,"}.get(
        value, "half-even" if later == "exact" else "down, as a lower bound,"
    )
    assert (str(found.value), found.note) == (value, f"rounded {side} to 2 decimals")


def test_a_bound_beside_an_approximation_says_on_which_side_it_is_open() -> None:
    found = deriving.change(
        seen("before", "700", qualifier="about"), seen("after", "1000.21", qualifier="over", period="2024")
    )
    assert said(found)[:2] == ("about", "300.21")
    assert found.note == "one of the two is a bound, so it may be more"
    assert found.working == "over 1,000.21 - about 700 in 10,000 USD"


def test_a_loss_turns_round_what_a_bound_of_the_base_means() -> None:
    found = deriving.index(seen("base", "100", qualifier="over"), seen("loss", "-50", period="2024"))
    assert said(found)[:2] == ("over", "-50.00")


def test_a_fall_to_nothing_is_of_all_there_was_however_much_that_was() -> None:
    assert said(deriving.growth(seen("before", "700", qualifier="about"), seen("after", "0", period="2024"))) == (
        "exact", "-100.00", "%"
    )  # fmt: skip


def test_the_base_of_an_index_is_100_whatever_its_qualifier() -> None:
    base = seen("base", "700", qualifier="about")
    assert said(deriving.index(base, base)) == ("exact", "100.00", "index")


def test_a_reader_is_told_what_is_not_plain_of_the_inputs() -> None:
    found = deriving.change(
        seen("before", "1", source="article", reading="repaired", dispute="reading"),
        seen("after", "2", period="2024", period_basis="inferred", dispute="caution"),
    )
    assert found.note == (
        "from two sources: paper and article; the period of after is inferred; before is repaired; "
        "before is disputed (reading)"
    )


# What is refused


@pytest.mark.parametrize(
    ("fields", "reason"),
    [
        ({"scope": "customs_district"}, "city v. customs district"),
        ({"place": "harbin"}, "dalian v. harbin"),
        ({"indicator": "imports"}, "exports v. imports"),
        ({"unit": "billion CNY"}, "10,000 USD v. billion CNY"),
        ({"unit": "TEU"}, "10,000 USD v. TEU"),
        ({"subject": "firm"}, "no one firm v. firm"),
        ({"industries": ["shipbuilding"]}, "no one industry v. shipbuilding"),
        ({"period": "2024-01/2024-02"}, "2023 v. 2024-01/2024-02"),
        ({"period_basis": "unstated"}, "2023 v. 2024 (undated)"),
        ({"scope": "zone", "unit": "t"}, "city 10,000 USD v. zone t"),
    ],
)
@pytest.mark.parametrize("rule", IN_TIME)
def test_unlike_figures_are_refused_by_what_differs(rule: Rule, fields: dict[str, Any], reason: str) -> None:
    found = rule(seen("before", "1"), seen("after", "2", **{"period": "2024"} | fields))
    assert (found.value, found.qualifier, found.working) == (None, "", "")
    assert found.refused == f"not comparable: {reason}"


@pytest.mark.parametrize(
    ("fields", "reason"),
    [
        ({"scope": "customs_district"}, "city v. customs district"),
        ({"scope": "customs_district", "period": "2021"}, "2023 city v. 2021 customs district"),
        ({"place": "harbin"}, "dalian v. harbin"),
        ({"period": "2024"}, "2023 v. 2024"),
    ],
)
@pytest.mark.parametrize("rule", AT_ONE_TIME)
def test_figures_of_unlike_places_or_times_are_not_taken_together(
    rule: Rule, fields: dict[str, Any], reason: str
) -> None:
    code = "persons" if rule is deriving.per_head else "10,000 USD"
    found = rule(seen("one", "1"), seen("other", "2", indicator="other", unit=code, **fields))
    assert (found.value, found.refused) == (None, f"not comparable: {reason}")


@pytest.mark.parametrize("rule", [deriving.share, deriving.balance])
def test_currencies_are_never_mixed(rule: Rule) -> None:
    found = rule(seen("one", "1"), seen("other", "2", indicator="imports", unit="billion CNY"))
    assert found.refused == "not comparable: 10,000 USD v. billion CNY"


@pytest.mark.parametrize("rule", [*IN_TIME, *AT_ONE_TIME])
def test_a_range_has_no_single_number_to_compute_with(rule: Rule) -> None:
    ranged: dict[str, Any] = {"value_min": Decimal(600), "value_max": Decimal(700), "qualifier": "about"}
    for inputs in (
        (seen("range", **ranged), seen("other", "1", period="2024")),
        (seen("other", "1"), seen("range", **ranged, period="2024")),
    ):
        found = rule(*inputs)
        assert found.value is None
        assert found.refused == "range has no single number: about 600 to 700 10,000 USD"


def test_a_bound_alone_has_no_single_number_either() -> None:
    found = deriving.change(seen("before", "1"), seen("after", value_min=800, qualifier="expected", period="2024"))
    assert found.refused == "after has no single number: expected from 800 10,000 USD"


@pytest.mark.parametrize("rule", [deriving.growth, deriving.cagr, deriving.index])
@pytest.mark.parametrize(
    ("earlier", "fields", "reason"),
    [
        ("7.6", {"unit": "%"}, "figures in % have no growth: ask for their change, in percentage points"),
        ("4", {"unit": "rank"}, "a rank is an order and no amount"),
        ("0", {}, "before is zero: no rate starts there"),
        ("-30", {}, "before is below zero: no rate starts there"),
    ],
)
def test_what_has_no_rate_is_refused_with_the_reason(
    rule: Rule, earlier: str, fields: dict[str, Any], reason: str
) -> None:
    assert rule(*pair(earlier, "5", **fields)).refused == reason


def test_no_rate_leads_below_zero() -> None:
    assert deriving.cagr(*pair("5", "-1")).refused == "after is below zero: no rate leads there"


def test_a_yearly_rate_is_refused_for_parts_of_years() -> None:
    earlier, later = seen("before", "1", period="2023-01/2023-02"), seen("after", "2", period="2024-01/2024-02")
    assert deriving.growth(earlier, later).value is not None
    assert deriving.cagr(earlier, later).refused.startswith("a yearly rate needs annual figures")


@pytest.mark.parametrize("rule", [deriving.change, deriving.growth, deriving.cagr])
@pytest.mark.parametrize("later", ["2023", "2022"])
def test_the_earlier_figure_must_be_earlier(rule: Rule, later: str) -> None:
    found = rule(seen("before", "1"), seen("after", "2", period=later))
    assert found.refused == f"2023 does not end before {later} begins"


def test_one_day_is_not_before_itself() -> None:
    found = deriving.change(seen("before", "1", period="2024-05-01"), seen("after", "2", period="2024-05-01"))
    assert found.refused == "2024-05-01 does not end before 2024-05-01 begins"


def test_periods_that_overlap_have_no_index_to_each_other() -> None:
    assert deriving.index(seen("one", "1"), seen("other", "2")).refused == "2023 and 2023 overlap"


@pytest.mark.parametrize("rule", IN_TIME)
def test_figures_without_a_period_have_no_order(rule: Rule) -> None:
    assert rule(*pair("1", "2", period_basis="unstated")).refused == "the sources give no period: before, after"


def test_figures_without_a_period_are_of_one_time_only_within_a_source() -> None:
    part, whole = (
        seen("part", "1", period_basis="unstated"),
        seen("whole", "2", period_basis="unstated", indicator="all"),
    )
    other = seen("other", "2", period_basis="unstated", indicator="all", source="profile")
    assert said(deriving.share(part, whole))[:2] == ("exact", "50.00")
    assert "the period of part is not stated" in deriving.share(part, whole).note
    assert deriving.share(part, other).refused == "the sources give no period: part, other"


@pytest.mark.parametrize("rule", [deriving.share, deriving.balance])
def test_two_figures_of_one_indicator_are_no_part_and_no_trade(rule: Rule) -> None:
    assert rule(seen("one", "1"), seen("other", "2")).refused == "both are of exports: it takes two indicators"


@pytest.mark.parametrize("code", ["%", "pp", "rank", "companies per day"])
@pytest.mark.parametrize("rule", [deriving.share, deriving.balance])
def test_nothing_is_taken_of_what_is_no_amount(rule: Rule, code: str) -> None:
    found = rule(seen("one", "1", unit=code), seen("other", "2", unit=code, indicator="other"))
    assert found.refused == f"one is no amount (its unit is {code})"


def test_a_part_is_not_more_than_its_whole() -> None:
    found = deriving.share(seen("part", "30"), seen("whole", "20", indicator="all"))
    assert (found.value, found.refused) == (None, "part is more than whole: it is no part of it")


def test_a_part_may_be_more_than_its_whole_by_their_rounding() -> None:
    found = deriving.share(seen("part", "1891051"), seen("whole", "1891050.99", indicator="all"))
    assert said(found)[:2] == ("exact", "100.00")


@pytest.mark.parametrize(("part", "whole"), [("-1", "2"), ("1", "0"), ("1", "-2")])
def test_there_is_no_share_of_or_in_less_than_nothing(part: str, whole: str) -> None:
    found = deriving.share(seen("part", part), seen("whole", whole, indicator="all"))
    assert found.value is None
    assert found.refused


def test_heads_are_persons_and_some() -> None:
    total = seen("total", "1")
    assert (
        deriving.per_head(total, seen("firms", "2", unit="companies")).refused == "firms counts companies, not persons"
    )
    nobody = seen("nobody", "0", unit="persons", indicator="population")
    assert deriving.per_head(total, nobody).refused == "nobody is not above zero"
    rate = seen("rate", "5", unit="%")
    assert deriving.per_head(rate, seen("heads", "2", unit="persons")).refused == "rate is no amount (its unit is %)"


# What is printed


def test_the_change_printed_beside_the_later_figure_stands_beside_the_growth() -> None:
    earlier, later = pair("2475", "5300", unit="enterprises")
    later = observe(dict(later.item) | {"change": printed_change("114", qualifier="over", as_stated="over 114%")})
    (found,) = deriving.printed(deriving.growth(earlier, later), [earlier, later])
    assert found == ("after", Decimal(114), "%", "over", "over 114%", "paper", True)


@pytest.mark.parametrize(
    ("words", "is_meant"),
    [
        ("2023", True),
        ("2023 (level not printed)", True),
        ("year on year", True),
        ("same period of the year before", True),
        ("2022", False),
        ("2022 and 2023", False),
        ("the month before", False),
    ],
)
def test_a_printed_change_counts_where_it_is_against_the_earlier_period(words: str, is_meant: bool) -> None:
    earlier, later = pair("100", "112")
    later = observe(dict(later.item) | {"change": printed_change("12", words)})
    assert bool(deriving.printed(deriving.growth(earlier, later), [earlier, later])) is is_meant


def test_a_change_against_the_year_before_is_not_one_over_two_years() -> None:
    earlier = seen("before", "100", period="2022")
    later = seen("after", "112", period="2024", change=printed_change("12", "year on year"))
    assert deriving.printed(deriving.growth(earlier, later), [earlier, later]) == ()


def test_a_printed_change_in_percentage_points_stands_beside_a_change_and_not_a_growth() -> None:
    earlier, later = pair("7.6", "11.7", unit="%")
    later = observe(dict(later.item) | {"change": printed_change("4.1", unit="pp")})
    assert [each.agrees for each in deriving.printed(deriving.change(earlier, later), [later])] == [True]
    earlier, later = pair("7.6", "11.7")
    later = observe(dict(later.item) | {"change": printed_change("4.1", unit="pp")})
    assert deriving.printed(deriving.growth(earlier, later), [later]) == ()
    assert deriving.printed(deriving.change(earlier, later), [later]) == ()


def test_a_figure_that_is_recorded_to_be_made_of_the_same_inputs_stands_beside_the_result() -> None:
    one, other = seen("out", "1085867"), seen("in", "1125432", indicator="imports")
    same = {"indicator": "balance", "identities": [identity("difference", "out", "in")]}
    figures = [
        seen("balance", "-39565", **same),
        seen("balance-in-text", "-39575.2", **same, source="article"),
        seen("computed", "-39565", **same | {"reading": "computed"}),
        seen("other-way", "39565", indicator="balance", identities=[identity("difference", "in", "out")]),
        seen("sum", "2211299", indicator="trade", identities=[identity("sum", "out", "in")]),
    ]
    found = deriving.printed(deriving.balance(one, other), figures)
    assert [(each.figure, each.value, each.unit, each.source, each.agrees) for each in found] == [
        ("balance", Decimal(-39565), "10,000 USD", "paper", True),
        ("balance-in-text", Decimal("-39575.2"), "10,000 USD", "article", False),
    ]


@pytest.mark.parametrize(
    ("rule", "inputs", "identities", "value", "code"),
    [
        (deriving.growth, pair("100", "120"), identity("growth", "after", "before"), "20", "%"),
        (deriving.change, pair("100", "120"), identity("difference", "after", "before"), "0.0002", "billion USD"),
        (
            deriving.share,
            (seen("part", "117"), seen("whole", "119", indicator="all")),
            identity("percent_of", "part", "whole"),
            "98.3",
            "%",
        ),
        (
            deriving.per_head,
            (seen("gdp", "1000", unit="billion CNY"), seen("heads", "8000000", unit="persons", indicator="heads")),
            identity("ratio", "gdp", "heads"),
            "125000",
            "CNY",
        ),
    ],
)
def test_each_rule_finds_the_identity_that_means_the_same(
    rule: Rule, inputs: tuple[Observation, Observation], identities: dict[str, Any], value: str, code: str
) -> None:
    figure = seen("printed", value, unit=code, identities=[identities])
    assert [(each.figure, each.agrees) for each in deriving.printed(rule(*inputs), [figure])] == [("printed", True)]


@pytest.mark.parametrize(
    ("value", "qualifier", "agrees"),
    [
        ("-20.5", "exact", True),
        ("-20.4", "exact", False),
        ("-20.54", "exact", True),
        ("-20.543", "exact", True),
        ("-20.53", "exact", False),
        ("-20.4", "about", True),
        ("-24", "about", False),
        ("-21", "over", True),
        ("-20", "over", False),
        ("-20", "at_most", True),
        ("-21", "at_most", False),
    ],
)
def test_what_is_printed_agrees_within_its_rounding_and_its_qualifier(value: str, qualifier: str, agrees: bool) -> None:
    earlier, later = pair("1085867", "862799.55")
    same = {"identities": [identity("growth", "after", "before")], "unit": "%", "qualifier": qualifier}
    (found,) = deriving.printed(deriving.growth(earlier, later), [seen("printed", value, **same)])
    assert found.agrees is agrees


@pytest.mark.parametrize(("reading", "agrees"), [("as_printed", True), ("repaired", False)])
def test_only_characters_that_stand_as_printed_tell_how_far_a_number_was_rounded(reading: str, agrees: bool) -> None:
    same = {"identities": [identity("difference", "after", "before")], "unit": "CNY", "as_stated": "1.2 million"}
    result = deriving.change(*pair("1000", "1231000", unit="CNY"))
    (found,) = deriving.printed(result, [seen("printed", "1200000", **same, reading=reading)])
    assert found.agrees is agrees


def test_the_rounding_of_the_inputs_explains_a_difference_too() -> None:
    earlier, later = pair("1.1", "1.3", unit="billion USD")
    same = {"identities": [identity("growth", "after", "before")], "unit": "%"}
    within, beyond = seen("printed", "25", **same), seen("printed", "31", **same)
    result = deriving.growth(earlier, later)
    assert [each.agrees for figure in (within, beyond) for each in deriving.printed(result, [figure])] == [True, False]


def test_a_converted_figure_is_rounded_where_it_was_printed() -> None:
    moved = {"unit": "100 million USD", "multiplier": 10**8, "printed_unit": "10,000 USD"}
    earlier, later = pair("1085867", "862799.55")
    earlier, later = (
        observe(dict(each.item) | moved | {"value": (each.value or 0) / 10**4, "printed_value": each.value})
        for each in (earlier, later)
    )
    found = deriving.change(earlier, later)
    assert said(found) == ("exact", "-22.306745", "100 million USD")
    figure = seen("printed", "-223067.25", identities=[identity("difference", "after", "before")])
    (beside,) = deriving.printed(found, [figure])
    assert (beside.value, beside.unit, beside.agrees) == (Decimal("-223067.25"), "10,000 USD", True)


def test_nothing_is_printed_for_what_was_refused() -> None:
    earlier, later = pair("0", "112", change=printed_change("12"))
    assert deriving.printed(deriving.growth(earlier, later), [earlier, later]) == ()


def test_a_printed_range_is_no_number_to_stand_beside_one() -> None:
    ranged = seen("range", value_min=10, value_max=30, unit="%", identities=[identity("growth", "after", "before")])
    assert deriving.printed(deriving.growth(*pair("100", "120")), [ranged]) == ()


# Whatever the numbers are


@given(VALUES, VALUES, MONEY, MONEY)
def test_growth_and_change_are_what_fractions_give(first: Decimal, last: Decimal, code: str, other: str) -> None:
    earlier, later = seen("before", first, unit=code), seen("after", last, unit=other, period="2024")
    one, two = (Fraction(each.in_base or 0) for each in (earlier, later))
    change, growth = deriving.change(earlier, later), deriving.growth(earlier, later)
    assert change.value is not None and growth.value is not None
    assert Fraction(change.value) * Fraction(change.multiplier) == two - one
    assert Fraction(growth.value) == round((two / one - 1) * 100, 2)


@given(VALUES, VALUES)
def test_a_balance_the_other_way_round_is_its_negative(one: Decimal, other: Decimal) -> None:
    out, back = seen("out", one), seen("in", other, indicator="imports")
    there, again = deriving.balance(out, back).value, deriving.balance(back, out).value
    assert there is not None and again is not None
    assert there == -again


@given(VALUES, MONEY, st.sampled_from(QUALIFIERS))
def test_an_index_is_100_at_its_base(value: Decimal, code: str, qualifier: str) -> None:
    base = seen("base", value, unit=code, qualifier=qualifier)
    assert said(deriving.index(base, base)) == ("exact", "100.00", "index")


@given(VALUES, VALUES, *[st.sampled_from(UNIT_CODES)] * 2, st.sampled_from([*IN_TIME, *AT_ONE_TIME]))
def test_unlike_bases_are_never_mixed(one: Decimal, other: Decimal, code: str, second: str, rule: Rule) -> None:
    in_time = rule in IN_TIME
    earlier = seen("one", one, unit=code)
    later = seen("other", other, unit=second, **({"period": "2024"} if in_time else {"indicator": "imports"}))
    found = rule(earlier, later)
    if rule is deriving.per_head:
        assert found.value is None or (
            unit(second).base == "persons" and found.unit_base == f"{unit(code).base} per person"
        )
    elif unit(code).base != unit(second).base:
        assert found.value is None
        assert found.refused.startswith("not comparable: ")


@given(VALUES, VALUES, *[st.sampled_from(QUALIFIERS)] * 2, st.sampled_from([deriving.growth, deriving.change]))
def test_only_exact_inputs_give_an_exact_result(
    first: Decimal, last: Decimal, one: str, other: str, rule: Rule
) -> None:
    found = rule(seen("before", first, qualifier=one), seen("after", last, qualifier=other, period="2024"))
    assert (found.qualifier == "exact") == (one == other == "exact")
    assert (found.value is None) == bool(found.refused)


@given(VALUES, VALUES, VALUES, VALUES)
def test_a_bound_of_a_growth_holds_for_every_number_the_inputs_can_be(
    first: Decimal, last: Decimal, less: Decimal, more: Decimal
) -> None:
    later = seen("after", last, qualifier="over", period="2024")
    found = deriving.growth(seen("before", first), later)
    true = (Fraction(last) + Fraction(more)) / Fraction(first) - 1
    assert found.value is not None and true * 100 > Fraction(found.value)
    found = deriving.growth(seen("before", first, qualifier="at_least"), seen("after", last, period="2024"))
    true = Fraction(last) / (Fraction(first) + Fraction(less)) - 1
    assert found.value is not None and true * 100 <= Fraction(found.value)


# The shipped figures


def test_the_paper_prints_another_fall_of_exports_than_its_own_table_gives(catalogue: Catalogue) -> None:
    known = {item["id"]: observe(item) for item in catalogue.cards.of_kind("figure")}
    earlier, later = known["customs-exports-2023-jan-feb"], known["customs-exports-2024-jan-feb"]
    growth = deriving.growth(earlier, later)
    assert said(growth) == ("exact", "-20.54", "%")
    beside = deriving.printed(growth, known.values())
    assert [(each.figure, str(each.value), each.as_stated, each.agrees) for each in beside] == [
        ("customs-exports-growth-2024-jan-feb", "-20.4", "204%", False)
    ]


def test_every_pair_of_shipped_figures_has_a_result_or_a_reason(catalogue: Catalogue) -> None:
    # Two of each indicator and unit: a third has no more to say, and every pair of all takes a quarter of a minute.
    kept: dict[tuple[str, str], list[Observation]] = {}
    for item in catalogue.cards.of_kind("figure"):
        alike = kept.setdefault((item["indicator"], item["unit"]), [])
        if len(alike) < 2:
            alike.append(observe(item))
    known = [one for alike in kept.values() for one in alike]
    for rule in (*IN_TIME, *AT_ONE_TIME):
        for one in known:
            for other in known:
                found = rule(one, other)
                assert (found.value is None) == (found.refused != "") == (found.qualifier == "")


def test_deriving_needs_neither_the_decoder_nor_the_typed_records() -> None:
    code = (
        "import sys, dftzcli.analysis.deriving; "
        "print([name for name in ('msgspec', 'dftzcli.model.records') if name in sys.modules])"
    )
    ran = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert ran.stdout.strip() == "[]"
