"""What is an answer and what is none, and which agencies come first: the shipped catalogue, asked as people ask."""

from __future__ import annotations

import pytest

from dftzcli.catalogue import Catalogue
from dftzcli.search.finding.answer import MARKS


def ids(catalogue: Catalogue, typed: str) -> list[str]:
    return [hit.id for hit in catalogue.search(typed).hits]


@pytest.mark.parametrize(
    "typed",
    [
        "head of the Jinpu committee",
        "how many people work at the Health Commission",
        "cost of living in Dalian",
        "share price of Sinopec",
        "what time does Dalian customs close",
        "养老院一个月多少钱",
    ],
)
def test_whoever_asks_for_an_attribute_is_not_answered_with_the_thing_alone(catalogue: Catalogue, typed: str) -> None:
    assert ids(catalogue, typed) == []


def test_an_attribute_is_answered_by_what_states_it_or_says_that_it_is_not_given(catalogue: Catalogue) -> None:
    answer = catalogue.search("price of the yard that Hengli took over")
    assert {hit.kind for hit in answer.hits} <= {"figure", "indicator", "gap", "discrepancy", "incentive"}


@pytest.mark.parametrize(
    "typed", ["trade winds", "bank holiday", "free speech", "golf course", "hand cream", "sugar port", "car theft"]
)
def test_a_term_that_no_record_bears_is_not_found_by_its_words_apart(catalogue: Catalogue, typed: str) -> None:
    assert ids(catalogue, typed) == []


def test_a_subject_that_no_record_bears_is_not_outvoted_by_the_other_words(catalogue: Catalogue) -> None:
    assert ids(catalogue, "are there sharks in the Bohai Sea") == []
    assert "bohai-sea" in ids(catalogue, "Bohai Sea")


def test_a_name_that_is_most_of_a_question_is_enough(catalogue: Catalogue) -> None:
    assert "russia" in ids(catalogue, "trade with Russia")[:5]


@pytest.mark.parametrize("typed", ["American companies", "美国公司"])
def test_a_firm_is_found_by_a_home_country_that_has_no_record(catalogue: Catalogue, typed: str) -> None:
    firms = {card["id"] for card in catalogue.cards.of_kind("partner") if card["home_country"] == "US"}
    assert firms & set(ids(catalogue, typed))


def test_what_only_links_hold_counts_less(catalogue: Catalogue) -> None:
    assert ids(catalogue, "fishing licence for tourists") == []


@pytest.mark.parametrize(
    ("typed", "first"),
    [
        ("which bureau handles culture and tourism", ["culture-tourism-bureau"]),
        # Of the district and of the city, in either order.
        ("which bureau is in charge of foreign trade and investment", ["commerce-bureau", "jinpu-commerce-bureau"]),
    ],
)
def test_the_agency_whose_own_record_is_about_a_matter_goes_before_those_a_policy_names(
    catalogue: Catalogue, typed: str, first: list[str]
) -> None:
    assert sorted(ids(catalogue, typed)[: len(first)]) == first


@pytest.mark.parametrize("typed", ["talent policy", "cold chain"])
def test_a_term_with_a_broader_one_is_still_answered(catalogue: Catalogue, typed: str) -> None:
    assert ids(catalogue, typed)


def test_one_word_is_answered_with_what_it_is_a_kind_of_only_where_nothing_else_is_typed(catalogue: Catalogue) -> None:
    assert ids(catalogue, "核电站")
    assert ids(catalogue, "核电站项目") == []


def test_an_attribute_is_told_by_nothing_that_is_only_near_to_what_it_is_of(catalogue: Catalogue) -> None:
    assert ids(catalogue, "price of electricity for factories") == []


def test_in_the_plural_an_office_is_asked_for_no_holder(catalogue: Catalogue) -> None:
    assert "european-official-visits-mechanism" in ids(catalogue, "european city mayors delegation")[:5]
    assert ids(catalogue, "who is the chairman") == []


def test_a_narrower_thing_that_no_record_bears_is_not_answered_with_its_class(catalogue: Catalogue) -> None:
    assert ids(catalogue, "blueberry exports") == ids(catalogue, "大连蓝莓出口多少") == []
    assert ids(catalogue, "fruit exports")


def test_a_name_that_is_also_a_common_word_is_not_taken_for_the_word(catalogue: Catalogue) -> None:
    assert ids(catalogue, "did Apple invest in the zone") == []
    # An abbreviation is written in capitals for another reason, and so is every word of a title.
    assert "incentive-smart-export-rebate" in ids(catalogue, "VAT reimbursement")[:5]


@pytest.mark.parametrize(
    "typed",
    ["carbon emission trading scheme", "bankruptcy procedure for a foreign firm", "Dalian football club results"],
)
def test_words_that_say_little_and_other_senses_make_no_answer(catalogue: Catalogue, typed: str) -> None:
    assert ids(catalogue, typed) == []


@pytest.mark.parametrize("typed", ["大连地铁有几条线", "how many football clubs does the city have"])
def test_what_comes_after_all_of_the_kind_asked_for_makes_no_answer_of_it(catalogue: Catalogue, typed: str) -> None:
    assert ids(catalogue, typed) == []


