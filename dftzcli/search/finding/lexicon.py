"""The lexicon of one state of the catalogue: which words it knows, and what each term of the field stands for in it.

It is made with the index, so that a query asks and computes nothing that could be known before: expansions that no
record bears are already left out, and the sound of every Chinese term is a key of its own.
"""

from __future__ import annotations

import itertools
import json
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from typing import Any, Final

from dftzcli.model.thesaurus import Concept, terms
from dftzcli.search.cards import Card
from dftzcli.search.finding import text
from dftzcli.search.finding.documents import Entry
from dftzcli.search.finding.questions import SOFT, STOP
from dftzcli.search.finding.thesaurus import Wordbook

# How many other words a query may be widened by for each of its own.
_MOST: Final = 14
# What nearly every name here begins with, and nobody types.
_HOME: Final = ("大连市", "大连", "辽宁省", "辽宁", "中国")
# A word of fewer letters tells nothing of the term it stands in; nor does one that stands in terms of many concepts.
_TELLING: Final = 5
_FEW: Final = 2
# A stem so much shorter than its word may be that of other words, unless the word is at least this share of them.
_FAR: Final = 3
_MOSTLY: Final = 0.34
# Initials of fewer characters than this say nothing.
_SHORTEST_INITIALS: Final = 2


class Sounds:
    """How Chinese is spelt in pinyin; the library is loaded at the first question."""

    def __init__(self) -> None:
        self._known: dict[str, tuple[str, ...]] = {}

    def of(self, run: str) -> tuple[str, ...]:
        """Return the syllables of a run of Chinese, none when there is anything else in it."""
        if run not in self._known:
            from pypinyin import lazy_pinyin

            found = lazy_pinyin(run, v_to_u=False, errors="ignore")
            whole = len(found) == len(run)
            self._known[run] = tuple(syllable.replace("v", "u") for syllable in found) if whole else ()
        return self._known[run]


class Simplifier:
    """Writes traditional characters as simplified ones, so that both find the same; others stay."""

    def __init__(self, pairs: tuple[str, str] | None = None) -> None:
        """Take the two columns of a table, or make it."""
        self.pairs = pairs if pairs is not None else _traditional()
        self._table = str.maketrans(*self.pairs)

    def simple(self, characters: str) -> str:
        """Return a text in simplified characters."""
        return characters if characters.isascii() else characters.translate(self._table)


class Lexicon:
    """What is known of the words of all records, gathered while they are indexed."""

    def __init__(self) -> None:
        self._words: Counter[str] = Counter()
        self._singular: set[str] = set()
        self._pairs: set[tuple[str, str]] = set()
        self._characters: set[str] = set()
        self._names: dict[str, dict[str, list[str]]] = {}
        self._measured: set[str] = set()
        self._by_stem: Counter[str] = Counter()
        self._by_singular: Counter[str] = Counter()

    def add_names(self, card: Card, simplifier: Simplifier) -> None:
        """Take the names of a place or a partner: who asks for one wants no other; and those of what is measured."""
        if card["kind"] == "indicator":
            names = (card["name"], card["name_zh"] or "", *card["aliases"], *card["aliases_editorial"])
            self._measured.update(filter(None, (text.term_key(simplifier.simple(name)) for name in names)))
        if card["kind"] in ("place", "partner"):
            for name in (card["name"], card["name_zh"] or "", *card["aliases"]):
                key = text.term_key(simplifier.simple(name))
                if len(key) > 1:
                    self._names.setdefault(key, {}).setdefault(card["kind"], []).append(card["id"])

    def add(self, latin: Mapping[str, list[str]], chinese: Mapping[str, list[str]]) -> None:
        """Take the folded words of a record by field, and its folded Chinese."""
        for parts in latin.values():
            for part in parts:
                words = text.cut(part)[0]
                single = tuple(map(text.singular, words))
                self._words.update(words)
                self._singular.update(single)
                self._pairs.update(itertools.pairwise(single))
        for parts in chinese.values():
            for part in parts:
                for run in text.cut(part)[1]:
                    self._characters.update(run)
                    self._characters.update(text.pairs(run))

    def words(self, book: Wordbook) -> dict[str, int]:
        """Return the known words with how often they occur, those of the thesaurus included."""
        known = dict(self._words)
        for concept in book.concepts.values():
            for term, _ in terms(concept):
                for word in text.words_of(term):
                    known.setdefault(word, 0)
        return known

    def concepts(self, book: Wordbook, simplifier: Simplifier) -> Iterator[tuple[str, list[list[Any]]]]:
        """Yield each concept's id with the words for it that a record bears: how one is looked for, weight, word."""
        borne: dict[str, str] = {}

        def looked_for(term: str) -> str:
            if term not in borne:
                simple = simplifier.simple(term)
                borne[term] = text.key_of(simple) if self._occurs(simple) else ""
            return borne[term]

        for concept in book.concepts.values():
            found: dict[str, list[Any]] = {}
            for entry in book.expansions(concept):
                key = looked_for(entry.text)
                if key:
                    found.setdefault(key, [key, round(entry.weight, 3), entry.text])
            yield concept.id, list(found.values())[: _MOST + 1]

    def keys(self, book: Wordbook, simplifier: Simplifier, sounds: Sounds) -> dict[str, dict[str, Any]]:
        """Return each key that a term of the field or a proper name goes by, with the concepts it stands for."""
        keys: dict[str, dict[str, Any]] = {}
        for concept in book.concepts.values():
            for key in dict.fromkeys(keys_of(concept, simplifier, sounds)):
                known = keys.setdefault(key, {"concepts": []})
                known["concepts"].append(concept.id)
                if concept.entity:
                    known["entity"] = True
        for word, concepts in _parts(book).items():
            if word not in keys and word not in self._singular:
                keys[word] = {"concepts": concepts, "partly": True}
        for key in self._measured & keys.keys():
            keys[key]["measured"] = True
        for key, ids in self._names.items():
            known = keys.setdefault(key, {"concepts": []})
            known |= {"entity": True, "places": list(dict.fromkeys(ids.get("place", ())))}
        return keys

    def _occurs(self, term: str) -> bool:
        """Tell whether a record may bear a term: has every two of its words, or characters, in that order."""
        if text.is_cjk(term):
            latin, runs = text.cut(term)
            return not latin and self._characters.issuperset(pair for run in runs for pair in text.pairs(run))
        # By the word itself and not its stem: fitness is not what fits.
        words = text.term_key(term).split()
        if len(words) == 1:
            return words[0] in self._singular and self._is_meant(words[0])
        return bool(words) and all(pair in self._pairs for pair in itertools.pairwise(words))

    def _is_meant(self, word: str) -> bool:
        """Tell whether it is mostly a word itself that its stem finds: hospitality is not what finds hospitals."""
        stem = text.stem(word)
        if len(word) - len(stem) < _FAR:
            return True
        if not self._by_stem:
            for known, count in self._words.items():
                self._by_stem[text.stem(known)] += count
                self._by_singular[text.singular(known)] += count
        return self._by_singular[word] >= _MOSTLY * self._by_stem[stem]


