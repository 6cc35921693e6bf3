"""The copy in the data directory: made, updated, left alone, reported, reset."""

from __future__ import annotations

import json
import os
import stat
from collections.abc import Callable
from pathlib import Path

import pytest

from dftzcli.errors import InvalidRecord, StoreCorrupt, StoreTooNew, StoreUnreadable
from dftzcli.model.vocabulary import PLURALS
from dftzcli.store import envelope, packaged
from dftzcli.store.atomic import backup_path
from dftzcli.store.database import CatalogueDatabase
from dftzcli.store.installation import open_snapshot, reset, store_path
from dftzcli.store.snapshot import Snapshot
from dftzcli.store.status import status
from tests.conftest import AsOrdinaryUser

from .sample_records import SAMPLE, MakePackage, a_policy


def test_the_first_use_makes_the_copy_for_the_user_alone(data_dir: Path, packaged_dir: Path) -> None:
    snapshot, notice = open_snapshot(data_dir, packaged_dir=packaged_dir)
    assert notice is None
    assert snapshot.path == data_dir / "catalogue.json"
    assert snapshot.records("policy") + snapshot.records("figure") == SAMPLE
    assert stat.S_IMODE(data_dir.stat().st_mode) == 0o700
    assert stat.S_IMODE(store_path(data_dir).stat().st_mode) == 0o600


def test_the_copy_has_a_table_a_kind_numbered_in_file_order(store: Path) -> None:
    tables = json.loads(store.read_bytes())
    assert sorted(tables["policies"]) == sorted(tables["figures"]) == ["1", "2"]
    assert tables["policies"]["1"]["id"] == "bonded-maintenance"
    assert set(tables) - {"_meta"} == set(PLURALS.values())


