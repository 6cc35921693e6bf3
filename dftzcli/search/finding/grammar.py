"""The query language: words, "a phrase", -without, OR, pre*, field:value, field>=value, and ranges.

A line that cannot be read as this is read as plain words, and the notes of what was read say so.

::

    line     = item { item }
    item     = [ "-" ] atom | "OR"
    atom     = field ":" value | field compare value | phrase | prefix | word
    value    = word | phrase | word ".." word
    prefix   = word "*"
"""

from __future__ import annotations

import re
from functools import cache
from typing import Final, Literal

from dftzcli.tuples import NamedTuple

Comparison = Literal["=", "<", "<=", ">", ">="]

# What may stand before a colon or a comparison, with its other names.
FIELDS: Final[dict[str, str]] = {
    "kind": "kind",
    "status": "status",
    "partner": "partner",
    "country": "country",
    "industry": "industry",
    "sector": "industry",
    "agency": "agency",
    "place": "place",
    "source": "source",
    "year": "year",
    "period": "period",
    "value": "value",
    "name": "name",
    "id": "id",
    "indicator": "indicator",
    "scope": "scope",
    "unit": "unit",
    "type": "type",
    "level": "level",
    "category": "category",
    "instrument": "instrument",
    "importance": "importance",
    "dispute": "dispute",
    "evidence": "evidence",
    "tag": "tag",
}
# Nobody asks a page of text; the rest of one is left unread.
_LONGEST: Final = 1_000
# A line without any of these, and without OR, is plain words.
_SYNTAX: Final = frozenset('":-*<>|“”„«»「」『』：')
# Fields whose values have an order.
ORDERED: Final = frozenset(("year", "period", "value"))


class Word(NamedTuple):
    """A piece of plain text, in the order it was typed, to be cut into words later."""

    text: str


class Phrase(NamedTuple):
    """Words that must stand together."""

    text: str


class Prefix(NamedTuple):
    """The beginning of a word."""

    text: str


class Filter(NamedTuple):
    """A condition on a field: `low` and `high` are the same for equality, and None where there is no bound."""

    field: str
    value: str
    low: str | None = None
    high: str | None = None
    low_included: bool = True
    high_included: bool = True
    negated: bool = False

    @property
    def is_range(self) -> bool:
        """Whether it asks for an interval and not for one value."""
        return self.low is not None or self.high is not None

    def describe(self) -> str:
        """Write the filter as it would be typed."""
        value = f'"{self.value}"' if re.search(r"\s", self.value) else self.value
        mark = "" if re.match("[<>]", value) else ":"
        return f"{'-' if self.negated else ''}{self.field}{mark}{value}"


class Loose(NamedTuple):
    """What was meant as a filter and is none: words that count, but that nothing is found for lack of."""

    text: str


Term = Word | Phrase | Prefix | Loose


class Line(NamedTuple):
    """What was read: alternatives of terms, what must not be there, the filters, and notes on what was not understood.

    Filters hold for every alternative. Several filters of one field are alternatives, of different fields all hold.
    """

    groups: tuple[tuple[Term, ...], ...]
    without: tuple[Term, ...] = ()
    filters: tuple[Filter, ...] = ()
    notes: tuple[str, ...] = ()


def read(text: str) -> Line:
    """Read a line; whatever is no valid syntax becomes plain words, with a note."""
    if len(text) > _LONGEST:
        cut = read(text[:_LONGEST])
        return cut._replace(notes=(*cut.notes, f"only the first {_LONGEST} characters are read"))
    if not _SYNTAX.intersection(text) and "OR" not in text:
        return literal(text)
    notes: list[str] = []
    if text.count('"') % 2:
        notes.append("a quotation mark has no other: read as plain words")
        text = text.replace('"', " ")
    groups: list[list[Term]] = [[]]
    without: list[Term] = []
    filters: list[Filter] = []
    for found in _item().finditer(_plain_quotes(text)):
        if found["or"]:
            groups.append([])
            continue
        negated = bool(found["minus"])
        if found["field"]:
            parsed = _filter(found["field"], found["operator"], found["value"], negated, notes)
            if parsed is not None:
                filters.append(parsed)
                continue
            loose = _unquoted(found[0].removeprefix("-")).replace(":", " ")
            # "Pilot districts: who governs them" has a colon and no field.
            known = found["field"].lower() in FIELDS or (found["operator"] == ":" and bool(found["value"]))
            term: Term = Loose(loose) if known else Word(loose)
        elif found["phrase"] is not None:
            term = Phrase(found["phrase"])
        elif found["word"].endswith("*") and len(found["word"]) > 2:
            term = Prefix(found["word"].rstrip("*"))
        else:
            term = Word(found["word"])
        if not re.search(r"\w", term.text):
            continue
        (without if negated else groups[-1]).append(term)
    kept = tuple(tuple(group) for group in groups if group)
    if len(kept) < len(groups) and len(groups) > 1:
        notes.append("OR has nothing on one side: left out")
    return Line(kept, tuple(without), tuple(filters), tuple(notes))


