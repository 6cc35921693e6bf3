"""What is like a record: the words that set it apart from the rest, and the links it shares."""

from __future__ import annotations

import math
from typing import TYPE_CHECKING, Final

from dftzcli.search.finding import text
from dftzcli.search.finding.questions import SOFT, STOP
from dftzcli.search.finding.shape import LATIN
from dftzcli.search.finding.understanding import Alternative, Concept

if TYPE_CHECKING:
    from tantivy import Query

    from dftzcli.search.cards import Card
    from dftzcli.search.finding.index import Index
    from dftzcli.search.finding.ranking import Builder

# How many of its rarest words describe a record.
_WORDS: Final = 14
# Links that make two records belong together, by how much each counts.
_LINKS: Final = {"industry": "industries", "partner": "partners", "agency": "agencies"}
_LINK: Final = 1.5
# Words that count and number are in many texts and make none alike.
_NUMERALS: Final = frozenset(
    (
        "one",
        "two",
        "three",
        "four",
        "five",
        "six",
        "seven",
        "eight",
        "nine",
        "ten",
        "first",
        "second",
        "third",
        "fourth",
    )
)


def resembling(index: Index, build: Builder, card: Card) -> tuple[Query, list[Concept]]:
    """Return the query for what is like a record, itself left out, and the words it asks for."""
    texts = [card["name"], card["name"], card["summary"], *card.get("tags", ())]
    counts: dict[str, int] = {}
    shown: dict[str, str] = {}
    for part in texts:
        for word in text.words_of(part):
            if word not in STOP and word not in SOFT and word not in _NUMERALS and not word.isdigit():
                counts[text.stem(word)] = counts.get(text.stem(word), 0) + 1
                shown.setdefault(text.stem(word), word)
    total = max(2, index.searcher.num_docs)
    weights: dict[str, float] = {}
    for stem, count in counts.items():
        frequency = max(index.frequency(field, stem) for field in LATIN)
        # A word that only the record itself has finds nothing else.
        if frequency > 1:
            weights[stem] = math.log(1 + total / frequency) * math.sqrt(count)
    chosen = sorted(weights, key=lambda stem: (-weights[stem], stem))[:_WORDS]
    concepts = [Concept(shown[stem], (Alternative("words", (stem,), 1.0),), weights[stem]) for stem in chosen]
    wanted = [build.matching(concept) for concept in concepts]
    for role, field in _LINKS.items():
        wanted += [build.constant(build.terms(role, [target]), _LINK) for target in card.get(field) or ()]
    itself = build.terms("id", [card["id"]])
    if not wanted:
        return build.nothing(), concepts
    return build.filtered(build.any_of(wanted), [], [itself]), concepts


def shared(card: Card, other: Card | None) -> tuple[str, ...]:
    """Say which links two records share."""
    if other is None:
        return ()
    return tuple(
        f"same {role}: {target}"
        for role, field in _LINKS.items()
        for target in card.get(field) or ()
        if target in (other.get(field) or ())
    )
