"""What was exported to CSV, JSON lines or XLSX is read back as it was, to the type and the last digit."""

from __future__ import annotations

import csv
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from dftzcli.catalogue import Catalogue
from dftzcli.errors import UsageError
from dftzcli.model.cells import beside, cell_of, value_of
from dftzcli.model.fields import fields
from dftzcli.model.vocabulary import KINDS, Kind
from dftzcli.reading import read_file
from dftzcli.reading.found import item_of
from dftzcli.render.registry import Style
from tests.export.written import FILED, alike, file_of, hostile_catalogue, of_kinds

SAFE = Style(filed=True, bom=True, excel_safe=True)


@pytest.mark.parametrize("kind", KINDS)
@pytest.mark.parametrize(("name", "style"), [("csv", FILED), ("csv", SAFE), ("jsonl", FILED), ("xlsx", FILED)])
def test_every_shipped_record_comes_back(
    catalogue: Catalogue, tmp_path: Path, kind: Kind, name: str, style: Style
) -> None:
    result = of_kinds(catalogue, kind)
    found = read_file(file_of(result, tmp_path, name, style))
    assert alike(list(found.items), list(result.items))
    assert list(found.items[0]) == [spec.key for spec in fields(kind)]


def test_hostile_records_come_back(tmp_path: Path) -> None:
    hostile = hostile_catalogue(tmp_path / "data")
    for kind in ("project", "figure"):
        result = of_kinds(hostile, kind)
        for name, style in (("csv", SAFE), ("jsonl", FILED), ("xlsx", FILED)):
            assert alike(list(read_file(file_of(result, tmp_path, name, style)).items), list(result.items)), (
                kind,
                name,
            )


@pytest.mark.parametrize("name", ["jsonl", "xlsx"])
def test_all_kinds_come_back_from_one_file(catalogue: Catalogue, tmp_path: Path, name: str) -> None:
    result = of_kinds(catalogue)
    found = read_file(file_of(result, tmp_path, name))
    assert alike(list(found.items), list(result.items))
    assert {item["kind"] for item in found.items} == set(KINDS)


@pytest.mark.parametrize("name", ["csv", "jsonl", "xlsx"])
def test_a_file_says_which_data_it_is_of_and_what_was_asked(catalogue: Catalogue, tmp_path: Path, name: str) -> None:
    found = read_file(file_of(of_kinds(catalogue, "project", country="JP"), tmp_path, name))
    dataset = catalogue.dataset
    assert found.query == "projects with country JP"
    assert found.dataset is not None and found.licence is not None
    assert found.dataset.startswith(f"{dataset.version}, sha256 {dataset.hash[:12]}")
    assert found.dataset.endswith(f"as of {dataset.as_of}")
    assert "CC-BY-4.0" in found.licence


def test_the_documents_that_a_workbook_cites_are_not_taken_for_what_was_asked(
    catalogue: Catalogue, tmp_path: Path
) -> None:
    found = read_file(file_of(of_kinds(catalogue, "project", country="JP"), tmp_path, "xlsx"))
    assert {item["kind"] for item in found.items} == {"project"}
    assert {item["kind"] for item in found.sources} == {"source"}


_VALUES: dict[str, st.SearchStrategy[Any]] = {
    "text": st.none() | st.text(),
    "number": st.none() | st.integers() | st.decimals(allow_nan=False, allow_infinity=False),
    "flag": st.none() | st.booleans(),
    "texts": st.lists(st.text(), max_size=3) | st.none(),
    "objects": st.lists(st.fixed_dictionaries({"source": st.text(), "lines": st.none()}), max_size=2),
}


@example({"name": None, "value": None, "aliases": [""]})
@given(st.fixed_dictionaries({"name": _VALUES["text"], "value": _VALUES["number"], "aliases": _VALUES["texts"]}))
def test_any_value_comes_back_from_its_cell_and_what_stands_beside(item: dict[str, Any]) -> None:
    specs = tuple(spec for spec in fields("figure") if spec.key in item)
    item = {spec.key: item[spec.key] for spec in specs}
    if any("\ud800" <= character <= "\udfff" for character in str(item)):
        return
    cells = [cell_of(spec, item[spec.key]) for spec in specs]
    held = beside(specs, item, cells, exact=lambda number: isinstance(number, int))
    row = dict(zip(item, ["" if cell is None else str(cell) for cell in cells], strict=True)) | {"details": held}
    found = item_of(row, {spec.key: spec for spec in specs}, "here")
    assert found.keys() == item.keys()
    for key, value in item.items():
        assert found[key] == value, key


def rewritten(path: Path, **changes: str) -> Path:
    """Change cells of the first record of a CSV file, as a reader with a spreadsheet would."""
    with path.open(encoding="utf-8", newline="") as stream:
        header, *rows = csv.reader(stream)
    for key, text in changes.items():
        if key not in header:
            header.append(key)
            rows = [[*row, ""] for row in rows]
        rows[0][header.index(key)] = text
    with path.open("w", encoding="utf-8", newline="") as stream:
        csv.writer(stream).writerows([header, *rows])
    return path


def test_a_cell_that_was_changed_wins_over_what_stands_beside_it(catalogue: Catalogue, tmp_path: Path) -> None:
    path = file_of(of_kinds(catalogue, "figure"), tmp_path, "csv")
    item = read_file(rewritten(path, value="5.50", aliases="one; two", citations="")).items[0]
    assert (item["value"], item["aliases"], item["citations"]) == (Decimal("5.50"), ["one", "two"], [])


@pytest.mark.parametrize(
    ("changes", "said"),
    [
        ({"value": "many"}, "value: 'many' is no number"),
        ({"kind": "figur"}, "'figur' is no kind of record"),
        ({"details": "{"}, "details is no JSON"),
        ({"valeu": "1"}, "no field is called 'valeu'"),
    ],
)
def test_what_cannot_be_read_is_named_with_its_line(
    catalogue: Catalogue, tmp_path: Path, changes: dict[str, str], said: str
) -> None:
    path = rewritten(file_of(of_kinds(catalogue, "figure"), tmp_path, "csv"), **changes)
    with pytest.raises(UsageError) as raised:
        read_file(path)
    assert said in raised.value.message and "line 2" in raised.value.message
    assert raised.value.fix


@pytest.mark.parametrize(
    ("name", "content"),
    [
        ("a.pdf", b""),
        ("missing.csv", None),
        ("empty.csv", b""),
        ("latin.csv", b"id,name\nx,\xe9\n"),
        ("short.csv", b"id,name\nx\n"),
        ("open.csv", b'id,name\nx,"y\n'),
        ("list.jsonl", b"[1]\n"),
        ("half.jsonl", b'{"id":\n'),
        ("text.xlsx", b"no zip"),
    ],
)
def test_what_is_no_file_of_ours_is_an_error_in_words(tmp_path: Path, name: str, content: bytes | None) -> None:
    if content is not None:
        (tmp_path / name).write_bytes(content)
    with pytest.raises(UsageError) as raised:
        read_file(tmp_path / name)
    assert raised.value.fix


def test_a_number_of_a_cell_has_the_type_it_was_written_with() -> None:
    (spec,) = (spec for spec in fields("figure") if spec.key == "value")
    assert [type(value_of(spec, cell)) for cell in ("41", "41.0", 41, 41.5, "")] == [
        int, Decimal, int, Decimal, type(None),
    ]  # fmt: skip
