"""Every action of the application in one table: its keys, where it works, and the command line that does the same.

Bindings, footer, help and palette are made from it, so that none of them can forget one. An action is carried out by
the method `action_ID` of the place, or by what `does` names. Keys are those that terminals pass reliably: letters,
digits, F1 to F10, arrows and Ctrl with a letter; what a terminal may keep for itself has another way.
"""

from __future__ import annotations

import string
from collections.abc import Mapping, Sequence
from itertools import combinations
from typing import Final

from textual.binding import Binding
from textual.keys import KEY_ALIASES, Keys

from dftzcli.errors import UsageError
from dftzcli.tui.views import PLACES, PlaceName
from dftzcli.tuples import NamedTuple

_BROWSE: Final = "dftz browse --linear"
# Places that have something to take back at once.
_CLEARED: Final[tuple[PlaceName, ...]] = ("explore", "figures", "shortlist", "sources", "match")


class Action(NamedTuple):
    """Something the application can be asked to do; `keys` are Textual's names, the first is the one that is shown.

    `command` is its command line form, with what the reader puts in in capitals.
    """

    id: str
    keys: tuple[str, ...]
    label: str
    group: str
    command: str
    places: tuple[PlaceName, ...] = PLACES
    opens_menu: bool = False
    does: str = ""

    @property
    def title(self) -> str:
        """The label for help and palette, with dots where a menu follows."""
        return f"{self.label}..." if self.opens_menu else self.label


class HelpRow(NamedTuple):
    """A line of the help: no keys where the user took them away and the palette alone is left."""

    group: str
    keys: str
    title: str
    command: str


