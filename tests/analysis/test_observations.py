"""Observations: what a figure can be by its qualifier, of which kind of period it is, and which of two is more."""

from __future__ import annotations

from datetime import date
from decimal import Decimal, localcontext
from itertools import product
from typing import Final

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dftzcli.analysis.observations import Observation, decide, observe, rhythm
from dftzcli.model import periods
from tests.analysis.figures import figure, seen

QUALIFIERS: Final = ("exact", "over", "about", "at_least", "at_most", "expected")
VALUES = st.decimals(-(10**6), 10**6, places=2, allow_nan=False)

# What a number can be

BOUNDS: Final = {
    "exact": ("41", "41"),
    "about": ("41", "41"),
    "expected": ("41", "41"),
    "over": ("41", None),
    "at_least": ("41", None),
    "at_most": (None, "41"),
}


@pytest.mark.parametrize("qualifier", QUALIFIERS)
def test_a_qualifier_leaves_open_one_side_or_none(qualifier: str) -> None:
    found = seen("one", 41, qualifier=qualifier)
    low, high = (None if bound is None else Decimal(bound) for bound in BOUNDS[qualifier])
    assert (found.value, found.low, found.high) == (Decimal(41), low, high)


@pytest.mark.parametrize("qualifier", QUALIFIERS)
def test_only_a_number_without_any_word_is_exact(qualifier: str) -> None:
    assert seen("one", 41, qualifier=qualifier).is_exact == (qualifier == "exact")


def test_a_range_has_its_ends_and_no_value_and_is_not_exact() -> None:
    found = seen("one", value_min="600", value_max="700")
    assert (found.value, found.low, found.high) == (None, Decimal(600), Decimal(700))
    assert not found.is_exact
    assert found.in_base is None


@pytest.mark.parametrize(
    ("given_bound", "low", "high"), [("value_min", Decimal(5), None), ("value_max", None, Decimal(5))]
)
def test_half_a_range_is_open_on_the_other_side(given_bound: str, low: Decimal | None, high: Decimal | None) -> None:
    found = seen("one", **{given_bound: "5"})
    assert (found.value, found.low, found.high) == (None, low, high)
    assert found.ends_in_base == tuple(None if bound is None else bound * 10000 for bound in (low, high))


def test_the_base_value_is_the_printed_one_times_its_multiplier() -> None:
    assert seen("one", 13887643).in_base == Decimal(138876430000)


def test_no_digit_of_the_base_value_is_lost_however_many_there_are() -> None:
    digits = "1234567890" * 4
    with localcontext() as context:
        context.prec = 6
        found = seen("one", digits).in_base
    assert found is not None and str(int(found)) == digits + "0000"


def test_a_figure_that_was_converted_keeps_a_unit_that_the_closed_list_does_not_have() -> None:
    found = observe(figure("one", 5) | {"unit": "100 million USD", "unit_base": "USD", "multiplier": 10**8})
    assert (found.unit.code, found.unit.base, found.unit.multiplier) == ("100 million USD", "USD", Decimal(10**8))
    assert found.unit.dimension == "money"


def test_a_unit_whose_base_is_none_is_a_key_error() -> None:
    with pytest.raises(KeyError, match="furlongs"):
        observe(figure("one", 5) | {"unit": "furlongs", "unit_base": "furlongs"})


# Which kind of period


@pytest.mark.parametrize(
    ("period", "expected"),
    [
        ("2024", "annual"),
        ("2024-02", "monthly"),
        ("2024-02-29", "daily"),
        ("2024-01/2024-02", "January to February"),
        ("2023-01/2023-02", "January to February"),
        ("2024-01-01/2024-02-29", "January to February"),
        ("2024-07/2024-12", "July to December"),
        ("2021/2025", "5 years"),
        ("2021-01/2025-12", "5 years"),
        ("2023-01/2023-12", "annual"),
        ("2023-01-01/2023-12-31", "annual"),
        ("2024/2024", "annual"),
        ("2024-02/2024-02", "monthly"),
        ("2024-02-01/2024-02-29", "monthly"),
        ("2024-02-29/2024-02-29", "daily"),
        # A leap February is not over on the 28th.
        ("2024-02-01/2024-02-28", "2024-02-01/2024-02-28 alone"),
        ("2024-01-01/2024-02-28", "2024-01-01/2024-02-28 alone"),
        # Two months of two years come again in no year.
        ("2023-12/2024-01", "2023-12/2024-01 alone"),
        ("2017-04-10/2019", "2017-04-10/2019 alone"),
    ],
)
def test_every_kind_of_period_has_its_rhythm(period: str, expected: str) -> None:
    assert rhythm(period, "stated") == rhythm(period, "inferred") == expected


@pytest.mark.parametrize("period", ["2024", "2024-02", "2024-02-29", "2024-01/2024-02", "2021/2025"])
def test_what_the_source_does_not_date_is_undated_whatever_the_period_of_the_document(period: str) -> None:
    assert rhythm(period, "unstated") == "undated"
    assert seen("one", 1, period=period, period_basis="unstated").rhythm == "undated"


