"""Compare: two to six records or figures side by side, what each cell means, and an order by the reader's weights."""

from __future__ import annotations

from typing import Any, ClassVar, Final

from rich.text import Text
from textual import on, work
from textual.app import ComposeResult
from textual.events import Resize
from textual.widgets import Static
from textual.worker import get_current_worker

from dftzcli.errors import DftzError
from dftzcli.render.escape import visible
from dftzcli.render.page import Page, Paragraph, Points
from dftzcli.render.result import Result
from dftzcli.tui.comparing import Compared
from dftzcli.tui.desk import Desk
from dftzcli.tui.dialogs import Ask, Choose
from dftzcli.tui.place import Place
from dftzcli.tui.scores import Scores
from dftzcli.tui.views import CompareView, PlaceName
from dftzcli.tui.widgets.page_view import PageView
from dftzcli.tui.widgets.side_by_side import SideBySide
from dftzcli.tui.widgets.toned import toned

_HOW: Final = (
    "In Explore (2), mark two to six records of one kind with Space.",
    "Then c puts them side by side.",
    "For places, f chooses what is measured: gross domestic product, for example.",
    "In Figures (4), c puts the figures that are shown side by side.",
)
_FOR_FIGURES: Final = "that is for figures: f chooses an indicator to compare by"
_HINTS: Final = {
    "periods": "2024, or 2021..2024 for each year; several with commas; nothing for what most have",
    "unit": "USD bn, billion, 亿元; nothing for the unit as printed. No currency is converted to another.",
}


