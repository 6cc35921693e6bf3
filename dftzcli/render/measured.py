"""Figures, or series of them, as the result that a format writes."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from dftzcli.render.asked import question_of
from dftzcli.render.result import Item, Result

if TYPE_CHECKING:
    from collections.abc import Sequence

    from dftzcli.catalogue import Catalogue, Selection
    from dftzcli.model.fields import FieldSpec
    from dftzcli.render.page import Page


def measured_result(
    catalogue: Catalogue,
    selection: Selection,
    rows: Sequence[Item],
    *,
    specs: tuple[FieldSpec, ...],
    total: int,
    unit: str | None = None,
    derive: Sequence[str] = (),
    limit: int | None = None,
    page: Page | None = None,
    extra: dict[str, Any] | None = None,
) -> Result:
    """Return rows made of the figures of a selection as a result, with what was asked of them."""
    return Result(
        specs=specs,
        columns=tuple(spec for spec in specs if spec.in_table),
        items=rows,
        total=total,
        query=question_of(selection.query)
        | {"taken_for": catalogue.taken_for(selection.query), "unit": unit, "derive": list(derive)}
        | {"limit": limit},
        dataset=catalogue.dataset,
        page=page,
        extra=extra,
    )
