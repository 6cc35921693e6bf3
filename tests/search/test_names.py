"""Names: how a text is cut into words, and which records it can mean."""

from __future__ import annotations

import pytest

from dftzcli.search.names import Match, NameIndex, tokens

INDEX = NameIndex(
    (
        ("seafood-transit-oversight", ("New oversight of seafood in transit", "国际海产品中转监管"), ()),
        ("transit-report", ("Report on fish, seafood, containers and other transit of the year",), ()),
        ("free-trade-port", ("Exploring a free trade port", "探索建设自由贸易港"), ()),
        ("dftz", ("Dalian Area", "Dalian Free Trade Zone", "大连片区"), ()),
        ("bonded-zone", ("Dalian Bonded Zone", "Dalian Free Trade Zone", "大连保税区"), ()),
        ("subsidies", ("Subsidies for factories",), ()),
    )
)


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("Free-Trade  Zones", ("free", "trade", "zone")),
        ("free_trade_zone", ("free", "trade", "zone")),
        ("policies, industries", ("policy", "industry")),
        ("dftz-2019", ("dftz", "2019")),
        ("“一带一路”倡议", ("一带一路", "倡议")),
        ("ＲＣＥＰ　原产地", ("rcep", "原产地")),
        ("Straße", ("strasse",)),
        ("", ()),
        ("---", ()),
    ],
)
def test_a_text_is_cut_into_folded_words(text: str, words: tuple[str, ...]) -> None:
    assert tokens(text) == words


@pytest.mark.parametrize("word", ["glass", "status", "analysis", "bus", "as"])
def test_an_ending_that_is_no_plural_stays(word: str) -> None:
    assert tokens(word) == (word,)


def test_an_id_and_every_name_are_exact_in_any_case_and_spelling() -> None:
    for text in ("free-trade-port", "Free Trade Port", "EXPLORING A FREE-TRADE PORT", "探索建设自由贸易港"):
        assert INDEX.match(text) == Match(("free-trade-port",), True)


def test_a_plural_names_what_the_singular_names_and_the_other_way_round() -> None:
    assert INDEX.match("subsidy").ids == INDEX.match("subsidies").ids == ("subsidies",)
    assert INDEX.match("seafoods in transits").ids == ("seafood-transit-oversight",)


def test_one_name_of_two_records_is_exact_and_means_both() -> None:
    assert INDEX.match("Dalian free trade zone") == Match(("dftz", "bonded-zone"), True)


def test_an_id_means_its_own_record_even_where_another_bears_it_as_a_name() -> None:
    index = NameIndex((("japan-desk", ("Japan",), ()), ("japan", ("State of Japan",), ())))
    assert index.match("japan") == index.match(" Japan ") == Match(("japan",), True)
    assert index.match("state of japan") == Match(("japan",), True)


def test_some_words_of_a_name_are_a_guess() -> None:
    assert INDEX.match("bonded") == Match(("bonded-zone",), False)


def test_of_names_with_all_words_the_one_with_the_fewest_others_comes_first_and_none_is_certain() -> None:
    assert INDEX.match("transit seafood") == Match(("seafood-transit-oversight", "transit-report"), False)


def test_all_words_must_be_in_one_name() -> None:
    assert INDEX.match("area bonded") == Match((), False)


def test_chinese_is_found_inside_a_name() -> None:
    assert INDEX.match("海产品") == Match(("seafood-transit-oversight",), False)
    assert INDEX.match("大连").ids == ("dftz", "bonded-zone")


def test_latin_letters_are_not_found_inside_a_word() -> None:
    assert INDEX.match("subsid") == Match((), False)


@pytest.mark.parametrize("text", ["", " ", "-", "!?"])
def test_a_text_without_words_means_nothing(text: str) -> None:
    assert INDEX.match(text) == Match((), False)


@pytest.mark.parametrize("typo", ["bonded zoen", "dalian bondet zone", "bondedzone"])
def test_the_nearest_of_a_typo_comes_first(typo: str) -> None:
    assert INDEX.nearest(typo)[0] == "bonded-zone"


def test_a_remembered_word_among_others_is_near() -> None:
    assert "free-trade-port" in INDEX.nearest("port for free trade")


def test_nothing_is_near_to_what_is_far_and_no_more_than_asked_for_is_near() -> None:
    assert INDEX.nearest("xylophone quartet") == ()
    assert len(INDEX.nearest("dalian free trade", limit=1)) == 1
