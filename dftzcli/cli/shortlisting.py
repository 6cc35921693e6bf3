"""What the commands of `dftz shortlist` share: where the lists are, whom a text means, and what a result is."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

from dftzcli.cli.options import Terminal
from dftzcli.cli.session import Session
from dftzcli.errors import DftzError, NotFound

if TYPE_CHECKING:
    from dftzcli.catalogue import Catalogue
    from dftzcli.model.fields import FieldSpec
    from dftzcli.render.result import Result
    from dftzcli.store.workspace import Entry, Shortlist, Workspace


def workspace_of(terminal: Terminal) -> Workspace:
    """Return the user's own lists, in the folder of the store."""
    from dftzcli import paths
    from dftzcli.store.workspace import Workspace, workspace_path

    return Workspace(workspace_path(paths.resolve(terminal.data_dir).data))


def names(incomplete: str) -> list[str]:
    """Offer the names of the lists."""
    try:
        return [each.name for each in workspace_of(Terminal()).shortlists() if each.name.startswith(incomplete)]
    except DftzError:
        # A shell cannot show an error in the middle of a line; the command itself will.
        return []


def held_ids(session: Session, shortlist: Shortlist, texts: Sequence[str]) -> tuple[str, ...]:
    """Return the ids that texts are taken for: what is on the list as it stands, else what the catalogue finds."""
    if all(text in shortlist.ids for text in texts):
        return tuple(texts)
    catalogue = session.catalogue()
    return tuple(text if text in shortlist.ids else meant(session, catalogue, text) for text in texts)


def meant(session: Session, catalogue: Catalogue, text: str) -> str:
    """Return the record that bears an id or a name; NotFound for a guess: nothing is written on one."""
    found = catalogue.find(text)
    if found.guessed:
        raise NotFound(f"no record is called {text!r}", fix=f"did you mean {found.id}?", nearest=(found.id,))
    return session.found(catalogue, text)


def counted(entries: Sequence[Entry]) -> str:
    """Say how many records there are."""
    return f"{len(entries)} record{'s' * (len(entries) != 1)}"


def result_of(
    catalogue: Catalogue,
    known: tuple[FieldSpec, ...],
    wanted: tuple[str, ...],
    rows: Sequence[dict[str, Any]],
    asked: dict[str, Any],
) -> Result:
    """Make a result of rows: the fields they have, or those asked for."""
    from dftzcli.render.result import Result, chosen

    specs, columns = chosen(known, wanted)
    return Result(
        specs=specs,
        columns=columns,
        items=tuple({spec.key: row.get(spec.key) for spec in specs} for row in rows),
        total=len(rows),
        query=asked,
        dataset=catalogue.dataset,
        ids=tuple(row["id"] for row in rows),
    )
