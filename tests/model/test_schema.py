"""JSON Schemas: made from the records, shipped with the data, and kept by it."""

from __future__ import annotations

import json
from decimal import Decimal
from pathlib import Path
from typing import Any

import jsonschema
import msgspec
import pytest

from dftzcli.model.records import RECORD_TYPES, Citation, Figure
from dftzcli.model.schema import json_schemas, write_schemas
from dftzcli.model.vocabulary import KINDS, PLURALS, Kind

DATA = Path(__file__).parents[2] / "data"


@pytest.fixture(scope="module")
def schemas() -> dict[str, dict[str, Any]]:
    return json_schemas()


def example() -> dict[str, Any]:
    """A figure as the data files hold it."""
    figure = Figure(
        id="trade-2023",
        name="Trade of Dalian, 2023",
        summary="A figure.",
        citations=(Citation(source="paper", locator="Table 1", as_stated="13,887,643"),),
        indicator="trade",
        place="dalian",
        scope="city",
        period="2023",
        period_basis="stated",
        value=Decimal("13887643.5"),
        unit="10,000 USD",
        qualifier="exact",
        reading="as_printed",
        importance="context",
    )
    encoded: dict[str, Any] = json.loads(msgspec.json.Encoder(decimal_format="number").encode(figure))
    return encoded


def complaints(schema: dict[str, Any], item: dict[str, Any]) -> list[str]:
    return [error.message for error in jsonschema.Draft202012Validator(schema).iter_errors(item)]


def test_there_is_a_schema_for_every_kind(schemas: dict[str, dict[str, Any]]) -> None:
    assert list(schemas) == list(KINDS)


@pytest.mark.parametrize("kind", KINDS)
def test_a_schema_is_a_sound_one_with_a_name_and_a_description(kind: Kind, schemas: dict[str, dict[str, Any]]) -> None:
    schema = schemas[kind]
    jsonschema.Draft202012Validator.check_schema(schema)
    assert schema["$id"] == f"{kind}.schema.json"
    assert schema["title"] == RECORD_TYPES[kind].__name__
    assert schema["description"].startswith((RECORD_TYPES[kind].__doc__ or "?").split("\n")[0])
    assert all(paragraph and "\n" not in paragraph for paragraph in schema["description"].split("\n\n"))


@pytest.mark.parametrize("kind", KINDS)
def test_a_schema_stands_alone(kind: Kind, schemas: dict[str, dict[str, Any]]) -> None:
    text = json.dumps(schemas[kind])
    named = {part.split('"')[0] for part in text.split('"$ref": "#/$defs/')[1:]}
    assert named == set(schemas[kind].get("$defs", {}))


def test_decimals_are_numbers(schemas: dict[str, dict[str, Any]]) -> None:
    assert '"decimal"' not in json.dumps(schemas)
    assert {"type": "number"} in schemas["figure"]["properties"]["value"]["anyOf"]


def test_a_record_of_the_model_keeps_its_schema(schemas: dict[str, dict[str, Any]]) -> None:
    assert complaints(schemas["figure"], example()) == []


@pytest.mark.parametrize(
    "broken",
    [
        {"value": "13887643"},
        {"unit": "furlongs"},
        {"period": "Q1"},
        {"colour": "red"},
        {"citations": []},
        {"id": "A B"},
    ],
)
def test_what_the_model_refuses_the_schema_refuses(broken: dict[str, Any], schemas: dict[str, dict[str, Any]]) -> None:
    assert complaints(schemas["figure"], example() | broken) != []


def test_schemas_are_written_as_sorted_indented_json_with_a_last_line_feed(tmp_path: Path) -> None:
    paths = write_schemas(tmp_path)
    assert sorted(paths) == sorted(tmp_path.iterdir())
    for path in paths:
        text = path.read_bytes().decode("utf-8")
        assert text == json.dumps(json.loads(text), ensure_ascii=False, indent=2, sort_keys=True) + "\n"


def test_the_schemas_that_are_shipped_are_those_of_the_model(tmp_path: Path) -> None:
    written = {path.name: path.read_text("utf-8") for path in write_schemas(tmp_path)}
    shipped = {path.name: path.read_text("utf-8") for path in (DATA / "schema").iterdir()}
    assert shipped == written, "run write_schemas(Path('data/schema')) after changing the model"


@pytest.mark.parametrize("kind", KINDS)
def test_the_data_that_is_shipped_keeps_its_schema(kind: Kind, schemas: dict[str, dict[str, Any]]) -> None:
    validator = jsonschema.Draft202012Validator(schemas[kind])
    items = json.loads((DATA / f"{PLURALS[kind]}.json").read_text("utf-8"))
    assert [(item.get("id"), error.message) for item in items for error in validator.iter_errors(item)] == []
