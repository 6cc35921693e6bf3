"""What the index holds of a record: its texts by weight, its numbers, its years, its links, and what a hit shows."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from decimal import Decimal
from itertools import islice
from typing import Any, Final

from dftzcli.model import periods
from dftzcli.model.fields import ZONE
from dftzcli.model.vocabulary import PLURALS, STATUS_WORDS, Kind
from dftzcli.search.cards import Card, Cards
from dftzcli.search.finding import text
from dftzcli.search.finding.numbers import canonical, numbers, roundings
from dftzcli.search.finding.shape import ITEM, MONTHS, SHOWN, STANDING
from dftzcli.tuples import NamedTuple

# Keys of a card whose entries are statements with a text of their own.
_STATEMENTS: Final = ("measures", "aims", "cooperation", "eligibility")
_CLAUSES: Final = ("stacking",)
_PROSE: Final = (
    "status_note",
    "eligibility_note",
    "benefit",
    "duration",
    "how_to_apply",
    "geographic_limit",
    "legal_basis_stated",
    "role",
    "definition",
    "likely_reason",
    "reading_note",
    "publisher",
    "author",
    "date_note",
    "evidence_note",
    "as_stated",
)
# Links beyond these say no more of what a record is about, and texts beyond those are not cut into snippets.
_LINKED: Final = 300
# A document that so many records rest on is one of the main ones.
_MAIN: Final = 40
_TOLD: Final = 60
_IN_ITEM: Final = ("name", "summary")
# Kinds that say who answers for what, or that a policy with such words is about.
_TESTIFYING: Final = frozenset(("policy", "project", "incentive", "industry", "partner"))
# Kinds whose records rest on documents.
_CITING: Final[tuple[Kind, ...]] = (
    "policy", "incentive", "partner", "project", "figure", "place", "agency", "industry", "gap",
)  # fmt: skip
# Kinds whose records are of a place.
_PLACED: Final[tuple[Kind, ...]] = ("figure", "agency", "gap")
# Links whose names say what a record is about; those of the other direction say little of it.
_ABOUT: Final[dict[Kind, tuple[str, ...]]] = {
    "policy": ("part_of", "agencies", "industries", "partners", "places"),
    "industry": ("parent", "partners", "places"),
    "incentive": ("agencies", "legal_basis", "industries", "places"),
    "partner": ("industries", "members", "projects", "country_projects"),
    "project": ("companies", "partner_countries", "industries", "places", "agencies", "policies"),
    "figure": ("place", "subject", "industries"),
    "indicator": (),
    "place": ("parent",),
    "agency": ("place", "policies", "projects", "incentives"),
    "source": (),
    "discrepancy": ("records",),
    "gap": ("indicator", "place", "records"),
}
_LABELS: Final = (
    "instrument",
    "category",
    "type",
    "grouping",
    "document_type",
    "level",
    "scope",
    "measurement",
)


class Entry(NamedTuple):
    """A record as the index holds it.

    `latin` and `chinese` are texts to be cut, by field; `terms` are whole terms by field; `integers` and `floats` are
    values with an order; `item` is what a hit prints and `parts` the texts a snippet may come from.
    """

    latin: dict[str, list[str]]
    chinese: dict[str, list[str]]
    terms: dict[str, list[str]]
    integers: dict[str, list[int]]
    floats: dict[str, list[float]]
    item: str
    parts: str


class Namer:
    """The names of records, and the units that policies name as responsible, looked up by id."""

    def __init__(self, cards: Cards) -> None:
        """Read the names of all cards, and the policies."""
        self._names = {identity: (name.name, *name.others) for identity, name in cards.names()}
        self._responsible = {card["id"]: card["agencies"] for card in cards.of_kind("policy")}
        self._countries = {
            card["country"]: card["id"] for card in cards.of_kind("partner") if card["type"] == "country"
        }
        self._home = _home({card["id"]: card for card in cards.of_kind("place")})
        self._latest = _latest(cards.of_kind("figure"))
        cited = Counter(source for kind in _CITING for card in cards.of_kind(kind) for source in card["sources"])
        self._main = {source for source, count in cited.items() if count >= _MAIN}

    def homes(self, card: Card) -> Iterator[str]:
        """Yield the names of the country that a firm is at home in: those of its record, or those of the standard."""
        code = card.get("home_country")
        if code in self._countries:
            yield from self.names((self._countries[code],))
        elif code:
            from dftzcli.search.countries import called

            yield from called(code)

    def responsible(self, card: Card) -> dict[str, str]:
        """Return the units that answer for a record, each with the record that names it: its own, or its policies'."""
        if card["kind"] not in _TESTIFYING:
            return {}
        own = str(card["id"])
        found: dict[str, str] = dict.fromkeys(card.get("agencies") or (), own)
        if not found:
            for policy in (*(card.get("policies") or ()), *(card.get("legal_basis") or ()), card.get("part_of")):
                for agency in self._responsible.get(policy or "", ()):
                    found.setdefault(agency, str(policy))
        return found

    def standing(self, card: Card) -> list[str]:
        """Return how a record stands among its like, as a label; none for a document that little rests on.

        Behind are the older figures of a series, and what is of other places than home.
        """
        if card["kind"] == "source" and card["id"] not in self._main:
            return []
        older = card["kind"] == "figure" and card["id"] not in self._latest
        return [STANDING[older, self._is_away(card)]]

    def _is_away(self, card: Card) -> bool:
        """Tell whether a record is of another place: a rival city, the province or the nation, or an office of them."""
        if card["kind"] == "place":
            return card["id"] not in self._home
        if card["kind"] == "incentive":
            return card.get("zone_cover") == "none"
        return card["kind"] in _PLACED and card.get("place") not in self._home

    def names(self, identities: Iterable[str]) -> Iterator[str]:
        """Yield every name of some records."""
        for identity in identities:
            yield from self._names.get(identity, ())


