"""From raw JSON to typed records, and from a refusal to a sentence that names file, record, field, value and rule."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any, Final, TypeVar

import msgspec
from msgspec import inspect

from dftzcli.errors import InvalidRecord
from dftzcli.model.periods import PERIOD_PATTERN
from dftzcli.model.records import Record
from dftzcli.store.envelope import Flaw, decode_json

R = TypeVar("R", bound=Record)

_LONGEST_VALUE: Final = 80
_PATTERNS: Final[dict[str, str]] = {
    r"\S": "text that is not blank",
    r"^[a-z0-9]+(-[a-z0-9]+)*$": "lower-case letters, digits and single hyphens, such as dalian-plan-2020",
    PERIOD_PATTERN: "a date or interval of ISO 8601, such as 2024, 2024-01, 2024-01-31 or 2024-01/2024-02",
    r"^[A-Z]{2}$": "a country code of ISO 3166-1, such as CN",
    r"^[0-9a-f]{64}$": "a SHA-256 in 64 lower-case hexadecimal digits",
    r"^[1-9]\d*(-[1-9]\d*)?(,[1-9]\d*(-[1-9]\d*)?)*$": "line numbers from 1, such as 29, 31-32 or 22,26",
}


def decode_table(raw: bytes | msgspec.Raw, record_type: type[R], *, file: Path) -> tuple[R, ...]:
    """Return the records of one table of a store, `{id of TinyDB: record}`, in its order.

    InvalidRecord names the first record that does not fit; `file` is what its message shows.
    """
    try:
        records: dict[str, R] = decode_json(raw, into=dict[str, record_type])  # type: ignore[valid-type]
    except Flaw as flaw:
        raise _first_refused(raw, dict[str, msgspec.Raw], record_type, flaw, file) from flaw
    return tuple(records.values())


def decode_array(raw: bytes | msgspec.Raw, record_type: type[R], *, file: Path) -> tuple[R, ...]:
    """Return the records of a JSON array, as the packaged data has them; InvalidRecord names the first bad one."""
    try:
        records: tuple[R, ...] = decode_json(raw, into=tuple[record_type, ...])  # type: ignore[valid-type]
    except Flaw as flaw:
        raise _first_refused(raw, list[msgspec.Raw], record_type, flaw, file) from flaw
    return records


def explain(raw: bytes | msgspec.Raw, record_type: type[Record], error: Exception, *, file: Path) -> InvalidRecord:
    """Turn msgspec's refusal of one raw record into a message that a person can act on.

    It names the file, the record, the field, the value found there and what the model allows in its place.
    """
    document = msgspec.json.decode(raw)
    name = document.get("id") if isinstance(document, dict) else None
    record = f"{record_type.kind} {_shown(name)}" if name is not None else f"a {record_type.kind} without id"
    reason, _, path = str(error).partition(" - at `$")
    steps = tuple(int(index) if index else key for key, index in re.findall(r"\.(\w+)|\[(\d+)\]", path))
    named = re.search(r"(missing required|unknown) field `(.+)`", reason)
    if named and named[1] == "unknown":
        fields = ", ".join(field.encode_name for field in _fields(_type_at(record_type, steps)))
        what, allowed = f"the field {_dotted((*steps, named[2]))} is unknown", f"one of {fields}"
    elif named:
        what = f"the field {_dotted((*steps, named[2]))} is missing"
        allowed = _described(_type_at(record_type, (*steps, named[2])))
    else:
        what = f"{_dotted(steps) or 'the record'} is {_shown(_value_at(document, steps))}"
        allowed = _described(_type_at(record_type, steps))
    field = _dotted((*steps, named[2]) if named else steps)
    return InvalidRecord(
        f"{file}: {record}: {what}; allowed: {allowed}",
        fix=f"correct the record in {file}",
        record=str(name or ""),
        field=field,
        value="" if named else _shown(_value_at(document, steps)),
    )


def _first_refused(
    raw: bytes | msgspec.Raw, shape: Any, record_type: type[Record], flaw: Flaw, file: Path
) -> InvalidRecord:
    try:
        items = decode_json(raw, into=shape)
    except Flaw as whole:
        return InvalidRecord(f"{file}: {record_type.kind}: {whole}", fix=f"correct {file}")
    for item in items.values() if isinstance(items, dict) else items:
        try:
            msgspec.json.decode(item, type=record_type)
        except msgspec.ValidationError as error:
            return explain(item, record_type, error, file=file)
        except (ValueError, RecursionError):
            break
    return InvalidRecord(f"{file}: {record_type.kind}: {flaw}", fix=f"correct {file}")


def _dotted(steps: tuple[str | int, ...]) -> str:
    return "".join(f"[{step}]" if isinstance(step, int) else f".{step}" for step in steps).removeprefix(".")


def _shown(value: Any) -> str:
    text = msgspec.json.encode(value).decode()
    return text if len(text) <= _LONGEST_VALUE else f"{text[:_LONGEST_VALUE]}… ({len(text)} characters)"


def _value_at(document: Any, steps: tuple[str | int, ...]) -> Any:
    for step in steps:
        document = document[step]
    return document


def _fields(found: inspect.Type) -> tuple[inspect.Field, ...]:
    return found.fields if isinstance(found, inspect.StructType) else ()


def _type_at(record_type: type[Record], steps: tuple[str | int, ...]) -> inspect.Type:
    found = inspect.type_info(record_type)
    for step in steps:
        if isinstance(found, inspect.UnionType):
            found = next(member for member in found.types if not isinstance(member, inspect.NoneType))
        if isinstance(found, inspect.VarTupleType):
            found = found.item_type
        else:
            found = next(field.type for field in _fields(found) if field.encode_name == step)
    return found


def _described(found: inspect.Type) -> str:
    match found:
        case inspect.UnionType(types=members):
            return " or ".join(_described(member) for member in members)
        case inspect.LiteralType(values=values):
            return ", ".join(map(str, values))
        case inspect.StrType(pattern=pattern, max_length=longest):
            words = _PATTERNS.get(pattern, f"text that matches {pattern}") if pattern else "text"
            return f"{words} (at most {longest} characters)" if longest else words
        case inspect.VarTupleType(item_type=item, min_length=shortest):
            return f"a list of {_described(item)}{f', at least {shortest}' if shortest else ''}"
        case inspect.StructType(fields=fields):
            return f"an object of {', '.join(field.encode_name for field in fields)}"
        case inspect.IntType(ge=least):
            return "a whole number" if least is None else f"a whole number from {least}"
        case inspect.DecimalType():
            return "a number"
        case inspect.BoolType():
            return "true or false"
        case inspect.NoneType():
            return "null"
    return type(found).__name__
