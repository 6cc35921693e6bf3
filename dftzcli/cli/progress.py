"""A bar on standard error while a large export is written, where that is a terminal."""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import contextmanager
from typing import TYPE_CHECKING, Any, Final, overload

if TYPE_CHECKING:
    from dftzcli.cli.session import Session
    from dftzcli.render.result import Item, Result

# Fewer items are written before a bar could be read.
_MANY: Final = 2_000
# How many items pass between two looks of the bar.
_STEP: Final = 200


@contextmanager
def shown(result: Result, session: Session) -> Iterator[Result]:
    """Give a result whose items are counted on standard error as they are written; the same where nobody looks."""
    if session.terminal.quiet or sys.stderr is None or not sys.stderr.isatty() or len(result.items) < _MANY:
        yield result
        return
    from rich.console import Console
    from rich.progress import BarColumn, MofNCompleteColumn, Progress, TimeRemainingColumn

    console = Console(stderr=True, markup=False, no_color=session.terminal.no_color)
    with Progress(BarColumn(), MofNCompleteColumn(), TimeRemainingColumn(), console=console, transient=True) as bar:
        task = bar.add_task("", total=len(result.items))
        yield _counted(result, lambda count: bar.update(task, advance=count))


def _counted(result: Result, tell: Callable[[int], Any]) -> Result:
    tables = tuple(_counted(part, tell) for part in result.tables)
    texts = None if result.texts is None else _Passing(result.texts, len(result.items), tell)
    items: Sequence[Item] = _Passing(result.items, len(result.items), tell)
    return result._replace(items=result.items if tables else items, texts=texts, tables=tables)


class _Passing(Sequence[Any]):
    """A sequence that tells how much of it has passed, the first time it is gone through."""

    def __init__(self, items: Iterable[Any], count: int, tell: Callable[[int], Any]) -> None:
        self._items = items
        self._count = count
        self._tell: Callable[[int], Any] | None = tell

    def __len__(self) -> int:
        return self._count

    def __iter__(self) -> Iterator[Any]:
        tell, self._tell = self._tell, None
        for number, item in enumerate(self._items, 1):
            yield item
            if tell is not None and number % _STEP == 0:
                tell(_STEP)

    @overload
    def __getitem__(self, index: int) -> Any: ...
    @overload
    def __getitem__(self, index: slice) -> Sequence[Any]: ...
    def __getitem__(self, index: int | slice) -> Any:
        return list(self._items)[index]
