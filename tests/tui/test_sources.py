"""The place of sources: documents, disagreements, gaps, what is stale, with the record under the cursor beside them."""

from __future__ import annotations

import json
import shlex
import subprocess
import sys
from pathlib import Path

import pytest
from textual.geometry import Region
from textual.pilot import Pilot
from textual.widgets import Input, Static

from dftzcli.catalogue import Catalogue
from dftzcli.errors import UsageError
from dftzcli.render import wording
from dftzcli.render.escape import visible
from dftzcli.tui.app import Dftz
from dftzcli.tui.dialogs import Choose
from dftzcli.tui.places.explore import Explore
from dftzcli.tui.places.overview import Overview
from dftzcli.tui.places.record import Record
from dftzcli.tui.places.source_items import items_of, result_of, total_of, values_of
from dftzcli.tui.places.source_tabs import TABS, TabName, readings
from dftzcli.tui.places.sources import Sources
from dftzcli.tui.places.supported import supported
from dftzcli.tui.views import ExploreView, SourcesView, command_line
from dftzcli.tui.widgets.list_lines import Sort
from dftzcli.tui.widgets.page_view import PageView
from dftzcli.tui.widgets.record_list import RecordList
from dftzcli.tui.widgets.tab_strip import TabStrip
from tests.tui.playing import HOSTILE, SIZES, SMALL, drive, hostile, press, screen, settled, squeezed, told

NAMES: tuple[TabName, ...] = ("sources", "discrepancies", "gaps", "stale")


def place(app: Dftz) -> Sources:
    assert isinstance(app.screen, Sources), app.screen
    return app.screen


def listed(app: Dftz) -> RecordList:
    return app.screen.query_one(RecordList)


def said(app: Dftz) -> str:
    return str(app.screen.query_one("#said", Static).render())


def preview(app: Dftz) -> str:
    """Return the whole page that is shown, also what is scrolled out of sight."""
    text = app.screen.query_one(PageView).query_one(".page-view--text")
    return "\n".join(strip.text for strip in text.render_lines(Region(0, 0, *text.size)))


def cells(catalogue: Catalogue, name: TabName, identity: str) -> dict[str, str]:
    item = next(item for item in items_of(catalogue, SourcesView(name)) if item["id"] == identity)
    tab = TABS[name]
    found = tab.cells(catalogue, item, False)
    assert len(found) == len(tab.columns)
    return {column.key: str(cell) for column, cell in zip(tab.columns, found, strict=True)}


# ---- tabs


def test_the_tabs_go_round_by_arrows_and_letters(catalogue: Catalogue) -> None:
    async def script(app: Dftz, pilot: Pilot[None]) -> None:
        assert f"[Sources {total_of(catalogue, 'sources')}]" in screen(app)
        names = tuple(TABS)
        for key, name in zip(("right", "l") * len(names), (*names[1:], names[0]), strict=False):
            await press(app, pilot, key)
            assert place(app).view == SourcesView(name)
            assert listed(app).row_count == len(items_of(catalogue, SourcesView(name)))
            assert f"[{TABS[name].title} {total_of(catalogue, name)}]" in screen(app)
        for key, name in (("h", names[-1]), ("left", names[-2])):
            await press(app, pilot, key)
            assert place(app).view.tab == name

    drive(catalogue, SourcesView(), script, size=SMALL)


def test_a_click_on_a_tab_goes_there(catalogue: Catalogue) -> None:
    async def script(app: Dftz, pilot: Pilot[None]) -> None:
        await pilot.click(TabStrip, offset=(screen(app).splitlines()[1].index("Gaps") + 1, 0))
        await settled(app, pilot)
        assert place(app).view.tab == "gaps"
        await pilot.click(TabStrip, offset=(75, 0))
        await settled(app, pilot)
        assert place(app).view.tab == "gaps"

    drive(catalogue, SourcesView(), script)


def test_each_tab_comes_back_to_where_its_cursor_was(catalogue: Catalogue) -> None:
    async def script(app: Dftz, pilot: Pilot[None]) -> None:
        await press(app, pilot, "j", "j")
        kept = place(app).current
        await press(app, pilot, "right", "j", "left")
        assert place(app).current == kept
        await press(app, pilot, "right")
        assert listed(app).cursor == 1

    drive(catalogue, SourcesView(), script)


