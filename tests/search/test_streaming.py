"""Cards read while they are looked at: the same as those that are held, and in the memory of one."""

from __future__ import annotations

import tracemalloc
from collections.abc import Iterator

import pytest

from dftzcli.catalogue import Catalogue
from dftzcli.model.vocabulary import KINDS, Kind
from dftzcli.search import cards as card_files
from dftzcli.search.cards import Cards, Deck, Links, Name
from dftzcli.search.query import query_of
from dftzcli.search.streaming import Stream

from .test_cards import DATASET


def many(count: int) -> bytes:
    entries: Iterator[tuple[str, Name, str, Links]] = (
        (f"f{n}", Name("figure", f"n{n}", ()), f'{{"id":"f{n}","kind":"figure","value":{n}.50}}', {})
        for n in range(count)
    )
    return card_files.compose(entries, key="key", dataset=DATASET, notice=None)


@pytest.mark.parametrize("kind", KINDS)
def test_a_stream_has_the_cards_of_its_kind(catalogue: Catalogue, kind: Kind) -> None:
    stream, deck = catalogue.cards.stream(kind), catalogue.cards.of_kind(kind)
    assert isinstance(stream, Stream)
    assert len(stream) == len(deck)
    for _ in range(2):
        assert list(stream) == list(deck)
        assert list(stream.texts()) == list(deck.texts())
    assert (stream[0], stream[-1], list(stream[1:3])) == (deck[0], deck[-1], list(deck[1:3]))
    assert stream.texts()[0] == deck.texts()[0]


def test_streams_can_be_chosen_from_and_put_together(catalogue: Catalogue) -> None:
    stream, deck = catalogue.cards.stream("policy"), catalogue.cards.of_kind("gap")
    assert [card["id"] for card in stream.chosen((4, 2))] == [stream[2]["id"], stream[4]["id"]]
    both = [card["id"] for card in (*stream, *deck)]
    assert [card["id"] for card in stream + deck] == both
    assert [card["id"] for card in deck + stream] == [*both[len(stream) :], *both[: len(stream)]]


@pytest.mark.parametrize("filters", [{"country": "JP"}, {"status": "planned"}, {"where": "name~port"}, {"year": 2020}])
def test_a_query_that_is_streamed_finds_what_one_that_is_held_finds(
    catalogue: Catalogue, filters: dict[str, str]
) -> None:
    query = query_of(kinds=("policy", "project"), **filters)  # type: ignore[arg-type]
    held, streamed = catalogue.select(query), catalogue.stream(query)
    assert list(streamed.cards) == list(held.cards)
    assert streamed.total == held.total > 0
    projects = catalogue.stream(query, kind="project")
    assert list(projects.cards) == [card for card in held.cards if card["kind"] == "project"]


def test_a_day_is_kept_to(catalogue: Catalogue) -> None:
    dated = catalogue.at("2019")
    assert list(dated.cards.stream("figure")) == list(dated.cards.of_kind("figure"))
    assert list(dated.cards.stream("gap")) == list(dated.cards.of_kind("gap"))


def test_going_through_a_stream_takes_the_memory_of_little_of_it() -> None:
    def peak(count: int) -> int:
        stream = Cards(many(count)).stream("figure")
        tracemalloc.start()
        assert sum(1 for _ in stream) == count
        found = tracemalloc.get_traced_memory()[1]
        tracemalloc.stop()
        return found

    peak(10)
    assert peak(20_000) < 2**20 < 20_000 * 200


def test_a_line_that_stands_across_two_blocks_is_one_card(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("dftzcli.search.streaming._BLOCK", 7)
    cards = Cards(many(30))
    assert list(cards.stream("figure")) == list(cards.of_kind("figure"))


def test_a_damaged_file_is_made_again_before_any_of_it_is_given_out() -> None:
    whole = many(5)
    place = whole.rindex(b'"f3"')
    cards = Cards(whole[:place] + b'"fX"' + whole[place + 4 :], remake=lambda: whole)
    assert [card["id"] for card in cards.stream("figure")] == [f"f{n}" for n in range(5)]
    assert isinstance(cards.of_kind("figure"), Deck)
