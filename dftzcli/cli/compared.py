"""How a comparison is written: its page or its items, a chart, a score, and what is said beside them."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from dftzcli.cli.measuring import say_converted
from dftzcli.cli.session import Session
from dftzcli.render import compared

if TYPE_CHECKING:
    from dftzcli.analysis.comparing.matrix import Matrix
    from dftzcli.analysis.comparing.records import RecordComparison
    from dftzcli.analysis.comparing.scoring import Scoring
    from dftzcli.catalogue import Catalogue
    from dftzcli.cli.comparing import Compare
    from dftzcli.render.fields_page import Only
    from dftzcli.render.result import Result


def emit_matrix(
    session: Session,
    catalogue: Catalogue,
    matrix: Matrix,
    scoring: Scoring | None,
    compare: Compare,
    asked: dict[str, Any],
) -> None:
    """Write figures side by side as the options ask."""
    from dftzcli.render import matrix_items, matrix_page

    wanted = session.asked_fields(matrix_items.known(matrix))
    if wanted is None:
        return
    page = None
    is_drawn = compare.chart and not session.output.plain
    if session.format.for_people and not wanted:
        page = compared.matrix_page_of(
            catalogue,
            matrix,
            scoring,
            chart_columns=session.width if is_drawn else None,
            ascii_only=session.ascii_only,
        )
    found = compared.matrix_result(catalogue, matrix, scoring, asked, page=page, wanted=wanted)
    if compare.diff_only or compare.same_only:
        session.narrator.notice("--diff-only and --same-only are for records: figures are shown as they are")
    items = matrix_items.of_cells(matrix)
    say_converted(session, items)
    unlike = sum(1 for item in items if item["state"] == "not_comparable")
    if unlike:
        session.narrator.notice(f"{unlike} figure{'s are' if unlike > 1 else ' is'} shown and not compared")
    if compare.chart and (page is None or not is_drawn):
        session.narrator.notice("charts stand in table and md, and in html; the figures are their twin")
    _emit(session, found, matrix_page.NOTHING)


def emit_records(
    session: Session,
    catalogue: Catalogue,
    comparison: RecordComparison,
    scoring: Scoring | None,
    compare: Compare,
    asked: dict[str, Any],
) -> None:
    """Write records side by side as the options ask."""
    from dftzcli.render import fields_page, row_items

    if session.output.fields == "help":
        session.asked_fields(row_items.known(comparison))
        return
    only: Only = "different" if compare.diff_only else "same" if compare.same_only else None
    page = None
    if session.format.for_people:
        is_plain = session.output.plain and session.format.name == "table"
        page = compared.records_page_of(
            comparison, scoring, only=only, ascii_only=session.ascii_only, is_plain=is_plain
        )
    if compare.chart:
        session.narrator.notice("--chart is for figures: add an --indicator")
    found = compared.records_result(catalogue, comparison, scoring, asked, page=page, only=only)
    _emit(session, found, fields_page.nothing(only))


def _emit(session: Session, found: Result, nothing: str) -> None:
    if found.page is None and session.format.name != "json" and "scoring" in (found.extra or {}):
        session.narrator.notice("the score stands in json, and in table, md and html without --fields")
    # A page says itself that there is nothing on it.
    session.emit(found, nothing="" if found.page is not None else nothing)
