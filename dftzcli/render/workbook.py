"""XLSX: a sheet a kind with typed cells, the documents cited, and a sheet of notes. The home of xlsxwriter.

Rows leave memory as they are written. Every text is written as a text, so that none can be a formula or a link, and
ids stay ids. The same result gives the same bytes: the time inside is that of the dataset.
"""

from __future__ import annotations

import tempfile
from collections.abc import Iterator
from datetime import date, datetime, time
from typing import IO, TYPE_CHECKING, Any, Final

from dftzcli.model.cells import DETAILS, beside, cell_of
from dftzcli.model.fields import FieldSpec, fields
from dftzcli.reading.workbook import NOTES, RECORDS, SAID
from dftzcli.render.escape import visible
from dftzcli.render.provenance import Named, facts, named_by, parts_of, title_of

if TYPE_CHECKING:
    from dftzcli.render.result import Result

# No cell of a spreadsheet holds more characters, and no name of a sheet.
_LONGEST: Final = 32_767
_TITLE: Final = 31
_PIECE: Final = 1 << 16
_A4: Final = 9
# The two columns of the notes in characters, a line in points, and the highest row that a spreadsheet has.
_NOTES: Final = (40, 100)
_LINE: Final = 15
_HIGHEST: Final = 405
# How wide a column is, in characters, by what it holds.
_WIDTHS: Final = {"id": 32, "word": 16, "number": 14, "period": 14, "flag": 10, "ids": 32, "texts": 28, "objects": 44}
_NAMED_WIDTHS: Final = {"name": 44, "name_zh": 26, "summary": 60, "unit": 14, "id": 40, "kind": 12}


def write_xlsx(result: Result) -> Iterator[bytes]:
    """Yield a workbook."""
    with tempfile.TemporaryFile() as stream:
        _fill(result, stream)
        stream.seek(0)
        while piece := stream.read(_PIECE):
            yield piece


def _fill(result: Result, stream: IO[bytes]) -> None:
    from xlsxwriter import Workbook

    book = Workbook(stream, {"constant_memory": True})
    made = datetime.combine(date.fromisoformat(result.dataset.as_of), time())
    about = dict(facts(result))
    book.set_properties(
        {"title": visible(about["Question"])[:255], "author": "dftz", "created": made,
         "comments": f"{about['Dataset']}. {about['Licence']}. {about['Notice']}"[:255]}
    )  # fmt: skip
    sheets = _Sheets(book)
    titles = [sheets.add(title_of(part).capitalize(), part.specs, part.items) for part in parts_of(result)]
    named = named_by(result)
    if named.sources and "Sources" not in titles:
        sheets.add("Sources", fields("source"), named.sources)
    sheets.notes({SAID["query"]: about.pop("Question"), RECORDS: ", ".join(titles), **about}, named)
    book.close()


class _Sheets:
    """The sheets of a workbook, written one after the other, and the formats they share."""

    def __init__(self, book: Any) -> None:
        self._book = book
        self._bold = book.add_format({"bold": True, "bg_color": "#E7ECEF", "bottom": 1, "valign": "top"})
        self._label = book.add_format({"bold": True, "text_wrap": True, "valign": "top"})
        self._wrapped = book.add_format({"text_wrap": True, "valign": "top"})
        self._numbers: dict[str, Any] = {}

    def add(self, title: str, specs: tuple[FieldSpec, ...], items: Any) -> str:
        """Write a sheet of items and return its name."""
        sheet = self._book.add_worksheet(title[:_TITLE])
        self._lay_out(sheet, specs)
        last = 0
        for last, item in enumerate(items, 1):
            cells = [cell_of(spec, item[spec.key]) for spec in specs]
            for column, cell in enumerate(cells):
                self._write(sheet, last, column, cell)
            held = beside(specs, item, [_cut(cell) for cell in cells], exact=_exact)
            for number, start in enumerate(range(0, len(held), _LONGEST)):
                sheet.write_string(last, len(specs) + number, held[start : start + _LONGEST])
        sheet.autofilter(0, 0, last, len(specs) - 1)
        return str(sheet.get_name())

    def notes(self, said: dict[str, str], named: Named) -> None:
        """Write what the file is, and the disagreements about its records."""
        sheet = self._book.add_worksheet(NOTES)
        sheet.set_column(0, 0, _NOTES[0])
        sheet.set_column(1, 1, _NOTES[1])
        sheet.set_paper(_A4)
        sheet.set_landscape()
        sheet.fit_to_pages(1, 0)
        rows = [*said.items()]
        if named.discrepancies:
            rows += [("", ""), ("Disagreements", "What the sources say, and about which records")]
        for item in named.discrepancies:
            mark = "caution" if item["is_caution"] else item["type"]
            told = f"{item['name']}. {item['summary']} [{', '.join(item['records'])}]"
            rows.append((f"{mark}: {item['id']}", told))
        for row, texts in enumerate(rows):
            cells = [_cut(visible(text)) for text in texts]
            # A cell that wraps does not make its row higher by itself in every program.
            lines = max(len(cell) // width + 1 for cell, width in zip(cells, _NOTES, strict=True))
            sheet.set_row(row, min(lines * _LINE, _HIGHEST))
            for column, cell in enumerate(cells):
                sheet.write_string(row, column, cell, self._wrapped if column else self._label)

    def _lay_out(self, sheet: Any, specs: tuple[FieldSpec, ...]) -> None:
        for column, spec in enumerate(specs):
            sheet.set_column(column, column, _NAMED_WIDTHS.get(spec.key) or _WIDTHS.get(spec.type, 24))
            sheet.write_string(0, column, spec.label, self._bold)
        # What only a program needs is there, and out of sight.
        sheet.set_column(len(specs), len(specs) + 3, 12, None, {"hidden": True})
        sheet.write_string(0, len(specs), DETAILS, self._bold)
        for number in (1, 2, 3):
            sheet.write_string(0, len(specs) + number, f"{DETAILS} {number + 1}", self._bold)
        sheet.freeze_panes(1, 1)
        sheet.set_landscape()
        sheet.set_paper(_A4)
        sheet.repeat_rows(0)

    def _write(self, sheet: Any, row: int, column: int, cell: Any) -> None:
        if isinstance(cell, str):
            sheet.write_string(row, column, _cut(cell))
        elif isinstance(cell, bool):
            sheet.write_boolean(row, column, cell)
        elif cell is not None:
            sheet.write_number(row, column, cell, self._format(cell))

    def _format(self, number: Any) -> Any:
        """Return the format that shows a number with the digits it has."""
        places = max(0, -number.as_tuple().exponent) if hasattr(number, "as_tuple") else 0
        code = "#,##0" + ("." + "0" * places if places else "")
        if code not in self._numbers:
            self._numbers[code] = self._book.add_format({"num_format": code})
        return self._numbers[code]


def _cut(cell: Any) -> Any:
    return f"{cell[: _LONGEST - 1]}…" if isinstance(cell, str) and len(cell) > _LONGEST else cell


def _exact(number: Any) -> bool:
    """Tell whether a number comes back with its digits from the binary number that a spreadsheet makes of it."""
    if isinstance(number, int):
        return abs(number) < 10**15
    text = str(number)
    return "." in text and repr(float(text)) == text
