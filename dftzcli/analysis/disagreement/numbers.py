"""Numbers side by side: observations of one thing that cannot both be right, and equal digits of different things."""

from __future__ import annotations

from collections.abc import Collection, Iterator
from decimal import Decimal
from typing import Final

from dftzcli.analysis.arithmetic import ABOUT
from dftzcli.analysis.disagreement.finding import Finding, Known, joined
from dftzcli.analysis.observations import Observation
from dftzcli.analysis.rounding import in_base, span
from dftzcli.analysis.series import key_of
from dftzcli.model.fields import stated
from dftzcli.model.periods import bounds
from dftzcli.tuples import NamedTuple

# A number that ends in so many zeros, its "million" counted, was rounded to them for all one can know.
_ZEROS: Final = 3
# Multipliers of this size are words of prose; smaller ones head the columns of tables, whose last digits are counted.
_IN_PROSE: Final = Decimal("1E6")
# How many digits, and how many of them before the zeros at the end, digits need to be worth a second look.
_DIGITS, _TELLING = 3, 2
# Digits that do not agree by chance, whatever they count.
_BEYOND_CHANCE: Final = 4
# Several words of the sources for one thing.
_KIN: Final = {"enterprises": "companies", "countries and regions": "countries"}
_TIMES: Final = {2: "twice", 3: "three times"}


def contradictions(known: Known) -> Iterator[Finding]:
    """Find observations of one series and period that differ beyond rounding and beyond what their words allow.

    What was computed here is no statement of a source, and an expectation contradicts only another one.
    """
    groups: dict[tuple[object, ...], list[Observation]] = {}
    for one in known.observations.values():
        if one.reading != "computed":
            groups.setdefault((key_of(one), bounds(one.period), one.qualifier == "expected"), []).append(one)
    for group in groups.values():
        sides = {one.id: _side(known, one) for one in group}
        different = set(sides.values())
        if not _may_be_apart(different):
            continue
        apart = [one for one in group if any(_are_apart(sides[one.id], other) for other in different)]
        if apart:
            yield _contradiction(known, apart)


class _Side(NamedTuple):
    """What an observation can mean in base units: from `low` to `high`, None for no limit.

    `coarse` is how much more the zeros at its end leave open, should they be rounding.
    """

    low: Decimal | None
    high: Decimal | None
    coarse: Decimal


def _may_be_apart(sides: Collection[_Side]) -> bool:
    """Tell whether any two of some sides do not meet: most do, and are not to be compared one by one."""
    most_low = max((side.low for side in sides if side.low is not None), default=None)
    least_high = min((side.high for side in sides if side.high is not None), default=None)
    return most_low is not None and least_high is not None and most_low > least_high


def _are_apart(one: _Side, other: _Side) -> bool:
    # Beside a finer number zeros may be rounding; beside one with as many they are not: both would be the same then.
    room = max(one.coarse, other.coarse) if one.coarse != other.coarse else Decimal(0)
    pairs = ((one.low, other.high), (other.low, one.high))
    return any(low is not None and high is not None and low - high > room for low, high in pairs)


def _contradiction(known: Known, apart: list[Observation]) -> Finding:
    one = apart[0]
    values = " or ".join(dict.fromkeys(stated(each.item) for each in apart))
    who = "One source gives" if len({each.source for each in apart}) == 1 else "The sources give"
    said = joined(known.says(each) for each in apart)
    return Finding(
        type="contradiction",
        figures=tuple(each.id for each in apart),
        name=f"{known.topic(one)}: {values}",
        name_zh=f"{known.topic_zh(one)}：数字互相矛盾",
        summary=f"{who} {said}, of the same indicator, place, scope and period. Neither rounding nor their words "
        "explain the difference. All stand, and no mean of them is given.",
        likely_reason=_scale(apart) or "Not known: the sources give no reason.",
    )


def _scale(apart: list[Observation]) -> str:
    """Say it where two numbers have the same digits and only their size or sign differs: that can be computed."""
    values = [each.in_base for each in apart]
    if len(values) != 2 or not values[0] or not values[1]:
        return ""
    one, other = sorted((value for value in values if value), key=abs)
    ratio = other / one
    if ratio == -1:
        return "Computed: the digits are the same and the sign is not. Which one is meant, no source says."
    if abs(ratio).normalize().as_tuple().digits != (1,):
        return ""
    return (
        f"Computed: one number is the other times {ratio.normalize():,f}, so a multiplier or a decimal point may be "
        "wrong in one of them. Which one, no source says."
    )