def test_a_copy_that_is_there_is_read_and_nothing_is_hashed_or_written(
    store: Path, packaged_dir: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def never(*_: object, **__: object) -> None:
        raise AssertionError("this costs too much for every start")

    for module, name in ((envelope, "content_hash"), (packaged, "verify"), (packaged, "read_records"), (os, "replace")):
        monkeypatch.setattr(module, name, never)
    before = sorted(os.listdir(store.parent))
    snapshot, notice = open_snapshot(store.parent, packaged_dir=packaged_dir)
    assert (snapshot.path, notice) == (store, None)
    assert sorted(os.listdir(store.parent)) == before


@pytest.mark.parametrize("version", ["2026.11.1", "2026.12.0", "2027.1", "2026.11.0.1"])
def test_a_newer_packaged_catalogue_replaces_an_unmodified_copy(
    store: Path, make_package: MakePackage, version: str
) -> None:
    before = store.read_bytes()
    newer = make_package([*SAMPLE, a_policy("added")], version=version)
    snapshot, notice = open_snapshot(store.parent, packaged_dir=newer)
    assert [record.id for record in snapshot.records("policy")][-1] == "added"
    assert notice and notice.code == "updated"
    assert f"from 2026.11.0 to {version}" in notice.text
    assert backup_path(store).read_bytes() == before
    assert open_snapshot(store.parent, packaged_dir=newer)[1] is None


@pytest.mark.parametrize("version", ["2026.11.0", "2026.11", "2026.11.0.0", "2026.9.30", "2025.12.31"])
def test_a_packaged_catalogue_that_is_not_newer_replaces_nothing(
    store: Path, make_package: MakePackage, version: str
) -> None:
    before = store.read_bytes()
    _, notice = open_snapshot(store.parent, packaged_dir=make_package([a_policy("other")], version=version))
    assert notice is None
    assert store.read_bytes() == before


def test_a_copy_that_its_user_changed_is_kept_and_the_newer_one_announced(
    store: Path, make_package: MakePackage
) -> None:
    CatalogueDatabase(store).insert([a_policy("mine")])
    before = store.read_bytes()
    snapshot, notice = open_snapshot(store.parent, packaged_dir=make_package(version="2026.12.0"))
    assert snapshot.records("policy")[-1].id == "mine"
    assert notice and notice.code == "kept_modified"
    assert "2026.12.0" in notice.text and "dftz data reset" in notice.text
    assert "\n" not in notice.text
    assert store.read_bytes() == before


def under_a_file(tmp_path: Path) -> Path:
    """Return a data directory that cannot be made because a file is in its way."""
    (tmp_path / "file").touch()
    return tmp_path / "file" / "dftz"


@pytest.mark.parametrize("impossible", [under_a_file, lambda _: Path("/proc/dftz"), lambda _: Path("/dev/null")])
def test_where_the_directory_cannot_be_made_everything_is_read_from_memory(
    tmp_path: Path, packaged_dir: Path, impossible: Callable[[Path], Path]
) -> None:
    data_dir = impossible(tmp_path)
    snapshot, notice = open_snapshot(data_dir, packaged_dir=packaged_dir)
    assert snapshot.path is None
    assert snapshot.records("policy") + snapshot.records("figure") == SAMPLE
    assert snapshot.counts()["policy"] == 2
    assert not snapshot.is_modified()
    assert snapshot.fingerprint == open_snapshot(data_dir, packaged_dir=packaged_dir)[0].fingerprint
    assert notice and notice.code == "in_memory"
    assert str(data_dir) in notice.text and "from memory" in notice.text and "\n" not in notice.text


@pytest.mark.parametrize("mode", [0o500, 0o000])
def test_a_folder_that_may_not_be_written_or_entered_is_read_from_memory(
    data_dir: Path, packaged_dir: Path, as_ordinary_user: AsOrdinaryUser, mode: int
) -> None:
    data_dir.mkdir(parents=True)
    data_dir.chmod(mode)
    deeper = data_dir / "deeper"
    with as_ordinary_user():
        assert open_snapshot(deeper, packaged_dir=packaged_dir)[0].path is None
        assert not status(deeper, packaged_dir=packaged_dir).is_writable
        snapshot, notice = open_snapshot(data_dir, packaged_dir=packaged_dir)
        assert not status(data_dir, packaged_dir=packaged_dir).is_writable
    assert snapshot.records("policy") == SAMPLE[:2]
    assert notice and notice.code == "in_memory" and "Permission denied" in notice.text
    data_dir.chmod(0o700)
    assert list(data_dir.iterdir()) == []


def test_a_copy_in_a_folder_that_may_not_be_written_is_read_as_it_is(
    store: Path, packaged_dir: Path, as_ordinary_user: AsOrdinaryUser
) -> None:
    store.parent.chmod(0o500)
    with as_ordinary_user():
        snapshot, notice = open_snapshot(store.parent, packaged_dir=packaged_dir)
    assert (snapshot.path, notice) == (store, None)


def test_an_old_copy_that_cannot_be_replaced_gives_way_in_memory(
    store: Path, make_package: MakePackage, as_ordinary_user: AsOrdinaryUser
) -> None:
    newer = make_package([*SAMPLE, a_policy("added")], version="2026.12.0")
    for path in store.parent.glob("*.lock"):
        path.unlink()
    store.parent.chmod(0o500)
    with as_ordinary_user():
        snapshot, notice = open_snapshot(store.parent, packaged_dir=newer)
    assert snapshot.records("policy")[-1].id == "added"
    assert notice and notice.code == "in_memory"


@pytest.mark.parametrize("content", [b"", b"{", b'{"foreign": {}}'])
def test_a_damaged_copy_is_reported_and_never_replaced(store: Path, make_package: MakePackage, content: bytes) -> None:
    store.write_bytes(content)
    with pytest.raises(StoreCorrupt, match=str(store)):
        open_snapshot(store.parent, packaged_dir=make_package(version="2027.1.0"))
    assert store.read_bytes() == content


def test_a_copy_is_read_where_the_package_has_no_data(store: Path, tmp_path: Path) -> None:
    snapshot, notice = open_snapshot(store.parent, packaged_dir=tmp_path / "nothing")
    assert (len(snapshot.records("policy")), notice) == (2, None)


def test_without_copy_and_without_package_the_error_says_where_it_looked(data_dir: Path, tmp_path: Path) -> None:
    with pytest.raises(StoreUnreadable, match=f"no datapackage.json in {tmp_path / 'nothing'}"):
        open_snapshot(data_dir, packaged_dir=tmp_path / "nothing")
    assert not data_dir.exists()


def test_a_packaged_record_that_does_not_fit_is_named_and_nothing_is_installed(
    data_dir: Path, make_package: MakePackage
) -> None:
    folder = make_package([a_policy("loose", level="galactic")])
    with pytest.raises(InvalidRecord, match=f'{folder}/policies.json: policy "loose": level is "galactic"; allowed: '):
        open_snapshot(data_dir, packaged_dir=folder)
    assert not data_dir.exists()


def test_reset_takes_the_packaged_catalogue_and_keeps_the_former_file(store: Path, packaged_dir: Path) -> None:
    CatalogueDatabase(store).insert([a_policy("mine")])
    changed = store.read_bytes()
    done = reset(store.parent, packaged_dir=packaged_dir)
    assert (done.path, done.is_changed, done.origin) == (store, True, packaged_dir)
    assert len(Snapshot.open(store).records("policy")) == 2
    assert done.former and done.former.read_bytes() == backup_path(store).read_bytes() == changed


def test_a_second_reset_changes_nothing_and_keeps_what_the_first_set_aside(store: Path, packaged_dir: Path) -> None:
    CatalogueDatabase(store).insert([a_policy("mine")])
    first = reset(store.parent, packaged_dir=packaged_dir)
    second = reset(store.parent, packaged_dir=packaged_dir)
    assert (second.is_changed, second.former) == (False, None)
    assert first.former and b'"mine"' in first.former.read_bytes()


def test_reset_mends_a_damaged_copy_without_losing_the_backup(store: Path, packaged_dir: Path) -> None:
    CatalogueDatabase(store).insert([a_policy("mine")])
    good = backup_path(store).read_bytes()
    store.write_bytes(b'{"damaged')
    done = reset(store.parent, packaged_dir=packaged_dir)
    assert done.former and done.former.read_bytes() == b'{"damaged'
    assert backup_path(store).read_bytes() == good
    assert not Snapshot.open(store).is_modified()


def test_reset_from_the_backup_goes_back_to_the_last_good_state(store: Path, packaged_dir: Path) -> None:
    database = CatalogueDatabase(store)
    database.insert([a_policy("first")])
    database.insert([a_policy("second")])
    store.write_bytes(store.read_bytes()[:-200])
    with pytest.raises(StoreCorrupt, match="cut short"):
        open_snapshot(store.parent, packaged_dir=packaged_dir)
    done = reset(store.parent, from_backup=True, packaged_dir=packaged_dir)
    assert done.origin == backup_path(store)
    snapshot, notice = open_snapshot(store.parent, packaged_dir=packaged_dir)
    assert (snapshot.records("policy")[-1].id, notice) == ("first", None)


@pytest.mark.parametrize(("backup", "said"), [(None, "is missing"), (b"{", "is damaged")])
def test_reset_from_a_backup_that_is_no_good_changes_nothing(
    store: Path, packaged_dir: Path, backup: bytes | None, said: str
) -> None:
    if backup:
        backup_path(store).write_bytes(backup)
    before = store.read_bytes()
    with pytest.raises(StoreCorrupt, match=f"{backup_path(store)} {said}"):
        reset(store.parent, from_backup=True, packaged_dir=packaged_dir)
    assert store.read_bytes() == before


def test_reset_installs_where_there_was_nothing(data_dir: Path, packaged_dir: Path) -> None:
    done = reset(data_dir, packaged_dir=packaged_dir)
    assert (done.is_changed, done.former) == (True, None)
    assert len(Snapshot.open(store_path(data_dir)).records("figure")) == 2


def test_reset_of_a_store_of_a_newer_program_keeps_it_beside(store: Path, packaged_dir: Path) -> None:
    store.write_bytes(store.read_bytes().replace(b'"format_version":1', b'"format_version":2'))
    with pytest.raises(StoreTooNew):
        open_snapshot(store.parent, packaged_dir=packaged_dir)
    done = reset(store.parent, packaged_dir=packaged_dir)
    assert done.former and b'"format_version":2' in done.former.read_bytes()


def test_reset_where_nothing_can_be_written_is_an_error(tmp_path: Path, packaged_dir: Path) -> None:
    with pytest.raises(StoreUnreadable, match="cannot write") as raised:
        reset(under_a_file(tmp_path), packaged_dir=packaged_dir)
    assert "DFTZ_DATA_DIR" in raised.value.fix


def test_status_tells_the_whole_state(store: Path, make_package: MakePackage) -> None:
    CatalogueDatabase(store).insert([a_policy("mine")])
    state = status(store.parent, packaged_dir=make_package(version="2026.12.0"))
    assert (state.path, state.is_present, state.is_writable, state.is_modified) == (store, True, True, True)
    assert (state.version, state.packaged_version) == ("2026.11.0", "2026.12.0")
    assert (state.as_of, state.packaged_as_of) == ("2026-11-21", "2026-11-21")
    assert (state.counts["policy"], state.counts["gap"]) == (3, 0)
    assert (state.fault, state.backup) == (None, backup_path(store))


def test_status_of_nothing_changes_nothing(data_dir: Path, packaged_dir: Path) -> None:
    state = status(data_dir, packaged_dir=packaged_dir)
    assert (state.is_present, state.is_writable, state.is_modified, state.version) == (False, True, None, None)
    assert (state.counts, state.backup) == ({}, None)
    assert not data_dir.exists()


def test_status_reports_a_damaged_copy_instead_of_raising(store: Path, packaged_dir: Path) -> None:
    store.write_bytes(b"{")
    state = status(store.parent, packaged_dir=packaged_dir)
    assert state.is_present
    assert state.fault and str(store) in state.fault and "cut short" in state.fault
    assert state.packaged_version == "2026.11.0"