def entry_of(card: Card, namer: Namer, reach: Mapping[str, frozenset[str]]) -> Entry:
    """Return what the index holds of a card."""
    kind: Kind = card["kind"]
    aliases = [*card.get("aliases", ()), *card.get("aliases_editorial", ())]
    tags = [tag.replace("-", " ") for tag in card.get("tags", ())]
    body = list(_body(card))
    linked = [*namer.homes(card), *namer.names(islice(_linked(card), _LINKED))]
    if kind == "figure":
        # A figure is asked for by what it measures.
        aliases += namer.names((card["indicator"],))
    labels = [str(card[key]).replace("_", " ") for key in _LABELS if card.get(key)]
    status = card.get("status")
    labels += [kind, PLURALS[kind], *([STATUS_WORDS[status].partition(":")[0]] if status else [])]
    # Whoever asks for what is measured wants its figures before its definition.
    own, aliases = ([], [card["name"], *aliases]) if kind == "indicator" else ([card["name"]], aliases)
    texts = {
        "name": own,
        "alias": [*aliases, *tags, *filter(None, [card.get("document_number")])],
        "summary": [card["summary"]],
        "body": body,
        "linked": [*linked, *labels, *_calendar(card)],
    }
    chinese = {
        "zh": ["" if kind == "indicator" else card["name_zh"] or "", *aliases],
        "zh_body": [card["name"], card["summary"], *body],
        "zh_linked": [card["name_zh"] or "", *linked] if kind == "indicator" else linked,
    }
    names = [card["id"]] if kind == "indicator" else [card["id"], card["name"], card["name_zh"] or "", *aliases]
    parts = {key: list(dict.fromkeys(filter(None, texts[key])))[:_TOLD] for key in SHOWN if key not in _IN_ITEM}
    responsible = namer.responsible(card)
    whole = _terms(card, reach)
    whole["label"] += namer.standing(card)
    return Entry(
        latin=texts,
        chinese=chinese,
        terms={**whole, "whole": list(dict.fromkeys(text.key_of(name) for name in names if name))}
        | _stated(card, texts),
        integers=_integers(card),
        floats={
            "value": [float(card[key]) for key in ("value", "value_min", "value_max") if _is_number(card.get(key))]
        },
        item=_json({key: card.get(key) for key in ITEM}),
        parts=_json({**parts, "responsible": responsible} if responsible else parts),
    )


def _home(places: Mapping[str, Card]) -> set[str]:
    """Return the places that are home: the city of the zone, all within it, and what bears its name."""
    city: str = (places[ZONE].get("parent") if ZONE in places else None) or ""
    if city not in places:
        return set(places)
    name = str(places[city]["name"])
    home: set[str] = {city, *(identity for identity, card in places.items() if name in card["name"])}
    # A place may stand before the one that it is within.
    for _ in places:
        within = {identity for identity, card in places.items() if card.get("parent") in home}
        if within <= home:
            break
        home |= within
    return home


def _latest(figures: Iterable[Card]) -> set[str]:
    """Return the last figures of each series: what is measured, where and of what, whole years and parts apart."""
    last: dict[tuple[Any, ...], tuple[str, set[str]]] = {}
    for card in figures:
        if not card.get("period"):
            continue
        first, end = periods.bounds(card["period"])
        is_year = first[5:] == "01-01" and end[5:] == "12-31" and first[:4] == end[:4]
        series = (card["indicator"], card["place"], card.get("subject"), is_year)
        known, found = last.get(series, ("", set()))
        if end > known:
            last[series] = (end, {card["id"]})
        elif end == known:
            found.add(card["id"])
    return {identity for _, found in last.values() for identity in found}


