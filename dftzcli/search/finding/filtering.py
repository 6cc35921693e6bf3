"""Filters as conditions on the index, with the meanings that the filters of `dftz list` have."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from typing import TYPE_CHECKING, Final

from dftzcli.model.vocabulary import STATUS_WORDS
from dftzcli.search.finding.grammar import Filter

if TYPE_CHECKING:
    from tantivy import Query

    from dftzcli.search.cards import Cards
    from dftzcli.search.finding.ranking import Builder

_LINKS: Final = frozenset(("industry", "partner", "agency", "place", "country"))
_LABELS: Final = frozenset(
    ("scope", "unit", "type", "level", "category", "instrument", "importance", "dispute", "evidence")
)


def conditions(
    build: Builder, cards: Cards, filters: Sequence[Filter], taken: dict[str, tuple[str, ...]]
) -> tuple[dict[str, Query], list[Query]]:
    """Return what must hold, by field, and what must not.

    Several filters of one field are alternatives; of different fields all must hold. UsageError or NotFound for a value
    that cannot be meant, as the filters of `list` raise. `taken` is told what texts were guessed to mean.
    """
    wanted: dict[str, list[Query]] = {}
    unwanted: list[Query] = []
    for entry in filters:
        condition = _condition(build, cards, entry, taken)
        if entry.negated:
            unwanted.append(condition)
        else:
            wanted.setdefault(entry.field, []).append(condition)
    return {field: build.any_of(found) for field, found in wanted.items()}, unwanted


def _condition(build: Builder, cards: Cards, entry: Filter, taken: dict[str, tuple[str, ...]]) -> Query:
    field, value = entry.field, entry.value
    if field in ("year", "period", "value"):
        return _range(build, entry)
    if field == "kind":
        from dftzcli.search.query import parse_kind

        return build.terms("kind", [parse_kind(part) for part in value.split(",")])
    if field == "status":
        return build.terms("status", [_listed(part, STATUS_WORDS, "status", "statuses") for part in value.split(",")])
    if field in (*_LINKS, "source", "indicator"):
        return build.terms(field, _resolved(field, value, cards, taken))
    if field in _LABELS:
        known = build.labels(field)
        return build.terms("label", [f"{field}={_listed(value, known, f'value of {field}', f'values of {field}')}"])
    if field == "tag":
        return build.terms("tag", [value.casefold().replace(" ", "-")])
    if field == "id":
        return build.terms("id", [value])
    return build.named(value)


def _listed(value: str, known: Collection[str], what: str, plural: str) -> str:
    """Return the term of a closed list that is meant; UsageError naming the nearest and the list when none is."""
    folded = value.strip().casefold()
    for term in (folded, folded.replace(" ", "_").replace("-", "_"), folded.replace("_", " ")):
        if term in known:
            return term
    from dftzcli.search.calling import unknown

    raise unknown(value, known, what=what, plural=plural)


def _resolved(field: str, value: str, cards: Cards, taken: dict[str, tuple[str, ...]]) -> list[str]:
    if field == "country":
        from dftzcli.search.countries import of_country

        return sorted(of_country(value, cards))
    from dftzcli.search.calling import index_of, nothing_called

    names = index_of(cards, (field,))  # type: ignore[arg-type]
    found = names.match(value)
    if not found.ids:
        raise nothing_called(value, names, what=field)
    if not found.exact:
        taken[value] = found.ids
    return list(found.ids)


def _range(build: Builder, entry: Filter) -> Query:
    from tantivy import FieldType

    low, high = entry.low, entry.high
    if entry.field == "value":
        return build.between(
            "value",
            FieldType.Float,
            float(low.replace(",", "")) if low else None,
            float(high.replace(",", "")) if high else None,
            entry.low_included,
            entry.high_included,
        )
    if entry.field == "year":
        return build.between(
            "year",
            FieldType.Integer,
            int(low) if low else None,
            int(high) if high else None,
            entry.low_included,
            entry.high_included,
        )
    # A period fits when it shares a day with what is asked.
    from dftzcli.model import periods

    def day(text: str, end: int) -> int:
        return int(periods.bounds(text)[end].replace("-", ""))

    begins = None if high is None else day(high, 1 if entry.high_included else 0)
    ends = None if low is None else day(low, 0 if entry.low_included else 1)
    parts = []
    if begins is not None:
        parts.append(build.between("period_from", FieldType.Integer, None, begins, True, entry.high_included))
    if ends is not None:
        parts.append(build.between("period_to", FieldType.Integer, ends, None, entry.low_included, True))
    return build.all_of(parts)
