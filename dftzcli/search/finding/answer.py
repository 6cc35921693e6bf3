"""An answer: hits with why each matched, what was done to the words, and what is nearest when nothing fits."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

from dftzcli.model.vocabulary import Kind
from dftzcli.search.calling import shortened
from dftzcli.tuples import NamedTuple

Facets = Mapping[str, tuple[tuple[str, int], ...]]

# What marks a match in a snippet; where data hold these marks themselves, they are written as single ones.
MARKS = "«", "»"


class Share(NamedTuple):
    """One part of a score: what it is for, and how much it adds."""

    name: str
    score: float


class Hit(NamedTuple):
    """One record that answers: its item, its score, a snippet with the matches marked, and why it is here.

    `stored` is the JSON of its item as the index keeps it, numbers with their digits.
    """

    item: dict[str, Any]
    score: float
    snippet: str
    why: tuple[str, ...]
    stored: str = ""

    @property
    def id(self) -> str:
        """The record's id."""
        return str(self.item["id"])

    @property
    def kind(self) -> Kind:
        """The record's kind."""
        return self.item["kind"]  # type: ignore[no-any-return]

    @property
    def name(self) -> str:
        """The record's name."""
        return str(self.item["name"])


class Understood(NamedTuple):
    """What was made of a query.

    `text` as typed; `corrected` words with what they were taken for; `expanded` words with the others they were widened
    by; `dropped` words that nothing was found by; `kinds` that come first; `filters` as read; `notes` on syntax;
    `taken` what filters by name were guessed to mean.
    """

    text: str
    corrected: dict[str, str]
    expanded: dict[str, tuple[str, ...]]
    dropped: tuple[str, ...]
    kinds: tuple[Kind, ...]
    wanted: str | None
    filters: tuple[str, ...]
    notes: tuple[str, ...]
    exact: bool
    taken: dict[str, tuple[str, ...]]

    def describe(self) -> str:
        """Say in one line what was corrected, widened, dropped or put first; empty when nothing was."""
        parts = list(self.notes)
        for typed, ids in self.taken.items():
            more = f" and {len(ids) - 6} more" if len(ids) > 6 else ""
            parts.append(f"{typed!r} taken for {', '.join(ids[:6])}{more}")
        if self.corrected:
            read = (f"{shortened(typed)} as {taken}" for typed, taken in self.corrected.items())
            parts.append("read " + ", ".join(read))
        if self.expanded:
            shown = (
                f"{shortened(typed)} ({', '.join(words[:4])}{' …' if len(words) > 4 else ''})"
                for typed, words in self.expanded.items()
            )
            parts.append("also searched " + "; ".join(shown))
        if self.dropped:
            some = ", ".join(map(shortened, self.dropped[:8])) + (" …" if len(self.dropped) > 8 else "")
            parts.append("found nothing for " + some)
        if self.wanted == "comparison":
            parts.append("each side in turn")
        elif self.kinds:
            parts.append(f"{', '.join(self.kinds)} first")
        return "; ".join(parts)


class Answer(NamedTuple):
    """The answer to a query.

    `hits` are the best of `total` in order; without any, `nearest` names what comes closest, which is no answer.
    `searched` is how many records the filters leave, and `unfiltered` how many would fit without filters.
    `facets` counts what was found when it is called.
    """

    understood: Understood
    hits: tuple[Hit, ...]
    total: int
    nearest: tuple[Hit, ...]
    searched: int
    unfiltered: int
    facets: Callable[[], Facets]
    explain: Callable[[str], tuple[Share, ...]]

    @property
    def answered(self) -> bool:
        """Whether anything fits."""
        return bool(self.hits) or self.total > 0
