"""Figures in another magnitude: the point is moved, what was printed stays beside it, and no currency is changed."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any, Final

from dftzcli.analysis.observations import Item, decimal, unit_of
from dftzcli.errors import UsageError
from dftzcli.model.units import Target, convert
from dftzcli.tuples import NamedTuple

# The numbers of a figure's item that are in its unit.
NUMBERS: Final = ("value", "value_min", "value_max")


class Converted(NamedTuple):
    """Figures after conversion: the items, the units that were converted, and why the others are as printed."""

    items: tuple[dict[str, Any], ...]
    units: tuple[str, ...]
    kept: dict[str, str]


def converted(items: Iterable[Item], target: Target) -> Converted:
    """Return figures in the unit asked for, each with what was printed under `printed_value` and `printed_unit`.

    A figure whose unit cannot become the one asked for stays as printed, and `kept` says why by its unit. UsageError
    when that is true of all of them: an answer in other units than the one asked for would be none.
    """
    found: list[dict[str, Any]] = []
    units: dict[str, None] = {}
    kept: dict[str, str] = {}
    refused: UsageError | None = None
    for item in items:
        # What was converted before keeps what was printed.
        printed = {f"printed_{key}": item.get(f"printed_{key}", item[key]) for key in (*NUMBERS, "unit")}
        try:
            found.append({**item, **_moved(item, target), **printed})
            units[item["unit"]] = None
        except UsageError as error:
            refused = refused or error
            kept[item["unit"]] = error.message
            found.append({**item, **printed})
    if refused is not None and not units:
        raise refused
    return Converted(tuple(found), tuple(units), kept)


def _moved(item: Item, target: Target) -> dict[str, Any]:
    own = unit_of(item)
    wanted = target.for_base(own.base)
    numbers = {key: None if (value := decimal(item[key])) is None else convert(value, own, wanted) for key in NUMBERS}
    return {**numbers, "unit": wanted.code, "unit_base": wanted.base, "multiplier": int(wanted.multiplier)}
