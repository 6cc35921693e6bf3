"""`dftz schema`: the whole interface as data, so that a program can check itself against it."""

from __future__ import annotations

from typing import Annotated, Any

import typer

from dftzcli import errors
from dftzcli.cli.commands.application import single
from dftzcli.render.sink import to_stdout

EXIT_CODES = {
    "0": "success",
    "1": "failure",
    "2": "usage, configuration or validation",
    "3": "record not found",
    "4": "empty with --fail-empty",
    "5": "store unreadable, locked, corrupt or newer than the program",
    "6": "check failed",
    "130": "interrupted",
}


def run(
    json: Annotated[bool, typer.Option("-j", "--json", help="The same: it is always JSON.")] = False,
) -> None:
    """Print commands, flags, types, defaults, exit codes, formats, fields and record schemas as JSON."""
    import msgspec

    to_stdout([msgspec.json.format(msgspec.json.encode(interface()), indent=2).decode() + "\n"])


def interface() -> dict[str, Any]:
    """Return the interface: what `dftz schema` prints."""
    from dftzcli import __version__
    from dftzcli.cli.app import COMMANDS, load
    from dftzcli.model.fields import fields
    from dftzcli.model.schema import json_schemas
    from dftzcli.model.vocabulary import KINDS
    from dftzcli.render.registry import FORMATS
    from dftzcli.render.structured import SCHEMA_VERSION

    return {
        "program": "dftz",
        "version": __version__,
        "schema_version": SCHEMA_VERSION,
        "exit_codes": EXIT_CODES,
        "error_codes": sorted(
            found.code
            for found in vars(errors).values()
            if isinstance(found, type) and issubclass(found, errors.DftzError)
        ),
        "formats": {found.name: {"about": found.about, "endings": found.endings} for found in FORMATS.values()},
        "commands": {name: _command(load(name)) for name in COMMANDS},
        "fields": {
            kind: [{"key": spec.key, "type": spec.type, "about": spec.about} for spec in fields(kind)] for kind in KINDS
        },
        "items": _items(),
        "envelope": {
            "schema_version": "integer",
            "dataset": "object: version, hash, as_of, licence, notice",
            "query": "object: text, and the parts of the question",
            "count": "integer: items shown",
            "total": "integer: items there are",
            "truncated": "boolean",
            "items": "array of objects; each has id, kind and name unless --fields leaves them out",
            "comparison": "object, of compare: what is compared across what, and the columns",
            "cautions": "array, of compare: what is disputed about the figures shown",
            "scoring": "object, of compare with weights: the score with every part of it",
            "derived": "array, of figures --series --derive: what is computed, beside the series",
        },
        "records": json_schemas(),
    }


def _items() -> dict[str, Any]:
    """Return the keys of items that are no records, by their kind."""
    from dftzcli.render import checked, matrix_items, row_items, series_items

    found = {
        "cell": matrix_items.cell_fields(is_converted=True),
        "field": row_items.row_fields(),
        "series": series_items.series_fields(),
        "derived": series_items.alone_fields(),
        "finding": checked.finding_fields(),
    }
    return {
        kind: [{"key": spec.key, "type": spec.type, "about": spec.about} for spec in specs]
        for kind, specs in found.items()
    }


def _command(command: Any) -> dict[str, Any]:
    found: dict[str, Any] = {
        "about": command.get_short_help_str(200),
        "arguments": [_parameter(entry) for entry in command.params if entry.param_type_name == "argument"],
        "options": [_parameter(entry) for entry in command.params if entry.param_type_name == "option"],
    }
    nested = getattr(command, "commands", {})
    if nested:
        found["commands"] = {name: _command(entry) for name, entry in nested.items()}
    return found


def _parameter(parameter: Any) -> dict[str, Any]:
    default = parameter.default
    return {
        "name": parameter.name,
        "flags": list(parameter.opts) if parameter.param_type_name == "option" else [],
        "type": "boolean" if getattr(parameter, "is_flag", False) else parameter.type.name,
        "multiple": bool(getattr(parameter, "multiple", False) or parameter.nargs == -1),
        "required": bool(parameter.required),
        "default": default if isinstance(default, (str, int, bool, type(None))) else None,
        "choices": _choices(parameter),
        "about": parameter.help or "",
    }


def _choices(parameter: Any) -> list[str] | None:
    """Return the closed list a value is taken from, or None where there is none."""
    from dftzcli.model.vocabulary import PLURALS, STATUS_WORDS
    from dftzcli.render.registry import FORMATS

    closed = {"format": list(FORMATS), "status": list(STATUS_WORDS), "color": ["auto", "always", "never"]}
    if parameter.name in ("kind", "kinds"):
        return list(PLURALS.values())
    return closed.get(parameter.name)


app = single(run, examples="dftz schema")
