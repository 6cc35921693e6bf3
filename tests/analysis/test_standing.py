"""Standing: what a status was on a day, by the dates of the record, and unknown where they do not tell."""

from __future__ import annotations

from typing import Any

import pytest

from dftzcli.analysis.standing import standing


def measure(**more: Any) -> dict[str, Any]:
    fields = dict.fromkeys(("issued", "effective_from", "effective_to", "status_as_of", "renewal"))
    return {"id": "relief", "kind": "incentive", "status": "in_force", **fields} | more


def project(*dates: tuple[str, str], **more: Any) -> dict[str, Any]:
    told = [{"date": date, "happening": happening} for date, happening in dates]
    return {"id": "plant", "kind": "project", "status": "operating", "status_as_of": "2024", "dates": told} | more


TERM = {"effective_from": "2025-04-01", "effective_to": "2027-12-31", "status_as_of": "2025-06", "issued": "2025-03"}


@pytest.mark.parametrize(
    ("item", "day", "status", "basis"),
    [
        (measure(**TERM), "2025-03-31", "planned", "dates"),
        (measure(**TERM), "2025-04-01", "in_force", "dates"),
        (measure(**TERM), "2026-01-01", "in_force", "stated"),
        (measure(**TERM), "2027-12-31", "in_force", "stated"),
        (measure(**TERM), "2028-01-01", "expired", "dates"),
        (measure(**TERM, renewal="renewed"), "2028-01-01", "in_force", "dates"),
        (measure(**TERM, status="superseded"), "2028-01-01", "superseded", "stated"),
        (measure(issued="2025-03", status_as_of="2025-06"), "2025-02-01", "unknown", "dates"),
        (measure(issued="2025-03", status_as_of="2025-06"), "2025-04-01", "in_force", "dates"),
        (measure(status_as_of="2025-06"), "2025-05-31", "unknown", "unknown"),
        (measure(status_as_of="2025-06"), "2025-06-01", "in_force", "stated"),
        (measure(), "1990-01-01", "in_force", "stated"),
        (measure(status="sought", status_as_of="2020"), "2026-01-01", "sought", "stated"),
        (measure(status="expired", effective_from="2019", status_as_of="2021"), "2020-01-01", "in_force", "dates"),
        (
            project(("2020-03-04", "construction_started"), ("2023-02", "operating")),
            "2025-01-01",
            "operating",
            "stated",
        ),
        (project(("2020-03-04", "construction_started"), ("2023-02", "operating")), "2023-03-01", "operating", "dates"),
        (project(("2020-03-04", "construction_started")), "2021-01-01", "under_construction", "dates"),
        (project(("2020-03-04", "signed")), "2020-03-03", "unknown", "unknown"),
        (project(), "2020-01-01", "unknown", "unknown"),
    ],
)
def test_a_status_on_a_day(item: dict[str, Any], day: str, status: str, basis: str) -> None:
    found = standing(item, day)
    assert found is not None
    assert (found.status, found.basis) == (status, basis)
    assert found.why


def test_a_renewal_that_is_not_confirmed_is_said_before_and_after_the_term() -> None:
    item = measure(**TERM, renewal="not_confirmed")
    for day in ("2026-01-01", "2028-01-01"):
        found = standing(item, day)
        assert found is not None
        assert "renewal not confirmed" in found.why


def test_what_has_no_status_has_no_standing() -> None:
    assert standing({"kind": "place"}, "2026-01-01") is None
