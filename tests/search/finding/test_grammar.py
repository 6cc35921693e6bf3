"""The query language: what each construct is read as, and that nothing that is typed is lost or refused."""

from __future__ import annotations

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dftzcli.search.finding.grammar import (
    FIELDS,
    ORDERED,
    Filter,
    Line,
    Loose,
    Phrase,
    Prefix,
    Term,
    Word,
    literal,
    read,
)

ANY_TEXT = st.text(st.characters(exclude_categories=[]), max_size=50)
# Lines that are nearly in the language: its signs between words, in any order.
SIGNS = ['"', ":", "-", "*", "<", ">", "<=", ">=", "..", "OR", "|", " ", "“", "：", "(", "!", "\n"]
WORDS = [
    "port",
    "大连",
    "2024",
    "5,300",
    "kind",
    "policy",
    "value",
    "year",
    "period",
    "2024-01",
    "foo",
    "a_b",
    "Ü",
    "_",
]
NEARLY = st.lists(st.sampled_from(SIGNS + WORDS), max_size=14).map("".join)


def plain(line: Line) -> list[str]:
    """Return the words of a line that were read as nothing but words."""
    return [
        word
        for group in line.groups
        for term in group
        if isinstance(term, (Word, Loose))
        for word in re.findall(r"[\w.,]+", term.text)
    ]


# -- constructs ------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "typed", ["cold chain", "  cold   chain ", "冷链 物流", "who is in charge?", "R&D, 5.3 %", "it's"]
)
def test_words_are_words(typed: str) -> None:
    assert read(typed) == Line(((Word(typed),),))


@pytest.mark.parametrize(
    "typed",
    [
        '"cold chain"',
        "“cold chain”",
        "„cold chain”",
        "«cold chain»",
        "「cold chain」",
        "『cold chain』",
        '  "cold chain" ',
    ],
)
def test_a_phrase_stands_in_quotation_marks_of_any_country(typed: str) -> None:
    assert read(typed) == Line(((Phrase("cold chain"),),))


def test_a_phrase_stands_among_words_in_their_order() -> None:
    assert read('port "cold chain" 2024').groups == ((Word("port"), Phrase("cold chain"), Word("2024")),)


@pytest.mark.parametrize(
    ("typed", "unwanted"),
    [
        ("port -cold", Word("cold")),
        ('port -"cold chain"', Phrase("cold chain")),
        ("port -refriger*", Prefix("refriger")),
        ("port -冷链", Word("冷链")),
        ("-cold port", Word("cold")),
    ],
)
def test_what_follows_a_minus_is_not_wanted(typed: str, unwanted: Term) -> None:
    assert read(typed) == Line(((Word("port"),),), without=(unwanted,))


@pytest.mark.parametrize(
    "typed", ["free-trade zone", "Dalian - Shenyang", "- port", "port -", "-5 %", "2019-2024", "e-"]
)
def test_a_minus_within_a_word_before_a_number_or_alone_leaves_nothing_out(typed: str) -> None:
    line = read(typed)
    assert (line.without, line.filters, line.notes) == ((), (), ())
    assert plain(line) == re.findall(r"\w+", typed) or plain(line) == re.findall(r"[\w-]+", typed)


@pytest.mark.parametrize("sign", ["OR", "|", "||"])
def test_alternatives_stand_on_both_sides_of_or(sign: str) -> None:
    typed = f'port {sign} "cold chain" store {sign} ship*'
    assert read(typed).groups == ((Word("port"),), (Phrase("cold chain"), Word("store")), (Prefix("ship"),))
    assert read(typed).notes == ()


@pytest.mark.parametrize("typed", ["Japan or Korea", "PORT", "ORE", "FOR a|b", "Or"])
def test_or_is_a_sign_only_in_capitals_and_alone(typed: str) -> None:
    assert len(read(typed).groups) == 1
    assert read(typed).notes == ()


@pytest.mark.parametrize("typed", ["OR port", "port OR", "port OR OR port", "| port", "OR"])
def test_an_or_with_nothing_on_one_side_is_left_out_and_that_is_said(typed: str) -> None:
    assert all(read(typed).groups)
    assert any("OR" in note for note in read(typed).notes)


def test_an_or_beside_a_filter_alone_is_said_to_be_left_out() -> None:
    # `kind:project OR battery` asks for either and is answered with both at once: that must not go unsaid.
    assert any("OR" in note for note in read("kind:project OR battery").notes)


