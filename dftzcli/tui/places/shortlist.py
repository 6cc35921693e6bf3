"""Shortlists: the reader's own lists of records with a note each, kept apart from the catalogue."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar, Final

from rich.text import Text
from textual import on, work
from textual.app import ComposeResult
from textual.containers import Horizontal, Vertical
from textual.widgets import Static

from dftzcli.errors import DftzError
from dftzcli.render.escape import visible
from dftzcli.render.result import Result
from dftzcli.tui import shortlisting
from dftzcli.tui.desk import Desk
from dftzcli.tui.dialogs import Choose
from dftzcli.tui.place import Place
from dftzcli.tui.places.shortlist_rows import (
    ENTRIES,
    LISTS,
    comparable,
    entry_rows,
    list_rows,
    result_of,
)
from dftzcli.tui.views import CompareView, PlaceName, ShortlistView
from dftzcli.tui.widgets.list_messages import Highlighted, MarksChanged, Opened, SortAsked
from dftzcli.tui.widgets.list_rows import FetchedRows
from dftzcli.tui.widgets.record_list import RecordList

if TYPE_CHECKING:
    from dftzcli.store.workspace import Entry, Shortlist, Workspace

_NO_LISTS: Final = (
    "There is no shortlist yet. Go to a record, or mark some with Space in Explore (2), and press * to put them on one."
)
_EMPTY: Final = "Nothing is on this list. Press * on a record or on marked ones in Explore (2) to put them here."
_NO_WORKSPACE: Final = "Shortlists are kept in the data folder, and this session has none. Start dftz with --data-dir."
_NONE: Final = "None yet."
_NOTHING: Final = FetchedRows(0, lambda start, end: ())


class Shortlists(Place):
    """The lists on the left, the records of one on the right, and the whole note of the record under the cursor."""

    place: ClassVar[PlaceName] = "shortlist"
    CSS = """
    Shortlists #lists { width: 26; border-right: solid $panel; }
    Shortlists #right { width: 1fr; }
    Shortlists #list { height: 1fr; }
    Shortlists #note { height: 3; padding: 0 1; border-top: solid $panel; }
    Shortlists.-narrow Horizontal { layout: vertical; }
    Shortlists.-narrow #lists { width: 100%; height: 5; border-right: none; border-bottom: solid $panel; }
    Shortlists.-three #lists { width: 34; }
    """

    def __init__(self, desk: Desk, view: ShortlistView | None = None) -> None:
        """Take what is shared, and which list is shown at first."""
        super().__init__(desk)
        self._called = view.name if view is not None else ""
        self._lists: tuple[Shortlist, ...] = ()
        self._current: str | None = None
        self._why = _NO_LISTS

    @property
    def view(self) -> ShortlistView:
        """The list that is shown."""
        return ShortlistView(self._called)

    @property
    def shown(self) -> Shortlist | None:
        """The list that is shown, None without any."""
        return next((each for each in self._lists if each.name == self._called), None)

    @property
    def entry(self) -> Entry | None:
        """The entry under the cursor, whether or not the catalogue has its record."""
        entries = self.shown.entries if self.shown else ()
        return next((each for each in entries if each.id == self._current), None)

    @property
    def current(self) -> str | None:
        """The record under the cursor; None for one that the catalogue no longer has."""
        known = self._current is not None and self.desk.catalogue.cards.name(self._current) is not None
        return self._current if known else None

    def shown_ids(self) -> tuple[str, ...]:
        """Return the ids of the list in its order, also those that the catalogue no longer has."""
        return self.shown.ids if self.shown else ()

    def result(self) -> Result:
        """Return the records of the list with their notes."""
        return result_of(self.desk.catalogue, self._lists, self.shown, ascii_only=self.desk.ascii_only)

    def contents(self) -> ComposeResult:
        """Lay out the lists, the entries and the note."""
        with Horizontal():
            yield RecordList(LISTS, empty=_NONE, id="lists", ascii_only=self.desk.ascii_only)
            with Vertical(id="right"):
                yield RecordList(ENTRIES, empty=_EMPTY, id="list", ascii_only=self.desk.ascii_only)
                yield Static(id="note", markup=False)

    def on_mount(self) -> None:
        """Show the list that is asked for, else the first."""
        self.ask(self.view)
        self.query_one("#list" if self.shown else "#lists").focus()

    def on_screen_resume(self) -> None:
        """Show the lists as they are now: another place, or another program, may have changed them."""
        self.ask(self.view)

    def ask(self, view: ShortlistView) -> None:
        """Read the lists, and show one of them; a name that is none is told, and the first list is shown."""
        self._lists = self._read()
        names = [each.name for each in self._lists]
        if view.name and view.name not in names and view.name != self._called:
            self.tell(f"there is no shortlist {view.name!r}", is_error=True)
        self._called = view.name if view.name in names else self._called if self._called in names else ""
        self._called = self._called or next(iter(names), "")
        cursor = names.index(self._called) if self._called else 0
        self._side.show(list_rows(self._lists), cursor=cursor)
        self._show()

    @property
    def _side(self) -> RecordList:
        return self.query_one("#lists", RecordList)

    @property
    def _main(self) -> RecordList:
        return self.query_one("#list", RecordList)

    def _read(self) -> tuple[Shortlist, ...]:
        """Return the lists; where they cannot be read, that is what stands in place of their records."""
        self._why = _NO_LISTS
        if self.desk.workspace is None:
            self._why = _NO_WORKSPACE
            return ()
        try:
            return self.desk.workspace.shortlists()
        except (DftzError, OSError) as error:
            self._why = f"{error.message}; {error.fix}" if isinstance(error, DftzError) else str(error)
            return ()

    def _show(self, *, cursor: int | None = None) -> None:
        """Show the entries of the list, with the cursor on the record where it was, else near it."""
        shown = self.shown
        ids = shown.ids if shown else ()
        if cursor is None:
            cursor = ids.index(self._current) if self._current in ids else min(self._main.cursor, max(len(ids) - 1, 0))
        self._current = ids[cursor] if ids else None
        rows = entry_rows(self.desk.catalogue, shown, ascii_only=self.desk.ascii_only) if shown else _NOTHING
        self._main.show(rows, cursor=cursor, empty=_EMPTY if self._lists else self._why)
        self._main.marked = frozenset(self.desk.marked)
        self._say()

    def _say(self) -> None:
        shown = self.shown
        gone = [one for one in shown.ids if self.desk.catalogue.cards.name(one) is None] if shown else []
        self.say_where(
            f"{shortlisting.counted(len(shown.entries))}{f', {len(gone)} gone' if gone else ''}" if shown else ""
        )
        note = self.entry.note if self.entry else ""
        hint = "no note; * writes one" if self.entry else ""
        self.query_one("#note", Static).update(Text(visible(note) if note else hint, "" if note else "dim"))

    # ---- what the lists post

    @on(Highlighted, "#lists")
    def _list_under_cursor(self, event: Highlighted) -> None:
        if event.id != self._called:
            self._called = event.id
            self._show(cursor=0)

    @on(Highlighted, "#list")
    def _entry_under_cursor(self, event: Highlighted) -> None:
        self._current = event.id
        self._say()

    @on(Opened)
    def _opened(self, event: Opened) -> None:
        self.action_open()

    @on(MarksChanged, "#list")
    def _marked(self, event: MarksChanged) -> None:
        self.desk.mark(event.ids)
        self._say()

    @on(MarksChanged, "#lists")
    def _list_marked(self, event: MarksChanged) -> None:
        """Mark all records of a list, or take all their marks away: a list itself is nothing to compare."""
        self._side.marked = frozenset()
        ids = {one for one in self.shown_ids() if self.desk.catalogue.cards.name(one) is not None}
        marked = frozenset(self.desk.marked)
        self.desk.mark(marked - ids if ids <= marked else marked | ids)
        self._main.marked = frozenset(self.desk.marked)
        self._say()

    @on(SortAsked)
    def _title_clicked(self, event: SortAsked) -> None:
        self.tell("a shortlist is in your own order; s moves a record")

    # ---- keys

    def action_open(self) -> None:
        """Open the record under the cursor; from the lists, go to the records."""
        if self._side.has_focus and self.shown is not None:
            self._main.focus()
        elif self.current is not None:
            self.dftz.open_record(self.current)
        elif self._current is not None:
            self.tell(f"the catalogue no longer has {self._current}; x takes it off the list")

    def action_cursor_left(self) -> None:
        """Go to the lists."""
        self._side.focus()

    def action_cursor_right(self) -> None:
        """Go to the records of the list."""
        self._main.focus()

    def action_next(self) -> None:
        """Go to the next row."""
        (self._side if self._side.has_focus else self._main).action_cursor_down()

    def action_previous(self) -> None:
        """Go to the row before."""
        (self._side if self._side.has_focus else self._main).action_cursor_up()

    def action_mark(self) -> None:
        """Mark the record under the cursor; on the lists, all records of the list."""
        (self._side if self._side.has_focus else self._main).action_mark()

    def action_compare(self) -> None:
        """Put the marked records of the list side by side, else all of one kind, as far as they fit."""
        marked = tuple(one for one in self.desk.marked if one in self.shown_ids())
        if len(marked) > 1:
            self.dftz.compare(CompareView(marked))
            return
        ids = comparable(self.desk.catalogue, self.shown_ids(), self.current)
        left = len(self.shown_ids()) - len(ids)
        if left and len(ids) > 1:
            self.tell(f"compared are {len(ids)} of one kind; {left} of the list left out: Space marks which to compare")
        self.dftz.compare(CompareView(ids))

    @work
    async def action_facets(self) -> None:
        """Choose the list that is shown."""
        options = [(each.name, f"{each.name} ({len(each.entries)})") for each in self._lists]
        if options:
            chosen = await self.app.push_screen_wait(Choose("Show", options, chosen=self._called))
            if chosen is not None:
                self.ask(ShortlistView(chosen))

    @work
    async def action_sort(self) -> None:
        """Move the record to another place of the list: the order is the reader's own."""
        workspace, shown, entry = self.desk.workspace, self.shown, self.entry
        if workspace is not None and shown is not None and entry is not None:
            await self._do("move", workspace, shown, entry)

    @work
    async def action_clear(self) -> None:
        """Take the record off the list, or on the lists delete the list; both ask."""
        workspace, shown, entry = self.desk.workspace, self.shown, self.entry
        if workspace is None or shown is None:
            self.tell(self._why)
        elif self._side.has_focus:
            await self._do("delete", workspace, shown, entry)
        elif entry is not None:
            await self._do("remove", workspace, shown, entry)

    @work
    async def action_shortlist(self) -> None:
        """Offer what can be done to the record and to the list."""
        workspace, shown, entry = self.desk.workspace, self.shown, self.entry
        if workspace is None or shown is None:
            self.tell(self._why)
            return
        name, options = shown.name, []
        if entry is not None:
            options = [
                ("note", f"Note on {entry.id} ..."),
                ("put", "Put it, or what is marked, on another list ..."),
                ("move", "Move it up or down ..."),
                ("remove", f"Take {entry.id} off {name!r} ..."),
            ]
        options += [("rename", f"Rename {name!r} ..."), ("delete", f"Delete {name!r} ...")]
        chosen = await self.app.push_screen_wait(Choose("Shortlists", options))
        if chosen is not None:
            await self._do(chosen, workspace, shown, entry)

    async def _do(self, what: str, workspace: Workspace, shown: Shortlist, entry: Entry | None) -> None:
        """Do one thing with its questions, then show the lists as they are."""
        name = shown.name
        if what == "rename":
            self._called = await shortlisting.rename(self, workspace, name) or name
        elif what == "delete":
            await shortlisting.delete(self, workspace, shown)
        elif entry is not None and what == "note":
            await shortlisting.note(self, workspace, name, entry.id, entry.note)
        elif entry is not None and what == "move":
            await shortlisting.move(self, workspace, shown, entry.id)
        elif entry is not None and what == "remove":
            await shortlisting.remove(self, workspace, name, [entry.id])
        elif entry is not None and what == "put":
            await shortlisting.put(self, workspace, self.desk.marked or (entry.id,))
        self.ask(self.view)
