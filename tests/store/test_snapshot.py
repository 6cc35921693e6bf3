"""Reading a store: what is decoded when, and what a file that is no store gets for an answer."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from decimal import Decimal
from pathlib import Path

import msgspec
import pytest

from dftzcli.errors import StoreCorrupt, StoreError, StoreTooNew, StoreUnreadable
from dftzcli.model.records import Figure
from dftzcli.store import decoding
from dftzcli.store import snapshot as snapshot_module
from dftzcli.store.atomic import backup_path
from dftzcli.store.database import CatalogueDatabase
from dftzcli.store.envelope import ENCODER
from dftzcli.store.snapshot import Snapshot
from tests.conftest import AsOrdinaryUser

from .sample_records import CHECKOUT, SAMPLE, a_policy


def test_records_are_typed_and_in_the_order_they_were_inserted(store: Path) -> None:
    snapshot = Snapshot.open(store)
    assert snapshot.records("policy") == SAMPLE[:2]
    assert snapshot.records("figure") == SAMPLE[2:]
    assert snapshot.records("gap") == ()
    figure = snapshot.records("figure")[0]
    assert isinstance(figure, Figure)
    assert str(figure.value) == "13887643.10"
    assert isinstance(figure.value, Decimal)


def test_a_kind_is_decoded_once_and_only_when_asked_for(store: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    decoded: list[str] = []
    original = decoding.decode_table

    def noted(raw, record_type, *, file):  # type: ignore[no-untyped-def]
        decoded.append(record_type.kind)
        return original(raw, record_type, file=file)

    monkeypatch.setattr(snapshot_module, "decode_table", noted)
    snapshot = Snapshot.open(store)
    snapshot.counts()
    assert decoded == []
    assert snapshot.records("policy") is snapshot.records("policy")
    assert decoded == ["policy"]


def test_a_snapshot_says_what_it_was_made_from(store: Path) -> None:
    meta = Snapshot.open(store).meta
    assert (meta.format, meta.format_version) == ("dftz-store", 1)
    assert (meta.dataset_version, meta.as_of) == ("2026.11.0", "2026-11-21")


def test_counts_are_those_of_every_kind(store: Path) -> None:
    counts = Snapshot.open(store).counts()
    assert {kind: count for kind, count in counts.items() if count} == {"policy": 2, "figure": 2}
    assert len(counts) == 12


def test_the_fingerprint_changes_with_the_content_and_only_then(store: Path) -> None:
    first = Snapshot.open(store)
    assert Snapshot.open(store).fingerprint == first.fingerprint
    CatalogueDatabase(store).insert([a_policy("new")])
    assert Snapshot.open(store).fingerprint != first.fingerprint


def test_a_store_is_modified_until_its_records_are_as_installed(store: Path) -> None:
    database = CatalogueDatabase(store)
    assert not Snapshot.open(store).is_modified()
    database.insert([a_policy("mine")])
    assert Snapshot.open(store).is_modified()
    database.remove("policy", "mine")
    assert not Snapshot.open(store).is_modified()


def test_white_space_and_the_order_of_keys_are_no_modification(store: Path) -> None:
    content = json.loads(store.read_bytes(), parse_float=Decimal)
    for document in (document for table in content.values() for document in table.values()):
        for key in sorted(document):
            document[key] = document.pop(key)
    reordered = ENCODER.encode(content)
    assert reordered != store.read_bytes()
    store.write_bytes(msgspec.json.format(reordered, indent=2))
    assert not Snapshot.open(store).is_modified()


@pytest.mark.parametrize("changed", [b":0.2,", b":0.10000000000000000001,"])
def test_one_changed_digit_is_a_modification(store: Path, changed: bytes) -> None:
    before = store.read_bytes()
    store.write_bytes(before.replace(b":0.1,", changed))
    assert store.read_bytes() != before
    assert Snapshot.open(store).is_modified()


def test_a_missing_file_is_none_or_an_error_that_names_it(tmp_path: Path) -> None:
    path = tmp_path / "catalogue.json"
    assert Snapshot.find(path) is None
    with pytest.raises(StoreUnreadable, match=f"there is no store at {path}"):
        Snapshot.open(path)


HEADER = b'{"format": "dftz-store", "format_version": 1}'
META = b'"_meta": {"1": %s}' % HEADER
FAULTS = {
    "empty": (b"", "the file is empty"),
    "blank": (b" \n", "cut short"),
    "truncated": (b'{"_meta": {"1": {"format": "dftz-st', "cut short"),
    "zeros after a loss of power": (b"\0" * 512, "not JSON"),
    "not UTF-8": ('{"名": {}}'.encode("utf-16"), "not"),
    "not UTF-8 inside a record": (b'{%s, "policies": {"1": {"name": "\xff"}}}' % META, "not UTF-8 text: .* \\(byte "),
    "an array": (b"[]", "another shape: Expected `object`, got `array`"),
    "tables that are none": (b'{"_meta": 5}', "another shape"),
    "foreign JSON": (b'{"name": "somebody", "version": "1.0"}', "no `_meta` table"),
    "of another program": (b'{"_meta": {"1": {"format": "zotero", "format_version": 1}}}', "its format is 'zotero'"),
    "meta without its fields": (b"{%s}" % META, "missing required field `dataset_version`"),
    "meta twice": (b'{"_meta": {"1": %s, "2": %s}}' % (HEADER, HEADER), "2 documents instead of one"),
    "nested too deeply": (b'{"a":' + b"[" * 100_000, "nested too deeply"),
    "trailing text": (b"{%s} and more" % META, "not JSON"),
}


@pytest.mark.parametrize("fault", FAULTS)
def test_a_damaged_or_foreign_file_is_exit_5_names_the_file_and_offers_its_backup(store: Path, fault: str) -> None:
    CatalogueDatabase(store).insert([a_policy("new")])
    content, said = FAULTS[fault]
    store.write_bytes(content)
    with pytest.raises(StoreCorrupt, match=said) as raised:
        Snapshot.open(store)
    assert raised.value.exit_code == 5
    assert raised.value.message.startswith(f"{store} is damaged or not a store of dftz: ")
    assert "dftz data reset --from-backup" in raised.value.fix
    assert str(backup_path(store)) in raised.value.fix


@pytest.mark.parametrize("backup", [None, b"", b'{"a": 1}', "a record that does not fit"])
def test_a_backup_that_is_missing_or_damaged_is_not_offered(store: Path, backup: bytes | str | None) -> None:
    content = store.read_bytes().replace(b'"in_force"', b'"in_power"') if isinstance(backup, str) else backup
    if content is not None:
        backup_path(store).write_bytes(content)
    store.write_bytes(b"")
    with pytest.raises(StoreCorrupt) as raised:
        Snapshot.open(store)
    assert "--from-backup" not in raised.value.fix
    assert "dftz data reset" in raised.value.fix


def test_a_file_of_a_newer_program_is_exit_5_and_told_apart(store: Path) -> None:
    newer = store.read_bytes().replace(b'"format_version":1,', b'"format_version":7,"moved":true,')
    store.write_bytes(newer.replace(b'"dataset_version"', b'"edition"'))
    with pytest.raises(StoreTooNew, match=f"{store} was written by a newer dftz: its format is 7.* up to 1") as raised:
        Snapshot.open(store)
    assert raised.value.exit_code == 5
    assert "upgrade" in raised.value.fix


def test_every_truncation_of_a_store_is_noticed(store: Path) -> None:
    whole = store.read_bytes()
    for length in range(0, len(whole), 7):
        store.write_bytes(whole[:length])
        with pytest.raises(StoreCorrupt):
            Snapshot.open(store)


def test_a_record_that_does_not_fit_is_named_with_file_record_field_value_and_rule(store: Path) -> None:
    store.write_text(store.read_text("utf-8").replace('"in_force"', '"in_power"'), "utf-8")
    snapshot = Snapshot.open(store)
    with pytest.raises(StoreCorrupt) as raised:
        snapshot.records("policy")
    assert raised.value.message.startswith(
        f'{store} is damaged or not a store of dftz: policy "single-window": status is "in_power"; allowed: '
    )
    assert "recommended" in raised.value.message
    assert snapshot.records("figure") == SAMPLE[2:]


def test_a_table_that_is_no_table_is_named(store: Path) -> None:
    content = msgspec.json.decode(store.read_bytes())
    content["figures"] = [1, 2]
    store.write_bytes(msgspec.json.encode(content))
    snapshot = Snapshot.open(store)
    for read in (lambda: snapshot.records("figure"), snapshot.counts, snapshot.is_modified):
        with pytest.raises(StoreCorrupt, match="Expected `object`, got `array`"):
            read()


def test_a_folder_in_the_place_of_a_store_is_exit_5(tmp_path: Path) -> None:
    with pytest.raises(StoreError, match="Is a directory"):
        Snapshot.open(tmp_path)


def test_a_file_that_may_not_be_read_is_exit_5_and_named(store: Path, as_ordinary_user: AsOrdinaryUser) -> None:
    store.chmod(0o000)
    with as_ordinary_user(), pytest.raises(StoreUnreadable, match=f"cannot read {store}: Permission denied"):
        Snapshot.open(store)


def test_reading_an_installed_catalogue_imports_neither_tinydb_nor_the_lock(store: Path, packaged_dir: Path) -> None:
    program = f"""
import sys
from pathlib import Path
from dftzcli.store.installation import open_snapshot
snapshot, notice = open_snapshot(Path({str(store.parent)!r}), packaged_dir=Path({str(packaged_dir)!r}))
assert len(snapshot.records("policy")) == 2 and notice is None
print(sorted({{"tinydb", "filelock", "hashlib", "json", "requests", "typer", "rich"}} & set(sys.modules)))
"""
    run = subprocess.run(
        [sys.executable, "-c", program],
        env=os.environ | {"PYTHONPATH": str(CHECKOUT)},
        capture_output=True,
        text=True,
        check=False,
    )
    assert (run.stdout, run.stderr) == ("[]\n", "")
