"""The application: places that are gone to by key, mouse or palette, over one catalogue.

It reads what the command line reads and computes nothing of its own.
"""

from __future__ import annotations

import gc
import os
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING, Any, ClassVar

from textual import work
from textual.binding import BindingType

from dftzcli.catalogue import Catalogue
from dftzcli.errors import UsageError
from dftzcli.tui import in_ascii, keys, outside, remembered, themes
from dftzcli.tui.desk import Desk
from dftzcli.tui.making import place_for
from dftzcli.tui.palette import Actions, Palette, Records
from dftzcli.tui.place import Place
from dftzcli.tui.places.explore import Explore
from dftzcli.tui.places.record import Record
from dftzcli.tui.services import Services
from dftzcli.tui.views import (
    CompareView,
    ExploreView,
    FiguresView,
    MatchView,
    OverviewView,
    PlaceName,
    RecordView,
    ShortlistView,
    SourcesView,
    View,
    view_of,
)
from dftzcli.tuples import NamedTuple

if TYPE_CHECKING:
    from dftzcli.analysis.matching.profile import Profile
    from dftzcli.paths import Paths

Opener = Callable[[], Catalogue]


class Dftz(Services):
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
        animations: bool = True,
        notice: str = "",
    ) -> None:
        """Take the desk, what is shown first, how to read the catalogue again, and what is to be told at once."""
        super().__init__(ansi=ansi, animations=animations, state=state)
        self.desk = desk
        self.left: View | None = None
        self._first = view or OverviewView()
        self._theme_asked = theme
        self._reopen = reopen
        self._notice = notice
        themes.registered(self)

    def on_mount(self) -> None:
        """Take the theme and the keys of the settings, and go to the first view."""
        self.theme = self._theme_asked or themes.DEFAULT
        self.set_keymap(keys.keymap(self.desk.actions))
        self.show(self._first)
        if self._notice:
            self.tell(self._notice)

    def exit(self, *given: Any, **more: Any) -> None:
        """Leave, and remember what is shown."""
        places = [place for place in self.screen_stack if isinstance(place, Place)] if self._modes_made else []
        self.left = places[-1].view if places else None
        super().exit(*given, **more)

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
            "match": MatchView(),
        }
        self.show(views[place], is_asked=False)

    def show(self, view: View, *, is_asked: bool = True) -> None:
        """Show a view in its place; a place that is there already keeps what it shows unless another is asked for."""
        if isinstance(view, RecordView):
            self.open_record(view.id)
            return
        if view.place not in self._modes_made:
            self._modes_made.add(view.place)
            self.add_mode(view.place, lambda: place_for(self.desk, view))
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
        self.hold_keys()
        self.show(ExploreView(query), is_asked=bool(query))
        self.call_after_refresh(self._focus_search)

    def _focus_search(self) -> None:
        while len(self.screen_stack) > 1:
            self.pop_screen()
        place = self.screen
        if isinstance(place, Explore):
            place.action_search()
        # The focus moves with the next message, and this comes behind it.
        self.call_later(self.release_keys)

    # ---- what every place can ask for

    def reload(self) -> None:
        """Read the catalogue again; what is shown stays when that cannot be done."""
        if self._reopen is None:
            self.tell("this catalogue cannot be read again")
        else:
            self._read_again(self._reopen)

    @work(thread=True, exclusive=True, group="reload", exit_on_error=False)
    def _read_again(self, reopen: Opener) -> None:
        try:
            catalogue = reopen()
        except Exception as error:
            self.call_from_thread(self.tell_trouble, "the catalogue cannot be read, what is shown stays", error)
            return
        self.call_from_thread(self._take, catalogue)

    def _take(self, catalogue: Catalogue) -> None:
        """Show another catalogue in every place that there is; marks of records that are gone are taken away."""
        self.desk.take(catalogue)
        self.desk.mark(frozenset(one for one in self.desk.marked if catalogue.cards.name(one)))
        self._show_anew()
        self.tell(
            f"read again: dataset {catalogue.dataset.version}" + (f"; {catalogue.notice}" if catalogue.notice else "")
        )

    def show_day(self, day: str) -> None:
        """Show everything as of a day, for an empty text of the date of the data; UsageError for what is no date."""
        self.desk.show_day(day)
        self._show_anew()
        if self.desk.day is None:
            self.tell(f"as of the date of the data again: {self.desk.catalogue.as_of}")
        else:
            self.tell(f"as of {self.desk.day}: statuses by their dates, without figures of later periods")

    def _show_anew(self) -> None:
        """Show the catalogue of the desk in every place that there is."""
        for stack in self._screen_stacks.values():
            for place in stack:
                ask = getattr(place, "ask", None)
                if ask is not None and isinstance(place, Place) and place.is_mounted:
                    ask(place.view)
        if isinstance(self.screen, Place):
            self.screen.say_where()

    def action_command_palette(self) -> None:
        """Offer every action and every record."""
        if not isinstance(self.screen, Palette):
            self.push_screen(Palette(id="--command-palette"))

    def action_go(self, place: PlaceName) -> None:
        """Go to a place."""
        self.go(place)


