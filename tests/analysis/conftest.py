"""Small sound records to break one thing at a time."""

from __future__ import annotations

from decimal import Decimal
from typing import Any

import pytest

from dftzcli.model.records import (
    Agency,
    Change,
    Citation,
    Discrepancy,
    Event,
    Figure,
    Gap,
    Identity,
    Incentive,
    Indicator,
    Industry,
    Measure,
    NotRecorded,
    Place,
    Policy,
    Project,
    Record,
    Source,
)


class Factory:
    """Makes records that have no fault of their own; every field can be overridden by name."""

    def citation(self, as_stated: str | None = None, *, source: str = "paper", lines: str | None = None) -> Citation:
        return Citation(source=source, locator="paragraph 1", lines=lines, as_stated=as_stated)

    def _common(self, id_: str, fields: dict[str, Any]) -> dict[str, Any]:
        common = {
            "id": id_,
            "name": id_,
            "name_zh": "名称",
            "name_zh_basis": "translation",
            "summary": "A record of the tests.",
            "citations": (self.citation(),),
        }
        return common | fields

    def source(self, id_: str = "paper", **fields: Any) -> Source:
        own = {
            "date": "2024",
            "document_type": "paper",
            "language": "en",
            "evidence": "academic",
            "file": "paper.txt",
            "sha256": "0" * 64,
        }
        if "date_inferred" in fields:
            del own["date"]
        return Source(**self._common(id_, own | fields))

    def place(self, id_: str = "dalian", **fields: Any) -> Place:
        return Place(**self._common(id_, {"type": "city"} | fields))

    def indicator(self, id_: str = "trade", **fields: Any) -> Indicator:
        own = {
            "definition": "What is traded.",
            "unit": "10,000 USD",
            "measurement": "flow",
            "aggregation": "sum",
            "direction": "up",
        }
        return Indicator(**self._common(id_, own | fields))

    def figure(self, id_: str, value: str | None = None, **fields: Any) -> Figure:
        """`value` is the number as printed; `as_stated` of the citation defaults to it."""
        printed = fields.pop("as_stated", value)
        own: dict[str, Any] = {
            "indicator": "trade",
            "place": "dalian",
            "scope": "city",
            "period": "2023",
            "period_basis": "stated",
            "value": None if value is None else Decimal(value.replace(",", "")),
            "unit": "10,000 USD",
            "qualifier": "exact",
            "reading": "as_printed",
            "importance": "context",
            "citations": (self.citation(printed or "as printed"),),
        }
        for bound in ("value_min", "value_max"):
            if bound in fields:
                fields[bound] = Decimal(fields[bound])
        return Figure(**self._common(id_, own | fields))

    def identity(self, rule: Any, *inputs: str) -> Identity:
        return Identity(rule=rule, inputs=inputs)

    def change(self, value: str, against: str = "the previous year", **fields: Any) -> Change:
        own = {"unit": "%", "as_stated": value} | fields
        return Change(value=Decimal(value), against=against, **own)

    def policy(self, id_: str = "policy", **fields: Any) -> Policy:
        own = {"instrument": "reform", "level": "zone", "status": "in_force"}
        return Policy(**self._common(id_, own | fields))

    def measure(self, status: Any) -> Measure:
        return Measure(text="A point.", status=status, source="paper", locator="item 1")

    def incentive(self, id_: str = "incentive", **fields: Any) -> Incentive:
        own = {"category": "tax", "benefit": "Less tax.", "level": "zone", "status": "in_force"}
        own["no_criteria"] = "The source sets none."
        return Incentive(**self._common(id_, own | fields))

    def project(self, id_: str = "project", **fields: Any) -> Project:
        return Project(**self._common(id_, {"type": "plant", "status": "operating"} | fields))

    def industry(self, id_: str = "shipbuilding", **fields: Any) -> Industry:
        return Industry(**self._common(id_, {"grouping": "traditional"} | fields))

    def agency(self, id_: str = "customs", **fields: Any) -> Agency:
        own = {"type": "government", "role": "Clears goods.", "level": "municipal"}
        return Agency(**self._common(id_, own | fields))

    def event(self, date: str, precision: Any) -> Event:
        return Event(date=date, precision=precision, happening="founded", source="paper", locator="paragraph 2")

    def discrepancy(self, *records: str, id_: str = "note", **fields: Any) -> Discrepancy:
        own = {"type": "arithmetic", "records": records, "likely_reason": "A misprint."}
        return Discrepancy(**self._common(id_, own | fields))

    def gap(self, id_: str = "gap", **fields: Any) -> Gap:
        return Gap(**self._common(id_, fields))

    def waiver(self, numeral: str, lines: str, *, count: int = 1) -> NotRecorded:
        return NotRecorded(numeral=numeral, lines=lines, reason="a list number", count=count)

    def catalogue(self, *records: Record) -> tuple[Record, ...]:
        """The records, and those of a sound source, place, indicator and figure that are not among them."""
        given = {record.id for record in records}
        sound = (self.source(), self.place(), self.indicator(), self.figure("trade-2001", "1", period="2001"))
        return (*(record for record in sound if record.id not in given), *records)


@pytest.fixture
def make() -> Factory:
    return Factory()
