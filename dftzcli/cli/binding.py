"""Commands as functions of value objects: flags are declared once, in groups, and handed over as frozen values.

A group is a named tuple whose fields are annotated with Typer options. `bound` gives Typer one flat signature made of
a command's own parameters and the fields of its groups, so that no command has thirty arguments and no option is
declared twice.
"""

from __future__ import annotations

import inspect
from collections.abc import Callable
from typing import Any, get_type_hints


def bound(run: Callable[..., None]) -> Callable[..., None]:
    """Return a function for Typer that gathers the options of each group parameter of `run` into its tuple."""
    hints = get_type_hints(run, include_extras=True)
    own: list[inspect.Parameter] = []
    groups: dict[str, Any] = {}
    options: list[inspect.Parameter] = []
    for name, parameter in inspect.signature(run).parameters.items():
        hint = hints[name]
        if isinstance(hint, type) and hasattr(hint, "_field_defaults"):
            groups[name] = hint
            options += _parameters(hint)
        else:
            own.append(parameter.replace(annotation=hint, kind=inspect.Parameter.KEYWORD_ONLY))

    def call(**values: Any) -> None:
        gathered: dict[str, Any] = {
            name: group(**{field: values.pop(field) for field in group._fields}) for name, group in groups.items()
        }
        run(**values, **gathered)

    call.__name__ = run.__name__
    call.__doc__ = run.__doc__
    call.__signature__ = inspect.Signature([*own, *options])  # type: ignore[attr-defined]
    call.__annotations__ = {parameter.name: parameter.annotation for parameter in [*own, *options]}
    return call


def _parameters(group: Any) -> list[inspect.Parameter]:
    import typer

    from dftzcli.cli import completing

    hints = get_type_hints(group, localns={"typer": typer, "completing": completing}, include_extras=True)
    return [
        inspect.Parameter(
            name,
            inspect.Parameter.KEYWORD_ONLY,
            default=group._field_defaults.get(name, inspect.Parameter.empty),
            annotation=hints[name],
        )
        for name in group._fields
    ]
