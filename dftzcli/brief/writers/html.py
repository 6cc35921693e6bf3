"""A brief as one HTML page: no script, nothing loaded from elsewhere, readable on a phone, printable, light or dark."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from html import escape
from typing import TYPE_CHECKING, Final

from dftzcli.brief.document import Chart, Points, Remark, Statement, Table
from dftzcli.brief.writers import svg
from dftzcli.render.escape import visible

if TYPE_CHECKING:
    from dftzcli.brief.document import Block, Document, TableCell

_STYLE: Final = """\
:root { color-scheme: light dark; }
body { font: 15px/1.45 "Segoe UI", Roboto, "Helvetica Neue", Helvetica, Arial, "Noto Sans SC", "Source Han Sans SC",
  "PingFang SC", "Microsoft YaHei", sans-serif;
  max-width: 60rem; margin: 0 auto; padding: 1rem; color: #1c2733; background: #fff; }
h1 { font-size: 1.5rem; margin: 0 0 .2rem; } h2 { font-size: 1.1rem; margin: 1.6rem 0 .5rem; color: #1f4e79;
  border-bottom: 1px solid #b9c6d3; padding-bottom: .15rem; }
.sub, .remark, figcaption { color: #55616d; font-size: .9rem; } .remark { font-style: italic; }
table { border-collapse: collapse; width: 100%; table-layout: fixed; font-size: .9rem; }
th { text-align: left; background: #e8eef4; } th, td { padding: .3rem .45rem; vertical-align: top;
  border-bottom: 1px solid #d5dde5; overflow-wrap: anywhere; }
ul { padding-left: 1.1rem; } li { margin: .2rem 0; } figure { margin: .8rem 0; } svg { max-width: 100%; height: auto; }
sup { font-size: .7em; line-height: 0; } sup a, figcaption a, .notes a { color: #2f6690; text-decoration: none; }
.notes a.web { text-decoration: underline; }
.notes { font-size: .78rem; columns: 2 20rem; } .notes p { margin: 0 0 .35rem; break-inside: avoid; }
:target { background: #fff3bf; } dl { font-size: .9rem; } dt { font-weight: 600; } dd { margin: 0 0 .3rem;
  overflow-wrap: anywhere; } .tight { white-space: pre-wrap; }
@media (prefers-color-scheme: dark) { body { color: #dfe6ec; background: #12181e; } h2 { color: #8fc1e8;
  border-color: #3a4a59; } th { background: #22303c; } th, td { border-color: #33424f; } .sub, .remark, figcaption
  { color: #a3b0bb; } sup a, figcaption a, .notes a { color: #8fc1e8; } :target { background: #4a4013; } }
@media screen and (max-width: 40rem) { table, tbody, tr, td { display: block; } svg { font-size: 12px; }
  thead { position: absolute; left: -100vw; } tr { border-bottom: 2px solid #b9c6d3; padding: .3rem 0; }
  td { border: 0; padding: .15rem 0; }
  td[data-head]::before { content: attr(data-head); display: block; font-size: .75rem; color: #6b7884; } }
@media print { html { font-size: 9pt; } body { font-size: 8.3pt; line-height: 1.22; max-width: none; padding: 0;
  color: #000; background: #fff; } h1 { font-size: 16pt; }
  h2 { break-after: avoid; color: #1f4e79; margin: 2.6mm 0 1mm; }
  p, ul, figure { margin: 1mm 0; } table { font-size: 7.5pt; line-height: 1.18; } th, td { padding: .5mm 1mm; }
  figcaption, .remark { font-size: 7.8pt; } svg { width: auto; height: auto; zoom: .8; } li { margin: .4mm 0; }
  tr, figure, li { break-inside: avoid; } .notes { font-size: 6.4pt; columns: 3; } .notes p, dd { margin: 0 0 .4mm; }
  dl { font-size: 8pt; display: grid; grid-template-columns: 32mm 1fr; } @page { size: A4; margin: 14mm 16mm; } }
"""


def write(document: Document) -> bytes:
    """Return a brief as one HTML page."""
    return "".join(_page(document)).encode()


def _page(document: Document) -> Iterator[str]:
    yield '<!DOCTYPE html>\n<html lang="en">\n<head>\n<meta charset="utf-8">\n'
    yield '<meta name="viewport" content="width=device-width, initial-scale=1">\n'
    yield f"<title>{_safe(document.title)}: {_safe(document.subtitle)}</title>\n"
    yield f"<style>\n{_STYLE}</style>\n</head>\n<body>\n"
    yield f'<h1>{_safe(document.title)}</h1>\n<p class="sub">{_safe(document.subtitle)}</p>\n'
    charts = 0
    for section in document.sections:
        yield f"<section>\n<h2>{_safe(section.title)}</h2>\n"
        for block in section.blocks:
            charts += isinstance(block, Chart)
            yield from _block(document, block, f"chart-{charts}")
        yield "</section>\n"
    yield '<section class="about">\n<h2>Notes</h2>\n<div class="notes">\n'
    yield from _notes(document)
    yield "</div>\n<h2>About this brief</h2>\n<dl>\n"
    yield from (f'<dt>{_safe(label)}</dt><dd class="tight">{_safe(text)}</dd>\n' for label, text in document.about)
    yield "</dl>\n</section>\n</body>\n</html>\n"


def _notes(document: Document) -> Iterator[str]:
    for source in document.sources:
        notes = "; ".join(
            f'<span id="n{note.number}"><b>{note.number}</b> {_safe(note.text)}</span>' for note in source.notes
        )
        about = _safe(source.about)
        if source.link:
            about = f'<a class="web" href="{escape(source.link)}" rel="noopener noreferrer">{about}</a>'
        yield f"<p>{about} <i>({_safe(source.id)})</i>: {notes}</p>\n"


def _block(document: Document, block: Block, name: str) -> Iterator[str]:
    if isinstance(block, Points):
        yield "<ul>\n"
        yield from (f"<li>{_said(document, statement)}</li>\n" for statement in block.statements)
        yield "</ul>\n"
    elif isinstance(block, Table):
        yield from _table(document, block)
    elif isinstance(block, Chart):
        caption = f"<b>{_safe(block.title)}</b> {_safe(svg.legend(block))} Notes: {_links(document.drawn(block))}."
        yield f"<figure>\n<figcaption>{caption}</figcaption>\n{svg.draw(document, block, name)}</figure>\n"
    elif isinstance(block, Remark):
        yield f'<p class="remark">{_safe(block.text)}</p>\n'


def _table(document: Document, table: Table) -> Iterator[str]:
    whole = sum(table.widths)
    yield "<table>\n<colgroup>" + "".join(f'<col style="width:{100 * part / whole:.0f}%">' for part in table.widths)
    yield "</colgroup>\n<thead><tr>" + "".join(f"<th>{_safe(header)}</th>" for header in table.headers)
    yield "</tr></thead>\n<tbody>\n"
    for row in table.rows:
        cells = (
            f'<td data-head="{_safe(header)}">{_cell(document, cell)}</td>' if cell != "" else "<td></td>"
            for header, cell in zip(table.headers, row, strict=True)
        )
        yield f"<tr>{''.join(cells)}</tr>\n"
    yield "</tbody>\n</table>\n"


def _cell(document: Document, cell: TableCell) -> str:
    return _said(document, cell) if isinstance(cell, Statement) else _safe(cell)


def _said(document: Document, statement: Statement) -> str:
    lead = f"<b>{_safe(statement.lead)}</b> " if statement.lead else ""
    return f"{lead}{_safe(statement.text)}<sup>{_links(document.notes(statement))}</sup>"


def _links(numbers: Iterable[int]) -> str:
    return ", ".join(f'<a href="#n{number}">{number}</a>' for number in numbers)


def _safe(text: str) -> str:
    return escape(visible(text))
