"""Questions: what kind of answer each wants, and which of its words are only the asking."""

from __future__ import annotations

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dftzcli.model.vocabulary import Kind
from dftzcli.search.finding import amounts, questions
from dftzcli.search.finding.questions import ATTRIBUTES, STOP, stop_at, understood
from tests.search import quality

ASKING = [
    "who", "is in charge of", "which bureau", "how many", "what is the", "is there any help for", "vs", "compare",
    "and", "or", "port", "GDP", "2021", "?", "谁负责", "多少", "和", "还是", "有什么优惠", "港口", "的区别", " ", "\n",
    "'s", "。",
]  # fmt: skip


def about(typed: str) -> list[str]:
    """Return the words that are left of a question, those without content apart."""
    return [word for word in re.findall(r"[\w-]+", understood(typed).text) if word.lower() not in STOP]


@pytest.mark.parametrize(
    ("typed", "left"),
    [
        ("who is in charge of foreign trade", ["foreign", "trade"]),
        ("Who's responsible for seafood transit?", ["seafood", "transit"]),
        ("who handles imported fruit", ["imported", "fruit"]),
        ("who do I ask about cross-border capital", ["cross-border", "capital"]),
        ("which bureau supervises the futures exchange", ["futures", "exchange"]),
        ("what department is responsible for fishing", ["fishing"]),
        ("responsible unit for the aviation hub", ["aviation", "hub"]),
        ("contact for the expo", ["expo"]),
        ("cold chain contact", ["cold", "chain"]),
        ("谁负责保税混矿", ["保税混矿"]),
        ("自由贸易由哪个部门负责", ["自由贸易"]),
        ("港口由谁管理", ["港口"]),
    ],
)
def test_who_is_responsible_is_answered_with_an_agency(typed: str, left: list[str]) -> None:
    question = understood(typed)
    assert (question.wanted, question.kinds[0]) == ("agency", "agency")
    assert about(typed) == left


@pytest.mark.parametrize(
    ("typed", "left"),
    [
        ("how many high-tech enterprises", ["high-tech", "enterprises"]),
        ("How much is the GDP?", ["GDP"]),
        ("how long does clearance take", ["clearance", "take"]),
        ("what is the population of Dalian", ["population", "Dalian"]),
        ("what share of containers", ["containers"]),
        ("number of new companies", ["new", "companies"]),
        ("有多少企业", ["企业"]),
        ("港口吞吐量是多少", ["港口吞吐量"]),
    ],
)
def test_how_many_is_answered_with_a_figure(typed: str, left: list[str]) -> None:
    question = understood(typed)
    assert (question.wanted, question.kinds[0]) == ("figure", "figure")
    assert about(typed) == left


@pytest.mark.parametrize(
    ("typed", "left"),
    [
        ("is there any help for bonded maintenance", ["bonded", "maintenance"]),
        ("are there incentives for cold storage", ["cold", "storage"]),
        ("what support is available for shipping", ["shipping"]),
        ("can we get tax relief", ["tax", "relief"]),
        ("am I eligible for a rebate", ["rebate"]),
        ("有没有补贴政策", ["补贴政策"]),
    ],
)
def test_what_one_gets_is_answered_with_an_incentive(typed: str, left: list[str]) -> None:
    question = understood(typed)
    assert (question.wanted, question.kinds[0]) == ("incentive", "incentive")
    assert about(typed) == left


@pytest.mark.parametrize(
    ("typed", "wanted"),
    [
        ("where is the port", "place"),
        ("港口在哪里", "place"),
        ("who wrote the paper", "source"),
        ("when was the plan issued", "time"),
        ("计划什么时候发布", "time"),
        ("why is output per head low", "reason"),
    ],
)
def test_other_questions_are_known_by_their_words(typed: str, wanted: str) -> None:
    assert understood(typed).wanted == wanted


@pytest.mark.parametrize(
    ("typed", "one", "other"),
    [
        ("Dalian vs Shenyang GDP", "Dalian", "Shenyang"),
        ("exports versus imports", "exports", "imports"),
        ("Japan compared with Russia", "Japan", "Russia"),
        ("compare the port and the airport", "port", "airport"),
        ("what is the difference between exports and imports?", "exports", "imports"),
        ("how does Dalian compare to Shenyang", "Dalian", "Shenyang"),
        ("free port or free trade port", "free port", "free trade port"),
        ("net profit 2022 and 2025", "2022", "2025"),
        ("日本和韩国的区别", "日本", "韩国"),
        ("大连还是沈阳", "大连", "沈阳"),
    ],
)
def test_a_comparison_has_two_sides(typed: str, one: str, other: str) -> None:
    question = understood(typed)
    assert question.wanted == "comparison"
    first, second = question.sides
    assert one in first and other in second
    assert other not in first


