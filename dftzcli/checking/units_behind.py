"""The unit behind a number, or what it counts: "million TEU", "亿元", "new foreign-invested enterprises"."""

from __future__ import annotations

import re
from functools import cache
from typing import Final

from dftzcli.checking import patterns
from dftzcli.checking.words import CHINESE
from dftzcli.model.unit_words import meanings
from dftzcli.model.units import BASES, unit

# The base of what is counted with a measure word of Chinese that fits anything.
ANY: Final = "anything counted"
# How many words a unit may have: "10,000 USD", "million square kilometres per year".
_LONGEST: Final = 5


def unit_behind(text: str) -> tuple[int, str | None, int]:
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


def counted_behind(text: str) -> tuple[str | None, int]:
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
