"""What all places of the application share: the catalogue, the personal workspace, and what is marked."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from dftzcli.catalogue import Catalogue
from dftzcli.tui.keys import ACTIONS, Action

if TYPE_CHECKING:
    from dftzcli.store.workspace import Workspace


class Desk:
    """The things on the desk: places read them, and tell the application what they change.

    `marked` are ids in the order they were marked in, `last_record` the one that was opened last.
    """

    def __init__(
        self,
        catalogue: Catalogue,
        *,
        workspace: Workspace | None = None,
        actions: Sequence[Action] = ACTIONS,
        ascii_only: bool = False,
    ) -> None:
        """Take a catalogue, and where shortlists are kept; without a workspace there are none."""
        self.catalogue = catalogue
        self.workspace = workspace
        self.actions = tuple(actions)
        self.ascii_only = ascii_only
        self.marked: tuple[str, ...] = ()
        self.last_record: str | None = None

    def mark(self, ids: frozenset[str]) -> None:
        """Take what is marked now, in the order in which it was marked."""
        kept = tuple(identity for identity in self.marked if identity in ids)
        self.marked = (*kept, *sorted(ids - set(kept)))

    def name(self, identity: str) -> str:
        """Return the name of a record."""
        found = self.catalogue.cards.name(identity)
        return found.name if found else identity
