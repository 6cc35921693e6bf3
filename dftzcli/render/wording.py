"""Numbers, statuses and figures in words: the only place where they are formatted for people."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final

from dftzcli.model.vocabulary import QUALIFIER_WORDS, STATUS_IS_FACT, STATUS_SYMBOLS, STATUS_WORDS
from dftzcli.render.page import Span, Tone

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from decimal import Decimal

# What is written after a period that the source does not state.
_BASIS: Final = {"stated": "", "inferred": "inferred", "unstated": "undated"}


def number(value: Decimal | int) -> str:
    """Write a number with thousands separated and its digits as they are."""
    return f"{value:,}"


def observation(figure: dict[str, Any]) -> str:
    """Write the value of a figure's item with its qualifier and unit: never a bare number.

    >>> observation({"value": Decimal(41), "value_min": None, "value_max": None, "unit": "%", "qualifier": "over"})
    'over 41 %'
    """
    words = QUALIFIER_WORDS[figure["qualifier"]]
    value, lowest, highest = figure["value"], figure["value_min"], figure["value_max"]
    if value is not None:
        amount = number(value)
    elif lowest is not None and highest is not None:
        amount = f"{number(lowest)} to {number(highest)}"
    elif lowest is not None:
        amount = f"over {number(lowest)}"
    else:
        amount = f"under {number(highest)}"
    return " ".join(part for part in (words, _with_unit(amount, figure["unit"])) if part)


def observed(figure: dict[str, Any]) -> str:
    """Write the observation of a figure's item, how it was read unless as printed, and where trust in it is less."""
    mark = "" if figure["reading"] == "as_printed" else f" [{figure['reading']}]"
    doubt = " [medium confidence]" if figure.get("confidence") == "medium" else ""
    return observation(figure) + mark + doubt


def amount(part: dict[str, Any]) -> str:
    """Write a sum or rate of a benefit: what it is of or for, the most that is paid, and what was printed.

    >>> part = {"value": 30, "value_min": None, "value_max": None, "unit": "%", "qualifier": "at_most", "of": "cost"}
    >>> amount(part | {"cap": 10, "cap_unit": "million CNY", "as_stated": "up to 30%"})
    'at most 30 % of cost, never more than 10 million CNY (printed: "up to 30%")'
    """
    of = f"{' of' if part['unit'] == '%' else ':'} {part['of']}" if part["of"] else ""
    most = part["cap"]
    cap = "" if most is None else f", never more than {_with_unit(number(most), part['cap_unit'] or part['unit'])}"
    return f'{observation(part)}{of}{cap} (printed: "{part["as_stated"]}")'


def computed_number(value: Decimal, unit: str, qualifier: str) -> str:
    """Write a number that was computed, or is printed beside one, with its qualifier and unit."""
    words = QUALIFIER_WORDS.get(qualifier, qualifier)
    return " ".join(part for part in (words, _with_unit(number(value), unit)) if part)


def as_of(item: dict[str, Any]) -> str:
    """Write the time a status is of, and that it is inferred or computed where no cited source states it."""
    basis = item["status_as_of_basis"]
    unsaid = f", {basis}" if basis in ("inferred", "computed") else ""
    return f"{item['status_as_of']}{unsaid}" if item["status_as_of"] else ""


def _with_unit(amount: str, unit: str) -> str:
    """Put a unit to an amount: a rank before it, a multiplier after a sign of its own so that it is no digit of it."""
    if unit == "rank":
        return f"rank {amount}"
    return f"{amount} × {unit}" if unit[:1].isdigit() else f"{amount} {unit}"


def period(figure: dict[str, Any]) -> str:
    """Write the period of a figure's item, whether the source states it, and its age where it is an old one.

    >>> period({"period": "2018", "period_basis": "inferred", "age_years": Decimal("7.9")})
    '2018 (inferred; 7.9 years old)'
    """
    years = figure.get("age_years")
    marks = [mark for mark in (_BASIS[figure["period_basis"]], "" if years is None else f"{years} years old") if mark]
    return f"{figure['period']} ({'; '.join(marks)})" if marks else str(figure["period"])


def short_change(item: dict[str, Any] | None) -> str:
    """Write a change for a cell: signed, with its unit; what it is against stands on the record's page."""
    if item is None:
        return ""
    words = QUALIFIER_WORDS[item["qualifier"]]
    return f" ({words + ' ' if words else ''}{item['value']:+,} {item['unit']})"


def change(item: dict[str, Any] | None) -> str:
    """Write the change printed beside a figure, or nothing."""
    if item is None:
        return ""
    words = QUALIFIER_WORDS[item["qualifier"]]
    mark = "" if item["reading"] == "as_printed" else f" [{item['reading']}]"
    return f"{words + ' ' if words else ''}{item['value']:+,} {item['unit']} against {item['against']}{mark}"


def status(word: str | None, *, ascii_only: bool = False) -> Span:
    """Write a status with its symbol; the tone only repeats what the word says."""
    if word is None:
        return Span("")
    symbol = STATUS_SYMBOLS.get(word, ("?", "?"))[1 if ascii_only else 0]
    return Span(f"{symbol} {word.replace('_', ' ')}", status_tone(word))


def status_in_words(word: str, *, ascii_only: bool = False) -> Span:
    """Write a status with its symbol and the sentence that explains it."""
    symbol = STATUS_SYMBOLS.get(word, ("?", "?"))[1 if ascii_only else 0]
    return Span(f"{symbol} {STATUS_WORDS.get(word, word)}", status_tone(word))


def status_tone(word: str) -> Tone:
    """Return the tone of a status: what may be counted on, what is open, what is over."""
    if word in STATUS_IS_FACT:
        return "good"
    return "dim" if word in ("superseded", "expired") else "open"


def of_phases(status: str | None, phases: Sequence[Mapping[str, Any]]) -> str:
    """Say for how many phases the status of a whole holds, or nothing where it holds for all.

    It is that of the furthest phase, which must not stand for all. Each document counts phases for itself: those of
    two documents may be the same ones, so they are never added up.
    """
    if all(phase["status"] == status for phase in phases):
        return ""
    by_document: dict[str | None, list[bool]] = {}
    for phase in phases:
        by_document.setdefault(phase.get("source"), []).append(phase["status"] == status)
    (same, count), *others = ((sum(held), len(held)) for held in by_document.values())
    return f" ({same} of {count} phases{''.join(f'; {s} of {c} by another document' for s, c in others)})"


def dispute(word: str | None, *, ascii_only: bool = False) -> Span:
    """Write the mark of a disputed record: the word carries the meaning, the sign only draws the eye."""
    if not word:
        return Span("")
    return Span(f"{'!' if ascii_only else '⚠'} {word}", "open" if word == "caution" else "warning")


def words(text: str) -> str:
    """Write a term of a vocabulary in words."""
    return text.replace("_", " ")
