"""A brief as PDF, set by Typst: A4, tagged for screen readers, with its own fonts and charts as vectors.

Typst comes as one wheel without anything of the system, compiles in a fraction of a second and is told no date, so
that the same brief has the same bytes. The template is fixed and reads the brief as data: no text of a record is ever
markup.
"""

from __future__ import annotations

import json
import re
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

from dftzcli.brief.document import Chart, Points, Statement, Table
from dftzcli.brief.writers import fitting, fonts, svg
from dftzcli.brief.writing import missing
from dftzcli.render.escape import visible
from dftzcli.render.text import cut

if TYPE_CHECKING:
    from collections.abc import Sequence

    from dftzcli.brief.document import Block, Document, Source, TableCell

_COLUMNS: Final = 3
# What stands on one line of the foot, in cells.
_FOOTER: Final = 120


def write(document: Document) -> bytes:
    """Return a brief as PDF; UsageError where the extra `brief` is not installed."""
    typst = typesetter("pdf")
    data = _document(document, f"typst {typst.__version__}")
    template = Path(__file__).with_name("brief.typ").read_bytes()
    made = b""
    for sizes in fitting.fitting(data):
        inputs = {"data": json.dumps({**data, "sizes": sizes._asdict()}, ensure_ascii=False)}
        made = typst.compile(template, font_paths=_fonts(), sys_inputs=inputs, timestamp=0)
        # What was reckoned is seldom wrong: the first is nearly always the last.
        if _pages(made) <= fitting.PAGES:
            break
    return made


def _pages(made: bytes) -> int:
    """Return how many pages a PDF of ours has: the trees of its pages say so in plain text."""
    return max(int(found) for found in re.findall(rb"/Count (\d+)", made))


def pictures(drawings: Sequence[str]) -> list[bytes]:
    """Return drawings (SVG) as PNG, for readers that cannot show the drawings themselves."""
    if not drawings:
        return []
    typst = typesetter("docx")
    source = (
        "#set page(width: auto, height: auto, margin: 0pt)\n"
        '#json(bytes(sys.inputs.drawings)).map(it => image(bytes(it), format: "svg")).join(pagebreak())'
    )
    inputs = {"drawings": json.dumps([fonts.shown(drawing) for drawing in drawings])}
    made: bytes | list[bytes] = typst.compile(
        source.encode(), font_paths=_fonts(), sys_inputs=inputs, format="png", ppi=144.0, timestamp=0
    )
    return [made] if isinstance(made, bytes) else made


def typesetter(format: str) -> Any:
    """Import Typst; UsageError naming the extra where it is not installed."""
    try:
        import typst
    except ModuleNotFoundError as error:
        raise missing("typst", format) from error
    return typst


@cache
def _fonts() -> Any:
    """Return the shipped fonts: no font of the system is looked at, on which the bytes would depend."""
    import typst

    return typst.Fonts(include_system_fonts=False, font_paths=[str(fonts.folder())])


def _document(document: Document, library: str) -> dict[str, Any]:
    about = [(label, f"{text}, with {library}" if label == "Made by" else text) for label, text in document.about]
    charts = [block for section in document.sections for block in section.blocks if isinstance(block, Chart)]
    names = {id(chart): f"chart-{number}" for number, chart in enumerate(charts)}
    return {
        "font": fonts.FAMILY,
        "title": _safe(document.title),
        "subtitle": _safe(document.subtitle),
        "footer": cut(_safe(f"{document.title}. {document.subtitle}"), _FOOTER, "…"),
        "sections": [
            {"title": _safe(section.title), "blocks": [_block(document, block, names) for block in section.blocks]}
            for section in document.sections
        ],
        "columns": _columns(document.sources),
        "about": [{"label": _safe(label), "text": _safe(text)} for label, text in about],
    }


def _columns(sources: Sequence[Source]) -> list[list[dict[str, Any]]]:
    """Return the notes in columns of about the same length, in order."""
    made = [
        {
            "id": _safe(source.id),
            "about": _safe(source.about),
            "link": source.link,
            "notes": [{"number": str(note.number), "text": _safe(note.text)} for note in source.notes],
        }
        for source in sources
    ]
    sizes = [len(str(each)) for each in made]
    columns: list[list[dict[str, Any]]] = [[] for _ in range(_COLUMNS)]
    for number, each in enumerate(made):
        before = sum(sizes[:number]) + sizes[number] / 2
        columns[min(int(_COLUMNS * before / sum(sizes)), _COLUMNS - 1)].append(each)
    return columns


def _block(document: Document, block: Block, names: dict[int, str]) -> dict[str, Any]:
    if isinstance(block, Points):
        return {"kind": "points", "statements": [_said(document, each) for each in block.statements]}
    if isinstance(block, Table):
        rows = [[_cell(document, cell) for cell in row] for row in block.rows]
        return {
            "kind": "table",
            "headers": [_safe(header) for header in block.headers],
            "widths": list(block.widths),
            "rows": rows,
        }
    if isinstance(block, Chart):
        drawing = fonts.shown(svg.draw(document, block, names[id(block)]))
        return {
            "kind": "chart",
            "title": _safe(block.title),
            "legend": _safe(svg.legend(block)),
            "svg": drawing,
            "width": svg.size(drawing)[0],
            "height": svg.size(drawing)[1],
            "notes": [str(number) for number in document.drawn(block)],
        }
    return {"kind": "remark", "text": _safe(block.text)}


def _cell(document: Document, cell: TableCell) -> dict[str, Any] | str:
    return _said(document, cell) if isinstance(cell, Statement) else _safe(cell)


def _said(document: Document, statement: Statement) -> dict[str, Any]:
    notes = [str(number) for number in document.notes(statement)]
    return {"lead": _safe(statement.lead), "text": _safe(statement.text), "notes": notes}


def _safe(text: str) -> str:
    # The sign of what is cut is full-width in a Chinese font.
    return fonts.shown(visible(text)).replace("…", "...")
