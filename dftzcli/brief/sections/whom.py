"""Who to ask: the units that answer for what the brief shows, with their role and site."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from dftzcli.brief import saying
from dftzcli.brief.document import Remark, Section, Statement, Table
from dftzcli.brief.sections import offer, operating

if TYPE_CHECKING:
    from dftzcli.brief.material import Material
    from dftzcli.brief.saying import Item

_ROWS: Final = 5
_FOR: Final = 2
# The zone's own office is asked whatever else there is.
_OFFICE: Final = "dftz-committee"


def section(material: Material) -> Section:
    """Return the units, those that answer for most of what is shown first."""
    answering = _answering(material)
    answering.setdefault(_OFFICE, [])
    ordered = sorted(answering, key=lambda unit: -sum(1 if card["kind"] == "policy" else 2 for card in answering[unit]))
    rows = []
    for unit in ordered[:_ROWS]:
        card = material.catalogue.cards.peek(unit)
        if card is not None:
            rows.append(_row(material, card, answering[unit]))
    title = "Who to ask"
    if not rows:
        return Section(title, (Remark("The catalogue names no unit that answers for this."),))
    return Section(title, (Table(("Unit, what it does, its site", "Ask it about"), (60, 40), tuple(rows)),))


def _answering(material: Material) -> dict[str, list[Item]]:
    """Return which of the records shown each unit answers for: what is offered, then projects, then policies."""
    facts, plans = operating.sides(material)
    shown = {card["id"]: card for card in (*offer.shown(material), *facts, *plans, *material.concerning("policy"))}
    found: dict[str, list[Item]] = {}
    for card in shown.values():
        for unit in card["agencies"]:
            found.setdefault(unit, []).append(card)
    return found


def _row(material: Material, card: Item, records: list[Item]) -> tuple[Statement, Statement]:
    notes = saying.cited(card, most=1)
    named = "; ".join(each["name"] for each in records[:_FOR])
    more = f"; {len(records) - _FOR} more" if len(records) > _FOR else ""
    about = f"{named}{more}" if named else "whatever no other unit is named for"
    role = saying.sentences(card["role"] or card["summary"], 1).rstrip(".")
    site = card["website"] or "no site on record"
    return (
        Statement(f"{role}{saying.doubt(card, material)}; {site}", notes, f"{saying.named(card)}:"),
        Statement(about, saying.together(records[:_FOR], most=_FOR) or notes),
    )
