"""The browser: real rows at once, kinds, search, a record with its citations, and data that breaks nothing."""

from __future__ import annotations

import asyncio
import re
from collections.abc import Awaitable, Callable
from pathlib import Path

import msgspec
import pytest
from textual.geometry import Region
from textual.pilot import Pilot
from textual.widgets import DataTable, Input, OptionList

from dftzcli.catalogue import Catalogue
from dftzcli.model.vocabulary import KINDS, PLURALS
from dftzcli.opening import open_catalogue
from dftzcli.render.escape import visible
from dftzcli.store.database import CatalogueDatabase
from dftzcli.tui import app as application
from dftzcli.tui.app import Browser

Script = Callable[[Browser, Pilot[None]], Awaitable[None]]
SIZES = ((80, 24), (120, 40))
HOSTILE = ("[/red] z", "[b", "[reduced]", "a[0]", "\x1b[31mred\x1b[0m", "\u202egnp.exe", "[@click=app.quit]quit[/]")


@pytest.fixture
def hostile(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Catalogue:
    """Return a catalogue whose first policies bear names and texts that try to break a terminal."""
    monkeypatch.setenv("DFTZ_CACHE_DIR", str(tmp_path / "cache"))
    policies = open_catalogue(tmp_path / "data").of_kind("policy")
    with CatalogueDatabase(tmp_path / "data" / "catalogue.json") as database, database.transaction():
        for name, policy in zip(HOSTILE, policies, strict=False):
            database.replace(
                msgspec.structs.replace(
                    policy,
                    name=name,
                    name_zh=name,
                    summary=f"Summary {name}",
                    citations=(msgspec.structs.replace(policy.citations[0], locator=f"Locator {name}"),),
                )
            )
    return open_catalogue(tmp_path / "data")


def drive(catalogue: Catalogue, script: Script, *, size: tuple[int, int] = (120, 40), ansi: bool = False) -> Browser:
    app = Browser(catalogue, ansi=ansi)

    async def play() -> None:
        async with app.run_test(size=size, notifications=True) as pilot:
            await pilot.pause()
            await script(app, pilot)

    asyncio.run(play())
    return app


def page(app: Browser) -> str:
    """Return the whole page that is shown, also what is scrolled out of sight."""
    text = app.query_one("#text")
    return "\n".join(strip.text for strip in text.render_lines(Region(0, 0, *text.size)))


def screen(app: Browser) -> str:
    """Return what stands on the screen."""
    strips = app.screen._compositor.render_strips()
    return "\n".join("".join(segment.text for segment in strip) for strip in strips)


def table(app: Browser) -> DataTable[object]:
    return app.query_one("#records", DataTable)


def column(app: Browser, label: str) -> list[str]:
    """Return the cells of a column of the table, top to bottom."""
    found = table(app)
    place = [str(column.label) for column in found.ordered_columns].index(label)
    return [str(found.get_row_at(number)[place]) for number in range(found.row_count)]


def rows(app: Browser) -> list[str]:
    """Return the ids in the table."""
    return column(app, "Id")


def squeezed(text: str) -> str:
    """Return a text without spaces, ends of lines and borders, so that wrapping does not matter."""
    return re.sub(r"[\s│▏▕█▁▂▃▄▅▆▇▎▊▔]+", "", text)


@pytest.mark.parametrize("size", SIZES)
def test_it_opens_with_real_rows_and_the_first_page(catalogue: Catalogue, size: tuple[int, int]) -> None:
    async def script(app: Browser, pilot: Pilot[None]) -> None:
        assert rows(app) == [card["id"] for card in catalogue.cards.of_kind("policy")]
        shown = screen(app)
        names = [card["name"] for card in catalogue.cards.of_kind("policy")]
        assert all(name[:8] in shown for name in names[:4])
        assert "Dalian Area of the China" in shown
        assert str(table(app).border_title) == f"{table(app).row_count} policies"

    drive(catalogue, script, size=size)


@pytest.mark.parametrize("size", SIZES)
def test_every_kind_is_listed_with_its_count(catalogue: Catalogue, size: tuple[int, int]) -> None:
    async def script(app: Browser, pilot: Pilot[None]) -> None:
        kinds = app.query_one("#kinds", OptionList)
        prompts = [str(kinds.get_option_at_index(number).prompt) for number in range(kinds.option_count)]
        assert prompts == [f"{PLURALS[kind]} ({len(catalogue.cards.of_kind(kind))})" for kind in KINDS]
        assert kinds.has_focus
        assert prompts[0] in screen(app)

    drive(catalogue, script, size=size)


def test_moving_to_a_kind_shows_its_records(catalogue: Catalogue) -> None:
    async def script(app: Browser, pilot: Pilot[None]) -> None:
        for kind in KINDS[1:]:
            await pilot.press("down")
            await pilot.pause()
            assert rows(app) == [card["id"] for card in catalogue.cards.of_kind(kind)]
            assert PLURALS[kind] in str(table(app).border_title)

    drive(catalogue, script)


async def search(app: Browser, pilot: Pilot[None], words: str) -> None:
    """Type words into the search box at once and wait for their answer."""
    app.query_one("#search", Input).value = words
    await pilot.pause()
    await app.workers.wait_for_complete()
    await pilot.pause()


def test_search_finds_what_the_command_line_finds_and_escape_leaves_it(catalogue: Catalogue) -> None:
    async def script(app: Browser, pilot: Pilot[None]) -> None:
        everything = rows(app)
        await pilot.press("slash")
        await search(app, pilot, "cold chian")
        assert rows(app) == [hit.id for hit in catalogue.search("cold chian", limit=200).hits]
        assert column(app, "Kind")[0] == "industry"
        title = str(table(app).border_title)
        assert f"{len(rows(app))} of 710 records" in title
        assert "read chian as chain" in title
        await pilot.press("escape")
        await pilot.pause()
        assert rows(app) == everything
        assert not app.query_one("#search", Input).has_class("asked")
        await pilot.press("escape")
        assert app.query_one("#kinds").has_focus

    drive(catalogue, script)


def test_search_takes_chinese_and_says_so_when_nothing_fits(catalogue: Catalogue) -> None:
    async def script(app: Browser, pilot: Pilot[None]) -> None:
        await pilot.press("slash")
        await search(app, pilot, "保税维修")
        assert rows(app)[0] == "bonded-maintenance"
        await search(app, pilot, "zxqwvk")
        assert rows(app) == []
        await pilot.press("enter", "enter", "down")
        await pilot.pause()
        assert str(table(app).border_title).startswith("nothing in the 710 records fits")

    drive(catalogue, script)


def test_a_filter_that_nobody_can_mean_is_said_and_survived(catalogue: Catalogue) -> None:
    async def script(app: Browser, pilot: Pilot[None]) -> None:
        await pilot.press("slash")
        await search(app, pilot, "kind:policie")
        assert rows(app) == []
        assert "'policie' is not a kind of record" in str(table(app).border_title)
        await search(app, pilot, "kind:policy bonded")
        assert rows(app)

    drive(catalogue, script)


def test_letters_typed_into_the_search_are_no_commands(catalogue: Catalogue) -> None:
    async def script(app: Browser, pilot: Pilot[None]) -> None:
        await pilot.press("slash", "q", "o")
        await pilot.pause()
        assert app.is_running
        assert app.query_one("#search", Input).value == "qo"
        await app.workers.wait_for_complete()

    drive(catalogue, script)


@pytest.mark.parametrize("size", SIZES)
def test_enter_on_a_record_shows_its_page_with_its_citations(catalogue: Catalogue, size: tuple[int, int]) -> None:
    first = catalogue.cards.of_kind("policy")[0]

    async def script(app: Browser, pilot: Pilot[None]) -> None:
        await pilot.press("enter")
        await pilot.pause()
        assert table(app).has_focus
        await pilot.press("enter")
        await pilot.pause()
        assert app.query_one("#page").has_focus
        seen = squeezed(page(app))
        assert first["id"] in seen
        assert all(squeezed(f"{entry['source']}: {entry['locator']}") in seen for entry in first["citations"])

    drive(catalogue, script, size=size)


def test_moving_in_the_list_shows_the_record_under_the_cursor(catalogue: Catalogue) -> None:
    second = catalogue.cards.of_kind("policy")[1]

    async def script(app: Browser, pilot: Pilot[None]) -> None:
        await pilot.press("enter", "down")
        await pilot.pause()
        assert squeezed(second["name_zh"]) in squeezed(page(app))
        assert "Citations" in page(app)

    drive(catalogue, script)


def test_the_first_page_comes_back_at_a_key(catalogue: Catalogue) -> None:
    async def script(app: Browser, pilot: Pilot[None]) -> None:
        await pilot.press("enter", "down")
        await pilot.pause()
        assert "Headline figures" not in page(app)
        await pilot.press("o")
        await pilot.pause()
        assert "Headline figures" in page(app)

    drive(catalogue, script)


@pytest.mark.parametrize("size", SIZES)
def test_hostile_texts_break_nothing_and_stand_as_they_are(hostile: Catalogue, size: tuple[int, int]) -> None:
    async def script(app: Browser, pilot: Pilot[None]) -> None:
        assert column(app, "Name")[: len(HOSTILE)] == [visible(name) for name in HOSTILE]
        await pilot.press("enter", "down", "up")
        for name in HOSTILE:
            await pilot.pause()
            shown = screen(app)
            assert "\x1b" not in shown and "\u202e" not in shown
            for text in (name, f"Summary {name}", f"Locator {name}"):
                assert squeezed(visible(text)) in squeezed(page(app))
            await pilot.press("down")
        await pilot.press("slash")
        await search(app, pilot, "[/red] z")
        assert rows(app)

    drive(hostile, script, size=size)


def test_q_leaves(catalogue: Catalogue) -> None:
    async def script(app: Browser, pilot: Pilot[None]) -> None:
        assert app.is_running
        await pilot.press("q")
        await pilot.pause()

    app = drive(catalogue, script)
    assert app.return_code == 0
    assert app._exit


def test_the_keys_are_explained_at_a_key(catalogue: Catalogue) -> None:
    async def script(app: Browser, pilot: Pilot[None]) -> None:
        await pilot.press("question_mark")
        await pilot.pause()
        assert "Arrows move" in squeezed_words(screen(app))

    drive(catalogue, script)


def squeezed_words(text: str) -> str:
    return re.sub(r"[\s│▌▐▏▕]+", " ", text)


@pytest.mark.parametrize("size", [(40, 10), (60, 16), (200, 60)])
def test_no_size_of_terminal_breaks_it(catalogue: Catalogue, size: tuple[int, int]) -> None:
    async def script(app: Browser, pilot: Pilot[None]) -> None:
        await pilot.press("enter", "down")
        await pilot.resize_terminal(100, 30)
        await pilot.pause()
        await pilot.resize_terminal(*size)
        await pilot.pause()
        assert table(app).cursor_row == 1
        assert len(screen(app).splitlines()) == size[1]

    drive(catalogue, script, size=size)


def colours(app: Browser) -> set[str]:
    return {
        str(colour)
        for strip in app.screen._compositor.render_strips()
        for segment in strip
        if segment.style is not None
        for colour in (segment.style.color, segment.style.bgcolor)
        if colour is not None and not colour.is_default
    }


def test_no_color_leaves_no_colour_on_the_screen(catalogue: Catalogue, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("NO_COLOR", "1")

    async def script(app: Browser, pilot: Pilot[None]) -> None:
        assert app.ansi_color
        await pilot.press("enter", "down")
        await pilot.pause()
        assert colours(app) == set()

    drive(catalogue, script, ansi=True)


@pytest.mark.parametrize(("value", "ansi", "left"), [("1", True, "1"), ("", False, None), (None, False, None)])
def test_no_color_is_obeyed_and_an_empty_one_is_none(
    catalogue: Catalogue, monkeypatch: pytest.MonkeyPatch, value: str | None, ansi: bool, left: str | None
) -> None:
    import os

    opened: list[tuple[bool, str | None]] = []

    class Noted(Browser):
        def run(self, *_: object, **__: object) -> None:
            opened.append((bool(self.ansi_color), os.environ.get("NO_COLOR")))

    if value is None:
        monkeypatch.delenv("NO_COLOR", raising=False)
    else:
        monkeypatch.setenv("NO_COLOR", value)
    monkeypatch.setattr(application, "Browser", Noted)
    application.run(catalogue)
    assert opened == [(ansi, left)]
