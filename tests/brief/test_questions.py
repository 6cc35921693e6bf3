"""What is open and what to ask: the sense and no ids, nothing of wording or translation, what is closest first."""

from __future__ import annotations

import re

import pytest

from dftzcli.brief import Asked, brief_of, saying
from dftzcli.brief.chinese import UNKNOWNS
from dftzcli.brief.document import Chart, Document, Points, Remark, Statement, Table
from dftzcli.brief.material import Material, material_of
from dftzcli.brief.sections import asking, doubts
from dftzcli.catalogue import Catalogue

from .conftest import PROFILES, Briefs
from .conftest import asked as asked_of

NAMES = [path.stem for path in PROFILES]
KOREAN = next(path for path in PROFILES if path.stem == "cold-chain-korea")


def texts(document: Document) -> list[str]:
    """Return every text before the notes."""
    found = [document.title, document.subtitle]
    for section in document.sections:
        found.append(section.title)
        for block in section.blocks:
            if isinstance(block, Remark):
                found.append(block.text)
            elif isinstance(block, Chart):
                found += [block.title, *(bar.missing for bar in block.bars)]
            elif isinstance(block, Table):
                found += [*block.headers, *(cell for row in block.rows for cell in row if isinstance(cell, str))]
            else:
                assert isinstance(block, Points)
    return [*found, *(text for each in document.statements for text in (each.lead, each.text))]


def tables(document: Document) -> list[Table]:
    (section,) = [each for each in document.sections if each.title.startswith("Disagreements")]
    return [block for block in section.blocks if isinstance(block, Table)]


def questions(document: Document) -> list[tuple[str, str, str]]:
    (table, *_) = tables(document)
    assert table.headers[0] == "What is open"
    return [tuple(cell.text for cell in row if isinstance(cell, Statement)) for row in table.rows]  # type: ignore[misc]


@pytest.mark.parametrize("name", NAMES)
def test_no_text_of_a_brief_has_the_id_of_a_record(briefs: Briefs, catalogue: Catalogue, name: str) -> None:
    # Of two words an id may be a word of the language, such as cold-chain.
    words = {word for text in texts(briefs[name]) for word in re.findall(r"[a-z0-9]+(?:-[a-z0-9]+){2,}", text)}
    assert {word for word in words if catalogue.cards.name(word) is not None} == set()
    assert not any(re.search(r"\[case |\((?:gdp|caution)-", text) for text in texts(briefs[name]))


@pytest.mark.parametrize("name", NAMES)
def test_what_is_said_against_a_record_is_named_in_words_and_told_in_the_section_of_disagreements(
    briefs: Briefs, catalogue: Catalogue, name: str
) -> None:
    document = briefs[name]
    named = {
        found
        for text in texts(document)
        for found in re.findall(r"\[(?:caution|contradiction|definition|arithmetic|reading)[^:\]]*: ([^\]]+)\]", text)
    }
    assert len(named) >= 5
    shortened = {saying.in_few_words(card["name"]) for card in catalogue.cards.of_kind("discrepancy")}
    assert {re.sub(" and [0-9]+ more$", "", each) for each in named} <= shortened
    told = [cell for table in tables(document) for row in table.rows for cell in row if isinstance(cell, Statement)]
    explained = [each for each in named if any(each.split("…")[0] in cell.text for cell in told)]
    assert len(explained) >= min(len(named), 8)


def test_a_name_is_shortened_at_a_word_and_never_within_its_numbers() -> None:
    assert saying.in_few_words("Claims to be the first or the only one") == "Claims to be the first or the only one"
    assert saying.in_few_words("Output of Dalian in 2018: about 700 billion yuan, or 650.09") == (
        "Output of Dalian in 2018…"
    )
    long = saying.in_few_words("Several English names for one body or undertaking in the plan of 2020")
    assert long == "Several English names for one body or undertaking in…"


def test_a_chart_says_that_a_figure_is_missing_without_the_id_of_the_gap(briefs: Briefs) -> None:
    bars = [
        bar
        for document in briefs.values()
        for section in document.sections
        for block in section.blocks
        if isinstance(block, Chart)
        for bar in block.bars
    ]
    assert {bar.missing for bar in bars if bar.statement is None} == {"not in the sources"}


@pytest.mark.parametrize("text", ["JP", "Japan", "日本"])
def test_a_country_is_called_by_its_name_however_it_was_asked_for(catalogue: Catalogue, text: str) -> None:
    document = brief_of(catalogue, Asked(industries=("batteries",), countries=(text,)))
    assert document.subtitle.startswith("For Batteries, Japan. ")


