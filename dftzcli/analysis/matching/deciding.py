"""Every criterion of a record together: one verdict, what decided it, and what is missing.

Criteria without a case all have to hold; of the cases one is enough. Unknown is carried on: it never becomes a yes, and
a no that is sure stays one whatever else is not known.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from dftzcli.analysis.matching.lineage import Lineage
from dftzcli.analysis.matching.profile import Profile
from dftzcli.analysis.matching.testing import Finding, Verdict, test
from dftzcli.analysis.standing import Standing, standing
from dftzcli.model import periods
from dftzcli.model.vocabulary import ZONE_COVER_WORDS
from dftzcli.tuples import NamedTuple

Item = Mapping[str, Any]


class Tested(NamedTuple):
    """A criterion, how it is called (`incentive#2`), and what was found."""

    name: str
    criterion: Item
    finding: Finding


class Decision(NamedTuple):
    """The verdict on one record for one profile on one day.

    `decided_by` are the criteria that decided it: those that are met for a yes, those that are not for a no, and those
    that are open for an unknown. `reasons` are what decided it beside criteria: its status, or that the sources set no
    limit that can be tested. `missing` are the fields whose answers would bring it on.
    """

    item: Item
    verdict: Verdict
    standing: Standing
    tested: tuple[Tested, ...]
    decided_by: tuple[Tested, ...]
    reasons: tuple[str, ...]
    missing: tuple[str, ...]


def decide(item: Item, profile: Profile, day: str, lineage: Lineage) -> Decision:
    """Hold the criteria of a policy or incentive against a profile on a day (ISO)."""
    stands = standing(item, day)
    if stands is None:
        raise ValueError(f"{item['id']} has no status")
    tested = tuple(
        Tested(name, criterion, test(criterion, name, profile, lineage))
        for number, criterion in enumerate(item["eligibility"], 1)
        for name in (f"{item['id']}#{number}",)
    )
    limits, deciding = _together(tested)
    available, reasons = _available(item, stands, has_limits=bool(tested))
    in_time, late = _in_time(item, profile)
    verdict = _all((limits, available, in_time))
    shown = deciding if limits == verdict else ()
    why = reasons if available == verdict or verdict == "unknown" else ()
    why = (*why, *(late if in_time == verdict else ()))
    missing = dict.fromkeys(
        each.finding.missing for each in tested if verdict == "unknown" and each.finding.missing and each in deciding
    )
    return Decision(item, verdict, stands, tested, shown, tuple(why), tuple(missing))


def _together(tested: Sequence[Tested]) -> tuple[Verdict, tuple[Tested, ...]]:
    """Return what the criteria say together, and those that say it."""
    always = [each for each in tested if each.criterion["case"] is None]
    cases: dict[str, list[Tested]] = {}
    for each in tested:
        if each.criterion["case"] is not None:
            cases.setdefault(each.criterion["case"], []).append(each)
    verdicts = {case: _all(each.finding.verdict for each in members) for case, members in cases.items()}
    of_cases: Verdict = _any(verdicts.values()) if cases else "yes"
    whole = _all((*(each.finding.verdict for each in always), of_cases))
    deciding = [each for each in always if each.finding.verdict == whole]
    if of_cases == whole:
        deciding += [
            each
            for case, members in cases.items()
            if verdicts[case] == whole
            for each in members
            if each.finding.verdict == whole
        ]
    return whole, tuple(deciding)


def _available(item: Item, stands: Standing, *, has_limits: bool) -> tuple[Verdict, tuple[str, ...]]:
    """Say whether a record can be had at all on the day, by its status and by what its sources leave out."""
    if item.get("zone_cover") == "none" and not has_limits:
        return "no", (ZONE_COVER_WORDS["none"],)
    if stands.status in ("in_force", "pilot"):
        if item.get("renewal") == "not_confirmed":
            return "unknown", (f"status {stands.status.replace('_', ' ')}, {stands.why}",)
        return ("yes", ()) if has_limits else ("unknown", (_no_limits(item),))
    said = f"status {stands.status.replace('_', ' ')}: {stands.why}"
    if stands.status == "unknown" or (stands.status == "expired" and item.get("renewal") == "not_confirmed"):
        return "unknown", (said,)
    return "no", (said,)


def _in_time(item: Item, profile: Profile) -> tuple[Verdict, tuple[str, ...]]:
    """Say whether the date of application, where it is known, lies in the term of a record."""
    applied = profile.answers.get("date")
    if not isinstance(applied, str):
        return "yes", ()
    first, last = periods.bounds(applied)
    begins, ends, renewal = item.get("effective_from"), item.get("effective_to"), item.get("renewal")
    if begins and last < periods.bounds(begins)[0]:
        return "no", (f"it applies from {begins}, after the date of application",)
    if ends and first > periods.bounds(ends)[1] and renewal != "renewed":
        # Whether it goes on is not known either way, so it was no yes before the date was.
        verdict: Verdict = "unknown" if renewal == "not_confirmed" else "no"
        return verdict, (f"its term ends on {ends}, before the date of application",)
    return "yes", ()


def _no_limits(item: Item) -> str:
    return str(item.get("no_criteria") or "the sources do not say who may have it")


def _all(verdicts: Iterable[Verdict]) -> Verdict:
    held = set(verdicts)
    return "no" if "no" in held else "unknown" if "unknown" in held else "yes"


def _any(verdicts: Iterable[Verdict]) -> Verdict:
    held = set(verdicts)
    return "yes" if "yes" in held else "unknown" if "unknown" in held else "no"
