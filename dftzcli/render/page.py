"""A page for people as plain data: headings, paragraphs, pairs, points and grids, to be drawn by a terminal or a pipe.

Text in a page is raw; whoever draws it makes it safe. A tone is a hint for colour and never the only sign of anything.
"""

from typing import Literal, NamedTuple

Tone = Literal["plain", "strong", "dim", "good", "open", "warning"]


class Span(NamedTuple):
    """A stretch of text in one tone."""

    text: str
    tone: Tone = "plain"


Line = str | Span | tuple[Span, ...]


class Heading(NamedTuple):
    """A heading; level 1 is the title of the page."""

    text: str
    level: int = 2


class Paragraph(NamedTuple):
    """A paragraph."""

    line: Line


class Pairs(NamedTuple):
    """Labels with their values, aligned; `tone` is that of the labels."""

    rows: tuple[tuple[str, Line], ...]
    tone: Tone = "dim"


class Points(NamedTuple):
    """A list of points."""

    lines: tuple[Line, ...]


class Grid(NamedTuple):
    """A table: headers, rows of lines, which columns align right, and which must never be cut."""

    headers: tuple[str, ...]
    rows: tuple[tuple[Line, ...], ...]
    right: frozenset[int] = frozenset()
    whole: frozenset[int] = frozenset()


Block = Heading | Paragraph | Pairs | Points | Grid


class Page(NamedTuple):
    """Blocks in order."""

    blocks: tuple[Block, ...]


def spans(line: Line) -> tuple[Span, ...]:
    """Return a line as spans."""
    if isinstance(line, str):
        return (Span(line),)
    return (line,) if isinstance(line, Span) else line


def text_of(line: Line) -> str:
    """Return a line without its tones."""
    return "".join(span.text for span in spans(line))
