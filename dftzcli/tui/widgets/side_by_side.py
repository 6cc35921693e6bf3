"""Things side by side: a row a field, a column each, and a cursor that stands on one cell."""

from __future__ import annotations

from collections.abc import Sequence
from collections.abc import Set as AbstractSet
from dataclasses import dataclass
from typing import ClassVar

from rich.style import Style
from rich.text import Text
from textual.binding import Binding, BindingType
from textual.events import Click
from textual.geometry import Region, Size, Spacing, clamp
from textual.message import Message
from textual.reactive import reactive
from textual.scroll_view import ScrollView
from textual.strip import Strip

from dftzcli.tui.widgets.side_lines import Drawn, Entry, Look, Sight, drawn, sight_of, strip

_NAMES = ("head", "cursor", "cell", "fact", "plan", "dispute", "muted")


class SideBySide(ScrollView, can_focus=True, inherit_bindings=False):
    """Rows whose cells are wrapped, below the heads of their columns; columns that do not fit come when gone to.

    The cursor is said by `>`, its cell by reverse; colour only repeats them. It opens and marks nothing: it posts what
    was asked for.
    """

    ALLOW_SELECT = False
    COMPONENT_CLASSES: ClassVar[set[str]] = {f"side-by-side--{name}" for name in _NAMES}
    DEFAULT_CSS = """
    SideBySide {
        overflow-x: hidden;
        overflow-y: auto;
        scrollbar-gutter: stable;
        scrollbar-size-vertical: 1;
        & > .side-by-side--head { text-style: bold underline; }
        & > .side-by-side--cursor { text-style: bold; }
        & > .side-by-side--cell { text-style: underline; }
        &:focus > .side-by-side--cell { text-style: reverse; }
        & > .side-by-side--fact { color: $text-success; }
        & > .side-by-side--plan { color: $text-warning; }
        & > .side-by-side--dispute { color: $text-error; text-style: bold; }
        & > .side-by-side--muted { color: $text-muted; }
    }
    """
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

    row: reactive[int] = reactive(0, init=False, repaint=False)
    """The number of the row under the cursor, from 0."""
    column: reactive[int] = reactive(0, init=False, repaint=False)
    """The number of the column under the cursor, from 0, without that of the labels."""
    marked: reactive[AbstractSet[int]] = reactive(frozenset, init=False)
    """The numbers of the columns that have a mark in their head."""

    @dataclass
    class Asked(Message):
        """What is asked of the cell under the cursor: `moved` to it, `opened`, or its column `marked`."""

        what: str
        row: int
        column: int

    def __init__(self, *, ascii_only: bool = False, id: str | None = None) -> None:
        """Make an empty table."""
        super().__init__(id=id)
        self._ascii = ascii_only
        self._heads: tuple[Text, ...] = ()
        self._entries: tuple[Entry, ...] = ()
        self._drawn: Drawn | None = None

    def show(self, heads: Sequence[Text], entries: Sequence[Entry], *, row: int = 0, column: int = 0) -> None:
        """Show other rows, with the cursor on one cell."""
        self._heads, self._entries = tuple(heads), tuple(entries)
        self._drawn = None
        self.set_reactive(SideBySide.row, self.validate_row(row))
        self.set_reactive(SideBySide.column, self.validate_column(column))
        if self.is_mounted:
            self._to_cursor()
            self._post("moved")

    @property
    def entries(self) -> tuple[Entry, ...]:
        """Return the rows."""
        return self._entries

    def validate_row(self, row: int) -> int:
        """Keep the cursor on a row."""
        return clamp(row, 0, max(len(self._entries) - 1, 0))

    def validate_column(self, column: int) -> int:
        """Keep the cursor on a column."""
        return clamp(column, 0, max(len(self._heads) - 1, 0))

    def watch_row(self) -> None:
        """Bring the row into sight and say so."""
        self._to_cursor()
        self._post("moved")

    def watch_column(self) -> None:
        """Bring the column into sight and say so."""
        self._to_cursor()
        self._post("moved")

    def watch_marked(self) -> None:
        """Draw the heads anew."""
        self._drawn = None
        self.refresh()

    def on_mount(self) -> None:
        """Say where the cursor stands."""
        self._to_cursor()

    def on_resize(self) -> None:
        """Wrap for the new width, and keep the cursor in sight."""
        self._to_cursor()

    def notify_style_update(self) -> None:
        """Draw anew: the look of the cursor depends on the focus."""
        super().notify_style_update()
        self.refresh()

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

    def render_line(self, y: int) -> Strip:
        """Draw a line of what is in sight."""
        found = self._made()
        width = self.scrollable_content_region.width
        plain = self.rich_style
        if found is None or not self._heads:
            return Strip.blank(width, plain)
        look = self._look
        if y < len(found.head):
            style = plain + self._named(".head")
            return _whole(strip(found.head[y], found.sight, look, style, cell=Style.null()), width, plain)
        line = y - len(found.head) + self.scroll_offset.y
        if line >= found.height:
            return Strip.blank(width, plain)
        number = found.row(line)
        here = number == self.row
        within = line - found.starts[number]
        made = strip(
            found.rows[number][within],
            found.sight,
            look,
            plain + self._named(".cursor") if here else plain,
            sign=">" if here and not within else " ",
            current=self.column - found.sight.first + 1 if here else -1,
            cell=self._named(".cell"),
        )
        return _whole(made, width, plain)

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

    @property
    def _look(self) -> Look:
        signs = ("|", "~") if self._ascii else ("│", "…")
        return Look(self.app.console, self._named, *signs)

    def _named(self, name: str) -> Style:
        return self.get_component_rich_style(f"side-by-side--{name[1:]}", partial=True, default=Style.null())

    def _made(self) -> Drawn | None:
        """Return the rows as they are wrapped for the width there is and the column the cursor is on."""
        width = self.scrollable_content_region.width
        if width <= 0:
            return None
        before = self._drawn.sight.first if self._drawn is not None else 0
        labels = [entry.cells[0].plain for entry in self._entries]
        sight: Sight = sight_of(labels, max(len(self._heads), 1), width, cursor=self.column, before=before)
        if self._drawn is None or self._drawn.sight != sight:
            sign = "*" if self._ascii else "✓"
            heads = [
                Text(f"{sign} {head.plain}") if number in self.marked else head
                for number, head in enumerate(self._heads)
            ]
            self._drawn = drawn(heads, self._entries, sight, self._look)
        return self._drawn

    def _to_cursor(self) -> None:
        found = self._made()
        if found is None:
            return
        self.virtual_size = Size(1, found.height + len(found.head))
        if found.rows:
            height = min(len(found.rows[self.row]), max(self.scrollable_content_region.height - len(found.head), 1))
            region = Region(0, found.starts[self.row] + len(found.head), 1, height)
            self.scroll_to_region(
                region, spacing=Spacing(len(found.head)), animate=False, force=True, x_axis=False, immediate=True
            )
        self.refresh()


def _whole(made: Strip, width: int, style: Style) -> Strip:
    return made.adjust_cell_length(width, style)
