"""A list of records of any length that is moved through, marked and sorted by keys and by mouse."""

from __future__ import annotations

from collections.abc import Sequence
from typing import ClassVar

from textual.binding import Binding, BindingType
from textual.events import Click

from dftzcli.tui.widgets.drawn_list import HEADER, DrawnList
from dftzcli.tui.widgets.list_columns import GAP, Column
from dftzcli.tui.widgets.list_lines import GUTTER
from dftzcli.tui.widgets.list_messages import Highlighted, MarksChanged, Opened, SortAsked
from dftzcli.tui.widgets.list_rows import RowSource


class RecordList(DrawnList):
    """A list of records with a cursor and marks. It sorts, filters and opens nothing: it posts what was asked for."""

    # Their ids are those of the application's actions, so that a key that is remapped there is remapped here.
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("up,k", "cursor_up", "Up", id="cursor_up", show=False, tooltip="To the row above"),
        Binding("down,j", "cursor_down", "Down", id="cursor_down", show=False, tooltip="To the row below"),
        Binding("pageup", "page_up", "Page up", id="page_up", show=False, tooltip="A screen up"),
        Binding("pagedown", "page_down", "Page down", id="page_down", show=False, tooltip="A screen down"),
        Binding("home,g", "first", "First", id="first", show=False, tooltip="To the first row"),
        Binding("end,G", "last", "Last", id="last", show=False, tooltip="To the last row"),
        Binding("enter", "open", "Open", id="open", show=False, tooltip="Open the record under the cursor"),
        Binding("space", "mark", "Mark", id="mark", show=False, tooltip="Mark the record, or take its mark away"),
    ]

    Opened = Opened
    Highlighted = Highlighted
    MarksChanged = MarksChanged
    SortAsked = SortAsked

    def show(
        self,
        source: RowSource,
        *,
        columns: Sequence[Column] | None = None,
        cursor: int = 0,
        empty: str | None = None,
    ) -> None:
        """Show other rows and say which of them the cursor stands on."""
        super().show(source, columns=columns, cursor=cursor, empty=empty)
        if self.is_mounted:
            self._say_where()

    def watch_cursor(self, before: int, now: int) -> None:
        """Bring the row into sight and say which it is."""
        super().watch_cursor(before, now)
        self._say_where()

    def on_mount(self) -> None:
        """Say which record the cursor stands on."""
        self._say_where()

    def on_click(self, event: Click) -> None:
        """Move to a row, open it at the second click, mark it beside its first column, or ask for an order."""
        where = event.get_content_offset(self)
        if where is None:
            return
        if where.y < HEADER:
            self._ask_for_order(where.x)
            return
        row = where.y - HEADER + self.scroll_offset.y
        if row >= self.row_count:
            return
        self.cursor = row
        if where.x < GUTTER:
            self.action_mark()
        elif event.chain == 2:
            self.action_open()

    def action_cursor_up(self) -> None:
        """Move to the row above."""
        self.cursor -= 1

    def action_cursor_down(self) -> None:
        """Move to the row below."""
        self.cursor += 1

    def action_page_up(self) -> None:
        """Move up by what is in sight."""
        self.cursor -= max(self._room.height - HEADER, 1)

    def action_page_down(self) -> None:
        """Move down by what is in sight."""
        self.cursor += max(self._room.height - HEADER, 1)

    def action_first(self) -> None:
        """Move to the first row."""
        self.cursor = 0

    def action_last(self) -> None:
        """Move to the last row."""
        self.cursor = self.row_count - 1

    def action_open(self) -> None:
        """Post that the record under the cursor is wanted."""
        if self.current is not None:
            self.post_message(Opened(self.current, self))

    def action_mark(self) -> None:
        """Mark the record under the cursor, or take its mark away."""
        if self.current is not None:
            self.marked = self.marked ^ {self.current}
            self.post_message(MarksChanged(frozenset(self.marked), self))

    def _say_where(self) -> None:
        if self.current is not None:
            self.post_message(Highlighted(self.current, self.cursor, self))

    def _ask_for_order(self, x: int) -> None:
        for place in self._places(self._room.width):
            if 0 <= x - GUTTER - place.start < place.width + GAP:
                self.post_message(SortAsked(self._columns[place.number].key, self))
