"""The pane for pages: drawn to its width, selectable, with links to follow, whatever the text and the size."""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable
from typing import Any

import pytest
from rich.cells import cell_len
from rich.segment import Segment
from textual import on
from textual.app import App, ComposeResult
from textual.pilot import Pilot
from textual.selection import SELECT_ALL
from textual.widgets import Static

from dftzcli.catalogue import Catalogue
from dftzcli.render.escape import visible
from dftzcli.render.page import Drawing, Grid, Heading, Page, Pairs, Paragraph, Points, Span
from dftzcli.render.record_page import record_page
from dftzcli.tui.widgets.page_view import PageView

WORDS = Paragraph("one two three four five six seven eight nine ten eleven twelve thirteen fourteen")
LONG = Page(tuple(Paragraph(f"Paragraph {number} of many, long enough to be wrapped") for number in range(40)))
HOSTILE = (
    "[/red] z",
    "[b",
    "[reduced]",
    "\x1b[31mred\x1b[0m",
    "\x1b]0;title\x07",
    "two\nlines",
    "\u202egnp.exe",
    "שלום עולם",
    "👩‍💻 e\u0301",
    "名" * 10_000,
    "[@click=app.quit]quit[/]",
)


class Host(App[None]):
    """An application that is a pane, and hears which links were opened."""

    def __init__(self, *, ansi: bool = False) -> None:
        super().__init__(ansi_color=ansi)
        self.view = PageView(id="page")
        self.opened: list[str] = []

    def compose(self) -> ComposeResult:
        yield self.view

    def on_mount(self) -> None:
        self.view.focus()

    @on(PageView.LinkOpened, "#page")
    def hear(self, message: PageView.LinkOpened) -> None:
        self.opened.append(message.id)


Script = Callable[[Host, Pilot[None]], Awaitable[None]]


def drive(script: Script, *, size: tuple[int, int] = (60, 12), ansi: bool = False) -> None:
    app = Host(ansi=ansi)

    async def play() -> None:
        async with app.run_test(size=size) as pilot:
            await pilot.pause()
            await script(app, pilot)

    asyncio.run(play())


def strips(app: Host) -> list[list[Segment]]:
    return [list(strip) for strip in app.screen._compositor.render_strips()]


def lines(app: Host) -> list[str]:
    """Return what stands on the screen, without spaces around it."""
    return ["".join(segment.text for segment in strip).strip() for strip in strips(app)]


def selected(app: Host, of: str = ".page-view--text") -> str:
    """Return what is copied when a part of the pane is selected whole."""
    found = app.query_one(of, Static).get_selection(SELECT_ALL)
    assert found is not None
    return found[0]


def styles_of(app: Host, words: str) -> list[Any]:
    return [segment.style for strip in strips(app) for segment in strip if words in segment.text]


def test_a_page_is_wrapped_to_the_width_of_the_pane() -> None:
    async def script(app: Host, pilot: Pilot[None]) -> None:
        app.view.show(Page((Heading("Title", 1), WORDS)))
        await pilot.pause()
        assert lines(app)[0] == "Title"
        assert " ".join(lines(app)).split() == ["Title", *WORDS.line.split()]  # type: ignore[union-attr]
        assert all(len(line) <= 28 for line in lines(app))

    drive(script, size=(30, 12))


def test_a_page_can_be_drawn_for_another_width() -> None:
    async def script(app: Host, pilot: Pilot[None]) -> None:
        app.view.show(Page((WORDS,)), 20)
        await pilot.pause()
        assert lines(app)[:2] == ["one two three four", "five six seven eight"]

    drive(script)


def test_a_page_that_is_shown_before_there_is_a_pane_appears_with_it() -> None:
    class Early(Host):
        def compose(self) -> ComposeResult:
            self.view.show(Page((WORDS,)), links=["japan"])
            yield self.view

    async def play() -> None:
        app = Early()
        async with app.run_test(size=(60, 12)) as pilot:
            await pilot.pause()
            assert "one two three" in lines(app)[0]
            assert "Linked:  1 japan" in lines(app)

    asyncio.run(play())


def test_the_text_can_be_selected_and_has_no_spaces_at_its_ends_of_lines(catalogue: Catalogue) -> None:
    async def script(app: Host, pilot: Pilot[None]) -> None:
        card = catalogue.item("panasonic")
        app.view.show(record_page(catalogue, card), links=["japan"])
        await pilot.pause()
        text = selected(app)
        assert text.startswith("Panasonic\n")
        assert "Citations" in text
        assert all(line == line.rstrip() for line in text.split("\n"))
        assert selected(app, ".page-view--links") == "Linked:  1 japan"
        await pilot.mouse_down(PageView, offset=(1, 0))
        await pilot.hover(PageView, offset=(5, 0))
        await pilot.mouse_up(PageView, offset=(5, 0))
        assert app.screen.get_selected_text() == "Panas"

    drive(script)


