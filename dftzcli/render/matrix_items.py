"""Figures side by side as items: one a cell, with everything that belongs to its number, or why it has none."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any, Final

from dftzcli.analysis.comparing.comparable import Computed
from dftzcli.analysis.comparing.matrix import Cell, Column, Line, Matrix
from dftzcli.analysis.observations import Observation
from dftzcli.model.fields import FieldSpec, fields
from dftzcli.render.converted import PRINTED
from dftzcli.render.described import About, described

# The fields of a figure that a cell has under the same names.
_OF_FIGURE: Final = (
    "place", "scope", "subject", "period", "period_basis", "value", "value_min", "value_max", "unit", "qualifier",
    "reading", "source", "locator", "source_date", "age_years", "evidence", "confidence", "dispute",
)  # fmt: skip
_CELL: Final[About] = {
    "id": ("word", "The line and the column."),
    "kind": ("word", "Always cell."),
    "name": ("text", "The line and the column in words."),
    "line": ("text", "What is measured, and when or where."),
    "column": ("word", "The id of the record, or the period, at the head of the column."),
    "state": ("word", "value, not_comparable (shown and not compared) or missing."),
    "reason": ("text", "Why it is missing, or not compared."),
    "figure": ("id", "The figure that stands in the cell."),
    "indicator": ("id", "What is measured."),
}
_COMPUTED: Final[About] = {
    "also": ("ids", "Other figures of the same thing."),
    "base": ("word", "The column that the line is measured against."),
    "difference": ("number", "How much more than the base, below zero for less."),
    "difference_min": ("number", "The least it can be, where a qualifier leaves it open."),
    "difference_max": ("number", "The most it can be."),
    "difference_unit": ("word", "Its unit: percentages differ by percentage points (pp)."),
    "difference_qualifier": ("word", "exact, about, expected, at_least, at_most."),
    "ratio": ("number", "How many times as much as the base, to three decimals."),
    "ratio_min": ("number", "The least it can be."),
    "ratio_max": ("number", "The most it can be."),
    "ratio_qualifier": ("word", "As that of the difference."),
    "rank_best": ("number", "The best place it can have among those compared."),
    "rank_worst": ("number", "The worst place it can have."),
    "note": ("text", "Why there is no difference or no ratio."),
}
_IN_TABLE: Final = ("line", "column", "value", "unit", "qualifier", "period", "source", "difference", "ratio", "reason")


def known(matrix: Matrix) -> tuple[FieldSpec, ...]:
    """Return the fields of a cell as an item; with what was printed, where values are in another unit."""
    converted = any("printed_unit" in one.item for one in _filled(matrix))
    return cell_fields(is_converted=converted)


def cell_fields(*, is_converted: bool) -> tuple[FieldSpec, ...]:
    """Return the fields of a cell."""
    of_figure: About = {spec.key: (spec.type, spec.about) for spec in fields("figure") if spec.key in _OF_FIGURE}
    figure = {key: of_figure[key] for key in _OF_FIGURE}
    return described({**_CELL, **figure, **(PRINTED if is_converted else {}), **_COMPUTED}, shown=_IN_TABLE)


def of_cells(matrix: Matrix) -> list[dict[str, Any]]:
    """Return one item a cell, line by line, each with everything that belongs to its number."""
    keys = tuple(spec.key for spec in known(matrix))
    return [
        _item(line, column, cell, keys)
        for line in matrix.lines
        for column, cell in zip(matrix.columns, line.cells, strict=True)
    ]


def outline(matrix: Matrix) -> dict[str, Any]:
    """Return what is compared across what, as data; the cells are the items."""
    return {
        "of": "figures",
        "across": matrix.axis,
        "columns": [{"id": column.id, "kind": column.kind, "name": column.name} for column in matrix.columns],
        "lines": [
            {"key": line.key, "label": line.label, "direction": line.direction, "base": line.base}
            for line in matrix.lines
        ],
    }


def figure_ids(matrix: Matrix) -> tuple[str, ...]:
    """Return the ids of the figures that stand in a matrix, in its order."""
    return tuple(dict.fromkeys(one.id for one in _filled(matrix)))


def _item(line: Line, column: Column, cell: Cell, keys: tuple[str, ...]) -> dict[str, Any]:
    one = cell.observation
    figure: dict[str, Any] = {} if one is None else dict(one.item)
    state = "missing" if one is None else "not_comparable" if cell.unlike else "value"
    item: dict[str, Any] = dict.fromkeys(keys)
    item |= {
        "id": f"{line.key}/{column.id}",
        "kind": "cell",
        "name": f"{line.label}: {column.name}",
        "line": line.label,
        "column": column.id,
        "state": state,
        "reason": cell.missing or cell.unlike or None,
        "figure": figure.get("id"),
        "indicator": figure.get("indicator") or line.indicator or None,
        "also": [each.id for each in cell.also],
        "base": line.base,
    }
    item |= {key: figure[key] for key in (*_OF_FIGURE, *PRINTED) if key in figure}
    notes = []
    for what in ("difference", "ratio"):
        found = getattr(cell, what)
        if isinstance(found, str):
            notes.append(f"no {what}: {found}")
        elif found is not None:
            item |= {what: found.value, f"{what}_min": found.low, f"{what}_max": found.high}
            item[f"{what}_qualifier"] = f"{found.softly} {found.qualifier}" if _is_twofold(found) else found.qualifier
            if what == "difference":
                item["difference_unit"] = found.unit
    if cell.rank:
        item["rank_best"], item["rank_worst"] = cell.rank
    item["note"] = "; ".join(notes) or None
    return item


def _is_twofold(found: Computed) -> bool:
    return bool(found.softly) and found.softly != found.qualifier


def _filled(matrix: Matrix) -> Iterator[Observation]:
    return (cell.observation for line in matrix.lines for cell in line.cells if cell.observation is not None)
