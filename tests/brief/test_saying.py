"""What a brief says: nothing without a footnote, no plan as a fact, no bare figure."""

from __future__ import annotations

import re

import pytest

from dftzcli.brief import Asked, brief_of, saying
from dftzcli.brief.chinese import UNKNOWNS
from dftzcli.brief.document import CATALOGUE, Chart, Document, Section, Statement, Table
from dftzcli.brief.sections.operating import OPERATING, PLANNED
from dftzcli.catalogue import Catalogue
from dftzcli.errors import NotFound, UsageError
from dftzcli.model.vocabulary import QUALIFIER_WORDS, STATUS_IS_FACT

from .conftest import PROFILES, Briefs, asked, is_of_catalogue

NAMES = [path.stem for path in PROFILES]


def section(document: Document, title: str) -> Section:
    return next(section for section in document.sections if section.title.startswith(title))


def table(document: Document, title: str) -> Table:
    return next(block for block in section(document, title).blocks if isinstance(block, Table))


def said(cell: Statement | str) -> Statement:
    assert isinstance(cell, Statement)
    return cell


def test_a_statement_without_a_footnote_cannot_be_made() -> None:
    with pytest.raises(ValueError, match="without a footnote"):
        Statement("Everything is open.", ())


@pytest.mark.parametrize("name", NAMES)
def test_every_statement_has_a_footnote_with_its_place(briefs: Briefs, catalogue: Catalogue, name: str) -> None:
    document = briefs[name]
    assert len(document.statements) > 80
    assert all(document.notes(statement) for statement in document.statements)
    for source in document.sources:
        assert source.id == CATALOGUE or catalogue.item(source.id)["kind"] == "source"
        assert all(note.locator for note in source.notes)
    numbers = [note.number for source in document.sources for note in source.notes]
    assert numbers == list(range(1, len(numbers) + 1)) == sorted(set(document.numbers.values()))


@pytest.mark.parametrize("name", NAMES)
def test_only_a_count_rests_on_the_catalogue_itself(briefs: Briefs, name: str) -> None:
    counted = [statement for statement in briefs[name].statements if is_of_catalogue(statement)]
    assert all("incentives held against the profile" in statement.lead for statement in counted)


@pytest.mark.parametrize("name", NAMES)
def test_nothing_planned_stands_among_what_operates(briefs: Briefs, catalogue: Catalogue, name: str) -> None:
    found = table(briefs[name], "What operates")
    assert found.headers == (OPERATING, PLANNED)
    by_lead = {f"{saying.named(card)}:": card for card in catalogue.cards.of_kind("project")}
    for left, right in found.rows:
        if isinstance(left, Statement):
            assert by_lead[left.lead]["status"] in STATUS_IS_FACT
        if isinstance(right, Statement):
            assert re.split(r" \(|, as of|: ", right.text)[0].replace(" ", "_") not in STATUS_IS_FACT
    for statement in section(briefs[name], "In short").blocks[0].statements:  # type: ignore[union-attr]
        if statement.lead.startswith("In operation"):
            assert not re.search(r"\((planned|contracted|under construction|sought|exploratory|status)", statement.text)


@pytest.mark.parametrize("name", NAMES)
def test_every_incentive_shown_says_its_status(briefs: Briefs, catalogue: Catalogue, name: str) -> None:
    words = {card["status"].replace("_", " ") for card in catalogue.cards.of_kind("incentive")} | {"status not known"}
    for row in table(briefs[name], "What is offered").rows:
        assert re.split("[,;]", said(row[2]).text)[0] in words


@pytest.mark.parametrize("name", NAMES)
def test_no_figure_is_bare(briefs: Briefs, catalogue: Catalogue, name: str) -> None:
    by_name = {card["name"]: card for card in catalogue.cards.of_kind("figure")}
    rows = table(briefs[name], "The case in figures").rows
    assert len(rows) >= 8
    for label, value, when in rows:
        card = by_name[str(label)]
        assert card["unit"] in said(value).text
        assert QUALIFIER_WORDS[card["qualifier"]] in said(value).text
        assert (card["dispute"] or "") in said(value).text
        assert said(when).text.startswith(card["period"])
        assert catalogue.item(card["place"])["name"] in said(when).text


