"""A brief as Markdown with footnotes, as wikis and converters read them.

Charts are drawn in characters within a fence: a wiki cuts a drawing out of the text, and refuses one from a data
address.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING, Final

from dftzcli.brief.document import Chart, Points, Remark, Statement, Table
from dftzcli.brief.writers.svg import legend
from dftzcli.render.charts import Mark, bars
from dftzcli.render.escape import visible
from dftzcli.render.markdown import begun, escaped, fenced

if TYPE_CHECKING:
    from dftzcli.brief.document import Block, Document, TableCell

_COLUMNS: Final = 100


def write(document: Document) -> bytes:
    """Return a brief as Markdown."""
    return "".join(_lines(document)).encode()


def _lines(document: Document) -> Iterator[str]:
    yield f"# {escaped(document.title)}\n\n{escaped(document.subtitle)}\n"
    for section in document.sections:
        yield f"\n## {escaped(section.title)}\n"
        for block in section.blocks:
            yield "\n"
            yield from _block(document, block)
    yield "\n## About this brief\n\n"
    yield from (f"- **{escaped(label)}**: {escaped(text)}\n" for label, text in document.about)
    yield "\n"
    for source in document.sources:
        address = f", <{source.link}>" if source.link else ""
        about = f"{escaped(source.about)} ({escaped(source.id)}){address}"
        yield from (f"[^{note.number}]: {about}: {escaped(note.text)}\n" for note in source.notes)


def _block(document: Document, block: Block) -> Iterator[str]:
    if isinstance(block, Points):
        yield from (f"- {_said(document, statement)}\n" for statement in block.statements)
    elif isinstance(block, Table):
        yield f"| {' | '.join(escaped(header) for header in block.headers)} |\n"
        yield f"|{'---|' * len(block.headers)}\n"
        yield from (f"| {' | '.join(_cell(document, cell) for cell in row)} |\n" for row in block.rows)
    elif isinstance(block, Chart):
        yield from _chart(document, block)
    elif isinstance(block, Remark):
        yield f"*{escaped(block.text)}*\n"


def _cell(document: Document, cell: TableCell) -> str:
    return _said(document, cell) if isinstance(cell, Statement) else escaped(cell)


def _said(document: Document, statement: Statement) -> str:
    lead = f"**{escaped(statement.lead)}** " if statement.lead else ""
    text = escaped(statement.text) if lead else begun(statement.text)
    return f"{lead}{text}{_marks(document, statement)}"


def _marks(document: Document, statement: Statement) -> str:
    return "".join(f"[^{number}]" for number in document.notes(statement))


def _chart(document: Document, chart: Chart) -> Iterator[str]:
    marks = [
        Mark(
            bar.label,
            bar.value,
            bar.low,
            bar.high,
            bar.statement.text if bar.statement else bar.missing,
            bar.is_expected,
        )
        for bar in chart.bars
    ]
    drawn = bars([("", marks)], columns=_COLUMNS).lines
    yield f"**{escaped(chart.title)}** {escaped(legend(chart))}\n\n"
    yield from fenced([visible(line) for line in drawn])
    yield "\n"
    stated = (f"{escaped(bar.label)}{_marks(document, bar.statement)}" for bar in chart.bars if bar.statement)
    yield f"{'; '.join(stated)}\n"
