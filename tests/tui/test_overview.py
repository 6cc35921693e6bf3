"""The overview: headline figures as cards, plans against facts, what is new, disputed or lacking, a way into each."""

from __future__ import annotations

import json
import re
import threading
from collections import Counter
from pathlib import Path

import pytest
from rich.text import Text
from textual.pilot import Pilot

from dftzcli.catalogue import Catalogue
from dftzcli.model.vocabulary import STATUS_IS_FACT
from dftzcli.render import wording
from dftzcli.tui.app import Dftz
from dftzcli.tui.places import overview
from dftzcli.tui.places.explore import Explore
from dftzcli.tui.places.figure_cards import headline
from dftzcli.tui.places.first_page import ZONE, first, rest
from dftzcli.tui.places.overview import Overview
from dftzcli.tui.places.record import Record
from dftzcli.tui.places.sources import Sources
from dftzcli.tui.views import ExploreView, OverviewView, RecordView, SourcesView
from dftzcli.tui.widgets import board_moves as moves
from dftzcli.tui.widgets.board import Board
from dftzcli.tui.widgets.board_layout import GAP, Section, Tile, laid_out
from tests.tui.playing import SIZES, SMALL, drive, hostile, press, screen, settled, squeezed, told

VIEW = OverviewView()


def board(app: Dftz) -> Board:
    return app.screen.query_one(Board)


def opened(app: Dftz) -> Tile:
    """Return the tile under the cursor."""
    tile = board(app).current
    assert tile is not None
    return tile


def words(tile: Tile) -> str:
    return "\n".join(line.plain for line in tile.lines)


def tiles(*sections: Section) -> list[Tile]:
    return [tile for section in sections for stack in section.stacks for tile in stack]


def numbered(app: Dftz, view: object) -> int:
    """Return the number of the first tile that opens a view."""
    return next(number for number, stop in enumerate(board(app).stops) if stop.tile.opens == view)


# ---- what stands there


def test_the_first_screen_shows_cards_of_headline_figures(catalogue: Catalogue) -> None:
    async def script(app: Dftz, pilot: Pilot[None]) -> None:
        shown = screen(app)
        card = headline(catalogue)[0]
        assert wording.observed(card) in shown
        assert f"{wording.period(card)}, {card['source']}" in shown
        assert re.search(r"\d{4} to \d{4}", shown)
        assert sum(bool(line.strip()) for line in shown.splitlines()[1:-1]) >= 12

    drive(catalogue, VIEW, script, size=SMALL)


def test_a_card_has_value_unit_period_source_age_and_dispute(catalogue: Catalogue) -> None:
    cards = {tile.opens: words(tile) for tile in tiles(first(catalogue)[1])}
    for card in catalogue.cards.of_kind("figure"):
        if card["importance"] == "headline":
            said = cards[RecordView(card["id"])]
            assert wording.observed(card) in said
            assert f"{wording.period(card)}, {card['source']}" in said
            assert ("years old" in said) == (card["age_years"] is not None)
            assert (f"⚠ {card['dispute']}" in said) == bool(card["dispute"])
    assert len(cards) == len(headline(catalogue))


def test_only_a_series_of_more_points_has_a_course(catalogue: Catalogue) -> None:
    cards = {tile.opens: words(tile) for tile in tiles(first(catalogue)[1])}
    drawn = 0
    for card in headline(catalogue):
        (series,) = (
            found
            for found in catalogue.series(card["indicator"])
            if card["id"] in {one.id for point in found.points for one in point.observations}
        )
        has_course = sum(bool(point.observations) for point in series.points) > 1
        course = f"█ {series.points[0].period} to {series.points[-1].period}"
        assert bool(re.search(rf"[▁-█·]+ {re.escape(course[2:])}", cards[RecordView(card["id"])])) is has_course
        drawn += has_course
    assert 0 < drawn < len(cards)


def test_ascii_mode_draws_cards_and_courses_in_ascii(catalogue: Catalogue) -> None:
    async def script(app: Dftz, pilot: Pilot[None]) -> None:
        await press(app, pilot, "down", "space")
        # The bar beside it is textual's own.
        lines = [board(app).render_line(y).text for y in range(board(app).size.height)]
        assert all(line.isascii() for line in lines)
        assert any("#*=" in line for line in lines)

    drive(catalogue, VIEW, script, ascii_only=True)


