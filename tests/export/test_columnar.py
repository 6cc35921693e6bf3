"""Parquet, read by pyarrow: typed columns, nothing lost, and what the file is in its metadata."""

from __future__ import annotations

import io
import sys
from decimal import Decimal
from typing import Any

import pytest

from dftzcli.catalogue import Catalogue
from dftzcli.errors import UsageError
from dftzcli.model.vocabulary import KINDS, Kind
from dftzcli.render.columnar import write_parquet
from dftzcli.render.escape import visible
from tests.render.hostile import TEXTS, hostile_rows, result_of

from .written import of_kinds, written

parquet = pytest.importorskip("pyarrow.parquet")


def read(content: bytes) -> Any:
    return parquet.read_table(io.BytesIO(content))


def bare(value: Any) -> Any:
    if isinstance(value, Decimal):
        return float(value)
    if isinstance(value, str):
        return visible(value, keep="\n\t")
    if isinstance(value, list):
        return [bare(entry) for entry in value]
    return {key: bare(held) for key, held in value.items()} if isinstance(value, dict) else value


@pytest.mark.parametrize("kind", KINDS)
def test_every_record_is_a_row_with_its_values(catalogue: Catalogue, kind: Kind) -> None:
    result = of_kinds(catalogue, kind)
    assert read(written(result, "parquet")).to_pylist() == [bare(dict(item)) for item in result.items]


def test_columns_have_the_types_of_their_fields_whatever_they_hold(catalogue: Catalogue) -> None:
    some = read(written(of_kinds(catalogue, "figure"), "parquet")).schema
    none = read(written(of_kinds(catalogue, "figure", where="name=nothing"), "parquet")).schema
    assert some == none
    types = {name: str(some.field(name).type) for name in ("id", "value", "industries", "change", "citations")}
    assert types["id"] == "string" and types["value"] == "double" and types["industries"] == "list<element: string>"
    assert types["change"].startswith("struct<") and types["citations"].startswith(
        "list<element: struct<source: string"
    )


def test_the_metadata_say_what_the_file_is(catalogue: Catalogue) -> None:
    said = read(written(of_kinds(catalogue, "gap"), "parquet")).schema.metadata
    assert said[b"dftz:question"] == b"gaps"
    assert catalogue.dataset.hash.encode() in said[b"dftz:dataset"]
    assert said[b"dftz:licence"] == b"CC-BY-4.0" and b"advice" in said[b"dftz:notice"]


def test_hostile_texts_are_values(hostile: Catalogue) -> None:
    result = of_kinds(hostile, "project")
    assert read(written(result, "parquet")).to_pylist() == [bare(dict(item)) for item in result.items]
    rows = read(written(result_of(hostile_rows()), "parquet")).to_pylist()
    assert [row["name"] for row in rows] == [visible(text, keep="\n\t") for text in TEXTS]


def test_the_same_records_are_the_same_bytes(catalogue: Catalogue) -> None:
    assert written(of_kinds(catalogue, "gap"), "parquet") == written(of_kinds(catalogue, "gap"), "parquet")


def test_several_kinds_are_refused(catalogue: Catalogue) -> None:
    with pytest.raises(UsageError, match="parquet holds one table, and this is 2"):
        list(write_parquet(of_kinds(catalogue, "gap", "policy")))


def test_without_pyarrow_it_is_said_what_to_install(catalogue: Catalogue, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "pyarrow.parquet", None)
    with pytest.raises(UsageError, match="needs pyarrow") as raised:
        list(write_parquet(of_kinds(catalogue, "gap")))
    assert "dftzcli[parquet]" in raised.value.fix
