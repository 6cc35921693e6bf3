"""A record in one line that can stand in a text: nothing that belongs to a number is left behind."""

from __future__ import annotations

from typing import Any, Final

from dftzcli.render import wording
from dftzcli.render.escape import visible

# How a dispute is said of a figure.
_DISPUTED: Final = {
    "contradiction": "contradicted",
    "arithmetic": "does not add up",
    "definition": "definitions differ",
    "reading": "reading in doubt",
    "caution": "caution",
}


def one_line(item: dict[str, Any]) -> str:
    """Write a record's item in one line, with where it is from.

    A figure has value, qualifier, unit, period and scope, how it was read, and what is said against it; anything else
    its status, for how many of its phases that holds, and its id.
    """
    return flat(f"{item['name']}: {said(item)} ({marks(item)})")


def flat(text: str) -> str:
    """Write a text in one line: line ends and tabs become spaces, other control characters are shown."""
    return visible(" ".join(text.split()))


def said(item: dict[str, Any]) -> str:
    """Write what a record says: the observation of a figure, the status of what has one, else its kind."""
    if item["kind"] == "figure":
        return f"{wording.observed(item)}, {wording.period(item)}, {wording.words(item['scope'])}"
    if not item.get("status"):
        return wording.words(item["kind"])
    phases = wording.of_phases(item["status"], item.get("phases") or ())
    when = f", as of {wording.as_of(item)}" if item.get("status_as_of") else ""
    return f"{wording.words(item['status'])}{phases}{when}"


def marks(item: dict[str, Any]) -> str:
    """Write where a record is from, its id unless it is a figure, its confidence, and what is said against it."""
    citation = next(iter(item.get("citations") or ()), None)
    where = f"{citation['source']}, {citation['locator']}" if citation else ""
    restated = f"restated, {item['confidence']} confidence" if item.get("confidence") else ""
    identity = "" if item["kind"] == "figure" else item["id"]
    return "; ".join(part for part in (identity, where, restated, disputed(item.get("dispute"))) if part)


def disputed(dispute: str | None) -> str:
    """Write what is said against a record in words."""
    return "; ".join(_DISPUTED.get(word, word) for word in dispute.split("; ")) if dispute else ""
