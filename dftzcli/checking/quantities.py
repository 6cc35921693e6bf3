"""Numbers of a sentence with what belongs to them: unit, magnitude, qualifier, range, and how precise they are."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from decimal import Decimal
from functools import cache
from typing import Final, NamedTuple

from dftzcli.checking import patterns
from dftzcli.checking.words import CHINESE
from dftzcli.model.unit_words import meanings
from dftzcli.model.units import BASES, unit

# What has more digits is no number that anybody states.
_NUMBER: Final = r"\d{1,3}(?:,\d{3}){1,6}(?:\.\d{1,12})?|\d{1,24}(?:\.\d{1,12})?"
_FOUND: Final = re.compile(
    rf"(?<![A-Za-z\d_.,#])(?P<sign>(?<![\d%])-\s?)?(?P<first>{_NUMBER})(?P<unit1>[^\d,.;:()]{{0,14}}?)"
    rf"(?:\s?(?P<to>-|\bto\b|\band\b|至|到)\s?[$¥]?(?P<last>{_NUMBER}))?(?![\d_]|[.,]\d)",
    re.IGNORECASE,
)
# How many words a unit may have: "10,000 USD", "million square kilometres per year".
_LONGEST: Final = 5
# How far before a number its qualifier may begin, in characters.
_FAR: Final = 60
# Measure words of Chinese that count anything.
ANY: Final = "anything counted"

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
    return not between or bool(_unit_after(between)[2])


def _made(text: str, start: int, end: int, low: Decimal, high: Decimal, digits: int) -> Quantity:
    exponent, base, length = _unit_after(text[end:])
    before = text[: digits or start]
    money = patterns.CURRENCY.search(before)
    if money:
        start = min(start, money.start())
        if base is None:
            base = next(iter({each[1] for each in meanings(money[1])}), None)
    if base is None:
        noun, size = _counted(text[end + length :])
        base, length, size = (noun, length + size, size) if noun else (base, length, 0)
    else:
        size = 0
    if base is None and (part := patterns.OF_WHICH.match(text[end:])):
        # "117 of 119 reform tasks" counts tasks twice.
        base = _counted(text[end + part.end() :])[0] or _unit_after(text[end + part.end() :])[1]
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


def _unit_after(text: str) -> tuple[int, str | None, int]:
    """Return power of ten, base and length of the unit that a text begins with; a length of 0 where there is none."""
    bracket = re.match(r"\s*\(([^()]{1,20})\)", text)
    if bracket and (found := _meaning(bracket[1])) is not None:
        return *found, bracket.end()
    percent = patterns.PERCENT.match(text)
    if percent:
        points = percent[1].lower().startswith(("pp", "percentage p")) or "百分点" in percent[1]
        return 0, "pp" if points else "%", percent.end()
    times = re.match(r"\s?x\s?(?=10,000|1,000|100)", text)
    skipped = times.end() if times else 0
    rest = text[skipped:]
    more = re.match(r"\s?[余多]?", rest)
    lead = more.end() if more else 0
    if CHINESE.match(rest[lead:]):
        for size in range(min(8, len(rest) - lead), 0, -1):
            found = _meaning(rest[lead : lead + size])
            if found is not None and rest[lead + size - 1].isalnum():
                return *found, skipped + lead + size
        return 0, None, 0
    for end in _ends(rest):
        found = _meaning(rest[:end])
        if found is not None:
            return *found, skipped + end
    return 0, None, 0


def _ends(text: str) -> list[int]:
    """Return where a unit of up to five words may end, the longest first."""
    ends: list[int] = []
    for match in re.finditer(r"\s?-?(?:10,000|1,000|100|[A-Za-z$¥€]+[²2]?)(?:/[A-Za-z]+)?(?=[^A-Za-z\d]|$)", text[:48]):
        if match.start() != (ends[-1] if ends else 0) or len(ends) == _LONGEST:
            break
        ends.append(match.end())
    return [end for end in ends[::-1] if text[:end].rpartition(" ")[2].lower() not in patterns.JOINING]


@cache
def _meaning(text: str) -> tuple[int, str | None] | None:
    typed = re.sub(r"\ban? (day|year)$", r"per \1", text.strip().rstrip("-")).replace("²", "2")
    typed = re.sub("(?<=[万亿])[余多]", "", typed)
    if not typed or typed.lower() in patterns.JOINING:
        return None
    if typed.lower() in patterns.COUNTED:
        return 0, patterns.COUNTED[typed.lower()]
    found = meanings(typed)
    if not found and " " in typed and typed.rpartition(" ")[2].lower() in patterns.COUNTED:
        head, _, last = typed.rpartition(" ")
        found = meanings(f"{head} {patterns.COUNTED[last.lower()]}")
    if len(found) != 1:
        return None
    return next(iter(found))


def _counted(text: str) -> tuple[str | None, int]:
    """Return what a number counts and where that word ends: "new foreign-invested enterprises", 家, 项."""
    if text[:1] in patterns.MEASURE:
        return ("companies" if text[0] == "家" else ANY), 1
    match = re.match(r"(?:[\s-]+[A-Za-z]+(?:'s)?){1,5}", text)
    if match is None:
        return None, 0
    for word in re.finditer(r"[A-Za-z]+", match.group()):
        low = word.group().lower()
        if low in patterns.JOINING - {"both", "all", "new"}:
            return None, 0
        named = patterns.COUNTED.get(low) or low
        found = {base for exponent, base in meanings(named) if base and not exponent} if len(low) > 3 else set()
        base = next(iter(found), None)
        if base in BASES and unit(base).dimension == "count":
            return base, word.end()
    return None, 0
