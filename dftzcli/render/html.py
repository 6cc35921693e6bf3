"""HTML: one page that needs nothing else, safe to mail: no script, no address, every text from data escaped.

Read on a phone, tables become a card a row; on paper, heads of tables repeat and rows stay whole. Light or dark is the
reader's own setting.
"""

from __future__ import annotations

from collections.abc import Iterator
from html import escape
from typing import Final

from dftzcli.render.document import heading_of
from dftzcli.render.escape import visible
from dftzcli.render.page import Block, Drawing, Grid, Heading, Line, Page, Pairs, Paragraph, Points, spans, text_of

# What no page of ours needs is forbidden, so that even a mistake in escaping could load and run nothing.
_POLICY: Final = "default-src 'none'; style-src 'unsafe-inline'; base-uri 'none'; form-action 'none'"

_SHORT: Final = 12

STYLE: Final = """
:root { color-scheme: light dark; --ink: #1b1b1b; --soft: #555; --paper: #fff; --line: #ccc; --band: #f4f4f2;
  --good: #1a6b2f; --open: #7a4b00; --warning: #a11212; }
@media (prefers-color-scheme: dark) { :root { --ink: #e8e6e3; --soft: #b0aca6; --paper: #16181a; --line: #44484c;
  --band: #202326; --good: #7fd493; --open: #f0b95a; --warning: #ff8f85; } }
* { box-sizing: border-box; }
body { margin: 0 auto; padding: 1.2rem; max-width: 90rem; color: var(--ink); background: var(--paper);
  font: 1rem/1.45 system-ui, "Noto Sans", "Noto Sans CJK SC", "PingFang SC", "Microsoft YaHei", sans-serif; }
h1 { font-size: 1.5rem; line-height: 1.25; margin: 0 0 1rem; }
h2 { font-size: 1.15rem; margin: 1.8rem 0 .5rem; border-bottom: 1px solid var(--line); }
p, li, dd, td { overflow-wrap: break-word; }
table { border-collapse: collapse; width: 100%; font-size: .9rem; }
th, td { text-align: left; vertical-align: top; padding: .35rem .6rem; border-bottom: 1px solid var(--line); }
thead th { position: sticky; top: 0; background: var(--band); }
tbody tr:nth-child(even) { background: var(--band); }
th.right, td.right { text-align: right; white-space: nowrap; font-variant-numeric: tabular-nums; }
td.short { white-space: nowrap; }
dl { display: grid; grid-template-columns: max-content minmax(0, 1fr); gap: .25rem 1rem; margin: 0; }
dt { color: var(--soft); } dd { margin: 0; }
pre { overflow-x: auto; line-height: 1.2; }
.strong { font-weight: 600; } .dim { color: var(--soft); } .good { color: var(--good); }
.open { color: var(--open); } .warning { color: var(--warning); font-weight: 600; }
@media screen and (max-width: 48rem) {
  thead { display: block; position: absolute; width: 1px; height: 1px; overflow: hidden; clip-path: inset(50%); }
  table, tbody, tr, td { display: block; width: 100%; }
  tr { border: 1px solid var(--line); border-radius: .3rem; margin-bottom: .8rem; padding: .3rem .6rem; }
  td, td.right { border: 0; padding: .15rem 0; text-align: left; white-space: normal; }
  td { overflow-wrap: anywhere; }
  td:empty { display: none; }
  td::before { content: attr(data-label) ": "; color: var(--soft); }
  td:first-child { font-weight: 600; }
  dl { grid-template-columns: minmax(0, 1fr); } dd { margin-bottom: .4rem; }
}
@media print {
  :root { color-scheme: light; --ink: #000; --soft: #333; --paper: #fff; --line: #999; --band: #fff; --good: #000;
    --open: #000; --warning: #000; }
  @page { size: A4 landscape; margin: 14mm; }
  body { padding: 0; max-width: none; font-size: 9pt; }
  table { font-size: 7.5pt; } thead { display: table-header-group; } thead th { position: static; }
  tr, li { break-inside: avoid; } h2 { break-after: avoid; }
}
"""


def write_html(page: Page) -> Iterator[str]:
    """Yield a page as one HTML document."""
    yield '<!DOCTYPE html>\n<html lang="en">\n<head>\n<meta charset="utf-8">\n'
    yield '<meta name="viewport" content="width=device-width, initial-scale=1">\n'
    yield f'<meta http-equiv="Content-Security-Policy" content="{escape(_POLICY)}">\n'
    yield f"<title>{_text(heading_of(page))}</title>\n<style>{STYLE}</style>\n</head>\n<body>\n<main>\n"
    for block in page.blocks:
        yield from _block(block)
    yield "</main>\n</body>\n</html>\n"


def _block(block: Block) -> Iterator[str]:
    if isinstance(block, Heading):
        level = min(block.level, 6)
        yield f"<h{level}>{_text(block.text)}</h{level}>\n"
    elif isinstance(block, Paragraph):
        yield f"<p>{_line(block.line)}</p>\n"
    elif isinstance(block, Points):
        yield "<ul>\n"
        yield from (f"<li>{_line(line)}</li>\n" for line in block.lines)
        yield "</ul>\n"
    elif isinstance(block, Pairs):
        yield "<dl>\n"
        yield from (f"<dt>{_text(label)}</dt><dd>{_line(line)}</dd>\n" for label, line in block.rows)
        yield "</dl>\n"
    elif isinstance(block, Drawing):
        lines = "\n".join(_text(line) for line in block.lines)
        yield f"<pre>{lines}</pre>\n"
    else:
        yield from _table(block)


def _table(grid: Grid) -> Iterator[str]:
    # The style of a phone takes rows and cells out of their table; their roles keep them one for a screen reader.
    yield '<table role="table">\n<thead role="rowgroup"><tr role="row">'
    for number, header in enumerate(grid.headers):
        yield f'<th role="columnheader" scope="col"{_class(grid, number)}>{_text(header)}</th>'
    yield '</tr></thead>\n<tbody role="rowgroup">\n'
    labels = [_text(header) for header in grid.headers]
    for row in grid.rows:
        cells = (
            f'<td role="cell" data-label="{labels[number]}"{_class(grid, number, cell)}>{_line(cell)}</td>'
            for number, cell in enumerate(row)
        )
        yield f'<tr role="row">{"".join(cells)}</tr>\n'
    yield "</tbody>\n</table>\n"


def _class(grid: Grid, number: int, cell: Line | None = None) -> str:
    if number in grid.right:
        return ' class="right"'
    # A day or a word with its sign is not worth a second line.
    return ' class="short"' if cell is not None and 0 < len(text_of(cell)) <= _SHORT else ""


def _line(line: Line) -> str:
    return "".join(
        _text(span.text) if span.tone == "plain" else f'<span class="{span.tone}">{_text(span.text)}</span>'
        for span in spans(line)
    )


def _text(text: Line) -> str:
    return escape(visible(text_of(text)))
