"""Series: figures of one thing over time, what is missing among them, and the last of each."""

from __future__ import annotations

from itertools import permutations
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dftzcli.analysis.series import NO_FIGURE, Series, assemble, latest, likeliest, why_missing
from tests.analysis.figures import Item, figure, gap, seen


def only(*items: Item, **options: Any) -> Series:
    """The one series of some figures."""
    (found,) = assemble(items, **options)
    return found


def told(series: Series) -> list[tuple[str, list[str], str]]:
    """The points of a series: its period, the figures that stand there, why there are none."""
    return [(point.period, [one.id for one in point.observations], point.missing) for point in series.points]


# What stands together


def test_the_points_are_in_order_of_time_whatever_order_the_figures_came_in() -> None:
    figures = [figure(f"of-{year}", 1, period=year) for year in ("2021", "2022", "2023")]
    for order in permutations(figures):
        assert [point.period for point in only(*order).points] == ["2021", "2022", "2023"]


@pytest.mark.parametrize(
    "otherwise",
    [
        {"indicator": "imports"},
        {"place": "dftz"},
        {"scope": "customs_district"},
        {"subject": "firm"},
        {"unit": "CNY"},
        {"industries": ["shipbuilding"]},
        {"period": "2022-01/2022-02"},
        {"period": "2022-05"},
        {"period": "2022-05-06"},
        {"period": "2018/2022"},
        {"period": "2022", "period_basis": "unstated"},
    ],
)
def test_a_series_never_mixes_what_is_of_another_thing(otherwise: dict[str, Any]) -> None:
    found = assemble([figure("one", 1), figure("other", 2, **({"period": "2022"} | otherwise))])
    assert [told(series) for series in found] == [
        [("2023", ["one"], "")],
        [(otherwise.get("period", "2022"), ["other"], "")],
    ]


def test_the_growth_of_two_industries_is_two_series_and_that_of_both_together_a_third() -> None:
    industries: list[list[str]] = [["a"], ["b"], ["a", "b"], []]
    found = assemble(figure(str(place), 1, industries=of) for place, of in enumerate(industries))
    assert [series.key.definition for series in found] == ["a", "b", "a+b", ""]


def test_magnitudes_of_one_currency_and_inferred_years_stand_in_one_series() -> None:
    found = only(
        figure("one", 1, unit="billion USD", period="2022"),
        figure("other", 2, unit="10,000 USD", period_basis="inferred"),
    )
    assert found.key.unit == "USD"
    assert [point.period for point in found.points] == ["2022", "2023"]


def test_several_sources_of_one_period_stand_side_by_side_in_one_point() -> None:
    found = only(figure("one", 1), figure("other", 2, source="news"), figure("next", 3, period="2024"))
    assert told(found) == [("2023", ["one", "other"], ""), ("2024", ["next"], "")]


def test_a_period_written_in_two_ways_is_one_point() -> None:
    found = only(figure("one", 1), figure("other", 2, period="2023-01/2023-12", source="news"))
    assert told(found) == [("2023", ["one", "other"], "")]


def test_two_series_never_have_one_name() -> None:
    found = assemble([figure("one", 1, unit="USD"), figure("other", 1, unit="CNY"), figure("third", 1, scope="zone")])
    assert len({series.id for series in found}) == 3
    assert found[0].id == "exports/dalian/city/usd/annual"


# What is missing


def test_a_year_without_a_figure_is_a_point_that_says_why() -> None:
    found = only(
        figure("first", 1, period="2021"),
        figure("last", 2, period="2024"),
        gaps=[gap("gap-2023"), gap("elsewhere", place="dftz", period="2022"), gap("else", indicator="imports")],
    )
    assert told(found) == [
        ("2021", ["first"], ""),
        ("2022", [], NO_FIGURE),
        ("2023", [], "not in the sources (gap-2023)"),
        ("2024", ["last"], ""),
    ]


def test_the_years_asked_for_are_all_there_before_the_first_figure_and_after_the_last() -> None:
    found = only(figure("one", 1), within="2022/2024", gaps=[gap("gap-2024", period="2024")])
    assert told(found) == [
        ("2022", [], NO_FIGURE),
        ("2023", ["one"], ""),
        ("2024", [], "not in the sources (gap-2024)"),
    ]


def test_no_year_outside_those_asked_for_is_called_missing() -> None:
    found = only(figure("first", 1, period="2019"), figure("last", 2, period="2023"), within="2022/2023")
    assert told(found) == [("2019", ["first"], ""), ("2022", [], NO_FIGURE), ("2023", ["last"], "")]


def test_the_same_months_are_missed_in_a_year_between_and_a_leap_february_is_no_other_period() -> None:
    found = only(
        figure("first", 1, period="2022-01/2022-02"), figure("last", 2, period="2024-01-01/2024-02-29"), gaps=[gap("g")]
    )
    assert told(found) == [
        ("2022-01/2022-02", ["first"], ""),
        ("2023-01/2023-02", [], "not in the sources (g)"),
        ("2024-01/2024-02", ["last"], ""),
    ]


@pytest.mark.parametrize(
    "options",
    [
        {"period": "2018/2022"},
        {"period": "2022-05"},
        {"period": "2022-05-06"},
        {"period": "2020", "period_basis": "unstated"},
        {"period": "2023-12/2024-01"},
        {"period": "2024-03-05/2024-04-10"},
        # There is no such day in another year.
        {"period": "2024-02-29/2024-03-05"},
        {"period": "2017-04-10/2019"},
    ],
)
def test_nothing_is_missing_where_nothing_comes_again_each_year(options: dict[str, Any]) -> None:
    found = only(figure("one", 1, **options), within="2015/2026", gaps=[gap("gap", period=None)])
    assert [point.missing for point in found.points] == [""]