@pytest.mark.parametrize("written", ["2023-01/2023-12", "2023-01-01/2023-12-31", "2023/2023", "2023-01/2023"])
def test_a_period_written_otherwise_is_the_same_period(written: str) -> None:
    assert seen("one", 1, period=written).period == "2023"


@given(st.dates(), st.dates())
def test_the_one_way_to_write_a_period_spans_the_same_days(one: date, other: date) -> None:
    first, last = sorted((str(one), str(other)))
    for written in (f"{first}/{last}", f"{first[:7]}/{last}", f"{first[:4]}/{last[:7]}", f"{first[:4]}/{last[:4]}"):
        found = periods.canonical(written)
        assert periods.bounds(found) == periods.bounds(written)
        assert periods.canonical(found) == found


@given(st.dates(), st.dates())
def test_whole_months_and_years_are_written_in_one_way_whatever_they_are_written_by(one: date, other: date) -> None:
    first, last = sorted((str(one), str(other)))
    for months in (f"{first[:7]}/{last[:7]}", f"{first[:4]}/{last[:4]}"):
        assert periods.canonical("/".join(periods.bounds(months))) == periods.canonical(months)


# Which of two is more


def can_be(qualifier: str, value: int) -> tuple[float, float]:
    """The least and the most a number can be; a trifle stands for `over`, and a larger one for `about`."""
    soft = 0.02
    ends = {
        "exact": (value, value),
        "over": (value + 0.01, float("inf")),
        "at_least": (value, float("inf")),
        "at_most": (float("-inf"), value),
    }
    return ends.get(qualifier, (value - soft, value + soft))


def verdict(one: tuple[str, int], other: tuple[str, int]) -> int | None:
    """What two numbers must be to each other, whatever they are within what they can be."""
    (low, high), (other_low, other_high) = can_be(*one), can_be(*other)
    if low > other_high:
        return 1
    if high < other_low:
        return -1
    return 0 if low == high == other_low == other_high else None


@pytest.mark.parametrize(("qualifier", "other"), list(product(QUALIFIERS, QUALIFIERS)))
@pytest.mark.parametrize(("value", "beside"), [(1, 2), (2, 1), (2, 2)])
def test_what_is_decided_of_two_numbers_holds_whatever_they_are(
    qualifier: str, other: str, value: int, beside: int
) -> None:
    one, two = seen("one", value, qualifier=qualifier), seen("two", beside, qualifier=other)
    assert decide(one, two) == verdict((qualifier, value), (other, beside))


def test_over_a_number_is_more_than_the_number_and_than_at_most_it() -> None:
    over = seen("one", 41, qualifier="over")
    assert [decide(over, seen("two", 41, qualifier=word)) for word in ("exact", "at_most", "about", "at_least")] == [
        1, 1, None, None,
    ]  # fmt: skip


def test_a_range_decides_against_what_lies_outside_it_and_not_against_its_ends() -> None:
    found = seen("one", value_min="600", value_max="700")
    assert [decide(found, seen("two", value)) for value in (500, 600, 650, 700, 800)] == [1, None, None, None, -1]


def test_a_figure_with_only_an_upper_end_is_never_more() -> None:
    found = seen("one", value_max="700")
    assert [decide(found, seen("two", value)) for value in (0, 700, 701)] == [None, None, -1]


def test_numbers_are_compared_in_base_units() -> None:
    assert decide(seen("one", 1, unit="billion USD"), seen("two", 99999, unit="10,000 USD")) == 1
    assert decide(seen("one", 1, unit="billion USD"), seen("two", 100000, unit="10,000 USD")) == 0


def test_numbers_of_forty_digits_that_differ_in_the_last_are_not_equal() -> None:
    assert decide(seen("one", "1" * 39 + "2"), seen("two", "1" * 40)) == 1


def test_zero_is_equal_to_zero_and_more_than_what_is_below_it() -> None:
    assert decide(seen("one", "0"), seen("two", "-0.0")) == 0
    assert decide(seen("one", "0"), seen("two", "-1")) == 1


@st.composite
def observations(draw: st.DrawFn, id_: str = "one") -> Observation:
    unit = draw(st.sampled_from(["USD", "10,000 USD", "billion USD"]))
    if draw(st.booleans()):
        return seen(id_, draw(VALUES), qualifier=draw(st.sampled_from(QUALIFIERS)), unit=unit)
    low, high = sorted((draw(VALUES), draw(VALUES)))
    bounds = draw(st.sampled_from([{"value_min": low}, {"value_max": high}, {"value_min": low, "value_max": high}]))
    return seen(id_, unit=unit, qualifier=draw(st.sampled_from(("exact", "about", "expected"))), **bounds)


@given(observations("one"), observations("two"))
def test_a_verdict_turned_round_is_the_other_verdict(one: Observation, other: Observation) -> None:
    found = decide(one, other)
    assert decide(other, one) == (None if found is None else -found)


@given(observations("one"), observations("two"), observations("three"))
def test_what_is_more_than_what_is_more_is_more(one: Observation, other: Observation, third: Observation) -> None:
    if decide(one, other) == 1 and decide(other, third) == 1:
        assert decide(one, third) == 1
