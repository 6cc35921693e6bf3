"""The place of sources as it is shown: the tabs, the list of one, and the record under the cursor below it."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar, Final, get_args

from rich.text import Text
from textual import on
from textual.app import ComposeResult
from textual.containers import Vertical
from textual.widgets import Static

from dftzcli.errors import DftzError
from dftzcli.render.escape import visible
from dftzcli.render.page import Page
from dftzcli.render.record_page import record_page
from dftzcli.render.result import Result
from dftzcli.tui.desk import Desk
from dftzcli.tui.place import Place
from dftzcli.tui.places.source_items import Items, items_of, result_of, said_of, total_of
from dftzcli.tui.places.source_tabs import TABS, TabName
from dftzcli.tui.places.supported import supported
from dftzcli.tui.views import PlaceName, SourcesView
from dftzcli.tui.widgets.list_lines import Sort
from dftzcli.tui.widgets.list_messages import Highlighted
from dftzcli.tui.widgets.list_rows import CardRows
from dftzcli.tui.widgets.page_view import PageView
from dftzcli.tui.widgets.record_list import RecordList
from dftzcli.tui.widgets.tab_strip import TabStrip

if TYPE_CHECKING:
    from dftzcli.catalogue import Catalogue

NAMES: Final[tuple[TabName, ...]] = get_args(TabName)
_EMPTY: Final = "x takes the choice back, left and right go to the other tabs."


class ShownSources(Place):
    """Four lists of what the catalogue rests on, with the record under the cursor below."""

    place: ClassVar[PlaceName] = "sources"
    DEFAULT_CSS = """
    ShownSources #tabs { height: 1; padding: 0 1; }
    ShownSources #said { height: 1; color: $text-muted; padding: 0 1; text-wrap: nowrap; text-overflow: ellipsis; }
    ShownSources #list { height: 1fr; min-height: 13; }
    ShownSources #preview { display: none; height: 1fr; border-top: solid $border-blurred; }
    ShownSources #preview:focus-within { border-top: heavy $border; }
    ShownSources.-two #preview, ShownSources.-three #preview { display: block; }
    ShownSources.-two.-few #list, ShownSources.-three.-few #list { height: 8; min-height: 8; }
    """

    def __init__(self, desk: Desk, view: SourcesView | None = None) -> None:
        """Take what is shared, and what is shown at first."""
        super().__init__(desk)
        self.shown_view = view or SourcesView()
        self._items: Items = ()
        self.under_cursor: str | None = None
        self._shown: Catalogue | None = None
        # Where the cursor was in each tab.
        self._rows: dict[str, int] = {}

    @property
    def view(self) -> SourcesView:
        """The tab, what of it is shown, and its order."""
        return self.shown_view

    @property
    def current(self) -> str | None:
        """The record under the cursor."""
        return self.under_cursor

    def shown_ids(self) -> tuple[str, ...]:
        """Return the ids of the tab in order."""
        return tuple(item["id"] for item in self._items)

    def result(self) -> Result:
        """Return the tab as its own command writes it."""
        return result_of(self.desk.catalogue, self.shown_view, self._items, ascii_only=self.desk.ascii_only)

    def contents(self) -> ComposeResult:
        """Lay out the tabs, the list and the preview."""
        yield TabStrip(id="tabs")
        yield Static(id="said", markup=False)
        yield RecordList((), id="list", ascii_only=self.desk.ascii_only)
        with Vertical(id="preview"):
            yield PageView(id="page")

    def on_mount(self) -> None:
        """Show the tab."""
        self.ask(self.shown_view)
        self.query_one(RecordList).focus()

    def on_screen_resume(self) -> None:
        """Show the marks as they are now, and the catalogue where it was read again elsewhere."""
        if self._shown is not None and self._shown is not self.desk.catalogue:
            self.ask(self.shown_view)
        self.query_one(RecordList).marked = frozenset(self.desk.marked)

    def ask(self, view: SourcesView) -> None:
        """Show another tab, or another choice or order of it; what nobody can mean is said, and the tab shown whole."""
        catalogue = self._shown = self.desk.catalogue
        try:
            self._items = items_of(catalogue, view)
        except DftzError as error:
            self.tell(f"{error.message}; {error.fix}", is_error=True)
            view = SourcesView(view.tab)
            self._items = items_of(catalogue, view)
        is_same = view == self.shown_view
        self.shown_view = view
        self.under_cursor = None
        tab = TABS[view.tab]
        totals = {name: total_of(catalogue, name) for name in NAMES}
        labels: dict[str, str] = {name: f"{TABS[name].title} {totals[name]}" for name in NAMES}
        self.query_one(TabStrip).show(labels, view.tab)
        said = said_of(view, len(self._items), totals[view.tab])
        self.query_one("#said", Static).update(Text(visible(said), overflow="ellipsis", no_wrap=True))
        self.set_class(len(self._items) < 8, "-few")
        listed = self.query_one(RecordList)
        rows = CardRows(self._items, lambda item: tab.cells(catalogue, item, self.desk.ascii_only))
        is_whole = not (view.only or view.sort)
        cursor = listed.cursor if is_same and self._rows else self._rows.get(view.tab, 0) if is_whole else 0
        listed.show(rows, columns=tab.columns, cursor=cursor, empty=f"{tab.about} {_EMPTY}")
        listed.marked = frozenset(self.desk.marked)
        listed.sort = Sort(view.sort.lstrip("-"), view.sort.startswith("-")) if view.sort else None
        if not self._items:
            self.query_one(PageView).show(Page(()))
        self.say_where()

    @on(RecordList.Highlighted)
    def _under_cursor(self, event: Highlighted) -> None:
        self.under_cursor = event.id
        if not (self.shown_view.only or self.shown_view.sort):
            self._rows[self.shown_view.tab] = event.row
        catalogue = self.desk.catalogue
        card = catalogue.cards.peek(event.id)
        # The row may be one of a catalogue that was read anew meanwhile.
        if card is None:
            return
        page = record_page(catalogue, card, ascii_only=self.desk.ascii_only)
        links: tuple[str, ...] = tuple(card.get("records") or ())
        if card["kind"] == "source":
            blocks, links = supported(catalogue, event.id)
            # What rests on a document comes before its defects and citations.
            page = Page((*page.blocks[:3], *blocks, *page.blocks[3:]))
        self.query_one(PageView).show(page, links=links)
