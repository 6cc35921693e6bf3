"""Our TinyDB storage: what it leaves on the disk, what it reads back, and that nobody loses a change."""

from __future__ import annotations

import json
import os
import stat
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest
from tinydb import where

from dftzcli.errors import StoreCorrupt, StoreReadOnly, StoreUnreadable
from dftzcli.store import atomic, envelope, locking
from dftzcli.store import storage as storage_module
from dftzcli.store.atomic import backup_path
from dftzcli.store.storage import AtomicJSONStorage
from dftzcli.store.tables import TransactionalTinyDB

TABLES: dict[str, Any] = {"policies": {"1": {"id": "a", "tags": ["x"], "value": Decimal("13887643.10")}}}


@pytest.fixture
def path(tmp_path: Path) -> Path:
    """Return where a file may be; there is none yet."""
    return tmp_path / "tables.json"


def test_opening_and_reading_create_neither_file_nor_folder(tmp_path: Path) -> None:
    path = tmp_path / "nowhere" / "tables.json"
    storage = AtomicJSONStorage(path)
    assert storage.read() is None
    storage.close()
    assert TransactionalTinyDB(path).all() == []
    assert list(tmp_path.iterdir()) == []


def test_a_write_can_be_read_back_by_another(path: Path) -> None:
    AtomicJSONStorage(path).write(TABLES)
    assert AtomicJSONStorage(path).read() == TABLES


@pytest.mark.parametrize("printed", ["0.1", "13887643.10", "1.00", "123456789.123456789012345", "5", "-0.50", "1E+4"])
def test_a_number_keeps_the_digits_it_was_given(path: Path, printed: str) -> None:
    AtomicJSONStorage(path).write({"figures": {"1": {"value": Decimal(printed)}}})
    again = AtomicJSONStorage(path)
    with again.transaction():
        tables = again.read()
        assert tables
        tables["figures"]["2"] = {"value": 1}
        again.write(tables)
    assert f'{{"value":{printed}}}' in path.read_text("utf-8")


def test_text_is_written_as_utf_8_whatever_the_locale(path: Path) -> None:
    AtomicJSONStorage(path).write({"places": {"1": {"name_zh": "大连自贸片区 🚢"}}})
    assert "大连自贸片区 🚢".encode() in path.read_bytes()
    assert AtomicJSONStorage(path).read() == {"places": {"1": {"name_zh": "大连自贸片区 🚢"}}}


def test_the_same_tables_give_the_same_bytes(path: Path, tmp_path: Path) -> None:
    AtomicJSONStorage(path).write(TABLES)
    AtomicJSONStorage(tmp_path / "other.json").write(TABLES)
    assert path.read_bytes() == (tmp_path / "other.json").read_bytes()