def literal(text: str) -> Line:
    """Take a line as plain words, whatever characters are in it."""
    return Line(((Word(text),),) if re.search(r"\w", text) else ())


def _filter(name: str, operator: str, value: str, negated: bool, notes: list[str]) -> Filter | None:
    field = FIELDS.get(name.lower().replace("-", "_"))
    value = _unquoted(value)
    if field is None:
        if operator == ":" and value and not value.startswith("//"):
            import difflib

            close = difflib.get_close_matches(name.lower(), FIELDS, n=1, cutoff=0.75)
            hint = f" (did you mean {close[0]}:?)" if close else ""
            notes.append(f"{name!r} is not a field{hint}: read as plain words")
        return None
    if not value:
        notes.append(f"{name}{operator} has no value: read as plain words")
        return None
    if operator != ":":
        if field not in ORDERED:
            notes.append(f"{field} has no order to compare by: read as plain words")
            return None
        if not _sortable(field, value):
            notes.append(f"{value!r} is no {_WHAT[field]}: read as plain words")
            return None
        shown = f"{operator}{value}"
        included = operator.endswith("=")
        if operator.startswith(">"):
            return Filter(field, shown, low=value, low_included=included, negated=negated)
        return Filter(field, shown, high=value, high_included=included, negated=negated)
    if field in ORDERED:
        low, dots, high = value.partition("..")
        if not dots:
            low = high = value
        if not all(_sortable(field, bound) for bound in (low, high) if bound) or not (low or high):
            notes.append(f"{value!r} is no {_WHAT[field]}: read as plain words")
            return None
        if low and high and _order(field, low) > _order(field, high):
            notes.append(f"{value!r} runs backwards: read as plain words")
            return None
        return Filter(field, value, low=low or None, high=high or None, negated=negated)
    return Filter(field, value, negated=negated)


_WHAT: Final = {"year": "year such as 2024", "period": "year, month or day such as 2024-01", "value": "number"}


def _sortable(field: str, text: str) -> bool:
    if field == "value":
        return re.fullmatch(r"-?[0-9][0-9,]*(\.[0-9]+)?", text) is not None
    if field == "year":
        return re.fullmatch(r"[12][0-9]{3}", text) is not None
    from dftzcli.model import periods

    try:
        periods.bounds(text)
    except ValueError:
        return False
    return True


def _order(field: str, text: str) -> tuple[float, str]:
    return (float(text.replace(",", "")), "") if field == "value" else (0.0, text)


def _unquoted(text: str) -> str:
    return text.replace('"', "").strip()


def _plain_quotes(text: str) -> str:
    return text.translate({ord(mark): '"' for mark in "“”„«»「」『』"} | {ord("："): ":"})


@cache
def _item() -> re.Pattern[str]:
    return re.compile(
        r"""
        (?P<or>(?<!\S)(?:OR|\|\|?)(?!\S))
        | (?P<minus>(?<!\S)-(?=[^\W0-9]|"|(?<=\s-)(?:19|20)[0-9]{2}(?!\S)))?
          (?: (?P<field>(?<![^\s-])[A-Za-z][A-Za-z_-]*)(?P<operator>:|>=|<=|>|<)(?P<value>"[^"]*"|[^\s"]*)
            | "(?P<phrase>[^"]*)"
            | (?P<word>[^\s"]+)
          )
        """,
        re.VERBOSE,
    )
