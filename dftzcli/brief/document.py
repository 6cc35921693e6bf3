"""The document model of a brief: sections of statements, tables and charts, each statement with its footnotes.

Texts are plain: a writer makes them safe for its format. Notes are named by what they cite, and numbered by the
document in the order of their sources, so that the notes of one source stand together.
"""

from __future__ import annotations

import re
from decimal import Decimal
from typing import Final, Self

from dftzcli.tuples import NamedTuple

# The source of what is counted or decided by the program over the whole catalogue, and of nothing else.
CATALOGUE: Final = "catalogue"
# An address of the web without name or password, and without a sign that could end a link or begin markup.
_ADDRESS: Final = re.compile(
    r"https?://[A-Za-z0-9](?:[A-Za-z0-9.-]{0,250}[A-Za-z0-9])?(?::[0-9]{1,5})?(?:[/?#][A-Za-z0-9!#$%&'()*+,./:;=?@_~-]{0,1800})?"
)


class Cited(NamedTuple):
    """What a footnote cites: the id of a source (or `CATALOGUE`), where in it, and how sure a restated fact is."""

    source: str
    locator: str
    confidence: str = ""


class _Said(NamedTuple):
    """The parts of a statement."""

    text: str
    cited: tuple[Cited, ...]
    lead: str


class Statement(_Said):
    """What is said of the world, and who says so; ValueError without a footnote.

    `lead` stands before `text` in bold: what the statement is about.
    """

    __slots__ = ()

    def __new__(cls, text: str, cited: tuple[Cited, ...], lead: str = "") -> Self:
        """Refuse a statement that nobody answers for."""
        if not cited:
            raise ValueError(f"a statement without a footnote: {lead} {text}")
        return super().__new__(cls, text, cited, lead)


class Remark(NamedTuple):
    """What is said of the brief itself: how it is to be read, what it leaves out, where there is more."""

    text: str


class Points(NamedTuple):
    """Statements as a list."""

    statements: tuple[Statement, ...]


# A cell that is a plain text names something, or says that the catalogue has nothing there.
TableCell = Statement | str


class Table(NamedTuple):
    """Rows of cells under headers; `widths` are the parts of the width that the columns take."""

    headers: tuple[str, ...]
    widths: tuple[int, ...]
    rows: tuple[tuple[TableCell, ...], ...]


class Bar(NamedTuple):
    """One bar of a chart: what its figure can be in base units, None for no limit, and the figure in words.

    All None is a gap: `statement` then says why.
    """

    label: str
    value: Decimal | None
    low: Decimal | None
    high: Decimal | None
    is_expected: bool
    statement: Statement | None
    missing: str = ""


class Chart(NamedTuple):
    """Bars of one unit on one axis from zero."""

    title: str
    bars: tuple[Bar, ...]


Block = Points | Table | Chart | Remark


class Section(NamedTuple):
    """A part of the brief under a heading."""

    title: str
    blocks: tuple[Block, ...]


class Note(NamedTuple):
    """A footnote: its number, where in its source, and how sure its fact is where that was restated."""

    number: int
    locator: str
    confidence: str = ""

    @property
    def text(self) -> str:
        """The note in words, without its number."""
        return f"{self.locator} (restated, {self.confidence} confidence)" if self.confidence else self.locator


class Source(NamedTuple):
    """A document that is cited: its id, what it is in a line, and the notes that cite it, in the order of numbers.

    `address` is where it is published, as the record has it; a writer links `link` and nothing else.
    """

    id: str
    about: str
    notes: tuple[Note, ...]
    address: str = ""

    @property
    def link(self) -> str:
        """The address where it is one of the web in plain characters, else nothing."""
        return self.address if _ADDRESS.fullmatch(self.address) else ""


class Document(NamedTuple):
    """A brief. `sources` hold its footnotes; `about` are the lines of the last page, each with its label."""

    title: str
    subtitle: str
    sections: tuple[Section, ...]
    sources: tuple[Source, ...]
    numbers: dict[Cited, int]
    about: tuple[tuple[str, str], ...]

    def notes(self, statement: Statement) -> tuple[int, ...]:
        """Return the numbers of a statement's footnotes, in order."""
        return tuple(sorted({self.numbers[cited] for cited in statement.cited}))

    def drawn(self, chart: Chart) -> tuple[int, ...]:
        """Return the numbers of the footnotes of a chart, in order."""
        return tuple(sorted({number for bar in chart.bars if bar.statement for number in self.notes(bar.statement)}))

    @property
    def footnotes(self) -> int:
        """How many footnotes there are."""
        return sum(len(source.notes) for source in self.sources)

    @property
    def statements(self) -> tuple[Statement, ...]:
        """Every statement, in the order of reading."""
        return tuple(found for section in self.sections for block in section.blocks for found in _statements(block))


def _statements(block: Block) -> tuple[Statement, ...]:
    if isinstance(block, Points):
        return block.statements
    if isinstance(block, Table):
        return tuple(cell for row in block.rows for cell in row if isinstance(cell, Statement))
    if isinstance(block, Chart):
        return tuple(bar.statement for bar in block.bars if bar.statement is not None)
    return ()
