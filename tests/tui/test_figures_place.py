"""Figures: indicators and places are chosen by keys, their series are a table or bars, and every series opens."""

from __future__ import annotations

import re
from collections import Counter
from pathlib import Path

import pytest
from textual.pilot import Pilot
from textual.widgets import Input

from dftzcli.catalogue import Catalogue
from dftzcli.cli.app import main
from dftzcli.render.escape import visible
from dftzcli.tui.app import Dftz
from dftzcli.tui.dialogs import Ask
from dftzcli.tui.figuring import Figured
from dftzcli.tui.places.compare import Compare
from dftzcli.tui.places.figures import Figures
from dftzcli.tui.places.record import Record
from dftzcli.tui.views import CompareView, FiguresView, command_line
from dftzcli.tui.widgets.page_view import PageView
from dftzcli.tui.widgets.record_list import RecordList
from tests.tui.playing import SIZES, SMALL, drive, hostile, press, screen, settled, squeezed, told

CITIES = ("dalian", "shenyang", "changchun", "harbin")
GDP = FiguresView(("gdp",), CITIES)
TRADE = FiguresView(("customs-trade-total",))


def place(app: Dftz) -> Figures:
    found = app.screen
    assert isinstance(found, Figures)
    return found


def listed(app: Dftz, name: str) -> RecordList:
    return place(app).query_one(f"#{name}", RecordList)


def ids(app: Dftz, name: str) -> list[str]:
    """Return the ids of all rows of a list."""
    found = listed(app, name)
    return [row.id for number in range(found.row_count) if (row := found._rows.row(number, range(0)))]


def text(app: Dftz, name: str) -> str:
    """Return all of a page, also what is scrolled out of sight, without the breaks of its lines."""
    return squeezed(str(place(app).query_one(f"#{name} .page-view--text").render()))


def bars(app: Dftz) -> int:
    """Return how many cells the bars of the chart take."""
    return str(place(app).query_one("#chart .page-view--text").render()).count("█")


async def go_to(app: Dftz, pilot: Pilot[None], identity: str) -> None:
    """Move the cursor of the focused list to a row, by keys."""
    found = app.focused
    assert isinstance(found, RecordList)
    await press(app, pilot, "g")
    rows = (found._rows.row(number, range(0)) for number in range(found.row_count))
    found.cursor = next(number for number, row in enumerate(rows) if row is not None and row.id == identity)
    await settled(app, pilot)


async def write(app: Dftz, pilot: Pilot[None], key: str, words: str) -> None:
    """Answer the question that a key asks."""
    await press(app, pilot, key)
    assert isinstance(app.screen, Ask)
    app.screen.query_one(Input).value = words
    await press(app, pilot, "enter")


# ---- choosing


def test_the_output_of_four_cities_is_chosen_by_keys(catalogue: Catalogue) -> None:
    async def script(app: Dftz, pilot: Pilot[None]) -> None:
        await go_to(app, pilot, "gdp")
        await press(app, pilot, "space", "tab")
        for city in CITIES:
            await go_to(app, pilot, city)
            await press(app, pilot, "space")
        await press(app, pilot, "enter")
        assert set(place(app).view.where) == set(CITIES) and place(app).view.indicators == ("gdp",)
        assert {catalogue.item(one)["place"] for one in ids(app, "series")} == set(CITIES)
        assert listed(app, "series").has_focus and "910.03" in screen(app)

    drive(catalogue, FiguresView(), script, size=SMALL)


def test_every_indicator_stands_there_with_how_many_figures_it_has(catalogue: Catalogue) -> None:
    async def script(app: Dftz, pilot: Pilot[None]) -> None:
        counts = Counter(card["indicator"] for card in catalogue.cards.of_kind("figure"))
        found = listed(app, "indicators")
        rows = [found._rows.row(number, range(0)) for number in range(found.row_count)]
        assert {row.id: int(str(row.cells[1])) for row in rows if row} == dict(counts)
        assert found.has_focus and screen(app).count("\n") == SMALL[1] - 1

    drive(catalogue, FiguresView(), script, size=SMALL)


def test_the_indicators_with_most_figures_stand_first_and_s_sorts_them_by_name(catalogue: Catalogue) -> None:
    async def script(app: Dftz, pilot: Pilot[None]) -> None:
        counts = Counter(card["indicator"] for card in catalogue.cards.of_kind("figure"))
        found = [counts[each] for each in ids(app, "indicators")]
        assert found == sorted(found, reverse=True)
        await press(app, pilot, "s", "down", "enter")
        names = [catalogue.item(each)["name"].casefold() for each in ids(app, "indicators")]
        assert names == sorted(names)

    drive(catalogue, FiguresView(), script)


