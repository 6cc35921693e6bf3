"""What rests on a document: the records that are cited from it."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from dftzcli.catalogue import Catalogue
from dftzcli.model.vocabulary import PLURALS, Kind
from dftzcli.render.page import Block, Heading, Pairs, Paragraph
from dftzcli.search.query import query_of

# Records that are named for each kind; Explore has them all.
_MOST: Final = 4


def supported(catalogue: Catalogue, identity: str) -> tuple[Sequence[Block], tuple[str, ...]]:
    """Return what is cited from a document, a line a kind, and the records that are named there or linked with it."""
    by_kind: dict[Kind, list[str]] = {}
    for card in catalogue.select(query_of(source=identity)).cards:
        if card["id"] != identity:
            by_kind.setdefault(card["kind"], []).append(card["id"])
    rows = tuple(
        (PLURALS[kind], f"{len(ids)}: {', '.join(ids[:_MOST])}{', ...' if len(ids) > _MOST else ''}")
        for kind, ids in by_kind.items()
    )
    linked = [other for ids in catalogue.related(identity).values() for other in ids]
    links = tuple(dict.fromkeys((*linked, *(other for ids in by_kind.values() for other in ids[:_MOST]))))
    count = sum(map(len, by_kind.values()))
    cite = "record cites" if count == 1 else "records cite"
    told = f"{count} {cite} it; o lists them all." if count else "Nothing cites it."
    return (Heading("What it supports"), Paragraph(told), *((Pairs(rows),) if rows else ())), links
