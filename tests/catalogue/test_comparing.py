"""Comparing: what stands in which column, what is refused, and that no order of the names changes an answer."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from decimal import Decimal
from fractions import Fraction
from itertools import permutations
from typing import Any, NamedTuple

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from dftzcli.analysis.comparing.comparable import Computed
from dftzcli.analysis.comparing.matrix import Cell, Line, Matrix
from dftzcli.analysis.comparing.records import RecordComparison
from dftzcli.analysis.comparing.weights import read_weights
from dftzcli.analysis.observations import Observation
from dftzcli.catalogue import Catalogue
from dftzcli.comparing import Comparison, cautions, compared, criteria, scored
from dftzcli.errors import NotFound, UsageError
from dftzcli.measuring import spread
from dftzcli.model.units import Target, convert, target, unit
from dftzcli.search.cards import Cards
from tests.analysis.figures import Item, cards_of, figure, gap

CITIES = ("dalian", "shenyang", "changchun", "harbin")
TRADE = "customs-trade-total"
PARTNERS = ("japan", "south-korea", "russia", "north-korea", "northeast-asia", "belt-and-road")


def matrix(found: Comparison) -> Matrix:
    assert isinstance(found, Matrix)
    return found


def line(found: Comparison) -> Line:
    (only,) = matrix(found).lines
    return only


def cells(row: Line) -> dict[str, Cell]:
    return {cell.column: cell for cell in row.cells}


def figures(row: Line) -> list[str | None]:
    return [cell.observation.id if cell.observation else None for cell in row.cells]


def number(found: Computed | str | None) -> Decimal | None:
    assert isinstance(found, Computed)
    return found.value


def said(found: Computed | str | None) -> str:
    """What a difference or a ratio says, in a few words."""
    return f"{found.qualifier} {found.value} {found.unit}" if isinstance(found, Computed) else str(found)


# The shipped catalogue: places


def test_the_product_of_four_cities_stands_with_what_its_qualifiers_leave_open(catalogue: Catalogue) -> None:
    found = matrix(catalogue.compare(*CITIES, indicator="gdp"))
    row = line(found)
    assert (found.axis, [column.id for column in found.columns]) == ("place", list(CITIES))
    assert (row.key, row.base, row.period) == ("gdp@2025", "dalian", "2025")
    shown = [(one.value, one.low, one.high, one.qualifier) for cell in row.cells if (one := cell.observation)]
    assert shown == [
        (Decimal("1000.21"), Decimal("1000.21"), Decimal("1000.21"), "exact"),
        (Decimal("910.03"), Decimal("910.03"), Decimal("910.03"), "exact"),
        (None, Decimal(800), None, "expected"),
        (None, Decimal(600), Decimal(700), "about"),
    ]
    assert {cell.observation.unit.code for cell in row.cells if cell.observation} == {"billion CNY"}
    assert [cell.rank for cell in row.cells] == [(1, 2), (2, 3), (1, 3), (4, 4)]


def test_a_city_is_told_against_the_largest_with_what_stays_open(catalogue: Catalogue) -> None:
    row = cells(line(catalogue.compare(*CITIES, indicator="gdp")))
    assert [said(row[city].difference) for city in CITIES] == [
        "None",
        "exact -90.18 billion CNY",
        "at_least -200.21 billion CNY",
        "about None billion CNY",
    ]
    assert [said(row[city].ratio) for city in CITIES] == [
        "None",
        "exact 0.910 times",
        "at_least 0.799 times",
        "about None times",
    ]
    harbin = row["harbin"].difference
    assert isinstance(harbin, Computed)
    assert (harbin.low, harbin.high) == (Decimal("-400.21"), Decimal("-300.21"))


def test_a_lower_bound_beside_an_exact_figure_gives_a_bound(catalogue: Catalogue) -> None:
    row = cells(line(catalogue.compare("gdp-dalian-2025", "gdp-shenyang-2025")))
    assert said(row["gdp-shenyang-2025"].difference) == "at_most -90.18 billion CNY"


def test_the_cities_come_out_the_same_in_every_order(catalogue: Catalogue) -> None:
    known = cells(line(catalogue.compare(*CITIES, indicator="gdp")))
    for order in permutations(CITIES):
        row = line(catalogue.compare(*order, indicator="gdp"))
        assert [cell.column for cell in row.cells] == list(order)
        assert (cells(row), row.base) == (known, "dalian")


def test_a_place_without_a_figure_has_the_reason_and_no_number(catalogue: Catalogue) -> None:
    row = cells(line(catalogue.compare("dalian", "dftz", indicator="gdp")))
    assert row["dftz"] == Cell("dftz", None, missing="no figure in the sources")


def test_another_magnitude_has_the_same_ranks_and_the_same_differences(catalogue: Catalogue) -> None:
    printed = line(catalogue.compare(*CITIES, indicator="gdp"))
    moved = line(catalogue.compare(*CITIES, indicator="gdp", unit="亿元"))
    assert [cell.rank for cell in moved.cells] == [cell.rank for cell in printed.cells]
    assert said(cells(moved)["shenyang"].difference) == "exact -901.8 100 million CNY"
    assert cells(moved)["shenyang"].ratio == cells(printed)["shenyang"].ratio


@pytest.mark.parametrize(
    "names", [{"records": CITIES, "indicator": "gdp"}, {"records": ("gdp-dalian-2025", "gdp-shenyang-2025")}]
)
def test_no_currency_becomes_another(catalogue: Catalogue, names: dict[str, Any]) -> None:
    with pytest.raises(UsageError, match="CNY is not converted to USD: a conversion of currencies needs dated rates"):
        catalogue.compare(*names.pop("records"), **names, unit="USD bn")


# The shipped catalogue: periods


def test_four_years_of_trade_are_two_lines_and_the_missing_year_names_its_gap(catalogue: Catalogue) -> None:
    found = matrix(catalogue.compare(indicator=TRADE, period="2021..2024"))
    annual, months = found.lines
    assert (found.axis, [column.id for column in found.columns]) == ("period", ["2021", "2022", "2023", "2024"])
    assert figures(annual) == [f"{TRADE}-2021", f"{TRADE}-2022", f"{TRADE}-2023", None]
    assert annual.cells[3] == Cell("2024", None, missing="not in the sources (gap-customs-trade-total-2024)")
    assert [cell.rank for cell in annual.cells] == [(2, 2), (1, 1), (3, 3), None]
    assert [number(cell.difference) for cell in annual.cells[1:3]] == [Decimal(535493), Decimal(-422424)]
    assert figures(months) == [f"{TRADE}-{year}-jan-feb" for year in ("2021", "2022", "2023", "2024")]
    assert (annual.base, months.base) == ("2021", "2021")


def test_the_lines_of_one_indicator_have_keys_and_labels_of_their_own_and_each_can_be_scored(
    catalogue: Catalogue,
) -> None:
    found = catalogue.compare(indicator=TRADE, period="2021..2024")
    assert [row.key for row in matrix(found).lines] == [f"{TRADE}@annual", f"{TRADE}@january-to-february"]
    assert [row.label.rpartition(", ")[2] for row in matrix(found).lines] == ["annual", "January to February"]
    scoring = catalogue.score(found, read_weights([f"{TRADE}@annual=1"]))
    assert [weight.criterion for weight in scoring.weights] == [f"{TRADE}@annual"]
    with pytest.raises(UsageError, match=TRADE):
        catalogue.score(found, read_weights([f"{TRADE}=1"]))


def test_the_growth_of_three_industries_is_three_lines_and_never_one_cell(catalogue: Catalogue) -> None:
    for found in (
        catalogue.compare(indicator="sector-value-added-growth", place="dalian", period="2024..2025"),
        catalogue.compare("dalian", "shenyang", indicator="sector-value-added-growth"),
        catalogue.compare("sector-value-added-growth", "industrial-value-added-growth", place="dalian"),
    ):
        assert len(matrix(found).lines) == 3
        assert len({row.key for row in matrix(found).lines}) == 3
        assert all(not cell.also for row in matrix(found).lines for cell in row.cells)


# The shipped catalogue: indicators, figures, industries


def test_exports_against_imports_come_to_the_printed_balance_in_all_four_periods(catalogue: Catalogue) -> None:
    found = matrix(catalogue.compare("customs-exports", "customs-imports"))
    assert (found.axis, len(found.lines)) == ("indicator", 4)
    for row in found.lines:
        assert row.period is not None
        # Imports are the more in each period, so exports are told against them.
        assert row.base == "customs-imports"
        printed = catalogue.item(f"customs-trade-balance-{row.period[:4]}-jan-feb")
        exports = cells(row)["customs-exports"]
        assert number(exports.difference) == printed["value"]
        assert isinstance(exports.difference, Computed) and exports.difference.unit == printed["unit"]
        assert [cell.rank for cell in row.cells] == [(2, 2), (1, 1)]


def test_indicators_named_in_either_way_are_one_comparison(catalogue: Catalogue) -> None:
    named = catalogue.compare("customs-exports", "customs-imports")
    assert catalogue.compare(indicator=["customs-exports", "customs-imports"]) == named
    assert catalogue.compare("customs-exports", indicator="customs-imports") == named


def test_indicators_are_found_by_search(catalogue: Catalogue) -> None:
    found = matrix(catalogue.compare("dalian", "shenyang", indicator="foreign investment growth"))
    assert "fdi-growth" in {row.indicator for row in found.lines}
    with pytest.raises(NotFound, match="no indicator answers to 'zzzqqq'"):
        catalogue.compare("dalian", "shenyang", indicator="zzzqqq")


def test_indicators_in_unlike_units_are_refused_in_the_cell(catalogue: Catalogue) -> None:
    row = line(catalogue.compare("gdp", "population", place="dalian", period="2025"))
    assert [cell.unlike for cell in row.cells] == ["not comparable: billion CNY v. persons", ""]
    assert [cell.rank for cell in row.cells] == [None, None]


def test_figures_of_unlike_kinds_are_refused_in_the_cell_by_all_that_differs(catalogue: Catalogue) -> None:
    row = line(catalogue.compare("gdp-dalian-2025", "customs-trade-total-2023"))
    assert [cell.unlike for cell in row.cells] == [
        "",
        "not comparable: 2023 customs district customs-trade-total 10,000 USD v. 2025 city gdp billion CNY",
    ]
    months = line(catalogue.compare("customs-trade-total-2023", "customs-trade-total-2024-jan-feb"))
    assert [cell.unlike for cell in months.cells] == ["not comparable: 2023 v. 2024-01/2024-02", ""]


def test_figures_are_compared_across_what_alone_sets_them_apart(catalogue: Catalogue) -> None:
    axes = {
        ("gdp-dalian-2025", "gdp-shenyang-2025"): "place",
        ("gdp-dalian-2018", "gdp-dalian-2022"): "period",
        ("customs-exports-2024-jan-feb", "customs-imports-2024-jan-feb"): "indicator",
        ("equipment-manufacturing-growth-dalian-2025", "petrochemical-value-added-growth-dalian-2025"): "subject",
    }
    for ids, axis in axes.items():
        found = matrix(catalogue.compare(*ids))
        assert (found.axis, figures(line(found))) == (axis, list(ids))
        assert [cell.unlike for cell in line(found).cells] == ["", ""]


def test_a_growth_of_two_industries_is_told_in_percentage_points_and_without_a_ratio(catalogue: Catalogue) -> None:
    row = line(catalogue.compare("equipment-manufacturing", "petrochemical", indicator="sector-value-added-growth"))
    cell = cells(row)["petrochemical"]
    assert (said(cell.difference), cell.ratio) == ("exact -6.5 pp", "rates of change have no ratio")


def test_one_figure_of_two_industries_is_as_much_as_itself(catalogue: Catalogue) -> None:
    names = ("shipbuilding", "rail-transit-equipment")
    for order in (names, names[::-1]):
        row = line(catalogue.compare(*order, indicator="sector-value-added-growth"))
        assert (row.base, [cell.rank for cell in row.cells]) == ("rail-transit-equipment", [(1, 1), (1, 1)])


def test_the_profit_of_a_firm_is_not_that_of_its_industry(catalogue: Catalogue) -> None:
    row = line(catalogue.compare("equipment-manufacturing", "automobiles", indicator="company-net-profit"))
    assert figures(row) == [None, None]
    firm = matrix(catalogue.compare("dalian-heavy-industry", "panasonic", indicator="company-net-profit")).lines[0]
    assert figures(firm) == ["net-profit-dalian-heavy-industry-2025", None]


def test_what_is_disputed_about_the_figures_is_told_by_name_and_id(catalogue: Catalogue) -> None:
    found = catalogue.cautions(matrix(catalogue.compare(indicator=TRADE, period="2021..2024")))
    assert len(found) >= 2
    assert any(each.startswith("caution: ") and "(caution-trade-2024-two-months)" in each for each in found)
    assert catalogue.cautions(matrix(catalogue.compare("area-of-city", "islands", place="dalian"))) == ()


# What is refused


@pytest.mark.parametrize(
    ("names", "options", "message"),
    [
        (("dalian",), {}, "1 to put side by side"),
        ((), {}, "0 to put side by side"),
        ((*PARTNERS, "nampo"), {}, "7 records are named"),
        ((*CITIES, "dftz", "liaoning", "northeast-china"), {"indicator": "gdp"}, "7 to put side by side: dalian,"),
        (("dalian", "panasonic"), {}, "these are of several kinds: dalian (places), panasonic (partners)"),
        (("dalian", "panasonic"), {"indicator": "gdp"}, "these are of several kinds"),
        (("gdp", "gdp-dalian-2025"), {}, "these are of several kinds: gdp (indicators), gdp-dalian-2025 (figures)"),
        (("dalian", "shenyang", "dalian"), {"indicator": "gdp"}, "dalian is named more than once"),
        (("japan", "russia"), {"period": "2024"}, "periods of what? no indicator is named"),
        (("japan", "russia"), {"unit": "USD bn"}, "a unit of what? no indicator is named"),
        ((), {"place": "dalian"}, "a place of what? no indicator is named"),
        (("japan", "russia"), {"place": "dalian"}, "a place beside records"),
        (("dalian", "shenyang"), {"indicator": "gdp", "place": "harbin"}, "a place beside records"),
        (("gdp-dalian-2025", "gdp-shenyang-2025"), {"indicator": "gdp"}, "an indicator beside figures"),
        (("gdp-dalian-2025", "gdp-shenyang-2025"), {"period": "2024"}, "a period beside figures"),
        (("gdp-dalian-2025", "gdp-shenyang-2025"), {"place": "dalian"}, "a place beside figures"),
        (("gdp-dalian-2025",), {}, "1 to put side by side: gdp-dalian-2025"),
        ((), {"indicator": "rd-intensity", "place": "dalian"}, "1 to put side by side: 2024"),
        (("dalian", "shenyang"), {"indicator": "gdp", "period": "20x4"}, "'20x4' is not a period"),
        (("dalian", "shenyang"), {"indicator": "gdp", "period": "2024..2021"}, "'2024..2021' is not a period"),
        (("dalian", "shenyang"), {"indicator": "gdp", "unit": "parsec"}, "'parsec' is not a unit"),
    ],
)
def test_what_cannot_be_put_side_by_side_is_a_usage_error_that_says_why(
    catalogue: Catalogue, names: tuple[str, ...], options: dict[str, Any], message: str
) -> None:
    with pytest.raises(UsageError) as caught:
        catalogue.compare(*names, **options)
    assert caught.value.message.startswith(message)
    assert caught.value.fix


def test_too_many_columns_are_counted_and_not_all_recited(catalogue: Catalogue) -> None:
    with pytest.raises(UsageError) as caught:
        catalogue.compare(indicator="gdp", period="1001..2999")
    assert caught.value.message.startswith("1999 to put side by side: 1001, 1002,")
    assert caught.value.message.endswith(", 1012, and so on")


def test_an_indicator_that_no_figure_measures_is_a_usage_error() -> None:
    cards = cards_of(figure("one", 1), figure("other", 1, indicator="imports"))
    with pytest.raises(UsageError, match="no figure measures gdp"):
        compared(cards, ["dalian"], indicators=["gdp"])


def test_a_nearest_record_that_does_not_exist_is_not_found(catalogue: Catalogue) -> None:
    with pytest.raises(NotFound, match="no record answers to 'nonsense-place-x'"):
        catalogue.compare("dalian", "nonsense-place-x")


def test_without_an_indicator_records_are_compared_field_by_field(catalogue: Catalogue) -> None:
    found = catalogue.compare("japan", "south-korea", "russia")
    assert isinstance(found, RecordComparison)
    assert [column.id for column in found.columns] == ["japan", "south-korea", "russia"]


# Periods as they are typed


@pytest.mark.parametrize(
    ("texts", "found"),
    [
        (["2021..2024"], ("2021", "2022", "2023", "2024")),
        (["2021/2022", "2022"], ("2021", "2022")),
        (["2021,2024"], ("2021", "2024")),
        ([" 2021 , 2024-01..2024-02 "], ("2021", "2024-01/2024-02")),
        (["2024-01..2024-12", "2024", "2024-01-01..2024-12-31"], ("2024",)),
        (["2024-02-01..2024-02-29"], ("2024-02",)),
        (["2024-02-29"], ("2024-02-29",)),
        ([], ()),
    ],
)
def test_periods_are_read_as_they_are_typed_each_once(texts: list[str], found: tuple[str, ...]) -> None:
    assert spread(texts) == found


@pytest.mark.parametrize("text", ["", "20x4", "2024..2021", "2021..", "2021...2024", "2023-02-29", "2021..2022..2023"])
def test_what_is_no_period_is_a_usage_error_that_shows_how(text: str) -> None:
    with pytest.raises(UsageError, match="is not a period") as caught:
        spread([text])
    assert "2021..2024" in str(caught.value.fix)


# Made-up figures: what stands in which cell


def test_a_column_without_a_figure_of_the_common_period_shows_its_latest_and_is_not_compared() -> None:
    cards = cards_of(
        figure("d23", 5), figure("d24", 6, period="2024"), figure("h23", 3, place="harbin"),
        figure("s19", 9, place="shenyang", period="2019"), figure("s18", 9, place="shenyang", period="2018"),
    )  # fmt: skip
    row = line(compared(cards, ["dalian", "harbin", "shenyang"], indicators=["exports"]))
    assert (figures(row), row.period) == (["d23", "h23", "s19"], "2023")
    assert [cell.unlike for cell in row.cells] == ["", "", "not comparable: 2019 v. 2023"]
    assert [cell.rank for cell in row.cells] == [(1, 1), (2, 2), None]


def test_a_period_asked_for_is_the_only_one_shown_and_else_the_gap_is_named() -> None:
    cards = cards_of(
        figure("d23", 5), figure("h23", 3, place="harbin"), figure("h24", 4, place="harbin", period="2024"),
        gap("gap-2024", period="2024"),
    )  # fmt: skip
    found = matrix(compared(cards, ["dalian", "harbin"], indicators=["exports"], periods=["2023", "2024"]))
    assert [figures(row) for row in found.lines] == [["d23", "h23"], [None, "h24"]]
    assert found.lines[1].cells[0].missing == "not in the sources (gap-2024)"


def test_a_period_written_otherwise_stands_in_the_same_line() -> None:
    cards = cards_of(figure("d23", 5), figure("h23", 3, place="harbin", period="2023-01-01/2023-12-31"))
    row = line(compared(cards, ["dalian", "harbin"], indicators=["exports"]))
    assert [cell.rank for cell in row.cells] == [(1, 1), (2, 2)]
    both = cards_of(figure("x", 5), figure("m", 3, indicator="imports", period="2023-01/2023-12"))
    assert figures(line(compared(both, ["exports", "imports"]))) == ["x", "m"]


def test_lines_of_one_period_are_of_places_and_scopes_that_each_is_told_by() -> None:
    pairs = [("dalian", "city"), ("dalian", "zone"), ("harbin", "city")]
    cards = cards_of(
        *(
            figure(f"{place}-{scope}-{indicator}", 1, place=place, scope=scope, indicator=indicator)
            for place, scope in pairs
            for indicator in ("exports", "imports")
        )
    )
    found = matrix(compared(cards, ["exports", "imports"]))
    assert {row.key: row.label for row in found.lines} == {
        "2023@dalian/city": "2023, Dalian, city",
        "2023@dalian/zone": "2023, Dalian, zone",
        "2023@harbin/city": "2023, Harbin, city",
    }
    assert all(not cell.unlike for row in found.lines for cell in row.cells)


def test_sources_that_disagree_stand_in_one_cell_and_scopes_in_two_lines() -> None:
    cards = cards_of(
        figure("a", 5), figure("b", 7, source="news"), figure("zone", 99, scope="zone"), figure("h", 3, place="harbin")
    )
    city, zone = matrix(compared(cards, ["dalian", "harbin"], indicators=["exports"])).lines
    assert (figures(city), [one.id for one in city.cells[0].also]) == (["a", "h"], ["b"])
    assert (figures(zone), [cell.also for cell in zone.cells]) == (["zone", "h"], [(), ()])
    # Which of the two is the measure for the other is as good as open; neither is compared with it.
    assert sorted(cell.unlike for cell in zone.cells) == ["", "not comparable: city v. zone"]
    assert [cell.rank for cell in zone.cells] == [None, None]
    assert (city.key, zone.key) == ("exports@2023@city", "exports@2023@zone")


def test_a_month_never_stands_for_a_year_beside_another_month() -> None:
    months = [figure(f"f{month}", 1, period=month) for month in ("2023-01", "2023-05", "2024-05", "2024-06")]
    found = matrix(compared(cards_of(*months), [], indicators=["exports"], periods=["2023", "2024"], place="dalian"))
    assert {row.label.rpartition(", ")[2]: figures(row) for row in found.lines} == {
        "January": ["f2023-01", None],
        "May": ["f2023-05", "f2024-05"],
        "June": [None, "f2024-06"],
    }
    assert all(not cell.also for row in found.lines for cell in row.cells)
    own = line(compared(cards_of(*months), [], indicators=["exports"], periods=["2024-05", "2024-06"], place="dalian"))
    assert figures(own) == ["f2024-05", "f2024-06"]


def test_of_several_months_in_a_year_a_place_shows_the_last() -> None:
    cards = cards_of(
        *(figure(f"d{month}", 1, period=f"2023-{month}") for month in ("03", "05", "04")),
        figure("h05", 2, place="harbin", period="2023-05"),
    )
    row = line(compared(cards, ["dalian", "harbin"], indicators=["exports"], periods=["2023"]))
    assert (figures(row), [cell.also for cell in row.cells]) == (["d05", "h05"], [(), ()])


def test_a_firm_is_not_its_place_nor_its_industry() -> None:
    cards = cards_of(
        figure("city", 5), figure("h", 2, place="harbin"),
        figure("firm", 90, subject="firm", scope="company", industries=["steel"]),
        figure("steel", 3, industries=["steel"]), figure("coal", 4, industries=["coal"]),
    )  # fmt: skip
    places = matrix(compared(cards, ["dalian", "harbin"], indicators=["exports"])).lines
    assert "firm" not in {identity for row in places for identity in figures(row)}
    assert figures(line(compared(cards, ["steel", "coal"], indicators=["exports"]))) == ["steel", "coal"]


def test_a_definition_on_record_keeps_two_figures_apart_and_a_caution_does_not() -> None:
    note: Item = {
        "id": "note", "kind": "discrepancy", "name": "Two definitions", "type": "definition", "is_caution": False,
        "concerns": "value",
        "records": ["d", "h", "something-else"],
    }  # fmt: skip
    items = [figure("d", 5), figure("h", 3, place="harbin")]
    row = line(compared(cards_of(*items, note), ["dalian", "harbin"], indicators=["exports"]))
    assert [cell.unlike for cell in row.cells] == ["", "not comparable: different definitions (note)"]
    for other in (
        {"is_caution": True},
        {"concerns": "change"},
        {"type": "contradiction"},
        {"records": ["d", "exports"]},
    ):
        cards = cards_of(*items, note | other)
        row = line(compared(cards, ["dalian", "harbin"], indicators=["exports"]))
        assert [cell.unlike for cell in row.cells] == ["", ""]


def test_a_discrepancy_that_names_a_figure_shown_or_beside_it_is_a_caution_of_the_comparison() -> None:
    def note(id_: str, type_: str, *records: str, is_caution: bool = False) -> Item:
        kind = {"kind": "discrepancy", "type": type_, "is_caution": is_caution, "concerns": "value"}
        return {"id": id_, "name": id_.capitalize(), "records": list(records)} | kind

    cards = cards_of(
        figure("a", 5), figure("b", 7, source="news"), figure("h", 3, place="harbin"), figure("old", 3, period="1999"),
        note("first", "contradiction", "b", "old"), note("second", "reading", "old"),
        note("third", "definition", "h", is_caution=True),
    )  # fmt: skip
    found = matrix(compared(cards, ["dalian", "harbin"], indicators=["exports"]))
    assert cautions(cards, found) == ("contradiction: First (first)", "caution: Third (third)")


# A score over figures


def test_what_is_scored_is_in_base_units_with_its_bounds_and_says_what_is_open_or_missing() -> None:
    cards = cards_of(
        figure("d", 5, qualifier="over"), figure("h", "0.5", place="harbin", unit="billion USD"),
        figure("s", 7, place="shenyang", scope="zone"),
    )  # fmt: skip
    (found,) = criteria(cards, compared(cards, ["dalian", "harbin", "shenyang"], indicators=["exports"]))
    assert (found.key, found.unit, found.direction) == ("exports", "USD", "up")
    assert found.values == (Decimal(50000), Decimal(500000000), None)
    assert (found.low, found.high) == (
        (Decimal(50000), Decimal(500000000), None),
        (None, Decimal(500000000), None),
    )
    assert found.notes == ("over in the source", "", "not comparable: zone v. city")


def test_what_is_scored_has_all_its_digits() -> None:
    long = "1234567890" * 4
    cards = cards_of(figure("d", long), figure("h", 1, place="harbin"))
    (found,) = criteria(cards, compared(cards, ["dalian", "harbin"], indicators=["exports"]))
    assert [str(numbers and numbers[0]) for numbers in (found.values, found.low, found.high)] == [long + "0000"] * 3


def test_a_score_is_of_the_columns_and_goes_by_the_direction_of_the_indicator() -> None:
    items = [figure("d", 5), figure("h", 3, place="harbin")]
    for direction, best in (("up", "dalian"), ("down", "harbin")):
        cards = cards_of(*items, exports=direction)
        found = compared(cards, ["dalian", "harbin"], indicators=["exports"])
        assert scored(cards, found, read_weights(["exports=1"])).first == (best,)
        ranks = {cell.column: cell.rank for cell in line(found).cells}
        assert ranks[best] == (1, 1)


# Whatever the order and whatever the figures

PLACES = ("dalian", "harbin", "shenyang")
INDICATORS = ("exports", "imports")
YEARS = ("2022", "2023", "2024")
VALUES = st.one_of(
    st.decimals(-(10**40), 10**40, places=6), st.sampled_from([Decimal(0), Decimal(5), Decimal("5.0"), Decimal(-5)])
)
NUMBERS = st.one_of(
    st.tuples(VALUES, st.sampled_from(("exact", "exact", "over", "about", "at_least", "at_most", "expected"))).map(
        lambda each: {"value": each[0], "qualifier": each[1]}
    ),
    st.tuples(VALUES, VALUES).map(lambda each: {"value_min": min(each), "value_max": max(each)}),
    VALUES.map(lambda value: {"value_min": value}),
    VALUES.map(lambda value: {"value_max": value}),
)


PERIODS = (
    "2022", "2023", "2023", "2024", "2023-01/2023-12", "2023-01/2023-02", "2024-01/2024-02", "2023-05", "2024-02-29",
    "2022/2024",
)  # fmt: skip


def items(*units: str) -> st.SearchStrategy[list[Item]]:
    """Figures in which everything that must not be mixed is mixed."""
    made = st.builds(
        lambda number, fields: figure("", **(fields | number)),
        NUMBERS,
        st.fixed_dictionaries(
            {
                "indicator": st.sampled_from(INDICATORS),
                "place": st.sampled_from(PLACES),
                "scope": st.sampled_from(["city", "city", "city", "zone"]),
                "subject": st.sampled_from([None, None, None, "firm"]),
                "period": st.sampled_from(PERIODS),
                "period_basis": st.sampled_from(["stated", "stated", "stated", "unstated"]),
                "unit": st.sampled_from(units),
                "industries": st.sampled_from([[], [], [], ["steel"]]),
                "reading": st.sampled_from(["as_printed", "computed"]),
            }
        ),
    )
    many = st.lists(made, min_size=1, max_size=14)
    return many.map(lambda found: [item | {"id": f"f{place}"} for place, item in enumerate(found)])


FIGURES = items("USD", "10,000 USD", "billion USD", "CNY", "%", "rank")


class Ask(NamedTuple):
    """What is named in columns, and how it is asked for in an order of them."""

    names: tuple[str, ...]
    ask: Callable[[Cards, Sequence[str], Target | None], Comparison]

    def of(self, found: Sequence[Item], order: Sequence[str] = (), *, wanted: str | None = None) -> Matrix:
        """Ask it of some figures, in another order or another unit."""
        return matrix(self.ask(cards_of(*found), order or self.names, target(wanted) if wanted else None))


ASKED: dict[str, Ask] = {
    "places": Ask(PLACES, lambda cards, order, unit: compared(cards, order, indicators=INDICATORS, target=unit)),
    "places in years": Ask(
        PLACES,
        lambda cards, order, unit: compared(cards, order, indicators=INDICATORS, periods=("2023", "2024"), target=unit),
    ),
    "periods": Ask(
        YEARS, lambda cards, order, unit: compared(cards, [], indicators=INDICATORS, periods=order, target=unit)
    ),
    "indicators": Ask(INDICATORS, lambda cards, order, unit: compared(cards, order, place="dalian", target=unit)),
}


def held(found: Sequence[Item]) -> list[Item]:
    """With a figure for each place and indicator, so that every name is a record."""
    more = [figure(f"{place}-{each}", 1, place=place, indicator=each) for place in PLACES for each in INDICATORS]
    return [*found, *more]


def all_cells(found: Matrix) -> dict[tuple[str, str], Cell]:
    return {(row.key, cell.column): cell for row in found.lines for cell in row.cells}


@settings(max_examples=60, deadline=None)
@pytest.mark.parametrize("what", ASKED)
@given(found=FIGURES, shuffler=st.randoms())
def test_no_order_of_the_names_changes_more_than_the_order_of_the_columns(
    what: str, found: list[Item], shuffler: Any
) -> None:
    order = list(ASKED[what].names)
    shuffler.shuffle(order)
    one, other = ASKED[what].of(held(found)), ASKED[what].of(held(found), order)
    assert [column.id for column in other.columns] == order
    assert {column.id: column for column in one.columns} == {column.id: column for column in other.columns}
    assert all_cells(one) == all_cells(other)
    assert {row.key: row._replace(cells=()) for row in one.lines} == {
        row.key: row._replace(cells=()) for row in other.lines
    }
    # A key names one line, so nothing was lost in comparing by it.
    assert len({row.key for row in one.lines}) == len(one.lines)


@settings(max_examples=60, deadline=None)
@pytest.mark.parametrize("what", ASKED)
@given(found=FIGURES)
def test_nothing_is_ever_computed_or_ranked_of_two_units_scopes_or_rhythms(what: str, found: list[Item]) -> None:
    for row in ASKED[what].of(held(found)).lines:
        by_id = {one.id: one for cell in row.cells for one in (cell.observation, *cell.also) if one is not None}
        for cell in row.cells:
            for result in (cell.difference, cell.ratio):
                if isinstance(result, Computed):
                    one, other = (_kind(by_id[identity]) for identity in result.inputs)
                    assert one == other
            assert bool(cell.missing) == (cell.observation is None)
            assert not cell.unlike or (cell.difference, cell.ratio, cell.rank) == (None, None, None)
            assert len({(*_kind(one), one.period) for one in (cell.observation, *cell.also) if one}) <= 1
        ranked = {_kind(cell.observation) for cell in row.cells if cell.rank and cell.observation}
        assert len(ranked) <= 1


def _kind(one: Observation) -> tuple[str, ...]:
    return one.unit.base, one.scope, one.rhythm, one.subject or ""


@settings(max_examples=60, deadline=None)
@pytest.mark.parametrize("what", ASKED)
@given(
    found=items("USD", "10,000 USD", "billion USD", "CNY", "%"),
    wanted=st.sampled_from(["bn", "million", "万", "USD bn"]),
)
def test_another_magnitude_changes_no_rank_and_no_difference(what: str, found: list[Item], wanted: str) -> None:
    printed, moved = ASKED[what].of(held(found)), ASKED[what].of(held(found), wanted=wanted)
    before, after = all_cells(printed), all_cells(moved)
    assert list(before) == list(after)
    for key, cell in before.items():
        there = after[key]
        assert (there.rank, there.ratio, bool(there.unlike)) == (cell.rank, cell.ratio, bool(cell.unlike))
        assert isinstance(there.difference, Computed) == isinstance(cell.difference, Computed)
        if not isinstance(cell.difference, Computed) or not isinstance(there.difference, Computed):
            continue
        assert cell.observation is not None and there.observation is not None
        for bound in ("value", "low", "high"):
            ours, theirs = getattr(cell.difference, bound), getattr(there.difference, bound)
            assert (ours is None) == (theirs is None)
            if ours is not None:
                own = cell.observation.unit
                assert convert(theirs, there.observation.unit, own) == ours
                assert Fraction(theirs) * Fraction(there.observation.unit.multiplier) == Fraction(ours) * Fraction(
                    unit(own.code).multiplier
                )
