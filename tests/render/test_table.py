"""Pages on a terminal: never wider than it, never read as markup, coloured only where colour is wanted."""

from __future__ import annotations

import re

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from rich.cells import cell_len

from dftzcli.catalogue import Catalogue
from dftzcli.model.vocabulary import KINDS, Kind
from dftzcli.render.overview_page import overview_page
from dftzcli.render.page import Grid, Heading, Page, Pairs, Paragraph, Points, Span
from dftzcli.render.pages import page_of
from dftzcli.render.result import listing
from dftzcli.render.table import draw

from .hostile import STEERING, TEXTS

COLOURS = re.compile(r"\x1b\[[0-9;]*m")
WIDTHS = (40, 57, 80, 120, 200)


def page_with(text: str) -> Page:
    return Page(
        (
            Heading(text, 1),
            Paragraph((Span(text, "strong"), Span(" end"))),
            Pairs((("Label", text), ("Other", Span(text, "warning")))),
            Points((text, "second")),
            Grid(("Name", "Value"), ((text, "1"), ("x", Span(text, "good"))), right=frozenset((1,))),
        )
    )


def widest(drawn: str) -> int:
    return max(cell_len(line) for line in COLOURS.sub("", drawn).split("\n"))


@settings(max_examples=60, deadline=None)
@given(
    columns=st.integers(40, 200),
    text=st.text(st.one_of(st.characters(codec="utf-8"), st.sampled_from("大连片区 [/]")), max_size=300),
)
def test_no_line_is_wider_than_the_terminal(columns: int, text: str) -> None:
    assert widest(draw(page_with(text), columns=columns, colour=False)) <= columns


@pytest.mark.parametrize("columns", WIDTHS)
@pytest.mark.parametrize("kind", KINDS)
def test_no_list_of_shipped_records_is_wider_than_the_terminal(catalogue: Catalogue, kind: Kind, columns: int) -> None:
    cards = catalogue.cards.of_kind(kind)[:30]
    page = page_of(listing(catalogue, cards, kind=kind, total=len(cards), query={}))
    assert widest(draw(page, columns=columns, colour=False)) <= columns


@pytest.mark.parametrize("columns", WIDTHS)
def test_the_overview_is_not_wider_than_the_terminal(catalogue: Catalogue, columns: int) -> None:
    page = overview_page(catalogue, catalogue.overview())
    assert widest(draw(page, columns=columns, colour=True)) <= columns


@pytest.mark.parametrize("text", ["[reduced]", "[/red]", "[bold]x[/bold]", ":smile:", "a[0]", "[link=x]y[/link]"])
def test_what_looks_like_markup_stands_as_it_is_everywhere(text: str) -> None:
    drawn = draw(page_with(text), columns=120, colour=False)
    assert drawn.count(text) == 7
    assert COLOURS.sub("", draw(page_with(text), columns=120, colour=True)).count(text) == 7


@pytest.mark.parametrize("text", TEXTS)
def test_a_hostile_text_steers_nothing(text: str) -> None:
    drawn = draw(page_with(text), columns=80, colour=False)
    assert STEERING.search(drawn.replace("\n", "")) is None
    coloured = COLOURS.sub("", draw(page_with(text), columns=80, colour=True))
    assert STEERING.search(coloured.replace("\n", "")) is None
    assert coloured == drawn


def test_nothing_of_a_long_word_is_lost_when_it_is_folded() -> None:
    word = "".join(f"{number:04d}" for number in range(100))
    for block in (Paragraph(word), Grid(("A", "B"), ((word, "x"),)), Points((word,))):
        drawn = draw(Page((block,)), columns=40, colour=False)
        digits = "".join(re.findall(r"\d+", drawn))
        assert digits == word


def test_a_wide_character_is_never_cut_in_half() -> None:
    text = "大连自由贸易区" * 20
    for columns in range(40, 60):
        drawn = draw(Page((Paragraph(text), Grid(("A", "B"), ((text, text),)))), columns=columns, colour=False)
        assert drawn.count("大") == 60
        assert drawn.count("区") == 60


def test_a_table_that_would_break_its_ids_is_written_record_by_record() -> None:
    identity = "an-id-of-a-record-that-is-long-indeed"
    grid = Grid(
        ("Id", "Name", "Place", "About"), ((identity, "The name", "Dalian", "word " * 30),), whole=frozenset((0,))
    )
    wide = draw(Page((grid,)), columns=120, colour=False).splitlines()
    assert wide[0].split() == ["Id", "Name", "Place", "About"]
    narrow = draw(Page((grid,)), columns=45, colour=False)
    assert narrow.splitlines()[0] == identity
    assert "  The name\n" in narrow
    assert "  Place: Dalian\n" in narrow
    assert narrow.count("word") == 30
    assert widest(narrow) <= 45


@pytest.mark.parametrize("columns", WIDTHS)
def test_no_id_of_a_list_is_broken(catalogue: Catalogue, columns: int) -> None:
    for kind in KINDS:
        cards = [card for card in catalogue.cards.of_kind(kind) if len(card["id"]) <= columns]
        deck = catalogue.cards.of_kind(kind)
        drawn = draw(
            page_of(listing(catalogue, deck, kind=kind, total=len(deck), query={})), columns=columns, colour=False
        )
        words = set(drawn.split())
        assert [card["id"] for card in cards if card["id"] not in words] == []


def test_colour_is_there_when_it_is_wanted_and_only_then() -> None:
    page = Page((Paragraph(Span("in force", "good")),))
    assert COLOURS.search(draw(page, columns=80, colour=True))
    assert draw(page, columns=80, colour=False) == "in force\n"


def test_no_line_ends_in_a_space(catalogue: Catalogue) -> None:
    drawn = draw(overview_page(catalogue, catalogue.overview()), columns=80, colour=False)
    assert [line for line in drawn.split("\n") if line != line.rstrip()] == []
