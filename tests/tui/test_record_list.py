"""The list of records: moving, marking, sorting, any number of rows, any text, any size, with colour and without."""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable, Sequence
from typing import Any, TypeVar

import pytest
from hypothesis import given
from hypothesis import strategies as st
from rich.cells import cell_len
from rich.segment import Segment
from rich.text import Text
from textual import on
from textual.app import App, ComposeResult
from textual.events import MouseScrollDown
from textual.message import Message
from textual.pilot import Pilot
from textual.widgets import Input

from dftzcli.render.escape import visible
from dftzcli.tui.widgets.list_cells import fitted
from dftzcli.tui.widgets.list_columns import GAP, Column, Justify, arranged
from dftzcli.tui.widgets.list_lines import Sort
from dftzcli.tui.widgets.list_messages import FromList, Highlighted, MarksChanged, Opened, SortAsked
from dftzcli.tui.widgets.list_rows import CardRows, Cell, FetchedRows, Row
from dftzcli.tui.widgets.record_list import RecordList

COLUMNS = (
    Column("name", "Name", priority=9),
    Column("status", "Status", width=9),
    Column("value", "Value", width=9, justify="right", priority=5),
)
HOSTILE = (
    "[/red] z",
    "[b",
    "[reduced]",
    "\x1b[31mred\x1b[0m",
    "\x1b]0;title\x07",
    "two\nlines",
    "a\tb",
    "\u202egnp.exe",
    "שלום עולם",
    "\u200d\u200d大☺💻",
    "👩‍💻 e\u0301",
    "名" * 10_000,
    "x" + "\u0301" * 10_000,
)
F = TypeVar("F", bound=FromList)


class Asked:
    """Rows that are made when they are asked for, and what was asked for."""

    def __init__(self, total: int, cells: Callable[[int], tuple[Cell, ...]] | None = None) -> None:
        self.total = total
        self.cells = cells or (lambda number: (f"Name {number}", "operating", f"{number:,}"))
        self.asked: list[tuple[int, int]] = []

    def __len__(self) -> int:
        return self.total

    def rows(self, start: int, end: int) -> Sequence[Row]:
        assert 0 <= start < end <= self.total
        self.asked.append((start, end))
        return [Row(f"id-{number}", self.cells(number)) for number in range(start, end)]


class Host(App[None]):
    """An application that is a list and a box, and hears what the list posts."""

    CSS = "RecordList { height: 1fr; } Input { height: 1; border: none; display: none; }"

    def __init__(self, source: Any, *, columns: Sequence[Column] = COLUMNS, ansi: bool = False, **options: Any) -> None:
        super().__init__(ansi_color=ansi)
        self.list = RecordList(columns, source, id="records", **options)
        self.heard: list[Message] = []

    def compose(self) -> ComposeResult:
        yield self.list
        yield Input()

    def on_mount(self) -> None:
        self.list.focus()

    @on(RecordList.Opened, "#records")
    @on(RecordList.Highlighted, "#records")
    @on(RecordList.MarksChanged, "#records")
    @on(RecordList.SortAsked, "#records")
    def hear(self, message: Message) -> None:
        self.heard.append(message)

    def of(self, kind: type[F]) -> list[F]:
        return [message for message in self.heard if isinstance(message, kind)]


Script = Callable[[Host, Pilot[None]], Awaitable[None]]


def drive(app: Host, script: Script, *, size: tuple[int, int] = (60, 11)) -> None:
    """Play a script; the list has a line of titles and ten rows unless another size is given."""

    async def play() -> None:
        async with app.run_test(size=size) as pilot:
            await pilot.pause()
            await script(app, pilot)

    asyncio.run(play())


def strips(app: Host) -> list[list[Segment]]:
    return [list(strip) for strip in app.screen._compositor.render_strips()]


def lines(app: Host) -> list[str]:
    """Return what stands on the screen."""
    return ["".join(segment.text for segment in strip) for strip in strips(app)]


def cursor_lines(app: Host) -> list[str]:
    return [line for line in lines(app) if line.startswith(">")]


