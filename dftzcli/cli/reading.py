"""What every command that lists records does: filters to a query, a query to records, records to a result."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from typing import TYPE_CHECKING

from dftzcli.catalogue import Catalogue, Selection
from dftzcli.cli.options import Filters, Output, Paging, Terminal
from dftzcli.cli.session import Session
from dftzcli.model.fields import fields
from dftzcli.model.vocabulary import KINDS, Kind
from dftzcli.render.asked import question_of
from dftzcli.render.result import listing
from dftzcli.search.query import Query, parse_kind, query_of

if TYPE_CHECKING:
    from dftzcli.render.page import Page


def read_kinds(texts: Iterable[str], filters: Filters, paging: Paging, output: Output, terminal: Terminal) -> None:
    """List records of the kinds that some texts name, several of them with commas between; of every kind for none."""
    kinds = tuple(dict.fromkeys(parse_kind(word) for text in texts for word in text.split(",")))
    read(kinds, filters, paging, output, terminal)


def read(
    kinds: tuple[Kind, ...],
    filters: Filters,
    paging: Paging,
    output: Output,
    terminal: Terminal,
    *,
    words: tuple[str, ...] = (),
    where: tuple[str, ...] = (),
    page: Callable[..., Page] | None = None,
) -> None:
    """List records of some kinds that fit the filters, as the output options ask.

    `page` makes of the items what a person reads instead of a table, unless fields or plain lines are asked for.
    """
    session = Session(terminal, output)
    kind = kinds[0] if len(kinds) == 1 else None
    wanted = session.asked_fields(fields(kind))
    if wanted is None:
        return
    query = query_of(
        kinds=kinds,
        where=(*where, *filters.where),
        status=tuple(part for text in filters.status for part in text.split(",")),
        year=filters.year,
        words=words,
        sort=paging.sort,
        limit=session.limit(paging.limit, everything=paging.all),
        **{
            role: texts
            for role in ("industry", "partner", "country", "place", "agency", "source")
            if (texts := getattr(filters, role))
        },
    )
    catalogue = session.catalogue()
    selection = catalogue.select(query)
    guesses = catalogue.taken_for(query)
    for text, ids in guesses.items():
        more = f" and {len(ids) - 6} more" if len(ids) > 6 else ""
        session.narrator.notice(f"{text!r} taken for {', '.join(ids[:6])}{more}")
    result = listing(
        catalogue,
        selection.cards,
        kind=kind,
        total=selection.total,
        query=question_of(query) | {"taken_for": guesses},
        wanted=wanted,
    )
    if kinds == ("figure",) and (query.years or filters.place):
        gaps = [f"{gap['name']} ({gap['id']})" for gap in catalogue.gaps_about(selection)]
        if gaps:
            session.narrator.notice(f"not in the sources: {'; '.join(gaps)}")
    if page and result.items and not (wanted or output.plain) and session.format.for_people:
        result = result._replace(page=page(result.items, ascii_only=session.ascii_only))
    session.emit(result, fail_empty=paging.fail_empty, nothing=nothing_fits(catalogue, query, selection))


def nothing_fits(catalogue: Catalogue, query: Query, selection: Selection) -> str:
    """Say, when nothing fits, what was searched, how much there is of it, and which filter to drop."""
    if selection.total:
        return ""
    counts = catalogue.cards.counts()
    total = sum(counts[kind] for kind in query.kinds or KINDS)
    nearest = [
        f"{count} without {dropped}"
        for dropped, wider in _wider(query)
        if (count := catalogue.select(wider._replace(limit=None)).total)
    ]
    hint = f"; nearest: {', '.join(nearest)}" if nearest else ""
    return f"nothing fits: {query.describe()}; without the filters there are {total}{hint}"


def _wider(query: Query) -> Iterator[tuple[str, Query]]:
    """Yield each query that has one filter less, with the words for that filter."""
    for number, link in enumerate(query.links):
        yield link.describe(), query._replace(links=query.links[:number] + query.links[number + 1 :])
    for number, condition in enumerate(query.conditions):
        rest = query.conditions[:number] + query.conditions[number + 1 :]
        yield condition.describe(), query._replace(conditions=rest)
    if query.statuses:
        yield "status " + " or ".join(query.statuses), query._replace(statuses=())
    if query.years is not None:
        yield f"year {query.years}", query._replace(years=None)
    if query.within is not None:
        yield f"period {query.within}", query._replace(within=None)
    if query.before is not None:
        yield f"before {query.before}", query._replace(before=None)
    if query.disputed:
        yield "disputed", query._replace(disputed=False)
    if query.words:
        yield "named " + " or ".join(query.words), query._replace(words=())