def test_the_places_are_those_of_the_chosen_indicators(catalogue: Catalogue) -> None:
    async def script(app: Dftz, pilot: Pilot[None]) -> None:
        counts = Counter(
            card["place"] for card in catalogue.cards.of_kind("figure") if card["indicator"] == "customs-trade-total"
        )
        assert ids(app, "places") == list(counts)
        await press(app, pilot, "x")
        assert len(ids(app, "places")) > len(counts)

    drive(catalogue, TRADE, script)


def test_enter_on_an_indicator_shows_it_alone_where_nothing_is_marked(catalogue: Catalogue) -> None:
    async def script(app: Dftz, pilot: Pilot[None]) -> None:
        await go_to(app, pilot, "population")
        await press(app, pilot, "enter")
        assert place(app).view.indicators == ("population",)
        assert listed(app, "indicators").marked == {"population"}

    drive(catalogue, FiguresView(), script, size=(80, 24))


def test_the_indicator_has_no_column_where_it_is_the_same_in_each_row(catalogue: Catalogue) -> None:
    one, several = Figured(catalogue, GDP), Figured(catalogue, FiguresView(("gdp", "population")))
    assert "indicator" in {column.key for column in several.columns}
    assert one.columns[0].key == "where"
    assert str(one.rows(0, 1)[0].cells[0]) == "Dalian (city)"
    assert all(len(row.cells) == len(found.columns) for found in (one, several) for row in found.rows(0, 9))


def test_names_are_taken_for_the_ids_they_mean(catalogue: Catalogue) -> None:
    async def script(app: Dftz, pilot: Pilot[None]) -> None:
        assert "gdp" in place(app).view.indicators
        assert "gdp" in listed(app, "indicators").marked
        assert listed(app, "indicators").current == "gdp"

    drive(catalogue, FiguresView(("Gross domestic product",)), script)


def test_an_indicator_that_is_none_says_so_and_leaves_the_choice(catalogue: Catalogue) -> None:
    async def script(app: Dftz, pilot: Pilot[None]) -> None:
        assert "zzqqxx" in told(app) and "zzqqxx" in screen(app)
        assert listed(app, "indicators").row_count > 0

    drive(catalogue, FiguresView(("zzqqxx",)), script)


def test_marks_among_the_choices_are_no_marks_of_records(catalogue: Catalogue) -> None:
    async def script(app: Dftz, pilot: Pilot[None]) -> None:
        await press(app, pilot, "space")
        assert not app.desk.marked
        await press(app, pilot, "enter", "space")
        assert list(app.desk.marked) == [place(app).current]

    drive(catalogue, FiguresView(), script)


def test_escape_goes_from_the_choices_to_the_series_then_takes_them_back_then_leaves(catalogue: Catalogue) -> None:
    async def script(app: Dftz, pilot: Pilot[None]) -> None:
        await press(app, pilot, "f")
        assert listed(app, "indicators").has_focus
        await press(app, pilot, "escape")
        assert listed(app, "series").has_focus and place(app).view == GDP
        await press(app, pilot, "escape")
        assert place(app).view == FiguresView()
        await press(app, pilot, "escape")
        assert not isinstance(app.screen, Figures)

    drive(catalogue, GDP, script, size=(80, 24))


# ---- series


def test_enter_opens_the_record_of_the_latest_figure(catalogue: Catalogue) -> None:
    async def script(app: Dftz, pilot: Pilot[None]) -> None:
        latest = ids(app, "series")[0]
        assert (catalogue.item(latest)["indicator"], catalogue.item(latest)["place"]) == ("gdp", "dalian")
        await press(app, pilot, "enter")
        assert isinstance(app.screen, Record) and app.screen.current == latest
        await press(app, pilot, "escape")
        assert listed(app, "series").has_focus and listed(app, "series").cursor == 0

    drive(catalogue, GDP, script, size=SMALL)