def test_plans_are_counted_apart_from_facts_and_add_up(catalogue: Catalogue) -> None:
    counts = Counter(card["status"] for card in catalogue.cards.of_kind("project"))
    found = {tile.opens: words(tile) for tile in tiles(first(catalogue)[2])}
    head = found[ExploreView("kind:project")]
    assert f"{sum(counts.values())} projects" in head
    done = sum(count for status, count in counts.items() if status in STATUS_IS_FACT)
    assert f"{done} done or running, {sum(counts.values()) - done} planned or unknown" in head
    for status, count in counts.items():
        said = found[ExploreView(f"kind:project status:{status}")]
        assert str(count) in said.split()
        assert wording.words(status) in said


def test_every_count_is_that_of_the_view_it_opens(catalogue: Catalogue) -> None:
    for tile in tiles(*first(catalogue), *rest(catalogue)):
        if isinstance(tile.opens, ExploreView):
            total = catalogue.search(tile.opens.query, limit=1).total
            assert str(total) in words(tile).split(), tile
        elif isinstance(tile.opens, SourcesView) and "in all" in words(tile) and tile.opens.tab == "gaps":
            assert words(tile).startswith(f"{len(catalogue.gaps())} ")
        elif isinstance(tile.opens, SourcesView) and tile.opens.tab == "stale":
            assert words(tile).startswith(f"{len(catalogue.stale())} ")


def test_the_newest_come_first_and_none_is_of_a_time_to_come(catalogue: Catalogue) -> None:
    newest = [tile for tile in rest(catalogue)[0].stacks[0] if tile.opens is not None]
    moments = reversed(catalogue.timeline(until=catalogue.as_of).moments)
    assert [tile.opens for tile in newest] == [RecordView(one) for one in dict.fromkeys(each.id for each in moments)][
        :6
    ]
    for tile in newest:
        assert isinstance(tile.opens, RecordView)
        card = catalogue.item(tile.opens.id)
        assert card["kind"] != "figure" or wording.observed(card) in words(tile)
    assert all(line.plain[:10] <= catalogue.as_of for tile in newest for line in tile.lines if line.plain[:2] == "20")


def test_the_most_contradicted_records_are_those_most_disagreements_name(catalogue: Catalogue) -> None:
    real = Counter(
        record
        for card in catalogue.cards.of_kind("discrepancy")
        if not card["is_caution"]
        for record in set(card["records"])
    )
    contradicted = [tile for tile in rest(catalogue)[0].stacks[1] if tile.opens is not None]
    found = [tile.opens.id for tile in contradicted if isinstance(tile.opens, RecordView)]
    assert len(found) == 6
    assert [real[identity] for identity in found] == sorted(real.values(), reverse=True)[:6]
    assert f"\n{max(real.values())} disagreements" in words(contradicted[0])


def test_disagreements_are_counted_apart_from_cautions(catalogue: Catalogue) -> None:
    (section,) = (section for section in rest(catalogue) if section.title == "Read with care")
    care = [words(tile) for tile in section.stacks[0]]
    cards = catalogue.cards.of_kind("discrepancy")
    cautions = sum(card["is_caution"] for card in cards)
    assert f"{len(cards) - cautions} disagreements and {cautions} cautions in all" in care
    real = [card for card in cards if card["type"] == "contradiction" and not card["is_caution"]]
    assert [said for said in care if said.startswith("⚠")] == [f"⚠ contradiction {card['name']}" for card in real[:6]]


def test_a_catalogue_without_the_zone_or_headline_figures_says_so(catalogue: Catalogue) -> None:
    class Bare:
        """A catalogue that has nothing of all that."""

        class cards:
            peek = staticmethod(lambda identity: None)
            name = staticmethod(lambda identity: None)
            of_kind = staticmethod(lambda kind: ())

        assembled = staticmethod(lambda items: ())

    top = first(Bare())  # type: ignore[arg-type]
    assert f"no record of the zone ({ZONE})" in words(tiles(top[0])[0])
    assert words(tiles(top[1])[0]) == "No figure is marked as a headline one."


# ---- moving and opening


def test_enter_on_a_card_opens_its_record_and_escape_comes_back_to_it(catalogue: Catalogue) -> None:
    async def script(app: Dftz, pilot: Pilot[None]) -> None:
        await press(app, pilot, "j", "l", "enter")
        assert isinstance(app.screen, Record)
        assert app.screen.current == "gdp-per-capita-dalian-2025"
        await press(app, pilot, "escape")
        assert isinstance(app.screen, Overview)
        assert app.screen.current == "gdp-per-capita-dalian-2025"

    drive(catalogue, VIEW, script, size=SMALL)


