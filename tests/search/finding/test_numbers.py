"""Numbers as they are typed and printed: which are the same, and what is none."""

from __future__ import annotations

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dftzcli.search.finding.numbers import Number, canonical, numbers
from dftzcli.search.finding.text import folded


def only(typed: str) -> Number:
    (found,) = numbers(folded(typed))
    return found


@pytest.mark.parametrize(
    ("typed", "scaled"),
    [
        ("5300", "5300"),
        ("5,300", "5300"),
        ("５，３００", "5300"),
        ("5.3 thousand", "5300"),
        ("5.3k", "5300"),
        ("5.3 Thousand firms", "5300"),
        ("1.05 trillion", "1050000000000"),
        ("1.05 TN", "1050000000000"),
        ("1,000.21 bn", "1000210000000"),
        ("2 million", "2000000"),
        ("2mn", "2000000"),
        ("3 hundred", "300"),
        ("53万", "530000"),
        ("53 万", "530000"),
        ("1.2亿", "120000000"),
        ("1万亿元", "1000000000000"),
        ("3千", "3000"),
        ("0.50", "0.5"),
        ("10.00", "10"),
        ("3,5", "3.5"),
        ("3,45", "3.45"),
        ("007", "7"),
        ("0", "0"),
    ],
)
def test_ways_of_writing_a_number_are_the_same_number(typed: str, scaled: str) -> None:
    assert only(typed).scaled == scaled
    assert scaled in only(typed).terms


@pytest.mark.parametrize("typed", ["41%", "41 %", "41 percent", "41 pct", "41 per cent", "４１％", "41.0%", "41百分点"])
def test_a_percentage_is_known_as_one_and_by_its_digits(typed: str) -> None:
    assert only(typed).is_percent
    assert only(typed).terms == ("41%", "41")


def test_a_number_with_a_multiplier_is_known_by_its_digits_too() -> None:
    assert only("17 thousand").terms == ("17", "17000")


@pytest.mark.parametrize("typed", ["1900", "1997", "2021", "2100", "in 2021,"])
def test_four_plain_digits_may_be_a_year(typed: str) -> None:
    assert only(typed).is_year


@pytest.mark.parametrize("typed", ["1899", "2101", "2021.5", "202", "20210", "2021 thousand", "2021万"])
def test_other_numbers_are_no_year(typed: str) -> None:
    assert not only(typed).is_year


def test_a_number_that_is_typed_with_a_separator_is_no_year() -> None:
    assert not only("2,021 firms").is_year


@pytest.mark.parametrize(
    "typed", ["", "no number", "A380", "B2B", "x5300", "一百", "1.2.3", "20.20.20", "①", "٥", "v2021"]
)
def test_digits_of_a_name_or_of_another_script_are_no_number(typed: str) -> None:
    assert list(numbers(typed)) == []


@pytest.mark.parametrize("typed", ["5 king", "5 kings", "5 bnp", "5 millionaire"])
def test_a_word_that_begins_like_a_multiplier_multiplies_nothing(typed: str) -> None:
    assert only(typed).scaled == "5"


def test_the_numbers_of_a_text_come_in_order_with_their_places() -> None:
    typed = "over 5.3 thousand firms, 41 % and 1,000.21 bn in 2021-2023"
    found = list(numbers(typed))
    assert [number.scaled for number in found] == ["5300", "41", "1000210000000", "2021", "2023"]
    assert [typed[number.start : number.end] for number in found] == [
        "5.3 thousand",
        "41 %",
        "1,000.21 bn",
        "2021",
        "2023",
    ]


@given(st.integers(0, 10**20))
def test_separators_do_not_change_an_integer(value: int) -> None:
    assert only(f"{value:,}").scaled == only(str(value)).scaled == str(value)


@given(st.decimals("0", "1000000", places=4), st.sampled_from([("thousand", 3), ("万", 4), ("million", 6), ("亿", 8)]))
def test_a_multiplier_is_worth_its_zeros(value: Decimal, unit: tuple[str, int]) -> None:
    name, zeros = unit
    found = only(f"{value:f} {name}")
    assert found.digits == canonical(value)
    assert Decimal(found.scaled) == value * 10**zeros


@given(st.decimals(allow_nan=False, allow_infinity=False, min_value=0, max_value=Decimal("1e30")))
def test_a_number_is_written_without_exponent_or_trailing_zeros_and_means_the_same(value: Decimal) -> None:
    written = canonical(value)
    assert Decimal(written) == value
    assert "e" not in written.lower()
    assert "." not in written or not written.endswith(("0", "."))


@given(st.text(st.sampled_from("0123456789.,%万亿 kmbtn-/年x"), max_size=30))
def test_any_text_is_read_and_every_number_stands_where_it_is_said_to(typed: str) -> None:
    end = 0
    for number in numbers(typed):
        assert end <= number.start < number.end <= len(typed)
        assert typed[number.start].isdigit()
        assert number.scaled in number.terms and number.digits in number.terms
        end = number.end