def test_gaps_and_disputes_are_said_with_their_periods_and_sources(catalogue: Catalogue) -> None:
    async def script(app: Dftz, pilot: Pilot[None]) -> None:
        assert "without a figure" in screen(app) and "disputed" in screen(app)
        own = {one.id for point in series.points for one in point.observations}
        await go_to(app, pilot, next(one for one in ids(app, "series") if one in own))
        page = text(app, "one")
        assert squeezed(f"{lacking} not in") in page
        disputed = [one for point in series.points for one in point.observations if catalogue.item(one.id)["dispute"]]
        assert "⚠" in page and squeezed(catalogue.item(disputed[0].id)["source"])[:12] in page

    # The first that lacks a period between two others, of which one is disputed.
    series, lacking = next(
        (series, point.period)
        for series in catalogue.series(GDP.indicators[0], place=list(CITIES))
        for point in series.points
        if not point.observations
        and any(catalogue.item(one.id)["dispute"] for each in series.points for one in each.observations)
    )
    drive(catalogue, GDP, script, size=SMALL)


def test_v_swaps_the_table_for_bars_and_back(catalogue: Catalogue) -> None:
    async def script(app: Dftz, pilot: Pilot[None]) -> None:
        await press(app, pilot, "v")
        assert place(app).view.as_chart and "--chart" in command_line(place(app).view)
        assert "█" in screen(app) and "910.03" in text(app, "chart")
        assert place(app).query_one("#chart", PageView).has_focus
        await press(app, pilot, "v")
        assert not place(app).view.as_chart and listed(app, "series").has_focus
        assert not place(app).query_one("#chart").display

    drive(catalogue, GDP, script, size=SMALL)


def test_bars_are_ascii_where_the_terminal_is(catalogue: Catalogue) -> None:
    async def script(app: Dftz, pilot: Pilot[None]) -> None:
        await press(app, pilot, "v")
        drawn = text(app, "chart")
        assert "##" in drawn and drawn.isascii()

    drive(catalogue, GDP, script, ascii_only=True)


def test_bars_are_drawn_anew_for_another_width(catalogue: Catalogue) -> None:
    async def script(app: Dftz, pilot: Pilot[None]) -> None:
        await press(app, pilot, "v")
        before = bars(app)
        for size, is_wider in (((200, 50), True), ((62, 20), False)):
            await pilot.resize_terminal(*size)
            await settled(app, pilot)
            assert bars(app) > before if is_wider else 0 < bars(app) < before

    drive(catalogue, TRADE, script)


def test_a_period_narrows_the_series_and_says_what_the_sources_lack(catalogue: Catalogue) -> None:
    async def script(app: Dftz, pilot: Pilot[None]) -> None:
        await write(app, pilot, "p", "2021..2024")
        assert place(app).view.period == "2021..2024" and "period 2021..2024" in screen(app)
        assert squeezed("- not in the sources: Total imports and exports of the Dalian customs district") in text(
            app, "one"
        )
        await write(app, pilot, "p", "")
        assert place(app).view.period == ""

    drive(catalogue, TRADE, script, size=SMALL)


def test_what_is_no_period_or_unit_is_told_and_leaves_everything(catalogue: Catalogue) -> None:
    async def script(app: Dftz, pilot: Pilot[None]) -> None:
        before = ids(app, "series")
        for key, words, said in (
            ("p", "20x", "'20x' is not a period"),
            ("u", "furlong", "'furlong' is not a unit"),
            ("u", "CNY bn", "a conversion of currencies needs dated rates"),
            ("u", "%", "they count different things"),
        ):
            await write(app, pilot, key, words)
            assert said in told(app)
            assert place(app).view == TRADE and ids(app, "series") == before

    drive(catalogue, TRADE, script)


def test_a_unit_moves_the_point_and_leaves_what_is_printed_beside_it(catalogue: Catalogue) -> None:
    async def script(app: Dftz, pilot: Pilot[None]) -> None:
        await write(app, pilot, "u", "USD bn")
        page = text(app, "one")
        assert "138.87643billionUSD(printed" in page and squeezed("13,887,643 × 10,000 USD") in page
        assert squeezed("converted to billion USD from 10,000 USD, to the last digit") in page

    drive(catalogue, TRADE, script, size=SMALL)


def test_figures_in_another_unit_stay_as_printed_and_say_why(catalogue: Catalogue) -> None:
    async def script(app: Dftz, pilot: Pilot[None]) -> None:
        await write(app, pilot, "u", "USD bn")
        assert squeezed("figures in billion CNY stay as printed: a figure in CNY is not converted to USD") in text(
            app, "one"
        )

    drive(catalogue, FiguresView(("gdp", "customs-trade-total")), script)


def test_where_no_figure_fits_the_list_says_what_to_press(catalogue: Catalogue) -> None:
    async def script(app: Dftz, pilot: Pilot[None]) -> None:
        assert ids(app, "series") == [] and place(app).current is None
        assert "No figure fits." in screen(app) and "takes the choices back" in " ".join(screen(app).split())
        await press(app, pilot, "x")
        assert place(app).view == FiguresView() and ids(app, "series")

    drive(catalogue, FiguresView(("gdp",), ("dayaowan-port",)), script)


