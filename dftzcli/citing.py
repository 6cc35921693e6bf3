"""Citing records: what is cited of a record and of the documents it rests on, before any style writes it.

A reference names the record in its dataset (version, hash, day, licence) and each passage of a document that it rests
on. A document without a date says so and what its date must fall in; a passage that was restated for the catalogue says
so and how far it may be trusted. The day of access is the day the catalogue speaks for: no clock is asked.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING, Final

from dftzcli.model.vocabulary import READ_EXTENT_WORDS, Kind
from dftzcli.tuples import NamedTuple

if TYPE_CHECKING:
    from dftzcli.model.dataset import Dataset
    from dftzcli.search.cards import Card, Cards

# What the records stand in, as its descriptor names it.
CATALOGUE: Final = "The catalogue of the Dalian Free Trade Zone"
PUBLISHER: Final = "dftz"


class Document(NamedTuple):
    """A document as it is cited: `date` is ISO 8601, or None where it prints none and `inferred` may bound it."""

    id: str
    type: str
    title: str
    title_zh: str | None
    author: str | None
    publisher: str | None
    date: str | None
    inferred: str | None
    number: str | None
    language: str
    url: str | None
    evidence: str
    read: str

    @property
    def undated(self) -> str:
        """`n.d.` with what the date must fall in; nothing for a document that prints its date."""
        if self.date is not None:
            return ""
        return f"n.d. (inferred {self.inferred})" if self.inferred else "n.d."


class Passage(NamedTuple):
    """Where a document says it: the record it is cited for, the place, the few characters printed there."""

    document: Document
    record: str
    locator: str
    as_stated: str | None
    fact: str | None
    confidence: str | None

    @property
    def restated(self) -> str:
        """That the passage is known as a restated fact, and its confidence; nothing for what was read itself."""
        if self.confidence is None:
            return ""
        return f"restated fact {self.fact or ''}".rstrip() + f", {self.confidence} confidence"


class Reference(NamedTuple):
    """A record as it is cited, and the passages it rests on; a document stands for itself and has none.

    `day` is the day as of which the record is told, None for that of the data.
    """

    id: str
    kind: Kind
    title: str
    title_zh: str | None
    item: Card
    dataset: Dataset
    document: Document | None
    passages: tuple[Passage, ...]
    day: str | None = None

    @property
    def accessed(self) -> str:
        """The day of access: the day the dataset speaks for."""
        return self.dataset.as_of


def cited(cards: Cards, dataset: Dataset, ids: Iterable[str], *, day: str | None = None) -> tuple[Reference, ...]:
    """Return the references of some records in order, each once; KeyError for an id that is none.

    `day` is the day that the cards are as of, where that is not the day of the data.
    """
    found = []
    for identity in dict.fromkeys(ids):
        card = cards.peek(identity)
        if card is None:
            raise KeyError(identity)
        found.append(_reference(cards, dataset, card)._replace(day=day))
    return tuple(found)


def documents(references: Iterable[Reference]) -> tuple[tuple[Document, tuple[Passage, ...]], ...]:
    """Return every document that some references rest on, once, with all the passages cited of it."""
    found: dict[str, tuple[Document, list[Passage]]] = {}
    for reference in references:
        if reference.document is not None:
            found.setdefault(reference.id, (reference.document, []))
        for passage in reference.passages:
            found.setdefault(passage.document.id, (passage.document, []))[1].append(passage)
    return tuple((document, tuple(passages)) for document, passages in found.values())


def _reference(cards: Cards, dataset: Dataset, card: Card) -> Reference:
    is_document = card["kind"] == "source"
    return Reference(
        id=card["id"],
        kind=card["kind"],
        title=card["name"],
        title_zh=card["name_zh"],
        item=card,
        dataset=dataset,
        document=_document(card) if is_document else None,
        # What a document cites of itself is where its own data stand, which is no passage of another.
        passages=() if is_document else tuple(_passages(cards, card)),
    )


def _passages(cards: Cards, card: Card) -> Iterable[Passage]:
    for citation in card["citations"]:
        source = cards.peek(citation["source"])
        if source is None:
            continue
        yield Passage(
            document=_document(source),
            record=card["id"],
            locator=citation["locator"],
            as_stated=citation["as_stated"],
            fact=citation["fact"],
            confidence=citation["confidence"],
        )


def _document(card: Card) -> Document:
    return Document(
        id=card["id"],
        type=card["document_type"],
        title=card["name"],
        title_zh=card["name_zh"],
        author=card["author"],
        publisher=card["publisher"],
        date=card["date"],
        inferred=card["date_inferred"],
        number=card["document_number"],
        language=card["language"],
        url=card["url"],
        evidence=card["evidence"],
        read=READ_EXTENT_WORDS[card["read_extent"]],
    )
