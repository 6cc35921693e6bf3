"""The palette: every action of the place, and every record by id or name."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from typing import TYPE_CHECKING, Final, cast

from textual.command import DiscoveryHit, Hit, Hits, Provider

from dftzcli.render.escape import visible
from dftzcli.tui import keys
from dftzcli.tui.place import Place

if TYPE_CHECKING:
    from dftzcli.tui.app import Dftz

# Records that one word leads to: more nobody reads.
_MOST: Final = 40


class Actions(Provider):
    """What can be done here, with its key."""

    async def discover(self) -> Hits:
        """Offer everything before anything is typed."""
        for title, about, run in self._actions():
            yield DiscoveryHit(title, run, help=about)

    async def search(self, query: str) -> Hits:
        """Offer what the words match."""
        matcher = self.matcher(query)
        for title, about, run in self._actions():
            score = matcher.match(title)
            if score > 0:
                yield Hit(score, matcher.highlight(title), run, help=about)

    def _actions(self) -> list[tuple[str, str, Callable[[], object]]]:
        place = self.screen
        if not isinstance(place, Place):
            return []
        return [
            (
                f"{row.group}: {row.title}",
                f"{row.keys or 'no key'}; {row.command}",
                partial(self.app.run_action, action.does or action.id, place),
            )
            for action, row in zip(
                (one for one in place.desk.actions if place.place in one.places),
                keys.help_rows(place.place, place.desk.actions),
                strict=True,
            )
        ]


class Records(Provider):
    """Records by id and name."""

    async def search(self, query: str) -> Hits:
        """Offer the records whose id or name the words match."""
        matcher = self.matcher(query)
        app = cast("Dftz", self.app)
        found = 0
        for identity, name in app.desk.catalogue.cards.names():
            shown = visible(f"{name.name} ({name.kind}, {identity})")
            score = matcher.match(shown)
            if score > 0:
                found += 1
                yield Hit(score * 0.9, matcher.highlight(shown), partial(app.open_record, identity))
            if found >= _MOST:
                return
