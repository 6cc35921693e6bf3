"""What is old, undated or superseded: what to look up again before anything rests on it.

Every record is judged by the time it is of: a figure by its period, a policy, incentive or project by the time of its
status, a document by its date, and anything else by the newest document it cites. No clock is asked: ages are counted
to the date of the catalogue.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any, Final, Literal

from dftzcli.analysis.observations import Observation, observe
from dftzcli.analysis.series import Key, key_of
from dftzcli.model import periods
from dftzcli.model.fields import OLD_AFTER_YEARS, age, dated
from dftzcli.model.vocabulary import Kind
from dftzcli.tuples import NamedTuple

Item = Mapping[str, Any]
Why = Literal["old", "undated", "superseded"]

# The kinds that have a time of their own, in the order of a work list.
TIMED_KINDS: Final[tuple[Kind, ...]] = ("figure", "policy", "incentive", "project", "source")
_RANK: Final = {"headline": 0, "supporting": 1, "context": 2}
_OTHER_KINDS: Final = 3


class Time(NamedTuple):
    """The time a record is of, None where nothing is known of it, and whether that is stated, inferred or unstated."""

    period: str | None
    basis: str


_NOT_KNOWN: Final = Time(None, "unstated")


class Stale(NamedTuple):
    """One record to look up again, and why.

    `period` is the time it is of and `period_basis` whether that is stated; `age_years` is counted from the end of that
    to the date of the catalogue, None where it is yet to end or not known; `superseded_by` are the newest observations
    of its series, and `item` is the record.
    """

    id: str
    kind: Kind
    why: tuple[Why, ...]
    period: str | None
    period_basis: str
    age_years: float | None
    superseded_by: tuple[str, ...]
    source: str | None
    source_date: str | None
    item: Item


def stale(items: Iterable[Item], *, documents: Iterable[Item], as_of: str, before: str | None = None) -> list[Stale]:
    """Return what is old, undated or superseded among some records, by importance and then the oldest first.

    Figures come first, the headline ones before the others; all figures of a series must be among `items` for a later
    one to be found. `before` is an ISO day, three years before `as_of` unless given: old is what ended before it.
    """
    sources = {document["id"]: document for document in documents}
    limit = before or years_before(as_of, OLD_AFTER_YEARS)
    judged = list(items)
    later = superseding(observe(item) for item in judged if item["kind"] == "figure")
    found = []
    for item in judged:
        time = time_of(item, sources)
        superseded_by = later.get(item["id"], ())
        why = _reasons(item, time, limit, superseded_by)
        if why:
            found.append(_entry(item, time, why, superseded_by, sources, as_of))
    return sorted(found, key=_order)


def years_before(day: str, years: int) -> str:
    """Return the day some years before an ISO day; of 29 February it is the 28th where the year has no other.

    >>> years_before("2026-11-21", 3)
    '2023-11-21'
    """
    whole = periods.bounds(day)[0]
    earlier = f"{int(whole[:4]) - years:04d}"
    return earlier + ("-02-28" if whole[5:] == "02-29" else whole[4:])


def time_of(item: Item, sources: Mapping[str, Item]) -> Time:
    """Return the time a record is of; `sources` are the documents by id."""
    if item["kind"] == "figure":
        return Time(item["period"], item["period_basis"])
    # What is computed for a day is no older than that day; what it is computed from is.
    if item.get("status_as_of") and item["status_as_of_basis"] != "computed":
        return Time(item["status_as_of"], item["status_as_of_basis"])
    if item["kind"] == "source":
        return _date_of(item)
    cited = [_date_of(sources[source]) for source in item["sources"] if source in sources]
    return max(cited, key=lambda time: (_end(time.period), time.basis == "stated"), default=_NOT_KNOWN)


def _date_of(document: Item) -> Time:
    if document["date"]:
        return Time(document["date"], "stated")
    return Time(document["date_inferred"], "inferred") if document["date_inferred"] else _NOT_KNOWN


def _end(period: str | None) -> str:
    """Return the last day of a period; what is not known ends before everything."""
    return "" if period is None else periods.bounds(period)[1]


def superseding(observations: Iterable[Observation]) -> dict[str, tuple[str, ...]]:
    """Return the newest observations of the series of each observation that is not among them, by its id.

    Series are those of `dftzcli.analysis.series`: of one thing, base unit and rhythm. Two sources may both have the
    newest one, and both stand. An undated figure supersedes nothing and is not superseded, since the time of its
    document is none of measurement; what is expected supersedes only what was expected: a plan is no later fact.
    """
    series: dict[Key, list[tuple[str, Observation]]] = {}
    for one in observations:
        if one.rhythm != "undated":
            series.setdefault(key_of(one), []).append((_end(one.period), one))
    found: dict[str, tuple[str, ...]] = {}
    for members in series.values():
        facts = _newest([member for member in members if member[1].qualifier != "expected"])
        either = _newest(members)
        for end, one in members:
            last, ids = either if one.qualifier == "expected" else facts
            if end < last:
                found[one.id] = ids
    return found


def _newest(members: list[tuple[str, Observation]]) -> tuple[str, tuple[str, ...]]:
    last = max((end for end, _ in members), default="")
    return last, tuple(one.id for end, one in members if end == last)


def _reasons(item: Item, time: Time, limit: str, superseded_by: tuple[str, ...]) -> tuple[Why, ...]:
    found: list[Why] = []
    if time.period is not None and _end(time.period) < limit:
        found.append("old")
    # What is inferred of a figure is what it measured; of anything else, the date that its document does not print.
    if time.basis == "unstated" or (time.basis == "inferred" and item["kind"] != "figure"):
        found.append("undated")
    if superseded_by or item.get("status") in ("superseded", "expired"):
        found.append("superseded")
    return tuple(found)


def _entry(
    item: Item,
    time: Time,
    why: tuple[Why, ...],
    superseded_by: tuple[str, ...],
    sources: Mapping[str, Item],
    as_of: str,
) -> Stale:
    years = None if time.period is None else age(time.period, as_of)
    first = item["id"] if item["kind"] == "source" else next(iter(item["sources"]), None)
    document = None if first is None else sources.get(first)
    return Stale(
        id=item["id"],
        kind=item["kind"],
        why=why,
        period=time.period,
        period_basis=time.basis,
        age_years=years if years is not None and years >= 0 else None,
        superseded_by=superseded_by,
        source=first,
        source_date=dated(document["date"], document["date_inferred"]) if document else None,
        item=item,
    )


def _order(entry: Stale) -> tuple[int, bool, str]:
    """Order by importance, then the oldest first; what nothing is known of the time of comes last of its rank."""
    rank = _RANK.get(entry.item.get("importance") or "", _OTHER_KINDS)
    return rank, entry.period is None, _end(entry.period)
