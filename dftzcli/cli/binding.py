"""Commands as functions of value objects: flags are declared once, in groups, and handed over as frozen values.

A group is a frozen struct whose fields are annotated with Typer options. `bound` gives Typer one flat signature made of
a command's own parameters and the fields of its groups, so that no command has thirty arguments and no option is
declared twice.
"""

from __future__ import annotations

import inspect
from collections.abc import Callable
from typing import Any, get_type_hints

from msgspec import NODEFAULT, Struct
from msgspec.structs import fields


def bound(run: Callable[..., None]) -> Callable[..., None]:
    """Return a function for Typer that gathers the options of each group parameter of `run` into its struct."""
    hints = get_type_hints(run, include_extras=True)
    own: list[inspect.Parameter] = []
    groups: dict[str, type[Struct]] = {}
    options: list[inspect.Parameter] = []
    for name, parameter in inspect.signature(run).parameters.items():
        hint = hints[name]
        if isinstance(hint, type) and issubclass(hint, Struct):
            groups[name] = hint
            options += _parameters(hint)
        else:
            own.append(parameter.replace(annotation=hint, kind=inspect.Parameter.KEYWORD_ONLY))

    def call(**values: Any) -> None:
        gathered: dict[str, Any] = {
            name: group(**{field: values.pop(field) for field in group.__struct_fields__})
            for name, group in groups.items()
        }
        run(**values, **gathered)

    call.__name__ = run.__name__
    call.__doc__ = run.__doc__
    call.__signature__ = inspect.Signature([*own, *options])  # type: ignore[attr-defined]
    call.__annotations__ = {parameter.name: parameter.annotation for parameter in [*own, *options]}
    return call


def _parameters(group: type[Struct]) -> list[inspect.Parameter]:
    hints = get_type_hints(group, include_extras=True)
    found = []
    for field in fields(group):
        default = field.default if field.default_factory is NODEFAULT else field.default_factory()
        if default is NODEFAULT:
            default = inspect.Parameter.empty
        found.append(
            inspect.Parameter(field.name, inspect.Parameter.KEYWORD_ONLY, default=default, annotation=hints[field.name])
        )
    return found
