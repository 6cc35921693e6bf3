"""XLSX, read by openpyxl: typed cells, sources and notes, and nothing that a spreadsheet would run."""

from __future__ import annotations

import io
import re
from decimal import Decimal
from pathlib import Path
from typing import Any
from zipfile import ZipFile

import pytest
from openpyxl import load_workbook

from dftzcli.catalogue import Catalogue
from dftzcli.model.fields import fields
from dftzcli.render.workbook import write_xlsx
from tests.render.hostile import STEERING, TEXTS, hostile_rows, result_of

from .written import file_of, of_kinds


def rows_of(sheet: Any) -> list[dict[str, Any]]:
    header, *rows = (list(row) for row in sheet.iter_rows(values_only=True))
    return [dict(zip(header, row, strict=True)) for row in rows]


@pytest.fixture(scope="module")
def book(catalogue: Catalogue, tmp_path_factory: pytest.TempPathFactory) -> Any:
    return load_workbook(file_of(of_kinds(catalogue, "policy", "figure"), tmp_path_factory.mktemp("book"), "xlsx"))


def test_there_is_a_sheet_a_kind_then_the_sources_and_the_notes(book: Any) -> None:
    assert book.sheetnames == ["Policies", "Figures", "Sources", "Notes"]
    assert [cell.value for cell in book["Figures"][1]][:3] == ["Id", "Kind", "Name"]


def test_figures_are_numbers_with_the_digits_that_were_printed(book: Any, catalogue: Catalogue) -> None:
    sheet = book["Figures"]
    column = next(cell.column for cell in sheet[1] if cell.value == "Value")
    for card, row in zip(catalogue.cards.of_kind("figure"), sheet.iter_rows(min_row=2), strict=True):
        cell, value = row[column - 1], card["value"]
        if value is None:
            assert cell.value is None
            continue
        assert cell.data_type == "n" and Decimal(repr(cell.value)) == value
        places = len(str(value).partition(".")[2])
        assert cell.number_format == "#,##0" + ("." + "0" * places if places else "")


def test_a_value_stands_in_its_row_with_all_that_qualifies_it(book: Any, catalogue: Catalogue) -> None:
    labels = {spec.label: spec.key for spec in fields("figure")}
    kept = ("Qualifier", "Unit", "Period", "Scope", "Source", "Dispute", "Evidence", "Confidence", "Age in years")
    for card, row in zip(catalogue.cards.of_kind("figure"), rows_of(book["Figures"]), strict=True):
        for label in kept:
            value = card[labels[label]]
            assert row[label] == (float(value) if isinstance(value, Decimal) else value), (card["id"], label)


def test_the_sources_are_those_cited_and_the_notes_say_what_the_file_is(book: Any, catalogue: Catalogue) -> None:
    cited = {
        source for kind in ("policy", "figure") for card in catalogue.cards.of_kind(kind) for source in card["sources"]
    }
    assert {row["Id"] for row in rows_of(book["Sources"])} == cited
    notes = {row[0]: row[1] for row in book["Notes"].iter_rows(values_only=True)}
    assert notes["Question"] == "policies and figures"
    assert catalogue.dataset.hash in notes["Dataset"] and catalogue.dataset.as_of in notes["Dataset"]
    assert notes["Licence"] == "CC-BY-4.0" and "advice" in notes["Notice"]
    disputed = {
        name
        for kind in ("policy", "figure")
        for card in catalogue.cards.of_kind(kind)
        for name in card["discrepancies"]
    }
    told = {str(label).partition(": ")[2] for label in notes if label and ": " in str(label)}
    assert told == disputed


def test_the_header_stays_in_sight_and_can_be_filtered_and_columns_have_widths(book: Any) -> None:
    sheet = book["Figures"]
    assert sheet.freeze_panes == "B2"
    last = next(cell.column_letter for cell in sheet[1] if cell.value == "Citations")
    after = next(cell.column_letter for cell in sheet[1] if cell.value == "details")
    assert sheet.auto_filter.ref == f"A1:{last}{sheet.max_row}"
    assert all(8 < sheet.column_dimensions[letter].width <= 61 for letter in ("A", "C", "H"))
    assert sheet.column_dimensions[after].hidden


def test_chinese_is_chinese(book: Any, catalogue: Catalogue) -> None:
    names = [row["Chinese name"] for row in rows_of(book["Policies"])]
    assert names == [card["name_zh"] for card in catalogue.cards.of_kind("policy")]


def test_no_text_becomes_a_formula_a_link_a_number_or_a_control(tmp_path: Path) -> None:
    path = file_of(result_of(hostile_rows()), tmp_path, "xlsx")
    book = load_workbook(path)
    sheet = book.worksheets[0]
    for row, text in zip(sheet.iter_rows(min_row=2), TEXTS, strict=True):
        cell = row[1]
        assert cell.data_type in ("s", "inlineStr"), text
        assert cell.hyperlink is None
        assert STEERING.sub("", str(cell.value)) == str(cell.value).replace("\n", "").replace("\t", "")
    with ZipFile(path) as archive:
        content = b"".join(archive.read(name) for name in archive.namelist())
    assert b"<f>" not in content and b"<hyperlink" not in content


def test_a_text_longer_than_a_cell_is_cut_and_whole_beside_it(tmp_path: Path) -> None:
    long = "word " * 20_000
    book = load_workbook(file_of(result_of([{"id": "x", "name": long}]), tmp_path, "xlsx"))
    row = [cell.value for cell in book.worksheets[0][2]]
    assert len(row[1]) == 32_767 and row[1].endswith("…")
    assert long in "".join(row[2:])


def test_nothing_found_is_a_sheet_with_its_header(tmp_path: Path, catalogue: Catalogue) -> None:
    result = of_kinds(catalogue, "gap", where="name=nothing")
    book = load_workbook(file_of(result, tmp_path, "xlsx"))
    assert (book.sheetnames, book["Gaps"].max_row) == (["Gaps", "Notes"], 1)


def test_the_same_records_are_the_same_bytes_and_carry_no_clock(catalogue: Catalogue) -> None:
    first, second = (b"".join(write_xlsx(of_kinds(catalogue, "gap"))) for _ in range(2))
    assert first == second
    with ZipFile(io.BytesIO(first)) as archive:
        assert {entry.date_time[0] for entry in archive.infolist()} == {1980}
        said = archive.read("docProps/core.xml").decode()
    assert set(re.findall(r"\d{4}-\d\d-\d\dT", said)) == {f"{catalogue.dataset.as_of}T"}
