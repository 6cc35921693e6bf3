"""Shortlists as items: the lists themselves, and the records of one with what the user noted on each."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING, Any

from dftzcli.model.fields import FieldSpec, fields
from dftzcli.render import wording
from dftzcli.render.page import Grid, Line, Page, Span, spans
from dftzcli.render.pages import grid

if TYPE_CHECKING:
    from dftzcli.catalogue import Catalogue
    from dftzcli.store.workspace import Shortlist

GONE = "gone from the catalogue"


def list_fields() -> tuple[FieldSpec, ...]:
    """Return the fields of a list."""
    return (
        FieldSpec("id", "Id", "id", "The name of the list, which is its id.", _computed),
        FieldSpec("kind", "Kind", "word", "Always `shortlist`.", _computed),
        FieldSpec("name", "Name", "text", "The name of the list.", _computed, True),
        FieldSpec("count", "Records", "number", "How many records are on it.", _computed, True),
        FieldSpec("records", "Ids", "ids", "The ids of the records, in the order of the list.", _computed),
        FieldSpec("records_gone", "Gone", "ids", "Those that the catalogue no longer has.", _computed, True),
    )


def list_items(catalogue: Catalogue, shortlists: Iterable[Shortlist]) -> list[dict[str, Any]]:
    """Return lists as items with the keys of `list_fields`."""
    return [
        {
            "id": shortlist.name,
            "kind": "shortlist",
            "name": shortlist.name,
            "count": len(shortlist.entries),
            "records": list(shortlist.ids),
            "records_gone": [identity for identity in shortlist.ids if catalogue.cards.name(identity) is None],
        }
        for shortlist in shortlists
    ]


def shortlist_fields(catalogue: Catalogue, shortlist: Shortlist) -> tuple[FieldSpec, ...]:
    """Return the fields of the records of a list, those of their kind where all are of one, and of its entries."""
    names = [catalogue.cards.name(identity) for identity in shortlist.ids]
    kinds = {name.kind for name in names if name is not None}
    own = (
        FieldSpec("note", "Note", "text", "What the user noted on the record.", _computed, True),
        FieldSpec("added", "Added", "text", "The day it was put on the list.", _computed, True),
        FieldSpec("gone", "Gone", "flag", "Whether the catalogue no longer has the record.", _computed),
    )
    return (*fields(kinds.pop() if len(kinds) == 1 else None), *own)


def shortlist_items(catalogue: Catalogue, shortlist: Shortlist) -> list[dict[str, Any]]:
    """Return the records of a list as their items with note, day and whether they are gone."""
    found = []
    for entry in shortlist.entries:
        card = catalogue.cards.peek(entry.id)
        known = {"id": entry.id, "kind": None, "name": None} if card is None else card
        found.append({**known, "note": entry.note, "added": entry.added, "gone": card is None})
    return found


def shortlist_page(items: Sequence[dict[str, Any]], *, ascii_only: bool = False) -> Page:
    """Return the items of a list as a table: what each is, where it stands or what it says, and the note."""
    rows = tuple(
        (
            str(item["id"]),
            wording.words(item["kind"] or ""),
            GONE if item["gone"] else str(item["name"]),
            _standing(item, ascii_only),
            str(item["note"]),
            str(item["added"] or ""),
        )
        for item in items
    )
    headers = ("Id", "Kind", "Name", "Status or value", "Note", "Added")
    return Page((Grid(headers=headers, rows=rows, whole=frozenset((0, 5))),))


def _standing(item: dict[str, Any], ascii_only: bool) -> Line:
    """Write the status of a record, or of a figure all that makes its value one; then what disputes it."""
    if item["kind"] == "figure":
        where = f"; {wording.period(item)}, {item['place']} ({wording.words(item['scope'])}), {item['source']}"
        said: tuple[Span, ...] = (
            Span(wording.observed(item) + wording.short_change(item["change"]), "strong"),
            Span(where, "dim"),
        )
    else:
        # Drawn as in any list, where the status of one phase is not let stand for all.
        status = [spec for spec in fields(None) if spec.key == "status"]
        shown = grid(tuple(status), [{key: item.get(key) for key in ("status", "phases")}], ascii_only=ascii_only)
        said = spans(shown.rows[0][0])
    dispute = wording.dispute(item.get("dispute"), ascii_only=ascii_only)
    between = (Span("  "),) if dispute.text and any(span.text for span in said) else ()
    return (*said, *between, dispute)


def _computed(record: object, around: object) -> Any:
    raise TypeError("this field is of a shortlist, not of a record")
