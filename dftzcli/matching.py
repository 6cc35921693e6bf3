"""What matters to one firm: each incentive decided, the next question, and the records around its sector and home."""

from __future__ import annotations

from collections import Counter
from collections.abc import Container, Iterable, Iterator, Mapping
from typing import TYPE_CHECKING, Any, Final

from dftzcli.analysis.matching.asking import Question, next_question
from dftzcli.analysis.matching.deciding import Decision, decide
from dftzcli.analysis.matching.lineage import Lineage
from dftzcli.analysis.matching.profile import Finds, Profile, profile_of
from dftzcli.errors import UsageError
from dftzcli.model.vocabulary import Kind
from dftzcli.tuples import NamedTuple

if TYPE_CHECKING:
    from dftzcli.search.cards import Card, Cards

# Said with every answer, in every format.
NOTICE: Final = (
    "Not advice. A yes says that each criterion the sources state is met; only the agency decides. "
    "Unknown means that the sources or the profile do not say."
)
_ORDER: Final = {"yes": 0, "unknown": 1, "no": 2}
# Every second firm on record is of China: that home says nothing of what concerns a firm.
_HOST: Final = "CN"


class Mattering(NamedTuple):
    """A record that matters to the profile, and why."""

    item: Card
    why: str


class Matching(NamedTuple):
    """The answer to a profile on a day: incentives and policies with limits, each decided; what to ask next; the rest.

    Decisions stand in the order yes, unknown, no, and within it as the records stand. `matters` has policies, agencies,
    projects and figures by kind. `counts` are how many incentives have each verdict, whether or not they are shown;
    `shown` is the verdict that decisions were narrowed to.
    """

    profile: Profile
    day: str
    incentives: tuple[Decision, ...]
    policies: tuple[Decision, ...]
    question: Question | None
    matters: Mapping[Kind, tuple[Mattering, ...]]
    counts: Mapping[str, int]
    shown: str | None = None

    @property
    def decisions(self) -> tuple[Decision, ...]:
        """Every decision, incentives first."""
        return (*self.incentives, *self.policies)

    def only(self, verdict: str) -> Matching:
        """Return the same with the decisions of one verdict; UsageError for what is no verdict."""
        if verdict not in _ORDER:
            raise UsageError(f"{verdict!r} is no verdict", fix="use yes, no or unknown")
        incentives, policies = (
            tuple(each for each in decided if each.verdict == verdict) for decided in (self.incentives, self.policies)
        )
        return self._replace(incentives=incentives, policies=policies, shown=verdict)

    def listed(self) -> tuple[Decision, ...]:
        """Return every decision in the order yes, unknown, no, incentives first within each."""
        return tuple(sorted(self.decisions, key=lambda decision: _ORDER[decision.verdict]))


def match(cards: Cards, profile: Profile, day: str) -> Matching:
    """Decide every incentive, and every policy that sets limits, for a profile on a day (ISO)."""
    lineage = Lineage(cards.of_kind("place"), cards.of_kind("industry"))
    decided = decisions(cards, profile, day, lineage)
    return decided._replace(matters=_matters(cards, profile, decided.decisions, lineage))


def decisions(cards: Cards, profile: Profile, day: str, lineage: Lineage) -> Matching:
    """Decide the same as `match` for one who has the lineage, and leave out what else matters."""
    _check_names(cards, profile)
    incentives = _decided(cards.of_kind("incentive"), profile, day, lineage)
    limited = (item for item in cards.of_kind("policy") if item["eligibility"])
    policies = _decided(limited, profile, day, lineage)
    question = next_question((*incentives, *policies))
    counts = {verdict: sum(each.verdict == verdict for each in incentives) for verdict in _ORDER}
    return Matching(profile, day, incentives, policies, question, {}, counts)


