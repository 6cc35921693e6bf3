"""Where the cards and lines of a board stand: worked out for a width, as pieces of text and the places to go to."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final, Literal

from rich.text import Text
from textual.geometry import Region

from dftzcli.render.escape import visible
from dftzcli.render.text import wrapped
from dftzcli.tui.views import View
from dftzcli.tui.widgets.list_cells import fitted
from dftzcli.tui.widgets.list_lines import GUTTER
from dftzcli.tuples import NamedTuple

# Cells between two columns, and cells of a card that its edges and their padding take.
GAP: Final = 2
_EDGES: Final = 4


class Tile(NamedTuple):
    """Something to read and what it opens, in a box or as plain lines; a text that opens nothing is passed over.

    A line of styled text that is too long for its column goes over several, in the style of its whole.
    """

    lines: tuple[Text, ...]
    opens: View | None = None
    boxed: bool = False


class Section(NamedTuple):
    """Stacks of tiles under a title, side by side where each has `least` cells."""

    title: str
    stacks: tuple[tuple[Tile, ...], ...]
    least: int = 36


class Piece(NamedTuple):
    """Some text in a line, the stop it belongs to, and what of that it is: `sign` is room for cursor and mark."""

    start: int
    text: Text
    stop: int | None = None
    part: Literal["text", "edge", "sign", "title"] = "text"


class Stop(NamedTuple):
    """A place for the cursor: a tile, where it stands, and the number of its section."""

    tile: Tile
    region: Region
    section: int


class Layout(NamedTuple):
    """The lines of a board, and its stops in reading order."""

    lines: tuple[tuple[Piece, ...], ...]
    stops: tuple[Stop, ...]


class Edges(NamedTuple):
    """The characters of a box: its corners from the top left, clockwise, then its sides."""

    top_left: str
    top_right: str
    bottom_right: str
    bottom_left: str
    across: str
    down: str


LIGHT: Final = Edges("╭", "╮", "╯", "╰", "─", "│")
HEAVY: Final = Edges("┏", "┓", "┛", "┗", "━", "┃")
LIGHT_ASCII: Final = Edges("+", "+", "+", "+", "-", "|")
HEAVY_ASCII: Final = Edges("#", "#", "#", "#", "=", "#")


def laid_out(sections: Sequence[Section], width: int, *, edges: Edges = LIGHT, ending: str = "…") -> Layout:
    """Lay sections out below each other in so many cells."""
    page = _Page(width, edges, ending)
    for number, section in enumerate(sections):
        page.add(number, section)
    return Layout(tuple(tuple(line) for line in page.lines), tuple(page.stops))


class _Page:
    """A layout that grows section by section."""

    def __init__(self, width: int, edges: Edges, ending: str) -> None:
        self.lines: list[list[Piece]] = []
        self.stops: list[Stop] = []
        self._width = width
        self._edges = edges
        self._ending = ending

    def add(self, number: int, section: Section) -> None:
        if self.lines:
            self.lines.append([])
        if section.title:
            title = fitted(visible(section.title), self._width, ending=self._ending)
            self.lines.append([Piece(0, title, part="title")])
        columns = max(1, min((self._width + GAP) // (section.least + GAP), len(section.stacks)))
        cells = max((self._width - GAP * (columns - 1)) // columns, 1)
        for first in range(0, len(section.stacks), columns):
            self._row(number, section.stacks[first : first + columns], cells)

    def _row(self, number: int, stacks: Sequence[Sequence[Tile]], cells: int) -> None:
        """Put some stacks side by side; boxes of one row end on one line."""
        drawn = [[self._texts(tile, cells) for tile in stack] for stack in stacks]
        height = max(sum(map(_height, stack, texts)) for stack, texts in zip(stacks, drawn, strict=True))
        top = len(self.lines)
        self.lines += [[] for _ in range(height)]
        for column, (stack, texts) in enumerate(zip(stacks, drawn, strict=True)):
            y = top
            for tile, lines in zip(stack, texts, strict=True):
                if tile.boxed and len(stack) == 1:
                    lines += [fitted("", cells - _EDGES)] * (height - _height(tile, lines))
                self._place(number, tile, lines, Region(column * (cells + GAP), y, cells, _height(tile, lines)))
                y += _height(tile, lines)

    def _texts(self, tile: Tile, cells: int) -> list[Text]:
        room = max(cells - (_EDGES if tile.boxed else GUTTER if tile.opens else 0), 1)
        return [line for text in tile.lines for line in _folded(text, room)]

    def _place(self, section: int, tile: Tile, lines: Sequence[Text], region: Region) -> None:
        stop = None
        if tile.opens is not None:
            stop = len(self.stops)
            self.stops.append(Stop(tile, region, section))
        x, y, width, height = region
        if not tile.boxed:
            for row, line in enumerate(lines, start=y):
                if stop is not None:
                    self.lines[row].append(Piece(x, Text(" " * GUTTER), stop, "sign" if row == y else "text"))
                self.lines[row].append(Piece(x if stop is None else x + GUTTER, line, stop))
            return
        edges = self._edges
        across = edges.across * max(width - 2, 0)
        self.lines[y].append(Piece(x, Text(edges.top_left + across + edges.top_right), stop, "edge"))
        for row, line in enumerate(lines, start=y + 1):
            side = Text(f"{edges.down} "), Text(f" {edges.down}")
            self.lines[row] += [
                Piece(x, side[0], stop, "edge"),
                Piece(x + 2, line, stop),
                Piece(x + width - 2, side[1], stop, "edge"),
            ]
        bottom = Text(edges.bottom_left + across + edges.bottom_right)
        self.lines[y + height - 1].append(Piece(x, bottom, stop, "edge"))


def _height(tile: Tile, lines: Sequence[Text]) -> int:
    return len(lines) + 2 * tile.boxed


def _folded(text: Text, width: int) -> list[Text]:
    """Return a text in lines of exactly so many cells."""
    if text.cell_len <= width:
        return [fitted(text, width)]
    return [fitted(Text(line, text.style), width) for line in wrapped(visible(text.plain).split(), width)]
