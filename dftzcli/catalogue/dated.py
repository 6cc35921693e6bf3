"""The cards of a catalogue as they stood on a day: statuses computed from dates, ages counted to it."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any, Final

from dftzcli.analysis.standing import MEASURES, Standing, standing
from dftzcli.model import periods
from dftzcli.model.vocabulary import Kind
from dftzcli.search.cards import Card, Cards, Deck, Links, Name

_WITH_STATUS: Final[frozenset[str]] = MEASURES | {"project"}


class DatedCards(Cards):
    """Cards whose statuses are those of a day, and without the figures of a time that had not begun by then.

    A status that a date made another, or that nothing tells, says so in `status_note`. What a source says of the day or
    earlier stays as it is.
    """

    def __init__(self, cards: Cards, day: str) -> None:
        """Take cards and a day (ISO)."""
        self._whole = cards
        self._day = day
        self._dated: dict[Kind, Deck] = {}
        self.key, self.dataset, self.notice = cards.key, cards.dataset, cards.notice

    def of_kind(self, kind: Kind) -> Deck:
        """Return the cards of a kind in their order."""
        deck = self._whole.of_kind(kind)
        if kind not in _WITH_STATUS and kind != "figure":
            return deck
        if kind not in self._dated:
            kept = deck
            if kind == "figure":
                days = [periods.bounds(card["period"])[0] for card in deck]
                kept = deck.chosen(index for index, day in enumerate(days) if day <= self._day)
            self._dated[kind] = _deck(on_day(card, self._day) for card in kept)
        return self._dated[kind]

    def stream(self, kind: Kind) -> Deck:
        """Return the same cards as `of_kind`; those whose status or age is computed are held."""
        return self.of_kind(kind) if kind in _WITH_STATUS or kind == "figure" else self._whole.stream(kind)

    def one(self, identity: str) -> Deck:
        """Return the card of an id as a deck of one, or of none; one figure is shown whatever its time."""
        deck = self._whole.one(identity)
        if not deck or (deck[0]["kind"] not in _WITH_STATUS and deck[0]["kind"] != "figure"):
            return deck
        return _deck([on_day(deck[0], self._day)])

    def links(self, identity: str) -> Links:
        """Return what a record is linked with in either direction, by kind."""
        return self._whole.links(identity)

    def name(self, identity: str) -> Name | None:
        """Return what a record is called, or None when there is no such record."""
        return self._whole.name(identity)

    def names(self, kinds: Iterable[Kind] = ()) -> Iterable[tuple[str, Name]]:
        """Yield the id and names of every record, or of those of some kinds, in stored order."""
        return self._whole.names(kinds)

    def counts(self) -> dict[Kind, int]:
        """Return how many records each kind has."""
        return self._whole.counts() | {"figure": len(self.of_kind("figure"))}


def on_day(card: Card, day: str) -> Card:
    """Return a card as it stood on a day."""
    if card["kind"] == "figure":
        return card | {"age_years": _age(card, day)}
    stands = standing(card, day)
    if stands is None or (stands.basis == "stated" and stands.status == card["status"]):
        return card
    # No source speaks of that day: the status follows from dates, and says so where its time stands.
    return card | {
        "status": stands.status,
        "status_as_of": day,
        "status_as_of_basis": "computed",
        "status_note": _note(card, stands, day),
    }


def _note(card: Card, stands: Standing, day: str) -> str:
    changed = "" if stands.status == card["status"] else f" (stated: {card['status'].replace('_', ' ')})"
    said = f"On {day}: {stands.status.replace('_', ' ')}{changed}, because {stands.why}."
    return f"{said} {card['status_note']}" if card["status_note"] else said


def _age(card: Card, day: str) -> Any:
    from decimal import Decimal

    from dftzcli.model.fields import OLD_AFTER_YEARS, age

    years = age(card["period"], day)
    return Decimal(str(years)) if years > OLD_AFTER_YEARS else None


def _deck(cards: Iterable[Card]) -> Deck:
    """Return cards as a deck: what is printed whole is their JSON."""
    from dftzcli.model.encoding import encode

    made = list(cards)
    deck = Deck([encode(card) for card in made])
    deck._cards = tuple(made)
    return deck