def test_it_shows_titles_and_rows_in_columns() -> None:
    async def script(app: Host, pilot: Pilot[None]) -> None:
        shown = lines(app)
        assert shown[0].split() == ["Name", "Status", "Value"]
        assert [line[1:].split() for line in shown[1:]] == [["Name", str(n), "operating", str(n)] for n in range(10)]
        assert len({line.index("operating") for line in shown[1:]}) == 1
        assert len({len(line.rstrip()) for line in shown}) == 1, "the values end where their title ends"

    drive(Host(Asked(10)), script)


@pytest.mark.parametrize(
    ("keys", "row"),
    [
        ("down", 1),
        ("j j", 2),
        ("down down up", 1),
        ("j j k", 1),
        ("up", 0),
        ("G", 99),
        ("end down", 99),
        ("G g", 0),
        ("end home", 0),
        ("pagedown", 10),
        ("G pageup", 89),
        ("pageup", 0),
    ],
)
def test_a_key_moves_the_cursor_and_brings_its_row_into_sight(keys: str, row: int) -> None:
    async def script(app: Host, pilot: Pilot[None]) -> None:
        await pilot.press(*keys.split())
        await pilot.pause()
        assert app.list.cursor == row
        assert app.list.current == f"id-{row}"
        assert [line.split()[2] for line in cursor_lines(app)] == [str(row)]

    drive(Host(Asked(100)), script)


def test_moving_says_where_the_cursor_stands_and_a_key_that_does_not_move_it_says_nothing() -> None:
    async def script(app: Host, pilot: Pilot[None]) -> None:
        await pilot.press("up", "down", "G", "down")
        await pilot.pause()
        assert [(said.id, said.row) for said in app.of(Highlighted)] == [("id-0", 0), ("id-1", 1), ("id-49", 49)]

    drive(Host(Asked(50)), script)


def test_enter_opens_the_record_under_the_cursor() -> None:
    async def script(app: Host, pilot: Pilot[None]) -> None:
        await pilot.press("down", "enter")
        await pilot.pause()
        assert [said.id for said in app.of(Opened)] == ["id-1"]

    drive(Host(Asked(5)), script)


def test_space_marks_with_a_sign_and_takes_the_mark_away() -> None:
    async def script(app: Host, pilot: Pilot[None]) -> None:
        await pilot.press("space", "down", "space")
        await pilot.pause()
        assert [line[1] for line in lines(app)[1:4]] == ["✓", "✓", " "]
        await pilot.press("space")
        await pilot.pause()
        assert [line[1] for line in lines(app)[1:4]] == ["✓", " ", " "]
        assert [said.ids for said in app.of(MarksChanged)] == [{"id-0"}, {"id-0", "id-1"}, {"id-0"}]
        assert app.list.marked == {"id-0"}

    drive(Host(Asked(5)), script)


def test_marks_stay_when_other_rows_are_shown_and_a_caller_may_set_them() -> None:
    async def script(app: Host, pilot: Pilot[None]) -> None:
        await pilot.press("down", "space")
        app.list.show(Asked(3))
        await pilot.pause()
        assert [line[1] for line in lines(app)[1:4]] == [" ", "✓", " "]
        mine = {"id-2"}
        app.list.marked = mine
        mine.add("id-0")
        await pilot.pause()
        assert [line[1] for line in lines(app)[1:4]] == [" ", " ", "✓"]

    drive(Host(Asked(5)), script)


def test_ascii_alone_is_enough_for_every_sign() -> None:
    async def script(app: Host, pilot: Pilot[None]) -> None:
        await pilot.press("space")
        await pilot.pause()
        shown = lines(app)
        assert shown[1].startswith(">* long long")
        assert "long~  planned" in shown[1]
        assert all(line.isascii() for line in shown)

    source = Asked(3, lambda number: ("long " * 30, "planned", str(number)))
    drive(Host(source, ascii_only=True), script)


