"""What the list of the explorer holds: an answer of the catalogue, fetched as far as somebody scrolls."""

from __future__ import annotations

from collections.abc import Sequence
from heapq import merge
from typing import Any, Final

from rich.text import Text

from dftzcli.catalogue import Catalogue
from dftzcli.model.vocabulary import KINDS, STATUS_IS_FACT
from dftzcli.render import wording
from dftzcli.render.escape import visible
from dftzcli.render.hits import nearest_in_words
from dftzcli.search.cards import Card, Deck
from dftzcli.search.finding.answer import MARKS, Answer, Facets
from dftzcli.search.query import query_of
from dftzcli.tui.exporting import merged
from dftzcli.tui.widgets.list_rows import Cell, Row

# Hits that are fetched at first; more when somebody scrolls so far.
_FIRST: Final = 200
# How many are put in order at once.
_PIECE: Final = 5_000
# Characters of a snippet before its first match, which a narrow column would otherwise cut off.
_BEFORE: Final = 12
# The filter that every record passes: what is counted when nothing is asked.
_EVERYTHING: Final = " ".join(f"kind:{kind}" for kind in KINDS)


class Found:
    """What a line of the query language finds, as rows; everything for an empty line.

    It is made beside the screen: nothing that takes long is left for when it is shown.
    """

    def __init__(self, catalogue: Catalogue, line: str, *, sort: str = "", ascii_only: bool = False) -> None:
        """Ask the catalogue; UsageError for a filter or an order nobody can mean."""
        self._catalogue = catalogue
        self.line = line
        self.sort = sort
        self._ascii = ascii_only
        self._answer: Answer | None = None
        # What is shown where it has no order of the search; its cards are parsed when they come into sight.
        self.deck: Deck | None = None
        self._total = sum(catalogue.cards.counts().values())
        if line.strip():
            self._answer = catalogue.search(line, limit=None if sort else _FIRST)
            if sort:
                ids = [hit.id for hit in self._answer.hits]
                self.deck = in_order(catalogue, merged(map(catalogue.cards.one, ids)), sort, ids)
        else:
            self.deck = catalogue.select(query_of()).cards
            if sort:
                self.deck = in_order(catalogue, self.deck, sort)

    def __len__(self) -> int:
        """Return how many records fit."""
        return len(self.deck) if self.deck is not None else self._answer.total if self._answer else 0

    @property
    def said(self) -> str:
        """What was made of the line, and how many of how many fit."""
        if self._answer is None:
            return f"{len(self)} of {self._total}"
        if not self._answer.answered:
            return nearest_in_words(self._answer)
        understood = self._answer.understood.describe()
        return f"{len(self)} of {self._total}" + (f"; {understood}" if understood else "")

    def facets(self) -> Facets:
        """Return the counts of what fits, those of a facet without its own filter."""
        answer = self._answer or self._catalogue.search(_EVERYTHING, limit=0)
        return answer.facets()

    def ids(self) -> tuple[str, ...]:
        """Return the ids of all that fits, in order."""
        if self.deck is not None:
            return tuple(card["id"] for card in self.deck)
        return tuple(hit.id for hit in self._fetched(len(self)).hits)

    def rows(self, start: int, end: int) -> Sequence[Row]:
        """Return the rows from `start` up to, and without, `end`."""
        if self.deck is not None:
            return tuple(self._row(card, "") for card in self.deck[start:end])
        hits = self._fetched(end).hits[start:end]
        return tuple(self._row(self._catalogue.item(hit.id), hit.snippet) for hit in hits)

    def _fetched(self, end: int) -> Answer:
        assert self._answer is not None
        if end > len(self._answer.hits) < self._answer.total:
            self._answer = self._catalogue.search(self.line, limit=max(2 * end, _FIRST))
        return self._answer

    def _row(self, card: Card, snippet: str) -> Row:
        return Row(
            card["id"],
            (
                card["kind"],
                named(card),
                standing(card, ascii_only=self._ascii),
                value(card) or matched(snippet, beginning="..." if self._ascii else "…"),
                card["id"],
            ),
        )


def in_order(catalogue: Catalogue, deck: Deck, sort: str, ids: Sequence[str] = ()) -> Deck:
    """Return cards by one field; UsageError for a field that is none.

    By what the catalogue knows of a record without its card, a hundred thousand are ordered without one being parsed.
    `ids` are those of the cards, all in their order for none.
    """
    from dftzcli.search.query import parse_sorting

    sorting = parse_sorting(sort)
    if sorting.field not in ("id", "kind", "name"):
        from dftzcli.search.comparison import ordered

        return deck.chosen(ordered(deck, sorting, KINDS))
    names = [(one, catalogue.cards.name(one)) for one in ids] if ids else catalogue.cards.names()
    words = [(one if sorting.field == "id" else getattr(name, sorting.field)).casefold() for one, name in names]
    # Piece by piece, since one long sort would hold up the screen.
    places = range(len(words))
    pieces = [places[start : start + _PIECE] for start in places[::_PIECE]]
    found = [sorted(piece, key=words.__getitem__, reverse=sorting.descending) for piece in pieces]
    return deck.chosen(merge(*found, key=words.__getitem__, reverse=sorting.descending))


def named(card: dict[str, Any]) -> Cell:
    """Return the name of a record, in English and behind it in Chinese."""
    chinese = f"  {card['name_zh']}" if card["name_zh"] else ""
    return Text.assemble(visible(card["name"]), (visible(chinese), ".muted"))


def standing(card: dict[str, Any], *, ascii_only: bool = False) -> Cell:
    """Return the status of a record with its sign, and whether anything disputes it."""
    status = card.get("status")
    text = Text()
    if status:
        style = ".fact" if status in STATUS_IS_FACT else ".plan"
        text.append(wording.status(status, ascii_only=ascii_only).text, style)
    if card["dispute"]:
        text.append((" " if text else "") + wording.dispute(card["dispute"], ascii_only=ascii_only).text, ".dispute")
    return text


def value(card: dict[str, Any]) -> Cell:
    """Return the value of a figure with what belongs to it, nothing for other records."""
    if card["kind"] != "figure":
        return ""
    return f"{wording.observed(card)}, {wording.period(card)}"


def matched(snippet: str, *, beginning: str = "…") -> Cell:
    """Return a snippet with its matches drawn out, begun so late that the first one is in sight."""
    text = Text()
    rest = snippet
    while rest:
        before, mark, after = rest.partition(MARKS[0])
        text.append(visible(before if text or not mark else _end_of(before, beginning)))
        found, end, rest = after.partition(MARKS[1]) if mark else ("", "", "")
        if found:
            text.append(visible(found), ".match")
        if not end and not rest:
            break
    return text


def _end_of(text: str, beginning: str) -> str:
    """Return the last words of what stands before a match."""
    if len(text) <= _BEFORE:
        return text
    tail = text[-_BEFORE:]
    return f"{beginning}{tail.partition(' ')[2] or tail}"
