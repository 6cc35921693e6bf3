"""Pages of records: no number stands bare, no citation is lost, and what is disputed says so everywhere."""

from __future__ import annotations

import re

import pytest

from dftzcli.catalogue import Catalogue
from dftzcli.model.vocabulary import KINDS, STATUS_SYMBOLS, Kind
from dftzcli.render.markdown import escaped, write_markdown
from dftzcli.render.overview_page import overview_page
from dftzcli.render.page import Grid, Page, text_of
from dftzcli.render.pages import figures_grid, page_of
from dftzcli.render.record_page import record_page
from dftzcli.render.result import listing
from dftzcli.render.table import draw
from dftzcli.render.text import write_text

DISPUTED = "northeast-container-share-dalian-undated"
# What Python shows of a value that was never put in words; "None of them" is English.
LEAKED = re.compile(r"\bNone\b(?! of)|Decimal\(|\{'|\\n")
CAUTIONED = "new-companies-registered-dftz-2019"


def text(page: Page) -> str:
    return "".join(write_text(page))


def list_page(catalogue: Catalogue, kind: Kind, wanted: tuple[str, ...] = (), *, ascii_only: bool = False) -> Page:
    cards = catalogue.cards.of_kind(kind)
    result = listing(catalogue, cards, kind=kind, total=len(cards), query={}, wanted=wanted)
    return page_of(result, ascii_only=ascii_only)


def shown(catalogue: Catalogue, identity: str, *, ascii_only: bool = False) -> Page:
    return record_page(catalogue, catalogue.item(identity), ascii_only=ascii_only)


def test_no_figure_of_a_list_stands_without_unit_period_scope_and_source(catalogue: Catalogue) -> None:
    items = catalogue.cards.of_kind("figure")
    found = figures_grid(items)
    assert found.headers[:5] == ("Id", "Value", "Period", "Where", "Source")
    for item, row in zip(items, found.rows, strict=True):
        identity, value, period, where, source = (text_of(cell) for cell in row[:5])
        assert identity == item["id"]
        assert item["unit"] in value
        assert re.search(r"\d", value)
        assert not re.fullmatch(r"[\d.,+-]*", value)
        assert period.startswith(item["period"])
        assert where == f"{item['place']} ({item['scope'].replace('_', ' ')})"
        assert source == item["source"]


def test_a_reading_that_is_not_as_printed_is_marked_beside_the_value(catalogue: Catalogue) -> None:
    rows = {text_of(row[0]): text_of(row[1]) for row in figures_grid(catalogue.cards.of_kind("figure")).rows}
    assert rows["customs-exports-growth-2024-jan-feb"] == "-20.4 % [repaired]"
    assert rows["framework-plan-completion-share-dftz-2019"] == "98.3 % [computed]"
    for item in catalogue.cards.of_kind("figure"):
        marked = rows[item["id"]].replace(" [medium confidence]", "")
        assert (marked != rows[item["id"]]) == (item["confidence"] == "medium")
        assert ("[" in marked) == (item["reading"] != "as_printed")


def test_the_list_of_figures_is_that_table(catalogue: Catalogue) -> None:
    (block,) = list_page(catalogue, "figure").blocks
    assert block == figures_grid(catalogue.cards.of_kind("figure"))


@pytest.mark.parametrize("kind", KINDS)
def test_every_record_of_a_kind_has_a_page_with_every_citation_in_text_table_and_markdown(
    catalogue: Catalogue, kind: Kind
) -> None:
    for item in catalogue.cards.of_kind(kind):
        page = record_page(catalogue, item)
        plain, drawn = text(page), draw(page, columns=80, colour=True)
        marked = "".join(write_markdown(page, footer=catalogue.dataset.line))
        for entry in item["citations"]:
            assert entry["locator"] in plain
            assert escaped(entry["locator"]) in marked
        assert item["id"] in plain and item["id"] in marked and item["id"] in drawn
        assert item["summary"] in plain
        assert LEAKED.search(plain) is None, item["id"]


@pytest.mark.parametrize("kind", KINDS)
def test_the_list_of_a_kind_has_a_row_a_record_with_its_id(catalogue: Catalogue, kind: Kind) -> None:
    (block,) = list_page(catalogue, kind).blocks
    assert isinstance(block, Grid)
    place = block.headers.index("Id")
    assert [text_of(row[place]) for row in block.rows] == [card["id"] for card in catalogue.cards.of_kind(kind)]
    assert LEAKED.search(text(Page((block,)))) is None