@pytest.mark.parametrize(("typed", "prefix"), [("ship*", "ship"), ("ship**", "ship"), ("sh*", "sh"), ("大连*", "大连")])
def test_a_star_ends_the_beginning_of_a_word(typed: str, prefix: str) -> None:
    assert read(f"new {typed}").groups == ((Word("new"), Prefix(prefix)),)


@pytest.mark.parametrize("typed", ["s*", "*", "*ship", "sh*ip"])
def test_a_star_elsewhere_or_after_one_letter_is_no_sign(typed: str) -> None:
    line = read(f"new {typed}")
    assert all(isinstance(term, Word) for group in line.groups for term in group)


@pytest.mark.parametrize("name", sorted(FIELDS.keys() - ORDERED))
def test_a_filter_is_a_field_a_colon_and_a_value(name: str) -> None:
    for typed in (f"{name}:port", f"{name.upper()}:port", f"{name}：port", f'{name}:"port"'):
        assert read(typed) == Line((), filters=(Filter(FIELDS[name], "port"),))


def test_a_colon_with_nothing_behind_it_is_punctuation() -> None:
    line = read("districts: who governs them")
    assert (line.filters, line.notes) == ((), ())
    assert all(isinstance(term, Word) for group in line.groups for term in group)
    assert read("polices:port").notes != ()


def test_a_sector_is_an_industry() -> None:
    assert read("sector:finance") == read("industry:finance")


@pytest.mark.parametrize(
    ("typed", "value"),
    [
        ('partner:"South Korea"', "South Korea"),
        ("partner:“South Korea”", "South Korea"),
        ("partner:日本", "日本"),
        ("partner：「日本」", "日本"),
        ("partner:JP", "JP"),
        ("name:R&D", "R&D"),
    ],
)
def test_a_value_may_be_quoted_chinese_or_a_code(typed: str, value: str) -> None:
    line = read(f"plant {typed} new")
    assert [entry.value for entry in line.filters] == [value]
    assert line.groups == ((Word("plant"), Word("new")),)


@pytest.mark.parametrize(
    ("typed", "low", "high", "inclusive"),
    [
        ("year:2024", "2024", "2024", True),
        ("year:2021..2024", "2021", "2024", True),
        ("year:2021..", "2021", None, True),
        ("year:..2024", None, "2024", True),
        ("year>=2021", "2021", None, True),
        ("year>2021", "2021", None, False),
        ("year<=2021", None, "2021", True),
        ("year<2021", None, "2021", False),
        ("period:2021-01..2021-06", "2021-01", "2021-06", True),
        ("period:2020-07-21", "2020-07-21", "2020-07-21", True),
        ("value:50", "50", "50", True),
        ("value>=50", "50", None, True),
        ("value>=1,000.5", "1,000.5", None, True),
        ("value<-1.5", None, "-1.5", False),
        ("value:9..10", "9", "10", True),
        ("value:-2..1", "-2", "1", True),
    ],
)
def test_a_year_a_period_and_a_value_have_bounds(
    typed: str, low: str | None, high: str | None, inclusive: bool
) -> None:
    (entry,) = read(typed).filters
    assert (entry.low, entry.high) == (low, high)
    assert entry.is_range
    assert (entry.low_included if low else entry.high_included) is inclusive
    assert read(typed).notes == ()


def test_a_filter_of_names_has_no_bounds() -> None:
    assert not read("kind:policy").filters[0].is_range


@pytest.mark.parametrize("typed", ["-kind:policy", "-value>=50", '-partner:"South Korea"', "-year:2020..2021"])
def test_a_filter_may_be_turned_round(typed: str) -> None:
    assert [entry.negated for entry in read(typed).filters] == [True]
    assert [entry.negated for entry in read(typed.removeprefix("-")).filters] == [False]


def test_filters_may_stand_anywhere_and_hold_for_every_alternative() -> None:
    line = read("kind:project battery OR year:2024 port status:planned")
    assert [entry.field for entry in line.filters] == ["kind", "year", "status"]
    assert line.groups == ((Word("battery"),), (Word("port"),))


@pytest.mark.parametrize(
    "typed",
    [
        "kind:policy",
        "-status:planned",
        'partner:"South Korea"',
        "year:2021..2024",
        "value>=50",
        "-value<0.5",
        "period:2021-01..",
        "name:大连",
    ],
)
def test_a_filter_is_described_as_it_would_be_typed(typed: str) -> None:
    (entry,) = read(typed).filters
    assert entry.describe() == typed
    assert read(entry.describe()).filters == (entry,)


