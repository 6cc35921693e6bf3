"""Record: the whole of one record, with the records it is linked with to go on to."""

from __future__ import annotations

from typing import ClassVar

from textual import on
from textual.app import ComposeResult

from dftzcli.render.page import Page, Paragraph
from dftzcli.render.record_page import record_page
from dftzcli.render.result import Result
from dftzcli.tui.copying import whole
from dftzcli.tui.desk import Desk
from dftzcli.tui.place import Place
from dftzcli.tui.views import PlaceName, RecordView
from dftzcli.tui.widgets.page_view import PageView


class Record(Place):
    """One record; each that is opened from here is laid over it, and going back uncovers it as it was."""

    place: ClassVar[PlaceName] = "record"
    CSS = "Record PageView { height: 1fr; }"

    def __init__(self, desk: Desk, identity: str) -> None:
        """Take what is shared, and the id of the record."""
        super().__init__(desk)
        self._record = identity

    @property
    def view(self) -> RecordView:
        """The record."""
        return RecordView(self._record)

    @property
    def current(self) -> str | None:
        """The record; None where the catalogue no longer has it."""
        return self._record if self.desk.catalogue.cards.name(self._record) is not None else None

    def result(self) -> Result:
        """Return the record as `dftz show` writes it; nothing where it is gone."""
        if self.current is None:
            return super().result()
        return whole(self.desk.catalogue, self._record, ascii_only=self.desk.ascii_only)

    def contents(self) -> ComposeResult:
        """Lay out the page."""
        yield PageView()

    def on_mount(self) -> None:
        """Show the record."""
        self.ask(self.view)
        self.query_one(PageView).focus()

    def ask(self, view: RecordView) -> None:
        """Show the record as the catalogue has it now, or that it is gone."""
        catalogue = self.desk.catalogue
        page = self.query_one(PageView)
        card = catalogue.cards.peek(self._record)
        if card is None:
            page.show(Page((Paragraph(f"The catalogue has no record {self._record} any more. Esc goes back."),)))
            return
        linked = [identity for ids in catalogue.related(self._record).values() for identity in ids]
        links = dict.fromkeys((*linked, *card["sources"], *card["discrepancies"]))
        page.show(record_page(catalogue, card, ascii_only=self.desk.ascii_only), links=tuple(links))

    @on(PageView.LinkOpened)
    def _opened(self, event: PageView.LinkOpened) -> None:
        self.dftz.open_record(event.id)

    def action_chinese(self) -> None:
        """Show what the record is called in Chinese, and where that name is from."""
        card = self.desk.catalogue.cards.peek(self._record)
        if card is None:
            return
        basis = {"source": "from a source", "official": "official", "translation": "our translation"}
        self.tell(f"{card['name_zh'] or 'no Chinese name'} ({basis.get(card['name_zh_basis'] or '', 'not known')})")

    def action_mark(self) -> None:
        """Mark the record, or take its mark away."""
        self.desk.mark(frozenset(self.desk.marked) ^ {self._record})
        self.say_where()
