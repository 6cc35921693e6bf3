"""What is copied of a record: one line that can stand in a text, and where it is from."""

from __future__ import annotations

from typing import Any

from dftzcli.render import wording


def row(item: dict[str, Any]) -> str:
    """Return a record in one line: a figure with value, unit, period and source, anything else with status and name."""
    sources = ", ".join(item.get("sources") or ())
    if item["kind"] == "figure":
        where = f"{item['place']} ({wording.words(item['scope'])})"
        dispute = f"; disputed: {item['dispute']}" if item["dispute"] else ""
        return f"{item['name']}: {wording.observed(item)}, {wording.period(item)}, {where}, {sources}{dispute}"
    status = f" ({wording.words(str(item['status']))})" if item.get("status") else ""
    return f"{item['name']}{status} [{item['id']}], {sources}" if sources else f"{item['name']}{status} [{item['id']}]"


def citation(item: dict[str, Any]) -> str:
    """Return where a record is from, a citation a line: source, locator, and the characters as printed."""
    lines = []
    for cited in item.get("citations") or ():
        stated = f': "{cited["as_stated"]}"' if cited.get("as_stated") else ""
        lines.append(f"{cited['source']}, {cited['locator']}{stated}")
    return "\n".join(lines)
