"""The rules of truth on the shipped catalogue: nothing planned is a fact, nothing is said without who said it."""

from __future__ import annotations

import csv
import io
import os
import re
import subprocess
import sys
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest

from dftzcli.catalogue import Catalogue
from dftzcli.model import periods
from dftzcli.model.records import Agency, Discrepancy, Figure, Gap, Incentive, Policy, Project
from dftzcli.model.references import statements
from dftzcli.model.vocabulary import STATUS_IS_FACT, Kind

CHECKOUT = Path(__file__).resolve().parents[2]
# Words of a plan that promise nothing: what they are about is to be studied, striven for or recommended.
NOT_YET = re.compile(r"^(explor|study|strive|seek|bid\b|try\b|recommend)|\b(sought|\(recommended\))", re.IGNORECASE)


def figure(catalogue: Catalogue, identity: str) -> Figure:
    record = catalogue.get(identity)
    assert isinstance(record, Figure)
    return record


def status_of(catalogue: Catalogue, identity: str) -> str:
    record = catalogue.get(identity)
    assert isinstance(record, (Policy, Incentive, Project))
    return record.status


def test_the_catalogue_is_whole(catalogue: Catalogue) -> None:
    """A net against a catalogue that lost a file; the numbers may only grow."""
    least = {"policies": 80, "industries": 80, "incentives": 15, "partners": 55, "projects": 60, "figures": 110}
    counts = catalogue.overview().counts
    assert {plural: count for plural, count in counts.items() if count < least.get(plural, 1)} == {}
    assert len(catalogue.sources()) >= 5


# -- rule 1: a number has a unit, a period, a scope, a qualifier and a citation --------------------------------------


def test_no_figure_is_without_unit_period_scope_indicator_and_place(catalogue: Catalogue) -> None:
    for record in catalogue.figures():
        assert record.unit and record.scope and record.qualifier and record.reading, record.id
        assert periods.bounds(record.period), record.id
        assert catalogue.get(record.indicator).kind == "indicator"
        assert catalogue.get(record.place).kind == "place"


def test_no_figure_is_without_a_value_or_a_bound(catalogue: Catalogue) -> None:
    for record in catalogue.figures():
        assert (record.value is None) != (record.value_min is None and record.value_max is None), record.id


def test_every_figure_says_where_it_is_printed_and_how(catalogue: Catalogue) -> None:
    for record in catalogue.figures():
        assert record.citations[0].locator.strip(), record.id
        assert record.citations[0].as_stated, record.id
        # What was read itself has lines, what was restated names the fact and how far it may be trusted.
        cited = record.citations[0]
        assert bool(cited.lines) != bool(cited.fact), record.id
        assert (cited.fact is None) == (cited.confidence is None), record.id


def test_every_record_cites_a_document_with_a_place_in_it(catalogue: Catalogue) -> None:
    documents = {source.id for source in catalogue.sources()}
    for record in catalogue.records():
        assert record.citations, record.id
        for _, part in statements(record):
            assert part.source in documents, record.id
            assert part.locator.strip(), record.id


def test_what_is_quoted_is_a_few_characters_and_no_sentence(catalogue: Catalogue) -> None:
    for record in catalogue.records():
        for _, part in statements(record):
            assert len(part.as_stated or "") <= 80, record.id


def test_every_record_but_a_figure_has_a_chinese_name_that_says_whose_it_is(catalogue: Catalogue) -> None:
    for record in catalogue.records():
        if record.kind != "figure":
            assert record.name_zh and re.search("[\u4e00-\u9fff]", record.name_zh), record.id
        assert (record.name_zh is None) == (record.name_zh_basis is None), record.id


def test_no_name_or_summary_is_markup_or_has_controls(catalogue: Catalogue) -> None:
    for record in catalogue.records():
        for text in (record.name, record.name_zh or "", record.summary, *record.aliases):
            assert text == text.strip(), record.id
            assert not re.search(r"[\x00-\x1f\x7f-\x9f]|</?\w+>", text), record.id


# -- rules 2 to 5: readings, contradictions, look-alikes -------------------------------------------------------------


def test_what_was_repaired_computed_or_inferred_says_why(catalogue: Catalogue) -> None:
    for record in catalogue.figures():
        if record.reading != "as_printed":
            assert record.reading_note, record.id