def test_an_answer_to_an_earlier_question_is_dropped(catalogue: Catalogue) -> None:
    async def script(app: Dftz, pilot: Pilot[None]) -> None:
        place(app)._take(TRADE, Figured(catalogue, TRADE))
        await settled(app, pilot)
        assert place(app).view == GDP and catalogue.item(ids(app, "series")[0])["indicator"] == "gdp"

    drive(catalogue, GDP, script)


# ---- taking along


@pytest.mark.parametrize("view", [GDP, TRADE._replace(period="2021..2024", unit="USD bn", as_chart=True)])
def test_an_export_has_the_bytes_that_the_command_line_writes(
    catalogue: Catalogue, view: FiguresView, tmp_path: Path, shell: Path
) -> None:

    async def script(app: Dftz, pilot: Pilot[None]) -> None:
        for name in ("csv", "json", "html", "xlsx"):
            with pytest.raises(SystemExit, match="0"):
                main([*view.command, "-o", str(tmp_path / f"line.{name}")])
            await write(app, pilot, "e", str(tmp_path / f"key.{name}"))
            assert (tmp_path / f"key.{name}").read_bytes() == (tmp_path / f"line.{name}").read_bytes()

    drive(catalogue, view, script)


def test_e_writes_what_is_shown(catalogue: Catalogue, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)

    async def script(app: Dftz, pilot: Pilot[None]) -> None:
        await write(app, pilot, "e", "out.csv")
        lines = (tmp_path / "out.csv").read_text(encoding="utf-8").splitlines()
        assert len(lines) == 1 + len(ids(app, "series"))
        assert "gdp-dalian-2025" in lines[1]

    drive(catalogue, GDP, script, size=SMALL)


def test_the_ids_of_what_is_shown_are_those_of_all_its_figures(catalogue: Catalogue) -> None:
    async def script(app: Dftz, pilot: Pilot[None]) -> None:
        assert set(place(app).shown_ids()) == {
            card["id"] for card in catalogue.cards.of_kind("figure") if card["indicator"] == "customs-trade-total"
        }

    drive(catalogue, TRADE, script)


@pytest.mark.parametrize(
    ("view", "compared"),
    [
        (GDP._replace(period="2025"), CompareView(CITIES, ("gdp",), ("2025",))),
        (FiguresView(("customs-exports", "customs-imports")), CompareView(("customs-exports", "customs-imports"))),
        (TRADE._replace(period="2021..2023"), CompareView((), ("customs-trade-total",), ("2021..2023",))),
    ],
)
def test_c_puts_side_by_side_what_is_chosen(catalogue: Catalogue, view: FiguresView, compared: CompareView) -> None:
    async def script(app: Dftz, pilot: Pilot[None]) -> None:
        await press(app, pilot, "c")
        assert isinstance(app.screen, Compare) and app.screen.view == compared

    drive(catalogue, view, script)


# ---- robustness


def test_hostile_names_are_shown_and_steer_nothing() -> None:
    found = hostile()
    measured = {card["indicator"] for card in found.cards.of_kind("figure")}
    first = next(card for card in found.cards.of_kind("indicator") if card["id"] in measured)

    async def script(app: Dftz, pilot: Pilot[None]) -> None:
        for _ in range(12):
            await press(app, pilot, "down")
        await press(app, pilot, "s", "down", "enter", "x", "f", "v")
        await press(app, pilot, "v")
        place(app).ask(FiguresView((first["id"],)))
        await settled(app, pilot)
        assert squeezed(visible(first["name"])) in text(app, "one")
        assert not re.search("[\x1b\u202e]", screen(app))
        await press(app, pilot, "enter", "escape")
        await pilot.resize_terminal(*SIZES[1])
        await settled(app, pilot)
        assert not re.search("[\x1b\u202e]", screen(app))

    drive(found, FiguresView(), script, size=SMALL)


def test_any_size_keeps_the_choice_and_the_cursor(catalogue: Catalogue) -> None:
    async def script(app: Dftz, pilot: Pilot[None]) -> None:
        await press(app, pilot, "down", "down")
        kept = place(app).current
        for size in ((40, 10), (60, 16), (80, 24), (130, 30), (200, 60), (80, 24)):
            await pilot.resize_terminal(*size)
            await settled(app, pilot)
            assert place(app).current == kept and place(app).view == GDP

    drive(catalogue, GDP, script)
