"""What a user may set: pure resolution of flag, environment, file and default, in that order; nothing is created.

The file is `settings.toml` in the config directory::

    theme = "dftz-light"
    restore_view = true

    [keys]
    quit = ["q", "x"]
    search = "slash"

Whatever it holds that cannot be meant is an error that names file, line and key: a setting that is passed over in
silence looks like a program that does not obey. The names of themes and actions are known by the application alone,
which hands them over to be checked.
"""

from __future__ import annotations

import os
import re
from collections.abc import Callable, Collection, Mapping
from pathlib import Path
from types import MappingProxyType
from typing import Any, Final, Literal

from dftzcli.errors import UsageError
from dftzcli.tuples import NamedTuple

FILE_NAME: Final = "settings.toml"
Source = Literal["flag", "environment", "file", "default"]
Keys = Mapping[str, tuple[str, ...]]


class Origin(NamedTuple):
    """Where a value came from: the source, and the variable or file where there is one."""

    source: Source
    place: str = ""


class Settings(NamedTuple):
    """The settings of one run; `keys` are those of the actions that were given others, by action id."""

    theme: str
    keys: Keys
    restore_view: bool
    accessible: bool
    animations: bool
    mouse: bool
    origins: Mapping[str, Origin]


class Spec(NamedTuple):
    """One setting: its default, its variable where it has one, and what it does."""

    default: Any
    variable: str | None
    about: str


SETTINGS: Final[Mapping[str, Spec]] = {
    "theme": Spec("dftz-dark", "DFTZ_THEME", "The theme of the application."),
    "keys": Spec(MappingProxyType({}), None, "Other keys for actions of the application, by action: one or a list."),
    "restore_view": Spec(False, "DFTZ_RESTORE_VIEW", "Whether the application opens where it was left."),
    "accessible": Spec(False, "DFTZ_ACCESSIBLE", "Whether `dftz browse` is numbered plain text without being asked."),
    "animations": Spec(True, "DFTZ_ANIMATIONS", "Whether anything moves by itself."),
    "mouse": Spec(True, "DFTZ_MOUSE", "Whether the application takes the mouse."),
}
# Where a path of keys stands, in words for a message.
_Place = Callable[[tuple[str, ...]], str]
_YES: Final = ("1", "true", "yes", "on")
_NO: Final = ("0", "false", "no", "off")


class _Allowed(NamedTuple):
    themes: Collection[str]
    actions: Collection[str]


def settings_file(config: Path) -> Path:
    """Return where a config directory has its settings, whether or not they are there."""
    return config / FILE_NAME


def resolve(
    flags: Mapping[str, Any] | None = None,
    *,
    environ: Mapping[str, str] | None = None,
    file: Path | None = None,
    themes: Collection[str] = (),
    actions: Collection[str] = (),
) -> Settings:
    """Return the settings for some flags (None: not given), an environment and a file; no file for None.

    `themes` and `actions` are the names there are; where they are empty any name is taken. UsageError for a key that
    is none, a value of the wrong type, or a theme or action that is not there, naming the nearest.
    """
    environment = os.environ if environ is None else environ
    allowed = _Allowed(themes, actions)
    values: dict[str, Any] = {key: spec.default for key, spec in SETTINGS.items()}
    origins = dict.fromkeys(SETTINGS, Origin("default"))
    if file is not None:
        text = _text(file)
        for key, value in _parsed(text, file).items():
            values[key] = _checked(key, value, lambda path: f"{file}, line {_line(text, path)}", allowed)
            origins[key] = Origin("file", str(file))
    for key, spec in SETTINGS.items():
        given = environment.get(spec.variable) if spec.variable else None
        if given and spec.variable:
            values[key] = _checked(key, _of_text(key, given), _always(f"the variable {spec.variable}"), allowed)
            origins[key] = Origin("environment", spec.variable)
    for key, value in (flags or {}).items():
        if value is not None:
            values[key] = _checked(key, value, _always("the command line"), allowed)
            origins[key] = Origin("flag")
    return Settings(**values, origins=origins)


