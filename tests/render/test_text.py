"""Plain text for pipes: columns line up by cells, nothing is cut, nothing wraps, one line is one line."""

from __future__ import annotations

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st
from rich.cells import cell_len

from dftzcli.render.escape import visible
from dftzcli.render.page import Grid, Heading, Page, Pairs, Paragraph, Points, Span
from dftzcli.render.text import width, write_plain, write_text

from .hostile import STEERING, TEXTS

MIXED = st.text(st.sampled_from("abcXYZ019 -,.()大连自由贸易区片，“”（）％ｶナ한국é"), max_size=30)


def lines_of(page: Page) -> list[str]:
    text = "".join(write_text(page))
    assert text.endswith("\n")
    return text[:-1].split("\n")


def cells_before(line: str, position: int) -> int:
    return cell_len(line[:position])


@given(MIXED)
def test_a_text_is_as_wide_as_a_terminal_draws_it(text: str) -> None:
    assert width(text) == cell_len(text)


@pytest.mark.parametrize(("text", "cells"), [("", 0), ("abc", 3), ("大连", 4), ("e\u0301", 1), ("ａ", 2), ("“a”", 3)])
def test_wide_characters_take_two_cells_and_marks_none(text: str, cells: int) -> None:
    assert width(text) == cells


@given(st.lists(st.tuples(MIXED, MIXED, MIXED), min_size=1, max_size=6))
def test_columns_line_up_on_mixed_text(rows: list[tuple[str, str, str]]) -> None:
    header, rule, *body = lines_of(Page((Grid(("One", "Two", "Three"), tuple(rows)),)))
    starts = [found.start() for found in re.finditer("-+", rule)]
    ends = [found.end() for found in re.finditer("-+", rule)]
    assert [header[start:].split()[0] for start in starts] == ["One", "Two", "Three"]
    for row, line in zip(rows, body, strict=True):
        padded = line + " " * (ends[-1] - cell_len(line))
        assert cell_len(padded) == ends[-1]
        for cell, start, end in zip(row, starts, ends, strict=True):
            assert cut(padded, start, end).rstrip() == cell.rstrip()


def cut(line: str, start: int, end: int) -> str:
    """Return what stands between two cells of a line; a wide character in the middle of an edge is a fault."""
    position, found = 0, ""
    for character in line:
        assert not position < start < position + cell_len(character)
        if start <= position < end:
            found += character
        position += cell_len(character)
    return found


def test_a_column_of_numbers_is_aligned_at_its_right() -> None:
    page = Page((Grid(("Name", "Value"), (("one", "5"), ("two", "13,887,643")), right=frozenset((1,))),))
    assert lines_of(page) == ["Name       Value", "----  ----------", "one            5", "two   13,887,643"]


@pytest.mark.parametrize("text", TEXTS)
def test_a_hostile_text_is_one_whole_line_with_its_controls_written_out(text: str) -> None:
    page = Page((Grid(("Name", "Other"), ((text, "x"),)), Points((text,)), Pairs(((text, text),)), Paragraph(text)))
    found = lines_of(page)
    assert len(found) == 3 + 1 + 1 + 1 + 1
    assert all(STEERING.search(line) is None for line in found)
    for line in (found[2], found[3], found[4], found[6]):
        assert visible(text).rstrip() in line


def test_a_long_text_is_neither_cut_nor_wrapped() -> None:
    long = "word " * 400
    found = lines_of(Page((Paragraph(long), Grid(("A",), ((long,),)), Pairs((("Label", long),)))))
    assert sum(long.rstrip() in line for line in found) == 3


def test_no_line_ends_in_a_space() -> None:
    page = Page((Grid(("Name", "Value"), (("one", ""),)), Pairs((("Label", ""),))))
    assert [line for line in lines_of(page) if line != line.rstrip()] == []


def test_headings_are_ruled_by_their_width() -> None:
    found = lines_of(Page((Heading("大连 zone", 1), Heading("Second"))))
    assert found == ["大连 zone", "=========", "", "Second", "------"]


def test_plain_has_neither_rules_nor_padding() -> None:
    page = Page(
        (
            Heading("Title", 1),
            Paragraph((Span("a "), Span("b", "strong"))),
            Grid(("One", "Two"), (("x\ty", "大连"),)),
            Pairs((("Label", "value"),)),
            Points(("first", "second")),
        )
    )
    assert "".join(write_plain(page)).splitlines() == [
        "Title",
        "a b",
        "One\tTwo",
        "x\\ty\t大连",
        "Label\tvalue",
        "first",
        "second",
    ]
