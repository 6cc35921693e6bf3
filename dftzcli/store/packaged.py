"""The packaged catalogue: a Data Package of one JSON file a kind, read-only, from which every store is made.

::

    data/datapackage.json      version, date and the hash of every resource
    data/policies.json ...     an array of records; the plural of the kind names the file
"""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Annotated, Any, Final

import msgspec

from dftzcli.errors import StoreCorrupt, StoreUnreadable
from dftzcli.model.records import RECORD_TYPES, Record
from dftzcli.model.vocabulary import KINDS, PLURALS, Kind
from dftzcli.store.atomic import read_file
from dftzcli.store.decoding import decode_array
from dftzcli.store.envelope import Flaw, compose, decode_json
from dftzcli.store.location import DESCRIPTOR, packaged_candidates

_REINSTALL: Final = "reinstall dftz; in a checkout, build the descriptor of data/ again"


class Resource(msgspec.Struct, frozen=True, kw_only=True):
    """One file of the package: its path in the folder, its size in bytes and its hash, `sha256:` and hex digits."""

    name: str
    path: str
    bytes: int
    hash: str


class Descriptor(msgspec.Struct, frozen=True, kw_only=True):
    """What `datapackage.json` says: the version (dotted numbers), the date the data is as of, and the files."""

    name: str
    version: Annotated[str, msgspec.Meta(pattern=r"^\d+(\.\d+)*$")]
    as_of: str = msgspec.field(name="dftz:as_of")
    hash: str = msgspec.field(name="dftz:hash")
    resources: tuple[Resource, ...]


def find_packaged(packaged_dir: Path | None = None) -> Path:
    """Return the folder of the packaged data: the one named, the wheel's, or that of a checkout.

    StoreUnreadable when none of them holds a descriptor.
    """
    candidates = (packaged_dir,) if packaged_dir else tuple(map(Path, packaged_candidates()))
    for folder in candidates:
        if (folder / DESCRIPTOR).is_file():
            return folder
    places = " or ".join(map(str, candidates))
    raise StoreUnreadable(f"the packaged catalogue is missing: there is no {DESCRIPTOR} in {places}", fix=_REINSTALL)


def read_descriptor(packaged_dir: Path | None = None) -> Descriptor:
    """Return the descriptor of the packaged data; StoreUnreadable when missing, StoreCorrupt when damaged."""
    path = find_packaged(packaged_dir) / DESCRIPTOR
    try:
        descriptor: Descriptor = decode_json(_bytes(path), into=Descriptor)
    except Flaw as flaw:
        raise StoreCorrupt(f"{path}: {flaw}", fix=_REINSTALL) from flaw
    return descriptor


def find_descriptor(packaged_dir: Path | None = None) -> Descriptor | None:
    """Return the descriptor as `read_descriptor` does, None where there is no packaged data."""
    try:
        return read_descriptor(packaged_dir)
    except StoreUnreadable:
        # The copy is the store of record: it can be read without the package it came from.
        return None


def read_records(kind: Kind, packaged_dir: Path | None = None) -> tuple[Record, ...]:
    """Return the packaged records of a kind in the order of their file, none when the package has no such file.

    InvalidRecord names the first record that does not fit the model.
    """
    path = find_packaged(packaged_dir) / f"{PLURALS[kind]}.json"
    found = read_file(path)
    return decode_array(found[0], RECORD_TYPES[kind], file=path) if found else ()


def store_content(packaged_dir: Path | None = None) -> bytes:
    """Return the content of a new store: every packaged record, checked against the model, numbered in file order.

    InvalidRecord names the first record that does not fit, StoreCorrupt a file that is not the one described.
    """
    folder = find_packaged(packaged_dir)
    descriptor = read_descriptor(folder)
    verify(folder)
    tables = {PLURALS[kind]: read_records(kind, folder) for kind in KINDS}
    try:
        return compose(tables, dataset_version=descriptor.version, dataset_hash=descriptor.hash, as_of=descriptor.as_of)
    except Flaw as flaw:
        raise StoreCorrupt(f"{folder} cannot be made into a store: {flaw}", fix=_REINSTALL) from flaw


def verify(packaged_dir: Path | None = None) -> None:
    """Check the size and hash of every file against the descriptor; StoreCorrupt names the first that differs."""
    folder = find_packaged(packaged_dir)
    for resource in read_descriptor(folder).resources:
        data = _bytes(folder / resource.path)
        if len(data) != resource.bytes or f"sha256:{_sha256(data)}" != resource.hash:
            raise StoreCorrupt(f"{folder / resource.path} is not the file that {DESCRIPTOR} describes", fix=_REINSTALL)


def build_descriptor(data_dir: Path, *, version: str, as_of: str) -> dict[str, Any]:
    """Compute the descriptor of a folder of data: kinds first, then its other JSON files by name.

    The same files give the same descriptor. What a maintainer wrote by hand into an existing one (title, licences,
    descriptions) stays as it is.
    """
    found = read_file(data_dir / DESCRIPTOR)
    written = msgspec.json.decode(found[0], type=dict[str, Any]) if found else {}
    resources = [
        {
            "name": path.stem,
            "path": path.name,
            "profile": "data-resource",
            "format": "json",
            "mediatype": "application/json",
            "encoding": "utf-8",
            "bytes": len(data),
            "hash": f"sha256:{_sha256(data)}",
        }
        for path, data in _resource_files(data_dir)
    ]
    listing = "".join(f"{resource['hash']} {resource['path']}\n" for resource in resources)
    computed: dict[str, Any] = {
        "profile": "data-package",
        "name": "dftz-catalogue",
        "version": version,
        "dftz:as_of": as_of,
        "dftz:hash": _sha256(listing.encode()),
        "licenses": written.get("licenses", []),
    }
    by_hand = {key: value for key, value in written.items() if key not in computed and key != "resources"}
    return computed | by_hand | {"resources": resources}


def _resource_files(data_dir: Path) -> Iterator[tuple[Path, bytes]]:
    plurals = list(PLURALS.values())
    others = sorted(path.stem for path in data_dir.glob("*.json") if path.stem not in plurals)
    for name in (*plurals, *others):
        path = data_dir / f"{name}.json"
        if path.name != DESCRIPTOR and (found := read_file(path)):
            yield path, found[0]


def _bytes(path: Path) -> bytes:
    found = read_file(path)
    if found is None:
        raise StoreCorrupt(f"{path} is missing from the packaged catalogue", fix=_REINSTALL)
    return found[0]


def _sha256(data: bytes) -> str:
    import hashlib

    return hashlib.sha256(data).hexdigest()
