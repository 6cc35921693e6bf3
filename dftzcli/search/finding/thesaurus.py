"""What a word of the field may be replaced by when a record bears another: the thesaurus at work."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path
from typing import Final

import msgspec

from dftzcli.errors import StoreCorrupt
from dftzcli.model.thesaurus import Concept, Thesaurus, terms
from dftzcli.tuples import NamedTuple


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


_HOME: Final = "CN"


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
        narrower = _PART if concept.entity else _NARROWER
        # A city stands for its country, but for no province or group of them, nor a firm for its industry.
        broader = [other for other in concept.broader if not concept.entity or self._is_country(other)]
        for discount, ids in ((narrower, concept.narrower), (_BROADER, broader)):
            for neighbour in ids:
                other = self.concepts.get(neighbour)
                if other is None:
                    continue
                for term, role in terms(other):
                    if role != "everyday":
                        found[term] = max(found.get(term, 0.0), discount * _WEIGHTS[role])
        return sorted((Expansion(term, weight) for term, weight in found.items()), key=lambda entry: -entry.weight)

    def _is_country(self, identity: str) -> bool:
        """Tell whether a concept is a country other than that of the zone, which a city in it says too little of."""
        from dftzcli.search.countries import code_of

        other = self.concepts.get(identity)
        return other is not None and other.entity and code_of(other.name) not in (None, _HOME)
