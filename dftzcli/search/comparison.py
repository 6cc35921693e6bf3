"""Conditions and orders: a card's value against what was typed, by the type of the field."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from decimal import Decimal, InvalidOperation
from typing import Any, Literal, get_args, get_origin, get_type_hints

from dftzcli.errors import UsageError
from dftzcli.model import periods
from dftzcli.model.fields import FieldSpec, Value, fields, flatten
from dftzcli.model.vocabulary import STATUS_WORDS, Kind
from dftzcli.search.calling import index_of, nothing_called, unknown
from dftzcli.search.cards import Card, Cards
from dftzcli.search.query import Condition, Sorting

Test = Callable[[Card], bool]


def condition_test(condition: Condition, kinds: Iterable[Kind], cards: Cards) -> Test:
    """Return the test of a condition; UsageError for a field no kind has or a value outside a closed vocabulary."""
    specs = spec_of(condition.field, kinds)
    allowed = {word for kind in specs for word in vocabulary(kind, condition.field)}
    value = condition.value
    if allowed and condition.comparison in ("=", "!="):
        value = _term(value, allowed)
        if value not in allowed and value != "":
            field = condition.field
            raise unknown(condition.value, allowed, what=f"value of {field}", plural=f"values of {field}")
    _check_typed(specs.values(), condition)
    named = _named(specs, value, cards) if condition.comparison in ("=", "!=") else frozenset()

    def test(card: Card) -> bool:
        spec = specs.get(card["kind"])
        return spec is not None and compare(spec, card[spec.key], condition.comparison, value, named)

    return test


def status_test(statuses: tuple[str, ...], kinds: Iterable[Kind]) -> Test:
    """Return the test of some statuses, any of which will do; UsageError for a word that is none."""
    allowed = {word for kind in kinds for word in vocabulary(kind, "status")} or set(STATUS_WORDS)
    wanted = {_term(status, allowed) for status in statuses}
    for status in sorted(wanted):
        if status not in allowed:
            raise unknown(status, allowed, what="status", plural="statuses")
    return lambda card: card.get("status") in wanted


def ordered(found: Sequence[Card], sorting: Sorting, kinds: Iterable[Kind]) -> list[int]:
    """Return the places of some cards ordered by one field, stably; those without a value last in either direction."""
    specs = spec_of(sorting.field, kinds)

    def key(place: int) -> Any:
        value = found[place][sorting.field]
        spec = specs[found[place]["kind"]]
        if isinstance(value, (list, dict)):
            value = flatten(spec, value)
        return value if spec.type == "number" else str(value).casefold()

    def has(place: int) -> bool:
        return found[place]["kind"] in specs and found[place][sorting.field] not in (None, "", [])

    places = range(len(found))
    present = sorted(filter(has, places), key=key, reverse=sorting.descending)
    return present + [place for place in places if not has(place)]


def spec_of(field: str, kinds: Iterable[Kind]) -> dict[Kind, FieldSpec]:
    """Return the specification of a field in each kind that has it; UsageError with the nearest when none has."""
    asked = tuple(kinds)
    found = {kind: spec for kind in asked for spec in fields(kind) if spec.key == field}
    if not found:
        known = {spec.key for kind in asked for spec in fields(kind)}
        raise unknown(field, known, what="field", plural="fields")
    return found


def vocabulary(kind: Kind, field: str) -> tuple[str, ...]:
    """Return the closed vocabulary of a field of the model, or nothing."""
    from dftzcli.model.records import RECORD_TYPES

    if field not in RECORD_TYPES[kind].__struct_fields__:
        return ()
    return tuple(_literals(get_type_hints(RECORD_TYPES[kind]).get(field)))


def compare(spec: FieldSpec, value: Value, comparison: str, wanted: str, named: frozenset[str]) -> bool:
    """Compare a field's value with what was typed; unknown equals only the empty text.

    A list fits when any of its entries does, and `!=` when none is equal. `named` are the ids that what was typed may
    name, for fields that hold ids.
    """
    if isinstance(value, list):
        if comparison == "!=":
            return not compare(spec, value, "=", wanted, named)
        if not value:
            return comparison == "=" and wanted == ""
        return any(compare(spec, flatten(spec, [entry]), comparison, wanted, named) for entry in value)
    if isinstance(value, dict):
        value = flatten(spec, value)
    if value is None or value == "":
        return comparison in ("=", "!=") and (wanted == "") == (comparison == "=")
    if comparison == "!=":
        return not compare(spec, value, "=", wanted, named)
    if wanted == "":
        return comparison == "~"
    if comparison == "~":
        return wanted.casefold() in str(value).casefold()
    if comparison == "=" and value in named:
        return True
    if spec.type == "period":
        return _period_holds(comparison, str(value), wanted)
    return _holds(comparison, *_sides(spec, value, wanted))


def _holds(comparison: str, left: Any, right: Any) -> bool:
    if comparison == "=":
        return bool(left == right)
    if comparison == "<":
        return bool(left < right)
    if comparison == "<=":
        return bool(left <= right)
    return bool(left > right) if comparison == ">" else bool(left >= right)


def _period_holds(comparison: str, value: str, wanted: str) -> bool:
    """Compare periods as spans of days.

    `<` begins earlier and `>=` does not; `>` ends later and `<=` does not; `=` is the same span.
    """
    first, last = periods.bounds(value)
    begin, end = periods.bounds(wanted)
    return {
        "=": (first, last) == (begin, end),
        "<": first < begin,
        "<=": last <= end,
        ">=": first >= begin,
        ">": last > end,
    }[comparison]


def _sides(spec: FieldSpec, value: Any, wanted: str) -> tuple[Any, Any]:
    if isinstance(value, bool):
        return str(value).lower(), {"yes": "true", "no": "false"}.get(wanted.lower(), wanted.lower())
    if spec.type == "number":
        return value, _number(spec, wanted)
    return str(value).casefold(), wanted.casefold()


def _check_typed(specs: Iterable[FieldSpec], condition: Condition) -> None:
    """Refuse a value that cannot be compared with the field, before any record is looked at."""
    if condition.comparison == "~":
        return
    for spec in specs:
        if condition.comparison not in ("=", "!=") and spec.type not in ("number", "period"):
            raise UsageError(f"{spec.key} has no order to compare by", fix="use =, != or ~ (contains)")
        if condition.value == "":
            if condition.comparison not in ("=", "!="):
                raise UsageError(
                    f"{spec.key} is compared with nothing", fix="only = and != may stand alone: not stated"
                )
            continue
        if spec.type == "number":
            _number(spec, condition.value)
        elif spec.type == "flag" and condition.value.lower() not in ("yes", "no", "true", "false"):
            raise UsageError(f"{condition.value!r} is neither yes nor no", fix=f"{spec.key} is yes, no or not stated")
        elif spec.type == "period":
            try:
                periods.bounds(condition.value)
            except ValueError as error:
                raise UsageError(str(error), fix=f"{spec.key} is compared with a date or period") from error


def _number(spec: FieldSpec, text: str) -> Decimal:
    try:
        number = Decimal(text.replace(",", ""))
    except InvalidOperation as error:
        raise UsageError(f"{text!r} is not a number", fix=f"{spec.key} is compared with a number") from error
    if not number.is_finite():
        raise UsageError(f"{text!r} is not a finite number", fix=f"{spec.key} is compared with a number")
    return number


def _term(text: str, allowed: Iterable[str]) -> str:
    """Take `In force` and `in-force` for `in_force`; leave a term that is one as it is."""
    known = set(allowed)
    return text if text in known else text.casefold().strip().replace(" ", "_").replace("-", "_")


def _named(specs: dict[Kind, FieldSpec], value: str, cards: Cards) -> frozenset[str]:
    """Return the ids a value may name, for fields that hold ids: `--where partners=日本` means the partner japan."""
    if not value or all(spec.type not in ("id", "ids") or spec.key == "id" for spec in specs.values()):
        return frozenset()
    index = index_of(cards)
    found = index.match(value)
    if not found.ids:
        raise nothing_called(value, index)
    return frozenset(found.ids)


def _literals(hint: Any) -> Iterable[str]:
    if get_origin(hint) is Literal:
        yield from get_args(hint)
    else:
        for argument in get_args(hint):
            yield from _literals(argument)
