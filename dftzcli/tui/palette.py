"""The palette: every action of the place, and every record by id or name."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from heapq import nlargest
from itertools import islice
from typing import TYPE_CHECKING, Final, cast

from textual.app import ComposeResult
from textual.command import (
    CommandInput,
    CommandList,
    CommandPalette,
    DiscoveryHit,
    Hit,
    Hits,
    Provider,
    SearchIcon,
)
from textual.containers import Horizontal, Vertical
from textual.widgets import LoadingIndicator

from dftzcli.render.escape import visible
from dftzcli.tui import keys
from dftzcli.tui.place import Place
from dftzcli.tui.widgets.choices import Choices

if TYPE_CHECKING:
    from dftzcli.tui.app import Dftz

# Records that one word leads to: more nobody reads.
_MOST: Final = 40
# Records whose likeness to the words is measured, which takes long.
_LOOKED_AT: Final = 500


class Commands(CommandList, Choices, can_focus=False):
    """What is found, with a sign before what Enter takes: keys move it while the words are being written."""


class Palette(CommandPalette):
    """Textual's palette in our colours, without its picture of a magnifying glass."""

    DEFAULT_CSS = """
    Palette > .command-palette--highlight { color: $match; text-style: bold underline; }
    Palette > .command-palette--help-text { color: $text-muted; text-style: not bold; }
    Palette SearchIcon { color: $text; }
    Palette Commands > .option-list--option { padding: 0 2; color: $text; text-style: none; }
    Palette Commands > .option-list--option-highlighted {
        color: $block-cursor-foreground; background: $block-cursor-background; text-style: bold;
    }
    """

    def compose(self) -> ComposeResult:
        """Lay out as Textual does."""
        with Vertical(id="--container"):
            with Horizontal(id="--input"):
                icon = SearchIcon()
                icon.icon = "/"
                yield icon
                yield CommandInput(placeholder=self._placeholder, select_on_focus=False)
            with Vertical(id="--results"):
                yield Commands()
                yield LoadingIndicator()


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
        """Offer the records whose id or name has all the words, the nearest first; else those with their letters."""
        matcher = self.matcher(query)
        app = cast("Dftz", self.app)
        wanted = query.casefold().split()
        names = app.desk.catalogue.cards.names()
        shown = {one: visible(f"{name.name} ({name.kind}, {one})") for one, name in names}
        having = {one: text for one, text in shown.items() if all(word in text.casefold() for word in wanted)}
        scores = {one: matcher.match(text) for one, text in islice((having or shown).items(), _LOOKED_AT)}
        for one in nlargest(_MOST, filter(scores.__getitem__, scores), key=scores.__getitem__):
            # What has the words themselves comes before what merely has their letters in that order.
            score = scores[one] * (2 if having else 0.9)
            yield Hit(score, matcher.highlight(shown[one]), partial(app.open_record, one))
