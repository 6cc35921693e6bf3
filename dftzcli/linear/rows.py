"""Records in a line each, so that no list lets a plan be taken for a fact or a number stand alone; and citations."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from dftzcli.catalogue import Catalogue
from dftzcli.linear.spoken import heard
from dftzcli.model.fields import fields
from dftzcli.render import wording
from dftzcli.render.pages import figures_grid, grid
from dftzcli.search.cards import Card

# What would make a line too long to listen to; the record has it.
_LEFT_OUT: Final = frozenset(("id", "name", "says", "definition", "role", "records", "partners"))


def row(card: Card, *, with_kind: bool = False) -> str:
    """Return a record in a line: its kind where lists are mixed, its name, what a table has of it, and its id."""
    kind = f"{card['kind']}: " if with_kind else ""
    parts = _figure(card) if card["kind"] == "figure" else _cells(card)
    return "; ".join((f"{kind}{card['name']}", *parts, f"id {card['id']}"))


def citation(catalogue: Catalogue, card: Card) -> Iterator[str]:
    """Yield what one cites a record by: its id, its name, each passage with its document, and which data it is of."""
    yield f"Id: {card['id']}"
    yield f"Name: {card['name']}"
    (spec,) = (spec for spec in fields(card["kind"]) if spec.key == "citations")
    for entry in card["citations"]:
        yield f"Citation: {spec.line(entry) if spec.line else entry}"
    for identity in card["sources"]:
        source = catalogue.item(identity)
        yield f"Document: {source['name']}; {source['publisher'] or 'no publisher stated'}; {source['dated']}"
    yield catalogue.dataset.line


def _figure(card: Card) -> Iterator[str]:
    ((_, *cells, dispute),) = figures_grid((card,), ascii_only=True).rows
    yield from map(heard, cells)
    if text := heard(dispute):
        yield f"dispute: {text}"


def _cells(card: Card) -> Iterator[str]:
    columns = tuple(spec for spec in fields(card["kind"]) if spec.in_table and spec.key not in _LEFT_OUT)
    ((*cells,),) = grid(columns, (card,), ascii_only=True).rows
    for spec, cell in zip(columns, cells, strict=True):
        if text := heard(cell):
            yield f"{spec.label.lower()}: {text}"
    if card["dispute"]:
        yield f"dispute: {heard(wording.dispute(card['dispute'], ascii_only=True))}"
