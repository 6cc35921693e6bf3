"""Writing typed records: what is refused, what is kept, and that TinyDB stays inside."""

from __future__ import annotations

import json
from decimal import Decimal
from pathlib import Path

import msgspec
import pytest

from dftzcli.errors import InvalidRecord, NotFound, StoreCorrupt, StoreReadOnly, StoreTooNew, StoreUnreadable
from dftzcli.model.records import Policy
from dftzcli.store.database import CatalogueDatabase
from dftzcli.store.snapshot import Snapshot

from .sample_records import SAMPLE, a_figure, a_policy


def test_records_come_back_as_they_went_in_without_a_doc_id(store: Path) -> None:
    record = a_policy("new", name_zh="新", name_zh_basis="translation", tags=("bonded",), issued="2024-01/2024-02")
    with CatalogueDatabase(store) as database:
        database.insert([record])
        found = database.records("policy")
    assert found[-1] == record
    assert [type(policy) for policy in found] == [Policy, Policy, Policy]
    assert not any(hasattr(policy, "doc_id") or isinstance(policy, dict) for policy in found)
    assert Snapshot.open(store).records("policy") == found


@pytest.mark.parametrize("printed", ["13887643.10", "0.1", "0.30000000000000004", "138876431", "1.500", "-2.0"])
def test_a_figure_keeps_its_digits_through_every_later_write(store: Path, printed: str) -> None:
    database = CatalogueDatabase(store)
    database.insert([a_figure("exact", printed)])
    database.insert([a_policy("later")])
    database.remove("policy", "later")
    found = Snapshot.open(store).records("figure")[-1]
    assert str(found.value) == str(database.records("figure")[-1].value) == printed  # type: ignore[attr-defined]


def test_many_records_are_one_write(store: Path) -> None:
    before = Snapshot.open(store)
    CatalogueDatabase(store).insert([a_policy("one"), a_figure("two", "2"), a_policy("three")])
    assert Snapshot.open(store.with_name("catalogue.json.backup")).fingerprint == before.fingerprint
    assert [record.id for record in Snapshot.open(store).records("policy")][-2:] == ["one", "three"]


@pytest.mark.parametrize("taken", ["bonded-maintenance", "trade-2023"])
def test_an_id_that_any_kind_has_is_refused_and_nothing_is_written(store: Path, taken: str) -> None:
    before = store.read_bytes()
    with pytest.raises(InvalidRecord, match=f"already a (policy|figure) with the id '{taken}'"):
        CatalogueDatabase(store).insert([a_policy("sound"), a_policy(taken)])
    assert store.read_bytes() == before


def test_an_id_twice_in_one_insert_is_refused(store: Path) -> None:
    with pytest.raises(InvalidRecord, match="already a policy with the id 'twin'"):
        CatalogueDatabase(store).insert([a_policy("twin"), a_policy("twin")])


def test_a_record_made_in_python_that_does_not_fit_the_model_is_refused(store: Path) -> None:
    with pytest.raises(InvalidRecord, match='policy "loose": status is "maybe"; allowed: .*exploratory'):
        CatalogueDatabase(store).insert([a_policy("loose", status="maybe")])


def test_a_number_that_is_not_finite_is_refused(store: Path) -> None:
    before = store.read_bytes()
    with pytest.raises(InvalidRecord, match="figure 'endless' has a number that is not finite"):
        CatalogueDatabase(store).insert([a_figure("endless", "Infinity")])
    assert store.read_bytes() == before


def test_a_replaced_record_keeps_its_place_and_loses_what_the_new_one_has_not(store: Path) -> None:
    database = CatalogueDatabase(store)
    database.replace(a_policy("bonded-maintenance", name="Renamed"))
    first = database.records("policy")[0]
    assert (first.name, first.name_zh) == ("Renamed", None)
    assert json.loads(store.read_bytes())["policies"]["1"].get("name_zh") is None


def test_replacing_what_is_not_there_says_what_comes_close(store: Path) -> None:
    with pytest.raises(NotFound, match="no policy with the id 'single-windows'") as raised:
        CatalogueDatabase(store).replace(a_policy("single-windows"))
    assert raised.value.nearest == ("single-window",)


def test_removing_takes_one_record_of_one_kind(store: Path) -> None:
    database = CatalogueDatabase(store)
    database.remove("policy", "single-window")
    assert [record.id for record in database.records("policy")] == ["bonded-maintenance"]
    assert len(database.records("figure")) == 2
    with pytest.raises(NotFound):
        database.remove("figure", "bonded-maintenance")


def test_a_transaction_of_several_changes_is_all_or_nothing(store: Path) -> None:
    database = CatalogueDatabase(store)
    before = store.read_bytes()
    with pytest.raises(NotFound), database.transaction():
        database.insert([a_policy("first")])
        assert database.records("policy")[-1].id == "first"
        database.remove("policy", "not-there")
    assert store.read_bytes() == before
    with database.transaction():
        database.insert([a_policy("first")])
        database.remove("policy", "first")
        database.insert([a_policy("second")])
    assert [record.id for record in database.records("policy")] == ["bonded-maintenance", "single-window", "second"]


def test_a_database_opened_for_reading_reads_and_refuses_to_write(store: Path) -> None:
    with CatalogueDatabase(store, access_mode="r") as database:
        assert database.records("policy") == SAMPLE[:2]
        with pytest.raises(StoreReadOnly):
            database.insert([a_policy("new")])


def test_a_missing_store_is_reported_and_not_created(tmp_path: Path) -> None:
    database = CatalogueDatabase(tmp_path / "wrong" / "catalogue.json")
    with pytest.raises(StoreUnreadable, match="there is no store at .*wrong/catalogue.json"):
        database.records("policy")
    with pytest.raises(StoreUnreadable, match="there is no store at"):
        database.insert([a_policy("new")])
    with pytest.raises(StoreUnreadable, match="there is no store at"):
        database.remove("policy", "old")
    assert list(tmp_path.iterdir()) == []


def test_a_foreign_file_is_never_written_to(tmp_path: Path) -> None:
    path = tmp_path / "package.json"
    path.write_text('{"name": "somebody", "version": 2}')
    with pytest.raises(StoreCorrupt, match="no `_meta` table"):
        CatalogueDatabase(path).insert([a_policy("new")])
    assert path.read_text() == '{"name": "somebody", "version": 2}'


def test_a_store_of_a_newer_program_is_never_written_to(store: Path) -> None:
    content = msgspec.json.decode(store.read_bytes())
    content["_meta"]["1"]["format_version"] = 2
    store.write_bytes(msgspec.json.encode(content))
    before = store.read_bytes()
    with pytest.raises(StoreTooNew):
        CatalogueDatabase(store).insert([a_policy("new")])
    assert store.read_bytes() == before


def test_a_record_that_somebody_broke_by_hand_is_named(store: Path) -> None:
    store.write_text(store.read_text("utf-8").replace('"in_force"', '"in_power"'), "utf-8")
    with pytest.raises(StoreCorrupt, match='policy "single-window": status is "in_power"; allowed: '):
        CatalogueDatabase(store).records("policy")


def test_figures_are_decimals_inside_too(store: Path) -> None:
    figures = CatalogueDatabase(store).records("figure")
    assert [figure.value for figure in figures] == [Decimal("13887643.10"), Decimal("0.1")]  # type: ignore[attr-defined]
