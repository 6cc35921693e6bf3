"""The records of a tab of the place of sources: which, in what order, how many, and as the result that is exported."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from typing import Any, Final

from dftzcli.catalogue import Catalogue
from dftzcli.model.fields import FieldSpec
from dftzcli.render import closings, wording
from dftzcli.render.dating import stale_fields, stale_items, stale_page
from dftzcli.render.discrepancies_page import discrepancies_page
from dftzcli.render.result import Result, chosen, listing
from dftzcli.search.cards import Deck
from dftzcli.search.query import parse_sorting, query_of
from dftzcli.tui.places.source_tabs import TABS, Item, TabName
from dftzcli.tui.views import SourcesView, command_line

Items = Sequence[dict[str, Any]]

# How far ahead the tab of what closes can look: as the command line takes it, and in words. The first is the usual.
_SPANS: Final = {"": "180 days", "90d": "90 days", "1y": "a year", "3y": "three years", "10y": "ten years"}
# Every end that is known.
_EVER: Final = "99999d"


def items_of(catalogue: Catalogue, view: SourcesView) -> Items:
    """Return the records of a view in its order; UsageError for a filter or field that is none."""
    tab = TABS[view.tab]
    if view.tab == "expiring":
        return _ordered(closings.items_of(catalogue.expiring(view.only or 180)), view.sort, closings.known())
    if tab.kind is None:
        return _ordered(stale_items(catalogue.stale(kinds=view.only or ())), view.sort, stale_fields())
    where = {"sources": f"evidence={view.only}", "discrepancies": f"type={view.only}"}
    filters: dict[str, Any] = {}
    if view.only:
        filters = {"source": view.only} if view.tab == "gaps" else {"where": (where[view.tab],)}
    return catalogue.select(query_of(kinds=(tab.kind,), sort=view.sort or None, **filters)).cards


def values_of(catalogue: Catalogue, name: TabName) -> Counter[str]:
    """Count the records of a whole tab by what they can be chosen by."""
    return Counter(value for item in items_of(catalogue, SourcesView(name)) for value in TABS[name].values(item))


def choices_of(catalogue: Catalogue, name: TabName) -> list[tuple[str, str]]:
    """Return what a tab can be chosen by, with how many records there are of each; the empty one is the usual."""
    if name == "expiring":
        counts = ((span, words, len(catalogue.expiring(span or 180))) for span, words in _SPANS.items())
        return [(span, f"within {words} ({count})") for span, words, count in counts]
    found = values_of(catalogue, name).most_common()
    return [("", "all"), *((value, f"{wording.words(value)} ({count})") for value, count in found)]


def total_of(catalogue: Catalogue, name: TabName) -> int:
    """Return how many records a tab has."""
    kind = TABS[name].kind
    if name == "expiring":
        return len(catalogue.expiring(_EVER))
    return len(catalogue.stale()) if kind is None else catalogue.cards.counts()[kind]


def result_of(catalogue: Catalogue, view: SourcesView, items: Items, *, ascii_only: bool = False) -> Result:
    """Return what a tab shows as the result that a format writes."""
    query = {"text": command_line(view)}
    kind = TABS[view.tab].kind
    if kind is None:
        is_stale = view.tab == "stale"
        specs, columns = chosen(stale_fields() if is_stale else closings.known(), ())
        page = (stale_page if is_stale else closings.page_of)(items, ascii_only=ascii_only)
        # A record may close more than once.
        ids = tuple(dict.fromkeys(item["id"] for item in items))
        return Result(specs, columns, items, len(items), query, catalogue.dataset, ids=ids, page=page)
    deck = items if isinstance(items, Deck) else Deck([])
    found = listing(catalogue, deck, kind=kind, total=len(deck), query=query)
    is_told = kind == "discrepancy" and len(deck)
    return found._replace(page=discrepancies_page(deck, ascii_only=ascii_only)) if is_told else found


def _ordered(items: Items, sort: str, known: tuple[FieldSpec, ...]) -> Items:
    """Return items by one field, stably, those without a value last, or as they are; UsageError for no field."""
    if not sort:
        return items
    sorting = parse_sorting(sort)
    ((spec,), _) = chosen(known, (sorting.field,))

    def key(item: Item) -> Any:
        value = item[spec.key]
        if isinstance(value, list):
            value = "; ".join(value)
        return value if spec.type == "number" else str(value).casefold()

    present = [item for item in items if item[spec.key] not in (None, "", [])]
    absent = [item for item in items if item[spec.key] in (None, "", [])]
    return sorted(present, key=key, reverse=sorting.descending) + absent


def said_of(view: SourcesView, shown: int, total: int) -> str:
    """Say how many of how many are shown, which they are, and in what order."""
    parts = [f"{shown} of {total}"]
    if view.tab == "expiring":
        parts.append(f"within {_SPANS.get(view.only, view.only)}")
    elif view.only:
        parts.append(f"{TABS[view.tab].chosen_by} {wording.words(view.only)}")
    if view.sort:
        parts.append(f"sorted by {wording.words(view.sort.lstrip('-'))}{', descending' * view.sort.startswith('-')}")
    return "; ".join(parts)
