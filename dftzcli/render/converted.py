"""Figures in another unit than the printed one: what was printed stays beside them, in every format."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any, Final

from dftzcli.model.fields import FieldSpec
from dftzcli.render import wording
from dftzcli.render.described import About, described
from dftzcli.render.page import Grid, Span
from dftzcli.render.pages import figures_grid
from dftzcli.render.result import Item

PRINTED: Final[About] = {
    "printed_value": ("number", "The value as printed, where it is shown in another unit."),
    "printed_value_min": ("number", "The lower bound as printed."),
    "printed_value_max": ("number", "The upper bound as printed."),
    "printed_unit": ("word", "The unit it is printed in."),
}


def printed_fields() -> tuple[FieldSpec, ...]:
    """Return what a figure has beside its fields where it is shown in another unit."""
    return described(PRINTED, shown=())


def printed_as(item: Mapping[str, Any]) -> str:
    """Write a figure's item as it is printed, or nothing where it is shown so.

    >>> numbers = {"value": 5, "value_min": None, "value_max": None, "unit": "billion USD", "qualifier": "over"}
    >>> printed_as({**numbers, **{f"printed_{key}": numbers[key] for key in numbers}, "printed_value": 5000,
    ...             "printed_unit": "million USD"})
    'over 5,000 million USD'
    """
    if item.get("printed_unit") in (None, item["unit"]):
        return ""
    return wording.observation({**item, **{key.removeprefix("printed_"): item[key] for key in PRINTED}})


def converted_grid(items: Sequence[Item], *, ascii_only: bool = False) -> Grid:
    """Return the table of figures with a column for what was printed."""
    found = figures_grid(items, ascii_only=ascii_only)
    rows = tuple(
        (*row[:2], Span(printed_as(item), "dim"), *row[2:]) for item, row in zip(items, found.rows, strict=True)
    )
    headers = (*found.headers[:2], "Printed as", *found.headers[2:])
    return Grid(headers, rows, whole=frozenset(number + (number > 1) for number in found.whole))


def converted_note(items: Sequence[Mapping[str, Any]]) -> str:
    """Say which units the sources print where figures are shown in another one; nothing where none is."""
    units = dict.fromkeys((item["unit"], item["printed_unit"]) for item in items if item.get("printed_unit"))
    moved = [(unit, printed) for unit, printed in units if unit != printed]
    if not moved:
        return ""
    shown = ", ".join(dict.fromkeys(unit for unit, _ in moved))
    printed = ", ".join(dict.fromkeys(printed for _, printed in moved))
    return f"converted to {shown} from {printed}, to the last digit; printed values beside"
