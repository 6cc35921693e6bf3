"""What all places of the application share: the catalogue, the personal workspace, and what is marked."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from dftzcli.analysis.matching.profile import Profile
from dftzcli.catalogue import Catalogue
from dftzcli.tui.keys import ACTIONS, Action
from dftzcli.tui.views import Given

if TYPE_CHECKING:
    from dftzcli.store.workspace import Workspace


class Desk:
    """The things on the desk: places read them, and tell the application what they change.

    `marked` are ids in the order they were marked in, `last_record` the one that was opened last. `day` is the day that
    everything is shown as of, None for that of the data. `profile` is what is known of a firm; it is written nowhere
    unless that is asked for.
    """

    def __init__(
        self,
        catalogue: Catalogue,
        *,
        workspace: Workspace | None = None,
        actions: Sequence[Action] = ACTIONS,
        ascii_only: bool = False,
        day: str | None = None,
        profile: Profile | None = None,
    ) -> None:
        """Take a catalogue, and where shortlists are kept; without a workspace there are none.

        UsageError for a day that is none.
        """
        self._whole = catalogue
        self._dated: tuple[str, Catalogue] | None = None
        self.day: str | None = None
        self.catalogue = catalogue
        self.show_day(day)
        self.profile = profile or Profile()
        self.workspace = workspace
        self.actions = tuple(actions)
        self.ascii_only = ascii_only
        self.marked: tuple[str, ...] = ()
        self.last_record: str | None = None

    @property
    def given(self) -> Given:
        """The answers of the profile by field, as a view has them."""
        written = self.profile.written()
        return tuple((key, tuple(value) if isinstance(value, list) else value) for key, value in written.items())

    def take(self, catalogue: Catalogue) -> None:
        """Take a catalogue that was read anew, as of the same day."""
        self._whole, self._dated = catalogue, None
        self.show_day(self.day)

    def show_day(self, day: str | None) -> None:
        """Show everything as of a day, month or year, `today`, or for none of that of the data; UsageError for no date.

        What was made for a day is kept until there is another.
        """
        if not day:
            self.day, self.catalogue = None, self._whole
            return
        if self._dated is None or self._dated[0] != day:
            dated = self._whole.at(day)
            self._dated = (dated.as_of, dated)
        self.day, self.catalogue = self._dated

    def mark(self, ids: frozenset[str]) -> None:
        """Take what is marked now, in the order in which it was marked."""
        kept = tuple(identity for identity in self.marked if identity in ids)
        self.marked = (*kept, *sorted(ids - set(kept)))

    def name(self, identity: str) -> str:
        """Return the name of a record."""
        found = self.catalogue.cards.name(identity)
        return found.name if found else identity
