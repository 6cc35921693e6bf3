"""Disagreements and gaps that touch what the brief shows: what to ask about them, and what the others are about."""

from __future__ import annotations

from collections.abc import Iterable
from itertools import zip_longest
from typing import TYPE_CHECKING, Final

from dftzcli.brief import saying
from dftzcli.brief.document import Block, Remark, Section, Statement, Table
from dftzcli.brief.sections import asking

if TYPE_CHECKING:
    from dftzcli.brief.material import Material
    from dftzcli.brief.saying import Item
    from dftzcli.brief.sections.asking import Question
    from dftzcli.search.cards import Card

_ROWS: Final = 8
_EACH: Final = 2
_TOLD: Final = 5
DISAGREE: Final = "Disagreements named above, and why in the editors' judgement"
CAUTIONS: Final = "Cautions named above: nothing is wrong, but it could be mixed up"


def section(material: Material, shown: Iterable[Item]) -> Section | None:
    """Return the open questions on the records shown, and the other disagreements named; None where nothing is open."""
    records = {card["id"]: card for card in shown}
    groups = [
        sorted(found, key=lambda each: each.rank)
        for found in (
            asking.disagreements(material, records),
            asking.lapsed(material, records),
            asking.unknown(material, records),
            asking.gaps(material, records),
        )
    ]
    first = [each for group in groups for each in group[:_EACH]]
    rest = sorted((each for group in groups for each in group[_EACH:]), key=lambda each: each.rank)
    chosen = sorted([*first, *rest][:_ROWS], key=lambda each: each.rank)
    left = len(first) + len(rest) - len(chosen)
    blocks = [*_asked(chosen), *_told(material, {each.about for each in chosen})]
    if left > 0:
        blocks.append(Remark(f"{left} more are open; dftz discrepancies and dftz gaps list all."))
    return Section("Disagreements and gaps, and what to ask", tuple(blocks)) if blocks else None


def _asked(questions: Iterable[Question]) -> Iterable[Block]:
    rows = tuple(
        (Statement(each.what, each.cited), Statement(each.english, each.cited), Statement(each.chinese, each.cited))
        for each in questions
    )
    if rows:
        yield Table(("What is open", "Question to the authority", "向主管部门提出的问题"), (28, 38, 34), rows)


def _told(material: Material, asked: set[str]) -> Iterable[Block]:
    """Say what the disagreements are about that the brief names and does not ask about."""
    cards = material.catalogue.cards
    ids = sorted(material.disputed, key=material.disputed.__getitem__)
    found = [card for each in ids if each not in asked and (card := cards.peek(each)) is not None]
    real = [_about(card) for card in found if not card["is_caution"]]
    cautions = [_about(card) for card in found if card["is_caution"]]
    if found:
        rows = tuple(zip_longest(real[:_TOLD], cautions[:_TOLD], fillvalue=""))
        yield Table((DISAGREE, CAUTIONS), (50, 50), rows)


def _about(card: Card) -> Statement:
    lead = "" if card["is_caution"] else f"{str(card['type']).capitalize()}: "
    reason = saying.sentences(str(card["likely_reason"]), 1)
    return Statement(f"{lead}{asking.plain(card['name'])}. {reason}", saying.cited(card, most=1))
