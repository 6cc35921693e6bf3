"""One field of several records: what all share, what each has alone, and what must be said beside it."""

from __future__ import annotations

from collections.abc import Hashable, Mapping, Sequence
from decimal import Decimal
from typing import Any, Final, Literal

from dftzcli.analysis.comparing.matrix import Column
from dftzcli.model.fields import FieldSpec, FieldType, flatten
from dftzcli.model.vocabulary import STATUS_IS_FACT
from dftzcli.tuples import NamedTuple

State = Literal["same", "different", "partly", "missing"]
Standing = Literal["fact", "plan", "over", "unknown"]

_LISTS: Final[frozenset[FieldType]] = frozenset({"ids", "texts", "objects"})
# What the absence of a value means where it is not that the sources are silent.
_ABSENT: Final[Mapping[str, str]] = {"dispute": "no dispute on record"}
_NO_LONGER: Final = frozenset({"superseded", "expired"})
_OPEN: Final = frozenset({"unknown", "claimed"})


class FieldRow(NamedTuple):
    """One field of all the records.

    `common` are the entries that every record has, `own` for each column the rest of what it has; a field of one value
    has one entry, or none where it is not stated. `values` are as on the items. `state` is `partly` for a list of
    which only some entries are common, `missing` where no record has any. `notes` name the records they are about.
    """

    key: str
    label: str
    type: FieldType
    state: State
    common: tuple[str, ...]
    own: tuple[tuple[str, ...], ...]
    values: tuple[Any, ...]
    notes: tuple[str, ...] = ()

    @property
    def is_list(self) -> bool:
        """Whether the field holds several entries, so that records can share a part of them."""
        return self.type in _LISTS

    @property
    def shared(self) -> tuple[tuple[str, tuple[int, ...]], ...]:
        """The entries that several records have but not all, by the alphabet, with the places of their columns."""
        places: dict[str, list[int]] = {}
        for place, entries in enumerate(self.own):
            for entry in entries:
                places.setdefault(entry, []).append(place)
        return tuple((entry, tuple(found)) for entry, found in sorted(places.items()) if len(found) > 1)


def standing(status: str) -> Standing:
    """Say what a status is: a fact one may count on, a plan or wish, what is over, or nothing that could be checked.

    What is superseded or unknown is no fact, but it is no plan either.
    """
    if status in STATUS_IS_FACT:
        return "fact"
    if status in _NO_LONGER:
        return "over"
    return "unknown" if status in _OPEN else "plan"


def field_row(spec: FieldSpec, values: tuple[Any, ...], columns: Sequence[Column], *, is_led: bool = False) -> FieldRow:
    """Compare the values of a field, one for each column; `is_led` when the first entry of its list is the lead."""
    entries = [_entries(spec, value) for value in values]
    # The entries are in the order of one record, found without regard to the order in which the records were named.
    first = entries[min(range(len(columns)), key=lambda place: columns[place].id)]
    common = {key: text for key, text in first.items() if all(key in each for each in entries)}
    own = tuple(tuple(text for key, text in each.items() if key not in common) for each in entries)
    state: State = "different"
    if not any(entries):
        state = "missing"
    elif not any(own):
        state = "same"
    elif common:
        state = "partly"
    notes = list(_absences(spec, entries, columns))
    if is_led and common and len({next(iter(each)) for each in entries}) > 1:
        # Two records may name the same units and still answer to different ones.
        state = "partly"
        notes += [f"{column.id}: led by {next(iter(each))}" for column, each in _by_id(columns, entries)]
    if spec.key == "status":
        notes += _plan_and_fact(values, columns)
    return FieldRow(spec.key, spec.label, spec.type, state, tuple(common.values()), own, values, tuple(notes))


def _entries(spec: FieldSpec, value: Any) -> dict[Hashable, str]:
    """Return what a value holds: a key for each entry, equal where the entries are, and its text."""
    if value is None or value == "":
        return {}
    if isinstance(value, bool):
        value = "yes" if value else "no"
    if spec.type == "number":
        return {Decimal(value): str(value)}
    listed = value if isinstance(value, list) else [value]
    texts = (str(spec.line(each) if spec.line is not None else flatten(spec, each)) for each in listed)
    return {text: text for text in texts}


def _absences(spec: FieldSpec, entries: Sequence[Mapping[Hashable, str]], columns: Sequence[Column]) -> list[str]:
    """Say where a value is missing: silence of the sources is told, and never taken for a value."""
    what = _ABSENT.get(spec.key, "none recorded" if spec.type in _LISTS else "not stated")
    return [f"{column.id}: {what}" for column, each in _by_id(columns, entries) if not each]


def _plan_and_fact(values: Sequence[str | None], columns: Sequence[Column]) -> list[str]:
    """Say that a fact stands beside what is none; two statuses of one standing differ only by their words."""
    stated = [(column, status) for column, status in _by_id(columns, values) if status is not None]
    found = {standing(status) for _, status in stated}
    if "fact" not in found or len(found) == 1:
        return []
    order: tuple[Standing, ...] = ("plan", "over", "unknown", "fact")
    sides = " v. ".join(each for each in order if each in found)
    return [f"{sides}: {', '.join(f'{column.id} {status}' for column, status in stated)}"]


def _by_id(columns: Sequence[Column], values: Sequence[Any]) -> list[tuple[Column, Any]]:
    return sorted(zip(columns, values, strict=True), key=lambda pair: pair[0].id)
