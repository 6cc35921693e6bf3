"""Pinyin as it is typed: letters without tones or spaces, cut into syllables."""

from __future__ import annotations

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pypinyin import lazy_pinyin

from dftzcli.catalogue import Catalogue
from dftzcli.search.finding.pinyin import cut, plain, syllables

from ..sample import CatalogueOf, place, policy

SYLLABLES = sorted(syllables())


@pytest.mark.parametrize(
    ("typed", "found"),
    [
        ("dalian", ("da", "lian")),
        ("shangwuju", ("shang", "wu", "ju")),
        ("ziyoumaoyiqu", ("zi", "you", "mao", "yi", "qu")),
        ("zhuang", ("zhuang",)),
        ("lvshun", ("lu", "shun")),
        ("lüshun", ("lu", "shun")),
        ("nvren", ("nu", "ren")),
        ("a", ("a",)),
    ],
)
def test_letters_are_cut_into_the_fewest_syllables(typed: str, found: tuple[str, ...]) -> None:
    assert cut(typed) == found


@pytest.mark.parametrize("typed", ["", "port", "shipyard", "dalianx", "xdalian", "da lian", "DALIAN", "5300", "大连"])
def test_what_is_not_all_syllables_is_no_pinyin(typed: str) -> None:
    assert cut(typed) == ()


@given(st.lists(st.sampled_from(SYLLABLES), min_size=1, max_size=10))
def test_any_syllables_are_cut_into_no_more_than_they_are(typed: list[str]) -> None:
    found = cut("".join(typed))
    assert "".join(found) == "".join(typed)
    assert set(found) <= syllables()
    assert len(found) <= len(typed)


@given(st.text("abcdefghijklmnopqrstuvwxyzü' ", max_size=20))
def test_any_letters_are_cut_into_syllables_or_into_nothing(typed: str) -> None:
    found = cut(typed)
    assert "".join(found) == (plain(typed) if found else "")


def test_every_syllable_of_the_common_characters_is_known() -> None:
    # The first level of GB 2312: 3755 characters in the order of their sound.
    common = [bytes((row, cell)).decode("gb2312", "ignore") for row in range(0xB0, 0xD8) for cell in range(0xA1, 0xFF)]
    sounds = {plain(sound) for sign in filter(None, common) for sound in lazy_pinyin(sign)}
    assert len(sounds) > 390
    assert sounds <= syllables()


def test_the_chinese_names_of_the_catalogue_are_made_of_syllables_that_are_known(catalogue: Catalogue) -> None:
    names = [card["name_zh"] or "" for card in catalogue.cards.of_kind("place")]
    names += [card["name_zh"] or "" for card in catalogue.cards.of_kind("agency")]
    runs = [run for name in names for run in re.findall("[\u4e00-\u9fff]+", name)]
    assert len(runs) > 60
    assert {run for run in runs if not cut("".join(lazy_pinyin(run)))} == set()


@pytest.mark.parametrize(
    ("name", "typed"), [("大连港", "dalian gang"), ("商务局", "shangwuju"), ("旅顺口", "lvshunkou"), ("金普", "jin pu")]
)
def test_a_record_is_found_by_the_sound_of_its_chinese_name(catalogue_of: CatalogueOf, name: str, typed: str) -> None:
    small = catalogue_of(policy("wanted", name="Wanted", name_zh=name), policy("other", name="Other", name_zh="冷链"))
    assert [hit.id for hit in small.search(typed).hits] == ["wanted"]
    assert [hit.id for hit in small.search("leng lian").hits] == ["other"]


@pytest.mark.parametrize(
    ("name", "typed"),
    [
        ("方案", "fangan"),
        ("方案", "fang an"),
        ("方案", "fang'an"),
        ("省级备案离岸", "shengjibeianlian"),
        ("西安", "xian"),
    ],
)
def test_a_name_whose_letters_can_be_cut_in_two_ways_is_found_by_its_sound(
    catalogue_of: CatalogueOf, name: str, typed: str
) -> None:
    # Whoever types letters without a mark between syllables means any of the names that are spelt so.
    small = catalogue_of(place("wanted", name="Wanted", name_zh=name), policy("other", name="Other", name_zh="冷链"))
    assert [hit.id for hit in small.search(typed).hits] == ["wanted"]
