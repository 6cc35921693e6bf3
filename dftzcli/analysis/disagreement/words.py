"""Words that open a number, and where they are lost: "over 41 %" that is recorded as 41 %, or repeated without it."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from decimal import Decimal
from typing import Final

from dftzcli.analysis.disagreement.finding import Finding, Known, joined
from dftzcli.analysis.observations import Observation
from dftzcli.analysis.rounding import is_printed
from dftzcli.analysis.series import key_of
from dftzcli.model.fields import stated
from dftzcli.model.periods import bounds

# What stands right before the number, longest first: "no more than" is not "more than". "Up to" is left out, because
# a rise goes up to its end.
_BEFORE: Final = re.compile(
    r"(?<![a-z])(?P<word>(?:no|not) (?:more|less|fewer) than|(?:more|less|fewer|greater|higher|lower) than|at least"
    r"|at most|over|above|exceed(?:s|ed|ing)?|surpass(?:es|ed|ing)?|about|around|approximately|roughly|nearly|almost"
    r"|close to|under|below|超过|不少于|不低于|不超过|不足|至少|至多|大约|接近|将近|近|约|超|逾)"
    r"\s*(?:a total of\s*)?(?:us\$|usd|rmb|cny|[$¥€£])?\s*$"
)
# What stands right behind it, its percent sign, multiplier or a short unit between.
_BEHIND: Final = re.compile(
    r"\s*(?:%|percent|[百千万亿]+)?(?P<word>[余多]|[\u4e00-\u9fff]{0,4}?(?:以上|以下|以内|左右)"
    r"|\s*(?:[a-z]+\s)?(?:or|and) (?:more|over|above|less|fewer|below)|\s?\+)"
)
_NUMERAL: Final = re.compile(r"\d+(?:[.,]+\d+)*")
_WIDE: Final = str.maketrans("０１２３４５６７８９％，．＋", "0123456789%,.+")


def lost_words(known: Known) -> Iterator[Finding]:
    """Find figures recorded as exact whose printed words say otherwise, and the same number with a word and without."""
    lost: set[str] = set()
    for one in known.observations.values():
        printed, word = known.figures[one.id].citations[0].as_stated, None
        if one.is_exact and one.value is not None and one.reading != "computed" and printed:
            word = opening_word(printed, one.value)
        if word and printed:
            lost.add(one.id)
            yield _unrecorded(known, one, printed, word)
    yield from _dropped(known, lost)


def opening_word(printed: str, value: Decimal) -> str | None:
    """Return the word that opens a number in a printed text, or None; numbers spelled out are not read.

    Only a word right beside the number counts: in "540 innovations over five years" the number is 540, and exact.

    >>> opening_word("by more than 75% over five years", Decimal(75))
    'more than'
    """
    text = printed.translate(_WIDE).lower()
    for numeral in _NUMERAL.finditer(text):
        before, behind = text[: numeral.start()], text[numeral.end() :]
        if not is_printed(value, _without_digits(before) + numeral.group() + _without_digits(behind)):
            continue
        found = _BEFORE.search(before) or _BEHIND.match(behind)
        if found:
            return found["word"].strip()
    return None


def _without_digits(text: str) -> str:
    return re.sub(r"\d", "", text)


def _unrecorded(known: Known, one: Observation, printed: str, word: str) -> Finding:
    return Finding(
        type="reading",
        figures=(one.id,),
        name=f'{known.figures[one.id].name}: printed "{printed}", recorded as exactly {stated(one.item)}',
        name_zh=f"{known.topic_zh(one)}：所录数字缺少原文的限定词",
        summary=f'{one.source} prints "{printed}" and the figure is recorded as exactly {stated(one.item)}: the word '
        f'"{word}" is lost.',
        likely_reason="Computed: the word stands beside the number as printed and not in the record, whose qualifier "
        "is exact.",
    )


def _dropped(known: Known, lost: Iterable[str]) -> Iterator[Finding]:
    """Find one value of one thing that is stated both with a word and without it, at one time or at none."""
    groups: dict[tuple[object, ...], list[Observation]] = {}
    for one in known.observations.values():
        if one.value is not None and one.reading != "computed" and one.qualifier != "expected" and one.id not in lost:
            groups.setdefault((key_of(one)._replace(rhythm=""), one.in_base), []).append(one)
    for group in groups.values():
        exact = [one for one in group if one.is_exact]
        opened = [one for one in group if not one.is_exact]
        found = [one for one in exact if _has_twin(one, opened)] + [one for one in opened if _has_twin(one, exact)]
        if found:
            yield _twice(known, found)


def _has_twin(one: Observation, others: Iterable[Observation]) -> bool:
    return any(
        "undated" in (one.rhythm, other.rhythm)
        or (one.rhythm == other.rhythm and bounds(one.period) == bounds(other.period))
        for other in others
    )


def _twice(known: Known, found: list[Observation]) -> Finding:
    return Finding(
        type="reading",
        figures=tuple(one.id for one in found),
        name=f"{known.topic(found[0])}: {joined(dict.fromkeys(stated(one.item) for one in found))}",
        name_zh=f"{known.topic_zh(found[0])}：同一数字，限定词有无不一",
        summary=f"One number of one thing is printed with a word that opens it and without: "
        f"{joined(known.says(one) for one in found)}. Both stand.",
        likely_reason="Not known: whether one statement drops the word or the other adds it, no source says.",
    )
