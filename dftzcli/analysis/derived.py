"""What a number computed from figures is, and what the sources print for the same.

A derived number is never a figure: its `reading` is `computed` and it names what it is made of. What is printed stands
beside it, agreeing or not; nothing is corrected and nothing is chosen.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from decimal import Decimal
from typing import Any, Final, Literal, cast

from dftzcli.analysis.observations import Observation, decimal
from dftzcli.analysis.rounding import Span, last_place
from dftzcli.model.units import unit
from dftzcli.tuples import NamedTuple

PER_PERSON: Final = " per person"

Rule = Literal["change", "growth", "cagr", "share", "index", "per_head", "balance"]


class Printed(NamedTuple):
    """What a source prints for a derived number; `agrees` is within the rounding of the digits on both sides.

    Where it is printed as the change beside a figure, `figure` is that figure.
    """

    figure: str
    value: Decimal
    unit: str
    qualifier: str
    as_stated: str | None
    source: str
    agrees: bool


class Derived(NamedTuple):
    """A number computed from two figures, or why there is none (`refused`; `value` is None and `qualifier` empty).

    Place, scope, subject, indicator and period are those of the first input: the later figure, the part, the total, the
    exports. `against` is the period of the earlier one, where one is. `unit` is `multiplier` of `unit_base`, as in a
    figure. `span` is the number in `unit` before it was rounded, and what it can be by the rounding of its inputs.
    """

    rule: Rule
    value: Decimal | None
    unit: str
    qualifier: str
    period: str
    place: str
    scope: str
    subject: str | None
    indicator: str
    inputs: tuple[str, str]
    working: str
    printed: tuple[Printed, ...] = ()
    note: str = ""
    refused: str = ""
    against: str = ""
    unit_base: str = ""
    multiplier: Decimal = Decimal(1)
    span: Span | None = None
    reading: Literal["computed"] = "computed"


def printed(derived: Derived, observations: Iterable[Observation]) -> tuple[Printed, ...]:
    """Return what the sources print for a derived number, in the order of their figures' ids.

    That is the change printed beside the later figure where it is against the earlier period, and every printed figure
    that is recorded to be made of exactly these inputs; not a range, which is no one number. Nothing is chosen: sources
    that disagree stand side by side.
    """
    if derived.span is None:
        return ()
    found = [each for one in observations for each in _printed_by(derived, one)]
    return tuple(sorted(found, key=lambda each: (each.figure, each.unit)))


def on_paper(one: Observation) -> tuple[Decimal | None, str]:
    """Return a figure's number and unit as printed, also where it was converted since: its digits tell its rounding."""
    if one.item.get("printed_unit") is not None:
        return decimal(one.item["printed_value"]), one.item["printed_unit"]
    return one.value, one.unit.code


def as_printed(part: Any) -> str | None:
    """Return the characters of an item or a change, where they can be trusted to show the last place."""
    return cast(str | None, part["as_stated"]) if part["reading"] == "as_printed" else None


def scale_of(base: str, multiplier: Decimal) -> Decimal:
    """Return how many of its base a unit is; percent and percentage points are hundredths, as in `rounding`."""
    return multiplier * (_HUNDREDTH if base in ("%", "pp") else 1)


def _printed_by(derived: Derived, one: Observation) -> Iterator[Printed]:
    """Yield what one figure prints for a derived number: as the change beside it, or as its own number."""
    part = one.item.get("change")
    if part and one.id == derived.inputs[0] and derived.rule in _PRINTED_CHANGES and _is_against(part, derived):
        yield from _beside(derived, one, part, Decimal(part["value"]), part["unit"])
    value, code = on_paper(one)
    is_of_these = any(
        each["rule"] in _IDENTITIES.get(derived.rule, ()) and tuple(each["inputs"]) == derived.inputs
        for each in one.item.get("identities") or ()
    )
    if is_of_these and value is not None and one.reading != "computed":
        yield from _beside(derived, one, one.item, value, code)


def _is_against(part: Any, derived: Derived) -> bool:
    """Tell whether a printed change is against the earlier period: by the year it names, or as a year before."""
    earlier, later = int(derived.against[:4]), int(derived.period[:4])
    named = _YEAR.findall(part["against"])
    if named:
        return named == [str(earlier)]
    return later - earlier == 1 and _A_YEAR_BEFORE.search(part["against"]) is not None


def _beside(derived: Derived, one: Observation, part: Any, value: Decimal, code: str) -> Iterator[Printed]:
    """Yield what is printed, with whether it agrees; nothing when it is in the unit of something else."""
    of = unit(code)
    if derived.span is None or of.base not in (derived.unit_base, derived.unit_base.removesuffix(PER_PERSON)):
        return
    scale = scale_of(of.base, of.multiplier) / scale_of(derived.unit_base, derived.multiplier)
    half = last_place(value, as_stated=as_printed(part)) / 2
    theirs = [end * scale for end in _reach(value, value, part["qualifier"], half)]
    ours = _reach(derived.span.low, derived.span.high, derived.qualifier, Decimal(0))
    agrees = ours[0] <= theirs[1] and theirs[0] <= ours[1]
    yield Printed(one.id, value, code, part["qualifier"], part["as_stated"], one.source, agrees)


def _reach(low: Decimal, high: Decimal, qualifier: str, half: Decimal) -> tuple[Decimal, Decimal]:
    """Return from where to where a number reaches, by its rounding and its qualifier; a bound is not rounded away."""
    if qualifier in ("over", "at_least"):
        return low, _INFINITE
    if qualifier == "at_most":
        return -_INFINITE, high
    slack = max(half, _ABOUT * max(abs(low), abs(high))) if qualifier == "about" else half
    return low - slack, high + slack


_HUNDREDTH: Final = Decimal("0.01")
_INFINITE: Final = Decimal("Infinity")
# As in `arithmetic`: "about 40 %" is taken as kept when the other number is within this part of it.
_ABOUT: Final = Decimal("0.05")
_PRINTED_CHANGES: Final = ("change", "growth")
# The recorded relations that give the same number as a rule of ours.
_IDENTITIES: Final[dict[Rule, tuple[str, ...]]] = {
    "change": ("difference",),
    "balance": ("difference",),
    "growth": ("growth",),
    "share": ("percent_of", "ratio"),
    "per_head": ("ratio",),
}
_YEAR: Final = re.compile(r"\b(?:19|20)[0-9]{2}\b")
_A_YEAR_BEFORE: Final = re.compile(
    r"year[- ]on[- ]year|(previous|last|prior|preceding) year|year (earlier|before|ago)|same period", re.IGNORECASE
)