@pytest.mark.parametrize(
    ("keys", "first"),
    [
        ("j", 1),
        ("down down", 2),
        ("j j k", 1),
        ("up", 0),
        ("pagedown", 12),
        ("pagedown pageup", 0),
        ("G", 28),
        ("end g", 0),
        ("G home", 0),
    ],
)
def test_keys_scroll(keys: str, first: int) -> None:
    async def script(app: Host, pilot: Pilot[None]) -> None:
        app.view.show(Page(tuple(Points((f"Point {number}",)) for number in range(40))))
        await pilot.pause()
        await pilot.press(*keys.split())
        await pilot.pause()
        assert lines(app)[0].startswith(f"- Point {first}")

    drive(script)


def test_links_stand_below_the_page_numbered_and_wrapped() -> None:
    async def script(app: Host, pilot: Pilot[None]) -> None:
        app.view.show(Page((Paragraph("Text"),)), links=["panasonic", "japan", "dalian-port"])
        await pilot.pause()
        assert lines(app)[:4] == ["Text", "", "Linked:  1 panasonic", "2 japan  3 dalian-port"]

    drive(script, size=(30, 12))


def test_n_and_its_capital_go_round_the_links_and_enter_opens_one() -> None:
    async def script(app: Host, pilot: Pilot[None]) -> None:
        app.view.show(Page((Paragraph("Text"),)), links=["panasonic", "japan", "dalian"])
        assert app.view.current is None
        for key, current in (
            ("n", "panasonic"),
            ("n", "japan"),
            ("N", "panasonic"),
            ("N", "dalian"),
            ("n", "panasonic"),
        ):
            await pilot.press(key)
            await pilot.pause()
            assert app.view.current == current
            assert f">{['panasonic', 'japan', 'dalian'].index(current) + 1} {current}" in lines(app)[2]
            assert lines(app)[2].count(">") == 1
        await pilot.press("enter")
        await pilot.pause()
        assert app.opened == ["panasonic"]

    drive(script)


def test_enter_opens_nothing_unseen() -> None:
    async def script(app: Host, pilot: Pilot[None]) -> None:
        app.view.show(LONG, links=["panasonic", "japan"])
        await pilot.pause()
        await pilot.press("enter")
        await pilot.pause()
        assert app.opened == []
        assert "Linked: >1 panasonic  2 japan" in lines(app)
        await pilot.press("enter")
        await pilot.pause()
        assert app.opened == ["panasonic"]

    drive(script)


def test_a_link_out_of_sight_is_scrolled_to() -> None:
    async def script(app: Host, pilot: Pilot[None]) -> None:
        app.view.show(LONG, links=[f"record-{number}" for number in range(100)])
        await pilot.pause()
        await pilot.press("N")
        await pilot.pause()
        assert ">100 record-99" in lines(app)[-1]
        await pilot.press("g", "n", "n")
        await pilot.pause()
        assert any(">2 record-1 " in line for line in lines(app))

    drive(script)


def test_a_click_on_a_link_opens_it() -> None:
    async def script(app: Host, pilot: Pilot[None]) -> None:
        app.view.show(Page((Paragraph("Text"),)), links=["panasonic", "japan"])
        await pilot.pause()
        await pilot.click(PageView, offset=(lines(app)[2].index("japan") + 1, 2))
        await pilot.pause()
        assert app.opened == ["japan"]
        assert app.view.current == "japan"
        await pilot.click(PageView, offset=(2, 0))
        await pilot.pause()
        assert app.opened == ["japan"]

    drive(script)


def test_without_links_there_are_none_and_their_keys_do_nothing() -> None:
    async def script(app: Host, pilot: Pilot[None]) -> None:
        app.view.show(Page((Paragraph("Text"),)), links=["japan"])
        app.view.show(Page((Paragraph("Text"),)))
        await pilot.press("n", "N", "enter")
        await pilot.pause()
        assert [line for line in lines(app) if line] == ["Text"]
        assert app.opened == []

    drive(script)


def test_another_page_begins_at_its_top_with_no_current_link() -> None:
    async def script(app: Host, pilot: Pilot[None]) -> None:
        app.view.show(LONG, links=["panasonic", "japan"])
        await pilot.pause()
        await pilot.press("N")
        await pilot.pause()
        app.view.show(LONG, links=["dalian"])
        await pilot.pause()
        assert lines(app)[0].startswith("Paragraph 0")
        assert app.view.current is None

    drive(script)


