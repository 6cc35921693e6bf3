"""A view as a file: the bytes that the command line writes for the same view."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from concurrent.futures import Future
from pathlib import Path
from typing import Final

from dftzcli.errors import UsageError
from dftzcli.render import sink
from dftzcli.render.registry import FORMATS, Format, Style, format_of
from dftzcli.render.result import Result
from dftzcli.search.cards import Deck
from dftzcli.tuples import NamedTuple

# One ending a format is enough to choose by.
_ENDINGS: Final = ", ".join(found.endings[0] for found in FORMATS.values())


class FileIsThere(UsageError):
    """A file of that name is there already: whether it is replaced is the reader's to say."""


class Making:
    """What is to be written, while it is being made beside the screen, and what is said of it before it is written."""

    def __init__(self, command: Callable[[str], str]) -> None:
        """Take what returns the command line that writes the same to a file."""
        self._command = command
        self._made: Future[Result] = Future()

    def take(self, result: Result) -> None:
        """Have it made."""
        self._made.set_result(result)

    def fail(self, error: Exception) -> None:
        """Say that it cannot be made: `result` raises why."""
        self._made.set_exception(error)

    def result(self) -> Result:
        """Return it, or wait for it."""
        return self._made.result()

    def hint(self, path: str) -> str:
        """Say how much will be written in which format, and what writes the same on the command line."""
        if not self._made.done():
            what = "counting"
        elif self._made.exception() is not None:
            what = "it cannot be made"
        else:
            what = counted(len(self._made.result().items))
        same = f"Same as: {self._command(path.strip() or 'FILE')}"
        try:
            return f"{what} as {format_of(None, path).name}. {same} (the ending chooses: {_ENDINGS})"
        except UsageError:
            return f"{what} in no format yet: end the name in {_ENDINGS}. {same}"


class Exported(NamedTuple):
    """What was written: where, in which format, and how many items."""

    path: Path
    format: Format
    items: int

    def describe(self) -> str:
        """Say it in one line."""
        return f"wrote {counted(self.items)} to {self.path.absolute()} as {self.format.name}"


def offered(name: str) -> tuple[str, ...]:
    """Return a file name in each format, the usual first."""
    return tuple(f"{name}{found.endings[0]}" for found in FORMATS.values())


def export(result: Result, path: str, *, force: bool = False) -> Exported:
    """Write a result whole or not at all; UsageError for a name that is no format, or of a folder
    that is none, FileIsThere for a file that is to be replaced only with `force`.
    """
    if not path.strip():
        raise UsageError("no file is named", fix=f"end the name in {', '.join(offered(''))}")
    target = Path(path).expanduser()
    found = format_of(None, str(target))
    if target.is_file() and not force:
        raise FileIsThere(f"{target} is there already", fix="give another name, or replace it")
    sink.check_target(target, force=force)
    sink.to_file(found.write(result, Style(filed=True)), target, force=force)
    return Exported(target, found, len(result.items))


def as_text(result: Result, name: str) -> str:
    """Return a result as the text of a format."""
    return FORMATS[name].text(result, Style())


def counted(items: int) -> str:
    """Say how many items."""
    return f"{items} item{'s' * (items != 1)}"


def merged(decks: Iterable[Deck]) -> Deck:
    """Return the cards of many decks as one, in order; by halves, so that a hundred thousand take no time."""
    decks = list(decks)
    while len(decks) > 1:
        pairs = zip(decks[::2], [*decks[1::2], Deck([])], strict=False)
        decks = [one + other for one, other in pairs]
    return decks[0] if decks else Deck([])
