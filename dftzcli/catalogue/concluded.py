"""What is concluded from the records: series, comparisons, what is old, what does not add up."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import TYPE_CHECKING, Any

from dftzcli.catalogue.asked import Asked, kinds_of
from dftzcli.errors import StoreCorrupt
from dftzcli.model.vocabulary import KINDS
from dftzcli.search.query import query_of

if TYPE_CHECKING:
    from pathlib import Path

    from dftzcli.analysis.ages import Stale
    from dftzcli.analysis.arithmetic import Outcome
    from dftzcli.analysis.closing import Closing
    from dftzcli.analysis.comparing.matrix import Matrix
    from dftzcli.analysis.comparing.scoring import Scoring, Weights
    from dftzcli.analysis.coverage import Coverage
    from dftzcli.analysis.deriving import Derived
    from dftzcli.analysis.faults import Fault
    from dftzcli.analysis.matching.profile import Profile
    from dftzcli.analysis.series import Series
    from dftzcli.analysis.timeline import Timeline
    from dftzcli.comparing import Comparison
    from dftzcli.matching import Matching
    from dftzcli.overview import Overview


class Concluded(Asked):
    """Records that conclusions can be drawn from."""

    def assembled(self, items: Iterable[Mapping[str, Any]], *, within: str | None = None) -> tuple[Series, ...]:
        """Put items of figures together into series; `within` is a period whose every year they are to cover."""
        from dftzcli.analysis.series import assemble

        return assemble(items, gaps=self.cards.of_kind("gap"), within=within)

    def series(self, *indicators: str, **filters: Any) -> tuple[Series, ...]:
        """Return the series of some indicators (ids, names, or what search finds), keywords as for `figures`.

        A series holds observations of one indicator, place, scope, subject, unit and definition; a year that has no
        figure is a point that says why.

        >>> open_catalogue().series("customs-trade-total", period="2021..2024")[0].points[3].missing  # doctest: +SKIP
        """
        words = tuple(found for text in indicators for found in self.measured(text)[0])
        selection = self.select(query_of(kinds=("figure",), words=words, **filters))
        return self.assembled(selection.cards, within=selection.query.within)

    def derived(self, rule: str, series: Sequence[Series]) -> tuple[Derived, ...]:
        """Compute `change`, `growth`, `cagr`, `index`, `share`, `per_head` or `balance` of some series.

        Each result names its inputs and stands beside what the sources print for it, where they print it.
        """
        from dftzcli.analysis.derivations import derive
        from dftzcli.analysis.observations import observe

        return derive(rule, series, everything=[observe(card) for card in self.cards.of_kind("figure")])

    def compare(
        self,
        *records: str,
        indicator: str | Iterable[str] = (),
        period: str | Iterable[str] = (),
        place: str | None = None,
        unit: str | None = None,
        fields: Iterable[str] | None = None,
    ) -> Comparison:
        """Put two to six records of one kind side by side, or figures: ids or names, indicators, periods.

        Records give a `RecordComparison`; with an indicator, or of figures and indicators, a `Matrix` whose columns
        are the records, the periods or the indicators. UsageError for what cannot be put side by side.

        >>> open_catalogue().compare("dalian", "shenyang", indicator="gdp").lines[0].cells[1].rank  # doctest: +SKIP
        """
        from dftzcli.comparing import compared
        from dftzcli.measuring import spread

        target = None
        if unit is not None:
            from dftzcli.model.units import target as read

            target = read(unit)
        measured = [
            str(self.item(found).get("indicator") or found)
            for text in ((indicator,) if isinstance(indicator, str) else indicator)
            for found in self.measured(text)[0]
        ]
        return compared(
            self.cards,
            [self.find(text).id for text in records],
            indicators=tuple(dict.fromkeys(measured)),
            periods=spread((period,) if isinstance(period, str) else period),
            place=None if place is None else self.find(place).id,
            target=target,
            fields=None if fields is None else tuple(fields),
        )

    def score(self, comparison: Comparison, weights: Weights) -> Scoring:
        """Score a comparison by weights, each part of the score in the result; UsageError for a weight of nothing."""
        from dftzcli.comparing import scored

        return scored(self.cards, comparison, weights)

    def cautions(self, matrix: Matrix) -> tuple[str, ...]:
        """Return what is disputed about the figures of a comparison, a line each: what, and the record that says so."""
        from dftzcli.comparing import cautions

        return cautions(self.cards, matrix)

    def stale(self, before: str | int | None = None, kinds: str | Iterable[str] = ()) -> tuple[Stale, ...]:
        """Return what is old, undated or superseded, by importance and then the oldest first; see `analysis.ages`.

        Old is what ended before a year, month or day: three years before the date of the catalogue unless given. The
        kinds are those that have a time of their own unless given. UsageError for what is no date or kind.

        >>> open_catalogue().stale(before="2020", kinds="figure")[0].why  # doctest: +SKIP
        """
        from dftzcli.analysis.ages import TIMED_KINDS, stale
        from dftzcli.search.query import parse_day

        limit = None if before is None else parse_day(str(before))
        items = (card for kind in kinds_of(kinds) or TIMED_KINDS for card in self.cards.of_kind(kind))
        return tuple(stale(items, documents=self.cards.of_kind("source"), as_of=self.as_of, before=limit))

    def expiring(self, within: int | str = 180, **filters: Any) -> tuple[Closing, ...]:
        """Return the terms and deadlines of policies and incentives that end within some days of `as_of`.

        `within` is a number of days, or a text such as `26w`; keywords as for `list`. UsageError for no length of time.

        >>> open_catalogue().at("2026-11-01").expiring("1y")[0].closes  # doctest: +SKIP
        """
        from dftzcli.analysis.closing import closing
        from dftzcli.analysis.closing import within as days_of

        days = days_of(within) if isinstance(within, str) else within
        cards = self.select(query_of(kinds=("policy", "incentive"), **filters)).cards
        return closing(cards, day=self.as_of, days=days)

    def timeline(
        self,
        kinds: str | Iterable[str] = (),
        *,
        since: str | int | None = None,
        until: str | int | None = None,
        all_figures: bool = False,
        **filters: Any,
    ) -> Timeline:
        """Return what the sources date, in order of time; see `analysis.timeline`.

        `since` and `until` are years, months or days, both included: what overlaps them counts. `filters` are those of
        `list` that choose records, and a `year` is one that a moment must touch. Parts of a policy that were issued
        with it stand there only where policies are asked for. UsageError for what is no date, kind or filter.

        >>> open_catalogue().timeline("project", since=2025).moments[0].what  # doctest: +SKIP
        """
        from dftzcli.analysis.timeline import timeline
        from dftzcli.model import periods
        from dftzcli.search.query import parse_day

        query = query_of(kinds=kinds_of(kinds), **filters)
        first = None if since is None else parse_day(str(since))
        last = None if until is None else periods.bounds(parse_day(str(until)) and str(until).strip())[1]
        return timeline(
            self.select(query._replace(years=None)).cards,
            documents=self.cards.of_kind("source"),
            since=first,
            until=last,
            year=query.years,
            all_figures=all_figures,
            all_parts="policy" in query.kinds,
        )

    def profile(self, given: str | Path | Mapping[str, Any]) -> Profile:
        """Check a profile: the path of a TOML file, or its keys and values; UsageError for what cannot be meant.

        The keys are the fields of `model.eligibility`, `name`, and lists of criteria `confirmed` and `denied`. Places,
        industries and countries may be given by name.
        """
        from dftzcli.matching import read_profile
        from dftzcli.profiles import given_in

        values = given if isinstance(given, Mapping) else given_in(given)
        codes = {card["country"] for card in self.cards.of_kind("partner")}
        return read_profile(values, find=lambda text: self.find(text).id, codes=codes)

    def match(self, profile: Profile | str | Path | Mapping[str, Any], *, as_of: str | None = None) -> Matching:
        """Decide for a profile each incentive, yes, no or unknown, with the criterion that decided; see `matching`.

        `as_of` is a day, month or year, its last day counts; the date of the catalogue unless given.

        >>> open_catalogue().match({"home_country": "JP", "sector": "batteries"}).question.field  # doctest: +SKIP
        """
        from dftzcli.analysis.matching.profile import Profile
        from dftzcli.matching import match

        at = self if as_of is None else self.at(as_of)
        known = profile if isinstance(profile, Profile) else self.profile(profile)
        return match(at.cards, known, at.as_of)

    def overview(self) -> Overview:
        """Return the first page: the zone, headline figures, counts, what is contradicted and what is stale."""
        from dftzcli.overview import overview_of

        return overview_of(self)

    def validate(self) -> tuple[Fault, ...]:
        """Check schema, references, vocabularies, ids, truth rules and arithmetic; return what fails, with the remedy.

        A kind that cannot be read is one fault of the check `schema`, and the only faults are then of that check: what
        the others would say of links into that kind would hide it.
        """
        from dftzcli.analysis.validation import validate

        unreadable = tuple(fault for kind in KINDS for fault in self._read(kind)[1])
        return (unreadable or validate(self.records())) + self._thesaurus_faults()

    def arithmetic(self) -> tuple[Outcome, ...]:
        """Recompute every sum, balance, growth rate and share that the figures declare."""
        from dftzcli.analysis.arithmetic import check_identities

        return check_identities(self.records())

    def coverage(self, path: str | Path, *, source: str | None = None, words: bool = False) -> Coverage:
        """Account for the numerals of a document; see `dftzcli.analysis.coverage`."""
        from pathlib import Path

        from dftzcli.analysis.coverage import coverage

        return coverage(Path(path), self.records(), source=source, words=words)

    def _thesaurus_faults(self) -> tuple[Fault, ...]:
        from pathlib import Path

        from dftzcli.analysis.faults import Fault
        from dftzcli.model.thesaurus import problems
        from dftzcli.search.finding.thesaurus import read_thesaurus

        path = Path(self._thesaurus_file())
        remedy = f"correct {path.name}"
        try:
            found = list(problems(read_thesaurus(path)))
        except StoreCorrupt as error:
            found = [("thesaurus", error.message)]
        return tuple(
            Fault(check="thesaurus", record=concept, field="", value="", problem=problem, remedy=remedy)
            for concept, problem in found
        )
