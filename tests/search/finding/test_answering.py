"""What is an answer and what is none, and which agencies come first: the shipped catalogue, asked as people ask."""

from __future__ import annotations

import pytest

from dftzcli.catalogue import Catalogue


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
        ("which bureau handles culture and tourism", "culture-tourism-bureau"),
        ("which bureau is in charge of foreign trade and investment", "commerce-bureau"),
    ],
)
def test_the_agency_whose_own_record_is_about_a_matter_goes_before_those_a_policy_names(
    catalogue: Catalogue, typed: str, first: str
) -> None:
    assert ids(catalogue, typed)[0] == first


@pytest.mark.parametrize("typed", ["talent policy", "cold chain"])
def test_a_term_with_a_broader_one_is_still_answered(catalogue: Catalogue, typed: str) -> None:
    assert ids(catalogue, typed)


def test_one_word_is_answered_with_what_it_is_a_kind_of_only_where_nothing_else_is_typed(catalogue: Catalogue) -> None:
    assert ids(catalogue, "核电站")
    assert ids(catalogue, "核电站项目") == []