@pytest.mark.parametrize(("title", "key"), [("Name", "name"), ("Status", "status"), ("Value", "value")])
def test_a_click_on_a_title_asks_for_that_order_and_moves_nothing(title: str, key: str) -> None:
    async def script(app: Host, pilot: Pilot[None]) -> None:
        await pilot.press("down")
        await pilot.click(RecordList, offset=(lines(app)[0].index(title), 0))
        await pilot.pause()
        assert [said.column for said in app.of(SortAsked)] == [key]
        assert app.list.cursor == 1

    drive(Host(Asked(5)), script)


def test_a_click_on_the_gap_before_the_titles_asks_for_nothing() -> None:
    async def script(app: Host, pilot: Pilot[None]) -> None:
        await pilot.click(RecordList, offset=(1, 0))
        await pilot.pause()
        assert app.of(SortAsked) == []

    drive(Host(Asked(5)), script)


@pytest.mark.parametrize(
    ("sort", "title"),
    [(Sort("name"), "Name ^"), (Sort("name", True), "Name v"), (Sort("value", True), "Value v"), (None, "Name ")],
)
def test_an_arrow_says_the_order(sort: Sort | None, title: str) -> None:
    async def script(app: Host, pilot: Pilot[None]) -> None:
        app.list.sort = sort
        await pilot.pause()
        assert title in lines(app)[0]
        assert len(set(lines(app)[0].split()) & {"^", "v"}) == bool(sort)

    drive(Host(Asked(5)), script)


def test_the_arrow_stays_where_the_title_has_no_room() -> None:
    async def script(app: Host, pilot: Pilot[None]) -> None:
        app.list.sort = Sort("long")
        await pilot.pause()
        assert lines(app)[0].rstrip() == "   A lo… ^"

    columns = (Column("long", "A long title", width=7),)
    drive(Host(Asked(5, lambda number: ("x",)), columns=columns), script)


def test_a_click_moves_and_a_second_one_opens() -> None:
    async def script(app: Host, pilot: Pilot[None]) -> None:
        await pilot.click(RecordList, offset=(8, 3))
        await pilot.pause()
        assert (app.list.cursor, app.of(Opened)) == (2, [])
        await pilot.click(RecordList, offset=(8, 4), times=2)
        await pilot.pause()
        assert [said.id for said in app.of(Opened)] == ["id-3"]
        await pilot.click(RecordList, offset=(8, 8))
        await pilot.pause()
        assert app.list.cursor == 3, "there is no row under the last one"

    drive(Host(Asked(5)), script)


def test_a_click_beside_a_row_marks_it() -> None:
    async def script(app: Host, pilot: Pilot[None]) -> None:
        await pilot.click(RecordList, offset=(1, 3))
        await pilot.pause()
        assert app.list.marked == {"id-2"}
        assert [said.ids for said in app.of(MarksChanged)] == [{"id-2"}]

    drive(Host(Asked(5)), script)


def test_a_click_finds_its_row_also_when_the_list_is_scrolled() -> None:
    async def script(app: Host, pilot: Pilot[None]) -> None:
        await pilot.press("G")
        await pilot.pause()
        await pilot.click(RecordList, offset=(8, 1))
        await pilot.pause()
        assert app.list.cursor == 90

    drive(Host(Asked(100)), script)


def test_the_wheel_scrolls_and_leaves_the_cursor() -> None:
    async def script(app: Host, pilot: Pilot[None]) -> None:
        for _ in range(3):
            await pilot._post_mouse_events([MouseScrollDown], RecordList, offset=(5, 5))
        await pilot.wait_for_scheduled_animations()
        assert app.list.scroll_offset.y > 0
        assert app.list.cursor == 0
        assert cursor_lines(app) == []
        await pilot.press("down")
        await pilot.pause()
        assert [line.split()[2] for line in cursor_lines(app)] == ["1"]

    drive(Host(Asked(100)), script)


