"""What a sentence says of the standing of a record, held against its status: a plan is no fact, and a fact no plan."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING, Final

from dftzcli.checking import patterns
from dftzcli.checking.findings import Finding, Verdict
from dftzcli.checking.patterns import Standing
from dftzcli.checking.standing import WITH_STATUS, LooseNames, Said, unrecorded, words_of_standing
from dftzcli.checking.times import times
from dftzcli.model import periods

if TYPE_CHECKING:
    from dftzcli.checking.mentions import Mention, Names
    from dftzcli.checking.sentences import Sentence
    from dftzcli.search.cards import Card


# What each status of a record is in the same words; `unknown` and opinions are none of them.
_STANDS: Final[dict[str, Standing]] = {
    "operating": "runs", "in_force": "in force", "pilot": "trial", "trial": "trial", "planned": "planned",
    "contracted": "signed", "under_construction": "building", "completed": "built", "exploratory": "open",
    "sought": "open", "superseded": "over", "expired": "over",
}  # fmt: skip
_FACTS: Final = frozenset({"runs", "in force", "built"})
_NO_FACTS: Final = frozenset({"planned", "open", "signed", "building"})
# What only a renewal can bear out or deny, once a measure may have run out.
_ASKING_RENEWAL: Final = frozenset({"runs", "in force", "over"})
# How far from a name a word of standing may be, in characters.
_FAR: Final = 90


class Claims:
    """The records that have a status, to be asked about what a sentence says of them."""

    def __init__(self, names: Names) -> None:
        """Take the names that sentences are read with."""
        self._names = names
        self._loose = LooseNames(names)

    def check(self, sentence: Sentence, mentions: Sequence[Mention]) -> Iterable[Finding]:
        """Yield a finding for each word of standing that stands beside the name of a record with a status."""
        words = words_of_standing(sentence.text, [(each.start, each.end) for each in mentions])
        if not words or patterns.UNSURE.search(sentence.text):
            return
        owners = [each for each in mentions if self._cards_of(each)]
        owners = sorted([*owners, *self._loose.mentions(sentence.text, mentions, owners)])
        held = [(each.start, each.end) for each in owners]
        begin = 0
        for said in words:
            if any(start <= said.start < end for start, end in held):
                continue
            clause = _clause(sentence.text, begin, said)
            begin = said.end
            owner = _owner(said, owners, mentions, sentence.text)
            if owner is None:
                subject = unrecorded(sentence.text, said, held)
                if subject is not None:
                    yield Finding("status", "not_in_catalogue", *subject, (), "no record of this name has a status")
            else:
                cards = self._cards_of(owner)
                cards += self._loose.namesakes(sentence.text[owner.start : owner.end], cards)
                verdict, why = _judged(said, cards, sentence.text, clause)
                ids = tuple(card["id"] for card in cards)
                start, end = min(owner.start, said.start), max(owner.end, said.end)
                yield Finding("status", verdict, start, end, ids, why)

    def _cards_of(self, mention: Mention) -> list[Card]:
        cards = [self._names.cards[one] for one in mention.ids] if mention.is_named else []
        return [card for card in cards if card["kind"] in WITH_STATUS]


def _clause(text: str, begin: int, said: Said) -> str:
    """Return the part of a sentence that a word of standing is said in; a phase named elsewhere is none of it."""
    ends = patterns.FURTHER.search(text, said.end)
    return text[begin : ends.start() if ends else len(text)]


def _owner(said: Said, owners: Sequence[Mention], mentions: Sequence[Mention], text: str) -> Mention | None:
    """Return the record that a word of standing is said of: the one right behind it, else the last before it.

    Another name between them is of what is said, unless it only tells where something is. A record that only tells more
    of another thing is none of it: "the meeting on bonded maintenance".
    """
    behind = [each for each in owners if each.start >= said.end]
    # "has opened its new airport", "the planned centre": nothing else may stand between.
    if behind and re.fullmatch(r"\s*(?:(?:is|are) )?(?:the |its |their |an? )?|了", text[said.end : behind[0].start]):
        return behind[0]
    before = [each for each in owners if each.end <= said.start]
    if before:
        if patterns.BESIDE.search(text[: before[-1].start]):
            return None
        between = text[before[-1].end : said.start]
        for each in mentions:
            if before[-1].end <= each.start < said.start and not patterns.WHERE.search(text[: each.start]):
                return None
        return before[-1] if len(between) <= _FAR and not re.search("[;；]", between) else None
    return None


def _judged(said: Said, cards: Sequence[Card], text: str, clause: str) -> tuple[Verdict, str]:
    if _is_of_another_time(cards[0], text):
        return "not_in_catalogue", f"the status in the catalogue is as of {cards[0]['status_as_of'] or 'another time'}"
    statuses = sorted({status for card in cards for status in _statuses(card, clause)})
    if not statuses:
        return "not_in_catalogue", "the catalogue does not know this phase"
    if said.standing in _ASKING_RENEWAL and not times(text) and (lapsing := _not_renewed(cards)):
        return "not_in_catalogue", lapsing
    if patterns.WHOLLY.search(clause) and (partly := _partly(cards)):
        return "not_in_catalogue", partly
    known = "the phase" if _phase_of(clause, cards) else "it"
    told = f"the catalogue has {known} as {' and '.join(status.replace('_', ' ') for status in statuses)}"
    is_disputed = any(_is_disputed(card) for card in cards)
    found = {_compared(said, status, is_disputed=is_disputed) for status in statuses}
    if "verified" in found and all(_STANDS.get(status) in _FACTS for status in statuses):
        # A measure in force and the platform that it runs by bear one name.
        return "verified", ""
    if len(found) != 1:
        return "not_in_catalogue", told
    verdict = found.pop()
    if verdict == "disputed":
        return verdict, "sources disagree about the record"
    if verdict == "not_in_catalogue":
        is_near = not said.is_denied and all(status in _STANDS for status in statuses)
        return verdict, f"{told}, which is near and not the same" if is_near else told
    return verdict, told if verdict == "contradicted" or said.is_denied else ""


def _partly(cards: Sequence[Card]) -> str:
    """Say that the status of a record is not that of all of its phases; nothing where it is, or there are none."""
    for card in cards:
        phases = card.get("phases") or ()
        if any(phase["status"] != card["status"] for phase in phases):
            return f"the catalogue has not all phases as {card['status'].replace('_', ' ')}"
    return ""


def _not_renewed(cards: Sequence[Card]) -> str:
    """Say that a measure was in force and may be no more, where no source confirms its renewal; else nothing."""
    for card in cards:
        if card.get("renewal") == "not_confirmed":
            status = card["status"].replace("_", " ")
            return f"{status} as of {card['status_as_of'] or 'an unknown time'}, and no source confirms its renewal"
    return ""


def _compared(said: Said, status: str, *, is_disputed: bool) -> Verdict:
    """Hold a word of standing against one status; disputed only where it is the same and sources disagree."""
    stands = _STANDS.get(status)
    if stands is None:
        return "not_in_catalogue"
    opposed = {said.standing, stands}
    if said.is_denied:
        if said.standing == stands:
            return "contradicted"
        return "verified" if said.standing in _FACTS and stands in _NO_FACTS else "not_in_catalogue"
    if said.standing == stands:
        return "disputed" if is_disputed else "verified"
    is_plan_for_fact = bool(opposed & _FACTS) and bool(opposed & _NO_FACTS)
    is_over = "over" in opposed and bool(opposed & {"runs", "in force"})
    return "contradicted" if is_plan_for_fact or is_over else "not_in_catalogue"


def _statuses(card: Card, clause: str) -> set[str]:
    """Return the status of a record, or those that documents give the phase a clause names; none for an unknown one."""
    phase = _phase_of(clause, (card,))
    if phase is None:
        return {card["status"]}
    return {each["status"] for each in card.get("phases") or () if _ordinal(each["name"]) == phase}


def _phase_of(clause: str, cards: Sequence[Card]) -> tuple[str, ...] | None:
    """Return the phase that a clause names; None where it names none, or a record that is itself that phase."""
    phase = _ordinal(clause)
    return None if phase is None or any(_ordinal(card["name"]) == phase for card in cards) else phase


def _ordinal(text: str) -> tuple[str, ...] | None:
    """Return the forms of the last number of a phase in a text."""
    found = [next(value for value in match.groups() if value).lower() for match in patterns.PHASE.finditer(text)]
    if not found:
        return None
    return next((forms for forms in patterns.ORDINALS if found[-1] in forms), (found[-1],))


def _is_of_another_time(card: Card, text: str) -> bool:
    """Tell whether a sentence speaks of a time that the status of the catalogue is not of."""
    told = [each.period for each in times(text)]
    if not told:
        return False
    known = card["status_as_of"]
    return not known or not any(periods.overlaps(period, known) for period in told)


def _is_disputed(card: Card) -> bool:
    return any(word != "caution" for word in (card["dispute"] or "").split("; ") if word)