@pytest.mark.parametrize("name", NAMES)
def test_a_tab_shows_twelve_rows_at_80_by_24(catalogue: Catalogue, name: TabName) -> None:
    async def script(app: Dftz, pilot: Pilot[None]) -> None:
        rows = listed(app).size.height - 1
        assert rows >= min(12, listed(app).row_count)
        assert screen(app).count(">  ") == 1
        assert preview(app)

    drive(catalogue, SourcesView(name), script, size=(80, 24))


# ---- what stands in the columns


def test_a_document_has_type_publisher_date_evidence_and_defects(catalogue: Catalogue) -> None:
    found = cells(catalogue, "sources", "dalian-plan-2020")
    assert found["document_type"] == "plan"
    assert found["publisher"] == "Dalian Municipal People's Government Office"
    assert found["date"] == "2020-07-21"
    assert found["evidence"] == "official statement"
    assert found["defects"] == "5"
    other = cells(catalogue, "sources", "dalian-article")
    assert other["publisher"] == "not printed"
    assert other["date"] == "inferred 2026-02"


def test_a_disagreement_has_its_type_and_both_readings(catalogue: Catalogue) -> None:
    found = cells(catalogue, "discrepancies", "northeast-container-share-41-or-98")
    assert found["type"] == "⚠ contradiction"
    assert found["reading"] == "over 41 %, 2021/2025 (undated), dalian-profile"
    assert found["other"].startswith("over 98 %, 2026-02 (undated), dalian-article")


def test_a_disagreement_of_words_has_its_passages(catalogue: Catalogue) -> None:
    found = cells(catalogue, "discrepancies", "first-opened-coastal-city")
    assert found["reading"] == "dalian-profile: first 14 coastal open cities"
    assert found["other"].startswith("dalian-article: first coastal city")
    assert found["other"].endswith(" more)")
    item = catalogue.item("first-opened-coastal-city")
    assert f"(and {len(readings(item)) - 2} more)" in found["other"]


def test_a_caution_is_told_from_a_disagreement(catalogue: Catalogue) -> None:
    item = next(card for card in catalogue.cards.of_kind("discrepancy") if card["is_caution"])
    assert cells(catalogue, "discrepancies", item["id"])["type"] == f"⚠ caution ({item['type']})"


def test_a_gap_says_what_is_lacking_where_and_who_announced_it(catalogue: Catalogue) -> None:
    found = cells(catalogue, "gaps", "gap-gdp-dalian-2021-2023")
    assert found["name"] == "Gross domestic product of Dalian, 2021 to 2023"
    assert (found["indicator"], found["place"], found["period"]) == ("gdp", "Dalian", "2021/2023")
    assert found["sources"] == "dftz-paper"


def test_what_is_stale_says_why_how_old_and_how_much_hangs_on_it(catalogue: Catalogue) -> None:
    found = cells(catalogue, "stale", "registered-companies-dftz-2019")
    assert found["why"] == "old, undated"
    assert found["age_years"] == "6.9 years"
    assert found["importance"] == "headline figure"
    assert found["period"] == "2019 (undated)"
    assert cells(catalogue, "stale", "customs-trade-total-2021")["superseded_by"] == "customs-trade-total-2023"
    assert cells(catalogue, "stale", "dalian-plan-2020")["importance"] == "source"


# ---- the preview


def test_the_preview_follows_the_cursor_and_says_what_a_document_supports(catalogue: Catalogue) -> None:
    async def script(app: Dftz, pilot: Pilot[None]) -> None:
        assert "What it supports" in preview(app)
        cited = catalogue.search(f"source:{place(app).current}", limit=1).total - 1
        assert f"{cited} records cite it" in preview(app)
        await press(app, pilot, "j")
        assert catalogue.item(place(app).current or "")["name"] in preview(app)
        assert app.screen.query_one(PageView).display
        await press(app, pilot, "right")
        assert "What it supports" not in preview(app)
        assert catalogue.item(place(app).current or "")["name"] in " ".join(preview(app).split())

    drive(catalogue, SourcesView(), script)


