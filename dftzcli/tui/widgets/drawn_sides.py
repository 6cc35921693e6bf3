"""Things side by side as they are drawn: the columns in sight, and where the cursor and the marks stand in them."""

from __future__ import annotations

from collections.abc import Sequence
from collections.abc import Set as AbstractSet
from typing import ClassVar, Final

from rich.style import Style
from rich.text import Text
from textual.geometry import Region, Size, Spacing, clamp
from textual.reactive import reactive
from textual.scroll_view import ScrollView
from textual.strip import Strip

from dftzcli.tui.widgets.side_lines import Drawn, Entry, Look, drawn, sight_of, strip

_NAMES: Final = ("head", "cursor", "cell", "fact", "plan", "dispute", "muted")


class DrawnSides(ScrollView, can_focus=True, inherit_bindings=False):
    """Rows whose cells are wrapped, below the heads of their columns; columns that do not fit come when gone to.

    The cursor is said by `>`, its cell by reverse; colour only repeats them.
    """

    ALLOW_SELECT = False
    COMPONENT_CLASSES: ClassVar[set[str]] = {f"side-by-side--{name}" for name in _NAMES}
    DEFAULT_CSS = """
    DrawnSides {
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
    row: reactive[int] = reactive(0, init=False, repaint=False)
    """The number of the row under the cursor, from 0."""
    column: reactive[int] = reactive(0, init=False, repaint=False)
    """The number of the column under the cursor, from 0, without that of the labels."""
    marked: reactive[AbstractSet[int]] = reactive(frozenset, init=False)
    """The numbers of the columns that have a mark in their head."""

    def __init__(self, *, ascii_only: bool = False, id: str | None = None) -> None:
        """Make an empty table."""
        super().__init__(id=id)
        self._ascii = ascii_only
        self._heads: tuple[Text, ...] = ()
        self._entries: tuple[Entry, ...] = ()
        self._drawn: Drawn | None = None
        # The first column in sight, which stays as long as the cursor's is in sight with it.
        self._first = 0

    def show(self, heads: Sequence[Text], entries: Sequence[Entry], *, row: int = 0, column: int = 0) -> None:
        """Show other rows, with the cursor on one cell."""
        self._heads, self._entries = tuple(heads), tuple(entries)
        self._drawn = None
        self.set_reactive(DrawnSides.row, self.validate_row(row))
        self.set_reactive(DrawnSides.column, self.validate_column(column))
        if self.is_mounted:
            self._to_cursor()

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
        """Bring the row into sight."""
        self._to_cursor()

    def watch_column(self) -> None:
        """Bring the column into sight."""
        self._to_cursor()

    def watch_marked(self) -> None:
        """Draw the heads anew."""
        self._drawn = None
        self.refresh()

    def on_mount(self) -> None:
        """Take the height of all rows."""
        self._to_cursor()

    def on_resize(self) -> None:
        """Wrap for the new width, and keep the cursor in sight."""
        self._to_cursor()

    def notify_style_update(self) -> None:
        """Draw anew: the look of the cursor depends on the focus."""
        super().notify_style_update()
        self.refresh()

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
        labels = [entry.cells[0].plain for entry in self._entries]
        sight = sight_of(labels, max(len(self._heads), 1), width, cursor=self.column, before=self._first)
        self._first = sight.first
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