@pytest.mark.parametrize(
    ("typed", "wanted"),
    [
        ("外资金融机构进入大连", "foreign-financial-institution-access"),
        ("大连和朝鲜港口的关系", "north-korea"),
        ("前两批自贸区经验", "pilot-ftz-first-two-groups"),
        ("自由貿易港什麼時候建成", "dalian-free-trade-port"),
        ("负面清单里写了什么", "national-negative-list-2024"),
    ],
)
def test_nothing_is_missed_for_lack_of_a_chinese_word_that_says_little(
    catalogue: Catalogue, typed: str, wanted: str
) -> None:
    assert wanted in ids(catalogue, typed)[:5]


def test_a_chinese_term_that_no_record_bears_is_cut_where_its_halves_are_borne(catalogue: Catalogue) -> None:
    assert "headquarters-economy-areas" in ids(catalogue, "大连哪些区域发展总部经济")[:5]
    # As words exactly, and where the first cut is borne, nothing is cut again.
    assert catalogue.search("大连哪些区域发展总部经济", exact=True).hits == ()
    assert "区域发展" in catalogue.search("区域发展").understood.expanded


def test_registration_in_so_many_words_is_the_registration_of_companies(catalogue: Catalogue) -> None:
    assert "five-in-one-registration-confirmation" in ids(catalogue, "企业如何注册登记")[:5]


@pytest.mark.parametrize(
    ("typed", "wanted"),
    [
        ("Samsung expansion in the city", "samsung"),
        ("are the friendship cities named anywhere?", "friendly-cooperation-cities-of-dalian"),
        ("Are there any finished projects with Russia?", "russia"),
        ("bingshan reform results", "bingshan-mixed-ownership-reform"),
        ("美国企业在大连", "microsoft"),
        ("日本との産業協力", "japan"),
    ],
)
def test_a_partner_is_found_beside_words_that_say_little(catalogue: Catalogue, typed: str, wanted: str) -> None:
    assert wanted in ids(catalogue, typed)[:5]


@pytest.mark.parametrize(
    "typed",
    ["GDP of Dalian in 2012", "Dalian GDP in 2008", "GDP of Tianjin 2025", "GDP of Qingdao 2019", "Suzhou GDP"],
)
def test_a_measure_of_a_year_or_a_place_is_told_by_no_other_record_of_them(catalogue: Catalogue, typed: str) -> None:
    assert ids(catalogue, typed) == []


@pytest.mark.parametrize(
    ("typed", "wanted"), [("gdp qingdao 2024", "gdp-qingdao-2024"), ("宁波2024年GDP", "gdp-ningbo-2024")]
)
def test_a_measure_of_a_year_is_told_by_its_figure(catalogue: Catalogue, typed: str, wanted: str) -> None:
    assert ids(catalogue, typed)[0] == wanted


def test_the_last_figure_of_a_series_goes_before_older_ones_unless_a_year_is_named(catalogue: Catalogue) -> None:
    found = ids(catalogue, "GDP of Dalian")
    assert found.index("gdp-dalian-2025") < found.index("gdp-dalian-2022")
    assert ids(catalogue, "GDP of Dalian 2022")[0] == "gdp-dalian-2022"


@pytest.mark.parametrize(("typed", "first"), [("jpxq", "jinpu-new-area"), ("shangwuju", "commerce-bureau")])
def test_initials_and_sounds_are_those_of_what_is_called_so(catalogue: Catalogue, typed: str, first: str) -> None:
    assert ids(catalogue, typed)[0] == first


@pytest.mark.parametrize("typed", ["who qualifies for the reinvestment tax credit", "再投资税收抵免谁符合条件"])
def test_who_may_have_it_is_asked_of_the_incentive_and_not_of_an_agency(catalogue: Catalogue, typed: str) -> None:
    assert ids(catalogue, typed)[0] == "incentive-reinvestment-tax-credit"


@pytest.mark.parametrize(
    ("typed", "agency"),
    [
        ("who pays the FDI award", "commerce-bureau"),
        ("which ministry waives stamp duty on offshore trade", "finance-ministry"),
        ("who runs the hydrogen fund", "drc"),
    ],
)
def test_whoever_pays_issues_or_waives_is_an_agency(catalogue: Catalogue, typed: str, agency: str) -> None:
    assert agency in ids(catalogue, typed)[:2]


@pytest.mark.parametrize("typed", ["VAT rate on services", "minimum wage in Dalian", "air fare to Osaka"])
def test_a_term_that_no_record_bears_is_not_met_by_its_words_apart(catalogue: Catalogue, typed: str) -> None:
    assert ids(catalogue, typed) == []


@pytest.mark.parametrize(
    "words",
    [
        "what is the population of bremen",
        "东软哪年成立",
        "what is the offside rule",
        "dahlia",
        "越南",
    ],
)
def test_a_name_alone_or_a_word_like_another_is_no_answer(catalogue: Catalogue, words: str) -> None:
    assert ids(catalogue, words) == []


def test_a_city_of_another_country_stands_for_it(catalogue: Catalogue) -> None:
    assert "north-korea" in ids(catalogue, "Pyongyang")


@pytest.mark.parametrize(
    ("typed", "shown"),
    [('"400,000 TEU"', "400,000 TEU"), ('"2,211 km"', "2,211 km"), ('"500,000 yuan"', "500,000 yuan")],
)
def test_a_phrase_with_a_number_is_shown_where_it_stands(catalogue: Catalogue, typed: str, shown: str) -> None:
    best = catalogue.search(typed).hits[0]
    assert f"«{shown}»" in best.snippet.replace(MARKS[0], "«").replace(MARKS[1], "»")
    assert shown in "; ".join(best.why)