def test_of_100_000_rows_only_those_in_sight_are_asked_for() -> None:
    source = Asked(100_000)

    async def script(app: Host, pilot: Pilot[None]) -> None:
        assert {n for start, end in source.asked for n in range(start, end)} == set(range(10))
        source.asked.clear()
        await pilot.press("G")
        await pilot.pause()
        assert source.asked == [(99_990, 100_000)]
        source.asked.clear()
        await pilot.press("up", "up")
        await pilot.pause()
        assert source.asked == [], "what is at hand is not asked for again"
        assert len(app.list._rows._kept) <= 20

    drive(Host(source), script)


def test_a_row_further_asks_for_one_row() -> None:
    source = Asked(100_000)

    async def script(app: Host, pilot: Pilot[None]) -> None:
        await pilot.press(*["down"] * 9)
        await pilot.pause()
        source.asked.clear()
        await pilot.press("down")
        await pilot.pause()
        assert source.asked == [(10, 11)]

    drive(Host(source), script)


def test_rows_that_were_in_sight_long_ago_are_let_go() -> None:
    async def script(app: Host, pilot: Pilot[None]) -> None:
        for row in range(0, 30_000, 10):
            app.list.cursor = row
            app.list.render_line(1)
        assert len(app.list._rows._kept) < 1100

    drive(Host(Asked(100_000)), script)


def test_a_source_that_gives_fewer_rows_than_it_has_leaves_empty_lines() -> None:
    async def script(app: Host, pilot: Pilot[None]) -> None:
        await pilot.press("G", "enter", "space")
        await pilot.pause()
        assert "Name 3" in lines(app)[4]
        assert lines(app)[5].strip() == ""
        assert app.of(Opened) == []

    source = FetchedRows(8, lambda start, end: Asked(8).rows(start, end)[: max(4 - start, 0)])
    drive(Host(source), script)


def test_cards_become_rows_when_they_come_into_sight() -> None:
    made: list[str] = []

    def cells(card: dict[str, Any]) -> tuple[str, ...]:
        made.append(card["id"])
        return (card["name"], "planned", "1")

    async def script(app: Host, pilot: Pilot[None]) -> None:
        assert made == [f"card-{number}" for number in range(10)]
        assert app.list.current == "card-0"

    cards = [{"id": f"card-{number}", "name": f"Name {number}"} for number in range(1000)]
    drive(Host(CardRows(cards, cells)), script)


NAMES = (
    "Dalian",
    "大连自由贸易区",
    "混ぜる mixed 文字",
    "e\u0301te\u0301",
    "한국어 텍스트",
    "名" * 60,
    "a" + "名" * 60,
)


@pytest.mark.parametrize("columns", [59, 60])
def test_columns_line_up_whatever_the_script_and_no_character_is_cut_in_half(columns: int) -> None:
    async def script(app: Host, pilot: Pilot[None]) -> None:
        shown = lines(app)[1 : len(NAMES) + 1]
        assert {cell_len(line) for line in shown} == {columns}
        assert len({cell_len(line[: line.index("planned")]) for line in shown}) == 1
        assert "名…" in shown[5] and "名…" in shown[6]

    source = Asked(len(NAMES), lambda number: (NAMES[number], "planned", "1"))
    drive(Host(source), script, size=(columns, 11))


@pytest.mark.parametrize("as_text", [False, True])
@pytest.mark.parametrize("name", HOSTILE)
def test_no_text_breaks_a_row(name: str, as_text: bool) -> None:
    async def script(app: Host, pilot: Pilot[None]) -> None:
        await pilot.press("down", "space", "enter")
        await pilot.pause()
        shown = lines(app)
        joined = "".join(shown)
        assert visible(joined) == joined
        assert [cell_len(line) for line in shown] == [60] * 11
        assert {cell_len(line[: line.index("planned")]) for line in shown[1:4]} == {40}
        plain = visible(cell if isinstance(cell, str) else cell.plain).replace("\u200d", "")
        start = shown[1][3 : 3 + min(len(plain), 16)]
        assert plain.startswith(start.rstrip("… ") or start)

    cell: Cell = Text.assemble((name, "bold"), " end") if as_text else name
    drive(Host(Asked(3, lambda number: (cell, "planned", "1"))), script)