def test_a_page_of_a_plan_says_in_words_that_it_is_none_of_todays_facts(catalogue: Catalogue) -> None:
    assert "exploratory: to be studied or explored, not available" in text(shown(catalogue, "dalian-free-trade-port"))
    assert "sought: asked of a higher authority" in text(shown(catalogue, "japan-korea-rmb-settlement"))
    assert "Phase 3: ○ contracted: signed, not built" in text(shown(catalogue, "panasonic-battery-plant"))


def test_a_page_says_who_may_have_an_incentive(catalogue: Catalogue) -> None:
    assert "zone-registered firms only" in text(shown(catalogue, "incentive-bonded-maintenance"))
    assert "no condition is stated in the sources" in text(shown(catalogue, "incentive-three-mutual-customs-clearance"))
    assert "zone-registered firms only" not in text(shown(catalogue, "incentive-offshore-trade-stamp-duty"))


def test_a_page_of_a_figure_says_how_it_was_printed_and_why_it_is_read_otherwise(catalogue: Catalogue) -> None:
    page = text(shown(catalogue, "customs-exports-growth-2024-jan-feb"))
    assert "-20.4 %" in page
    assert '"204%"' in page
    assert "decimal point is lost" in page


def test_a_disputed_figure_says_so_in_the_list_on_its_page_and_in_the_overview(catalogue: Catalogue) -> None:
    row = next(line for line in text(list_page(catalogue, "figure")).splitlines() if line.startswith(DISPUTED))
    assert "⚠ contradiction" in row
    page = text(shown(catalogue, DISPUTED))
    assert "⚠ contradiction" in page
    assert "northeast-container-share-41-or-98" in page
    assert "northeast-container-share-dalian-port-2026" in page
    overview = text(overview_page(catalogue, catalogue.overview())).splitlines()
    for value in ("over 41 %", "over 98 %"):
        assert [line for line in overview if value in line and "⚠ contradiction" in line] != []
        assert [line for line in overview if value in line and "⚠ contradiction" not in line] == []


def test_a_figure_to_be_read_with_care_says_so(catalogue: Catalogue) -> None:
    row = next(line for line in text(list_page(catalogue, "figure")).splitlines() if line.startswith(CAUTIONED))
    assert row.endswith("⚠ caution")
    assert "high-tech-enterprises-dalian-2024" in text(shown(catalogue, CAUTIONED))


def test_every_disputed_record_names_its_discrepancies_on_its_page(catalogue: Catalogue) -> None:
    for kind in KINDS:
        for item in catalogue.cards.of_kind(kind):
            page = text(record_page(catalogue, item))
            assert all(identity in page for identity in item["discrepancies"])
            assert ("Disputed" in page.splitlines()) == bool(item["discrepancies"])


def test_lists_of_records_with_a_status_show_its_symbol_or_its_plain_form(catalogue: Catalogue) -> None:
    for kind in ("policy", "incentive", "project"):
        for column, ascii_only in ((0, False), (1, True)):
            page = text(list_page(catalogue, kind, ascii_only=ascii_only))
            for item in catalogue.cards.of_kind(kind):
                assert f"{STATUS_SYMBOLS[item['status']][column]} {item['status'].replace('_', ' ')}" in page


def test_a_list_of_asked_for_fields_has_those_columns(catalogue: Catalogue) -> None:
    (block,) = list_page(catalogue, "figure", ("id", "value", "change")).blocks
    assert isinstance(block, Grid)
    assert block.headers == ("Id", "Value", "Change")
    assert block.right == {1}


def test_the_overview_shows_every_headline_figure_with_value_unit_period_and_source(catalogue: Catalogue) -> None:
    overview = catalogue.overview()
    lines = text(overview_page(catalogue, overview)).splitlines()
    for figure in overview.headline:
        rows = [line for line in lines if f" {figure.citations[0].source}" in line and figure.period in line]
        assert any(figure.unit in line for line in rows), figure.id


def test_the_overview_says_where_the_data_is_from_and_what_it_is_not(catalogue: Catalogue) -> None:
    page = text(overview_page(catalogue, catalogue.overview()))
    assert catalogue.dataset.line in page
    assert "Not investment, legal or tax advice" in page
    for source in catalogue.sources():
        assert (source.id in page) == (source.read_extent == "whole") or source.id in page
    others = sum(source.read_extent != "whole" for source in catalogue.sources())
    assert f"{others} public documents, read in part or as facts restated from them" in page
    assert "reach other places and not the zone: incentive-offshore-trade-stamp-duty" in page
    assert "dftz-edge-is-procedure" in page
    assert f"{len(catalogue.gaps())} things the documents announce without giving them" in page
