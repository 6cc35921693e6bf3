"""A profile: what is known of a firm, field by field, each answer checked and in one form.

A field that is not answered is not known. An answer is whole: a list of activities is all of them, and an empty list is
none. So more answers can settle what was open, and never open what was settled.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Mapping
from decimal import Decimal
from typing import Any, Final

from dftzcli.errors import UsageError
from dftzcli.model import periods
from dftzcli.model.eligibility import FIELDS, EligibilitySpec
from dftzcli.tuples import NamedTuple

# A reference to one criterion: the record, and which of its criteria, counted from 1.
_CRITERION: Final = re.compile(r"[a-z0-9]+(-[a-z0-9]+)*#[1-9][0-9]*")
_MONEY: Final = re.compile(r"(?P<unit>[^\d.,+-]*)(?P<number>[\d.,]+)\s*(?P<more>.*)", re.S)
_OTHER_KEYS: Final = ("name", "confirmed", "denied", "peers")


class Money(NamedTuple):
    """A sum in one currency, in its base unit."""

    amount: Decimal
    currency: str

    def __str__(self) -> str:
        return f"{self.amount.normalize():,f} {self.currency}"


Answer = tuple[str, ...] | str | Money | Decimal
Finds = Callable[[str], str]


class Profile(NamedTuple):
    """What is known of a firm: its answers by field, and criteria in words that it says it meets or does not meet."""

    name: str = ""
    answers: Mapping[str, Answer] = {}
    confirmed: frozenset[str] = frozenset()
    denied: frozenset[str] = frozenset()

    def written(self) -> dict[str, Any]:
        """Return the profile as JSON-ready data, in the order of the fields."""
        shown: dict[str, Any] = {"name": self.name} if self.name else {}
        for field in FIELDS:
            if field in self.answers:
                answer = self.answers[field]
                shown[field] = list(answer) if type(answer) is tuple else str(answer)
        for key in ("confirmed", "denied"):
            if held := getattr(self, key):
                shown[key] = sorted(held)
        return shown


def profile_of(given: Mapping[str, Any], *, find: Finds, countries: Finds) -> Profile:
    """Check what is given and return it as a profile; UsageError names the key, what is allowed and the nearest.

    `find` turns the id or name of a place or industry into an id and `countries` a name of a country into its code;
    both raise for what is none.
    """
    answers: dict[str, Answer] = {}
    for key, value in given.items():
        if key in _OTHER_KEYS:
            continue
        spec = FIELDS.get(key)  # type: ignore[call-overload]
        if spec is None:
            raise UsageError(f"{key!r} is no field of a profile", fix=_near(key, (*FIELDS, *_OTHER_KEYS)))
        answers[key] = _answer(key, spec, value, find=find, countries=countries)
    marks = {key: _criteria(key, given.get(key, ())) for key in ("confirmed", "denied")}
    if both := marks["confirmed"] & marks["denied"]:
        raise UsageError(f"{', '.join(sorted(both))} is confirmed and denied", fix="leave it in one of the two lists")
    return Profile(name=str(given.get("name", "")), answers=answers, **marks)


def _answer(key: str, spec: EligibilitySpec, value: Any, *, find: Finds, countries: Finds) -> Answer:
    match spec.kind:
        case "place":
            return find(_one(key, value))
        case "industries":
            return tuple(dict.fromkeys(find(text) for text in _several(key, value)))
        case "countries":
            return tuple(dict.fromkeys(countries(text) for text in _several(key, value)))
        case "words":
            return tuple(dict.fromkeys(_word(key, spec, text) for text in _several(key, value)))
        case "word":
            return _word(key, spec, _one(key, value))
        case "money":
            return money(key, value)
        case "count":
            return _count(key, value)
        case "day":
            return _day(key, value)
        case "text":
            return _one(key, value)


def money(key: str, value: Any) -> Money:
    """Read a sum such as "30 million USD" or "2000万元"; UsageError for what is none, or names no currency."""
    from dftzcli.model.units import target, unit

    text = str(value).strip()
    found = _MONEY.fullmatch(text)
    fix = f'write {key} = "30 million USD"'
    if found is None:
        raise UsageError(f"{text!r} is no sum of money", fix=fix)
    number = _number(key, found["number"], fix)
    meant = target(f"{found['unit']} {found['more']}".strip() or "1")
    if meant.base is None or unit(meant.base).dimension != "money":
        raise UsageError(f"{text!r} names no currency", fix=fix)
    return Money(number * (Decimal(10) ** meant.exponent), meant.base)


def _number(key: str, text: str, fix: str) -> Decimal:
    if not re.fullmatch(r"\d{1,3}(,\d{3})*(\.\d+)?|\d+(\.\d+)?", text):
        raise UsageError(f"{text!r} of {key} is no number", fix=fix)
    return Decimal(text.replace(",", ""))


def _count(key: str, value: Any) -> Decimal:
    if isinstance(value, bool):
        raise UsageError(f"{key} is a number", fix=f"write {key} = 120")
    return _number(key, str(value).strip(), f"write {key} = 120")


def _day(key: str, value: Any) -> str:
    text = str(value)
    try:
        periods.bounds(text)
    except ValueError as error:
        raise UsageError(f"{key}: {error}", fix=f"write {key} = 2026-11-22") from error
    return text


def _one(key: str, value: Any) -> str:
    if not isinstance(value, str) or not value.strip():
        raise UsageError(f"{key} is one text, not {value!r}", fix=f'write {key} = "..."')
    return value.strip()


def _several(key: str, value: Any) -> tuple[str, ...]:
    """Return texts of a list, or of one text with commas; `none` alone is an empty list."""
    texts = [value] if isinstance(value, str) else value
    if not isinstance(texts, Iterable) or not all(isinstance(text, str) for text in texts):
        raise UsageError(f"{key} is a list of texts, not {value!r}", fix=f'write {key} = ["...", "..."]')
    parts = tuple(part.strip() for text in texts for part in text.split(",") if part.strip())
    return () if tuple(part.casefold() for part in parts) == ("none",) else parts


def _word(key: str, spec: EligibilitySpec, text: str) -> str:
    word = text.strip().casefold().replace("-", "_").replace(" ", "_")
    if word not in spec.words:
        raise UsageError(f"{text!r} is no {spec.label} of a profile ({key})", fix=_near(word, spec.words))
    return word


def _near(word: str, known: Iterable[str]) -> str:
    allowed = tuple(known)
    from difflib import get_close_matches

    close = get_close_matches(word, allowed, n=3)
    hint = f"did you mean {' or '.join(close)}? " if close else ""
    return f"{hint}allowed: {', '.join(allowed)}"


def _criteria(key: str, value: Any) -> frozenset[str]:
    texts = _several(key, value)
    for text in texts:
        if not _CRITERION.fullmatch(text):
            raise UsageError(f"{text!r} of {key} names no criterion", fix="write the incentive and its number: id#1")
    return frozenset(texts)
