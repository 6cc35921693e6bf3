"""Two figures: whether they may be compared, and what comes of it with all that their qualifiers leave open."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal
from fractions import Fraction
from itertools import permutations, product
from typing import Any, Final, get_args

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from dftzcli.analysis.comparing.comparable import (
    Axis,
    Computed,
    difference,
    leader,
    like,
    plain,
    ranks,
    ratio,
    unlike,
)
from dftzcli.analysis.observations import Observation
from tests.analysis.figures import seen

AXES: Final[tuple[Axis, ...]] = get_args(Axis)
QUALIFIERS: Final = ("exact", "over", "about", "at_least", "at_most", "expected")


def said(found: Computed | str) -> str:
    """A result in a few words: `at_least 5 pp`, `1 to 2 times`, or why there is none."""
    if isinstance(found, str):
        return found
    number = f"{found.low} to {found.high}" if found.value is None else str(found.value)
    words = [found.softly] if found.softly and found.softly != found.qualifier else []
    return " ".join([*words, found.qualifier, number, found.unit])


# What may be compared

OTHERWISE: Final[dict[str, tuple[dict[str, Any], str]]] = {
    "period": ({"period": "2021"}, "2023 v. 2021"),
    "rhythm": ({"period": "2023-01/2023-02"}, "2023 v. 2023-01/2023-02"),
    "undated": ({"period_basis": "unstated"}, "2023 v. 2023 (undated)"),
    "scope": ({"scope": "customs_district"}, "city v. customs district"),
    "place": ({"place": "harbin"}, "dalian v. harbin"),
    "subject": ({"subject": "firm"}, "no one firm v. firm"),
    "indicator": ({"indicator": "imports"}, "exports v. imports"),
    "definition": ({"industries": ["steel", "coal"]}, "no one industry v. steel and coal"),
    "unit": ({"unit": "billion CNY"}, "10,000 USD v. billion CNY"),
}
# What may differ across each axis, and is what its columns are or is theirs by nature.
MAY: Final[dict[Axis, set[str]]] = {
    "place": {"place"},
    "period": {"period"},
    "indicator": {"indicator", "definition"},
    "subject": {"subject", "place", "definition"},
}


@pytest.mark.parametrize(("axis", "what"), list(product(AXES, OTHERWISE)))
def test_a_refusal_names_what_differs_and_nothing_else(axis: Axis, what: str) -> None:
    fields, words = OTHERWISE[what]
    one, other = seen("one", 1), seen("other", 1, **fields)
    assert unlike(one, other, across=axis) == ("" if what in MAY[axis] else f"not comparable: {words}")
    assert (like(one, across=axis) == like(other, across=axis)) == (what in MAY[axis])


def test_what_is_alike_is_refused_across_no_axis() -> None:
    assert [unlike(seen("one", 1), seen("other", 2), across=axis) for axis in AXES] == ["", "", "", ""]


def test_a_city_of_one_year_is_not_a_customs_district_of_another() -> None:
    city, district = seen("one", 1, period="2021"), seen("other", 1, place="port", scope="customs_district")
    assert unlike(city, district, across="place") == "not comparable: 2021 city v. 2023 customs district"


def test_a_year_is_not_two_months_across_periods_either() -> None:
    months = seen("other", 1, period="2024-01/2024-02")
    assert unlike(seen("one", 1), months, across="period") == "not comparable: 2023 v. 2024-01/2024-02"


def test_the_same_months_of_two_years_are_compared_across_periods_whether_or_not_february_has_a_leap_day() -> None:
    one, other = seen("one", 1, period="2023-01/2023-02"), seen("other", 1, period="2024-01-01/2024-02-29")
    assert unlike(one, other, across="period") == ""


def test_a_day_is_compared_with_a_day_and_not_with_a_month() -> None:
    day = seen("one", 1, period="2024-02-01")
    assert unlike(day, seen("other", 1, period="2024-02-29"), across="period") == ""
    assert unlike(day, seen("other", 1, period="2024-02"), across="period") == "not comparable: 2024-02-01 v. 2024-02"


def test_a_period_written_otherwise_is_no_reason() -> None:
    other = seen("other", 1, period="2023-01-01/2023-12-31")
    assert [unlike(seen("one", 1), other, across=axis) for axis in AXES] == ["", "", "", ""]


def test_two_undated_figures_tell_nothing_of_a_change() -> None:
    one, other = (seen(year, 1, period=year, period_basis="unstated") for year in ("2019", "2023"))
    assert unlike(one, other, across="period") == "not comparable: 2019 (undated) v. 2023 (undated)"
    assert unlike(one, one._replace(place="harbin"), across="place") == ""


def test_percent_is_not_percentage_points() -> None:
    found = unlike(seen("one", 1, unit="%"), seen("other", 1, unit="pp"), across="place")
    assert found == "not comparable: % v. pp"


SHAPES = st.fixed_dictionaries(
    {
        "place": st.sampled_from(["dalian", "harbin"]),
        "scope": st.sampled_from(["city", "zone"]),
        "subject": st.sampled_from([None, "firm", "plant"]),
        "indicator": st.sampled_from(["exports", "imports"]),
        "unit": st.sampled_from(["USD", "10,000 USD", "CNY", "%", "pp"]),
        "industries": st.sampled_from([[], ["a"], ["a", "b"]]),
        "period": st.sampled_from(["2023", "2023-01/2023-12", "2024", "2023-05", "2023-01/2023-02", "2023-05-06"]),
        "period_basis": st.sampled_from(["stated", "unstated"]),
    }
)


@given(SHAPES, SHAPES, st.sampled_from(AXES))
def test_what_is_alike_and_what_is_refused_is_one_rule(one: Any, other: Any, axis: Axis) -> None:
    here, there = seen("one", 1, **one), seen("other", 1, **other)
    assert bool(unlike(here, there, across=axis)) == (like(here, across=axis) != like(there, across=axis))


@given(SHAPES, SHAPES, st.sampled_from(AXES))
def test_a_refusal_turned_round_names_the_same(one: Any, other: Any, axis: Axis) -> None:
    here, there = seen("one", 1, **one), seen("other", 1, **other)
    sides = unlike(here, there, across=axis).removeprefix("not comparable: ").split(" v. ")
    turned = unlike(there, here, across=axis).removeprefix("not comparable: ").split(" v. ")
    assert turned == sides[::-1]


# Differences


@pytest.mark.parametrize(
    ("one", "other", "expected"),
    [
        ({}, {}, "exact 2 10,000 USD"),
        ({"qualifier": "over"}, {}, "at_least 2 10,000 USD"),
        ({"qualifier": "at_least"}, {}, "at_least 2 10,000 USD"),
        ({"qualifier": "at_most"}, {}, "at_most 2 10,000 USD"),
        ({}, {"qualifier": "over"}, "at_most 2 10,000 USD"),
        ({}, {"qualifier": "at_least"}, "at_most 2 10,000 USD"),
        ({}, {"qualifier": "at_most"}, "at_least 2 10,000 USD"),
        ({"qualifier": "about"}, {}, "about 2 10,000 USD"),
        ({}, {"qualifier": "about"}, "about 2 10,000 USD"),
        ({"qualifier": "expected"}, {"qualifier": "about"}, "expected 2 10,000 USD"),
        ({"qualifier": "over"}, {"qualifier": "about"}, "about at_least 2 10,000 USD"),
        ({"qualifier": "expected"}, {"qualifier": "over"}, "expected at_most 2 10,000 USD"),
        ({"qualifier": "over"}, {"qualifier": "at_most"}, "at_least 2 10,000 USD"),
        ({"qualifier": "over"}, {"qualifier": "at_least"}, "not decided: both figures are open"),
        ({"qualifier": "at_most"}, {"qualifier": "at_most"}, "not decided: both figures are open"),
    ],
)
def test_what_a_qualifier_leaves_open_stays_open_in_the_difference(one: Any, other: Any, expected: str) -> None:
    assert said(difference(seen("one", 5, **one), seen("other", 3, **other))) == expected


def test_a_lower_bound_beside_an_exact_value_gives_at_least() -> None:
    found = difference(seen("one", "1000.21", qualifier="over"), seen("other", "910.03"))
    assert found == Computed(
        Decimal("90.18"), Decimal("90.18"), None, "10,000 USD", "at_least", ("one", "other"), ""
    )  # fmt: skip


def test_ranges_give_a_range() -> None:
    one, other = seen("one", value_min="600", value_max="700"), seen("other", value_min="100", value_max="150")
    assert said(difference(one, other)) == "exact 450 to 600 10,000 USD"
    assert said(difference(one, seen("other", 100))) == "exact 500 to 600 10,000 USD"
    assert said(difference(one, seen("other", 100, qualifier="over"))) == "at_most 600 10,000 USD"


def test_a_figure_with_only_an_upper_end_gives_at_most() -> None:
    found = seen("one", value_max="5")
    assert said(difference(found, seen("other", 3))) == "at_most 2 10,000 USD"
    assert said(difference(seen("other", 3), found)) == "at_least -2 10,000 USD"


def test_a_difference_is_in_the_printed_unit_of_the_first() -> None:
    one, other = seen("one", "1.5", unit="billion USD"), seen("other", 50000)
    assert said(difference(one, other)) == "exact 1 billion USD"
    assert said(difference(other, one)) == "exact -100000 10,000 USD"


def test_percentages_differ_by_percentage_points_and_ranks_by_places() -> None:
    assert said(difference(seen("one", "11.7", unit="%"), seen("other", "7.6", unit="%"))) == "exact 4.1 pp"
    assert said(difference(seen("one", "4", unit="pp"), seen("other", "1", unit="pp"))) == "exact 3 pp"
    assert said(difference(seen("one", 3, unit="rank"), seen("other", 7, unit="rank"))) == "exact -4 places"


def test_equal_figures_differ_by_zero() -> None:
    assert said(difference(seen("one", "5.50"), seen("other", "5.5"))) == "exact 0 10,000 USD"
    assert said(difference(seen("one", 0), seen("other", "-0.0"))) == "exact 0 10,000 USD"


def test_figures_below_zero_differ_as_any() -> None:
    assert said(difference(seen("one", "-39565"), seen("other", "-338869"))) == "exact 299304 10,000 USD"


@pytest.mark.parametrize("zeros", [0, 40])
def test_a_difference_of_forty_digits_is_exact_to_the_last_of_them(zeros: int) -> None:
    one, other = "1234567890" * 4, f"0.{'0' * zeros}1"
    found = difference(seen("one", one), seen("other", other))
    assert isinstance(found, Computed) and found.value is not None
    assert Fraction(found.value) == Fraction(one) - Fraction(other)


@pytest.mark.parametrize("number", ["9" * 300, "1E+9999"])
def test_no_number_is_too_long_for_a_difference_or_a_ratio(number: str) -> None:
    one, other = seen("one", number, unit="USD"), seen("other", 1, unit="USD")
    found = [compute(one, other) for compute in (difference, ratio)]
    assert [each.qualifier for each in found if isinstance(each, Computed)] == ["exact", "exact"]
    # Nobody reads a thousand digits: it stays with an exponent.
    assert all("E+" in str(each.value) for each in found if isinstance(each, Computed))


# Ratios


@pytest.mark.parametrize(
    ("one", "other", "expected"),
    [
        ({}, {}, "exact 1.667 times"),
        # A bound is rounded to the side on which it is true.
        ({"qualifier": "over"}, {}, "at_least 1.666 times"),
        ({}, {"qualifier": "at_most"}, "not decided: the figure has no lower bound"),
        ({}, {"qualifier": "over"}, "at_most 1.667 times"),
        ({"qualifier": "at_most"}, {}, "not decided: the figure has no lower bound"),
        ({"qualifier": "about"}, {}, "about 1.667 times"),
        ({"qualifier": "about"}, {"qualifier": "over"}, "about at_most 1.667 times"),
        ({}, {"qualifier": "expected"}, "expected 1.667 times"),
        ({"qualifier": "over"}, {"qualifier": "at_least"}, "not decided: both figures are open"),
    ],
)
def test_what_a_qualifier_leaves_open_stays_open_in_the_ratio(one: Any, other: Any, expected: str) -> None:
    assert said(ratio(seen("one", 5, **one), seen("other", 3, **other))) == expected


def test_a_lower_bound_is_never_rounded_up_nor_an_upper_one_down() -> None:
    assert said(ratio(seen("one", 1, qualifier="at_least"), seen("other", 3))) == "at_least 0.333 times"
    assert said(ratio(seen("one", 1), seen("other", 3, qualifier="at_least"))) == "at_most 0.334 times"
    assert said(ratio(seen("one", value_min="1", value_max="2"), seen("other", 3))) == "exact 0.333 to 0.667 times"


def test_a_ratio_has_three_decimals_and_one_that_would_be_none_three_digits() -> None:
    values = {"1": "0.100", "0.01": "0.001", "0.0049999": "0.000500", "0.0000001234": "1.23E-8", "12345": "1234.500"}
    found = {value: said(ratio(seen("one", value), seen("other", 10))) for value in values}
    assert found == {value: f"exact {expected} times" for value, expected in values.items()}


def test_a_ratio_is_taken_in_base_units() -> None:
    one, other = seen("one", "1.5", unit="billion USD"), seen("other", 50000)
    assert said(ratio(one, other)) == "exact 3.000 times"


@pytest.mark.parametrize(("value", "beside"), [("0", "5"), ("5", "0"), ("-5", "5"), ("5", "-5"), ("-5", "-3")])
def test_there_is_no_ratio_to_or_of_what_is_not_above_zero(value: str, beside: str) -> None:
    found = ratio(seen("one", value), seen("other", beside))
    assert found == "no ratio to or of a number that is not above zero"


def test_there_is_no_ratio_of_a_range_that_reaches_zero() -> None:
    found = ratio(seen("one", value_min="0", value_max="5"), seen("other", 5))
    assert found == "no ratio to or of a number that is not above zero"


def test_there_is_no_ratio_of_ranks() -> None:
    assert ratio(seen("one", 3, unit="rank"), seen("other", 1, unit="rank")) == "a rank is no amount"


@pytest.mark.parametrize("word", ["growth", "change", "gain", "decline"])
@pytest.mark.parametrize("unit", ["%", "pp"])
def test_there_is_no_ratio_of_rates_of_change(word: str, unit: str) -> None:
    rate = seen("one", 15, unit=unit, indicator=f"exports-{word}")
    assert ratio(rate, seen("other", 5, unit=unit)) == "rates of change have no ratio"
    assert ratio(seen("other", 5, unit=unit), rate) == "rates of change have no ratio"


def test_there_is_no_ratio_of_a_percentage_below_zero() -> None:
    found = ratio(seen("one", "-15", unit="%"), seen("other", 5, unit="%"))
    assert found == "rates of change have no ratio"


def test_shares_have_a_ratio_and_an_exchange_is_no_change() -> None:
    one, other = (seen("one", value, unit="%", indicator="stock-exchange-share") for value in (40, 20))
    assert said(ratio(one, other)) == "exact 2.000 times"


# What holds of every two figures

VALUES = st.decimals("0.01", 10**9, places=2, allow_nan=False)
UNITS = st.sampled_from(["USD", "10,000 USD", "billion USD"])


@st.composite
def figures(draw: st.DrawFn, id_: str = "one") -> Observation:
    """A figure of any qualifier, or a range or half of one."""
    unit = draw(UNITS)
    if draw(st.booleans()):
        return seen(id_, draw(VALUES), qualifier=draw(st.sampled_from(QUALIFIERS)), unit=unit)
    low, high = sorted((draw(VALUES), draw(VALUES)))
    bounds = draw(st.sampled_from([{"value_min": low}, {"value_max": high}, {"value_min": low, "value_max": high}]))
    return seen(id_, unit=unit, qualifier=draw(st.sampled_from(("exact", "about"))), **bounds)


def could_be(one: Observation) -> Iterator[Fraction]:
    """Some of what a figure could be, above zero: its ends, and far out where it has none."""
    low, high = one.ends_in_base
    ends = [Fraction(end) for end in (low, high) if end is not None]
    yield from ends
    yield (ends[0] + ends[-1]) / 2
    if high is None:
        yield ends[0] * 3
    if low is None:
        yield ends[0] / 3


def holds(found: Computed, number: Fraction, scale: Fraction, slack: Fraction = Fraction(0)) -> bool:
    low, high = (None if end is None else Fraction(end) * scale for end in (found.low, found.high))
    return (low is None or low - slack <= number) and (high is None or number <= high + slack)


@given(figures("one"), figures("other"))
def test_whatever_two_figures_are_their_difference_is_what_is_said(one: Observation, other: Observation) -> None:
    found = difference(one, other)
    if isinstance(found, Computed):
        scale = Fraction(one.unit.multiplier)
        assert all(holds(found, here - there, scale) for here in could_be(one) for there in could_be(other))


@given(figures("one"), figures("other"))
def test_whatever_two_figures_are_their_ratio_is_what_is_said(one: Observation, other: Observation) -> None:
    found = ratio(one, other)
    if isinstance(found, Computed):
        # Only a ratio of two numbers is rounded to the nearest; a bound holds as it stands.
        slack = Fraction(1, 2000) if found.value is not None and found.low == found.high else Fraction(0)
        here, there = list(could_be(one)), list(could_be(other))
        assert all(holds(found, each / every, Fraction(1), slack) for each in here for every in there)


@given(figures("one"), figures("other"))
def test_a_difference_turned_round_is_the_same_with_its_sign_and_its_openness_turned(
    one: Observation, other: Observation
) -> None:
    here, there = difference(one, other), difference(other, one)
    if isinstance(here, str) or isinstance(there, str):
        assert here == there
        return
    turned = {"at_least": "at_most", "at_most": "at_least"}
    assert there.qualifier == turned.get(here.qualifier, here.qualifier)
    assert there.softly == here.softly
    assert there.inputs == here.inputs[::-1]
    ends = [(here.value, there.value), (here.low, there.high), (here.high, there.low)]
    for ours, theirs in ends:
        assert (ours is None) == (theirs is None)
        if ours is not None and theirs is not None:
            assert Fraction(ours) * Fraction(one.unit.multiplier) == -Fraction(theirs) * Fraction(other.unit.multiplier)


@given(figures("one"), figures("other"))
def test_what_is_computed_of_a_soft_figure_is_soft(one: Observation, other: Observation) -> None:
    found = difference(one, other)
    assume(isinstance(found, Computed))
    words = {one.qualifier, other.qualifier}
    expected = "expected" if "expected" in words else "about" if "about" in words else ""
    assert isinstance(found, Computed) and found.softly == expected


# Ranks


def test_exact_figures_have_one_place_each_from_the_most_to_the_least() -> None:
    assert ranks([seen(str(value), value) for value in (2, 3, 1)]) == ((2, 2), (1, 1), (3, 3))


def test_where_less_comes_first_the_least_is_first() -> None:
    assert ranks([seen(str(value), value) for value in (2, 3, 1)], descending=False) == ((2, 2), (3, 3), (1, 1))


def test_equal_figures_share_a_place_and_the_next_is_counted_after_both() -> None:
    assert ranks([seen("a", 5), seen("b", 5), seen("c", 4)]) == ((1, 1), (1, 1), (3, 3))


def test_a_figure_in_two_columns_shares_its_place_with_itself() -> None:
    one = seen("one", 5, qualifier="over")
    assert ranks([one, one, seen("other", 9)]) == ((1, 2), (1, 2), (1, 3))
    assert ranks([one, one]) == ((1, 1), (1, 1))


def test_open_bounds_make_a_place_a_span() -> None:
    cities = [
        seen("dalian", "1000.21", qualifier="over"),
        seen("shenyang", "910.03"),
        seen("changchun", value_min="800", qualifier="expected"),
        seen("harbin", value_min="600", value_max="700", qualifier="about"),
    ]
    assert ranks(cities) == ((1, 2), (2, 3), (1, 3), (4, 4))


@given(st.lists(figures(), min_size=1, max_size=6), st.booleans())
def test_every_figure_can_have_its_best_and_its_worst_place_and_no_other_order_changes_that(
    found: list[Observation], descending: bool
) -> None:
    named = [one._replace(id=str(place)) for place, one in enumerate(found)]
    places = dict(zip((one.id for one in named), ranks(named, descending=descending), strict=True))
    assert all(1 <= best <= worst <= len(named) for best, worst in places.values())
    turned = named[::-1]
    assert dict(zip((one.id for one in turned), ranks(turned, descending=descending), strict=True)) == places


@given(st.lists(figures(), min_size=2, max_size=5))
def test_less_first_turns_the_places_round(found: list[Observation]) -> None:
    named = [one._replace(id=str(place)) for place, one in enumerate(found)]
    ties = any(one.is_exact and other.is_exact and one.in_base == other.in_base for one, other in _pairs(named))
    assume(not ties)
    count = len(named) + 1
    turned = tuple((count - worst, count - best) for best, worst in ranks(named))
    assert ranks(named, descending=False) == turned


def _pairs(found: list[Observation]) -> Iterator[tuple[Observation, Observation]]:
    return ((one, other) for place, one in enumerate(found) for other in found[:place])


# What the others are measured against


def test_the_largest_leads_and_the_earliest_across_periods_in_whatever_order() -> None:
    found = [
        seen("a", 5, period="2023"),
        seen("b", 7, period="2024"),
        seen("c", value_max="6", period="2021"),
    ]
    for order in permutations(found):
        leaders = {axis: leader(order, across=axis) for axis in AXES}
        assert {axis: one.id for axis, one in leaders.items() if one} == {
            "place": "b",
            "indicator": "b",
            "subject": "b",
            "period": "c",
        }


def test_of_equal_figures_the_first_by_id_leads() -> None:
    found = leader([seen("b", 5), seen("a", 5)], across="place")
    assert found is not None and found.id == "a"


def test_of_nothing_nothing_leads() -> None:
    assert leader([], across="place") is None


@pytest.mark.parametrize(("number", "text"), [("1E+3", "1000"), ("1.500", "1.5"), ("0E-7", "0"), ("-0.0", "0")])
def test_a_number_is_written_without_needless_zeros_or_an_exponent(number: str, text: str) -> None:
    assert str(plain(Decimal(number))) == text
