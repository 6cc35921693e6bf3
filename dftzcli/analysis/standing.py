"""What a record's status was on a day: computed from its dates, and said to be unknown where they do not tell.

A source states a status at one time. From the dates on which a measure begins and ends to apply, and from what the
sources say happened to a project, follows what it was on another day; where nothing follows, nothing is claimed.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, Final, Literal

from dftzcli.model import periods
from dftzcli.model.vocabulary import RENEWAL_WORDS
from dftzcli.tuples import NamedTuple

Item = Mapping[str, Any]

# stated: as the source says, at its time or later. dates: computed from dates of the record. unknown: nothing tells.
Basis = Literal["stated", "dates", "unknown"]

MEASURES: Final = frozenset({"policy", "incentive"})
# What an event of a project makes of it, until the next one.
_MADE_BY: Final[dict[str, str]] = {
    "announced": "planned",
    "expected": "planned",
    "approved": "planned",
    "signed": "contracted",
    "started": "under_construction",
    "construction_started": "under_construction",
    "built": "completed",
    "delivered": "completed",
    "operating": "operating",
}
_LAPSES: Final = frozenset({"in_force", "pilot"})


class Standing(NamedTuple):
    """The status of a record on a day, what it goes by, and why in words."""

    status: str
    basis: Basis
    why: str


def standing(item: Item, day: str) -> Standing | None:
    """Return what the status of a policy, incentive or project was on a day (ISO); None for what has no status."""
    if item["kind"] in MEASURES:
        return _of_measure(item, day)
    if item["kind"] == "project":
        return _of_project(item, day)
    return None


def _of_measure(item: Item, day: str) -> Standing:
    begins, ends = item.get("effective_from"), item.get("effective_to")
    stated, renewal = item["status"], item.get("renewal")
    issued = item.get("issued")
    if begins and day < periods.bounds(begins)[0]:
        return Standing("planned", "dates", f"it applies from {begins}")
    if issued and day < periods.bounds(issued)[0]:
        return Standing("unknown", "dates", f"it was issued on {issued}, which is later")
    if ends and day > periods.bounds(ends)[1] and stated not in ("superseded", "completed"):
        if renewal == "renewed":
            return Standing(stated, "dates", f"its term ended on {ends}, and it was renewed")
        doubt = f"; {RENEWAL_WORDS[renewal]}" if renewal else ""
        return Standing("expired", "dates", f"its term ended on {ends}{doubt}")
    as_of = item.get("status_as_of")
    if as_of is None or day >= periods.bounds(as_of)[0]:
        return _as_stated(stated, as_of, renewal)
    # The source speaks later: what it says holds for the day only as far as its dates do.
    if begins and stated in (*_LAPSES, "expired", "superseded"):
        return Standing("pilot" if stated == "pilot" else "in_force", "dates", f"it applies since {begins}")
    if issued and stated in _LAPSES:
        return Standing(stated, "dates", f"it was issued on {issued}")
    return Standing("unknown", "unknown", f"the source speaks of {as_of} and does not say since when")


def _of_project(item: Item, day: str) -> Standing:
    as_of = item.get("status_as_of")
    if as_of is None or day >= periods.bounds(as_of)[0]:
        return _as_stated(item["status"], as_of, None)
    told = [
        (periods.bounds(event["date"])[1], _MADE_BY[event["happening"]], event)
        for event in item["dates"]
        if event["happening"] in _MADE_BY
    ]
    before = [entry for entry in told if entry[0] <= day]
    if before:
        _, status, event = max(before, key=lambda entry: entry[0])
        return Standing(status, "dates", f"{event['happening'].replace('_', ' ')} {event['date']}")
    return Standing("unknown", "unknown", f"the source speaks of {as_of} and dates nothing before")


def _as_stated(stated: str, as_of: str | None, renewal: str | None) -> Standing:
    when = f"stated as of {as_of}" if as_of else "stated by a source without a date"
    doubt = f"; {RENEWAL_WORDS[renewal]}" if renewal else ""
    return Standing(stated, "unknown" if stated == "unknown" else "stated", when + doubt)
