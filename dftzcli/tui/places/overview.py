"""Overview: headline figures as cards, what is planned against what operates, what is new, disputed or lacking."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

from textual import on, work
from textual.app import ComposeResult

from dftzcli.render.result import Result, listing
from dftzcli.search.cards import Deck
from dftzcli.tui.desk import Desk
from dftzcli.tui.place import Place
from dftzcli.tui.places.figure_cards import headline
from dftzcli.tui.places.first_page import first, rest
from dftzcli.tui.views import OverviewView, PlaceName, RecordView, command_line
from dftzcli.tui.widgets.board import Board
from dftzcli.tui.widgets.board_layout import Section

if TYPE_CHECKING:
    from dftzcli.catalogue import Catalogue


class Overview(Place):
    """The first page: everything on it opens its record, or the view that it counts."""

    place: ClassVar[PlaceName] = "overview"
    CSS = "Overview Board { height: 1fr; }"

    def __init__(self, desk: Desk) -> None:
        """Take what is shared."""
        super().__init__(desk)
        self._shown: Catalogue | None = None

    @property
    def view(self) -> OverviewView:
        """The first page."""
        return OverviewView()

    @property
    def current(self) -> str | None:
        """The record that the card or line under the cursor is of, where it is of one."""
        tile = self.query_one(Board).current
        return tile.opens.id if tile is not None and isinstance(tile.opens, RecordView) else None

    def shown_ids(self) -> tuple[str, ...]:
        """Return the ids of the headline figures."""
        return tuple(card["id"] for card in headline(self.desk.catalogue))

    def result(self) -> Result:
        """Return the headline figures, and beside them what `dftz overview` puts there."""
        from dftzcli.render.overview_page import overview_page

        catalogue = self.desk.catalogue
        overview = catalogue.overview()
        deck = Deck([])
        for figure in overview.headline:
            deck = deck + catalogue.cards.one(figure.id)
        query = {"text": command_line(self.view)}
        found = listing(catalogue, deck, kind="figure", total=len(deck), query=query)
        return found._replace(
            page=overview_page(catalogue, overview, ascii_only=self.desk.ascii_only),
            extra={
                "zone": {"id": overview.zone.id, "name": overview.zone.name, "summary": overview.zone.summary},
                "counts": overview.counts,
                "statuses": overview.statuses,
                "offer": {key: list(ids) for key, ids in overview.offer._asdict().items()},
                "discrepancies": [entry.id for entry in overview.discrepancies],
                "gaps": [entry.id for entry in overview.gaps],
                "stale": [entry.id for entry in overview.stale],
            },
        )

    def contents(self) -> ComposeResult:
        """Lay out the board."""
        yield Board(id="board", ascii_only=self.desk.ascii_only)

    def on_mount(self) -> None:
        """Show the page."""
        self.ask(self.view)
        self.query_one(Board).focus()

    def on_screen_resume(self) -> None:
        """Show the marks as they are now, and the catalogue where it was read again elsewhere."""
        if self._shown is not None and self._shown is not self.desk.catalogue:
            self.ask(self.view)
        self.query_one(Board).marked = frozenset(self.desk.marked)

    def ask(self, view: OverviewView) -> None:
        """Make the page anew: its top at once, the rest beside the screen."""
        self._shown = self.desk.catalogue
        board = self.query_one(Board)
        board.marked = frozenset(self.desk.marked)
        top = first(self.desk.catalogue, ascii_only=self.desk.ascii_only)
        board.show(top)
        self._add(self.desk.catalogue, top)

    @work(thread=True, exclusive=True, group="rest", exit_on_error=False)
    def _add(self, catalogue: Catalogue, top: tuple[Section, ...]) -> None:
        found = rest(catalogue, ascii_only=self.desk.ascii_only)
        if catalogue is self._shown and self.is_attached:
            self.app.call_from_thread(self.query_one(Board).show, (*top, *found))

    @on(Board.Opened)
    def _opened(self, event: Board.Opened) -> None:
        if event.tile.opens is not None:
            self.dftz.show(event.tile.opens)

    # ---- keys

    def action_mark(self) -> None:
        """Mark the record that the cursor is on, or take its mark away."""
        if self.current is None:
            self.tell("this line counts several records; Enter lists them")
            return
        self.desk.mark(frozenset(self.desk.marked) ^ {self.current})
        self.query_one(Board).marked = frozenset(self.desk.marked)
        self.say_where()

    def action_facets(self) -> None:
        """Go to where records are chosen by what they are."""
        from dftzcli.tui.places.explore import Explore

        self.dftz.go("explore")

        def shown() -> None:
            place = self.app.screen
            if isinstance(place, Explore) and not place.query_one("#facets").has_focus:
                place.action_facets()

        self.app.call_after_refresh(shown)

    def action_sort(self) -> None:
        """Say where there is an order to choose."""
        self.tell("the overview has one order; in Explore (2) s sorts")

    def action_back(self) -> None:
        """Say that there is nothing behind the first page."""
        self.tell("this is the first page; q leaves")
