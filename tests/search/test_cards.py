"""Cards: the derived file that queries are answered from, when it is believed and when it is made again."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from decimal import Decimal
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dftzcli.catalogue import Catalogue
from dftzcli.model.encoding import encode
from dftzcli.model.fields import fields
from dftzcli.model.vocabulary import KINDS, Kind
from dftzcli.opening import open_catalogue
from dftzcli.search import cards as card_files
from dftzcli.search.cards import Cards, Deck, Links, Name
from dftzcli.store.database import CatalogueDatabase

from .sample import CatalogueOf, figure, indicator, place, policy, source

CHECKOUT = Path(__file__).resolve().parents[2]
Entry = tuple[str, Name, str, Links]
DATASET = {"version": "1", "hash": "h", "as_of": "2026-11-21"}
ENTRIES: tuple[Entry, ...] = (
    ("one", Name("policy", "Policy \t one\n", ("别名", "")), '{"id":"one","kind":"policy","value":1.10}', {}),
    ("two", Name("policy", "Zwei é", ()), '{"id":"two","kind":"policy","name":"二\\u2028"}', {"gap": ["three"]}),
    ("three", Name("gap", "Three", ("x" * 300,)), '{"id":"three","kind":"gap"}', {}),
)


def composed(key: str = "key", notice: str | None = None) -> bytes:
    return card_files.compose(ENTRIES, key=key, dataset=DATASET, notice=notice)


def test_what_is_composed_is_read_back() -> None:
    cards = Cards(composed(notice="Kept."))
    assert (cards.key, cards.dataset, cards.notice) == ("key", DATASET, "Kept.")
    assert list(cards.names()) == [(identity, name) for identity, name, _, _ in ENTRIES]
    for identity, name, text, links in ENTRIES:
        assert cards.name(identity) == name
        assert cards.one(identity).texts() == (text,)
        assert cards.links(identity) == links
    assert [card["id"] for card in cards.of_kind("policy")] == ["one", "two"]
    assert [card["id"] for card in cards.of_kind("gap")] == ["three"]
    assert len(cards.of_kind("figure")) == 0
    assert cards.counts() == {kind: {"policy": 2, "gap": 1}.get(kind, 0) for kind in KINDS}


def test_names_can_be_asked_for_by_kind() -> None:
    cards = Cards(composed())
    assert [identity for identity, _ in cards.names(("gap",))] == ["three"]


def test_an_id_that_is_not_there_has_no_card_and_no_name() -> None:
    cards = Cards(composed())
    assert cards.peek("four") is None
    assert cards.name("four") is None
    assert len(cards.one("four")) == 0


@given(
    st.lists(
        st.tuples(
            st.sampled_from(KINDS),
            st.text(st.characters(codec="utf-8"), max_size=20),
            st.text(st.characters(codec="utf-8"), max_size=40),
        ),
        max_size=8,
    )
)
def test_any_names_and_texts_come_back_as_they_went_in(entries: list[tuple[Kind, str, str]]) -> None:
    records: list[Entry] = [
        (f"id-{number}", Name(kind, name, (text,)), encode({"id": f"id-{number}", "text": text}), {})
        for number, (kind, name, text) in enumerate(entries)
    ]
    records.sort(key=lambda entry: KINDS.index(entry[1].kind))
    cards = Cards(card_files.compose(records, key="", dataset=DATASET, notice=None))
    assert list(cards.names()) == [(identity, name) for identity, name, _, _ in records]
    for identity, name, text, _ in records:
        assert cards.one(identity).texts() == (text,)
        card = cards.peek(identity)
        assert card is not None
        assert card["text"] == name.others[0]


def test_every_shipped_card_is_the_item_of_its_typed_record(catalogue: Catalogue) -> None:
    for record in catalogue.records():
        expected = {spec.key: spec.read(record, catalogue) for spec in fields(record.kind)}
        assert catalogue.cards.one(record.id).texts() == (encode(expected),)
        assert catalogue.item(record.id) == json.loads(encode(expected), parse_float=Decimal)


def test_cards_read_from_the_file_are_those_made_in_memory(
    catalogue: Catalogue, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("DFTZ_CACHE_DIR", str(tmp_path / "cache"))
    open_catalogue(tmp_path / "data")
    again = open_catalogue(tmp_path / "data")
    for kind in KINDS:
        assert again.cards.of_kind(kind).texts() == catalogue.cards.of_kind(kind).texts()
    assert again.dataset == catalogue.dataset


def test_a_decimal_keeps_its_digits_on_a_card(catalogue_of: CatalogueOf) -> None:
    small = catalogue_of(figure("share", "39565.20"), figure("long", "0.10000000000000000001"))
    assert [str(card["value"]) for card in small.cards.of_kind("figure")] == ["0.10000000000000000001", "39565.20"]
    assert '"value":39565.20,' in small.cards.one("share").texts()[0]


# -- the file --------------------------------------------------------------------------------------------------------


@pytest.fixture
def room(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Return a folder whose `data` and `cache` hold a store and its cards."""
    monkeypatch.setenv("DFTZ_CACHE_DIR", str(tmp_path / "cache"))
    open_catalogue(tmp_path / "data")
    return tmp_path


