"""Which figures a number of a sentence may be of, by the measure, the place and the time that the sentence names."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING, Any, Final

from dftzcli.checking.aiming import Aim, is_share
from dftzcli.checking.measures import Grip, Measured, Phrase, grip
from dftzcli.checking.quantities import Quantity
from dftzcli.checking.units_behind import ANY
from dftzcli.checking.words import stems
from dftzcli.model.units import BASES, unit
from dftzcli.tuples import NamedTuple

if TYPE_CHECKING:
    from dftzcli.checking.mentions import Names

# Counts and spans of time fill every text: they are looked at where an indicator stands beside them.
_COMMON: Final = frozenset({"time", "count", "rank"})


class Held(NamedTuple):
    """A figure that a number of a text may be of, and how far the text names it.

    `place` and `time` say whether they are those of the figure, `more` and `most` whether all, or enough, of the
    further words of its own name stand in the text.
    """

    known: Measured
    grip: Grip
    place: bool
    time: bool
    more: bool
    most: bool


class Measures:
    """The numbers of the figures by unit and measure, so that each measure is looked for once in a sentence."""

    def __init__(self, known: Sequence[Measured]) -> None:
        """Take the numbers."""
        self._groups: dict[bool, dict[str, dict[tuple[Phrase, ...], list[Measured]]]] = {True: {}, False: {}}
        for each in known:
            by_base = self._groups[each.is_growth].setdefault(each.base, {})
            by_base.setdefault(each.phrases, []).append(each)

    def of(self, said: Quantity, aimed: Aim) -> Iterator[tuple[tuple[Phrase, ...], list[Measured]]]:
        """Yield the measures that a number may be of by its unit, each with its figures.

        A bare number, and one that counts anything, may be of what is counted.
        """
        growing = is_growth(said, aimed)
        for base, groups in self._groups[growing].items():
            if said.base == base or (said.base in (None, ANY) and not growing and _is_count(base)):
                yield from groups.items()


def _is_count(base: str) -> bool:
    return base in BASES and unit(base).dimension == "count"


def fitting(measures: Measures, said: Quantity, aimed: Aim, names: Names) -> list[Held]:
    """Return the figures whose measure a sentence names beside a number of their unit, none named better."""
    near = frozenset(word.stem for word in aimed.near)
    implied = _implied(said, aimed, near) | _counted(said)
    # What stands beside the number decides; where that names no measure, the sentence so far may have.
    for found in (near, frozenset(word.stem for word in aimed.wide)):
        told = found | implied
        grips = [
            (one, hold)
            for phrases, group in measures.of(said, aimed)
            for hold in (grip(phrases, told, aimed.text),)
            if hold.words
            for one in group
            if one.subject is None or one.subject in aimed.named
        ]
        if grips:
            all_grips = {hold for _, hold in grips}
            return [
                _held(one, hold, aimed, told, names)
                for one, hold in grips
                if not any(_is_better(other, hold) for other in all_grips)
            ]
    return []


def _held(known: Measured, hold: Grip, aimed: Aim, told: frozenset[str], names: Names) -> Held:
    own = known.more & told
    return Held(
        known,
        hold,
        place=_is_place(known, hold, aimed, names),
        time=_is_time(known, aimed),
        more=own == known.more,
        most=2 * len(own) >= len(known.more) or (known.is_alone and hold.is_whole),
    )


def _is_place(known: Measured, hold: Grip, aimed: Aim, names: Names) -> bool:
    """Tell whether a sentence gives a number the place of a figure, or a firm or project there that it is about."""
    place = known.item["place"]
    if aimed.place == place:
        return True
    owner: dict[str, Any] = names.cards.get(known.subject or "", {})
    if owner.get("kind") == "project" or owner.get("type") == "company":
        if aimed.place is None:
            return not aimed.is_own or not aimed.places or place in aimed.places
        if aimed.place in names.around(place) or place in names.around(aimed.place):
            return True
    if aimed.place is None:
        return False
    # A place that the name of the measure itself has is no other place: "the share of the Northeast's cargo".
    other = [one for one in aimed.places if one != place and not is_in(one, hold.words, names)]
    return place in aimed.places and not other


def is_growth(said: Quantity, aimed: Aim) -> bool:
    return aimed.direction != 0 and (said.base in ("%", "pp") or aimed.is_by)


def _is_time(known: Measured, aimed: Aim) -> bool:
    """Tell whether a sentence gives a number the period of a figure."""
    period, basis = known.seen.period, known.item["period_basis"]
    if aimed.time is None:
        return basis == "unstated" and not aimed.is_many_times
    told = aimed.time.period
    if told == period:
        return True
    end = period.rpartition("/")[2]
    if not (known.is_stock or ("/" in period and not period.startswith(end[:4]))):
        return False
    if aimed.time.is_end and end == told:
        return True
    return known.is_stock and "/" not in period and len(told) == len("2019-04") and period.startswith(told)


def _is_better(one: Grip, other: Grip) -> bool:
    """Tell whether a measure is named by all the words that another is named by, and by more or more surely."""
    return other.words < one.words or (other.words == one.words and one.is_whole and not other.is_whole)


def _implied(said: Quantity, aimed: Aim, near: frozenset[str]) -> frozenset[str]:
    """Return words of a measure that a sentence says in another way: "covers 60 sq km", "the economy grew"."""
    if said.base == "%" and is_share(aimed):
        return frozenset({"share"})
    if said.base == "TEU":
        return frozenset({"container"})
    if said.base in ("km2", "sq m") and not near.isdisjoint({"cover", "occupy", "span", "extend"}):
        return frozenset({"area"})
    if said.base in ("CNY", "USD", "JPY") and "cost" in near:
        return frozenset({"investment"})
    if is_growth(said, aimed) and not near.isdisjoint({"economy", "economic"}):
        return frozenset({"gdp"})
    return frozenset()


def _counted(said: Quantity) -> frozenset[str]:
    """Return the stem of what a number counts, which its unit took out of the words of the sentence."""
    return frozenset(stems(said.base)) if said.base and _is_count(said.base) else frozenset()


def signed(said: Quantity, aimed: Aim) -> Quantity:
    """Return a change with the sign that the words give it: "fell 20.4%" is -20.4 %."""
    if not is_growth(said, aimed) or aimed.direction >= 0 or said.low < 0:
        return said
    flipped = {"over": "under", "under": "over", "at_least": "at_most", "at_most": "at_least"}
    return said._replace(low=-said.high, high=-said.low, qualifier=flipped.get(said.qualifier, said.qualifier))


def is_common(said: Quantity) -> bool:
    return said.base in (None, ANY) or (said.base in BASES and unit(said.base).dimension in _COMMON)


def is_in(identity: str, words: frozenset[str], names: Names) -> bool:
    """Tell whether the name of a record is a part of the words by which a measure is named."""
    card = names.cards[identity]
    return any(set(stems(text)) <= words for text in (card["name"], *card["aliases"]) if stems(text))