def test_the_lost_decimal_point_is_never_shown_as_a_value(catalogue: Catalogue) -> None:
    record = figure(catalogue, "customs-exports-growth-2024-jan-feb")
    assert record.value == Decimal("-20.4")
    assert record.reading == "repaired"
    assert record.citations[0].as_stated == "204%"
    assert "204" in (record.reading_note or "")
    for value in ("204", "-204"):
        shown = catalogue.figures(where=(f"value={value}", "place=dalian-customs-district"))
        assert [entry.id for entry in shown] == []
    assert any(entry.type == "reading" for entry in catalogue.disputes(record.id))


def test_printed_and_computed_growth_both_stand_and_their_difference_is_on_record(catalogue: Catalogue) -> None:
    for printed, computed in (("-20.4", "-20.5"), ("-8.1", "-8.6")):
        direction = "exports" if printed == "-20.4" else "imports"
        first = figure(catalogue, f"customs-{direction}-growth-2024-jan-feb")
        second = figure(catalogue, f"customs-{direction}-growth-2024-jan-feb-computed")
        assert (first.value, second.value) == (Decimal(printed), Decimal(computed))
        assert second.reading == "computed"
        shared = set(catalogue.disputes(first.id)) & set(catalogue.disputes(second.id))
        assert any(entry.type == "arithmetic" for entry in shared)


def test_the_two_container_shares_stand_in_one_contradiction(catalogue: Catalogue) -> None:
    low = figure(catalogue, "northeast-container-share-dalian-undated")
    high = figure(catalogue, "northeast-container-share-dalian-port-2026")
    assert (low.value, high.value) == (Decimal(41), Decimal(98))
    assert (low.qualifier, high.qualifier) == ("over", "over")
    assert low.citations[0].source != high.citations[0].source
    shared = set(catalogue.disputes(low.id)) & set(catalogue.disputes(high.id))
    assert [entry.type for entry in shared if not entry.is_caution] == ["contradiction"]
    assert catalogue.item(low.id)["dispute"] == catalogue.item(high.id)["dispute"] == "contradiction"


def test_no_average_of_what_is_contradicted_is_in_the_catalogue(catalogue: Catalogue) -> None:
    found = catalogue.figures(where="indicator=northeast-container-share")
    assert {entry.value for entry in found} == {41, 98}


def test_the_two_times_5300_are_apart_with_a_caution(catalogue: Catalogue) -> None:
    companies = figure(catalogue, "new-companies-registered-dftz-2019")
    enterprises = figure(catalogue, "high-tech-enterprises-dalian-2024")
    assert companies.value == enterprises.value == 5300
    assert (companies.scope, enterprises.scope) == ("zone", "city")
    assert companies.indicator != enterprises.indicator
    assert companies.unit != enterprises.unit
    (shared,) = set(catalogue.disputes(companies.id)) & set(catalogue.disputes(enterprises.id))
    assert shared.is_caution


# -- rules 6 to 8: gaps, undated documents, scopes -------------------------------------------------------------------


def test_output_of_2021_to_2023_is_a_gap_of_the_five_documents_and_figures_of_others(catalogue: Catalogue) -> None:
    gap = catalogue.get("gap-gdp-dalian-2021-2023")
    assert isinstance(gap, Gap)
    assert (gap.indicator, gap.place, gap.period) == ("gdp", "dalian", "2021/2023")
    for entry in catalogue.figures(where="indicator=gdp", place="dalian"):
        if entry.period in {"2021", "2022", "2023", "2021/2023"}:
            assert all(cited.fact for cited in entry.citations), entry.id


def test_a_figure_of_an_undated_document_does_not_pretend_to_a_stated_year(catalogue: Catalogue) -> None:
    undated = {source.id for source in catalogue.sources() if source.date is None}
    assert "dftz-overview" in undated
    for source in catalogue.sources():
        assert source.date or (source.date_inferred and source.date_note), source.id
    record = figure(catalogue, "new-companies-registered-dftz-2019")
    assert record.citations[0].source in undated
    assert record.period_basis == "inferred"
    assert record.reading_note


def test_a_figure_of_the_customs_district_the_port_or_the_zone_is_none_of_the_city(catalogue: Catalogue) -> None:
    scopes = {
        "dalian": {"city", "company", "project"},
        "dftz": {"zone", "company", "project"},
        "dalian-customs-district": {"customs_district"},
        "dalian-port": {"port", "project"},
    }
    for record in catalogue.figures():
        if record.place in scopes:
            assert record.scope in scopes[record.place], record.id
        if record.scope in ("company", "project"):
            assert record.subject, record.id


