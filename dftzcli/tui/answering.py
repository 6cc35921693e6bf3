"""Questions about a profile: one field at a time, asked again while the answer cannot be meant, and files of it."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Final

from dftzcli.errors import DftzError
from dftzcli.model.eligibility import FIELDS
from dftzcli.profiles import as_toml
from dftzcli.render import sink
from dftzcli.render.decided import answer_in_words, asked
from dftzcli.tui.dialogs import Ask, Choose
from dftzcli.tui.several import NONE, Several

if TYPE_CHECKING:
    from dftzcli.analysis.matching.profile import Profile
    from dftzcli.tui.place import Place

_HINTS: Final = {
    "place": "a place by name or id, such as dftz, Dalian or 大连",
    "industries": "industries by name or id, with commas between them; none if there is none",
    "countries": "countries by name or code, such as JP, with commas between them; none if there is none",
    "money": "a sum with its currency, such as 30 million USD or 2000万元",
    "count": "a number, such as 120",
    "day": "a day, month or year, such as 2026-11-22",
    "text": "a few words",
}
_AWAY: Final = "empty takes the answer away"


async def ask_field(place: Place, field: str) -> Profile | None:
    """Ask for the answer to a field and return the profile with it, or without it for an empty one; None for Esc.

    An answer that cannot be meant is told and asked for again.
    """
    written = place.desk.profile.written()
    held: str | tuple[str, ...] = tuple(given) if isinstance(given := written.pop(field, ""), list) else given
    trouble = ""
    while True:
        answer = await _asked(place, field, held, trouble)
        if answer is None:
            return None
        try:
            return _read(place, written | ({field: answer} if answer not in ("", ()) else {}))
        except DftzError as error:
            held, trouble = answer, f"{_words(error)}. "


async def ask_to_load(place: Place) -> Profile | None:
    """Ask for a file and return the profile in it; None for Esc. A file that holds none is told and asked for again."""
    path, trouble = "", ""
    while True:
        hint = f"{trouble}a profile in TOML, as `dftz match --profile` reads it"
        asked_for = await place.app.push_screen_wait(Ask("Profile to read", value=path, hint=hint))
        if asked_for is None:
            return None
        path = asked_for.strip()
        try:
            profile = place.desk.catalogue.profile(Path(path).expanduser())
            place.desk.catalogue.match(profile)
        except (DftzError, RuntimeError) as error:
            trouble = f"{_words(error)}. "
        else:
            return profile


async def ask_to_write(place: Place) -> None:
    """Ask for a file and write the profile to it; one that is there is only replaced when that is wanted."""
    path, trouble = "profile.toml", ""
    while True:
        hint = f"{trouble}TOML, as `dftz match --profile` reads it; nothing else keeps it"
        asked_for = await place.app.push_screen_wait(Ask("Write the profile to", value=path, hint=hint))
        if asked_for is None:
            return
        path = asked_for.strip()
        try:
            target = Path(path).expanduser()
            if target.is_file():
                options = [("no", "Leave it"), ("yes", "Replace it")]
                if await place.app.push_screen_wait(Choose(f"{target} is there already", options)) != "yes":
                    return
            sink.check_target(target, force=True)
            sink.to_file([as_toml(place.desk.profile.written())], target, force=True)
        except (DftzError, RuntimeError, OSError, ValueError) as error:
            trouble = f"{_words(error)}. "
        else:
            place.tell(f"wrote the profile to {target.absolute()}; the same: dftz match --profile {target}")
            return


async def _asked(place: Place, field: str, held: str | tuple[str, ...], trouble: str) -> str | tuple[str, ...] | None:
    """Ask once; a tuple is an answer of several, (NONE,) one of none. `held` is () for none, empty for no answer."""
    question, chinese = asked(field)
    spec = FIELDS.get(field)  # type: ignore[call-overload]
    if spec is not None and spec.words:
        options = [(word, f"{word}: {meaning}") for word, meaning in spec.words.items()]
        if spec.kind == "word":
            away = ("", "not known: takes the answer away")
            return await place.app.push_screen_wait(Choose(question, [*options, away], chosen=str(held) or None))
        return await place.app.push_screen_wait(Several(question, options, marked=(NONE,) if held == () else held))
    hint = _HINTS[spec.kind] if spec is not None else ""
    said = ". ".join(filter(None, (hint, _AWAY)))
    value = answer_in_words(held)
    answer = await place.app.push_screen_wait(
        Ask(question, value=value, hint=f"{trouble}{'' if place.desk.ascii_only else chinese} {said}".strip())
    )
    return None if answer is None else answer.strip()


def _read(place: Place, given: dict[str, object]) -> Profile:
    """Return a profile that can be matched: criteria that nothing has are found only by matching."""
    profile = place.desk.catalogue.profile(given)
    place.desk.catalogue.match(profile)
    return profile


def _words(error: Exception) -> str:
    if isinstance(error, DftzError):
        return f"{error.message}; {error.fix}" if error.fix else error.message
    return str(error)
