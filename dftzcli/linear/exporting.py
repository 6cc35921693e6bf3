"""Exports: the very command that gives a view, with its answer sent to a file."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from pathlib import Path

from dftzcli.errors import UsageError
from dftzcli.linear.console import Console
from dftzcli.linear.views import View
from dftzcli.render.registry import FORMATS
from dftzcli.render.sink import check_target


def export(view: View, text: str, *, console: Console, run: Callable[[Sequence[str]], None]) -> str:
    """Write what a view shows to a file and say so; UsageError for what is no file, or has no format."""
    if not text:
        raise UsageError("no file is named", fix="e list.csv, for instance")
    path = _path(text)
    found = next((form for form in FORMATS.values() if path.name.lower().endswith(form.endings)), None)
    if found is None:
        endings = ", ".join(ending for form in FORMATS.values() for ending in form.endings)
        raise UsageError(f"the ending of {path.name} names no format", fix=f"end the name in {endings}")
    try:
        check_target(path, force=True)
        if path.exists() and not console.agrees(f"{path} is there already. Replace it?"):
            return f"Not written: {path} is as it was."
        run((view.command[0], "--output", str(path), "--force", "--quiet", *view.command[1:]))
    except (OSError, ValueError) as error:
        raise UsageError(f"{path} cannot be written: {error}", fix="name another file") from error
    return f"Wrote {view.counted or 'this view'} to {path}, as {found.name}."


def _path(text: str) -> Path:
    try:
        return Path(text).expanduser()
    except RuntimeError as error:
        raise UsageError(f"{text} names no folder: {error}", fix="name another file") from error