def test_a_profile_says_for_each_incentive_what_decided_it(briefs: Briefs) -> None:
    document = briefs["small-exporter-jilin"]
    leads = [said(row[1]).lead for row in table(document, "What is offered").rows]
    assert leads[:2] == ["Yes: each stated criterion is met."] * 2
    assert set(leads[2:]) == {"Unknown."}


def test_an_industry_shows_its_incentives_first_and_their_limits(catalogue: Catalogue) -> None:
    document = brief_of(catalogue, Asked(industries=("hydrogen-energy",)))
    first, whom, _ = table(document, "What is offered").rows[0]
    assert "ydrogen" in said(first).lead
    assert said(whom).text


def test_peers_are_compared_only_where_figures_are_of_one_thing(briefs: Briefs) -> None:
    found = table(briefs["battery-maker-japan"], "Beside Qingdao, Tianjin")
    assert found.headers == ("", "Dalian", "Qingdao", "Tianjin")
    rows = {str(row[0]): row for row in found.rows}
    assert said(rows["Gross domestic product, 2024"][1]).text.endswith("rank 3")
    assert rows["Foreign capital actually used, 2024"][2] == "no figure in the sources"
    unlike = [
        cell for row in found.rows for cell in row if isinstance(cell, Statement) and "not comparable" in cell.text
    ]
    assert unlike


def test_without_peers_there_is_no_comparison(catalogue: Catalogue) -> None:
    document = brief_of(catalogue, asked(PROFILES[0])._replace(peers=()))
    assert not [section for section in document.sections if section.title.startswith("Beside")]


def test_peers_may_stand_in_the_profile(catalogue: Catalogue) -> None:
    document = brief_of(catalogue, Asked(profile={"sector": ["batteries"], "peers": ["qingdao"]}))
    assert section(document, "Beside Qingdao")


def test_too_many_peers_are_refused(catalogue: Catalogue) -> None:
    peers = ("qingdao", "tianjin", "ningbo", "xiamen", "shenyang")
    with pytest.raises(UsageError, match="too many for a page"):
        brief_of(catalogue, Asked(industries=("batteries",), peers=peers))


def test_a_country_nobody_knows_is_not_found(catalogue: Catalogue) -> None:
    with pytest.raises(NotFound, match="Atlantis"):
        brief_of(catalogue, Asked(countries=("Atlantis",)))


@pytest.mark.parametrize("name", NAMES)
def test_what_is_open_is_asked_in_english_and_chinese(briefs: Briefs, name: str) -> None:
    rows = table(briefs[name], "Disagreements and gaps").rows
    assert len(rows) >= 5
    for _, english, chinese in rows:
        assert said(english).text.isprintable()
        assert len(re.findall("[\u4e00-\u9fff]", said(chinese).text)) > 10


def test_the_units_to_ask_have_role_and_site(briefs: Briefs) -> None:
    first = said(table(briefs["battery-maker-japan"], "Who to ask").rows[0][0])
    assert "大连片区管理委员会" in first.lead
    assert "https://english.dlftz.gov.cn" in first.text


def test_risks_name_the_edge_of_the_zone_and_weak_points(briefs: Briefs) -> None:
    for document in briefs.values():
        leads = [statement.lead for statement in section(document, "Risks").blocks[0].statements]  # type: ignore[union-attr]
        assert leads[0] == "The edge of the Dalian Area is procedure, not tax:"
        assert len(leads) >= 5


def test_a_record_named_outright_comes_first(catalogue: Catalogue) -> None:
    document = brief_of(catalogue, Asked(ids=("gdp-dalian-2025", "dalian-customs")))
    assert section(document, "What it is about")
    assert table(document, "The case in figures").rows[0][0] == "Gross domestic product of Dalian, 2025"


def test_of_many_records_it_says_what_a_page_holds_and_how_many_are_left_out(catalogue: Catalogue) -> None:
    ids = tuple(card["id"] for card in catalogue.cards.of_kind("policy"))[:20]
    points, remark = section(brief_of(catalogue, Asked(ids=ids)), "What it is about").blocks
    assert len(points.statements) == 6  # type: ignore[union-attr]
    assert remark.text.startswith("14 more are left out")  # type: ignore[union-attr]