def test_the_customs_district_the_bonded_zone_and_the_pilot_zone_are_places_of_their_own(catalogue: Catalogue) -> None:
    for identity in (
        "dftz",
        "dalian",
        "dalian-customs-district",
        "dalian-bonded-zone",
        "dalian-comprehensive-bonded-area",
    ):
        assert catalogue.get(identity).kind == "place"
    meanings = catalogue.get("caution-dalian-free-trade-zone-meanings")
    assert isinstance(meanings, Discrepancy)
    assert {"dftz", "dalian-bonded-zone"} <= set(meanings.records)


# -- rules 9 and 11: who may have it, what is a plan -----------------------------------------------------------------


@pytest.mark.parametrize("measure", ["cross-border-capital-pools", "bonded-maintenance", "rcep-origin-verification"])
def test_what_only_firms_in_the_zone_may_have_says_so_in_fields(catalogue: Catalogue, measure: str) -> None:
    for identity in (measure, f"incentive-{measure}"):
        record = catalogue.get(identity)
        assert isinstance(record, (Policy, Incentive))
        assert any(criterion.field == "registered_in" for criterion in record.eligibility), identity
        assert catalogue.item(identity)["zone_only"] is True


def test_zone_only_is_said_of_nothing_whose_source_does_not_say_it(catalogue: Catalogue) -> None:
    kinds: tuple[Kind, ...] = ("policy", "incentive")
    for kind in kinds:
        for item in catalogue.cards.of_kind(kind):
            criteria = [entry for entry in item["eligibility"] if entry["field"] == "registered_in"]
            places = [(entry["value"] or "dftz").split(", ") for entry in criteria]
            of_zone = any(all(_is_in_zone(catalogue, place) for place in named) for named in places)
            assert item["zone_only"] is (True if of_zone else None), item["id"]
            assert all(entry["locator"] for entry in criteria)


def _is_in_zone(catalogue: Catalogue, place: str | None) -> bool:
    while place not in (None, "dftz"):
        place = catalogue.item(str(place))["parent"]
    return place == "dftz"


def test_relief_that_does_not_reach_the_zone_says_so_and_is_not_the_zones(catalogue: Catalogue) -> None:
    elsewhere = [item for item in catalogue.cards.of_kind("incentive") if item["zone_cover"] == "none"]
    assert {"incentive-offshore-trade-stamp-duty", "incentive-taiping-bay-awards"} <= {item["id"] for item in elsewhere}
    for item in elsewhere:
        assert item["geographic_limit"], item["id"]
        assert item["zone_only"] is None, item["id"]


@pytest.mark.parametrize(
    ("identity", "statuses"),
    [
        ("dalian-free-trade-port", {"exploratory"}),
        ("japan-korea-rmb-clearing", {"exploratory"}),
        ("japan-korea-rmb-clearing-centre", {"exploratory"}),
        ("japan-korea-rmb-settlement", {"sought"}),
        ("incentive-japan-korea-rmb-settlement", {"sought"}),
        ("cjk-fta-demonstration-area", {"sought"}),
        ("futures-trading-internationalization", {"exploratory"}),
        ("nampo-route", {"exploratory"}),
        ("arctic-routes", {"exploratory"}),
        ("china-japan-expo", {"sought"}),
        ("free-trade-zone-construction-recommendations", {"recommended"}),
        ("dalian-northeast-asia-plan-2020", {"in_force"}),
        ("panasonic-battery-plant", {"operating"}),
    ],
)
def test_the_status_is_the_one_the_wording_of_the_source_bears(
    catalogue: Catalogue, identity: str, statuses: set[str]
) -> None:
    assert status_of(catalogue, identity) in statuses


def test_nothing_that_is_to_be_explored_striven_for_or_recommended_is_a_fact(catalogue: Catalogue) -> None:
    wrong = []
    for record in catalogue.records():
        for field in ("measures", "aims", "cooperation"):
            for part in getattr(record, field, ()):
                if NOT_YET.search(part.text) and part.status in STATUS_IS_FACT:
                    wrong.append((record.id, part.text))
        if isinstance(record, (Policy, Incentive)) and NOT_YET.search(record.name) and record.status in STATUS_IS_FACT:
            wrong.append((record.id, record.name))
    assert wrong == []


def test_every_task_of_the_plan_is_planned_and_every_recommendation_recommended(catalogue: Catalogue) -> None:
    for record in catalogue.of_kind("policy"):
        assert isinstance(record, Policy)
        if record.instrument in ("plan_task", "safeguard") and record.part_of == "dalian-northeast-asia-plan-2020":
            assert record.status not in STATUS_IS_FACT, record.id
        assert (record.instrument == "recommendation") == (record.status == "recommended"), record.id


