"""What a meaning asks of the index: one tantivy query whose score is a sum of parts that can be named."""

from __future__ import annotations

import itertools
import math
import re
from collections.abc import Iterable, Iterator, Sequence
from typing import TYPE_CHECKING, Final

from dftzcli.model.vocabulary import Kind
from dftzcli.search.finding import text
from dftzcli.search.finding.shape import CHINESE, LATIN, LINKED, NAMES, STANDING
from dftzcli.search.finding.understanding import MEANT, Alternative, Concept
from dftzcli.tuples import NamedTuple

if TYPE_CHECKING:
    from tantivy import FieldType, Query

    from dftzcli.search.finding.index import Index

# Beside BM25, what every matched concept adds by its rarity: a record with all the words goes before one that
# repeats some of them.
_PRESENT: Final = 2.5
# How much of the lesser fields and alternatives is added to the best one.
_TIE: Final = 0.3
# What stands together, a whole name, and the kind that was asked for, as parts of the rarity of the whole query.
_TOGETHER: Final = 0.8
_WHOLE: Final = 4.0
_WANTED: Final = 6.0
_HERE: Final = 0.6
_HEADLINE: Final = 0.12
# What is last of its series before what is older, what is of home before what is elsewhere, and what the documents say
# before a document that little rests on.
_STANDING: Final = 1.0
_NUMBER: Final = 2.0
_SOUND: Final = 2.2
# From this weight on, a term of several words says just what was asked.
_SAME: Final = 0.8
# How much it takes from another word for a concept that it is rarer than the concept: a part, since it may say more.
_RARER: Final = 0.3
# What kinds are worth that nobody asked for: what the documents say goes before what is said about them.
_PRIOR: Final[dict[float, tuple[Kind, ...]]] = {
    0.12: ("industry", "partner"),
    0.10: ("policy", "project"),
    0.08: ("figure", "place"),
    0.06: ("incentive", "agency"),
    0.02: ("indicator",),
}


class Part(NamedTuple):
    """A named part of a score."""

    name: str
    query: Query