def test_a_brief_of_an_earlier_day_has_the_statuses_of_that_day(catalogue: Catalogue) -> None:
    now, then = (
        brief_of(each, Asked(ids=("panasonic-battery-plant",))) for each in (catalogue, catalogue.at("2018-01-01"))
    )
    assert "operating" in said(table(now, "What operates").rows[0][0]).text
    left = table(then, "What operates").rows[0][0]
    assert left == "No project on record"
    assert dict(then.about)["As of"] == "2018-01-01"


def test_the_last_page_says_what_it_is_made_of(briefs: Briefs, catalogue: Catalogue) -> None:
    about = dict(briefs["battery-maker-japan"].about)
    assert catalogue.dataset.hash in about["Dataset"]
    assert about["As of"] == catalogue.as_of
    assert catalogue.dataset.licence in about["Licence"]
    assert about["Not advice"] == catalogue.dataset.notice
    assert (
        about["Made again, byte for byte, in the folder of the profile, by"]
        == "dftz brief --profile battery-maker-japan.toml"
    )
    assert "home_country = JP" in about["Profile"]


def test_a_figure_of_a_project_that_is_not_built_says_so_and_who_has_it_so(
    briefs: Briefs, catalogue: Catalogue
) -> None:
    document = briefs["battery-maker-japan"]
    name = "Investment in the PPES plant for battery-electric vehicle cells, 2025"
    row = next(row for row in table(document, "The case in figures").rows if row[0] == name)
    plant = catalogue.item("ppes-bev-battery-plant")
    assert said(row[2]).text.endswith(f"under construction, as of {plant['status_as_of']}")
    dates = {catalogue.item(each.source)["dated"] for each in said(row[2]).cited}
    assert plant["status_as_of"] in dates


def test_a_status_cites_the_source_of_its_day(briefs: Briefs, catalogue: Catalogue) -> None:
    plant = catalogue.item("panasonic-battery-plant")
    left = said(table(briefs["battery-maker-japan"], "What operates").rows[0][0])
    assert left.lead == f"{saying.named(plant)}:"
    assert catalogue.item(left.cited[0].source)["dated"] == plant["status_as_of"]
    points = section(briefs["battery-maker-japan"], "In short").blocks[0].statements  # type: ignore[union-attr]
    assert left.cited[0] in next(each for each in points if each.lead.startswith("In operation")).cited


def test_only_a_contradiction_is_asked_as_one(briefs: Briefs) -> None:
    rows = [row for document in briefs.values() for row in table(document, "Disagreements and gaps").rows]
    for what, english, chinese in rows:
        is_contradiction = said(what).text.startswith("Contradiction:")
        assert said(english).text.startswith("The sources contradict each other") is is_contradiction
        assert said(chinese).text.startswith("各来源表述相互矛盾") is is_contradiction


def test_what_a_measure_leaves_open_is_asked_in_chinese_too(briefs: Briefs, catalogue: Catalogue) -> None:
    known = {text for card in catalogue.cards.of_kind("incentive") for text in card["unknowns"] or ()}
    assert set(UNKNOWNS) <= known
    for document in briefs.values():
        assert not any("见英文一栏" in said(row[2]).text for row in table(document, "Disagreements and gaps").rows)


def test_one_criterion_that_is_left_out_is_one(briefs: Briefs) -> None:
    texts = [said(row[1]).text for document in briefs.values() for row in table(document, "What is offered").rows]
    assert any("1 more criterion" in text for text in texts)
    assert not any("1 more criteria" in text for text in texts)


def test_a_chart_that_ends_before_the_last_figures_says_since_when_they_are_counted_in_another_way(
    briefs: Briefs,
) -> None:
    charts = [
        block
        for section in briefs["battery-maker-japan"].sections
        for block in section.blocks
        if isinstance(block, Chart)
    ]
    (gdp,) = [chart for chart in charts if chart.title.startswith("Gross domestic product, Dalian")]
    assert gdp.bars[-1].label == "2023" and "from 2024 in another way, not drawn" in gdp.title
    (capital,) = [chart for chart in charts if chart.title.startswith("Foreign capital actually used, Dalian")]
    assert "not drawn" not in capital.title