def test_titles_and_the_text_of_an_empty_list_are_made_safe_too() -> None:
    async def script(app: Host, pilot: Pilot[None]) -> None:
        assert "[b\\x1b" in lines(app)[0]
        app.list.show(Asked(0), empty="nothing [/red] \x1b[31m")
        await pilot.pause()
        assert any("nothing [/red] \\x1b[31m" in line for line in lines(app))
        app.list.show(Asked(0), empty="\x1b" * 30)
        await pilot.pause()
        assert "".join("".join(lines(app)[1:]).split()) == "\\x1b" * 30

    drive(Host(Asked(1, lambda number: ("x",)), columns=(Column("a", "[b\x1b"),)), script)


@given(text=st.text(st.characters() | st.sampled_from("大\u200d\ufe0f\u0301☺💻🇨")), width=st.integers(1, 20))
def test_a_cell_is_exactly_as_wide_as_its_column(text: str, width: int) -> None:
    justifies: tuple[Justify, ...] = ("left", "right", "center")
    for justify in justifies:
        for cell in (text, Text(text), Text(text, spans=[])):
            found = fitted(cell, width, justify=justify)
            assert cell_len(found.plain) == width
            assert visible(found.plain) == found.plain


def test_a_cell_that_is_cut_says_so_and_one_that_fits_does_not() -> None:
    assert [fitted(text, 5).plain for text in ("abcde", "abcdef", "大大大", "大大a")] == [
        "abcde",
        "abcd…",
        "大大…",
        "大大a",
    ]
    assert fitted("x" + "\u0301" * 100 + "y", 5).plain.rstrip().endswith("…")
    assert fitted("abcdef", 5, ending="~").plain == "abcd~"
    assert fitted("abcdef", 1).plain == "a"
    assert fitted("ab", 5, justify="right").plain == "   ab"
    assert fitted("ab", 5, justify="center").plain == " ab  "


def test_a_cell_of_the_caller_is_left_as_it_was() -> None:
    cell = Text("a long cell")
    fitted(cell, 4)
    assert cell.plain == "a long cell"


def test_from_40_by_10_to_200_by_60_and_back_the_cursor_stays_in_sight() -> None:
    async def script(app: Host, pilot: Pilot[None]) -> None:
        await pilot.press("pagedown", "pagedown", "pagedown", "down", "space")
        row = app.list.cursor
        for size in ((60, 16), (80, 24), (120, 40), (200, 60), (20, 5), (200, 60), (80, 24), (40, 10)):
            await pilot.resize_terminal(*size)
            await pilot.pause()
            assert app.list.cursor == row
            assert [line[:2] for line in cursor_lines(app)] == [">✓"], size
        assert len(lines(app)) == 10

    drive(Host(Asked(1000)), script, size=(40, 10))


def test_a_list_that_ends_above_the_bottom_fills_the_screen_when_it_grows() -> None:
    async def script(app: Host, pilot: Pilot[None]) -> None:
        await pilot.press("G")
        await pilot.resize_terminal(60, 40)
        await pilot.pause()
        assert "Name 0" in lines(app)[1]
        assert lines(app)[20].startswith(">  Name 19")

    drive(Host(Asked(20)), script)


@pytest.mark.parametrize("size", [(1, 1), (2, 2), (4, 1), (20, 5), (3, 40)])
def test_no_size_is_too_small_to_survive(size: tuple[int, int]) -> None:
    async def script(app: Host, pilot: Pilot[None]) -> None:
        await pilot.resize_terminal(*size)
        await pilot.press("down", "G", "pageup", "space")
        await pilot.pause()
        assert len(lines(app)) == size[1]
        app.list.show(Asked(0))
        await pilot.pause()
        assert app.is_running

    drive(Host(Asked(50)), script)


