"""Figures side by side for people: a column each, and for each line what they are, what they come to, and whence.

Every cell says value, qualifier, unit, period and source; what is not compared says why, and what is missing says so.
"""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal
from typing import Final

from dftzcli.analysis.comparing.comparable import Computed
from dftzcli.analysis.comparing.matrix import Cell, Line, Matrix
from dftzcli.analysis.observations import Observation
from dftzcli.render import wording
from dftzcli.render.converted import printed_as
from dftzcli.render.page import Block, Grid, Heading, Page, Pairs, Paragraph, Points, Span, spans, text_of
from dftzcli.render.page import Line as Words

NOTHING: Final = "Nothing to compare: the sources give no two of these for one place and period."


def matrix_page(matrix: Matrix, *, ascii_only: bool = False, notes: Sequence[str] = ()) -> Page:
    """Return the matrix: a column each, and for each line the figures, what they come to, and where they are from."""
    headers = ("", *(column.name for column in matrix.columns))
    rows: list[tuple[Words, ...]] = []
    for line in matrix.lines:
        rows += line_rows(line, ascii_only=ascii_only)
    blocks: list[Block] = [Grid(headers, tuple(rows))]
    if not matrix.lines:
        blocks = [Paragraph(NOTHING)]
    if notes:
        blocks += [Heading("To read with care"), Points(tuple(notes))]
    return Page(tuple(blocks))


def line_rows(line: Line, *, ascii_only: bool = False) -> list[tuple[Words, ...]]:
    """Return the rows of a line: the figures first, then what they come to, and where they are from."""
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
    printed = ["" if cell.observation is None else printed_as(cell.observation.item) for cell in line.cells]
    if any(printed):
        rows.append(("printed as", *(Span(text, "dim") for text in printed)))
    if any(cell.observation is not None for cell in line.cells):
        rows.append(("period, source", *(Span(_whence(cell.observation), "dim") for cell in line.cells)))
    return rows


def cell_blocks(line: Line, column: str, cell: Cell, *, ascii_only: bool = False) -> tuple[Block, ...]:
    """Return all there is to say of one cell, why it is not compared first."""
    head = Paragraph((Span(f"{column}: ", "strong"), *spans(_value(cell, ascii_only))))
    if cell.observation is None:
        return (head,)
    said: list[tuple[str, Words]] = [("Not compared", Span(cell.unlike, "open"))] if cell.unlike else []
    said += [(what.capitalize(), _against(cell, line, what)) for what in ("difference", "ratio")]
    said += [
        (_ranked_by(line).capitalize(), rank(cell.rank)),
        ("Also stated", "; ".join(map(_stated, cell.also))),
        ("Printed as", printed_as(cell.observation.item)),
        ("Period, source", _whence(cell.observation)),
        ("Figure", cell.observation.id),
    ]
    return (head, Pairs(tuple((label, words) for label, words in said if text_of(words))))


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
    if found.value is None and found.low is not None and found.high is not None:
        return _between(found.low, found.high, found)
    value = found.value if found.value is not None else Decimal(0)
    words = {"at_least": "at least ", "at_most": "at most "}.get(found.qualifier, "")
    softly = f"{found.softly} " if found.softly else ""
    if found.unit == "times":
        return f"{words}{softly}{value:,} times"
    if value < 0 and words:
        # No more than 5 less than nothing is no less than 5 less.
        words = "at least " if found.qualifier == "at_most" else "at most "
    if value == 0 and not words:
        return f"{softly}no difference"
    return f"{words}{softly}{abs(value):,} {_unit(found.unit)} {_more(value)}"


def _between(low: Decimal, high: Decimal, found: Computed) -> str:
    softly = f"{found.softly} " if found.softly else ""
    unit = _unit(found.unit)
    if found.unit == "times":
        return f"{softly}{low:,} to {high:,} times"
    if low < 0 < high:
        return f"{softly}{-low:,} {unit} less to {high:,} {unit} more"
    least, most = sorted((abs(low), abs(high)))
    return f"{softly}{least:,} to {most:,} {unit} {_more(low or high)}"


def _more(number: Decimal) -> str:
    return "less" if number < 0 else "more"


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
