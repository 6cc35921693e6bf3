"""Mending what is typed: spaces missing or doubled, letters mistyped, digits run on, pinyin for Chinese.

Nothing is mended that is a word of the records or of the field, and what is mended is told.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

from dftzcli.search.finding import pinyin, text
from dftzcli.search.finding.questions import SOFT, STOP
from dftzcli.search.finding.shape import CHINESE, LATIN
from dftzcli.tuples import NamedTuple

if TYPE_CHECKING:
    from dftzcli.search.finding.index import Index

# The longest run of words that one term is looked for in.
LONGEST: Final = 6
# Nobody mistypes a longer word; the automaton for one would take all the memory there is.
_LONGEST_WORD: Final = 30
_SHORTEST: Final = 3
# A word so short becomes another one too easily.
_SHORT: Final = 4
# In how many records a word stands that is rather meant than a rare one like it.
_FREQUENT: Final = 20
# First letters that sound alike: folkswagen, kommerce.
_ALIKE: Final = frozenset(map(frozenset, ("fv", "ck", "cs", "kq", "sz", "gj", "ie", "vw")))
_LONG_ENOUGH: Final = 6
# A word of so many letters is still known by the rest of them when two are wrong.
_LONG: Final = 8


class Piece(NamedTuple):
    """A word of a query: as it is looked for, as it was typed, whether it is CJK, and whether it only joins others."""

    word: str
    typed: str
    cjk: bool
    stopped: bool = False


class Mender:
    """Mends the words of one query; `corrected` tells which, and what they were taken for."""

    def __init__(self, index: Index) -> None:
        self._index = index
        self.corrected: dict[str, str] = {}

    def known(self, word: str) -> bool:
        """Tell whether a word is one of the records or of the field."""
        stem = text.stem(word)
        return any(self._index.frequency(field, stem) for field in LATIN)

    def mended(self, pieces: list[Piece]) -> list[Piece]:
        """Mend what is no word here: missing or doubled spaces, pinyin, and letters mistyped."""
        pieces = [part for piece in pieces for part in self._at_digits(piece)]
        pieces = self._joined(self._spelt_out(pieces))
        mended: list[Piece] = []
        for place, piece in enumerate(pieces):
            word = piece.word
            if piece.cjk or piece.stopped or not word.isascii() or not word.isalpha():
                mended.append(piece)
                continue
            if self._in_use(word):
                meant = self._rather(word, pieces, place)
                if meant:
                    self.corrected[word] = meant
                mended.append(Piece(meant, meant, False) if meant else piece)
                continue
            split = self._split(word)
            if split:
                self.corrected[word] = " ".join(split)
                mended += [Piece(part, part, False) for part in split]
                continue
            taken = self._spelt(word, pieces, place) if not self._index.frequency("initials", word) else ()
            if taken:
                self.corrected[word] = taken
                mended.append(Piece(taken, taken, False, taken in STOP))
            else:
                mended.append(piece)
        return mended

    def _at_digits(self, piece: Piece) -> list[Piece]:
        """Cut an unknown word where letters meet digits: fortune500."""
        parts = re.findall(r"[a-z]+|[0-9]+", piece.word)
        if piece.cjk or len(parts) < 2 or "".join(parts) != piece.word or self._in_use(piece.word):
            return [piece]
        if not all(self.known(part) for part in parts):
            return [piece]
        self.corrected[piece.word] = " ".join(parts)
        return [Piece(part, part, False) for part in parts]

    def _in_use(self, word: str) -> bool:
        if (
            word in SOFT
            or text.singular(word) in SOFT
            or self.known(word)
            or self._index.lexicon.doc_freq("key", text.singular(word))
        ):
            return True
        return bool(self._index.lexicon.doc_freq("word", word))

    def _joined(self, pieces: list[Piece]) -> list[Piece]:
        """Join two words that are one here: ship yard, on shore, co operation."""
        found: list[Piece] = []
        for piece in pieces:
            before = found[-1] if found else None
            if before is not None and not (before.cjk or piece.cjk) and not (before.stopped and piece.stopped):
                together = before.word + piece.word
                term = text.singular(together)
                apart = self._index.lexicon.doc_freq("key", f"{text.singular(before.word)} {text.singular(piece.word)}")
                lonely = not (self._in_use(before.word) and self._in_use(piece.word))
                is_word = together.isalpha() and (self.known(together) or self._index.lexicon.doc_freq("key", term))
                if (
                    len(together) > 4
                    and is_word
                    and not apart
                    and (lonely or self._index.lexicon.doc_freq("key", term) or self._never_together(before, piece))
                ):
                    found[-1] = Piece(together, f"{before.typed} {piece.typed}", False)
                    self.corrected[f"{before.typed} {piece.typed}"] = together
                    continue
            found.append(piece)
        return found

    def _never_together(self, before: Piece, piece: Piece) -> bool:
        """Tell whether two words that are one here never stand side by side: air craft."""
        if before.stopped or piece.stopped or not self.known(before.word + piece.word):
            return False
        return not self.side_by_side((text.stem(before.word), text.stem(piece.word)))

    def _rather(self, word: str, pieces: list[Piece], place: int) -> str:
        """Return the frequent word that is meant by a word in use which no record bears; nothing where it may be meant.

        What only shares its stem with a word of the records (continers, with continent) is mistyped where one edit
        makes it a frequent one. A word that is known from the thesaurus alone (shopping) is, where besides its
        neighbour attests the other and not it: shopping finance.
        """
        lexicon = self._index.lexicon
        singular = text.singular(word)
        if len(word) < _SHORTEST or len(word) > _LONGEST_WORD or word in SOFT or singular in SOFT:
            return ""
        own = self._frequency(word) or self._frequency(singular)
        is_key = bool(lexicon.doc_freq("key", singular))
        if own or self._index.frequency("initials", word):
            return ""
        by_stem = self.known(word) and not is_key and not lexicon.doc_freq("word", word)
        near = [
            (-frequency, candidate)
            for (_, _, frequency), candidate in self._close(word, 1)
            if candidate[:-2] != word[: len(candidate) - 2]
        ]
        close = [candidate for frequency, candidate in near if frequency >= _FREQUENT]
        if by_stem and len(word) > _SHORT:
            return close[0] if close else ""
        if self.known(word):
            return ""
        neighbours = self._neighbours(pieces, place)
        if any(self._attested(pair) for pair in self._pairs(word, neighbours)):
            return ""
        found = next(
            (meant for meant in close if any(self._attested(pair) for pair in self._pairs(meant, neighbours))), ""
        )
        # With its neighbour a rarer word may be a term of the field that the records bear: trade fare.
        return found or next(
            (
                meant
                for frequency, meant in near
                if frequency and any(self._is_term(pair) for pair in self._pairs(meant, neighbours))
            ),
            "",
        )

    def _frequency(self, word: str) -> int:
        """Return in how many records a word stands as it is."""
        lexicon = self._index.lexicon
        from tantivy import Query

        query = Query.term_query(self._index.lexicon_schema, "word", word)
        found = lexicon.search(query, 1, count=False, order_by_field="frequency").hits
        return int(found[0][0] or 0) if found else 0

    @staticmethod
    def _neighbours(pieces: list[Piece], place: int) -> tuple[str, str]:
        """Return the words before and after one, those that only join others left out; empty where there is none."""
        before = next((piece.word for piece in reversed(pieces[:place]) if not piece.stopped), "")
        after = next((piece.word for piece in pieces[place + 1 :] if not piece.stopped), "")
        return before, after

    @staticmethod
    def _pairs(word: str, neighbours: tuple[str, str]) -> list[tuple[str, str]]:
        before, after = neighbours
        return ([(before, word)] if before else []) + ([(word, after)] if after else [])

    def _attested(self, pair: tuple[str, str]) -> bool:
        """Tell whether two words are a term of the field or stand together in a record."""
        key = f"{text.singular(pair[0])} {text.singular(pair[1])}"
        return bool(
            self._index.lexicon.doc_freq("key", key) or self.side_by_side((text.stem(pair[0]), text.stem(pair[1])))
        )

    def _is_term(self, pair: tuple[str, str]) -> bool:
        """Tell whether two words are a term of the field and stand together in a record too."""
        key = f"{text.singular(pair[0])} {text.singular(pair[1])}"
        return bool(
            self._index.lexicon.doc_freq("key", key) and self.side_by_side((text.stem(pair[0]), text.stem(pair[1])))
        )

    def _split(self, word: str) -> tuple[str, ...]:
        """Split a word that is two here: freetrade, coldchain. Only what is a term or stands together counts."""
        best: tuple[float, tuple[str, ...]] = (0.0, ())
        for place in range(2, len(word) - 1) if len(word) <= _LONGEST_WORD else ():
            first, second = word[:place], word[place:]
            stems = text.stem(first), text.stem(second)
            if self._index.lexicon.doc_freq("key", f"{text.singular(first)} {text.singular(second)}"):
                return first, second
            if len(first) > 2 and len(second) > 2 and self.known(first) and self.known(second):
                count = self.side_by_side(stems)
                if count > best[0]:
                    best = (count, (first, second))
        return best[1]

    def side_by_side(self, stems: tuple[str, ...]) -> int:
        from tantivy import Query

        found = 0
        for field in ("name", "alias", "summary", "body"):
            if all(self._index.frequency(field, stem) for stem in stems):
                query = Query.phrase_query(self._index.schema, field, list(stems))
                found += self._index.count(query)
        return found

    def stands(self, run: str) -> bool:
        """Tell whether a run of Chinese stands in a record as it is."""
        from tantivy import Query

        pairs = text.pairs(run)
        for field in CHINESE:
            if all(self._index.frequency(field, pair) for pair in pairs) and (
                len(pairs) == 1 or self._index.count(Query.phrase_query(self._index.schema, field, list(pairs)))
            ):
                return True
        return False

    def _spelt_out(self, pieces: list[Piece]) -> list[Piece]:
        """Find pinyin: runs of letters that are syllables, known as the sound of a term or of a name."""
        found: list[Piece] = []
        place = 0
        while place < len(pieces):
            end = place
            while (
                end < len(pieces) and not pieces[end].cjk and pieces[end].word.isalpha() and pieces[end].word.isascii()
            ):
                end += 1
            for stop in range(min(end, place + LONGEST), place, -1):
                span = pieces[place:stop]
                taken = self._sound([piece.word for piece in span])
                if taken is not None:
                    found.append(Piece(taken, " ".join(piece.typed for piece in span), False))
                    place = stop
                    break
            else:
                found.append(pieces[place])
                place += 1
        return found

    def _sound(self, words: list[str]) -> str | None:
        """Return the letters of words that sound like Chinese which is known here, when they are not English here."""
        letters = pinyin.plain("".join(words))
        if not 4 <= len(letters) <= 2 * _LONGEST_WORD or all(self._in_use(word) or word in STOP for word in words):
            return None
        ways = pinyin.cuts(letters)
        if not ways:
            return None
        known = self._index.lexicon.doc_freq("key", letters) or self._index.frequency("initials", letters)
        return letters if known or any(map(self.heard, ways)) else None

    def heard(self, syllables: tuple[str, ...]) -> int:
        from tantivy import Query

        query = Query.phrase_query(self._index.schema, "syllables", list(syllables))
        return self._index.count(query)

    def _spelt(self, word: str, pieces: list[Piece], place: int) -> str:
        """Return the known word nearest to a mistyped one, or nothing; its neighbours decide between several."""
        # Nobody mistypes one long word into another; the automaton for such would take all the memory there is.
        allowed = 0 if len(word) < _SHORTEST or len(word) > _LONGEST_WORD else 1 if len(word) < 6 else 2
        if not allowed:
            return ""
        candidates = self._close(word, allowed)
        if not candidates:
            return ""
        best = candidates[0][0]
        near = [(rank, candidate) for rank, candidate in candidates if rank[0] <= best[0]]
        neighbours = [
            pieces[other].word
            for other in (place - 1, place + 1)
            if 0 <= other < len(pieces) and not pieces[other].stopped
        ]
        # So short a word becomes another one too easily, unless only its letters are out of order; of three letters
        # even then a neighbour has to agree.
        doubtful = len(word) <= _SHORT and (len(word) == _SHORTEST or sorted(near[0][1]) != sorted(word))
        # A word two edits away is a guess: haunted is not "handed", unless the words beside it say so.
        doubtful = doubtful or (best[0] > 1 and len(word) < _LONG)
        for _, candidate in near if len(near) > 1 or doubtful else ():
            for neighbour in neighbours:
                ordered = (
                    (candidate, neighbour) if neighbour == neighbours[-1] and place == 0 else (neighbour, candidate)
                )
                stems = text.stem(ordered[0]), text.stem(ordered[1])
                key = f"{text.singular(ordered[0])} {text.singular(ordered[1])}"
                if self._index.lexicon.doc_freq("key", key):
                    return candidate
                swapped = sorted(candidate) == sorted(word)
                if (len(word) > _SHORTEST or swapped) and self.side_by_side(stems):
                    return candidate
        return "" if doubtful else near[0][1]

    def _close(self, word: str, allowed: int) -> list[tuple[tuple[float, int, int], str]]:
        """Return known words within some edits, the nearest and then the most frequent first."""
        from tantivy import Query

        lexicon, schema = self._index.lexicon, self._index.lexicon_schema
        found: dict[str, int] = {}
        for distance in range(1, allowed + 1):
            query = Query.fuzzy_term_query(schema, "word", word, distance, transposition_cost_one=True)
            for frequency, address in lexicon.search(query, 40, count=False, order_by_field="frequency").hits:
                candidate = str(lexicon.doc(address)["word"][0])
                if candidate.isalpha() and abs(len(candidate) - len(word)) <= distance:
                    found.setdefault(candidate, int(frequency or 0))
            if found:
                break
        ranked = []
        for candidate, frequency in found.items():
            edits = distance_of(word, candidate)
            # Nobody mistypes the first letter, except by exchanging it with the second.
            if candidate[0] != word[0] and sorted(candidate[:2]) != sorted(word[:2]):
                alike = frozenset((candidate[0], word[0])) in _ALIKE and len(word) >= _LONG_ENOUGH
                if not alike or edits > 1:
                    continue
            if not frequency and not lexicon.doc_freq("key", text.singular(candidate)):
                # A word that only stands inside some term of the thesaurus is nothing to be taken for.
                continue
            if edits > 1 and len(candidate) < 6:
                continue
            ranked.append(((edits, int(candidate[0] != word[0]), -frequency), candidate))
        return sorted(ranked)


def distance_of(word: str, other: str) -> int:
    """Return how many letters must be put in, left out, changed or exchanged with their neighbour."""
    before: list[int] = []
    last = list(range(len(other) + 1))
    for row, letter in enumerate(word, 1):
        this = [row, *[0] * len(other)]
        for column, mark in enumerate(other, 1):
            this[column] = min(last[column] + 1, this[column - 1] + 1, last[column - 1] + (letter != mark))
            if row > 1 and column > 1 and letter == other[column - 2] and word[row - 2] == mark:
                this[column] = min(this[column], before[column - 2] + 1)
        before, last = last, this
    return last[-1]
