"""Profiles in files: TOML, one key a field of `model.eligibility`."""

from __future__ import annotations

import tomllib
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
