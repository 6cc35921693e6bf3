"""Figures side by side as grouped bars."""

from __future__ import annotations

from dftzcli.analysis.comparing.matrix import Matrix
from dftzcli.render.charts import Mark, bars
from dftzcli.render.page import Drawing, Heading
from dftzcli.render.series_page import mark


def matrix_chart(matrix: Matrix, *, columns: int, ascii_only: bool = False) -> tuple[Heading | Drawing, ...]:
    """Return bars for each line of a matrix; what is not compared says so in words.

    Lines share an axis where they are of one unit and of one rhythm: two months beside a year would look like a fall.
    """
    groups: dict[tuple[str, str], list[tuple[str, list[Mark]]]] = {}
    for line in matrix.lines:
        found: list[Mark] = []
        kind = ("", "")
        for column, cell in zip(matrix.columns, line.cells, strict=True):
            if cell.observation is None:
                found.append(Mark(column.name, None, None, None, cell.missing))
            elif cell.unlike:
                found.append(Mark(column.name, None, None, None, cell.unlike))
            else:
                found.append(mark(column.name, cell.observation))
                kind = (cell.observation.unit.base, cell.observation.rhythm)
        groups.setdefault(kind, []).append((line.label, found))
    return tuple(bars(same, columns=columns, ascii_only=ascii_only) for same in groups.values())
