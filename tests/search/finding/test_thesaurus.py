"""The thesaurus: that the shipped one is whole, that a broken one is reported, and what its words do in a search."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from dftzcli.catalogue import Catalogue
from dftzcli.errors import StoreCorrupt
from dftzcli.model.thesaurus import Concept, Thesaurus, problems, terms
from dftzcli.opening import catalogue_of_folder
from dftzcli.search.finding import text
from dftzcli.search.finding.thesaurus import Wordbook, read_thesaurus
from dftzcli.store.location import THESAURUS

from ..sample import agency, country, industry, place, policy, source, write_folder

SHIPPED = Path(__file__).resolve().parents[3] / "data" / THESAURUS
With = Callable[..., Catalogue]


@pytest.fixture(scope="module")
def thesaurus() -> Thesaurus:
    return read_thesaurus(SHIPPED)


@pytest.fixture
def with_concepts(tmp_path: Path) -> With:
    """Return a function that makes a small catalogue whose thesaurus holds some concepts."""

    def make(*concepts: dict[str, Any]) -> Catalogue:
        folder = write_folder(
            tmp_path / "folder",
            policy("port-plan", name="Plan for seaports", name_zh="港口规划", summary="Seaports are to grow."),
            policy("twin-cities", name="Friendly cities", name_zh="友好城市", summary="Friendship is to grow."),
            industry(
                "container-industry", name="Container terminals", name_zh="集装箱码头", summary="Boxes are moved."
            ),
            country("japan", "JP", name="Japan", name_zh="日本", summary="A country."),
            agency("bureau", name="Bureau of Trade", name_zh="商务局", summary="It decides."),
            place("dalian", name="Dalian", name_zh="大连市"),
            source("plan", name="The plan", name_zh="规划"),
        )
        write_concepts(folder, *concepts)
        return catalogue_of_folder(folder)

    return make


def write_concepts(folder: Path, *concepts: dict[str, Any]) -> None:
    whole = {"about": "Words.", "basis": "Editors.", "concepts": concepts}
    (folder / THESAURUS).write_text(json.dumps(whole, ensure_ascii=False), "utf-8")


def found(catalogue: Catalogue, words: str) -> list[str]:
    return [hit.id for hit in catalogue.search(words).hits]


# -- the shipped one -------------------------------------------------------------------------------------------------


def test_the_shipped_thesaurus_has_no_problems(thesaurus: Thesaurus) -> None:
    assert list(problems(thesaurus)) == []


def test_the_shipped_thesaurus_has_several_hundred_concepts_in_order_of_their_ids(thesaurus: Thesaurus) -> None:
    ids = [concept.id for concept in thesaurus.concepts]
    assert len(ids) >= 300
    assert ids == sorted(set(ids))
    assert thesaurus.about and thesaurus.basis


def test_every_neighbour_is_there_and_points_back(thesaurus: Thesaurus) -> None:
    concepts = {concept.id: concept for concept in thesaurus.concepts}
    edges = [(concept.id, other) for concept in thesaurus.concepts for other in concept.narrower]
    assert len(edges) > 100
    assert [edge for edge in edges if edge[1] not in concepts or edge[0] not in concepts[edge[1]].broader] == []
    assert sorted(edges) == sorted((other, concept.id) for concept in thesaurus.concepts for other in concept.broader)


def test_no_concept_is_broader_than_what_is_broader_than_it(thesaurus: Thesaurus) -> None:
    broader = {concept.id: concept.broader for concept in thesaurus.concepts}

    def above(identity: str, seen: frozenset[str]) -> bool:
        return any(other in seen or above(other, seen | {other}) for other in broader[identity])

    assert [identity for identity in broader if above(identity, frozenset((identity,)))] == []


def test_most_of_the_field_can_be_asked_for_in_chinese(thesaurus: Thesaurus) -> None:
    in_chinese = [concept for concept in thesaurus.concepts if any(map(text.is_cjk, concept.zh))]
    assert len(in_chinese) > len(thesaurus.concepts) / 2


@pytest.mark.parametrize(
    "term",
    [
        "SEZ", "free zone", "twin town", "customs broker", "freight forwarder", "greenfield", "tax holiday", "tonnage",
        "ro-ro", "FIE", "SOE", "GDP", "FDI", "reefer", "自贸区", "保税", "冷链",
    ],
)  # fmt: skip
def test_words_that_everybody_in_the_field_uses_stand_for_a_concept(thesaurus: Thesaurus, term: str) -> None:
    keys = [text.term_key(word) for concept in thesaurus.concepts for word, _ in terms(concept)]
    assert any(f" {text.term_key(term)} " in f" {key} " for key in keys)


@pytest.mark.parametrize(
    ("one", "other"),
    [("SEZ", "special economic zone"), ("FIE", "foreign-invested enterprise"), ("SOE", "state-owned enterprise")],
)
def test_an_abbreviation_stands_for_what_it_abbreviates(thesaurus: Thesaurus, one: str, other: str) -> None:
    bearing = [
        concept.id
        for concept in thesaurus.concepts
        if {text.term_key(one), text.term_key(other)} <= {text.term_key(word) for word, _ in terms(concept)}
    ]
    assert bearing


def test_the_shipped_thesaurus_is_checked_with_the_data(catalogue: Catalogue) -> None:
    assert [fault for fault in catalogue.validate() if fault.check == "thesaurus"] == []


# -- a broken one ----------------------------------------------------------------------------------------------------


def reported(*concepts: Concept) -> list[str]:
    return [
        f"{identity}: {problem}" for identity, problem in problems(Thesaurus(about="", basis="", concepts=concepts))
    ]


@pytest.mark.parametrize(
    ("broken", "concept", "about"),
    [
        ((Concept(id="port", name="port"), Concept(id="port", name="harbour")), "port", "id"),
        ((Concept(id="port", name="port", broader=("place",)),), "port", "place"),
        ((Concept(id="port", name="port", narrower=("quay",)),), "port", "quay"),
        ((Concept(id="a", name="a", broader=("b",)), Concept(id="b", name="b")), "a", "b"),
        ((Concept(id="a", name="a", narrower=("b",)), Concept(id="b", name="b")), "a", "b"),
        ((Concept(id="a", name="a", broader=("a",), narrower=("a",)),), "a", "itself"),
        ((Concept(id="a", name=" "),), "a", "empty"),
        ((Concept(id="a", name="a", zh=("",)),), "a", "empty"),
        ((Concept(id="a", name="a", everyday=("\t",)),), "a", "empty"),
    ],
)
def test_what_is_wrong_is_reported_with_the_concept(broken: tuple[Concept, ...], concept: str, about: str) -> None:
    found = reported(*broken)
    assert found
    assert any(line.startswith(f"{concept}:") and about in line for line in found), found


def test_a_sound_thesaurus_has_nothing_to_report() -> None:
    assert (
        reported(
            Concept(id="port", name="port", narrower=("quay",)), Concept(id="quay", name="quay", broader=("port",))
        )
        == []
    )


@pytest.mark.parametrize(
    "content",
    [
        b"",
        b"{}",
        b"[]",
        b"\xff\xfe",
        b'{"about": "", "basis": "", "concepts": [{"id": "port"}]}',
        b'{"about": "", "basis": "", "concepts": [{"id": "port", "name": "port", "colour": "blue"}]}',
        b'{"about": "", "basis": "", "concepts": [{"id": "port", "name": "port", "zh": "one"}]}',
        b'{"about": "", "basis": "", "concepts": [',
    ],
)
def test_a_damaged_file_is_named_by_whoever_reads_it(tmp_path: Path, with_concepts: With, content: bytes) -> None:
    small = with_concepts()
    path = tmp_path / "folder" / THESAURUS
    path.write_bytes(content)
    for read in (lambda: read_thesaurus(path), lambda: small.search("ports")):
        with pytest.raises(StoreCorrupt) as raised:
            read()
        assert str(path) in raised.value.message
        assert raised.value.fix
    assert any(str(path) in fault.problem for fault in small.validate() if fault.check == "thesaurus")


def test_a_broken_thesaurus_is_a_fault_of_the_data(with_concepts: With) -> None:
    small = with_concepts({"id": "port", "name": "port", "broader": ["place"]})
    faults = [fault for fault in small.validate() if fault.check == "thesaurus"]
    assert [fault.record for fault in faults] == ["port"]
    assert "place" in faults[0].problem and THESAURUS in faults[0].remedy


def test_where_there_is_no_thesaurus_words_stand_for_themselves(tmp_path: Path, with_concepts: With) -> None:
    small = with_concepts({"id": "port", "name": "seaport", "synonyms": ["haven"]})
    (tmp_path / "folder" / THESAURUS).unlink()
    assert read_thesaurus(tmp_path / "folder" / THESAURUS).concepts == ()
    assert found(small, "seaports") == ["port-plan"]
    assert found(small, "haven") == []


# -- what its words do -----------------------------------------------------------------------------------------------


def expansions(*concepts: Concept) -> dict[str, float]:
    """Return the other words of the first of some concepts, the best first."""
    weights = Wordbook(concepts).expansions(concepts[0])
    assert [entry.weight for entry in weights] == sorted((entry.weight for entry in weights), reverse=True)
    assert all(0 < entry.weight <= 1 for entry in weights)
    return {entry.text: entry.weight for entry in weights}


def test_a_concepts_own_words_count_more_than_those_of_narrower_ones_and_those_more_than_broader_ones() -> None:
    found = expansions(
        Concept(id="port", name="port", synonyms=("harbour",), broader=("place",), narrower=("quay",)),
        Concept(id="place", name="place", synonyms=("site",)),
        Concept(id="quay", name="quay"),
    )
    assert found["harbour"] > found["quay"] > found["place"] >= found["site"]


def test_an_everyday_word_counts_less_than_a_term_and_is_not_taken_from_neighbours() -> None:
    found = expansions(
        Concept(id="port", name="port", synonyms=("harbour",), everyday=("boats",), narrower=("quay",)),
        Concept(id="quay", name="quay", everyday=("mooring",)),
    )
    assert found["harbour"] > found["boats"]
    assert "mooring" not in found


def test_whoever_asks_for_a_city_is_not_answered_with_its_country() -> None:
    found = expansions(
        Concept(id="dalian", name="Dalian", entity=True, broader=("china",)), Concept(id="china", name="China")
    )
    assert "China" not in found


def test_a_word_of_two_concepts_counts_as_the_nearer_one() -> None:
    found = expansions(
        Concept(id="port", name="port", zh=("港口",), broader=("place",)),
        Concept(id="place", name="place", zh=("港口",)),
    )
    assert found["港口"] == expansions(Concept(id="port", name="port", zh=("港口",)))["港口"]


def test_a_neighbour_that_is_not_there_widens_nothing() -> None:
    assert list(expansions(Concept(id="port", name="port", narrower=("quay",)))) == ["port"]


@pytest.mark.parametrize("typed", ["haven", "havens", "HAVEN", "berthing spot", "hvn", "海港", "みなと", "항구"])
def test_every_word_of_a_concept_finds_what_bears_another(with_concepts: With, typed: str) -> None:
    small = with_concepts(
        {
            "id": "port",
            "name": "seaport",
            "synonyms": ["haven"],
            "everyday": ["berthing spot"],
            "abbreviations": ["HVN"],
            "zh": ["海港", "港"],
            "ja": ["みなと"],
            "ko": ["항구"],
        }
    )
    answer = small.search(typed)
    assert answer.hits[0].id == "port-plan"
    (other,) = answer.understood.expanded.values()
    assert "seaport" in other
    assert "seaport" in answer.understood.describe()
    assert small.search(typed, exact=True).hits == ()


def test_the_sound_of_a_chinese_term_is_a_word_for_it(with_concepts: With) -> None:
    small = with_concepts({"id": "port", "name": "seaport", "zh": ["海湾"]})
    assert found(small, "haiwan")[0] == "port-plan"


def test_a_broader_word_finds_what_is_narrower(with_concepts: With) -> None:
    small = with_concepts(
        {"id": "harbour", "name": "harbour", "narrower": ["box"]},
        {"id": "box", "name": "container terminal", "broader": ["harbour"]},
    )
    assert found(small, "harbour") == ["container-industry"]


def test_words_that_no_record_bears_are_not_told_of(with_concepts: With) -> None:
    small = with_concepts({"id": "twin", "name": "twin town", "synonyms": ["friendly city", "sister city"]})
    answer = small.search("twin town")
    assert [hit.id for hit in answer.hits] == ["twin-cities"]
    assert answer.understood.expanded == {"twin town": ("friendly city",)}


def test_a_changed_thesaurus_is_read_by_the_next_catalogue(tmp_path: Path, with_concepts: With) -> None:
    small = with_concepts({"id": "port", "name": "seaport", "synonyms": ["haven"]})
    assert found(small, "haven") == ["port-plan"]
    write_concepts(tmp_path / "folder", {"id": "port", "name": "seaport", "synonyms": ["anchorage"]})
    again = catalogue_of_folder(tmp_path / "folder")
    assert (found(again, "anchorage"), found(again, "haven")) == (["port-plan"], [])
