"""How cards are made of records: their items, names and links. Only this side of the cards needs the typed records."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any, Protocol

from dftzcli.model.encoding import encode
from dftzcli.model.fields import Surroundings, fields
from dftzcli.model.records import Partner, Record
from dftzcli.model.references import REFERENCES, named_in
from dftzcli.model.vocabulary import KINDS, Kind
from dftzcli.search.cards import Links, Name, Source


class Records(Surroundings, Protocol):
    """The records that cards are made of."""

    def of_kind(self, kind: Kind) -> tuple[Record, ...]:
        """Return the records of a kind in stored order."""


def sources_of(records: Records) -> Iterator[Source]:
    """Yield what each record's card is made of, kind by kind in stored order."""
    for kind in KINDS:
        specs = fields(kind)
        for record in records.of_kind(kind):
            item: dict[str, Any] = {spec.key: spec.read(record, records) for spec in specs}
            yield Source(record.id, Name(kind, record.name, names_of(record)), encode(item), links_of(record, records))


def names_of(record: Record) -> tuple[str, ...]:
    """Return every name a record answers to besides its id and its English name."""
    names = [record.name_zh or "", *record.aliases, *record.aliases_editorial]
    if isinstance(record, Partner) and record.type == "country":
        names.append(record.country or "")
    return tuple(dict.fromkeys(name for name in names if name))


def links_of(record: Record, records: Records) -> Links:
    """Return what a record names and what names it, by kind; discrepancies and sources have a place of their own."""
    found: dict[Kind, dict[str, None]] = {}
    for _, target in named_in(record):
        other = records.peek(target)
        if other is not None:
            found.setdefault(other.kind, {})[target] = None
    for kind in KINDS:
        if kind in ("discrepancy", "source"):
            continue
        for field in (*REFERENCES[kind], "related"):
            for target in records.referring(record.id, kind, field):
                found.setdefault(kind, {})[target] = None
    return {kind: list(found[kind]) for kind in KINDS if kind in found}
