"""A text as sentences whose characters stand where they stood, with what is no statement blanked out."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator
from typing import Final

from dftzcli.checking.notes import notes, rows
from dftzcli.tuples import NamedTuple

# One character for one character, so that every place stays what it was.
_FOLDED: Final[dict[int, int | str]] = {
    **{code: code - 0xFEE0 for code in range(0xFF01, 0xFF5F)},
    **dict.fromkeys(map(ord, "\u3000\xa0\u2007\u2009\u202f\t"), " "),
    **dict.fromkeys(map(ord, "\u2010\u2011\u2012\u2013\u2014\u2212\u301c\uff5e"), "-"),
    **dict.fromkeys(map(ord, "\u2018\u2019\u02bc"), "'"),
    **dict.fromkeys(map(ord, "\u201c\u201d*`"), " "),
    ord("\xd7"): "x",
}
# Addresses, targets of links, footnote marks, comments, tags and escapes of a terminal hold numbers that say nothing;
# so do the numbers of lists, headings, pages and versions.
_BLANKED: Final = re.compile(
    r"\x1b\[[0-9;?]*[ -/]*[@-~]|https?://[^\s)>\]]+|(?<=\])\([^)\n]*\)|\[\^[^\]]*\]:?|<!--.*?-->|</?[a-zA-Z][^>\n]*>"
    r"|^[ >]*(?:\d+[.)]|#+ *(?:\d+(?:\.\d+)*\.?)?)(?= )"
    r"|\b(?:section|table|chart|exhibit|page|pages|pp|paragraph|chapter|annex|appendix|item|version|note)s?\.? \d+"
    r"(?:\.\d+)*|\bfig(?:ure)?\.? \d+\b|第\d+[章节条页]|\bv\d+(?:\.\d+)+",
    re.IGNORECASE | re.MULTILINE | re.DOTALL,
)
# Where a paragraph ends: an empty line, and before a heading, a point of a list, a row of a table.
_BREAK: Final = re.compile(r"\n[ ]*(?:\n|(?=(?:[-+>|#]|\d+[.)]) ))|\n(?=\|)")
_END: Final = re.compile(r"[。！？；]|[!?;](?=\s|$)|\.(?=\s|$)|\n(?=\|)")
_SHORT: Final = re.compile(
    r"(?:\b(?:no|nos|approx|ca|c|vs|inc|ltd|co|corp|st|dr|mr|ms|u\.s|e\.g|i\.e|etc|est|fig)|\b[A-Z])$", re.I
)


# What may stand between a note and the end of its line.
_LINE_END: Final = re.compile(r"[ .]*\n")
_LONGEST: Final = 1200


class Sentence(NamedTuple):
    """One sentence: `text` is folded and as long as `original`; both begin at `start` of the whole text."""

    text: str
    original: str
    start: int
    paragraph: int


def folded(text: str) -> str:
    """Fold width, dashes, quotation marks and spaces of a text, one character for one.

    >>> folded("３３．４％—ok")
    '33.4%-ok'
    """
    return text.translate(_FOLDED)


def sentences(text: str, sources: frozenset[str] = frozenset()) -> Iterator[Sentence]:
    """Yield the sentences of a text or Markdown in order; the places of their characters are those of the text.

    What cites one of `sources`, which are ids, is no part of a sentence; a line of a picture or of code is one alone.
    """
    shown = folded(text)
    drawn = [*rows(text)]
    blank = _BLANKED.sub(lambda found: re.sub(r"\S", " ", found.group()), shown)
    ends = {place for row in drawn for place in row} - {0}
    held = [*blank]
    for start, end in notes(blank, sources):
        # A line that ends with its source ends there: the next one is another record's.
        ends |= {match.end() for match in (_LINE_END.match(blank, end),) if match}
        held[start:end] = " " * (end - start)
    blank = "".join(held)
    start = 0
    paragraphs = sorted({*(match.end() for match in _BREAK.finditer(blank)), *ends, len(blank)})
    for number, end in enumerate(paragraphs):
        yield from _of_paragraph(text, blank, start, end, number)
        start = end


def _of_paragraph(text: str, shown: str, start: int, end: int, number: int) -> Iterator[Sentence]:
    begin = start
    for match in _END.finditer(shown, start, end):
        if match.group() == "." and _SHORT.search(shown, begin, match.start()):
            continue
        yield from _sentence(text, shown, begin, match.end(), number)
        begin = match.end()
    yield from _sentence(text, shown, begin, end, number)


def _sentence(text: str, shown: str, start: int, end: int, number: int) -> Iterator[Sentence]:
    while end - start > _LONGEST:
        # Nobody writes such a sentence: it is a table or a lump, and is read in pieces.
        cut = shown.rfind(" ", start, start + _LONGEST) + 1 or start + _LONGEST
        yield from _sentence(text, shown, start, cut, number)
        start = cut
    if shown[start:end].strip():
        # A line end inside a sentence is a space of it.
        yield Sentence(shown[start:end].replace("\n", " "), text[start:end], start, number)


class Place:
    """Lines and columns of a text, counted from 1."""

    def __init__(self, text: str) -> None:
        """Take the text."""
        self._starts = [0, *(match.end() for match in re.finditer("\n", text))]

    def of(self, offset: int) -> tuple[int, int]:
        """Return the line and the column of a place."""
        line = bisect_right(self._starts, offset)
        return line, offset - self._starts[line - 1] + 1
