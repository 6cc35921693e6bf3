"""A view as a file: the bytes that the command line writes for the same view."""

from __future__ import annotations

from pathlib import Path
from typing import NamedTuple

from dftzcli.errors import UsageError
from dftzcli.render import sink
from dftzcli.render.registry import FORMATS, Format, Style, format_of
from dftzcli.render.result import Result


class Exported(NamedTuple):
    """What was written: where, in which format, and how many items."""

    path: Path
    format: Format
    items: int

    def describe(self) -> str:
        """Say it in one line."""
        items = f"{self.items} item{'s' * (self.items != 1)}"
        return f"wrote {items} to {self.path} as {self.format.name}"


def offered(name: str) -> tuple[str, ...]:
    """Return a file name in each format, the usual first."""
    return tuple(f"{name}{found.endings[0]}" for found in FORMATS.values())


def export(result: Result, path: str, *, force: bool = False) -> Exported:
    """Write a result whole or not at all; UsageError for a name that is no format, or a file that is there already."""
    if not path.strip():
        raise UsageError("no file is named", fix=f"end the name in {', '.join(offered(''))}")
    target = Path(path).expanduser()
    found = format_of(None, str(target))
    sink.check_target(target, force=force)
    sink.to_file(found.write(result, Style()), target, force=force)
    return Exported(target, found, len(result.items))


def as_text(result: Result, name: str) -> str:
    """Return a result as the text of a format."""
    return "".join(FORMATS[name].write(result, Style()))
