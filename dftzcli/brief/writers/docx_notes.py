"""What python-docx has no words for: links to notes, rows that stay whole, a drawing beside its picture, no time."""

from __future__ import annotations

import io
import zipfile
from typing import Any, Final

# The earliest time that a ZIP archive can hold.
_NO_TIME: Final = (1980, 1, 1, 0, 0, 0)
_WORD: Final = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_DRAWING: Final = "http://schemas.microsoft.com/office/drawing/2016/SVG/main"
# The name by which readers know that an extension of a picture is a drawing in SVG.
_EXTENSION: Final = "{96DAC541-7B7A-43D3-8B79-37D633B846F1}"
_TYPE: Final = "image/svg+xml"
_RELATIONS: Final = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_RELATED: Final = f"{{{_RELATIONS}}}"
_IMAGE: Final = f"{_RELATIONS}/image"
# Of what leads out of the document.
_COLOUR: Final = "1F4E79"


def say(element: Any, text: str, *, is_bold: bool = False, is_raised: bool = False, is_link: bool = False) -> None:
    """Add a run of text to the element of a paragraph or link.

    The library looks through the siblings for the place of each part of a run; a brief has a thousand runs.
    """
    run = _add(element, "r")
    if is_bold or is_raised or is_link:
        properties = _add(run, "rPr")
        if is_bold:
            _add(properties, "b")
        if is_link:
            _add(properties, "color", val=_COLOUR)
            _add(properties, "u", val="single")
        if is_raised:
            _add(properties, "vertAlign", val="superscript")
    content = _add(run, "t")
    content.set("{http://www.w3.org/XML/1998/namespace}space", "preserve")
    content.text = text


def style(element: Any, identity: str) -> None:
    """Give the element of a paragraph a style by its id; it has none yet."""
    properties = element.makeelement(f"{_WORD}pPr")
    element.insert(0, properties)
    _add(properties, "pStyle", val=identity)


def refer(element: Any, number: int, *, before: str = "", is_raised: bool = True) -> None:
    """Add to the element of a paragraph a number, raised unless told otherwise, that leads to its note."""
    say(_add(element, "hyperlink", anchor=_name(number)), f"{before}{number}", is_raised=is_raised)


def lead_out(paragraph: Any, address: str, text: str) -> None:
    """Add to a paragraph a text that leads to an address of the web."""
    link = _add(paragraph._p, "hyperlink")
    link.set(f"{_RELATED}id", paragraph.part.relate_to(address, f"{_RELATIONS}/hyperlink", is_external=True))
    say(link, text, is_link=True)


def target(element: Any, number: int, *, before: str = "") -> None:
    """Add to the element of a paragraph the number of a note, where its references lead to."""
    if before:
        say(element, before)
    _add(element, "bookmarkStart", id=str(number), name=_name(number))
    say(element, str(number), is_bold=True)
    _add(element, "bookmarkEnd", id=str(number))


def _add(parent: Any, name: str, /, **attributes: str) -> Any:
    """Add an element of the word processor's to another, as the last of its children."""
    made = parent.makeelement(f"{_WORD}{name}", {f"{_WORD}{key}": value for key, value in attributes.items()})
    parent.append(made)
    return made


def _name(number: int) -> str:
    return f"note-{number}"


def number_pages(paragraph: Any) -> None:
    """Add the number of the page and that of all pages, as fields that the word processor counts."""
    from docx.oxml import OxmlElement
    from docx.oxml.ns import qn

    for before, name in (("", "PAGE"), (" / ", "NUMPAGES")):
        paragraph.add_run(before)
        field = OxmlElement("w:fldSimple")
        field.set(qn("w:instr"), name)
        paragraph._p.append(field)
        run = paragraph.add_run("1")
        field.append(run._r)


def repeat_header(row: Any) -> None:
    """Repeat a row at the head of each page that its table goes on to."""
    _mark(row, "w:tblHeader")


def keep_whole(row: Any) -> None:
    """Keep a row on one page."""
    _mark(row, "w:cantSplit")


def shade(cell: Any, colour: str) -> None:
    """Shade a cell in a colour (RRGGBB)."""
    from docx.oxml import OxmlElement
    from docx.oxml.ns import qn

    shading = OxmlElement("w:shd")
    for name, value in (("val", "clear"), ("color", "auto"), ("fill", colour)):
        shading.set(qn(f"w:{name}"), value)
    cell._tc.get_or_add_tcPr().append(shading)


def set_columns(section: Any, count: int) -> None:
    """Set a section in so many columns."""
    from docx.oxml.ns import qn

    columns = section._sectPr.find(qn("w:cols"))
    columns.set(qn("w:num"), str(count))
    columns.set(qn("w:space"), "340")


def _mark(row: Any, name: str) -> None:
    from docx.oxml import OxmlElement

    row._tr.get_or_add_trPr().append(OxmlElement(name))


def add_drawing(made: Any, shape: Any, drawing: str, about: str) -> None:
    """Put a drawing (SVG) beside the picture of a shape, and say in words what it shows."""
    from docx.opc.packuri import PackURI
    from docx.opc.part import Part
    from docx.oxml import parse_xml
    from docx.oxml.ns import qn

    taken = sum(part.content_type == _TYPE for part in made.part.package.iter_parts())
    part = Part(PackURI(f"/word/media/chart-{taken + 1}.svg"), _TYPE, drawing.encode(), made.part.package)
    relation = made.part.relate_to(part, _IMAGE)
    blip = next(shape._inline.iter(qn("a:blip")))
    blip.append(
        parse_xml(
            '<a:extLst xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main"><a:ext uri="'
            f'{_EXTENSION}"><asvg:svgBlip xmlns:asvg="{_DRAWING}" xmlns:r="http://schemas.openxmlformats.org/'
            f'officeDocument/2006/relationships" r:embed="{relation}"/></a:ext></a:extLst>'
        )
    )
    shape._inline.docPr.set("descr", about)


def without_times(data: bytes) -> bytes:
    """Return an archive with every member at one fixed time, in the order they stand in."""
    stream = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as found, zipfile.ZipFile(stream, "w") as kept:
        for name in found.namelist():
            member = zipfile.ZipInfo(name, _NO_TIME)
            member.compress_type, member.external_attr = zipfile.ZIP_DEFLATED, 0o600 << 16
            # The library has compressed once already: lightly is enough, and twice as fast.
            kept.writestr(member, found.read(name), compresslevel=1)
    return stream.getvalue()
