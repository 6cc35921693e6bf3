"""Names of records in a sentence, the longest first: places, projects, partners, measures."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from itertools import pairwise
from typing import TYPE_CHECKING, Final

from dftzcli.checking import patterns
from dftzcli.checking.sentences import folded
from dftzcli.checking.words import CHINESE, Word, words
from dftzcli.model.vocabulary import Kind
from dftzcli.tuples import NamedTuple

if TYPE_CHECKING:
    from dftzcli.checking.sentences import Sentence
    from dftzcli.search.cards import Card, Cards

NAMED: Final[tuple[Kind, ...]] = ("place", "partner", "project", "policy", "incentive")
_PLACE_ENDS: Final = re.compile("[区市省港岛海湾城]$|机场$")
_BRACKETS: Final = re.compile(r"\s*[(（][^)）]*[)）]\s*$")
_FEW: Final = 4
# What a text calls a place without its name, and the types of place that it can be.
_GENERIC: Final = (
    (re.compile(r"\bthe (?:city|municipality)\b|\bmunicipal\b|全市|该市|我市"), ("city",)),
    (re.compile(r"\bthe (?:pilot |free[- ]trade )?(?:zone|FTZ)\b|该片区|全片区|自贸片区", re.I), ("zone",)),
    (re.compile(r"\bthe port\b|全港|该港"), ("port",)),
)
# Which of them is meant where the paragraph names none: the catalogue is about these.
_OWN: Final = {"city": "dalian", "zone": "dftz", "port": "dalian-port"}


class Mention(NamedTuple):
    """A name in a sentence and the records that bear it; `is_named` is false where only "the city" stands there."""

    start: int
    end: int
    ids: tuple[str, ...]
    is_named: bool = True


class Names:
    """The names of the records of some kinds, to be found in running text."""

    def __init__(self, cards: Cards) -> None:
        """Take the cards; names that several records bear mean each of them."""
        self.cards: dict[str, Card] = {card["id"]: card for kind in NAMED for card in cards.of_kind(kind)}
        self._latin: dict[str, dict[tuple[str, ...], list[str]]] = {}
        self._chinese: dict[str, list[str]] = {}
        held: dict[str, set[str]] = {}
        for card in self.cards.values():
            for text in card["aliases_editorial"]:
                held.setdefault(text.casefold(), set()).add(card["id"])
        self._rare = _rare(self.cards.values())
        for identity, card in self.cards.items():
            for name in (*_own(card), *self._short(card)):
                self._add(identity, name)
            for text in card["aliases_editorial"]:
                if len(held[text.casefold()]) == 1 and _is_proper(text, card):
                    self._add(identity, text)
        self.begin()

    def begin(self) -> None:
        """Begin a text: no place has been named yet."""
        self._before: tuple[int, tuple[str, ...]] = (-1, ())

    def mentions(self, sentence: Sentence) -> tuple[Mention, ...]:
        """Return the names in a sentence in order; none overlaps another."""
        found = [*self._in_latin(words(sentence.text), sentence.text), *self._in_chinese(sentence.text)]
        found += self._generic(sentence, found)
        found.sort(key=lambda each: (each.start, -each.end))
        chosen: list[Mention] = []
        for each in found:
            if not chosen or each.start >= chosen[-1].end:
                chosen.append(each)
        places = tuple(one for each in chosen for one in each.ids if self.kind(one) == "place" and each.is_named)
        paragraph, former = self._before
        kept = former if paragraph == sentence.paragraph else ()
        self._before = (sentence.paragraph, (*kept, *places))
        return tuple(chosen)

    def context(self, sentence: Sentence) -> tuple[str, ...]:
        """Return the places that the paragraph has named so far."""
        paragraph, places = self._before
        return tuple(dict.fromkeys(places)) if paragraph == sentence.paragraph else ()

    def kind(self, identity: str) -> str:
        """Return the kind of a record."""
        return str(self.cards[identity]["kind"])

    def around(self, place: str) -> frozenset[str]:
        """Return the places that a place lies in."""
        found: set[str] = set()
        queue = [place]
        while queue:
            card = self.cards.get(queue.pop())
            wider = [] if card is None else [card.get("parent"), *(card.get("also_in") or ())]
            queue += [each for each in wider if each and each not in found]
            found.update(each for each in wider if each)
        return frozenset(found)

    def _short(self, card: Card) -> Iterator[str]:
        """Yield what is left of a long name before "for" or "at", where it begins with a word of few names."""
        head = re.split(r"\s(?:for|at|of|in|through|to|from|with)\s|,", _BRACKETS.sub("", card["name"]))[0]
        found = words(head)
        if card["kind"] == "project" and len(found) > 1 and found[0].stem in self._rare and head != card["name"]:
            yield head

    def _add(self, identity: str, name: str) -> None:
        if CHINESE.search(name):
            if len(name) > 1:
                # As sentences are read: brackets and quotation marks of full width are those of half.
                self._chinese.setdefault(folded(name), []).append(identity)
            return
        key = tuple(each.stem for each in words(name))
        key = key[1:] if key[:1] == ("the",) else key
        # "10 innovations" is no name once its number is gone.
        is_whole = len(key) > 1 or len(name.split()) == 1
        if key and is_whole and any(len(each) > 2 for each in key):
            ids = self._latin.setdefault(key[0], {}).setdefault(key, [])
            if identity not in ids:
                ids.append(identity)

    def _in_latin(self, found: tuple[Word, ...], text: str) -> Iterator[Mention]:
        place = 0
        while place < len(found):
            best: tuple[int, list[str]] | None = None
            for key, ids in self._latin.get(found[place].stem, {}).items():
                stands = tuple(each.stem for each in found[place : place + len(key)])
                if stands != key or (best is not None and len(key) <= best[0]) or not _capital(found[place], key):
                    continue
                if not _is_parted(found[place : place + len(key)], text):
                    best = (len(key), ids)
            if best is None:
                place += 1
                continue
            last = found[place + best[0] - 1]
            yield Mention(found[place].start, last.end, tuple(best[1]))
            place += best[0]

    def _in_chinese(self, text: str) -> Iterator[Mention]:
        if not CHINESE.search(text):
            return
        place = 0
        longest = max(map(len, self._chinese), default=0)
        while place < len(text):
            for size in range(min(longest, len(text) - place), 1, -1):
                ids = self._chinese.get(text[place : place + size])
                if ids is not None:
                    yield Mention(place, place + size, tuple(dict.fromkeys(ids)))
                    place += size - 1
                    break
            place += 1

    def _generic(self, sentence: Sentence, named: Iterable[Mention]) -> list[Mention]:
        """Return what a sentence calls a place without naming it: the last of that type, or the catalogue's own."""
        known = [one for each in named for one in each.ids] + [*self.context(sentence)][::-1]
        found = []
        for pattern, types in _GENERIC:
            for match in pattern.finditer(sentence.text):
                of_type = [one for one in known if self.kind(one) == "place" and self.cards[one]["type"] in types]
                meant = of_type[:1] or [one for one in (_OWN[types[0]],) if one in self.cards]
                found += [Mention(match.start(), match.end(), (one,), is_named=False) for one in meant]
        return found


