"""Figures as series: in another magnitude, with what is computed of them, and drawn."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from dftzcli.catalogue import Catalogue, Selection
from dftzcli.cli.measuring import chosen_fields, say_converted, wrong_rule
from dftzcli.cli.options import Measured
from dftzcli.cli.reading import nothing_fits
from dftzcli.cli.session import Session
from dftzcli.model.fields import FieldSpec
from dftzcli.render.measured import measured_result
from dftzcli.render.page import Block, Heading, Page

if TYPE_CHECKING:
    from dftzcli.analysis.deriving import Derived
    from dftzcli.analysis.series import Series
    from dftzcli.model.units import Target


def emit(
    session: Session,
    catalogue: Catalogue,
    selection: Selection,
    measured: Measured,
    target: Target | None,
    wanted: tuple[str, ...],
    *,
    known: tuple[FieldSpec, ...],
    limit: int | None,
    fail_empty: bool,
) -> None:
    """Write the figures of a selection as the options ask, at most `limit` of what is listed.

    UsageError for a rule or a unit that cannot be meant.
    """
    items: list[dict[str, Any]] = list(selection.cards)
    if target is not None:
        items = _converted(session, items, target)
    people = session.format.for_people
    drawn = measured.series or bool(measured.derive) or (measured.chart and people)
    series = catalogue.assembled(items, within=selection.query.within) if drawn else ()
    names = {identity: name.name for identity, name in catalogue.cards.names(("indicator", "place"))} if drawn else {}
    derived = _derived(catalogue, series, measured) if measured.derive else ()
    _say_left_out(session, measured)
    from dftzcli.render import series_items

    specs = series_items.alone_fields() if measured.series else known
    computed = series_items.of_derived(derived, [spec.key for spec in specs])
    total = len(series) if measured.series else selection.total + len(derived)
    items, series = items[:limit], series[:limit]
    if measured.series:
        rows = series_items.of_series(series, names)
    else:
        blank: dict[str, Any] = dict.fromkeys(spec.key for spec in known)
        rows = [*(blank | item for item in items), *computed]
    result = measured_result(
        catalogue,
        selection,
        rows,
        specs=known,
        total=total,
        unit=measured.unit,
        derive=measured.derive,
        limit=limit,
        page=_page(session, measured, items, series, derived, names) if people else None,
        extra={"derived": computed} if measured.series and derived else None,
    )
    nothing = nothing_fits(catalogue, selection.query, selection)
    session.emit(chosen_fields(result, known, wanted), fail_empty=fail_empty, nothing=nothing)


def _say_left_out(session: Session, measured: Measured) -> None:
    """Say what was asked for and has no place in the format."""
    name = session.format.name
    if measured.chart and (not session.format.for_people or session.output.plain):
        session.narrator.notice("charts stand in table and md, and in html; the figures are their twin")
    if measured.series and measured.derive and not session.format.for_people and name != "json":
        session.narrator.notice(
            "what is computed stands beside series in table, md, html and json; in all without --series"
        )


def _page(
    session: Session,
    measured: Measured,
    items: list[dict[str, Any]],
    series: tuple[Series, ...],
    derived: tuple[Derived, ...],
    names: dict[str, str],
) -> Page:
    from dftzcli.render import series_page
    from dftzcli.render.converted import converted_grid
    from dftzcli.render.pages import figures_grid

    ascii_only = session.ascii_only
    blocks: list[Block] = []
    if measured.chart and series and not session.output.plain:
        blocks += series_page.series_chart(series, names, columns=session.width, ascii_only=ascii_only)
    if measured.series:
        blocks.append(series_page.series_grid(series, names, ascii_only=ascii_only))
    else:
        grid = converted_grid if measured.unit is not None else figures_grid
        blocks.append(grid(items, ascii_only=ascii_only))
    if derived:
        blocks += [Heading("Computed, not printed"), series_page.derived_grid(derived)]
    return Page(tuple(blocks))


def _converted(session: Session, items: list[dict[str, Any]], target: Target) -> list[dict[str, Any]]:
    """Return figures in the unit asked for, and say what was printed and what could not be changed."""
    from dftzcli.analysis.converting import converted

    found = converted(items, target)
    say_converted(session, found.items)
    for code, reason in found.kept.items():
        session.narrator.notice(f"figures in {code} stay as printed: {reason}")
    return list(found.items)


def _derived(catalogue: Catalogue, series: tuple[Series, ...], measured: Measured) -> tuple[Derived, ...]:
    from dftzcli.analysis.derivations import RULES

    rules = [part.strip().replace("-", "_") for text in measured.derive for part in text.split(",")]
    for rule in rules:
        if rule not in RULES:
            raise wrong_rule(rule, RULES)
    return tuple(found for rule in rules for found in catalogue.derived(rule, series))
