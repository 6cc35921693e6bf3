"""The descriptor of a data package: Frictionless Data Package and Table Schema, version 1."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, Any, Final

from dftzcli.model.cells import DETAILS, STAMPS
from dftzcli.model.fields import FieldSpec
from dftzcli.model.references import REFERENCES
from dftzcli.model.vocabulary import PLURALS
from dftzcli.render.escape import visible
from dftzcli.render.provenance import named_by, question, title_of

if TYPE_CHECKING:
    from dftzcli.catalogue import Catalogue
    from dftzcli.render.result import Result

LICENCES: Final = {
    "CC-BY-4.0": {
        "name": "CC-BY-4.0",
        "path": "https://creativecommons.org/licenses/by/4.0/",
        "title": "Creative Commons Attribution 4.0",
    }
}
_TYPES: Final = {"number": "number", "flag": "boolean"}
_ADDED: Final[dict[str, tuple[str, str]]] = {
    DETAILS: ("object", "JSON of what the cells of the row leave out: parts of a citation, a measure, a date ..."),
    "dataset": ("string", "Which data the row is of: version, beginning of the hash, and the day it speaks for."),
    "licence": ("string", "The licence, and what the data are not."),
    "query": ("string", "The question that the file answers."),
}


def descriptor(
    catalogue: Catalogue, result: Result, resources: list[dict[str, Any]], *, command: str
) -> dict[str, Any]:
    """Return what a package says of itself."""
    dataset = result.dataset
    return {
        "profile": "tabular-data-package",
        "name": "dftz-export",
        "title": "The catalogue of the Dalian Free Trade Zone: an export",
        "description": f"{visible(question(result))}. {dataset.notice}",
        "version": dataset.version,
        "created": f"{dataset.as_of}T00:00:00Z",
        "licenses": [LICENCES.get(dataset.licence, {"name": dataset.licence})],
        "keywords": ["free trade zone", "Dalian", "investment", "due diligence"],
        "sources": [{"title": visible(source["name"])} for source in named_by(result).sources],
        "dftz:as_of": dataset.as_of,
        "dftz:hash": dataset.hash,
        "dftz:notice": dataset.notice,
        "dftz:query": visible(question(result)),
        "dftz:command": command,
        "resources": resources,
    }


def resource(part: Result, parts: Sequence[Result], *, path: str, size: int, digest: str) -> dict[str, Any]:
    """Return what a package says of one of its tables."""
    return {
        "profile": "tabular-data-resource",
        "name": title_of(part),
        "path": path,
        "format": "csv",
        "mediatype": "text/csv",
        "encoding": "utf-8",
        "bytes": size,
        "hash": f"sha256:{digest}",
        "dialect": {"lineTerminator": "\n", "delimiter": ",", "quoteChar": '"', "doubleQuote": True},
        "schema": _schema(part, parts),
    }


def _schema(part: Result, parts: Sequence[Result]) -> dict[str, Any]:
    schema: dict[str, Any] = {
        "fields": [
            *(_field(spec) for spec in part.specs),
            *({"name": name, "type": _ADDED[name][0], "description": _ADDED[name][1]} for name in (DETAILS, *STAMPS)),
        ],
        "missingValues": [""],
        "primaryKey": ["id"],
    }
    keys = list(_foreign_keys(part, parts))
    return schema | ({"foreignKeys": keys} if keys else {})


def _field(spec: FieldSpec) -> dict[str, Any]:
    held = {"ids": " Several are separated by `; `.", "texts": " Several are separated by `; `."}
    field: dict[str, Any] = {
        "name": spec.key,
        "type": _TYPES.get(spec.type, "string"),
        "title": spec.label,
        "description": spec.about + held.get(spec.type, ""),
    }
    if spec.type == "flag":
        field |= {"trueValues": ["true"], "falseValues": ["false"]}
    if spec.key in ("id", "kind", "name"):
        field["constraints"] = {"required": True} | ({"unique": True} if spec.key == "id" else {})
    return field


def _foreign_keys(part: Result, parts: Sequence[Result]) -> Any:
    """Yield the keys of a table whose targets are all in the package."""
    assert part.kind is not None
    tables = {other.kind: other for other in parts}
    for spec in part.specs:
        if spec.type != "id" or spec.key == "id":
            continue
        kinds = ("source",) if spec.key == "source" else REFERENCES[part.kind].get(spec.key, ())
        target = tables.get(kinds[0]) if len(kinds) == 1 else None
        if target is None:
            continue
        named = {item[spec.key] for item in part.items} - {None}
        if named <= {item["id"] for item in target.items}:
            assert target.kind is not None
            # A table that names itself is written so.
            name = "" if target is part else PLURALS[target.kind]
            yield {"fields": [spec.key], "reference": {"resource": name, "fields": ["id"]}}
