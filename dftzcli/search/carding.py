"""How cards are made of records: their items, names and links. Only this side of the cards needs the typed records."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any, Final, Protocol

from dftzcli.model.encoding import encode
from dftzcli.model.fields import Surroundings, fields
from dftzcli.model.records import Figure, Partner, Record
from dftzcli.model.references import REFERENCES, named_in
from dftzcli.model.vocabulary import KINDS, Kind
from dftzcli.search.cards import Links, Name


class Records(Surroundings, Protocol):
    """The records that cards are made of."""

    def of_kind(self, kind: Kind) -> tuple[Record, ...]:
        """Return the records of a kind in stored order."""


def sources_of(records: Records) -> Iterator[tuple[str, Name, str, Links]]:
    """Yield id, names, item as JSON and links of each record, kind by kind: stored order, and figures by importance."""
    for kind in KINDS:
        specs = fields(kind)
        found = records.of_kind(kind)
        for record in _series(found) if kind == "figure" else found:
            item: dict[str, Any] = {spec.key: spec.read(record, records) for spec in specs}
            name = Name(kind, record.name, names_of(record), record.aliases_editorial)
            yield record.id, name, encode(item), links_of(record, records)


def names_of(record: Record) -> tuple[str, ...]:
    """Return every name a record bears besides its id and its English name."""
    names = [record.name_zh or "", *record.aliases]
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


def _series(figures: tuple[Record, ...]) -> list[Record]:
    """Put headline figures first, in the order the editors stored them, then together what belongs in one series."""

    def key(record: Record) -> tuple[int, str, str, str, str]:
        assert isinstance(record, Figure)
        if record.importance == "headline":
            return 0, "", "", "", ""
        return _RANK[record.importance], record.indicator, record.place, record.period, record.id

    return sorted(figures, key=key)


_RANK: Final = {"supporting": 1, "context": 2}