def test_the_least_important_column_goes_first_and_comes_back() -> None:
    async def script(app: Host, pilot: Pilot[None]) -> None:
        for columns, titles in ((40, "Name Status Value"), (34, "Name Value"), (20, "Name"), (40, "Name Status Value")):
            await pilot.resize_terminal(columns, 11)
            await pilot.pause()
            assert lines(app)[0].split() == titles.split()
            assert "Name 0" in lines(app)[1]

    drive(Host(Asked(5)), script)


def test_columns_share_what_is_left_and_fill_the_width() -> None:
    columns = (Column("a", "A", share=2), Column("b", "B", width=8), Column("c", "C"))
    for room in range(12 + 8 + 12 + 2 * GAP, 200):
        places = arranged(columns, room)
        assert [place.number for place in places] == [0, 1, 2]
        assert places[1].width == 8
        assert places[2].start + places[2].width == room
        assert abs((places[0].width - 12) - 2 * (places[2].width - 12)) <= 2


def test_the_last_column_is_cut_and_without_room_there_is_none() -> None:
    columns = (Column("a", "A", width=20, priority=1), Column("b", "B", width=20))
    assert [place.number for place in arranged(columns, 42)] == [0, 1]
    assert [(place.number, place.width) for place in arranged(columns, 41)] == [(0, 20)]
    assert [(place.number, place.width) for place in arranged(columns, 7)] == [(0, 7)]
    assert arranged(columns, 0) == ()
    assert arranged((), 10) == ()


def test_of_two_columns_alike_the_one_further_right_goes_first() -> None:
    columns = tuple(Column(key, key, width=10) for key in "abc")
    assert [place.number for place in arranged(columns, 25)] == [0, 1]


EMPTY = "Nothing fits these words. Press Esc to clear them."


@pytest.mark.parametrize("size", [(60, 11), (20, 8)])
def test_an_empty_list_says_why_in_its_middle(size: tuple[int, int]) -> None:
    async def script(app: Host, pilot: Pilot[None]) -> None:
        shown = lines(app)
        said = [number for number, line in enumerate(shown) if number and line.strip()]
        assert " ".join(" ".join(shown[number].split()) for number in said) == EMPTY
        assert abs((said[0] - 1) - (size[1] - 1 - said[-1])) <= 1
        for number in said:
            left = len(shown[number]) - len(shown[number].lstrip())
            assert abs(left - (len(shown[number]) - len(shown[number].rstrip()))) <= 1

    drive(Host(Asked(0), empty=EMPTY), script, size=size)


def test_in_an_empty_list_no_key_does_anything() -> None:
    async def script(app: Host, pilot: Pilot[None]) -> None:
        await pilot.press("down", "up", "G", "g", "pagedown", "pageup", "space", "enter")
        await pilot.click(RecordList, offset=(5, 3))
        await pilot.pause()
        assert app.heard == []
        assert app.list.current is None
        assert app.list.cursor == 0

    drive(Host(Asked(0)), script)


def test_other_rows_bring_their_columns_their_cursor_and_their_empty_text() -> None:
    async def script(app: Host, pilot: Pilot[None]) -> None:
        await pilot.press("G")
        await pilot.pause()
        app.heard.clear()
        app.list.show(
            Asked(30, lambda number: (f"Other {number}",)), columns=(Column("other", "Else"),), cursor=12, empty="Gone."
        )
        await pilot.pause()
        assert lines(app)[0].split() == ["Else"]
        assert [line.split()[1:3] for line in cursor_lines(app)] == [["Other", "12"]]
        assert [(said.id, said.row) for said in app.of(Highlighted)] == [("id-12", 12)]
        app.list.show(Asked(0))
        await pilot.pause()
        assert any(line.strip() == "Gone." for line in lines(app))
        app.list.show(Asked(3), cursor=7)
        await pilot.pause()
        assert app.list.cursor == 2

    drive(Host(Asked(1000)), script)


def test_the_first_row_of_other_rows_is_said_though_the_cursor_keeps_its_number() -> None:
    async def script(app: Host, pilot: Pilot[None]) -> None:
        app.list.show(FetchedRows(1, lambda start, end: [Row("another", ("x", "y", "z"))]))
        await pilot.pause()
        assert [said.id for said in app.of(Highlighted)] == ["id-0", "another"]

    drive(Host(Asked(5)), script)


