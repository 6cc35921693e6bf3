"""The catalogue from Python: what each question is answered with, and by which errors it is refused."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path
from typing import Any, get_args

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import dftzcli
from dftzcli import open_catalogue
from dftzcli.catalogue import Catalogue
from dftzcli.errors import NotFound, StoreCorrupt, StoreUnreadable, UsageError
from dftzcli.model.fields import age
from dftzcli.model.records import RECORD_TYPES, AnyRecord, Citation, Discrepancy, Figure, Gap, Policy, Source
from dftzcli.model.vocabulary import KINDS, PLURALS, Kind
from dftzcli.opening import catalogue_of_folder
from dftzcli.search.query import query_of
from dftzcli.store.database import CatalogueDatabase
from dftzcli.store.packaged import find_packaged, read_descriptor

CHECKOUT = Path(__file__).resolve().parents[2]


def a_policy(identity: str) -> Policy:
    return Policy(
        id=identity,
        name="A policy of the tests",
        summary="Something of one's own.",
        citations=(Citation(source="dalian-plan-2020", locator="item 1"),),
        instrument="reform",
        level="zone",
        status="planned",
    )


def test_the_package_offers_the_catalogue_and_its_version_and_nothing_else_by_accident() -> None:
    assert dftzcli.open_catalogue is open_catalogue
    assert dftzcli.Catalogue is Catalogue
    assert set(dftzcli.__all__) == {"Catalogue", "open_catalogue", "export", "write_brief", "__version__"}
    with pytest.raises(AttributeError, match="no attribute 'close_catalogue'"):
        dftzcli.close_catalogue  # noqa: B018


def test_asking_everything_of_the_catalogue_imports_nothing_of_a_terminal(room: Path) -> None:
    program = """
import sys
from dftzcli import open_catalogue
for _ in range(2):
    catalogue = open_catalogue()
    catalogue.list("project", country="Japan", status="operating", year=2020, sort="name")
    catalogue.get("dftz"), catalogue.figures(), catalogue.overview(), catalogue.validate(), catalogue.related("dftz")
