"""The completion of ids, answered before the command line is even loaded: a shell asks at every press of Tab.

Only the frequent and plain case is taken: an id after `show` or `figures`, or a name after a filter, in bash and zsh.
Whatever else is asked goes to Typer, which offers the same ids by way of `completing`.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

from dftzcli.cli.completing import Offer, of_kinds
from dftzcli.model.vocabulary import Kind

_OF_ALL: Final = ("show", "figures")
_FILTERS: Final[dict[str, Kind]] = {
    "--industry": "industry",
    "--partner": "partner",
    "--country": "partner",
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
        offers = of_kinds((_FILTERS[before[-1]],), incomplete)
    elif before[1] in _OF_ALL and not before[-1].startswith("-"):
        offers = of_kinds((), incomplete)
    else:
        return None
    if not offers:
        return None
    return "\n".join(identity for identity, _ in offers) if shell == "bash" else _for_zsh(offers)


def _words(shell: str, environ: Mapping[str, str]) -> tuple[list[str], str] | None:
    """Return the words before the one that is being typed, and that one; None when they are not plain."""
    line = environ.get("COMP_WORDS" if shell == "bash" else "_TYPER_COMPLETE_ARGS", "")
    if shell not in ("bash", "zsh") or not _NOT_PLAIN.isdisjoint(line):
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
