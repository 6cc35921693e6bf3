"""Sources: the documents, where they disagree, what they announce without giving, and what to look up again."""

from __future__ import annotations

from textual import on, work

from dftzcli.tui.dialogs import Choose
from dftzcli.tui.places.shown_sources import NAMES, ShownSources
from dftzcli.tui.places.source_items import choices_of
from dftzcli.tui.places.source_tabs import TABS
from dftzcli.tui.views import ExploreView, SourcesView
from dftzcli.tui.widgets.list_messages import MarksChanged, Opened, SortAsked
from dftzcli.tui.widgets.page_view import PageView
from dftzcli.tui.widgets.record_list import RecordList
from dftzcli.tui.widgets.tab_strip import TabStrip


class Sources(ShownSources):
    """What can be done there: go over tabs and records, open, mark, choose and sort them."""

    @on(TabStrip.Asked)
    def _tab_clicked(self, event: TabStrip.Asked) -> None:
        self.ask(SourcesView(next(name for name in NAMES if name == event.name)))

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
        if event.column in TABS[self.shown_view.tab].sorts:
            again = self.shown_view.sort == event.column
            self.ask(self.shown_view._replace(sort=f"-{event.column}" if again else event.column))
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
        self.ask(SourcesView(NAMES[(NAMES.index(self.shown_view.tab) + step) % len(NAMES)]))

    def action_back(self) -> None:
        """Leave the preview, then take the choice and the order back, then leave the place."""
        if not self.query_one(RecordList).has_focus:
            self.query_one(RecordList).focus()
        elif self.shown_view.only or self.shown_view.sort:
            self.action_clear()
        else:
            super().action_back()

    def action_clear(self) -> None:
        """Show the whole tab in its own order."""
        self.ask(SourcesView(self.shown_view.tab))

    @work
    async def action_facets(self) -> None:
        """Choose what of the tab is shown."""
        tab = TABS[self.shown_view.tab]
        options = choices_of(self.desk.catalogue, self.shown_view.tab)
        chosen = await self.app.push_screen_wait(
            Choose(f"Only of one {tab.chosen_by}", options, chosen=self.shown_view.only)
        )
        if chosen is not None:
            self.ask(self.shown_view._replace(only=chosen))

    @work
    async def action_sort(self) -> None:
        """Choose an order."""
        tab = TABS[self.shown_view.tab]
        titles = {column.key: column.title for column in tab.columns}
        options = [("", "the order of the catalogue"), *((field, titles[field]) for field in tab.sorts)]
        chosen = await self.app.push_screen_wait(Choose("Sort by", options, chosen=self.shown_view.sort.lstrip("-")))
        if chosen is not None:
            self.ask(self.shown_view._replace(sort=chosen))

    def action_open_source(self) -> None:
        """Open the document that the record is cited from; of one without an address, list what is cited from it."""
        here = self.under_cursor
        if self.shown_view.tab == "sources" and here is not None and not self.desk.catalogue.item(here)["url"]:
            self.dftz.show(ExploreView(f"source:{self.under_cursor}"))
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
