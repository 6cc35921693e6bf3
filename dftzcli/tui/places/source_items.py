"""The records of a tab of the place of sources: which, in what order, how many, and as the result that is exported."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from typing import Any

from dftzcli.catalogue import Catalogue
from dftzcli.render import wording
from dftzcli.render.dating import stale_fields, stale_items, stale_page
from dftzcli.render.discrepancies_page import discrepancies_page
from dftzcli.render.result import Result, chosen, listing
from dftzcli.search.cards import Deck
from dftzcli.search.query import parse_sorting, query_of
from dftzcli.tui.places.source_tabs import TABS, Item, TabName
from dftzcli.tui.views import SourcesView, command_line

Items = Sequence[dict[str, Any]]


def items_of(catalogue: Catalogue, view: SourcesView) -> Items:
    """Return the records of a view in its order; UsageError for a filter or field that is none."""
    tab = TABS[view.tab]
    if tab.kind is None:
        found = stale_items(catalogue.stale(kinds=view.only or ()))
        return _ordered(found, view.sort) if view.sort else found
    where = {"sources": f"evidence={view.only}", "discrepancies": f"type={view.only}"}
    filters: dict[str, Any] = {}
    if view.only:
        filters = {"source": view.only} if view.tab == "gaps" else {"where": (where[view.tab],)}
    return catalogue.select(query_of(kinds=(tab.kind,), sort=view.sort or None, **filters)).cards


def values_of(catalogue: Catalogue, name: TabName) -> Counter[str]:
    """Count the records of a whole tab by what they can be chosen by."""
    return Counter(value for item in items_of(catalogue, SourcesView(name)) for value in TABS[name].values(item))


def total_of(catalogue: Catalogue, name: TabName) -> int:
    """Return how many records a tab has."""
    kind = TABS[name].kind
    return len(catalogue.stale()) if kind is None else catalogue.cards.counts()[kind]


def result_of(catalogue: Catalogue, view: SourcesView, items: Items, *, ascii_only: bool = False) -> Result:
    """Return what a tab shows as the result that a format writes."""
    query = {"text": command_line(view)}
    kind = TABS[view.tab].kind
    if kind is None:
        specs, columns = chosen(stale_fields(), ())
        page = stale_page(items, ascii_only=ascii_only)
        ids = tuple(item["id"] for item in items)
        return Result(specs, columns, items, len(items), query, catalogue.dataset, ids=ids, page=page)
    deck = items if isinstance(items, Deck) else Deck([])
    found = listing(catalogue, deck, kind=kind, total=len(deck), query=query)
    is_told = kind == "discrepancy" and len(deck)
    return found._replace(page=discrepancies_page(deck, ascii_only=ascii_only)) if is_told else found


def _ordered(items: Items, sort: str) -> Items:
    """Return items by one field, stably, those without a value last; UsageError for no field."""
    sorting = parse_sorting(sort)
    ((spec,), _) = chosen(stale_fields(), (sorting.field,))

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
    if view.only:
        parts.append(f"{TABS[view.tab].chosen_by} {wording.words(view.only)}")
    if view.sort:
        parts.append(f"sorted by {wording.words(view.sort.lstrip('-'))}{', descending' * view.sort.startswith('-')}")
    return "; ".join(parts)
