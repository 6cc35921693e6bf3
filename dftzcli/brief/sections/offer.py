"""What is offered, and to whom, with its status: decided for a profile, else what concerns the subject."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import TYPE_CHECKING, Any, Final

from dftzcli.brief import saying
from dftzcli.brief.document import Block, Points, Remark, Section, Statement, Table
from dftzcli.brief.material import is_fact
from dftzcli.matching import NOTICE
from dftzcli.model.vocabulary import ZONE_COVER_WORDS

if TYPE_CHECKING:
    from dftzcli.analysis.matching.deciding import Decision
    from dftzcli.brief.material import Material
    from dftzcli.brief.saying import Item
    from dftzcli.matching import Matching
    from dftzcli.search.cards import Card

_ROWS: Final = 7
_CRITERIA: Final = 2
_REFUSED: Final = 2
_NAMED: Final = 4
_VERDICTS: Final = {
    "yes": "Yes: each stated criterion is met",
    "unknown": "Unknown",
    "no": "No",
}
_HEADERS: Final = ("What a firm gets", "To whom", "Status and term")
_WIDTHS: Final = (40, 36, 24)
_ONE_OF_SEVERAL: Final = "in one of several cases: "
_MATCH: Final = "dftz match, with the profile of the last page"


# What an answer says of a criterion in words, said shortly: there may be several in a cell.
_TO_JUDGE: Final = {"only a person or the agency can judge it": "for the agency to judge"}


def section(material: Material) -> Section:
    """Return what is offered, the most certain and closest first."""
    title = "What is offered, and to whom"
    if material.matching is not None:
        return Section(title, tuple(_decided(material, material.matching)))
    return Section(title, tuple(_offered(material)))


def shown(material: Material) -> tuple[Item, ...]:
    """Return the incentives that the section shows in its table."""
    if material.matching is None:
        return tuple(_choice(material)[:_ROWS])
    return tuple(each.item for each in _open(material, material.matching)[:_ROWS])


def _open(material: Material, matching: Matching) -> list[Decision]:
    """Return what is open or may be: a yes first, then what concerns the subject most and is in force."""

    def rank(each: Decision) -> tuple[bool, int, bool, bool]:
        item = each.item
        weight = material.subject.weight(item)
        return each.verdict != "yes", -weight, not is_fact(item), item.get("zone_cover") != "whole"

    return sorted((each for each in matching.incentives if each.verdict != "no"), key=rank)


def _decided(material: Material, matching: Matching) -> Iterable[Block]:
    yield Remark(NOTICE)
    found = _open(material, matching)
    if found:
        yield Table(_HEADERS, _WIDTHS, tuple(_row(material, each.item, _why(each)) for each in found[:_ROWS]))
    if len(found) > _ROWS:
        left = len(found) - _ROWS
        yield Remark(f"{left} more {'is' if left == 1 else 'are'} unknown or open; {_MATCH}, lists all.")
    closed = [each for each in matching.incentives if each.verdict == "no" and material.subject.weight(each.item)]
    if closed:
        yield Points(tuple(_refused(each) for each in closed[:_REFUSED]))


def verdicts(matching: Matching) -> Statement:
    """Count the verdicts on every incentive."""
    counts = {word: sum(each.verdict == word for each in matching.incentives) for word in _VERDICTS}
    open_to = [each.item for each in matching.incentives if each.verdict == "yes"]
    names = f" (yes: {'; '.join(item['name'] for item in open_to[:_NAMED])})" if open_to else ""
    return Statement(
        f"{counts['yes']} yes, {counts['unknown']} unknown and {counts['no']} no{names}.",
        (*saying.counted(_MATCH), *saying.together(open_to, most=_NAMED)),
        f"{len(matching.incentives)} incentives held against the profile:",
    )


def _refused(each: Decision) -> Statement:
    reasons = [f"{_clause(tested.criterion)} ({_shortly(tested.finding.why)})" for tested in each.decided_by[:1]]
    reason = "; ".join((*reasons, *each.reasons)[:1])
    clauses = tuple(saying.at(tested.criterion) for tested in each.decided_by[:1])
    return Statement(f"{reason}.", clauses or saying.cited(each.item, most=1), f"Not for it: {each.item['name']}:")


def _why(each: Decision) -> Statement:
    """Say the verdict and what decided it, with the clauses."""
    deciding = each.decided_by[:_CRITERIA]
    parts = [f"{_clause(tested.criterion)} ({_shortly(tested.finding.why)})" for tested in deciding]
    parts += _further(len(each.decided_by) - _CRITERIA)
    clauses = tuple(dict.fromkeys(saying.at(tested.criterion) for tested in deciding))
    text = "; ".join((*parts, *each.reasons))
    return Statement(text, clauses or saying.cited(each.item, most=1), f"{_VERDICTS[each.verdict]}.")


def _clause(criterion: Mapping[str, Any]) -> str:
    """Say a criterion, and where it is only one of several cases that it is: the others may hold in its place."""
    return f"{_ONE_OF_SEVERAL}{criterion['text']}" if criterion["case"] else str(criterion["text"])


def _further(count: int) -> list[str]:
    return [f"{count} more {'criterion' if count == 1 else 'criteria'}"] if count > 0 else []


def _shortly(why: str) -> str:
    return _TO_JUDGE.get(why, why).replace("_", " ")


def _offered(material: Material) -> Iterable[Block]:
    found = _choice(material)
    if not found:
        yield Remark("The catalogue has no incentive that concerns this.")
        return
    yield Table(_HEADERS, _WIDTHS, tuple(_row(material, card, _to_whom(card)) for card in found[:_ROWS]))
    if len(found) > _ROWS:
        yield Remark(
            f"{len(found) - _ROWS} more are left out: dftz list incentives has them all, and dftz match decides each "
            "for a firm."
        )


def _choice(material: Material) -> list[Card]:
    """Return incentives: what concerns the subject, then what is tied to no industry and is in force in the zone."""
    subject = material.subject
    own = material.concerning("incentive")
    general = [
        card
        for card in material.catalogue.cards.of_kind("incentive")
        if not card["industries"] and card["zone_cover"] != "none" and is_fact(card) and not subject.weight(card)
    ]
    return [*sorted(own, key=lambda card: (-subject.weight(card), not is_fact(card))), *general]


def _to_whom(card: Card) -> Statement:
    limits = card["eligibility"]
    if not limits:
        return Statement(card["no_criteria"] or "The sources do not say who may have it", saying.cited(card, most=1))
    parts = [_clause(each) for each in limits[:_CRITERIA]]
    parts += _further(len(limits) - _CRITERIA)
    return Statement("; ".join(parts), tuple(dict.fromkeys(saying.at(each) for each in limits[:_CRITERIA])))


def _row(material: Material, item: Item, whom: Statement) -> tuple[Statement, Statement, Statement]:
    notes = saying.cited(item, most=1)
    benefit = Statement(
        f"{item['benefit'] or item['summary']}{saying.doubt(item, material)}", notes, f"{saying.named(item)}:"
    )
    cover = ZONE_COVER_WORDS[item["zone_cover"]] if item["zone_cover"] else "reach in the zone not stated"
    text = "; ".join(filter(None, (saying.status(item), saying.term(item), cover)))
    return benefit, whom, Statement(text, saying.standing(item, material))
