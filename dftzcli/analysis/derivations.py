"""What can be computed of series: which figures go into which rule.

The arithmetic is in `dftzcli.analysis.deriving`. A change is taken from one point to the next one that has a figure; a
year that is missing between them is named, never filled.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from typing import Final

from dftzcli.analysis import deriving
from dftzcli.analysis.deriving import Derived
from dftzcli.analysis.observations import Observation
from dftzcli.analysis.series import Series, likeliest
from dftzcli.errors import UsageError

RULES: Final = ("change", "growth", "cagr", "index", "share", "per_head", "balance")
POPULATION: Final = "population"


def derive(rule: str, series: Sequence[Series], *, everything: Sequence[Observation]) -> tuple[Derived, ...]:
    """Compute a rule of some series, each result beside what the sources print for it.

    `everything` are all figures of the catalogue: a figure per head is over the population of the same place and
    period, and what a source prints for a result may be any of them. `share` and `balance` take the first indicator
    through, and less, the second. UsageError where they are not two, and for what is no rule.
    """
    if rule not in RULES:
        raise UsageError(f"{rule!r} is no rule", fix=f"name one of {', '.join(RULES)}")
    if rule in ("share", "balance"):
        found = _of_two(rule, series)
    elif rule == "per_head":
        found = _per_head(series, everything)
    elif rule == "cagr":
        found = (deriving.cagr(first, last) for one in series for first, last in _ends(one))
    else:
        found = _in_turn(rule, series)
    return tuple(each._replace(printed=deriving.printed(each, everything)) for each in found)


def _in_turn(rule: str, series: Sequence[Series]) -> Iterator[Derived]:
    """Yield the change or growth from each figure to the next, or the index of each to the first."""
    compute: Callable[[Observation, Observation], Derived] = {
        "change": deriving.change,
        "growth": deriving.growth,
        "index": deriving.index,
    }[rule]
    for one in series:
        before: Observation | None = None
        missing: list[str] = []
        for point in one.points:
            if not point.observations:
                missing.append(point.period)
                continue
            now = point.observations[0]
            if before is None:
                before = now
                continue
            result = compute(before, now)
            if missing and rule != "index":
                over = f"over a gap: no figure of {', '.join(missing)}"
                result = result._replace(note="; ".join(filter(None, (result.note, over))))
            yield result
            if rule != "index":
                before, missing = now, []


def _ends(series: Series) -> Iterator[tuple[Observation, Observation]]:
    """Yield the first and the last figure of a series that has two."""
    found = [point.observations[0] for point in series.points if point.observations]
    if len(found) > 1:
        yield found[0], found[-1]


def _of_two(rule: str, series: Sequence[Series]) -> Iterator[Derived]:
    indicators = list(dict.fromkeys(one.key.indicator for one in series))
    if len(indicators) != 2:
        what = "the part and then the whole" if rule == "share" else "exports and then imports"
        raise UsageError(
            f"{rule} is of two indicators, and these are {len(indicators)}: {', '.join(indicators) or 'none'}",
            fix=f"name {what}: dftz figures customs-exports customs-imports --derive {rule}",
        )
    compute = deriving.share if rule == "share" else deriving.balance
    others = [one for one in series if one.key.indicator == indicators[1]]
    for one in series:
        if one.key.indicator != indicators[0]:
            continue
        for point in one.points:
            for other in others:
                match = next((each for each in other.points if each.period == point.period), None)
                alike = one.key._replace(indicator="", unit="") == other.key._replace(indicator="", unit="")
                if alike and match is not None and point.observations and match.observations:
                    yield compute(point.observations[0], match.observations[0])


def _per_head(series: Sequence[Series], everything: Sequence[Observation]) -> Iterator[Derived]:
    for one in series:
        for point in one.points:
            for now in point.observations[:1]:
                heads = likeliest(
                    each
                    for each in everything
                    if each.indicator == POPULATION and (each.place, each.scope) == (now.place, now.scope)
                )
                same = [each for each in heads if each.period == now.period]
                if same or heads:
                    yield deriving.per_head(now, (same or list(heads))[0])