def _text(file: Path) -> str:
    try:
        # Editors of Windows put a mark in front.
        return file.read_text("utf-8-sig")
    except (FileNotFoundError, NotADirectoryError):
        return ""
    except UnicodeDecodeError as error:
        raise UsageError(f"{file} is not UTF-8 text (byte {error.start})", fix="save it as UTF-8") from error
    except OSError as error:
        raise UsageError(
            f"cannot read {file}: {error.strerror}", fix="correct its permissions, or name a folder in DFTZ_CONFIG_DIR"
        ) from error


def _parsed(text: str, file: Path) -> dict[str, Any]:
    if not text:
        return {}
    import tomllib

    try:
        return tomllib.loads(text)
    except (ValueError, RecursionError) as error:
        place = re.search(r" \(at line (\d+), column (\d+)\)$", str(error))
        line = f", line {place[1]}" if place else ""
        what = str(error)[: place.start()] if place else str(error)
        raise UsageError(f"{file}{line}: it is not TOML: {what}", fix='write lines such as theme = "NAME"') from error


def _line(text: str, path: tuple[str, ...]) -> int:
    """Return the line on which a key of the file begins.

    TOML's parser tells no places. A statement begins after the last line up to which the file can be read, and the key
    is there when the statement can.
    """
    import tomllib

    lines = text.split("\n")
    readable = 0
    for end in range(1, len(lines) + 1):
        try:
            found: Any = tomllib.loads("\n".join(lines[:end]))
        except (ValueError, RecursionError):
            continue
        for key in path:
            found = found.get(key) if isinstance(found, dict) else None
        if found is not None:
            break
        readable = end
    return readable + 1


def _of_text(key: str, text: str) -> Any:
    """Return the value that a variable stands for: of a switch, the words that people write."""
    if key == "theme":
        return text
    word = text.strip().lower()
    return True if word in _YES else False if word in _NO else text


def _checked(key: str, value: Any, place: _Place, allowed: _Allowed) -> Any:
    """Return a value as it is kept; UsageError when its key is none or the value cannot be meant."""
    _known(key, SETTINGS, "setting", place, (key,))
    if key == "keys":
        if not isinstance(value, Mapping):
            raise _wrong((key,), value, place, 'a table of actions, such as [keys] and search = "slash"')
        return {action: _keys(action, held, place, allowed) for action, held in value.items()}
    if key == "theme":
        if not isinstance(value, str):
            raise _wrong((key,), value, place, 'the name of a theme, such as "dftz-dark"')
        _known(value, allowed.themes or (value,), "theme", place, (key,))
    elif not isinstance(value, bool):
        raise _wrong((key,), value, place, "true or false")
    return value


def _keys(action: str, value: Any, place: _Place, allowed: _Allowed) -> tuple[str, ...]:
    path = ("keys", action)
    _known(action, allowed.actions or (action,), "action", place, path)
    found = [value] if isinstance(value, str) else value
    if not isinstance(found, (list, tuple)) or not all(isinstance(key, str) and key.strip() for key in found):
        raise _wrong(path, value, place, 'a key, such as "x", or a list of keys')
    return tuple(key.strip() for key in found)


def _wrong(path: tuple[str, ...], value: Any, place: _Place, wanted: str) -> UsageError:
    return UsageError(f"{place(path)}: {'.'.join(path)} is {_short(repr(value))}", fix=f"give {wanted}")


def _known(name: str, names: Collection[str], what: str, place: _Place, path: tuple[str, ...]) -> None:
    if name in names:
        return
    import difflib

    close = difflib.get_close_matches(name, list(names), n=1, cutoff=0.5) if len(name) <= 80 else []
    hint = f"did you mean {close[0]}? " if close else ""
    message = f"{place(path)}: there is no {what} {_short(repr(name))}"
    raise UsageError(message, fix=f"{hint}The {what}s are: {', '.join(names)}")


def _short(text: str) -> str:
    return text if len(text) <= 80 else text[:79] + "…"


def _always(place: str) -> _Place:
    return lambda path: place