def _side(known: Known, one: Observation) -> _Side:
    printed = known.figures[one.id].citations[0].as_stated if one.reading == "as_printed" else None

    def end(number: Decimal | None, sign: int) -> Decimal | None:
        if number is None:
            return None
        found = span(number, one.item["unit"], as_stated=printed)
        about = ABOUT * abs(found.value) if one.qualifier == "about" else Decimal(0)
        return found.value + sign * max(found.slack, about)

    coarse = Decimal(0)
    if one.value is not None:
        rounded = _rounded_to(one.value, one) * in_base(one.item["unit"])
        coarse = max(coarse, rounded - span(one.value, one.item["unit"], as_stated=printed).slack)
    return _Side(end(one.low, -1), end(one.high, +1), coarse)


def _rounded_to(number: Decimal, one: Observation) -> Decimal:
    """Return half of the place that the zeros at the end of a number may have been rounded to, in its unit.

    At least two digits are taken to be meant: 400 billion is good to 10 billion, and not to 100.
    """
    words = one.unit.multiplier if one.unit.multiplier >= _IN_PROSE else Decimal(1)
    short = (number * words).normalize()
    zeros = short.as_tuple().exponent
    if not isinstance(zeros, int) or zeros < _ZEROS:
        return Decimal(0)
    place = Decimal(1).scaleb(min(zeros, short.adjusted() - 1))
    return place / 2 / words


def same_digits(known: Known) -> Iterator[Finding]:
    """Find equal digits of different indicators or scopes, where a reader could take one number for the other.

    Round numbers, years and digits that agree by chance are left alone, and so is what is computed from one another.
    """
    groups: dict[tuple[object, ...], list[Observation]] = {}
    for one in known.observations.values():
        if one.value is not None and one.reading != "computed" and _is_telling(one.value):
            dimension = "" if _count(one.value) >= _BEYOND_CHANCE else _counted(one)
            groups.setdefault((abs(one.value).normalize(), dimension), []).append(one)
    for group in groups.values():
        others = _firsts(group)
        alike = [one for one in group if any(_are_mixable(known, one, other) for other in others)]
        if len(alike) > 1:
            yield _same(known, alike)


def _counted(one: Observation) -> str:
    """Return what must be the same for few digits to be mixed up: nobody takes cylinders for projects."""
    if one.unit.dimension != "count":
        return one.unit.dimension
    return _KIN.get(one.unit.base, one.unit.base)


def _firsts(group: list[Observation]) -> list[Observation]:
    """Return one observation of each indicator and scope: among those of one of them nothing can be mixed up."""
    return list({(one.indicator, one.scope): one for one in reversed(group)}.values())


def _are_mixable(known: Known, one: Observation, other: Observation) -> bool:
    if (one.indicator, one.scope) == (other.indicator, other.scope):
        return False
    inputs = {each for found in (one, other) for part in known.figures[found.id].identities for each in part.inputs}
    return not {one.id, other.id} & inputs


def _is_telling(value: Decimal) -> bool:
    digits = _digits(value)
    is_year = value == value.to_integral_value() and 1900 <= abs(value) <= 2100
    return len(digits) >= _DIGITS and _count(value) >= _TELLING and not is_year


def _digits(value: Decimal) -> str:
    return f"{abs(value):f}".replace(".", "").lstrip("0")


def _count(value: Decimal) -> int:
    """Return how many digits a number has before the zeros at its end."""
    return len(_digits(value).rstrip("0"))


def _same(known: Known, alike: list[Observation]) -> Finding:
    value = abs(alike[0].value or Decimal(0))
    times = _TIMES.get(len(alike), f"{len(alike)} times")
    names = "; ".join(known.figures[one.id].name for one in alike)
    said = joined(f"{known.says(one)} is {known.topic(one)}, {one.scope.replace('_', ' ')}" for one in alike)
    return Finding(
        type="definition",
        figures=tuple(one.id for one in alike),
        name=f"{value:,} {times}: {names}",
        name_zh=f"{value:,}：数字相同，所指不同",
        summary=f"The same digits stand for different things: {said}. They must not be taken for one another.",
        likely_reason="Nothing is wrong by that: what is counted, or for where, differs, and no source says that one "
        "number was taken from the other.",
        is_caution=True,
    )
