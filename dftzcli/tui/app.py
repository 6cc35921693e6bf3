"""The application: places that are gone to by key, mouse or palette, over one catalogue.

It reads what the command line reads and computes nothing of its own.
"""

from __future__ import annotations

import gc
import os
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING, ClassVar, NamedTuple

from textual.app import App
from textual.binding import BindingType
from textual.screen import Screen

from dftzcli.catalogue import Catalogue
from dftzcli.errors import DftzError
from dftzcli.render.escape import visible
from dftzcli.tui import keys, themes
from dftzcli.tui.desk import Desk
from dftzcli.tui.palette import Actions, Records
from dftzcli.tui.place import Place
from dftzcli.tui.places.explore import Explore
from dftzcli.tui.places.record import Record
from dftzcli.tui.views import (
    CompareView,
    ExploreView,
    FiguresView,
    OverviewView,
    PlaceName,
    RecordView,
    ShortlistView,
    SourcesView,
    View,
    view_of,
)

if TYPE_CHECKING:
    from dftzcli.paths import Paths

Opener = Callable[[], Catalogue]


class Dftz(App[None]):
    """Find, read, compare and keep records."""

    TITLE = "dftz"
    COMMANDS = {Actions, Records}  # noqa: RUF012 - declared so by Textual
    BINDINGS: ClassVar[list[BindingType]] = []
    ENABLE_COMMAND_PALETTE = True

    def __init__(
        self,
        desk: Desk,
        *,
        view: View | None = None,
        ansi: bool = False,
        theme: str | None = None,
        reopen: Opener | None = None,
        state: Path | None = None,
    ) -> None:
        """Take the desk, what is shown first, and how to read the catalogue again; `state` is for what cannot be
        copied.
        """
        super().__init__(ansi_color=ansi)
        self.desk = desk
        self._first = view or OverviewView()
        self._theme_asked = theme
        self._reopen = reopen
        self._state = state
        themes.registered(self)

    def on_mount(self) -> None:
        """Take the theme and the keys of the settings, and go to the first view."""
        self.theme = self._theme_asked or themes.DEFAULT
        self.set_keymap(keys.keymap(self.desk.actions))
        self.show(self._first)

    # ---- going

    def go(self, place: PlaceName) -> None:
        """Go to a place as it was left; the record last opened is the one that is gone to."""
        if place == "record":
            if self.desk.last_record is None:
                self.tell("no record has been opened yet: Enter on one in a list opens it")
            else:
                self.open_record(self.desk.last_record)
            return
        views: dict[PlaceName, View] = {
            "overview": OverviewView(),
            "explore": ExploreView(),
            "figures": FiguresView(),
            "compare": CompareView(self.desk.marked),
            "shortlist": ShortlistView(),
            "sources": SourcesView(),
        }
        self.show(views[place], is_asked=False)

    def show(self, view: View, *, is_asked: bool = True) -> None:
        """Show a view in its place; a place that is there already keeps what it shows unless another is asked for."""
        if isinstance(view, RecordView):
            self.open_record(view.id)
            return
        if view.place not in self._modes_made:
            self._modes_made.add(view.place)
            self.add_mode(view.place, lambda: self._made(view))
            self.switch_mode(view.place)
            return
        self.switch_mode(view.place)
        place = self.screen_stack[0]
        if is_asked or isinstance(view, CompareView):
            while len(self.screen_stack) > 1:
                self.pop_screen()
            ask = getattr(place, "ask", None)
            if ask is not None:
                ask(view)

    @property
    def _modes_made(self) -> set[str]:
        made: set[str] = self.__dict__.setdefault("_made_modes", set())
        return made

    def _made(self, view: View) -> Screen[None]:
        """Make the place of a view; each is imported when it is first gone to."""
        if isinstance(view, ExploreView):
            return Explore(self.desk, view)
        if isinstance(view, FiguresView):
            from dftzcli.tui.places.figures import Figures

            return Figures(self.desk, view)
        if isinstance(view, CompareView):
            from dftzcli.tui.places.compare import Compare

            return Compare(self.desk, view)
        if isinstance(view, ShortlistView):
            from dftzcli.tui.places.shortlist import Shortlists

            return Shortlists(self.desk, view)
        if isinstance(view, SourcesView):
            from dftzcli.tui.places.sources import Sources

            return Sources(self.desk, view)
        from dftzcli.tui.places.overview import Overview

        return Overview(self.desk)

    def open_record(self, identity: str) -> None:
        """Lay a record over what is shown."""
        if not self._modes_made:
            self.show(ExploreView())
        self.desk.last_record = identity
        self.push_screen(Record(self.desk, identity))

    def compare(self, view: CompareView) -> None:
        """Put some records side by side, or say how many it takes."""
        if len(view.ids) < 2:
            self.tell("mark two to six records of one kind with Space, then press c")
            return
        self.show(view)

    def search(self, query: str = "") -> None:
        """Go to the search box."""
        self.show(ExploreView(query), is_asked=bool(query))
        self.call_after_refresh(self._focus_search)

    def _focus_search(self) -> None:
        while len(self.screen_stack) > 1:
            self.pop_screen()
        place = self.screen
        if isinstance(place, Explore):
            place.action_search()

    # ---- what every place can ask for

    def tell(self, text: str, *, is_error: bool = False) -> None:
        """Say something for a few seconds; data never reaches it as markup."""
        self.notify(visible(text), severity="error" if is_error else "information", markup=False, timeout=8)

    def copy(self, text: str, what: str) -> None:
        """Copy a text: by the terminal, and into a file for terminals that cannot."""
        self.copy_to_clipboard(text)
        where = ""
        if self._state is not None:
            try:
                self._state.mkdir(mode=0o700, parents=True, exist_ok=True)
                path = self._state / "copied.txt"
                path.write_text(text, encoding="utf-8")
                where = f"; also in {path}"
            except OSError:
                where = ""
        self.tell(f"copied {what}{where}")

    def reload(self) -> None:
        """Read the catalogue again; what is shown stays when that cannot be done."""
        if self._reopen is None:
            return
        try:
            catalogue = self._reopen()
        except (DftzError, OSError) as error:
            self.tell(f"the catalogue cannot be read, what is shown stays: {error}", is_error=True)
            return
        self.desk.catalogue = catalogue
        place = self.screen_stack[0]
        ask = getattr(place, "ask", None)
        if ask is not None and isinstance(place, Place):
            ask(place.view)
        self.tell(f"read again: dataset {catalogue.dataset.version}")

    def action_go(self, place: PlaceName) -> None:
        """Go to a place."""
        self.go(place)

    def action_release_mouse(self) -> None:
        """Say how the terminal's own selection works while the application has the mouse."""
        self.tell("hold Shift (Option on a Mac) and drag: the terminal selects; mouse = false in the settings frees it")


