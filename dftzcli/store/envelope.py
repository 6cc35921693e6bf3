"""The outside of a store file: TinyDB's tables, one a kind, and a `_meta` table that says whose file it is.

::

    {"_meta": {"1": {"format": "dftz-store", "format_version": 1, "dataset_version": "2026.11.0", ...}},
     "policies": {"1": {...}, "2": {...}}, "figures": {...}, ...}

Tables stay undecoded (`msgspec.Raw`) until somebody asks for one.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from decimal import Decimal
from pathlib import Path
from typing import Annotated, Any, Final

import msgspec

from dftzcli.errors import StoreCorrupt, StoreError, StoreTooNew
from dftzcli.model.records import RECORD_TYPES
from dftzcli.model.vocabulary import PLURALS
from dftzcli.store.atomic import backup_path, read_file

FORMAT: Final = "dftz-store"
FORMAT_VERSION: Final = 1
META_TABLE: Final = "_meta"

Tables = dict[str, msgspec.Raw]

# Decimals are written as numbers with the digits they have: 13887643.10 stays 13887643.10.
ENCODER: Final = msgspec.json.Encoder(decimal_format="number")
_CANONICAL: Final = msgspec.json.Encoder(decimal_format="number", order="deterministic")


class Header(msgspec.Struct, frozen=True, kw_only=True):
    """What every version of the format has: enough to tell a file of ours and its age."""

    format: str
    format_version: int


class StoreMeta(Header, frozen=True, kw_only=True):
    """Where the records of a store are from.

    `dataset_version`, `dataset_hash` and `as_of` are those of the packaged data it was made from. `content_hash` is the
    SHA-256 of the tables as installed (`content_hash()`): while it still holds, nobody has changed the copy.
    """

    dataset_version: Annotated[str, msgspec.Meta(pattern=r"^\d+(\.\d+)*$")]
    dataset_hash: str
    as_of: str
    content_hash: str


class Flaw(ValueError):
    """What is wrong with the bytes of a file, in words that follow its name and a colon."""


def decode_json(data: bytes | msgspec.Raw, *, into: Any, float_hook: Callable[[str], Any] | None = None) -> Any:
    """Decode UTF-8 JSON into a type; Flaw when it is empty, cut short, not UTF-8, not JSON or of another shape."""
    if not data:
        raise Flaw("the file is empty")
    try:
        return msgspec.json.Decoder(into, float_hook=float_hook).decode(data)
    except msgspec.ValidationError as error:
        raise Flaw(f"it is JSON of another shape: {error}") from error
    except msgspec.DecodeError as error:
        raise Flaw("it is cut short" if "truncated" in str(error) else f"it is not JSON: {error}") from error
    except UnicodeDecodeError as error:
        raise Flaw(f"it is not UTF-8 text: {error.reason} (byte {error.start})") from error
    except RecursionError as error:
        raise Flaw("it is nested too deeply") from error


def open_envelope(data: bytes, path: Path) -> tuple[StoreMeta, Tables]:
    """Return what the file says of itself, and its tables undecoded.

    StoreCorrupt when it is damaged or not of this program, StoreTooNew when a newer program wrote it; `path` is what
    the message names.
    """
    try:
        return _parse(data, path)
    except Flaw as flaw:
        raise corrupt(path, str(flaw)) from flaw


def corrupt(path: Path, flaw: str) -> StoreCorrupt:
    """Say which file is damaged and how, and offer its backup where there is a good one."""
    backup = backup_path(path)
    if is_good(backup):
        fix = (
            f"`dftz data reset --from-backup` goes back to the last good state ({backup}), "
            "`dftz data reset` to the packaged catalogue"
        )
    else:
        fix = "`dftz data reset` installs the packaged catalogue and keeps this file beside it"
    return StoreCorrupt(f"{path} is damaged or not a store of dftz: {flaw}", fix=fix)


def is_good(path: Path) -> bool:
    """Tell whether the file is a store that can be read to its last record."""
    try:
        found = read_file(path)
        if found is None:
            return False
        _, tables = _parse(found[0], path)
        for kind, record_type in RECORD_TYPES.items():
            decode_json(tables.get(PLURALS[kind], msgspec.Raw(b"{}")), into=dict[str, record_type])  # type: ignore[valid-type]
    except (Flaw, StoreError):
        return False
    return True


def content_hash(tables: Mapping[str, msgspec.Raw]) -> str:
    """Return the SHA-256 of what the tables say, in hexadecimal digits.

    It is taken over canonical JSON, so that neither white space, nor the order of keys, nor TinyDB's ids count: a
    record that is inserted and removed again leaves the hash as it was.
    """
    import hashlib

    digest = hashlib.sha256()
    for name in sorted(tables):
        documents = decode_json(tables[name], into=dict[str, Any], float_hook=Decimal)
        if documents and name != META_TABLE:
            digest.update(_CANONICAL.encode([name, list(documents.values())]))
    return digest.hexdigest()


def compose(tables: Mapping[str, Iterable[Any]], **meta: str) -> bytes:
    """Return the content of a store file: records numbered from 1 in the order given, behind their `_meta`.

    `meta` holds `dataset_version`, `dataset_hash` and `as_of`. ValueError when a number is not finite.
    """
    numbered = {
        name: msgspec.Raw(ENCODER.encode({str(place): record for place, record in enumerate(records, start=1)}))
        for name, records in tables.items()
    }
    header = StoreMeta(format=FORMAT, format_version=FORMAT_VERSION, content_hash=content_hash(numbered), **meta)
    return ENCODER.encode({META_TABLE: {"1": header}} | numbered)


def _parse(data: bytes, path: Path) -> tuple[StoreMeta, Tables]:
    tables: Tables = decode_json(data, into=Tables)
    try:
        # `Raw` passes over the insides of strings, and a check of the whole costs less than a millisecond.
        data.decode()
    except UnicodeDecodeError as error:
        raise Flaw(f"it is not UTF-8 text: {error.reason} (byte {error.start})") from error
    meta = tables.pop(META_TABLE, None)
    if meta is None:
        raise Flaw(f"it has no `{META_TABLE}` table")
    header = _only(decode_json(meta, into=dict[str, Header]))
    if header.format != FORMAT or header.format_version < 1:
        raise Flaw(f"its format is {header.format!r} {header.format_version}, not {FORMAT!r}")
    if header.format_version > FORMAT_VERSION:
        raise StoreTooNew(
            f"{path} was written by a newer dftz: its format is {header.format_version}, "
            f"and this program reads up to {FORMAT_VERSION}",
            fix="upgrade dftz, or name another folder with --data-dir or DFTZ_DATA_DIR",
        )
    full: StoreMeta = _only(decode_json(meta, into=dict[str, StoreMeta]))
    return full, tables


def _only(documents: dict[str, Any]) -> Any:
    if len(documents) != 1:
        raise Flaw(f"its `{META_TABLE}` table has {len(documents)} documents instead of one")
    return next(iter(documents.values()))
