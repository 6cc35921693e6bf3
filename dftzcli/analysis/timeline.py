"""The timeline: what happened or is expected when, as the sources date it.

It is made of the `dates` of records, the issue and the terms of policies and incentives, the dates of documents and the
periods of figures. Every moment says whether its date is stated; what is expected or planned is never told as done.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from typing import Any, Final

from dftzcli.errors import UsageError
from dftzcli.model import periods
from dftzcli.model.vocabulary import Kind
from dftzcli.tuples import NamedTuple

Item = Mapping[str, Any]

# What the period of a figure is on the timeline, unless the figure is only expected.
OBSERVED: Final = "observed"
# Fields of a record that are dates by themselves, as they stand there.
_TERMS: Final = ("issued", "effective_from", "effective_to")


class Moment(NamedTuple):
    """One date of one record.

    `happening` is a word of the vocabulary of events, or says which date of the record it is: `effective_from`,
    `effective_to`, `observed` for the period of a figure. `basis` is stated, inferred, or unstated where the source
    gives no time and the date is that of the document. `what` is None where the record itself, `item`, says it.
    `is_period` marks the period of a figure.
    """

    id: str
    kind: Kind
    date: str
    basis: str
    happening: str
    what: str | None
    source: str
    locator: str | None
    lines: str | None
    item: Item
    is_period: bool = False

    @property
    def precision(self) -> str:
        """`day`, `month`, `year` or `interval`."""
        return periods.precision(self.date)

    @property
    def span(self) -> tuple[str, str]:
        """The first and the last day."""
        return periods.bounds(self.date)


class Timeline(NamedTuple):
    """Moments in order of time, and how many were left out to keep them readable.

    `minor_figures` are figures that are no headline ones, `parts` policies that were issued with the policy they are a
    part of, which stands there for them.
    """

    moments: tuple[Moment, ...]
    minor_figures: int = 0
    parts: int = 0


def timeline(
    items: Iterable[Item],
    *,
    documents: Iterable[Item],
    since: str | None = None,
    until: str | None = None,
    year: str | None = None,
    all_figures: bool = False,
    all_parts: bool = False,
) -> Timeline:
    """Return the moments of some records that overlap the days `since` to `until` (ISO, both included), and a year.

    They are ordered by their first day, then their last, then as the records are. Only headline figures stand there
    unless `all_figures`, and no parts issued together with their whole unless `all_parts`. UsageError when `until` is
    before `since`.
    """
    if since and until and until < since:
        raise UsageError(f"the time asked for ends on {until}, before it begins on {since}", fix="exchange the two")
    sources = {document["id"]: document for document in documents}
    found = [
        moment
        for item in items
        for moment in moments(item, sources)
        if _within(moment, since, until) and (year is None or periods.overlaps(moment.date, year))
    ]
    issued = {(moment.id, moment.date) for moment in found if moment.happening == "issued"}
    kept: list[Moment] = []
    minor = parts = 0
    for moment in found:
        if not all_figures and moment.is_period and moment.item["importance"] != "headline":
            minor += 1
        elif not all_parts and moment.happening == "issued" and (moment.item.get("part_of"), moment.date) in issued:
            parts += 1
        else:
            kept.append(moment)
    return Timeline(tuple(sorted(kept, key=lambda moment: moment.span)), minor, parts)


def moments(item: Item, sources: Mapping[str, Item]) -> Iterator[Moment]:
    """Yield the moments of a record: its events, then what its own date fields say and no event has said."""
    told = set()
    for event in item["dates"]:
        told.add((event["happening"], event["date"]))
        yield Moment(
            id=item["id"],
            kind=item["kind"],
            date=event["date"],
            basis=event["basis"],
            happening=event["happening"],
            what=event["what"],
            source=event["source"],
            locator=event["locator"],
            lines=event["lines"],
            item=item,
        )
    if item["kind"] == "figure":
        happening = "expected" if item["qualifier"] == "expected" else OBSERVED
        yield _own(item, item["period"], item["period_basis"], happening)._replace(is_period=True)
    elif item["kind"] == "source":
        date = item["date"] or item["date_inferred"]
        if date and ("published", date) not in told:
            basis = "stated" if item["date"] else "inferred"
            what = None if item["date"] else "the document prints no date"
            # What it cites are its titles, which is not where its date stands.
            yield _own(item, date, basis, "published", what)._replace(source=item["id"], locator=None, lines=None)
    for term in _TERMS:
        date = item.get(term)
        if date and (term, date) not in told:
            yield _own(item, date, _basis(item, date, sources), term)


def _own(item: Item, date: str, basis: str, happening: str, what: str | None = None) -> Moment:
    """Return the moment that a date field of a record is; the record's first citation says it."""
    cited = item["citations"][0]
    return Moment(
        id=item["id"],
        kind=item["kind"],
        date=date,
        basis=basis,
        happening=happening,
        what=what,
        source=cited["source"],
        locator=cited["locator"],
        lines=cited["lines"],
        item=item,
    )


def _basis(item: Item, date: str, sources: Mapping[str, Item]) -> str:
    """Return `inferred` for a date that is that of a document without one: no field of the record says so."""
    cited = [sources[source] for source in item["sources"] if source in sources]
    return "inferred" if any(document["date_inferred"] == date for document in cited) else "stated"


def _within(moment: Moment, since: str | None, until: str | None) -> bool:
    first, last = moment.span
    return (since is None or last >= since) and (until is None or first <= until)
