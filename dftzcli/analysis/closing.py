"""What closes: the ends of terms and the deadlines of limits that fall within some time of a day."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from datetime import date, timedelta
from typing import Any, Final, Literal

from dftzcli.analysis.standing import standing
from dftzcli.errors import UsageError
from dftzcli.model import periods
from dftzcli.tuples import NamedTuple

Item = Mapping[str, Any]
What = Literal["term", "deadline"]

_DURATION: Final = re.compile(r"(\d{1,5})\s*(d|w|m|y)?", re.IGNORECASE)
_DAYS: Final = {"d": 1, "w": 7, "m": 30, "y": 365}
# Limits of time that somebody has to meet.
_DEADLINES: Final = frozenset({"date", "signed_on", "completed_on"})


class Closing(NamedTuple):
    """One end: the record, the last day (ISO), how many days are left to it, and what ends.

    `date` is as precise as the source. `what` is the term of the record, or a deadline among its limits, whose words
    are in `text`. `status` is that of the day asked for.
    """

    item: Item
    closes: str
    date: str
    days_left: int
    what: What
    text: str
    status: str
    source: str
    locator: str


def within(text: str) -> int:
    """Read a length of time into days: `180d`, `26w`, `6m` (30 days each), `1y`; UsageError for what is none."""
    found = _DURATION.fullmatch(text.strip())
    if found is None:
        raise UsageError(f"{text!r} is no length of time", fix="write 180d, 26w, 6m or 1y")
    return int(found[1]) * _DAYS[(found[2] or "d").lower()]


def closing(items: Iterable[Item], *, day: str, days: int) -> tuple[Closing, ...]:
    """Return what closes on a day (ISO) or within some days after it, the nearest first."""
    last = date.fromisoformat(day) + timedelta(days=min(days, (date.max - date.fromisoformat(day)).days))
    found = (each for item in items for each in _ends(item, day))
    return tuple(sorted((each for each in found if day <= each.closes <= last.isoformat()), key=_order))


def _order(closing: Closing) -> tuple[str, str, str]:
    return closing.closes, closing.what, closing.item["id"]


def _ends(item: Item, day: str) -> Iterator[Closing]:
    stands = standing(item, day)
    status = stands.status if stands else "unknown"
    if item.get("effective_to"):
        cited = item["citations"][0]
        yield _closing(item, day, item["effective_to"], "term", item.get("duration") or "", status, cited)
    for limit in item["eligibility"]:
        if limit["field"] in _DEADLINES and limit["op"] in ("<", "<="):
            yield _closing(item, day, limit["value"], "deadline", limit["text"], status, limit)


def _closing(item: Item, day: str, when: str, what: What, text: str, status: str, cited: Item) -> Closing:
    closes = periods.bounds(when)[1]
    left = (date.fromisoformat(closes) - date.fromisoformat(day)).days
    return Closing(item, closes, when, left, what, text, status, cited["source"], cited["locator"])
