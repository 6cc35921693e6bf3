"""What a query means in this catalogue: its words as concepts, each with the other words that say the same here.

Words are looked up, never guessed silently: what was corrected, widened or left out stands in the `Meaning`.
"""

from __future__ import annotations

import math
import re
from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING, Any, Final, Literal

from dftzcli.search.finding import amounts, pinyin, text
from dftzcli.search.finding.grammar import Loose, Phrase, Prefix, Term, Word
from dftzcli.search.finding.mending import LONGEST, Mender, Piece
from dftzcli.search.finding.numbers import Number, numbers
from dftzcli.search.finding.questions import ATTRIBUTES, OFFICES, SOFT, SOFT_CHINESE, STOP, stop_at
from dftzcli.search.finding.shape import CHINESE, LATIN, NAMES
from dftzcli.tuples import NamedTuple

if TYPE_CHECKING:
    from dftzcli.search.finding.index import Index

Way = Literal["words", "chinese", "sound", "initials", "number", "year", "prefix", "together", "character", "named"]

# The longest term of the field in Chinese characters.
_LONGEST_CHINESE: Final = 10
# How many concepts of one query are looked for: the heaviest.
MOST_CONCEPTS: Final = 16
_TWO: Final = 2
_INSIDE: Final = 0.39
# An alternative that counts less than this is only the surroundings of what was asked, and no answer to it.
MEANT: Final = 0.4
# What a match through all words of a term counts that do not stand together.
_APART: Final = 0.5
# What words count that are left to the other side of a comparison.
_SHARED: Final = 0.6
# What words for a concept count when only a part of one of its terms was typed.
_PARTLY: Final = 0.5
# What a number counts that is the typed one when it is rounded.
_ROUNDED: Final = 0.6
_SOFT_WEIGHT: Final = 0.35
# An unknown word beside at least so many known ones counts for less.
_SEVERAL: Final = 2
# So many words that only join others make a sentence, in which not every word is a thing asked for.
_SENTENCE: Final = 2
_UNKNOWN: Final = 0.5
# From this rarity on, a proper name is something no answer may leave out.
_RARE: Final = 2.0


class Alternative(NamedTuple):
    """One way to match a concept: the terms of it, how they are looked for, and how much that counts of 1."""

    way: Way
    terms: tuple[str, ...]
    weight: float = 1.0
    shown: str = ""


class Concept(NamedTuple):
    """One thing a query is about.

    `weight` grows with its rarity here; `essential` when no answer can do without it (a place, a firm, a year);
    `counted` unless a record may lack it without being less of an answer. Unknown ones have no alternatives. An
    `attribute` is as essential, except to a gap, which is about what is not given. What is `measured` is given year by
    year.
    """

    text: str
    alternatives: tuple[Alternative, ...]
    weight: float
    essential: bool = False
    counted: bool = True
    places: tuple[str, ...] = ()
    attribute: bool = False
    measured: bool = False

    @property
    def is_year(self) -> bool:
        """Whether it says when and not what."""
        return bool(self.alternatives) and self.alternatives[0].way == "year"


class Meaning(NamedTuple):
    """What a group of words means: its concepts, and what was done to the words on the way.

    `enough` is how much of it, by weight, an answer must hold, where that is not what it always is; `besides` when an
    answer must hold something besides the names: how many students a university has is not told by its name.
    """

    concepts: tuple[Concept, ...]
    corrected: tuple[tuple[str, str], ...] = ()
    expanded: tuple[tuple[str, tuple[str, ...]], ...] = ()
    dropped: tuple[str, ...] = ()
    unknown: tuple[str, ...] = ()
    enough: float | None = None
    besides: bool = False


