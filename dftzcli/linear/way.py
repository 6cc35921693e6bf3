"""The way here: the places one has come through, and saying the one where one is."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from dftzcli.errors import UsageError
from dftzcli.linear.telling import pages, section, told
from dftzcli.search.calling import shortened

if TYPE_CHECKING:
    from collections.abc import Container

    from dftzcli.catalogue import Catalogue
    from dftzcli.linear.console import Console
    from dftzcli.linear.views import Place, View

# Longer numbers are none that anything is listed by, and take long to read.
_DIGITS: Final = 9


@dataclass
class Stop:
    """One place on the way: its view, and the page of its list that is open."""

    place: Place
    view: View
    page: int = 0


class Way:
    """The places from the main menu to here; `marked` are the ids that are said to be marked."""

    def __init__(self, catalogue: Catalogue, console: Console, marked: Container[str]) -> None:
        self._catalogue = catalogue
        self._console = console
        self._marked = marked
        self._stops: list[Stop] = []

    @property
    def place(self) -> Place:
        """Where one is."""
        return self._stops[-1].place

    @property
    def view(self) -> View:
        """What is said there."""
        return self._stops[-1].view

    @property
    def is_start(self) -> bool:
        """Whether one is at the main menu."""
        return len(self._stops) == 1

    def go(self, place: Place) -> None:
        """Go to a place and say it; where it has no answer, one stays where one is."""
        self._stops.append(Stop(place, place.view(self._catalogue)))
        self.tell()

    def take(self, catalogue: Catalogue) -> None:
        """Go on with another catalogue: every place on the way is asked anew."""
        self._catalogue = catalogue
        self._stops = [Stop(stop.place, stop.place.view(catalogue)) for stop in self._stops]

    def put_otherwise(self, place: Place) -> None:
        """Say the same place in another order, or with other conditions."""
        self._stops[-1] = Stop(place, place.view(self._catalogue))
        self.tell()

    def back(self) -> None:
        """Go back to the page one came from; what was read there is not read again."""
        if self.is_start:
            raise UsageError("this is the main menu", fix="0 quits")
        self._stops.pop()
        self.tell(whole=False)

    def home(self) -> None:
        """Go back to the main menu."""
        del self._stops[1:]
        self.tell()

    def turn(self, pages_on: int) -> None:
        """Turn to another page of the list."""
        stop = self._stops[-1]
        if not 0 <= stop.page + pages_on < pages(stop.view):
            raise UsageError(f"this is the {'last' if pages_on > 0 else 'first'} page")
        stop.page += pages_on
        self.tell(whole=False)

    def tell(self, *, whole: bool = True) -> None:
        """Say where one is, with or without what is to be read there."""
        stop = self._stops[-1]
        lines = told(stop.view, page=stop.page, marked=self._marked, columns=self._console.columns, whole=whole)
        self._console.show([*lines, *(["0. quit"] if self.is_start else [])])

    def read(self, text: str) -> None:
        """Read one section again, or everything."""
        if not text:
            self.tell()
            return
        number = _place(text, len(self.view.sections), "section")
        self._console.show(section(self.view, number, self._console.columns))

    def number(self, text: str) -> int:
        """Return the place in the list that a number means; UsageError naming the numbers there are."""
        return _place(text, self.view.numbers, "number")

    def meant(self, text: str) -> tuple[str, ...]:
        """Return the ids that some numbers mean; without any, that of the record that is read."""
        view = self.view
        if text:
            return tuple(dict.fromkeys(view.ids[self.number(part)] for part in re.split(r"[,\s]+", text) if part))
        if view.about is None:
            raise UsageError("no number is given", fix=f"give some of 1 to {view.numbers}")
        return (view.about,)


def _place(text: str, count: int, what: str) -> int:
    if not text.isdecimal() or len(text) > _DIGITS or not 1 <= int(text) <= count:
        known = f"the {what}s are 1 to {count}" if count else f"nothing here has a {what}"
        raise UsageError(f"there is no {what} {shortened(text)} here", fix=known)
    return int(text) - 1
