"""What can be asked for and what it answers with: a place is a question as a value, a view is its answer."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, Any, Protocol

from dftzcli.linear.spoken import Section
from dftzcli.tuples import NamedTuple

if TYPE_CHECKING:
    from dftzcli.catalogue import Catalogue


class Asker(Protocol):
    """Whoever chooses from a menu: what they marked so far, and how they are asked for what a choice needs."""

    @property
    def catalogue(self) -> Catalogue:
        """The catalogue that is browsed."""

    @property
    def marked(self) -> tuple[str, ...]:
        """The ids of the marked records, in the order they were marked."""

    def ask(self, question: str, *, is_path: bool = False) -> str:
        """Return an answer in words; empty when nothing is to be asked after all. A path may begin with `/`."""

    def show_day(self, day: str) -> None:
        """Show everything as of a day, for an empty text of the date of the data; UsageError for what is no date."""


class Choice(NamedTuple):
    """One line of a menu: what it says, and where it leads; to None when the asker has thought better of it."""

    label: str
    lead: Callable[[Asker], Place | None]


class View(NamedTuple):
    """What is said of a place: its title, notes, sections to read, then choices of a menu or records in a list.

    `counted` says how many records there are, `line` says one of them. `command` are the words of the command line that
    gives the same, without the name of the program; a menu has none. `about` is the record that is read, and
    `sorts` and `filters` say whether the list can be put otherwise.
    """

    title: str
    command: tuple[str, ...] = ()
    counted: str = ""
    notes: tuple[str, ...] = ()
    sections: tuple[Section, ...] = ()
    choices: tuple[Choice, ...] = ()
    ids: tuple[str, ...] = ()
    line: Callable[[int], str] = lambda number: ""
    about: str | None = None
    sorts: bool = False
    filters: bool = False

    @property
    def numbers(self) -> int:
        """How many numbers can be answered."""
        return len(self.choices) or len(self.ids)


class Place(Protocol):
    """A question as a value."""

    def view(self, catalogue: Catalogue) -> View:
        """Answer it."""


def positional(words: tuple[str, ...]) -> tuple[str, ...]:
    """Return words of the command line that are no options, whatever they begin with."""
    return ("--", *words) if any(word.startswith("-") for word in words) else words


def counted(count: int, total: int, what: str) -> str:
    """Say how many of how many."""
    return f"{count} {what}" if count == total else f"{count} of {total} {what}"


def taken(guesses: dict[str, tuple[str, ...]]) -> tuple[str, ...]:
    """Say what words were taken for where they are no name: nothing is guessed silently."""

    def said(ids: tuple[str, ...]) -> str:
        return ", ".join(ids[:6]) + (f" and {len(ids) - 6} more" if len(ids) > 6 else "")

    return tuple(f"{text!r} taken for {said(ids)}" for text, ids in guesses.items())


def named(cards: Any, kinds: tuple[Any, ...] = ()) -> dict[str, str]:
    """Return the names of records by id."""
    return {identity: name.name for identity, name in cards.names(kinds)}
