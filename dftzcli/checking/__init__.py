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

__all__ = ["VERDICTS", "Finding", "Verdict", "check"]


def check(cards: Cards, text: str) -> tuple[Finding, ...]:
    """Return what a text says that the catalogue can be asked about, in reading order, each with its verdict."""
    from dftzcli.checking.claims import Claims
    from dftzcli.checking.figures import Figures
    from dftzcli.checking.mentions import Names
    from dftzcli.checking.sentences import Place, sentences

    names = Names(cards)
    figures, claims = Figures(cards, names), Claims(cards, names)
    place = Place(text)
    found: list[Finding] = []
    for sentence in sentences(text):
        mentions = names.mentions(sentence)
        for each in (*figures.check(sentence, mentions), *claims.check(sentence, mentions)):
            line, column = place.of(sentence.start + each.start)
            found.append(each.at(line, column, sentence))
    return tuple(sorted(found, key=lambda each: (each.line, each.column, each.kind)))
