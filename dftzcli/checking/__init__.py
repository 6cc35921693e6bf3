"""Checking a text against the catalogue: its figures, and what it says of the standing of records.

A text is taken apart into sentences (`sentences`), these into numbers with units (`quantities`), times (`times`) and
names (`mentions`). A number is compared with the figures whose indicator, place, period and unit the sentence names
(`fitting`, `weighing`, `figures`), a word of standing with the record it stands beside (`claims`). What is not sure is
never called verified nor contradicted: it is not in the catalogue, with the reason.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from dftzcli.checking.findings import VERDICTS, Finding, Verdict

if TYPE_CHECKING:
    from dftzcli.search.cards import Cards

__all__ = ["VERDICTS", "Checker", "Finding", "Verdict"]


class Checker:
    """The records of a catalogue made ready to be asked about texts, which takes longer than to ask them."""

    def __init__(self, cards: Cards) -> None:
        """Take the cards."""
        from dftzcli.checking.claims import Claims
        from dftzcli.checking.figures import Figures
        from dftzcli.checking.mentions import Names

        self.cards = cards
        self._sources = frozenset(card["id"] for card in cards.of_kind("source"))
        self._names = Names(cards)
        self._figures, self._claims = Figures(cards, self._names), Claims(self._names)

    def check(self, text: str) -> tuple[Finding, ...]:
        """Return what a text says that the catalogue can be asked about, in reading order, each with its verdict."""
        from dftzcli.checking.sentences import Place, sentences

        place = Place(text)
        found: list[Finding] = []
        self._names.begin()
        for sentence in sentences(text, self._sources):
            mentions = self._names.mentions(sentence)
            for each in (*self._figures.check(sentence, mentions), *self._claims.check(sentence, mentions)):
                line, column = place.of(sentence.start + each.start)
                found.append(each.at(line, column, sentence))
        return tuple(sorted(found, key=lambda each: (each.line, each.column, each.kind)))