class Compare(Place):
    """What is marked side by side."""

    place: ClassVar[PlaceName] = "compare"
    CSS = """
    Compare #said { height: 1; color: $text-muted; padding: 0 1; text-wrap: nowrap; text-overflow: ellipsis; }
    Compare #sides { height: auto; max-height: 66%; }
    Compare #about { height: 1fr; border-top: solid $border-blurred; }
    Compare #about:focus { border-top: heavy $border; }
    Compare #chart, Compare #empty, Compare Scores { display: none; height: 1fr; }
    Compare.-chart #chart, Compare.-empty #empty, Compare.-weights Scores { display: block; }
    Compare.-empty #sides, Compare.-chart #sides, Compare.-weights #sides { display: none; }
    Compare.-empty #about, Compare.-chart #about, Compare.-weights #about { display: none; }
    Compare.-weights #chart, Compare.-weights #empty { display: none; }
    """

    def __init__(self, desk: Desk, view: CompareView) -> None:
        """Take what is shared, and what is compared at first."""
        super().__init__(desk)
        self._view = view
        self._compared: Compared | None = None
        # Whether to ask which indicator, once the records turn out to be places.
        self._is_new = True

    @property
    def view(self) -> CompareView:
        """What is compared."""
        return self._view

    @property
    def current(self) -> str | None:
        """The figure under the cursor, or the record of its column."""
        sides = self.query_one(SideBySide)
        return self._compared.record(sides.row, sides.column) if self._compared else None

    def shown_ids(self) -> tuple[str, ...]:
        """Return the ids of what is compared: records, or the figures."""
        return tuple(self._compared.result().ids or ()) if self._compared else ()

    def result(self) -> Result:
        """Return the comparison as the command line writes it."""
        return self._compared.result() if self._compared else super().result()

    def contents(self) -> ComposeResult:
        """Lay out the table, what is said of a cell, and what takes their place."""
        yield Static(id="said", markup=False)
        yield SideBySide(id="sides", ascii_only=self.desk.ascii_only)
        yield PageView(id="about")
        yield PageView(id="chart")
        yield Scores(id="scores")
        yield PageView(id="empty")

    def on_mount(self) -> None:
        """Show what is asked."""
        self._show_nothing("")
        self._begin(self._view)

    def on_screen_resume(self) -> None:
        """Show the marks as they are now."""
        self._show_marks()

    def on_resize(self, event: Resize) -> None:
        """Draw the bars for the new width."""
        if self.has_class("-chart"):
            self.call_after_refresh(self._draw)

    def ask(self, view: CompareView) -> None:
        """Compare something else; what is there stays where nothing else is named."""
        is_named = len(view.ids) > 1 or bool(view.indicators)
        is_same = set(view.ids) == set(self._view.ids) and not view.indicators
        if self._compared is not None and view != self._view and (is_same or not is_named):
            self._show_marks()
            return
        self._begin(view, is_new=view != self._view)

    def _begin(self, view: CompareView, *, is_new: bool = True) -> None:
        self.remove_class("-weights")
        self._is_new = is_new
        self._view = view
        if len(view.ids) > 1 or view.indicators or view.periods:
            self._compare(view)
        else:
            named = f"Only {self.desk.name(view.ids[0])} is marked." if view.ids else "Nothing is compared yet."
            self._compared = None
            self._show_nothing(named)

    # ---- comparing

    @work(thread=True, exclusive=True, group="compare", exit_on_error=False)
    def _compare(self, view: CompareView) -> None:
        """Compare beside the screen; an answer that comes after the next question is dropped."""
        worker = get_current_worker()
        try:
            found: Compared | str = Compared(self.desk.catalogue, view, ascii_only=self.desk.ascii_only)
        except (DftzError, OSError) as error:
            found = f"{error.message}; {error.fix}" if isinstance(error, DftzError) else str(error)
        if not worker.is_cancelled and self.is_attached:
            self.app.call_from_thread(self._take, view, found)

    def _take(self, view: CompareView, found: Compared | str) -> None:
        if view != self._view:
            return
        if isinstance(found, Compared):
            self._compared = found
            self._view = found.view
            self._show(found)
        elif self._compared is None or self._is_new:
            self._compared = None
            self._show_nothing(found)
        else:
            # What is shown stays, and what was asked is taken back.
            self._view = self._compared.view
            self.tell(found, is_error=True)
        self._is_new = False

    def _show(self, found: Compared, *, row: int | None = None) -> None:
        sides = self.query_one(SideBySide)
        column = 0 if self._is_new else sides.column
        row = 0 if self._is_new else sides.row if row is None else row
        if found.nothing:
            self._show_nothing(found.nothing, how=False)
        else:
            self.remove_class("-empty")
        sides.show(tuple(map(toned, found.heads)), found.entries, row=row, column=column)
        self._show_marks()
        self.set_class(found.is_of_figures and found.view.as_chart, "-chart")
        if self.has_class("-chart"):
            self.call_after_refresh(self._draw)
        self._focus()
        self._say(found.said)
        if self._is_new and found.kind == "place" and not found.is_of_figures and found.measured():
            self.action_facets()

    def _show_nothing(self, why: str, *, how: bool = True) -> None:
        self.add_class("-empty")
        self.remove_class("-chart")
        lines = (Paragraph(why), *((Points(_HOW),) if how else ()))
        self.query_one("#empty", PageView).show(Page(lines))
        self._say("")
        self._focus()

    def _show_marks(self) -> None:
        columns = self._compared.columns if self._compared else ()
        self.query_one(SideBySide).marked = frozenset(
            number for number, identity in enumerate(columns) if identity in self.desk.marked
        )
        self.say_where()

    def _draw(self) -> None:
        if self._compared is not None and self._compared.is_of_figures:
            chart = self.query_one("#chart", PageView)
            chart.show(self._compared.chart(max(chart.scrollable_content_region.width or self.size.width - 4, 1)))

    def _say(self, text: str) -> None:
        self.query_one("#said", Static).update(Text(visible(text), overflow="ellipsis", no_wrap=True))
        self.say_where()

    def _focus(self) -> None:
        name = "chart" if self.has_class("-chart") else "empty" if self.has_class("-empty") else "sides"
        if not self.has_class("-weights"):
            self.call_after_refresh(self.query_one(f"#{name}").focus)

    def _change(self, **changes: Any) -> None:
        self._view = self._view._replace(**changes)
        self._compare(self._view)

    # ---- the table

    @on(SideBySide.Asked)
    def _asked(self, event: SideBySide.Asked) -> None:
        if self._compared is None:
            return
        if event.what == "moved":
            self.query_one("#about", PageView).show(self._compared.about(event.row, event.column))
        elif event.what == "opened":
            self.action_open()
        else:
            self._mark(event.column)

    def _mark(self, column: int) -> None:
        assert self._compared is not None
        identity = self._compared.columns[column]
        if self.desk.catalogue.cards.name(identity) is None:
            self.tell("a period is no record that could be marked")
            return
        marked = frozenset(self.desk.marked)
        # What is compared counts as marked, so that taking one mark away leaves the others.
        if marked.isdisjoint(self._compared.columns):
            marked |= frozenset(self._compared.columns)
        self.desk.mark(marked ^ {identity})
        self._show_marks()

    # ---- keys

    def action_mark(self) -> None:
        """Mark the column under the cursor, or take its mark away."""
        self.query_one(SideBySide).action_mark()

    def action_compare(self) -> None:
        """Compare the marked records of the kind that is compared, or say how many it takes."""
        if self._compared is None:
            super().action_compare()
            return
        kind = self._compared.kind
        cards = self.desk.catalogue.cards
        marked = tuple(each for each in self.desk.marked if (name := cards.name(each)) and name.kind == kind)
        if len(marked) < 2:
            self.tell("mark two to six records of one kind with Space, then press c")
            return
        self._change(ids=marked)

    def action_next(self) -> None:
        """Go to the next difference."""
        self.query_one(SideBySide).action_next()

    def action_previous(self) -> None:
        """Go to the difference before."""
        self.query_one(SideBySide).action_previous()

    def action_differences(self) -> None:
        """Show only what differs, or everything again."""
        found = self._compared
        if found is None:
            return
        if found.is_of_figures:
            self.tell("figures are shown as they are, whether they differ or not")
            return
        self._is_new = False
        sides = self.query_one(SideBySide)
        row = found.turn_differences(sides.row)
        self._view = found.view
        self._show(found, row=row)

    def action_view(self) -> None:
        """Show figures as bars, or as a table again."""
        found = self._compared
        if found is None or not found.is_of_figures:
            self.tell(_FOR_FIGURES)
            return
        self._is_new = False
        found.view = self._view = found.view._replace(as_chart=not found.view.as_chart)
        self._show(found)

    @work
    async def action_facets(self) -> None:
        """Choose what the records are compared by: an indicator, or their fields."""
        found = self._compared
        if found is None or not found.view.ids:
            return
        offered = found.measured()
        if not offered:
            self.tell("the sources give no figures of these")
            return
        count = len(found.view.ids)
        options = [("", "no indicator: compare the records field by field")]
        options += [(each.id, f"{each.name}: {each.having} of {count} have figures") for each in offered]
        chosen = await self.app.push_screen_wait(
            Choose("Compare by", options, chosen=(found.view.indicators or ("",))[0])
        )
        if chosen is not None and (chosen,) != (found.view.indicators or ("",)):
            self._change(indicators=(chosen,) if chosen else (), periods=(), unit="", weights=(), as_chart=False)

    def action_period(self) -> None:
        """Ask for the periods of figures."""
        self._written("periods", ", ".join(self._view.periods))

    def action_unit(self) -> None:
        """Ask for the unit of figures."""
        self._written("unit", self._view.unit)

    @work
    async def _written(self, what: str, value: str) -> None:
        if self._compared is None or not self._compared.is_of_figures:
            self.tell(_FOR_FIGURES)
            return
        written = await self.app.push_screen_wait(Ask(what.capitalize(), value=value, hint=_HINTS[what]))
        if written is not None:
            text = written.strip()
            several = tuple(part.strip() for part in text.split(",") if part.strip())
            self._change(**{what: several if what == "periods" else text})

    def action_back(self) -> None:
        """Leave the weights, then the place."""
        if self.has_class("-weights"):
            self.remove_class("-weights")
            self._focus()
        else:
            super().action_back()

    # ---- weights

    async def action_weights(self) -> None:
        """Show a field for each thing to score by, or the table again."""
        if self._compared is None:
            return
        if self.has_class("-weights"):
            self.action_back()
            return
        self.add_class("-weights")
        await self.query_one(Scores).begin(self._compared)

    @on(Scores.Taken)
    def _weighed(self) -> None:
        if self._compared is not None:
            self._view = self._compared.view
            self._say(self._compared.said)
