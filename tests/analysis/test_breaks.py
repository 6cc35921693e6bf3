"""Breaks: where a series stops being one, nothing is joined, drawn or computed over it."""

from __future__ import annotations

from typing import Any

from dftzcli.analysis.comparing.comparable import unlike
from dftzcli.analysis.derivations import derive
from dftzcli.analysis.observations import observe
from dftzcli.analysis.series import assemble, latest
from dftzcli.catalogue import Catalogue
from dftzcli.render.series_page import series_chart, series_grid
from tests.analysis.figures import figure

BOXES = [
    figure("boxes-2016", "944", period="2016"),
    figure("boxes-2019", "876", period="2019"),
    figure("boxes-2020", "511", period="2020", series_since="2020"),
    figure("boxes-2021", "367", period="2021", series_since="2020"),
]


def test_a_series_ends_at_a_break_and_another_begins() -> None:
    before, after = assemble(BOXES)
    assert [point.period for point in before.points] == ["2016", "2017", "2018", "2019"]
    assert [point.period for point in after.points] == ["2020", "2021"]
    assert before.id != after.id
    assert "since-2020" in after.id


def test_no_change_is_computed_over_a_break() -> None:
    figures = [observe(item) for item in BOXES]
    found = derive("change", assemble(BOXES), everything=figures)
    made = {each.inputs for each in found if each.value is not None}
    assert made == {("boxes-2019", "boxes-2016"), ("boxes-2021", "boxes-2020")}


def test_periods_on_two_sides_of_a_break_are_not_compared_and_places_are() -> None:
    before, after = observe(BOXES[1]), observe(BOXES[2])
    assert unlike(before, after, across="period") == (
        "not comparable: 2019, counted as before v. 2020, counted as since 2020"
    )
    assert not unlike(observe(BOXES[2]), observe(BOXES[3]), across="period")
    elsewhere = observe(figure("elsewhere", "900", place="qingdao", period="2020"))
    assert not unlike(after, elsewhere, across="place")


def test_the_last_figure_is_asked_for_on_each_side() -> None:
    assert latest(BOXES) == [1, 3]


def test_table_and_chart_say_where_it_is_counted_anew() -> None:
    series = assemble([item | {"importance": "headline"} for item in BOXES])
    grid = series_grid(series, {})
    assert "counted anew since 2020" in str(grid.rows[1])
    assert "counted anew" not in str(grid.rows[0])
    drawn: Any = series_chart(series, {}, columns=80)[1]
    assert any("counted anew since 2020" in line for line in drawn.lines)


def test_breaks_of_the_catalogue_part_their_series(catalogue: Catalogue) -> None:
    broken = [card for card in catalogue.cards.of_kind("indicator") if card["breaks"]]
    assert broken
    for card in broken:
        for found in card["breaks"]:
            for one in catalogue.series(card["id"]):
                if one.key.place == found["place"]:
                    first = one.points[0].period
                    ends = [point.period for point in one.points if point.observations]
                    assert (first >= found["period"]) == (ends[-1] >= found["period"]), (card["id"], one.id)
