"""The fields of items that are no records, each with its type and what it holds: for `--fields help` and the schema."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from typing import Any

from dftzcli.model.fields import FieldSpec, FieldType
from dftzcli.render.result import columns_of

About = Mapping[str, tuple[FieldType, str]]


def described(
    about: About,
    *,
    shown: Iterable[str] | None = None,
    lines: Mapping[str, Callable[[dict[str, Any]], str]] | None = None,
) -> tuple[FieldSpec, ...]:
    """Return fields in the order given, `shown` as the columns of a table.

    `lines` are how an entry of an `objects` field is written where nothing can be nested: a field of that type without
    one would show its parts as the program holds them.
    """
    written = lines or {}
    return tuple(
        spec._replace(type=about[spec.key][0], about=about[spec.key][1], line=written.get(spec.key))
        for spec in columns_of(about, shown)
    )
