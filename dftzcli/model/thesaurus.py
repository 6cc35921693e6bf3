"""The thesaurus of the field: concepts, the words they go by, and what is broader and narrower.

It is the editors' knowledge and holds no statement about the zone: it only leads from a reader's words to those of the
documents. `data/thesaurus.json` is its file.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

import msgspec

# The lists of words of a concept besides its name, from the most exact to the loosest in each language.
ROLES: Final = ("synonyms", "everyday", "abbreviations", "zh", "ja", "ko")


class Concept(msgspec.Struct, frozen=True, kw_only=True, omit_defaults=True, forbid_unknown_fields=True):
    """One concept: its standard name, its equivalents, looser everyday words, and its neighbours' ids.

    `entity` marks a proper name (a country, a city, a firm): whoever asks for one is not served by another.
    """

    id: str
    name: str
    synonyms: tuple[str, ...] = ()
    everyday: tuple[str, ...] = ()
    abbreviations: tuple[str, ...] = ()
    zh: tuple[str, ...] = ()
    ja: tuple[str, ...] = ()
    ko: tuple[str, ...] = ()
    entity: bool = False
    broader: tuple[str, ...] = ()
    narrower: tuple[str, ...] = ()


class Thesaurus(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """The file: what it is, on whose word, and the concepts in order of their ids."""

    about: str
    basis: str
    concepts: tuple[Concept, ...]


def terms(concept: Concept) -> Iterator[tuple[str, str]]:
    """Yield (term, what it is to the concept) for every word of a concept, its name first."""
    yield concept.name, "name"
    for role in ROLES:
        for term in getattr(concept, role):
            yield term, role


def problems(thesaurus: Thesaurus) -> Iterator[tuple[str, str]]:
    """Yield (concept, what is wrong with it): an id twice, a neighbour that is not there or does not point back, ..."""
    concepts = {concept.id: concept for concept in thesaurus.concepts}
    seen: set[str] = set()
    for concept in thesaurus.concepts:
        if concept.id in seen:
            yield concept.id, "two concepts have this id"
        seen.add(concept.id)
        for here, there in (("broader", "narrower"), ("narrower", "broader")):
            for other in getattr(concept, here):
                if other not in concepts:
                    yield concept.id, f"{other}, named as {here}, is no concept"
                elif other == concept.id:
                    yield concept.id, f"it is {here} than itself"
                elif concept.id not in getattr(concepts[other], there):
                    yield concept.id, f"{other} is {here}, but does not name it as {there}"
        if any(not term.strip() for term, _ in terms(concept)):
            yield concept.id, "one of its words is empty"
