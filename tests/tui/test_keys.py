"""The table of actions: no key twice, none forgotten by footer, help or command line, none that no terminal sends."""

from __future__ import annotations

import asyncio
import re
from collections.abc import Sequence
from typing import Any, ClassVar

import pytest
from rich.cells import cell_len
from textual.app import App, ComposeResult
from textual.binding import BindingType
from textual.screen import Screen
from textual.widgets import Input

from dftzcli.cli.app import COMMANDS, load
from dftzcli.errors import UsageError
from dftzcli.tui.keys import (
    ACTIONS,
    ALWAYS_BOUND,
    FOOTERS,
    Action,
    bindings,
    help_rows,
    keymap,
    known_key,
    remap,
    shown_key,
)
from dftzcli.tui.views import PLACES, PlaceName
from dftzcli.tui.widgets.key_line import KeyLine

# The keys of the contract: statements 7, 10, 11 and 22, the places and what some of them have for themselves.
CONTRACT = {
    *("up", "down", "left", "right", "pageup", "pagedown", "enter", "escape", "tab", "shift+tab", "space"),
    *("slash", "question_mark", "asterisk", "f1", "ctrl+c", "ctrl+p", "ctrl+q", "ctrl+z"),
    *"hjklgGnNqyecsfoErtma12345678",
}
OWN = {
    "explore": "xi", "record": "i", "figures": "xupv", "compare": "dupvw", "shortlist": "x", "sources": "x",
    "match": "xpwv",
}  # fmt: skip


def keys_of(place: PlaceName) -> set[str]:
    return {key for action in ACTIONS if place in action.places for key in action.keys}


class Program(App[None]):
    """An application that notes what it is asked for and what is typed into its field."""

    def __init__(self, place: Screen[None]) -> None:
        super().__init__()
        self.asked: list[str] = []
        self.typed = ""
        self._place = place

    def on_mount(self) -> None:
        self.push_screen(self._place)

    def on_input_changed(self, event: Input.Changed) -> None:
        self.typed = event.value

    def action_go(self, place: str) -> None:
        self.asked.append(f"go {place}")


def program(place: PlaceName, actions: Sequence[Action] = ACTIONS) -> Program:
    """Return an application with one place, whose every action notes its own id."""

    class OnePlace(Screen[None]):
        BINDINGS: ClassVar[list[BindingType]] = [*bindings(place, actions)]

        def compose(self) -> ComposeResult:
            yield Input(id="field")
            yield KeyLine()

    for action in ACTIONS:
        setattr(OnePlace, f"action_{action.id}", lambda screen, id=action.id: screen.app.asked.append(id))
    return Program(OnePlace())


def press(app: Program, *keys: str, in_field: bool = False, overriding: dict[str, str] | None = None) -> list[str]:
    """Press keys in a place and return what it was asked for."""

    async def run() -> None:
        async with app.run_test(size=(80, 24)) as pilot:
            await pilot.pause()
            app.set_keymap(overriding or {})
            app.screen.set_focus(app.screen.query_one("#field") if in_field else None)
            await pilot.press(*keys)

    asyncio.run(run())
    return app.asked


def footer(app: App[None]) -> list[tuple[str, str, int]]:
    """Return key, label and right end of what the footer shows on 80 cells, from the left."""
    found: list[tuple[str, str, int]] = []

    async def run() -> None:
        async with app.run_test(size=(80, 24)) as pilot:
            app.screen.set_focus(None)
            await pilot.pause()
            await pilot.pause()
            found.extend((key.written, key.label, key.end) for key in app.screen.query_one(KeyLine).shown)

    asyncio.run(run())
    return found


def parameters(words: list[str]) -> set[str]:
    """Return the options of a command, or of the command of a group."""
    command: Any = load(words[0])
    subcommands = getattr(command, "commands", {})
    if subcommands:
        command = subcommands[words[1]]
    return {option for parameter in command.params for option in parameter.opts}


def test_ids_are_given_once() -> None:
    assert len({action.id for action in ACTIONS}) == len(ACTIONS)


@pytest.mark.parametrize("place", PLACES)
def test_every_key_of_the_contract_has_an_action_in_every_place(place: PlaceName) -> None:
    assert {*CONTRACT, *OWN.get(place, "")} - keys_of(place) == set()


