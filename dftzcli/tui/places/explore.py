"""Explore: a search box with the whole query language, facets, the list of what fits, the record under the cursor."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar, Final

from rich.text import Text
from textual import on, work
from textual.app import ComposeResult
from textual.binding import BindingType
from textual.containers import Container, Horizontal, Vertical
from textual.events import Resize
from textual.widgets import Input, OptionList, Static
from textual.worker import get_current_worker

from dftzcli.errors import DftzError
from dftzcli.render.escape import visible
from dftzcli.render.page import Page
from dftzcli.render.record_page import record_page
from dftzcli.render.result import Result
from dftzcli.search.cards import Deck
from dftzcli.tui.desk import Desk
from dftzcli.tui.dialogs import Choose
from dftzcli.tui.finding import Found
from dftzcli.tui.place import Place
from dftzcli.tui.places.facet_list import FacetList, turned
from dftzcli.tui.views import ExploreView, PlaceName
from dftzcli.tui.widgets.list_columns import Column
from dftzcli.tui.widgets.list_lines import ASCII_SIGNS, Signs, Sort
from dftzcli.tui.widgets.list_messages import Highlighted, MarksChanged, Opened, SortAsked
from dftzcli.tui.widgets.page_view import PageView
from dftzcli.tui.widgets.record_list import RecordList

if TYPE_CHECKING:
    from dftzcli.search.finding.answer import Facets

COLUMNS: Final = (
    Column("kind", "Kind", width=11, priority=2),
    Column("name", "Name", share=5, least=30, priority=9),
    Column("status", "Status", width=20, priority=5),
    Column("match", "Value or match", share=4, least=20, priority=3),
    Column("id", "Id", share=2, least=16, priority=1),
)
_SORTS: Final = (("", "best first, or the order of the catalogue"), ("name", "name"), ("kind", "kind"), ("id", "id"))
_EMPTY: Final = "x clears the words and filters, / changes them, f shows what there is."
# How long is waited for the next letter before a search begins, in seconds.
_PAUSE: Final = 0.06
# Columns from which the facets are there unasked, and from which the record stands beside the list, not below it.
_WITH_FACETS: Final = 120
_SIDE_BY_SIDE: Final = 160


class _Hits(RecordList, inherit_bindings=False):
    """The list, whose mark is the place's, so that the footer tells of it."""

    BINDINGS: ClassVar[list[BindingType]] = [
        each for each in RecordList.BINDINGS if getattr(each, "action", "") != "mark"
    ]


