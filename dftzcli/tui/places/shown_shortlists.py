"""The place of shortlists as it is shown: the lists, the records of one, and the note of that under the cursor."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar, Final

from rich.text import Text
from textual.app import ComposeResult
from textual.containers import Horizontal, Vertical
from textual.widgets import Static

from dftzcli.errors import DftzError
from dftzcli.render.escape import visible
from dftzcli.render.record_page import record_page
from dftzcli.render.result import Result
from dftzcli.tui import shortlisting
from dftzcli.tui.desk import Desk
from dftzcli.tui.place import Place
from dftzcli.tui.places.shortlist_rows import (
    ENTRIES,
    LISTS,
    entry_rows,
    list_rows,
    result_of,
)
from dftzcli.tui.views import PlaceName, ShortlistView
from dftzcli.tui.widgets.list_rows import FetchedRows
from dftzcli.tui.widgets.page_view import PageView
from dftzcli.tui.widgets.record_list import RecordList

if TYPE_CHECKING:
    from dftzcli.brief import Asked
    from dftzcli.store.workspace import Entry, Shortlist

_NO_LISTS: Final = (
    "There is no shortlist yet. Go to a record, or mark some with Space in Explore (2), and press * to put them on one."
)
_EMPTY: Final = "Nothing is on this list. Press * on a record or on marked ones in Explore (2) to put them here."
_NO_WORKSPACE: Final = "Shortlists are kept in the data folder, and this session has none. Start dftz with --data-dir."
_NONE: Final = "None yet."
# Records that leave room for more of the one under the cursor.
_FEW: Final = 7
_NOTHING: Final = FetchedRows(0, lambda start, end: ())


class ShownShortlists(Place):
    """The lists on the left, the records of one on the right, and the whole note of the record under the cursor."""

    place: ClassVar[PlaceName] = "shortlist"
    DEFAULT_CSS = """
    ShownShortlists #lists { width: 26; border-right: solid $border-blurred; }
    ShownShortlists #right { width: 1fr; }
    ShownShortlists #list { height: 3fr; min-height: 13; }
    ShownShortlists #note { height: 3; padding: 0 1; border-top: solid $border-blurred; }
    ShownShortlists #page { height: 2fr; border-top: solid $border-blurred; }
    ShownShortlists #page:focus { border-top: heavy $border; }
    ShownShortlists.-none #page { display: none; }
    ShownShortlists.-few #list { height: 8; min-height: 8; }
    ShownShortlists.-few #page { height: 1fr; }
    ShownShortlists.-narrow Horizontal { layout: vertical; }
    ShownShortlists.-narrow #page { display: none; }
    ShownShortlists.-narrow #list { min-height: 1; }
    ShownShortlists.-narrow #lists { width: 100%; height: 5; border-right: none; border-bottom: solid $border-blurred; }
    ShownShortlists.-three #lists { width: 34; }
    """

    def __init__(self, desk: Desk, view: ShortlistView | None = None) -> None:
        """Take what is shared, and which list is shown at first."""
        super().__init__(desk)
        self.called = view.name if view is not None else ""
        self.lists: tuple[Shortlist, ...] = ()
        self.under_cursor: str | None = None
        self.why = _NO_LISTS

    @property
    def view(self) -> ShortlistView:
        """The list that is shown."""
        return ShortlistView(self.called)

    @property
    def shown(self) -> Shortlist | None:
        """The list that is shown, None without any."""
        return next((each for each in self.lists if each.name == self.called), None)

    @property
    def entry(self) -> Entry | None:
        """The entry under the cursor, whether or not the catalogue has its record."""
        entries = self.shown.entries if self.shown else ()
        return next((each for each in entries if each.id == self.under_cursor), None)

    @property
    def current(self) -> str | None:
        """The record under the cursor; None for one that the catalogue no longer has."""
        known = self.under_cursor is not None and self.desk.catalogue.cards.name(self.under_cursor) is not None
        return self.under_cursor if known else None

    def shown_ids(self) -> tuple[str, ...]:
        """Return the ids of the list in its order, also those that the catalogue no longer has."""
        return self.shown.ids if self.shown else ()

    def briefed(self) -> Asked | None:
        """Return that a brief from here is about the list that is shown; None for one without records."""
        from dftzcli.brief import Asked

        shown = self.shown
        if shown is None or not shown.entries:
            return None
        return Asked(shortlist=self.called, listed=shown.ids, notes=shown.notes)

    def result(self) -> Result:
        """Return the records of the list with their notes."""
        return result_of(self.desk.catalogue, self.lists, self.shown, ascii_only=self.desk.ascii_only)

    def contents(self) -> ComposeResult:
        """Lay out the lists, the entries and the note."""
        with Horizontal():
            yield RecordList(LISTS, empty=_NONE, id="lists", ascii_only=self.desk.ascii_only)
            with Vertical(id="right"):
                yield RecordList(ENTRIES, empty=_EMPTY, id="list", ascii_only=self.desk.ascii_only)
                yield Static(id="note", markup=False)
                yield PageView(id="page")

    def on_mount(self) -> None:
        """Show the list that is asked for, else the first."""
        self.ask(self.view)
        self.query_one("#list" if self.shown else "#lists").focus()

    def on_screen_resume(self) -> None:
        """Show the lists as they are now: another place, or another program, may have changed them."""
        self.ask(self.view)

    def ask(self, view: ShortlistView) -> None:
        """Read the lists, and show one of them; a name that is none is told, and the first list is shown."""
        self.lists = self._read()
        names = [each.name for each in self.lists]
        if view.name and view.name not in names and view.name != self.called:
            self.tell(f"there is no shortlist {view.name!r}", is_error=True)
        self.called = view.name if view.name in names else self.called if self.called in names else ""
        self.called = self.called or next(iter(names), "")
        cursor = names.index(self.called) if self.called else 0
        self.side.show(list_rows(self.lists), cursor=cursor)
        self.show_entries()

    @property
    def side(self) -> RecordList:
        """The lists."""
        return self.query_one("#lists", RecordList)

    @property
    def main(self) -> RecordList:
        """The records of the list that is shown."""
        return self.query_one("#list", RecordList)

    def _read(self) -> tuple[Shortlist, ...]:
        """Return the lists; where they cannot be read, that is what stands in place of their records."""
        self.why = _NO_LISTS
        if self.desk.workspace is None:
            self.why = _NO_WORKSPACE
            return ()
        try:
            return self.desk.workspace.shortlists()
        except (DftzError, OSError) as error:
            self.why = f"{error.message}; {error.fix}" if isinstance(error, DftzError) else str(error)
            return ()

    def show_entries(self, *, cursor: int | None = None) -> None:
        """Show the entries of the list, with the cursor on the record where it was, else near it."""
        shown = self.shown
        ids = shown.ids if shown else ()
        if cursor is None:
            cursor = (
                ids.index(self.under_cursor)
                if self.under_cursor in ids
                else min(self.main.cursor, max(len(ids) - 1, 0))
            )
        self.under_cursor = ids[cursor] if ids else None
        rows = entry_rows(self.desk.catalogue, shown, ascii_only=self.desk.ascii_only) if shown else _NOTHING
        self.main.show(rows, cursor=cursor, empty=_EMPTY if self.lists else self.why)
        self.main.marked = frozenset(self.desk.marked)
        self.say()

    def say(self) -> None:
        """Say where one is, write out the note, and show the record that it is of."""
        shown = self.shown
        gone = [one for one in shown.ids if self.desk.catalogue.cards.name(one) is None] if shown else []
        self.say_where(
            f"{shortlisting.counted(len(shown.entries))}{f', {len(gone)} gone' if gone else ''}" if shown else ""
        )
        note = self.entry.note if self.entry else ""
        hint = "no note; * writes one" if self.entry else ""
        self.query_one("#note", Static).update(Text(visible(note) if note else hint, "" if note else "dim"))
        self.set_class(self.current is None, "-none")
        self.set_class(self.current is not None and len(self.shown_ids()) < _FEW, "-few")
        catalogue = self.desk.catalogue
        if self.current is not None:
            page = record_page(catalogue, catalogue.item(self.current), ascii_only=self.desk.ascii_only)
            self.query_one("#page", PageView).show(page)
