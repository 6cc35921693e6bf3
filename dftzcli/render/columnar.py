"""Parquet: one table with typed columns, and what the file is in its metadata. The home of pyarrow, which is an extra.

Numbers are 64-bit floats, which hold every digit that the sources print; lists are lists, parts are structures.
"""

from __future__ import annotations

import tempfile
from collections.abc import Iterator
from itertools import islice
from typing import TYPE_CHECKING, Any, Final

from dftzcli.errors import UsageError
from dftzcli.model.cells import cell_of
from dftzcli.model.encoding import encode
from dftzcli.model.parts import Sort, keys_of, sort_of
from dftzcli.render.delimited import only_table
from dftzcli.render.escape import visible
from dftzcli.render.provenance import facts

if TYPE_CHECKING:
    from dftzcli.model.fields import FieldSpec
    from dftzcli.model.vocabulary import Kind
    from dftzcli.render.result import Result

# How many rows go into the file at a time.
_ROWS: Final = 5_000
_PIECE: Final = 1 << 16


def write_parquet(result: Result) -> Iterator[bytes]:
    """Yield a Parquet file; UsageError for several tables, and where pyarrow is not installed."""
    only_table(result, "parquet")
    check_installed()
    with tempfile.TemporaryFile() as stream:
        _fill(result, stream)
        stream.seek(0)
        while piece := stream.read(_PIECE):
            yield piece


def check_installed() -> None:
    """Raise UsageError where what writes Parquet is not installed."""
    try:
        import pyarrow.parquet  # noqa: F401
    except ImportError as error:
        raise UsageError(
            "Parquet needs pyarrow, which is not installed", fix="pip install 'dftzcli[parquet]', or use csv or sqlite"
        ) from error


def _fill(result: Result, stream: Any) -> None:
    import pyarrow as pa
    from pyarrow import parquet

    columns = [(spec, _type(result.kind, spec)) for spec in result.specs]
    said = {f"dftz:{label.lower()}": text for label, text in facts(result)}
    schema = pa.schema([pa.field(spec.key, kind) for spec, kind in columns], metadata=said)
    with parquet.ParquetWriter(stream, schema, compression="zstd") as writer:
        items = iter(result.items)
        while rows := list(islice(items, _ROWS)):
            writer.write_table(
                pa.table(
                    [pa.array([_value(spec, kind, item[spec.key]) for item in rows], kind) for spec, kind in columns],
                    schema=schema,
                )
            )


def _type(kind: Kind | None, spec: FieldSpec) -> Any:
    """Return the type of a column; parts of which no keys are known become JSON."""
    import pyarrow as pa

    sort = sort_of(spec)
    if sort is not None:
        return _simple(sort)
    keys = keys_of(kind, spec.key) if kind is not None else None
    if keys is None:
        return pa.string()
    part = pa.struct([(key, _simple(held)) for key, held in keys.items()])
    return part if spec.type == "object" else pa.list_(part)


def _simple(sort: Sort) -> Any:
    import pyarrow as pa

    types = {"text": pa.string(), "number": pa.float64(), "whole": pa.int64(), "flag": pa.bool_()}
    return pa.list_(pa.string()) if sort == "texts" else types[sort]


def _value(spec: FieldSpec, kind: Any, value: Any) -> Any:
    """Return a value as its column holds it."""
    import pyarrow as pa

    if value is None:
        return None
    if pa.types.is_string(kind):
        return encode(value) if spec.type in ("object", "objects") else str(cell_of(spec, value))
    return _bare(value)


def _bare(value: Any) -> Any:
    """Return a value without control characters in its texts, and its numbers as binary ones."""
    if isinstance(value, str):
        return visible(value, keep="\n\t")
    if isinstance(value, list):
        return [_bare(entry) for entry in value]
    if isinstance(value, dict):
        return {key: _bare(held) for key, held in value.items()}
    return float(value) if type(value).__name__ == "Decimal" else value
