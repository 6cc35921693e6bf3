"""Match: what a firm is eligible for, its answers beside the decisions that follow from them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from textual import on, work

from dftzcli.tui.answering import ask_field, ask_to_load, ask_to_write
from dftzcli.tui.dialogs import Choose
from dftzcli.tui.places.shown_match import ShownMatch
from dftzcli.tui.views import MatchView
from dftzcli.tui.widgets.list_messages import MarksChanged, Opened, SortAsked
from dftzcli.tui.widgets.page_view import PageView
from dftzcli.tui.widgets.record_list import RecordList

if TYPE_CHECKING:
    from dftzcli.analysis.matching.profile import Profile

_VERDICTS = (("", "every verdict"), ("yes", "yes"), ("unknown", "unknown"), ("no", "no"))


class Match(ShownMatch):
    """What can be done there: answer, load, write and clear a profile, go over decisions and open their records."""

    # What was cleared last, to be brought back.
    _cleared: Profile | None = None

    @on(Opened, "#fields")
    def _field_opened(self, event: Opened) -> None:
        self._answer(event.id)

    @work(exclusive=True, group="answer")
    async def _answer(self, field: str) -> None:
        self._take(await ask_field(self, field))

    @on(Opened, "#decisions")
    def _decision_opened(self, event: Opened) -> None:
        self.dftz.open_record(event.id)

    @on(PageView.LinkOpened)
    def _link_opened(self, event: PageView.LinkOpened) -> None:
        self.dftz.open_record(event.id)

    @on(MarksChanged, "#decisions")
    def _marked(self, event: MarksChanged) -> None:
        self.desk.mark(event.ids)
        self.say_where()

    @on(MarksChanged, "#fields")
    def _field_marked(self, event: MarksChanged) -> None:
        self.fields.marked = frozenset()
        self.tell("Enter answers a field; Space marks records on the right")

    @on(SortAsked)
    def _title_clicked(self, event: SortAsked) -> None:
        self.action_sort()

    # ---- keys

    def action_cursor_left(self) -> None:
        """Go to the answers."""
        self.fields.focus()

    def action_cursor_right(self) -> None:
        """Go to the decisions."""
        self.decisions.focus()

    def action_next(self) -> None:
        """Go to the next row."""
        self._here.action_cursor_down()

    def action_previous(self) -> None:
        """Go to the row before."""
        self._here.action_cursor_up()

    @property
    def _here(self) -> RecordList:
        return self.fields if self.fields.has_focus else self.decisions

    def action_mark(self) -> None:
        """Mark the record of the decision under the cursor, or take its mark away."""
        self.decisions.action_mark()

    def action_sort(self) -> None:
        """Say in which order the decisions stand."""
        self.tell("the decisions stand in one order: yes, unknown, no; f keeps those of one verdict")

    def action_matters(self) -> None:
        """Show what matters beside the incentives: policies, agencies, projects and figures."""
        self.show_matters()
        self.page.focus()

    def action_back(self) -> None:
        """Leave the page, then the one verdict, then the place."""
        if self.page.has_focus:
            self.decisions.focus()
        elif self.only:
            self.ask(MatchView(None))
        else:
            super().action_back()

    def action_clear(self) -> None:
        """Take every answer away; once more brings them back."""
        if self.desk.given:
            self._cleared = self.desk.profile
            self.ask(MatchView((), self.only))
            self.tell("every answer is taken away; the same key brings them back")
        elif self._cleared is not None:
            self._take(self._cleared)

    @work
    async def action_facets(self) -> None:
        """Choose which verdict is shown."""
        chosen = await self.app.push_screen_wait(Choose("Show", _VERDICTS, chosen=self.only))
        if chosen is not None:
            self.ask(MatchView(None, chosen))
            self.decisions.focus()

    @work
    async def action_profile(self) -> None:
        """Read a profile from a file."""
        profile = await ask_to_load(self)
        self._take(profile)
        if profile is not None:
            self.tell(f"read the profile: {len(self.desk.given)} answers")

    @work
    async def action_write(self) -> None:
        """Write the profile to a file: nothing else keeps it."""
        if self.desk.given:
            await ask_to_write(self)
        else:
            self.tell("there is no answer to write yet: Enter on a field asks for one")

    def _take(self, profile: Profile | None) -> None:
        if profile is not None:
            self.desk.profile = profile
            self.ask(MatchView(None, self.only))
