"""Which figures may share a cell: those of one thing, whoever says it, and never a city beside a zone.

Where the figures for a column are of several kinds the line is parted, and each part says what it is of.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable

from dftzcli.analysis.comparing.comparable import Axis
from dftzcli.analysis.observations import MONTHS, Observation
from dftzcli.tuples import NamedTuple

Cells = tuple[tuple[Observation, ...], ...]


class Kind(NamedTuple):
    """What the figures of a cell have in common beside their indicator and period; "" for what the axis is across."""

    place: str
    scope: str
    subject: str
    definition: str
    unit: str
    rhythm: str


class Part(NamedTuple):
    """One part of a line: what sets it apart from the others, for people and for a key, and what its cells may hold."""

    words: str
    key: str
    cells: Cells


def kind_of(one: Observation, *, across: Axis, columns: Collection[str] = ()) -> Kind:
    """Return the kind of a figure; `columns` are periods, and a month or day that is none of them is of its own kind.

    So a year as a column holds the May of each year in one line, and never May beside June.
    """
    return Kind(
        "" if across == "place" else one.place,
        one.scope,
        "" if across == "subject" else one.subject or "",
        "" if across == "subject" else "+".join(one.item.get("industries") or ()),
        one.unit.base,
        one.rhythm if across != "period" or one.period in columns else _each_year(one),
    )


def parts(cells: Cells, *, across: Axis, names: Callable[[str], str]) -> tuple[Part, ...]:
    """Part a line so that every cell holds one kind; what is of one kind in a column stands in every part.

    `names` gives the name of an id. The order of the parts does not depend on that of the columns.
    """
    held = [{kind_of(one, across=across) for one in cell} for cell in cells]
    several = sorted(set().union(*(kinds for kinds in held if len(kinds) > 1)))
    if not several:
        return (Part("", "", cells),)
    return tuple(
        Part(
            *told_apart(kind, several, names=names),
            tuple(
                cell if len(kinds) == 1 else tuple(one for one in cell if kind_of(one, across=across) == kind)
                for cell, kinds in zip(cells, held, strict=True)
            ),
        )
        for kind in several
    )


def told_apart(
    kind: Kind, kinds: Iterable[Kind], *, names: Callable[[str], str], always: Collection[str] = ()
) -> tuple[str, str]:
    """Return what sets a kind apart from others, for people and for a key: `January to February`, `zone`.

    `always` are fields of it that people are told whether or not they differ.
    """
    others = tuple(kinds)
    varied = [field for field in Kind._fields if len({getattr(each, field) for each in others}) > 1]
    words = (_in_words(field, getattr(kind, field), names) for field in Kind._fields if field in {*varied, *always})
    key = "/".join(getattr(kind, field).replace(" ", "-").lower() or "none" for field in varied)
    return ", ".join(words), key


def _in_words(field: str, text: str, names: Callable[[str], str]) -> str:
    if field == "definition":
        return " and ".join(names(each) for each in text.split("+") if each) or "no one industry"
    if field in ("place", "subject"):
        return names(text) if text else "no one firm"
    return text.replace("_", " ")


def _each_year(one: Observation) -> str:
    if one.rhythm == "monthly":
        return MONTHS[int(one.period[5:7]) - 1]
    if one.rhythm == "daily":
        return f"{int(one.period[8:])} {MONTHS[int(one.period[5:7]) - 1]}"
    return one.rhythm
