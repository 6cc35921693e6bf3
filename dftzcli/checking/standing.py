"""Words of standing in a sentence, and names of what has one that are told in other words than the record's."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING, Final

from dftzcli.checking import patterns
from dftzcli.checking.mentions import Mention
from dftzcli.checking.patterns import Standing
from dftzcli.checking.sentences import folded
from dftzcli.checking.words import CHINESE, Word, stems, words
from dftzcli.tuples import NamedTuple

if TYPE_CHECKING:
    from dftzcli.checking.mentions import Names
    from dftzcli.search.cards import Card

WITH_STATUS: Final = frozenset({"project", "policy", "incentive"})
# A name of fewer words is told in its own order or means another thing.
_LEAST: Final = 3
# How much of a name must stand together where its place stands elsewhere in the sentence.
_CORE: Final = 2
# What a record is the making of: who says that the airport opened speaks of the same.
_MAKING: Final = re.compile(r"^(?:construction|extension|launch) of ", re.I)
_CHINESE_MAKING: Final = re.compile("(?:建设|项目|工程)$")
_FACTS: Final = frozenset({"runs", "built", "in force"})
_THINGS: Final = (
    "plant|factory|works|project|route|line|centre|center|park|base|terminal|airport|hub|facility|yard|shipyard|refinery|station"
    "|warehouse|laboratory|pipeline|railway|bridge|tunnel|fund|policy|scheme|incentive|subsidy|award|grant|programme|program|platform"
)  # fmt: skip
# A thing by a name: "The Tesla plant in Dalian", "特斯拉大连工厂".
_SUBJECT: Final = re.compile(
    rf"\b(?:(?!The\b|This\b|That\b|Its?\b|Our\b|Their\b|A\b|An\b|In\b)[A-Z][\w&'.-]*\s+){{1,4}}(?:[a-z][a-z-]*\s+){{0,2}}(?:{_THINGS})"
    r"(?:\s+(?:in|at|near|of)\s+(?:the\s+)?(?:[A-Z][\w'-]*\s*){1,3})?\s*$"
)
_CHINESE_SUBJECT: Final = re.compile(
    r"[\u4e00-\u9fff]{2,14}(?:工厂|项目|航线|中心|产业园|园区|基地|码头|机场|专项资金|平台|政策|班列|电站|加氢站)(?:目前|现|已经?|正式|全面)*$"
)
_COPULA: Final = re.compile(
    r"\s+(?:(?:is|are|was|were|has|have|had|been|be|not|now|already|currently|still|fully|since)\s+)+$"
)


class Said(NamedTuple):
    """A word of standing in a sentence."""

    start: int
    end: int
    standing: Standing
    is_denied: bool


def words_of_standing(text: str, taken: Sequence[tuple[int, int]]) -> list[Said]:
    """Return the words of a sentence that tell how something stands, in order, none within the stretches `taken`."""
    found: list[Said] = []
    held = [*taken]
    for standing, pattern in patterns.SAID:
        for match in pattern.finditer(text):
            if any(match.start() < end and start < match.end() for start, end in held):
                continue
            held.append((match.start(), match.end()))
            before = text[: match.start()]
            told: Standing = "planned" if standing in _FACTS and patterns.AHEAD.search(before) else standing
            found.append(Said(match.start(), match.end(), told, bool(patterns.TURNED.search(before))))
    return sorted(found)


class LooseNames:
    """Names of records with a status whose words stand together in another order: "the new Dalian airport"."""

    def __init__(self, names: Names) -> None:
        """Take the names that sentences are read with."""
        self._names = names
        self._cards = [card for card in names.cards.values() if card["kind"] in WITH_STATUS]
        self._known: dict[frozenset[str], list[str]] = {}
        self._chinese: dict[str, list[str]] = {}
        for card in self._cards:
            if name := _CHINESE_MAKING.sub("", card["name_zh"] or ""):
                self._chinese.setdefault(folded(name), []).append(card["id"])
            for name in (card["name"], *card["aliases"], card["id"].replace("-", " ")):
                key = frozenset(stems(_MAKING.sub("", name)))
                held = self._known.setdefault(key, [])
                if len(key) >= _LEAST and card["id"] not in held:
                    held.append(card["id"])

        self._longest_first = sorted(self._known.items(), key=lambda each: -len(each[0]))

    def namesakes(self, text: str, cards: Sequence[Card]) -> list[Card]:
        """Return further records that a name may mean: it is none of those that some have, but a part of theirs.

        "Negative list management" is the id of one policy, and a part of the name of another.
        """
        key = f" {' '.join(stems(text))} "
        names = {f" {' '.join(stems(name))} " for card in cards for name in (card["name"], *card["aliases"])}
        if CHINESE.search(text) or key in names or not key.strip():
            return []
        own = {card["id"] for card in cards}
        return [card for card in self._cards if card["id"] not in own and key in f" {' '.join(stems(card['name']))} "]

    def mentions(self, text: str, mentions: Sequence[Mention], owners: Sequence[Mention]) -> Iterator[Mention]:
        """Yield the names in a sentence; a place in a name may stand elsewhere in it, and `owners` are none of them."""
        spans = [(each.start, each.end) for each in owners]
        places = [each for each in mentions if self._names.kind(each.ids[0]) == "place"]
        if CHINESE.search(text):
            yield from self._in_chinese(text, places, spans)
        found = [each for each in words(text) if each.text.lower() not in patterns.JOINING]
        present = frozenset(each.stem for each in found)
        where = {frozenset(stems(text[each.start : each.end])) for each in places}
        for key, ids in self._longest_first:
            if not ids or not key <= present:
                continue
            cores = [key, *(key - place for place in where if len(key - place) >= _CORE)]
            span = next((span for core in cores if (span := _together(found, core, key))), None)
            if span and not any(start < span[1] and span[0] < end for start, end in spans):
                spans.append(span)
                yield Mention(*span, tuple(ids))

    def _in_chinese(self, text: str, places: Sequence[Mention], spans: list[tuple[int, int]]) -> Iterator[Mention]:
        """Yield names of three characters and more; the place that one begins with may stand before it."""
        where = [text[each.start : each.end].removesuffix("市") for each in places]
        for name, ids in self._chinese.items():
            for form in (name, *(name.removeprefix(place) for place in where if name.startswith(place))):
                at = text.find(form)
                end = at + len(form)
                if at >= 0 and len(form) >= _LEAST and not any(start < end and at < last for start, last in spans):
                    spans.append((at, end))
                    yield Mention(at, end, tuple(ids))


def _together(found: Sequence[Word], core: frozenset[str], key: frozenset[str]) -> tuple[int, int] | None:
    """Return where the words of a name stand with no other word between them."""
    for at, word in enumerate(found):
        if word.stem not in key:
            continue
        missing = set(core)
        for each in found[at:]:
            if each.stem not in key:
                break
            missing.discard(each.stem)
            if not missing:
                return word.start, each.end
    return None


def unrecorded(text: str, said: Said, held: Sequence[tuple[int, int]]) -> tuple[int, int] | None:
    """Return where a sentence says how something stands that has a name but no record; None where it says no such.

    The name stands right before the word, and none of the stretches `held` is in it.
    """
    before = text[: said.start]
    if CHINESE.search(text[said.start : said.end]):
        match = _CHINESE_SUBJECT.search(before)
    else:
        match = _SUBJECT.search(_COPULA.sub("", before))
    if match is None or any(start < match.end() and match.start() < end for start, end in held):
        return None
    return match.start(), said.end
