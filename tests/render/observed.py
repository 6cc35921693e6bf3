"""Made-up figures as observations, cells and lines, and their pages as text."""

from __future__ import annotations

from decimal import Decimal
from typing import Any

from dftzcli.analysis.comparing.matrix import Choice, Column, Matrix, Wanted, compare
from dftzcli.analysis.observations import Observation, observe
from dftzcli.model.fields import fields
from dftzcli.model.units import unit
from dftzcli.render.page import Grid, Page, text_of
from dftzcli.render.text import write_text

Row = tuple[str, ...]


def figure(id_: str, value: str | None = None, **changes: Any) -> dict[str, Any]:
    """Return the item of a figure: exports of Dalian in 2023 in billion USD unless told otherwise."""
    own = {"indicator": "exports", "place": "dalian", "scope": "city", "period": "2023", "period_basis": "stated"}
    own |= {"unit": "billion USD", "qualifier": "exact", "reading": "as_printed", "source": "paper", "kind": "figure"}
    numbers = {key: Decimal(changes.pop(key)) for key in ("value_min", "value_max") if key in changes}
    item: dict[str, Any] = dict.fromkeys(spec.key for spec in fields("figure"))
    item |= {"id": id_, "name": id_, "value": None if value is None else Decimal(value), "industries": [], **own}
    item |= numbers | changes
    code = unit(item["unit"])
    return item | {"unit_base": code.base, "multiplier": int(code.multiplier)}


def seen(id_: str, value: str | None = None, **changes: Any) -> Observation:
    """Return the same as an observation."""
    return observe(figure(id_, value, **changes))


def matrix(*cells: Observation | str | tuple[Observation, ...], direction: Any = "up", axis: Any = "place") -> Matrix:
    """Return a matrix of one line: a column for each observation, or for each reason why there is none."""
    names = [f"column {number}" for number in range(1, len(cells) + 1)]
    choices = tuple(
        Choice((), cell) if isinstance(cell, str) else Choice(cell if type(cell) is tuple else (cell,))  # type: ignore[arg-type]
        for cell in cells
    )
    wanted = Wanted("exports@2023", "Exports, 2023", "exports", None, "2023", direction, choices)
    return compare(axis, [Column(name.replace(" ", "-"), "place", name) for name in names], [wanted])


def grids(page: Page) -> list[list[Row]]:
    """Return the tables of a page without tones, the header first."""
    return [
        [block.headers, *(tuple(text_of(cell) for cell in row) for row in block.rows)]
        for block in page.blocks
        if isinstance(block, Grid)
    ]


def rows(page: Page) -> dict[str, Row]:
    """Return the rows of the first table of a page by their first cell."""
    return {row[0]: row[1:] for row in grids(page)[0]}


def text(page: Page) -> str:
    """Return a page as plain text."""
    return "".join(write_text(page))
