"""Numbers as they are typed and printed: 5300, 5,300, 5.3 thousand, 41 %, 1.05 trillion, 53万."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache
from typing import TYPE_CHECKING, Final

from dftzcli.tuples import NamedTuple

if TYPE_CHECKING:
    from decimal import Decimal

# What a word after a number multiplies it by. The Chinese ones count in ten thousands.
_TIMES: Final[dict[str, int]] = {
    "hundred": 10**2,
    "thousand": 10**3,
    "k": 10**3,
    "million": 10**6,
    "mn": 10**6,
    "mln": 10**6,
    "billion": 10**9,
    "bn": 10**9,
    "trillion": 10**12,
    "tn": 10**12,
    "百": 10**2,
    "千": 10**3,
    "万亿": 10**12,
    "百万": 10**6,
    "千万": 10**7,
    "万": 10**4,
    "亿": 10**8,
}
# To how many digits numbers are rounded in speech.
FEWEST: Final = 2
MOST: Final = 4
_PERCENT: Final = frozenset(("%", "percent", "pct", "per cent", "百分点"))


class Number(NamedTuple):
    """A number in a text: its digits, the number they stand for with its multiplier, and whether it is a percentage."""

    digits: str
    scaled: str
    is_percent: bool
    start: int
    end: int

    @property
    def is_year(self) -> bool:
        """Whether it may be a year: four plain digits of this or the last century, typed without a separator."""
        plain = self.end - self.start == 4 and self.digits.isdigit()
        return plain and "1900" <= self.digits <= "2100"

    @property
    def rounded(self) -> str:
        """The term under which the index knows what is this number when it is rounded to as many digits; or nothing."""
        return rounded_term(self.scaled, significant(self.digits), percent=self.is_percent)

    @property
    def terms(self) -> tuple[str, ...]:
        """The terms under which the index knows the number."""
        known = dict.fromkeys((self.digits, self.scaled))
        return (f"{self.digits}%", *known) if self.is_percent else tuple(known)


def numbers(text: str) -> Iterator[Number]:
    """Yield the numbers of a folded text.

    >>> [number.scaled for number in numbers("over 5.3 thousand firms, 41 % and 1,000.21 bn")]
    ['5300', '41', '1000210000000']
    """
    if not any(character.isdigit() for character in text):
        return
    from decimal import Decimal

    for found in _number().finditer(text):
        # A single comma before one or two digits is the decimal sign of another country, or a misprint of it.
        digits = re.sub(r",(?=[0-9]{1,2}$)", ".", found[1])
        amount = Decimal(digits.replace(",", ""))
        unit = (found[2] or "").strip()
        yield Number(
            canonical(amount),
            canonical(amount * _TIMES.get(unit, 1)),
            unit in _PERCENT,
            found.start(),
            found.end(),
        )


def significant(digits: str) -> int:
    """Return how many digits a number is given to: zeros at its end may stand for digits that were left out."""
    return max(len(digits.replace(".", "").lstrip("0").rstrip("0")), FEWEST)


def rounded_term(scaled: str, digits: int, *, percent: bool) -> str:
    """Return the term of whatever is a number when it is rounded to some digits; empty for more than anyone does."""
    return f"~{digits}:{scaled}{'%' if percent else ''}" if FEWEST <= digits <= MOST else ""


def roundings(amount: Decimal, *, percent: bool) -> Iterator[str]:
    """Yield the terms of a number that has more digits, each rounded or cut off: 306.453 billion as 306 billion.

    >>> from decimal import Decimal
    >>> list(roundings(Decimal("1814.77"), percent=False))
    ['~2:1800', '~3:1810', '~4:1815', '~4:1814']
    """
    from decimal import ROUND_DOWN, ROUND_HALF_UP, Decimal

    if not amount:
        return
    for digits in range(FEWEST, MOST + 1):
        unit = Decimal(1).scaleb(amount.adjusted() - digits + 1)
        ways = (ROUND_HALF_UP, ROUND_DOWN)
        found = dict.fromkeys((amount / unit).quantize(Decimal(1), rounding=way) * unit for way in ways)
        if amount not in found:
            yield from (rounded_term(canonical(number), digits, percent=percent) for number in found)


def canonical(amount: Decimal) -> str:
    """Write a number without separators, exponent or trailing zeros."""
    text = f"{amount:f}"
    return text.rstrip("0").rstrip(".") or "0" if "." in text else text


@cache
def _number() -> re.Pattern[str]:
    units = "|".join(sorted((re.escape(unit) for unit in (*_TIMES, *_PERCENT)), key=len, reverse=True))
    return re.compile(
        rf"(?<![A-Za-z0-9_.])([0-9]+(?:,[0-9]{{3}})+(?:\.[0-9]+)?|[0-9]+(?:[.,][0-9]+)?)(?:\s*({units})(?![a-z]))?"
        r"(?![0-9])(?![.,][0-9])"
    )