@pytest.mark.parametrize(
    "typed", ["ports and logistics", "research and development", "vs", "oil or", "交通和物流", "R&D", "trade union"]
)
def test_words_that_stand_together_are_no_comparison(typed: str) -> None:
    assert understood(typed).sides == ()


@pytest.mark.parametrize(
    ("typed", "kind"),
    [
        ("port policies", "policy"),
        ("projects with Japan", "project"),
        ("contradictions about GDP", "discrepancy"),
        ("gaps on trade", "gap"),
        ("bureau for fishing", "agency"),
        ("港口项目", "project"),
        ("航运政策", "policy"),
    ],
)
def test_a_word_for_a_kind_puts_that_kind_first(typed: str, kind: Kind) -> None:
    assert kind in understood(typed).kinds


@pytest.mark.parametrize(
    "typed", ["cold chain", "RCEP", "冷链", "5300", "whole sale", "anywhere", "showroom", "the port"]
)
def test_words_are_no_question(typed: str) -> None:
    question = understood(typed)
    assert (question.text, question.wanted, question.kinds, question.sides) == (typed, None, (), ())


@pytest.mark.parametrize("typed", ["谁发明了电灯", "谁赢了", "proof where goods were made"])
def test_words_that_ask_elsewhere_ask_here_for_no_agency_and_no_place(typed: str) -> None:
    assert understood(typed).wanted is None


@pytest.mark.parametrize(
    ("typed", "attribute"),
    [
        ("head of the port", "officeholder"),
        ("how many people work at the port", "headcount"),
        ("number of employees of the port", "headcount"),
        ("who invented the port", "founder"),
        ("names of the members of the port", "officeholder"),
        ("what time does the port close", "timetable"),
        ("best time of year to visit the port", "weather"),
        ("how deep is the port", "height"),
        ("港口有多少员工", "员工人数"),
        ("港口一个月多少钱", "价格"),
        ("港口几点开门", "时刻表"),
        ("港口有多深", "高度"),
    ],
)
def test_an_attribute_may_be_asked_for_in_several_words(typed: str, attribute: str) -> None:
    question = understood(typed)
    assert question.wanted is None
    assert attribute in question.text
    assert attribute in ATTRIBUTES | {"officeholder"}


@pytest.mark.parametrize("typed", ["who", "how many", "why", "为什么", "多少", "where is", "谁负责"])
def test_a_question_about_nothing_keeps_its_words(typed: str) -> None:
    assert re.search(r"\w", understood(typed).text)


@pytest.mark.parametrize(
    "typed", ["who is in charge of foreign trade", "how many firms", "is there any help for exports"]
)
def test_a_question_is_the_same_in_capitals(typed: str) -> None:
    assert understood(typed.upper()).wanted == understood(typed).wanted
    assert understood(typed.upper()).text.split() == [word.upper() for word in understood(typed).text.split()]


def test_whoever_says_not_means_it() -> None:
    assert "not" not in STOP
    assert understood("incentives not in force").text == "incentives not in force"


@given(st.lists(st.sampled_from(ASKING), max_size=10).map(" ".join) | st.text(max_size=60))
def test_any_text_may_be_asked_and_never_loses_all_its_words(typed: str) -> None:
    question = understood(typed)
    assert bool(re.search(r"\w", question.text)) == bool(re.search(r"\w", typed))
    assert all(word in typed for word in question.text.split())
    assert (question.wanted == "comparison") == bool(question.sides)
    assert all(re.search(r"\w", side) for side in question.sides)


@pytest.mark.parametrize(
    ("run", "place", "length"),
    [("港口的规模", 2, 1), ("请问港口", 0, 2), ("怎么样", 0, 3), ("港口", 0, 0), ("港口", 1, 0), ("港口的", 3, 0)],
)
def test_a_function_word_of_chinese_is_known_where_it_stands(run: str, place: int, length: int) -> None:
    assert stop_at(run, place) == length


@pytest.mark.parametrize(("typed", "kinds"), [("重点产业有哪些", ("industry",)), ("产业合作", ()), ("日本产业园", ())])
def test_a_word_of_a_kind_that_tells_of_what_sort_another_thing_is_asks_for_no_kind(
    typed: str, kinds: tuple[Kind, ...]
) -> None:
    assert understood(typed).kinds == kinds


def test_signs_never_keep_a_pattern_from_a_question_that_it_fits() -> None:
    asked = [question.query for question in quality.questions("tuning")]
    assert len(asked) > 1000
    for typed in (*asked, *map(str.title, asked)):
        tried = {pattern for pattern, _ in questions._asking(typed)}
        fitting = {pattern for pattern, _, _ in questions._ENGLISH if re.search(pattern, typed, re.IGNORECASE)}
        assert fitting <= tried, typed
        units = amounts._asked_in().search(typed.lower())
        assert bool(amounts.asked_in(typed.lower())) == bool(units), typed
