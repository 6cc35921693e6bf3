"""A page as content for a pane: text that can be selected, in the roles of a theme instead of colours of its own."""

from __future__ import annotations

import io
from collections.abc import Iterator, Sequence
from typing import Final

from rich.console import Console
from rich.segment import Segment
from rich.style import Style as RichStyle
from textual.content import Content, Span
from textual.style import Style

from dftzcli.render.escape import visible
from dftzcli.render.page import Page
from dftzcli.render.table import renderables
from dftzcli.render.text import write_text
from dftzcli.tuples import NamedTuple

# The role in a theme of each colour that a page is drawn with.
_ROLES: Final = {"green": ".page-view--good", "yellow": ".page-view--open", "red": ".page-view--warning"}
_DIM: Final = ".page-view--muted"
_CURRENT: Final = ".page-view--current"


def page_content(page: Page, columns: int) -> Content:
    """Draw a page for a pane of so many cells."""
    text: list[str] = []
    spans: list[Span] = []
    end = 0
    for line in _lines(page, columns):
        for segment in (*_without_end(line), Segment("\n")):
            text.append(segment.text)
            start, end = end, end + len(segment.text)
            spans += [Span(start, end, style) for style in _styles(segment.style)]
    return Content("".join(text).removesuffix("\n"), spans)


def _lines(page: Page, columns: int) -> list[list[Segment]]:
    console = Console(
        file=io.StringIO(), width=columns, markup=False, highlight=False, emoji=False, legacy_windows=False
    )
    try:
        # Block by block, since a picture may be wider than the pane and is cut, not wrapped.
        return [
            line
            for renderable in renderables(page, columns=columns)
            for line in Segment.split_lines(console.render(renderable))
        ]
    except IndexError:
        # Rich cannot cut a text that begins with joiners, which it measures otherwise than it cuts.
        return [[Segment(line.removesuffix("\n"))] for line in write_text(page)]


def _without_end(line: list[Segment]) -> list[Segment]:
    """Return a line without the spaces that fill it up, so that nobody copies them."""
    kept = list(line)
    while kept and not kept[-1].text.rstrip():
        kept.pop()
    if kept:
        kept[-1] = Segment(kept[-1].text.rstrip(), kept[-1].style)
    return kept


def _styles(style: RichStyle | None) -> Iterator[Style | str]:
    if style is None:
        return
    if style.bold or style.underline:
        yield Style(bold=style.bold, underline=style.underline)
    if style.color is not None and style.color.name in _ROLES:
        yield _ROLES[style.color.name]
    elif style.dim:
        yield _DIM


class Links(NamedTuple):
    """Links as content, and in which line of it each stands."""

    content: Content
    lines: tuple[int, ...]


def links_content(ids: Sequence[str], current: int | None, columns: int) -> Links:
    """Draw numbered links, as many as fit on a line; the current one has a sign before it and is reversed."""
    lines = [Content("Linked:")]
    places: list[int] = []
    for number, identity in enumerate(ids):
        item = Content(f"{'>' if number == current else ' '}{number + 1} {visible(identity)}")
        if number == current:
            item = item.stylize(_CURRENT).stylize(Style(reverse=True))
        item = item.stylize(Style.from_meta({"link": number}))
        if lines[-1].cell_length + 1 + item.cell_length > columns:
            lines.append(Content(" "))
        lines[-1] = Content.assemble(lines[-1], " ", item)
        places.append(len(lines) - 1)
    return Links(Content("\n").join(lines), tuple(places))