foreign = ("typer", "rich", "textual", "click", "dftzcli.cli", "dftzcli.render", "dftzcli.tui")
print(sorted(name for name in sys.modules if name.startswith(foreign)))
"""
    run = subprocess.run(
        [sys.executable, "-c", program],
        env=os.environ | {"PYTHONPATH": str(CHECKOUT), "HOME": str(room)},
        capture_output=True,
        text=True,
        check=False,
    )
    assert (run.stdout, run.stderr) == ("[]\n", "")


def test_importing_the_package_or_the_catalogue_creates_nothing(tmp_path: Path) -> None:
    run = subprocess.run(
        [sys.executable, "-c", "import dftzcli, dftzcli.catalogue"],
        env=os.environ | {"PYTHONPATH": str(CHECKOUT), "HOME": str(tmp_path)},
        check=False,
    )
    assert run.returncode == 0
    assert list(tmp_path.iterdir()) == []


def test_a_record_is_typed_by_its_kind_and_frozen(catalogue: Catalogue) -> None:
    for kind in KINDS:
        for record in catalogue.of_kind(kind):
            assert type(record) is RECORD_TYPES[kind]
            assert type(record) in get_args(AnyRecord)
    record = catalogue.get("panasonic-battery-plant")
    with pytest.raises(AttributeError):
        record.name = "Another name"  # type: ignore[misc]
    with pytest.raises(AttributeError):
        record.citations[0].locator = "elsewhere"  # type: ignore[misc]
    assert hash(record) == hash(catalogue.get("panasonic-battery-plant"))


def test_records_are_those_of_all_kinds_in_turn(catalogue: Catalogue) -> None:
    stored = [record for kind in KINDS for record in catalogue.of_kind(kind)]
    assert catalogue.records() == tuple(
        record for record in stored if not (isinstance(record, Discrepancy) and record.found_by == "program")
    )
    assert len({record.id for record in catalogue.records()}) == len(catalogue.records())


def test_get_returns_the_record_of_an_id_and_names_the_nearest_to_a_wrong_one(catalogue: Catalogue) -> None:
    for record in catalogue.records():
        assert catalogue.get(record.id) == record
    with pytest.raises(NotFound, match="no record answers to 'panasonic-batery-plant'") as raised:
        catalogue.get("panasonic-batery-plant")
    assert raised.value.exit_code == 3
    assert raised.value.nearest[0] == "panasonic-battery-plant"
    assert "panasonic-battery-plant" in raised.value.fix


def test_get_takes_ids_and_no_names(catalogue: Catalogue) -> None:
    with pytest.raises(NotFound):
        catalogue.get("Panasonic battery project")
    assert catalogue.peek("Panasonic battery project") is None


@settings(deadline=None, max_examples=25)
@given(st.text(max_size=60))
def test_no_text_breaks_the_search_for_a_record(catalogue: Catalogue, text: str) -> None:
    try:
        found = catalogue.find(text)
    except NotFound as error:
        assert all(catalogue.peek(identity) for identity in error.nearest)
    else:
        assert catalogue.peek(found.id) is not None


def test_find_says_whether_it_guessed(catalogue: Catalogue) -> None:
    assert catalogue.find("panasonic-battery-plant") == ("panasonic-battery-plant", False)
    assert catalogue.find("Panasonic battery project") == ("panasonic-battery-plant", False)
    assert catalogue.find("omron rd") == ("omron-rd-centre", True)


def test_find_takes_the_policy_where_an_incentive_rests_on_it_under_the_same_words(catalogue: Catalogue) -> None:
    assert catalogue.find("cross-border capital pools").id == "cross-border-capital-pools"
    assert catalogue.find("incentive-cross-border-capital-pools").id == "incentive-cross-border-capital-pools"


def test_find_names_all_that_a_text_may_mean(catalogue: Catalogue) -> None:
    with pytest.raises(NotFound, match="may be any of 2 records") as raised:
        catalogue.find("Dalian Free Trade Zone")
    assert set(raised.value.nearest) == {"dftz", "dalian-bonded-zone"}
    assert "dalian-bonded-zone" in raised.value.fix


def test_list_returns_typed_records_of_a_kind_that_fit(catalogue: Catalogue) -> None:
    found = catalogue.list("project", country="JP", status="operating")
    assert {record.id for record in found} >= {"panasonic-battery-plant"}
    assert all(type(record) is RECORD_TYPES["project"] for record in found)
    assert catalogue.list("project") == catalogue.of_kind("project")
    assert {record.kind for record in catalogue.list(place="dftz")} >= {"policy", "project", "figure"}


def test_list_takes_a_kind_in_the_singular_or_the_plural(catalogue: Catalogue) -> None:
    assert catalogue.list("policies") == catalogue.list("policy")
    with pytest.raises(UsageError, match="'poems' is not a kind of record"):
        catalogue.list("poems")


def test_a_question_for_figures_runs_into_the_gaps_of_its_indicator_years_and_place(catalogue: Catalogue) -> None:
    def gaps(**filters: Any) -> set[str]:
        found = catalogue.select(query_of(kinds=("figure",), **filters))
        return {card["id"] for card in catalogue.gaps_about(found)}

    assert "gdp-dalian-step-year" in gaps(words="GDP", place="dalian", year=2019)
    assert "gdp-dalian-step-year" in gaps(words="gdp")
    assert "gdp-dalian-step-year" not in gaps(words="gdp", year=2025)
    assert "gdp-dalian-step-year" not in gaps(words="gdp", place="shenyang")
    assert gaps(place="dalian") == set()


def test_what_another_document_gives_is_no_gap_and_what_the_silent_one_gives_closes_none(catalogue: Catalogue) -> None:
    def gaps(words: str, **filters: Any) -> set[str]:
        found = catalogue.select(query_of(kinds=("figure",), words=words, **filters))
        return {card["id"] for card in catalogue.gaps_about(found)}

    # The paper announces 2021 to 2023 and gives none; other documents give each of the years.
    assert catalogue.item("gap-gdp-dalian-2021-2023")["indicator"] == "gdp"
    assert "gap-gdp-dalian-2021-2023" not in gaps("gdp") | gaps("gdp", year=2022)
    # Of 2017 to 2024 some years are given and some are not.
    assert "gdp-dalian-step-year" not in gaps("gdp", year=2022)
    # The article gives Harbin a range where it might give a value.
    assert "gdp-harbin-2025-exact" in gaps("gdp", place="harbin", year=2025)
    # Two months of a year are not the year.
    assert "gap-customs-trade-total-2024" in gaps("customs-trade-total", year=2024)


def test_list_refuses_a_filter_that_is_none(catalogue: Catalogue) -> None:
    with pytest.raises(UsageError, match="no filter 'nation'"):
        catalogue.list("project", nation="JP")


def test_figures_are_figures_with_the_headline_ones_first(catalogue: Catalogue) -> None:
    found = catalogue.figures()
    assert all(type(record) is Figure for record in found)
    assert set(found) == set(catalogue.of_kind("figure"))
    importances = [figure.importance for figure in found]
    assert importances == sorted(importances, key=("headline", "supporting", "context").index)


def test_discrepancies_can_be_asked_for_by_type(catalogue: Catalogue) -> None:
    everything = catalogue.discrepancies()
    assert all(type(record) is Discrepancy for record in everything)
    by_type = [
        record
        for type_ in ("contradiction", "arithmetic", "definition", "reading")
        for record in catalogue.discrepancies(type_)
    ]
    assert sorted(record.id for record in by_type) == sorted(record.id for record in everything)
    assert {record.type for record in catalogue.discrepancies("contradiction")} == {"contradiction"}
    with pytest.raises(UsageError, match="'quarrel' is not a value of type"):
        catalogue.discrepancies("quarrel")


def test_gaps_and_sources_are_all_of_their_kind(catalogue: Catalogue) -> None:
    assert catalogue.gaps() == catalogue.of_kind("gap")
    assert catalogue.sources() == catalogue.of_kind("source")
    assert {type(record) for record in catalogue.gaps()} == {Gap}
    assert {type(record) for record in catalogue.sources()} == {Source}


def test_disputes_are_the_discrepancies_that_name_a_record(catalogue: Catalogue) -> None:
    for record in catalogue.records():
        expected = [entry.id for entry in catalogue.discrepancies() if record.id in entry.records]
        assert [entry.id for entry in catalogue.disputes(record.id)] == expected
        assert catalogue.item(record.id)["discrepancies"] == expected


def test_related_and_item_refuse_an_unknown_id_with_the_nearest(catalogue: Catalogue) -> None:
    for ask in (catalogue.related, catalogue.item):
        with pytest.raises(NotFound) as raised:
            ask("dftzz")
        assert "dftz" in raised.value.nearest


def test_related_leads_from_a_project_to_its_firm_and_back(catalogue: Catalogue) -> None:
    assert "panasonic" in catalogue.related("panasonic-battery-plant")["partner"]
    assert "panasonic-battery-plant" in catalogue.related("panasonic")["project"]


def test_referring_follows_one_field(catalogue: Catalogue) -> None:
    for task in catalogue.referring("commerce-bureau", "policy", "agencies"):
        assert "commerce-bureau" in catalogue.item(task)["agencies"]
    assert catalogue.referring("commerce-bureau", "policy", "industries") == ()


def test_the_overview_counts_what_there_is(catalogue: Catalogue) -> None:
    overview = catalogue.overview()
    assert overview.zone.id == "dftz"
    assert overview.counts == {PLURALS[kind]: len(catalogue.of_kind(kind)) for kind in KINDS}
    with_status: tuple[Kind, ...] = ("policy", "incentive", "project")
    for kind in with_status:
        assert sum(overview.statuses[PLURALS[kind]].values()) == len(catalogue.of_kind(kind))
    assert overview.headline == tuple(entry for entry in catalogue.figures() if entry.importance == "headline")
    assert overview.discrepancies == catalogue.discrepancies()
    assert overview.gaps == catalogue.gaps()
    assert overview.sources == catalogue.sources()


def test_the_stale_figures_are_those_whose_time_ended_more_than_three_years_ago(catalogue: Catalogue) -> None:
    stale = {figure.id for figure in catalogue.overview().stale}
    assert {"registered-companies-dftz-2019", "customs-trade-total-2021"} <= stale
    assert not {"gdp-dalian-2025", "customs-trade-total-2024-jan-feb"} & stale


@pytest.mark.parametrize(
    ("period", "years"),
    [("2026-11-21", 0.0), ("2025", 0.9), ("2023-11", 3.0), ("2023-10-31", 3.1), ("2019", 6.9), ("2026-12", -0.1)],
)
def test_an_age_is_counted_from_the_end_of_the_period(period: str, years: float) -> None:
    assert age(period, "2026-11-21") == years


def test_the_shipped_catalogue_is_without_a_fault(catalogue: Catalogue) -> None:
    assert catalogue.validate() == ()


def test_every_arithmetic_identity_of_the_shipped_figures_holds_or_is_on_record(catalogue: Catalogue) -> None:
    outcomes = catalogue.arithmetic()
    assert len(outcomes) >= 20


def test_coverage_of_a_document_tells_what_no_record_states(catalogue: Catalogue, tmp_path: Path) -> None:
    path = tmp_path / "new.txt"
    path.write_text("The zone has 27,000 companies and 4711 cats.\n", "utf-8")
    report = catalogue.coverage(path, source="dftz-overview")
    assert report.source == "dftz-overview"
    assert not report.is_same_text
    assert "4711" in [numeral.text for numeral in report.left]


def test_the_dataset_is_the_one_that_is_packaged(catalogue: Catalogue) -> None:
    descriptor = read_descriptor()
    dataset = catalogue.dataset
    assert (dataset.version, dataset.hash, dataset.as_of) == (descriptor.version, descriptor.hash, descriptor.as_of)
    assert dataset.licence == "CC-BY-4.0"
    assert dataset.version in dataset.line and dataset.as_of in dataset.line and dataset.notice in dataset.line


def test_a_folder_of_data_is_read_past_the_store(room: Path) -> None:
    found = catalogue_of_folder(find_packaged())
    assert found.get("dftz").kind == "place"
    assert not (room / "data").exists()
    with pytest.raises(StoreUnreadable):
        catalogue_of_folder(room)


def test_the_folder_asked_for_comes_before_the_environment(room: Path) -> None:
    open_catalogue(room / "asked")
    assert (room / "asked" / "catalogue.json").is_file()
    assert not (room / "data").exists()
    open_catalogue()
    assert (room / "data" / "catalogue.json").is_file()


def test_where_nothing_can_be_written_the_catalogue_is_read_from_memory_and_says_so(room: Path) -> None:
    (room / "file").write_text("in the way")
    found = open_catalogue(room / "file" / "data")
    assert found.notice is not None and "read from memory" in found.notice
    assert found.get("dftz").kind == "place"
    assert found.item("dftz")["kind"] == "place"


def test_a_damaged_store_is_refused_and_never_replaced(room: Path) -> None:
    open_catalogue()
    path = room / "data" / "catalogue.json"
    path.write_bytes(b"{}")
    with pytest.raises(StoreCorrupt, match=str(path)):
        open_catalogue()
    assert path.read_bytes() == b"{}"


def test_a_record_that_does_not_fit_is_the_one_fault_and_the_other_kinds_can_be_read(
    room: Path, catalogue: Catalogue
) -> None:
    open_catalogue()
    path = room / "data" / "catalogue.json"
    path.write_text(path.read_text("utf-8").replace('"instrument":"plan_task"', '"instrument":"poem"', 1), "utf-8")
    found = open_catalogue()
    faults = found.validate()
    first = next(card["id"] for card in catalogue.cards.of_kind("policy") if card["instrument"] == "plan_task")
    assert [(fault.check, fault.record, fault.field) for fault in faults] == [("schema", first, "instrument")]
    assert "poem" in faults[0].problem
    assert {record.kind for record in found.readable()} == set(KINDS) - {"policy"}


# -- a store that changes while a catalogue is open ------------------------------------------------------------------


@pytest.mark.parametrize("opened_before", [False, True])
def test_a_catalogue_stays_what_it_was_when_the_store_changes_under_it(room: Path, opened_before: bool) -> None:
    if opened_before:
        open_catalogue()
    held = open_catalogue()
    before = [card["id"] for card in held.cards.of_kind("policy")]
    with CatalogueDatabase(room / "data" / "catalogue.json") as database:
        database.insert([a_policy("arrived-later")])
        database.remove("policy", "bonded-maintenance")
    assert [record.id for record in held.of_kind("policy")] == before
    assert [record.id for record in held.list("policy")] == before
    assert held.peek("arrived-later") is None
    assert held.get("bonded-maintenance").id == "bonded-maintenance"
    assert held.overview().counts["policies"] == len(before)
    fresh = open_catalogue()
    assert fresh.peek("arrived-later") is not None
    assert fresh.peek("bonded-maintenance") is None


@pytest.mark.parametrize("opened_before", [False, True])
def test_a_catalogue_stays_what_it_was_when_the_store_is_taken_away(room: Path, opened_before: bool) -> None:
    if opened_before:
        open_catalogue()
    held = open_catalogue()
    with CatalogueDatabase(room / "data" / "catalogue.json") as database:
        database.insert([a_policy("mine")])
    mine = open_catalogue()
    (room / "data" / "catalogue.json").unlink()
    assert mine.get("mine").id == "mine"
    assert [record.id for record in mine.list("policy")] == [card["id"] for card in mine.cards.of_kind("policy")]
    assert held.peek("mine") is None