class Builder:
    """Builds queries against one index."""

    def __init__(self, index: Index, *, own: bool = False) -> None:
        """Take the index; with `own`, only what a record says itself is a match, not what it is linked with."""
        from tantivy import Occur, Query

        self._index = index
        self._latin = {field: weight for field, weight in LATIN.items() if not (own and field in LINKED)}
        self._chinese = {field: weight for field, weight in CHINESE.items() if not (own and field in LINKED)}
        self._schema = index.schema
        self._query = Query
        self._occur = Occur

    # ---- concepts

    def matching(self, concept: Concept, *, least: float = 0.0) -> Query:
        """Return the query of a concept: the best of its alternatives, each discounted by how far it is meant.

        Alternatives that count less than `least` are left out.
        """
        scale = self._scales(concept)
        return self._best(
            [
                self._boosted(self._alternative(entry), entry.weight * scale.get(entry, 1.0))
                for entry in concept.alternatives
                if entry.weight >= least
            ]
        )

    def _scales(self, concept: Concept) -> dict[Alternative, float]:
        """Return by how much the other words for a concept are discounted that are rarer than it.

        A record that bears the rarest of them is no better an answer: the weight of a rare word is that of the concept.
        """
        rarity = {
            entry: self._rarity(entry)
            for entry in concept.alternatives
            if entry.weight >= MEANT and entry.way in ("words", "chinese")
        }
        if len(rarity) < 2:
            return {}
        common = min(rarity.values())
        return {entry: (common / found) ** _RARER for entry, found in rarity.items() if entry.weight < 1.0}

    def _rarity(self, entry: Alternative) -> float:
        """Return how rare an alternative is at most, as BM25 has it."""
        fields = self._latin if entry.way == "words" else self._chinese
        terms = entry.terms if entry.way == "words" else [pair for run in entry.terms for pair in text.pairs(run)]
        count = min(max(self._index.frequency(field, term) for field in fields) for term in terms)
        total = max(2, self._index.searcher.num_docs)
        return math.log(1 + (total - count + 0.5) / (count + 0.5))

    def subject(self, concept: Concept) -> Query | None:
        """Return the query for records that are called by the words of a concept, or linked with what is; else None."""
        own = [
            entry
            for entry in concept.alternatives
            if entry.way == "words" and (entry.weight == 1.0 or (entry.weight >= _SAME and len(entry.terms) > 1))
        ]
        fields = dict.fromkeys(("name", "alias", "linked"), 1.0)
        return self._best([self._in_fields(fields, entry.terms) for entry in own]) if own else None

    def _scored(self, concept: Concept) -> tuple[Query, list[Part]]:
        """Return the clause that scores a concept, and the parts of that score: how it matches, and that it does.

        The clause asks the index once for both, since most of the time of a search is spent on just that.
        """
        found = self.matching(concept, least=MEANT if concept.essential else 0.0)
        share = max(concept.weight * _PRESENT, 0.01)
        present = self._query.const_score_query(self.everything(), share)
        parts = [Part(concept.text, found), Part(f"{concept.text}: present", self.constant(found, share))]
        return self._query.boolean_query([(self._occur.Must, found), (self._occur.Must, present)]), parts

    def _alternative(self, alternative: Alternative) -> Query:
        way, terms = alternative.way, alternative.terms
        if way == "words":
            return self._in_fields(self._latin, terms)
        if way == "named":
            return self._in_fields(NAMES, terms)
        if way == "together":
            weights = self._chinese if text.is_cjk(terms[0]) else self._latin
            return self._query.boolean_query(
                [(self._occur.Must, self._in_fields(weights, (term,))) for term in dict.fromkeys(terms)]
            )
        if way == "chinese":
            parts = [self._in_fields(self._chinese, tuple(text.pairs(run))) for run in terms]
            return parts[0] if len(parts) == 1 else self._all(parts)
        if way == "sound":
            return self._boosted(self._phrase("syllables", terms), _SOUND)
        if way == "initials":
            return self._boosted(self._term("initials", terms[0]), _SOUND)
        if way == "character":
            pattern = f"({terms[0]}.|.{terms[0]})"
            return self._best(
                [
                    self._boosted(self._query.regex_query(self._schema, field, pattern), weight)
                    for field, weight in self._chinese.items()
                ]
            )
        if way == "number":
            return self._best(
                [self._boosted(self._term("number", terms[0]), _NUMBER), self._term("mentioned", terms[0])]
            )
        if way == "year":
            return self._years(terms)
        return self._best(
            [
                self._boosted(self._query.regex_query(self._schema, field, re.escape(terms[0]) + ".*"), weight)
                for field, weight in self._latin.items()
            ]
        )

    def _years(self, years: Sequence[str]) -> Query:
        choices = []
        for year in years:
            choices.append(self.constant(self._term("period_year", int(year)), 4.0))
            choices.append(self.constant(self._term("year", int(year)), 2.5))
        return self._best(choices)

    def _in_fields(self, weights: dict[str, float], terms: Sequence[str]) -> Query:
        found = []
        for field, weight in weights.items():
            if all(self._index.frequency(field, term) for term in terms):
                found.append(self._boosted(self._phrase(field, terms), weight))
        return self._best(found)

    def _phrase(self, field: str, terms: Sequence[str]) -> Query:
        return (
            self._term(field, terms[0])
            if len(terms) == 1
            else self._query.phrase_query(self._schema, field, list(terms))
        )

    def _term(self, field: str, term: str | int) -> Query:
        option = "position" if field in LATIN or field in CHINESE or field == "syllables" else "basic"
        return self._query.term_query(self._schema, field, term, option)

    # ---- groups

    def group(self, concepts: Sequence[Concept], kinds: Sequence[Kind], *, least: int) -> tuple[Query, list[Part]]:
        """Return the query of some concepts that must be met together, at least `least` of the counted ones.

        The parts add up to the score of a record that the query finds.
        """
        found = [concept for concept in concepts if concept.alternatives]
        total = sum(concept.weight for concept in found) or 1.0
        parts: list[Part] = []
        must: list[Query] = []
        counted: list[Query] = []
        optional: list[Query] = []
        some_counted = any(concept.counted for concept in found)
        for concept in found:
            clause, shares = self._scored(concept)
            parts += shares
            if concept.essential:
                must.append(clause)
            elif concept.counted or not some_counted:
                counted.append(clause)
            else:
                optional.append(clause)
        bonuses = list(self._bonuses(found, kinds, total))
        needed = min(least - len(must), len(counted))
        if needed > 0 or not must:
            clauses = [(self._occur.Should, clause) for clause in counted]
            must.append(self._query.boolean_query(clauses, minimum_number_should_match=max(1, needed)))
        else:
            optional += counted
        optional += [part.query for part in bonuses]
        every = [(self._occur.Must, clause) for clause in must] + [(self._occur.Should, clause) for clause in optional]
        return self._query.boolean_query(every), [*parts, *bonuses]

    def _bonuses(self, concepts: Sequence[Concept], kinds: Sequence[Kind], total: float) -> Iterator[Part]:
        words = [concept.alternatives[0].terms for concept in concepts if concept.alternatives[0].way == "words"]
        key = " ".join(term for terms in words for term in terms)
        chinese = "".join("".join(c.alternatives[0].terms) for c in concepts if c.alternatives[0].way == "chinese")
        for whole in filter(None, {key, chinese, " ".join(filter(None, (key, chinese)))}):
            if self._index.frequency("whole", whole):
                yield Part("the whole of a name", self.constant(self._term("whole", whole), _WHOLE * total))
        for before, after in itertools.pairwise(words):
            near = [
                self._boosted(self._phrase(field, (*before, *after)), LATIN[field])
                for field in ("name", "alias", "summary", "body")
                if all(self._index.frequency(field, term) for term in (*before, *after))
            ]
            if near:
                yield Part(f"{' '.join((*before, *after))}: together", self._boosted(self._best(near), _TOGETHER))
        for kind in kinds:
            yield Part(f"{kind} asked for", self.constant(self._term("kind", kind), _WANTED * total))
        for share, likely in _PRIOR.items():
            yield Part(" or ".join(likely), self.constant(self.terms("kind", likely), share * total))
        places = [place for concept in concepts for place in concept.places]
        for place in dict.fromkeys(places):
            yield Part(f"at {place}", self.constant(self._term("own_place", place), _HERE * total))
        yield Part("headline", self.constant(self._term("label", "importance=headline"), _HEADLINE * total))
        # Whoever names a year wants the figure of that year, and whoever names a place what is there.
        dated = any(concept.is_year for concept in concepts)
        placed = any(concept.places for concept in concepts)
        labels = [label for (older, away), label in STANDING.items() if older <= dated and away <= placed]
        yield Part("not behind its like", self.constant(self.terms("label", labels), _STANDING * total))

    # ---- small parts

    def constant(self, query: Query, score: float) -> Query:
        """Return a query whose every match scores the same."""
        return self._query.const_score_query(query, score)

    def any_of(self, queries: Sequence[Query]) -> Query:
        """Return a query that any of some satisfies."""
        return (
            queries[0] if len(queries) == 1 else self._query.boolean_query([(self._occur.Should, q) for q in queries])
        )

    def terms(self, field: str, values: Iterable[str]) -> Query:
        """Return a query for any of some whole terms."""
        return self._query.term_set_query(self._schema, field, list(values))

    def filtered(self, query: Query, wanted: Sequence[Query], unwanted: Sequence[Query] = ()) -> Query:
        """Return a query narrowed by filters, which add nothing to its score."""
        if not wanted and not unwanted:
            return query
        clauses = [(self._occur.Must, query)]
        clauses += [(self._occur.Must, self.constant(condition, 0.0)) for condition in wanted]
        clauses += [(self._occur.MustNot, condition) for condition in unwanted]
        return self._query.boolean_query(clauses)

    def masks(self, concepts: Sequence[Concept], rows: Sequence[int], *, least: float) -> Query:
        """Return a query that scores each of some rows by the concepts it matches: 2 to the power of each one's place.

        Alternatives that count less than `least` are no match.
        """
        clauses = [(self._occur.Must, self.constant(self.rows(rows), 0.0))]
        clauses += [
            (self._occur.Should, self.constant(self.matching(concept, least=least), float(1 << place)))
            for place, concept in enumerate(concepts)
            if concept.alternatives
        ]
        return self._query.boolean_query(clauses)

    def named(self, words: str) -> Query:
        """Return a query for records whose name or another name of theirs holds all words, as a filter."""
        folded = text.folded(words)
        found = [self._in_fields({"name": 1.0, "alias": 1.0}, (text.stem(word),)) for word in text.words_of(words)]
        found += [self._in_fields({"zh": 1.0}, tuple(text.pairs(run))) for run in text.runs(folded)]
        return self._all(found) if found else self._query.empty_query()

    def labels(self, field: str) -> list[str]:
        """Return the terms of a vocabulary that records bear."""
        found = self._index.searcher.terms_with_prefix("label", f"{field}=")
        return [term.partition("=")[2] for term, _ in found]

    def between(
        self, field: str, kind: FieldType, low: float | None, high: float | None, with_low: bool, with_high: bool
    ) -> Query:
        """Return a query for a number field within bounds, None for no bound."""
        return self._query.range_query(self._schema, field, kind, low, high, with_low, with_high)

    def everything(self) -> Query:
        """Return the query that every record satisfies."""
        return self._query.all_query()

    def nothing(self) -> Query:
        """Return the query that no record satisfies."""
        return self._query.empty_query()

    def rows(self, rows: Sequence[int]) -> Query:
        """Return the query for the records of some rows."""
        return self._query.term_set_query(self._schema, "row", list(rows))

    def all_of(self, queries: Sequence[Query]) -> Query:
        """Return a query that satisfies all of some."""
        return self._all(queries)

    def _all(self, queries: Sequence[Query]) -> Query:
        return self._query.boolean_query([(self._occur.Must, query) for query in queries])

    def _best(self, queries: Sequence[Query]) -> Query:
        if not queries:
            return self._query.empty_query()
        return queries[0] if len(queries) == 1 else self._query.disjunction_max_query(list(queries), _TIE)

    def _boosted(self, query: Query, weight: float) -> Query:
        return query if weight == 1.0 else self._query.boost_query(query, weight)
