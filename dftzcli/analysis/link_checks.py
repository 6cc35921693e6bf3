"""Checks on how records hang together: ids, links in both directions, chains that must not close on themselves."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from typing import Any, Final

from dftzcli.analysis.faults import Fault
from dftzcli.model.records import Agency, Discrepancy, Figure, Gap, Indicator, Record, Source
from dftzcli.model.references import references
from dftzcli.model.vocabulary import KINDS, Kind

# A source cites itself for its own title and date; nothing else names itself.
_CITED: Final[tuple[Kind, ...]] = ("source",)
# Fields by which a record stands under or inside others of its kind, or is computed from them.
_CHAINS: Final = ("parent", "part_of", "members", "identities")


def duplicate_ids(records: Sequence[Record]) -> Iterator[Fault]:
    """An id names one record, whatever its kind."""
    kinds_of: dict[str, list[Kind]] = defaultdict(list)
    for record in records:
        kinds_of[record.id].append(record.kind)
    for id_, found in kinds_of.items():
        count, kinds = len(found), sorted(found)
        if count > 1:
            yield Fault(
                check="id",
                record=id_,
                field="id",
                value=id_,
                problem=f"{count} records have this id ({', '.join(kinds)})",
                remedy="merge them or give all but one another id",
            )


def broken_links(records: Sequence[Record]) -> Iterator[Fault]:
    """Every id a record names exists and is of a kind that may stand there."""
    kinds: dict[str, set[Kind]] = defaultdict(set)
    for record in records:
        kinds[record.id].add(record.kind)
    for link in {link for record in records for link in references(record)}:
        found = kinds.get(link.target, set())
        allowed = " or ".join(link.kinds) if len(link.kinds) < len(KINDS) else "record"
        if not found:
            problem, remedy = "no record has this id", f"write the {allowed} or name another"
        elif not found & set(link.kinds):
            problem, remedy = f"is {_article(min(found))}, not {_article(allowed)}", f"name {_article(allowed)}"
        elif link.target == link.record and link.kinds != _CITED:
            problem, remedy = "the record names itself", "remove the link"
        else:
            continue
        yield Fault(
            check="reference", record=link.record, field=link.field, value=link.target, problem=problem, remedy=remedy
        )


def unreached(records: Sequence[Record]) -> Iterator[Fault]:
    """Supporting records serve others: a source is cited, an indicator measured, an agency answers for something."""
    named: dict[str, set[str]] = defaultdict(set)
    measured: set[str] = set()
    for record in records:
        for link in references(record):
            if link.target != record.id:
                named[link.target].add(link.field)
        if isinstance(record, Figure | Gap) and record.indicator:
            measured.add(record.indicator)
    for record in records:
        problem = remedy = ""
        if isinstance(record, Indicator) and record.id not in measured:
            problem, remedy = "no figure and no gap has this indicator", "record its figure, or a gap, or remove it"
        elif isinstance(record, Source) and not named[record.id]:
            problem, remedy = "no record cites this source", "cite it where it is used, or remove it"
        elif isinstance(record, Agency) and not named[record.id] and not record.dates:
            problem, remedy = "no record names this agency and it has no event", "name it where it acts, or remove it"
        if problem:
            yield Fault(check="reach", record=record.id, field="", value="", problem=problem, remedy=remedy)


def cycles(records: Sequence[Record]) -> Iterator[Fault]:
    """Nothing stands under itself, is a member of itself or is computed from itself, at any distance."""
    for field in _CHAINS:
        above = {record.id: _targets(record, field) for record in records}
        reported: set[frozenset[str]] = set()
        for start in sorted(above):
            path = _way_back(start, above)
            if len(path) > 1 and frozenset(path) not in reported:
                reported.add(frozenset(path))
                yield Fault(
                    check="cycle",
                    record=start,
                    field=field,
                    value=" > ".join((*path, start)),
                    problem=f"{field} leads back to the record itself",
                    remedy="remove one link of the chain",
                )


def lonely_contradictions(records: Sequence[Record]) -> Iterator[Fault]:
    """A contradiction is between two records; only a reading, a sum or a definition can go wrong within one."""
    for record in records:
        if isinstance(record, Discrepancy) and record.type == "contradiction" and len(set(record.records)) < 2:
            yield Fault(
                check="discrepancy",
                record=record.id,
                field="records",
                value=", ".join(record.records),
                problem="a contradiction names one record",
                remedy="name the record it contradicts, or choose another type",
            )


def _article(noun: str) -> str:
    return f"{'an' if noun[0] in 'aeiou' else 'a'} {noun}"


def _targets(record: Record, field: str) -> tuple[str, ...]:
    value: Any = getattr(record, field, None)
    if field == "identities":
        return tuple(each for identity in value or () for each in identity.inputs)
    return (value,) if isinstance(value, str) else tuple(value or ())


def _way_back(start: str, above: Mapping[str, tuple[str, ...]]) -> tuple[str, ...]:
    """Return the shortest way from a record back to itself, or nothing."""
    ways: list[tuple[str, ...]] = [(start,)]
    seen: set[str] = set()
    for way in ways:
        for target in above.get(way[-1], ()):
            if target == start:
                return way
            if target not in seen:
                seen.add(target)
                ways.append((*way, target))
    return ()
