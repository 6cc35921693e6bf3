"""Markdown: what a wiki shows is what the record says, whatever it says."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st
from markdown_it import MarkdownIt

from dftzcli.render.escape import visible
from dftzcli.render.markdown import write_markdown
from dftzcli.render.page import Grid, Heading, Page, Pairs, Paragraph, Points, Span

from .hostile import TEXTS

PARSER = MarkdownIt("commonmark").enable("table").enable("strikethrough")
WORDS = st.text(st.characters(exclude_categories=("Cs", "Cc", "Zs", "Zl", "Zp", "Cf")), min_size=1)


def markdown(page: Page) -> str:
    return "".join(write_markdown(page, footer="Dataset 1"))


def shown(text: str) -> list[tuple[str, str]]:
    """Return (block, text) for each piece of inline text that a reader of Markdown would see, and nothing else."""
    found = []
    blocks: list[str] = []
    for token in PARSER.parse(text):
        if token.nesting == 1:
            blocks.append(token.tag)
        elif token.nesting == -1:
            blocks.pop()
        elif token.type == "inline":
            kinds = {child.type for child in token.children or ()} - {"strong_open", "strong_close"}
            assert kinds <= {"text", "text_special"}, (text, kinds)
            found.append((blocks[-1], "".join(child.content for child in token.children or ())))
        else:
            found.append((token.type, token.content))
    return found


@pytest.mark.parametrize("text", TEXTS)
def test_a_hostile_text_shows_as_it_was_written_in_every_kind_of_block(text: str) -> None:
    page = Page(
        (
            Heading(f"x {text}", 1),
            Paragraph(f"x {text}"),
            Points((f"x {text}",)),
            Pairs(((f"x {text}", Span(text)),)),
            Grid(("Name", f"x {text}"), ((text, f"x {text}"),)),
        )
    )
    safe, plain = f"x {visible(text)}", visible(text)
    assert shown(markdown(page)) == [
        ("h1", safe),
        ("p", safe),
        ("p", safe),
        ("p", f"{safe}: {plain}"),
        ("th", "Name"),
        ("th", safe),
        ("td", plain),
        ("td", safe),
        ("p", "Dataset 1"),
    ]


@given(st.lists(st.tuples(WORDS, WORDS), min_size=1, max_size=3))
def test_any_words_in_a_table_show_as_they_were_written(rows: list[tuple[str, str]]) -> None:
    cells = [cell for cell in shown(markdown(Page((Grid(("A", "B"), tuple(rows)),)))) if cell[0] == "td"]
    assert [text for _, text in cells] == [visible(text) for row in rows for text in row]


@pytest.mark.parametrize("text", ["- 20.4 %", "+ 5 %", "1. Plan", "2) Plan", "---", "===", "> said", "# one", "*** x"])
def test_a_paragraph_that_begins_like_a_list_or_a_rule_is_a_paragraph(text: str) -> None:
    assert shown(markdown(Page((Paragraph(text),))))[0] == ("p", text)


def test_numbers_stand_at_the_right_of_their_column() -> None:
    text = markdown(Page((Grid(("Name", "Value"), (("one", "1"),), right=frozenset((1,))),)))
    assert text.splitlines()[:3] == ["| Name | Value |", "|---|---:|", "| one | 1 |"]


def test_the_footer_names_the_dataset_at_the_end() -> None:
    assert markdown(Page((Paragraph("x"),))).endswith("\nDataset 1\n")
