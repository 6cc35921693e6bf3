"""Series and what is computed of them as items: what programs read, and what tables are made of."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING, Any, Final

from dftzcli.render import wording

if TYPE_CHECKING:
    from dftzcli.analysis.deriving import Derived, Printed
    from dftzcli.analysis.series import Point, Series

SERIES_KEYS: Final = (
    "id", "kind", "name", "indicator", "place", "scope", "subject", "definition", "rhythm", "unit", "from", "to",
    "count", "points", "missing", "figures", "latest", "sources", "dispute",
)  # fmt: skip
# What a derived value has beside the fields of a figure.
DERIVED_KEYS: Final = ("rule", "inputs", "working", "printed", "refused", "note")


def of_series(series: Iterable[Series], names: dict[str, str]) -> list[dict[str, Any]]:
    """Return a series an item, its points within it: what each period has, or why it has nothing."""
    return [_series_item(one, names) for one in series]


def _series_item(series: Series, names: dict[str, str]) -> dict[str, Any]:
    key = series.key
    figures = [one for point in series.points for one in point.observations]
    disputes = [str(one.item["dispute"]) for one in figures if one.item["dispute"]]
    return {
        "id": series.id,
        "kind": "series",
        "name": f"{names.get(key.indicator, key.indicator)}, {names.get(key.place, key.place)}, {key.rhythm}",
        "indicator": key.indicator,
        "place": key.place,
        "scope": key.scope,
        "subject": key.subject or None,
        "definition": key.definition or None,
        "rhythm": key.rhythm,
        "unit": series.latest.unit.code,
        "from": figures[0].period,
        "to": series.latest.period,
        "count": len(figures),
        "points": [_point_item(point) for point in series.points],
        "missing": [f"{point.period}: {point.missing}" for point in series.points if point.missing],
        "figures": [one.id for one in figures],
        "latest": series.latest.id,
        "sources": list(dict.fromkeys(one.source for one in figures)),
        "dispute": "; ".join(dict.fromkeys(disputes)) or None,
    }


def _point_item(point: Point) -> dict[str, Any]:
    return {
        "period": point.period,
        "missing": point.missing or None,
        "observations": [
            {
                "figure": one.id,
                "value": one.item["value"],
                "value_min": one.item["value_min"],
                "value_max": one.item["value_max"],
                "unit": one.unit.code,
                "qualifier": one.qualifier,
                "reading": one.reading,
                "source": one.source,
                "dispute": one.item["dispute"],
            }
            for one in point.observations
        ],
    }


def of_derived(derived: Iterable[Derived], keys: Iterable[str]) -> list[dict[str, Any]]:
    """Return computed values as items with the keys of a figure: their reading is `computed`, and inputs are named."""
    known = tuple(keys)
    found = []
    for one in derived:
        item: dict[str, Any] = dict.fromkeys(known)
        item |= {
            "id": f"{one.rule}:{'/'.join(one.inputs)}",
            "kind": "derived",
            "name": f"{one.rule.replace('_', ' ')} of {' and '.join(one.inputs)}",
            "indicator": one.indicator,
            "place": one.place,
            "scope": one.scope,
            "subject": one.subject,
            "period": one.period,
            "value": one.value,
            "unit": one.unit,
            "qualifier": one.qualifier,
            "reading": one.reading,
            "rule": one.rule,
            "inputs": list(one.inputs),
            "working": one.working,
            "printed": [printed_line(each) for each in one.printed],
            "refused": one.refused or None,
            "note": one.note or None,
        }
        found.append(item)
    return found


def printed_line(printed: Printed) -> str:
    """Say what a source prints for a computed value, and whether the two agree."""
    agrees = "agrees" if printed.agrees else "differs"
    shown = wording.computed_number(printed.value, printed.unit, printed.qualifier)
    return f"{shown} in {printed.figure} ({printed.source}): {agrees}"
