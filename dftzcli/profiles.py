"""Profiles in files: TOML, one key a field of `model.eligibility`; and as the flags of the command line."""

from __future__ import annotations

import json
import tomllib
from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import Any, Final

from dftzcli.errors import UsageError

# A profile is a page of text; what is longer is another file.
_LARGEST: Final = 1 << 18


def given_in(path: str | Path) -> dict[str, Any]:
    """Return the keys and values of a profile's file; UsageError when it cannot be read or is no TOML."""
    file = Path(path)
    try:
        with file.open("rb") as stream:
            data = stream.read(_LARGEST + 1)
    except OSError as error:
        raise UsageError(f"the profile {file} cannot be read: {error.strerror}", fix="name a TOML file") from error
    if len(data) > _LARGEST:
        raise UsageError(f"the profile {file} is larger than {_LARGEST} bytes", fix="name a TOML file of a page")
    try:
        return tomllib.loads(data.decode())
    except (UnicodeDecodeError, tomllib.TOMLDecodeError) as error:
        raise UsageError(
            f"the profile {file} is no TOML: {error}", fix='write lines such as sector = ["batteries"]'
        ) from error


def as_toml(written: Mapping[str, Any]) -> str:
    """Return a profile as `Profile.written` gives it in the form that `given_in` reads.

    >>> as_toml({"sector": ["batteries"], "certification": []}).splitlines()[1:]
    ['sector = ["batteries"]', 'certification = []']
    """
    lines = (
        "# A profile for `dftz match --profile FILE`.",
        *(f"{key} = {_toml(value)}" for key, value in written.items()),
    )
    return "".join(f"{line}\n" for line in lines)


def as_flags(written: Mapping[str, Any]) -> tuple[str, ...]:
    """Return a profile as the flags of `dftz match`; an empty one as a name that is none, so that nobody is asked.

    >>> as_flags({"home_country": ["JP"], "certification": []})
    ('--home-country', 'JP', '--certification', 'none')
    """
    flags: list[str] = []
    for key, value in written.items():
        text = value if isinstance(value, str) else ",".join(value) or "none"
        flags += [f"--{key.replace('_', '-')}", text]
    return tuple(flags) or ("--name", "")


def _toml(value: str | Iterable[str]) -> str:
    if isinstance(value, str):
        # What JSON escapes, TOML reads; this one only JSON leaves as it is.
        return json.dumps(value, ensure_ascii=False).replace("\x7f", "\\u007f")
    return f"[{', '.join(map(_toml, value))}]"