def _rare(cards: Iterable[Card]) -> frozenset[str]:
    """Return the words that stand in the names of a few records only."""
    counts: dict[str, int] = {}
    for card in cards:
        for each in {word.stem for word in words(card["name"])}:
            counts[each] = counts.get(each, 0) + 1
    return frozenset(each for each, count in counts.items() if count <= _FEW)


def _own(card: Card) -> Iterator[str]:
    for name in (card["name"], card["name_zh"], *card["aliases"]):
        if name:
            yield name
            yield _BRACKETS.sub("", name)
    if card["kind"] != "partner":
        yield card["id"].replace("-", " ")


def _is_proper(text: str, card: Card) -> bool:
    """Tell whether a word the editors let a record be found by is a name of it, and no word for its field."""
    if CHINESE.search(text):
        if card["kind"] != "place":
            return len(text) > 3
        chinese = card["name_zh"] or ""
        shares = any(text[at : at + 2] in chinese for at in range(len(text) - 1))
        return shares and (chinese.startswith(text) or bool(_PLACE_ENDS.search(text)))
    return any(word.istitle() or (word.isupper() and len(word) > 3) for word in text.split())


def _is_parted(found: tuple[Word, ...], text: str) -> bool:
    """Tell whether a number is set off between words: in "Dalian, 2025: 5 %, city" there is no city of Dalian."""
    gaps = (text[one.end : other.start] for one, other in pairwise(found))
    return any(re.search(r"\d", gap) and re.search("[,;:]", gap) for gap in gaps)


def _capital(word: Word, key: tuple[str, ...]) -> bool:
    """Tell whether a name of one word is written as one: "Supply" may begin a sentence, but "port" is no name."""
    return len(key) > 1 or not word.text.islower() or word.stem in patterns.JOINING