def test_tones_take_the_colours_of_the_theme_and_say_nothing_that_words_do_not() -> None:
    tones = ("good", "open", "warning", "dim", "strong")

    async def script(app: Host, pilot: Pilot[None]) -> None:
        app.view.show(Page(tuple(Points((Span(tone, tone),)) for tone in tones)))  # type: ignore[arg-type]
        await pilot.pause()
        assert lines(app)[:5] == [f"- {tone}" for tone in tones]
        styles = {tone: styles_of(app, tone)[0] for tone in tones}
        assert len({str(styles[tone].color) for tone in tones}) == 5
        assert all(not styles[tone].color.is_system_defined for tone in tones)
        assert styles["warning"].bold and styles["strong"].bold and not styles["good"].bold

    drive(script)


def test_without_colour_the_current_link_is_reversed(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("NO_COLOR", "1")

    async def script(app: Host, pilot: Pilot[None]) -> None:
        app.view.show(Page((Paragraph(Span("Text", "warning")),)), links=["panasonic", "japan"])
        await pilot.press("n")
        await pilot.pause()
        assert all(style.reverse for style in styles_of(app, "1 panasonic"))
        assert not any(style.reverse for style in styles_of(app, "2 japan") + styles_of(app, "Text"))
        sent = [segment.style for strip in strips(app) for segment in strip if segment.style is not None]
        assert all(colour.is_default for style in sent for colour in (style.color, style.bgcolor) if colour)

    drive(script, ansi=True)


@pytest.mark.parametrize("text", HOSTILE)
def test_no_text_breaks_a_page(text: str) -> None:
    page = Page(
        (
            Heading(text, 1),
            Paragraph(text),
            Pairs(((text, text),)),
            Points((text,)),
            Grid((text, "b"), ((text, "c"),)),
            Drawing((text,)),
        )
    )

    async def script(app: Host, pilot: Pilot[None]) -> None:
        app.view.show(page, links=[text[:200], "japan"])
        await pilot.press("n", "enter")
        await pilot.pause()
        assert app.opened == [text[:200]]
        for part in (".page-view--text", ".page-view--links"):
            shown = selected(app, part).replace("\n", "")
            assert visible(shown) == shown
        joined = "".join(selected(app).split())
        assert joined.count("".join(visible(text).split())) >= 5
        await pilot.press("G", "g")
        await pilot.pause()
        assert {cell_len(line) for line in lines(app)} <= set(range(61))

    drive(script)


def test_joiners_that_rich_cannot_cut_leave_the_page_readable() -> None:
    text = "\u200d\u200d大💻"

    async def script(app: Host, pilot: Pilot[None]) -> None:
        page = Page((Grid((text, "b"), ((text, "c"),)), Paragraph("below")))
        app.view.show(page, 3)
        await pilot.pause()
        assert text in selected(app) and "below" in selected(app)

    drive(script)


def test_a_picture_wider_than_the_pane_is_cut_and_not_wrapped() -> None:
    async def script(app: Host, pilot: Pilot[None]) -> None:
        app.view.show(Page((Drawing(("#" * 100, "." * 100)), Paragraph("below"))))
        await pilot.pause()
        assert {line[:5] for line in lines(app) if line} == {"#####", ".....", "below"}
        assert [line[0] for line in lines(app) if line] == ["#", ".", "b"]

    drive(script)


def test_from_40_by_10_to_200_by_60_and_back_the_reader_stays_in_place() -> None:
    async def script(app: Host, pilot: Pilot[None]) -> None:
        app.view.show(LONG, links=["panasonic", "japan"])
        await pilot.pause()
        await pilot.press("pagedown", "pagedown", "pagedown")
        await pilot.pause()
        first = lines(app)[:3]
        for size in ((60, 16), (80, 24), (120, 40), (200, 60), (20, 5), (200, 60), (80, 24), (40, 10)):
            await pilot.resize_terminal(*size)
            await pilot.pause()
            await pilot.pause()
            assert any(line.startswith("Paragraph") for line in lines(app)), size
        assert lines(app)[:3] == first

    drive(script, size=(40, 10))


@pytest.mark.parametrize("size", [(1, 1), (2, 2), (4, 1), (20, 5)])
def test_no_size_is_too_small_to_survive(catalogue: Catalogue, size: tuple[int, int]) -> None:
    async def script(app: Host, pilot: Pilot[None]) -> None:
        app.view.show(record_page(catalogue, catalogue.item("panasonic")), links=["japan"])
        await pilot.resize_terminal(*size)
        await pilot.press("n", "j", "G")
        await pilot.pause()
        assert len(strips(app)) == size[1]
        assert app.is_running

    drive(script)
