"""Figures: indicators and places to choose from, and the series they make, as a table or as bars."""

from __future__ import annotations

from typing import Any, ClassVar, Final

from rich.text import Text
from textual import on, work
from textual.app import ComposeResult
from textual.containers import Horizontal, Vertical
from textual.events import Resize
from textual.widgets import Static
from textual.worker import get_current_worker

from dftzcli.errors import DftzError
from dftzcli.render.escape import visible
from dftzcli.render.page import Page
from dftzcli.render.result import Result
from dftzcli.tui.desk import Desk
from dftzcli.tui.dialogs import Ask, Choose
from dftzcli.tui.figuring import COLUMNS, Figured, Offered
from dftzcli.tui.place import Place
from dftzcli.tui.views import CompareView, FiguresView, PlaceName
from dftzcli.tui.widgets.list_columns import Column
from dftzcli.tui.widgets.list_lines import Sort
from dftzcli.tui.widgets.list_messages import Highlighted, MarksChanged, Opened, SortAsked
from dftzcli.tui.widgets.list_rows import FetchedRows, Row
from dftzcli.tui.widgets.page_view import PageView
from dftzcli.tui.widgets.record_list import RecordList

_CHOICES: Final = {"indicators": "Indicator", "places": "Place"}
_EMPTY: Final = "No figure fits. x takes the choices back, f shows what there is, p and u change period and unit."
_HINTS: Final = {
    "period": "2024, 2021..2024 or 2024-01..2024-02; nothing for all. Same as: dftz figures --period",
    "unit": "USD bn, billion, 亿元; nothing for the unit as printed. No currency is converted to another.",
}
# What the command line puts side by side at most.
_MOST: Final = 6
_SORTS: Final = (("count", "how many figures there are"), ("name", "name"))


