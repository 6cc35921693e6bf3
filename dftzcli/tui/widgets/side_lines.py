"""The lines of things side by side: which columns fit, how their cells are wrapped, and how a line is drawn."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Callable, Sequence
from typing import Final

from rich.console import Console
from rich.segment import Segment
from rich.style import Style
from rich.text import Text
from textual.strip import Strip

from dftzcli.tui.widgets.list_cells import fitted
from dftzcli.tui.widgets.toned import known
from dftzcli.tuples import NamedTuple

# Cells before the label: the cursor's sign and a space.
GUTTER: Final = 2
# Cells that a column needs to be worth reading, and that a label may have.
_LEAST: Final = 16
_LABEL: Final = (16, 24)
_WIDE: Final = 100
# Lines of a cell and of a head; the pane below says the whole of the cell under the cursor.
_MOST_LINES: Final = 6
_MOST_OF_HEAD: Final = 3


class Entry(NamedTuple):
    """A row: its cells, the label first, and whether what it holds differs."""

    cells: tuple[Text, ...]
    differs: bool = False


class Sight(NamedTuple):
    """The columns that are in sight, from `first`: how many, how wide, and how wide the labels are."""

    first: int
    shown: int
    label: int
    width: int

    def column(self, x: int) -> int | None:
        """Return the column that a cell of the screen is in; None for the labels."""
        beyond = x - GUTTER - self.label
        place = beyond // (self.width + 3)
        return self.first + place if beyond >= 0 and place < self.shown else None


class Drawn(NamedTuple):
    """Rows wrapped for a sight: the head, the rows line by line, and the line that each row begins at."""

    sight: Sight
    head: tuple[tuple[Text, ...], ...]
    rows: tuple[tuple[tuple[Text, ...], ...], ...]
    starts: tuple[int, ...]

    @property
    def height(self) -> int:
        """How many lines the rows take."""
        return self.starts[-1] + len(self.rows[-1]) if self.rows else 0

    def row(self, line: int) -> int:
        """Return the row that a line belongs to."""
        return bisect_right(self.starts, line) - 1


class Look(NamedTuple):
    """What a line is drawn with: the style of a name such as ".fact", and the sign between two columns."""

    console: Console
    named: Callable[[str], Style]
    rule: str = "│"
    ending: str = "…"


def sight_of(labels: Sequence[str], columns: int, width: int, *, cursor: int, before: int = 0) -> Sight:
    """Return the columns that fit, the cursor's among them, of those in sight `before` as many as can stay."""
    most = _LABEL[width >= _WIDE]
    label = min(max((len(label) for label in labels), default=0), most)
    room = max(width - GUTTER - label, 1)
    count = max(1, min(columns, room // (_LEAST + 3)))
    each = max(room // count - 3, 1)
    first = min(max(before, cursor - count + 1), cursor, max(columns - count, 0))
    return Sight(max(first, 0), count, label, each)


def drawn(heads: Sequence[Text], entries: Sequence[Entry], sight: Sight, look: Look) -> Drawn:
    """Wrap heads and rows for a sight."""
    shown = slice(sight.first, sight.first + sight.shown)
    of_all = len(heads)
    where = f"{sight.first + 1} to {min(sight.first + sight.shown, of_all)} of {of_all}" if sight.shown < of_all else ""
    head = _wrapped(Text(where), heads[shown], sight, look, _MOST_OF_HEAD)
    rows = tuple(_wrapped(entry.cells[0], entry.cells[1:][shown], sight, look, _MOST_LINES) for entry in entries)
    starts, end = [], 0
    for row in rows:
        starts.append(end)
        end += len(row)
    return Drawn(sight, head, rows, tuple(starts))


def strip(
    cells: Sequence[Text], sight: Sight, look: Look, style: Style, *, sign: str = " ", current: int = -1, cell: Style
) -> Strip:
    """Draw a line of a row; `cell` is the style of the one that is `current`."""
    segments = [Segment(sign.ljust(GUTTER), style)]
    for place, text in enumerate(cells):
        if place:
            segments.append(Segment(f" {look.rule} ", style))
        own = style + cell if place == current else style
        segments += Segment.apply_style(known(text, look.named).render(look.console), own)
    return Strip(segments)


def _wrapped(label: Text, cells: Sequence[Text], sight: Sight, look: Look, most: int) -> tuple[tuple[Text, ...], ...]:
    """Return the lines of a row, each with a text for the label and one for each column in sight."""
    columns = [_lines(label, sight.label, most, look), *(_lines(cell, sight.width, most, look) for cell in cells)]
    widths = [sight.label, *([sight.width] * len(cells))]
    height = max(map(len, columns))
    return tuple(
        tuple(
            lines[number] if number < len(lines) else Text(" " * width)
            for lines, width in zip(columns, widths, strict=True)
        )
        for number in range(height)
    )


def _lines(text: Text, width: int, most: int, look: Look) -> list[Text]:
    found = list(text.wrap(look.console, max(width, 1), overflow="fold")) if text.plain else [Text()]
    for line in found:
        line.rstrip()
    if len(found) > most:
        found = found[:most]
        found[-1].append(look.ending)
    return [fitted(line, width, ending=look.ending) for line in found]
