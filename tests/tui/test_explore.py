"""Explore and Record: results as one types, facets, marks, the record under the cursor, and the way back."""

from __future__ import annotations

import json
from collections import Counter
from pathlib import Path

import pytest
from rich.text import Text
from textual.pilot import Pilot
from textual.widgets import Input, OptionList

from dftzcli.catalogue import Catalogue
from dftzcli.cli.app import main
from dftzcli.tui.app import Dftz
from dftzcli.tui.finding import matched
from dftzcli.tui.place import Place
from dftzcli.tui.places.explore import Explore
from dftzcli.tui.places.facet_list import turned
from dftzcli.tui.places.record import Record
from dftzcli.tui.themes import WITHOUT_COLOUR
from dftzcli.tui.views import ExploreView, RecordView, view_of
from dftzcli.tui.widgets.page_view import PageView
from dftzcli.tui.widgets.record_list import RecordList
from tests.tui.playing import SIZES, drive, hostile, press, screen, settled, told

VIEW = ExploreView()


def explore(app: Dftz) -> Explore:
    place = app.screen_stack[0]
    assert isinstance(place, Explore)
    return place


async def typed(app: Dftz, pilot: Pilot[None], words: str) -> None:
    await pilot.press("slash")
    app.screen.query_one("#line", Input).value = words
    await pilot.pause(0.15)
    await settled(app, pilot)


@pytest.mark.parametrize("size", SIZES)
def test_it_opens_with_real_rows_of_the_whole_catalogue(catalogue: Catalogue, size: tuple[int, int]) -> None:
    async def script(app: Dftz, pilot: Pilot[None]) -> None:
        total = sum(catalogue.cards.counts().values())
        assert app.screen.query_one(RecordList).row_count == total
        assert f"{total} of {total}" in screen(app)

    drive(catalogue, VIEW, script, size=size)


def test_the_list_has_twelve_rows_at_80_by_24_below_two_lines_and_above_one(catalogue: Catalogue) -> None:
    async def script(app: Dftz, pilot: Pilot[None]) -> None:
        listed = app.screen.query_one(RecordList)
        # One line of it is that of the titles.
        assert listed.size.height >= 13
        assert listed.region.y == 2
        assert app.screen.query_one("#preview").region.bottom == 23

    drive(catalogue, VIEW, script, size=(80, 24))


def test_facets_and_record_stand_where_there_is_room_for_them(catalogue: Catalogue) -> None:
    async def script(app: Dftz, pilot: Pilot[None]) -> None:
        facets, listed, preview = (app.screen.query_one(f"#{name}") for name in ("facets", "list", "preview"))
        for size, shows_facets, is_beside in (
            ((80, 24), False, False), ((120, 40), True, False), ((160, 45), True, True), ((100, 30), False, False),
        ):  # fmt: skip
            await pilot.resize_terminal(*size)
            await settled(app, pilot)
            assert facets.display is shows_facets
            assert (preview.region.y == listed.region.y) is is_beside
            assert listed.has_focus
        await press(app, pilot, "f")
        assert facets.has_focus and not preview.display and listed.display
        await press(app, pilot, "f")
        assert listed.has_focus and not facets.display and preview.display

    drive(catalogue, VIEW, script, size=(80, 24))


