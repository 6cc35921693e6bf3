"""The completion of ids, answered before the command line is even loaded: a shell asks at every press of Tab.

Only the frequent and plain case is taken: an id after `show` or `figures`, or after a filter, in bash, zsh and fish.
Whatever else is asked goes to Typer, which offers the same ids by way of `completing`.
"""

from __future__ import annotations

from collections.abc import Mapping
from itertools import pairwise
from typing import Final

from dftzcli.cli.completing import Offer, of_kinds
from dftzcli.model.vocabulary import Kind

_POSITIONAL: Final[dict[str, tuple[Kind, ...]]] = {"show": (), "figures": ("indicator", "figure")}
_FILTERS: Final[dict[str, Kind]] = {
    "--industry": "industry",
    "--partner": "partner",
    "--place": "place",
    "--agency": "agency",
    "--source": "source",
}
# Quoting and expansion are for a parser that knows the shell.
_NOT_PLAIN: Final = frozenset("'\"\\$`")


def answer(environ: Mapping[str, str]) -> str | None:
    """Return what the shell is to be told, or None when the question is not one of an id."""
    shell = environ.get("_DFTZ_COMPLETE", "").removeprefix("complete_")
    asked = _words(shell, environ)
    if asked is None:
        return None
    before, incomplete = asked
    if len(before) < 2 or incomplete.startswith("-"):
        return None
    if before[-1] in _FILTERS:
        kinds: tuple[Kind, ...] = (_FILTERS[before[-1]],)
    elif before[1] in _POSITIONAL and not (before[-1].startswith("-") or before[-2] in _FILTERS):
        kinds = _POSITIONAL[before[1]]
    else:
        return None
    offers = of_kinds(kinds, incomplete, data_dir=_data_dir(before))
    if not offers:
        return None
    if shell == "fish":
        return "\n".join(f"{identity}\t{name}" for identity, name in offers)
    return "\n".join(identity for identity, _ in offers) if shell == "bash" else _for_zsh(offers)


def _data_dir(words: list[str]) -> str | None:
    """Return the folder that the line names with --data-dir, so that the ids offered are those it will find."""
    for word, following in pairwise((*words, "")):
        if word == "--data-dir":
            return following or None
        if word.startswith("--data-dir="):
            return word.removeprefix("--data-dir=") or None
    return None


def _words(shell: str, environ: Mapping[str, str]) -> tuple[list[str], str] | None:
    """Return the words before the one that is being typed, and that one; None when they are not plain."""
    line = environ.get("COMP_WORDS" if shell == "bash" else "_TYPER_COMPLETE_ARGS", "")
    if shell == "fish" and environ.get("_TYPER_COMPLETE_FISH_ACTION") != "get-args":
        return None
    if shell not in ("bash", "zsh", "fish") or not _NOT_PLAIN.isdisjoint(line):
        return None
    words = line.split()
    if shell == "bash":
        place = int(environ.get("COMP_CWORD", "0"))
        return words[:place], words[place] if place < len(words) else ""
    return (words, "") if line.endswith(" ") else (words[:-1], words[-1] if words else "")


def _for_zsh(offers: list[Offer]) -> str:
    """Write offers as zsh's `_arguments` reads them; a name loses every character that means something to it."""
    lines = (f'"{identity}":"{_plain(name)}"' for identity, name in offers)
    return "_arguments '*: :((" + "\n".join(lines) + "))'"


def _plain(name: str) -> str:
    return "".join(" " if character in "'\"\\$`:()[]{}<>|;&!*?~#" else character for character in name)