class Start(NamedTuple):
    """What an application is started with: the view as (place, ids, query, indicators), as a shell gives it.

    `restores`: whether the view that was left may take the place of this one, because none was asked for. `day` is what
    everything is shown as of, `profile` what is known of a firm.
    """

    catalogue: Catalogue
    view: tuple[str, tuple[str, ...], str, tuple[str, ...]]
    theme: str | None
    paths: Paths
    reopen: Opener | None = None
    restores: bool = False
    day: str | None = None
    profile: Profile | None = None


def start(asked: Start) -> tuple[str, ...]:
    """Open the application on a terminal and return the ids that are marked when it is left.

    UsageError for a view, a setting or a key that cannot be meant; what ended the application is raised once the
    terminal is as it was.
    """
    # What was read so far stays: to go over it again would hold up the screen.
    gc.freeze()
    gc.enable()
    app, mouse = _made(asked)
    if app.desk.ascii_only:
        in_ascii.draw()
    with outside.output_aside():
        app.run(mouse=mouse)
    if app.fault is not None:
        raise app.fault
    if app.left is not None:
        remembered.keep_view(asked.paths.state, app.left)
    return app.desk.marked


def _made(asked: Start) -> tuple[Dftz, bool]:
    """Make the application as the settings want it, and say whether it takes the mouse.

    Textual takes an empty NO_COLOR for a set one, and under a set one still sends greys unless it keeps to the
    terminal's own colours: no-color.org wants neither.
    """
    from dftzcli import settings
    from dftzcli.store.workspace import Workspace, workspace_path

    if os.environ.get("NO_COLOR") == "":
        del os.environ["NO_COLOR"]
    is_plain = bool(os.environ.get("NO_COLOR"))
    place, ids, query, indicators = asked.view
    view = view_of(place, ids, query=query, indicators=indicators)
    chosen = settings.resolve(
        {} if asked.theme is None else {"theme": asked.theme},
        file=settings.settings_file(asked.paths.config),
        themes=themes.NAMES,
        actions=[action.id for action in keys.ACTIONS],
    )
    notice = ""
    if asked.restores and chosen.restore_view:
        try:
            view = remembered.last_view(asked.paths.state) or view
        except UsageError as error:
            notice = f"{error.message}; {error.fix}"
    desk = Desk(
        asked.catalogue,
        workspace=Workspace(workspace_path(asked.paths.data)),
        actions=keys.remap(keys.ACTIONS, chosen.keys),
        ascii_only=in_ascii.is_needed(),
        day=asked.day,
        profile=asked.profile,
    )
    app = Dftz(
        desk,
        view=view,
        ansi=is_plain,
        theme=themes.WITHOUT_COLOUR if is_plain else chosen.theme,
        reopen=asked.reopen,
        state=asked.paths.state,
        animations=chosen.animations,
        notice=notice,
    )
    app.has_mouse = chosen.mouse
    return app, chosen.mouse
