"""Numerals: what counts as one, and when two are the same."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dftzcli.analysis.numerals import keys, numerals


def texts(line: str, *, words: bool = False) -> list[str]:
    return [numeral.text for numeral in numerals(line, words=words)]


@pytest.mark.parametrize(
    ("line", "found"),
    [
        ("up 8.1%, to 13,887,643.", ["8.1", "13,887,643"]),
        ("2021~2024 and 1-2", ["2021", "2024", "1", "2"]),
        ("a damaged 338.,869", ["338.,869"]),
        ("in full width: １３，８８７．５", ["１３，８８７．５"]),
        ("a 10,000-ton ship, B2B, 4th", ["10,000", "2", "4"]),
        ("no number here.", []),
    ],
)
def test_a_numeral_is_a_run_of_digits_with_the_marks_inside_it(line: str, found: list[str]) -> None:
    assert texts(line) == found


def test_full_width_and_plain_digits_are_the_same_numeral() -> None:
    assert keys("１３，８８７．５") == keys("13,887.5")


def test_numerals_with_other_marks_are_different() -> None:
    assert keys("13887") != keys("13,887")


def test_spelled_numbers_are_left_out_unless_asked_for() -> None:
    line = "Three ports, twenty-five ships, both firsts"
    assert texts(line) == []
    assert texts(line, words=True) == ["Three", "twenty-five", "both", "firsts"]


def test_a_number_word_inside_another_word_is_none() -> None:
    assert texts("someone often weighed it", words=True) == []


def test_spelled_numbers_are_the_same_in_any_case() -> None:
    assert keys("SEVEN", words=True) == keys("seven", words=True)


def test_chinese_numbers_are_spelled_numbers() -> None:
    assert texts("十四五规划和两亿", words=True) == ["十四五", "两亿"]


def test_digits_and_words_come_in_reading_order() -> None:
    assert texts("one 2 three 4", words=True) == ["one", "2", "three", "4"]


def test_lines_are_counted_from_one_by_line_feeds_alone() -> None:
    assert [(each.line, each.text) for each in numerals("1\x0c2\r\n\n3")] == [(1, "1"), (1, "2"), (3, "3")]


def test_the_context_shows_what_is_around_on_one_line() -> None:
    (numeral,) = numerals("x" * 50 + "  grew\tby 41 points" + "y" * 50)
    assert "grew by 41 points" in numeral.context
    assert len(numeral.context) <= 62


@given(st.text())
def test_the_characters_of_a_numeral_stand_in_its_line(text: str) -> None:
    lines = text.split("\n")
    assert all(numeral.text in lines[numeral.line - 1] for numeral in numerals(text, words=True))


@given(st.lists(st.integers(min_value=0, max_value=10**12), min_size=1))
def test_every_integer_of_a_text_is_found_once(found: list[int]) -> None:
    assert texts(" and ".join(map(str, found))) == [str(each) for each in found]


@given(st.text())
def test_a_numeral_keeps_its_key_when_it_is_read_alone(text: str) -> None:
    assert all(keys(numeral.text) == {numeral.key} for numeral in numerals(text))