def test_nothing_is_missing_between_two_intervals_of_years_or_two_undated_figures() -> None:
    intervals = only(figure("one", 1, period="2011/2015"), figure("other", 2, period="2021/2025"))
    undated = only(
        figure("one", 1, period="2019", period_basis="unstated"),
        figure("other", 2, period="2023", period_basis="unstated"),
    )
    assert [point.missing for series in (intervals, undated) for point in series.points] == ["", "", "", ""]


@pytest.mark.parametrize(
    ("entry", "reason"),
    [
        (gap("g"), "not in the sources (g)"),
        (gap("g", place=None), "not in the sources (g)"),
        (gap("g", period=None), "not in the sources (g)"),
        (gap("g", period="2021/2024"), "not in the sources (g)"),
        (gap("g", period="2022"), NO_FIGURE),
        (gap("g", place="dftz"), NO_FIGURE),
        (gap("g", indicator="imports"), NO_FIGURE),
        (gap("g", indicator=None), NO_FIGURE),
    ],
)
def test_a_gap_speaks_for_its_own_indicator_place_and_period(entry: Item, reason: str) -> None:
    assert why_missing("exports", "dalian", "2023", [entry]) == reason


def test_without_a_period_any_gap_of_the_indicator_and_place_is_the_reason() -> None:
    assert why_missing("exports", "dalian", None, [gap("g", period="1999")]) == "not in the sources (g)"


# The last, and the likeliest


def test_the_latest_of_a_series_is_of_its_last_period_with_a_figure() -> None:
    found = only(figure("one", 1, period="2021"), figure("other", 2, period="2022"), within="2021/2024")
    assert found.latest.id == "other"


def test_the_latest_of_a_series_is_the_likeliest_where_several_speak_of_its_last_period() -> None:
    assert only(figure("a", 1, reading="computed"), figure("b", 2)).latest.id == "b"


def test_the_latest_are_the_last_of_each_series_and_every_one_of_that_period() -> None:
    items = [
        figure("old", 1, period="2022"),
        figure("new", 1),
        figure("same", 2, period="2023-01/2023-12"),
        figure("months", 1, period="2022-01/2022-02"),
        figure("zone", 1, scope="zone", period="2019"),
        figure("growth", 1, industries=["a"], period="2018"),
    ]
    assert [items[place]["id"] for place in latest(items)] == ["new", "same", "months", "zone", "growth"]


def test_the_latest_of_nothing_is_nothing() -> None:
    assert latest([]) == []
    assert assemble([]) == ()


def test_the_likeliest_is_printed_and_then_exact_and_then_a_number_and_nothing_is_dropped() -> None:
    figures = [
        seen("computed", 1, reading="computed"),
        seen("inferred", 1, reading="inferred"),
        seen("repaired", 1, reading="repaired"),
        seen("range", value_min="1", value_max="2"),
        seen("over", 1, qualifier="over"),
        seen("exact-b", 1),
        seen("exact-a", 2),
    ]
    names = ["exact-a", "exact-b", "over", "range", "repaired", "inferred", "computed"]
    assert [one.id for one in likeliest(figures)] == names
    assert [one.id for one in likeliest(reversed(figures))] == names


ITEMS = st.lists(
    st.builds(
        lambda number, fields: figure("", 1, **fields) | {"id": f"figure-{number}"},
        st.integers(0, 99),
        st.fixed_dictionaries(
            {
                "place": st.sampled_from(["dalian", "dftz"]),
                "scope": st.sampled_from(["city", "zone"]),
                "subject": st.sampled_from([None, "firm"]),
                "unit": st.sampled_from(["USD", "billion USD", "CNY", "%"]),
                "industries": st.sampled_from([[], ["a"], ["a", "b"]]),
                "period": st.sampled_from(
                    ["2021", "2024", "2023-01/2023-12", "2024-02", "2024-01/2024-02", "2021/2024", "2024-02-29/2024-03"]
                ),
                "period_basis": st.sampled_from(["stated", "unstated"]),
            }
        ),
    ),
    max_size=12,
    unique_by=lambda item: item["id"],
)


@given(ITEMS, st.sampled_from([None, "2020/2025", "2024/2024"]))
def test_every_figure_stands_in_one_series_and_never_beside_another_thing(
    items: list[Item], within: str | None
) -> None:
    found = assemble(items, within=within)
    stood = [one for series in found for point in series.points for one in point.observations]
    assert sorted(one.id for one in stood) == sorted(item["id"] for item in items)
    for series in found:
        kinds = {
            (one.place, one.scope, one.subject, one.unit.base, one.rhythm, tuple(one.item["industries"]))
            for point in series.points
            for one in point.observations
        }
        assert len(kinds) == 1
        assert all(one.period == point.period for point in series.points for one in point.observations)
        assert all(bool(point.observations) != bool(point.missing) for point in series.points)


@given(st.randoms(), ITEMS)
def test_the_order_of_the_figures_changes_no_series(shuffler: Any, items: list[Item]) -> None:
    other = list(items)
    shuffler.shuffle(other)
    assert {series.key: told(series) for series in assemble(items)} == {
        series.key: told(series) for series in assemble(other)
    }
    assert {items[place]["id"] for place in latest(items)} == {other[place]["id"] for place in latest(other)}