def test_without_colour_the_facet_and_the_choice_under_the_cursor_are_seen(
    catalogue: Catalogue, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("NO_COLOR", "1")

    def is_seen(app: Dftz, words: str) -> bool:
        strips = [strip for strip in app.screen._compositor.render_strips() if words in strip.text]
        signs = strips[0].text.partition(words)[0].rstrip()
        reversed_ = any(part.style and part.style.reverse and words in part.text for part in strips[0])
        return len(strips) == 1 and signs.endswith(">") and reversed_

    async def script(app: Dftz, pilot: Pilot[None]) -> None:
        await press(app, pilot, "f", "down", "down")
        first, second = (f"{count} {kind}" for kind, count in Counter(catalogue.cards.counts()).most_common(2))
        assert is_seen(app, second) and not is_seen(app, first)
        await press(app, pilot, "escape", "y", "down")
        assert is_seen(app, "the row, with value")

    drive(catalogue, VIEW, script, ansi=True, theme=WITHOUT_COLOUR)


def test_a_snippet_begins_so_late_that_its_first_match_is_in_sight() -> None:
    found = matched("The overview gives the «cold-chain» cargo of the «port»")
    assert isinstance(found, Text) and found.plain == "…gives the cold-chain cargo of the port"
    assert [found.plain[span.start : span.end] for span in found.spans if span.style == ".match"] == [
        "cold-chain", "port"
    ]  # fmt: skip
    assert str(matched("no match in it at all, however long it is")) == "no match in it at all, however long it is"


def test_what_is_typed_finds_what_the_command_line_finds(catalogue: Catalogue) -> None:
    async def script(app: Dftz, pilot: Pilot[None]) -> None:
        await typed(app, pilot, "batery")
        expected = catalogue.search("batery", limit=None)
        assert explore(app).shown_ids() == tuple(hit.id for hit in expected.hits)
        assert "read batery as battery" in screen(app)

    drive(catalogue, VIEW, script)


def test_letters_typed_into_the_box_are_no_commands(catalogue: Catalogue) -> None:
    async def script(app: Dftz, pilot: Pilot[None]) -> None:
        await press(app, pilot, "slash", "q", "e", "x", "1")
        assert app.screen.query_one("#line", Input).value == "qex1"
        assert isinstance(app.screen, Explore)

    drive(catalogue, VIEW, script)


def test_when_nothing_fits_it_says_so_and_what_is_nearest(catalogue: Catalogue) -> None:
    async def script(app: Dftz, pilot: Pilot[None]) -> None:
        await typed(app, pilot, "xqzvwk")
        assert app.screen.query_one(RecordList).row_count == 0
        assert "nothing in the" in screen(app)
        assert "x clears the words" in " ".join(screen(app).split())
        # What was under the cursor before is meant by nothing any more.
        assert explore(app).current is None
        assert str(app.screen.query_one("#page .page-view--text").render()).strip() == ""

    drive(catalogue, VIEW, script)


def test_a_filter_that_nobody_can_mean_is_said_and_survived(catalogue: Catalogue) -> None:
    async def script(app: Dftz, pilot: Pilot[None]) -> None:
        await typed(app, pilot, "kind:polcy")
        assert "polcy" in screen(app)
        await typed(app, pilot, "cold chain")
        assert app.screen.query_one(RecordList).row_count

    drive(catalogue, VIEW, script)


def test_escape_goes_back_one_step_at_a_time(catalogue: Catalogue) -> None:
    async def script(app: Dftz, pilot: Pilot[None]) -> None:
        await typed(app, pilot, "cold chain")
        await press(app, pilot, "escape")
        assert app.screen.query_one(RecordList).has_focus
        assert explore(app).view.query == "cold chain"
        await press(app, pilot, "escape")
        assert explore(app).view.query == ""

    drive(catalogue, VIEW, script)


def test_a_facet_narrows_and_is_taken_back(catalogue: Catalogue) -> None:
    async def script(app: Dftz, pilot: Pilot[None]) -> None:
        await press(app, pilot, "f")
        facets = app.screen.query_one("#facets", OptionList)
        place = next(n for n in range(facets.option_count) if facets.get_option_at_index(n).id == "kind:project")
        facets.highlighted = place
        await press(app, pilot, "enter")
        assert explore(app).view.query == "kind:project"
        assert app.screen.query_one(RecordList).row_count == catalogue.cards.counts()["project"]
        await press(app, pilot, "escape", "x")
        assert explore(app).view.query == ""

    drive(catalogue, VIEW, script)


def test_a_facet_is_taken_for_none_that_only_begins_like_it() -> None:
    assert turned("port", "place:dalian") == "port place:dalian"
    assert turned("place:dalian-port port", "place:dalian") == "place:dalian-port port place:dalian"
    assert turned("place:dalian-port place:dalian port", "place:dalian") == "place:dalian-port port"
    assert turned('agency:"a b" port', "agency:a b") == "port"


def test_enter_opens_the_record_and_back_returns_to_the_same_row(catalogue: Catalogue) -> None:
    async def script(app: Dftz, pilot: Pilot[None]) -> None:
        await typed(app, pilot, "panasonic")
        await press(app, pilot, "enter", "down")
        before = app.screen.query_one(RecordList).cursor
        chosen = explore(app).current
        await press(app, pilot, "enter")
        assert isinstance(app.screen, Record)
        assert app.screen.current == chosen
        assert f"> {chosen}" in screen(app)
        await press(app, pilot, "escape")
        assert isinstance(app.screen, Explore)
        assert app.screen.query_one(RecordList).cursor == before

    drive(catalogue, VIEW, script)


def test_a_linked_record_is_opened_over_the_one_before(catalogue: Catalogue) -> None:
    async def script(app: Dftz, pilot: Pilot[None]) -> None:
        assert app.screen.query_one(PageView).has_focus
        await press(app, pilot, "n", "enter")
        assert isinstance(app.screen, Record)
        assert app.screen.current != "panasonic"
        await press(app, pilot, "escape")
        assert app.screen.view == RecordView("panasonic")

    drive(catalogue, RecordView("panasonic"), script)


def test_the_preview_follows_the_cursor(catalogue: Catalogue) -> None:
    async def script(app: Dftz, pilot: Pilot[None]) -> None:
        await press(app, pilot, "down", "down")
        current = explore(app).current
        assert current is not None
        assert current in screen(app)

    drive(catalogue, VIEW, script)


def test_marks_are_kept_over_another_search(catalogue: Catalogue) -> None:
    async def script(app: Dftz, pilot: Pilot[None]) -> None:
        await press(app, pilot, "space")
        marked = app.desk.marked
        assert len(marked) == 1
        await typed(app, pilot, "cold chain")
        await press(app, pilot, "enter", "space")
        assert app.desk.marked[0] == marked[0]
        assert len(app.desk.marked) == 2
        assert "[2 marked]" in screen(app)

    drive(catalogue, VIEW, script)


def test_the_order_can_be_chosen(catalogue: Catalogue) -> None:
    async def script(app: Dftz, pilot: Pilot[None]) -> None:
        explore(app).ask(ExploreView(sort="name"))
        await settled(app, pilot)
        names = [catalogue.item(identity)["name"].casefold() for identity in explore(app).shown_ids()[:20]]
        assert names == sorted(names)

    drive(catalogue, VIEW, script)


def test_an_export_holds_what_the_view_shows(
    catalogue: Catalogue, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)

    async def script(app: Dftz, pilot: Pilot[None]) -> None:
        await press(app, pilot, "e")
        app.screen.query_one(Input).value = "found.json"
        await press(app, pilot, "enter")
        ids = [item["id"] for item in json.loads((tmp_path / "found.json").read_text())["items"]]
        assert tuple(ids) == app.screen_stack[0].shown_ids()  # type: ignore[attr-defined]
        assert "wrote" in told(app)

    drive(catalogue, ExploreView("kind:project"), script)


@pytest.mark.parametrize("name", ["csv", "jsonl", "sqlite"])
def test_an_export_of_what_words_find_has_the_bytes_that_the_command_line_writes(
    catalogue: Catalogue, name: str, tmp_path: Path, shell: Path
) -> None:
    view = ExploreView("cold chain")
    with pytest.raises(SystemExit, match="0"):
        main([*view.command, "-o", str(tmp_path / f"line.{name}")])

    async def script(app: Dftz, pilot: Pilot[None]) -> None:
        await press(app, pilot, "e")
        app.screen.query_one(Input).value = str(tmp_path / f"key.{name}")
        await press(app, pilot, "enter")
        assert (tmp_path / f"key.{name}").read_bytes() == (tmp_path / f"line.{name}").read_bytes()

    drive(catalogue, view, script)


def test_a_file_that_is_there_is_replaced_only_when_that_is_wanted(
    catalogue: Catalogue, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    (tmp_path / "mine.csv").write_text("mine")

    async def script(app: Dftz, pilot: Pilot[None]) -> None:
        await press(app, pilot, "e")
        app.screen.query_one(Input).value = "mine.csv"
        await press(app, pilot, "enter", "enter")
        assert (tmp_path / "mine.csv").read_text() == "mine"

    drive(catalogue, ExploreView("kind:project"), script)


def test_a_file_name_without_a_format_is_told_and_nothing_is_written(
    catalogue: Catalogue, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)

    async def script(app: Dftz, pilot: Pilot[None]) -> None:
        await press(app, pilot, "e")
        app.screen.query_one(Input).value = "found.doc"
        await press(app, pilot, "enter")
        assert "names no format" in told(app)
        assert not list(tmp_path.iterdir())

    drive(catalogue, ExploreView("kind:project"), script)


def test_the_command_line_of_the_view_is_shown(catalogue: Catalogue) -> None:
    async def script(app: Dftz, pilot: Pilot[None]) -> None:
        await press(app, pilot, "E")
        assert "dftz search 'cold chain' --all" in screen(app)
        assert "catalogue.search('cold chain', limit=None)" in screen(app)

    drive(catalogue, ExploreView("cold chain"), script)


@pytest.mark.parametrize("size", SIZES)
def test_every_key_that_works_here_is_in_the_help(catalogue: Catalogue, size: tuple[int, int]) -> None:
    from dftzcli.tui import keys

    async def script(app: Dftz, pilot: Pilot[None]) -> None:
        await press(app, pilot, "question_mark")
        view = app.screen.query_one(PageView)
        shown = str(view.query(".page-view--text").first().render())
        assert all(row.title in shown for row in keys.help_rows("explore"))

    drive(catalogue, VIEW, script, size=size)


@pytest.mark.parametrize("size", SIZES)
def test_hostile_texts_break_nothing(size: tuple[int, int]) -> None:
    async def script(app: Dftz, pilot: Pilot[None]) -> None:
        for _ in range(8):
            await press(app, pilot, "down")
        assert "\x1b" not in screen(app)
        await press(app, pilot, "enter")
        assert isinstance(app.screen, Record)

    drive(hostile(), VIEW, script, size=size)


def test_no_size_of_terminal_breaks_it_and_a_small_one_is_told(catalogue: Catalogue) -> None:
    async def script(app: Dftz, pilot: Pilot[None]) -> None:
        await press(app, pilot, *["down"] * 5)
        for size in ((40, 10), (20, 5), (60, 16), (80, 24), (200, 60), (120, 40)):
            await pilot.resize_terminal(*size)
            await pilot.pause()
            is_small = size[0] < 60 or size[1] < 16
            assert app.screen.has_class("-small") is is_small
        assert app.screen.query_one(RecordList).cursor == 5

    drive(catalogue, VIEW, script)


def test_every_place_is_gone_to_by_its_number(catalogue: Catalogue) -> None:
    async def script(app: Dftz, pilot: Pilot[None]) -> None:
        for key, name in (("1", "overview"), ("4", "figures"), ("6", "shortlist"), ("7", "sources"), ("2", "explore")):
            await press(app, pilot, key)
            place = app.screen
            assert isinstance(place, Place)
            assert place.view.place == name

    drive(catalogue, VIEW, script)


def test_a_view_that_is_none_is_refused_with_the_nearest() -> None:
    from dftzcli.errors import UsageError

    with pytest.raises(UsageError) as refused:
        view_of("explorer")
    assert "explore" in refused.value.fix


def test_q_leaves(catalogue: Catalogue) -> None:
    async def script(app: Dftz, pilot: Pilot[None]) -> None:
        await press(app, pilot, "q")
        assert not app.is_running or app._exit

    drive(catalogue, VIEW, script)
