"""Arithmetic that does not come out: sums, balances, shares and changes that their own figures do not give."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from dftzcli.analysis.arithmetic import Outcome, Rule, check_identities
from dftzcli.analysis.disagreement.finding import Finding, Known, joined
from dftzcli.model.fields import stated

# What a rule computes, and the word between its inputs.
_IN_WORDS: Final[dict[Rule, tuple[str, str]]] = {
    "sum": ("the sum", " plus "),
    "difference": ("the difference", " less "),
    "growth": ("the growth", " over "),
    "ratio": ("the ratio", " to "),
    "percent_of": ("the share", " in "),
    "product": ("the product", " times "),
    "at_least_sum": ("what it should not fall below", " plus "),
    "change": ("the change", " over "),
}


def failing(known: Known) -> Iterator[Finding]:
    """Find the figures with a relation that fails beyond rounding and that no discrepancy owns up to, one each."""
    outcomes: dict[str, list[Outcome]] = {}
    for outcome in check_identities((*known.figures.values(), *known.curated)):
        if outcome.holds is False and outcome.discrepancy is None:
            outcomes.setdefault(outcome.record, []).append(outcome)
    for identity, found in outcomes.items():
        one = known.observations[identity]
        computed = joined(f"{each.computed:,} {each.unit}" for each in found)
        yield Finding(
            type="arithmetic",
            figures=(identity,),
            name=f"{known.figures[identity].name}: {_printed(known, found[0])}, and {computed} by its own figures",
            name_zh=f"{known.topic_zh(one)}：与所据数字的计算结果不符",
            summary=" ".join(_sentence(known, each) for each in found) + " Both stand.",
            likely_reason=f"Not known: no source gives a reason. {' '.join(_slack(each) for each in found)}",
            also=tuple(each for outcome in found for each in outcome.inputs),
        )


def _sentence(known: Known, outcome: Outcome) -> str:
    what, between = _IN_WORDS[outcome.rule]
    inputs = between.join(f"{stated(known.observations[each].item)} ({each})" for each in outcome.inputs)
    source = known.observations[outcome.record].source
    return f"{source} has {_printed(known, outcome)}; {what}, {inputs}, is {outcome.computed:,} {outcome.unit}."


def _printed(known: Known, outcome: Outcome) -> str:
    """Write what the source has: the figure, or the change that it prints beside it."""
    if outcome.rule == "change":
        return f"a change of {outcome.printed:+,} {outcome.unit}"
    return stated(known.observations[outcome.record].item)


def _slack(outcome: Outcome) -> str:
    unit = "percentage points" if outcome.unit == "%" else outcome.unit
    if outcome.difference is None:
        return f"Rounding explains no more than {outcome.tolerance:,} {unit} beyond the printed bounds."
    return f"They differ by {abs(outcome.difference):,} {unit}, of which rounding explains {outcome.tolerance:,}."
