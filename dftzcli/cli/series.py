"""Figures as series: in another magnitude, with what is computed of them, and drawn."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from dftzcli.catalogue import Catalogue, Selection
from dftzcli.cli.measuring import chosen_fields, wrong_rule
from dftzcli.cli.options import Measured
from dftzcli.cli.reading import nothing_fits, question_of
from dftzcli.cli.session import Session
from dftzcli.model.fields import FieldSpec
from dftzcli.render.page import Block, Heading, Page
from dftzcli.render.result import Result

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
    fail_empty: bool,
) -> None:
    """Write the figures of a selection as the options ask; UsageError for a rule or a unit that cannot be meant."""
    items: list[dict[str, Any]] = list(selection.cards)
    if target is not None:
        items = _converted(session, items, target)
    series = catalogue.assembled(items, within=selection.query.within)
    names = {identity: name.name for identity, name in catalogue.cards.names(("indicator", "place"))}
    derived = _derived(catalogue, series, measured) if measured.derive else ()
    if measured.chart and session.format.name not in ("table", "md"):
        session.narrator.notice("charts stand in table and md; the figures are their twin")
    from dftzcli.render import series_items

    computed = series_items.of_derived(derived, [spec.key for spec in known])
    if measured.series:
        rows = series_items.of_series(series, names)
        total = len(rows)
    else:
        blank: dict[str, Any] = dict.fromkeys(spec.key for spec in known)
        rows = [*(blank | item for item in items), *computed]
        total = selection.total + len(derived)
    people = session.format.name in ("table", "md")
    result = Result(
        specs=known,
        columns=tuple(spec for spec in known if spec.in_table),
        items=rows,
        total=total,
        query=question_of(selection.query)
        | {"taken_for": catalogue.taken_for(selection.query), "unit": measured.unit, "derive": list(measured.derive)},
        dataset=catalogue.dataset,
        page=_page(session, measured, items, series, derived, names) if people else None,
        extra={"derived": computed} if measured.series and derived else None,
    )
    nothing = nothing_fits(catalogue, selection.query, selection)
    session.emit(chosen_fields(result, known, wanted), fail_empty=fail_empty, nothing=nothing)


def _page(
    session: Session,
    measured: Measured,
    items: list[dict[str, Any]],
    series: tuple[Series, ...],
    derived: tuple[Derived, ...],
    names: dict[str, str],
) -> Page:
    from dftzcli.render import series_page
    from dftzcli.render.pages import figures_grid

    ascii_only = session.ascii_only
    blocks: list[Block] = []
    if measured.chart and series:
        blocks += series_page.series_chart(series, names, columns=session.width, ascii_only=ascii_only)
    if measured.series:
        blocks.append(series_page.series_grid(series, names, ascii_only=ascii_only))
    else:
        blocks.append(figures_grid(items, ascii_only=ascii_only))
    if derived:
        blocks += [Heading("Computed, not printed"), series_page.derived_grid(derived)]
    return Page(tuple(blocks))


def _converted(session: Session, items: list[dict[str, Any]], target: Target) -> list[dict[str, Any]]:
    """Return figures in the unit asked for, and say what was printed and what could not be changed."""
    from dftzcli.analysis.converting import converted

    found = converted(items, target)
    changed = [code for code in found.units if code != target.code]
    if changed:
        printed = ", ".join(changed)
        session.narrator.notice(f"converted to {target.code} from {printed}, to the last digit; printed values beside")
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
