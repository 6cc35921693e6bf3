"""Queries answered over cards: conditions on fields, links to other records, years and orders."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import Any, Final

from dftzcli.model.references import REFERENCES
from dftzcli.model.vocabulary import KINDS, Kind
from dftzcli.search.calling import index_of, nothing_called
from dftzcli.search.cards import Card, Cards, Deck
from dftzcli.search.query import Link, Query

# Kinds whose links make two others belong together: an agency and an industry meet in a policy.
BRIDGES: Final[tuple[Kind, ...]] = ("policy", "incentive", "project", "figure")
# Kinds that say nothing of their own about most others, so that a bridge is worth taking.
SUPPORTING: Final = frozenset(("agency", "industry", "partner", "place", "indicator"))

Test = Callable[[Card], bool]


def select(query: Query, cards: Cards, *, held: bool = True, only: Kind | None = None) -> Deck:
    """Return every card that fits, in the order of the cards or as sorted; `limit` is left to the caller.

    Cards that are not `held` are read again whenever they are looked at, and have no order but their own. `only` takes
    those of one kind, of the several that the query asks for and its conditions must make sense for.

    Raises UsageError for a field, status or value that cannot be meant, and NotFound for a name nothing answers to.
    """
    kinds = query.kinds or KINDS
    tests = _link_tests(query.links, cards)
    if query.conditions or query.statuses or query.sorting:
        from dftzcli.search.comparison import condition_test, status_test

        tests += [condition_test(condition, kinds, cards) for condition in query.conditions]
        if query.statuses:
            tests.append(status_test(query.statuses, kinds))
    if query.years is not None:
        tests.append(_years_test(query.years))
    if query.words:
        tests.append(_words_test(query.words, kinds, cards))
    tests += _time_tests(query)
    if query.disputed:
        tests.append(lambda card: bool(card["dispute"]))
    read = cards.of_kind if held or query.sorting is not None else cards.stream
    chosen = kinds if only is None else (only,)
    deck = read(chosen[0])
    for kind in chosen[1:]:
        deck = deck + read(kind)
    if tests:
        deck = deck.chosen(place for place, card in enumerate(deck) if all(test(card) for test in tests))
    if query.sorting is not None:
        from dftzcli.search.comparison import ordered

        deck = deck.chosen(ordered(deck, query.sorting, kinds))
    return deck


def resolve(link: Link, cards: Cards) -> frozenset[str]:
    """Return the ids that a link filter means; NotFound with the nearest ids when nothing answers to its text."""
    if link.role == "country":
        from dftzcli.search.countries import of_country

        return of_country(link.text, cards)
    index = index_of(cards, (link.role,))
    found = index.match(link.text)
    if not found.ids:
        raise nothing_called(link.text, index, what=link.role)
    return frozenset(found.ids)


def taken_for(query: Query, cards: Cards) -> dict[str, tuple[str, ...]]:
    """Return what the texts of a query were taken for where they are no id and no name: nothing is guessed silently."""
    asked: list[tuple[str, tuple[Kind, ...]]] = [
        (link.text, (link.role,)) for link in query.links if link.role != "country"
    ]
    asked += [(text, (*query.kinds, "indicator")) for text in query.words]
    found = ((text, index_of(cards, kinds).match(text)) for text, kinds in asked)
    return {text: match.ids for text, match in found if not match.exact}


def targets(card: Card) -> frozenset[str]:
    """Return the ids that a card's own link fields name, citations apart."""
    found: set[str] = set()
    for field in REFERENCES[card["kind"]]:
        value = card[field]
        if isinstance(value, str):
            found.add(value)
        elif value:
            found.update(value)
    return frozenset(found)


def _link_tests(links: tuple[Link, ...], cards: Cards) -> list[Test]:
    by_role: dict[str, set[str]] = {}
    for link in links:
        by_role.setdefault(link.role, set()).update(resolve(link, cards))
    return [_link_test(role, frozenset(ids), cards) for role, ids in by_role.items()]


