"""What a comparison of records is scored by: each field that can be made a number, and how it was made one."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from decimal import Decimal
from typing import Any, Final

from dftzcli.analysis.comparing.field_rows import standing
from dftzcli.analysis.comparing.records import LEFT_OUT, Extra, Item
from dftzcli.model.fields import FieldSpec
from dftzcli.model.vocabulary import Direction
from dftzcli.tuples import NamedTuple

Numbers = tuple[Decimal | None, ...]

# Lists of which fewer are better; of those in the second set neither is, because a long list may mean either.
_FEWER: Final = frozenset({"discrepancies", "defects"})
_EITHER: Final = frozenset(
    {"eligibility", "tags", "related", "sources", "dates", "identities", "records", "phases", "isic"}
)
# Lists of what has a status of its own: a count of it is no count of facts.
_WITH_STATUS: Final = frozenset(
    {"policies", "projects", "country_projects", "incentives", "parts", "legal_basis"}
    | {"measures", "aims", "cooperation", "phases"}
)
# A figure is never bare: what it is scored by is a line of figures side by side, where unlike ones are refused.
_BARE: Final = frozenset({"value", "value_min", "value_max", "multiplier"})
_BY_STANDING: Final[Mapping[str, Decimal | None]] = {
    "fact": Decimal(1),
    "plan": Decimal(0),
    "over": Decimal(0),
    "unknown": None,
}


class Criterion(NamedTuple):
    """One thing that alternatives are scored by, with a value for each of them in the order of the alternatives.

    `low` and `high` are what a qualifier leaves open, None for no limit: `over 41` has the value 41, the low 41 and
    the high None; a range has bounds and no value. Left out, they are the values. An alternative without any of the
    three is missing, and its note says why. `unlike` is why the values must not be measured against one another.
    """

    key: str
    label: str
    values: Numbers
    direction: Direction
    unit: str
    notes: tuple[str, ...] = ()
    low: Numbers | None = None
    high: Numbers | None = None
    unlike: str = ""


def record_criteria(
    items: Sequence[Item], specs: Sequence[FieldSpec], *, extra: Extra | None = None
) -> tuple[Criterion, ...]:
    """Return what records can be scored by: status, numbers, and lists by how many entries they hold.

    `extra` are rows of a comparison that no field holds, as for `compare_records`. A text makes no criterion, and the
    value of a figure none without its qualifier, period and scope.
    """
    added = extra or {}
    found: list[Criterion] = []
    for spec in specs:
        if spec.key in LEFT_OUT or spec.key in added:
            continue
        values = [item.get(spec.key) for item in items]
        if spec.key == "status":
            found.append(_of_status(spec, values))
        elif spec.type in ("ids", "texts", "objects"):
            found.append(_of_list(spec.key, spec.label, values))
        elif spec.type == "number" and spec.key not in _BARE:
            found.append(_of_number(spec, values))
    return (*found, *(_of_list(key, label, lists) for key, (label, lists) in added.items()))


def _of_status(spec: FieldSpec, values: Sequence[str | None]) -> Criterion:
    """Make a number of a status: a plan is none of what one may count on, and what is not known may be either."""
    found = tuple(None if status is None else standing(status) for status in values)
    return Criterion(
        key=spec.key,
        label=f"{spec.label} (fact 1, plan or over 0)",
        values=tuple(None if each is None else _BY_STANDING[each] for each in found),
        direction="up",
        unit="1 for a fact, 0 for a plan or what is over",
        notes=tuple(status.replace("_", " ") if status else "not stated" for status in values),
    )


def _of_list(key: str, label: str, values: Sequence[Sequence[Any] | None]) -> Criterion:
    """Count the entries of a list: how many the catalogue has on record, which is not how many there are."""
    counts = tuple(None if each is None else len(each) for each in values)
    return Criterion(
        key=key,
        label=f"{label} (how many)",
        values=tuple(None if count is None else Decimal(count) for count in counts),
        direction="down" if key in _FEWER else "neither" if key in _EITHER else "up",
        unit="entries on record" + (", plans and facts alike" if key in _WITH_STATUS else ""),
        notes=tuple("not stated" if count is None else "none recorded" if count == 0 else "" for count in counts),
    )


def _of_number(spec: FieldSpec, values: Sequence[Any]) -> Criterion:
    return Criterion(
        key=spec.key,
        label=spec.label,
        values=tuple(None if value is None else Decimal(value) for value in values),
        direction="neither",
        unit="as recorded",
        notes=tuple("not stated" if value is None else "" for value in values),
    )
