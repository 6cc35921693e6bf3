"""The packaged catalogue: where it is found, what its descriptor says, and what it refuses."""

from __future__ import annotations

import hashlib
import json
from pathlib import Path

import pytest

from dftzcli.errors import InvalidRecord, StoreCorrupt, StoreUnreadable
from dftzcli.store import location
from dftzcli.store.packaged import (
    build_descriptor,
    find_packaged,
    read_descriptor,
    read_records,
    store_content,
    verify,
)

from .sample_records import SAMPLE, MakePackage, a_policy


def test_the_data_of_the_wheel_comes_before_that_of_a_checkout(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(location, "__file__", str(tmp_path / "site" / "dftzcli" / "store" / "location.py"))
    in_wheel, in_checkout = tmp_path / "site" / "dftzcli" / "_data", tmp_path / "site" / "data"
    with pytest.raises(StoreUnreadable, match="no datapackage.json in .*_data or .*data"):
        find_packaged()
    for folder in (in_checkout, in_wheel):
        folder.mkdir(parents=True)
        (folder / "datapackage.json").write_text("{}")
        assert find_packaged() == folder


def test_records_are_read_in_the_order_of_their_file(packaged_dir: Path) -> None:
    assert read_records("policy", packaged_dir) + read_records("figure", packaged_dir) == SAMPLE
    assert read_records("gap", packaged_dir) == ()


def test_the_descriptor_says_version_date_and_hashes(packaged_dir: Path) -> None:
    descriptor = read_descriptor(packaged_dir)
    assert (descriptor.name, descriptor.version, descriptor.as_of) == ("dftz-catalogue", "2026.11.0", "2026-11-21")
    policies = (packaged_dir / "policies.json").read_bytes()
    first = descriptor.resources[0]
    assert (first.name, first.path, first.bytes) == ("policies", "policies.json", len(policies))
    assert first.hash == f"sha256:{hashlib.sha256(policies).hexdigest()}"
    assert len(descriptor.hash) == 64


def test_the_same_files_give_the_same_descriptor_and_other_files_another_hash(
    make_package: MakePackage,
) -> None:
    same = [build_descriptor(make_package(name=name), version="1", as_of="2026") for name in ("one", "two")]
    assert json.dumps(same[0]) == json.dumps(same[1])
    other = build_descriptor(make_package([a_policy("other")], name="three"), version="1", as_of="2026")
    assert other["dftz:hash"] != same[0]["dftz:hash"]


def test_the_descriptor_lists_other_data_after_the_kinds_and_keeps_what_was_written_by_hand(
    packaged_dir: Path,
) -> None:
    (packaged_dir / "a-thesaurus.json").write_text("{}")
    by_hand = {"title": "Catalogue", "licenses": [{"name": "CC-BY-4.0"}], "version": "1"}
    (packaged_dir / "datapackage.json").write_text(json.dumps(by_hand))
    descriptor = build_descriptor(packaged_dir, version="2027.1.0", as_of="2027-01-31")
    assert [resource["name"] for resource in descriptor["resources"]] == ["policies", "figures", "a-thesaurus"]
    assert (descriptor["title"], descriptor["licenses"]) == ("Catalogue", [{"name": "CC-BY-4.0"}])
    assert (descriptor["version"], descriptor["dftz:as_of"]) == ("2027.1.0", "2027-01-31")


def test_verify_passes_over_untouched_files_and_names_the_first_that_differs(packaged_dir: Path) -> None:
    verify(packaged_dir)
    figures = packaged_dir / "figures.json"
    figures.write_bytes(figures.read_bytes().replace(b"13887643.10", b"13887643.11"))
    with pytest.raises(StoreCorrupt, match=f"{figures} is not the file that datapackage.json describes"):
        verify(packaged_dir)
    with pytest.raises(StoreCorrupt, match=str(figures)):
        store_content(packaged_dir)
    figures.unlink()
    with pytest.raises(StoreCorrupt, match=f"{figures} is missing"):
        verify(packaged_dir)


def test_verify_compares_the_size_that_the_descriptor_states(packaged_dir: Path) -> None:
    path = packaged_dir / "datapackage.json"
    descriptor = json.loads(path.read_bytes())
    descriptor["resources"][0]["bytes"] += 1
    path.write_text(json.dumps(descriptor))
    with pytest.raises(StoreCorrupt, match="policies.json is not the file"):
        verify(packaged_dir)


def test_the_store_content_is_the_same_every_time(packaged_dir: Path) -> None:
    assert store_content(packaged_dir) == store_content(packaged_dir)
    assert b'"value":13887643.10' in store_content(packaged_dir)


@pytest.mark.parametrize("content", [b"", b"{}", b'{"name": "x", "version": "soon", "resources": []}', b"\xff"])
def test_a_damaged_descriptor_is_named(packaged_dir: Path, content: bytes) -> None:
    (packaged_dir / "datapackage.json").write_bytes(content)
    with pytest.raises(StoreCorrupt, match=str(packaged_dir / "datapackage.json")):
        read_descriptor(packaged_dir)


@pytest.mark.parametrize("content", [b"", b"{}", b'[{"id": "half"', b'[{"name": "\xff"}]', b"[3]"])
def test_a_damaged_file_of_records_is_named(packaged_dir: Path, content: bytes) -> None:
    (packaged_dir / "policies.json").write_bytes(content)
    with pytest.raises(InvalidRecord, match=str(packaged_dir / "policies.json")):
        read_records("policy", packaged_dir)


def test_a_number_that_is_none_cannot_become_a_store(packaged_dir: Path) -> None:
    figures = packaged_dir / "figures.json"
    figures.write_bytes(figures.read_bytes().replace(b"13887643.10", b'"NaN"'))
    descriptor = build_descriptor(packaged_dir, version="2026.11.0", as_of="2026-11-21")
    (packaged_dir / "datapackage.json").write_text(json.dumps(descriptor))
    with pytest.raises(StoreCorrupt, match="cannot be made into a store"):
        store_content(packaged_dir)