@pytest.mark.parametrize("place", PLACES)
def test_no_key_has_two_actions_in_one_place(place: PlaceName) -> None:
    keys = [key for action in ACTIONS if place in action.places for key in action.keys]
    assert len(keys) == len(set(keys))


def test_every_key_of_the_table_is_one_that_textual_knows_by_that_name() -> None:
    assert {key for action in ACTIONS for key in action.keys if known_key(key) != key} == set()


def test_no_action_needs_a_key_that_a_terminal_may_keep() -> None:
    kept = re.compile(r"f1[12]|ctrl\+[sqz]|.*(alt|super|meta|hyper)\+.*|ctrl\+shift\+.*")
    only = {action.id for action in ACTIONS if all(kept.fullmatch(key) for key in action.keys)}
    # Quitting has q, and a suspended program is also left by it.
    assert only == {"quit_now", "suspend"}


@pytest.mark.parametrize("action", ACTIONS, ids=[action.id for action in ACTIONS])
def test_every_action_has_a_command_line_that_there_is(action: Action) -> None:
    words = action.command.split()
    command = words[words.index("dftz") + 1 :]
    assert command[0] in COMMANDS
    options = {word for word in command if word.startswith("-")}
    assert options - parameters(command) == set()


@pytest.mark.parametrize("place", PLACES)
def test_every_binding_has_the_id_of_its_action_and_a_tooltip(place: PlaceName) -> None:
    found = bindings(place)
    assert {binding.id for binding in found} == {action.id for action in ACTIONS if place in action.places}
    commands = {action.id: action.command for action in ACTIONS}
    assert all(binding.id and commands[binding.id] in binding.tooltip for binding in found)


def test_a_key_asks_for_its_action() -> None:
    assert press(program("explore"), "y", "N", "*", "?", "f1", "4") == [
        "copy", "previous", "shortlist", "help", "help", "go figures",
    ]  # fmt: skip


def test_a_key_of_another_place_asks_for_nothing() -> None:
    assert press(program("overview"), "w", "d", "x") == []


def test_letters_type_while_a_field_has_the_focus() -> None:
    app = program("explore")
    assert press(app, "y", "q", "1", "space", "question_mark", in_field=True) == []
    assert app.typed == "yq1 ?"


def test_quitting_at_once_works_while_a_field_has_the_focus() -> None:
    app = program("explore")
    press(app, "ctrl+q", in_field=True)
    assert app._exit


@pytest.mark.parametrize("place", PLACES)
def test_the_footer_shows_at_most_eight_keys_that_fit_on_80_cells(place: PlaceName) -> None:
    shown = footer(program(place))
    assert len(shown) <= 8
    assert [label for _, label, _ in shown] == [binding.description for binding in bindings(place) if binding.show]
    assert sum(cell_len(f" {key} {label} ") for key, label, _ in shown) <= 80
    assert max(right for _, _, right in shown) <= 80


@pytest.mark.parametrize("place", PLACES)
def test_the_footer_begins_with_what_only_some_places_have_and_ends_with_help_and_quit(place: PlaceName) -> None:
    shown = [binding.id for binding in bindings(place) if binding.show]
    everywhere = {action.id for action in ACTIONS if action.places == PLACES}
    assert shown == sorted(shown, key=lambda id: id in everywhere)
    assert shown[-2:] == ["help", "quit"]


def test_every_footer_names_actions_that_work_there() -> None:
    for place, ids in FOOTERS.items():
        assert set(ids) <= {action.id for action in ACTIONS if place in action.places}, place


@pytest.mark.parametrize("place", PLACES)
def test_the_help_lists_every_binding_and_dots_on_what_opens_a_menu(place: PlaceName) -> None:
    rows = help_rows(place)
    assert {key for row in rows for key in row.keys.split()} == {
        shown_key(key) for binding in bindings(place) for key in binding.key.split(",")
    }
    dotted = {row.title for row in rows if row.title.endswith("...")}
    assert dotted == {f"{action.label}..." for action in ACTIONS if action.opens_menu and place in action.places}
    assert all(row.command for row in rows)


def test_the_help_keeps_each_group_together() -> None:
    groups = [row.group for row in help_rows("compare")]
    assert groups == sorted(groups, key=list(dict.fromkeys(groups)).index)