def test_what_a_document_supports_are_the_records_that_cite_it(catalogue: Catalogue) -> None:
    for source in catalogue.sources():
        blocks, links = supported(catalogue, source.id)
        about = catalogue.search(f"source:{source.id}", limit=1).total - 1
        assert {0: "Nothing cites it", 1: "1 record cites it"}.get(about, f"{about} records cite it") in str(blocks[1])
        linked = {other for ids in catalogue.related(source.id).values() for other in ids}
        assert linked <= set(links)
        assert all(source.id in catalogue.item(link)["sources"] for link in set(links) - linked)
        assert source.id not in links


def test_a_document_that_nothing_cites_says_so() -> None:
    class Empty:
        """A catalogue in which nothing cites anything."""

        @staticmethod
        def related(identity: str) -> dict[str, list[str]]:
            return {}

        @staticmethod
        def select(query: object) -> object:
            return type("Selection", (), {"cards": ()})

    blocks, links = supported(Empty(), "dftz-paper")  # type: ignore[arg-type]
    assert "Nothing cites it." in str(blocks)
    assert links == ()


def test_a_link_of_the_preview_opens_its_record(catalogue: Catalogue) -> None:
    async def script(app: Dftz, pilot: Pilot[None]) -> None:
        await press(app, pilot, "tab", "enter", "enter")
        assert isinstance(app.screen, Record)
        assert app.screen.current == "dalian-northeast-asia-plan-2020"

    drive(catalogue, SourcesView(), script)


def test_below_80_columns_there_is_no_preview_and_it_comes_with_the_width(catalogue: Catalogue) -> None:
    async def script(app: Dftz, pilot: Pilot[None]) -> None:
        assert not app.screen.query_one("#preview").display
        await press(app, pilot, "j")
        await pilot.resize_terminal(100, 30)
        await settled(app, pilot)
        assert app.screen.query_one("#preview").display
        assert listed(app).cursor == 1
        assert catalogue.item(place(app).current or "")["name"] in " ".join(preview(app).split())

    drive(catalogue, SourcesView(), script, size=(60, 20))


# ---- opening


def test_enter_opens_the_record_and_escape_comes_back_to_its_row(catalogue: Catalogue) -> None:
    async def script(app: Dftz, pilot: Pilot[None]) -> None:
        for name in NAMES:
            await press(app, pilot, "j")
            identity = items_of(catalogue, SourcesView(name))[1]["id"]
            await press(app, pilot, "enter")
            assert isinstance(app.screen, Record)
            assert app.screen.current == identity
            await press(app, pilot, "escape")
            assert place(app).current == identity
            assert place(app).view.tab == name
            await press(app, pilot, "right")

    drive(catalogue, SourcesView(), script, size=SMALL)


def test_o_lists_all_that_a_document_supports_and_opens_the_document_of_anything_else(catalogue: Catalogue) -> None:
    async def script(app: Dftz, pilot: Pilot[None]) -> None:
        await press(app, pilot, "o")
        assert isinstance(app.screen, Explore)
        assert app.screen.view == ExploreView("source:dalian-plan-2020")
        assert len(app.screen.shown_ids()) == catalogue.search("source:dalian-plan-2020", limit=1).total
        await press(app, pilot, "7", "right", "right", "o")
        assert isinstance(app.screen, Record)
        assert app.screen.current == "dftz-paper"

    drive(catalogue, SourcesView(), script)


# ---- choosing and sorting


def test_f_chooses_a_part_of_a_tab_x_takes_it_back(catalogue: Catalogue) -> None:
    async def script(app: Dftz, pilot: Pilot[None]) -> None:
        await press(app, pilot, "f")
        assert isinstance(app.screen, Choose)
        await press(app, pilot, "down", "enter")
        assert place(app).view.only == "definition"
        shown = place(app).shown_ids()
        assert all(catalogue.item(identity)["type"] == "definition" for identity in shown)
        whole = total_of(catalogue, "discrepancies")
        assert 0 < len(shown) < whole and said(app) == f"{len(shown)} of {whole}; type definition"
        await press(app, pilot, "x")
        assert place(app).view == SourcesView("discrepancies")
        assert said(app) == f"{whole} of {whole}"

    drive(catalogue, SourcesView("discrepancies"), script)


