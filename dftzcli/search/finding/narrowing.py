"""The filters of one search together: what must hold, what must not, and what is left out."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING

from dftzcli.model.vocabulary import Kind
from dftzcli.search.finding.grammar import Filter, Term

if TYPE_CHECKING:
    from tantivy import Query

    from dftzcli.search.cards import Cards
    from dftzcli.search.finding.ranking import Builder
    from dftzcli.search.finding.understanding import Reader


class Narrowing:
    """The filters of one search."""

    def __init__(
        self,
        build: Builder,
        cards: Cards,
        filters: Sequence[Filter],
        only: Sequence[str] | None,
        conditions: Sequence[str] = (),
    ) -> None:
        """Take the filters, and the ids that nothing outside of is found with the conditions that give them."""
        self._build = build
        self.described = (*(entry.describe() for entry in filters), *conditions)
        self.taken: dict[str, tuple[str, ...]] = {}
        self.wanted: dict[str, Query] = {}
        self._unwanted: list[Query] = []
        if filters:
            from dftzcli.search.finding.filtering import conditions as read

            self.wanted, self._unwanted = read(build, cards, filters, self.taken)
        self._kinds = {entry.value for entry in filters if entry.field == "kind" and not entry.negated}
        self._only = [] if only is None else [build.terms("id", only)]

    @property
    def some(self) -> bool:
        """Whether anything is filtered at all."""
        return bool(self.wanted or self._unwanted or self._only)

    def leave_out(self, reader: Reader, terms: Iterable[Term]) -> None:
        """Leave out what holds some terms."""
        for term in terms:
            for concept in reader.meaning((term,)).concepts:
                if concept.alternatives:
                    self._unwanted.append(self._build.matching(concept))

    def allows(self, kind: Kind) -> bool:
        """Tell whether records of a kind may be found."""
        from dftzcli.search.query import parse_kind

        return not self._kinds or kind in {parse_kind(part) for value in self._kinds for part in value.split(",")}

    def applied(self, query: Query, *, but: str = "") -> Query:
        """Return a query under all filters, or under all but those of one field."""
        wanted = [condition for field, condition in self.wanted.items() if field != but]
        return self._build.filtered(query, [*wanted, *self._only], self._unwanted)
