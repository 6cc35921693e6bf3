"""One criterion held against one profile: yes, no, or unknown and what would settle it."""

from __future__ import annotations

import operator
from collections.abc import Callable, Mapping
from decimal import Decimal
from typing import Any, Final, Literal

from dftzcli.analysis.matching.lineage import Lineage
from dftzcli.analysis.matching.profile import Answer, Money, Profile
from dftzcli.errors import UsageError
from dftzcli.model import periods
from dftzcli.model.eligibility import FIELDS
from dftzcli.model.units import unit
from dftzcli.tuples import NamedTuple

Verdict = Literal["yes", "no", "unknown"]

_COMPARES: Final[dict[str, Callable[[Any, Any], bool]]] = {
    "<": operator.lt,
    "<=": operator.le,
    ">": operator.gt,
    ">=": operator.ge,
    "=": operator.eq,
    "!=": operator.ne,
}


class Finding(NamedTuple):
    """What one criterion says: `missing` is the field whose answer would settle it, `why` the reason in words."""

    verdict: Verdict
    why: str
    missing: str | None = None


def test(criterion: Mapping[str, Any], name: str, profile: Profile, lineage: Lineage) -> Finding:
    """Hold a criterion (as on a card) against a profile; `name` is how `confirmed` and `denied` call it.

    An answer and a word for it are two pieces of knowledge, and a no of either stands. UsageError for a criterion that
    is confirmed while an answer says that it is not met: of the two one is wrong, and no verdict can follow from both.
    """
    answered = _answered(criterion, profile, lineage)
    if answered.verdict == "no" and name in profile.confirmed:
        raise UsageError(
            f"{name} is confirmed in the profile, and its answers say otherwise: {answered.why}",
            fix=f"leave it out of `confirmed`, or correct {criterion['field']}",
        )
    if answered.verdict == "no":
        return answered
    if name in profile.denied:
        return Finding("no", "denied in the profile")
    if name in profile.confirmed and answered.verdict == "unknown":
        return Finding("yes", "confirmed in the profile")
    return answered


def _answered(criterion: Mapping[str, Any], profile: Profile, lineage: Lineage) -> Finding:
    field = criterion["field"]
    if field is None or criterion["op"] is None:
        return Finding("unknown", "only a person or the agency can judge it")
    label = FIELDS[field].label
    if field not in profile.answers:
        return Finding("unknown", f"the profile does not say: {label}", field)
    return _compared(criterion, profile.answers[field], lineage)


def _compared(criterion: Mapping[str, Any], answer: Answer, lineage: Lineage) -> Finding:
    spec = FIELDS[criterion["field"]]
    wanted = tuple(part.strip() for part in str(criterion["value"]).split(","))
    match spec.kind:
        case "place":
            return _turned(criterion, _within(criterion["field"], str(answer), wanted, lineage))
        case "industries":
            return _turned(criterion, _sector(answer, wanted, lineage))
        case "words" | "countries":
            held = [word for word in answer if word in wanted]  # type: ignore[union-attr]
            said = ", ".join(answer) or "none"  # type: ignore[arg-type]
            return _turned(criterion, Finding("yes" if held else "no", f"{spec.label}: {said}"))
        case "word":
            return _turned(criterion, Finding("yes" if answer in wanted else "no", f"{spec.label}: {answer}"))
        case "money":
            return _money(criterion, answer)  # type: ignore[arg-type]
        case "count":
            holds = _COMPARES[criterion["op"]](answer, Decimal(wanted[0]))
            return Finding("yes" if holds else "no", f"{spec.label}: {answer} {spec.unit}")
        case "day":
            return _day(criterion["field"], criterion["op"], str(answer), wanted[0])
        case "text":
            return Finding("unknown", "words that only a person can compare")


def _turned(criterion: Mapping[str, Any], finding: Finding) -> Finding:
    """Turn the answer round where the criterion says what must not be."""
    if criterion["op"] != "!=" or finding.verdict == "unknown":
        return finding
    return finding._replace(verdict="no" if finding.verdict == "yes" else "yes")


def _within(field: str, place: str, wanted: tuple[str, ...], lineage: Lineage) -> Finding:
    said = f"{FIELDS[field].label}: {place}"  # type: ignore[index]
    if any(lineage.is_within(place, each) for each in wanted):
        return Finding("yes", said)
    if any(lineage.is_partly(place, each) for each in wanted):
        return Finding("unknown", f"{said}, of which only a part may lie in {' or '.join(wanted)}", field)
    return Finding("no", f"{said}, not {' or '.join(wanted)}")


def _sector(answer: Answer, wanted: tuple[str, ...], lineage: Lineage) -> Finding:
    sectors: tuple[str, ...] = tuple(answer)  # type: ignore[arg-type]
    said = f"sector: {', '.join(sectors) or 'none'}"
    if any(lineage.is_within(sector, each) for sector in sectors for each in wanted):
        return Finding("yes", said)
    if any(lineage.is_partly(sector, each) for sector in sectors for each in wanted):
        return Finding("unknown", f"{said}, of which only a part may be {' or '.join(wanted)}", "sector")
    return Finding("no", f"{said}, not {' or '.join(wanted)}")


def _money(criterion: Mapping[str, Any], answer: Money) -> Finding:
    spec, asked = FIELDS[criterion["field"]], unit(criterion["unit"])
    said = f"{spec.label}: {answer}"
    if answer.currency != asked.base:
        why = f"{said}, and the limit is in {asked.base}: no exchange rate is in the catalogue"
        return Finding("unknown", why, criterion["field"])
    limit = Decimal(str(criterion["value"])) * asked.multiplier
    return Finding("yes" if _COMPARES[criterion["op"]](answer.amount, limit) else "no", said)


def _day(field: str, op: str, answer: str, wanted: str) -> Finding:
    first, last = periods.bounds(answer)
    begins, ends = periods.bounds(wanted)
    # A limit "by 2026" holds until its last day; "from 2025" from its first.
    limit = {"<": begins, "<=": ends, ">": ends, ">=": begins}.get(op)
    if limit is None:
        holds, fails = begins <= first and last <= ends, last < begins or first > ends
    else:
        results = {_COMPARES[op](day, limit) for day in (first, last)}
        holds, fails = results == {True}, results == {False}
    said = f"{FIELDS[field].label}: {answer}"  # type: ignore[index]
    return (
        Finding("yes", said)
        if holds
        else Finding("no", said)
        if fails
        else Finding("unknown", f"{said}: on which day?", field)
    )
