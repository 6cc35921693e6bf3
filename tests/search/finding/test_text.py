"""Text as the index sees it: what counts as one word, and which ways of writing it are the same."""

from __future__ import annotations

import re
import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dftzcli.search.finding import text

ANY_TEXT = st.text(st.characters(exclude_categories=[]), max_size=60)
IDEOGRAPHS = st.text(st.characters(min_codepoint=0x4E00, max_codepoint=0x9FFF), min_size=2, max_size=12)


def words(typed: str) -> list[str]:
    return [token.text for token in text.tokens(text.folded(typed))]


@pytest.mark.parametrize(
    ("typed", "folded"),
    [
        ("ＲＣＥＰ", "rcep"),
        ("Lüshun", "lushun"),
        ("LÜSHUN", "lushun"),
        ("Straße", "strasse"),
        ("ﬁrm", "firm"),
        ("５，３００", "5,300"),
        ("Cafe\u0301", "cafe"),
        ("大連", "大連"),
        ("ｶﾞｽ", "ガス"),
        ("", ""),
    ],
)
def test_case_width_and_accents_are_the_same_letters(typed: str, folded: str) -> None:
    assert text.folded(typed) == folded


@given(ANY_TEXT)
def test_folding_what_is_folded_changes_nothing(typed: str) -> None:
    assert text.folded(text.folded(typed)) == text.folded(typed)


@given(ANY_TEXT)
def test_a_text_is_found_by_its_capitals_and_by_its_full_width_form(typed: str) -> None:
    wide = "".join(chr(ord(sign) + 0xFEE0) if "!" <= sign <= "~" else sign for sign in typed)
    assert text.folded(wide) == text.folded(typed)
    if typed.isascii():
        assert text.folded(typed.upper()) == text.folded(typed)


@pytest.mark.parametrize(
    ("typed", "found"),
    [
        ("free-trade zone", ["free", "trade", "zone"]),
        ("R&D centre", ["r", "d", "centre"]),
        ("the zone's firms", ["the", "zone", "firms"]),
        ("the zone’s firms", ["the", "zone", "firms"]),
        ("don't", ["don", "t"]),
        ("5,300 firms", ["5300", "firms"]),
        ("1,000.21", ["1000.21"]),
        ("3.5 %", ["3.5"]),
        ("1,2 and 3", ["1", "2", "and", "3"]),
        ("2019/2024", ["2019", "2024"]),
        ("5G and 3D", ["5g", "and", "3d"]),
        ("APP应用2021年", ["app", "应用", "2021", "年"]),
        ("大连—沈阳，冷链", ["大连", "沈阳", "冷链"]),
        ("ロシア連邦", ["ロシア連邦"]),
        ("snake_case", ["snake", "case"]),
        ("…!?—", []),
        ("", []),
    ],
)
def test_a_text_is_cut_into_words_numbers_and_runs_of_chinese(typed: str, found: list[str]) -> None:
    assert words(typed) == found


@given(ANY_TEXT)
def test_every_word_is_told_where_it_stands(typed: str) -> None:
    folded = text.folded(typed)
    end = 0
    for token in text.tokens(folded):
        assert end <= token.start < token.end <= len(folded)
        assert folded[token.start : token.end].replace(",", "") == token.text
        assert token.cjk == text.is_cjk(token.text)
        end = token.end
    # The ending of a possessive is no word; an apostrophe with nothing before it makes none.
    without_endings = re.sub(r"(?<=\w)['’]s\b", "", folded)
    spoken = {sign for sign in without_endings if unicodedata.category(sign)[0] in "LN"}
    assert spoken <= {sign for token in text.tokens(folded) for sign in token.text}


@given(ANY_TEXT)
def test_words_and_runs_together_are_all_of_a_text(typed: str) -> None:
    latin, runs = text.cut(typed)
    assert sorted((*latin, *runs)) == sorted(words(typed))
    assert text.words_of(typed) == [*latin]
    assert text.runs(text.folded(typed)) == [*runs]


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("ports", "port"),
        ("shipping", "ships"),
        ("cooperating", "cooperation"),
        ("industries", "industry"),
        ("Free-Trade Zones", "free trade zone"),
        ("ＲＣＥＰ", "rcep"),
        ("5,300 companies", "5300 company"),
        ("大连 港", "大连，港"),
    ],
)
def test_ways_of_writing_the_same_have_the_same_key(one: str, other: str) -> None:
    assert text.key_of(one) == text.key_of(other)


@pytest.mark.parametrize(("one", "other"), [("port", "airport"), ("大连港", "大连"), ("5300", "530")])
def test_different_words_have_different_keys(one: str, other: str) -> None:
    assert text.key_of(one) != text.key_of(other)


@pytest.mark.parametrize(
    ("plural", "singular"),
    [
        ("ports", "port"),
        ("cities", "city"),
        ("taxes", "tax"),
        ("glasses", "glass"),
        ("branches", "branch"),
        ("bushes", "bush"),
        ("services", "service"),
        # These end in an s and are no plurals.
        ("business", "business"),
        ("status", "status"),
        ("analysis", "analysis"),
        ("gas", "gas"),
        ("ties", "tie"),
        ("port", "port"),
    ],
)
def test_a_plural_is_its_singular(plural: str, singular: str) -> None:
    assert text.singular(plural) == singular


def test_a_term_of_the_field_is_kept_apart_from_other_words_of_its_stem() -> None:
    assert text.key_of("publishing") == text.key_of("publishes")
    assert text.term_key("publishing") != text.term_key("publish")
    assert text.term_key("Free-Trade Zones") == text.term_key("free trade zone") == "free trade zone"


@pytest.mark.parametrize("word", ["b2b", "5300", "lüshun", "at", "港"])
def test_what_is_no_english_word_has_no_ending_taken_off(word: str) -> None:
    assert text.stem(word) == word


@given(IDEOGRAPHS, st.data())
def test_any_part_of_a_run_of_two_characters_or_more_is_made_of_its_pairs(run: str, data: st.DataObject) -> None:
    begin = data.draw(st.integers(0, len(run) - 2))
    end = data.draw(st.integers(begin + 2, len(run)))
    held, asked = text.paired(run).split(), text.pairs(run[begin:end])
    assert any(held[place : place + len(asked)] == asked for place in range(len(held)))


def test_a_single_character_is_its_own_pair() -> None:
    assert text.pairs("港") == ["港"]
    assert text.paired("a港b") == "港"


def test_no_phrase_of_chinese_reaches_from_one_run_into_the_next() -> None:
    assert text.paired("大连，港口").split() == ["大连", text.BREAK, "港口"]
    assert text.paired("大连港口").split() == ["大连", "连港", "港口"]


def test_a_field_holds_the_stems_of_its_words_and_leaves_chinese_to_another() -> None:
    assert text.latin("Ports of 大连 and Shipping").split() == ["port", "of", "and", "ship"]


@pytest.mark.parametrize("typed", ["港", "a港", "ロ", "한", "々", "〇", "豈"])
def test_ideographs_kana_and_hangul_are_cut_as_chinese_is(typed: str) -> None:
    assert text.is_cjk(typed)


@pytest.mark.parametrize("typed", ["", "port", "Lüshun", "порт", "€5", "①", "。", "👩‍💻"])
def test_other_scripts_are_not_cut_as_chinese_is(typed: str) -> None:
    assert not text.is_cjk(typed)
