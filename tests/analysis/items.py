"""Made-up records as the items that commands read."""

from __future__ import annotations

from typing import Any

from dftzcli.model.fields import fields
from dftzcli.model.records import Discrepancy, Record
from dftzcli.model.vocabulary import Kind

AS_OF = "2026-11-21"


class Around:
    """A catalogue of some records, as far as a field asks one."""

    def __init__(self, records: tuple[Record, ...], as_of: str) -> None:
        self._records = {record.id: record for record in records}
        self._as_of = as_of

    @property
    def as_of(self) -> str:
        return self._as_of

    def peek(self, identity: str) -> Record | None:
        return self._records.get(identity)

    def disputes(self, identity: str) -> tuple[Discrepancy, ...]:
        return ()

    def referring(self, identity: str, kind: Kind, field: str) -> tuple[str, ...]:
        return ()


def items_of(*records: Record, as_of: str = AS_OF) -> list[dict[str, Any]]:
    """Return the items of some records, which may name each other."""
    around = Around(records, as_of)
    return [{spec.key: spec.read(record, around) for spec in fields(record.kind)} for record in records]