class Figures(Place):
    """Series of the indicators and places that are chosen; of all for none."""

    place: ClassVar[PlaceName] = "figures"
    CSS = """
    Figures #said { height: 1; color: $text-muted; padding: 0 1; text-wrap: nowrap; text-overflow: ellipsis; }
    Figures #choices { display: none; }
    Figures.-choosing #choices { display: block; }
    Figures.-choosing #found { display: none; }
    Figures #choices Horizontal { layout: vertical; }
    Figures.-two #choices Horizontal { layout: horizontal; }
    Figures #indicators { width: 100%; height: 2fr; }
    Figures #places { width: 100%; height: 1fr; }
    Figures.-two #indicators { width: 2fr; height: 1fr; }
    Figures.-two #places { width: 1fr; height: 1fr; }
    Figures #found { width: 1fr; }
    Figures #series { height: 3fr; min-height: 13; }
    Figures #one { height: 2fr; border-top: solid $border-blurred; }
    Figures #one:focus { border-top: heavy $border; }
    Figures.-narrow #one { display: none; }
    Figures.-narrow #series { height: 1fr; }
    Figures.-three #choices { display: block; width: 42; border-right: solid $border-blurred; }
    Figures.-three.-choosing #found { display: block; }
    Figures.-three #choices Horizontal { layout: vertical; }
    Figures.-three #series { height: 1fr; }
    Figures.-three #one { height: 1fr; }
    Figures #chart { display: none; height: 1fr; }
    Figures.-chart #chart { display: block; }
    Figures.-chart #series, Figures.-chart #one { display: none; }
    """

    def __init__(self, desk: Desk, view: FiguresView) -> None:
        """Take what is shared, and what is asked at first."""
        super().__init__(desk)
        self._view = view
        self._figured: Figured | None = None
        self._offered = Offered(desk.catalogue)
        self._sort = "count"

    @property
    def view(self) -> FiguresView:
        """What is chosen."""
        return self._view

    @property
    def current(self) -> str | None:
        """The latest figure of the series under the cursor."""
        return self.query_one("#series", RecordList).current if self._figured else None

    def shown_ids(self) -> tuple[str, ...]:
        """Return the ids of all figures in the series."""
        return self._figured.ids() if self._figured else ()

    def result(self) -> Result:
        """Return the series as the command line writes them."""
        return self._figured.result() if self._figured else super().result()

    def contents(self) -> ComposeResult:
        """Lay out the choices, the series, and the one under the cursor."""
        yield Static(id="said", markup=False)
        with Horizontal():
            with Vertical(id="choices"), Horizontal():
                for identity, title in _CHOICES.items():
                    columns = (
                        Column("name", title, least=14, priority=2),
                        Column("count", "Figures", width=9, justify="right", priority=1),
                    )
                    yield RecordList(columns, id=identity, ascii_only=self.desk.ascii_only)
            with Vertical(id="found"):
                yield RecordList(COLUMNS, empty=_EMPTY, id="series", ascii_only=self.desk.ascii_only)
                yield PageView(id="one")
                yield PageView(id="chart")

    def on_mount(self) -> None:
        """Offer the choices, and show what is asked."""
        self._offer()
        self.set_class(not self._view.indicators, "-choosing")
        self._focus()
        self._ask(self._view)

    def on_screen_resume(self) -> None:
        """Show the marks as they are now."""
        self._list("series").marked = frozenset(self.desk.marked)

    def on_resize(self, event: Resize) -> None:
        """Draw the bars for the new width."""
        if self._view.as_chart:
            self.call_after_refresh(self._draw)

    def ask(self, view: FiguresView) -> None:
        """Show other series, or the same of a catalogue that was read anew."""
        is_new = view != self._view
        self._offered = Offered(self.desk.catalogue)
        self._offer()
        self._view = view
        if is_new:
            self.set_class(not view.indicators, "-choosing")
            self._focus()
        self._ask(view)

    # ---- finding

    @work(thread=True, exclusive=True, group="figures", exit_on_error=False)
    def _ask(self, view: FiguresView) -> None:
        """Ask beside the screen; an answer that comes after the next question is dropped."""
        worker = get_current_worker()
        try:
            found: Figured | str = Figured(self.desk.catalogue, view, ascii_only=self.desk.ascii_only)
        except (DftzError, OSError) as error:
            found = f"{error.message}; {error.fix}" if isinstance(error, DftzError) else str(error)
        if not worker.is_cancelled and self.is_attached:
            self.app.call_from_thread(self._take, view, found)

    def _take(self, view: FiguresView, found: Figured | str) -> None:
        if view != self._view:
            return
        if isinstance(found, str):
            self.tell(found, is_error=True)
            if self._figured is None:
                self._say(found)
                return
            # What is shown stays, and what was asked is taken back.
            found = self._figured
        is_first = self._figured is None
        self._figured = found
        self._view = found.view
        self._show(found)
        offered = [row.id for row in self._offered.indicators(sort=self._sort)]
        chosen = [offered.index(each) for each in found.view.indicators if each in offered]
        if is_first and chosen:
            self._list("indicators").cursor = chosen[0]

    def _show(self, found: Figured) -> None:
        chosen, where = found.view.indicators, found.view.where
        self._list("indicators").marked = frozenset(chosen)
        places = self._list("places")
        rows = self._offered.places(chosen, where)
        ids = [row.id for row in rows]
        places.show(_rows(rows), cursor=ids.index(places.current) if places.current in ids else 0)
        places.marked = frozenset(where)
        series = self._list("series")
        if not len(found):
            self._one.show(Page(()))
        series.show(found, columns=found.columns)
        series.marked = frozenset(self.desk.marked)
        self.set_class(found.view.as_chart, "-chart")
        if found.view.as_chart:
            self._draw()
        self._say(found.said)

    def _draw(self) -> None:
        if self._figured is not None:
            chart = self.query_one("#chart", PageView)
            room = chart.scrollable_content_region.width or self._list("series").size.width - 4
            chart.show(self._figured.chart(max(room, 1)))

    def _say(self, text: str) -> None:
        self.query_one("#said", Static).update(Text(visible(text), overflow="ellipsis", no_wrap=True))
        self.say_where()

    # ---- choosing

    def _offer(self) -> None:
        listed = self._list("indicators")
        listed.show(_rows(self._offered.indicators(sort=self._sort)))
        listed.sort = Sort(self._sort, self._sort == "count")

    @on(RecordList.SortAsked, "#indicators")
    def _title_clicked(self, event: SortAsked) -> None:
        self._sort = event.column
        self._offer()

    @on(RecordList.MarksChanged, "#indicators")
    def _indicators_marked(self, event: MarksChanged) -> None:
        self._change(indicators=_kept(self._view.indicators, event.ids))

    @on(RecordList.MarksChanged, "#places")
    def _places_marked(self, event: MarksChanged) -> None:
        self._change(where=_kept(self._view.where, event.ids))

    @on(RecordList.MarksChanged, "#series")
    def _series_marked(self, event: MarksChanged) -> None:
        self.desk.mark(event.ids)
        self.say_where()

    @on(RecordList.Opened, "#indicators")
    def _indicator_opened(self, event: Opened) -> None:
        if not self._view.indicators:
            self._change(indicators=(event.id,))
        self._to_series()

    @on(RecordList.Opened, "#places")
    def _place_opened(self, event: Opened) -> None:
        if not self._view.where:
            self._change(where=(event.id,))
        self._to_series()

    @on(RecordList.Opened, "#series")
    def _series_opened(self, event: Opened) -> None:
        self.dftz.open_record(event.id)

    @on(RecordList.Highlighted, "#series")
    def _under_cursor(self, event: Highlighted) -> None:
        if self._figured is not None and event.row < len(self._figured):
            self._one.show(self._figured.page(event.row))

    def _change(self, **changes: Any) -> None:
        self._view = self._view._replace(**changes)
        self._ask(self._view)

    def _to_series(self) -> None:
        self.remove_class("-choosing")
        self._focus()

    def _focus(self) -> None:
        name = "indicators" if self.has_class("-choosing") else "chart" if self._view.as_chart else "series"
        self.call_after_refresh(self.query_one(f"#{name}").focus)

    def _list(self, name: str) -> RecordList:
        return self.query_one(f"#{name}", RecordList)

    @property
    def _one(self) -> PageView:
        return self.query_one("#one", PageView)

    # ---- keys

    def action_facets(self) -> None:
        """Go to the choices, or from them to the series."""
        self.toggle_class("-choosing")
        self._focus()

    def action_view(self) -> None:
        """Show bars instead of the table, or the table again."""
        self._view = self._view._replace(as_chart=not self._view.as_chart)
        self.remove_class("-choosing")
        self.set_class(self._view.as_chart, "-chart")
        if self._figured is not None:
            self._figured.view = self._figured.view._replace(as_chart=self._view.as_chart)
            if self._view.as_chart:
                self.call_after_refresh(self._draw)
        self._focus()

    @work
    async def action_sort(self) -> None:
        """Choose the order of the indicators."""
        chosen = await self.app.push_screen_wait(Choose("Sort the indicators by", _SORTS, chosen=self._sort))
        if chosen is not None:
            self._sort = chosen
            self._offer()

    def action_clear(self) -> None:
        """Take every choice back."""
        self._change(indicators=(), where=(), period="", unit="")

    def action_period(self) -> None:
        """Ask for a period."""
        self._written("period", self._view.period)

    def action_unit(self) -> None:
        """Ask for a unit."""
        self._written("unit", self._view.unit)

    @work
    async def _written(self, what: str, value: str) -> None:
        written = await self.app.push_screen_wait(Ask(what.capitalize(), value=value, hint=_HINTS[what]))
        if written is not None:
            self._change(**{what: written.strip()})

    def action_back(self) -> None:
        """Leave the choices, then take them back, then leave the place."""
        view = self._view
        if self.has_class("-choosing") and view.indicators:
            self._to_series()
        elif view.indicators or view.where or view.period or view.unit:
            self.action_clear()
        else:
            super().action_back()

    def action_compare(self) -> None:
        """Put the places that are chosen side by side by the indicators, or else the indicators."""
        view = self._view
        shown = tuple(dict.fromkeys(one.key.place for one in self._figured.series)) if self._figured else ()
        places = view.where or (shown if len(shown) <= _MOST else ())
        periods = (view.period,) if view.period else ()
        if view.indicators and len(places) > 1:
            self.dftz.compare(CompareView(places, view.indicators, periods, unit=view.unit))
        elif len(view.indicators) > 1:
            self.dftz.compare(CompareView(view.indicators, (), periods, unit=view.unit))
        elif view.indicators and view.period:
            self.dftz.show(CompareView((), view.indicators, periods, unit=view.unit))
        else:
            super().action_compare()

    def action_next(self) -> None:
        """Go to the next series."""
        self._list("series").action_cursor_down()

    def action_previous(self) -> None:
        """Go to the series before."""
        self._list("series").action_cursor_up()


def _rows(rows: tuple[Row, ...]) -> FetchedRows:
    return FetchedRows(len(rows), lambda start, end: rows[start:end])


def _kept(before: tuple[str, ...], now: frozenset[str]) -> tuple[str, ...]:
    """Return what is chosen now, in the order in which it was chosen."""
    kept = tuple(each for each in before if each in now)
    return (*kept, *sorted(now - set(kept)))
