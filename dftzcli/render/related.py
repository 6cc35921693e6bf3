"""What surrounds a record: linked records with their kind, then those that are alike."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, Any, Final

from dftzcli.model.fields import FieldSpec
from dftzcli.model.vocabulary import PLURALS
from dftzcli.render import wording
from dftzcli.render.hits import hit_fields
from dftzcli.render.page import Block, Heading, Line, Page, Paragraph, Points, Span

if TYPE_CHECKING:
    from dftzcli.catalogue import Catalogue
    from dftzcli.search.cards import Links
    from dftzcli.search.finding.answer import Hit

_LEFT_OUT: Final = ("snippet",)


def related_fields() -> tuple[FieldSpec, ...]:
    """Return the fields of a related record: which record it is related to, how, and what a hit has."""
    own = (
        FieldSpec("of", "Of", "id", "The record it is related to.", _computed, True),
        FieldSpec(
            "relation", "Relation", "word", "linked: one names the other; alike: by words and links.", _computed, True
        ),
    )
    found = [spec for spec in hit_fields() if spec.key not in _LEFT_OUT]
    return (*found[:3], *own, *found[3:])


def related_items(catalogue: Catalogue, identity: str, linked: Links, alike: Sequence[Hit]) -> list[dict[str, Any]]:
    """Return what is related to a record as items with the keys of `related_fields`, the linked ones first."""
    keys = [spec.key for spec in related_fields()]
    found: list[dict[str, Any]] = []
    for ids in linked.values():
        for other in ids:
            card = catalogue.item(other)
            found.append({**{key: card.get(key) for key in keys}, "of": identity, "relation": "linked", "why": []})
    for hit in alike:
        item: dict[str, Any] = {**hit.item, "score": hit.score, "why": list(hit.why)}
        found.append({**{key: item.get(key) for key in keys}, "of": identity, "relation": "alike"})
    return found


def related_page(items: Sequence[dict[str, Any]], *, ascii_only: bool = False) -> Page:
    """Return a page of related records: for each record those linked with it by kind, then those alike."""
    blocks: list[Block] = []
    for identity in dict.fromkeys(item["of"] for item in items):
        blocks.append(Heading(f"Related to {identity}", 1))
        groups: dict[str, list[Line]] = {}
        for item in items:
            if item["of"] == identity:
                title = f"Linked {PLURALS[item['kind']]}" if item["relation"] == "linked" else "Alike"
                groups.setdefault(title, []).append(_line(item, ascii_only))
        for title, lines in groups.items():
            blocks += [Heading(title), Points(tuple(lines))]
    return Page(tuple(blocks)) if blocks else Page((Paragraph("Nothing is related."),))


def _line(item: dict[str, Any], ascii_only: bool) -> Line:
    """Name a record in a line that cannot be taken for more than it is: with its status, or its value and period."""
    spans = [Span(f"{item['id']} "), Span(f"({item['name']})", "dim")]
    if item["value"] is not None or item["value_min"] is not None or item["value_max"] is not None:
        where = f"; {wording.period(item)}, {item['place']} ({wording.words(item['scope'])}), {item['source']}"
        spans += [Span(": "), Span(wording.observed(item), "strong"), Span(where, "dim")]
    elif item["status"]:
        spans += [Span("  "), wording.status(item["status"], ascii_only=ascii_only)]
    if item["relation"] == "alike" and item["why"]:
        spans.append(Span(f"  {'; '.join(item['why'])}", "dim"))
    return tuple(spans)


def _computed(record: object, around: object) -> Any:
    raise TypeError("this field is of what is related, not of a record")
