"""Small sound records to link as a test needs them, and catalogues made of them."""

from __future__ import annotations

from collections.abc import Callable
from decimal import Decimal
from pathlib import Path
from typing import Any

import msgspec

from dftzcli.catalogue import Catalogue
from dftzcli.model.records import (
    Agency,
    Citation,
    Discrepancy,
    Figure,
    Gap,
    Incentive,
    Indicator,
    Industry,
    Partner,
    Place,
    Policy,
    Project,
    Record,
    Source,
)
from dftzcli.model.vocabulary import KINDS, PLURALS
from dftzcli.opening import catalogue_of_folder
from dftzcli.store.envelope import ENCODER
from dftzcli.store.location import DESCRIPTOR
from dftzcli.store.packaged import build_descriptor

CatalogueOf = Callable[..., Catalogue]


def _common(identity: str, fields: dict[str, Any]) -> dict[str, Any]:
    sound = {
        "id": identity,
        "name": identity.replace("-", " ").capitalize(),
        "name_zh": "名称",
        "name_zh_basis": "translation",
        "summary": f"What {identity} is.",
        "citations": (Citation(source="plan", locator="item 1"),),
    }
    return sound | fields


def policy(identity: str = "policy", **fields: Any) -> Policy:
    """Make a policy; every field can be overridden, here and below."""
    return Policy(**_common(identity, {"instrument": "plan_task", "level": "zone", "status": "planned"} | fields))


def industry(identity: str, **fields: Any) -> Industry:
    """Make an industry."""
    return Industry(**_common(identity, {"grouping": "traditional"} | fields))


def incentive(identity: str, **fields: Any) -> Incentive:
    """Make an incentive."""
    own = {"category": "tax", "benefit": "Less tax.", "level": "zone", "status": "in_force"}
    return Incentive(**_common(identity, own | fields))


def partner(identity: str, **fields: Any) -> Partner:
    """Make a company."""
    return Partner(**_common(identity, {"type": "company"} | fields))


def country(identity: str, code: str, **fields: Any) -> Partner:
    """Make a country."""
    return partner(identity, **({"type": "country", "country": code} | fields))


def project(identity: str, **fields: Any) -> Project:
    """Make a project."""
    return Project(**_common(identity, {"type": "plant", "status": "operating"} | fields))


def figure(identity: str, value: str | None = "1", **fields: Any) -> Figure:
    """Make a figure of a value given as printed."""
    own: dict[str, Any] = {
        "indicator": "trade",
        "place": "dalian",
        "scope": "city",
        "period": "2023",
        "period_basis": "stated",
        "value": None if value is None else Decimal(value),
        "unit": "10,000 USD",
        "qualifier": "exact",
        "reading": "as_printed",
        "importance": "context",
        "citations": (Citation(source="plan", locator="table 1", as_stated=value or "as printed"),),
    }
    return Figure(**_common(identity, own | fields))


def indicator(identity: str = "trade", **fields: Any) -> Indicator:
    """Make an indicator."""
    own = {
        "definition": "What is traded.",
        "unit": "10,000 USD",
        "measurement": "flow",
        "aggregation": "sum",
        "direction": "up",
    }
    return Indicator(**_common(identity, own | fields))


def place(identity: str = "dalian", **fields: Any) -> Place:
    """Make a place."""
    return Place(**_common(identity, {"type": "city"} | fields))


def agency(identity: str, **fields: Any) -> Agency:
    """Make an agency."""
    return Agency(**_common(identity, {"type": "government", "role": "Decides.", "level": "municipal"} | fields))


def source(identity: str = "plan", **fields: Any) -> Source:
    """Make a document."""
    own: dict[str, Any] = {
        "document_type": "plan",
        "language": "en",
        "evidence": "official_statement",
        "file": "plan.txt",
        "sha256": "0" * 64,
    }
    return Source(**_common(identity, own | fields))


def discrepancy(identity: str, *records: str, **fields: Any) -> Discrepancy:
    """Make a discrepancy of some records."""
    own = {"type": "contradiction", "records": records, "likely_reason": "A misprint."}
    return Discrepancy(**_common(identity, own | fields))


def gap(identity: str, **fields: Any) -> Gap:
    """Make a gap."""
    return Gap(**_common(identity, fields))


def write_folder(folder: Path, *records: Record) -> Path:
    """Write records as a folder of data files with a descriptor; return it."""
    folder.mkdir(parents=True, exist_ok=True)
    for kind in KINDS:
        of_kind = [record for record in records if record.kind == kind]
        if of_kind:
            (folder / f"{PLURALS[kind]}.json").write_bytes(ENCODER.encode(of_kind))
    descriptor = build_descriptor(folder, version="2026.11.0", as_of="2026-11-21")
    (folder / DESCRIPTOR).write_bytes(msgspec.json.encode(descriptor))
    return folder


def catalogue_in(folder: Path, *records: Record) -> Catalogue:
    """Return the catalogue of some records."""
    return catalogue_of_folder(write_folder(folder, *records))