def test_a_row_with_too_few_cells_has_empty_ones() -> None:
    async def script(app: Host, pilot: Pilot[None]) -> None:
        assert lines(app)[1].split() == [">", "only"]
        assert lines(app)[2].split() == []

    cells: dict[int, tuple[Cell, ...]] = {0: ("only",), 1: ()}
    drive(Host(Asked(2, cells.__getitem__)), script)


def styles_of(app: Host, words: str) -> list[Any]:
    """Return the styles of the stretches of the screen that bear exactly these words."""
    return [segment.style for strip in strips(app) for segment in strip if segment.text.strip() == words]


def test_a_match_is_bold_and_underlined_and_nothing_else_is() -> None:
    async def script(app: Host, pilot: Pilot[None]) -> None:
        await pilot.press("G")
        await pilot.pause()
        (style,) = styles_of(app, "chain")
        assert style.bold and style.underline
        (other,) = styles_of(app, "cold")
        assert not other.bold and not other.underline

    cell = Text.assemble("cold ", ("chain", ".match"))
    source = Asked(2, lambda number: (cell if not number else "plain", "", ""))
    drive(Host(source), script)


def test_a_named_style_is_of_the_theme_and_an_unknown_one_is_none() -> None:
    async def script(app: Host, pilot: Pilot[None]) -> None:
        colours = {words: styles_of(app, words)[0].color for words in ("fact", "plan", "dispute", "unknown", "plain")}
        assert len({str(colours[words]) for words in ("fact", "plan", "dispute", "plain")}) == 4
        assert colours["unknown"] == colours["plain"]

    words = ("cursor", "fact", "plan", "dispute", "unknown", "plain")
    source = Asked(6, lambda n: (Text(words[n], style="" if words[n] == "plain" else f".{words[n]}"), "", ""))
    drive(Host(source), script)


def test_another_theme_gives_other_colours_at_once() -> None:
    async def script(app: Host, pilot: Pilot[None]) -> None:
        before = [str(styles_of(app, words)[0].color) for words in ("plain", "fact")]
        app.theme = "textual-light"
        await pilot.pause()
        now = [str(styles_of(app, words)[0].color) for words in ("plain", "fact")]
        assert not set(before) & set(now)

    words = ("cursor", "plain", "fact")
    drive(Host(Asked(3, lambda n: (Text(words[n], style=f".{words[n]}"), "", ""))), script)


def test_the_cursor_is_reversed_where_the_focus_is_and_has_its_sign_where_it_is_not() -> None:
    async def script(app: Host, pilot: Pilot[None]) -> None:
        reversed_lines = [all(s.style and s.style.reverse for s in strip if s.text) for strip in strips(app)]
        assert reversed_lines.index(True) == 1 and sum(reversed_lines) == 1
        app.query_one(Input).display = True
        app.query_one(Input).focus()
        await pilot.pause()
        assert not any(s.style and s.style.reverse for s in strips(app)[1])
        assert lines(app)[1].startswith(">")

    drive(Host(Asked(5)), script)


def test_without_colour_the_cursor_is_reversed_and_no_colour_is_sent(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("NO_COLOR", "1")

    async def script(app: Host, pilot: Pilot[None]) -> None:
        await pilot.press("down", "space")
        await pilot.pause()
        sent = [segment for strip in strips(app) for segment in strip if segment.style is not None]
        assert {str(c) for s in sent if s.style for c in (s.style.color, s.style.bgcolor) if c} <= {
            "Color('default', ColorType.DEFAULT)"
        }
        rows = [any(s.style and s.style.reverse for s in strip) for strip in strips(app)]
        assert rows == [number == 2 for number in range(11)]
        assert lines(app)[2].startswith(">✓")

    drive(Host(Asked(5, lambda n: (Text("x", style=".plan"), "", "")), ansi=True), script)
