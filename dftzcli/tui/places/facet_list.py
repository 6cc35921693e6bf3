"""The facets of what was found: how much there is of each value, and whether the line asks for it."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

from rich.text import Text
from textual.widgets.option_list import Option

from dftzcli.render import wording
from dftzcli.tui.widgets.choices import Choices
from dftzcli.tui.widgets.list_cells import fitted
from dftzcli.tui.widgets.list_lines import Signs

if TYPE_CHECKING:
    from dftzcli.search.finding.answer import Facets

# Values of a facet that are worth a line, and the cells of one.
_MOST: Final = 12
_WIDTH: Final = 24


class FacetList(Choices):
    """A line for each value; those that are asked for have a mark."""

    def show(self, counts: Facets, line: str, signs: Signs) -> None:
        """Show other counts; the cursor stays on its value."""
        before = self.highlighted_option
        self.clear_options()
        for facet, values in counts.items():
            if not values:
                continue
            self.add_option(Option(Text(wording.words(facet).capitalize(), "bold underline"), disabled=True))
            for value, count in values[:_MOST]:
                sign = signs.mark if _asked(facet, value).search(line) else " "
                words = fitted(f"{sign}{count:>3} {value}", _WIDTH, ending=signs.ending)
                self.add_option(Option(words, id=f"{facet}:{value}"))
        kept = [option.id for option in self.options]
        if before is not None and before.id in kept:
            self.highlighted = kept.index(before.id)


def turned(line: str, chosen: str) -> str:
    """Return a line of the query language with FACET:VALUE added, or taken out where it is in it.

    >>> turned("port", "place:dalian"), turned("place:dalian-port place:dalian", "place:dalian")
    ('port place:dalian', 'place:dalian-port')
    """
    facet, _, value = chosen.partition(":")
    asked = _asked(facet, value)
    found = asked.sub(" ", line) if asked.search(line) else f"{line} {_term(facet, value)}"
    return " ".join(found.split())


def _asked(facet: str, value: str) -> re.Pattern[str]:
    return re.compile(rf"(?<!\S){re.escape(_term(facet, value))}(?!\S)")


def _term(facet: str, value: str) -> str:
    """Return the term of the query language for a value of a facet."""
    return f'{facet}:"{value}"' if re.search(r"\s", value) else f"{facet}:{value}"
