"""The place of a match as it is shown: the answers, the decisions, the one under the cursor, and what it is not."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar, Final

from rich.text import Text
from textual import on
from textual.app import ComposeResult
from textual.containers import Horizontal, Vertical
from textual.events import DescendantFocus
from textual.widgets import Static

from dftzcli.errors import DftzError
from dftzcli.matching import NOTICE
from dftzcli.render import matched
from dftzcli.render.decided import FieldRow, asked, decision_line, decision_page, field_rows, matters_page
from dftzcli.render.escape import visible
from dftzcli.render.page import Page
from dftzcli.render.result import Result
from dftzcli.tui.desk import Desk
from dftzcli.tui.place import Place
from dftzcli.tui.views import MatchView, PlaceName
from dftzcli.tui.widgets.list_columns import Column
from dftzcli.tui.widgets.list_messages import Highlighted
from dftzcli.tui.widgets.list_rows import FetchedRows, Row
from dftzcli.tui.widgets.page_view import PageView
from dftzcli.tui.widgets.record_list import RecordList
from dftzcli.tui.widgets.toned import toned

if TYPE_CHECKING:
    from dftzcli.analysis.matching.deciding import Decision
    from dftzcli.brief import Asked
    from dftzcli.matching import Matching

_FIELDS: Final = (
    Column("field", "Profile", share=1, least=10, priority=2),
    Column("answer", "Answer", share=1, least=8, priority=1),
)
_DECISIONS: Final = (
    Column("verdict", "Verdict", width=9, priority=9),
    Column("name", "Incentive or policy", share=3, least=18, priority=8),
    Column("status", "Status", width=14, priority=7),
    Column("id", "Id", share=1, least=30, priority=1),
)
_EMPTY: Final = "No record has this verdict. f chooses another, or all of them."


class ShownMatch(Place):
    """The answers of a profile on the left, the decisions on the right, and below them the page of one."""

    place: ClassVar[PlaceName] = "match"
    DEFAULT_CSS = """
    ShownMatch #panes { height: 1fr; }
    ShownMatch #left { width: 30; border-right: solid $border-blurred; }
    ShownMatch #fields { height: 1fr; }
    ShownMatch #question { height: auto; max-height: 9; padding: 0 1; border-top: solid $border-blurred; }
    ShownMatch #right { width: 1fr; }
    ShownMatch #said { height: 1; color: $text-muted; padding: 0 1; text-wrap: nowrap; text-overflow: ellipsis; }
    ShownMatch #decisions { height: 3fr; min-height: 13; }
    ShownMatch #page { height: 2fr; border-top: solid $border-blurred; }
    ShownMatch #page:focus { border-top: heavy $border; }
    ShownMatch #notice { height: auto; padding: 0 1; color: $text-muted; }
    ShownMatch.-three #left { width: 46; }
    ShownMatch.-narrow #left { width: 0; border-right: none; }
    ShownMatch.-narrow.-answering #left { width: 1fr; }
    ShownMatch.-narrow.-answering #right { width: 0; }
    ShownMatch.-narrow #decisions { height: 1fr; min-height: 1; }
    ShownMatch.-narrow #page { height: 0; border-top: none; }
    ShownMatch.-narrow #page:focus { height: 3fr; border-top: heavy $border; }
    """

    def __init__(self, desk: Desk, view: MatchView | None = None) -> None:
        """Take what is shared, and what is shown at first."""
        super().__init__(desk)
        self.only = view.only if view is not None else ""
        self._asked = view or MatchView()
        self.matching: Matching | None = None
        self.shown: tuple[Decision, ...] = ()
        self.rows: tuple[FieldRow, ...] = ()
        self.under_cursor: str | None = None

    @property
    def view(self) -> MatchView:
        """The profile, and which decisions are kept."""
        return MatchView(self.desk.given, self.only)

    @property
    def current(self) -> str | None:
        """The record of the decision under the cursor."""
        return self.under_cursor

    def shown_ids(self) -> tuple[str, ...]:
        """Return the ids of the decisions that are shown, in their order."""
        return tuple(decision.item["id"] for decision in self.shown)

    def briefed(self) -> Asked:
        """Return that a brief from here is for the firm of the profile."""
        from dftzcli.brief import Asked

        return Asked(profile=self.desk.profile.written())

    def result(self) -> Result:
        """Return the decisions as `dftz match` writes them."""
        catalogue = self.desk.catalogue
        found = catalogue.match(self.desk.profile)
        found = found.only(self.only) if self.only else found
        page = matched.page_of(found, ascii_only=self.desk.ascii_only)
        return matched.result_of(catalogue, found, page=page)

    def contents(self) -> ComposeResult:
        """Lay out the answers, the question, the decisions, the page of one, and the notice."""
        with Horizontal(id="panes"):
            with Vertical(id="left"):
                yield RecordList(_FIELDS, id="fields", ascii_only=self.desk.ascii_only)
                yield Static(id="question", markup=False)
            with Vertical(id="right"):
                yield Static(id="said", markup=False)
                yield RecordList(_DECISIONS, id="decisions", empty=_EMPTY, ascii_only=self.desk.ascii_only)
                yield PageView(id="page")
        yield Static(NOTICE, id="notice", markup=False)

    def on_mount(self) -> None:
        """Show what is asked for, and begin with the answers."""
        self.ask(self._asked)
        self.fields.focus()

    def on_screen_resume(self) -> None:
        """Show the marks as they are now."""
        self.decisions.marked = frozenset(self.desk.marked)

    def on_descendant_focus(self, event: DescendantFocus) -> None:
        """Where there is room for one pane, show the one that keys go to."""
        self.set_class(self.fields.has_focus, "-answering")

    @property
    def fields(self) -> RecordList:
        """The answers."""
        return self.query_one("#fields", RecordList)

    @property
    def decisions(self) -> RecordList:
        """The decisions."""
        return self.query_one("#decisions", RecordList)

    @property
    def page(self) -> PageView:
        """The page of the decision under the cursor, or of what matters."""
        return self.query_one("#page", PageView)

    def ask(self, view: MatchView) -> None:
        """Decide for the answers that are given, or for those at hand; answers that cannot be meant are told."""
        try:
            profile = self.desk.profile
            if view.given is not None and view.given != self.desk.given:
                profile = self.desk.catalogue.profile(dict(view.given))
            # Answers that contradict each other are told, and those before them kept.
            matching = self.desk.catalogue.match(profile)
            self.desk.profile = profile
            shown = matching.only(view.only) if view.only else matching
        except DftzError as error:
            # A criterion that a profile names may be gone from a catalogue that was read anew.
            self.tell(f"{error.message}; {error.fix}", is_error=True)
            return
        self.only, self.matching, self.shown = view.only, matching, shown.listed()
        self._show_fields(matching)
        self._show_decisions(matching)
        self.say_where()

    def _show_fields(self, matching: Matching) -> None:
        before, was_next = self.fields.current, bool(self.rows) and self.fields.cursor == 0 and self.rows[0].is_next
        self.rows = field_rows(matching)
        keys = [row.key for row in self.rows]
        # Who answers question after question finds the next one under the cursor, who changes one stays there.
        cursor = keys.index(before) if before in keys and not was_next else 0
        rows = [Row(row.key, _cells(row)) for row in self.rows]
        self.fields.show(FetchedRows(len(rows), lambda start, end: rows[start:end]), cursor=cursor)

    def _show_decisions(self, matching: Matching) -> None:
        counts = matching.counts
        said = ", ".join(f"{count} {verdict}" for verdict, count in counts.items())
        kept = f"only {self.only}: {len(self.shown)} of {len(matching.decisions)}; " if self.only else ""
        text = f"{kept}{said} of {sum(counts.values())} incentives; {len(matching.policies)} policies with limits"
        self.query_one("#said", Static).update(Text(visible(text), overflow="ellipsis", no_wrap=True))
        ids = self.shown_ids()
        # Who answers sees the best first, who reads keeps their place.
        cursor = ids.index(self.under_cursor) if self.under_cursor in ids and self.decisions.has_focus else 0
        self.under_cursor = ids[cursor] if ids else None
        ascii_only, shown = self.desk.ascii_only, self.shown

        def fetch(start: int, end: int) -> list[Row]:
            return [
                Row(each.item["id"], (*map(toned, decision_line(each, ascii_only=ascii_only)), each.item["id"]))
                for each in shown[start:end]
            ]

        self.decisions.show(FetchedRows(len(shown), fetch), cursor=cursor)
        self.decisions.marked = frozenset(self.desk.marked)
        if not ids:
            self.page.show(Page(()))

    def show_matters(self) -> None:
        """Show what matters to the profile beside its incentives, with its records to go on to."""
        if self.matching is not None:
            ids = [each.item["id"] for found in self.matching.matters.values() for each in found]
            self.page.show(matters_page(self.matching), links=tuple(dict.fromkeys(ids)))

    @on(Highlighted, "#fields")
    def _field_under_cursor(self, event: Highlighted) -> None:
        question, chinese = asked(event.id)
        row = next((row for row in self.rows if row.key == event.id), None)
        following = self.matching.question if self.matching is not None and row is not None and row.is_next else None
        text = Text("Next: " if following is not None else "", "bold")
        text.append(visible(question), "bold")
        if chinese and not self.desk.ascii_only:
            text.append(f" {visible(chinese)}")
        if following is not None:
            text.append(f" {len(following.bears_on)} of the unknown wait for it.", "dim")
        self.query_one("#question", Static).update(text)

    @on(Highlighted, "#decisions")
    def _decision_under_cursor(self, event: Highlighted) -> None:
        self.under_cursor = event.id
        decision = next((each for each in self.shown if each.item["id"] == event.id), None)
        if decision is not None:
            page = decision_page(self.desk.catalogue, decision, ascii_only=self.desk.ascii_only)
            sources = (each.criterion["source"] for each in decision.tested)
            links = dict.fromkeys((*decision.item["agencies"], *sources, *decision.item["sources"]))
            self.page.show(page, links=tuple(links))


def _cells(row: FieldRow) -> tuple[Text, Text]:
    style = ".plan" if row.is_next else "" if row.is_answered else ".muted"
    return Text(f"{'? ' if row.is_next else ''}{visible(row.label)}", style), Text(visible(row.answer), style)