def test_escape_leaves_the_preview_then_the_choice_then_the_place(catalogue: Catalogue) -> None:
    async def script(app: Dftz, pilot: Pilot[None]) -> None:
        await press(app, pilot, "tab", "escape")
        assert listed(app).has_focus
        assert place(app).view.only == "press"
        await press(app, pilot, "escape")
        assert place(app).view == SourcesView()
        await press(app, pilot, "escape")
        assert isinstance(app.screen, Overview)

    drive(catalogue, SourcesView("sources", "press"), script)


def test_s_sorts_and_a_second_click_on_a_title_reverses(catalogue: Catalogue) -> None:
    async def script(app: Dftz, pilot: Pilot[None]) -> None:
        await press(app, pilot, "s", "down", "enter")
        names = [catalogue.item(identity)["name"].casefold() for identity in place(app).shown_ids()]
        assert names == sorted(names)
        assert listed(app).sort == Sort("name")
        await pilot.click(RecordList, offset=(screen(app).splitlines()[3].index("Age"), 0))
        await settled(app, pilot)
        assert place(app).view.sort == "age_years"
        await pilot.click(RecordList, offset=(screen(app).splitlines()[3].index("Age"), 0))
        await settled(app, pilot)
        assert place(app).view.sort == "-age_years"
        assert said(app).endswith("sorted by age years, descending")
        ages = [item["age_years"] for item in items_of(catalogue, place(app).view) if item["age_years"] is not None]
        assert ages == sorted(ages, reverse=True)

    drive(catalogue, SourcesView("stale"), script)


def test_a_column_without_an_order_says_so(catalogue: Catalogue) -> None:
    async def script(app: Dftz, pilot: Pilot[None]) -> None:
        await pilot.click(RecordList, offset=(screen(app).splitlines()[3].index("One reading"), 0))
        await settled(app, pilot)
        assert place(app).view.sort == ""
        assert "no order by this column" in told(app)

    drive(catalogue, SourcesView("discrepancies"), script)


@pytest.mark.parametrize("name", NAMES)
def test_every_order_and_choice_that_is_offered_works(catalogue: Catalogue, name: TabName) -> None:
    whole = len(items_of(catalogue, SourcesView(name)))
    for field in TABS[name].sorts:
        assert field in {column.key for column in TABS[name].columns}
        assert len(items_of(catalogue, SourcesView(name, sort=f"-{field}"))) == whole
    for value, count in values_of(catalogue, name).items():
        assert len(items_of(catalogue, SourcesView(name, value))) == count


def test_a_choice_that_nobody_can_mean_is_said_and_the_whole_tab_shown(catalogue: Catalogue) -> None:
    async def script(app: Dftz, pilot: Pilot[None]) -> None:
        assert place(app).view == SourcesView("stale")
        assert "'[/red]' is not a kind of record" in told(app)
        assert listed(app).row_count == total_of(catalogue, "stale")

    drive(catalogue, SourcesView("stale", "[/red]"), script)
    with pytest.raises(UsageError, match="no field is called"):
        items_of(catalogue, SourcesView("stale", sort="nothing"))


def test_a_choice_that_nothing_fits_says_why_and_what_to_press(catalogue: Catalogue) -> None:
    async def script(app: Dftz, pilot: Pilot[None]) -> None:
        assert listed(app).row_count == 0
        assert "No gap fits. x takes the choice back" in " ".join(screen(app).split())
        assert place(app).current is None
        await press(app, pilot, "enter", "y", "escape", "o", "x")
        assert listed(app).row_count == total_of(catalogue, "gaps")

    whole = next(source.id for source in catalogue.sources() if not catalogue.list("gap", source=source.id))
    drive(catalogue, SourcesView("gaps", whole), script)


# ---- taking along


