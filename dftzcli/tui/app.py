"""The application: kinds at the left, their records in the middle, the record under the cursor below or beside them.

It reads what the command line reads and computes nothing of its own.
"""

from __future__ import annotations

import gc
import os
from typing import ClassVar, Final

from rich.console import Group
from rich.text import Text
from textual import on, work
from textual.app import App, ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Horizontal, Vertical, VerticalScroll
from textual.widgets import DataTable, Footer, Header, Input, OptionList, Static
from textual.widgets.option_list import Option
from textual.worker import get_current_worker

from dftzcli.catalogue import Catalogue
from dftzcli.errors import DftzError
from dftzcli.model.vocabulary import KINDS, PLURALS, Kind
from dftzcli.render import wording
from dftzcli.render.escape import visible
from dftzcli.render.hits import nearest_in_words
from dftzcli.render.overview_page import overview_page
from dftzcli.render.page import Page
from dftzcli.render.record_page import record_page
from dftzcli.render.table import renderables
from dftzcli.search.cards import Card
from dftzcli.search.finding.answer import Answer

# More hits than this nobody scrolls through.
_MOST_HITS: Final = 200


class Browser(App[None]):
    """Browse the catalogue: choose a kind, search for words, read a record."""

    TITLE = "dftz"
    CSS = """
    #kinds { width: 24; border: round $surface-lighten-2; }
    #kinds:focus, #records:focus, #page:focus { border: round $accent; }
    #records { border: round $surface-lighten-2; height: 1fr; }
    #page { border: round $surface-lighten-2; height: 1fr; padding: 0 1; }
    #right { width: 1fr; }
    #search { display: none; height: 3; }
    #search.asked { display: block; }
    .-wide #right { layout: horizontal; }
    .-wide #list { width: 45%; }
    #list { height: 1fr; }
    """
    HORIZONTAL_BREAKPOINTS = [(0, "-narrow"), (110, "-wide")]  # noqa: RUF012 - declared so by Textual
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("slash", "search", "Search", id="search", tooltip="Find records by words, as `dftz search` does"),
        Binding("o", "overview", "Overview", id="overview", tooltip="Back to the first page"),
        Binding("escape", "step_back", "Back", id="back", tooltip="Leave the search, then go back to the kinds"),
        Binding("question_mark,f1", "help", "Help", id="help", tooltip="Say what the keys do"),
        Binding("q", "quit", "Quit", id="quit", tooltip="Leave"),
    ]

    def __init__(self, catalogue: Catalogue, *, ansi: bool = False) -> None:
        super().__init__(ansi_color=ansi)
        self._catalogue = catalogue
        self._kind: Kind | None = None
        self._shown: tuple[Card, ...] = ()

    def compose(self) -> ComposeResult:
        """Lay the panes out."""
        yield Header(show_clock=False)
        with Horizontal():
            yield OptionList(
                *(Option(f"{PLURALS[kind]} ({len(self._catalogue.cards.of_kind(kind))})", id=kind) for kind in KINDS),
                id="kinds",
                markup=False,
            )
            with Vertical(id="right"):
                with Vertical(id="list"):
                    yield Input(placeholder="words, English or Chinese, or a question; dftz help query", id="search")
                    yield DataTable[Text](id="records", cursor_type="row", zebra_stripes=True)
                with VerticalScroll(id="page"):
                    yield Static(id="text", markup=False)
        yield Footer()

    def on_mount(self) -> None:
        """Show policies and the first page, so that the first frame has real rows."""
        self.sub_title = f"dataset {self._catalogue.dataset.version}"
        self._list("policy")
        self.action_overview()
        self.query_one("#kinds", OptionList).focus()

    @on(OptionList.OptionHighlighted, "#kinds")
    def _kind_chosen(self, event: OptionList.OptionHighlighted) -> None:
        if event.option_id is not None and event.option_id != self._kind:
            self._list(event.option_id)  # type: ignore[arg-type]

    @on(OptionList.OptionSelected, "#kinds")
    def _kind_entered(self) -> None:
        self.query_one("#records", DataTable).focus()

    @on(DataTable.RowHighlighted, "#records")
    def _record_under_cursor(self, event: DataTable.RowHighlighted) -> None:
        if self.query_one("#records").has_focus:
            self._show_record(event.cursor_row)

    @on(DataTable.RowSelected, "#records")
    def _record_entered(self, event: DataTable.RowSelected) -> None:
        self._show_record(event.cursor_row)
        self.query_one("#page").focus()

    @on(Input.Changed, "#search")
    def _searched(self, event: Input.Changed) -> None:
        if event.value.strip():
            self._search(event.value)
        elif self._kind is not None:
            self.workers.cancel_group(self, "search")
            self._list(self._kind)

    @on(Input.Submitted, "#search")
    def _search_entered(self) -> None:
        self.query_one("#records", DataTable).focus()

    @work(thread=True, exclusive=True, group="search")
    def _search(self, words: str) -> None:
        """Search beside the screen: the first search makes the index, and keys are answered meanwhile."""
        worker = get_current_worker()
        try:
            answer = self._catalogue.search(words, limit=_MOST_HITS)
        except DftzError as error:
            found: Answer | str = f"{error.message}; {error.fix}" if error.fix else error.message
        else:
            found = answer
        if not worker.is_cancelled:
            self.call_from_thread(self._show_found, found)

    def _show_found(self, found: Answer | str) -> None:
        if isinstance(found, str):
            self._fill((), visible(found), with_kind=True)
            return
        title = f"{found.total} of {found.searched} records" if found.answered else nearest_in_words(found)
        said = found.understood.describe()
        cards = tuple(self._catalogue.item(hit.id) for hit in found.hits)
        self._fill(cards, visible(f"{title}; {said}" if said else title), with_kind=True)

    def action_search(self) -> None:
        """Ask for words."""
        box = self.query_one("#search", Input)
        box.add_class("asked")
        box.focus()

    def action_step_back(self) -> None:
        """Leave the search if there is one, else go back to the kinds."""
        box = self.query_one("#search", Input)
        if box.has_class("asked"):
            box.value = ""
            box.remove_class("asked")
            self.query_one("#records", DataTable).focus()
        else:
            self.query_one("#kinds", OptionList).focus()

    def action_overview(self) -> None:
        """Show the first page."""
        self._show(overview_page(self._catalogue, self._catalogue.overview()))

    def action_help(self) -> None:
        """Say what the keys do."""
        self.notify(
            "Arrows move, Enter goes in, Esc goes back, Tab changes the pane, / searches, o is the first page, "
            "q leaves. dftz --help lists what the command line can do.",
            title="Keys",
            timeout=12,
            markup=False,
        )

    def _list(self, kind: Kind) -> None:
        self._kind = kind
        cards = tuple(self._catalogue.cards.of_kind(kind))
        self._fill(cards, f"{len(cards)} {PLURALS[kind]}", with_kind=False)

    def _fill(self, cards: tuple[Card, ...], title: str, *, with_kind: bool) -> None:
        """Show some records in the list: their kind where it may differ, and their status where they have one."""
        self._shown = cards
        table = self.query_one("#records", DataTable)
        table.clear(columns=True)
        has_status = any(card.get("status") for card in cards)
        table.add_columns(*(["Kind"] if with_kind else []), *(["Status"] if has_status else []), "Name", "Id")
        for card in cards:
            cells = [Text(card["kind"])] if with_kind else []
            cells += [Text(wording.status(card.get("status")).text)] if has_status else []
            table.add_row(*cells, Text(visible(card["name"])), Text(card["id"]))
        table.border_title = Text(title)

    def _show_record(self, row: int) -> None:
        if row < len(self._shown):
            self._show(record_page(self._catalogue, self._shown[row]))

    def _show(self, page: Page) -> None:
        pane = self.query_one("#page", VerticalScroll)
        columns = pane.scrollable_content_region.width or self.size.width
        self.query_one("#text", Static).update(Group(*renderables(page, columns=columns)))
        pane.scroll_home(animate=False)


def run(catalogue: Catalogue) -> None:
    """Open the application on a terminal.

    Textual takes an empty NO_COLOR for a set one, and under a set one still sends greys unless it keeps to the
    terminal's own colours: no-color.org wants neither.
    """
    gc.enable()
    if os.environ.get("NO_COLOR") == "":
        del os.environ["NO_COLOR"]
    Browser(catalogue, ansi=bool(os.environ.get("NO_COLOR"))).run()