# -- what is no syntax -----------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("typed", "words", "said"),
    [
        ("colour:blue", ["colour", "blue"], "'colour' is not a field"),
        ("statsu:planned", ["statsu", "planned"], "did you mean status:?"),
        ("kind: policy", ["kind", "policy"], "kind: has no value"),
        ("kind:", ["kind"], "kind: has no value"),
        ('kind:""', ["kind"], "kind: has no value"),
        ("year:soon", ["year", "soon"], "'soon' is no year"),
        ("year:20", ["year", "20"], "'20' is no year"),
        ("year:2024-01", ["year", "2024", "01"], "'2024-01' is no year"),
        ("year>=", ["year"], "year>= has no value"),
        ("period:2021-13", ["period", "2021", "13"], "'2021-13' is no year, month or day"),
        ("period:2024..soon", ["period", "2024..soon"], "is no year, month or day"),
        ("period:..", ["period", ".."], "is no year, month or day"),
        ("value>=many", ["value", "many"], "'many' is no number"),
        ("value:fifty..60", ["value", "fifty..60"], "is no number"),
        ("value>=5%", ["value", "5"], "'5%' is no number"),
        ("year:2024..2021", ["year", "2024..2021"], "runs backwards"),
        ("value:10..9", ["value", "10..9"], "runs backwards"),
        ("status>planned", ["status", "planned"], "status has no order"),
        ('"cold chain', ["cold", "chain"], "quotation mark"),
        ('cold" chain', ["cold", "chain"], "quotation mark"),
    ],
)
def test_what_is_no_syntax_is_read_as_words_and_that_is_said(typed: str, words: list[str], said: str) -> None:
    line = read(f"port {typed}")
    assert line.filters == ()
    assert plain(line) == ["port", *words]
    assert any(said in note for note in line.notes), line.notes


@pytest.mark.parametrize(
    "typed", ["http://example.org/port", "10:30", "ratio 1:2", "a<b", "x > y", "Dalian: port", "<b>", "100%", "1 < 2"]
)
def test_signs_that_mean_something_else_are_no_filter(typed: str) -> None:
    line = read(typed)
    assert line.filters == ()
    assert set(re.findall(r"\w+", " ".join(plain(line)))) == set(re.findall(r"\w+", typed))


@pytest.mark.parametrize("typed", ["", " ", "-", "*", '"', '""', "…", "--", "-*", ":", "OR", "| |", '-""', "\n"])
def test_a_line_without_a_word_asks_for_nothing(typed: str) -> None:
    assert (read(typed).groups, read(typed).without, read(typed).filters) == ((), (), ())


@given(ANY_TEXT | NEARLY)
def test_any_text_is_read(typed: str) -> None:
    line = read(typed)
    terms = [term for group in line.groups for term in group]
    assert all(line.groups)
    assert all(re.search(r"\w", term.text) for term in (*terms, *line.without))
    assert all(entry.field in FIELDS.values() and entry.value for entry in line.filters)
    assert all(entry.is_range == (entry.field in ORDERED) for entry in line.filters)
    assert all(note and "\n" not in note for note in line.notes)


@given(NEARLY)
def test_no_word_is_lost(typed: str) -> None:
    line = read(typed)
    terms = [*(term.text for group in line.groups for term in group), *(term.text for term in line.without)]
    filters = [
        text
        for entry in line.filters
        for text in (*(name for name, field in FIELDS.items() if field == entry.field), entry.value)
    ]
    held = " ".join((*terms, *filters)).lower()
    assert [word for word in re.findall(r"\w+", typed) if word != "OR" and word.lower() not in held] == []


@given(ANY_TEXT)
def test_a_line_taken_literally_is_its_words_whatever_signs_are_in_it(typed: str) -> None:
    line = literal(typed)
    assert (line.without, line.filters, line.notes) == ((), (), ())
    assert line.groups == (((Word(typed),),) if re.search(r"\w", typed) else ())


@given(st.text(st.characters(categories=["L", "Nd", "Zs"]), max_size=40).filter(lambda typed: "OR" not in typed))
def test_a_text_without_signs_is_one_piece_of_words(typed: str) -> None:
    assert read(typed) == literal(typed)
