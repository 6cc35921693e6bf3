"""In short: what is open, what operates, what does not yet, and the weightiest figure."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from dftzcli.brief import saying
from dftzcli.brief.document import Points, Section, Statement
from dftzcli.brief.material import is_fact
from dftzcli.brief.sections import offer, operating

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from dftzcli.brief.material import Material
    from dftzcli.brief.saying import Item

_NAMED: Final = 3
_INCENTIVES: Final = "dftz list incentives"
_PROJECTS: Final = "dftz list projects"


def section(material: Material, figures: Sequence[Item]) -> Section | None:
    """Return the first lines of the brief, or None where there is nothing to say."""
    found = tuple(_statements(material, figures))
    return Section("In short", (Points(found),)) if found else None


def _statements(material: Material, figures: Sequence[Item]) -> Iterator[Statement]:
    if material.matching is not None:
        yield offer.verdicts(material.matching)
    elif offered := offer.shown(material):
        sure = [card for card in offered if is_fact(card)]
        others = [card for card in offered if not is_fact(card)]
        yield from _named(material, "Offered, according to the sources:", sure, _INCENTIVES)
        yield from _named(material, "Named, but not to be had or not known to be:", others, _INCENTIVES)
    facts, plans = operating.sides(material)
    yield from _named(material, "In operation, completed or on trial:", facts, _PROJECTS)
    yield from _named(material, "Not in operation:", plans, _PROJECTS)
    for card in figures[:1]:
        yield saying.figure(card, material, lead=f"{card['name']}:")


def _named(material: Material, lead: str, cards: Sequence[Item], command: str) -> Iterator[Statement]:
    """Name the first of some records, each with its status, and say how many more there are."""
    if cards:
        names = "; ".join(f"{card['name']} ({saying.status(card)})" for card in cards[:_NAMED])
        more = f"; and {len(cards) - _NAMED} more" if len(cards) > _NAMED else ""
        notes = saying.standings(cards[:_NAMED], material)
        yield Statement(f"{names}{more}.", (*notes, *saying.counted(command)) if more else notes, lead)
