"""Values as cells of a table in a file, and back again without loss.

A cell holds text, a number or a flag. A list of parts, a text with control characters, or digits that a spreadsheet
drops do not fit: such a value is written as well as a cell can, and stands besides, as JSON, in the one more column
`DETAILS` of its row. Whoever reads the file takes it from there, unless the cell was changed meanwhile.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from typing import Any, Final

from dftzcli.model.encoding import encode
from dftzcli.model.escaping import visible
from dftzcli.model.fields import FieldSpec, FieldType, Value, flatten

DETAILS: Final = "details"
# What each row of a file that is nothing but rows says of the file: which data, under which licence, in answer to what.
STAMPS: Final = ("dataset", "licence", "query")
BETWEEN: Final = "; "
# What a spreadsheet may take for the start of a formula.
FORMULA: Final = ("=", "+", "-", "@", "\t", "\r")
# The fields that stand for nothing by an empty list, where others are None.
_LISTS: Final[frozenset[FieldType]] = frozenset(("ids", "texts", "objects"))

Cell = Any
# Says whether a number comes back with all its digits from the kind of file that is written.
Exact = Callable[[Any], bool]


def cell_of(spec: FieldSpec, value: Value) -> Cell:
    """Return a value as a cell: text without control characters, a number, a flag, or None for nothing."""
    if isinstance(value, (list, dict)):
        value = flatten(spec, value)
    return visible(value, keep="\n\t") if isinstance(value, str) else value


def guarded(cell: Cell) -> Cell:
    """Return a cell with an apostrophe before a text that a spreadsheet could run as a formula."""
    return f"'{cell}" if isinstance(cell, str) and cell.startswith(FORMULA) else cell


def beside(specs: Iterable[FieldSpec], item: Mapping[str, Any], cells: Iterable[Cell], *, exact: Exact) -> str:
    """Return as JSON those values of an item that its cells do not hold, or nothing."""
    held = {
        spec.key: item[spec.key]
        for spec, cell in zip(specs, cells, strict=True)
        if not _holds(spec, cell, item[spec.key], exact)
    }
    return encode(held) if held else ""


def value_of(spec: FieldSpec, cell: Cell) -> Value:
    """Return the value that a cell stands for; ValueError where it is none of the field's type."""
    if cell is None or cell == "":
        return [] if spec.type in _LISTS else None
    if spec.type == "number":
        found: Value = number(cell)
        return found
    if spec.type == "flag":
        return _flag(cell)
    text = str(cell)
    return text.split(BETWEEN) if spec.type in ("ids", "texts") else text


def number(cell: Cell) -> Any:
    """Return the number of a cell, whole or with its digits; ValueError where it is none.

    >>> number("39565.20"), number(41)
    (Decimal('39565.20'), 41)
    """
    from decimal import Decimal, InvalidOperation

    text = repr(cell) if isinstance(cell, float) else str(cell)
    try:
        return int(text) if text.lstrip("-").isdigit() else Decimal(text)
    except InvalidOperation as error:
        raise ValueError(f"{text!r} is no number") from error


def _flag(cell: Cell) -> bool:
    found = {"true": True, "false": False}.get(str(cell).lower())
    if found is None:
        raise ValueError(f"{cell!r} is neither true nor false")
    return found


def _holds(spec: FieldSpec, cell: Cell, value: Value, exact: Exact) -> bool:
    """Tell whether a cell comes back as the very value."""
    if value is None or value == []:
        return (spec.type in _LISTS) is (value is not None)
    if isinstance(value, str):
        return value == cell and value != "" and spec.type not in _LISTS and spec.type not in ("number", "flag")
    if isinstance(value, bool):
        return spec.type == "flag"
    if isinstance(value, list):
        # An empty cell is an empty list, and never a list of one empty text.
        return spec.type in ("ids", "texts") and isinstance(cell, str) and cell != "" and cell.split(BETWEEN) == value
    return spec.type == "number" and exact(value)
