"""How many records of each kind, status, industry ... an answer has: any of a facet, and all facets together."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final, Protocol

from dftzcli.search.finding.answer import Facets
from dftzcli.search.finding.shape import FACETS

if TYPE_CHECKING:
    from tantivy import Query

    from dftzcli.search.finding.index import Index

# More values of one facet than this nobody reads.
_MOST: Final = 60


class Filters(Protocol):
    """What facets need of the filters: a query under all of them, or all but those of one field."""

    wanted: dict[str, Query]

    def applied(self, query: Query, *, but: str = "") -> Query:
        """Return a query under the filters."""


def counted(index: Index, query: Query, filters: Filters) -> Facets:
    """Count what a query finds by each facet, the most frequent first; a facet's own filter does not narrow it."""
    together = [facet for facet in FACETS if facet not in filters.wanted]
    found = _counts(index, filters.applied(query), together) if together else {}
    for facet in FACETS:
        if facet in filters.wanted:
            found |= _counts(index, filters.applied(query, but=facet), [facet])
    return {facet: found[facet] for facet in FACETS}


def _counts(index: Index, query: Query, facets: list[str]) -> dict[str, tuple[tuple[str, int], ...]]:
    asked: dict[str, Any] = {facet: {"terms": {"field": facet, "size": _MOST}} for facet in facets}
    result = index.searcher.aggregate(query, asked)
    return {
        facet: tuple(
            (str(int(bucket["key"])) if facet == "year" else str(bucket["key"]), int(bucket["doc_count"]))
            for bucket in sorted(
                result[facet]["buckets"], key=lambda bucket: (-bucket["doc_count"], str(bucket["key"]))
            )
        )
        for facet in facets
    }
