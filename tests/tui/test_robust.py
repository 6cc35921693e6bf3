"""What goes wrong is said in plain words and survived: stores, files, sizes, settings, and what has no way out."""

from __future__ import annotations

import io
import os
import re
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

import msgspec
import pytest
from openpyxl import load_workbook
from textual.events import Key, Paste
from textual.pilot import Pilot
from textual.widgets import Input

from dftzcli.catalogue import Catalogue
from dftzcli.cli.app import main
from dftzcli.errors import StoreCorrupt, StoreUnreadable, UsageError
from dftzcli.model.records import Source
from dftzcli.opening import open_catalogue
from dftzcli.paths import Paths
from dftzcli.search.cards import Deck
from dftzcli.store.workspace import Workspace
from dftzcli.tui import app as application
from dftzcli.tui import in_ascii, outside, remembered
from dftzcli.tui.app import Dftz, Start, start
from dftzcli.tui.desk import Desk
from dftzcli.tui.dialogs import Ask, Read
from dftzcli.tui.exporting import merged
from dftzcli.tui.keys import ACTIONS, remap
from dftzcli.tui.places.explore import Explore
from dftzcli.tui.places.record import Record
from dftzcli.tui.views import (
    CompareView,
    ExploreView,
    FiguresView,
    OverviewView,
    RecordView,
    ShortlistView,
    SourcesView,
    View,
)
from dftzcli.tui.widgets.key_line import KeyLine
from dftzcli.tui.widgets.record_list import RecordList
from tests.search.sample import catalogue_in
from tests.tui.playing import drive, press, screen, settled, squeezed, told

PROJECTS = ExploreView("kind:project")
# Their names leave no room in the path.
LONG = ("dalian-japan-commodity-exhibition", "liaoning-japan-trade-fair", "panasonic-battery-plant")
Script = Callable[[Dftz, Pilot[None]], Any]


def play(script: Script, catalogue: Catalogue, view: View = PROJECTS, **settings: Any) -> Dftz:
    """Open an application with a state folder, or a way to read the catalogue again, and let a script have it."""
    import asyncio

    actions = settings.pop("actions", ACTIONS)
    workspace = settings.pop("workspace", None)
    app = Dftz(Desk(catalogue, actions=actions, workspace=workspace), view=view, **settings)

    async def run() -> None:
        async with app.run_test(size=(80, 24), notifications=True) as pilot:
            await settled(app, pilot)
            await script(app, pilot)

    asyncio.run(run())
    return app


def started(folder: Path, catalogue: Catalogue, *, restores: bool = True) -> Start:
    paths = Paths(folder / "data", folder / "cache", folder / "config", folder / "state")
    paths.config.mkdir(exist_ok=True)
    return Start(catalogue, ("overview", (), "", ()), None, paths, restores=restores)


# ---- the store