def test_a_count_opens_the_explorer_with_what_it_counts(catalogue: Catalogue) -> None:
    async def script(app: Dftz, pilot: Pilot[None]) -> None:
        board(app).cursor = numbered(app, ExploreView("kind:project status:operating"))
        await press(app, pilot, "enter")
        assert isinstance(app.screen, Explore)
        assert app.screen.view == ExploreView("kind:project status:operating")
        assert len(app.screen.shown_ids()) == catalogue.search("kind:project status:operating", limit=1).total
        # A second count replaces the first: the place is there already.
        await press(app, pilot, "1")
        board(app).cursor = numbered(app, ExploreView("kind:incentive"))
        await press(app, pilot, "enter")
        assert isinstance(app.screen, Explore)
        assert app.screen.view == ExploreView("kind:incentive")

    drive(catalogue, VIEW, script)


def test_the_totals_of_gaps_and_stale_open_their_tabs(catalogue: Catalogue) -> None:
    async def script(app: Dftz, pilot: Pilot[None]) -> None:
        for view in (SourcesView("gaps"), SourcesView("stale"), SourcesView("discrepancies")):
            board(app).cursor = numbered(app, view)
            await press(app, pilot, "enter")
            assert isinstance(app.screen, Sources)
            assert app.screen.view == view
            await press(app, pilot, "1")

    drive(catalogue, VIEW, script)


def test_the_cursor_goes_as_the_eye_goes(catalogue: Catalogue) -> None:
    async def script(app: Dftz, pilot: Pilot[None]) -> None:
        start = [tile.opens for tile in tiles(first(catalogue)[1])]
        await press(app, pilot, "down")
        assert opened(app).opens == start[0]
        await press(app, pilot, "right")
        assert opened(app).opens == start[1]
        await press(app, pilot, "down")
        assert opened(app).opens == start[4]
        await press(app, pilot, "left", "left")
        assert opened(app).opens == start[2]
        await press(app, pilot, "k")
        assert opened(app).opens == RecordView(ZONE)

    drive(catalogue, VIEW, script, size=(120, 40))


def test_down_and_up_keep_to_the_column_even_where_another_is_nearer() -> None:
    def tile(name: str) -> Tile:
        return Tile((Text("a"),), RecordView(name))

    upper = Section("", ((tile("one"), tile("two"), tile("three")), (tile("beside"),)), least=10)
    lower = Section("", ((tile("left"),), (tile("right"),)), least=10)
    stops = laid_out([upper, lower], 30).stops
    names = [stop.tile.opens.id for stop in stops if isinstance(stop.tile.opens, RecordView)]
    assert names[moves.below(stops, names.index("beside"))] == "right"
    assert names[moves.above(stops, names.index("right"))] == "beside"
    assert names[moves.below(stops, names.index("one"))] == "two"
    assert names[moves.above(stops, names.index("left"))] == "three"


def test_n_goes_from_section_to_section_and_back(catalogue: Catalogue) -> None:
    async def script(app: Dftz, pilot: Pilot[None]) -> None:
        sections = list(dict.fromkeys(stop.section for stop in board(app).stops))
        assert len(sections) > 6
        for section in sections:
            assert board(app).stops[board(app).cursor].section == section
            await press(app, pilot, "n")
        await press(app, pilot, "N")
        assert board(app).stops[board(app).cursor].section == sections[-2]

    drive(catalogue, VIEW, script)


def test_every_tile_is_reached_and_comes_into_sight(catalogue: Catalogue) -> None:
    async def script(app: Dftz, pilot: Pilot[None]) -> None:
        for size in (*SIZES, (60, 16), (200, 60)):
            await pilot.resize_terminal(*size)
            await settled(app, pilot)
            await reach(app, pilot)

    async def reach(app: Dftz, pilot: Pilot[None]) -> None:
        await press(app, pilot, "G")
        last = board(app).stops[-1].region
        sight = range(board(app).scroll_offset.y, board(app).scroll_offset.y + board(app).size.height)
        assert last.y in sight
        await press(app, pilot, "pageup")
        assert board(app).cursor < len(board(app).stops) - 1
        for _ in range(12):
            board(app).action_page_down()
        assert board(app).cursor == len(board(app).stops) - 1
        await press(app, pilot, "g")
        assert board(app).cursor == 0
        assert board(app).scroll_offset.y == 0
        for _ in board(app).stops:
            board(app).action_cursor_right()
        assert board(app).cursor == len(board(app).stops) - 1

    drive(catalogue, VIEW, script)


