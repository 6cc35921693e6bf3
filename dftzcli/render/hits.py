"""What a search found: the fields of a hit, and a page of hits with the matches drawn out."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Mapping, Sequence
from typing import TYPE_CHECKING, Any, Final

from dftzcli.model.fields import FieldSpec, fields
from dftzcli.model.vocabulary import KINDS
from dftzcli.render import wording
from dftzcli.render.page import Block, Heading, Line, Page, Pairs, Paragraph, Span
from dftzcli.render.structured import encoded
from dftzcli.search.calling import shortened
from dftzcli.search.finding.answer import MARKS
from dftzcli.search.finding.shape import ITEM

if TYPE_CHECKING:
    from dftzcli.search.finding.answer import Answer, Facets, Hit, Share

# What a table of hits cannot do without: no value stands without its unit, period, scope and source.
_IN_TABLE: Final = frozenset(
    (
        "id",
        "kind",
        "name",
        "status",
        "value",
        "value_min",
        "value_max",
        "unit",
        "qualifier",
        "period",
        "scope",
        "source",
        "dispute",
    )
)
# Values of a facet that are worth a line on a screen.
_MOST: Final = 8


def hit_fields() -> tuple[FieldSpec, ...]:
    """Return the fields of a hit: those of its record that say what it is, and why it was found."""
    known = {spec.key: spec for kind in reversed(KINDS) for spec in fields(kind)}
    own = (
        FieldSpec("score", "Score", "number", "How well it fits; comparable within one answer only.", _computed),
        FieldSpec("snippet", "Snippet", "text", f"Where it matches, the matches in {''.join(MARKS)}.", _computed, True),
        FieldSpec("why", "Why", "texts", "Which words match where.", _computed),
    )
    return (*(known[key]._replace(in_table=key in _IN_TABLE) for key in ITEM), *own)


def item_of(hit: Hit) -> dict[str, Any]:
    """Return a hit as JSON-ready data with the keys of `hit_fields`."""
    return {**hit.item, "score": hit.score, "snippet": hit.snippet, "why": list(hit.why)}


def text_of(hit: Hit) -> str:
    """Return a hit as the JSON of its item, its numbers as the index keeps them."""
    own = json.dumps({"score": hit.score, "snippet": hit.snippet, "why": hit.why}, ensure_ascii=False)
    return f"{hit.stored[:-1]},{own[1:]}" if own.isprintable() else encoded(item_of(hit))


def hits_page(
    answer: Answer,
    *,
    ascii_only: bool = False,
    facets: Facets | None = None,
    shares: Mapping[str, Sequence[Share]] | None = None,
) -> Page:
    """Return the page of an answer: its hits with status or value, snippet and reasons, then facets if asked for."""
    blocks: list[Block] = []
    if answer.total and not answer.hits:
        blocks.append(Paragraph(f"{answer.total} fit; none is asked for."))
    elif answer.hits:
        blocks.append(Pairs(tuple(row for hit in answer.hits for row in _hit(hit, ascii_only, shares or {}))))
    elif answer.nearest:
        blocks.append(Paragraph("Nothing fits. What comes nearest, and is no answer:"))
        blocks.append(Pairs(tuple(row for hit in answer.nearest for row in _hit(hit, ascii_only, {})[:1])))
    else:
        blocks.append(Paragraph("Nothing fits."))
    if facets:
        blocks.append(Heading("Counts"))
        rows = tuple((facet, _counts(counts)) for facet, counts in facets.items() if counts)
        blocks.append(Pairs(rows))
    return Page(tuple(blocks))


def _hit(hit: Hit, ascii_only: bool, shares: Mapping[str, Sequence[Share]]) -> list[tuple[str, Line]]:
    item = hit.item
    title = [Span(item["name"], "strong")]
    if item["name_zh"]:
        title.append(Span(f" {item['name_zh']}"))
    if item["value"] is not None or item["value_min"] is not None or item["value_max"] is not None:
        where = f"; {wording.period(item)}, {item['place']} ({wording.words(item['scope'])}), {item['source']}"
        title += [Span(": "), Span(wording.observed(item), "strong"), Span(where)]
    elif item["status"]:
        title += [Span("  "), wording.status(item["status"], ascii_only=ascii_only)]
    if item["dispute"]:
        title += [Span("  "), wording.dispute(item["dispute"], ascii_only=ascii_only)]
    rows: list[tuple[str, Line]] = [(hit.kind, (*title, Span(f"  {hit.id}", "dim")))]
    rows.append(("", tuple(_marked(hit.snippet))))
    if item["agencies"]:
        rows.append(("", Span(f"responsible: {', '.join(item['agencies'])}", "dim")))
    if hit.why:
        rows.append(("", Span(f"found by {'; '.join(hit.why)}", "dim")))
    if hit.id in shares:
        parts = " + ".join(f"{share.score:g} {share.name}" for share in shares[hit.id])
        rows.append(("", Span(f"score {hit.score:g} = {parts}", "dim")))
    return rows


def _marked(snippet: str) -> Iterator[Span]:
    """Draw the matches of a snippet out; their marks stay, since colour alone tells nobody anything."""
    for part in re.split(f"({MARKS[0]}[^{MARKS[1]}]*{MARKS[1]})", snippet):
        if part:
            yield Span(part, "strong" if part.startswith(MARKS[0]) else "plain")


def _counts(counts: Sequence[tuple[str, int]]) -> str:
    shown = ", ".join(f"{value} {count}" for value, count in counts[:_MOST])
    return shown + (f" and {len(counts) - _MOST} more" if len(counts) > _MOST else "")


def nearest_in_words(answer: Answer) -> str:
    """Say that nothing fits, what was searched, what it would be without filters, and what comes nearest."""
    understood = answer.understood
    asked = f" fits {shortened(understood.text)!r}" if understood.text.strip() else " is there"
    filters = f" with {', '.join(understood.filters)}" if understood.filters else ""
    left = " they leave" if understood.filters and answer.searched else ""
    where = f"the {answer.searched} records{left}" if answer.searched or not understood.filters else "the catalogue"
    parts = [f"nothing in {where}{asked}{filters}"]
    if answer.unfiltered:
        parts.append(f"without the filters {answer.unfiltered} fit")
    if answer.nearest:
        parts.append("nearest: " + ", ".join(f"{hit.id} ({hit.kind})" for hit in answer.nearest))
    return "; ".join(parts)


def _computed(record: object, around: object) -> Any:
    raise TypeError("this field is of a hit, not of a record")


def asked_and_understood(found: Answer, *, limit: int | None) -> dict[str, Any]:
    """Return the question as the `query` of an envelope: the words, and what was made of them."""
    understood = found.understood
    return {
        "text": understood.text,
        "corrected": understood.corrected,
        "expanded": {typed: list(words) for typed, words in understood.expanded.items()},
        "dropped": list(understood.dropped),
        "kinds": list(understood.kinds),
        "wanted": understood.wanted,
        "filters": list(understood.filters),
        "notes": list(understood.notes),
        "exact": understood.exact,
        "taken_for": {typed: list(ids) for typed, ids in understood.taken.items()},
        "limit": limit,
    }


def beside_hits(found: Answer) -> dict[str, Any]:
    """Return what stands beside the hits in an envelope: whether they answer, how many were searched, what is near."""
    return {
        "answered": found.answered,
        "searched": found.searched,
        "nearest": [{"id": hit.id, "kind": hit.kind, "name": hit.name} for hit in found.nearest],
    }
