"""Compare: records and figures side by side, every cell explained, and an order by weights that are typed or moved."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from textual.pilot import Pilot
from textual.widgets import Input, OptionList

from dftzcli.analysis.comparing.field_rows import FieldRow
from dftzcli.catalogue import Catalogue
from dftzcli.cli.app import main
from dftzcli.render import wording
from dftzcli.render.escape import visible
from dftzcli.render.page import Span
from dftzcli.tui.app import Dftz
from dftzcli.tui.dialogs import Ask, Choose
from dftzcli.tui.places.compare import Compare
from dftzcli.tui.places.explore import Explore
from dftzcli.tui.places.record import Record
from dftzcli.tui.views import CompareView, ExploreView, command_line
from dftzcli.tui.widgets.record_list import RecordList
from dftzcli.tui.widgets.side_by_side import SideBySide
from dftzcli.tui.widgets.toned import toned
from dftzcli.tui.widgets.weighing import WeightInput
from tests.tui.playing import HOSTILE, SIZES, SMALL, drive, hostile, press, screen, settled, squeezed, told

CITIES = ("dalian", "shenyang", "changchun", "harbin")
GDP = CompareView(CITIES, ("gdp",))
PARTNERS = CompareView(("japan", "south-korea", "russia"))
PROJECTS = CompareView(("panasonic-battery-plant", "dalian-japan-commodity-exhibition", "liaoning-japan-trade-fair"))
YEARS = CompareView((), ("customs-trade-total",), ("2021..2024",))
# A figure of a city beside one of a port: they must not be compared.
UNLIKE = CompareView(("northeast-container-share-dalian-port-2026", "northeast-container-share-dalian-undated"))


def place(app: Dftz) -> Compare:
    found = app.screen
    assert isinstance(found, Compare)
    return found


def sides(app: Dftz) -> SideBySide:
    return place(app).query_one(SideBySide)


def labels(app: Dftz) -> list[str]:
    """Return the labels of the rows, without the signs before them."""
    return [entry.cells[0].plain.lstrip("=≠≈!~ ") for entry in sides(app).entries]


def here(app: Dftz) -> str:
    """Return the label of the row under the cursor."""
    return labels(app)[sides(app).row]


def page(app: Dftz, name: str) -> str:
    """Return all of a page, also what is scrolled out of sight, without the breaks of its lines."""
    return squeezed(str(place(app).query_one(f"#{name} .page-view--text").render()))


def fields(app: Dftz) -> dict[str, WeightInput]:
    return {field.weighed.key: field for field in place(app).query(WeightInput)}


async def weigh(app: Dftz, pilot: Pilot[None], key: str, value: str) -> None:
    """Write a weight."""
    fields(app)[key].focus()
    await pilot.pause()
    await press(app, pilot, *({"-": "minus", "+": "plus", ".": "full_stop"}.get(sign, sign) for sign in value))


async def write(app: Dftz, pilot: Pilot[None], key: str, words: str) -> None:
    """Answer the question that a key asks."""
    await press(app, pilot, key)
    assert isinstance(app.screen, Ask)
    app.screen.query_one(Input).value = words
    await press(app, pilot, "enter")


async def mark(app: Dftz, pilot: Pilot[None], *ids: str) -> None:
    """Mark records in the list of the explorer, by keys."""
    found = app.screen.query_one(RecordList)
    for identity in ids:
        await press(app, pilot, "g")
        for _ in range(found.row_count):
            if found.current == identity:
                break
            await pilot.press("down")
            await pilot.pause()
        assert found.current == identity
        await press(app, pilot, "space")


# ---- what is compared


def test_three_projects_are_marked_and_compared_by_keys(catalogue: Catalogue) -> None:
    async def script(app: Dftz, pilot: Pilot[None]) -> None:
        await mark(app, pilot, *PROJECTS.ids)
        await press(app, pilot, "c")
        assert set(place(app).view.ids) == set(PROJECTS.ids)
        assert "Status" in labels(app) and sides(app).has_focus
        shown = squeezed(screen(app))
        assert "3projects" in shown and "Panasonicbattery" in shown and "operating" in shown

    drive(catalogue, ExploreView("kind:project partner:japan"), script, size=SMALL)


def test_partners_stand_side_by_side_with_a_sign_for_what_differs(catalogue: Catalogue) -> None:
    async def script(app: Dftz, pilot: Pilot[None]) -> None:
        comparison = catalogue.compare(*PARTNERS.ids)
        assert labels(app) == [row.label for row in comparison.shown()]  # type: ignore[union-attr]
        lines = screen(app).splitlines()
        assert any("= Type" in line and line.count("country") == 3 for line in lines)
        assert any(re.search(r"≠ Country\s*│ JP\s+│ KR\s+│ RU", line) for line in lines)

    drive(catalogue, PARTNERS, script, size=SMALL)


def test_places_ask_by_which_indicator_and_show_what_each_city_has(catalogue: Catalogue) -> None:
    async def script(app: Dftz, pilot: Pilot[None]) -> None:
        assert isinstance(app.screen, Choose)
        options = app.screen.query_one(OptionList)
        assert "Gross domestic product: 4 of 4" in str(options.get_option_at_index(1).prompt)
        await press(app, pilot, "down", "enter")
        assert place(app).view == GDP
        assert "4places;4figures" in squeezed(screen(app))
        for city in CITIES:
            card = catalogue.item(place(app).current or "")
            assert card["place"] == city and squeezed(wording.observed(card)) in page(app, "about")
            await press(app, pilot, "right")

    drive(catalogue, CompareView(CITIES), script, size=SMALL)


def test_f_goes_back_from_figures_to_the_fields_of_the_places(catalogue: Catalogue) -> None:
    async def script(app: Dftz, pilot: Pilot[None]) -> None:
        await press(app, pilot, "f", "up", "enter")
        assert place(app).view == CompareView(CITIES) and "Type" in labels(app)

    drive(catalogue, GDP, script)


def test_what_has_no_figures_says_so_when_it_is_asked_for_them(catalogue: Catalogue) -> None:
    async def script(app: Dftz, pilot: Pilot[None]) -> None:
        await press(app, pilot, "f")
        assert "the sources give no figures of these" in told(app)
        await press(app, pilot, "v", "p")
        assert "f chooses an indicator" in told(app) and place(app).view == view

    # Nothing is measured of an agency.
    view = CompareView(tuple(card["id"] for card in catalogue.cards.of_kind("agency")[:2]))
    drive(catalogue, view, script)


@pytest.mark.parametrize(
    ("view", "why"),
    [
        (CompareView(), "Nothing is compared yet."),
        (CompareView(("japan",)), "Only Japan is marked."),
        (CompareView(("japan", "dalian")), "these are of several kinds"),
        (CompareView(("japan", "zzqqxx")), "zzqqxx"),
    ],
)
def test_what_cannot_be_compared_says_why_and_what_to_do(catalogue: Catalogue, view: CompareView, why: str) -> None:
    async def script(app: Dftz, pilot: Pilot[None]) -> None:
        said = squeezed(screen(app))
        assert squeezed(why) in said and squeezed("mark two to six records of one kind with Space") in said
        assert place(app).current is None and not place(app).shown_ids()
        for key in ("d", "w", "v", "f", "n", "space", "enter", "c", "p", "u"):
            await press(app, pilot, key)
        assert squeezed(why) in squeezed(screen(app))

    drive(catalogue, view, script, size=SMALL)


def test_going_away_and_back_leaves_the_comparison_as_it_was(catalogue: Catalogue) -> None:
    async def script(app: Dftz, pilot: Pilot[None]) -> None:
        await press(app, pilot, "down", "right", "d", "2", "5")
        assert place(app).view == PARTNERS._replace(only_different=True)
        assert sides(app).column == 1

    drive(catalogue, PARTNERS, script)


def test_space_and_c_take_a_record_out_and_others_in(catalogue: Catalogue) -> None:
    async def script(app: Dftz, pilot: Pilot[None]) -> None:
        await press(app, pilot, "right", "right", "space")
        assert set(app.desk.marked) == {"japan", "south-korea"}
        assert "✓ Japan" in screen(app)
        await press(app, pilot, "c")
        assert set(place(app).view.ids) == {"japan", "south-korea"}
        await press(app, pilot, "2")
        app.search("kind:partner")
        await settled(app, pilot)
        await press(app, pilot, "enter")
        assert isinstance(app.screen, Explore)
        await mark(app, pilot, "north-korea")
        await press(app, pilot, "c")
        assert set(place(app).view.ids) == {"japan", "south-korea", "north-korea"}

    drive(catalogue, PARTNERS, script, size=SMALL)


def test_one_that_is_left_is_not_compared_with_itself(catalogue: Catalogue) -> None:
    async def script(app: Dftz, pilot: Pilot[None]) -> None:
        await press(app, pilot, "space", "right", "space", "c")
        assert "mark two to six" in told(app) and place(app).view == PARTNERS

    drive(catalogue, PARTNERS, script)


# ---- the table


def test_d_leaves_what_differs_and_the_cursor_where_it_was(catalogue: Catalogue) -> None:
    async def script(app: Dftz, pilot: Pilot[None]) -> None:
        everything = labels(app)
        await press(app, pilot, "n", "n")
        row = here(app)
        await press(app, pilot, "d")
        assert place(app).view.only_different and "--diff-only" in command_line(place(app).view)
        assert "Type" in everything and "Type" not in labels(app) and set(labels(app)) < set(everything)
        assert here(app) == row
        await press(app, pilot, "d")
        assert labels(app) == everything and here(app) == row

    drive(catalogue, PARTNERS, script, size=SMALL)


def test_n_goes_from_difference_to_difference_and_round(catalogue: Catalogue) -> None:
    async def script(app: Dftz, pilot: Pilot[None]) -> None:
        differing = [number for number, entry in enumerate(sides(app).entries) if entry.differs]
        assert 0 not in differing and 7 not in differing
        for expected in (*differing, differing[0]):
            await press(app, pilot, "n")
            assert sides(app).row == expected
        await press(app, pilot, "N")
        assert sides(app).row == differing[-1]

    drive(catalogue, PARTNERS, script)


def test_figures_are_told_to_be_shown_whether_they_differ_or_not(catalogue: Catalogue) -> None:
    async def script(app: Dftz, pilot: Pilot[None]) -> None:
        before = labels(app)
        await press(app, pilot, "d")
        assert "whether they differ or not" in told(app) and labels(app) == before

    drive(catalogue, GDP, script)


def test_a_cell_that_is_not_compared_says_why_under_the_cursor(catalogue: Catalogue) -> None:
    async def script(app: Dftz, pilot: Pilot[None]) -> None:
        assert "1 not compared" in screen(app)
        for _ in range(2):
            if "notcomparable:" in page(app, "about"):
                break
            await press(app, pilot, "right")
        assert re.search(r"Notcompared.*notcomparable:.*v\.", page(app, "about"))

    drive(catalogue, UNLIKE, script, size=SMALL)


def test_a_year_without_a_figure_says_which_gap_owns_up_to_it(catalogue: Catalogue) -> None:
    async def script(app: Dftz, pilot: Pilot[None]) -> None:
        await press(app, pilot, "right", "right", "right")
        assert sides(app).column == 3
        assert "gap-customs-trade-total-2024" in page(app, "about")
        assert place(app).current is None

    drive(catalogue, YEARS, script, size=SMALL)


def test_what_is_disputed_of_the_figures_is_said_with_every_cell(catalogue: Catalogue) -> None:
    async def script(app: Dftz, pilot: Pilot[None]) -> None:
        figure = place(app).current
        about = [card["id"] for card in catalogue.cards.of_kind("discrepancy") if figure in card["records"]]
        assert about and all(identity in page(app, "about") for identity in about)
        assert f"{len(about)} to read with care" in screen(app)

    drive(catalogue, GDP, script)


def test_a_long_list_is_told_below_by_who_shares_its_entries(catalogue: Catalogue) -> None:
    async def script(app: Dftz, pilot: Pilot[None]) -> None:
        await press(app, pilot, "down", "down")
        assert here(app) == "Cooperation"
        said = page(app, "about")
        rows = catalogue.compare(*PARTNERS.ids).shown()  # type: ignore[union-attr]
        row = next(row for row in rows if row.label == "Cooperation")
        assert isinstance(row, FieldRow)
        japan, korea, russia = map(set, row.own)
        assert f"Commontoall({len(row.common)})" in said
        assert f"JapanandSouthKorea({len((japan & korea) - russia)})" in said
        assert f"OnlyJapan({len(japan - korea - russia)})" in said

    drive(catalogue, PARTNERS, script, size=SMALL)


def test_enter_opens_the_figure_or_the_record_of_the_column(catalogue: Catalogue) -> None:
    async def figures(app: Dftz, pilot: Pilot[None]) -> None:
        await press(app, pilot, "right", "enter")
        assert isinstance(app.screen, Record) and app.screen.current == "gdp-shenyang-2025"
        await press(app, pilot, "escape")
        assert sides(app).column == 1

    async def records(app: Dftz, pilot: Pilot[None]) -> None:
        await press(app, pilot, "right", "right", "enter")
        assert isinstance(app.screen, Record) and app.screen.current == "russia"

    drive(catalogue, GDP, figures)
    drive(catalogue, PARTNERS, records)


def test_columns_that_do_not_fit_come_when_they_are_gone_to(catalogue: Catalogue) -> None:
    async def script(app: Dftz, pilot: Pilot[None]) -> None:
        assert "1 to 3 of 4" in screen(app) and "Harbin" not in screen(app)
        await press(app, pilot, "l", "l", "l")
        assert "2 to 4 of 4" in screen(app) and "Harbin" in screen(app)
        await press(app, pilot, "h")
        assert "2 to 4 of 4" in screen(app)

    drive(catalogue, GDP, script, size=(80, 24))


def test_a_click_goes_to_a_cell_and_two_open_it(catalogue: Catalogue) -> None:
    async def script(app: Dftz, pilot: Pilot[None]) -> None:
        lines = screen(app).splitlines()
        y = next(number for number, line in enumerate(lines) if "Country" in line)
        x = lines[y].index("KR")
        await pilot.click(offset=(x, y))
        await settled(app, pilot)
        assert (here(app), sides(app).column) == ("Country", 1)
        await pilot.click(offset=(x, y), times=2)
        await settled(app, pilot)
        assert isinstance(app.screen, Record) and app.screen.current == "south-korea"

    drive(catalogue, PARTNERS, script)


def test_the_cursor_is_seen_without_colour(catalogue: Catalogue) -> None:
    async def script(app: Dftz, pilot: Pilot[None]) -> None:
        await press(app, pilot, "down")
        strips = app.screen._compositor.render_strips()
        lines = [strip for strip in strips if "≠ Country" in strip.text]
        assert len(lines) == 1 and lines[0].text.startswith(">")
        assert any(segment.style and segment.style.reverse and "JP" in segment.text for segment in lines[0])

    drive(catalogue, PARTNERS, script, ansi=True)


# ---- figures


def test_v_swaps_the_table_for_bars_and_back(catalogue: Catalogue) -> None:
    async def script(app: Dftz, pilot: Pilot[None]) -> None:
        await press(app, pilot, "v")
        assert "█" in screen(app) and "expectedover800" in page(app, "chart")
        assert "--chart" in command_line(place(app).view)
        await press(app, pilot, "v")
        assert sides(app).has_focus and not place(app).view.as_chart

    drive(catalogue, GDP, script, size=SMALL)


def test_table_and_bars_are_ascii_where_the_terminal_is(catalogue: Catalogue) -> None:
    async def script(app: Dftz, pilot: Pilot[None]) -> None:
        table = "\n".join(screen(app).splitlines()[1:-1])
        assert " | " in table and "!" in table and not re.search("[│≠✓…█]", table)
        await press(app, pilot, "v")
        assert "##" in screen(app) and page(app, "chart").isascii()

    drive(catalogue, GDP, script, ascii_only=True, size=(120, 40))


def test_a_period_makes_columns_of_years_and_a_unit_moves_the_point(catalogue: Catalogue) -> None:
    async def script(app: Dftz, pilot: Pilot[None]) -> None:
        await write(app, pilot, "p", "2022..2023")
        assert place(app).view.periods == ("2022..2023",) and "2 periods" in screen(app)
        await write(app, pilot, "u", "USD bn")
        said = page(app, "about")
        assert "144.23136billionUSD" in said and squeezed("14,423,136 × 10,000 USD") in said
        assert squeezed("converted to billion USD from 10,000 USD") in said

    drive(catalogue, YEARS, script, size=SMALL)


def test_what_is_no_period_or_unit_is_told_and_leaves_everything(catalogue: Catalogue) -> None:
    async def script(app: Dftz, pilot: Pilot[None]) -> None:
        for key, words, said in (
            ("p", "20x", "'20x' is not a period"),
            ("p", "1000..9999", "9000 periods are too many"),
            ("u", "furlong", "'furlong' is not a unit"),
            ("u", "USD", "a conversion of currencies needs dated rates"),
        ):
            await write(app, pilot, key, words)
            assert said in told(app) and place(app).view == GDP
            assert squeezed("910.03") in squeezed(screen(app))

    drive(catalogue, GDP, script)


# ---- weights


def test_weights_that_are_typed_change_the_order(catalogue: Catalogue) -> None:
    async def script(app: Dftz, pilot: Pilot[None]) -> None:
        await press(app, pilot, "w")
        assert "Withoutaweightthereisnoorder." in page(app, "score")
        await weigh(app, pilot, "industries", "2")
        assert page(app, "score").startswith("Order:1japan1.000;2south-korea")
        await weigh(app, pilot, "country_projects", "-30")
        assert page(app, "score").startswith("Order:1russia")
        said = page(app, "score")
        assert "Industries(howmany)" in said and "gives" in said and "isfirstandnotrussia" in said
        assert place(app).view.weights == ("industries=2", "country_projects=-30")
        assert squeezed("first by your weights: russia") in squeezed(screen(app))

    drive(catalogue, PARTNERS, script, size=SMALL)


def test_left_and_right_move_a_weight_and_the_order_with_it(catalogue: Catalogue) -> None:
    async def script(app: Dftz, pilot: Pilot[None]) -> None:
        await press(app, pilot, "w", "right", "right")
        assert fields(app)["cooperation"].value == "2" and "Order:1japan" in page(app, "score")
        await press(app, pilot, "left", "left")
        assert fields(app)["cooperation"].value == "" and "noorder" in page(app, "score")
        await press(app, pilot, "left")
        assert fields(app)["cooperation"].value == "-1" and "Order:1russia" in page(app, "score")
        await press(app, pilot, "down", "up", "down")
        assert fields(app)["industries"].has_focus

    drive(catalogue, PARTNERS, script, size=SMALL)


def test_what_neither_way_is_better_gets_a_sign_when_it_is_moved(catalogue: Catalogue) -> None:
    async def script(app: Dftz, pilot: Pilot[None]) -> None:
        await press(app, pilot, "w")
        fields(app)["tags"].focus()
        await press(app, pilot, "right")
        assert fields(app)["tags"].value == "+1" and place(app).view.weights == ("tags=+1",)

    drive(catalogue, PARTNERS, script)


@pytest.mark.parametrize(
    ("key", "value", "why"),
    [
        ("industries", "x", "the weight of industries, 'x', is not a number; write a number such as 3"),
        ("tags", "2", "neither more nor less of Tags (how many) is better by itself; give its weight a sign"),
        ("industries", "0", "no weight is above or below zero; write a number such as 3"),
    ],
)
def test_a_weight_that_is_refused_says_why_and_leaves_the_order(
    catalogue: Catalogue, key: str, value: str, why: str
) -> None:
    async def script(app: Dftz, pilot: Pilot[None]) -> None:
        await press(app, pilot, "w")
        await weigh(app, pilot, key, value)
        assert squeezed(why) in page(app, "score") and place(app).view.weights == ()
        await press(app, pilot, "backspace")
        assert squeezed(why) not in page(app, "score")
        await weigh(app, pilot, "projects", "1")
        await weigh(app, pilot, key, value)
        if value != "0":
            assert squeezed(why) in page(app, "score") and "Order:" in page(app, "score")
            assert place(app).view.weights == ("projects=1",)

    drive(catalogue, PARTNERS, script)


def test_figures_are_weighed_with_what_their_qualifiers_leave_open(catalogue: Catalogue) -> None:
    async def script(app: Dftz, pilot: Pilot[None]) -> None:
        await press(app, pilot, "w", "right")
        said = page(app, "score")
        assert "Notdecided:dalianorchangchun." in said and "inthesource)" in said
        assert "firstbyyourweights:dalianorchangchun" in squeezed(screen(app))

    drive(catalogue, GDP, script)


def test_every_field_of_a_weight_is_in_sight_without_colour_and_none_is_cut(catalogue: Catalogue) -> None:
    async def script(app: Dftz, pilot: Pilot[None]) -> None:
        await press(app, pilot, "w")
        assert screen(app).count("no weight") == min(len(fields(app)), 11)
        assert "Esc leaves." in screen(app)

    drive(catalogue, PARTNERS, script, size=SMALL)


def test_escape_leaves_the_weights_and_keeps_them(catalogue: Catalogue) -> None:
    async def script(app: Dftz, pilot: Pilot[None]) -> None:
        await press(app, pilot, "w", "right", "escape")
        assert sides(app).has_focus and place(app).view.weights == ("cooperation=1",)
        await press(app, pilot, "w")
        assert fields(app)["cooperation"].value == "1" and "Order:1japan" in page(app, "score")

    drive(catalogue, PARTNERS, script)


# ---- taking along


@pytest.mark.parametrize(
    "view",
    [
        PARTNERS._replace(only_different=True),
        PARTNERS._replace(weights=("industries=2", "tags=+1")),
        GDP._replace(as_chart=True, weights=("gdp=1",)),
        YEARS._replace(unit="USD bn"),
    ],
)
def test_an_export_has_the_bytes_that_the_command_line_writes(
    catalogue: Catalogue, view: CompareView, tmp_path: Path, shell: Path
) -> None:

    async def script(app: Dftz, pilot: Pilot[None]) -> None:
        for name in ("csv", "json", "html", "xlsx"):
            with pytest.raises(SystemExit, match="0"):
                main([*view.command, "-o", str(tmp_path / f"line.{name}")])
            await write(app, pilot, "e", str(tmp_path / f"key.{name}"))
            assert (tmp_path / f"key.{name}").read_bytes() == (tmp_path / f"line.{name}").read_bytes()

    drive(catalogue, view, script)


def test_e_writes_the_comparison(catalogue: Catalogue, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)

    async def script(app: Dftz, pilot: Pilot[None]) -> None:
        await write(app, pilot, "e", "out.csv")
        written = (tmp_path / "out.csv").read_text(encoding="utf-8")
        assert written.count("\n") > 4 and "gdp-harbin-2025" in written

    drive(catalogue, GDP, script, size=SMALL)


# ---- robustness


def test_hostile_names_are_shown_and_steer_nothing() -> None:
    found = hostile()
    ids = tuple(card["id"] for card in found.cards.of_kind("project"))[: len(HOSTILE)]

    async def script(app: Dftz, pilot: Pilot[None]) -> None:
        for some, size in ((ids[:4], SIZES[0]), (ids[4:], SIZES[1])):
            await pilot.resize_terminal(*size)
            place(app).ask(CompareView(some))
            await settled(app, pilot)
            await press(app, pilot, "n", "n", "d", "G", "right", "right", "right", "w", "right", "escape")
            assert not re.search("[\x1b\u202e]", screen(app))
        place(app).ask(CompareView(ids[3:5]))
        await settled(app, pilot)
        assert squeezed(visible(HOSTILE[3])) in squeezed(screen(app))

    drive(found, CompareView(ids[:2]), script, size=SMALL)


def test_a_line_of_a_page_is_made_visible_before_it_is_text() -> None:
    found = toned((Span("\x1b[31m", "warning"), Span("a\u200db\ufe0f")))
    assert found.plain == "\\x1b[31mab" and [str(span.style) for span in found.spans] == [".dispute"]


def test_any_size_keeps_what_is_compared_and_the_cursor(catalogue: Catalogue) -> None:
    async def script(app: Dftz, pilot: Pilot[None]) -> None:
        await press(app, pilot, "n", "n", "right", "right")
        kept = (here(app), sides(app).column)
        for size in ((40, 10), (60, 16), (80, 24), (130, 30), (200, 60), (80, 24)):
            await pilot.resize_terminal(*size)
            await settled(app, pilot)
            assert (here(app), sides(app).column) == kept
        assert f">≈{kept[0]}" in squeezed(screen(app)) or kept[0] in screen(app)

    drive(catalogue, PARTNERS, script)
