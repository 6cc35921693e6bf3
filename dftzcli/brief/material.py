"""What a brief is made of: the records that concern its subject, those that concern it most first."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import TYPE_CHECKING, Any, Final

from dftzcli.analysis.matching.lineage import Lineage
from dftzcli.errors import NotFound
from dftzcli.matching import decisions, partners_of
from dftzcli.model.vocabulary import STATUS_IS_FACT, Kind
from dftzcli.tuples import NamedTuple

if TYPE_CHECKING:
    from dftzcli.analysis.matching.profile import Profile
    from dftzcli.brief.asked import Asked
    from dftzcli.catalogue import Catalogue
    from dftzcli.matching import Matching
    from dftzcli.search.cards import Card

# What each way of concerning the subject counts: named outright, of its industries themselves, of what belongs to them,
# of its partners.
_NAMED: Final = 16
_OF_INDUSTRY: Final = 8
_OF_FAMILY: Final = 4
_OF_PARTNER: Final = 2
_PARTNER_FIELDS: Final = ("partners", "partner_countries", "companies", "members")


class Subject(NamedTuple):
    """Whom or what a brief is about: industries with all that belongs to them, partners, and records named outright."""

    title: str
    sectors: frozenset[str]
    family: frozenset[str]
    partners: frozenset[str]
    named: frozenset[str]
    profile: Profile | None

    def own_weight(self, card: Mapping[str, Any]) -> int:
        """Return how much a record concerns what is named and the industries, apart from partners; 0 for not at all."""
        weight = _NAMED if card["id"] in self.named else 0
        if (industries := card.get("industries")) and not self.family.isdisjoint(industries):
            weight += _OF_INDUSTRY if self.is_of_sector(card) else _OF_FAMILY
        return weight

    def is_of_sector(self, card: Mapping[str, Any]) -> bool:
        """Tell whether a record is of one of the industries themselves."""
        return not self.sectors.isdisjoint(card.get("industries") or ())

    def weight(self, card: Mapping[str, Any]) -> int:
        """Return how much a record concerns the subject; 0 for not at all."""
        weight = self.own_weight(card)
        if self.partners and (
            card.get("subject") in self.partners
            or any(not self.partners.isdisjoint(card.get(field) or ()) for field in _PARTNER_FIELDS)
        ):
            weight += _OF_PARTNER
        return weight


class Material(NamedTuple):
    """The catalogue on its day, the subject, and for a profile what it is eligible for."""

    catalogue: Catalogue
    subject: Subject
    matching: Matching | None
    peers: tuple[str, ...]
    lineage: Lineage
    # The disagreements on what the texts made so far say, in order: 0 for those that a text names, 1 for the others.
    disputed: dict[str, int]

    def concerning(self, kind: Kind) -> tuple[Card, ...]:
        """Return the records of a kind that concern the subject, those that concern it most first."""
        weighed = [(self.subject.weight(card), card) for card in self.catalogue.cards.of_kind(kind)]
        found = sorted((pair for pair in weighed if pair[0]), key=lambda pair: pair[0], reverse=True)
        return tuple(card for _, card in found)

    def name(self, identity: str) -> str:
        """Return what a record is called, or its id where there is none."""
        found = self.catalogue.cards.name(identity)
        return found.name if found is not None else identity

    def dated(self, source: str) -> str:
        """Return when a source is of, as it is written; nothing for one that is not on record."""
        card = self.catalogue.cards.peek(source)
        return str(card["dated"] or "") if card is not None else ""


def material_of(catalogue: Catalogue, asked: Asked) -> Material:
    """Gather what a brief is made of; UsageError or NotFound for a text that cannot be meant."""
    # Reads every name at once: a brief asks for hundreds, and each alone is a search through the file of cards.
    catalogue.cards.counts()
    profile = None if asked.profile is None else catalogue.profile(asked.profile)
    found = (catalogue.find(text).id for text in asked.ids)
    ids = tuple(dict.fromkeys((*found, *(each for each in asked.listed if catalogue.cards.name(each) is not None))))
    industries = {catalogue.find(text).id for text in asked.industries}
    known = {card["country"] for card in catalogue.cards.of_kind("partner")}
    codes = {text if text in known else _code(text) for text in asked.countries}
    if profile is not None:
        industries.update(profile.answers.get("sector", ()))  # type: ignore[arg-type]
        codes.update(profile.answers.get("home_country", ()))  # type: ignore[arg-type]
    kinds = {identity: catalogue.item(identity)["kind"] for identity in (*ids, *industries)}
    industries |= {identity for identity in ids if kinds[identity] == "industry"}
    given = asked.peers or tuple(_texts((asked.profile or {}).get("peers", ())))
    peers = tuple(dict.fromkeys(catalogue.find(text).id for text in given))
    partners = partners_of(catalogue.cards, codes) | {identity for identity in ids if kinds[identity] == "partner"}
    lineage = Lineage(catalogue.cards.of_kind("place"), catalogue.cards.of_kind("industry"))
    subject = Subject(
        title=_title(catalogue, profile, asked, ids),
        sectors=frozenset(industries),
        family=_family(catalogue, lineage, industries),
        partners=frozenset(partners),
        named=frozenset(ids),
        profile=profile,
    )
    # What else matters to the profile is said in sections of its own.
    matching = None if profile is None else decisions(catalogue.cards, profile, catalogue.as_of, lineage)
    return Material(catalogue, subject, matching, peers, lineage, {})


def is_fact(card: Mapping[str, Any]) -> bool:
    """Tell whether a record is something that is, by its source, and no plan, wish or doubt."""
    return card["status"] in STATUS_IS_FACT


def _texts(value: Any) -> Iterable[str]:
    """Return the peers of a profile: a list of texts, or one text with commas."""
    texts = [value] if isinstance(value, str) else value
    return (part.strip() for text in texts for part in str(text).split(",") if part.strip())


def _code(text: str) -> str:
    from dftzcli.search.countries import code_of

    code = code_of(text)
    if code is None:
        raise NotFound(f"no country answers to {text!r}", fix="use a name or an ISO 3166 code such as JP")
    return code


def _family(catalogue: Catalogue, lineage: Lineage, sectors: set[str]) -> frozenset[str]:
    """Return some industries and those that belong to them."""
    below = (
        card["id"] for card in catalogue.cards.of_kind("industry") if sectors.intersection(lineage.above(card["id"]))
    )
    return frozenset((*sectors, *below))


def _title(catalogue: Catalogue, profile: Profile | None, asked: Asked, ids: tuple[str, ...]) -> str:
    if profile is not None and profile.name:
        return profile.name
    if asked.shortlist:
        return f"the shortlist {asked.shortlist}"
    if profile is not None:
        return "a firm"
    texts = [catalogue.item(catalogue.find(text).id)["name"] for text in asked.industries]
    countries = [_country(catalogue, text) for text in asked.countries]
    names = [*texts, *countries, *(catalogue.item(identity)["name"] for identity in ids[:3])]
    more = f" and {len(ids) - 3} more" if len(ids) > 3 else ""
    return (", ".join(names) + more) or "the zone"


def _country(catalogue: Catalogue, text: str) -> str:
    """Return what a country is called: as the catalogue has it, else as the standard has it."""
    known = {card["country"]: card["name"] for card in catalogue.cards.of_kind("partner") if card["type"] == "country"}
    if (code := text if text in known else _code(text)) in known:
        return str(known[code])
    from dftzcli.search.countries import called

    return called(code)[0]