def _parts(book: Wordbook) -> dict[str, list[str]]:
    """Return the words that only stand within longer terms of one or two concepts, with those concepts."""
    found: dict[str, dict[str, None]] = {}
    for concept in book.concepts.values():
        for term, _ in terms(concept):
            words = text.term_key(term).split() if term.isascii() else []
            for word in words if len(words) > 1 else ():
                if len(word) >= _TELLING and word.isalpha() and word not in STOP and word not in SOFT:
                    found.setdefault(word, {})[concept.id] = None
    return {word: list(concepts) for word, concepts in found.items() if len(concepts) <= _FEW}


def keys_of(concept: Concept, simplifier: Simplifier, sounds: Sounds) -> Iterator[str]:
    """Yield every key of a concept, the sound of its Chinese terms included."""
    for term, role in terms(concept):
        plain = simplifier.simple(term)
        key = text.term_key(plain)
        if key:
            yield key
        if role == "zh" and len(plain) > 1:
            sound = "".join(sounds.of(text.folded(plain)))
            if len(sound) > _SHORTEST_INITIALS:
                yield sound


def documents(lexicon: Lexicon, book: Wordbook, simplifier: Simplifier, sounds: Sounds) -> Iterator[dict[str, Any]]:
    """Yield the documents of the index of words, keys and concepts, as fields with their values."""
    for word, frequency in lexicon.words(book).items():
        yield {"word": [word], "frequency": [frequency]}
    for key, known in lexicon.keys(book, simplifier, sounds).items():
        yield {"key": [key], "entry": [json.dumps(known).encode()]}
    for identity, words in lexicon.concepts(book, simplifier):
        yield {"concept": [identity], "entry": [json.dumps(words, ensure_ascii=False).encode()]}


def sounded(names: Iterable[str], sounds: Sounds) -> tuple[list[str], list[str]]:
    """Return the syllables of some Chinese names, and the initials and whole sound of each, as the index has them."""
    syllables, initials = [], []
    for name in names:
        for run in text.runs(name):
            found = sounds.of(run)
            if found:
                syllables.append(" ".join(found))
                initials.append("".join(found))
                initials += ["".join(syllable[0] for syllable in found[skip:]) for skip in _beginnings(run)]
    return syllables, [letters for letters in dict.fromkeys(initials) if len(letters) >= _SHORTEST_INITIALS]


def _beginnings(run: str) -> Iterator[int]:
    """Yield where the initials of a name may begin: at its start, and after the place that it begins with."""
    yield 0
    for place in _HOME:
        if run.startswith(place) and len(run) > len(place) + 1:
            yield len(place)


def simplified(entry: Entry, simplifier: Simplifier) -> dict[str, list[str]]:
    """Return the Chinese of an entry by field, folded and in simplified characters."""
    return {
        field: [simplifier.simple(text.folded(part)) for part in parts if not part.isascii()]
        for field, parts in entry.chinese.items()
    }


def _traditional() -> tuple[str, str]:
    """Return the traditional characters that have a simplified form, and those forms, by OpenCC's table."""
    from opencc import OpenCC

    characters = "".join(map(chr, (*range(0x3400, 0x4DC0), *range(0x4E00, 0xA000))))
    simple = OpenCC("t2s").convert(characters)
    if len(simple) != len(characters):
        simple = "".join(OpenCC("t2s").convert(character)[:1] or character for character in characters)
    changed = [(old, new) for old, new in zip(characters, simple, strict=True) if old != new]
    return "".join(old for old, _ in changed), "".join(new for _, new in changed)
