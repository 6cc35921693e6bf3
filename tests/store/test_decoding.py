"""The sentence a record gets that does not fit: file, record, field, value and what is allowed."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import msgspec
import pytest

from dftzcli.errors import InvalidRecord
from dftzcli.model.records import Figure, Policy, Record
from dftzcli.store.decoding import decode_array, decode_table
from dftzcli.store.envelope import ENCODER

FILE = Path("data/policies.json")
GONE = object()
CITATION = {"source": "dalian-plan-2020", "locator": "item 1"}
SOUND: dict[str, Any] = {
    "id": "sound",
    "name": "Sound",
    "summary": "A policy without fault.",
    "citations": [CITATION],
    "instrument": "plan",
    "level": "zone",
    "status": "planned",
}

FAULTS: list[tuple[dict[str, Any], str, str]] = [
    ({"status": "maybe"}, 'status is "maybe"', "completed, expired, exploratory, in_force"),
    ({"status": GONE}, "the field status is missing", "completed, expired, exploratory"),
    ({"stauts": "planned"}, "the field stauts is unknown", "one of id, name, name_zh"),
    ({"name": 5}, "name is 5", "text that is not blank (at most 200 characters)"),
    ({"name": " "}, 'name is " "', "text that is not blank"),
    ({"name": "x" * 300}, 'name is "xxxx', "(at most 200 characters)"),
    ({"issued": "May 2024"}, 'issued is "May 2024"', "ISO 8601, such as 2024, 2024-01"),
    ({"tags": ["ok", "Not Ok"]}, 'tags[1] is "Not Ok"', "lower-case letters, digits and single hyphens"),
    (
        {"citations": []},
        "citations is []",
        "a list of an object of source, locator, lines, as_stated, fact, confidence, note, at least 1",
    ),
    ({"citations": [CITATION, {"source": "a"}]}, "the field citations[1].locator is missing", "text that is not"),
    ({"citations": [CITATION | {"page": 1}]}, "the field citations[0].page is unknown", "one of source, locator"),
    ({"citations": [CITATION | {"lines": "x"}]}, 'citations[0].lines is "x"', "line numbers from 1, such as 29"),
    ({"citations": [CITATION | {"source": "A"}]}, 'citations[0].source is "A"', "lower-case letters"),
    (
        {"measures": [{"text": "x", "status": "no", "source": "a", "locator": "1"}]},
        'measures[0].status is "no"',
        "sought",
    ),
    ({"eligibility": [{"text": "x", "op": "~", "source": "a", "locator": "1"}]}, 'eligibility[0].op is "~"', "null"),
]


def refusal(document: dict[str, Any], record_type: type[Record] = Policy) -> str:
    """Return the message that one record among sound ones gets."""
    with pytest.raises(InvalidRecord) as raised:
        decode_array(msgspec.json.encode([SOUND, document, SOUND]), record_type, file=FILE)
    assert raised.value.exit_code == 2
    return raised.value.message


@pytest.mark.parametrize(("changes", "what", "allowed"), FAULTS)
def test_a_refusal_names_file_record_field_value_and_rule(changes: dict[str, Any], what: str, allowed: str) -> None:
    document = {key: value for key, value in (SOUND | {"id": "faulty"} | changes).items() if value is not GONE}
    message = refusal(document)
    assert message.startswith(f'data/policies.json: policy "faulty": {what}')
    assert allowed in message.partition("; allowed: ")[2]


def test_a_long_value_is_cut(changes: str = "x" * 300) -> None:
    assert "… (302 characters)" in refusal(SOUND | {"name": changes})


def test_a_record_without_id_is_told_so() -> None:
    message = refusal({key: value for key, value in SOUND.items() if key != "id"})
    assert message.startswith("data/policies.json: a policy without id: the field id is missing; allowed: lower-case")


def test_what_is_no_object_is_told_so() -> None:
    with pytest.raises(InvalidRecord, match="a policy without id: the record is 5; allowed: an object of id, name"):
        decode_array(b"[5]", Policy, file=FILE)


def test_a_value_that_is_no_number_is_told_so() -> None:
    figure = {"id": "f", "name": "F", "summary": "s", "citations": [CITATION], "value": "many"}
    rest = {"indicator": "a", "place": "b", "scope": "city", "period": "2024", "period_basis": "stated", "unit": "t"}
    kinds = {"qualifier": "exact", "reading": "as_printed", "importance": "context"}
    with pytest.raises(InvalidRecord, match='figure "f": value is "many"; allowed: a number or null'):
        decode_array(msgspec.json.encode([figure | rest | kinds]), Figure, file=FILE)


def test_a_table_of_a_store_is_explained_the_same_way() -> None:
    table = msgspec.json.encode({"1": SOUND, "2": SOUND | {"id": "faulty", "level": "moon"}})
    with pytest.raises(InvalidRecord, match='policy "faulty": level is "moon"; allowed: district, municipal'):
        decode_table(table, Policy, file=FILE)


def test_sound_records_come_through_and_decimals_keep_their_digits() -> None:
    records = decode_array(msgspec.json.encode([SOUND]), Policy, file=FILE)
    assert [record.id for record in records] == ["sound"]
    assert decode_table(ENCODER.encode({"1": records[0]}), Policy, file=FILE) == records


def test_bytes_that_are_not_utf_8_inside_a_record_are_told_so() -> None:
    with pytest.raises(InvalidRecord, match="data/policies.json: policy: it is not UTF-8 text"):
        decode_array(b'[{"id": "\xff"}]', Policy, file=FILE)
