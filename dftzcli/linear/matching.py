"""What a firm is eligible for: its questions one after the other, and the decisions that follow from the answers."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Final

from dftzcli.errors import DftzError
from dftzcli.linear.pages import read
from dftzcli.linear.spoken import sections
from dftzcli.linear.views import Asker, Place, View
from dftzcli.model.eligibility import FIELDS
from dftzcli.profiles import as_flags

if TYPE_CHECKING:
    from dftzcli.analysis.matching.profile import Profile
    from dftzcli.catalogue import Catalogue

_DONE: Final = "done"
_SKIP: Final = "?"
_HOW: Final = "? leaves it open, done shows the answer, b goes back"


@dataclass(frozen=True)
class Matched:
    """The decisions for a profile."""

    profile: Profile

    def view(self, catalogue: Catalogue) -> View:
        """Read them; the links are what was decided, in the order yes, unknown, no, and then what else matters."""
        from dftzcli.render.matched import page_of

        matching = catalogue.match(self.profile)
        decided = [decision.item["id"] for decision in matching.listed()]
        matters = [each.item["id"] for found in matching.matters.values() for each in found]
        return read(
            catalogue,
            title=f"What is open to {self.profile.name or 'this profile'}",
            command=("match", *as_flags(self.profile.written())),
            page=sections(page_of(matching, ascii_only=True)),
            ids=(*decided, *matters),
        )


def questions(asker: Asker) -> Place | None:
    """Ask for a profile, first for a file of it; each question is the one that would settle most of what is open."""
    given = _file(asker)
    if given is None:
        return None
    skipped: set[str] = set(given)
    number = 0
    while (field := _next(asker.catalogue, given, skipped)) is not None:
        number += 1
        answer = _answer(asker, field, number, given)
        if answer is None:
            return None
        if answer == _DONE:
            break
        skipped.add(field)
        if answer != _SKIP:
            given[field] = answer
    return Matched(asker.catalogue.profile(given))


def _file(asker: Asker) -> dict[str, Any] | None:
    """Return what a file holds, nothing for none, None when nothing is to be asked after all."""
    from dftzcli.profiles import given_in

    trouble = ""
    while True:
        text = asker.ask(f"{trouble}The file of a profile (TOML), or ? to answer questions; b goes back:", is_path=True)
        if not text:
            return None
        if text == _SKIP:
            return {}
        try:
            given = given_in(text)
            asker.catalogue.match(given)
        except DftzError as error:
            trouble = _trouble(error)
        else:
            return given


def _next(catalogue: Catalogue, given: dict[str, Any], skipped: set[str]) -> str | None:
    from dftzcli.analysis.matching.asking import questions as open_questions

    found = open_questions(catalogue.match(given).decisions)
    return next((each.field for each in found if each.field not in skipped), None)


def _answer(asker: Asker, field: str, number: int, given: dict[str, Any]) -> Any:
    """Return an answer that can be meant, `done`, `?`, or None to go back; what cannot be meant is asked again."""
    spec = FIELDS[field]  # type: ignore[index]
    words = tuple(spec.words)
    numbered = "".join(f" {place}. {word};" for place, word in enumerate(words, 1))
    several = " Numbers or words, with commas between them, or none." if spec.kind == "words" else ""
    trouble = ""
    while True:
        text = asker.ask(f"{trouble}Question {number}, {spec.label}: {spec.question}{numbered}{several} {_HOW}:")
        if not text:
            return None
        if text in (_DONE, _SKIP):
            return text
        try:
            meant = _meant(text, words)
            asker.catalogue.match(given | {field: meant})
        except DftzError as error:
            trouble = _trouble(error)
        else:
            return meant


def _meant(text: str, words: tuple[str, ...]) -> str:
    """Return an answer with the words that its numbers stand for."""
    parts = (part.strip() for part in text.split(","))
    if not words:
        return text
    return ",".join(
        words[int(part) - 1] if part.isdecimal() and 1 <= int(part) <= len(words) else part for part in parts
    )


def _trouble(error: DftzError) -> str:
    return f"Not understood: {'; '.join(part for part in (error.message, error.fix) if part)}. "
