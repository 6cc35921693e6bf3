"""Filters given beside the words, as flags or keywords, as those of the query language."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Final

from dftzcli.errors import UsageError
from dftzcli.search.finding.grammar import Filter
from dftzcli.search.query import Query, parse_kind, parse_years
from dftzcli.tuples import NamedTuple

# What may be given as a keyword; the query language has more.
_KEYWORDS: Final = ("industry", "partner", "country", "place", "agency", "source", "status", "year")


class Asked(NamedTuple):
    """Filters for the index, and the conditions that only the cards can tell, if there are any."""

    filters: tuple[Filter, ...]
    where: Query | None


def asked(
    words: str,
    *,
    kind: str | Iterable[str] = (),
    where: str | Iterable[str] = (),
    filters: Mapping[str, str | int | Iterable[str]],
) -> Asked:
    """Read filters as they are given; UsageError for one that there is not, or a value that is none of it."""
    kinds = tuple(parse_kind(part) for text in _several(kind) for part in text.split(","))
    found = [Filter("kind", name) for name in kinds]
    for name, values in filters.items():
        if name not in _KEYWORDS:
            raise UsageError(f"there is no filter {name!r}", fix=f"use one of kind, {', '.join(_KEYWORDS)}, where")
        for value in _several(values):
            if name == "year":
                low, _, high = parse_years(value).partition("/")
                found.append(Filter("year", value, low=low, high=high or low))
            else:
                found.append(Filter(name, value))
    if not words.strip() and not found and not _several(where):
        raise UsageError("nothing is asked for", fix="give words, or a filter such as --kind policy")
    conditions = _several(where)
    if not conditions:
        return Asked(tuple(found), None)
    from dftzcli.search.query import query_of

    return Asked(tuple(found), query_of(kinds=kinds, where=conditions))


def _several(value: str | int | Iterable[str]) -> tuple[str, ...]:
    if isinstance(value, (str, int)):
        value = (str(value),)
    # Half a character, from a command line in another encoding, is no character that anything is called by.
    return tuple(text.encode("utf-8", "replace").decode() for text in value)