class Reader:
    """Reads queries against one index.

    `exact` takes words as they are: no other words, no corrections. `finer` cuts a Chinese term that no record bears
    in two where both halves are known: 区域|发展总部经济 and not 区域发展|总部经济.
    """

    def __init__(self, index: Index, *, exact: bool = False, finer: bool = False) -> None:
        self._index = index
        self._exact = exact
        self._finer = finer
        # Whether a finer cut would be another one.
        self.divisible = False
        self._records = max(2, index.searcher.num_docs)
        self._mender = Mender(index)
        self._expanded: dict[str, tuple[str, ...]] = {}
        self._dropped: list[str] = []
        self._unknown: list[str] = []
        self._capitals: set[str] = set()
        self._names: set[str] = set()
        self._joining = 0

    def meaning(self, terms: Iterable[Term], *, shared: str = "") -> Meaning:
        """Return what some terms mean together; `shared` are words that count but need not be matched."""
        self._expanded, self._dropped, self._unknown = {}, [], []
        self._mender.corrected = {}
        self._joining = 0
        concepts: list[Concept] = []
        plain: list[str] = []
        for term in terms:
            if isinstance(term, Word):
                plain.append(term.text)
                continue
            concepts += self._of_text(" ".join(plain))
            plain = []
            if isinstance(term, Loose):
                concepts += [concept._replace(counted=False, attribute=False) for concept in self._of_text(term.text)]
            else:
                concepts += self._of_phrase(term) if isinstance(term, Phrase) else self._of_prefix(term)
        concepts += self._of_text(" ".join(plain))
        if len(concepts) == 1 and not any(entry.weight >= MEANT for entry in concepts[0].alternatives):
            # A name alone that is not here is answered with what it lies in, since that is said, but no port of a city.
            several = " " in concepts[0].text
            concepts = [
                concepts[0]._replace(essential=concepts[0].essential and (several or not concepts[0].alternatives))
            ]
        if shared:
            concepts += [
                # A year that stands once is meant on both sides; other words may belong to one.
                concept
                if any(alternative.way == "year" for alternative in concept.alternatives)
                else concept._replace(weight=concept.weight * _SHARED, counted=False, essential=False)
                for concept in self._of_text(shared)
            ]
        kept = _heaviest(_weighed(concepts, is_sentence=self._joining >= _SENTENCE))
        self._dropped += [concept.text for concept in concepts if concept not in kept]
        return Meaning(
            tuple(kept),
            tuple(self._mender.corrected.items()),
            tuple(self._expanded.items()),
            tuple(dict.fromkeys(self._dropped)),
            tuple(dict.fromkeys(self._unknown)),
        )

    # ---- words

    def _of_text(self, typed: str) -> list[Concept]:
        if not typed.strip():
            return []
        folded = self._simple(text.folded(typed))
        concepts: list[Concept] = []
        units: list[str] = []
        folded, months = amounts.without_months(folded)
        figures = list(numbers(folded))
        rest, years = self._years(folded, figures)
        concepts += years
        for number in figures:
            if rest[number.start : number.end].strip():
                # A year inside a range is taken already; a digit inside a name, as in 5g, is no number.
                concepts.append(self._of_number(number, folded))
                end = number.end + (number.is_year and rest.startswith("年", number.end))
                unit = None if number.is_year else amounts.unit_at(rest, end)
                if unit:
                    # What a number counts in goes with it, and is no other thing asked for.
                    units.append(unit[0])
                    end = unit.end()
                rest = rest[: number.start] + " " * (end - number.start) + rest[end:]
        while asked := amounts.asked_in(rest):
            units.append(asked[1])
            rest = rest[: asked.start()] + " " * (asked.end() - asked.start()) + rest[asked.end() :]
        pieces = list(self._pieces(rest, typed))
        self._joining += sum(piece.stopped for piece in pieces)
        concepts += self._of_pieces(pieces)
        for more in (*units, *months):
            found = self._of_pieces(list(self._pieces(self._simple(more), more)))
            concepts += [concept._replace(counted=False, attribute=False) for concept in found]
        return concepts

    def _simple(self, folded: str) -> str:
        return folded.translate(self._index.simplifying) if text.is_cjk(folded) else folded

    def _pieces(self, folded: str, typed: str) -> Iterator[Piece]:
        capitals = {word.lower() for word in re.findall(r"\b[A-Z]{2,}\b", typed)}
        # The first word of a sentence has its capital for another reason.
        capitals = set() if typed.isupper() else capitals
        self._capitals = capitals | {word.lower() for word in re.findall(r"(?<=\S )[A-Z]\w+", typed)}
        # Where every word has a capital, or most, it tells nothing.
        words = [word for word in re.findall(r"[A-Za-z]+", typed) if word.lower() not in STOP]
        few = sum(word[0].isupper() for word in words[1:]) * 2 < len(words)
        self._names = self._capitals - capitals if few else set()
        for token in text.tokens(folded):
            if not token.cjk:
                stopped = token.text in STOP and token.text not in capitals
                yield Piece(token.text, token.text, False, stopped and not self._exact)
                continue
            yield Piece(token.text, token.text, True)

    def _of_pieces(self, pieces: list[Piece]) -> list[Concept]:
        """Turn words into concepts: the longest terms of the field first, then words alone."""
        if not self._exact:
            pieces = self._mender.mended(pieces)
        concepts: list[Concept] = []
        alone = sum(not piece.stopped for piece in pieces) == 1
        place = 0
        while place < len(pieces):
            piece = pieces[place]
            if piece.cjk:
                end = place + 1
                if not piece.stopped:
                    concepts += self._of_chinese(piece.word, alone=alone)
            else:
                end = self._span(pieces, place) if not piece.stopped or place + 1 < len(pieces) else place + 1
                span = pieces[place:end]
                if end - place > 1 or not piece.stopped:
                    concepts.append(self._of_words(span, alone=alone))
            place = end
        return concepts

    def _span(self, pieces: list[Piece], place: int) -> int:
        """Return the end of the longest term of the field that begins at a place; the next place when there is none."""
        if self._exact:
            return place + 1
        for end in range(min(len(pieces), place + LONGEST), place + 1, -1):
            span = pieces[place:end]
            if any(piece.cjk for piece in span) or span[-1].stopped:
                continue
            singular = [text.singular(piece.word) for piece in span]
            if self._index.lexicon.doc_freq("key", " ".join(singular)) or "_".join(singular) in ATTRIBUTES:
                return end
        return place + 1

    def _of_words(self, span: list[Piece], *, alone: bool) -> Concept:
        stems = tuple(text.stem(piece.word) for piece in span)
        typed = " ".join(piece.typed for piece in span)
        soft = len(span) == 1 and span[0].word in SOFT
        known = " ".join(text.singular(piece.word) for piece in span)
        entry = None if self._exact or (soft and not alone) else self._index.entry(known)
        alternatives = [Alternative("words", stems, 1.0, typed)]
        if len(stems) > 1 and not (entry and entry.get("entity")):
            telling = dict.fromkeys(text.stem(piece.word) for piece in span if piece.word not in STOP)
            alternatives.append(Alternative("together", tuple(telling) or stems, _APART, typed))
        alternatives += self._expansions(typed, entry)
        if not self._exact and len(span) == 1:
            alternatives += self._initials(span[0].word)
        found = self._concept(typed, alternatives, soft=soft and not alone, entry=entry)
        several = len(span) == 1 and span[0].word != known and known in OFFICES
        return found._replace(attribute=not alone and not several and _is_attribute(known.split()))

    def _of_phrase(self, phrase: Phrase) -> list[Concept]:
        folded = self._simple(text.folded(phrase.text))
        alternatives = []
        stems = tuple(text.stem(token.text) for token in text.tokens(folded) if not token.cjk)
        runs = text.runs(folded)
        if stems:
            alternatives.append(Alternative("words", stems, 1.0, phrase.text))
        if runs and not stems:
            alternatives.append(Alternative("chinese", tuple(runs), 1.0, phrase.text))
        if not alternatives:
            return []
        found = self._concept(phrase.text, alternatives)
        return [found._replace(essential=True)]

    def _of_prefix(self, prefix: Prefix) -> list[Concept]:
        runs = text.runs(self._simple(text.folded(prefix.text)))
        if runs:
            # A part of a run of Chinese is found wherever it stands.
            return [self._concept(f"{prefix.text}*", [Alternative("chinese", tuple(runs), 1.0)])]
        beginning = "".join(text.words_of(prefix.text))
        return [self._concept(f"{prefix.text}*", [Alternative("prefix", (beginning,), 1.0)])] if beginning else []

    # ---- numbers and years

    def _years(self, folded: str, figures: list[Number]) -> tuple[str, list[Concept]]:
        concepts: list[Concept] = []
        rest = folded
        if not figures:
            return rest, concepts
        for found in amounts.ranges_of_years(folded):
            first, last = int(found[1]), int(found[2])
            if first < last:
                years = tuple(str(year) for year in range(first, last + 1))
                concepts.append(self._of_year(found[0], years))
                rest = rest[: found.start()] + " " * (found.end() - found.start()) + rest[found.end() :]
        for found in re.finditer(r"(?<![a-z0-9_.])((?:19|20)[0-9]{2})-[0-9]{2}(?:-[0-9]{2})?(?![a-z0-9_])", rest):
            concepts.append(self._of_year(found[0], (found[1],)))
            rest = rest[: found.start()] + " " * (found.end() - found.start()) + rest[found.end() :]
        return rest, concepts

    def _of_year(self, typed: str, years: tuple[str, ...]) -> Concept:
        alternatives = [Alternative("year", years, 1.0, typed)]
        if len(years) == 1:
            # A year in a name is meant; one in the text may be the year of something else.
            alternatives.append(Alternative("named", (years[0],), 0.6, typed))
            alternatives.append(Alternative("number", (years[0],), 0.2, typed))
        return self._concept(typed, alternatives)._replace(essential=True)

    def _of_number(self, number: Number, folded: str) -> Concept:
        typed = folded[number.start : number.end].strip()
        if number.is_year:
            return self._of_year(typed, (number.digits,))
        terms = number.terms
        alternatives = [Alternative("number", (terms[0],), 1.0, typed)]
        weight = 0.5 if number.is_percent else 1.0
        # With a multiplier, the digits alone may be another number altogether.
        weight = weight if number.scaled == number.digits else 0.4
        alternatives += [
            Alternative("number", (term,), 1.0 if term == number.scaled and not number.is_percent else weight, typed)
            for term in terms[1:]
        ]
        if number.scaled != number.digits:
            alternatives[0] = Alternative("number", (number.digits,), weight, typed)
        if number.rounded:
            alternatives.append(Alternative("number", (number.rounded,), _ROUNDED, typed))
        return self._concept(typed, alternatives)

    # ---- Chinese

    def _of_chinese(self, run: str, *, alone: bool) -> list[Concept]:
        """Cut a run into the longest terms that are known; what is left is looked for as it stands."""
        if self._exact:
            return [self._concept(run, [Alternative("chinese", (run,), 1.0, run)])]
        concepts: list[Concept] = []
        left = ""
        place = 0
        while place < len(run):
            term = self._term_at(run, place)
            # A word that only joins others ends what stands before it, unless it is part of a term: 能 in 能源.
            stop = 0 if len(term) > 1 else stop_at(run, place)
            if len(term) == _TWO and self._reaches(run, place, place + _TWO):
                # Nor does a short term hold a word that joins and half of a longer one: 对日 in 对日本.
                term, stop = "", stop_at(run, place)
            pair = run[place : place + 2]
            known = pair in SOFT_CHINESE or self._index.frequency("zh", pair)
            if not term and not stop and len(pair) == 2 and known:
                term = pair
            if term or stop:
                concepts += self._of_left(left)
                left = ""
                concepts += [self._of_chinese_term(term, alone=alone and term == run)] if term and not stop else []
                self._joining += bool(stop)
                place += stop or len(term)
            else:
                left += run[place]
                place += 1
        return concepts + self._of_left(left)

    def _term_at(self, run: str, place: int) -> str:
        """Return the longest term of the field or name that stands in a run at a place, of two characters or more."""
        for end in range(min(len(run), place + _LONGEST_CHINESE), place + 1, -1):
            term = run[place:end]
            if self._index.frequency("whole", term):
                return term
            if self._index.lexicon.doc_freq("key", term):
                divisible = self._in_halves(term)
                self.divisible = self.divisible or divisible
                if not (divisible and self._finer):
                    return term
        return ""

    def _reaches(self, run: str, place: int, end: int) -> bool:
        """Tell whether a word that only joins stands at a place, and behind it a term that reaches beyond an end."""
        stop = stop_at(run, place)
        return 0 < stop < end - place and place + stop + len(self._term_at(run, place + stop)) > end

    def _in_halves(self, term: str) -> bool:
        """Tell whether a term stands in no record, but both its halves are known."""
        if len(term) != _TWO * _TWO or all(self._index.frequency("zh", pair) for pair in text.pairs(term)):
            return False
        return all(
            self._index.lexicon.doc_freq("key", half)
            or half in SOFT_CHINESE
            or any(self._index.frequency(field, half) for field in CHINESE)
            for half in (term[:_TWO], term[_TWO:])
        )

    def _of_chinese_term(self, term: str, *, alone: bool) -> Concept:
        soft = term in SOFT_CHINESE and not alone
        entry = None if soft else self._index.entry(term)
        alternatives = [Alternative("chinese", (term,), 1.0, term)]
        if len(term) > 3:
            parts = tuple(pair for pair in text.pairs(term)[::2])
            alternatives.append(Alternative("together", parts, _APART, term))
        found = self._concept(term, [*alternatives, *self._expansions(term, entry)], soft=soft, entry=entry)
        return found._replace(attribute=term in ATTRIBUTES)

    def _of_left(self, run: str) -> list[Concept]:
        if len(run) < 2:
            # One character alone says too little to be looked for, unless it is a term of the field.
            entry = self._index.entry(run) if run else None
            single = [Alternative("character", (run,), 0.6, run)] if run else []
            expansions = self._expansions(run, entry)
            found = [*expansions, *single]
            return [self._concept(run, found, soft=not expansions, entry=entry)] if any(map(self._count, found)) else []
        return [self._concept(run, [Alternative("chinese", (run,), 1.0, run)])]

    # ---- other words

    def _expansions(self, typed: str, entry: dict[str, Any] | None) -> list[Alternative]:
        if entry is None:
            return []
        alternatives = []
        own = text.key_of(self._simple(text.folded(typed)))
        for key, weight, shown in entry["terms"]:
            if key == own:
                continue
            if entry.get("partly"):
                weight *= _PARTLY
            if text.is_cjk(key):
                alternatives.append(Alternative("chinese", (key.replace(" ", ""),), weight, shown))
            else:
                alternatives.append(Alternative("words", tuple(key.split()), weight, shown))
        if alternatives:
            self._expanded[typed] = tuple(alternative.shown for alternative in alternatives)
        return alternatives

    def _initials(self, word: str) -> list[Alternative]:
        if not 2 <= len(word) <= _LONGEST_CHINESE or not word.isalpha() or self._mender.known(word):
            return []
        return [Alternative("initials", (word,), 0.9, word)] if self._index.frequency("initials", word) else []

    # ---- concepts

    def _concept(
        self, typed: str, alternatives: list[Alternative], *, soft: bool = False, entry: dict[str, Any] | None = None
    ) -> Concept:
        letters = typed.replace(" ", "")
        if not self._exact and letters.isascii() and letters.isalpha() and not self._found(alternatives):
            alternatives = alternatives + self._by_sound(pinyin.plain(letters), typed)
        found = [alternative for alternative in alternatives if self._count(alternative)]
        # A term of the field that stands in no record, nor any other word for it, is not meant by its words apart.
        absent = bool(entry and not entry.get("partly")) and all(self._apart(one, letters) for one in found)
        found = [] if absent else found
        meant = [alternative for alternative in found if alternative.weight >= MEANT]
        frequency = self._count(meant[0]) if meant else 0
        rarity = math.log(1 + self._records / (1 + frequency))
        if not found:
            self._unknown.append(typed)
        weight = rarity * (_SOFT_WEIGHT if soft else 1.0)
        # Home is everywhere in the records and decides nothing; a rare name decides.
        essential = bool(entry and entry.get("entity")) and rarity > _RARE
        # Nobody knows a word that is written like a name: it is one, and not ours.
        essential = essential or (not found and typed in self._capitals)
        # Nor is a name what is only near to it: Apple is no fruit. An abbreviation is a word like any other.
        essential = essential or (not meant and typed in self._names)
        # What the field has a name for and no record bears is what was asked: nothing else answers for it.
        essential = essential or (absent and not soft)
        places = tuple(entry.get("places", ())) if entry else ()
        measured = bool(entry and entry.get("measured"))
        return Concept(typed, tuple(found), weight, essential, not soft, places, measured=measured)

    def _by_sound(self, letters: str, typed: str) -> list[Alternative]:
        ways = pinyin.cuts(letters)
        if not ways:
            return []
        entry = self._index.entry(letters)
        alternatives = [Alternative("initials", (letters,), 1.0, typed)]
        # Two syllables inside a longer name may be those of another word altogether.
        alternatives += [
            Alternative("sound", syllables, 1.0 if len(syllables) > _TWO else _INSIDE, typed)
            for syllables in ways
            if self._mender.heard(syllables)
        ]
        return alternatives + (self._expansions(typed, entry) if entry else [])

    def _found(self, alternatives: list[Alternative]) -> bool:
        return any(self._count(alternative) for alternative in alternatives)

    def _apart(self, alternative: Alternative, typed: str) -> bool:
        """Tell whether only the words of a term are met, which stand nowhere side by side: trade winds.

        So with the Chinese for what was `typed` in letters, whose characters may all be met in other words.
        """
        if alternative.way == "chinese":
            return typed.isascii() and not all(map(self._mender.stands, alternative.terms))
        several = alternative.way == "words" and len(alternative.terms) > 1
        return alternative.way == "together" or (several and not self._mender.side_by_side(alternative.terms))

    def _count(self, alternative: Alternative) -> int:
        """Return in about how many records an alternative can be found: the rarest of its terms, in any field."""
        index = self._index
        way, terms = alternative.way, alternative.terms
        if way == "named":
            return max(index.frequency(field, terms[0]) for field in NAMES)
        if way in ("words", "together"):
            return min(
                max(
                    max(index.frequency(field, term) for field in LATIN),
                    max(index.frequency(field, term) for field in CHINESE) if not term.isascii() else 0,
                )
                for term in terms
            )
        if way == "chinese":
            return min(
                max(index.frequency(field, pair) for field in CHINESE) for run in terms for pair in text.pairs(run)
            )
        if way == "number":
            return max(index.frequency("number", terms[0]), index.frequency("mentioned", terms[0]))
        if way == "year":
            return max(index.frequency("year", int(year)) for year in terms)
        if way == "initials":
            return index.frequency("initials", terms[0])
        if way == "character":
            return sum(len(index.searcher.terms_with_prefix(field, terms[0], limit=9)) for field in CHINESE)
        if way == "sound":
            return self._mender.heard(terms)
        return sum(len(index.searcher.terms_with_prefix(field, terms[0], limit=1)) for field in LATIN)


