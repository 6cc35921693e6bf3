"""What the fields and the parts of records hold, for formats that want to know before they see a value."""

from __future__ import annotations

from decimal import Decimal
from functools import cache
from types import UnionType
from typing import Any, Final, Literal, Union, get_args, get_origin, get_type_hints

from msgspec import Struct

from dftzcli.model.fields import OF_A_READING, OWN, FieldSpec
from dftzcli.model.records import RECORD_TYPES
from dftzcli.model.vocabulary import Kind

Sort = Literal["text", "number", "whole", "flag", "texts"]

_SORTS: Final[dict[type, Sort]] = {str: "text", Decimal: "number", int: "whole", bool: "flag"}


@cache
def keys_of(kind: Kind, field: str) -> dict[str, Sort] | None:
    """Return the keys of the parts of a field and what each holds; None where the field has no such parts."""
    if field == "readings":
        shown: dict[str, Sort] = {
            spec.key: sort_of(spec) or "text" for spec in OWN["figure"] if spec.key in OF_A_READING
        }
        return {"record": "text", **shown}
    part = _part(get_type_hints(RECORD_TYPES[kind]).get(field))
    return None if part is None else {name: _sort(hint) for name, hint in get_type_hints(part).items()}


def sort_of(spec: FieldSpec) -> Sort | None:
    """Return what a field holds where it is one value or a list of texts; None for parts."""
    if spec.type in ("object", "objects"):
        return None
    sorts: dict[str, Sort] = {"number": "number", "flag": "flag", "ids": "texts", "texts": "texts"}
    return sorts.get(spec.type, "text")


def _part(hint: Any) -> type[Struct] | None:
    """Return the part that a type is, or is made of."""
    if isinstance(hint, type) and issubclass(hint, Struct):
        return hint
    return next(filter(None, map(_part, get_args(hint))), None)


def _sort(hint: Any) -> Sort:
    origin = get_origin(hint)
    if origin is tuple:
        return "texts"
    if origin is Literal:
        return "text"
    if origin in (Union, UnionType):
        return next(_sort(each) for each in get_args(hint) if each is not type(None))
    return _SORTS.get(hint if origin is None else get_args(hint)[0], "text")
