"""Figures side by side: a matrix for people, and one cell an item for programs.

Every cell says value, qualifier, unit, period and source; what is not compared says why, and what is missing says so.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any, Final

from dftzcli.analysis.comparing.comparable import Computed
from dftzcli.analysis.comparing.matrix import Cell, Column, Line, Matrix
from dftzcli.analysis.observations import Observation
from dftzcli.render import wording
from dftzcli.render.page import Block, Grid, Heading, Page, Paragraph, Points, Span
from dftzcli.render.page import Line as Words

# The fields of a figure that a cell has under the same names.
_OF_FIGURE: Final = (
    "place", "scope", "subject", "period", "period_basis", "value", "value_min", "value_max", "unit", "qualifier",
    "reading", "source", "locator", "source_date", "age_years", "dispute",
)  # fmt: skip
_COMPUTED: Final = (
    "base", "difference", "difference_min", "difference_max", "difference_unit", "difference_qualifier", "ratio",
    "ratio_min", "ratio_max", "ratio_qualifier", "rank_best", "rank_worst", "note",
)  # fmt: skip
# The keys of a cell as an item.
KEYS: Final = (
    "id", "kind", "name", "line", "column", "state", "reason", "figure", "indicator", *_OF_FIGURE, "also", *_COMPUTED,
)  # fmt: skip
IN_TABLE: Final = ("line", "column", "value", "unit", "qualifier", "period", "source", "difference", "ratio", "reason")


def matrix_items(matrix: Matrix) -> list[dict[str, Any]]:
    """Return one item a cell, line by line, each with everything that belongs to its number."""
    return [
        _item(line, column, cell)
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
    found = (cell.observation for line in matrix.lines for cell in line.cells)
    return tuple(dict.fromkeys(one.id for one in found if one is not None))


def matrix_page(matrix: Matrix, *, ascii_only: bool = False, notes: Sequence[str] = ()) -> Page:
    """Return the matrix: a column each, and for each line the figures, what they come to, and where they are from."""
    headers = ("", *(column.name for column in matrix.columns))
    rows: list[tuple[Words, ...]] = []
    for line in matrix.lines:
        rows += _rows(line, ascii_only)
    blocks: list[Block] = [Grid(headers, tuple(rows))]
    if not matrix.lines:
        blocks = [Paragraph("Nothing to compare: no figure of these in the sources.")]
    if notes:
        blocks += [Heading("To read with care"), Points(tuple(notes))]
    return Page(tuple(blocks))


def _rows(line: Line, ascii_only: bool) -> list[tuple[Words, ...]]:
    rows: list[tuple[Words, ...]] = [(Span(line.label, "strong"), *(_value(cell, ascii_only) for cell in line.cells))]
    if any(cell.also for cell in line.cells):
        rows.append(("also stated", *("; ".join(map(_stated, cell.also)) for cell in line.cells)))
    if any(cell.unlike for cell in line.cells):
        rows.append(
            ("not compared", *(Span(cell.unlike.removeprefix("not comparable: "), "open") for cell in line.cells))
        )
    if any(cell.difference for cell in line.cells):
        rows.append(("difference", *(_against(cell, line, "difference") for cell in line.cells)))
        rows.append(("ratio", *(_against(cell, line, "ratio") for cell in line.cells)))
    if any(cell.rank for cell in line.cells):
        rows.append((_ranked_by(line), *(rank(cell.rank) for cell in line.cells)))
    rows.append(("period, source", *(Span(_whence(cell.observation), "dim") for cell in line.cells)))
    return rows


def _value(cell: Cell, ascii_only: bool) -> Words:
    if cell.observation is None:
        return Span(f"missing: {cell.missing}", "open")
    item = dict(cell.observation.item)
    mark = wording.dispute(item["dispute"], ascii_only=ascii_only)
    return (Span(wording.observed(item), "strong"), *((Span(" "), mark) if mark.text else ()))


def _stated(one: Observation) -> str:
    return f"{wording.observed(dict(one.item))} ({one.source})"


def _whence(one: Observation | None) -> str:
    if one is None:
        return ""
    item = dict(one.item)
    return f"{wording.period(item)}, {wording.words(one.scope)}, {one.source}"


def _against(cell: Cell, line: Line, what: str) -> Words:
    if cell.observation is not None and cell.column == line.base:
        return Span("base", "dim")
    found: Computed | str | None = getattr(cell, what)
    if found is None:
        return ""
    return Span(found, "dim") if isinstance(found, str) else computed(found)


def computed(found: Computed) -> str:
    """Write what is computed of two figures, with what stays open: at least 90.18 billion CNY less."""
    softly = f"{found.softly} " if found.softly else ""
    if found.value is None:
        return f"{softly}{found.low:+,} to {found.high:+,} {_unit(found.unit)}"
    words = {"at_least": "at least ", "at_most": "at most "}.get(found.qualifier, "")
    if found.unit == "times":
        return f"{softly}{words}{found.value:,} times"
    if found.value < 0 and found.qualifier in ("at_least", "at_most"):
        # No more than 5 less than nothing is no less than 5 less.
        words = "at least " if found.qualifier == "at_most" else "at most "
    if found.value == 0 and not words:
        return f"{softly}no difference"
    more = "less" if found.value < 0 else "more"
    return f"{softly}{words}{abs(found.value):,} {_unit(found.unit)} {more}"


def _unit(code: str) -> str:
    return f"× {code}" if code[:1].isdigit() else code


def rank(places: tuple[int, int] | None) -> str:
    """Write a place, or the best and the worst that the qualifiers leave open."""
    if places is None:
        return ""
    best, worst = places
    return str(best) if best == worst else f"{best} to {worst}"


def _ranked_by(line: Line) -> str:
    return {"up": "rank (more is better)", "down": "rank (less is better)"}.get(line.direction, "rank (by size)")


def _item(line: Line, column: Column, cell: Cell) -> dict[str, Any]:
    one = cell.observation
    figure: dict[str, Any] = {} if one is None else dict(one.item)
    state = "missing" if one is None else "not_comparable" if cell.unlike else "value"
    item: dict[str, Any] = dict.fromkeys(KEYS)
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
    item |= {key: figure[key] for key in _OF_FIGURE if key in figure}
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
