"""The menus: what there is to do, numbered."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import partial
from typing import TYPE_CHECKING

from dftzcli.linear.comparison import Compared
from dftzcli.linear.lists import Closing, Listing, Marked, Search, Stale
from dftzcli.linear.matching import questions
from dftzcli.linear.pages import Overview, SeriesOf, Text
from dftzcli.linear.views import Asker, Choice, Place, View
from dftzcli.model.vocabulary import KINDS, PLURALS, Kind

if TYPE_CHECKING:
    from dftzcli.catalogue import Catalogue

# Lists that have a command of their own.
_COMMANDS: dict[Kind, tuple[str, ...]] = {
    "figure": ("figures",),
    "source": ("sources",),
    "discrepancy": ("discrepancies",),
    "gap": ("gaps",),
}
_INDICATORS = "Indicators, by name or id, with commas between them; b goes back:"


@dataclass(frozen=True)
class Menu:
    """Some choices."""

    title: str
    choices: tuple[Choice, ...]

    def view(self, catalogue: Catalogue) -> View:
        """Offer them; what is read as of another day than that of the data says so."""
        day = f", as of {catalogue.as_of}" if catalogue.as_of != catalogue.dataset.as_of else ""
        return View(title=f"{self.title}{day}", choices=self.choices)


@dataclass(frozen=True)
class Kinds:
    """A choice for each kind of record, with how many there are."""

    def view(self, catalogue: Catalogue) -> View:
        """Offer them."""
        counts = catalogue.cards.counts()
        choices = tuple(Choice(f"{PLURALS[kind]}, {counts[kind]}", _to(listing(kind))) for kind in KINDS)
        return View(title="Browse by kind", choices=choices)


def main_menu(topics: Mapping[str, str]) -> Menu:
    """Return the first menu; `topics` are the texts of the help."""
    choices = (
        Choice("overview", _to(Overview())),
        Choice("search", _search),
        Choice("browse by kind", _to(Kinds())),
        Choice("figures and series", _to(_figures())),
        Choice("compare", _compare),
        Choice("marked records", lambda asker: Marked(asker.marked)),
        Choice("sources, disagreements, gaps, stale", _to(_trust())),
        Choice("help", _to(_help(topics))),
        Choice("match: what a firm is eligible for", questions),
        Choice("what closes", _to(_closing())),
        Choice("everything as of another day", _as_of),
    )
    return Menu("Main menu", choices)


def listing(kind: Kind) -> Listing:
    """Return the list of a kind, and the command that gives it."""
    return Listing(kind, _COMMANDS.get(kind, ("list", PLURALS[kind])))


def _figures() -> Menu:
    figures = Listing("figure", ("figures",))
    return Menu(
        "Figures and series",
        (
            Choice("headline figures", _to(Listing("figure", ("figures",), is_headline=True))),
            Choice("all figures", _to(figures)),
            Choice("figures of an indicator", partial(_measured, make=partial(Listing, "figure", ("figures",)))),
            Choice("series of an indicator", partial(_measured, make=SeriesOf)),
            Choice("all indicators", _to(listing("indicator"))),
        ),
    )


def _trust() -> Menu:
    return Menu(
        "Sources, disagreements, gaps, stale",
        (
            Choice("sources: the documents that everything is cited from", _to(listing("source"))),
            Choice("disagreements: where the sources contradict each other", _to(listing("discrepancy"))),
            Choice("gaps: what the documents announce without giving it", _to(listing("gap"))),
            Choice("stale: what is old, undated or superseded", _to(Stale())),
        ),
    )


def _closing() -> Menu:
    spans = (("180 days", "180d"), ("a year", "1y"), ("three years", "3y"), ("ten years", "10y"))
    choices = tuple(Choice(f"within {words}", _to(Closing(span))) for words, span in spans)
    return Menu("What closes", (*choices, Choice("within another time", _within)))


def _within(asker: Asker) -> Place | None:
    text = asker.ask("A length of time: 90d, 26w, 6m or 2y; b goes back:")
    return Closing(text) if text else None


def _as_of(asker: Asker) -> None:
    day = asker.ask("A day, month or year, or today; none for the date of the data; b goes back:")
    if day:
        asker.show_day("" if day == "none" else day)


def _help(topics: Mapping[str, str]) -> Menu:
    choices = (Choice(f"help on {name}", _to(Text(f"Help on {name}", text))) for name, text in topics.items())
    return Menu("Help; h in any place says what can be answered there", tuple(choices))


def _to(place: Place) -> Callable[[Asker], Place]:
    return lambda asker: place


def _search(asker: Asker) -> Place | None:
    words = asker.ask("Words to search for, English or Chinese, or a question; b goes back:")
    return Search(words) if words else None


def _measured(asker: Asker, make: Callable[[tuple[str, ...]], Place]) -> Place | None:
    words = _several(asker.ask(_INDICATORS))
    return make(words) if words else None


def _compare(asker: Asker) -> Place | None:
    """Ask what to compare, and by what: records that are places or partners can be compared by their figures."""
    marked = asker.marked
    own = f", or marked for the {len(marked)} marked" if marked else ""
    names = asker.ask(f"Two to six records of one kind, by name or id, with commas between them{own}; b goes back:")
    if not names:
        return None
    chosen = marked if marked and names == "marked" else _several(names)
    ids = tuple(asker.catalogue.find(text).id for text in chosen)
    indicators = asker.ask("By which indicator, such as gdp? all compares the records themselves; b goes back:")
    if not indicators:
        return None
    return Compared(ids, () if indicators == "all" else _several(indicators))


def _several(text: str) -> tuple[str, ...]:
    return tuple(part.strip() for part in text.split(",") if part.strip())
