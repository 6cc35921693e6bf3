"""A matrix: each cell has its figure or says why not, and none depends on the order of the columns."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from decimal import Decimal
from itertools import permutations
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dftzcli.analysis.comparing.comparable import Axis, Computed
from dftzcli.analysis.comparing.kinds import Kind, kind_of, parts, told_apart
from dftzcli.analysis.comparing.matrix import Apart, Cell, Choice, Column, Line, Wanted, compare
from dftzcli.analysis.comparing.times import common_period, falls_in, of_last_period, of_period
from dftzcli.analysis.observations import Observation
from dftzcli.model.vocabulary import Direction
from tests.analysis.figures import seen


def line_of(
    columns: Mapping[str, Observation | Sequence[Observation] | str],
    *,
    across: Axis = "place",
    direction: Direction = "up",
    apart: Apart | None = None,
) -> Line:
    """The one line of some columns: a figure, several for one cell, or why there is none."""
    choices = []
    for held in columns.values():
        if isinstance(held, str):
            choices.append(Choice((), held))
        else:
            choices.append(Choice((held,) if isinstance(held, Observation) else tuple(held)))
    wanted = Wanted("gdp", "GDP", "gdp", None, None, direction, tuple(choices))
    heads = [Column(id_, across, id_.capitalize()) for id_ in columns]
    (line,) = compare(across, heads, [wanted], apart=apart).lines
    return line


def at(place: str, value: str | int | None = None, **fields: Any) -> Observation:
    return seen(f"of-{place}", value, place=place, **fields)


def cells(line: Line) -> dict[str, Cell]:
    return {cell.column: cell for cell in line.cells}


def number(found: Computed | str | None) -> Decimal | None:
    assert isinstance(found, Computed)
    return found.value


# What stands in a cell


def test_every_cell_is_told_against_the_largest_which_has_nothing_to_be_told_against() -> None:
    line = line_of({"a": at("a", 5), "b": at("b", 8), "c": at("c", 2)})
    found = cells(line)
    assert line.base == "b"
    assert (found["b"].difference, found["b"].ratio) == (None, None)
    assert [number(found[key].difference) for key in "ac"] == [Decimal(-3), Decimal(-6)]
    assert [number(found[key].ratio) for key in "ac"] == [Decimal("0.625"), Decimal("0.250")]
    assert [found[key].rank for key in "abc"] == [(2, 2), (1, 1), (3, 3)]


def test_across_periods_every_cell_is_told_against_the_earliest() -> None:
    figures = {year: seen(year, value, period=year) for year, value in (("2024", 5), ("2022", 4), ("2023", 9))}
    line = line_of(figures, across="period")
    assert line.base == "2022"
    assert [number(cells(line)[year].difference) for year in ("2023", "2024")] == [Decimal(5), Decimal(1)]


def test_what_is_missing_has_its_reason_and_never_a_number() -> None:
    line = line_of({"a": at("a", 5), "b": "not in the sources (gap-b)", "c": at("c", 2)})
    assert cells(line)["b"] == Cell("b", None, missing="not in the sources (gap-b)")
    assert [cell.rank for cell in line.cells] == [(1, 1), None, (2, 2)]


def test_where_everything_is_missing_nothing_leads() -> None:
    line = line_of({"a": "no figure", "b": "none either"})
    assert line.base is None
    assert [(cell.missing, cell.rank) for cell in line.cells] == [("no figure", None), ("none either", None)]


def test_a_figure_alone_has_no_rank_and_no_difference() -> None:
    line = line_of({"a": at("a", 5), "b": "no figure"})
    assert (line.base, cells(line)["a"].rank, cells(line)["a"].difference) == ("a", None, None)


def test_what_must_not_be_compared_is_shown_with_the_reason_and_without_a_number() -> None:
    city = {"a": at("a", 5), "b": at("b", 8)}
    line = line_of({**city, "c": at("c", 100, scope="customs_district", period="2021")})
    refused = cells(line)["c"]
    assert refused.observation is not None and refused.observation.value == 100
    assert refused.unlike == "not comparable: 2021 customs district v. 2023 city"
    assert (refused.difference, refused.ratio, refused.rank) == (None, None, None)
    assert {key: cell.rank for key, cell in cells(line).items() if key != "c"} == {"a": (2, 2), "b": (1, 1)}


def test_the_kind_that_most_columns_are_of_is_compared_and_of_two_as_many_that_of_the_later_period() -> None:
    old, new = at("a", 900, period="2019"), at("b", 5)
    assert line_of({"a": old, "b": new, "c": at("c", 2)}).base == "b"
    assert line_of({"a": old, "b": new}).base == "b"
    assert line_of({"a": old, "b": new, "c": at("c", 1, period="2019")}).base == "a"


def test_what_other_sources_say_stands_beside_and_is_not_counted() -> None:
    one, other = at("a", 5), seen("second", 500, place="a")
    line = line_of({"a": [one, other], "b": at("b", 8)})
    assert cells(line)["a"].also == (other,)
    assert cells(line)["a"].rank == (2, 2)


def test_where_less_is_better_the_least_is_first() -> None:
    figures = {"a": at("a", 5, unit="rank"), "b": at("b", 8, unit="rank")}
    assert [cell.rank for cell in line_of(figures, direction="down").cells] == [(1, 1), (2, 2)]
    assert [cell.rank for cell in line_of(figures, direction="neither").cells] == [(2, 2), (1, 1)]


def test_a_difference_that_nothing_can_be_said_of_says_so() -> None:
    line = line_of({"a": at("a", 5, qualifier="over"), "b": at("b", 8, qualifier="over")})
    assert cells(line)["a"].difference == cells(line)["a"].ratio == "not decided: both figures are open"
    assert [cell.rank for cell in line.cells] == [(1, 2), (1, 2)]


def test_a_lower_bound_beside_an_exact_value_gives_at_least() -> None:
    figures = {"2022": seen("old", 5, period="2022"), "2023": seen("new", 8, qualifier="over")}
    found = cells(line_of(figures, across="period"))["2023"]
    assert isinstance(found.difference, Computed) and isinstance(found.ratio, Computed)
    assert (found.difference.qualifier, found.difference.low, found.difference.high) == ("at_least", Decimal(3), None)
    assert (found.ratio.qualifier, found.ratio.low, found.ratio.high) == ("at_least", Decimal("1.600"), None)


@pytest.mark.parametrize("value", ["0", "-3"])
def test_beside_zero_and_below_it_there_is_a_difference_and_no_ratio(value: str) -> None:
    found = cells(line_of({"a": at("a", 5), "b": at("b", value)}))["b"]
    assert number(found.difference) == Decimal(value) - 5
    assert found.ratio == "no ratio to or of a number that is not above zero"


def test_one_figure_in_two_columns_has_one_place_and_no_difference_from_itself() -> None:
    shared = at("a", 5)
    for order in (("x", "y", "z"), ("z", "y", "x")):
        line = line_of({key: at("z", 2) if key == "z" else shared for key in order})
        found = cells(line)
        assert line.base == "x"
        assert [found[key].rank for key in "xyz"] == [(1, 1), (1, 1), (3, 3)]
        assert [found[key].difference for key in "xy"] == [None, None]


# Definitions


def test_a_definition_on_record_keeps_two_figures_apart() -> None:
    def apart(one: str, other: str) -> str:
        return "different definitions (note)" if {one, other} == {"of-a", "of-b"} else ""

    line = line_of({"a": at("a", 5), "b": at("b", 8), "c": at("c", 2)}, apart=apart)
    refused = cells(line)["a"]
    assert (refused.unlike, refused.difference, refused.rank) == ("different definitions (note)", None, None)
    assert [cells(line)[key].rank for key in "bc"] == [(1, 1), (2, 2)]


def test_two_figures_are_kept_apart_although_neither_leads() -> None:
    def apart(one: str, other: str) -> str:
        return "different definitions (note)" if {one, other} == {"of-b", "of-c"} else ""

    figures = {"a": at("a", 9), "b": at("b", 5), "c": at("c", 2)}
    for order in permutations(figures):
        found = cells(line_of({key: figures[key] for key in order}, apart=apart))
        assert {key: cell.unlike for key, cell in found.items()} == {
            "a": "",
            "b": "",
            "c": "different definitions (note)",
        }
        assert {key: cell.rank for key, cell in found.items()} == {"a": (1, 1), "b": (2, 2), "c": None}


# Of one kind in a cell


def shown(*held: Sequence[Observation], across: Axis = "place") -> list[tuple[str, str, list[list[str]]]]:
    return [
        (part.words, part.key, [[one.id for one in cell] for cell in part.cells])
        for part in parts(tuple(tuple(cell) for cell in held), across=across, names=str.capitalize)
    ]


def test_a_line_of_one_kind_in_each_column_is_whole_even_where_the_columns_differ() -> None:
    here, there = seen("here", 1), seen("there", 2, scope="zone")
    assert shown([here], [there], []) == [("", "", [["here"], ["there"], []])]


def test_several_sources_of_one_kind_part_nothing() -> None:
    assert shown([seen("one", 1), seen("other", 2, source="news")]) == [("", "", [["one", "other"]])]


@pytest.mark.parametrize(
    ("fields", "parted"),
    [
        ({"scope": "customs_district"}, [("city", "city", "a"), ("customs district", "customs_district", "b")]),
        ({"unit": "CNY"}, [("CNY", "cny", "b"), ("USD", "usd", "a")]),
        ({"period_basis": "unstated"}, [("annual", "annual", "a"), ("undated", "undated", "b")]),
        ({"industries": ["steel", "coal"]}, [("no one industry", "none", "a"), ("Steel and Coal", "steel+coal", "b")]),
    ],
)
def test_a_column_of_two_kinds_parts_the_line_and_a_column_of_one_stands_in_both_parts(
    fields: dict[str, Any], parted: list[tuple[str, str, str]]
) -> None:
    found = shown([seen("b", 2, **fields), seen("a", 1)], [seen("single", 3)])
    assert found == [(words, key, [[own], ["single"]]) for words, key, own in parted]


def test_the_parts_do_not_depend_on_the_order_of_the_columns() -> None:
    city, zone, single = seen("city", 1), seen("zone", 2, scope="zone"), seen("single", 3)
    found = [(words, sorted(held)) for words, _, held in shown([city, zone], [single])]
    assert found == [(words, sorted(held)) for words, _, held in shown([single], [zone, city])]
    assert [words for words, _ in found] == ["city", "zone"]


def test_across_subjects_what_an_industry_is_called_parts_nothing_and_a_place_does() -> None:
    one, other = seen("one", 1, industries=["a"]), seen("other", 2, industries=["a", "b"])
    assert len(shown([one, other], across="subject")) == 1
    assert [words for words, _, _ in shown([one, one._replace(place="harbin")], across="subject")] == [
        "Dalian",
        "Harbin",
    ]


def test_what_sets_a_kind_apart_is_told_and_what_is_asked_for_always() -> None:
    annual = kind_of(seen("one", 1), across="period")
    months = kind_of(seen("one", 1, period="2023-01/2023-02", subject="firm"), across="period")
    assert told_apart(annual, [annual, months], names=str.capitalize) == ("no one firm, annual", "none/annual")
    assert told_apart(months, [annual, months], names=str.capitalize) == (
        "Firm, January to February",
        "firm/january-to-february",
    )
    assert told_apart(annual, [annual], names=str.capitalize, always=("place", "rhythm")) == ("Dalian, annual", "")


def test_a_month_is_of_its_own_kind_in_a_column_of_a_year_and_not_in_one_of_its_own() -> None:
    month, day = seen("m", 1, period="2024-05"), seen("d", 1, period="2024-05-06")

    def rhythm(one: Observation, *columns: str, across: Axis = "period") -> str:
        return kind_of(one, across=across, columns=columns).rhythm

    assert rhythm(month, "2023", "2024") == "May"
    assert rhythm(day, "2023", "2024") == "6 May"
    assert rhythm(month, "2024-05", "2024-06") == "monthly"
    assert rhythm(day, "2024-05-06") == "daily"
    assert rhythm(month, across="place") == "monthly"


def test_a_kind_has_nothing_of_what_the_axis_is_across() -> None:
    one = seen("one", 1, subject="firm", industries=["a"])
    assert kind_of(one, across="period") == Kind("dalian", "city", "firm", "a", "USD", "annual")
    assert kind_of(one, across="place").place == ""
    assert kind_of(one, across="subject")[2:4] == ("", "")


# Of which period


@pytest.mark.parametrize(
    ("period", "wanted", "is_in"),
    [
        ("2024", "2024", True),
        ("2024-01/2024-02", "2024", True),
        ("2024-12-31", "2024", True),
        ("2023-12/2024-01", "2024", False),
        ("2024", "2024-01/2024-12", True),
        ("2024-01", "2024-01/2024-02", False),
        ("2021/2025", "2024", False),
    ],
)
def test_only_a_year_holds_parts_of_itself(period: str, wanted: str, is_in: bool) -> None:
    assert falls_in(period, wanted) == is_in


def test_the_figures_of_a_period_are_those_of_it_and_else_of_parts_of_it_and_else_the_latest_that_are_dated() -> None:
    year, months = seen("year", 1, period="2024"), seen("months", 1, period="2024-01/2024-02")
    old, undated = seen("old", 1, period="2019"), seen("undated", 1, period="2026", period_basis="unstated")

    def ids(found: Sequence[Observation], period: str | None = "2024", *, exactly: bool = False) -> list[str]:
        return [one.id for one in of_period(found, period, exactly=exactly)]

    assert ids([old, months, year]) == ["year"]
    assert ids([old, months, undated]) == ["months"]
    assert ids([old, undated]) == ["old"]
    assert ids([undated]) == ["undated"]
    assert ids([old, undated], exactly=True) == ids([], exactly=False) == ids([year], None) == []


def test_a_cell_is_of_the_last_of_several_periods_and_of_one_alone() -> None:
    found = [seen("jan", 1, period="2024-01"), seen("mar", 1, period="2024-03"), seen("same", 1, period="2024-03")]
    assert [one.id for one in of_last_period(found)] == ["mar", "same"]
    assert of_last_period([]) == ()


def test_a_line_is_of_the_period_that_most_columns_have_and_then_a_dated_one_and_then_the_latest() -> None:
    def common(*held: Sequence[tuple[str, str]]) -> str | None:
        return common_period(
            {
                str(column): [
                    seen(f"{column}-{period}", 1, period=period, period_basis=basis) for period, basis in each
                ]
                for column, each in enumerate(held)
            }
        )

    old, new, undated = ("2019", "stated"), ("2024", "stated"), ("2025", "unstated")
    assert common([old, new], [old]) == "2019"
    assert common([old, new], [old, new]) == "2024"
    assert common([old, undated], [undated, old]) == "2019"
    assert common([undated], [undated, old]) == "2025"
    assert common([], []) is None


# Whatever the order

OBSERVED = st.builds(
    lambda value, fields: seen("one", value, **fields),
    st.one_of(
        st.sampled_from([Decimal(0), Decimal(-5), Decimal(5)]), st.decimals(-(10**40), 10**40, places=3)
    ),
    st.fixed_dictionaries(
        {
            "qualifier": st.sampled_from(("exact", "exact", "over", "about", "at_least", "at_most", "expected")),
            "place": st.sampled_from(["dalian", "harbin"]),
            "scope": st.sampled_from(["city", "city", "zone"]),
            "subject": st.sampled_from([None, None, "firm"]),
            "indicator": st.sampled_from(["exports", "exports", "imports"]),
            "unit": st.sampled_from(["USD", "10,000 USD", "CNY", "%", "rank"]),
            "industries": st.sampled_from([[], [], ["a"]]),
            "period": st.sampled_from(["2023", "2023", "2023-01/2023-12", "2024", "2023-01/2023-02"]),
            "period_basis": st.sampled_from(["stated", "stated", "unstated"]),
        }
    ),
)  # fmt: skip
COLUMNS = st.lists(st.one_of(OBSERVED, st.none()), min_size=2, max_size=6).map(
    lambda held: {
        f"c{place}": "no figure" if one is None else one._replace(id=f"f{place}") for place, one in enumerate(held)
    }
)
AXES: st.SearchStrategy[Axis] = st.sampled_from(["place", "period", "indicator", "subject"])


@given(COLUMNS, AXES, st.randoms(), st.sampled_from(["up", "down", "neither"]))
def test_nothing_but_the_order_of_the_cells_depends_on_the_order_of_the_columns(
    columns: dict[str, Observation | str], axis: Axis, shuffler: Any, direction: Direction
) -> None:
    def apart(one: str, other: str) -> str:
        return "different definitions" if {one, other} == {"f0", "f1"} else ""

    order = list(columns)
    shuffler.shuffle(order)
    one = line_of(columns, across=axis, direction=direction, apart=apart)
    other = line_of({key: columns[key] for key in order}, across=axis, direction=direction, apart=apart)
    assert [cell.column for cell in other.cells] == order
    assert cells(one) == cells(other)
    assert one.base == other.base


@given(COLUMNS, AXES)
def test_nothing_is_computed_of_two_units_scopes_rhythms_or_definitions(
    columns: dict[str, Observation | str], axis: Axis
) -> None:
    line = line_of(columns, across=axis)
    by_id = {one.id: one for one in columns.values() if isinstance(one, Observation)}
    for cell in line.cells:
        for found in (cell.difference, cell.ratio):
            if not isinstance(found, Computed):
                continue
            one, other = (by_id[identity] for identity in found.inputs)
            assert (one.unit.base, one.scope, one.rhythm) == (other.unit.base, other.scope, other.rhythm)
            assert axis == "period" or one.period == other.period
            assert axis == "indicator" or one.indicator == other.indicator
            assert axis == "subject" or one.subject == other.subject
            assert axis in ("place", "subject") or one.place == other.place
            assert axis in ("indicator", "subject") or one.item["industries"] == other.item["industries"]
            assert not (axis == "period" and one.rhythm == "undated" and one.period != other.period)
        assert cell.unlike == "" or (cell.difference, cell.ratio, cell.rank) == (None, None, None)
        assert (cell.observation is None) == bool(cell.missing)
    ranked = [cell.observation for cell in line.cells if cell.rank and cell.observation]
    assert len({(one.unit.base, one.scope, one.rhythm) for one in ranked}) <= 1
