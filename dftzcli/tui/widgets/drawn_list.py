"""A list as it is drawn: the lines in sight, where the cursor and the marks stand in them, and no other rows."""

from __future__ import annotations

from collections.abc import Sequence
from collections.abc import Set as AbstractSet
from typing import ClassVar, Final

from rich.style import Style
from textual.geometry import Region, Size, Spacing, clamp
from textual.reactive import reactive
from textual.scroll_view import ScrollView
from textual.strip import Strip

from dftzcli.tui.widgets.list_columns import Column, Place, arranged
from dftzcli.tui.widgets.list_lines import ASCII_SIGNS, GUTTER, Pen, Signs, Sort, empty_line, header_line, row_line
from dftzcli.tui.widgets.list_rows import FetchedRows, Row, RowSource, Window

# Lines of titles.
HEADER: Final = 1
_NOTHING: Final = FetchedRows(0, lambda start, end: ())


class DrawnList(ScrollView, can_focus=True, inherit_bindings=False):
    """Rows of records below a line of titles, of which those in sight are fetched and drawn.

    The cursor is said by `>` and by reverse, a mark by a sign, the order by an arrow; colour only repeats them.
    """

    ALLOW_SELECT = False
    COMPONENT_CLASSES: ClassVar[set[str]] = {
        f"record-list--{name}"
        for name in (*("header", "row", "cursor", "marked"), *("match", "fact", "plan", "dispute", "muted"))
    }
    DEFAULT_CSS = """
    DrawnList {
        overflow-x: hidden;
        scrollbar-size-vertical: 1;
        & > .record-list--header { text-style: bold underline; }
        & > .record-list--cursor { text-style: bold; }
        &:focus > .record-list--cursor { text-style: reverse; }
        & > .record-list--marked { text-style: bold; }
        & > .record-list--match { text-style: bold underline; }
        & > .record-list--fact { color: $text-success; }
        & > .record-list--plan { color: $text-warning; }
        & > .record-list--dispute { color: $text-error; text-style: bold; }
        & > .record-list--muted { color: $text-muted; }
    }
    """

    cursor: reactive[int] = reactive(0, init=False, repaint=False)
    """The number of the row under the cursor, from 0."""
    marked: reactive[AbstractSet[str]] = reactive(frozenset)
    """The ids of the marked records, in sight or not; a set of another value, never the same one changed."""
    sort: reactive[Sort | None] = reactive(None)
    """What the arrow in the titles says. The list sorts nothing: it posts `SortAsked`."""

    def __init__(
        self,
        columns: Sequence[Column],
        source: RowSource = _NOTHING,
        *,
        empty: str = "Nothing is here.",
        ascii_only: bool = False,
        name: str | None = None,
        id: str | None = None,
        classes: str | None = None,
    ) -> None:
        """Take the columns, where rows come from, and what to say where there are none: why, and what to press."""
        super().__init__(name=name, id=id, classes=classes)
        self._columns = tuple(columns)
        self._rows = Window(source)
        self._empty = empty
        self._signs = ASCII_SIGNS if ascii_only else Signs()
        self._arranged: tuple[int, tuple[Place, ...]] | None = None

    def show(
        self,
        source: RowSource,
        *,
        columns: Sequence[Column] | None = None,
        cursor: int = 0,
        empty: str | None = None,
    ) -> None:
        """Show other rows, with the cursor on one of them; columns and the empty list's text stay unless given."""
        self._rows = Window(source)
        if columns is not None:
            self._columns = tuple(columns)
            self._arranged = None
        if empty is not None:
            self._empty = empty
        self.set_reactive(DrawnList.cursor, self.validate_cursor(cursor))
        if self.is_mounted:
            self._take_size()
            self._to_cursor()
            self.refresh()

    @property
    def row_count(self) -> int:
        """Return how many rows there are."""
        return len(self._rows)

    @property
    def current(self) -> str | None:
        """Return the id of the record under the cursor, or None in an empty list."""
        row = self._row(self.cursor)
        return row.id if row else None

    def validate_cursor(self, cursor: int) -> int:
        """Keep the cursor on a row."""
        return clamp(cursor, 0, max(self.row_count - 1, 0))

    def validate_marked(self, marked: AbstractSet[str]) -> frozenset[str]:
        """Keep a set that nobody changes."""
        return frozenset(marked)

    def watch_cursor(self, before: int, now: int) -> None:
        """Bring the row into sight."""
        for row in (before, now):
            self.refresh_line(row + HEADER)
        self._to_cursor()

    def on_mount(self) -> None:
        """Take the height of all rows."""
        self._take_size()

    def on_resize(self) -> None:
        """Keep the cursor in sight."""
        self._to_cursor()

    def render_line(self, y: int) -> Strip:
        """Draw a line of what is in sight."""
        width, height = self._room
        plain = self.get_component_rich_style("record-list--row")
        if y < HEADER:
            return header_line(self._pen(width), self.sort, self.get_component_rich_style("record-list--header"))
        if not self.row_count:
            return empty_line(self._empty, y - HEADER, width, height - HEADER, plain)
        number = y - HEADER + self.scroll_offset.y
        row = self._row(number)
        if row is None:
            return Strip.blank(width, plain)
        marked = row.id in self.marked
        style = plain + self._named(".marked") if marked else plain
        pen = self._pen(width)
        if number == self.cursor:
            style += self._named(".cursor")
            if self.has_focus:
                # Reversed, a colour would be a patch behind its word.
                pen = pen._replace(named=lambda name: self._named(name).without_color)
        return row_line(pen, row, style, under_cursor=number == self.cursor, marked=marked)

    @property
    def _room(self) -> Size:
        return self.scrollable_content_region.size

    def _pen(self, width: int) -> Pen:
        return Pen(self._columns, self._places(width), width, self._signs, self.app.console, self._named)

    def _named(self, name: str) -> Style:
        names = f"record-list--{name[1:]}"
        return self.get_component_rich_style(names, partial=True, default=Style.null())

    def _places(self, width: int) -> tuple[Place, ...]:
        if self._arranged is None or self._arranged[0] != width:
            self._arranged = (width, arranged(self._columns, width - GUTTER))
        return self._arranged[1]

    def _row(self, number: int) -> Row | None:
        top = self.scroll_offset.y
        return self._rows.row(number, range(top, top + self._room.height - HEADER))

    def _take_size(self) -> None:
        # Lines are drawn as wide as the widget is: only the height has a say in scrolling.
        self.virtual_size = Size(1, self.row_count + HEADER)

    def _to_cursor(self) -> None:
        row = Region(0, self.cursor + HEADER, 1, 1)
        self.scroll_to_region(row, spacing=Spacing(HEADER), animate=False, force=True, x_axis=False, immediate=True)