def _json(value: Any) -> str:
    from dftzcli.model.encoding import encode

    return encode(value)


def _is_number(value: Any) -> bool:
    return isinstance(value, (int, Decimal)) and not isinstance(value, bool)


def _body(card: Card) -> Iterator[str]:
    for key in _STATEMENTS:
        for part in card.get(key) or ():
            yield part["text"]
    for part in card.get("phases") or ():
        yield part["name"]
    for part in card.get("dates") or ():
        if part["what"]:
            yield part["what"]
    for key in _PROSE:
        if card.get(key):
            yield str(card[key])
    for key in _CLAUSES:
        for part in card.get(key) or ():
            yield part["clause"]
    for key in ("citations", *_STATEMENTS, "dates"):
        for part in card.get(key) or ():
            if part.get("as_stated"):
                yield part["as_stated"]


def _linked(card: Card) -> Iterator[str]:
    for key in _ABOUT[card["kind"]]:
        value = card.get(key)
        if isinstance(value, str):
            yield value
        else:
            yield from value or ()


def _terms(card: Card, reach: Mapping[str, frozenset[str]]) -> dict[str, list[str]]:
    """Return the whole terms that filters and facets ask for."""
    terms = {role: sorted(ids) for role, ids in reach.items()}
    terms |= {
        "id": [card["id"]],
        "kind": [card["kind"]],
        "source": list(card["sources"]) + ([card["id"]] if card["kind"] == "source" else []),
        "status": [card["status"]] if card.get("status") else [],
        "own_place": [card["place"]] if card["kind"] in ("figure", "gap") and card["place"] else [],
        "indicator": [card["indicator"]] if card.get("indicator") else [],
        "tag": list(card.get("tags", ())),
    }
    words = ("scope", "unit", "type", "level", "category", "instrument", "importance", "dispute", "evidence")
    terms["label"] = [f"{key}={str(card[key]).casefold()}" for key in words if card.get(key)]
    return terms


def _stated(card: Card, texts: Mapping[str, list[str]]) -> dict[str, list[str]]:
    """Return the numbers a record states: those that are its value, and those in its texts."""
    own: dict[str, None] = {}
    for key in ("value", "value_min", "value_max"):
        if _is_number(card.get(key)):
            own.update(dict.fromkeys(_number_terms(abs(Decimal(card[key])), card)))
    if card.get("change"):
        own.update(
            dict.fromkeys(_number_terms(abs(Decimal(card["change"]["value"])), {"unit": card["change"]["unit"]}))
        )
    said = [number for key in ("name", "alias", "summary", "body") for part in texts[key] for number in _in(part)]
    return {"number": list(own), "mentioned": list(dict.fromkeys(said))}


def _number_terms(value: Decimal, card: Mapping[str, Any]) -> Iterator[str]:
    digits = canonical(value)
    if card["unit"] == "%":
        yield f"{digits}%"
    yield digits
    if card.get("multiplier"):
        yield canonical(value * Decimal(card["multiplier"]))
    yield from roundings(value * Decimal(card.get("multiplier") or 1), percent=card["unit"] == "%")


def _in(part: str) -> Iterator[str]:
    for number in numbers(text.folded(part)):
        yield from number.terms


def _integers(card: Card) -> dict[str, list[int]]:
    """Return the years a record touches and the days its period spans."""
    dates = [card.get(name) for name in ("period", "issued", "date", "date_inferred")]
    dates += [event["date"] for event in card["dates"]]
    years = sorted({year for date in dates if date for year in periods.years(date)})
    found: dict[str, list[int]] = {"year": years}
    if card.get("period"):
        first, last = periods.bounds(card["period"])
        found |= {"period_from": [day_number(first)], "period_to": [day_number(last)]}
        found["period_year"] = list(periods.years(card["period"]))
    return found


def day_number(day: str) -> int:
    """Return an ISO date as a number that sorts like it."""
    return int(day.replace("-", ""))


def _calendar(card: Card) -> list[str]:
    """Return the months of a period in words, where it is finer than years."""
    period = card.get("period") or ""
    if "-" not in period:
        return []
    first, last = periods.bounds(period)
    if first[:4] != last[:4]:
        return []
    months = range(int(first[5:7]) - 1, int(last[5:7]))
    return [" ".join(MONTHS[month] for month in months)] if len(months) < 12 else []