class Start(NamedTuple):
    """What an application is started with: the view as (place, ids, query, indicators), as a shell gives it."""

    catalogue: Catalogue
    view: tuple[str, tuple[str, ...], str, tuple[str, ...]]
    theme: str | None
    paths: Paths
    reopen: Opener | None = None


def start(asked: Start) -> None:
    """Open the application on a terminal; UsageError for a view, a setting or a key that cannot be meant.

    Textual takes an empty NO_COLOR for a set one, and under a set one still sends greys unless it keeps to the
    terminal's own colours: no-color.org wants neither.
    """
    from dftzcli import settings
    from dftzcli.store.workspace import Workspace, workspace_path

    gc.enable()
    if os.environ.get("NO_COLOR") == "":
        del os.environ["NO_COLOR"]
    place, ids, query, indicators = asked.view
    view = view_of(place, ids, query=query, indicators=indicators)
    chosen = settings.resolve(
        {} if asked.theme is None else {"theme": asked.theme},
        file=settings.settings_file(asked.paths.config),
        themes=themes.NAMES,
        actions=[action.id for action in keys.ACTIONS],
    )
    if not chosen.animations:
        os.environ.setdefault("TEXTUAL_ANIMATIONS", "none")
    desk = Desk(
        asked.catalogue,
        workspace=Workspace(workspace_path(asked.paths.data)),
        actions=keys.remap(keys.ACTIONS, chosen.keys),
    )
    is_plain = bool(os.environ.get("NO_COLOR"))
    theme = themes.WITHOUT_COLOUR if is_plain else chosen.theme
    Dftz(desk, view=view, ansi=is_plain, theme=theme, reopen=asked.reopen, state=asked.paths.state).run(
        mouse=chosen.mouse
    )
