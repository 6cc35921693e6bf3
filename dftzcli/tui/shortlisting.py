"""What is done to shortlists with dialogs: put records on one, note, move, remove, rename, delete.

Every change is written beside the screen, and what cannot be done is told; None or False is returned for it, and where
the reader takes a question back.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from datetime import date
from typing import TYPE_CHECKING, Final, TypeVar

from dftzcli.errors import DftzError, UsageError
from dftzcli.tui.dialogs import Ask, Choose

if TYPE_CHECKING:
    from dftzcli.store.workspace import Shortlist, Workspace
    from dftzcli.tui.place import Place

Result = TypeVar("Result")

_NAME_HINT: Final = "1 to 60 characters; Esc goes back"
# What is chosen for a list that is not there yet: no list can have this name.
_NEW: Final = ""


async def put(place: Place, workspace: Workspace, ids: Iterable[str]) -> str | None:
    """Put records on a list that is chosen or newly named, and tell; return its name."""
    wanted = tuple(dict.fromkeys(ids))
    # What is typed ahead is for the question that comes up, not for the place.
    place.dftz.hold_keys()
    lists = await done(place, workspace.shortlists)
    place.app.call_later(place.dftz.release_keys)
    if lists is None:
        return None
    name: str | None = _NEW
    if lists:
        options = [(each.name, f"{each.name} ({counted(len(each.entries))})") for each in lists]
        title = f"Put {counted(len(wanted))} on"
        name = await place.app.push_screen_wait(Choose(title, [*options, (_NEW, "a new list ...")]))
    if name == _NEW:
        name = await _new_name(place, f"Put {counted(len(wanted))} on a new list called")
    if name is None:
        return None
    chosen = name
    new = await done(place, lambda: workspace.add(chosen, wanted, added=date.today().isoformat()))
    if new is None:
        return None
    there = len(wanted) - len(new)
    said = [f"put {counted(len(new))} on {chosen!r}"] if new else []
    said += [f"{counted(there)} {'was' if there == 1 else 'were'} on {chosen!r} already"] if there else []
    place.tell("; ".join(said))
    return chosen


async def note(place: Place, workspace: Workspace, name: str, identity: str, former: str) -> bool:
    """Write the note of a record on a list; an empty one takes it away."""
    text = await place.app.push_screen_wait(
        Ask(f"Note on {identity}", value=former, hint="Enter keeps it, an empty line takes it away")
    )
    if text is None or text == former:
        return False
    return await changed(place, lambda: workspace.note(name, identity, text))


async def remove(place: Place, workspace: Workspace, name: str, ids: Sequence[str]) -> bool:
    """Take records off a list after asking."""
    what = ids[0] if len(ids) == 1 else counted(len(ids))
    if not await _sure(place, f"Take {what} off {name!r}? The notes go too.", "Take off"):
        return False
    is_done = await changed(place, lambda: workspace.remove(name, ids))
    if is_done:
        place.tell(f"took {what} off {name!r}")
    return is_done


async def rename(place: Place, workspace: Workspace, name: str) -> str | None:
    """Give a list another name; return it."""
    called = await _new_name(place, f"Rename {name!r} to", value=name)
    if called is None or called == name:
        return None
    return called if await changed(place, lambda: workspace.rename(name, called)) else None


async def delete(place: Place, workspace: Workspace, shortlist: Shortlist) -> bool:
    """Delete a list after asking, and say which file has everything as it was."""
    what = f"{shortlist.name!r} with {counted(len(shortlist.entries))}"
    if not await _sure(place, f"Delete {what}?", "Delete"):
        return False
    found = await done(place, lambda: workspace.delete(shortlist.name))
    if found is not None:
        place.tell(f"deleted {what}; the file as it was is {found.former}")
    return found is not None


async def move(place: Place, workspace: Workspace, shortlist: Shortlist, identity: str) -> int | None:
    """Put a record elsewhere in its list; return its new place there, counted from 0."""
    here, last = shortlist.ids.index(identity), len(shortlist.entries) - 1
    places = {"up": max(here - 1, 0), "down": min(here + 1, last), "first": 0, "last": last}
    words = {"up": "one up", "down": "one down", "first": "to the top", "last": "to the end"}
    chosen = await place.app.push_screen_wait(Choose(f"Move {identity}", list(words.items())))
    if chosen is None or places[chosen] == here:
        return None
    to = places[chosen]
    return to if await changed(place, lambda: workspace.move(shortlist.name, identity, to)) else None


async def done(place: Place, work: Callable[[], Result]) -> Result | None:
    """Do something with the file of lists beside the screen; what fails is told."""

    def tried() -> Result | DftzError | OSError:
        try:
            return work()
        except (DftzError, OSError) as error:
            return error

    found = await place.app.run_worker(tried, thread=True, group="shortlists", exit_on_error=False).wait()
    if isinstance(found, DftzError):
        place.tell(f"{found.message}; {found.fix}" if found.fix else found.message, is_error=True)
    elif isinstance(found, OSError):
        place.tell(f"the shortlists cannot be used: {found.strerror or found}", is_error=True)
    else:
        return found
    return None


async def changed(place: Place, work: Callable[[], object]) -> bool:
    """Change something in the file of lists; tell whether it was done."""

    def worked() -> bool:
        work()
        return True

    return bool(await done(place, worked))


def counted(count: int) -> str:
    """Say how many records."""
    return f"{count} record{'s' * (count != 1)}"


async def _new_name(place: Place, title: str, *, value: str = "") -> str | None:
    """Ask for a name until it is one, or the question is taken back."""
    from dftzcli.store.shortlists import checked_name

    hint = _NAME_HINT
    while True:
        answer = await place.app.push_screen_wait(Ask(title, value=value, hint=hint))
        if answer is None:
            return None
        try:
            return checked_name(answer)
        except UsageError as error:
            value, hint = answer, f"{error.message}: {error.fix}"


async def _sure(place: Place, title: str, yes: str) -> bool:
    return await place.app.push_screen_wait(Choose(title, [("no", "Leave it"), ("yes", yes)])) == "yes"
