"""A comparison as the result that a format writes: records or figures, their page, a chart and a score."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from dftzcli.render.page import Heading, Page
from dftzcli.render.result import Result, chosen

if TYPE_CHECKING:
    from collections.abc import Sequence

    from dftzcli.analysis.comparing.matrix import Matrix
    from dftzcli.analysis.comparing.records import RecordComparison
    from dftzcli.analysis.comparing.scoring import Scoring
    from dftzcli.catalogue import Catalogue
    from dftzcli.model.fields import FieldSpec
    from dftzcli.render.fields_page import Only
    from dftzcli.render.result import Item


def matrix_result(
    catalogue: Catalogue,
    matrix: Matrix,
    scoring: Scoring | None,
    asked: dict[str, Any],
    *,
    page: Page | None,
    wanted: tuple[str, ...] = (),
) -> Result:
    """Return figures side by side as a result, with the fields that are wanted or all of them."""
    from dftzcli.render import matrix_items

    return _result(
        catalogue,
        matrix_items.known(matrix),
        matrix_items.of_cells(matrix),
        asked,
        page=page,
        wanted=wanted,
        ids=matrix_items.figure_ids(matrix),
        extra={"comparison": matrix_items.outline(matrix), "cautions": list(catalogue.cautions(matrix))},
        scoring=scoring,
    )


def records_result(
    catalogue: Catalogue,
    comparison: RecordComparison,
    scoring: Scoring | None,
    asked: dict[str, Any],
    *,
    page: Page | None,
    only: Only = None,
) -> Result:
    """Return records side by side as a result."""
    from dftzcli.analysis.comparing.records import rows_as_items
    from dftzcli.render import row_items

    return _result(
        catalogue,
        row_items.specs(comparison),
        rows_as_items(comparison, only=only),
        asked,
        page=page,
        wanted=(),
        ids=tuple(column.id for column in comparison.columns),
        extra={"comparison": row_items.outline(comparison)},
        scoring=scoring,
    )


def matrix_page_of(
    catalogue: Catalogue,
    matrix: Matrix,
    scoring: Scoring | None,
    *,
    chart_columns: int | None = None,
    ascii_only: bool = False,
) -> Page:
    """Return the page of figures side by side: a chart so many cells wide, the figures, and the score."""
    from dftzcli.render.matrix_page import matrix_page

    page = matrix_page(matrix, ascii_only=ascii_only, notes=catalogue.cautions(matrix))
    if chart_columns is not None:
        from dftzcli.render.matrix_chart import matrix_chart

        drawn = matrix_chart(matrix, columns=chart_columns, ascii_only=ascii_only)
        page = page._replace(blocks=(*drawn, *page.blocks))
    if scoring is None:
        return page
    from dftzcli.render.score_page import score_blocks

    return page._replace(blocks=(*page.blocks, *score_blocks(scoring)))


def records_page_of(
    comparison: RecordComparison,
    scoring: Scoring | None,
    *,
    only: Only = None,
    ascii_only: bool = False,
    is_plain: bool = False,
) -> Page:
    """Return the page of records side by side; the score stands first, because the lists below the table are long."""
    from dftzcli.render import fields_page

    if is_plain:
        page = fields_page.plain_page(comparison, only=only)
    else:
        page = fields_page.fields_page(comparison, only=only, ascii_only=ascii_only)
    if scoring is None:
        return page
    from dftzcli.render.score_page import score_blocks

    return page._replace(blocks=(*score_blocks(scoring), Heading("Side by side"), *page.blocks))


def _result(
    catalogue: Catalogue,
    known: tuple[FieldSpec, ...],
    items: Sequence[Item],
    asked: dict[str, Any],
    *,
    page: Page | None,
    wanted: tuple[str, ...],
    ids: tuple[str, ...],
    extra: dict[str, Any],
    scoring: Scoring | None,
) -> Result:
    if scoring is not None:
        from dftzcli.render.score_page import score_item

        extra = {**extra, "scoring": score_item(scoring)}
    specs, columns = chosen(known, wanted)
    return Result(
        specs=specs,
        columns=columns,
        items=[{spec.key: item[spec.key] for spec in specs} for item in items] if wanted else items,
        total=len(items),
        query=asked,
        dataset=catalogue.dataset,
        ids=ids,
        page=page,
        extra=extra,
    )
