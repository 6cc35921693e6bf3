"""Records as statements: each with its qualifier, unit, period, status or doubt, and with who says so."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from typing import TYPE_CHECKING, Any, Final

from dftzcli.brief.document import CATALOGUE, Cited, Statement
from dftzcli.model.vocabulary import RENEWAL_WORDS, STATUS_IS_FACT
from dftzcli.render import wording

if TYPE_CHECKING:
    from dftzcli.brief.material import Material
    from dftzcli.search.cards import Card

Item = Mapping[str, Any]

# How many sources of one record a statement cites at most: the first, and others that say the same.
_MOST_SOURCES: Final = 2
_SENTENCE: Final = ". "
# How long the name of a disagreement is, in signs, where a record only points at it.
_FEW_WORDS: Final = 54
_ID: Final = re.compile(r" \(([a-z0-9]+(?:-[a-z0-9]+)+)\)")


def cited(card: Item, *, most: int = _MOST_SOURCES) -> tuple[Cited, ...]:
    """Return the citations of a record: its first, and the first of each other source, `most` in all."""
    by_source: dict[str, Cited] = {}
    for each in card["citations"]:
        by_source.setdefault(each["source"], at(each))
    return tuple(by_source.values())[:most]


def standing(card: Item, material: Material, *, most: int = _MOST_SOURCES) -> tuple[Cited, ...]:
    """Return the citations of the status of a record: the source of its day first, then the others, `most` in all."""
    every = cited(card, most=len(card["citations"]))
    day = card.get("status_as_of")
    bearing = [each for each in every if day and day in material.dated(each.source)][:1]
    return tuple(dict.fromkeys((*bearing, *every)))[:most]


def at(part: Item) -> Cited:
    """Return the citation of a part of a record: a criterion, a phase, a point of what is wanted."""
    return Cited(part["source"], part["locator"], part.get("confidence") or "")


def counted(command: str) -> tuple[Cited, ...]:
    """Return what a count over the whole catalogue cites: the command that lists what was counted."""
    return (Cited(CATALOGUE, command),)


def named(card: Item) -> str:
    """Write the name of a record with its Chinese name."""
    return f"{card['name']} ({card['name_zh']})" if card.get("name_zh") else str(card["name"])


def doubt(card: Item, material: Material, *, shortly: bool = False) -> str:
    """Write what is said against a record, and unless shortly in a few words what about; nothing where nothing is.

    What is named is kept, so that the section of disagreements can say more of it.
    """
    found = disagreements(card, material)
    if not found:
        return ""
    if shortly:
        return f" [{card['dispute']}]"
    material.disputed[found[0]["id"]] = 0
    others = len(found) - 1
    return f" [{card['dispute']}: {in_few_words(found[0]['name'])}{f' and {others} more' if others else ''}]"


def disagreements(card: Item, material: Material) -> list[Card]:
    """Return the disagreements on a record, what is wrong before what could be mixed up, and keep them."""
    every = (material.catalogue.cards.peek(each) for each in card["discrepancies"])
    found = sorted((each for each in every if each is not None), key=lambda each: each["is_caution"])
    for each in found:
        material.disputed.setdefault(each["id"], 1)
    return found


def in_few_words(name: str) -> str:
    """Shorten a name at a word; numbers behind a colon are left out, which would stand without what they are of.

    >>> in_few_words("Output of Dalian in 2018: about 700 billion yuan, or 650.09")
    'Output of Dalian in 2018…'
    """
    if len(name) <= _FEW_WORDS:
        return name
    topic = name.partition(":")[0]
    short = name[:_FEW_WORDS].rsplit(" ", 1)[0]
    if " " in topic and len(topic) < len(short) and any(map(str.isdigit, short[len(topic) :])):
        short = topic
    return f"{short.rstrip(' ,;:')}…"


def without_ids(text: str, material: Material) -> str:
    """Return a text without the ids of records in brackets, which say nothing to who reads it on paper."""
    return _ID.sub(lambda found: "" if material.catalogue.cards.name(found[1]) else found[0], text)


def value_of(card: Item, material: Material, *, shortly: bool = False) -> str:
    """Write what a figure says, with its change as printed and what is said against it, shortly only in a word."""
    return (
        f"{wording.observed(dict(card))}{wording.short_change(card['change'])}{doubt(card, material, shortly=shortly)}"
    )


def when_where(card: Item, material: Material) -> str:
    """Write the period, the place, the scope and the subject of a figure, with how far a project is."""
    place, scope = material.name(card["place"]), wording.words(card["scope"])
    of = f"; of {material.name(card['subject'])}" if card["subject"] else ""
    if (project := unfinished(card, material)) is not None:
        of += f", {status(project)}"
    return f"{wording.period(dict(card))}; {place}" + ("" if scope in place.casefold() else f" ({scope})") + of


def unfinished(card: Item, material: Material) -> Item | None:
    """Return the project that a figure is of, where that is no fact yet; else None."""
    project = material.catalogue.cards.peek(card["subject"]) if card["subject"] else None
    if project is None or project["kind"] != "project":
        return None
    return None if project["status"] in STATUS_IS_FACT else project


def scoped(card: Item, material: Material) -> tuple[Cited, ...]:
    """Return the citations of a figure and of what is said of the standing of its project."""
    project = unfinished(card, material)
    about = () if project is None else standing(project, material, most=1)
    return tuple(dict.fromkeys((*cited(card, most=1), *about)))


def figure(card: Item, material: Material, *, lead: str = "") -> Statement:
    """State a figure: what, how much in which unit, when and where."""
    text = f"{value_of(card, material)}, {when_where(card, material)}"
    return Statement(text, scoped(card, material), lead or str(card["name"]))


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


def standings(cards: Iterable[Item], material: Material) -> tuple[Cited, ...]:
    """Return the citations of the statuses of several records: one of each."""
    return tuple(dict.fromkeys(each for card in cards for each in standing(card, material, most=1)))
