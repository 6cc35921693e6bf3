"""What was read: items, and what the file says of itself; and how a row of cells becomes an item."""

from __future__ import annotations

import json
from collections.abc import Mapping
from decimal import Decimal
from typing import Any

from dftzcli.errors import UsageError
from dftzcli.model.cells import DETAILS, Cell, cell_of, guarded, value_of
from dftzcli.model.fields import FieldSpec, fields
from dftzcli.model.vocabulary import KINDS, Kind
from dftzcli.tuples import NamedTuple

Item = dict[str, Any]


class Reading(NamedTuple):
    """What a file holds: items in order, each with the keys it was written with, and the file's own three words.

    `sources` are the documents that a workbook lists because its records cite them, without being asked for them.
    """

    items: tuple[Item, ...]
    dataset: str | None = None
    licence: str | None = None
    query: str | None = None
    sources: tuple[Item, ...] = ()


def specs_of(kind: str | None, where: str) -> dict[str, FieldSpec]:
    """Return the fields that an item of a kind may have, by key; UsageError where the kind is none."""
    if kind is None:
        return {spec.key: spec for spec in fields(None)}
    if kind not in KINDS:
        raise UsageError(f"{where}: {kind!r} is no kind of record", fix=f"the kinds are: {', '.join(KINDS)}")
    known: Kind = kind
    return {spec.key: spec for spec in (*fields(None), *fields(known))}


def item_of(cells: Mapping[str, Cell], specs: Mapping[str, FieldSpec], where: str) -> Item:
    """Return the item of a row: what its cells say, and what stands beside them where the cells were left alone."""
    beside = _beside(cells.get(DETAILS), where)
    item: Item = {}
    for key, cell in cells.items():
        if key == DETAILS:
            continue
        spec = specs.get(key)
        if spec is None:
            import difflib

            close = difflib.get_close_matches(key, list(specs), n=1)
            hint = f"did you mean {close[0]}? " if close else ""
            raise UsageError(f"{where}: no field is called {key!r}", fix=f"{hint}`--fields help` lists the fields")
        item[key] = beside[key] if key in beside and _unchanged(spec, cell, beside[key]) else _read(spec, cell, where)
    return item


def exactly(text: str) -> Any:
    """Return JSON with every number as it is written."""
    return json.loads(text, parse_float=Decimal)


def _beside(cell: Cell, where: str) -> dict[str, Any]:
    if not cell:
        return {}
    try:
        found = exactly(str(cell))
    except ValueError as error:
        raise UsageError(f"{where}: {DETAILS} is no JSON: {error}", fix="leave that column as it is") from error
    return found if isinstance(found, dict) else {}


def _unchanged(spec: FieldSpec, cell: Cell, value: Any) -> bool:
    """Tell whether a cell still says what was written for a value."""
    written = cell_of(spec, value)
    if isinstance(cell, bool) or written is None:
        return written is cell or (written is None and cell in (None, ""))
    if isinstance(written, (int, Decimal)) and not isinstance(written, bool):
        try:
            return Decimal(str(cell)) == written
        except ArithmeticError:
            return False
    text = str(written).lower() if isinstance(written, bool) else str(written)
    # A spreadsheet holds no more than so many characters; what was cut off there is still beside.
    return str(cell or "") in (text, guarded(text)) or (
        str(cell or "").endswith("…") and text.startswith(str(cell)[:-1])
    )


def _read(spec: FieldSpec, cell: Cell, where: str) -> Any:
    try:
        return value_of(spec, cell)
    except ValueError as error:
        raise UsageError(f"{where}, {spec.key}: {error}", fix="correct the cell, or export again") from error
