"""What is found about one statement of a text."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final, Literal

from dftzcli.tuples import NamedTuple

if TYPE_CHECKING:
    from dftzcli.checking.sentences import Sentence

Verdict = Literal["verified", "rounded", "contradicted", "disputed", "not_in_catalogue"]

# What each verdict means, the worst first.
VERDICTS: Final[dict[Verdict, str]] = {
    "contradicted": "the catalogue says otherwise",
    "disputed": "a source says so, and another does not",
    "not_in_catalogue": "nothing in the catalogue can be held against it",
    "rounded": "off by rounding, or by a word such as over or about",
    "verified": "a record says the same",
}


class Finding(NamedTuple):
    """One statement: what it is about, the verdict, the records that bear it out or deny it, and why.

    `records` are ids: those that agree first, then those that do not. `is_change` says that the number is held against
    the change printed beside a figure. `line` and `column` count from 1 in the text.
    """

    kind: Literal["figure", "status"]
    verdict: Verdict
    start: int
    end: int
    records: tuple[str, ...]
    why: str
    is_change: bool = False
    line: int = 0
    column: int = 0
    quote: str = ""
    sentence: str = ""

    @property
    def is_decided(self) -> bool:
        """Whether the records bear the statement out or deny it; else they are only the nearest."""
        return self.verdict != "not_in_catalogue"

    def at(self, line: int, column: int, sentence: Sentence) -> Finding:
        """Return the finding with its place in the text, and the words it is about."""
        return self._replace(
            line=line,
            column=column,
            quote=" ".join(sentence.original[self.start : self.end].split()),
            sentence=" ".join(sentence.original.split()),
        )
