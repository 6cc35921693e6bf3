"""Mistyped words: which are mended, into what, and which are left as they were typed; by the shipped catalogue."""

from __future__ import annotations

import pytest

from dftzcli.catalogue import Catalogue


@pytest.mark.parametrize(
    ("typed", "corrected"),
    [
        # Three letters out of order are mended where a neighbour agrees.
        ("lgn port", {"lgn": "lng"}),
        ("bonded mixed oli", {"oli": "oil"}),
        # A word known from the thesaurus alone gives way to a frequent one that stands beside its neighbour.
        ("shopping finance", {"shopping": "shipping"}),
        # What only shares its stem with a word of the records is no word of them.
        ("share of northeast continers", {"continers": "containers"}),
        # Two words that never stand side by side and are one word here.
        ("air craft maintenance", {"air craft": "aircraft"}),
        # A first letter that sounds like another.
        ("folkswagen", {"folkswagen": "volkswagen"}),
    ],
)
def test_what_is_meant_is_searched_and_told(catalogue: Catalogue, typed: str, corrected: dict[str, str]) -> None:
    answer = catalogue.search(typed)
    assert answer.understood.corrected == corrected
    assert answer.hits


@pytest.mark.parametrize("typed", ["shopping", "lgn", "volkswagen finance"])
def test_what_no_neighbour_attests_stays_as_it_is(catalogue: Catalogue, typed: str) -> None:
    assert catalogue.search(typed).understood.corrected == {}


def test_a_short_word_two_edits_away_is_mended_only_where_a_neighbour_attests_it(catalogue: Catalogue) -> None:
    answer = catalogue.search("is the port haunted")
    assert answer.understood.corrected == {}
    assert answer.hits == ()
