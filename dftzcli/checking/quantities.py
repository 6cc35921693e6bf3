"""Numbers of a sentence with what belongs to them: unit, magnitude, qualifier, range, and how precise they are."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from decimal import Decimal
from typing import Final

from dftzcli.checking import patterns
from dftzcli.checking.units_behind import counted_behind, unit_behind
from dftzcli.checking.words import CHINESE
from dftzcli.model.unit_words import meanings
from dftzcli.tuples import NamedTuple

# What has more digits is no number that anybody states.
_NUMBER: Final = r"\d{1,3}(?:,\d{3}){1,6}(?:\.\d{1,12})?|\d{1,24}(?:\.\d{1,12})?"
_FOUND: Final = re.compile(
    rf"(?<![A-Za-z\d_.,#])(?P<sign>(?<![\d%])-\s?)?(?P<first>{_NUMBER})(?P<unit1>[^\d,.;:()]{{0,14}}?)"
    rf"(?:\s?(?P<to>-|\bto\b|\band\b|至|到)\s?[$¥]?(?P<last>{_NUMBER}))?(?![\d_]|[.,]\d)",
    re.IGNORECASE,
)
# How far before a number its qualifier may begin, in characters.
_FAR: Final = 60

Q = Sequence[tuple[str, re.Pattern[str]]]


class Quantity(NamedTuple):
    """A number in a sentence: in its unit `low` and `high` are its ends, the same where it is no range.

    `exponent` and `base` are the unit, base None where none is named; `place` is the worth of the last digit that is
    written, in the same unit. `qualifier` is exact, over, at_least, under, at_most, nearly or about. `noun` is where
    the words begin that say what is counted ("new foreign-invested enterprises"), the end where there are none.
    """

    start: int
    end: int
    low: Decimal
    high: Decimal
    place: Decimal
    exponent: int
    base: str | None
    qualifier: str
    noun: int

    @property
    def is_range(self) -> bool:
        """Whether it has two ends."""
        return self.low != self.high

    def in_base(self, number: Decimal) -> Decimal:
        """Return a number in the units of the quantity as one in base units."""
        return number.scaleb(self.exponent)


def quantities(text: str, taken: Sequence[tuple[int, int]]) -> tuple[Quantity, ...]:
    """Return the numbers of a folded sentence in order, without those in the stretches that are times or names."""
    held = [*text]
    for start, end in taken:
        held[start:end] = " " * (end - start)
    free = "".join(held)
    found = [*_ranks(free)]
    for each in found:
        held[each.start : each.end] = " " * (each.end - each.start)
    free = "".join(held)
    found += _numbers(free, text)
    return tuple(sorted(found))


def _ranks(text: str) -> Iterator[Quantity]:
    for match in patterns.RANK.finditer(text):
        number = Decimal(match["a"] or match["b"] or match["c"])
        yield Quantity(match.start(), match.end(), number, number, Decimal(1), 0, "rank", "exact", match.end())


def _numbers(text: str, whole: str) -> Iterator[Quantity]:
    # What stands before a number may be blanked out as a name: "Fortune 500".
    place = 0
    while True:
        match = _FOUND.search(text, place)
        spelt = patterns.SPELT.search(text, place)
        if spelt is not None and (match is None or spelt.start() < match.start()):
            value = Decimal(patterns.SPELT_VALUES[spelt[1].lower()])
            yield (found := _made(text, spelt.start(), spelt.end(), value, value, 0))
        elif match is not None and patterns.PART_OF_NAME.search(whole[: match.start()]):
            place = match.end("first")
            continue
        elif match is not None:
            yield (found := _of(text, match))
        else:
            return
        place = max(found.end, place + 1)


def _of(text: str, match: re.Match[str]) -> Quantity:
    first = Decimal(match["first"].replace(",", ""))
    last, end = first, match.end("first")
    if match["last"] and _joins(text, match):
        last, end = Decimal(match["last"].replace(",", "")), match.end("last")
    if match["sign"] and last == first:
        first = last = -first
    if last < first:
        last, end = first, match.end("first")
    return _made(text, match.start(), end, first, last, match.start("first"))


def _joins(text: str, match: re.Match[str]) -> bool:
    """Tell whether two numbers are the ends of a range: nothing but one unit stands between them."""
    between = match["unit1"].strip()
    if match["to"].lower() == "and" and not re.search(r"\bbetween\s*[^\d]{0,6}$", text[: match.start("first")], re.I):
        return False
    if match["to"].lower() == "to" and re.search(r"\bfrom\s*[^\d]{0,6}$", text[: match.start("first")], re.I):
        # "from 5 to 8" is a change, from one number to another.
        return False
    return not between or bool(unit_behind(between)[2])


def _made(text: str, start: int, end: int, low: Decimal, high: Decimal, digits: int) -> Quantity:
    exponent, base, length = unit_behind(text[end:])
    before = text[: digits or start]
    money = patterns.CURRENCY.search(before)
    if money:
        start = min(start, money.start())
        if base is None:
            base = next(iter({each[1] for each in meanings(money[1])}), None)
    if base is None:
        noun, size = counted_behind(text[end + length :])
        base, length, size = (noun, length + size, size) if noun else (base, length, 0)
    else:
        size = 0
    if base is None and (part := patterns.OF_WHICH.match(text[end:])):
        # "117 of 119 reform tasks" counts tasks twice.
        base = counted_behind(text[end + part.end() :])[0] or unit_behind(text[end + part.end() :])[1]
    qualifier, begin = _qualified(text[:start])
    if qualifier == "exact":
        qualifier = next(
            (name for name, found in patterns.QUALIFIED_AFTER if found.search(text[end + length :])), "exact"
        )
        if qualifier == "exact" and length and CHINESE.search(text[end : end + 1]):
            qualifier = "over" if text[end] in "余多" else "exact"
    return Quantity(
        min(start, begin),
        end + length,
        low,
        high,
        _last_place(low, high),
        exponent,
        "companies" if base == "enterprises" else base,
        qualifier,
        end + length - size,
    )


def _last_place(low: Decimal, high: Decimal) -> Decimal:
    return min(Decimal(1).scaleb(int(each.as_tuple().exponent)) for each in (low, high))


def _qualified(before: str) -> tuple[str, int]:
    skipped = max(0, len(before) - _FAR)
    for name, pattern in patterns.QUALIFIED_BEFORE:
        match = pattern.search(before[skipped:])
        if match:
            return name, skipped + match.start()
    return "exact", len(before)
