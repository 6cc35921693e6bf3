"""Which fields of a record name other records, and of which kinds.

Links are stored on one side. What stands here is that side; the other is found by turning it round, so this table is
the only place that knows how records hang together.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING, Any, Final

from dftzcli.model.vocabulary import KINDS, Kind
from dftzcli.tuples import NamedTuple

if TYPE_CHECKING:
    from dftzcli.model.records import Record

ANY: Final[tuple[Kind, ...]] = KINDS

REFERENCES: Final[dict[Kind, dict[str, tuple[Kind, ...]]]] = {
    "policy": {
        "part_of": ("policy",),
        "agencies": ("agency",),
        "industries": ("industry",),
        "partners": ("partner",),
        "places": ("place",),
    },
    "industry": {"parent": ("industry",), "partners": ("partner",), "places": ("place",)},
    "incentive": {
        "agencies": ("agency",),
        "legal_basis": ("policy",),
        "industries": ("industry",),
        "places": ("place",),
    },
    "partner": {"industries": ("industry",), "members": ("partner",), "agency": ("agency",)},
    "project": {
        "companies": ("partner",),
        "partner_countries": ("partner",),
        "industries": ("industry",),
        "places": ("place",),
        "agencies": ("agency",),
        "policies": ("policy",),
    },
    "figure": {
        "indicator": ("indicator",),
        "place": ("place",),
        "subject": ("partner", "project", "agency", "policy", "industry", "place"),
        "industries": ("industry",),
        "policies": ("policy", "incentive"),
    },
    "indicator": {},
    "place": {"parent": ("place",), "also_in": ("place",), "overlaps": ("place",), "area": ("figure",)},
    "agency": {"place": ("place",)},
    "source": {},
    "discrepancy": {"records": ANY},
    "gap": {"indicator": ("indicator",), "place": ("place",), "records": ANY},
}


class Reference(NamedTuple):
    """One link: the record it stands in, the field, the id it names, and the kinds that may answer to it."""

    record: str
    field: str
    target: str
    kinds: tuple[Kind, ...]


def references(record: Record) -> Iterator[Reference]:
    """Yield every link of a record in field order: its own fields, `related`, identities, and the sources it cites."""
    for field, kinds in REFERENCES[record.kind].items():
        value: Any = getattr(record, field)
        for target in (value,) if isinstance(value, str) else value or ():
            yield Reference(record.id, field, target, kinds)
    for target in record.related:
        yield Reference(record.id, "related", target, ANY)
    for stacking in getattr(record, "stacking", ()):
        yield Reference(record.id, "stacking", stacking.incentive, ("incentive",))
    for found in getattr(record, "breaks", ()):
        yield Reference(record.id, "breaks", found.place, ("place",))
    for identity in getattr(record, "identities", ()):
        for target in identity.inputs:
            yield Reference(record.id, "identities", target, ("figure",))
    for field, part in statements(record):
        yield Reference(record.id, field, part.source, ("source",))


STATEMENT_FIELDS: Final = (
    "citations", "dates", "measures", "aims", "cooperation", "eligibility", "phases", "stacking", "breaks",
)  # fmt: skip


def statements(record: Record) -> Iterator[tuple[str, Any]]:
    """Yield (field, part) for every part of a record that says where it stands: each has source, locator, lines."""
    for field in STATEMENT_FIELDS:
        for part in getattr(record, field, ()):
            yield field, part


def named_in(record: Record) -> Iterator[tuple[str, str]]:
    """Yield (field, id) for every record that a record's own link fields and `related` name."""
    for field in (*REFERENCES[record.kind], "related"):
        value: Any = getattr(record, field)
        for target in (value,) if isinstance(value, str) else value or ():
            yield field, target
