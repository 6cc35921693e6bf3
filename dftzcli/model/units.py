"""The units that figures are stated in, one closed list.

A unit carries its printed multiplier: the trade tables are in `10,000 USD`, so a value of 13,887,643 in that unit is
138,876,430,000 USD. `Unit.multiplier` and `Unit.base` give the arithmetic; nothing is ever converted silently.

Asked for another magnitude, a number is moved by a power of ten and nothing else: `target` reads what a reader types
("USD bn", "亿元"), `convert` moves the point. No currency becomes another here, and no percent a percentage point.
"""

from __future__ import annotations

from decimal import Decimal
from typing import Final, Literal, get_args

from dftzcli.errors import UsageError
from dftzcli.tuples import NamedTuple

Dimension = Literal["money", "share", "mass", "length", "area", "time", "volume_of_traffic", "count", "rank", "ratio"]


class Unit(NamedTuple):
    """One unit: its `code` as shown, the `base` it counts in, how many of the base it is, and its dimension.

    Money bases are ISO 4217 codes. Counted things have a base of their own, so that companies are never added to
    projects.
    """

    code: str
    base: str
    multiplier: Decimal
    dimension: Dimension


UnitCode = Literal[
    "%",
    "pp",
    "CNY",
    "10,000 CNY",
    "million CNY",
    "billion CNY",
    "trillion CNY",
    "USD",
    "10,000 USD",
    "million USD",
    "billion USD",
    "t",
    "million t",
    "TEU",
    "million TEU",
    "km",
    "km2",
    "h",
    "days",
    "months",
    "years",
    "persons",
    "companies",
    "projects",
    "enterprises",
    "tasks",
    "cases",
    "innovations",
    "functions",
    "ports",
    "countries",
    "countries and regions",
    "routes",
    "islands",
    "bay areas",
    "zones",
    "cities",
    "times",
    "inspections",
    "work days per company",
    "inspectors per company",
    "companies per day",
    "sets",
    "deadweight t",
    "patents per 10,000 persons",
    "rank",
    "JPY",
    "billion JPY",
    "sq m",
    "kg per day",
    "vehicles",
    "vehicles per year",
    "motors per year",
    "TEU per year",
    "buses",
    "cylinders",
    "measures",
    "items",
    "agreements",
    "lines",
    "berths",
    "trains",
    "stations",
]

_SCALED: Final[dict[str, tuple[str, str]]] = {
    "10,000 CNY": ("CNY", "1E4"),
    "million CNY": ("CNY", "1E6"),
    "billion CNY": ("CNY", "1E9"),
    "trillion CNY": ("CNY", "1E12"),
    "10,000 USD": ("USD", "1E4"),
    "million USD": ("USD", "1E6"),
    "billion USD": ("USD", "1E9"),
    "billion JPY": ("JPY", "1E9"),
    "million t": ("t", "1E6"),
    "million TEU": ("TEU", "1E6"),
}

_DIMENSIONS: Final[dict[str, Dimension]] = {
    "%": "share",
    "pp": "share",
    "CNY": "money",
    "USD": "money",
    "JPY": "money",
    "t": "mass",
    "deadweight t": "mass",
    "TEU": "volume_of_traffic",
    "km": "length",
    "km2": "area",
    "sq m": "area",
    "kg per day": "ratio",
    "vehicles per year": "ratio",
    "motors per year": "ratio",
    "TEU per year": "ratio",
    "h": "time",
    "days": "time",
    "months": "time",
    "years": "time",
    "rank": "rank",
    "patents per 10,000 persons": "ratio",
    "work days per company": "ratio",
    "inspectors per company": "ratio",
    "companies per day": "ratio",
}


def unit(code: str) -> Unit:
    """Return the unit of a code; KeyError when the list has none."""
    if code not in UNIT_CODES:
        raise KeyError(code)
    base, multiplier = _SCALED.get(code, (code, "1"))
    return Unit(code, base, Decimal(multiplier), _DIMENSIONS.get(base, "count"))


class Target(NamedTuple):
    """The unit that a reader asks for: a power of ten (`exponent`), and a `base` or None for that of the figure."""

    exponent: int
    base: str | None

    @property
    def code(self) -> str:
        """The target as the catalogue writes units: `billion USD`, `10,000 TEU`; `billion` alone for any base."""
        return " ".join(word for word in (_magnitude(self.exponent), self.base) if word) or "1"

    def for_base(self, base: str) -> Unit:
        """Return the unit for figures that count in a base; UsageError when they are not stated in it."""
        if self.base is not None and self.base != base:
            raise _unlike(base, self.base)
        # What is no unit of the list (a result such as CNY per person) is taken for a ratio.
        dimension = _DIMENSIONS.get(base, "count" if base in UNIT_CODES else "ratio")
        if self.exponent and dimension in WITHOUT_MAGNITUDE:
            raise UsageError(
                f"a figure in {base} takes no magnitude such as {_magnitude(self.exponent)}", fix=_AS_PRINTED
            )
        return Unit(Target(self.exponent, base).code, base, Decimal(f"1E{self.exponent}"), dimension)