def cards_file(room: Path) -> Path:
    (found,) = (room / "cache").glob("cards-*.json")
    return found


def opened_with_cards(room: Path) -> bool:
    """Tell whether opening the catalogue finds cards it believes, which it then does without reading the store."""
    return open_catalogue(room / "data")._opened is None


def test_cards_are_written_at_first_use_and_believed_afterwards(room: Path) -> None:
    before = cards_file(room).stat()
    assert opened_with_cards(room)
    assert cards_file(room).stat() == before


def test_no_temporary_file_is_left_beside_the_cards(room: Path) -> None:
    assert list((room / "cache").iterdir()) == [cards_file(room)]


@pytest.mark.parametrize(
    "content",
    [
        b"",
        b"\n",
        b"null\n",
        b"[]\n",
        b'"text"\n',
        b"{}\n",
        b'{"format": 1}\n',
        b'{"format": 1, "key": "',
        b"\xff\xfe\x00 not text",
        b"PK\x03\x04" + b"\0" * 64,
        b'{"name": "somebody else", "version": 3}\n',
    ],
)
def test_a_foreign_or_truncated_file_is_passed_over_and_replaced(room: Path, content: bytes) -> None:
    whole = cards_file(room).read_bytes()
    cards_file(room).write_bytes(content)
    found = open_catalogue(room / "data")
    assert found.item("panasonic-battery-plant")["status"] == "operating"
    assert cards_file(room).read_bytes() == whole


@pytest.mark.parametrize("part", [0.01, 0.2, 0.5, 0.9, 0.999])
def test_a_file_cut_short_anywhere_is_passed_over_and_replaced(room: Path, part: float) -> None:
    whole = cards_file(room).read_bytes()
    cards_file(room).write_bytes(whole[: int(len(whole) * part)])
    found = open_catalogue(room / "data")
    assert [len(found.cards.of_kind(kind)) for kind in KINDS] == [len(found.of_kind(kind)) for kind in KINDS]
    assert found.item("gap-gdp-dalian-2021-2023")["kind"] == "gap"
    assert cards_file(room).read_bytes() == whole


@pytest.mark.parametrize("part", [0.2, 0.5, 0.9])
def test_a_file_damaged_in_the_middle_is_made_again_when_that_is_noticed(room: Path, part: float) -> None:
    whole = cards_file(room).read_bytes()
    place = int(len(whole) * part)
    cards_file(room).write_bytes(whole[:place] + b"\0" * 64 + whole[place + 64 :])
    found = open_catalogue(room / "data")
    texts = {kind: found.cards.of_kind(kind).texts() for kind in KINDS}
    assert cards_file(room).read_bytes() == whole
    assert texts == {kind: open_catalogue(room / "data").cards.of_kind(kind).texts() for kind in KINDS}


def test_cards_in_memory_that_are_damaged_are_refused() -> None:
    whole = composed()
    assert b"Zwei" in whole
    with pytest.raises(ValueError, match="damaged"):
        Cards(whole.replace(b"Zwei", b"Drei")).name("two")
    with pytest.raises(ValueError, match="damaged"):
        Cards(whole.replace(b'"value":1.10', b'"value":1.20')).of_kind("policy")
    with pytest.raises(ValueError, match="not a whole file"):
        Cards(whole[:-1])


def test_cards_of_another_state_are_passed_over_and_replaced(room: Path) -> None:
    whole = cards_file(room).read_bytes()
    header = json.loads(whole.partition(b"\n")[0])
    header["key"] = "another state"
    cards_file(room).write_bytes(json.dumps(header).encode() + b"\n" + whole.partition(b"\n")[2])
    assert not opened_with_cards(room)
    assert cards_file(room).read_bytes() == whole


def test_cards_of_another_format_are_passed_over_and_replaced(room: Path) -> None:
    whole = cards_file(room).read_bytes()
    header = json.loads(whole.partition(b"\n")[0])
    header["format"] = 99
    cards_file(room).write_bytes(json.dumps(header).encode() + b"\n" + whole.partition(b"\n")[2])
    assert not opened_with_cards(room)
    assert cards_file(room).read_bytes() == whole


