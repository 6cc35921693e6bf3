"""Shortlists: the reader's own lists of records with a note each, kept apart from the catalogue."""

from __future__ import annotations

from typing import TYPE_CHECKING

from textual import on, work

from dftzcli.tui import shortlisting
from dftzcli.tui.dialogs import Choose
from dftzcli.tui.places.shortlist_rows import comparable
from dftzcli.tui.places.shown_shortlists import ShownShortlists
from dftzcli.tui.views import CompareView, ShortlistView
from dftzcli.tui.widgets.list_messages import Highlighted, MarksChanged, Opened, SortAsked

if TYPE_CHECKING:
    from dftzcli.store.workspace import Entry, Shortlist, Workspace


class Shortlists(ShownShortlists):
    """What can be done there: go over lists and records, open, mark and compare them, note, move and take off."""

    # ---- what the lists post

    @on(Highlighted, "#lists")
    def _list_under_cursor(self, event: Highlighted) -> None:
        if event.id != self.called:
            self.called = event.id
            self.show_entries(cursor=0)

    @on(Highlighted, "#list")
    def _entry_under_cursor(self, event: Highlighted) -> None:
        self.under_cursor = event.id
        self.say()

    @on(Opened)
    def _opened(self, event: Opened) -> None:
        self.action_open()

    @on(MarksChanged, "#list")
    def _marked(self, event: MarksChanged) -> None:
        self.desk.mark(event.ids)
        self.say()

    @on(MarksChanged, "#lists")
    def _list_marked(self, event: MarksChanged) -> None:
        """Mark all records of a list, or take all their marks away: a list itself is nothing to compare."""
        self.side.marked = frozenset()
        ids = {one for one in self.shown_ids() if self.desk.catalogue.cards.name(one) is not None}
        marked = frozenset(self.desk.marked)
        self.desk.mark(marked - ids if ids <= marked else marked | ids)
        self.main.marked = frozenset(self.desk.marked)
        self.say()

    @on(SortAsked)
    def _title_clicked(self, event: SortAsked) -> None:
        self.tell("a shortlist is in your own order; s moves a record")

    # ---- keys

    def action_open(self) -> None:
        """Open the record under the cursor; from the lists, go to the records."""
        if self.side.has_focus and self.shown is not None:
            self.main.focus()
        elif self.current is not None:
            self.dftz.open_record(self.current)
        elif self.under_cursor is not None:
            self.tell(f"the catalogue no longer has {self.under_cursor}; x takes it off the list")

    def action_cursor_left(self) -> None:
        """Go to the lists."""
        self.side.focus()

    def action_cursor_right(self) -> None:
        """Go to the records of the list."""
        self.main.focus()

    def action_next(self) -> None:
        """Go to the next row."""
        (self.side if self.side.has_focus else self.main).action_cursor_down()

    def action_previous(self) -> None:
        """Go to the row before."""
        (self.side if self.side.has_focus else self.main).action_cursor_up()

    def action_mark(self) -> None:
        """Mark the record under the cursor; on the lists, all records of the list."""
        (self.side if self.side.has_focus else self.main).action_mark()

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
        options = [(each.name, f"{each.name} ({len(each.entries)})") for each in self.lists]
        if options:
            chosen = await self.app.push_screen_wait(Choose("Show", options, chosen=self.called))
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
            self.tell(self.why)
        elif self.side.has_focus:
            await self._do("delete", workspace, shown, entry)
        elif entry is not None:
            await self._do("remove", workspace, shown, entry)

    @work
    async def action_shortlist(self) -> None:
        """Offer what can be done to the record and to the list."""
        workspace, shown, entry = self.desk.workspace, self.shown, self.entry
        if workspace is None or shown is None:
            self.tell(self.why)
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
            self.called = await shortlisting.rename(self, workspace, name) or name
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
