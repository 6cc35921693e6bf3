"""What `dftz stale` and `dftz timeline` do with the values of their options, however the command line was read."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from typing import TYPE_CHECKING, Any, Final

from dftzcli.catalogue import kinds_of
from dftzcli.cli.session import Session, question
from dftzcli.model.vocabulary import PLURALS, Kind
from dftzcli.render.asked import question_of
from dftzcli.render.result import Result, chosen
from dftzcli.search.query import parse_day, parse_sorting, query_of
from dftzcli.tuples import NamedTuple

if TYPE_CHECKING:
    from dftzcli.analysis.timeline import Timeline
    from dftzcli.catalogue import Dataset
    from dftzcli.cli.options import Filters, Output, Paging, Terminal
    from dftzcli.model.fields import FieldSpec
    from dftzcli.render.page import Page

_ROLES: Final = ("industry", "partner", "country", "place", "agency", "source")

Items = list[dict[str, Any]]
Draw = Callable[..., "Page"]


class _Asked(NamedTuple):
    """How items are to be written: their fields, their page, what was asked for, and what is said of nothing."""

    known: tuple[FieldSpec, ...]
    draw: Draw
    wanted: tuple[str, ...]
    paging: Paging
    question: dict[str, Any]
    nothing: str


def answer_stale(
    kinds: Sequence[str], *, before: str | None, paging: Paging, output: Output, terminal: Terminal
) -> None:
    """List what is old, undated or superseded; UsageError for a date or kind that is none."""
    from dftzcli.analysis.ages import TIMED_KINDS, years_before
    from dftzcli.model.fields import OLD_AFTER_YEARS
    from dftzcli.render.dating import stale_fields, stale_items, stale_page

    session = Session(terminal, output)
    wanted = session.asked_fields(stale_fields())
    if wanted is None:
        return
    asked = kinds_of(kinds) or TIMED_KINDS
    day = None if before is None else parse_day(before)
    catalogue = session.catalogue()
    day = day or years_before(catalogue.as_of, OLD_AFTER_YEARS)
    items = stale_items(catalogue.stale(day, asked))
    text = f"{_named(asked)} that ended before {day}, are undated or are superseded"
    asked_for = question(text, kinds=asked, before=day, sort=paging.sort)
    asking = _Asked(stale_fields(), stale_page, wanted, paging, asked_for, nothing=f"no {text}")
    _emit(session, items, asking, dataset=catalogue.dataset)


def answer_expiring(within: str, *, filters: Filters, paging: Paging, output: Output, terminal: Terminal) -> None:
    """List what closes within some time; UsageError for a length of time or filter that cannot be meant."""
    from dftzcli.analysis.closing import within as days_of
    from dftzcli.render.closings import items_of, known, page_of

    session = Session(terminal, output, also=("ics",))
    wanted = session.asked_fields(known())
    if wanted is None:
        return
    days = days_of(within)
    catalogue = session.catalogue()
    chosen_by = _chosen_by(filters)
    found = catalogue.expiring(days, **chosen_by)
    query = query_of(**chosen_by)
    narrowed = f", of {query.describe()}" if query != query_of() else ""
    told = f"what closes within {days} days of {catalogue.as_of}{narrowed}"
    asked_for = question(told, within=days, day=catalogue.as_of, sort=paging.sort)
    asking = _Asked(known(), page_of, wanted, paging, asked_for, nothing=f"nothing closes: {told}")
    _emit(session, items_of(found), asking, dataset=catalogue.dataset)


def answer_timeline(
    kinds: Sequence[str],
    *,
    since: str | None,
    until: str | None,
    all_figures: bool,
    filters: Filters,
    paging: Paging,
    output: Output,
    terminal: Terminal,
) -> None:
    """List what the sources date, in order of time; UsageError for a date, kind or filter that cannot be meant."""
    from dftzcli.render.dating import timeline_fields, timeline_items, timeline_page

    session = Session(terminal, output)
    wanted = session.asked_fields(timeline_fields())
    if wanted is None:
        return
    asked = kinds_of(kinds)
    chosen_by = _chosen_by(filters)
    query = query_of(kinds=asked, **chosen_by)
    for day in (since, until):
        if day is not None:
            parse_day(day)
    catalogue = session.catalogue()
    found = catalogue.timeline(asked, since=since, until=until, all_figures=all_figures, **chosen_by)
    guesses = catalogue.taken_for(query)
    _say_guesses(session, guesses)
    told = f"the timeline of {query.describe()}" + "".join(
        f", {word} {day}" for word, day in (("from", since), ("to", until)) if day is not None
    )
    asked_for = question_of(query) | {"text": told, "since": since, "until": until, "all_figures": all_figures}
    asked_for |= {"sort": paging.sort, "taken_for": guesses}
    items = timeline_items(found.moments)
    nothing = f"nothing is dated in {told}{_left_out(found, '; ')}"
    asking = _Asked(timeline_fields(), timeline_page, wanted, paging, asked_for, nothing=nothing)
    _emit(session, items, asking, dataset=catalogue.dataset)
    if items and (left_out := _left_out(found)):
        session.narrator.notice(left_out)


def _chosen_by(filters: Filters) -> dict[str, Any]:
    return {
        "where": tuple(filters.where),
        "status": tuple(part for text in filters.status for part in text.split(",")),
        "year": filters.year,
        **{role: texts for role in _ROLES if (texts := getattr(filters, role))},
    }


def _say_guesses(session: Session, guesses: Mapping[str, Sequence[str]]) -> None:
    for text, ids in guesses.items():
        more = f" and {len(ids) - 6} more" if len(ids) > 6 else ""
        session.narrator.notice(f"{text!r} taken for {', '.join(ids[:6])}{more}")


def _named(kinds: Sequence[Kind]) -> str:
    *others, last = (PLURALS[kind] for kind in kinds)
    return f"{', '.join(others)} and {last}" if others else last


def _left_out(found: Timeline, before: str = "") -> str:
    """Say what is kept back so that the list stays readable, and how to have it."""
    parts = []
    if found.minor_figures:
        figures = f"figure{'s' * (found.minor_figures != 1)}"
        parts.append(f"{found.minor_figures} {figures} below headline importance (--all-figures)")
    if found.parts:
        policies = f"part{'s' * (found.parts != 1)} of policies"
        parts.append(f"{found.parts} {policies} issued with the whole (--kind policy)")
    return f"{before}left out: {', '.join(parts)}" if parts else ""


def _emit(session: Session, items: Items, asked: _Asked, *, dataset: Dataset) -> None:
    """Write items in the order, the number and the fields asked for; tables are drawn as a page of their own."""
    paging = asked.paging
    specs, columns = chosen(asked.known, asked.wanted)
    limit = session.limit(paging.limit, everything=paging.all)
    listed = items if paging.sort is None else _ordered(items, paging.sort, asked.known)
    listed = listed if limit is None else listed[:limit]
    page = None
    if not asked.wanted and session.format.for_people:
        page = asked.draw(listed, ascii_only=session.ascii_only)
    session.emit(
        Result(
            specs=specs,
            columns=columns,
            items=listed if not asked.wanted else [{spec.key: item[spec.key] for spec in specs} for item in listed],
            total=len(items),
            query=asked.question | {"limit": limit},
            dataset=dataset,
            # A record may have several dates; the next command wants it once.
            ids=tuple(dict.fromkeys(item["id"] for item in listed)),
            page=page,
        ),
        fail_empty=paging.fail_empty,
        nothing=asked.nothing if not items else "",
    )


def _ordered(items: Items, sort: str, known: tuple[FieldSpec, ...]) -> Items:
    """Return items by one field, stably, those without a value last; UsageError with the nearest for no field."""
    sorting = parse_sorting(sort)
    ((spec,), _) = chosen(known, (sorting.field,))

    def key(item: dict[str, Any]) -> Any:
        value = item[spec.key]
        if isinstance(value, list):
            value = "; ".join(value)
        return value if spec.type == "number" else str(value).casefold()

    present = [item for item in items if item[spec.key] not in (None, "", [])]
    absent = [item for item in items if item[spec.key] in (None, "", [])]
    return sorted(present, key=key, reverse=sorting.descending) + absent
