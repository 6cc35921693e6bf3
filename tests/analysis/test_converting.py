"""Figures in another magnitude: the point is moved, what is printed stays beside it, and nothing else changes."""

from __future__ import annotations

from decimal import Decimal
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dftzcli.analysis.converting import converted
from dftzcli.analysis.observations import observe
from dftzcli.errors import UsageError
from dftzcli.model.units import target
from tests.analysis.figures import Item, figure


def one(item: Item, wanted: str) -> Item:
    (found,) = converted([item], target(wanted)).items
    return found


def test_a_number_is_moved_and_the_printed_one_stays_beside_it() -> None:
    found = one(figure("trade", 13887643), "USD bn")
    assert (found["value"], found["unit"], found["unit_base"], found["multiplier"]) == (
        Decimal("138.87643"),
        "billion USD",
        "USD",
        10**9,
    )
    assert (found["printed_value"], found["printed_unit"]) == (Decimal(13887643), "10,000 USD")


def test_both_ends_of_a_range_are_moved_and_a_missing_end_stays_missing() -> None:
    found = one(figure("gdp", value_min="600", unit="billion CNY"), "CNY mn")
    assert [found[key] for key in ("value", "value_min", "value_max")] == [None, Decimal(600000), None]
    assert [found[f"printed_{key}"] for key in ("value", "value_min", "value_max")] == [None, Decimal(600), None]


def test_nothing_else_of_a_figure_changes() -> None:
    item = figure("gdp", 600, unit="billion CNY", qualifier="over", industries=["a"])
    before = dict(item)
    found = one(item, "CNY mn")
    moved = {"value", "value_min", "value_max", "unit", "unit_base", "multiplier"}
    assert {key: found[key] for key in item if key not in moved} == {
        key: value for key, value in item.items() if key not in moved
    }
    assert item == before


def test_a_magnitude_alone_is_of_whatever_each_figure_counts() -> None:
    found = converted([figure("one", 5), figure("other", 7, unit="billion CNY")], target("million"))
    assert [(item["value"], item["unit"]) for item in found.items] == [
        (Decimal("0.05"), "million USD"),
        (Decimal(7000), "million CNY"),
    ]
    assert (found.units, found.kept) == (("10,000 USD", "billion CNY"), {})


def test_what_is_asked_for_in_its_own_unit_is_as_it_was_printed() -> None:
    found = one(figure("trade", "862799.550"), "10,000 USD")
    assert str(found["value"]) == "862799.550"


def test_a_figure_that_cannot_be_moved_stays_as_printed_and_says_why() -> None:
    items = [figure("trade", 5), figure("gdp", 7, unit="billion CNY"), figure("share", 3, unit="%")]
    found = converted(items, target("USD bn"))
    assert [(item["value"], item["unit"]) for item in found.items] == [
        (Decimal("0.00005"), "billion USD"),
        (Decimal(7), "billion CNY"),
        (Decimal(3), "%"),
    ]
    assert found.items[1]["printed_unit"] == "billion CNY"
    assert found.units == ("10,000 USD",)
    assert list(found.kept) == ["billion CNY", "%"]
    assert "needs dated rates" in found.kept["billion CNY"]
    assert "they count different things" in found.kept["%"]


def test_where_nothing_can_be_moved_the_first_reason_is_the_answer() -> None:
    with pytest.raises(UsageError, match="CNY is not converted to USD: a conversion of currencies needs dated rates"):
        converted([figure("gdp", 7, unit="billion CNY"), figure("share", 3, unit="%")], target("USD bn"))


def test_percent_and_percentage_points_stay_apart() -> None:
    with pytest.raises(UsageError, match="% is not pp"):
        converted([figure("share", 3, unit="%")], target("pp"))


def test_of_no_figures_none_is_converted_and_none_is_refused() -> None:
    assert converted([], target("USD bn")) == ((), (), {})


ITEMS = st.lists(
    st.builds(
        lambda value, unit: figure("one", value, unit=unit),
        st.decimals(-(10**40), 10**40, places=6),
        st.sampled_from(["USD", "10,000 USD", "million USD", "billion USD"]),
    ),
    min_size=1,
    max_size=5,
)


@given(ITEMS, st.sampled_from(["USD", "USD bn", "亿美元", "万美元", "trillion USD"]))
def test_a_converted_figure_is_worth_what_it_was_and_converts_back_to_what_was_printed(
    items: list[Item], wanted: str
) -> None:
    there = converted(items, target(wanted)).items
    for item, found in zip(items, there, strict=True):
        assert Fraction(found["value"]) * found["multiplier"] == Fraction(item["value"]) * item["multiplier"]
        assert observe(found).in_base == observe(item).in_base
        back = one(found, item["unit"])
        assert (back["value"], back["unit"], back["multiplier"]) == (item["value"], item["unit"], item["multiplier"])
        assert (back["printed_value"], back["printed_unit"]) == (item["value"], item["unit"])
