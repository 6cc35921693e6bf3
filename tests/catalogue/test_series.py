"""Series and what is derived of them, asked of the shipped catalogue."""

from __future__ import annotations

from decimal import Decimal

import pytest

from dftzcli.analysis.series import Series
from dftzcli.catalogue import Catalogue
from dftzcli.errors import NotFound, UsageError

TRADE = "customs-trade-total"


def told(series: Series) -> list[tuple[str, list[str], str]]:
    return [(point.period, [one.id for one in point.observations], point.missing) for point in series.points]


def test_the_trade_of_four_years_is_two_series_and_the_missing_year_names_its_gap(catalogue: Catalogue) -> None:
    annual, months = catalogue.series(TRADE, period="2021..2024")
    assert (annual.key.rhythm, months.key.rhythm) == ("annual", "January to February")
    assert told(annual) == [
        *((year, [f"{TRADE}-{year}"], "") for year in ("2021", "2022", "2023")),
        ("2024", [], "not in the sources (gap-customs-trade-total-2024)"),
    ]
    assert told(months) == [
        (f"{year}-01/{year}-02", [f"{TRADE}-{year}-jan-feb"], "") for year in ("2021", "2022", "2023", "2024")
    ]


def test_every_year_between_two_figures_is_a_point_and_says_why_it_has_none(catalogue: Catalogue) -> None:
    annual = [one for one in catalogue.series("gdp", place="dalian") if one.key.rhythm == "annual"]
    (one,) = (each for each in annual if each.key.since == "2018")
    assert [point.period for point in one.points] == [str(year) for year in range(2018, 2024)]
    assert {point.missing for point in one.points if point.observations} == {""}
    assert {point.missing for point in one.points if not point.observations} == {
        "not in the sources (gdp-dalian-step-year)"
    }
    assert one.latest.period == "2023"


def test_a_place_a_rhythm_a_break_and_an_industry_each_have_a_series_of_their_own(catalogue: Catalogue) -> None:
    found = [one.id for one in catalogue.series("gdp")]
    assert {
        "gdp/changchun/city/cny/annual",
        "gdp/dalian/city/cny/annual",
        "gdp/dalian/city/cny/annual/since-2018",
        "gdp/dalian/city/cny/annual/since-2024",
        "gdp/dalian/city/cny/6-years/since-2018",
        "gdp/jinpu-new-area/district/cny/annual",
    } <= set(found)
    growth = catalogue.series("sector-value-added-growth")
    assert len(growth) > 2
    assert len({one.key.definition for one in growth}) == len(growth)


def test_all_figures_stand_in_one_series_each_and_no_two_series_have_one_name(catalogue: Catalogue) -> None:
    found = catalogue.series()
    stood = [one.id for series in found for point in series.points for one in point.observations]
    assert sorted(stood) == sorted(figure.id for figure in catalogue.figures())
    assert len({series.id for series in found}) == len(found)
    for series in found:
        kinds = {
            (one.scope, one.unit.base, one.rhythm) for point in series.points for one in point.observations
        }  # fmt: skip
        assert len(kinds) == 1, series.id


@pytest.mark.parametrize("name", ["gdp", "GDP", "国内生产总值", "Gross domestic product"])
def test_an_indicator_is_found_by_its_id_its_names_and_its_chinese_name(catalogue: Catalogue, name: str) -> None:
    assert catalogue.measured(name) == (("gdp",), False)
    assert {one.key.indicator for one in catalogue.series(name)} == {"gdp"}


def test_an_indicator_is_found_by_search_where_no_name_fits_and_that_is_told(catalogue: Catalogue) -> None:
    found, searched = catalogue.measured("foreign investment growth")
    assert (found[0], searched) == ("fdi-growth", True)
    assert len(found) <= 3
    assert all(catalogue.item(each)["kind"] == "indicator" for each in found)
    assert "fdi-growth" in {one.key.indicator for one in catalogue.series("foreign investment growth")}


def test_what_is_measured_nowhere_is_not_found(catalogue: Catalogue) -> None:
    with pytest.raises(NotFound, match="no indicator answers to 'zzzqqq'"):
        catalogue.measured("zzzqqq")
    with pytest.raises(NotFound):
        catalogue.series("zzzqqq")


# What is derived


def test_the_balance_of_four_periods_is_computed_and_is_what_the_paper_prints(catalogue: Catalogue) -> None:
    found = catalogue.derived("balance", catalogue.series("customs-exports", "customs-imports"))
    assert [(each.period, str(each.value)) for each in found] == [
        ("2021-01/2021-02", "-338869"),
        ("2022-01/2022-02", "-439440"),
        ("2023-01/2023-02", "-39565"),
        ("2024-01/2024-02", "-165451.9"),
    ]
    for each in found:
        assert each.printed and all(printed.agrees for printed in each.printed)
        assert (each.reading, each.unit) == ("computed", "10,000 USD")


def test_a_growth_stands_beside_what_is_printed_and_the_printed_one_is_never_corrected(catalogue: Catalogue) -> None:
    found = catalogue.derived("growth", catalogue.series("customs-exports"))
    (last,) = (each for each in found if each.period == "2024-01/2024-02")
    assert last.value == Decimal("-20.54")
    assert {printed.value for printed in last.printed} >= {Decimal("-20.4")}
    assert not all(printed.agrees for printed in last.printed)


def test_annual_trade_is_never_derived_from_two_months(catalogue: Catalogue) -> None:
    for rule in ("change", "growth", "index", "cagr"):
        for each in catalogue.derived(rule, catalogue.series(TRADE)):
            assert len({"jan-feb" in identity for identity in each.inputs}) == 1, each.inputs


def test_a_product_per_head_is_of_one_place_and_year_or_says_why_not(catalogue: Catalogue) -> None:
    found = {each.inputs: each for each in catalogue.derived("per_head", catalogue.series("gdp"))}
    computed = found["gdp-dalian-2025-released", "population-dalian-2025"]
    assert computed.value == Decimal("132600.00")
    refused = found["gdp-dalian-2018-revised", "population-dalian-2023"]
    assert (refused.value, refused.refused) == (None, "not comparable: 2018 v. 2023")


def test_what_is_no_rule_or_not_of_two_indicators_is_a_usage_error(catalogue: Catalogue) -> None:
    with pytest.raises(UsageError, match="'doubling' is no rule"):
        catalogue.derived("doubling", catalogue.series("gdp"))
    with pytest.raises(UsageError, match="balance is of two indicators, and these are 1: gdp"):
        catalogue.derived("balance", catalogue.series("gdp"))
