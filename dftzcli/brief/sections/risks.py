"""Risks and weak points, as the sources have them: those of the subject first, then those of city and zone."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from dftzcli.brief import saying
from dftzcli.brief.document import Points, Remark, Section, Statement
from dftzcli.brief.sections import offer
from dftzcli.overview import EDGE

if TYPE_CHECKING:
    from dftzcli.analysis.matching.lineage import Lineage
    from dftzcli.brief.material import Material
    from dftzcli.model.vocabulary import Kind
    from dftzcli.search.cards import Card

_POINTS: Final = 8
# The kinds that state a weakness themselves; a place or a partner only mentions it.
_KINDS: Final[tuple[Kind, ...]] = ("policy", "figure")
_TAG: Final = "weak-point"
_HOME: Final = "dalian"


def section(material: Material) -> Section:
    """Return what speaks against it: the edge of the zone, what lapses, and the weak points on record."""
    points = [*_edge(material), *_lapsing(material)]
    weak = [_weak(material, card) for card in _weak_points(material)]
    points += weak[: max(_POINTS - len(points), 0)]
    title = "Risks and weak points"
    if not points:
        return Section(title, (Remark("The catalogue has no weak point on record that concerns this."),))
    return Section(title, (Points(tuple(points)),))


def _weak_points(material: Material) -> list[Card]:
    cards = material.catalogue.cards
    found = [card for kind in _KINDS for card in cards.of_kind(kind) if _TAG in card["tags"]]
    own = [card for card in found if material.subject.family.intersection(card["industries"])]
    general = [card for card in found if not card["industries"] and _is_of_home(card, material.lineage)]
    return list({card["id"]: card for card in (*own, *_mixed(general))}.values())


def _is_of_home(card: Card, lineage: Lineage) -> bool:
    """Tell whether a weak point is one of the city or of what lies in it, and not of a firm or a neighbour."""
    return card["kind"] != "figure" or (card["subject"] is None and lineage.is_within(card["place"], _HOME))


def _mixed(cards: list[Card]) -> list[Card]:
    """Take figures and opinions in turn: a page of opinions alone would say less."""
    figures = [card for card in cards if card["kind"] == "figure"]
    others = [card for card in cards if card["kind"] != "figure"]
    turns = [each for pair in zip(figures, others, strict=False) for each in pair]
    return [*turns, *figures[len(others) :], *others[len(figures) :]]


def _weak(material: Material, card: Card) -> Statement:
    if card["kind"] == "figure":
        stated = saying.figure(card, material)
        return Statement(f"{stated.text}. {card['summary']}", stated.cited, f"{stated.lead}:")
    kind = "The author's opinion" if card.get("status") == "recommended" else str(card["name"])
    text = f"{saying.sentences(card['summary'], 2)}{saying.doubt(card, material)}"
    return Statement(text, saying.cited(card, most=1), f"{kind}:")


def _edge(material: Material) -> list[Statement]:
    """Say that there is no zone-wide cut of taxes, where the records do."""
    cards = material.catalogue.cards
    found = [card for card in cards.of_kind("policy") if EDGE in card["tags"]]
    if not found:
        return []
    # The one with the fewest points of its own: the others are about more besides.
    card = min(found, key=lambda card: len(card["measures"]))
    return [
        Statement(f"{card['summary']}{saying.doubt(card, material)}", saying.cited(card, most=1), f"{card['name']}:")
    ]


def _lapsing(material: Material) -> list[Statement]:
    """Name what is shown as offered and may be over: a term that ends, or a renewal that no source confirms."""
    found = [card for card in offer.shown(material) if card["renewal"] == "not_confirmed" or card["effective_to"]]
    return [
        Statement(
            f"{saying.term(card)}; its status is given as {saying.status(card)}.",
            saying.standing(card, material),
            f"May lapse: {card['name']}:",
        )
        for card in found[:2]
    ]