def test_a_state_of_the_file_is_parsed_once(path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    AtomicJSONStorage(path).write(TABLES)
    parsed = []
    original = envelope.decode_json

    def counted(*arguments: Any, **options: Any) -> Any:
        parsed.append(arguments)
        return original(*arguments, **options)

    monkeypatch.setattr(storage_module, "decode_json", counted)
    reader, writer = AtomicJSONStorage(path), AtomicJSONStorage(path)
    for _ in range(3):
        reader.read()
    assert len(parsed) == 1
    writer.write(TABLES | {"figures": {}})
    parsed.clear()
    assert [sorted(reader.read() or {}) for _ in range(3)] == [["figures", "policies"]] * 3
    assert len(parsed) == 1
    parsed.clear()
    writer.read()
    assert parsed == [], "what was just written need not be parsed"


def test_what_a_caller_changes_in_its_copy_changes_nothing_else(path: Path) -> None:
    storage = AtomicJSONStorage(path)
    given: dict[str, Any] = {"policies": {"1": {"tags": ["x"]}}}
    storage.write(given)
    given["policies"]["1"]["tags"].append("after writing")
    read = storage.read()
    assert read
    read["policies"]["1"]["tags"].append("after reading")
    assert storage.read() == {"policies": {"1": {"tags": ["x"]}}}


def test_a_document_that_tinydb_found_is_not_the_one_it_finds_next(path: Path) -> None:
    table = TransactionalTinyDB(path).table("policies")
    table.insert({"id": "a", "tags": ["x"]})
    table.all()[0]["tags"].append("changed")
    query = where("id") == "a"
    table.search(query)[0]["tags"].append("changed")
    assert table.search(query) == table.all() == [{"id": "a", "tags": ["x"]}]


CHANGES: dict[str, Callable[[TransactionalTinyDB], object]] = {
    "insert": lambda database: database.insert({"id": "new"}),
    "insert many": lambda database: database.insert_multiple([{"id": "new"}, {"id": "newer"}]),
    "update": lambda database: database.update({"name": "x"}, where("id") == "a"),
    "upsert what is there": lambda database: database.upsert({"name": "x"}, where("id") == "a"),
    "upsert what is not": lambda database: database.upsert({"name": "x"}, where("id") == "b"),
    "remove": lambda database: database.remove(where("id") == "a"),
    "truncate": lambda database: database.truncate(),
    "drop the table": lambda database: database.drop_table("_default"),
    "drop all tables": lambda database: database.drop_tables(),
}


@pytest.mark.parametrize("change", CHANGES)
def test_a_change_reads_and_writes_under_one_and_the_same_lock(
    path: Path, monkeypatch: pytest.MonkeyPatch, change: str
) -> None:
    database = TransactionalTinyDB(path)
    database.insert({"id": "a"})
    steps: list[str] = []

    @contextmanager
    def noted_lock(*arguments: Any, **options: Any) -> Iterator[None]:
        steps.append("lock")
        with locking.locked(*arguments, **options):
            yield
        steps.append("unlock")

    def noted_stamp(file: Path) -> atomic.Stamp | None:
        steps.append("look")
        return atomic.stamp(file)

    monkeypatch.setattr(storage_module, "locked", noted_lock)
    monkeypatch.setattr(storage_module, "stamp", noted_stamp)
    CHANGES[change](database)
    assert (steps[0], steps[-1], steps.count("lock")) == ("lock", "unlock", 1)


@pytest.mark.parametrize("value", [{1, 2}, object(), b"bytes", float("nan"), Decimal("Infinity"), {None: 1}])
def test_what_json_cannot_hold_is_refused_and_the_file_stays(path: Path, value: object) -> None:
    storage = AtomicJSONStorage(path)
    storage.write(TABLES)
    with pytest.raises((TypeError, ValueError)):
        storage.write({"policies": {"1": {"value": value}}})
    assert storage.read() == TABLES


def test_a_storage_opened_for_reading_refuses_to_write(path: Path) -> None:
    AtomicJSONStorage(path).write(TABLES)
    before = sorted(os.listdir(path.parent)), path.stat().st_mtime_ns
    storage = AtomicJSONStorage(path, access_mode="r")
    assert storage.read() == TABLES
    with pytest.raises(StoreReadOnly, match="opened for reading only"):
        storage.write({})
    assert (sorted(os.listdir(path.parent)), path.stat().st_mtime_ns) == before


def test_a_transaction_is_one_write_and_reads_what_it_wrote(path: Path) -> None:
    storage = AtomicJSONStorage(path)
    storage.write({"policies": {}})
    before = path.read_bytes()
    with storage.transaction():
        storage.write({"policies": {"1": {}}})
        storage.write({"policies": {"1": {}, "2": {}}})
        assert storage.read() == {"policies": {"1": {}, "2": {}}}
        assert path.read_bytes() == before
    assert json.loads(path.read_bytes()) == {"policies": {"1": {}, "2": {}}}
    assert backup_path(path).read_bytes() == before


def test_a_transaction_that_raises_writes_nothing(path: Path) -> None:
    storage = AtomicJSONStorage(path)
    storage.write(TABLES)
    with pytest.raises(KeyError), storage.transaction():
        storage.write({})
        raise KeyError
    assert storage.read() == AtomicJSONStorage(path).read() == TABLES


def test_an_inner_transaction_that_raises_takes_back_its_own_writes_only(path: Path) -> None:
    storage = AtomicJSONStorage(path)
    with storage.transaction():
        storage.write({"outer": {}})
        with pytest.raises(KeyError), storage.transaction():
            storage.write({"inner": {}})
            raise KeyError
    assert storage.read() == {"outer": {}}


def test_two_databases_take_turns_and_never_take_the_same_id(path: Path) -> None:
    one, other = TransactionalTinyDB(path), TransactionalTinyDB(path)
    for number in range(5):
        one.insert({"by": "one", "number": number})
        other.insert_multiple([{"by": "other", "number": number}])
        one.upsert({"by": "both", "number": number}, lambda document: False)
    assert len(one) == len(other) == 15
    assert len({document.doc_id for document in one}) == 15


def test_dropping_a_table_keeps_what_another_wrote_meanwhile(path: Path) -> None:
    one, other = TransactionalTinyDB(path), TransactionalTinyDB(path)
    one.table("gone").insert({})
    other.table("kept").insert({})
    one.drop_table("gone")
    assert other.tables() == {"kept"}


def test_the_backup_is_the_state_before_the_last_write(path: Path) -> None:
    storage = AtomicJSONStorage(path)
    storage.write({"a": {}})
    assert not backup_path(path).exists()
    storage.write({"b": {}})
    storage.write({"c": {}})
    assert json.loads(backup_path(path).read_bytes()) == {"b": {}}


def test_the_backup_is_copied_where_the_file_system_has_no_hard_links(
    path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def no_links(*_: object) -> None:
        raise PermissionError("no hard links here")

    monkeypatch.setattr(os, "link", no_links)
    storage = AtomicJSONStorage(path)
    storage.write({"a": {}})
    storage.write({"b": {}})
    assert json.loads(backup_path(path).read_bytes()) == {"a": {}}


def test_a_damaged_file_is_neither_overwritten_nor_made_the_backup(path: Path) -> None:
    storage = AtomicJSONStorage(path)
    storage.write({"a": {}})
    storage.write({"b": {}})
    path.write_bytes(b'{"b": {')
    with pytest.raises(StoreCorrupt, match="cut short"):
        storage.write({"c": {}})
    assert path.read_bytes() == b'{"b": {'
    assert json.loads(backup_path(path).read_bytes()) == {"a": {}}


def test_an_empty_file_is_damaged_and_not_an_empty_store(path: Path) -> None:
    path.touch()
    with pytest.raises(StoreCorrupt, match=r"tables\.json .* the file is empty"):
        AtomicJSONStorage(path).read()


def test_permissions_are_the_users_alone(tmp_path: Path) -> None:
    mask = os.umask(0)
    try:
        path = tmp_path / "share" / "dftz" / "tables.json"
        storage = AtomicJSONStorage(path)
        storage.write({"a": {}})
        storage.write({"b": {}})
    finally:
        os.umask(mask)
    assert {stat.S_IMODE(made.stat().st_mode) for made in path.parent.iterdir()} == {0o600}
    assert len(list(path.parent.iterdir())) == 3
    assert [stat.S_IMODE(folder.stat().st_mode) for folder in (path.parent, path.parent.parent)] == [0o700, 0o700]


def test_a_link_to_a_store_stays_a_link_and_shares_lock_and_backup(tmp_path: Path) -> None:
    real, link = tmp_path / "real" / "tables.json", tmp_path / "linked" / "tables.json"
    AtomicJSONStorage(real).write({"a": {}})
    link.parent.mkdir()
    link.symlink_to(real)
    AtomicJSONStorage(link).write({"b": {}})
    assert link.is_symlink()
    assert AtomicJSONStorage(real).read() == {"b": {}}
    assert [entry.name for entry in link.parent.iterdir()] == ["tables.json"]
    assert backup_path(link) == backup_path(real)


def test_a_folder_in_the_place_of_the_file_is_named(path: Path) -> None:
    path.mkdir()
    with pytest.raises(StoreUnreadable, match=r"cannot read .*tables\.json: Is a directory"):
        AtomicJSONStorage(path).read()
