"""Records side by side as items: one a field, with what all share and what each has beside it."""

from __future__ import annotations

from typing import Any, Final

from dftzcli.analysis.comparing.records import RecordComparison
from dftzcli.model.fields import FieldSpec, fields
from dftzcli.render.described import About, described

# What a row as an item holds beside one key for each record, and what it says.
ABOUT: Final[About] = {
    "id": ("word", "The key of the field."),
    "kind": ("word", "Always field."),
    "name": ("text", "The label of the field."),
    "type": ("word", "The type of the field, as under `fields`."),
    "state": ("word", "same, different, partly (a list of which all share a part) or missing."),
    "common": ("texts", "What all records have."),
    "notes": ("texts", "What must be said beside it: what is not stated, a plan beside a fact."),
}


def specs(comparison: RecordComparison) -> tuple[FieldSpec, ...]:
    """Return the fields of a row as an item: what all share, and a column for each record."""
    *before, notes = ABOUT
    ids = {column.id: f"{column.id}_" if column.id in ABOUT else column.id for column in comparison.columns}
    columns: About = {
        key: ("text", f"What {identity} has: of a list what not all share.") for identity, key in ids.items()
    }
    return described({**{key: ABOUT[key] for key in before}, **columns, notes: ABOUT[notes]})


def row_fields() -> tuple[FieldSpec, ...]:
    """Return the fields that a row has whatever is compared."""
    return described(ABOUT)


def known(comparison: RecordComparison) -> tuple[FieldSpec, ...]:
    """Return the fields that rows can be chosen from: those of the kind, and the rows that no field holds."""
    own = fields(comparison.kind)  # type: ignore[arg-type]
    keys = {spec.key for spec in own}
    added: About = {
        row.key: (row.type, "Reached through what names the record.") for row in comparison.rows if row.key not in keys
    }
    return (*own, *described(added))


def outline(comparison: RecordComparison) -> dict[str, Any]:
    """Return what is compared, as data."""
    columns = [{"id": column.id, "kind": column.kind, "name": column.name} for column in comparison.columns]
    return {"of": "records", "kind": comparison.kind, "columns": columns}