def test_marks_are_kept_over_tabs_and_places(catalogue: Catalogue) -> None:
    async def script(app: Dftz, pilot: Pilot[None]) -> None:
        await press(app, pilot, "space", "n", "space", "N", "right", "space")
        assert len(app.desk.marked) == 3
        assert "[3 marked]" in screen(app)
        await press(app, pilot, "left")
        assert screen(app).count("✓") == 2
        app.desk.mark(frozenset())
        await press(app, pilot, "1", "7")
        assert "✓" not in screen(app)

    drive(catalogue, SourcesView(), script)


@pytest.mark.parametrize(
    "view",
    [
        SourcesView("sources", "press"),
        SourcesView("discrepancies", "arithmetic", "-name"),
        SourcesView("gaps", "dftz-paper"),
        SourcesView("stale", "figure", "-age_years"),
        SourcesView("stale"),
    ],
)
def test_the_command_and_the_python_line_of_a_view_give_its_records(
    catalogue: Catalogue, view: SourcesView, shell: Path
) -> None:
    shown = [item["id"] for item in items_of(catalogue, view)]
    words = shlex.split(command_line(view, "-f", "ids"))[1:]
    found = subprocess.run([sys.executable, "-m", "dftzcli", *words], capture_output=True, text=True, check=True)
    assert found.stdout.split() == shown
    records = eval(view.python, {"catalogue": catalogue})
    assert {record.id for record in records} == set(shown)


@pytest.mark.parametrize("name", NAMES)
def test_the_result_of_a_tab_has_its_records_in_order_with_all_fields(catalogue: Catalogue, name: TabName) -> None:
    items = items_of(catalogue, SourcesView(name))
    result = result_of(catalogue, SourcesView(name), items)
    assert [item["id"] for item in result.items] == [item["id"] for item in items]
    assert set(items[0]) == {spec.key for spec in result.specs}
    assert (result.page is not None) == (name in ("discrepancies", "stale"))


def test_e_writes_what_the_tab_shows(catalogue: Catalogue, tmp_path: Path) -> None:
    async def script(app: Dftz, pilot: Pilot[None]) -> None:
        await press(app, pilot, "e")
        app.screen.query_one(Input).value = str(tmp_path / "stale.json")
        await press(app, pilot, "enter")
        assert f"wrote {listed(app).row_count} items" in told(app)

    drive(catalogue, SourcesView("stale", "figure"), script)
    written = json.loads((tmp_path / "stale.json").read_text(encoding="utf-8"))
    assert "old" in written["items"][0]["why"]


# ---- hostile data, and another catalogue


def test_hostile_texts_stand_as_they_are_in_every_tab() -> None:
    catalogue = hostile()

    async def script(app: Dftz, pilot: Pilot[None]) -> None:
        for tab in range(len(NAMES)):
            await pilot.resize_terminal(*SIZES[tab % 2])
            await settled(app, pilot)
            for number in range(min(len(HOSTILE), listed(app).row_count)):
                shown = screen(app)
                assert "\x1b" not in shown and "\u202e" not in shown
                name = catalogue.item(str(place(app).current))["name"]
                assert squeezed(visible(name))[:60] in squeezed(preview(app)), number
                await press(app, pilot, "j")
            await press(app, pilot, "right")

    drive(catalogue, SourcesView(), script, size=SMALL)


def test_a_catalogue_that_was_read_again_is_shown(catalogue: Catalogue) -> None:
    other = hostile()

    async def script(app: Dftz, pilot: Pilot[None]) -> None:
        await press(app, pilot, "1")
        app.desk.catalogue = other
        await press(app, pilot, "7")
        assert "[/red] z" in screen(app)

    drive(catalogue, SourcesView("gaps"), script)


def test_resizing_keeps_tab_and_row(catalogue: Catalogue) -> None:
    async def script(app: Dftz, pilot: Pilot[None]) -> None:
        await press(app, pilot, "G")
        for size in ((40, 10), (60, 16), (200, 60), (80, 24)):
            await pilot.resize_terminal(*size)
            await settled(app, pilot)
            assert listed(app).cursor == listed(app).row_count - 1
        assert wording.words("discrepancies") in command_line(place(app).view)

    drive(catalogue, SourcesView("discrepancies"), script)