def test_a_remapped_key_is_bound_shown_and_helped_with_in_place_of_the_old_one() -> None:
    remapped = remap(ACTIONS, {"copy": ["Y", "f5"], "help": "h,?", "cursor_left": "left"})
    assert press(program("explore", remapped), "y", "Y", "f5", "h") == ["copy", "copy", "help"]
    assert [row.keys for row in help_rows("explore", remapped) if row.title == "Copy..."] == ["Y F5"]
    assert ("h", "Help") in [(key, label) for key, label, _ in footer(program("explore", remapped))]


def test_a_widget_that_binds_the_id_of_an_action_follows_by_the_keymap() -> None:
    overriding = keymap(remap(ACTIONS, {"copy": "Y", "sort": ()}))
    assert overriding == {"copy": "Y", "sort": "no_key_for_sort"}
    assert press(program("explore"), "s", overriding=overriding) == []
    assert press(program("explore"), "y", "Y", overriding=overriding) == ["copy"]


def test_two_actions_may_swap_their_keys() -> None:
    remapped = remap(ACTIONS, {"copy": "e", "export": "y"})
    assert press(program("record", remapped), "e", "y") == ["copy", "export"]


def test_a_key_may_serve_two_actions_that_share_no_place() -> None:
    remapped = remap(ACTIONS, {"chinese": "d"})
    assert press(program("record", remapped), "d") == ["chinese"]


@pytest.mark.parametrize("given", ["q", ["f5", "q"], "z, q"])
def test_a_clash_is_refused_with_both_actions_named(given: str | list[str]) -> None:
    with pytest.raises(UsageError, match=re.escape("the key q is given to both 'copy' (Copy...) and 'quit' (Quit)")):
        remap(ACTIONS, {"copy": given})


def test_two_names_of_one_key_clash() -> None:
    with pytest.raises(UsageError, match=r"the key Tab is given to both 'next_pane' .* and 'copy'"):
        remap(ACTIONS, {"copy": "ctrl+i"})


@pytest.mark.parametrize("id", sorted(ALWAYS_BOUND))
@pytest.mark.parametrize("nothing", ["", [], [""]])
def test_quitting_cannot_be_unbound(id: str, nothing: str | list[str]) -> None:
    with pytest.raises(UsageError, match=f"'{id}' must keep a key"):
        remap(ACTIONS, {id: nothing})


def test_another_action_may_be_left_to_the_palette() -> None:
    remapped = remap(ACTIONS, {"export": []})
    assert press(program("explore", remapped), "e") == []
    assert "export" not in {binding.id for binding in bindings("figures", remapped)}
    assert [row.keys for row in help_rows("explore", remapped) if row.title == "Export..."] == [""]


def test_an_action_that_is_none_is_refused_with_the_nearest() -> None:
    with pytest.raises(UsageError, match="there is no action 'exprot'") as refused:
        remap(ACTIONS, {"exprot": "e"})
    assert refused.value.fix == "did you mean export?"


@pytest.mark.parametrize(
    "key", ["slsh", "f25", "ctrl+", "cmd+c", "ctrl+x+y", "shift+a", "shift+slash", "<any>", "return", " "]
)
def test_a_key_that_no_terminal_sends_is_refused_with_its_action_named(key: str) -> None:
    with pytest.raises(UsageError, match=re.escape(f"{key!r}, given to 'copy', is not a key")):
        remap(ACTIONS, {"copy": [key]})


def test_a_mistyped_key_is_answered_with_the_nearest() -> None:
    with pytest.raises(UsageError) as refused:
        remap(ACTIONS, {"copy": "slsh"})
    assert refused.value.fix == "did you mean slash?"


@pytest.mark.parametrize(
    ("written", "name", "shown"),
    [
        ("?", "question_mark", "?"), (",", "comma", ","), ("+", "plus", "+"), ("G", "G", "G"),
        ("é", "é", "é"), ("Enter", "enter", "Enter"),
        ("Ctrl+P", "ctrl+p", "Ctrl+P"), ("shift+tab", "shift+tab", "Shift+Tab"), ("F1", "f1", "F1"),
        ("ctrl+m", "enter", "Enter"), ("shift+ctrl+up", "ctrl+shift+up", "Ctrl+Shift+Up"), ("escape", "escape", "Esc"),
        ("alt+/", "alt+slash", "Alt+/"), ("space", "space", "Space"),
    ],
)  # fmt: skip
def test_a_key_is_known_by_its_sign_or_name_and_shown_as_people_write_it(written: str, name: str, shown: str) -> None:
    assert (known_key(written), shown_key(name)) == (name, shown)
