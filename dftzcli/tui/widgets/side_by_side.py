"""Things side by side: a row a field, a column each, and a cursor that is moved through their cells."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import ClassVar

from rich.text import Text
from textual.binding import Binding, BindingType
from textual.events import Click
from textual.geometry import clamp
from textual.message import Message

from dftzcli.tui.widgets.drawn_sides import DrawnSides
from dftzcli.tui.widgets.side_lines import Entry


class SideBySide(DrawnSides):
    """Things side by side with a cursor. It opens and marks nothing: it posts what was asked for."""

    # Their ids are those of the application's actions, so that a key that is remapped there is remapped here.
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("up,k", "cursor_up", "Up", id="cursor_up", show=False, tooltip="To the row above"),
        Binding("down,j", "cursor_down", "Down", id="cursor_down", show=False, tooltip="To the row below"),
        Binding("left,h", "cursor_left", "Left", id="cursor_left", show=False, tooltip="To the column before"),
        Binding("right,l", "cursor_right", "Right", id="cursor_right", show=False, tooltip="To the next column"),
        Binding("pageup", "page_up", "Page up", id="page_up", show=False, tooltip="A screen up"),
        Binding("pagedown", "page_down", "Page down", id="page_down", show=False, tooltip="A screen down"),
        Binding("home,g", "first", "First", id="first", show=False, tooltip="To the first row"),
        Binding("end,G", "last", "Last", id="last", show=False, tooltip="To the last row"),
        Binding("n", "next", "Next difference", id="next", show=False, tooltip="To the next difference"),
        Binding("N", "previous", "Previous", id="previous", show=False, tooltip="To the difference before"),
        Binding("enter", "open", "Open", id="open", show=False, tooltip="Open what the cell is about"),
        Binding("space", "mark", "Mark", id="mark", show=False, tooltip="Mark the column, or take its mark away"),
    ]

    @dataclass
    class Asked(Message):
        """What is asked of the cell under the cursor: `moved` to it, `opened`, or its column `marked`."""

        what: str
        row: int
        column: int

    def show(self, heads: Sequence[Text], entries: Sequence[Entry], *, row: int = 0, column: int = 0) -> None:
        """Show other rows and say where the cursor stands."""
        super().show(heads, entries, row=row, column=column)
        if self.is_mounted:
            self._post("moved")

    def watch_row(self) -> None:
        """Bring the row into sight and say so."""
        super().watch_row()
        self._post("moved")

    def watch_column(self) -> None:
        """Bring the column into sight and say so."""
        super().watch_column()
        self._post("moved")

    def on_click(self, event: Click) -> None:
        """Move to a cell; the second click opens it."""
        where = event.get_content_offset(self)
        found = self._made()
        if where is None or found is None:
            return
        column = found.sight.column(where.x)
        if column is not None:
            self.column = column
        line = where.y - len(found.head) + self.scroll_offset.y
        if where.y >= len(found.head) and line < found.height:
            self.row = found.row(line)
            if event.chain == 2:
                self.action_open()

    def action_cursor_up(self) -> None:
        """Go to the row above."""
        self.row -= 1

    def action_cursor_down(self) -> None:
        """Go to the row below."""
        self.row += 1

    def action_cursor_left(self) -> None:
        """Go to the column before."""
        self.column -= 1

    def action_cursor_right(self) -> None:
        """Go to the next column."""
        self.column += 1

    def action_page_up(self) -> None:
        """Go up by what is in sight."""
        self._leap(-1)

    def action_page_down(self) -> None:
        """Go down by what is in sight."""
        self._leap(1)

    def action_first(self) -> None:
        """Go to the first row."""
        self.row = 0

    def action_last(self) -> None:
        """Go to the last row."""
        self.row = len(self._entries) - 1

    def action_next(self) -> None:
        """Go to the next row that differs; after the last comes the first."""
        self._to_difference(1)

    def action_previous(self) -> None:
        """Go to the row before that differs; before the first comes the last."""
        self._to_difference(-1)

    def action_open(self) -> None:
        """Post that what the cell is about is wanted."""
        self._post("opened")

    def action_mark(self) -> None:
        """Post that the column is to be marked, or its mark taken away."""
        self._post("marked")

    def _post(self, what: str) -> None:
        if self._entries:
            self.post_message(self.Asked(what, self.row, self.column))

    def _to_difference(self, step: int) -> None:
        count = len(self._entries)
        for distance in range(1, count + 1):
            number = (self.row + step * distance) % count
            if self._entries[number].differs:
                self.row = number
                return

    def _leap(self, step: int) -> None:
        found = self._made()
        if found is not None and found.rows:
            room = max(self.scrollable_content_region.height - len(found.head), 1)
            line = clamp(found.starts[self.row] + step * room, 0, found.height - 1)
            row = found.row(line)
            self.row = row if row != self.row else row + step