def test_a_click_opens_what_is_under_the_pointer(catalogue: Catalogue) -> None:
    async def script(app: Dftz, pilot: Pilot[None]) -> None:
        region = board(app).stops[2].region
        await pilot.click(Board, offset=(region.x + 5, region.y + 1))
        await settled(app, pilot)
        assert isinstance(app.screen, Record)
        assert app.screen.current == "gdp-per-capita-dalian-2025"

    drive(catalogue, VIEW, script)


def test_a_click_beside_everything_opens_nothing(catalogue: Catalogue) -> None:
    async def script(app: Dftz, pilot: Pilot[None]) -> None:
        region = board(app).stops[1].region
        await pilot.click(Board, offset=(region.x + 3, region.y - 1))
        await settled(app, pilot)
        assert isinstance(app.screen, Overview)

    drive(catalogue, VIEW, script)


# ---- other keys


def test_space_marks_the_record_of_a_card_and_a_second_one_takes_it_back(catalogue: Catalogue) -> None:
    async def script(app: Dftz, pilot: Pilot[None]) -> None:
        await press(app, pilot, "down", "space")
        assert app.desk.marked == ("gdp-dalian-2025",)
        assert "┏✓━" in screen(app)
        assert "[1 marked]" in screen(app)
        await press(app, pilot, "space")
        assert not app.desk.marked
        assert "✓━" not in screen(app)

    drive(catalogue, VIEW, script)


def test_a_count_cannot_be_marked_and_says_so(catalogue: Catalogue) -> None:
    async def script(app: Dftz, pilot: Pilot[None]) -> None:
        board(app).cursor = numbered(app, ExploreView("kind:policy"))
        await press(app, pilot, "space")
        assert app.desk.marked == ()
        assert "counts several records" in told(app)

    drive(catalogue, VIEW, script)


def test_marks_of_another_place_are_shown(catalogue: Catalogue) -> None:
    async def script(app: Dftz, pilot: Pilot[None]) -> None:
        await press(app, pilot, "2")
        app.desk.mark(frozenset({"gdp-dalian-2025"}))
        await press(app, pilot, "1")
        assert "╭✓─" in screen(app)

    drive(catalogue, VIEW, script)


def test_f_opens_the_explorer_with_its_facets(catalogue: Catalogue) -> None:
    async def script(app: Dftz, pilot: Pilot[None]) -> None:
        await press(app, pilot, "f")
        assert isinstance(app.screen, Explore)
        assert app.screen.has_class("-facets")

    drive(catalogue, VIEW, script)


def test_keys_that_have_nothing_to_do_here_say_so(catalogue: Catalogue) -> None:
    async def script(app: Dftz, pilot: Pilot[None]) -> None:
        for key, said in (("s", "in Explore (2) s sorts"), ("escape", "q leaves")):
            await press(app, pilot, key)
            assert isinstance(app.screen, Overview)
            assert said in told(app)

    drive(catalogue, VIEW, script)


def test_the_export_is_what_the_command_line_writes(catalogue: Catalogue, tmp_path: Path) -> None:
    async def script(app: Dftz, pilot: Pilot[None]) -> None:
        await press(app, pilot, "e")
        box = app.screen.query_one("Input")
        box.value = str(tmp_path / "first.json")  # type: ignore[attr-defined]
        await press(app, pilot, "enter")

    drive(catalogue, VIEW, script)
    written = json.loads((tmp_path / "first.json").read_text(encoding="utf-8"))
    assert [item["id"] for item in written["items"]] == [figure.id for figure in catalogue.overview().headline]
    operating = sum(card["status"] == "operating" for card in catalogue.cards.of_kind("project"))
    assert written["statuses"]["projects"]["operating"] == operating
    assert written["zone"]["id"] == ZONE


def test_a_catalogue_that_was_read_again_is_shown(catalogue: Catalogue) -> None:
    other = hostile()

    async def script(app: Dftz, pilot: Pilot[None]) -> None:
        before = board(app).stops
        await press(app, pilot, "2")
        app.desk.catalogue = other
        await press(app, pilot, "1")
        assert board(app).stops is not before
        assert len(board(app).stops) == len(before)

    drive(catalogue, VIEW, script)


# ---- layout


def test_a_name_of_any_length_keeps_to_its_card() -> None:
    for name in ("x" * 10_000, "大连" * 5_000, "[/red] " * 1_000):
        found = laid_out([Section("", ((Tile((Text(name),), RecordView("a"), boxed=True),),))], 60)
        assert all(line[-1].start + line[-1].text.cell_len == 60 for line in found.lines)
        drawn = "".join(piece.text.plain for line in found.lines for piece in line if piece.part == "text")
        assert squeezed(drawn) == squeezed(name)


