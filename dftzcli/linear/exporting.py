"""Files: the very command that gives a view, with its answer sent to one, and the brief of what is read or marked."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from dftzcli.errors import UsageError
from dftzcli.linear.console import Console
from dftzcli.linear.views import View
from dftzcli.render.registry import FORMATS
from dftzcli.render.sink import check_target

if TYPE_CHECKING:
    from dftzcli.brief import Asked
    from dftzcli.catalogue import Catalogue


def export(view: View, text: str, *, console: Console, run: Callable[[Sequence[str]], None]) -> str:
    """Write what a view shows to a file and say so; UsageError for what is no file, or has no format."""
    path = _path(text, example="e list.csv", endings=[ending for form in FORMATS.values() for ending in form.endings])
    try:
        if not _may_write(path, console):
            return _as_it_was(path)
        run((view.command[0], "--output", str(path), "--force", "--quiet", *view.command[1:]))
    except (OSError, ValueError) as error:
        raise UsageError(f"{path} cannot be written: {error}", fix="name another file") from error
    found = next(form for form in FORMATS.values() if path.name.lower().endswith(form.endings))
    return f"Wrote {view.counted or 'this view'} to {path}, as {found.name}."


def brief(catalogue: Catalogue, asked: Asked, text: str, *, console: Console) -> str:
    """Write the brief of a question to a file and say so; UsageError or NotFound for what cannot be meant."""
    from dftzcli.brief import FORMATS as OF_A_BRIEF
    from dftzcli.brief import file_brief

    path = _path(
        text, example="B brief.pdf", endings=[ending for form in OF_A_BRIEF.values() for ending in form.endings]
    )
    try:
        if not _may_write(path, console):
            return _as_it_was(path)
        document = file_brief(catalogue, asked, path, force=True)
    except (OSError, ValueError) as error:
        raise UsageError(f"{path} cannot be written: {error}", fix="name another file") from error
    said = f"{len(document.statements)} statements with {document.footnotes} footnotes"
    named = " The command on its last page reads the profile that stands there from profile.toml." * bool(asked.profile)
    return f"Wrote {said} to {path}.{named}"


def _path(text: str, *, example: str, endings: Iterable[str]) -> Path:
    """Return the file that is meant; UsageError where none is, or where its ending is none of some."""
    if not text:
        raise UsageError("no file is named", fix=f"{example}, for instance")
    try:
        path = Path(text).expanduser()
    except RuntimeError as error:
        raise UsageError(f"{text} names no folder: {error}", fix="name another file") from error
    known = tuple(endings)
    if not path.name.lower().endswith(known):
        raise UsageError(f"the ending of {path.name} names no format", fix=f"end the name in {', '.join(known)}")
    return path


def _may_write(path: Path, console: Console) -> bool:
    """Return whether a file may be written: one that is there is asked about."""
    check_target(path, force=True)
    return not path.exists() or console.agrees(f"{path} is there already. Replace it?")


def _as_it_was(path: Path) -> str:
    return f"Not written: {path} is as it was."
