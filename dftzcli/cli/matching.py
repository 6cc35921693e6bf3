"""What `dftz match` does with the values of its options: a profile from a file, from flags, or from answers."""

from __future__ import annotations

import sys
from collections.abc import Mapping
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

from dftzcli.cli.session import Session
from dftzcli.errors import DftzError, UsageError
from dftzcli.model.eligibility import FIELDS
from dftzcli.tuples import NamedTuple

if TYPE_CHECKING:
    from dftzcli.catalogue import Catalogue
    from dftzcli.cli.options import Output, Terminal
    from dftzcli.matching import Matching

# An empty answer ends the questions; this one leaves a question open and goes on.
_SKIP: Final = "?"


class Match(NamedTuple):
    """What a profile is made of: a file, then flags by field, then answers where they are asked for."""

    profile: Path | None = None
    given: Mapping[str, Any] = {}
    ask: bool = False
    only: str | None = None
    fail_empty: bool = False


def answer(match: Match, output: Output, terminal: Terminal) -> None:
    """Decide what a profile is eligible for; UsageError for a profile, field or value that cannot be meant."""
    from dftzcli.render import matched

    session = Session(terminal, output)
    wanted = session.asked_fields(matched.KNOWN)
    if wanted is None:
        return
    if match.only not in (None, "yes", "no", "unknown"):
        raise UsageError(f"{match.only!r} is no verdict", fix="use yes, no or unknown")
    catalogue = session.catalogue()
    given = _given(match)
    if match.ask or (not given and _someone()):
        given = _asked(catalogue, given)
    elif not given:
        raise UsageError(
            "there is no profile to match", fix="give --profile FILE, or flags such as --sector; `dftz match --help`"
        )
    found = catalogue.match(catalogue.profile(given))
    if match.only is not None:
        found = found.only(match.only)
    page = None
    if session.format.for_people and not wanted:
        page = matched.page_of(found, ascii_only=session.ascii_only)
    result = matched.result_of(catalogue, found, wanted=wanted, page=page)
    session.emit(result, fail_empty=match.fail_empty, nothing="" if page else "no record has this verdict")


def _given(match: Match) -> dict[str, Any]:
    given: dict[str, Any] = {}
    if match.profile is not None:
        from dftzcli.profiles import given_in

        given |= given_in(match.profile)
    return given | {key: value for key, value in match.given.items() if value not in (None, [], ())}


def _someone() -> bool:
    return all(stream is not None and stream.isatty() for stream in (sys.stdin, sys.stderr))


def _asked(catalogue: Catalogue, given: dict[str, Any]) -> dict[str, Any]:
    """Ask on standard error, each time the question that would settle most, until there is none or no answer."""
    if not _someone():
        raise UsageError("nobody can be asked: there is no terminal", fix="leave out --ask and give a profile")
    sys.stderr.write("Answer what you know. Empty ends the questions, ? leaves one open.\n")
    known, open_fields = dict(given), set(given)
    while (field := _next(catalogue, known, open_fields)) is not None:
        text = _read(field)
        if text == "":
            break
        if text == _SKIP:
            open_fields.add(field)
            continue
        try:
            catalogue.profile(known | {field: text})
        except DftzError as error:
            sys.stderr.write(f"  {error.message}\n  {error.fix}\n")
            continue
        known[field] = text
        open_fields.add(field)
    return known


def _next(catalogue: Catalogue, known: dict[str, Any], asked: set[str]) -> str | None:
    from dftzcli.analysis.matching.asking import questions

    found: Matching = catalogue.match(known)
    return next((each.field for each in questions(found.decisions) if each.field not in asked), None)


def _read(field: str) -> str:
    spec = FIELDS[field]  # type: ignore[index]
    words = f"\n  {', '.join(spec.words)}" if spec.words else ""
    sys.stderr.write(f"{spec.question}{words}\n{field}> ")
    sys.stderr.flush()
    return sys.stdin.readline().strip()