ACTIONS: Final = (
    Action("cursor_up", ("up", "k"), "Up", "Move", _BROWSE),
    Action("cursor_down", ("down", "j"), "Down", "Move", _BROWSE),
    Action("cursor_left", ("left", "h"), "Left", "Move", _BROWSE),
    Action("cursor_right", ("right", "l"), "Right", "Move", _BROWSE),
    Action("page_up", ("pageup",), "Page up", "Move", _BROWSE),
    Action("page_down", ("pagedown",), "Page down", "Move", _BROWSE),
    Action("first", ("g", "home"), "First", "Move", _BROWSE),
    Action("last", ("G", "end"), "Last", "Move", _BROWSE),
    Action("next_pane", ("tab",), "Next pane", "Move", _BROWSE, does="app.focus_next"),
    Action("previous_pane", ("shift+tab",), "Previous pane", "Move", _BROWSE, does="app.focus_previous"),
    Action("open", ("enter",), "Open", "Move", "dftz show ID"),
    Action("back", ("escape", "backspace"), "Back", "Move", _BROWSE),
    Action("search", ("slash",), "Search", "Find", "dftz search WORDS"),
    Action("next", ("n",), "Next", "Find", "dftz compare ID ID --diff-only"),
    Action("previous", ("N",), "Previous", "Find", "dftz compare ID ID --diff-only"),
    Action("facets", ("f",), "Facets", "Find", "dftz search WORDS --facets"),
    Action("clear", ("x",), "Clear", "Find", "dftz list KIND --all", _CLEARED),
    Action("sort", ("s",), "Sort", "Find", "dftz list KIND --sort FIELD", opens_menu=True),
    Action("mark", ("space",), "Mark", "Find", "dftz shortlist add NAME ID"),
    Action("reload", ("r",), "Reload", "Find", "dftz data status"),
    Action("view", ("v",), "Chart", "Read", "dftz figures INDICATOR --series --chart", ("figures", "compare")),
    Action("unit", ("u",), "Unit", "Read", "dftz figures INDICATOR --unit UNIT", ("figures", "compare"), True),
    Action("period", ("p",), "Period", "Read", "dftz figures INDICATOR --period PERIOD", ("figures", "compare"), True),
    Action("differences", ("d",), "Differences", "Read", "dftz compare ID ID --diff-only", ("compare",)),
    Action("weights", ("w",), "Weights", "Read", "dftz compare ID ID --weight FIELD=NUMBER", ("compare",), True),
    Action("profile", ("p",), "Profile", "Read", "dftz match --profile FILE", ("match",), True),
    Action("matters", ("v",), "Matters", "Read", "dftz match --ask", ("match",)),
    Action("as_of", ("a",), "As of", "Read", "dftz overview --as-of DATE", opens_menu=True),
    Action("chinese", ("i",), "Chinese", "Read", "dftz show ID --fields id,name,name_zh", ("explore", "record")),
    Action("open_source", ("o",), "Source", "Read", "dftz show ID --fields id,citations"),
    Action("copy", ("y",), "Copy", "Take along", "dftz show ID --format md", opens_menu=True),
    Action("export", ("e",), "Export", "Take along", "dftz list KIND --output FILE", opens_menu=True),
    Action("show_command", ("E",), "Command", "Take along", "dftz help COMMAND", opens_menu=True),
    Action("shortlist", ("asterisk",), "Shortlist", "Take along", "dftz shortlist add NAME ID", opens_menu=True),
    Action("compare", ("c",), "Compare", "Take along", "dftz compare ID ID"),
    Action("brief", ("b",), "Brief", "Take along", "dftz brief ID --peers NAMES --output FILE", opens_menu=True),
    Action("write", ("w",), "Write", "Take along", "dftz match --profile FILE", ("match",), True),
    Action("copy_text", ("ctrl+c",), "Copy the selection", "Take along", "dftz show ID", does="screen.copy_text"),
    Action("go_overview", ("1",), "Overview", "Places", "dftz overview", does="app.go('overview')"),
    Action("go_explore", ("2",), "Explore", "Places", "dftz list KIND", does="app.go('explore')"),
    Action("go_record", ("3",), "Record", "Places", "dftz show ID", does="app.go('record')"),
    Action("go_figures", ("4",), "Figures", "Places", "dftz figures INDICATOR --series", does="app.go('figures')"),
    Action("go_compare", ("5",), "Compare", "Places", "dftz compare ID ID", does="app.go('compare')"),
    Action("go_shortlist", ("6",), "Shortlists", "Places", "dftz shortlist show NAME", does="app.go('shortlist')"),
    Action("go_sources", ("7",), "Sources", "Places", "dftz sources", does="app.go('sources')"),
    Action("go_match", ("8",), "Match", "Places", "dftz match --ask", does="app.go('match')"),
    Action("palette", ("ctrl+p",), "Palette", "Program", "dftz help", opens_menu=True, does="app.command_palette"),
    Action("help", ("question_mark", "f1"), "Help", "Program", "dftz help"),
    Action("theme", ("t",), "Theme", "Program", "DFTZ_THEME=NAME dftz tui", opens_menu=True, does="app.change_theme"),
    Action("mouse", ("m",), "Mouse", "Program", "DFTZ_MOUSE=no dftz tui", does="app.release_mouse"),
    Action("suspend", ("ctrl+z",), "Suspend", "Program", _BROWSE, does="app.suspend_process"),
    Action("quit", ("q",), "Quit", "Program", _BROWSE),
    Action("quit_now", ("ctrl+q",), "Quit at once", "Program", _BROWSE, does="app.quit"),
)
# What the footer shows, the place's own first: at most eight, so that they fit on 80 cells.
FOOTERS: Final[Mapping[PlaceName, tuple[str, ...]]] = {
    "overview": ("open", "go_explore", "go_figures", "search", "export", "help", "quit"),
    "explore": ("clear", "facets", "sort", "mark", "compare", "search", "help", "quit"),
    "record": ("chinese", "open_source", "copy", "shortlist", "export", "back", "help", "quit"),
    "figures": ("view", "unit", "period", "clear", "export", "search", "help", "quit"),
    "compare": ("differences", "weights", "unit", "period", "view", "next", "help", "quit"),
    "shortlist": ("clear", "open", "mark", "compare", "export", "search", "help", "quit"),
    "sources": ("clear", "open", "sort", "copy", "open_source", "search", "help", "quit"),
    "match": ("profile", "write", "matters", "clear", "open", "export", "help", "quit"),
}
ALWAYS_BOUND: Final = frozenset({"quit", "quit_now"})

_MODIFIERS: Final = frozenset({"alt", "ctrl", "hyper", "meta", "shift", "super"})
_ALIASES: Final = {alias: key for key, aliases in KEY_ALIASES.items() for alias in aliases}
_SHORT: Final = {"escape": "Esc", "pagedown": "PgDn", "pageup": "PgUp"}


def bindings(place: PlaceName, actions: Sequence[Action] = ACTIONS) -> list[Binding]:
    """Return what a place binds, those of its footer first and in its order; each knows its action's id."""
    here = {action.id: action for action in actions if place in action.places and action.keys}
    footer = [id for id in FOOTERS[place] if id in here]
    return [
        Binding(
            ",".join(here[id].keys),
            here[id].does or id,
            here[id].label,
            show=id in footer,
            key_display=shown_key(here[id].keys[0]),
            tooltip=f"On the command line: {here[id].command}",
            id=id,
        )
        for id in dict.fromkeys((*footer, *here))
    ]


