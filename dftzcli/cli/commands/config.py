"""`dftz config`: the settings, and where each came from."""

from __future__ import annotations

from typing import Annotated, Any

import typer

from dftzcli.cli.commands.application import add, group
from dftzcli.cli.options import Output, Terminal
from dftzcli.cli.session import Session, question
from dftzcli.model.fields import FieldSpec
from dftzcli.render.result import Result, chosen

app = group(
    help="\b\nExamples:\n  dftz config list --origin\n  dftz config path\n\n"
    "The settings: a flag wins over a DFTZ_ variable, that over the file, and the file over the default."
)


def listing(
    origin: Annotated[bool, typer.Option("--origin", help="Show where each value came from.")] = False,
    *,
    output: Output,
    terminal: Terminal,
) -> None:
    """List the settings with their values; exit 2 when the file or a variable holds what cannot be meant.

    The names of themes and actions are checked when the application starts, which knows them.
    """
    from dftzcli import paths
    from dftzcli.catalogue import dataset_of
    from dftzcli.settings import SETTINGS, resolve, settings_file
    from dftzcli.store.status import status

    session = Session(terminal, output)
    known = _fields(origin=origin)
    wanted = session.asked_fields(known)
    if wanted is None:
        return
    where = paths.resolve(terminal.data_dir)
    settings = resolve(file=settings_file(where.config))
    specs, columns = chosen(known, wanted)
    rows: list[dict[str, Any]] = [
        {
            "id": key,
            "kind": "setting",
            "name": key.replace("_", " "),
            "value": {action: list(keys) for action, keys in settings.keys.items()}
            if key == "keys"
            else getattr(settings, key),
            "origin": settings.origins[key].source,
            "place": settings.origins[key].place or None,
            "variable": spec.variable,
            "about": spec.about,
        }
        for key, spec in SETTINGS.items()
    ]
    session.emit(
        Result(
            specs=specs,
            columns=columns,
            items=tuple({spec.key: row[spec.key] for spec in specs} for row in rows),
            total=len(rows),
            query=question("config list"),
            dataset=dataset_of(status(where.data)),
            ids=tuple(row["id"] for row in rows),
        )
    )


def path(terminal: Terminal) -> None:
    """Print the path of the settings file, whether or not it is there."""
    from dftzcli import paths
    from dftzcli.render.sink import to_stdout
    from dftzcli.settings import settings_file

    to_stdout([f"{settings_file(paths.resolve(terminal.data_dir).config)}\n"])


def _fields(*, origin: bool) -> tuple[FieldSpec, ...]:
    """Return the fields of a setting; a table shows where values came from only where that is asked."""
    return (
        FieldSpec("id", "Setting", "id", "The key in the file.", _computed, True),
        FieldSpec("kind", "Kind", "word", "Always `setting`.", _computed),
        FieldSpec("name", "Name", "text", "The key in words.", _computed),
        FieldSpec("value", "Value", "object", "What it is now.", _computed, True, _keys_line),
        FieldSpec("origin", "Origin", "word", "flag, environment, file or default.", _computed, origin),
        FieldSpec("place", "From", "text", "The variable or file the value came from.", _computed, origin),
        FieldSpec("variable", "Variable", "text", "The variable that sets it.", _computed),
        FieldSpec("about", "About", "text", "What it does.", _computed, not origin),
    )


def _keys_line(keys: dict[str, Any]) -> str:
    return "; ".join(f"{action} = {' '.join(held) or 'none'}" for action, held in keys.items()) or "as they are"


def _computed(record: object, around: object) -> Any:
    raise TypeError("this field is of a setting, not of a record")


add(app, listing, name="list", examples="dftz config list\ndftz config list --origin --json")
add(app, path, examples="dftz config path")
