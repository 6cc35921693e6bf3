"""The round of question and answer."""

from __future__ import annotations

import shlex
from collections.abc import Callable, Mapping, Sequence
from typing import TYPE_CHECKING, Final

from dftzcli.comparing import FEWEST, MOST
from dftzcli.errors import DftzError, UsageError
from dftzcli.linear.answers import ANSWERS, allowed, in_one_line
from dftzcli.linear.comparison import Compared
from dftzcli.linear.console import EndOfInput
from dftzcli.linear.exporting import brief, export
from dftzcli.linear.lists import Listing, Search
from dftzcli.linear.matching import Matched
from dftzcli.linear.menus import main_menu
from dftzcli.linear.pages import Record
from dftzcli.linear.rows import citation
from dftzcli.linear.way import Way
from dftzcli.search.calling import shortened
from dftzcli.tuples import NamedTuple

if TYPE_CHECKING:
    from dftzcli.catalogue import Catalogue
    from dftzcli.linear.console import Console

_NONE: Final = "none"


class Program(NamedTuple):
    """What only the program around the browser can do or knows.

    `run` carries out words of the command line; `options` let a command read the very data that are browsed; `topics`
    are the texts of the help.
    """

    run: Callable[[Sequence[str]], None]
    options: tuple[str, ...]
    topics: Mapping[str, str]


class _Searched(Exception):
    """A question was answered with words to search for."""


