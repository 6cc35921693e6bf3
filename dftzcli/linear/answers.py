"""The answers that are understood: one table, from which help and refusals are made."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Final

from dftzcli.linear.views import View
from dftzcli.tuples import NamedTuple


class Answer(NamedTuple):
    """One answer: how it is written, what it does, and where it can be given."""

    usage: str
    about: str
    fits: Callable[[View], bool]


def _always(view: View) -> bool:
    return True


def _is_list(view: View) -> bool:
    return bool(view.ids)


def _is_asked(view: View) -> bool:
    return bool(view.command)


def _sorts(view: View) -> bool:
    return view.sorts


def _filters(view: View) -> bool:
    return view.filters


def _is_comparison(view: View) -> bool:
    return view.command[:1] == ("compare",)


def _is_read(view: View) -> bool:
    return bool(view.sections)


ANSWERS: Final[dict[str, Answer]] = {
    "n": Answer("n", "next page", _is_list),
    "p": Answer("p", "previous page", _is_list),
    "m": Answer("m 3 5", "mark 3 and 5, or take their mark away; m none takes every mark away", _is_list),
    "s": Answer("s FIELD", "sort; s -FIELD turns it round, s none ends it", _sorts),
    "f": Answer("f FIELD=VALUE", "filter, also != < <= > >= and ~ for contains; f none shows all", _filters),
    "d": Answer("d", "only what differs, or everything again", _is_comparison),
    "r": Answer("r 2", "read section 2 again", _is_read),
    "y": Answer("y 3", "citation and id of 3; in a record y alone is for the record", _is_list),
    "e": Answer("e FILE", "export; the ending chooses the format", _is_asked),
    "B": Answer(
        "B FILE", "write the brief of the profile that is matched, of the marked records or of this one", _always
    ),
    "E": Answer("E", "the command line of this very view", _is_asked),
    "c": Answer("c", "compare the marked records, two to six", _always),
    "o": Answer("o NAME", "open a record by name or id", _always),
    "/": Answer("/ WORDS", "search, from anywhere", _always),
    "b": Answer("b", "back", _always),
    "0": Answer("0", "main menu, and there quit", _always),
    "h": Answer("h", "help: what can be answered here", _always),
    "q": Answer("q", "quit", _always),
}


def allowed(view: View) -> Iterator[tuple[str, str]]:
    """Yield how each answer that a view takes is written, and what it does."""
    if view.numbers:
        numbers = "1" if view.numbers == 1 else f"1 to {view.numbers}"
        yield numbers, "choose" if view.choices else "open the record"
    for answer in ANSWERS.values():
        if answer.fits(view):
            yield answer.usage, answer.about


def in_one_line(view: View) -> str:
    """Return the answers that a view takes as one sentence."""
    return ", ".join(usage for usage, _ in allowed(view))