def test_the_columns_are_as_many_as_have_room(catalogue: Catalogue) -> None:
    cards = first(catalogue)[1]
    for width, columns in ((56, 1), (77, 2), (117, 3), (196, 5)):
        stops = laid_out([cards], width).stops
        assert len({stop.region.x for stop in stops}) == columns
        assert all(stop.region.right <= width for stop in stops)
        assert all(line[-1].start + line[-1].text.cell_len <= width for line in laid_out([cards], width).lines if line)


def test_nothing_overlaps_and_boxes_of_a_row_end_on_one_line(catalogue: Catalogue) -> None:
    found = laid_out([*first(catalogue), *rest(catalogue)], 117)
    for line in found.lines:
        ends = 0
        for piece in sorted(line, key=lambda piece: piece.start):
            assert piece.start >= ends
            ends = piece.start + piece.text.cell_len
    boxes = [stop.region for stop in found.stops if stop.tile.boxed]
    for box in boxes:
        assert len({other.bottom for other in boxes if other.y == box.y}) == 1
    assert boxes[1].x - boxes[0].right == GAP


def test_resizing_keeps_the_cursor_and_keeps_it_in_sight(catalogue: Catalogue) -> None:
    async def script(app: Dftz, pilot: Pilot[None]) -> None:
        board(app).cursor = 40
        for size in ((40, 10), (60, 16), (200, 60), (80, 24)):
            await pilot.resize_terminal(*size)
            await settled(app, pilot)
            assert board(app).cursor == 40
        y = board(app).stops[40].region.y - board(app).scroll_offset.y
        assert 0 <= y < board(app).size.height

    drive(catalogue, VIEW, script)


def test_a_terminal_that_is_too_small_says_so_and_the_focus_comes_back_with_the_room(catalogue: Catalogue) -> None:
    async def script(app: Dftz, pilot: Pilot[None]) -> None:
        await pilot.resize_terminal(50, 12)
        await settled(app, pilot)
        assert "dftz needs 60 by 16 cells; this is 50 by 12" in screen(app)
        assert "Headline figures" not in screen(app)
        await pilot.resize_terminal(80, 24)
        await settled(app, pilot)
        assert "Headline figures" in screen(app)
        await press(app, pilot, "down")
        assert board(app).cursor == 1

    drive(catalogue, VIEW, script)


def test_without_colour_the_cursor_is_said_by_sign_reverse_and_edge(
    catalogue: Catalogue, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("NO_COLOR", "1")

    def styles(app: Dftz, text: str) -> list[bool]:
        return [
            bool(segment.style and segment.style.reverse)
            for strip in app.screen._compositor.render_strips()
            for segment in strip
            if text in segment.text
        ]

    async def script(app: Dftz, pilot: Pilot[None]) -> None:
        assert styles(app, "Pilot Free Trade Zone") == [True]
        assert " > " in screen(app)
        await press(app, pilot, "down")
        assert styles(app, "Pilot Free Trade Zone") == [False]
        assert screen(app).count("┏") == 1
        colours = {
            str(colour)
            for strip in app.screen._compositor.render_strips()
            for segment in strip
            if segment.style is not None
            for colour in (segment.style.color, segment.style.bgcolor)
            if colour is not None and not colour.is_default
        }
        assert colours == set()

    drive(catalogue, VIEW, script, ansi=True)


def test_hostile_names_break_nothing_and_steer_nothing() -> None:
    catalogue = hostile()

    async def script(app: Dftz, pilot: Pilot[None]) -> None:
        shown = ""
        for number in range(12):
            await pilot.resize_terminal(*SIZES[number % 2])
            await pilot.press("pagedown")
            text = screen(app)
            assert "\x1b" not in text and "\u202e" not in text
            shown += squeezed(text)
        assert squeezed("[@click=app.quit]quit[/]") in shown
        assert squeezed("\\x1b[31mred") in shown
        assert app.is_running

    drive(catalogue, VIEW, script, size=SMALL)


def test_what_takes_longer_is_found_beside_the_screen(catalogue: Catalogue, monkeypatch: pytest.MonkeyPatch) -> None:
    threads: list[threading.Thread] = []

    def noted(catalogue: Catalogue, **settings: bool) -> tuple[Section, ...]:
        threads.append(threading.current_thread())
        return (Section("Found later", ()),)

    monkeypatch.setattr(overview, "rest", noted)

    async def script(app: Dftz, pilot: Pilot[None]) -> None:
        assert threads and threads[0] is not threading.main_thread()
        assert len(board(app).stops) == len(laid_out(first(catalogue), 100).stops)

    drive(catalogue, VIEW, script)
