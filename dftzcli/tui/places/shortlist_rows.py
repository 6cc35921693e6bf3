"""The rows of the place of shortlists: the lists, and the records of one with status and note."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, Any, Final

from rich.text import Text

from dftzcli.catalogue import Catalogue
from dftzcli.render.result import Result, chosen
from dftzcli.render.shortlist_page import (
    GONE,
    list_fields,
    list_items,
    shortlist_fields,
    shortlist_items,
    shortlist_page,
)
from dftzcli.tui.finding import named, standing, value
from dftzcli.tui.views import ShortlistView, command_line
from dftzcli.tui.widgets.list_columns import Column
from dftzcli.tui.widgets.list_rows import Cell, FetchedRows, Row

if TYPE_CHECKING:
    from dftzcli.store.workspace import Entry, Shortlist

LISTS: Final = (
    Column("name", "Shortlist", share=1, least=12, priority=9),
    Column("count", "Records", width=7, justify="right", priority=1),
)
ENTRIES: Final = (
    Column("kind", "Kind", width=11, priority=3),
    Column("name", "Name", share=4, least=18, priority=9),
    Column("status", "Status or value", share=2, least=15, priority=7),
    Column("note", "Note", share=3, least=13, priority=8),
    Column("added", "Added", width=10, priority=2),
    Column("id", "Id", share=2, least=16, priority=1),
)


def list_rows(shortlists: Sequence[Shortlist]) -> FetchedRows:
    """Return a row for each list; the name of a list is its id."""

    def fetch(start: int, end: int) -> Sequence[Row]:
        return [Row(each.name, (each.name, str(len(each.entries)))) for each in shortlists[start:end]]

    return FetchedRows(len(shortlists), fetch)


def entry_rows(catalogue: Catalogue, shortlist: Shortlist, *, ascii_only: bool = False) -> FetchedRows:
    """Return a row for each record of a list; one that the catalogue no longer has is said to be gone."""

    def row(entry: Entry) -> Row:
        card = catalogue.cards.peek(entry.id)
        about: tuple[Cell, ...] = ("", entry.id, Text(GONE, ".dispute"))
        if card is not None:
            about = (card["kind"], named(card), value(card) or standing(card, ascii_only=ascii_only))
        return Row(entry.id, (*about, entry.note, entry.added or "", entry.id))

    return FetchedRows(len(shortlist.entries), lambda start, end: [row(each) for each in shortlist.entries[start:end]])


def result_of(
    catalogue: Catalogue, shortlists: Sequence[Shortlist], shown: Shortlist | None, *, ascii_only: bool = False
) -> Result:
    """Return the records of a list with their notes as the result that a format writes; without one, the lists."""
    items: list[dict[str, Any]]
    if shown is None:
        known, items = list_fields(), list_items(catalogue, shortlists)
    else:
        known, items = shortlist_fields(catalogue, shown), shortlist_items(catalogue, shown)
    specs, columns = chosen(known, ())
    return Result(
        specs=specs,
        columns=columns,
        items=tuple({spec.key: item.get(spec.key) for spec in specs} for item in items),
        total=len(items),
        query={"text": command_line(ShortlistView(shown.name if shown else ""))},
        dataset=catalogue.dataset,
        ids=tuple(item["id"] for item in items),
        page=None if shown is None else shortlist_page(items, ascii_only=ascii_only),
    )


def comparable(catalogue: Catalogue, ids: Sequence[str], first: str | None) -> tuple[str, ...]:
    """Return up to six of some records that are of one kind: that of `first`, else of the first that there is."""
    known = {identity: name.kind for identity in ids if (name := catalogue.cards.name(identity)) is not None}
    kind = known.get(first or "", next(iter(known.values()), None))
    return tuple(identity for identity, its in known.items() if its == kind)[:6]