def help_rows(place: PlaceName, actions: Sequence[Action] = ACTIONS) -> tuple[HelpRow, ...]:
    """Return the lines of the help of a place: every action that works there, group by group."""
    return tuple(
        HelpRow(action.group, " ".join(map(shown_key, action.keys)), action.title, action.command)
        for action in actions
        if place in action.places
    )


def remap(actions: Sequence[Action], settings: Mapping[str, str | Sequence[str]]) -> tuple[Action, ...]:
    """Return the actions with the keys that a user gives them by id: one, several with commas, a list, or none.

    UsageError for an id that is none, a key that Textual does not know, a key given to two actions of one place, and
    for taking the last key from what leaves the program.
    """
    ids = [action.id for action in actions]
    for id in settings:
        if id not in ids:
            raise UsageError(f"there is no action {id!r} to give a key", fix=_nearest(id, ids, "the actions are"))
    found = tuple(
        action._replace(keys=_keys(action.id, settings[action.id])) if action.id in settings else action
        for action in actions
    )
    _refuse_clashes(found)
    return found


def keymap(actions: Sequence[Action]) -> dict[str, str]:
    """Return the keys that differ from the table as Textual's keymap, for widgets that bind an action's id themselves.

    Textual's keymap cannot take a key away: an action without keys gets one of a name that no key has.
    """
    standard = {action.id: action.keys for action in ACTIONS}
    return {
        action.id: ",".join(action.keys) or f"no_key_for_{action.id}"
        for action in actions
        if action.keys != standard[action.id]
    }


def shown_key(key: str) -> str:
    """Return a key as people write it, in ASCII where it has an ASCII name.

    >>> shown_key("ctrl+p"), shown_key("question_mark"), shown_key("pageup")
    ('Ctrl+P', '?', 'PgUp')
    """
    *modifiers, base = key.split("+")
    name = _CHARACTERS.get(base) or _SHORT.get(base) or (base.capitalize() if modifiers or len(base) > 1 else base)
    return "+".join((*map(str.capitalize, modifiers), name))


def known_key(given: str) -> str | None:
    """Return Textual's name for a key somebody wrote, None for one that no terminal sends.

    >>> known_key("?"), known_key("Ctrl+P"), known_key("ctrl+i"), known_key("F99")
    ('question_mark', 'ctrl+p', 'tab', None)
    """
    *modifiers, base = [given] if len(given) == 1 else [part.strip().lower() for part in given.split("+")]
    if len(base) == 1:
        base = _named(base) if base.isprintable() and base != " " else ""
    elif base not in _NAMES:
        base = ""
    # Shift with a letter or sign arrives as the capital letter or the other sign.
    is_typed = len(base) == 1 or base in _CHARACTERS
    if not base or not _MODIFIERS.issuperset(modifiers) or (modifiers == ["shift"] and is_typed):
        return None
    name = "+".join((*sorted(set(modifiers)), base))
    return _ALIASES.get(name, name)


def _keys(id: str, given: str | Sequence[str]) -> tuple[str, ...]:
    if isinstance(given, str):
        given = given.split(",") if len(given) > 1 else (given,)
    found: list[str] = []
    for written in filter(None, given):
        key = known_key(written)
        if key is None:
            raise UsageError(
                f"{written!r}, given to {id!r}, is not a key",
                fix=_nearest(written, sorted(_NAMES), "write a letter, a digit, a sign, or one of"),
            )
        found.append(key)
    if not found and id in ALWAYS_BOUND:
        raise UsageError(f"{id!r} must keep a key, or nothing would leave the program", fix="give it another key")
    return tuple(dict.fromkeys(found))


def _refuse_clashes(actions: Sequence[Action]) -> None:
    for one, other in combinations(actions, 2):
        shared = [key for key in one.keys if key in other.keys]
        if shared and set(one.places) & set(other.places):
            raise UsageError(
                f"the key {shown_key(shared[0])} is given to both {one.id!r} ({one.title}) and {other.id!r} "
                f"({other.title})",
                fix="give one of them another key in the settings, under [keys]",
            )


def _nearest(word: str, words: Sequence[str], otherwise: str) -> str:
    import difflib

    close = difflib.get_close_matches(word, words, n=1, cutoff=0.6)
    return f"did you mean {close[0]}?" if close else f"{otherwise}: {', '.join(words)}"


def _named(character: str) -> str:
    """Return Textual's name of the key that types a character."""
    return "comma" if character == "," else next(iter(Binding.make_bindings([Binding(character, "")]))).key


_CHARACTERS: Final = {_named(character): character for character in string.punctuation}
# Textual has a name for Return that it never sends: the key is Enter.
_NAMES: Final = frozenset({*_CHARACTERS, *(key.value for key in Keys if key.value.isalnum())} - {"return"})