def read_profile(given: Mapping[str, Any], *, find: Finds, codes: Container[str] = ()) -> Profile:
    """Check what is given of a profile; UsageError or NotFound names what cannot be meant. See `profile_of`.

    `find` turns the text of a place or industry into the id of a record. `codes` are countries on record: for one of
    these the list of all countries, which takes long to load, is not asked.
    """
    return profile_of(given, find=find, countries=lambda text: text if text in codes else _country(text))


def _country(text: str) -> str:
    from dftzcli.search.countries import code_of

    code = code_of(text)
    if code is None:
        raise UsageError(f"no country answers to {text!r}", fix="use a name or an ISO 3166 code such as JP")
    return code


def partners_of(cards: Cards, codes: Iterable[str]) -> set[str]:
    """Return the ids of the partners that are one of some countries (alpha-2 codes), or are at home in one abroad."""
    abroad = frozenset(codes) - {_HOST}
    return {
        item["id"]
        for item in cards.of_kind("partner")
        if (item["type"] in ("country", "group", "region") and item["country"] in abroad)
        or item["home_country"] in abroad
    }


def _decided(items: Iterable[Card], profile: Profile, day: str, lineage: Lineage) -> tuple[Decision, ...]:
    decisions = (decide(item, profile, day, lineage) for item in items)
    return tuple(sorted(decisions, key=lambda decision: _ORDER[decision.verdict]))


def _check_names(cards: Cards, profile: Profile) -> None:
    """Refuse a confirmed or denied criterion that no record has."""
    for name in sorted(profile.confirmed | profile.denied):
        identity, _, number = name.partition("#")
        item = cards.peek(identity)
        count = len(item.get("eligibility") or ()) if item else 0
        if int(number) > count:
            allowed = f"{identity} has {count}" if item else f"no record is called {identity}"
            raise UsageError(f"{name} is no criterion: {allowed}", fix="dftz show ID lists the criteria in order")


def _matters(
    cards: Cards, profile: Profile, decisions: Iterable[Decision], lineage: Lineage
) -> dict[Kind, tuple[Mattering, ...]]:
    """Return what is linked with the sectors and home countries of a profile, and who answers for its incentives."""
    sectors: frozenset[str] = frozenset(profile.answers.get("sector", ()))  # type: ignore[arg-type]
    family = {
        item["id"] for item in cards.of_kind("industry") if sectors & {item["id"], *lineage.above(item["id"])}
    } | sectors
    partners = partners_of(cards, profile.answers.get("home_country", ()))  # type: ignore[arg-type]
    links = (("industries", family), ("partners", partners), ("partner_countries", partners), ("companies", partners))
    found: dict[Kind, tuple[Mattering, ...]] = {}
    for kind in ("policy", "project", "figure"):
        found[kind] = tuple(_linked(cards.of_kind(kind), links, partners))
    found["agency"] = tuple(_answering(cards, decisions))
    return found


def _linked(items: Iterable[Card], links: Iterable[tuple[str, set[str]]], partners: set[str]) -> Iterator[Mattering]:
    chosen = tuple(links)
    for item in items:
        if item["kind"] == "figure" and item["importance"] == "context":
            continue
        why = dict.fromkeys(each for field, wanted in chosen for each in item.get(field) or () if each in wanted)
        if item.get("subject") in partners:
            why[item["subject"]] = None
        if why:
            yield Mattering(item, ", ".join(why))


def _answering(cards: Cards, decisions: Iterable[Decision]) -> Iterator[Mattering]:
    """Yield the agencies of what is, or may be, open to the profile, those with most of it first."""
    counts: Counter[str] = Counter()
    named: dict[str, list[str]] = {}
    for decision in decisions:
        if decision.verdict != "no":
            for agency in decision.item["agencies"]:
                counts[agency] += 1
                named.setdefault(agency, []).append(decision.item["id"])
    for agency, _ in counts.most_common():
        item = cards.peek(agency)
        if item is not None:
            yield Mattering(item, ", ".join(named[agency]))
