"""A pane that shows a page, whose text can be selected and whose links can be followed."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import ClassVar

from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import VerticalScroll
from textual.events import Click
from textual.geometry import Region, Size
from textual.message import Message
from textual.reactive import reactive
from textual.widgets import Static

from dftzcli.render.page import Page
from dftzcli.tui.widgets.page_content import links_content, page_content


class PageView(VerticalScroll, can_focus=True, inherit_bindings=False):
    """A page, and below it the records it is linked with.

    It is drawn anew when its width changes. The current link is said by `>` and by reverse.
    """

    COMPONENT_CLASSES: ClassVar[set[str]] = {
        f"page-view--{name}" for name in ("good", "open", "warning", "muted", "current")
    }
    DEFAULT_CSS = """
    PageView {
        padding: 0 1;
        scrollbar-gutter: stable;
        scrollbar-size-vertical: 1;
        & > .page-view--good { color: $text-success; }
        & > .page-view--open { color: $text-warning; }
        & > .page-view--warning { color: $text-error; }
        & > .page-view--muted { color: $text-muted; }
        & > .page-view--current { text-style: bold; }
        Static { text-wrap: nowrap; text-overflow: clip; }
        .page-view--links { margin-top: 1; display: none; }
    }
    """
    # Their ids are those of the application's actions, so that a key that is remapped there is remapped here.
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("up,k", "cursor_up", "Up", id="cursor_up", show=False, tooltip="A line up"),
        Binding("down,j", "cursor_down", "Down", id="cursor_down", show=False, tooltip="A line down"),
        Binding("pageup", "page_up", "Page up", id="page_up", show=False, tooltip="A screen up"),
        Binding("pagedown", "page_down", "Page down", id="page_down", show=False, tooltip="A screen down"),
        Binding("home,g", "first", "First", id="first", show=False, tooltip="To the first line"),
        Binding("end,G", "last", "Last", id="last", show=False, tooltip="To the last line"),
        Binding("n", "next", "Next link", id="next", show=False, tooltip="To the next link"),
        Binding("N", "previous", "Previous link", id="previous", show=False, tooltip="To the link before"),
        Binding("enter", "open", "Open", id="open", show=False, tooltip="Open the current link"),
    ]

    link: reactive[int | None] = reactive(None, init=False, repaint=False)
    """The number of the current link, from 0; None before one is chosen."""

    @dataclass
    class LinkOpened(Message):
        """A link was opened: by Enter, or by a click."""

        id: str
        page_view: PageView

        @property
        def control(self) -> PageView:
            """Return the pane that posted it."""
            return self.page_view

    def __init__(self, *, name: str | None = None, id: str | None = None, classes: str | None = None) -> None:
        """Make an empty pane."""
        super().__init__(name=name, id=id, classes=classes)
        self._page: Page | None = None
        self._columns: int | None = None
        self._links: tuple[str, ...] = ()
        self._lines: tuple[int, ...] = ()
        self._drawn = 0
        self._share = 0.0
        self._settled: Size | None = None

    def compose(self) -> ComposeResult:
        """Lay out the text and the links below it."""
        yield Static(classes="page-view--text", markup=False)
        yield Static(classes="page-view--links", markup=False)

    def show(self, page: Page, columns: int | None = None, *, links: Sequence[str] = ()) -> None:
        """Show the top of a page, drawn for so many columns or else for those there are, and ids to go on to."""
        self._page = page
        self._columns = columns
        self._links = tuple(links)
        self.set_reactive(PageView.link, None)
        self._share = 0.0
        self._draw()
        self.scroll_home(animate=False)

    @property
    def current(self) -> str | None:
        """Return the id of the current link."""
        return None if self.link is None else self._links[self.link]

    def validate_link(self, link: int | None) -> int | None:
        """Keep to the links there are; after the last comes the first."""
        return None if link is None or not self._links else link % len(self._links)

    def watch_link(self) -> None:
        """Show which link is the current one."""
        self._draw_links()
        if self.link is not None:
            # One line more, so that the margin above the first line comes along.
            line = self.query_one(".page-view--links").virtual_region.y + self._lines[self.link]
            self.scroll_to_region(Region(0, line, 1, 1), animate=False, force=True, x_axis=False)

    def on_resize(self) -> None:
        """Draw the page for the new width, and go on where the reader was."""
        if self._width != self._drawn:
            self._draw()
        self.call_after_refresh(self._go_on)

    def watch_scroll_y(self, old_value: float, new_value: float) -> None:
        """Remember how far the reader is, unless the page only moved because the pane changed."""
        super().watch_scroll_y(old_value, new_value)
        if self._settled == self.size:
            self._share = new_value / max(self.virtual_size.height, 1)

    def on_click(self, event: Click) -> None:
        """Open the link that was clicked."""
        number = event.style.meta.get("link")
        if isinstance(number, int) and number < len(self._links):
            self.link = number
            self.action_open()

    def action_cursor_up(self) -> None:
        """Scroll up by a line."""
        self.scroll_relative(y=-1, animate=False)

    def action_cursor_down(self) -> None:
        """Scroll down by a line."""
        self.scroll_relative(y=1, animate=False)

    def action_page_up(self) -> None:
        """Scroll up by what is in sight."""
        self.scroll_page_up(animate=False)

    def action_page_down(self) -> None:
        """Scroll down by what is in sight."""
        self.scroll_page_down(animate=False)

    def action_first(self) -> None:
        """Scroll to the first line."""
        self.scroll_home(animate=False)

    def action_last(self) -> None:
        """Scroll to the last line."""
        self.scroll_end(animate=False)

    def action_next(self) -> None:
        """Go to the next link; from none to the first."""
        self.link = 0 if self.link is None else self.link + 1

    def action_previous(self) -> None:
        """Go to the link before; from none to the last."""
        self.link = -1 if self.link is None else self.link - 1

    def action_open(self) -> None:
        """Post that the current link is wanted; without one, go to the first, so that nothing opens unseen."""
        if self.current is None:
            self.action_next()
        else:
            self.post_message(self.LinkOpened(self.current, self))

    @property
    def _width(self) -> int:
        return self._columns or self.scrollable_content_region.width

    def _draw(self) -> None:
        # Before the pane has a size there is nothing to draw for: it is drawn when it gets one.
        if self._page is None or not self._width or not self.is_mounted:
            return
        self._drawn = self._width
        self.query_one(".page-view--text", Static).update(page_content(self._page, self._width))
        self._draw_links()

    def _draw_links(self) -> None:
        pane = self.query_one(".page-view--links", Static)
        pane.display = bool(self._links)
        found = links_content(self._links, self.link, self._drawn)
        self._lines = found.lines
        pane.update(found.content)

    def _go_on(self) -> None:
        self.scroll_to(y=round(self._share * self.virtual_size.height), animate=False, immediate=True)
        self._settled = self.size
