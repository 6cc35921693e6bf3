"""Disagreements as a page: each with what every side says, where it stands, and why they may differ."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any, Final

from dftzcli.render import wording
from dftzcli.render.page import Block, Heading, Line, Page, Pairs, Span

Item = dict[str, Any]

_FOUND_BY: Final = {"editors": "written down by the editors", "program": "found by the program among the figures"}
_WHOSE: Final = {"editors": "the editors' judgement", "program": "by the program"}
# How many passages a disagreement of words shows; its own page has them all.
_MOST: Final = 6
# With fewer readings than sides, passages have to tell the rest.
_SIDES: Final = 2


def discrepancies_page(items: Sequence[Item], *, ascii_only: bool = False) -> Page:
    """Return the page of some discrepancies, each with the readings of its sides beneath it."""
    blocks: list[Block] = []
    for item in items:
        blocks += [Heading(item["name"]), Pairs(tuple(_rows(item, ascii_only)))]
    return Page(tuple(blocks))


def _rows(item: Item, ascii_only: bool) -> list[tuple[str, Line]]:
    mark = wording.dispute("caution" if item["is_caution"] else item["type"], ascii_only=ascii_only)
    kind = f" ({item['type']})" if item["is_caution"] else ""
    rows: list[tuple[str, Line]] = [
        ("Id", item["id"]),
        ("Type", (mark, Span(f"{kind}, {_FOUND_BY[item['found_by']]}"))),
        ("Says", item["summary"]),
    ]
    rows += [("Reading", reading_line(part)) for part in item["readings"]]
    if len(item["readings"]) < _SIDES:
        rows += _passages(item)
    return [*rows, ("Likely reason", (Span(f"{_WHOSE[item['found_by']]}: ", "dim"), Span(item["likely_reason"])))]


def reason_heading(item: Item) -> str:
    """Return the heading of the likely reason of a discrepancy, which says whose it is."""
    return f"Likely reason ({_WHOSE[item['found_by']]})"


def _passages(item: Item) -> list[tuple[str, Line]]:
    """Return what is cited of the sides that are no figures."""
    told = {(part["source"], part["lines"]) for part in item["readings"]}
    left = [part for part in item["citations"] if (part["source"], part["lines"]) not in told]
    rows: list[tuple[str, Line]] = [("Passage", _passage(part)) for part in left[:_MOST]]
    if len(left) > _MOST:
        rows.append(("", f"and {len(left) - _MOST} more: dftz show {item['id']}"))
    return rows


def reading_line(part: dict[str, Any]) -> Line:
    """Write one side of a disagreement: the number with all that belongs to it, and where its source has it."""
    where = f"{part['place']} ({wording.words(part['scope'])})"
    printed = f', "{part["as_stated"]}"' if part["as_stated"] else ""
    return (
        Span(wording.observed(part), "strong"),
        Span(f"; {wording.period(part)}, {where}; {_where(part)}{printed} "),
        Span(f"({part['record']})", "dim"),
    )


def _passage(part: dict[str, Any]) -> Line:
    stated = f': "{part["as_stated"]}"' if part["as_stated"] else ""
    return f"{_where(part)}{stated}"


def _where(part: dict[str, Any]) -> str:
    lines = f", line {part['lines']}" if part["lines"] else ""
    return f"{part['source']}, {part['locator']}{lines}"
