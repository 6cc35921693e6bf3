"""Sources: the documents, where they disagree, what they announce without giving, and what to look up again."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar, Final, get_args

from rich.text import Text
from textual import on, work
from textual.app import ComposeResult
from textual.containers import Vertical
from textual.widgets import Static

from dftzcli.errors import DftzError
from dftzcli.render import wording
from dftzcli.render.escape import visible
from dftzcli.render.page import Page
from dftzcli.render.record_page import record_page
from dftzcli.render.result import Result
from dftzcli.tui.desk import Desk
from dftzcli.tui.dialogs import Choose
from dftzcli.tui.place import Place
from dftzcli.tui.places.source_items import Items, items_of, result_of, said_of, total_of, values_of
from dftzcli.tui.places.source_tabs import TABS, TabName
from dftzcli.tui.places.supported import supported
from dftzcli.tui.views import ExploreView, PlaceName, SourcesView
from dftzcli.tui.widgets.list_lines import Sort
from dftzcli.tui.widgets.list_messages import Highlighted, MarksChanged, Opened, SortAsked
from dftzcli.tui.widgets.list_rows import CardRows
from dftzcli.tui.widgets.page_view import PageView
from dftzcli.tui.widgets.record_list import RecordList
from dftzcli.tui.widgets.tab_strip import TabStrip

if TYPE_CHECKING:
    from dftzcli.catalogue import Catalogue

_TABS: Final[tuple[TabName, ...]] = get_args(TabName)
_EMPTY: Final = "x takes the choice back, left and right go to the other tabs."


class Sources(Place):
    """Four lists of what the catalogue rests on, with the record under the cursor below."""

    place: ClassVar[PlaceName] = "sources"
    CSS = """
    Sources #tabs { height: 1; padding: 0 1; }
    Sources #said { height: 1; color: $text-muted; padding: 0 1; }
    Sources #list { height: 1fr; }
    Sources #preview { display: none; height: 1fr; border-top: solid $panel; }
    Sources.-two #preview, Sources.-three #preview { display: block; }
    Sources.-two #list { height: 13; }
    Sources.-three #list { height: 15; }
    Sources.-two.-few #list, Sources.-three.-few #list { height: 8; }
    """

    def __init__(self, desk: Desk, view: SourcesView | None = None) -> None:
        """Take what is shared, and what is shown at first."""
        super().__init__(desk)
        self._view = view or SourcesView()
        self._items: Items = ()
        self._current: str | None = None
        self._shown: Catalogue | None = None
        # Where the cursor was in each tab.
        self._rows: dict[str, int] = {}

    @property
    def view(self) -> SourcesView:
        """The tab, what of it is shown, and its order."""
        return self._view

    @property
    def current(self) -> str | None:
        """The record under the cursor."""
        return self._current

    def shown_ids(self) -> tuple[str, ...]:
        """Return the ids of the tab in order."""
        return tuple(item["id"] for item in self._items)

    def result(self) -> Result:
        """Return the tab as its own command writes it."""
        return result_of(self.desk.catalogue, self._view, self._items, ascii_only=self.desk.ascii_only)

    def contents(self) -> ComposeResult:
        """Lay out the tabs, the list and the preview."""
        yield TabStrip(id="tabs")
        yield Static(id="said", markup=False)
        yield RecordList((), id="list", ascii_only=self.desk.ascii_only)
        with Vertical(id="preview"):
            yield PageView(id="page")

    def on_mount(self) -> None:
        """Show the tab."""
        self.ask(self._view)
        self.query_one(RecordList).focus()

    def on_screen_resume(self) -> None:
        """Show the marks as they are now, and the catalogue where it was read again elsewhere."""
        if self._shown is not None and self._shown is not self.desk.catalogue:
            self.ask(self._view)
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
        is_same = view == self._view
        self._view = view
        self._current = None
        tab = TABS[view.tab]
        totals = {name: total_of(catalogue, name) for name in _TABS}
        labels: dict[str, str] = {name: f"{TABS[name].title} {totals[name]}" for name in _TABS}
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

    @on(TabStrip.Asked)
    def _tab_clicked(self, event: TabStrip.Asked) -> None:
        self.ask(SourcesView(next(name for name in _TABS if name == event.name)))

    # ---- the list

    @on(RecordList.Highlighted)
    def _under_cursor(self, event: Highlighted) -> None:
        self._current = event.id
        if not (self._view.only or self._view.sort):
            self._rows[self._view.tab] = event.row
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

    @on(RecordList.Opened)
    def _opened(self, event: Opened) -> None:
        self.dftz.open_record(event.id)

    @on(PageView.LinkOpened)
    def _link_opened(self, event: PageView.LinkOpened) -> None:
        self.dftz.open_record(event.id)

    @on(RecordList.MarksChanged)
    def _marked(self, event: MarksChanged) -> None:
        self.desk.mark(event.ids)
        self.say_where()

    @on(RecordList.SortAsked)
    def _title_clicked(self, event: SortAsked) -> None:
        if event.column in TABS[self._view.tab].sorts:
            again = self._view.sort == event.column
            self.ask(self._view._replace(sort=f"-{event.column}" if again else event.column))
        else:
            self.tell("there is no order by this column")

    # ---- keys

    def action_cursor_left(self) -> None:
        """Go to the tab on the left."""
        self._go(-1)

    def action_cursor_right(self) -> None:
        """Go to the tab on the right."""
        self._go(1)

    def _go(self, step: int) -> None:
        self.ask(SourcesView(_TABS[(_TABS.index(self._view.tab) + step) % len(_TABS)]))

    def action_back(self) -> None:
        """Leave the preview, then take the choice and the order back, then leave the place."""
        if not self.query_one(RecordList).has_focus:
            self.query_one(RecordList).focus()
        elif self._view.only or self._view.sort:
            self.action_clear()
        else:
            super().action_back()

    def action_clear(self) -> None:
        """Show the whole tab in its own order."""
        self.ask(SourcesView(self._view.tab))

    @work
    async def action_facets(self) -> None:
        """Choose what of the tab is shown."""
        tab = TABS[self._view.tab]
        counts = values_of(self.desk.catalogue, self._view.tab).most_common()
        options = [("", "all"), *((value, f"{wording.words(value)} ({count})") for value, count in counts)]
        chosen = await self.app.push_screen_wait(
            Choose(f"Only of one {tab.chosen_by}", options, chosen=self._view.only)
        )
        if chosen is not None:
            self.ask(self._view._replace(only=chosen))

    @work
    async def action_sort(self) -> None:
        """Choose an order."""
        tab = TABS[self._view.tab]
        titles = {column.key: column.title for column in tab.columns}
        options = [("", "the order of the catalogue"), *((field, titles[field]) for field in tab.sorts)]
        chosen = await self.app.push_screen_wait(Choose("Sort by", options, chosen=self._view.sort.lstrip("-")))
        if chosen is not None:
            self.ask(self._view._replace(sort=chosen))

    def action_open_source(self) -> None:
        """Open the document that the record is cited from; of a document, list everything that is cited from it."""
        if self._view.tab == "sources" and self._current is not None:
            self.dftz.show(ExploreView(f"source:{self._current}"))
        else:
            super().action_open_source()

    def action_next(self) -> None:
        """Go to the next row."""
        self.query_one(RecordList).action_cursor_down()

    def action_previous(self) -> None:
        """Go to the row before."""
        self.query_one(RecordList).action_cursor_up()

    def action_mark(self) -> None:
        """Mark the record under the cursor, or take its mark away."""
        self.query_one(RecordList).action_mark()
