"""What a shell offers when Tab is pressed: ids with their names, statuses, formats, fields.

Ids are read from a small list in the cache directory that is made again whenever the store has changed, because a shell
asks at every key press and loading the catalogue each time would be felt.
"""

from __future__ import annotations

import os
from collections.abc import Iterable
from contextlib import suppress
from pathlib import Path

from dftzcli import paths
from dftzcli.errors import DftzError

Offer = tuple[str, str]


def ids(incomplete: str) -> list[Offer]:
    """Offer the ids of all records."""
    return _of_kinds((), incomplete)


def industries(incomplete: str) -> list[Offer]:
    """Offer industries."""
    return _of_kinds(("industry",), incomplete)


def partners(incomplete: str) -> list[Offer]:
    """Offer partners."""
    return _of_kinds(("partner",), incomplete)


def countries(incomplete: str) -> list[Offer]:
    """Offer partners, countries among them."""
    return _of_kinds(("partner",), incomplete)


def places(incomplete: str) -> list[Offer]:
    """Offer places."""
    return _of_kinds(("place",), incomplete)


def agencies(incomplete: str) -> list[Offer]:
    """Offer agencies."""
    return _of_kinds(("agency",), incomplete)


def sources(incomplete: str) -> list[Offer]:
    """Offer sources."""
    return _of_kinds(("source",), incomplete)


def formats(incomplete: str) -> list[Offer]:
    """Offer formats."""
    from dftzcli.render.registry import FORMATS

    return [(found.name, found.about) for found in FORMATS.values() if found.name.startswith(incomplete)]


def statuses(incomplete: str) -> list[Offer]:
    """Offer statuses, with what they mean."""
    from dftzcli.model.vocabulary import STATUS_WORDS

    return [(status, about) for status, about in STATUS_WORDS.items() if status.startswith(incomplete)]


def kinds(incomplete: str) -> list[Offer]:
    """Offer kinds in the plural."""
    from dftzcli.model.vocabulary import PLURALS

    return [(plural, "") for plural in PLURALS.values() if plural.startswith(incomplete)]


def field_names(incomplete: str) -> list[Offer]:
    """Offer the next field of a comma-separated list."""
    from dftzcli.model.fields import fields
    from dftzcli.model.vocabulary import KINDS

    given, comma, last = incomplete.rpartition(",")
    known = {spec.key: spec.about for kind in KINDS for spec in fields(kind)}
    return [(given + comma + key, about) for key, about in known.items() if key.startswith(last)]


def _of_kinds(kinds: tuple[str, ...], incomplete: str) -> list[Offer]:
    try:
        rows = _rows()
    except DftzError:
        # A shell cannot show an error in the middle of a line; the command itself will.
        return []
    return [
        (identity, name)
        for identity, kind, name in rows
        if identity.startswith(incomplete) and (not kinds or kind in kinds)
    ]


def _rows() -> Iterable[tuple[str, str, str]]:
    where = paths.resolve()
    key = _key(where.store)
    listing = where.cache / "completion.tsv"
    if key:
        with suppress(OSError, ValueError):
            first, _, rest = listing.read_text("utf-8").partition("\n")
            if first == key:
                return [_row(line) for line in rest.splitlines()]
    rows = _from_catalogue()
    with suppress(OSError):
        _write(listing, _key(where.store), rows)
    return rows


def _row(line: str) -> tuple[str, str, str]:
    identity, kind, name = line.split("\t", 2)
    return identity, kind, name


def _key(store: Path) -> str:
    try:
        found = store.stat()
    except OSError:
        return ""
    return f"{store}\t{found.st_mtime_ns}\t{found.st_size}\t{found.st_ino}"


def _from_catalogue() -> list[tuple[str, str, str]]:
    from dftzcli.catalogue import open_catalogue
    from dftzcli.render.escape import visible

    return [(record.id, record.kind, visible(record.name)) for record in open_catalogue().records()]


def _write(listing: Path, key: str, rows: Iterable[tuple[str, str, str]]) -> None:
    listing.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
    import tempfile

    handle, name = tempfile.mkstemp(dir=listing.parent, prefix=".completion.")
    with os.fdopen(handle, "w", encoding="utf-8") as stream:
        stream.write(key + "\n" + "".join("\t".join(row) + "\n" for row in rows))
    os.replace(name, listing)
