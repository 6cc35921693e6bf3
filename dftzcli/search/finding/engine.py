"""Search: from a line as it is typed to an answer that says what was done on the way."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Sequence
from typing import TYPE_CHECKING, Any, Final, NamedTuple

from dftzcli.errors import UsageError
from dftzcli.model.vocabulary import KINDS, Kind
from dftzcli.search.finding import grammar, questions
from dftzcli.search.finding.answer import Answer, Facets, Hit, Share, Understood
from dftzcli.search.finding.ranking import Builder, Part
from dftzcli.search.finding.understanding import MEANT, Concept, Meaning, Reader

if TYPE_CHECKING:
    from tantivy import DocAddress, Query

    from dftzcli.search.cards import Card, Cards
    from dftzcli.search.finding.index import Index

# How much of what is asked, by weight, an answer must hold; and how much of what the best one holds.
_ENOUGH: Final = 0.58
# One word alone is answered with what it is a kind of, since that is said; in a question it would be no answer.
_ENOUGH_ALONE: Final = 0.3
# How rare a word must be to tell what a gap is about.
_TELLING: Final = 3.0
# What a gap must hold: it speaks of what the documents leave out, so it cannot hold all the words.
_ENOUGH_OF_GAP: Final = 0.42
# What counts of a concept that is only met by its surroundings: a broader term, a layman's word.
_NEAR: Final = 0.3
# How many of the best are looked at more closely.
_LOOKED_AT: Final = 50
# Agencies are named by the records about what they do: how many of those are asked, and how close to the best.
_WITNESSES: Final = 8
_CLOSE: Final = 0.55
_FRONT: Final = 5
_NEAREST: Final = 3
_TESTIFYING: Final[tuple[Kind, ...]] = ("policy", "project", "incentive")
# What is only about a matter names nobody itself; the policies about it do.
_CONCERNED: Final[tuple[Kind, ...]] = ("industry", "partner")


class _Group(NamedTuple):
    """Words that are looked for together: what they mean, their query, and how many fit."""

    meaning: Meaning
    query: Query
    parts: list[Part]
    rows: list[tuple[float, DocAddress]]
    total: int
    coverage: dict[int, float]
    enough: bool


class Engine:
    """Search over one index."""

    def __init__(self, index: Index, cards: Cards) -> None:
        """Take the index, and the cards that filters by name are resolved with."""
        self._index = index
        self._cards = cards
        self._build = Builder(index)

    def search(
        self,
        line: str,
        *,
        kinds: Sequence[Kind] = (),
        filters: Sequence[grammar.Filter] = (),
        only: Sequence[str] | None = None,
        limit: int | None = 10,
        exact: bool = False,
    ) -> Answer:
        """Answer a line of the query language.

        `filters` are added to those of the line, `only` are ids that nothing outside of is found. `exact` takes words
        as they are: no other words, no corrections, no questions. UsageError for a filter whose value cannot be meant.
        """
        read = grammar.read(line)
        filters = (*read.filters, *filters, *(grammar.Filter("kind", kind) for kind in kinds))
        narrowing = _Narrowing(self._index, self._build, self._cards, filters, only, exact=exact)
        narrowing.without(self._reader(exact=True), read.without)
        question = _question(read, self._index, exact=exact)
        if question.sides and limit != 0:
            compared = self._compared(line, read, question, narrowing, limit)
            if compared is not None:
                return compared
            question = question._replace(wanted=None, sides=())
        groups = self._groups(read, question, narrowing, exact=exact)
        return self._answer(line, read, question, narrowing, groups, limit, exact=exact)

    def alike(self, card: Card, *, limit: int) -> tuple[Hit, ...]:
        """Return the records most like one: by the words that set it apart, and by what both are linked with."""
        from dftzcli.search.finding.likeness import resembling

        query, concepts = resembling(self._index, self._build, card)
        if not limit:
            return ()
        hits = self._index.searcher.search(query, limit, count=False).hits
        rows = self._rows([address for _, address in hits])
        ordered = [(row, float(score), address) for row, (score, address) in zip(rows, hits, strict=True)]
        return self._hits(ordered, [Meaning(tuple(concepts))], {})

    # ---- groups of words

    def _reader(self, *, exact: bool) -> Reader:
        return Reader(self._index, exact=exact)

    def _groups(
        self, read: grammar.Line, question: questions.Question, narrowing: _Narrowing, *, exact: bool
    ) -> list[_Group]:
        found = []
        for terms in read.groups:
            plain = len(read.groups) == 1 and all(isinstance(term, grammar.Word) for term in terms)
            wanted = (grammar.Word(question.text),) if plain and not exact else terms
            meaning = self._reader(exact=exact).meaning(wanted)
            if meaning.concepts:
                found.append(self._run(meaning, question.kinds, narrowing))
        return found

    def _run(self, meaning: Meaning, kinds: Sequence[Kind], narrowing: _Narrowing) -> _Group:
        """Look for some concepts together: all but a few of them, then fewer, until something fits or nothing does."""
        concepts = meaning.concepts
        counted = [concept for concept in concepts if concept.counted]
        missing = [concept for concept in counted if not concept.alternatives]
        possible = sum(1 for concept in counted if concept.alternatives)
        nothing = _Group(meaning, self._build.nothing(), [], [], 0, {}, False)
        if not any(concept.alternatives for concept in concepts) or any(concept.essential for concept in missing):
            return nothing
        least = possible if possible <= 2 else -(-possible * 3 // 5)
        for needed in range(max(least, 1), 0, -1):
            query, parts = self._build.group(concepts, kinds, least=needed)
            result = self._index.searcher.search(narrowing.applied(query), _LOOKED_AT)
            hits = [(float(score), address) for score, address in result.hits]
            if not hits:
                continue
            coverage = self._coverage(concepts, [address for _, address in hits])
            if max(coverage.values(), default=0.0) >= _enough(len(counted)):
                return _Group(meaning, query, parts, hits, int(result.count or 0), coverage, True)
        return self._gap(meaning, narrowing) or nothing

    def _gap(self, meaning: Meaning, narrowing: _Narrowing) -> _Group | None:
        """Return the gaps that speak of what is asked, where nothing else does: what is announced and not given."""
        concepts = meaning.concepts
        subjects = [
            subject
            for concept in concepts
            if concept.counted and not concept.essential and concept.weight > _TELLING
            and (subject := self._build.subject(concept)) is not None
        ]  # fmt: skip
        if not subjects:
            return None
        query, parts = self._build.group(concepts, ("gap",), least=1)
        query = self._build.filtered(query, [self._build.terms("kind", ("gap",)), self._build.any_of(subjects)], [])
        result = self._index.searcher.search(narrowing.applied(query), _NEAREST)
        hits = [(float(score), address) for score, address in result.hits]
        if not hits:
            return None
        coverage = self._coverage(concepts, [address for _, address in hits])
        if max(coverage.values()) < _ENOUGH_OF_GAP:
            return None
        return _Group(meaning, query, parts, hits, int(result.count or 0), coverage, True)

    def _coverage(self, concepts: Sequence[Concept], addresses: list[DocAddress]) -> dict[int, float]:
        """Return how much of what is asked each record holds, by weight, by row."""
        rows = self._rows(addresses)
        total = sum(concept.weight for concept in concepts if concept.counted)
        if not total:
            return dict.fromkeys(rows, 1.0)
        meant, near = self._masks(concepts, rows, least=MEANT), self._masks(concepts, rows, least=0.0)
        found = dict.fromkeys(rows, 0.0)
        for place, concept in enumerate(concepts):
            if concept.counted:
                for row in rows:
                    if meant.get(row, 0) >> place & 1:
                        found[row] += concept.weight
                    elif near.get(row, 0) >> place & 1:
                        found[row] += concept.weight * _NEAR
        return {row: held / total for row, held in found.items()}

    def _masks(self, concepts: Sequence[Concept], rows: list[int], *, least: float) -> dict[int, int]:
        """Return which concepts each row holds through an alternative that counts at least so much, as bits."""
        result = self._index.searcher.search(self._build.masks(concepts, rows, least=least), len(rows), count=False)
        masks = (int(score) for score, _ in result.hits)
        return dict(zip(self._rows([address for _, address in result.hits]), masks, strict=True))

    def _rows(self, addresses: list[DocAddress]) -> list[int]:
        return [int(row or 0) for row in self._index.searcher.fast_field_values("row", addresses)]

    # ---- answers

    def _answer(
        self,
        line: str,
        read: grammar.Line,
        question: questions.Question,
        narrowing: _Narrowing,
        groups: list[_Group],
        limit: int | None,
        *,
        exact: bool,
    ) -> Answer:
        searcher = self._index.searcher
        understood = _understood(line, read, question, [group.meaning for group in groups], narrowing, exact=exact)
        fitting = [group for group in groups if group.enough]
        if not read.groups and narrowing.some:
            base = self._build.constant(self._build.everything(), 0.0)
            parts: list[Part] = []
        elif not fitting:
            return self._nothing(understood, groups, narrowing)
        else:
            base = self._build.any_of([group.query for group in fitting])
            parts = [part for group in fitting for part in group.parts]
        query = narrowing.applied(base)
        front = self._front(question, fitting, narrowing)
        total = int(searcher.search(query, 1).count or 0) if len(fitting) != 1 else fitting[0].total
        wanted = total if limit is None else limit
        ranked = self._ranked(query, fitting, wanted + len(front), total)
        rows = {row for row, _, _ in front}
        total += sum(1 for row, _, _ in front if not self._finds(query, row))
        ordered = front + [(row, score, address) for row, score, address in ranked if row not in rows]
        hits = self._hits(ordered[:wanted], [group.meaning for group in fitting], dict(self._witnessed))
        return Answer(
            understood, hits, total, (), searcher.num_docs, lambda: self._facets(base, narrowing),
            lambda identity: self._shares(identity, parts),
        )  # fmt: skip

    _witnessed: dict[int, str]

    def _ranked(
        self, query: Query, fitting: list[_Group], count: int, total: int
    ) -> list[tuple[int, float, DocAddress]]:
        if not count:
            return []
        if len(fitting) == 1 and count <= len(fitting[0].rows):
            hits = fitting[0].rows[:count]
        else:
            result = self._index.searcher.search(query, max(1, min(count, total)), count=False)
            hits = [(float(score), address) for score, address in result.hits]
        rows = self._rows([address for _, address in hits])
        found = [(row, score, address) for row, (score, address) in zip(rows, hits, strict=True)]
        if not fitting:
            # Nothing but filters: the order of the catalogue.
            return sorted(found, key=lambda entry: entry[0])
        return found

    def _finds(self, query: Query, row: int) -> bool:
        narrowed = self._build.filtered(query, [self._build.row(row)], [])
        return bool(self._index.searcher.search(narrowed, 1).count)

    def _front(
        self, question: questions.Question, fitting: list[_Group], narrowing: _Narrowing
    ) -> list[tuple[int, float, DocAddress]]:
        """Return the agencies that the best records about a matter name, when it is an agency that is wanted."""
        self._witnessed = {}
        if question.wanted != "agency" or len(fitting) != 1 or not narrowing.allows("agency"):
            return []
        group = fitting[0]
        searcher = self._index.searcher
        hits: list[tuple[Any, DocAddress]] = []
        for kinds in (_TESTIFYING, _CONCERNED):
            witnesses = self._build.filtered(group.query, [self._build.terms("kind", kinds)], [])
            hits = hits or searcher.search(witnesses, _WITNESSES, count=False).hits
        votes: dict[str, float] = {}
        reasons: dict[str, str] = {}
        best = max((float(score) for score, _ in hits), default=0.0)
        for score, address in hits:
            if float(score) < _CLOSE * best:
                continue
            named = json.loads(bytes(searcher.doc(address)["parts"][0])).get("responsible", {})
            for place, (agency, where) in enumerate(named.items()):
                votes[agency] = votes.get(agency, 0.0) + float(score) ** 2 / (1 + 0.5 * place)
                reasons.setdefault(agency, f"named in {where}")
        direct = self._build.filtered(group.query, [self._build.terms("kind", ("agency",))], [])
        agencies = searcher.search(narrowing.applied(direct), _WITNESSES, count=False).hits
        for score, address in agencies:
            agency = str(searcher.doc(address)["id"][0])
            votes[agency] = votes.get(agency, 0.0) + float(score) ** 2 * 0.8
        found = []
        top = max(votes.values(), default=0.0)
        for agency, vote in sorted(votes.items(), key=lambda entry: (-entry[1], entry[0]))[:_FRONT]:
            if vote < 0.08 * top:
                continue
            query = narrowing.applied(self._build.terms("id", (agency,)))
            for _, address in searcher.search(query, 1).hits:
                row = self._rows([address])[0]
                found.append((row, round(vote**0.5, 4), address))
                if agency in reasons:
                    self._witnessed[row] = reasons[agency]
        return found

    def _hits(
        self, ordered: Sequence[tuple[int, float, DocAddress]], meanings: Sequence[Meaning], reasons: dict[int, str]
    ) -> tuple[Hit, ...]:
        from dftzcli.search.finding.telling import Teller

        teller = Teller([concept for meaning in meanings for concept in meaning.concepts])
        hits = []
        for row, score, address in ordered:
            document = self._index.searcher.doc(address)
            hits.append(
                teller.hit(bytes(document["item"][0]).decode(), bytes(document["parts"][0]).decode(), score, reasons.get(row))
            )
        return tuple(hits)

    def _nothing(self, understood: Understood, groups: list[_Group], narrowing: _Narrowing) -> Answer:
        """Return the answer that nothing fits, with what comes nearest under the same filters."""
        meanings = [group.meaning for group in groups]
        nearest: list[tuple[int, float, DocAddress]] = []
        for meaning in meanings:
            concepts = [concept._replace(essential=False) for concept in meaning.concepts]
            if any(concept.alternatives for concept in concepts):
                query, _ = self._build.group(concepts, (), least=1)
                hits = self._index.searcher.search(narrowing.applied(query), _NEAREST, count=False).hits
                rows = self._rows([address for _, address in hits])
                nearest += [(row, float(score), address) for row, (score, address) in zip(rows, hits, strict=True)]
        found = self._hits(nearest[:_NEAREST], meanings, {})
        return Answer(understood, (), 0, found, self._index.searcher.num_docs, dict, lambda _: ())

    # ---- comparisons

    def _compared(
        self,
        line: str,
        read: grammar.Line,
        question: questions.Question,
        narrowing: _Narrowing,
        limit: int | None,
    ) -> Answer | None:
        """Answer each side of a comparison and take their hits in turn; None when a side has no answer."""
        sides = []
        for side, shared in self._shared(*question.sides):
            plain = questions.understood(side)
            meaning = self._reader(exact=False).meaning((grammar.Word(plain.text),), shared=shared)
            group = self._run(meaning, plain.kinds, narrowing)
            if not group.enough:
                return None
            sides.append(group)
        understood = _understood(line, read, question, [group.meaning for group in sides], narrowing, exact=False)
        queries = [narrowing.applied(group.query) for group in sides]
        base = self._build.any_of([group.query for group in sides])
        total = int(self._index.searcher.search(narrowing.applied(base), 1).count or 0)
        wanted = total if limit is None else limit
        ranked = [self._ranked(each, [group], wanted, group.total) for each, group in zip(queries, sides, strict=True)]
        ordered: dict[int, tuple[int, float, DocAddress]] = {}
        for place in range(max(len(side) for side in ranked)):
            for side in ranked:
                # The next of this side that the other has not brought already.
                following = next((hit for hit in side[place:] if hit[0] not in ordered), None)
                if following is not None:
                    ordered[following[0]] = following
        self._witnessed = {}
        hits = self._hits(list(ordered.values())[:wanted], [group.meaning for group in sides], {})
        parts = [part for group in sides for part in group.parts]
        return Answer(
            understood, hits, total, (), self._index.searcher.num_docs, lambda: self._facets(base, narrowing),
            lambda identity: self._shares(identity, parts),
        )  # fmt: skip

    def _shared(self, left: str, right: str) -> tuple[tuple[str, str], ...]:
        """Give the shorter side the words it leaves to the other: "Dalian or Shenyang GDP", "net profit 2022 or 2025"."""
        first, second = left.split(), right.split()
        if len(first) < len(second):
            return (left, " ".join(second[max(len(first), self._name_at_start(second)) :])), (right, "")
        if len(second) < len(first):
            return (left, ""), (right, " ".join(first[: -len(second)]))
        return (left, ""), (right, "")

    def _name_at_start(self, words: Sequence[str]) -> int:
        """Return how many words the proper name takes that some words begin with."""
        from dftzcli.search.finding import text

        for end in range(len(words) - 1, 1, -1):
            entry = self._index.entry(text.term_key(" ".join(words[:end])))
            if entry is not None and entry.get("entity"):
                return end
        return 0

    # ---- facets and explanation

    def _facets(self, query: Query, narrowing: _Narrowing) -> Facets:
        from dftzcli.search.finding.facets import counted

        return counted(self._index, query, narrowing)

    def _shares(self, identity: str, parts: Sequence[Part]) -> tuple[Share, ...]:
        """Return what each part of a query adds to the score of one record; they add up to it."""
        only = self._build.terms("id", (identity,))
        found = []
        for part in parts:
            hits = self._index.searcher.search(
                self._build.filtered(part.query, [only], []), 1, count=False
            ).hits
            if hits and float(hits[0][0]) > 0:
                found.append(Share(part.name, round(float(hits[0][0]), 4)))
        return tuple(sorted(found, key=lambda share: -share.score))


class _Narrowing:
    """The filters of a query: what must hold and what must not."""

    def __init__(
        self,
        index: Index,
        build: Builder,
        cards: Cards,
        filters: Sequence[grammar.Filter],
        only: Sequence[str] | None,
        *,
        exact: bool,
    ) -> None:
        from dftzcli.search.finding.filtering import conditions

        self._build = build
        self.described = tuple(entry.describe() for entry in filters)
        self.wanted, self.unwanted = conditions(index, build, cards, filters)
        self._kinds = {entry.value for entry in filters if entry.field == "kind" and not entry.negated}
        self._only = [build.terms("id", only)] if only is not None else []
        self._without: list[Query] = []

    @property
    def some(self) -> bool:
        """Whether anything is filtered at all."""
        return bool(self.wanted or self.unwanted or self._only or self._without)

    def without(self, reader: Reader, terms: Iterable[grammar.Term]) -> None:
        """Leave out what holds some terms."""
        for term in terms:
            for concept in reader.meaning((term,)).concepts:
                if concept.alternatives:
                    self._without.append(self._build.matching(concept))

    def allows(self, kind: Kind) -> bool:
        """Tell whether records of a kind may be found."""
        from dftzcli.search.query import parse_kind

        return not self._kinds or kind in {parse_kind(value) for value in self._kinds}

    def applied(self, query: Query, *, but: str = "") -> Query:
        """Return a query under all filters, or under all but those of one field."""
        wanted = [condition for field, condition in self.wanted.items() if field != but]
        return self._build.filtered(query, [*wanted, *self._only], [*self.unwanted, *self._without])


def _enough(count: int) -> float:
    """Return how much of a number of concepts, by weight, an answer must hold."""
    return _ENOUGH_ALONE if count == 1 else _ENOUGH


def _question(read: grammar.Line, index: Index, *, exact: bool) -> questions.Question:
    """Take the words of a line as a question, unless its syntax or the reader says that they are meant as they are."""
    words = [term.text for group in read.groups for term in group if isinstance(term, grammar.Word)]
    whole = len(read.groups) == 1 and len(words) == len(read.groups[0])
    text = " ".join(words)
    if exact or not whole:
        return questions.Question(text, None, ())
    from dftzcli.search.finding import text as texts

    folded = texts.folded(text)
    if texts.is_cjk(folded):
        folded = folded.translate(index.simplifying)
    # Capitals tell abbreviations and names from words, so a text that folding leaves alone keeps them.
    return questions.understood(folded if texts.is_cjk(folded) else text)


def _understood(
    line: str,
    read: grammar.Line,
    question: questions.Question,
    meanings: Sequence[Meaning],
    narrowing: _Narrowing,
    *,
    exact: bool,
) -> Understood:
    corrected = {typed: taken for meaning in meanings for typed, taken in meaning.corrected}
    expanded = {typed: words for meaning in meanings for typed, words in meaning.expanded}
    dropped = tuple(dict.fromkeys(word for meaning in meanings for word in (*meaning.dropped, *meaning.unknown)))
    return Understood(
        line, corrected, expanded, dropped, question.kinds, question.wanted, narrowing.described, read.notes, exact
    )