class Explore(Place):
    """The list of what a line of the query language finds."""

    place: ClassVar[PlaceName] = "explore"
    CSS = """
    Explore #line { height: 1; border: none; padding: 0 1; background: $surface; }
    Explore #facets { width: 28; height: 1fr; display: none; padding: 0; border: none; }
    Explore #facets { border-right: solid $border-blurred; scrollbar-size-vertical: 1; }
    Explore #facets:focus { border-right: heavy $border; background-tint: $background 0%; }
    Explore.-facets #facets { display: block; }
    Explore #found { width: 1fr; layout: vertical; overflow: hidden; }
    Explore #list { width: 1fr; height: 3fr; min-height: 13; }
    Explore #preview { width: 1fr; height: 2fr; border-top: solid $border-blurred; }
    Explore #preview:focus-within { border-top: heavy $border; }
    Explore.-narrow #preview, Explore.-two.-facets #preview { display: none; }
    Explore.-narrow.-facets #found { display: none; }
    Explore.-narrow #facets { width: 1fr; border-right: none; }
    Explore.-wide #found { layout: horizontal; }
    Explore.-wide #list { width: 3fr; height: 1fr; }
    Explore.-wide #preview { width: 2fr; height: 1fr; border-top: none; border-left: solid $border-blurred; }
    Explore.-wide #preview:focus-within { border-top: none; border-left: heavy $border; }
    """

    def __init__(self, desk: Desk, view: ExploreView | None = None) -> None:
        """Take what is shared, and what is asked at first."""
        super().__init__(desk)
        self._view = view or ExploreView()
        self._current: str | None = None
        self._found: Found | None = None
        self._said = ""
        # Whether the facets are wanted; while nobody has said so, the width decides.
        self._wants_facets: bool | None = None

    @property
    def view(self) -> ExploreView:
        """The line and the order."""
        return self._view

    @property
    def current(self) -> str | None:
        """The record under the cursor."""
        return self._current

    def shown_ids(self) -> tuple[str, ...]:
        """Return the ids of all that fits."""
        return self._found.ids() if self._found is not None else ()

    def shown_cards(self) -> Deck:
        """Return the cards of all that fits, which are at hand where they are in an order of their own."""
        deck = self._found.deck if self._found is not None else None
        return super().shown_cards() if deck is None else deck

    def result(self) -> Result:
        """Return the hits as `dftz search` writes them; in an order of one's own, or without words, the records."""
        if self._view.sort or not self._view.query.strip():
            return super().result()
        from dftzcli.render.hits import asked_and_understood, beside_hits, hit_fields, item_of, text_of

        catalogue = self.desk.catalogue
        found = catalogue.search(self._view.query, limit=None)
        specs = hit_fields()
        return Result(
            specs=specs,
            columns=tuple(spec for spec in specs if spec.in_table),
            items=[item_of(hit) for hit in found.hits],
            total=found.total,
            query=asked_and_understood(found, limit=None),
            dataset=catalogue.dataset,
            texts=tuple(map(text_of, found.hits)),
            extra=beside_hits(found),
        )

    def contents(self) -> ComposeResult:
        """Lay out the box, the facets, the list and the preview."""
        yield Input(
            value=self._view.query, placeholder="/ words, a question, kind:policy, partner:japan ...", id="line"
        )
        with Horizontal():
            yield FacetList(id="facets", markup=False)
            with Container(id="found"):
                yield _Hits(COLUMNS, empty=_EMPTY, id="list", ascii_only=self.desk.ascii_only)
                with Vertical(id="preview"):
                    yield PageView(id="page")

    def on_mount(self) -> None:
        """Show real rows in the first frame: the whole catalogue needs no index."""
        self._arrange(self.app.size.width)
        if not self._view.query:
            self._show(Found(self.desk.catalogue, "", sort=self._view.sort, ascii_only=self.desk.ascii_only))
        else:
            self._search(self._view)
        self.query_one(RecordList).focus()

    def on_resize(self, event: Resize) -> None:
        """Arrange the panes for the new width."""
        self._arrange(event.size.width)

    def _arrange(self, width: int) -> None:
        self.set_class(width >= _SIDE_BY_SIDE, "-wide")
        wanted = self._wants_facets if self._wants_facets is not None else width >= _WITH_FACETS
        if wanted != self.has_class("-facets"):
            self.set_class(wanted, "-facets")
            if wanted and self._found is not None:
                self._count(self._found)

    def on_screen_resume(self) -> None:
        """Show the marks as they are now: another place may have changed them."""
        self.query_one(RecordList).marked = frozenset(self.desk.marked)
        super().on_screen_resume()

    def ask(self, view: ExploreView) -> None:
        """Show another line."""
        self._view = view
        box = self.query_one("#line", Input)
        if box.value != view.query:
            with self.prevent(Input.Changed):
                box.value = view.query
        self._search(view)

    # ---- finding

    @on(Input.Changed, "#line")
    def _typed(self, event: Input.Changed) -> None:
        # The box says so too when it is made.
        if event.value == self._view.query:
            return
        self._view = self._view._replace(query=event.value)
        self.set_timer(_PAUSE, lambda view=self._view: self._search(view) if view == self._view else None)

    @on(Input.Submitted, "#line")
    def _entered(self) -> None:
        self.query_one(RecordList).focus()

    @work(thread=True, exclusive=True, group="search", exit_on_error=False)
    def _search(self, view: ExploreView) -> None:
        """Ask beside the screen; an answer that comes after the next question is dropped."""
        worker = get_current_worker()
        try:
            found: Found | str = Found(self.desk.catalogue, view.query, sort=view.sort, ascii_only=self.desk.ascii_only)
        except (DftzError, OSError) as error:
            found = f"{error.message}; {error.fix}" if isinstance(error, DftzError) else str(error)
        if not worker.is_cancelled and self.is_attached:
            self.app.call_from_thread(self._show_if_asked, view, found)

    def _show_if_asked(self, view: ExploreView, found: Found | str) -> None:
        if view != self._view:
            return
        if isinstance(found, str):
            self._say(found)
        else:
            self._show(found)

    def _show(self, found: Found) -> None:
        # The same question asked of a catalogue that was read anew leaves the cursor where it is.
        is_same = self._found is not None and (found.line, found.sort) == (self._found.line, self._found.sort)
        self._found = found
        listed = self.query_one(RecordList)
        cursor = listed.cursor if is_same else 0
        listed.show(found, cursor=cursor, empty=f"{found.said[:1].upper()}{found.said[1:]}. {_EMPTY}")
        listed.marked = frozenset(self.desk.marked)
        listed.sort = _arrow(self._view.sort)
        if not len(found):
            # No record is meant any more, and none may look so.
            self._current = None
            self.query_one("#page", PageView).show(Page(()))
        self._say(found.said)
        if self.has_class("-facets"):
            self._count(found)

    def _say(self, text: str) -> None:
        self._said = text
        self.say_where()

    def say_where(self, more: str = "") -> None:
        """Write how many fit beside the path; the words themselves stand in the box below."""
        marks = f"  [{len(self.desk.marked)} marked]" if self.desk.marked else ""
        self.query_one("#crumbs", Static).update(Text(visible(f"dftz > Explore{marks}  {more or self._said}")))

    # ---- facets

    def action_facets(self) -> None:
        """Go to what can be chosen, with how much there is of it; from there, hide it."""
        self._wants_facets = not self.query_one("#facets").has_focus
        self._arrange(self.size.width)
        self.query_one("#facets" if self._wants_facets else "#list").focus()

    @work(thread=True, exclusive=True, group="facets", exit_on_error=False)
    def _count(self, found: Found) -> None:
        counts = found.facets()
        if found is self._found and self.is_attached:
            self.app.call_from_thread(self._show_facets, counts)

    def _show_facets(self, counts: Facets) -> None:
        signs = ASCII_SIGNS if self.desk.ascii_only else Signs()
        self.query_one(FacetList).show(counts, self._view.query, signs)

    @on(OptionList.OptionSelected, "#facets")
    def _facet_chosen(self, event: OptionList.OptionSelected) -> None:
        self.ask(self._view._replace(query=turned(self._view.query, event.option_id or "")))

    # ---- the list

    @on(Highlighted, "#list")
    def _under_cursor(self, event: Highlighted) -> None:
        # The row may be one of a catalogue that was read anew meanwhile.
        card = self.desk.catalogue.cards.peek(event.id)
        self._current = event.id if card is not None else None
        if card is not None and not self.has_class("-narrow"):
            page = record_page(self.desk.catalogue, card, ascii_only=self.desk.ascii_only)
            self.query_one("#page", PageView).show(page)

    @on(Opened, "#list")
    def _opened(self, event: Opened) -> None:
        self.dftz.open_record(event.id)

    @on(MarksChanged, "#list")
    def _marked(self, event: MarksChanged) -> None:
        self.desk.mark(event.ids)
        self.say_where()

    @on(SortAsked, "#list")
    def _title_clicked(self, event: SortAsked) -> None:
        field = {"match": "", "status": "status"}.get(event.column, event.column)
        again = self._view.sort == field
        self.ask(self._view._replace(sort=f"-{field}" if again and field else field))

    # ---- keys

    def action_search(self) -> None:
        """Go to the box."""
        box = self.query_one("#line", Input)
        box.focus()
        box.cursor_position = len(box.value)

    def action_back(self) -> None:
        """Leave the box or the facets, then take the words back, then leave the place."""
        if not self.query_one(RecordList).has_focus:
            if self.query_one("#facets").has_focus and self.size.width < _WITH_FACETS:
                self._wants_facets = None
                self._arrange(self.size.width)
            self.query_one(RecordList).focus()
        elif self._view.query or self._view.sort:
            self.ask(ExploreView())
        else:
            super().action_back()

    def action_clear(self) -> None:
        """Take all words, filters and the order back."""
        self.ask(ExploreView())

    @work
    async def action_sort(self) -> None:
        """Choose an order."""
        chosen = await self.app.push_screen_wait(Choose("Sort by", _SORTS, chosen=self._view.sort.lstrip("-")))
        if chosen is not None:
            self.ask(self._view._replace(sort=chosen))

    def action_next(self) -> None:
        """Go to the next row."""
        self.query_one(RecordList).action_cursor_down()

    def action_previous(self) -> None:
        """Go to the row before."""
        self.query_one(RecordList).action_cursor_up()

    def action_mark(self) -> None:
        """Mark the record under the cursor."""
        self.query_one(RecordList).action_mark()


def _arrow(sort: str) -> Sort | None:
    return Sort(sort.lstrip("-"), sort.startswith("-")) if sort else None
