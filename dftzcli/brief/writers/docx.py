"""A brief as DOCX, by python-docx: headings, tables and notes of the word processor, charts as SVG with a PNG beside.

A reader that knows SVG in documents (Word since 2016, LibreOffice) shows the drawing; another one shows the picture.
Dates are fixed, parts stand in the order they were made, and the archive has no time in it: the same brief has the same
bytes.
"""

from __future__ import annotations

import io
from typing import TYPE_CHECKING, Any, Final

from dftzcli.brief.document import Chart, Points, Remark, Statement, Table
from dftzcli.brief.writers import docx_notes, svg
from dftzcli.brief.writers.pdf import pictures, typesetter
from dftzcli.brief.writing import missing
from dftzcli.render.escape import visible
from dftzcli.render.text import cut

if TYPE_CHECKING:
    from collections.abc import Iterator

    from dftzcli.brief.document import Block, Document, TableCell

# A face that every word processor has, or has one of the same measures for.
_LATIN: Final = "Arial"
_CHINESE: Final = "Microsoft YaHei"
# Styles of our own: text in a table, and a footnote.
_CELL: Final = "Brief cell"
_NOTE: Final = "Brief note"
# The id of a style of the library's own template.
_GRID: Final = "TableGrid"
_WIDTH_MM: Final = 178
# What stands on one line of the foot, in cells.
_FOOTER: Final = 130
_MM_PER_PIXEL: Final = 0.25


def write(document: Document) -> bytes:
    """Return a brief as DOCX; UsageError where the extra `brief` is not installed."""
    try:
        import docx
    except ModuleNotFoundError as error:
        raise missing("python-docx", "docx") from error
    made = docx.Document()
    _set_up(made, document)
    _foot(made, document)
    made.add_heading(_safe(document.title), 0)
    made.add_paragraph(_safe(document.subtitle), style="Subtitle")
    drawn = _drawn(document)
    for section in document.sections:
        made.add_heading(_safe(section.title), 1)
        for block in section.blocks:
            _block(made, document, block, drawn)
    _last_page(made, document, f"python-docx {docx.__version__} and typst {typesetter('docx').__version__}")
    stream = io.BytesIO()
    made.save(stream)
    return docx_notes.without_times(stream.getvalue())


def _drawn(document: Document) -> Iterator[tuple[str, bytes]]:
    """Yield each chart as a drawing and as a picture, in the order of the charts."""
    charts = [block for section in document.sections for block in section.blocks if isinstance(block, Chart)]
    drawings = [svg.draw(document, chart, f"chart-{number}") for number, chart in enumerate(charts, 1)]
    yield from zip(drawings, pictures(drawings), strict=True)


def _set_up(made: Any, document: Document) -> None:
    """Set paper, fonts and properties; the time of writing is none of them."""
    from datetime import datetime

    from docx.enum.style import WD_STYLE_TYPE
    from docx.oxml.ns import qn
    from docx.shared import Mm, Pt, RGBColor

    page = made.sections[0]
    page.page_width, page.page_height = Mm(210), Mm(297)
    page.left_margin = page.right_margin = Mm(16)
    page.top_margin = page.bottom_margin = Mm(15)
    sizes = {"Normal": 8.2, "List Bullet": 8.2, "Title": 16, "Subtitle": 9, "Heading 1": 10.5, _CELL: 7.2, _NOTE: 7}
    for name in (_CELL, _NOTE):
        made.styles.add_style(name, WD_STYLE_TYPE.PARAGRAPH)
    for name, size in sizes.items():
        style = made.styles[name]
        style.font.name, style.font.size = _LATIN, Pt(size)
        fonts = style.element.get_or_add_rPr().get_or_add_rFonts()
        for theme in ("asciiTheme", "hAnsiTheme", "eastAsiaTheme", "cstheme"):
            fonts.attrib.pop(qn(f"w:{theme}"), None)
        fonts.set(qn("w:eastAsia"), _CHINESE)
        style.paragraph_format.space_after, style.paragraph_format.line_spacing = Pt(1.5), 1.0
        style.paragraph_format.space_before = Pt(8 if name == "Heading 1" else 0)
        if name in ("Title", "Heading 1"):
            style.font.color.rgb = RGBColor(0x1F, 0x4E, 0x79)
    properties = made.core_properties
    properties.title, properties.author = _safe(document.title), "dftz"
    properties.last_modified_by, properties.comments, properties.revision = "dftz", "", 1
    properties.created = properties.modified = datetime(1980, 1, 1)


def _foot(made: Any, document: Document) -> None:
    """Write at the foot of each page what it is of, and its number."""
    from docx.enum.text import WD_TAB_ALIGNMENT
    from docx.shared import Mm

    foot = made.sections[0].footer.paragraphs[0]
    foot.style = made.styles[_NOTE]
    foot.paragraph_format.tab_stops.add_tab_stop(Mm(_WIDTH_MM), WD_TAB_ALIGNMENT.RIGHT)
    foot.add_run(f"{cut(_safe(f'{document.title}. {document.subtitle}'), _FOOTER, '…')}\t")
    docx_notes.number_pages(foot)


