"""The lexicon of one state of the catalogue: which words it knows, and what each term of the field stands for in it.

It is made with the index, so that a query asks and computes nothing that could be known before: expansions that no
record bears are already left out, and the sound of every Chinese term is a key of its own.
"""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from typing import TYPE_CHECKING, Any, Final

from dftzcli.search.cards import Card
from dftzcli.search.finding import text
from dftzcli.search.finding.documents import Entry
from dftzcli.search.finding.thesaurus import Concept, Wordbook, terms

if TYPE_CHECKING:
    from tantivy import Document, Schema

# How many other words a query may be widened by for each of its own.
_MOST: Final = 14
# What nearly every name here begins with, and nobody types.
_HOME: Final = ("大连市", "大连", "辽宁省", "辽宁", "中国")
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

            found = lazy_pinyin(run, v_to_u=False, errors=lambda _: None)
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
        self._stems: set[str] = set()
        self._pairs: set[tuple[str, str]] = set()
        self._chinese: list[str] = []
        self._names: dict[str, dict[str, list[str]]] = {}

    def add_names(self, card: Card, simplifier: Simplifier) -> None:
        """Take the names of a place or a partner: who asks for one wants no other."""
        if card["kind"] in ("place", "partner"):
            for name in (card["name"], card["name_zh"] or "", *card["aliases"]):
                key = text.term_key(simplifier.simple(name))
                if len(key) > 1:
                    self._names.setdefault(key, {}).setdefault(card["kind"], []).append(card["id"])

    def add(self, latin: Mapping[str, list[str]], chinese: Mapping[str, list[str]]) -> None:
        """Take the folded words of a record by field, and its folded Chinese."""
        for parts in latin.values():
            for part in parts:
                words = text.words_of(part)
                stems = [text.stem(word) for word in words]
                self._words.update(words)
                self._stems.update(stems)
                self._pairs.update(zip(stems, stems[1:], strict=False))
        for runs in chinese.values():
            self._chinese += runs

    def entries(
        self, book: Wordbook, simplifier: Simplifier, sounds: Sounds
    ) -> tuple[dict[str, int], dict[str, dict[str, Any]]]:
        """Return the known words with how often they occur, and each key with what it stands for."""
        blob = "\n".join(self._chinese)
        keys: dict[str, dict[str, Any]] = {}
        words = dict(self._words)
        for concept in book.concepts.values():
            expansions = [
                [key, round(entry.weight, 3), entry.text]
                for entry in book.expansions(concept)
                if self._occurs(key := text.key_of(simplifier.simple(entry.text)), blob)
            ]
            for key, shown in keys_of(concept, simplifier, sounds):
                known = keys.setdefault(key, {"concepts": [], "terms": [], "shown": shown})
                if concept.entity:
                    known["entity"] = True
                known["concepts"].append(concept.id)
                known["terms"] += [entry for entry in expansions if entry[0] != text.key_of(shown)]
                for word in text.words_of(shown):
                    words.setdefault(word, 0)
        for key, ids in self._names.items():
            known = keys.setdefault(key, {"concepts": [], "terms": [], "shown": key})
            known |= {"entity": True, "places": list(dict.fromkeys(ids.get("place", ())))}
        for known in keys.values():
            best: dict[str, list[Any]] = {}
            for entry in sorted(known["terms"], key=lambda entry: -entry[1]):
                best.setdefault(entry[0], entry)
            known["terms"] = list(best.values())[:_MOST]
        return words, keys

    def _occurs(self, key: str, blob: str) -> bool:
        if text.is_cjk(key):
            return key.replace(" ", "") in blob
        stems = key.split()
        if len(stems) == 1:
            return stems[0] in self._stems
        return bool(stems) and all(pair in self._pairs for pair in zip(stems, stems[1:], strict=False))


def keys_of(concept: Concept, simplifier: Simplifier, sounds: Sounds) -> Iterator[tuple[str, str]]:
    """Yield every key of a concept with the term it is of, the sound of its Chinese terms included."""
    seen: set[str] = set()
    for term, role in terms(concept):
        plain = simplifier.simple(term)
        keys = [text.term_key(plain)]
        if role == "zh" and len(plain) > 1:
            sound = "".join(sounds.of(text.folded(plain)))
            if len(sound) > _SHORTEST_INITIALS:
                keys.append(sound)
        for key in keys:
            if key and key not in seen:
                seen.add(key)
                yield key, term


def documents(words: Mapping[str, int], keys: Mapping[str, Mapping[str, Any]], schema: Schema) -> Iterator[Document]:
    """Yield the documents of the index of words and keys."""
    from tantivy import Document

    for word, frequency in words.items():
        yield Document.from_dict({"word": [word], "frequency": [frequency]}, schema)
    for key, known in keys.items():
        entry = json.dumps(known, ensure_ascii=False).encode()
        yield Document.from_dict({"key": [key], "entry": [entry]}, schema)


def sounded(names: Iterable[str], sounds: Sounds) -> tuple[list[str], list[str]]:
    """Return the syllables of some Chinese names, and the initials of each, as fields of the index hold them."""
    syllables, initials = [], []
    for name in names:
        for run in text.runs(name):
            found = sounds.of(run)
            if found:
                syllables.append(" ".join(found))
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