def test_a_fact_of_an_opinion_is_none(catalogue: Catalogue) -> None:
    for record in catalogue.of_kind("incentive"):
        assert isinstance(record, Incentive)
        bases = [catalogue.get(identity) for identity in record.legal_basis]
        if record.status in STATUS_IS_FACT:
            assert any(isinstance(basis, Policy) and basis.status in STATUS_IS_FACT for basis in bases), record.id


def test_the_phases_of_the_battery_plant_have_a_status_each(catalogue: Catalogue) -> None:
    plant = catalogue.get("panasonic-battery-plant")
    assert isinstance(plant, Project)
    statuses = {phase.name: phase.status for phase in plant.phases}
    assert statuses["Phase 1"] == "operating"
    assert statuses["Phase 3"] == "contracted"


def test_weak_points_are_on_record_as_well_as_boasts(catalogue: Catalogue) -> None:
    assert figure(catalogue, "population-aged-65-share-dalian-2026").value == Decimal("16.87")
    assert figure(catalogue, "net-profit-dalian-heavy-industry-2022").value == -30
    assert "recommendation-remove-territorial-supervision-barriers" in {
        record.id for record in catalogue.list("policy", status="recommended")
    }


# -- the plan of 2020 ------------------------------------------------------------------------------------------------

ZONE = "Dalian District Administrative Committee of China (Liaoning) Pilot Free Trade Zone"
# As the plan prints them, in its order.
RESPONSIBLE = {
    "task-shipping-centre": [
        "Municipal Transportation Bureau",
        "Municipal Government Port Office",
        "Municipal Development and Reform Commission",
        ZONE,
        "Liaogang Group",
        "Municipal Commerce Bureau",
        "Municipal Financial Development Bureau",
        "Municipal Industry and Information Bureau",
    ],
    "task-aviation-hub": [
        "Port Office of the Municipal Government",
        "Dalian International Airport Group",
        "Municipal Transportation Bureau",
        "Municipal Development and Reform Commission",
        ZONE,
    ],
    "task-open-cooperation-highland": [
        ZONE,
        "Municipal Bureau of Commerce",
        "Municipal Development and Reform Commission",
        "Municipal Transportation Bureau",
        "Municipal Government Port Office",
        "Dalian Customs",
    ],
    "task-international-trade-centre": [
        "Municipal Bureau of Commerce",
        ZONE,
        "Municipal Development and Reform Commission",
    ],
    "task-cooperation-platforms": [
        "Municipal Bureau of Commerce",
        "Municipal Council for the Promotion of International Trade",
        "Municipal Economic Cooperation Service Center",
    ],
    "task-key-industries-japan-korea": [
        "Municipal Bureau of Commerce",
        "Municipal Development and Reform Commission",
        "Municipal Bureau of Industry and Information Technology",
        "Municipal Financial Development Bureau",
        "Municipal Health Committee",
        "Municipal Education Bureau",
        "Municipal Culture and Tourism Bureau",
        "Municipal Transportation Bureau",
    ],
    "task-going-global": [
        "Municipal Bureau of Commerce",
        "Municipal Bureau of Industry and Information Technology",
        "Municipal Development and Reform Commission",
        "Municipal Bureau of Agriculture and Rural Affairs",
    ],
    "task-investment-carriers": ["Municipal Bureau of Commerce", "Administrative Committees of Pilot Districts"],
    "task-science-technology": [
        "Jinpu New District Administrative Committee",
        "Municipal Science and Technology Bureau",
    ],
    "task-financial-services": [
        "Municipal Financial Development Bureau",
        "Dalian Banking and Insurance Regulatory Bureau",
        "Dalian Securities Regulatory Bureau",
        ZONE,
    ],
    "task-headquarters-economy": [
        "Municipal Bureau of Commerce",
        "Jinpu New District Administrative Committee",
        "High-tech Zone Administrative Committee",
        "Zhongshan District Government",
        "Xigang District Government",
        "Ganjingzi District Government",
    ],
    "task-people-to-people": [
        "Foreign Affairs Office of Municipal Government",
        "Municipal Culture and Tourism Bureau",
        "Municipal Council for the Promotion of International Trade",
    ],
}


@pytest.mark.parametrize("task", RESPONSIBLE)
def test_a_task_has_every_responsible_unit_in_the_order_of_the_plan(catalogue: Catalogue, task: str) -> None:
    by_name: dict[str, str] = {}
    for agency in catalogue.of_kind("agency"):
        for name in (agency.name, *agency.aliases):
            assert by_name.setdefault(name, agency.id) == agency.id, f"{name} is printed of two agencies"
    record = catalogue.get(task)
    assert isinstance(record, Policy)
    assert list(record.agencies) == [by_name[name] for name in RESPONSIBLE[task]]