def _weighed(concepts: list[Concept], *, is_sentence: bool) -> list[Concept]:
    """Make less of unknown words beside several known ones: a turn of speech, more often than the point of a query.

    In a sentence any word may be one; elsewhere two characters of Chinese that nobody knows.
    """
    known = sum(1 for concept in concepts if concept.alternatives and concept.counted and concept.weight > _RARE)
    if known < _SEVERAL:
        return concepts
    return [
        concept._replace(weight=concept.weight * _UNKNOWN)
        if not (concept.alternatives or concept.essential)
        and (is_sentence or (text.is_cjk(concept.text) and len(concept.text) == _TWO))
        else concept
        for concept in concepts
    ]


def _is_attribute(words: list[str]) -> bool:
    """Tell whether a term asks for an attribute: by itself, or by its head, as "cost of living" does for a cost."""
    head = words[0] if "of" in words else words[-1]
    return "_".join(words) in ATTRIBUTES or head in ATTRIBUTES


def _heaviest(concepts: list[Concept]) -> list[Concept]:
    unique = list(dict.fromkeys(concepts))
    if len(unique) <= MOST_CONCEPTS:
        return unique
    kept = set(sorted(unique, key=lambda concept: -concept.weight)[:MOST_CONCEPTS])
    return [concept for concept in unique if concept in kept]