def target(text: str) -> Target:
    """Read the unit that a reader asks for: "USD bn", "亿元", "10k TEU", "万人", "%", or "bn" for any base.

    Case, spaces and the order of magnitude and unit do not matter. UsageError for what is no unit, with the nearest
    ones, and for a currency that no figure is in.
    """
    from dftzcli.model.unit_words import OTHER_CURRENCIES, meanings

    found = meanings(text) if len(text) <= _LONGEST else frozenset()
    if len(found) != 1:
        raise _no_unit(text)
    meant = Target(*next(iter(found)))
    if meant.base in OTHER_CURRENCIES:
        raise UsageError(f"no figure is printed in {meant.base}: {_NO_RATES}", fix=_ASK_FOR_MAGNITUDE.format("USD"))
    if meant.base is not None:
        meant.for_base(meant.base)
    return meant


def convert(value: Decimal, unit: Unit, target: Unit) -> Decimal:
    """Return a finite number of one unit in another of the same base, to the last digit; UsageError for unlike bases.

    The point is moved and no digit is lost, whatever the precision of the context: there and back is the same number.
    What comes out whole has no decimals and no exponent.

    >>> convert(Decimal(13887643), unit("10,000 USD"), unit("billion USD"))
    Decimal('138.87643')
    """
    if unit.base != target.base:
        raise _unlike(unit.base, target.base)
    sign, digits, exponent = value.as_tuple()
    if not isinstance(exponent, int):
        raise ValueError(f"{value} is no finite number")
    shift = unit.multiplier.adjusted() - target.multiplier.adjusted()
    if shift == 0:
        return value
    # Made from its digits: arithmetic would round to the precision of the context.
    moved = Decimal((sign, digits, exponent + shift))
    return Decimal(int(moved)) if moved == moved.to_integral_value() else moved


def _unlike(base: str, wanted: str) -> UsageError:
    """Return the error for figures of one base that are asked for in another."""
    if {base, wanted} == {"%", "pp"}:
        return UsageError(
            f"{base} is not {wanted}: a share or a rate is in %, the change of one in percentage points (pp)",
            fix=_AS_PRINTED,
        )
    if _DIMENSIONS.get(base) == _DIMENSIONS.get(wanted) == "money":
        return UsageError(
            f"a figure in {base} is not converted to {wanted}: {_NO_RATES}", fix=_ASK_FOR_MAGNITUDE.format(base)
        )
    return UsageError(f"a figure in {base} is not converted to {wanted}: they count different things", fix=_AS_PRINTED)


def _no_unit(text: str) -> UsageError:
    from dftzcli.model.unit_words import nearest

    close = nearest(text) if len(text) <= _LONGEST else ()
    hint = f"did you mean {' or '.join(Target(*each).code for each in close)}? " if close else ""
    shown = text if len(text) <= _LONGEST else text[: _LONGEST - 1] + "…"
    return UsageError(f"{shown!r} is not a unit", fix=f"{hint}{_HOW_TO_WRITE}")


def _magnitude(exponent: int) -> str:
    """Write a power of ten as the catalogue does: thousand, 10,000, 100,000, million, 10 million and so on."""
    if exponent in _NAMED:
        return _NAMED[exponent]
    if exponent < 6:
        return f"{10**exponent:,}"
    named = min(exponent // 3 * 3, 12)
    return f"{10 ** (exponent - named)} {_NAMED[named]}"


UNIT_CODES: Final[tuple[str, ...]] = get_args(UnitCode)
BASES: Final[tuple[str, ...]] = tuple(code for code in UNIT_CODES if code not in _SCALED)
WITHOUT_MAGNITUDE: Final[frozenset[str]] = frozenset({"share", "rank", "ratio"})

_NAMED: Final[dict[int, str]] = {0: "", 3: "thousand", 6: "million", 9: "billion", 12: "trillion"}
# What is longer was not meant as a unit, and is not searched for one.
_LONGEST: Final = 60
_NO_RATES: Final = "a conversion of currencies needs dated rates, which the tool does not have yet"
_AS_PRINTED: Final = "leave such figures in the unit they are printed in"
_ASK_FOR_MAGNITUDE: Final = 'ask for a magnitude of the printed currency, such as "{} bn", or "bn" alone for any'
_HOW_TO_WRITE: Final = (
    'Write a unit, a magnitude or both, such as "USD bn", "亿元", "10,000 TEU", "%", or "bn" alone for any unit'
)
