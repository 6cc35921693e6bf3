"""Weights as they are typed: `--weight field=3`, or a file of such lines."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from decimal import Decimal, InvalidOperation
from typing import TYPE_CHECKING, Any, Final

from dftzcli.errors import UsageError

if TYPE_CHECKING:
    from pathlib import Path

# Beyond these a weight says nothing more, and exact arithmetic with it takes for ever.
LARGEST: Final = 10**9
DECIMALS: Final = 9

_HOW: Final = "write FIELD=NUMBER, for example gdp=3, or price=-2 where less is better"
_PLUS: Final = re.compile(r"""^[ \t]*["']?(?P<key>[\w.-]+)["']?[ \t]*=[ \t]*["']?\+""", re.MULTILINE)


class Weights(dict[str, Decimal]):
    """The weight of each criterion by key; `signed` are those typed with a sign.

    A sign says which way is better, whatever the criterion says: `+` more, `-` less. A number does not keep its plus.
    """

    def __init__(self, weights: Mapping[str, Decimal] | Iterable[tuple[str, Decimal]] = (), *, signed: Iterable[str]):
        super().__init__(weights)
        self.signed = frozenset(signed) | {key for key, weight in self.items() if weight.is_signed()}


def read_weights(pairs: Sequence[str], file: Path | None = None) -> Weights:
    """Read weights from `FIELD=NUMBER` texts and a TOML file, either a table `[weights]` or bare lines `field = 3`.

    A text counts more than the file. UsageError for what is no weight and for a field that is named twice.
    """
    typed: dict[str, tuple[Decimal, bool]] = {}
    for pair in pairs:
        key, equals, text = (part.strip() for part in pair.partition("="))
        if not (key and equals and text):
            raise UsageError(f"{pair[:80]!r} is no weight", fix=_HOW)
        if key in typed:
            raise UsageError(f"{key[:80]} has two weights, {typed[key][0]} and {text[:80]}", fix="give it one")
        typed[key] = _weight(key, text), text.startswith(("+", "-"))
    found = {**(_from_file(file) if file is not None else {}), **typed}
    return Weights(
        {key: weight for key, (weight, _) in found.items()},
        signed=(key for key, (_, is_signed) in found.items() if is_signed),
    )


def _from_file(file: Path) -> dict[str, tuple[Decimal, bool]]:
    import tomllib

    how = "it holds a table [weights], or only lines such as gdp = 3"
    try:
        text = file.read_text(encoding="utf-8-sig")
        content: dict[str, Any] = tomllib.loads(text, parse_float=str)
    except OSError as error:
        raise UsageError(f"{file} cannot be read: {error.strerror}", fix="name a file of weights") from error
    except UnicodeDecodeError as error:
        raise UsageError(f"{file} is not UTF-8", fix=how) from error
    except (ValueError, RecursionError) as error:  # what is no TOML, and a number of thousands of digits
        raise UsageError(f"{file} is not TOML: {error}", fix=how) from error
    table = content.get("weights", content)
    if not isinstance(table, dict) or not table:
        raise UsageError(f"{file} has no weights", fix=how)
    # TOML reads +3 as 3, so the sign is looked for in the text.
    signed = {match["key"] for match in _PLUS.finditer(text)}
    return {key: (_weight(key, value), key in signed) for key, value in table.items()}


def _weight(key: str, value: Any) -> Decimal:
    """Return a number that a score can be computed with."""
    try:
        text = str(value).strip()
    except ValueError:
        text = "a number of thousands of digits"
    name, what = key[:80], text[:80]
    if isinstance(value, bool) or not isinstance(value, (str, int)):
        raise UsageError(f"the weight of {name}, {what}, is not a number", fix=_HOW)
    try:
        number = Decimal(text) if isinstance(value, str) else Decimal(value)
    except InvalidOperation as error:
        raise UsageError(f"the weight of {name}, {what!r}, is not a number", fix=_HOW) from error
    exponent = number.as_tuple().exponent
    if not isinstance(exponent, int):
        raise UsageError(f"the weight of {name}, {what!r}, is no finite number", fix=_HOW)
    if not -LARGEST <= number <= LARGEST or exponent < -DECIMALS:
        raise UsageError(
            f"the weight of {name} is out of reach: {what}",
            fix=f"a weight lies between -{LARGEST:,} and {LARGEST:,} and has at most {DECIMALS} decimals",
        )
    return number
