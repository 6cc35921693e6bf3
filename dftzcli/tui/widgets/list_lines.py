"""The lines of a list as strips: its header, its rows, and the text that stands in an empty one."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from rich.console import Console
from rich.segment import Segment
from rich.style import Style
from rich.text import Span, Text
from textual.strip import Strip

from dftzcli.render.escape import visible
from dftzcli.render.text import wrapped
from dftzcli.tui.widgets.list_cells import fitted
from dftzcli.tui.widgets.list_columns import Column, Place
from dftzcli.tui.widgets.list_rows import Row
from dftzcli.tuples import NamedTuple


class Signs(NamedTuple):
    """The characters that say what colour also says: the cursor, a mark, and that some of a text is missing."""

    cursor: str = ">"
    mark: str = "✓"
    ending: str = "…"


ASCII_SIGNS = Signs(mark="*", ending="~")
# The cells before the first column: the cursor's sign, the mark, a space.
GUTTER = 3


class Sort(NamedTuple):
    """By which column a list is sorted, and whether from the last to the first."""

    column: str
    descending: bool = False


class Pen(NamedTuple):
    """What lines are drawn with."""

    columns: Sequence[Column]
    places: Sequence[Place]
    width: int
    signs: Signs
    console: Console
    # The style of a name such as ".match".
    named: Callable[[str], Style]


def header_line(pen: Pen, sort: Sort | None, style: Style) -> Strip:
    """Draw the titles, with `^` or `v` beside that of the column that the list is sorted by."""
    cells = []
    for place in pen.places:
        column = pen.columns[place.number]
        title: str | Text = column.title
        if sort is not None and sort.column == column.key and place.width > 2:
            arrow = "v" if sort.descending else "^"
            title = fitted(title, place.width - 2, ending=pen.signs.ending)
            title.rstrip()
            title.append(f" {arrow}")
        cells.append(fitted(title, place.width, justify=column.justify, ending=pen.signs.ending))
    return _line(pen, " " * GUTTER, cells, style)


def row_line(pen: Pen, row: Row, style: Style, *, under_cursor: bool, marked: bool) -> Strip:
    """Draw a row, with its signs before it; a row that lacks cells has empty ones."""
    cells = [
        fitted(
            row.cells[place.number] if place.number < len(row.cells) else "",
            place.width,
            justify=pen.columns[place.number].justify,
            ending=pen.signs.ending,
        )
        for place in pen.places
    ]
    signs = (pen.signs.cursor if under_cursor else " ") + (pen.signs.mark if marked else " ")
    return _line(pen, signs.ljust(GUTTER), cells, style)


def empty_line(text: str, line: int, width: int, height: int, style: Style) -> Strip:
    """Draw a line of what stands in the middle of a list without rows."""
    lines = wrapped(visible(text).split(), max(width - 2, 1))[:height]
    number = line - max(height - len(lines), 0) // 2
    said = lines[number] if 0 <= number < len(lines) else ""
    cell = fitted(said, width, justify="center")
    return Strip([Segment(cell.plain, style)], width)


def _line(pen: Pen, before: str, cells: Sequence[Text], style: Style) -> Strip:
    segments = [Segment(before[: pen.width], style)]
    end = GUTTER
    for place, cell in zip(pen.places, cells, strict=True):
        start = GUTTER + place.start
        if start > end:
            segments.append(Segment(" " * (start - end), style))
        segments += Segment.apply_style(_known(cell, pen).render(pen.console), style)
        end = start + place.width
    if pen.width > end:
        segments.append(Segment(" " * (pen.width - end), style))
    return Strip(segments, max(pen.width, end) if cells else pen.width)


def _known(cell: Text, pen: Pen) -> Text:
    """Return a cell with the styles that the list has names for."""

    def known(style: str | Style) -> str | Style:
        return pen.named(style) if isinstance(style, str) and style.startswith(".") else style

    found = Text(cell.plain, end="")
    # A style of the whole is a stretch too: rich leaves it out of a text that has no other.
    found.spans = [Span(0, len(cell), known(cell.style))] if cell.style else []
    found.spans += [Span(start, end, known(style)) for start, end, style in cell.spans]
    return found