def test_a_country_without_a_record_is_called_as_the_standard_has_it(catalogue: Catalogue) -> None:
    document = brief_of(catalogue, Asked(industries=("batteries",), countries=("NZ",)))
    assert document.subtitle.startswith("For Batteries, New Zealand. ")


def test_a_criterion_of_one_of_several_cases_is_said_to_be_one(catalogue: Catalogue) -> None:
    every = [text for path in PROFILES for text in texts(brief_of(catalogue, asked_of(path)))]
    assert any(text.startswith("in one of several cases: ") for text in every)


def everything(catalogue: Catalogue) -> tuple[Material, dict[str, saying.Item]]:
    """Return the material of a brief, and every record a question could be about."""
    kinds = ("incentive", "policy", "project", "figure", "partner", "agency", "indicator", "place", "industry")
    cards = [card for kind in kinds for card in catalogue.cards.of_kind(kind)]  # type: ignore[arg-type]
    return material_of(catalogue, asked_of(KOREAN)), {card["id"]: card for card in cards}


def test_neither_a_caution_nor_the_wording_of_a_document_is_put_to_the_authority(catalogue: Catalogue) -> None:
    about = {each.about for each in asking.disagreements(*everything(catalogue))}
    cards = catalogue.cards.of_kind("discrepancy")
    assert about
    assert not [card["id"] for card in cards if card["id"] in about and card["is_caution"]]
    assert not about & {"plan-2020-mistranslations", "plan-2020-names", "first-in-china-claims"}
    assert {card["id"] for card in cards if card["type"] == "contradiction" and not card["is_caution"]} <= about


def test_no_chinese_question_has_an_english_clause(catalogue: Catalogue) -> None:
    material, records = everything(catalogue)
    for asked in (asking.disagreements, asking.lapsed, asking.unknown, asking.gaps):
        found = [each.chinese for each in asked(material, records)]
        assert found
        # Names and abbreviations such as RCEP or SK are no clause.
        assert not [text for text in found if re.search("[A-Za-z]{2,} [a-z]{2,}", text) or "英文" in text]


def test_a_condition_without_chinese_words_is_left_out_and_asked_for_in_general() -> None:
    known = next(iter(UNKNOWNS))
    assert asking.in_chinese([known, "Something new"]) == asking.in_chinese([known])
    assert UNKNOWNS[known] in asking.in_chinese([known])
    assert asking.in_chinese(["Something new"]) == "公开资料未完整载明其适用条件与办理要求，请予说明。"


def test_a_question_about_a_record_without_a_chinese_name_names_none(catalogue: Catalogue) -> None:
    material, records = everything(catalogue)
    card = {**next(card for card in records.values() if card.get("unknowns")), "name_zh": None}
    (only,) = asking.unknown(material, {card["id"]: card})
    assert only.chinese.startswith("关于“本事项”，")
    assert card["name"] in only.english


def test_questions_about_the_industries_come_first_and_those_about_partners_last(catalogue: Catalogue) -> None:
    material = material_of(catalogue, asked_of(KOREAN))
    close, shown = (
        asking.rank(material, (catalogue.item(name),))
        for name in ("dayaowan-cold-chain-park", "incentive-single-window-added-functions")
    )
    assert close < shown < asking.rank(material, _of_partners_only(material))


def _of_partners_only(material: Material) -> list[saying.Item]:
    every = material.catalogue.cards.of_kind("project")
    return [card for card in every if material.subject.weight(card) and not material.subject.own_weight(card)]


def test_the_questions_stand_in_the_order_of_their_rank(catalogue: Catalogue) -> None:
    material, records = everything(catalogue)
    shown = doubts.section(material, records.values())
    assert shown is not None
    (table, *_) = [block for block in shown.blocks if isinstance(block, Table)]
    rank = {
        each.what: each.rank
        for asked in (asking.disagreements, asking.lapsed, asking.unknown, asking.gaps)
        for each in asked(material, records)
    }
    found = [rank[row[0].text] for row in table.rows if isinstance(row[0], Statement)]
    assert found == sorted(found)
    assert len(found) == 8


def test_a_country_alone_is_asked_about_first(catalogue: Catalogue) -> None:
    material = material_of(catalogue, Asked(countries=("JP",)))
    assert asking.rank(material, _of_partners_only(material)) == 1


@pytest.mark.parametrize("name", NAMES)
def test_each_question_of_a_brief_stands_once(briefs: Briefs, name: str) -> None:
    found = questions(briefs[name])
    assert 5 <= len(found) == len(set(found)) <= 8
