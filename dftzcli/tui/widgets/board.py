"""A board of cards and lines, each of which opens something: one widget however many there are."""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar

from textual.binding import Binding, BindingType
from textual.events import Click
from textual.message import Message

from dftzcli.tui.widgets import board_moves as moves
from dftzcli.tui.widgets.board_layout import Tile
from dftzcli.tui.widgets.drawn_board import DrawnBoard


class Board(DrawnBoard):
    """A board with a cursor. It opens nothing: it posts what was asked for."""

    # Their ids are those of the application's actions, so that a key that is remapped there is remapped here.
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("up,k", "cursor_up", "Up", id="cursor_up", show=False, tooltip="To what stands above"),
        Binding("down,j", "cursor_down", "Down", id="cursor_down", show=False, tooltip="To what stands below"),
        Binding("left,h", "cursor_left", "Left", id="cursor_left", show=False, tooltip="To what stands on the left"),
        Binding("right,l", "cursor_right", "Right", id="cursor_right", show=False, tooltip="To what stands beside it"),
        Binding("pageup", "page_up", "Page up", id="page_up", show=False, tooltip="A screen up"),
        Binding("pagedown", "page_down", "Page down", id="page_down", show=False, tooltip="A screen down"),
        Binding("home,g", "first", "First", id="first", show=False, tooltip="To the first"),
        Binding("end,G", "last", "Last", id="last", show=False, tooltip="To the last"),
        Binding("n", "next", "Next section", id="next", show=False, tooltip="To the next section"),
        Binding("N", "previous", "Previous section", id="previous", show=False, tooltip="To the section before"),
        Binding("enter", "open", "Open", id="open", show=False, tooltip="Open what the cursor stands on"),
    ]

    @dataclass
    class Opened(Message):
        """A tile was opened: by Enter, or by a click."""

        tile: Tile
        board: Board

        @property
        def control(self) -> Board:
            """Return the board that posted it."""
            return self.board

    def on_click(self, event: Click) -> None:
        """Open the tile that was clicked."""
        where = event.get_content_offset(self)
        if where is None:
            return
        for number, stop in enumerate(self.stops):
            if stop.region.contains(where.x, where.y + self.scroll_offset.y):
                self.cursor = number
                self.action_open()
                return

    def action_open(self) -> None:
        """Post that the tile under the cursor is wanted."""
        if self.current is not None:
            self.post_message(self.Opened(self.current, self))

    def action_cursor_down(self) -> None:
        """Move to what stands below, in the same column where there is any."""
        self.cursor = moves.below(self.stops, self.cursor)

    def action_cursor_up(self) -> None:
        """Move to what stands above, in the same column where there is any."""
        self.cursor = moves.above(self.stops, self.cursor)

    def action_cursor_left(self) -> None:
        """Move to what stands on the left; from the first column to what comes before."""
        self.cursor = moves.beside(self.stops, self.cursor, -1)

    def action_cursor_right(self) -> None:
        """Move to what stands on the right; from the last column to what comes next."""
        self.cursor = moves.beside(self.stops, self.cursor, 1)

    def action_page_up(self) -> None:
        """Move up by what is in sight."""
        self.cursor = moves.paged(self.stops, self.cursor, -self.scrollable_content_region.height)

    def action_page_down(self) -> None:
        """Move down by what is in sight."""
        self.cursor = moves.paged(self.stops, self.cursor, self.scrollable_content_region.height)

    def action_first(self) -> None:
        """Move to the first tile."""
        self.cursor = 0

    def action_last(self) -> None:
        """Move to the last tile."""
        self.cursor = len(self.stops) - 1

    def action_next(self) -> None:
        """Move to the first tile of the next section."""
        self.cursor = moves.next_section(self.stops, self.cursor)

    def action_previous(self) -> None:
        """Move to the first tile of this section, and from there to that of the section before."""
        self.cursor = moves.previous_section(self.stops, self.cursor)