def _link_test(role: str, ids: frozenset[str], cards: Cards) -> Test:
    if role == "source":
        return lambda card: card["id"] in ids or not ids.isdisjoint(card["sources"])
    if role == "place":
        within = _within(ids, cards)
        test = _linked_with(within, ("place",), cards)
        # A figure of the city is not one of the zone; anything else that lies in the zone lies in the city.
        return lambda card: card["place"] in ids if card["kind"] == "figure" else test(card)
    # What is of a country, and an industry within an industry, is found by what it is and not by whom it meets.
    return _linked_with(ids, ("partner", "place") if role == "country" else (role,), cards)


def _linked_with(ids: frozenset[str], own: tuple[str, ...], cards: Cards) -> Test:
    """Return the test for being linked with some records of the kinds `own`.

    Cards of those kinds must be one of them or lie directly within one. Others name one or are named by one; an
    incentive is about whatever its policies are about; a supporting record meets one in a policy, incentive, project
    or figure that names both; a gap or discrepancy concerns what the records it names concern.
    """
    named = frozenset().union(*(targets(card) for card in map(cards.peek, ids) if card is not None))
    met: dict[str, frozenset[str]] = {}

    def meets(identity: str) -> bool:
        if "" not in met:
            bridges = (targets(card) for kind in BRIDGES for card in cards.of_kind(kind))
            met[""] = frozenset().union(*(bridge for bridge in bridges if bridge & ids))
        return identity in met[""]

    def concerns(identity: str) -> bool:
        other = cards.peek(identity)
        return identity in ids or (other is not None and bool(targets(other) & ids))

    def test(card: Card) -> bool:
        if card["kind"] in own:
            return card["id"] in ids or card.get("parent") in ids
        if card["id"] in named or targets(card) & ids:
            return True
        if card["kind"] == "incentive":
            return any(concerns(policy) for policy in card["legal_basis"])
        if card["kind"] in ("gap", "discrepancy"):
            return any(concerns(record) for record in card["records"])
        return card["kind"] in SUPPORTING and meets(card["id"])

    return test


def _within(ids: frozenset[str], cards: Cards) -> frozenset[str]:
    places = cards.of_kind("place")
    found = set(ids)
    while True:
        more = {place["id"] for place in places if place["parent"] in found and place["id"] not in found}
        if not more:
            return frozenset(found)
        found |= more


def _years_test(span: str) -> Test:
    from dftzcli.model import periods

    def test(card: Card) -> bool:
        dates: list[Any] = [card.get(name) for name in ("period", "issued", "date", "date_inferred")]
        dates += [event["date"] for event in card["dates"]]
        return any(date is not None and periods.overlaps(date, span) for date in dates)

    return test


def _time_tests(query: Query) -> list[Test]:
    """Return the tests of a figure's period: it lies wholly within one, or ends before a day."""
    from dftzcli.model import periods

    tests: list[Test] = []
    if query.within is not None:
        first, last = periods.bounds(query.within)

        def within(card: Card) -> bool:
            start, end = periods.bounds(card["period"])
            return first <= start and end <= last

        tests.append(lambda card: card.get("period") is not None and within(card))
    if query.before is not None:
        day = query.before
        tests.append(lambda card: card.get("period") is not None and periods.bounds(card["period"])[1] < day)
    return tests


def _words_test(words: tuple[str, ...], kinds: Iterable[Kind], cards: Cards) -> Test:
    """Keep the records that some words name, and those that name a record the words name."""
    index = index_of(cards, (*kinds, "indicator"))
    ids: set[str] = set()
    for text in words:
        found = index.match(text)
        if not found.ids:
            raise nothing_called(text, index)
        ids.update(found.ids)
    return lambda card: card["id"] in ids or not ids.isdisjoint(targets(card))
