"""Texts that would break a writer that trusted them come out of every writer as what they are, and do nothing."""

from __future__ import annotations

import io
import re
import shutil
import subprocess
import zipfile
from html.parser import HTMLParser
from pathlib import Path
from typing import Any
from xml.etree import ElementTree

import docx
import pytest
from markdown_it import MarkdownIt

from dftzcli.brief import Document, write
from dftzcli.brief.document import Source
from dftzcli.catalogue import Catalogue
from dftzcli.render.escape import visible

from ..render.hostile import STEERING, TEXTS
from .conftest import ADDRESSES, SAFE

SHOWN = [visible(text) for text in TEXTS]


class Page(HTMLParser):
    """The elements and the text of a page."""

    def __init__(self) -> None:
        """Begin with nothing."""
        super().__init__()
        self.elements: set[str] = set()
        self.attributes: set[str] = set()
        self.links: list[str] = []
        self.text = ""

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Keep an element, and what it leads to."""
        self.elements.add(tag)
        self.attributes.update(name for name, _ in attrs)
        self.links += [value or "" for name, value in attrs if name in ("href", "src", "xlink:href")]

    def handle_data(self, data: str) -> None:
        """Keep a text."""
        self.text += data


def quoted(address: str) -> str:
    """Return an address as the renderer of Markdown writes it."""
    return str(MarkdownIt().normalizeLink(address))


def page_of(text: str) -> Page:
    page = Page()
    page.feed(text)
    return page


def test_html_shows_each_text_and_makes_no_element_of_it(hostile: Document) -> None:
    page = page_of(write(hostile, "html").decode())
    assert page.elements <= {
        "html", "head", "meta", "title", "style", "body", "h1", "h2", "p", "section", "ul", "li", "b", "i", "sup",
        "a", "table", "colgroup", "col", "thead", "tbody", "tr", "th", "td", "figure", "figcaption", "svg", "defs",
        "pattern", "path", "rect", "text", "div", "span", "dl", "dt", "dd",
    }  # fmt: skip
    assert not [name for name in page.attributes if name.startswith("on")]
    assert {link for link in page.links if not link.startswith("#n")} == set(SAFE)
    assert all(text in page.text for text in SHOWN)
    assert not STEERING.search(page.text.replace("\n", ""))


def test_every_chart_of_the_page_is_sound_xml(hostile: Document) -> None:
    drawings = re.findall("<svg .*?</svg>", write(hostile, "html").decode(), re.S)
    assert len(drawings) == len(TEXTS) + 1
    for drawing in drawings:
        ElementTree.fromstring(drawing)


def test_markdown_renders_each_text_as_it_was_written(hostile: Document) -> None:
    source = write(hostile, "md").decode()
    assert not STEERING.search(source.replace("\n", ""))
    rendered = MarkdownIt("commonmark", {"html": True}).enable("table").render(source)
    page = page_of(rendered)
    assert not page.elements & {"script", "img", "del", "ol", "hr", "blockquote"}
    assert {link for link in page.links if not link.startswith("#")} == {quoted(each) for each in SAFE}
    # A remark is in italics, and nothing else is.
    assert rendered.count("<em>") == len(TEXTS)
    flat = re.sub(r"\s+", "", page.text)
    missing = [text for text in SHOWN if re.sub(r"\s+", "", text) not in flat]
    assert missing == []


def test_docx_opens_and_holds_each_text(hostile: Document) -> None:
    data = write(hostile, "docx")
    opened: Any = docx.Document(io.BytesIO(data))
    text = "\n".join(paragraph.text for paragraph in opened.paragraphs)
    assert all(each in text for each in SHOWN)
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        relations = archive.read("word/_rels/document.xml.rels").decode()
        body = archive.read("word/document.xml").decode()
    outside = [each for each in ElementTree.fromstring(relations) if each.get("TargetMode") == "External"]
    assert {each.get("Target") for each in outside} == set(SAFE)
    assert "fldChar" not in body
    assert "instrText" not in body


@pytest.mark.skipif(shutil.which("pdftotext") is None, reason="no poppler: apt-get install poppler-utils")
def test_pdf_shows_markup_as_text(hostile: Document, tmp_path: Path) -> None:
    path = tmp_path / "hostile.pdf"
    path.write_bytes(write(hostile, "pdf"))
    made = subprocess.run(["pdftotext", str(path), "-"], capture_output=True, check=True).stdout.decode()
    flat = re.sub(r"\s+", "", made)
    for text in (
        "<script>alert(1)</script>",
        "*bold* _it_ `code` ~~gone~~",
        "[link=file:///etc/passwd]x[/link]",
        "=1+1",
    ):
        assert text.replace(" ", "") in flat
    assert "\\x1b[31mred" in flat
    assert "U+1F469" in flat
    assert not re.search(rb"/(JavaScript|Launch)\b", path.read_bytes())
    linked = re.findall(rb"/URI\((.*?)\)>>", path.read_bytes())
    assert {re.sub(rb"\\(.)", rb"\1", each).decode() for each in linked} == set(SAFE)


@pytest.mark.parametrize("address", [*ADDRESSES, *TEXTS])
def test_what_is_no_plain_address_of_the_web_is_no_link(address: str) -> None:
    assert Source("a", "A", (), address).link == ""


def test_every_address_on_record_is_a_link(catalogue: Catalogue) -> None:
    found = [str(card["url"]) for card in catalogue.cards.of_kind("source") if card["url"]]
    assert len(found) > 50
    assert [each for each in found if Source("a", "A", (), each).link != each] == []
