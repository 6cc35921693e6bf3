"""The shipped data as published: one form, true hashes, schemas made from the model, versions that agree."""

from __future__ import annotations

import datetime
import hashlib
import json
import re
import shutil
import tomllib
from pathlib import Path

import jsonschema
import msgspec
import pytest

from dftzcli import __version__
from dftzcli.model.schema import write_schemas
from dftzcli.model.vocabulary import KINDS, PLURALS
from dftzcli.store.packaged import verify
from dftzcli.store.publishing import publish

CHECKOUT = Path(__file__).resolve().parents[2]
DATA = CHECKOUT / "data"
DESCRIPTOR = json.loads((DATA / "datapackage.json").read_bytes())


def contents(folder: Path) -> dict[str, bytes]:
    return {str(path.relative_to(folder)): path.read_bytes() for path in folder.rglob("*") if path.is_file()}


@pytest.fixture
def copy(tmp_path: Path) -> Path:
    """Return a copy of the shipped data."""
    return Path(shutil.copytree(DATA, tmp_path / "data"))


def test_the_shipped_data_is_in_its_published_form_to_the_byte(copy: Path) -> None:
    assert publish(copy) == ()
    assert contents(copy) == contents(DATA)


def test_publishing_puts_other_spellings_of_the_same_data_into_one_form(copy: Path) -> None:
    for plural in PLURALS.values():
        path = copy / f"{plural}.json"
        path.write_bytes(msgspec.json.format(path.read_bytes(), indent=5) + b"\n\n")
    changed = publish(copy)
    assert {path.name for path in changed} >= {f"{plural}.json" for plural in PLURALS.values()}
    assert contents(copy) == contents(DATA)
    assert publish(copy) == ()


def test_publishing_takes_a_version_and_a_date_and_keeps_them(copy: Path) -> None:
    assert publish(copy, version="2030.1.0", as_of="2030-01-31") == (copy / "datapackage.json",)
    assert publish(copy) == ()
    described = json.loads((copy / "datapackage.json").read_bytes())
    assert (described["version"], described["dftz:as_of"]) == ("2030.1.0", "2030-01-31")
    assert described["dftz:hash"] == DESCRIPTOR["dftz:hash"]


def test_publishing_changed_records_changes_their_file_and_the_descriptor(copy: Path) -> None:
    path = copy / "gaps.json"
    path.write_text(path.read_text("utf-8").replace("Gross domestic product of Dalian", "Output of Dalian"), "utf-8")
    assert publish(copy) == (copy / "datapackage.json",)
    assert json.loads((copy / "datapackage.json").read_bytes())["dftz:hash"] != DESCRIPTOR["dftz:hash"]
    verify(copy)


def test_the_schemas_shipped_are_those_of_the_model(tmp_path: Path) -> None:
    write_schemas(tmp_path)
    assert contents(tmp_path) == contents(DATA / "schema")


@pytest.mark.parametrize("kind", KINDS)
def test_every_shipped_record_fits_the_shipped_schema_of_its_kind(kind: str) -> None:
    schema = json.loads((DATA / "schema" / f"{kind}.schema.json").read_bytes())
    validator = jsonschema.Draft202012Validator(schema)
    for record in json.loads((DATA / f"{PLURALS[kind]}.json").read_bytes()):  # type: ignore[index]
        assert [error.message for error in validator.iter_errors(record)] == [], record["id"]


def test_the_descriptor_names_every_file_of_data_with_its_true_size_and_hash() -> None:
    described = {entry["path"]: entry for entry in DESCRIPTOR["resources"]}
    assert set(described) == {path.name for path in DATA.glob("*.json")} - {"datapackage.json"}
    for path, entry in described.items():
        data = (DATA / path).read_bytes()
        assert entry["bytes"] == len(data)
        assert entry["hash"] == f"sha256:{hashlib.sha256(data).hexdigest()}"


def test_the_hash_of_the_dataset_is_that_of_its_files() -> None:
    listing = "".join(f"{entry['hash']} {entry['path']}\n" for entry in DESCRIPTOR["resources"])
    assert DESCRIPTOR["dftz:hash"] == hashlib.sha256(listing.encode()).hexdigest()


def test_the_descriptor_says_name_version_day_and_licence() -> None:
    assert DESCRIPTOR["name"] == "dftz-catalogue"
    assert re.fullmatch(r"\d+(\.\d+)*", DESCRIPTOR["version"])
    assert datetime.date.fromisoformat(DESCRIPTOR["dftz:as_of"])
    assert [licence["name"] for licence in DESCRIPTOR["licenses"]] == ["CC-BY-4.0"]
    assert DESCRIPTOR["title"] and DESCRIPTOR["description"]


def test_data_files_end_in_a_line_feed_and_are_utf8_without_a_mark() -> None:
    for name, data in contents(DATA).items():
        assert data.endswith(b"\n") and not data.endswith(b"\n\n"), name
        assert b"\r" not in data and not data.startswith(b"\xef\xbb\xbf"), name
        data.decode("utf-8")


def test_the_version_stands_in_one_place_and_the_changelog_knows_it_or_has_it_to_come() -> None:
    assert re.fullmatch(r"\d+\.\d+\.\d+", __version__)
    project = tomllib.loads((CHECKOUT / "pyproject.toml").read_text("utf-8"))
    assert "version" not in project["project"] and "version" in project["project"]["dynamic"]
    source = CHECKOUT / project["tool"]["hatch"]["version"]["path"]
    assert f'__version__ = "{__version__}"' in source.read_text("utf-8")
    headings = re.findall(r"^## \[(.+?)\](?: - (.+))?$", (CHECKOUT / "CHANGELOG.md").read_text("utf-8"), re.MULTILINE)
    assert headings[0][0] in ("Unreleased", __version__)
    releases = [(name, day) for name, day in headings if name != "Unreleased"]
    for name, day in releases:
        assert re.fullmatch(r"\d+\.\d+\.\d+", name)
        assert datetime.date.fromisoformat(day)
    ordered = [_ordinal(name) for name, _ in releases]
    assert ordered == sorted(ordered, reverse=True)
    assert all(release <= _ordinal(__version__) for release in ordered)


def _ordinal(version: str) -> tuple[int, ...]:
    return tuple(int(part) for part in version.split("."))
