"""A board as it is drawn: the lines in sight, where the cursor and the marks stand in them, and no others."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from collections.abc import Set as AbstractSet
from typing import ClassVar, Final

from rich.segment import Segment
from rich.style import Style
from rich.text import Span, Text
from textual.geometry import Size, Spacing, clamp
from textual.reactive import reactive
from textual.scroll_view import ScrollView
from textual.strip import Strip

from dftzcli.tui.views import RecordView
from dftzcli.tui.widgets.board_layout import (
    HEAVY,
    HEAVY_ASCII,
    LIGHT,
    LIGHT_ASCII,
    Layout,
    Piece,
    Section,
    Stop,
    Tile,
    laid_out,
)
from dftzcli.tui.widgets.list_lines import ASCII_SIGNS, GUTTER, Signs

# Lines that stay in sight above and below the cursor: a title, and that there is more.
_AROUND: Final = Spacing(2, 0, 1, 0)
_NAMES: Final = ("title", "edge", "cursor", "name", "value", "muted", "fact", "plan", "dispute", "course")


class DrawnBoard(ScrollView, can_focus=True, inherit_bindings=False):
    """Sections of tiles, of which the lines in sight are drawn.

    The cursor is said by `>` and reverse on a line, and by a heavy edge on a card; a mark by a sign.
    """

    ALLOW_SELECT = False
    COMPONENT_CLASSES: ClassVar[set[str]] = {f"board--{name}" for name in _NAMES}
    DEFAULT_CSS = """
    DrawnBoard {
        overflow-x: hidden;
        scrollbar-gutter: stable;
        scrollbar-size-vertical: 1;
        padding: 0 1;
        & > .board--title { text-style: bold underline; }
        & > .board--edge { color: $text-muted; }
        & > .board--cursor { text-style: bold; }
        &:focus > .board--cursor { text-style: reverse; }
        & > .board--name { text-style: bold; }
        & > .board--value { color: $text-accent; text-style: bold; }
        & > .board--muted { color: $text-muted; }
        & > .board--fact { color: $text-success; }
        & > .board--plan { color: $text-warning; }
        & > .board--dispute { color: $text-error; text-style: bold; }
        & > .board--course { color: $text-accent; }
    }
    """
    cursor: reactive[int] = reactive(0, init=False, repaint=False)
    """The number of the tile under the cursor, from 0, of those that open something."""
    marked: reactive[AbstractSet[str]] = reactive(frozenset)
    """The ids of the marked records."""

    def __init__(self, *, ascii_only: bool = False, id: str | None = None) -> None:
        """Make an empty board."""
        super().__init__(id=id)
        self._sections: tuple[Section, ...] = ()
        self._layout = Layout((), ())
        self._width = 0
        self._edges, heavy = (LIGHT_ASCII, HEAVY_ASCII) if ascii_only else (LIGHT, HEAVY)
        self._heavy = str.maketrans({one: other for one, other in zip(self._edges, heavy, strict=True) if one != other})
        self._signs = ASCII_SIGNS if ascii_only else Signs()

    def show(self, sections: Sequence[Section]) -> None:
        """Show other sections; the cursor stays at its number."""
        self._sections = tuple(sections)
        self._lay_out(self._width)

    @property
    def stops(self) -> tuple[Stop, ...]:
        """The tiles that open something, in reading order."""
        return self._layout.stops

    @property
    def current(self) -> Tile | None:
        """The tile under the cursor."""
        return self.stops[self.cursor].tile if self.stops else None

    @property
    def line_count(self) -> int:
        """How many lines there are, in sight or not."""
        return len(self._layout.lines)

    def validate_cursor(self, cursor: int) -> int:
        """Keep the cursor on a tile."""
        return clamp(cursor, 0, max(len(self.stops) - 1, 0))

    def watch_cursor(self) -> None:
        """Bring the tile into sight."""
        self.refresh()
        self._to_cursor()

    def validate_marked(self, marked: AbstractSet[str]) -> frozenset[str]:
        """Keep a set that nobody changes."""
        return frozenset(marked)

    def on_resize(self) -> None:
        """Lay everything out for another width, and keep the cursor in sight."""
        width = self.scrollable_content_region.width
        if width != self._width:
            self._lay_out(width)
        self._to_cursor()

    def notify_style_update(self) -> None:
        """Draw anew: the look of the cursor depends on the focus."""
        super().notify_style_update()
        self.refresh()

    def _lay_out(self, width: int) -> None:
        self._width = width
        if width:
            self._layout = laid_out(self._sections, width, edges=self._edges, ending=self._signs.ending)
            # Lines are as wide as the widget is: only the height has a say in scrolling.
            self.virtual_size = Size(1, len(self._layout.lines))
            self.set_reactive(DrawnBoard.cursor, self.validate_cursor(self.cursor))
            self.refresh()

    def _to_cursor(self) -> None:
        if self.stops:
            region = self.stops[self.cursor].region
            self.scroll_to_region(region, spacing=_AROUND, animate=False, force=True, x_axis=False, immediate=True)

    # ---- drawing

    def render_line(self, y: int) -> Strip:
        """Draw a line of what is in sight."""
        number = y + self.scroll_offset.y
        plain = self.rich_style
        segments: list[Segment] = []
        end = 0
        pieces = self._layout.lines[number] if number < len(self._layout.lines) else ()
        for piece in sorted(pieces, key=lambda piece: piece.start):
            if piece.start > end:
                segments.append(Segment(" " * (piece.start - end), plain))
            segments += self._drawn(piece, plain)
            end = piece.start + piece.text.cell_len
        if end < self._width:
            segments.append(Segment(" " * (self._width - end), plain))
        return Strip(segments, max(end, self._width))

    def _drawn(self, piece: Piece, plain: Style) -> list[Segment]:
        stop = self.stops[piece.stop] if piece.stop is not None else None
        is_current = piece.stop is not None and piece.stop == self.cursor
        is_marked = stop is not None and isinstance(stop.tile.opens, RecordView) and stop.tile.opens.id in self.marked
        text, style = piece.text, plain
        if piece.part == "title":
            style += self._named(".title")
        elif piece.part == "edge":
            style += self._named(".value" if is_current else ".edge")
            text = Text(self._edge(text.plain, is_current=is_current, is_marked=is_marked))
        elif is_current and stop is not None and not stop.tile.boxed:
            style += self._named(".cursor")
        if piece.part == "sign":
            signs = (self._signs.cursor if is_current else " ") + (self._signs.mark if is_marked else " ")
            text = Text(signs.ljust(GUTTER))
        found = _with_styles(text, self._named).render(self.app.console)
        return list(Segment.apply_style(found, style))

    def _edge(self, edge: str, *, is_current: bool, is_marked: bool) -> str:
        if is_marked and edge[:1] == self._edges.top_left and len(edge) > GUTTER and edge[1] == self._edges.across:
            edge = f"{edge[0]}{self._signs.mark}{edge[2:]}"
        return edge.translate(self._heavy) if is_current else edge

    def _named(self, name: str) -> Style:
        return self.get_component_rich_style(f"board--{name[1:]}", partial=True, default=Style.null())


def _with_styles(text: Text, named: Callable[[str], Style]) -> Text:
    """Return a text with the styles that the board has names for."""

    def known(style: str | Style) -> str | Style:
        return named(style) if isinstance(style, str) and style.startswith(".") else style

    found = Text(text.plain, end="")
    # A style of the whole is a stretch too: rich leaves it out of a text that has no other.
    found.spans = [Span(0, len(text), known(text.style))] if text.style else []
    found.spans += [Span(start, end, known(style)) for start, end, style in text.spans]
    return found
