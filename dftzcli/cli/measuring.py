"""What `dftz figures` does with the values of its options, however the command line was read."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, Any, Final

from dftzcli.catalogue import Catalogue, Selection
from dftzcli.cli.options import Filters, Measured, Output, Paging, Terminal
from dftzcli.cli.reading import nothing_fits
from dftzcli.cli.session import Session
from dftzcli.errors import UsageError
from dftzcli.model.fields import FieldSpec, fields
from dftzcli.render.asked import question_of
from dftzcli.render.result import Result, chosen, listing
from dftzcli.search.query import Query, query_of

if TYPE_CHECKING:
    from dftzcli.model.units import Target

_ROLES: Final = ("industry", "partner", "country", "place", "agency", "source")


def answer(
    words: Sequence[str], measured: Measured, filters: Filters, paging: Paging, output: Output, terminal: Terminal
) -> None:
    """List figures, or the series and derived values they make; UsageError for what nobody can mean."""
    session = Session(terminal, output)
    target = _target(measured)
    known = _known(measured)
    wanted = session.asked_fields(known)
    if wanted is None:
        return
    limit = session.limit(paging.limit, everything=paging.all)
    # A series that lacked what a limit left out would show gaps that are none: its rows are limited, not its figures.
    whole = measured.series or measured.chart or bool(measured.derive)
    query = _query(words, measured, filters, paging, None if whole else limit)
    catalogue = session.catalogue()
    query = _measured(session, catalogue, query)
    selection = catalogue.select(query)
    _say(session, catalogue, query, selection, filters)
    if whole or target is not None:
        from dftzcli.cli.series import emit

        emit(
            session,
            catalogue,
            selection,
            measured,
            target,
            wanted,
            known=known,
            limit=limit,
            fail_empty=paging.fail_empty,
        )
        return
    asked = question_of(query) | {"taken_for": catalogue.taken_for(query)}
    result = listing(catalogue, selection.cards, kind="figure", total=selection.total, query=asked, wanted=wanted)
    session.emit(result, fail_empty=paging.fail_empty, nothing=nothing_fits(catalogue, query, selection))


def _target(measured: Measured) -> Target | None:
    if measured.unit is None:
        return None
    from dftzcli.model.units import target

    return target(measured.unit)


def _known(measured: Measured) -> tuple[FieldSpec, ...]:
    """Return the fields that the items have: those of a figure, and what conversion adds to them."""
    if measured.series:
        from dftzcli.render.series_items import series_fields

        return series_fields()
    more: tuple[FieldSpec, ...] = ()
    if measured.unit is not None:
        from dftzcli.render.converted import printed_fields

        more = printed_fields()
    if measured.derive:
        from dftzcli.render.series_items import derived_fields

        more = (*more, *derived_fields())
    return (*fields("figure"), *more)


def _query(words: Sequence[str], measured: Measured, filters: Filters, paging: Paging, limit: int | None) -> Query:
    where = [*filters.where]
    if measured.scope is not None:
        where.append(f"scope={measured.scope}")
    if measured.headline:
        where.append("importance=headline")
    links: dict[str, Any] = {role: texts for role in _ROLES if (texts := getattr(filters, role))}
    return query_of(
        kinds=("figure",),
        where=where,
        status=tuple(part for text in filters.status for part in text.split(",")),
        year=filters.year,
        words=words,
        period=measured.period,
        older_than=measured.older_than,
        disputed=measured.disputed,
        latest=measured.latest,
        sort=paging.sort,
        limit=limit,
        **links,
    )


def _measured(session: Session, catalogue: Catalogue, query: Query) -> Query:
    """Replace each word that names no indicator and no figure by what search finds for it, and say so."""
    found: list[str] = []
    for text in query.words:
        ids, searched = catalogue.measured(text)
        if searched:
            session.narrator.notice(f"{text!r} names no indicator; search finds {', '.join(ids)}")
        found += ids if searched else [text]
    return query._replace(words=tuple(dict.fromkeys(found)))


def _say(session: Session, catalogue: Catalogue, query: Query, selection: Selection, filters: Filters) -> None:
    """Say what words were taken for, and what was asked for and is announced in the sources without being given."""
    for text, ids in catalogue.taken_for(query).items():
        more = f" and {len(ids) - 6} more" if len(ids) > 6 else ""
        session.narrator.notice(f"{text!r} taken for {', '.join(ids[:6])}{more}")
    if query.years or query.within or filters.place:
        gaps = [f"{gap['name']} ({gap['id']})" for gap in catalogue.gaps_about(selection)]
        if gaps:
            session.narrator.notice(f"not in the sources: {'; '.join(gaps)}")


def say_converted(session: Session, items: Sequence[dict[str, Any]]) -> None:
    """Say which units the sources print where figures are shown in another one."""
    from dftzcli.render.converted import converted_note

    note = converted_note(items)
    if note:
        session.narrator.notice(note)


def chosen_fields(result: Result, known: tuple[FieldSpec, ...], wanted: tuple[str, ...]) -> Result:
    """Return a result with the fields asked for; UsageError naming the nearest when one is not known."""
    specs, columns = chosen(known, wanted)
    if specs is known:
        return result._replace(specs=specs, columns=columns)
    items = [{spec.key: item.get(spec.key) for spec in specs} for item in result.items]
    ids = tuple(str(item["id"]) for item in result.items)
    return result._replace(specs=specs, columns=columns, items=items, ids=ids, texts=None, page=None)


def wrong_rule(text: str, rules: Sequence[str]) -> UsageError:
    """Return the error for what is no rule of derivation, naming the nearest."""
    from dftzcli.search.calling import unknown

    return unknown(text, rules, what="derivation", plural="derivations")
