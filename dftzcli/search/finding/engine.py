"""Search: from a line as it is typed to an answer that says what was done on the way."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING, Final

from dftzcli.model.vocabulary import Kind
from dftzcli.search.finding import grammar, questions
from dftzcli.search.finding.answer import Answer, Facets, Hit, Share, Understood
from dftzcli.search.finding.narrowing import Narrowing
from dftzcli.search.finding.ranking import Builder, Part
from dftzcli.search.finding.understanding import MEANT, Concept, Meaning, Reader
from dftzcli.tuples import NamedTuple

if TYPE_CHECKING:
    from tantivy import DocAddress, Query

    from dftzcli.search.cards import Card, Cards
    from dftzcli.search.finding.index import Index

# The most that a year counts of what is asked.
_WHEN: Final = 2.5
# How much of what is asked, by weight, an answer must hold.
_ENOUGH: Final = 0.58
# Of two words that may mean anything, the one that tells more.
_ENOUGH_OF_TWO: Final = 0.5
# Beside a name, which is found in much, something more of the rest.
_ENOUGH_BESIDE_NAME: Final = 0.62
# One word or term alone is answered with what it is a kind of, since that is said; in a question it would be none.
_ENOUGH_ALONE: Final = 0.3
# Whoever asks whom to turn to is helped by who answers for most of a matter.
_ENOUGH_TO_ASK: Final = 0.5
# Of an attribute of a thing the thing itself must be there: a price of electricity for factories is no price for them.
_ENOUGH_OF_ATTRIBUTE: Final = 0.7
# What a gap must hold: it speaks of what the documents leave out, so it cannot hold all the words.
_ENOUGH_OF_GAP: Final = 0.5
# Questions that ask something of what is named, and are not answered with the name.
_OF_A_NAME: Final = frozenset(("figure", "time"))
# Where an attribute of a thing can be found.
_MEASURED: Final[tuple[Kind, ...]] = ("figure", "indicator", "gap", "discrepancy", "incentive")
# Where what is measured year by year is found.
_STATED: Final[tuple[Kind, ...]] = ("figure", "gap", "discrepancy")
# How rare a word must be to tell what a gap is about.
_TELLING: Final = 3.0
# What counts of a concept that is only met by its surroundings: a broader term, a layman's word.
_NEAR: Final = 0.3
# What counts of a concept that only what a record is linked with holds; more of a name, since a link is enough for it.
_LINKED: Final = 0.6
_LINKED_NAME: Final = 0.8
_TWO: Final = 2
# How many of the best are kept, how many of them are weighed by how much they hold, and how many are named when
# nothing fits.
_LOOKED_AT: Final = 50
_WEIGHED: Final = 50
_SHOWN: Final = 5
_NEAREST: Final = 3


class Ranked(NamedTuple):
    """A record on its way to a hit: its row, its score, and where the index keeps it."""

    row: int
    score: float
    address: DocAddress


class Group(NamedTuple):
    """Words that are looked for together: what they mean, their query and its parts, the best, and how many fit."""

    meaning: Meaning
    query: Query
    parts: list[Part]
    best: list[Ranked]
    total: int
    fits: bool


class Engine:
    """Search over one index."""

    def __init__(self, index: Index, cards: Cards) -> None:
        """Take the index, and the cards that filters by name are resolved with."""
        self.index = index
        self.build = Builder(index)
        self._own = Builder(index, own=True)
        self._cards = cards

    def search(
        self,
        line: str,
        *,
        filters: Sequence[grammar.Filter] = (),
        only: Sequence[str] | None = None,
        conditions: Sequence[str] = (),
        limit: int | None = 10,
        exact: bool = False,
    ) -> Answer:
        """Answer a line of the query language.

        `filters` are added to those of the line, `only` are ids that nothing outside of is found, by the `conditions`
        in words. `exact` takes words as they are: no other words, no corrections, no questions. UsageError for a filter
        whose value cannot be meant.
        """
        # Half a character, from a command line in another encoding, is no character the index could know.
        read = grammar.read(line.encode("utf-8", "replace").decode())
        narrowing = Narrowing(self.build, self._cards, (*read.filters, *filters), only, conditions)
        narrowing.leave_out(Reader(self.index, exact=True), read.without)
        question = self._question(read, exact=exact)
        if question.sides:
            from dftzcli.search.finding.comparing import compared

            answer = compared(self, line, read, question, narrowing, limit)
            if answer is not None:
                return answer
            question = question._replace(wanted=None, sides=())
        # The agencies that answer for a matter are found by what is said of it, not by being agencies.
        kinds: tuple[Kind, ...] = () if question.wanted == "agency" else question.kinds
        groups, divisible = self._groups(read, question, kinds, narrowing, exact=exact)
        if divisible and not any(group.fits for group in groups):
            # Nothing bears the terms of this cut together: a finer one may be what was meant.
            finer, _ = self._groups(read, question, kinds, narrowing, exact=exact, finer=True)
            groups = finer if any(group.fits for group in finer) else groups
        understood = told(line, read, question, [group.meaning for group in groups], narrowing, exact=exact)
        fitting = [group for group in groups if group.fits]
        if fitting:
            return self._answer(understood, question, fitting, narrowing, limit)
        if not read.groups and narrowing.some:
            return self._filtered(understood, narrowing, limit)
        return self._nothing(understood, groups, narrowing)

    def alike(self, card: Card, *, limit: int) -> tuple[Hit, ...]:
        """Return the records most like one: by the words that set it apart, and by what both are linked with."""
        from dftzcli.search.finding.likeness import resembling, shared

        if not limit:
            return ()
        query, concepts = resembling(self.index, self.build, card)
        hits = self.hits(self.ranked(query, limit), [Meaning(tuple(concepts))])
        return tuple(hit._replace(why=(*shared(card, self._cards.peek(hit.id)), *hit.why)) for hit in hits)

    # ---- groups of words

    def run(self, meaning: Meaning, kinds: Sequence[Kind], narrowing: Narrowing) -> Group:
        """Look for some concepts together: all but a few of them, then fewer, until something fits or nothing does."""
        # Beside other words an attribute is what is asked; alone it is a word like any other.
        several = sum(concept.counted for concept in meaning.concepts) > 1
        concepts = [
            concept._replace(essential=True) if concept.attribute and several else concept
            for concept in meaning.concepts
        ]
        within: tuple[Kind, ...] = ()
        if several and any(concept.attribute for concept in concepts):
            # A price is not told by whatever speaks of prices, but by a figure or by what says that it is not given.
            within = _MEASURED
        elif _of_measure(concepts):
            # Of another year, or of another measure, a figure is no answer; nor is the city itself for its output.
            concepts = [concept._replace(essential=concept.essential or concept.measured) for concept in concepts]
            if any(concept.is_year for concept in concepts):
                within = _STATED
        counted = [concept for concept in concepts if concept.counted]
        nothing = Group(meaning, self.build.nothing(), [], [], 0, False)
        if not any(concept.alternatives for concept in concepts):
            return nothing
        missing = [concept for concept in counted if concept.essential and not concept.alternatives]
        if missing:
            unsaid = all(concept.attribute for concept in missing)
            return (self._gap(meaning, narrowing) if unsaid else None) or nothing
        if counted and not any(concept.alternatives for concept in counted):
            return nothing
        if all(entry.way == "number" for concept in counted for entry in concept.alternatives[:1]):
            # A number alone is asked for by whoever wants the figure that states it.
            kinds = (*kinds, "figure")
        possible = sum(1 for concept in counted if concept.alternatives)
        if not {"figure", "incentive"}.isdisjoint(kinds):
            # That the documents leave it out is as much an answer as what they say.
            kinds = (*kinds, "gap")
        if within == _STATED:
            # Where the figure is there, what one document leaves out comes after it.
            kinds = (*kinds, "figure")
        # Of many words most decide.
        most = possible if possible <= 2 else -(-possible * 3 // 5)
        total = _content(concepts)
        named = [concept for concept in counted if concept.essential]
        others = [concept for concept in counted if not concept.essential]
        fewest = len(named) + 1 if named and meaning.besides and others else 1
        if fewest == 1 and named and _content(named) >= _ENOUGH * total:
            # A name that is most of a question is enough of it: the record of Russia need not say "trade".
            most = len(named)
        alone = len(concepts) == len(counted) == 1 and not counted[0].essential
        attributed = any(concept.attribute for concept in counted)
        two = len(counted) == _TWO and not named
        beside = bool(named) and len(counted) > 1
        usual = meaning.enough or (_ENOUGH_OF_TWO if two else _ENOUGH_BESIDE_NAME if beside else _ENOUGH)
        enough = _ENOUGH_ALONE if alone else _ENOUGH_OF_ATTRIBUTE if attributed else usual
        for least in range(max(most, fewest), fewest - 1, -1):
            query, parts = self.build.group(concepts, kinds, least=least)
            if within:
                query = self.build.filtered(query, [self.build.terms("kind", within)])
            best, total = self.ranked_of(narrowing.applied(query), _LOOKED_AT)
            # Where a kind goes first, what comes after all of it makes no answer of it.
            weighed = best[: _SHOWN if kinds else _WEIGHED]
            if best and self._holds(concepts, weighed, enough, all_found=least >= len(counted) == possible):
                return Group(meaning, query, parts, best, total, True)
        return self._gap(meaning, narrowing) or nothing

    def _gap(self, meaning: Meaning, narrowing: Narrowing) -> Group | None:
        """Return the gaps that speak of what is asked, where nothing else does: what is announced and not given."""
        concepts = meaning.concepts
        subjects = [
            subject
            for concept in concepts
            if concept.counted and not concept.essential and concept.weight > _TELLING
            and (subject := self.build.subject(concept)) is not None
        ]  # fmt: skip
        if not subjects:
            return None
        query, parts = self.build.group(concepts, ("gap",), least=1)
        query = self.build.filtered(query, [self.build.terms("kind", ("gap",)), self.build.any_of(subjects)], [])
        best, total = self.ranked_of(narrowing.applied(query), _NEAREST)
        if not best or not self._holds(concepts, best, _ENOUGH_OF_GAP):
            return None
        return Group(meaning, query, parts, best, total, True)

    def _holds(
        self, concepts: Sequence[Concept], best: Sequence[Ranked], enough: float, *, all_found: bool = False
    ) -> bool:
        """Tell whether one of some records holds enough of what is asked, by weight.

        What only its links hold counts less, and what is only met by its surroundings counts little, so that is looked
        at only when the rest does not decide; nor is anything looked at when every concept is known to be found, and by
        what is meant.
        """
        total = _content(concepts)
        exact = all(entry.weight >= MEANT for concept in concepts for entry in concept.alternatives)
        if not total or (all_found and exact):
            return True
        rows = [ranked.row for ranked in best]
        # What a word alone is a kind of is said; beside others it is no answer: a price of electricity is none of fuel.
        around = _NEAR if len(concepts) == 1 else 0.0
        own = self._masks(self._own, concepts, rows, least=MEANT)
        meant: dict[int, int] = {}
        near: dict[int, int] = {}

        def share(concept: Concept, place: int, row: int) -> float:
            if own.get(row, 0) >> place & 1:
                return 1.0
            if meant.get(row, 0) >> place & 1:
                return _LINKED_NAME if concept.essential else _LINKED
            return around if near.get(row, 0) >> place & 1 else 0.0

        def held(row: int) -> float:
            return sum(
                _share_of(concept) * share(concept, place, row)
                for place, concept in enumerate(concepts)
                if concept.counted
            )

        if max(map(held, rows)) >= enough * total:
            return True
        meant = self._masks(self.build, concepts, rows, least=MEANT)
        if max(map(held, rows)) >= enough * total:
            return True
        near = {} if exact else self._masks(self.build, concepts, rows, least=0.0)
        return bool(near) and max(map(held, rows)) >= enough * total

    def _masks(self, build: Builder, concepts: Sequence[Concept], rows: list[int], *, least: float) -> dict[int, int]:
        """Return which concepts each row holds through an alternative that counts at least so much, as bits."""
        found = self.ranked(build.masks(concepts, rows, least=least), len(rows))
        return {ranked.row: int(ranked.score) for ranked in found}

    # ---- what the index is asked

    def ranked(self, query: Query, limit: int) -> list[Ranked]:
        """Return the best records of a query."""
        return self.ranked_of(query, limit, counting=False)[0]

    def ranked_of(self, query: Query, limit: int, *, counting: bool = True) -> tuple[list[Ranked], int]:
        """Return the best records of a query, and how many it finds in all where that is wanted."""
        if limit <= 0:
            return [], self.count(query) if counting else 0
        result = self.index.searcher.search(query, limit, count=counting)
        rows = self.index.searcher.fast_field_values("row", [address for _, address in result.hits])
        best = [
            Ranked(int(row or 0), float(score), address)
            for row, (score, address) in zip(rows, result.hits, strict=True)
        ]
        return best, getattr(result, "count", None) or 0

    def count(self, query: Query) -> int:
        """Return how many records a query finds."""
        return self.index.count(query)

    def hits(
        self, ranked: Sequence[Ranked], meanings: Sequence[Meaning], reasons: dict[int, str] | None = None
    ) -> tuple[Hit, ...]:
        """Return records as hits, with snippets and reasons; `reasons` are those that words alone cannot tell."""
        from dftzcli.search.finding.telling import Teller

        teller = Teller([concept for meaning in meanings for concept in meaning.concepts])
        return tuple(
            teller.hit(*self.index.stored(entry.address), entry.score, (reasons or {}).get(entry.row))
            for entry in ranked
        )

    # ---- answers

    def _question(self, read: grammar.Line, *, exact: bool) -> questions.Question:
        """Take a line as a question, unless its syntax or the reader says that the words are meant as they are."""
        words = [term.text for group in read.groups for term in group if isinstance(term, grammar.Word)]
        text = " ".join(words)
        if exact or len(read.groups) != 1 or len(words) < len(read.groups[0]):
            return questions.Question(text, None, ())
        from dftzcli.search.finding import text as texts

        # Capitals tell abbreviations and names from words, so only a text in characters is folded.
        if texts.is_cjk(text):
            text = texts.folded(text).translate(self.index.simplifying)
        return questions.understood(text)

    def _groups(
        self,
        read: grammar.Line,
        question: questions.Question,
        kinds: Sequence[Kind],
        narrowing: Narrowing,
        *,
        exact: bool,
        finer: bool = False,
    ) -> tuple[list[Group], bool]:
        """Look for what each group of words means, and tell whether a finer cut of the words would mean another."""
        reader = Reader(self.index, exact=exact, finer=finer)
        if len(read.groups) == 1 and all(isinstance(term, grammar.Word) for term in read.groups[0]):
            meanings = [reader.meaning((grammar.Word(question.text),), shared=question.hint)]
        else:
            meanings = [reader.meaning(terms) for terms in read.groups]
        if question.wanted == "agency":
            meanings = [meaning._replace(enough=_ENOUGH_TO_ASK) for meaning in meanings]
        if question.wanted in _OF_A_NAME:
            meanings = [meaning._replace(besides=True) for meaning in meanings]
        groups = [self.run(meaning, kinds, narrowing) for meaning in meanings if meaning.concepts]
        return groups, reader.divisible and not exact

    def _answer(
        self,
        understood: Understood,
        question: questions.Question,
        fitting: list[Group],
        narrowing: Narrowing,
        limit: int | None,
    ) -> Answer:
        base = self.build.any_of([group.query for group in fitting])
        query = narrowing.applied(base)
        total = fitting[0].total if len(fitting) == 1 else self.count(query)
        front: list[Ranked] = []
        reasons: dict[int, str] = {}
        if question.wanted == "agency" and len(fitting) == 1 and narrowing.allows("agency"):
            from dftzcli.search.finding.responsible import responsible

            front, reasons = responsible(self, fitting[0], narrowing)
            rows = [entry.row for entry in front]
            # How many of them the words find themselves is counted without scores, which take longer than the count.
            total += len(set(rows)) - self.count(
                self.build.constant(self.build.filtered(query, [self.build.rows(rows)]), 0.0)
            )
            base = self.build.any_of([base, self.build.rows(rows)]) if front else base
        wanted = total if limit is None else limit
        ranked = fitting[0].best if len(fitting) == 1 else []
        if len(ranked) < min(wanted + len(front), total):
            ranked = self.ranked(query, min(wanted + len(front), total))
        named = {entry.row for entry in front}
        ordered = [*front, *(entry for entry in ranked if entry.row not in named)][:wanted]
        hits = self.hits(ordered, [group.meaning for group in fitting], reasons)
        given = {
            hit.id: (Share(reasons.get(entry.row, "its own words"), hit.score),)
            for hit, entry in zip(hits, ordered, strict=True)
            if entry.row in named
        }
        return self.answered(understood, hits, total, base, fitting, narrowing, given=given)

    def answered(
        self,
        understood: Understood,
        hits: tuple[Hit, ...],
        total: int,
        base: Query,
        groups: Sequence[Group],
        narrowing: Narrowing,
        *,
        given: Mapping[str, tuple[Share, ...]] | None = None,
        owners: Mapping[str, Group] | None = None,
    ) -> Answer:
        """Make an answer of hits; what is counted and explained is asked of the index when somebody wants it.

        `given` are the shares of scores that no query gives, by id, and `owners` the group that a hit's score is from
        where another has it too.
        """

        def facets() -> Facets:
            from dftzcli.search.finding.facets import counted

            return counted(self.index, base, narrowing)

        def explain(identity: str) -> tuple[Share, ...]:
            if given and identity in given:
                return given[identity]
            only = self.build.terms("id", (identity,))
            asked = [owners[identity]] if owners and identity in owners else groups
            found = [group for group in asked if self.count(self.build.filtered(group.query, [only]))]
            return self._shares(only, [part for group in found for part in group.parts])

        return Answer(understood, hits, total, (), self._searched(narrowing), total, facets, explain)

    def _searched(self, narrowing: Narrowing) -> int:
        """Return how many records the filters leave to be searched."""
        if not narrowing.some:
            return int(self.index.searcher.num_docs)
        return self.count(narrowing.applied(self.build.everything()))

    def _filtered(self, understood: Understood, narrowing: Narrowing, limit: int | None) -> Answer:
        """Return what only filters find, in the order of the catalogue."""
        base = self.build.constant(self.build.everything(), 0.0)
        query = narrowing.applied(base)
        total = self.count(query)
        ordered = sorted(self.ranked(query, total))
        hits = self.hits(ordered[: total if limit is None else limit], [])
        return self.answered(understood, hits, total, base, [], narrowing)

    def _nothing(self, understood: Understood, groups: Sequence[Group], narrowing: Narrowing) -> Answer:
        """Return the answer that nothing fits, with what comes nearest under the same filters."""
        nearest: list[Ranked] = []
        for group in groups:
            concepts = [concept._replace(essential=False) for concept in group.meaning.concepts]
            if any(concept.alternatives for concept in concepts):
                query, _ = self.build.group(concepts, (), least=1)
                nearest += self.ranked(narrowing.applied(query), _NEAREST)
        found = self.hits(nearest[:_NEAREST], [group.meaning for group in groups])
        unfiltered = 0
        if narrowing.some:
            free = Narrowing(self.build, self._cards, (), None)
            unfiltered = sum(self.run(group.meaning, (), free).total for group in groups)
        return Answer(understood, (), 0, found, self._searched(narrowing), unfiltered, dict, lambda _: ())

    def _shares(self, only: Query, parts: Sequence[Part]) -> tuple[Share, ...]:
        """Return what each part of a query adds to the score of one record; they add up to it."""
        found = []
        for part in parts:
            best = self.ranked(self.build.filtered(part.query, [only]), 1)
            if best and best[0].score > 0:
                found.append(Share(part.name, round(best[0].score, 4)))
        return tuple(sorted(found, key=lambda share: -share.score))


def _share_of(concept: Concept) -> float:
    """Return how much of what is asked a concept is: a year, however rare, says of when and not what."""
    if not concept.counted:
        return 0.0
    return min(concept.weight, _WHEN) if concept.is_year else concept.weight


def _content(concepts: Sequence[Concept]) -> float:
    """Return how much is asked, by weight."""
    return sum(map(_share_of, concepts))


def _of_measure(concepts: Sequence[Concept]) -> bool:
    """Tell whether nothing is asked but a measure, in a year or of another place than home: the output of a city."""
    counted = [concept for concept in concepts if concept.counted]
    rest = [concept for concept in counted if not (concept.is_year or concept.measured)]
    told = any(concept.is_year or (concept.essential and not concept.measured) for concept in counted)
    return (
        told
        and any(concept.measured for concept in counted)
        and all(concept.places or concept.essential for concept in rest)
    )


def told(
    line: str,
    read: grammar.Line,
    question: questions.Question,
    meanings: Sequence[Meaning],
    narrowing: Narrowing,
    *,
    exact: bool,
) -> Understood:
    """Return what was made of a line, as the answer tells it."""
    corrected = {typed: taken for meaning in meanings for typed, taken in meaning.corrected}
    expanded = {typed: words for meaning in meanings for typed, words in meaning.expanded}
    dropped = tuple(dict.fromkeys(word for meaning in meanings for word in (*meaning.dropped, *meaning.unknown)))
    return Understood(
        line, corrected, expanded, dropped, question.kinds, question.wanted, narrowing.described, read.notes, exact,
        narrowing.taken,
    )  # fmt: skip
