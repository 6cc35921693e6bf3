"""What figures measure, in the words that a text may have for it."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator
from decimal import Decimal
from typing import TYPE_CHECKING, Any, Final

from dftzcli.analysis.observations import Observation, observe
from dftzcli.checking import patterns
from dftzcli.checking.chinese import forms
from dftzcli.checking.sentences import folded
from dftzcli.checking.words import CHINESE, stem, stems, words
from dftzcli.model.unit_words import meanings
from dftzcli.tuples import NamedTuple

if TYPE_CHECKING:
    from dftzcli.checking.mentions import Names
    from dftzcli.search.cards import Card, Cards

_FEW: Final = 2
_TAKEN: Final = -1
# How much of a name must stand in a text for the number to be worth a look.
_PART: Final = 0.6


class Phrase(NamedTuple):
    """One name of a measure: its stems, or its Chinese characters; `is_strong` where it can mean nothing else."""

    stems: frozenset[str]
    chinese: str
    is_strong: bool


class Measured(NamedTuple):
    """One number that a figure states: its observation, or the change printed beside it.

    `more` are words of the figure's own name beyond those of its indicator, place and time ("of petrochemicals"),
    `words` all that the figure and its indicator are named by. `base` has companies for enterprises, which are one
    thing; `subject` is what a text must name, None where the measure itself does. `is_growth` says that the number is
    a change, `is_change` that it is the one printed beside a level, `is_alone` that no other figure is of the measure
    there and then.
    """

    item: Card
    seen: Observation
    base: str
    is_growth: bool
    phrases: tuple[Phrase, ...]
    more: frozenset[str]
    words: frozenset[str]
    subject: str | None
    is_stock: bool
    is_change: bool
    is_alone: bool = True


class Grip(NamedTuple):
    """How far a name of a measure stands in a text: which words or characters of it, and whether all of a sure name."""

    words: frozenset[str]
    is_whole: bool


def measured(cards: Cards, names: Names) -> tuple[Measured, ...]:
    """Return every number of the figures, with the words for what it measures."""
    indicators = {card["id"]: card for card in cards.of_kind("indicator")}
    held: dict[str, int] = {}
    for card in indicators.values():
        for text in card["aliases_editorial"]:
            held[text.casefold()] = held.get(text.casefold(), 0) + 1
    # What a document calls one measure is no name of another, whatever it is found by.
    taken = (text for card in indicators.values() for text in (card["name"], card["name_zh"], *card["aliases"]) if text)
    held |= dict.fromkeys((text.casefold() for text in taken), _TAKEN)
    found: list[Measured] = []
    for item in cards.of_kind("figure"):
        indicator = indicators.get(item["indicator"])
        if indicator is not None:
            found += _of_figure(item, indicator, held, names)
    counts = Counter(map(_key, found))
    return tuple(each._replace(is_alone=counts[_key(each)] == 1) for each in found)


def _key(each: Measured) -> tuple[Any, ...]:
    return (*(each.item[key] for key in ("indicator", "place", "subject")), each.seen.period, each.is_growth)


def _of_figure(item: Card, indicator: Card, held: dict[str, int], names: Names) -> Iterator[Measured]:
    seen = observe(item)
    base = "companies" if seen.unit.base == "enterprises" else seen.unit.base
    is_growth = not patterns.CHANGING.isdisjoint(stems(indicator["name"]))
    known = tuple(phrases(indicator, held))
    more = _more(item, indicator, names)
    own = frozenset(each for text in (*_texts(indicator), item["name"]) for each in stems(text))
    named = {each for text in (indicator["name"], *indicator["aliases_editorial"]) for each in stems(text)}
    about = names.cards.get(item["subject"] or "")
    subject = None if about is None or set(stems(about["name"])) <= named else item["subject"]
    is_stock = indicator["measurement"] == "stock" or "cumulative" in indicator["id"]
    yield Measured(item, seen, base, is_growth, known, more, own, subject, is_stock, False)
    change = item["change"]
    if change is not None and not is_growth and _is_on_year(change["against"], item["period"]):
        value = Decimal(change["value"])
        unit = seen.unit._replace(code=change["unit"], base=change["unit"], multiplier=Decimal(1))
        printed = seen._replace(
            value=value, low=value, high=value, unit=unit, qualifier=change["qualifier"], reading=change["reading"]
        )
        yield Measured(item, printed, change["unit"], True, known, more, own, subject, False, True)


def _is_on_year(against: str, period: str) -> bool:
    """Tell whether a change is one on the year before, as a text means that says no more than that something grew."""
    year = period.rpartition("/")[2][:4]
    return "before" in against or "same period" in against or against.startswith(str(int(year) - 1))


def phrases(indicator: Card, held: dict[str, int]) -> Iterator[Phrase]:
    """Yield the names of an indicator; `held` counts how many indicators the editors let be found by a word."""
    for text in (indicator["name"], indicator["name_zh"], *indicator["aliases"]):
        if text:
            for form in forms(text) or (text,):
                yield _phrase(form, is_strong=True)
    for text in indicator["aliases_editorial"]:
        if meanings(text) or held[text.casefold()] == _TAKEN:
            # The name of a unit, or of another measure, says nothing of this one.
            continue
        is_term = len(text) > _FEW if CHINESE.search(text) else " " in text
        # An abbreviation is a term however many measures it leads to; its unit tells which is meant.
        is_strong = (text.isascii() and text.isupper()) or (is_term and held[text.casefold()] <= _FEW)
        yield _phrase(text, is_strong=is_strong)


def _phrase(text: str, *, is_strong: bool) -> Phrase:
    if CHINESE.search(text):
        return Phrase(frozenset(), folded(text), is_strong)
    found: list[str] = []
    stands_for = False
    for word in words(text):
        low = word.text.lower()
        if low in ("a", "an", "one"):
            stands_for = True
        elif low not in patterns.JOINING and not (stands_for and word.stem in patterns.STANDS_FOR):
            stands_for = False
            found.append(word.stem)
    kept = frozenset(found) - patterns.CHANGING - patterns.IDLE
    return Phrase(kept or frozenset(found) - patterns.CHANGING, "", is_strong and bool(kept))


def _more(item: Card, indicator: Card, names: Names) -> frozenset[str]:
    known = {each for text in _texts(indicator) for each in stems(text)}
    for identity in (item["place"], item["subject"]):
        card: dict[str, Any] = names.cards.get(identity or "", {})
        known |= {each for text in _texts(card) for each in stems(text)}
        for wider in names.around(identity) if identity else ():
            known |= {each for text in _texts(names.cards.get(wider, {})) for each in stems(text)}
    months = {stem(word) for word in patterns.MONTHS}
    own = {each for each in stems(item["name"]) if not each.isdigit()}
    return frozenset(own - known - months - patterns.IDLE - patterns.CHANGING - patterns.STANDS_FOR - {"throughput"})


def _texts(card: Card) -> Iterable[str]:
    if not card:
        return ()
    return (card["name"], *card["aliases"], *card["aliases_editorial"], card["id"].replace("-", " "))


def grip(known: tuple[Phrase, ...], found: frozenset[str], text: str) -> Grip:
    """Return the best hold that some names of a measure have on a text, given as its stems and its characters."""
    best = Grip(frozenset(), False)
    for phrase in known:
        if phrase.chinese:
            at = text.find(phrase.chinese)
            if at < 0:
                continue
            held = Grip(frozenset(f"@{place}" for place in range(at, at + len(phrase.chinese))), phrase.is_strong)
        elif phrase.stems.isdisjoint(found):
            continue
        else:
            both = phrase.stems & found
            whole = both == phrase.stems
            if not whole and (len(both) < _FEW or len(both) < _PART * len(phrase.stems)):
                continue
            held = Grip(both, whole and phrase.is_strong)
        best = max(best, held, key=lambda each: (each.is_whole, len(each.words)))
    return best