def test_a_changed_store_has_new_cards(room: Path) -> None:
    with CatalogueDatabase(room / "data" / "catalogue.json") as database:
        database.insert([policy("of-mine", name="A policy of mine")])
    found = open_catalogue(room / "data")
    assert found.find("policy of mine").id == "of-mine"
    assert opened_with_cards(room)
    with CatalogueDatabase(room / "data" / "catalogue.json") as database:
        database.remove("policy", "of-mine")
    assert open_catalogue(room / "data").cards.name("of-mine") is None


def test_cards_that_cannot_be_written_are_made_in_memory(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "file").write_text("in the way")
    monkeypatch.setenv("DFTZ_CACHE_DIR", str(tmp_path / "file" / "cache"))
    for _ in range(2):
        found = open_catalogue(tmp_path / "data")
        assert found.item("dftz")["kind"] == "place"
        assert found.notice is None
    assert (tmp_path / "file").read_text() == "in the way"


def test_a_folder_in_the_place_of_the_cards_is_no_obstacle(room: Path) -> None:
    path = cards_file(room)
    path.unlink()
    path.mkdir()
    assert open_catalogue(room / "data").item("dftz")["kind"] == "place"
    assert path.is_dir()
    assert list((room / "cache").iterdir()) == [path]


def test_two_stores_have_cards_of_their_own(room: Path) -> None:
    other = room / "other"
    open_catalogue(other)
    with CatalogueDatabase(other / "catalogue.json") as database:
        database.insert([policy("only-there")])
    assert open_catalogue(other).cards.name("only-there") is not None
    assert open_catalogue(room / "data").cards.name("only-there") is None
    assert opened_with_cards(room)
    assert open_catalogue(other)._opened is None
    assert len(list((room / "cache").iterdir())) == 2


def test_cards_that_are_replaced_while_they_are_open_stay_those_that_were_opened(room: Path) -> None:
    held = open_catalogue(room / "data")
    with CatalogueDatabase(room / "data" / "catalogue.json") as database:
        database.insert([policy("newer")])
    assert open_catalogue(room / "data").cards.name("newer") is not None
    assert held.cards.name("newer") is None
    assert "newer" not in [card["id"] for card in held.cards.of_kind("policy")]


def test_an_opened_catalogue_leaves_no_file_behind_that_python_complains_of(room: Path) -> None:
    program = """
import sys
from dftzcli import open_catalogue
catalogue = open_catalogue(sys.argv[1])
catalogue.item("dftz")
del catalogue
"""
    for content in (None, b"{}\n"):
        if content is not None:
            cards_file(room).write_bytes(content)
        run = subprocess.run(
            [sys.executable, "-X", "dev", "-W", "error::ResourceWarning", "-c", program, str(room / "data")],
            env=os.environ | {"PYTHONPATH": str(CHECKOUT)},
            capture_output=True,
            text=True,
            check=False,
        )
        assert (run.returncode, run.stderr) == (0, "")


# -- decks -----------------------------------------------------------------------------------------------------------

LINES = [f'{{"id":"{number}"}}\t{{}}' for number in range(5)]
BROKEN = ['{"id": broken\t{}'] * 3


def test_a_deck_that_is_only_passed_on_is_never_parsed() -> None:
    deck = Deck(BROKEN)
    passed = (deck + Deck(BROKEN))[1:].chosen([0, 2])
    assert len(passed) == 2
    assert passed.texts() == ('{"id": broken',) * 2
    with pytest.raises(ValueError, match="Expecting value"):
        passed[0]


@pytest.mark.parametrize("looked_at", [False, True])
def test_cards_of_a_deck_can_be_chosen_cut_and_put_together(looked_at: bool) -> None:
    deck = Deck(LINES)
    if looked_at:
        assert deck[0] == {"id": "0"}

    def ids(found: Deck) -> list[str]:
        assert [card["id"] for card in found] == [json.loads(text)["id"] for text in found.texts()]
        return [card["id"] for card in found]

    assert ids(deck.chosen([3, 0, 3])) == ["3", "0", "3"]
    assert ids(deck.chosen(iter(()))) == []
    assert ids(deck[1:4:2]) == ["1", "3"]
    assert ids(deck[::-1]) == ["4", "3", "2", "1", "0"]
    assert ids(deck + Deck(LINES[:1])) == ["0", "1", "2", "3", "4", "0"]
    assert deck[-1] == {"id": "4"}
    assert len(deck) == 5


def test_a_deck_is_a_sequence() -> None:
    deck = Deck(LINES)
    assert {"id": "3"} in deck
    assert deck.index({"id": "3"}) == 3
    with pytest.raises(IndexError):
        deck[5]


def test_a_sample_catalogue_counts_its_kinds(catalogue_of: CatalogueOf) -> None:
    small = catalogue_of(policy("one"), figure("two"), indicator(), place(), source())
    assert {kind: count for kind, count in small.cards.counts().items() if count} == {
        "policy": 1,
        "figure": 1,
        "indicator": 1,
        "place": 1,
        "source": 1,
    }
