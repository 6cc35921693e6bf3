"""The thesaurus of the field: concepts, the words they go by, and what is broader and narrower.

It is the editors' knowledge and holds no statement about the zone: it only leads from a reader's words to those of the
documents. `data/thesaurus.json` is its file.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Final, NamedTuple

import msgspec

from dftzcli.errors import StoreCorrupt


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


class Expansion(NamedTuple):
    """Another word for what was asked: the word, and how much a match of it counts of 1."""

    text: str
    weight: float


# How far each kind of word may be taken for the concept. An everyday word means it less exactly than a term does.
_WEIGHTS: Final[dict[str, float]] = {
    "name": 0.9,
    "synonyms": 0.8,
    "abbreviations": 0.8,
    "zh": 0.8,
    "ja": 0.7,
    "ko": 0.7,
    "everyday": 0.38,
}
# What is narrower is an instance of what was asked; what is broader is only its surroundings.
_NARROWER: Final = 0.5
_BROADER: Final = 0.35
_PART: Final = 0.4


def read_thesaurus(path: Path) -> Thesaurus:
    """Read a thesaurus; StoreCorrupt when it is damaged. Where there is no file there are no concepts."""
    try:
        data = path.read_bytes()
    except OSError:
        return Thesaurus(about="", basis="", concepts=())
    try:
        return msgspec.json.decode(data, type=Thesaurus)
    except (msgspec.DecodeError, UnicodeDecodeError) as error:
        raise StoreCorrupt(f"{path} cannot be read: {error}", fix="reinstall dftz") from error


def terms(concept: Concept) -> Iterator[tuple[str, str]]:
    """Yield (term, what it is to the concept) for every word of a concept, its name first."""
    yield concept.name, "name"
    for role in _WEIGHTS:
        if role != "name":
            for term in getattr(concept, role):
                yield term, role


class Wordbook:
    """The concepts by id, and what each may be expanded to."""

    def __init__(self, concepts: Iterable[Concept]) -> None:
        """Take the concepts."""
        self.concepts = {concept.id: concept for concept in concepts}

    def expansions(self, concept: Concept) -> list[Expansion]:
        """Return every other word for a concept, the best first: its own, then those of narrower and broader ones."""
        found: dict[str, float] = {}
        for term, role in terms(concept):
            found[term] = max(found.get(term, 0.0), _WEIGHTS[role])
        # Whoever asks for a city is not answered with its country, nor for a province with one of its cities.
        narrower, broader = (_NARROWER, concept.broader) if not concept.entity else (_PART, ())
        for discount, ids in ((narrower, concept.narrower), (_BROADER, broader)):
            for neighbour in ids:
                other = self.concepts.get(neighbour)
                if other is None:
                    continue
                for term, role in terms(other):
                    if role != "everyday":
                        found[term] = max(found.get(term, 0.0), discount * _WEIGHTS[role])
        return sorted((Expansion(term, weight) for term, weight in found.items()), key=lambda entry: -entry.weight)


def problems(thesaurus: Thesaurus) -> Iterator[str]:
    """Yield what is wrong with a thesaurus: ids twice, neighbours that are not there or do not point back, no words."""
    concepts = {concept.id: concept for concept in thesaurus.concepts}
    if len(concepts) < len(thesaurus.concepts):
        seen: set[str] = set()
        yield from (
            f"{concept.id}: there are two of that id"
            for concept in thesaurus.concepts
            if concept.id in seen or seen.add(concept.id)  # type: ignore[func-returns-value]
        )
    for concept in thesaurus.concepts:
        for here, there in (("broader", "narrower"), ("narrower", "broader")):
            for other in getattr(concept, here):
                if other not in concepts:
                    yield f"{concept.id}: its {here} {other} is not there"
                elif concept.id not in getattr(concepts[other], there):
                    yield f"{concept.id}: {other} is {here} but does not name it as {there}"
                elif other == concept.id:
                    yield f"{concept.id} is {here} than itself"
        if any(not term.strip() for term, _ in terms(concept)):
            yield f"{concept.id}: an empty word"
