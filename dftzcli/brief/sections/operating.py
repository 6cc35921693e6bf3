"""What operates beside what is planned: two columns that never mix."""

from __future__ import annotations

from itertools import zip_longest
from typing import TYPE_CHECKING, Any, Final

from dftzcli.brief import saying
from dftzcli.brief.document import Block, Remark, Section, Statement, Table
from dftzcli.brief.material import is_fact
from dftzcli.model.vocabulary import STATUS_IS_FACT

if TYPE_CHECKING:
    from collections.abc import Mapping

    from dftzcli.brief.material import Material
    from dftzcli.search.cards import Card

_ROWS: Final = 7
OPERATING: Final = "In operation, completed or on trial, according to the sources"
PLANNED: Final = "Not in operation: planned, contracted, under construction, sought, or not known"
# How near to being each status is.
_NEARNESS: Final = {
    "operating": 0, "in_force": 0, "completed": 1, "trial": 2, "pilot": 2, "reported": 2,
    "under_construction": 3, "contracted": 4, "planned": 5, "sought": 6, "exploratory": 7, "recommended": 8,
}  # fmt: skip


def section(material: Material) -> Section:
    """Return projects in two columns, and behind the plans what the documents want of the subject."""
    facts, plans = sides(material)
    wanted = _wanted(material)
    left = [_project(material, card) for card in facts[:_ROWS]]
    right = [_project(material, card) for card in plans[:_ROWS]]
    right += wanted[: _ROWS - len(right)]
    title = "What operates, and what is planned"
    if not left and not right:
        return Section(title, (Remark("The catalogue has no project that concerns this."),))
    nothing = "No project on record"
    left, right = left or [nothing], right or [nothing]  # type: ignore[list-item]
    rows = tuple(zip_longest(left, right, fillvalue=""))
    blocks: list[Block] = [Table((OPERATING, PLANNED), (50, 50), rows)]
    more = len(facts) - _ROWS, len(plans) - _ROWS
    if max(more) > 0:
        told = " and ".join(
            f"{count} {side}" for count, side in zip(more, ("on the left", "on the right"), strict=True) if count > 0
        )
        blocks.append(Remark(f"Left out: {told}; dftz list projects with --industry or --country has all."))
    return Section(title, tuple(blocks))


def sides(material: Material) -> tuple[list[Card], list[Card]]:
    """Return the projects that concern the subject: what is, and what is not or not known to be."""
    found = material.concerning("project")

    def rank(card: Card) -> tuple[int, int]:
        return -material.subject.weight(card), _NEARNESS.get(card["status"], 9)

    facts = sorted((card for card in found if is_fact(card)), key=rank)
    return facts, sorted((card for card in found if not is_fact(card)), key=rank)


def _project(material: Material, card: Card) -> Statement:
    notes = saying.standing(card, material)
    return Statement(f"{saying.status(card)}{saying.doubt(card, material)}", notes, f"{saying.named(card)}:")


def _wanted(material: Material) -> list[Statement]:
    """Return what the documents want of the industries and partners and is no fact, the closest first."""
    cards = material.catalogue.cards
    found = []
    for identity in (*sorted(material.subject.sectors), *sorted(material.subject.partners)):
        card = cards.peek(identity)
        points = (card.get("aims") or card.get("cooperation") or ()) if card is not None else ()
        found += [_point(point, material.name(identity)) for point in points if point["status"] not in STATUS_IS_FACT]
    return found


def _point(point: Mapping[str, Any], of: str) -> Statement:
    status = "status not known" if point["status"] == "unknown" else str(point["status"]).replace("_", " ")
    return Statement(f"{status}: {point['text']}", (saying.at(point),), f"Wanted of {of}:")
