"""Text made safe to show, and values as JSON that cannot steer a terminal."""

from __future__ import annotations

import json
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dftzcli.model.encoding import encode
from dftzcli.render.escape import visible

from .hostile import STEERING, TEXTS

NASTY = st.text(
    st.one_of(
        st.characters(codec="utf-8"),
        st.characters(max_codepoint=0xA0),
        st.sampled_from("\u061c\u200e\u200f\u2028\u2029\u202a\u202e\u2066\u2069\ufeff\xad\u200b\U000e0041"),
    )
)


@given(NASTY)
def test_what_is_visible_has_nothing_that_steers(text: str) -> None:
    assert STEERING.search(visible(text)) is None


@given(NASTY)
def test_characters_that_do_not_steer_stay_as_they_are_and_in_order(text: str) -> None:
    written = visible(text)
    for character in text:
        found = visible(character)
        assert written.startswith(found)
        assert found == character or STEERING.fullmatch(character)
        written = written.removeprefix(found)
    assert written == ""


@given(st.text(st.characters(categories=("L", "N", "P", "S", "Zs"))))
def test_printable_text_is_unchanged(text: str) -> None:
    assert visible(text) == text


@given(NASTY)
def test_what_was_made_visible_once_stays_as_it_is(text: str) -> None:
    assert visible(visible(text)) == visible(text)


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("\x1b[31mred", "\\x1b[31mred"),
        ("\x9b31m", "\\x9b31m"),
        ("a\nb\tc\rd", "a\\nb\\tc\\rd"),
        ("\u202egnp", "\\u202egnp"),
        ("\ud800", "\\ud800"),
        ("\x7f", "\\x7f"),
        ("片区", "片区"),
        ("e\u0301", "e\u0301"),
    ],
)
def test_a_control_character_is_written_out(text: str, shown: str) -> None:
    assert visible(text) == shown


def test_characters_that_are_to_be_kept_are_kept_and_no_others() -> None:
    assert visible("a\nb\tc\x1b", keep="\n\t") == "a\nb\tc\\x1b"


@pytest.mark.parametrize("digits", ["39565.20", "0.10000000000000000001", "1085867", "-20.4", "0.0", "98.30"])
def test_a_decimal_keeps_its_digits_as_a_number(digits: str) -> None:
    assert encode({"value": Decimal(digits)}) == f'{{"value":{digits}}}'


@given(st.recursive(st.one_of(NASTY, st.integers(-(2**53), 2**53), st.none(), st.booleans()), st.lists, max_leaves=5))
def test_encoded_values_read_back_equal_and_steer_nothing(value: object) -> None:
    text = encode(value)
    assert json.loads(text) == value
    assert STEERING.search(text) is None


@pytest.mark.parametrize("text", TEXTS)
def test_a_hostile_text_reads_back_equal_from_json_and_shows_nothing_of_its_power(text: str) -> None:
    assert json.loads(encode([text])) == [text]
    assert STEERING.search(encode([text])) is None


def test_text_that_steers_nothing_stands_in_json_as_it_is() -> None:
    assert encode({"name": "大连 “片区” é"}) == '{"name":"大连 “片区” é"}'
