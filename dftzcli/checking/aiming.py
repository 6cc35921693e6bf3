"""What a sentence says a number is of: the words around it, place and time, whether it grew or is only hoped for."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING, Final

from dftzcli.checking import patterns
from dftzcli.checking.words import Word, words
from dftzcli.tuples import NamedTuple

if TYPE_CHECKING:
    from dftzcli.checking.mentions import Mention, Names
    from dftzcli.checking.quantities import Quantity
    from dftzcli.checking.sentences import Sentence
    from dftzcli.checking.times import Time

# How long the period of a day is written.
_DAY: Final = len("2025-01-31")


class Aim(NamedTuple):
    """What one number is said to be of.

    `near` are the words beside it, `counted` those that say what it counts, `wide` those of the sentence so far;
    `beside` and `text` are `near` and `wide` as characters, in `text` with place and times blanked out. `elsewhere` are
    the stretches of all names of places. `place` is None where the sentence names none or several of `places`; `is_own`
    says that the sentence itself names it, `is_toward` that something only goes to or comes from it. `time` is None
    likewise. `named` are the records named in the sentence, `mentions` all names in it, `others` those beside the
    number that are of no places.
    """

    near: tuple[Word, ...]
    counted: tuple[Word, ...]
    wide: tuple[Word, ...]
    elsewhere: tuple[tuple[int, int], ...]
    is_toward: bool
    beside: str
    text: str
    place: str | None
    places: tuple[str, ...]
    is_own: bool
    time: Time | None
    is_many_times: bool
    named: frozenset[str]
    mentions: tuple[Mention, ...]
    others: tuple[Mention, ...]
    direction: int
    is_by: bool
    is_hoped: bool
    is_denied: bool


class Reading:
    """A sentence read: its numbers, times and names, and the words that are left, each looked for once."""

    def __init__(
        self,
        sentence: Sentence,
        found: Sequence[Quantity],
        mentions: Sequence[Mention],
        when: Sequence[Time],
        names: Names,
    ) -> None:
        """Take a sentence with what was found in it."""
        text = sentence.text
        self.sentence, self.found, self._mentions, self._names = sentence, found, mentions, names
        self._when = [(each.start, each.end) for each in when]
        self._times = [each for each in when if not _is_reference(each, text)]
        # Which number a character belongs to, counted from 1; -1 for one of a time.
        owner = [0] * len(text)
        for number, each in enumerate(found, start=1):
            owner[each.start : each.end] = [number] * (each.end - each.start)
        for start, end in self._when:
            owner[start:end] = [-1] * (end - start)
        self._words = [(word, owner[word.start]) for word in words(text)]
        self._named = frozenset(one for each in mentions for one in each.ids)
        self._places = tuple((each.start, each.end) for each in mentions if names.kind(each.ids[0]) == "place")
        self._is_denied = bool(patterns.DENIED.search(text))

    def aim(self, at: int) -> Aim:
        """Return what the number `at` some place among those found is said to be of."""
        text, quantity = self.sentence.text, self.found[at]
        begin = self.found[at - 1].end if at else 0
        last = self.found[at + 1].start if at + 1 < len(self.found) else len(text)
        ends = patterns.FURTHER.search(text, quantity.end, last)
        end = ends.start() if ends else last
        place, places, is_own = _place(self.sentence, quantity, begin, end, self._mentions, self._names)
        chosen = [(each.start, each.end) for each in self._mentions if place in each.ids]
        time, is_many = _time(text, quantity, begin, end, self._times)
        wide = tuple(word for word in self._free(at + 1, chosen) if word.start < end)
        before, after = text[begin : quantity.start], text[quantity.end : end]
        return Aim(
            near=tuple(word for word in wide if begin <= word.start),
            counted=tuple(word for word in wide if quantity.noun <= word.start < quantity.end),
            wide=wide,
            elsewhere=self._places,
            is_toward=_is_toward(place, self._mentions, text),
            beside=f"{before} # {after}",
            text=_blanked(text[:end], [*chosen, *self._when]),
            place=place,
            places=places,
            is_own=is_own,
            time=time,
            is_many_times=is_many,
            named=self._named,
            mentions=tuple(self._mentions),
            others=self._others(begin, end),
            direction=_direction(before, after),
            is_by=bool(patterns.BY.search(before)),
            is_hoped=bool(patterns.HOPED.search(text[:end])),
            is_denied=self._is_denied,
        )

    def _free(self, number: int, chosen: Sequence[tuple[int, int]]) -> Iterator[Word]:
        """Yield the words that are in no time, no other number and not the name of the place."""
        for word, owner in self._words:
            if owner in (0, number) and not any(start <= word.start < end for start, end in chosen):
                yield word

    def _others(self, begin: int, end: int) -> tuple[Mention, ...]:
        near = (each for each in self._mentions if begin <= each.start < end)
        return tuple(each for each in near if any(self._names.kind(one) != "place" for one in each.ids))


def is_share(aimed: Aim) -> bool:
    """Tell whether a percentage is told as a part of something."""
    return bool(patterns.SHARE.search(aimed.beside))


def _blanked(text: str, spans: Sequence[tuple[int, int]]) -> str:
    held = [*text]
    for start, end in spans:
        held[start : min(end, len(held))] = " " * max(0, min(end, len(held)) - start)
    return "".join(held)


def _direction(before: str, after: str) -> int:
    """Return 1 for more, -1 for less, 0 where the words beside a number tell of no change."""
    ways = (
        (before, patterns.UP, patterns.DOWN),
        (after, patterns.MORE, patterns.LESS),
        (after, patterns.UP, patterns.DOWN),
    )
    for part, *both in ways:
        up, down = ([match.start() for match in pattern.finditer(part)] for pattern in both)
        if up or down:
            return -1 if max(down, default=-1) > max(up, default=-1) else 1
    return 0


def _place(
    sentence: Sentence, quantity: Quantity, begin: int, end: int, mentions: Sequence[Mention], names: Names
) -> tuple[str | None, tuple[str, ...], bool]:
    """Return the place of a number, all that may be meant, and whether the sentence itself names it."""
    left = _places([each for each in mentions if begin <= each.start < quantity.start], names)
    right = _places([each for each in mentions if quantity.end <= each.start < end], names)
    sofar = _places([each for each in mentions if each.start < quantity.start], names)
    for some in (left, right, sofar, _places(mentions, names)):
        if some:
            least = _least(some, names)
            attached = [one for one in least if _is_attached(one, sentence.text, mentions)]
            least = attached if len(attached) == 1 else least
            return (least[0] if len(least) == 1 else None), tuple(some), True
    context = _least(names.context(sentence), names)
    return (context[0] if len(context) == 1 else None), tuple(context), False


def _places(mentions: Sequence[Mention], names: Names) -> tuple[str, ...]:
    found: list[str] = []
    for each in mentions:
        places = [one for one in each.ids if names.kind(one) == "place"]
        # A name that two places bear means the first of them, unless the sentence tells them apart.
        found += places[:1]
    return tuple(dict.fromkeys(found))


def _is_toward(place: str | None, mentions: Sequence[Mention], text: str) -> bool:
    """Tell whether a place is only where something goes to or comes from: "exports to Shenyang"."""
    own = [each for each in mentions if place in each.ids]
    return bool(own) and all(patterns.TOWARD.search(text[: each.start]) for each in own)


def _least(places: Sequence[str], names: Names) -> list[str]:
    """Return places without those that another of them lies in: "Dalian, in Liaoning" is Dalian."""
    wider = {one for place in places for one in names.around(place)}
    return [place for place in places if place not in wider]


def _is_attached(place: str, text: str, mentions: Sequence[Mention]) -> bool:
    """Tell whether a place is the owner of what follows: "Dalian's output"."""
    return any(place in each.ids and text[each.end : each.end + 2] == "'s" for each in mentions)


def _is_reference(time: Time, text: str) -> bool:
    """Tell whether a time is only what another is compared with: "more than in 2023"; what is on a day is of it."""
    before = text[: time.start]
    if len(time.period) == _DAY and before.rstrip().endswith(" on"):
        return False
    return "/" not in time.period and bool(patterns.AGAINST.search(before))


def _bracketed(text: str, start: int) -> int:
    """Return where a bracket ends that stands right behind a number: "1.88 billion dollars (2024)"."""
    match = re.match(r"\s*[(（][^)）]{0,20}[)）]", text[start:])
    return start + match.end() if match else start


def _is_set_off(text: str, begin: int, time: Time) -> bool:
    """Tell whether a time stands alone behind a number, between commas or at the end."""
    return text[begin : time.start].strip() == "," and bool(re.match(r"\s*(?:[,.;]|$)", text[time.end :]))


def _is_claimed(time: Time, text: str, begin: int) -> bool:
    """Tell whether a time belongs to the number before: it stands right behind it."""
    return len(text[begin : time.start].strip(" (（,in")) == 0


def _time(text: str, quantity: Quantity, begin: int, end: int, when: Sequence[Time]) -> tuple[Time | None, bool]:
    """Return the time of a number, and whether the sentence has several of which none can be told to be it."""
    behind = [each for each in when if quantity.end <= each.start < max(end, _bracketed(text, quantity.end))]
    # "286 enterprises, 2025, city": a time between two commas is that of the number before.
    behind = behind or [each for each in when if _is_set_off(text, quantity.end, each)]
    before = [each for each in when if begin <= each.start < quantity.start]
    if behind:
        return behind[0], False
    several = len({each.period for each in when}) > 1
    if before and not (several and begin and _is_claimed(before[-1], text, begin)):
        return before[-1], False
    if not several and when:
        return when[0], False
    return None, len(when) > 1
