"""Sound records to write, and the types of what `conftest.py` offers."""

from __future__ import annotations

import subprocess
from collections.abc import Callable
from decimal import Decimal
from pathlib import Path
from typing import Any

from dftzcli.model.records import Citation, Figure, Policy, Record

CHECKOUT = Path(__file__).resolve().parents[2]
CITATIONS = (Citation(source="dalian-plan-2020", locator="item 1"),)

StartChild = Callable[..., "subprocess.Popen[str]"]
MakePackage = Callable[..., Path]


def a_policy(id: str, **fields: Any) -> Policy:
    """Make a sound policy; every field can be overridden."""
    sound: dict[str, Any] = {
        "name": f"Policy {id}",
        "summary": "Pilot of bonded maintenance in the zone.",
        "citations": CITATIONS,
        "instrument": "plan_task",
        "level": "zone",
        "status": "planned",
    }
    return Policy(id=id, **(sound | fields))


def a_figure(id: str, value: str, **fields: Any) -> Figure:
    """Make a sound figure of a value given as printed; every field can be overridden."""
    sound: dict[str, Any] = {
        "name": f"Figure {id}",
        "summary": "Imports and exports of the customs district.",
        "citations": CITATIONS,
        "indicator": "trade-value",
        "place": "dalian",
        "scope": "customs_district",
        "period": "2023",
        "period_basis": "stated",
        "unit": "10,000 USD",
        "qualifier": "exact",
        "reading": "as_printed",
        "importance": "headline",
    }
    return Figure(id=id, value=Decimal(value), **(sound | fields))


SAMPLE: tuple[Record, ...] = (
    a_policy("bonded-maintenance", name_zh="保税维修", name_zh_basis="official"),
    a_policy("single-window", status="in_force"),
    a_figure("trade-2023", "13887643.10"),
    a_figure("share-2023", "0.1", unit="%"),
)
