"""A page for people as plain data: headings, paragraphs, pairs, points, grids and drawings, for a terminal or a pipe.

Text in a page is raw; whoever draws it makes it safe. A tone is a hint for colour and never the only sign of anything.
"""

from typing import Literal

from dftzcli.tuples import NamedTuple

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


class Drawing(NamedTuple):
    """A picture of characters whose spaces matter: its lines are never wrapped.

    Its page has what it shows in words or a table too, for those who cannot see it.
    """

    lines: tuple[str, ...]


Block = Heading | Paragraph | Pairs | Points | Grid | Drawing


def stands_apart(block: Block, before: Block) -> bool:
    """Tell whether an empty line belongs between two blocks.

    It does before a heading, before a paragraph or drawing that follows no heading, and after a drawing.
    """
    if isinstance(block, Heading) or isinstance(before, Drawing):
        return True
    return isinstance(block, Paragraph | Drawing) and not isinstance(before, Heading)


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
