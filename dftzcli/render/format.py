"""What a format is, and how a result is to look in it."""

from __future__ import annotations

from collections.abc import Callable, Iterator

from dftzcli.errors import UsageError
from dftzcli.render.result import Result
from dftzcli.tuples import NamedTuple


class Style(NamedTuple):
    """How a result is to look, beyond its format.

    `columns` is the width of the terminal, or None where nothing is to be wrapped or cut. What is `filed` travels
    alone: it says itself which data it is, as of when, under which licence, and in answer to what.
    """

    columns: int | None = None
    colour: bool = False
    plain: bool = False
    bom: bool = False
    excel_safe: bool = False
    ascii_only: bool = False
    filed: bool = False


Writer = Callable[[Result, Style], Iterator[str] | Iterator[bytes]]


class Format(NamedTuple):
    """One format: its name, what it is, the endings that mean it, and how it is written, in pieces of text or bytes.

    One that `is_binary` is nothing for a terminal; one `for_people` shows a page; one that `is_one_table` cannot hold
    records of several kinds with all their fields.
    """

    name: str
    about: str
    endings: tuple[str, ...]
    write: Writer
    is_binary: bool = False
    for_people: bool = False
    is_one_table: bool = False

    def text(self, result: Result, style: Style) -> str:
        """Return a result as one text; UsageError for a format that is none."""
        if self.is_binary:
            raise UsageError(f"{self.name} is no text", fix="write it to a file")
        return "".join(map(str, self.write(result, style)))
