"""A question as data: what the envelope of an answer says was asked, with its sentence."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from dftzcli.search.query import Query


def question_of(query: Query) -> dict[str, Any]:
    """Return a query as data, with its sentence."""
    return {
        "text": query.describe(),
        "kinds": query.kinds,
        "conditions": [condition.describe() for condition in query.conditions],
        "links": [{"role": link.role, "text": link.text} for link in query.links],
        "status": query.statuses,
        "year": query.years,
        "words": query.words,
        "period": query.within,
        "before": query.before,
        "disputed": query.disputed,
        "latest": query.latest,
        "sort": query.sorting.describe() if query.sorting else None,
        "limit": query.limit,
    }


def comparison_sentence(
    texts: Sequence[str], indicators: Sequence[str] = (), periods: Sequence[str] = (), place: str | None = None
) -> str:
    """Say what is compared, in the words that were typed."""
    parts = ["compare", " with ".join(texts)] if texts else ["compare"]
    if indicators:
        parts.append(f"by {', '.join(indicators)}")
    if periods:
        parts.append(f"in {', '.join(periods)}")
    if place:
        parts.append(f"at {place}")
    return " ".join(parts)


def comparison_asked(
    sentence: str,
    ids: Sequence[str],
    *,
    indicators: Sequence[str] = (),
    periods: Sequence[str] = (),
    place: str | None = None,
    unit: str | None = None,
    weights: Mapping[str, Any] | None = None,
) -> dict[str, Any]:
    """Return a comparison as data: the ids that its words were taken for."""
    return {
        "text": sentence,
        "records": list(ids),
        "indicators": list(indicators),
        "periods": list(periods),
        "place": place,
        "unit": unit,
        "weights": dict(weights or {}),
    }
