"""HTML: one page that needs nothing else and does nothing, whatever the data."""

from __future__ import annotations

import re
from html.parser import HTMLParser

import pytest

from dftzcli.catalogue import Catalogue
from dftzcli.render.escape import visible
from tests.render.hostile import TEXTS, hostile_rows, result_of

from .written import of_kinds, written

_ELEMENTS = {
    "html", "head", "meta", "title", "style", "body", "main", "h1", "h2", "p", "ul", "li", "dl", "dt", "dd", "pre",
    "table", "thead", "tbody", "tr", "th", "td", "span",
}  # fmt: skip
_ATTRIBUTES = {"lang", "charset", "name", "content", "http-equiv", "class", "role", "scope", "data-label"}


class Read(HTMLParser):
    """What a browser would find: elements, attributes and the texts of cells."""

    def __init__(self, text: str) -> None:
        super().__init__()
        self.elements: list[str] = []
        self.attributes: set[str] = set()
        self.cells: list[str] = []
        self._in_cell = False
        self.feed(text)
        self.close()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.elements.append(tag)
        self.attributes |= {name for name, _ in attrs}
        if tag == "td":
            self.cells.append("")
        self._in_cell = self._in_cell or tag == "td"

    def handle_endtag(self, tag: str) -> None:
        self._in_cell = self._in_cell and tag != "td"

    def handle_data(self, data: str) -> None:
        if self._in_cell:
            self.cells[-1] += data


def test_hostile_texts_are_texts() -> None:
    read = Read(written(result_of(hostile_rows()), "html").decode())
    assert set(read.elements) <= _ELEMENTS
    assert read.attributes <= _ATTRIBUTES
    assert read.cells[1::3] == [visible(text) for text in TEXTS]


@pytest.mark.parametrize("name", ["html", "md"])
def test_hostile_records_bring_no_element_and_no_address(hostile: Catalogue, name: str) -> None:
    text = written(of_kinds(hostile), name).decode()
    if name == "md":
        markdown = pytest.importorskip("markdown_it").MarkdownIt("commonmark", {"html": True}).enable("table")
        text = markdown.render(text)
        assert not set(Read(text).elements) & {"script", "img", "a", "iframe"}
        return
    read = Read(text)
    assert set(read.elements) <= _ELEMENTS and read.attributes <= _ATTRIBUTES


def test_the_page_asks_nothing_of_anybody(catalogue: Catalogue) -> None:
    text = written(of_kinds(catalogue), "html").decode()
    head = text.partition("</head>")[0]
    assert "default-src 'none'" in head.replace("&#x27;", "'")
    assert not re.search(r"<script|<link|<img|<iframe|@import|url\(|\ssrc=|\shref=|\son\w+=", text)
    assert 'name="viewport"' in head
    assert "prefers-color-scheme: dark" in head and "@media print" in head and "max-width" in head


def test_no_figure_stands_without_what_qualifies_it(catalogue: Catalogue) -> None:
    text = written(of_kinds(catalogue, "figure", where="id=gdp-dalian-2025"), "html").decode()
    for said in ("over 1,000.21 billion CNY", "2025", "dalian (city)", "dalian-article", "caution", "press"):
        assert said in text
    for heading in ("To read with care", "Sources", "About this file"):
        assert f"<h2>{heading}</h2>" in text
    assert "gdp-dalian-surpassed-wording" in text


def test_records_keep_their_status_sources_and_disputes(catalogue: Catalogue) -> None:
    for name in ("html", "md"):
        text = written(of_kinds(catalogue, "project", where="id=panasonic-battery-plant"), name).decode()
        for said in (
            "operating",
            "1 of 3 phases",
            "dftz-overview",
        ):
            assert said in text.replace("\\", "")