def test_the_plan_has_its_twelve_tasks_and_five_safeguards(catalogue: Catalogue) -> None:
    plan = catalogue.item("dalian-northeast-asia-plan-2020")
    parts = [identity for identity in plan["parts"] if identity.startswith(("task-", "safeguard-"))]
    assert {identity for identity in parts if identity.startswith("task-")} == set(RESPONSIBLE)
    assert len([identity for identity in parts if identity.startswith("safeguard-")]) == 5


def test_each_agency_has_one_record(catalogue: Catalogue) -> None:
    agencies = catalogue.of_kind("agency")
    names = [agency.name for agency in agencies]
    assert len(set(names)) == len(names)
    assert all(isinstance(agency, Agency) and agency.role for agency in agencies)


# -- the tables of the paper -----------------------------------------------------------------------------------------

TABLE_1 = {
    ("2021", "2022", "2023"): ("customs-trade-total", "13887643 14423136 13465219"),
    ("2021-01/2021-02", "2022-01/2022-02", "2023-01/2023-02", "2024-01/2024-02"): (
        "customs-trade-total",
        "1971363 2232618 2211299 1891050.99",
    ),
}
MONTHS = ("2021-01/2021-02", "2022-01/2022-02", "2023-01/2023-02", "2024-01/2024-02")
TABLE_2 = {
    "customs-exports": "816247 896589 1085867 862799.55",
    "customs-imports": "1155116 1336029 1125432 1028251.45",
    "customs-trade-balance": "-338869 -439440 -39565 -165451.9",
}


@pytest.fixture
def exported(room: Path) -> list[dict[str, str]]:
    """Return the rows of `dftz figures -f csv`."""
    run = subprocess.run(
        [sys.executable, "-m", "dftzcli", "figures", "--all", "-f", "csv"],
        env=os.environ | {"PYTHONPATH": str(CHECKOUT), "HOME": str(room)},
        cwd=room,
        capture_output=True,
        check=True,
    )
    return list(csv.DictReader(io.StringIO(run.stdout.decode(), newline="")))


def test_the_trade_tables_of_the_paper_can_be_rebuilt_from_the_exported_figures(exported: list[dict[str, str]]) -> None:
    in_tables = [
        row
        for row in exported
        if row["source"] == "dftz-paper" and row["locator"].startswith("Table") and row["reading"] != "computed"
    ]
    assert {row["unit"] for row in in_tables} == {"10,000 USD"}
    assert {row["multiplier"] for row in in_tables} == {"10000"}
    assert {row["place"] for row in in_tables} == {"dalian-customs-district"}
    found = {(row["indicator"], row["period"]): row["value"] for row in in_tables}
    assert len(found) == len(in_tables)
    expected: dict[tuple[str, str], str] = {}
    for columns, (indicator, values) in TABLE_1.items():
        expected |= {(indicator, period): value for period, value in zip(columns, values.split(), strict=True)}
    for indicator, values in TABLE_2.items():
        expected |= {(indicator, period): value for period, value in zip(MONTHS, values.split(), strict=True)}
    assert found == expected


def test_the_rebuilt_tables_keep_their_own_arithmetic(exported: list[dict[str, str]]) -> None:
    by_id = {row["id"]: Decimal(row["value"] or "0") for row in exported}
    for year in ("2021", "2022", "2023", "2024"):
        exports, imports, total, balance = (
            by_id[f"customs-{name}-{year}-jan-feb"] for name in ("exports", "imports", "trade-total", "trade-balance")
        )
        assert abs(exports + imports - total) <= 1
        assert abs(exports - imports - balance) <= 1


def test_an_exported_figure_has_all_that_rule_one_asks_for(exported: list[dict[str, str]]) -> None:
    asked: tuple[Any, ...] = (
        "indicator", "place", "scope", "period", "unit", "qualifier", "reading", "as_stated", "source", "locator",
        "evidence",
    )  # fmt: skip
    for row in exported:
        # What was computed stands nowhere: it has the figures it was computed from instead of a printed form.
        lacking = {"as_stated"} if row["reading"] == "computed" else set()
        assert {key for key in asked if not row[key]} == lacking, row["id"]
        assert row["value"] or row["value_min"] or row["value_max"], row["id"]
    disputed = {row["id"]: row["dispute"] for row in exported if row["dispute"]}
    assert disputed["northeast-container-share-dalian-undated"] == "contradiction"
