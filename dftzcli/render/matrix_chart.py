"""Figures side by side as grouped bars."""

from __future__ import annotations

from dftzcli.analysis.comparing.matrix import Matrix
from dftzcli.render.charts import Mark, bars
from dftzcli.render.page import Drawing, Heading
from dftzcli.render.series_page import mark


def matrix_chart(matrix: Matrix, *, columns: int, ascii_only: bool = False) -> tuple[Heading | Drawing, ...]:
    """Return bars for each line of a matrix, those of one unit on one axis; what is not compared says so in words."""
    groups: dict[str, list[tuple[str, list[Mark]]]] = {}
    for line in matrix.lines:
        found: list[Mark] = []
        base = ""
        for column, cell in zip(matrix.columns, line.cells, strict=True):
            if cell.observation is None:
                found.append(Mark(column.name, None, None, None, cell.missing))
            elif cell.unlike:
                found.append(Mark(column.name, None, None, None, cell.unlike))
            else:
                found.append(mark(column.name, cell.observation))
                base = cell.observation.unit.base
        groups.setdefault(base, []).append((line.label, found))
    return tuple(bars(same, columns=columns, ascii_only=ascii_only) for same in groups.values())
