"""What every place of the application has: a breadcrumb, a footer, and the keys that work everywhere.

A place says what its view is and which record is meant; copying, exporting, shortlists and help are done here.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING, Any, ClassVar, Final, cast

from rich.text import Text
from textual import work
from textual.app import ComposeResult
from textual.containers import Vertical
from textual.events import Resize
from textual.screen import Screen
from textual.widgets import Footer, Static

from dftzcli.errors import DftzError
from dftzcli.render.escape import visible
from dftzcli.render.page import Grid, Heading, Page, Pairs, Paragraph
from dftzcli.render.result import Result, listing
from dftzcli.search.cards import Deck
from dftzcli.tui import keys
from dftzcli.tui.desk import Desk
from dftzcli.tui.dialogs import Ask, Choose, Read
from dftzcli.tui.exporting import as_text, export
from dftzcli.tui.views import CompareView, PlaceName, View, command_line

if TYPE_CHECKING:
    from dftzcli.tui.app import Dftz

# What the layout is made for; below it a sentence says so.
LEAST: Final = (60, 16)
BREAKPOINTS: Final = [(0, "-narrow"), (80, "-two"), (120, "-three")]


class Place(Screen[None]):
    """A place: its name, its view, and the record that an action is about."""

    place: ClassVar[PlaceName]
    HORIZONTAL_BREAKPOINTS = BREAKPOINTS
    # By default, so that the CSS of a place is added to it; what is too small to be seen keeps its focus below #small.
    DEFAULT_CSS = """
    Place { layers: base over; overflow: hidden; }
    Place #crumbs { height: 1; background: $panel; color: $text; padding: 0 1; }
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
        """Take what all places share."""
        super().__init__()
        self.desk = desk

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

    def result(self) -> Result:
        """Return what is shown as the result that a format writes."""
        catalogue = self.desk.catalogue
        deck = Deck([])
        for identity in self.shown_ids():
            deck = deck + catalogue.cards.one(identity)
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
        yield Footer(show_command_palette=False)

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
        self.query_one("#crumbs", Static).update(Text(visible(f"dftz > {path}{said}{marks}"), overflow="ellipsis"))

    @property
    def dftz(self) -> Dftz:
        """The application."""
        return cast("Dftz", self.app)

    def tell(self, text: str, *, is_error: bool = False) -> None:
        """Say something for a few seconds; data never reaches it as markup."""
        self.notify(visible(text), severity="error" if is_error else "information", markup=False, timeout=8)

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
        shell, code = command_line(self.view), self.view.python
        page = Page((Pairs((("Shell", shell), ("Python", code))), python))
        self.app.push_screen(Read("This view, elsewhere", page))

    @work
    async def action_copy(self) -> None:
        """Copy something of what is shown."""
        options = [("command", f"the command line: {command_line(self.view)}"), ("ids", "the ids of what is shown")]
        if self.current:
            options = [
                ("id", f"the id: {self.current}"), ("row", "the row, with value, unit, period and source"),
                ("md", "the record as Markdown"), ("json", "the record as JSON"),
                ("citation", "what it is cited from"), *options,
            ]  # fmt: skip
        chosen = await self.app.push_screen_wait(Choose("Copy", options))
        if chosen is not None:
            self.dftz.copy(self._copied(chosen), dict(options)[chosen].partition(":")[0])

    def _copied(self, what: str) -> str:
        from dftzcli.tui.copying import citation, row

        if what == "command":
            return command_line(self.view)
        if what == "ids" or self.current is None:
            return "\n".join(self.shown_ids())
        catalogue = self.desk.catalogue
        if what == "id":
            return self.current
        if what in ("row", "citation"):
            return (row if what == "row" else citation)(catalogue.item(self.current))
        deck = catalogue.cards.one(self.current)
        found = listing(catalogue, deck, kind=deck[0]["kind"], total=1, query={"text": f"dftz show {self.current}"})
        if what == "md":
            from dftzcli.render.record_page import record_page

            found = found._replace(page=record_page(catalogue, deck[0]))
        return as_text(found, what)

    @work
    async def action_export(self) -> None:
        """Write what is shown to a file; a file that is there is only replaced when that is wanted."""
        result = self.result()
        count = f"{len(result.items)} item{'s' * (len(result.items) != 1)}"
        hint = f"{count}; the ending chooses the format: csv, tsv, json, jsonl, md, txt, ids. Same as: " + command_line(
            self.view, "-o", "FILE"
        )
        path = await self.app.push_screen_wait(Ask("Export to", value=f"dftz-{self.place}.csv", hint=hint))
        if path is None:
            return
        try:
            self.tell(export(result, path).describe())
        except DftzError as error:
            if "exists" in error.message and await self._replaces(path):
                self._write(result, path)
            elif "exists" not in error.message:
                self.tell(f"{error.message}; {error.fix}", is_error=True)
        except OSError as error:
            self.tell(f"cannot write {path}: {error.strerror or error}", is_error=True)

    async def _replaces(self, path: str) -> bool:
        options = [("no", "Leave it"), ("yes", "Replace it")]
        return await self.app.push_screen_wait(Choose(f"{path} is there already", options)) == "yes"

    def _write(self, result: Result, path: str) -> None:
        try:
            self.tell(export(result, path, force=True).describe())
        except (DftzError, OSError) as error:
            self.tell(f"cannot write {path}: {error}", is_error=True)

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
        """Open the document that the record is cited from."""
        if self.current is None:
            return
        item = self.desk.catalogue.item(self.current)
        sources = item.get("sources") or []
        if sources and sources[0] != self.current:
            self.dftz.open_record(str(sources[0]))

    def action_reload(self) -> None:
        """Read the catalogue anew."""
        self.dftz.reload()