class Browser:
    """Asks, understands and answers until there is no more input or somebody quits."""

    def __init__(self, catalogue: Catalogue, console: Console, program: Program) -> None:
        self.catalogue = catalogue
        self._whole = catalogue
        self._day: tuple[str, ...] = ()
        self._console = console
        self._program = program
        self._marks: dict[str, None] = {}
        self._way = Way(catalogue, console, self._marks)

    @property
    def marked(self) -> tuple[str, ...]:
        """The ids of the marked records, in the order they were marked."""
        return tuple(self._marks)

    def ask(self, question: str, *, is_path: bool = False) -> str:
        """Return an answer in words; empty when nothing is to be asked after all. A path may begin with `/`."""
        text = self._console.ask(question)
        if text.startswith("/") and not is_path:
            raise _Searched(text)
        return "" if text == "b" else text

    def show_day(self, day: str) -> None:
        """Show everything as of a day, for an empty text of the date of the data; UsageError for what is no date."""
        self._take_day(day)
        of_data = "" if day else "the date of the data: "
        self._console.say(f"As of {of_data}{self.catalogue.as_of}.")

    def _take_day(self, day: str) -> None:
        catalogue = self._whole.at(day) if day else self._whole
        self._way.take(catalogue)
        self.catalogue = catalogue
        self._day = ("--as-of", catalogue.as_of) if day else ()

    def run(self, *, as_of: str = "") -> None:
        """Go round until the end, as of a day where one is given; UsageError for what is no date."""
        console = self._console
        if as_of:
            self._take_day(as_of)
        console.say("dftz as numbered plain text. Answer with a number; h says what else.", self.catalogue.dataset.line)
        self._way.go(main_menu(self._program.topics))
        try:
            while self._answered(console.ask("Answer, or h for help:")):
                pass
        except EndOfInput:
            return

    def _answered(self, text: str) -> bool:
        """Do what an answer says, and say what is wrong with it; False when it says to quit."""
        if text == "q" or (text == "0" and self._way.is_start):
            self._console.say("Bye.")
            return False
        try:
            try:
                self._do(text)
            except _Searched as words:
                self._do(str(words))
        except DftzError as error:
            self._console.say("Not done: " + "; ".join(part for part in (error.message, error.fix) if part))
        return True

    def _do(self, text: str) -> None:
        if not text:
            self._way.tell()
        elif text.isdecimal() and text != "0":
            self._choose(self._way.number(text))
        elif text.startswith("/"):
            self._search(text[1:].strip())
        else:
            verb, _, rest = text.partition(" ")
            if verb not in _DO or not ANSWERS[verb].fits(self._way.view):
                raise UsageError(
                    f"{shortened(text)!r} is no answer here", fix=f"allowed: {in_one_line(self._way.view)}"
                )
            _DO[verb](self, rest.strip())

    def _choose(self, number: int) -> None:
        view = self._way.view
        place = view.choices[number].lead(self) if view.choices else Record(view.ids[number])
        if place is None:
            self._way.tell()
        else:
            self._way.go(place)

    def _search(self, words: str) -> None:
        self._way.go(Search(_given(words, "no words are given", "/ cold chain")))

    def _mark(self, text: str) -> None:
        meant = self.marked if text == _NONE else self._way.meant(text)
        added = [identity for identity in meant if identity not in self._marks]
        gone = [identity for identity in meant if identity in self._marks]
        for identity in gone:
            del self._marks[identity]
        self._marks.update(dict.fromkeys(added))
        told = [f"{what}: {', '.join(ids)}." for what, ids in (("Marked", added), ("No longer marked", gone)) if ids]
        self._console.say(" ".join((*told, f"{len(self._marks)} marked in all.")))

    def _sort(self, text: str) -> None:
        field = _given(text, "no field is given", "s name, s -period or s none")
        place = self._way.place
        if isinstance(place, Listing):
            self._way.put_otherwise(place.sorted_by("" if field == _NONE else field))

    def _filter(self, text: str) -> None:
        condition = _given(text, "no condition is given", "f status=operating or f none")
        place = self._way.place
        if isinstance(place, Listing | Search):
            self._way.put_otherwise(place.filtered("" if condition == _NONE else condition))

    def _differ(self, text: str) -> None:
        place = self._way.place
        if isinstance(place, Compared):
            self._way.put_otherwise(place.turned())

    def _cite(self, text: str) -> None:
        for identity in self._way.meant(text):
            self._console.say(*citation(self.catalogue, self.catalogue.item(identity)))

    def _export(self, text: str) -> None:
        view = self._way.view
        dated = view._replace(command=(*view.command[:1], *self._day, *view.command[1:]))
        self._console.say(export(dated, text, console=self._console, run=self._program.run))

    def _brief(self, text: str) -> None:
        from dftzcli.brief import Asked

        place, view = self._way.place, self._way.view
        ids = self.marked or ((view.about,) if view.about else ())
        asked = Asked(profile=place.profile.written()) if isinstance(place, Matched) else Asked(ids=ids)
        if not (asked.ids or asked.profile):
            raise UsageError(
                "a brief about what?", fix="mark records with m, open one, or answer the questions of match"
            )
        peers = self.ask("Compare with which places? Names with commas between them, or none; b goes back:")
        if not peers:
            self._way.tell()
            return
        named = () if peers == _NONE else tuple(part.strip() for part in peers.split(",") if part.strip())
        self._console.say(brief(self.catalogue, asked._replace(peers=named), text, console=self._console))

    def _equivalent(self, text: str) -> None:
        first, *rest = self._way.view.command
        self._console.say_whole(shlex.join(("dftz", first, *self._program.options, *self._day, *rest)))

    def _compare(self, text: str) -> None:
        if not FEWEST <= len(self._marks) <= MOST:
            fix = f"mark {FEWEST} to {MOST} records of one kind with m, then c compares them"
            raise UsageError(f"marked so far: {len(self._marks)}", fix=fix)
        self._way.go(Compared(self.marked))

    def _open(self, text: str) -> None:
        found = self.catalogue.find(_given(text, "no name is given", "o panasonic")).id
        self._way.go(Record(found))

    def _help(self, text: str) -> None:
        self._console.say(*(f"{usage}: {about}." for usage, about in allowed(self._way.view)))


def _given(text: str, otherwise: str, example: str) -> str:
    if not text:
        raise UsageError(otherwise, fix=f"write, for instance, {example}")
    return text


_DO: Final[dict[str, Callable[[Browser, str], None]]] = {
    "n": lambda browser, _: browser._way.turn(1),
    "p": lambda browser, _: browser._way.turn(-1),
    "m": Browser._mark,
    "s": Browser._sort,
    "f": Browser._filter,
    "d": Browser._differ,
    "r": lambda browser, text: browser._way.read(text),
    "y": Browser._cite,
    "e": Browser._export,
    "B": Browser._brief,
    "E": Browser._equivalent,
    "c": Browser._compare,
    "o": Browser._open,
    "b": lambda browser, _: browser._way.back(),
    "0": lambda browser, _: browser._way.home(),
    "h": Browser._help,
}
