"""Records as statements: each with its qualifier, unit, period, status or doubt, and with who says so."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from typing import Any, Final

from dftzcli.brief.document import CATALOGUE, Cited, Statement
from dftzcli.model.vocabulary import RENEWAL_WORDS
from dftzcli.render import wording

Item = Mapping[str, Any]

# How many sources of one record a statement cites at most: the first, and others that say the same.
_MOST_SOURCES: Final = 2
_SENTENCE: Final = ". "


def cited(card: Item, *, most: int = _MOST_SOURCES) -> tuple[Cited, ...]:
    """Return the citations of a record: its first, and the first of each other source, `most` in all."""
    by_source: dict[str, Cited] = {}
    for each in card["citations"]:
        by_source.setdefault(each["source"], at(each))
    return tuple(by_source.values())[:most]


def at(part: Item) -> Cited:
    """Return the citation of a part of a record: a criterion, a phase, a point of what is wanted."""
    return Cited(part["source"], part["locator"], part.get("confidence") or "")


def counted(command: str) -> tuple[Cited, ...]:
    """Return what a count over the whole catalogue cites: the command that lists what was counted."""
    return (Cited(CATALOGUE, command),)


def named(card: Item) -> str:
    """Write the name of a record with its Chinese name."""
    return f"{card['name']} ({card['name_zh']})" if card.get("name_zh") else str(card["name"])


def doubt(card: Item) -> str:
    """Write what is said against a record, and by which discrepancy; nothing where nothing is."""
    if not card.get("dispute"):
        return ""
    others = len(card["discrepancies"]) - 1
    more = f" and {others} more" if others else ""
    return f" [{card['dispute']}: {card['discrepancies'][0]}{more}]"


def value_of(card: Item, *, shortly: bool = False) -> str:
    """Write what a figure says, with its change as printed and what is said against it, shortly only in a word."""
    against = f" [{card['dispute']}]" if shortly and card["dispute"] else doubt(card)
    return f"{wording.observed(dict(card))}{wording.short_change(card['change'])}{against}"


def when_where(card: Item, named: Callable[[str], str]) -> str:
    """Write the period, the place, the scope and the subject of a figure; `named` gives the name of a record."""
    place, scope = named(card["place"]), wording.words(card["scope"])
    of = f"; of {named(card['subject'])}" if card["subject"] else ""
    return f"{wording.period(dict(card))}; {place}" + ("" if scope in place.casefold() else f" ({scope})") + of


def figure(card: Item, named: Callable[[str], str], *, lead: str = "") -> Statement:
    """State a figure: what, how much in which unit, when and where."""
    text = f"{value_of(card)}, {when_where(card, named)}"
    return Statement(text, cited(card, most=1), lead or str(card["name"]))


def status(card: Item) -> str:
    """Write the status of a record in a word, with its time and for how many phases it holds."""
    when = wording.as_of(dict(card))
    phases = wording.of_phases(card["status"], card.get("phases") or ())
    word = "status not known" if card["status"] == "unknown" else wording.words(card["status"])
    return f"{word}{phases}" + (f", as of {when}" if when else "")


def term(card: Item) -> str:
    """Write when a measure applies, and whether it is known to go on."""
    begins, ends = card.get("effective_from"), card.get("effective_to")
    parts = [f"from {begins}" if begins else "", f"to {ends}" if ends else ""]
    renewal = RENEWAL_WORDS[card["renewal"]] if card.get("renewal") else ""
    return "; ".join(filter(None, (" ".join(filter(None, parts)), renewal)))


def sentences(text: str, most: int) -> str:
    """Return the first sentences of a text, at most so many."""
    parts = text.split(_SENTENCE)
    return text if len(parts) <= most else _SENTENCE.join(parts[:most]) + "."


def together(statements: Iterable[Item], *, most: int) -> tuple[Cited, ...]:
    """Return the citations of several records that one statement names: the first of each."""
    return tuple(dict.fromkeys(each for card in statements for each in cited(card, most=1)))[:most]
