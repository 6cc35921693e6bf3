"""The brief of an investor, written from the application: on whom or what is meant, beside the places asked for."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING, Final

from dftzcli.errors import DftzError
from dftzcli.tui.dialogs import Ask, Choose

if TYPE_CHECKING:
    from dftzcli.brief import Asked, Document
    from dftzcli.tui.place import Place

_PEERS: Final = "places with commas between them, such as Qingdao, Tianjin; empty for none"


async def ask_to_brief(place: Place, asked: Asked) -> None:
    """Ask for the peers and for a file, and write the brief to it; what cannot be meant or written is asked again.

    A file that is there is only replaced when that is wanted. Esc gives all of it up.
    """
    from dftzcli.brief import brief_of

    peers, trouble = "", ""
    while True:
        answer = await place.app.push_screen_wait(Ask("Compare with", value=peers, hint=f"{trouble}{_PEERS}"))
        if answer is None:
            return
        peers = answer
        chosen = asked._replace(peers=tuple(part.strip() for part in peers.split(",") if part.strip()))
        tried = await _done(place, lambda chosen=chosen: brief_of(place.desk.catalogue, chosen))  # type: ignore[misc]
        if not isinstance(tried, str):
            break
        trouble = f"{tried}. "
    await _ask_where(place, chosen)


async def _ask_where(place: Place, asked: Asked) -> None:
    """Ask for a file until the brief is in it, or the question is taken back."""
    path, trouble = "brief.pdf", ""
    while True:
        hint = _hint(place, asked, trouble)
        answer = await place.app.push_screen_wait(Ask("Write the brief to", value=path, hint=hint))
        if answer is None:
            return
        path = answer.strip()
        try:
            target = Path(path).expanduser()
            is_there = target.is_file()
        except (RuntimeError, OSError, ValueError) as error:
            trouble = f"{error}. "
            continue
        if is_there:
            options = [("no", "Leave it"), ("yes", "Replace it")]
            if await place.app.push_screen_wait(Choose(f"{target} is there already", options)) != "yes":
                return
        if not (trouble := await _file(place, asked, target)):
            return


async def _file(place: Place, asked: Asked, target: Path) -> str:
    """Write the brief and tell; return why it could not be written, or nothing."""
    from dftzcli.brief import file_brief

    found = await _done(place, lambda: file_brief(place.desk.catalogue, asked, target, force=True))
    if isinstance(found, str):
        return f"{found}. "
    named = "; the command on its last page reads profile.toml, which w writes" if asked.profile is not None else ""
    said = f"{len(found.statements)} statements with {found.footnotes} footnotes"
    place.tell(f"wrote {said} to {target.absolute()}{named}")
    return ""


def _hint(place: Place, asked: Asked, trouble: str) -> Callable[[str], str]:
    """Return what says of each name of a file what will be written, and which command line writes the same."""
    from dftzcli.brief import FORMATS

    endings = ", ".join(found.endings[0] for found in FORMATS.values())

    def said(line: str) -> str:
        command = asked.again(day=place.desk.day, name=line.strip() or "FILE", format="")
        return f"{trouble}the ending chooses: {endings}. Same as: {command}"

    return said


async def _done(place: Place, work: Callable[[], Document]) -> Document | str:
    """Do something beside the screen; return what comes of it, or why it cannot be done."""

    def tried() -> Document | str:
        try:
            return work()
        except DftzError as error:
            return f"{error.message}; {error.fix}" if error.fix else error.message
        except (OSError, ValueError) as error:
            return str(error)

    return await place.app.run_worker(tried, thread=True, group="write", exit_on_error=False).wait()
