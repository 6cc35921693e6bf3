"""What every place of the application has: a breadcrumb, a footer, and the keys that work everywhere.

A place says what its view is and which record is meant; copying, exporting, shortlists and help are done here.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from typing import TYPE_CHECKING, Any, ClassVar, Final, cast

from rich.text import Text
from textual import work
from textual.app import ComposeResult
from textual.binding import BindingsMap
from textual.containers import Vertical
from textual.events import Resize
from textual.screen import Screen
from textual.widgets import Static
from textual.worker import Worker, WorkerState

from dftzcli.errors import UsageError
from dftzcli.render.escape import visible
from dftzcli.render.page import Grid, Heading, Page, Pairs, Paragraph
from dftzcli.render.result import Result, listing
from dftzcli.search.cards import Deck
from dftzcli.tui import copying, keys
from dftzcli.tui.desk import Desk
from dftzcli.tui.dialogs import Ask, Choose, Read
from dftzcli.tui.exporting import FileIsThere, Making, as_text, export, merged
from dftzcli.tui.views import CompareView, PlaceName, View, command_line, python_line
from dftzcli.tui.widgets.key_line import KeyLine

if TYPE_CHECKING:
    from dftzcli.brief import Asked
    from dftzcli.tui.app import Dftz

# What the layout is made for; below it a sentence says so.
LEAST: Final = (60, 16)
_IDS: Final = frozenset(action.id for action in keys.ACTIONS)
BREAKPOINTS: Final = [(0, "-narrow"), (80, "-two"), (120, "-three")]


class Place(Screen[None]):
    """A place: its name, its view, and the record that an action is about."""

    place: ClassVar[PlaceName]
    HORIZONTAL_BREAKPOINTS = BREAKPOINTS
    # By default, so that the CSS of a place is added to it; what is too small to be seen keeps its focus below #small.
    DEFAULT_CSS = """
    Place { layers: base over; overflow: hidden; }
    Place #crumbs { height: 1; background: $panel; color: $text; padding: 0 1; }
    Place #crumbs { text-wrap: nowrap; text-overflow: ellipsis; }
    Place.-ascii Static { text-overflow: clip !important; }
    Place #body { height: 1fr; }
    Place #small {
        display: none; layer: over; width: 100%; height: 100%; content-align: center middle; background: $background;
    }
    Place.-small #small { display: block; }
    """

    def __init_subclass__(cls, **settings: Any) -> None:
        """Give a place the bindings of the table of actions."""
        if "place" in cls.__dict__:
            cls.BINDINGS = [*keys.bindings(cls.place)]
        super().__init_subclass__(**settings)

    def __init__(self, desk: Desk) -> None:
        """Take what all places share, and the keys as the settings have them."""
        super().__init__()
        self.desk = desk
        self.set_class(desk.ascii_only, "-ascii")
        if desk.actions != keys.ACTIONS:
            # Without ids, so that the keymap of the widgets leaves their order and names alone.
            own = [replace(binding, id=None) for binding in keys.bindings(self.place, desk.actions)]
            others = [binding for key, binding in self._bindings if binding.id not in _IDS]
            self._bindings = BindingsMap([*own, *others])

    # ---- what a place says of itself

    @property
    def view(self) -> View:
        """What is shown now."""
        raise NotImplementedError

    @property
    def current(self) -> str | None:
        """The record that an action is about, or None."""
        return None

    def shown_ids(self) -> tuple[str, ...]:
        """Return the ids of what is shown, in order: what an export of records holds."""
        return (self.current,) if self.current else ()

    def shown_cards(self) -> Deck:
        """Return the cards of what is shown."""
        return merged(map(self.desk.catalogue.cards.one, self.shown_ids()))

    def result(self) -> Result:
        """Return what is shown as the result that a format writes."""
        catalogue, deck = self.desk.catalogue, self.shown_cards()
        kinds = {card["kind"] for card in deck}
        kind = deck[0]["kind"] if len(kinds) == 1 else None
        query = {"text": command_line(self.view)}
        return listing(catalogue, deck, kind=kind, total=len(deck), query=query)

    def contents(self) -> ComposeResult:
        """Yield the widgets between breadcrumb and footer."""
        raise NotImplementedError

    # ---- layout

    def compose(self) -> ComposeResult:
        """Lay out breadcrumb, contents and footer."""
        yield Static(id="crumbs", markup=False)
        with Vertical(id="body"):
            yield from self.contents()
        yield Static(id="small", markup=False)
        yield KeyLine()

    def on_screen_resume(self) -> None:
        """Say where one is whenever one comes back."""
        self.say_where()

    def on_resize(self, event: Resize) -> None:
        """Say so where the terminal is too small to be of use; everything stays where it is."""
        width, height = event.size
        is_small = width < LEAST[0] or height < LEAST[1]
        self.set_class(is_small, "-small")
        if is_small:
            text = f"dftz needs {LEAST[0]} by {LEAST[1]} cells; this is {width} by {height}"
            self.query_one("#small", Static).update(Text(text))

    def say_where(self, more: str = "") -> None:
        """Write the breadcrumb: the path, and what there is to say of what is shown."""
        path = " > ".join(place.view.title for place in self.app.screen_stack if isinstance(place, Place))
        marks = f"  [{len(self.desk.marked)} marked]" if self.desk.marked else ""
        said = f"  {more}" if more else ""
        # The day first: a narrow terminal cuts the end, and without it nothing else would be read rightly.
        day = f" as of {self.desk.day}" if self.desk.day else ""
        text = visible(f"dftz{day} > {path}{said}{marks}")
        self.query_one("#crumbs", Static).update(Text(text, overflow="ellipsis"))

    def line(self, *more: str) -> str:
        """Return the line a shell takes for what is shown, as of the day it is shown for."""
        return command_line(self.view, *more, day=self.desk.day)

    @property
    def dftz(self) -> Dftz:
        """The application."""
        return cast("Dftz", self.app)

    def tell(self, text: str, *, is_error: bool = False) -> None:
        """Say something for a few seconds; data never reaches it as markup."""
        self.dftz.tell(text, is_error=is_error)

    def on_worker_state_changed(self, event: Worker.StateChanged) -> None:
        """Say what went wrong beside the screen; what is shown stays."""
        if event.state is WorkerState.ERROR and event.worker.error is not None:
            self.dftz.tell_trouble("that did not work, what is shown stays", event.worker.error)

    # ---- keys that work everywhere

    def action_back(self) -> None:
        """Go back one step: to the record before, and from the first to the overview."""
        if len(self.app.screen_stack) > 1:
            self.app.pop_screen()
        else:
            self.dftz.go("overview")

    def action_quit(self) -> None:
        """Go back one step, and leave from the last."""
        if len(self.app.screen_stack) > 1:
            self.app.pop_screen()
        else:
            self.app.exit()

    def action_open(self) -> None:
        """Open the record that is meant."""
        if self.current:
            self.dftz.open_record(self.current)

    def action_search(self) -> None:
        """Go to the search box."""
        self.dftz.search()

    def action_help(self) -> None:
        """List every key that works here, made from the same table as the keys."""
        rows = keys.help_rows(self.place, self.desk.actions)
        blocks: list[Any] = [
            Paragraph(
                "Screen readers: `dftz browse --linear` offers the same as plain numbered text. With Shift or Option "
                "held the mouse selects text."
            )
        ]
        for group in dict.fromkeys(row.group for row in rows):
            blocks += [
                Heading(group),
                Grid(
                    ("Key", "What it does", "On the command line"),
                    tuple((row.keys or "palette", row.title, row.command) for row in rows if row.group == group),
                ),
            ]
        self.app.push_screen(Read("Keys", Page(tuple(blocks))))

    def action_show_command(self) -> None:
        """Show the command line and the Python line that give this very view."""
        python = Paragraph("In Python: from dftzcli import open_catalogue; catalogue = open_catalogue()")
        shell, code = self.line(), python_line(self.view, day=self.desk.day)
        page = Page((Pairs((("Shell", shell), ("Python", code))), python))
        self.app.push_screen(Read("This view, elsewhere", page))

    @work
    async def action_copy(self) -> None:
        """Copy something of what is shown."""
        options = [("command", f"the command line: {self.line()}"), ("ids", "the ids of what is shown")]
        if self.current:
            options = [
                ("id", f"the id: {self.current}"), ("row", "the row, with value, unit, period and source"),
                ("md", "the record as Markdown"), ("json", "the record as JSON"),
                ("citation", "what it is cited from"), *copying.CITED, *options,
            ]  # fmt: skip
        chosen = await self.app.push_screen_wait(Choose("Copy", options))
        if chosen is not None:
            copied = self._copied(chosen)
            if copied:
                self.dftz.copy(copied, dict(options)[chosen].partition(":")[0])
            else:
                self.tell("there is nothing of that to copy")

    def _copied(self, what: str) -> str:
        if what == "command":
            return self.line()
        if what == "ids" or self.current is None:
            return "\n".join(self.shown_ids())
        catalogue = self.desk.catalogue
        if what == "id":
            return self.current
        if what in ("row", "citation"):
            return (copying.row if what == "row" else copying.citation)(catalogue.item(self.current))
        if what.startswith("cite:"):
            return copying.cited(catalogue, self.current, what)
        return as_text(copying.whole(catalogue, self.current, ascii_only=self.desk.ascii_only), what)

    def action_export(self) -> None:
        """Write what is shown to a file; a file that is there is only replaced when that is wanted.

        What is written is made beside the screen while the name of the file is asked for: Esc gives all of it up.
        """
        making = Making(lambda path: self.line("-o", path))
        asked = Ask("Export to", value=f"dftz-{self.place}.csv", hint=making.hint)
        self._make(making, asked)
        self._ask_where(making, asked)

    @work(thread=True, group="make", exclusive=True, exit_on_error=False)
    def _make(self, making: Making, asked: Ask) -> None:
        try:
            making.take(self._dated(self.result()))
        except Exception as error:
            making.fail(error)
        if self.is_attached:
            self.app.call_from_thread(asked.again)

    def _dated(self, result: Result) -> Result:
        """Return a result that knows its day and where its documents are looked up, as that of a command does."""
        if result.cards is None:
            result = result._replace(cards=self.desk.catalogue.cards)
        return result._replace(query=result.query | {"as_of": self.desk.day}) if self.desk.day else result

    @work
    async def _ask_where(self, making: Making, asked: Ask) -> None:
        path = await self.app.push_screen_wait(asked)
        if path is not None:
            self._write(making, path)

    @work(thread=True, group="write", exit_on_error=False)
    def _write(self, making: Making, path: str, *, force: bool = False) -> None:
        say = self.app.call_from_thread
        try:
            say(self.tell, export(making.result(), path, force=force).describe())
        except FileIsThere:
            say(self._ask_to_replace, making, path)
        except UsageError as error:
            say(self.tell, f"{error.message}; {error.fix}", is_error=True)
        except Exception as error:
            say(self.dftz.tell_trouble, f"nothing was written to {path}", error)

    @work
    async def _ask_to_replace(self, making: Making, path: str) -> None:
        options = [("no", "Leave it"), ("yes", "Replace it")]
        if await self.app.push_screen_wait(Choose(f"{path} is there already", options)) == "yes":
            self._write(making, path, force=True)

    def briefed(self) -> Asked | None:
        """Return what a brief from here is about: what is marked, or the record that is meant; None for nothing."""
        from dftzcli.brief import Asked

        ids = self.desk.marked or ((self.current,) if self.current else ())
        return Asked(ids=tuple(ids)) if ids else None

    @work
    async def action_brief(self) -> None:
        """Write the brief of an investor to a file."""
        asked = self.briefed()
        if asked is None:
            self.tell("nothing is marked and no record is meant", is_error=True)
            return
        from dftzcli.tui.briefing import ask_to_brief

        await ask_to_brief(self, asked)

    @work
    async def action_shortlist(self) -> None:
        """Put what is marked, or the record that is meant, on a shortlist."""
        ids = self.desk.marked or ((self.current,) if self.current else ())
        if self.desk.workspace is None or not ids:
            self.tell("nothing is marked and no record is meant" if not ids else "there is no workspace", is_error=True)
            return
        from dftzcli.tui.shortlisting import put

        await put(self, self.desk.workspace, ids)

    def action_compare(self) -> None:
        """Put what is marked side by side."""
        marked: Iterable[str] = self.desk.marked
        ids = tuple(marked) or ((self.current,) if self.current else ())
        self.dftz.compare(CompareView(ids))

    def action_open_source(self) -> None:
        """Open the document that the record is cited from: its own address where it has one, else its record."""
        if self.current is None:
            self.tell("no record is meant here that would have a source")
            return
        cited = copying.sources_of(self.desk.catalogue, self.current)
        found = next((source for source in cited if source["url"]), None)
        if found is not None:
            self.dftz.browse(found["url"])
        elif not cited:
            self.tell("the record cites no document")
        elif cited[0]["id"] == self.current:
            self.tell(f"{self.current} has no address on record; the catalogue says what it is and who published it")
        else:
            self.dftz.open_record(cited[0]["id"])
            others = ", ".join(source["id"] for source in cited[1:])
            also = f"; also cited: {others}" if others else ""
            self.tell(f"{cited[0]['id']} has no address on record: this is what is known of it{also}")

    @work
    async def action_as_of(self) -> None:
        """Ask for a day, and show everything as of it; a day that is none is asked for again."""
        day, trouble = self.desk.day or "", ""
        while True:
            hint = f"{trouble}a day, month or year, or today; empty for the date of the data"
            asked = await self.app.push_screen_wait(Ask("Show everything as of", value=day, hint=hint))
            if asked is None:
                return
            try:
                self.dftz.show_day(asked.strip())
            except UsageError as error:
                day, trouble = asked, f"{error.message}; "
            else:
                return

    def action_reload(self) -> None:
        """Read the catalogue anew."""
        self.dftz.reload()
