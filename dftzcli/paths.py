"""Where the program keeps things: pure resolution, nothing is created.

Each base directory is taken from the flag, the `DFTZ_*` variable, the XDG variable, or the XDG default, in that order.
An XDG variable that is unset, empty or relative falls back to its default, as the XDG specification asks.
"""

import os
from collections.abc import Mapping
from pathlib import Path

from dftzcli.errors import UsageError
from dftzcli.tuples import NamedTuple

APPLICATION = "dftz"


class Paths(NamedTuple):
    """The directories of one run: `data` holds the store, `cache` what can be rebuilt, `state` logs."""

    data: Path
    cache: Path
    config: Path
    state: Path

    @property
    def store(self) -> Path:
        """The file of the catalogue."""
        return self.data / "catalogue.json"


def resolve(data_dir: str | os.PathLike[str] | None = None, environ: Mapping[str, str] | None = None) -> Paths:
    """Return the directories for a flag and an environment; UsageError when there is no home to put them under."""
    environment = os.environ if environ is None else environ
    data = data_dir or environment.get("DFTZ_DATA_DIR")
    return Paths(
        data=_absolute(data) if data else _base(environment, "XDG_DATA_HOME", ".local/share"),
        cache=_own(environment, "DFTZ_CACHE_DIR") or _base(environment, "XDG_CACHE_HOME", ".cache"),
        config=_own(environment, "DFTZ_CONFIG_DIR") or _base(environment, "XDG_CONFIG_HOME", ".config"),
        state=_own(environment, "DFTZ_STATE_DIR") or _base(environment, "XDG_STATE_HOME", ".local/state"),
    )


def _own(environ: Mapping[str, str], variable: str) -> Path | None:
    value = environ.get(variable)
    return _absolute(value) if value else None


def _absolute(value: str | os.PathLike[str]) -> Path:
    try:
        return Path(value).expanduser().absolute()
    except (RuntimeError, ValueError) as error:
        raise UsageError(
            f"{os.fspath(value)!r} names no folder: {error}", fix="name a folder that can exist"
        ) from error


def _base(environ: Mapping[str, str], variable: str, default: str) -> Path:
    value = environ.get(variable, "")
    if value and os.path.isabs(value):
        return Path(value) / APPLICATION
    home = environ.get("HOME") or os.path.expanduser("~")
    if not os.path.isabs(home):
        raise UsageError("there is no home directory", fix="set HOME, or name a directory with --data-dir")
    return Path(home) / default / APPLICATION