def test_what_happens_to_the_store_is_told_and_what_is_shown_stays(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("DFTZ_CACHE_DIR", str(tmp_path / "cache"))
    data = tmp_path / "data"
    first = open_catalogue(data)
    store = data / "catalogue.json"
    good = store.read_bytes()

    def locked() -> Catalogue:
        raise StoreUnreadable(f"{store} is in use by another process", fix="try again")

    async def script(app: Dftz, pilot: Pilot[None]) -> None:
        await press(app, pilot, "j", "j")
        before, shown = place(app).current, place(app).shown_ids()
        store.write_bytes(good[: len(good) // 2])
        await press(app, pilot, "r")
        assert "cannot be read, what is shown stays" in told(app)
        assert f"log: {tmp_path / 'state' / 'error.log'}" in told(app)
        app._reopen = locked
        await press(app, pilot, "r")
        assert "is in use by another process; try again" in told(app)
        app._reopen = lambda: open_catalogue(data)
        assert (place(app).current, place(app).shown_ids()) == (before, shown)
        store.unlink()
        # A record that nobody has read yet is read from what was opened.
        await press(app, pilot, "enter")
        assert isinstance(app.screen, Record) and app.screen.current == before
        await press(app, pilot, "escape", "r")
        assert "read again: dataset" in told(app)
        assert store.is_file()
        assert (place(app).current, place(app).shown_ids()) == (before, shown)

    play(script, first, reopen=lambda: open_catalogue(data), state=tmp_path / "state")
    assert "StoreCorrupt" in (tmp_path / "state" / "error.log").read_text()


def test_a_record_that_is_gone_after_a_reload_says_so_and_loses_its_mark(
    catalogue: Catalogue, monkeypatch: pytest.MonkeyPatch
) -> None:
    from dftzcli.search.cards import Cards

    gone = "panasonic-battery-plant"
    name, peek = Cards.name, Cards.peek

    async def script(app: Dftz, pilot: Pilot[None]) -> None:
        await press(app, pilot, "space")
        assert app.desk.marked == (gone,)
        monkeypatch.setattr(Cards, "name", lambda self, one: None if one == gone else name(self, one))
        monkeypatch.setattr(Cards, "peek", lambda self, one: None if one == gone else peek(self, one))
        await press(app, pilot, "r")
        assert f"has no record {gone} any more" in " ".join(screen(app).split())
        assert not place(app).desk.marked
        await press(app, pilot, "o", "i", "enter", "y", "escape")
        assert isinstance(app.screen, Record)

    play(script, catalogue, RecordView(gone), reopen=lambda: catalogue)


# ---- exports


def test_a_failed_export_says_why_and_leaves_nothing_behind(
    catalogue: Catalogue, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    there = tmp_path / "full"
    there.mkdir()

    async def export(app: Dftz, pilot: Pilot[None], path: Path) -> str:
        app.clear_notifications()
        await press(app, pilot, "e")
        app.screen.query_one(Input).value = str(path)
        await press(app, pilot, "enter")
        assert isinstance(app.screen, Explore)
        return told(app)

    async def script(app: Dftz, pilot: Pilot[None]) -> None:
        assert "there is no folder" in await export(app, pilot, tmp_path / "missing" / "out.csv")
        assert "names no format" in await export(app, pilot, tmp_path / "out.doc")
        with monkeypatch.context() as patch:
            patch.setattr("dftzcli.render.sink._without_name", lambda folder: None)
            patch.setattr("tempfile.TemporaryFile", denied)
            assert "cannot be written" in await export(app, pilot, there / "out.csv")
        with monkeypatch.context() as patch:
            patch.setattr("dftzcli.render.sink.os.fsync", full)
            said = await export(app, pilot, there / "out.csv")
        assert "No space left on device" in said and "error.log" in said
        assert not list(there.iterdir())
        assert "wrote" in await export(app, pilot, there / "out.csv")
        monkeypatch.chdir(there)
        assert f"to {there / 'own.csv'} as csv" in await export(app, pilot, Path("own.csv"))

    def full(handle: int) -> None:
        raise OSError(28, os.strerror(28))

    def denied(**_: object) -> None:
        raise OSError(13, os.strerror(13))

    play(script, catalogue, state=tmp_path / "state")


def test_the_export_dialog_says_count_format_and_command_before_anything_is_written(catalogue: Catalogue) -> None:
    async def script(app: Dftz, pilot: Pilot[None]) -> None:
        await press(app, pilot, "e")
        asked = app.screen
        assert isinstance(asked, Ask)
        count = catalogue.cards.counts()["project"]
        assert squeezed(f"{count} items as csv") in squeezed(screen(app))
        assert squeezed("Same as: dftz search kind:project") in squeezed(screen(app))
        asked.query_one(Input).value = "x.md"
        await settled(app, pilot)
        assert squeezed(f"{count} items as md") in squeezed(screen(app))
        assert squeezed("--all -o x.md") in squeezed(screen(app))
        await press(app, pilot, "escape")
        assert isinstance(app.screen, Explore)

    play(script, catalogue)


def test_a_view_leaves_as_a_workbook_database_table_or_page(catalogue: Catalogue, tmp_path: Path) -> None:
    def begins(ending: str) -> bytes:
        return (tmp_path / f"out.{ending}").read_bytes()[:4]

    async def script(app: Dftz, pilot: Pilot[None]) -> None:
        for ending in ("xlsx", "sqlite", "parquet", "html"):
            await press(app, pilot, "e")
            app.screen.query_one(Input).value = str(tmp_path / f"out.{ending}")
            await press(app, pilot, "enter")
            assert f"as {ending}" in told(app)
        assert [begins(ending) for ending in ("xlsx", "sqlite", "parquet", "html")] == [
            b"PK\3\4",
            b"SQLi",
            b"PAR1",
            b"<!DO",
        ]
        sheet = load_workbook(tmp_path / "out.xlsx").worksheets[0]
        ids = [row[0] for row in sheet.iter_rows(min_row=2, max_col=1, values_only=True)]
        assert ids == list(place(app).shown_ids())

    play(script, catalogue)


def test_the_cards_of_many_records_are_put_together_in_order() -> None:
    for count in (0, 1, 2, 3, 7, 20_000):
        lines = [f'{{"id":"{number}"}}\t' for number in range(count)]
        assert merged([Deck([line]) for line in lines])._lines == lines


# ---- sizes


@pytest.mark.parametrize("view", [PROJECTS, RecordView("panasonic-battery-plant"), SourcesView("gaps")], ids=str)
def test_walking_from_40_by_10_to_200_by_60_and_back_keeps_row_and_scroll(catalogue: Catalogue, view: View) -> None:
    async def script(app: Dftz, pilot: Pilot[None]) -> None:
        await press(app, pilot, *(["pagedown"] * 2), "j")
        kept = (place(app).current, place(app).shown_ids())
        focused = app.focused
        assert focused is not None
        top = focused.scroll_offset.y
        for size in (
            (40, 10),
            (20, 5),
            (59, 15),
            (60, 16),
            (80, 24),
            (120, 40),
            (200, 60),
            (120, 40),
            (40, 10),
            (80, 24),
        ):
            await pilot.resize_terminal(*size)
            await settled(app, pilot)
            assert ("dftz needs 60 by 16" in " ".join(screen(app).split())) == (size < (60, 16) and size != (60, 16))
            assert (place(app).current, place(app).shown_ids(), app.focused) == (*kept, focused)
            if isinstance(focused, RecordList):
                here = focused.cursor - focused.scroll_offset.y
                assert 0 <= here < max(focused.size.height - 1, 1)
        assert abs(focused.scroll_offset.y - top) <= focused.size.height // 2

    drive(catalogue, view, script, size=(80, 24))


def place(app: Dftz) -> Any:
    return app.screen


def test_a_store_that_is_damaged_before_the_start_is_told_in_a_line_with_an_exit_code(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr("dftzcli.cli.commands.tui.on_terminal", lambda **_: True)
    monkeypatch.setattr("dftzcli.tui.app.start", lambda asked: pytest.fail("it was started"))
    for folder in ("DATA", "CACHE", "STATE", "CONFIG"):
        monkeypatch.setenv(f"DFTZ_{folder}_DIR", str(tmp_path / folder.lower()))
    (tmp_path / "data").mkdir()
    (tmp_path / "data" / "catalogue.json").write_text('{"_meta": {"1": {')
    with pytest.raises(SystemExit) as left:
        main(["tui"])
    said = capsys.readouterr()
    assert left.value.code == StoreCorrupt.exit_code and not said.out
    assert "catalogue.json is damaged" in said.err and "Traceback" not in said.err


# ---- two at once


def test_two_instances_keep_what_either_puts_on_a_list_and_say_when_they_have_to_wait(
    catalogue: Catalogue, tmp_path: Path
) -> None:
    from dftzcli.store.locking import locked

    file = tmp_path / "workspace.json"
    other = Workspace(file)
    other.add("ours", ["japan"])

    async def script(app: Dftz, pilot: Pilot[None]) -> None:
        await press(app, pilot, "asterisk")
        other.add("ours", ["russia"])
        await press(app, pilot, "enter")
        await waited(app, pilot, "put 1 record")
        assert other.shortlist("ours").ids == ("japan", "russia", place(app).current)
        with locked(file):
            await press(app, pilot, "j", "asterisk", "enter")
            await waited(app, pilot, "in use by another process")
        assert len(other.shortlist("ours").ids) == 3

    play(script, catalogue, workspace=Workspace(file, lock_timeout=0.1))


async def waited(app: Dftz, pilot: Pilot[None], words: str) -> None:
    """Wait until something is said."""
    for _ in range(200):
        if words in told(app):
            return
        await pilot.pause(0.01)
    raise AssertionError(f"{words!r} was not said, but: {told(app)}")


# ---- empty states


def test_every_place_without_anything_to_show_says_why_and_what_to_press(catalogue: Catalogue, tmp_path: Path) -> None:
    """The record has no place of its own before one is opened; the overview never is empty."""

    async def script(app: Dftz, pilot: Pilot[None]) -> None:
        await press(app, pilot, "3")
        assert "no record has been opened yet: Enter" in told(app)
        for view, why, key in (
            (ExploreView("xqzvwk"), "Nothing in the", "x clears"),
            (FiguresView(("gdp",), period="1900"), "No figure fits", "x takes"),
            (CompareView(), "Nothing is compared yet", "with Space"),
            (ShortlistView(), "There is no shortlist yet", "press *"),
            (SourcesView("gaps", whole), "No gap fits", "x takes"),
        ):
            app.show(view)
            await settled(app, pilot)
            said = " ".join(screen(app).split())
            assert why in said and key in said, said

    whole = next(source.id for source in catalogue.sources() if not catalogue.list("gap", source=source.id))
    play(script, catalogue, OverviewView(), workspace=Workspace(tmp_path / "workspace.json"))


# ---- keys that reach out of the terminal


@pytest.fixture
def with_address(catalogue: Catalogue, tmp_path: Path) -> Catalogue:
    """Return a catalogue one of whose documents has an address of the web, and another one that is none."""
    address = {"dftz-paper": "https://example.org/[paper]", "dalian-plan-2020": "file:///etc/passwd"}
    records = (
        msgspec.structs.replace(record, url=address.get(record.id)) if isinstance(record, Source) else record
        for record in catalogue.records()
    )
    return catalogue_in(tmp_path / "files", *records)


def test_o_opens_the_address_of_a_document_else_its_record_with_a_word(
    with_address: Catalogue, monkeypatch: pytest.MonkeyPatch
) -> None:
    opened: list[str] = []

    def took(address: str) -> bool:
        opened.append(address)
        return True

    monkeypatch.setattr(outside, "browser", lambda: "window")
    monkeypatch.setattr(outside, "show", took)

    async def script(app: Dftz, pilot: Pilot[None]) -> None:
        app.open_record("dftz-paper")
        await settled(app, pilot)
        await press(app, pilot, "o")
        assert opened == ["https://example.org/[paper]"]
        assert "opened in the browser: https://example.org/[paper]" in told(app)
        monkeypatch.setattr(outside, "browser", lambda: None)
        await press(app, pilot, "o")
        assert "there is no browser here: https://example.org/[paper]" in told(app)
        assert app.clipboard == "https://example.org/[paper]"
        app.open_record("dalian-plan-2020")
        await settled(app, pilot)
        await press(app, pilot, "o")
        assert "no address of the web: file:///etc/passwd" in told(app)
        cited = next(one for one in with_address.list("project") if one.citations[0].source == "dalian-article")
        app.open_record(cited.id)
        await settled(app, pilot)
        await press(app, pilot, "o")
        assert place(app).current == "dalian-article"
        assert "dalian-article has no address on record" in told(app)
        await press(app, pilot, "o")
        assert len(opened) == 1 and place(app).current == "dalian-article"

    play(script, with_address)


def programs(folder: Path, **bodies: str) -> dict[str, str]:
    """Make programs, and return an environment whose path has them alone."""
    for name, body in bodies.items():
        file = folder / name.replace("_", "-").replace("--", ".")
        file.write_text(f"#!{sys.executable}\nimport sys\n{body}\n")
        file.chmod(0o755)
    return {"PATH": str(folder)}


def test_a_clipboard_is_one_on_the_path_that_has_a_desktop(tmp_path: Path) -> None:
    path = programs(tmp_path, wl_copy="", xclip="", xsel="", pbcopy="", clip__exe="")

    def names(**more: str) -> list[str]:
        return [clipboard.name for clipboard in outside.clipboards({**path, **more})]

    assert names() == ["pbcopy", "clip.exe"]
    assert names(WAYLAND_DISPLAY="wayland-0") == ["pbcopy", "wl-copy", "clip.exe"]
    assert names(DISPLAY=":0") == ["pbcopy", "xclip", "xsel", "clip.exe"]
    assert names(SSH_CONNECTION="a b") == []
    assert names(SSH_CONNECTION="a b", DISPLAY="localhost:10.0") == ["xclip", "xsel"]
    assert outside.clipboards({"PATH": "/nowhere", "DISPLAY": ":0"}) == ()


def test_a_clipboard_that_fails_or_never_answers_leaves_the_text_to_the_next(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(outside, "_PATIENCE", 0.5)
    taken = tmp_path / "taken"
    path = programs(
        tmp_path,
        wl_copy="import time; time.sleep(30)",
        xclip="sys.exit(1)",
        xsel=f"open({str(taken)!r}, 'wb').write(sys.stdin.buffer.read())",
    )
    desktop = {**path, "WAYLAND_DISPLAY": "w", "DISPLAY": ":0"}
    assert outside.clip("大连 [/red]\n", desktop) == "xsel"
    assert taken.read_text("utf-8") == "大连 [/red]\n"
    assert outside.clip("x", path) is None


def test_copying_says_what_and_how_and_a_terminal_without_a_clipboard_gets_a_file(
    catalogue: Catalogue, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    state = tmp_path / "state"

    async def script(app: Dftz, pilot: Pilot[None]) -> None:
        current = place(app).current
        await press(app, pilot, "y", "enter")
        assert (
            f"copied the id by the terminal (OSC 52); for a terminal that does not take it, it is in {state}"
            in told(app)
        )
        assert (state / "copied.txt").read_text() == current
        monkeypatch.setenv("TERM_PROGRAM", "Apple_Terminal")
        await press(app, pilot, "j", "y", "enter")
        assert f"put the id in {state / 'copied.txt'}: this terminal has no clipboard" in told(app)
        assert (state / "copied.txt").read_text() == place(app).current

    play(script, catalogue, state=state)
    assert (state / "copied.txt").stat().st_mode & 0o777 == 0o600


def test_keys_that_cannot_do_anything_here_say_so_and_control_c_never_does_nothing(catalogue: Catalogue) -> None:
    async def script(app: Dftz, pilot: Pilot[None]) -> None:
        await press(app, pilot, "ctrl+z")
        assert "only a terminal of Unix can suspend" in told(app)
        await press(app, pilot, "m")
        assert "the mouse cannot be released here: hold Shift (Option on a Mac)" in told(app)
        app.clear_notifications()
        await press(app, pilot, "ctrl+c")
        assert "to quit the app" in told(app)
        await press(app, pilot, "slash")
        app.clear_notifications()
        box = app.screen.query_one(Input)
        box.cursor_position = len(box.value)
        await press(app, pilot, "ctrl+c")
        assert "to quit the app" in told(app)
        assert not box.cursor_blink
        box.select_all()
        await press(app, pilot, "ctrl+c")
        assert app.clipboard == "kind:project" and "copied the selection" in told(app)
        await press(app, pilot, "f1")
        assert isinstance(app.screen, Read)

    play(script, catalogue)


def test_pasted_lines_press_no_keys_and_what_an_input_method_writes_is_searched(catalogue: Catalogue) -> None:
    async def script(app: Dftz, pilot: Pilot[None]) -> None:
        before = place(app).shown_ids()
        app.post_message(Paste("q\nx\n2\n"))
        await settled(app, pilot)
        assert app.is_running and place(app).shown_ids() == before
        await press(app, pilot, "slash", "ctrl+u")
        app.post_message(Paste("出口退税\nq\n"))
        await settled(app, pilot)
        assert app.screen.query_one(Input).value == "出口退税"
        assert isinstance(app.screen, Explore) and app.screen.query_one(Input).has_focus
        await press(app, pilot, "ctrl+u", "冷", "链")
        await pilot.pause(0.1)
        await settled(app, pilot)
        assert app.screen.view == ExploreView("冷链")
        assert app.screen.shown_ids() == tuple(hit.id for hit in catalogue.search("冷链", limit=None).hits)

    play(script, catalogue, ExploreView())


def test_what_is_typed_ahead_goes_to_what_the_key_before_it_leads_to(catalogue: Catalogue, tmp_path: Path) -> None:
    async def script(app: Dftz, pilot: Pilot[None]) -> None:
        for key in ("slash", *"kind", "colon", *"tq1"):
            app.post_message(Key(key, ":" if key == "colon" else "/" if key == "slash" else key))
        await waiting(app, pilot, lambda: isinstance(app.screen, Explore) and bool(box(app)))
        assert box(app) == "kind:tq1"
        await press(app, pilot, "escape", "x")
        for key in ("e", *"xq.md"):
            app.post_message(Key("full_stop" if key == "." else key, key))
        await waiting(app, pilot, lambda: isinstance(app.screen, Ask) and box(app) != "dftz-explore.csv")
        assert box(app) == "xq.md"
        await press(app, pilot, "escape")
        # The lists are read before they are offered; what is typed meanwhile is for the offer.
        for key in ("asterisk", "enter"):
            app.post_message(Key(key, "*" if key == "asterisk" else None))
        await waiting(app, pilot, lambda: "put 1 record" in told(app))
        assert isinstance(app.screen, Explore) and len(lists.shortlist("ours").ids) == 2

    def box(app: Dftz) -> str:
        return app.screen.query_one(Input).value

    lists = Workspace(tmp_path / "workspace.json")
    lists.add("ours", ["japan"])
    play(script, catalogue, OverviewView(), workspace=lists)


async def waiting(app: Dftz, pilot: Pilot[None], is_so: Callable[[], bool]) -> None:
    """Wait until something is so and nothing is under way any more."""
    for _ in range(200):
        await pilot.pause(0.01)
        if is_so() and not app._is_under_way and not app._waiting:
            return
    raise AssertionError(screen(app))


# ---- keys and settings


def test_a_click_on_a_key_of_the_last_line_presses_it_and_a_wide_one_says_how_text_is_selected(
    catalogue: Catalogue,
) -> None:
    async def script(app: Dftz, pilot: Pilot[None]) -> None:
        line = app.screen.query_one(KeyLine)
        assert "Shift/Option-drag" not in screen(app)
        where = next(each.start for each in line.shown if each.label == "Help")
        await pilot.hover(KeyLine, offset=(where + 1, 0))
        assert line.pointed == "question_mark" and "dftz help" in str(line.tooltip)
        await pilot.click(KeyLine, offset=(where + 1, 0))
        await settled(app, pilot)
        assert isinstance(app.screen, Read)
        await press(app, pilot, "q")
        await pilot.click(KeyLine, offset=(79, 0))
        await settled(app, pilot)
        assert isinstance(app.screen, Explore)
        await pilot.resize_terminal(120, 30)
        await settled(app, pilot)
        assert screen(app).rstrip().endswith("Shift/Option-drag selects")
        app.has_mouse = False
        line.refresh()
        await settled(app, pilot)
        assert "Shift/Option-drag" not in screen(app)

    play(script, catalogue)


def test_the_palette_jumps_to_the_record_that_is_named_and_says_what_enter_takes(catalogue: Catalogue) -> None:
    async def script(app: Dftz, pilot: Pilot[None]) -> None:
        await press(app, pilot, "ctrl+p", *"panasonic")
        await waiting(app, pilot, lambda: "> Panasonic (partner, panasonic)" in screen(app))
        assert "  /  panasonic" in screen(app)
        await press(app, pilot, "enter")
        await waiting(app, pilot, lambda: isinstance(app.screen, Record))
        assert place(app).current == "panasonic"

    play(script, catalogue)


def test_where_the_terminal_does_not_take_unicode_signs_edges_and_charts_are_ascii(
    catalogue: Catalogue, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    from textual import _border, scrollbar

    assert not application._made(started(tmp_path, catalogue))[0].desk.ascii_only
    monkeypatch.setattr("sys.__stderr__", io.TextIOWrapper(io.BytesIO(), "latin-1"))
    desk = application._made(started(tmp_path, catalogue))[0].desk
    assert desk.ascii_only
    edges, places = dict(_border.BORDER_CHARS), dict(_border.BORDER_LOCATIONS)
    for name in ("VERTICAL_BARS", "HORIZONTAL_BARS"):
        monkeypatch.setattr(scrollbar.ScrollBarRender, name, getattr(scrollbar.ScrollBarRender, name))
    in_ascii.draw()

    async def script(app: Dftz, pilot: Pilot[None]) -> None:
        for view in (OverviewView(), ExploreView("batery"), FiguresView(("gdp",), as_chart=True), CompareView(LONG)):
            app.show(view)
            await settled(app, pilot)
            shown = screen(app)
            # What the data have of other signs is theirs.
            assert not re.search("[…●○◐✓⚠≠≈·■─-╿▀-▟]", shown), shown

    try:
        drive(catalogue, OverviewView(), script, size=(80, 24), ascii_only=True)
    finally:
        _border.BORDER_CHARS.update(edges)
        _border.BORDER_LOCATIONS.update(places)
        _border.get_box.cache_clear()


def test_keys_of_the_settings_are_bound_shown_and_taken_away_in_every_place(catalogue: Catalogue) -> None:
    actions = remap(ACTIONS, {"mark": [], "export": [], "sort": "e", "help": "f5", "copy": "Y"})

    async def script(app: Dftz, pilot: Pilot[None]) -> None:
        await press(app, pilot, "space")
        assert app.desk.marked == ()
        await press(app, pilot, "y", "question_mark")
        assert isinstance(app.screen, Explore)
        assert "F5 Help" in screen(app) and "e Sort" in screen(app)
        await press(app, pilot, "e")
        assert "Sort by" in screen(app)
        await press(app, pilot, "escape", "Y")
        assert "the id:" in screen(app)
        await press(app, pilot, "escape", "enter", "f5")
        assert isinstance(app.screen, Read)

    play(script, catalogue, actions=actions)


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ('copy = "q"', "the key q is given to both 'copy' (Copy...) and 'quit' (Quit)"),
        ("quit = []", "'quit' must keep a key"),
        ('copy = "slsh"', "'slsh', given to 'copy', is not a key"),
        ('cpoy = "y"', "there is no action 'cpoy'"),
    ],
)
def test_keys_that_cannot_be_meant_are_refused_before_anything_is_drawn(
    catalogue: Catalogue, tmp_path: Path, text: str, message: str
) -> None:
    asked = started(tmp_path, catalogue)
    (asked.paths.config / "settings.toml").write_text(f"[keys]\n{text}\n")
    with pytest.raises(UsageError, match=re.escape(message)):
        start(asked)


def test_the_switch_for_animations_stops_them(catalogue: Catalogue, tmp_path: Path) -> None:
    asked = started(tmp_path, catalogue)
    assert application._made(asked)[0].animation_level != "none"
    (asked.paths.config / "settings.toml").write_text("animations = false\nmouse = false\n")
    app, mouse = application._made(asked)
    assert (app.animation_level, mouse, app.has_mouse) == ("none", False, False)


# ---- the view that was left


VIEWS = (
    OverviewView(), ExploreView("kind:policy", "-name"), RecordView("japan"), SourcesView("gaps", sort="name"),
    FiguresView(("gdp",), ("dalian",), "2024", "bn", as_chart=True), ShortlistView("ours"),
    CompareView(("a", "b"), ("gdp",), ("2024",), ("x=1",), True, "bn", True),
)  # fmt: skip


@pytest.mark.parametrize("view", VIEWS, ids=[view.place for view in VIEWS])
def test_a_view_that_was_left_is_read_as_it_was(view: View, tmp_path: Path) -> None:
    remembered.keep_view(tmp_path / "state", view)
    assert remembered.last_view(tmp_path / "state") == view


@pytest.mark.parametrize("text", ["", "[]", "{", '{"place":"x"}', '{"place":"explore","view":{"query":3}}', "[" * 9999])
def test_a_broken_file_of_the_view_is_passed_over_with_a_word(
    catalogue: Catalogue, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, text: str
) -> None:
    monkeypatch.setenv("DFTZ_RESTORE_VIEW", "yes")
    asked = started(tmp_path, catalogue)
    asked.paths.state.mkdir()
    (asked.paths.state / "view.json").write_text(text)
    app, _ = application._made(asked)
    assert app._first == OverviewView()
    assert "view.json does not say which view was left" in app._notice


def test_the_view_that_was_left_comes_back_only_where_that_is_set_and_no_other_is_asked_for(
    catalogue: Catalogue, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    asked = started(tmp_path, catalogue)
    remembered.keep_view(asked.paths.state, PROJECTS)
    assert application._made(asked)[0]._first == OverviewView()
    (asked.paths.config / "settings.toml").write_text("restore_view = true\n")
    assert application._made(asked)[0]._first == PROJECTS
    assert application._made(asked._replace(restores=False))[0]._first == OverviewView()


def test_leaving_notes_the_view_and_the_marks(catalogue: Catalogue) -> None:
    async def script(app: Dftz, pilot: Pilot[None]) -> None:
        await press(app, pilot, "space", "enter", "ctrl+q")

    app = play(script, catalogue)
    assert app.left == RecordView(app.desk.marked[0])


# ---- errors of the program itself


def test_an_error_beside_the_screen_is_told_with_the_log_and_survived(
    catalogue: Catalogue, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def broken(*given: Any, **more: Any) -> Any:
        raise ZeroDivisionError("division by [/red] zero")

    async def script(app: Dftz, pilot: Pilot[None]) -> None:
        shown = place(app).shown_ids()
        with monkeypatch.context() as patch:
            patch.setattr("dftzcli.tui.places.explore.Found", broken)
            await press(app, pilot, "x")
        assert "what is shown stays: ZeroDivisionError: division by [/red] zero (log: " in told(app)
        await press(app, pilot, "j")
        assert place(app).shown_ids() == shown

    play(script, catalogue, state=tmp_path / "state")
    log = (tmp_path / "state" / "error.log").read_text()
    assert "Traceback" in log and "ZeroDivisionError" in log


def test_an_error_that_ends_the_application_is_handed_to_whoever_started_it(
    catalogue: Catalogue, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def broken(app: Dftz, *, mouse: bool) -> None:
        app.fault = ZeroDivisionError("x")

    monkeypatch.setattr(Dftz, "run", broken)
    with pytest.raises(ZeroDivisionError):
        start(started(tmp_path, catalogue))
