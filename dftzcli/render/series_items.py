"""Series and what is computed of them as items: what programs read, and what tables are made of."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING, Any, Final

from dftzcli.model.fields import FieldSpec, fields
from dftzcli.render import wording
from dftzcli.render.described import About, described

if TYPE_CHECKING:
    from dftzcli.analysis.deriving import Derived, Printed
    from dftzcli.analysis.series import Point, Series

_SERIES: Final[About] = {
    "id": ("id", "What is measured, where, of what scope and in what rhythm."),
    "kind": ("word", "Always series."),
    "name": ("text", "The same in words."),
    "indicator": ("id", "What is measured."),
    "place": ("id", "Where."),
    "scope": ("word", "What the numbers cover: zone, city, customs district ..."),
    "subject": ("id", "The firm, project or agency they are about, if not the place."),
    "definition": ("text", "The industries that set a series apart."),
    "since": ("period", "The break it begins at: what was counted otherwise before is another series."),
    "rhythm": ("word", "annual, January to February ...: a series holds periods of one kind."),
    "unit": ("word", "The unit of the latest figure."),
    "from": ("period", "The first period."),
    "to": ("period", "The last period."),
    "count": ("number", "How many figures there are."),
    "points": ("objects", "For each period its observations, or why there is none."),
    "missing": ("texts", "The periods without a figure, and why."),
    "figures": ("ids", "The figures, the earliest first."),
    "latest": ("id", "The latest figure."),
    "sources": ("ids", "The documents cited."),
    "dispute": ("text", "What is disputed about any of them."),
}
# What a derived value has beside the fields of a figure.
_DERIVED: Final[About] = {
    "rule": ("word", "How it is computed: change, growth, cagr, index, share, per_head or balance."),
    "inputs": ("ids", "The figures it is computed from."),
    "working": ("text", "The arithmetic."),
    "printed": ("texts", "What the sources print for it, and whether that agrees."),
    "refused": ("text", "Why it is not computed."),
    "note": ("text", "What must be said beside it: rounding, gaps, what stays open."),
}
# The fields of a figure that a derived value has too.
_OF_FIGURE: Final = ("id", "kind", "name", "indicator", "place", "scope", "subject", "period", "value", "unit",
                     "qualifier", "reading")  # fmt: skip


def series_fields() -> tuple[FieldSpec, ...]:
    """Return the fields of a series."""
    return described(_SERIES, lines={"points": _point_line})


def derived_fields() -> tuple[FieldSpec, ...]:
    """Return what a derived value has beside the fields of a figure."""
    return described(_DERIVED, shown=())


def alone_fields() -> tuple[FieldSpec, ...]:
    """Return the fields of a derived value that stands beside series, and not among figures."""
    return (*(spec for spec in fields("figure") if spec.key in _OF_FIGURE), *derived_fields())


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
        "since": key.since or None,
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
                "period_basis": one.item["period_basis"],
                "age_years": one.item["age_years"],
                "source": one.source,
                "evidence": one.item["evidence"],
                "confidence": one.item["confidence"],
                "dispute": one.item["dispute"],
            }
            for one in point.observations
        ],
    }


def _point_line(point: dict[str, Any]) -> str:
    """Write a point where nothing can be nested: its figures in words, or why there is none."""
    found = "; ".join(f"{wording.observed(one)} ({one['source']})" for one in point["observations"])
    periods = dict.fromkeys(wording.period(one | {"period": point["period"]}) for one in point["observations"])
    return f"{' and '.join(periods) or point['period']}: {found or point['missing']}"


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