def _block(made: Any, document: Document, block: Block, drawn: Iterator[tuple[str, bytes]]) -> None:
    if isinstance(block, Points):
        style = made.styles["List Bullet"].style_id
        for statement in block.statements:
            _said(_styled(made.add_paragraph(), style), document, statement)
    elif isinstance(block, Table):
        _table(made, document, block)
    elif isinstance(block, Chart):
        _chart(made, document, block, *next(drawn))
    elif isinstance(block, Remark):
        made.add_paragraph().add_run(_safe(block.text)).italic = True


def _table(made: Any, document: Document, table: Table) -> None:
    from docx.shared import Mm, Pt

    drawn = made.add_table(rows=1 + len(table.rows), cols=len(table.headers))
    drawn._tbl.tblStyle_val, drawn.autofit = _GRID, False
    style = made.styles[_CELL].style_id
    # Cells are asked for once: the library walks the whole table for each row.
    rows = [row.cells for row in drawn.rows]
    for cell, header in zip(rows[0], table.headers, strict=True):
        cell.paragraphs[0].add_run(_safe(header)).bold = True
        docx_notes.shade(cell, "E8EEF4")
    docx_notes.repeat_header(drawn.rows[0])
    for cells, contents in zip(rows[1:], table.rows, strict=True):
        for cell, content in zip(cells, contents, strict=True):
            _cell(cell.paragraphs[0], document, content)
    whole = sum(table.widths)
    for column, part in zip(drawn.columns, table.widths, strict=True):
        column.width = Mm(_WIDTH_MM * part / whole)
    for row, cells in zip(drawn.rows, rows, strict=True):
        docx_notes.keep_whole(row)
        for cell, part in zip(cells, table.widths, strict=True):
            cell.width = Mm(_WIDTH_MM * part / whole)
            _styled(cell.paragraphs[0], style)
    # Two tables that touch would become one.
    gap = made.add_paragraph()
    gap.paragraph_format.space_after, gap.paragraph_format.line_spacing = Pt(0), Pt(4)


def _styled(paragraph: Any, style: str) -> Any:
    """Give a paragraph a style by its id: given the name, the library looks through all styles for each paragraph."""
    docx_notes.style(paragraph._p, style)
    return paragraph


def _cell(paragraph: Any, document: Document, content: TableCell) -> None:
    if isinstance(content, Statement):
        _said(paragraph, document, content)
    else:
        docx_notes.say(paragraph._p, _safe(content))


def _said(paragraph: Any, document: Document, statement: Statement) -> None:
    if statement.lead:
        docx_notes.say(paragraph._p, f"{_safe(statement.lead)} ", is_bold=True)
    docx_notes.say(paragraph._p, _safe(statement.text))
    for place, number in enumerate(document.notes(statement)):
        docx_notes.refer(paragraph._p, number, before=", " if place else "")


def _chart(made: Any, document: Document, chart: Chart, drawing: str, picture: bytes) -> None:
    from docx.shared import Mm

    caption = made.add_paragraph()
    caption.add_run(f"{_safe(chart.title)} ").bold = True
    caption.add_run(f"{svg.legend(chart)} Notes: ")
    for place, number in enumerate(document.drawn(chart)):
        docx_notes.refer(caption._p, number, before=", " if place else "", is_raised=False)
    caption.paragraph_format.keep_with_next = True
    width = Mm(min(svg.size(drawing)[0] * _MM_PER_PIXEL, _WIDTH_MM))
    shape = made.add_paragraph().add_run().add_picture(io.BytesIO(picture), width=width)
    docx_notes.add_drawing(made, shape, drawing, _safe(chart.title))


def _last_page(made: Any, document: Document, library: str) -> None:
    from docx.enum.section import WD_SECTION

    made.add_section(WD_SECTION.NEW_PAGE)
    docx_notes.set_columns(made.sections[-1], 2)
    made.add_heading("Notes", 1)
    style = made.styles[_NOTE].style_id
    for source in document.sources:
        paragraph = _styled(made.add_paragraph(), style)
        if source.link:
            docx_notes.lead_out(paragraph, source.link, _safe(source.about))
        else:
            docx_notes.say(paragraph._p, _safe(source.about))
        docx_notes.say(paragraph._p, f" ({_safe(source.id)}): ")
        for place, note in enumerate(source.notes):
            docx_notes.target(paragraph._p, note.number, before="; " if place else "")
            docx_notes.say(paragraph._p, f" {_safe(note.text)}")
    made.add_section(WD_SECTION.CONTINUOUS)
    docx_notes.set_columns(made.sections[-1], 1)
    made.add_heading("About this brief", 1)
    for label, text in document.about:
        paragraph = made.add_paragraph()
        paragraph.add_run(f"{_safe(label)}: ").bold = True
        paragraph.add_run(_safe(f"{text}, with {library}" if label == "Made by" else text))


def _safe(text: str) -> str:
    return visible(text)
