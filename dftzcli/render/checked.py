"""What was found in a text of the reader's own: fields, items and page of its findings."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from typing import Any, Final

from dftzcli.checking import VERDICTS, Finding, Verdict
from dftzcli.model.fields import FieldSpec, FieldType
from dftzcli.render import wording
from dftzcli.render.one_line import one_line
from dftzcli.render.page import Grid, Page, Paragraph, Span, Tone

# A sign beside each word; the second is its ASCII form.
_SIGNS: Final[dict[Verdict, tuple[str, str]]] = {
    "contradicted": ("✗", "x"),
    "disputed": ("⚠", "!"),
    "not_in_catalogue": ("·", "-"),
    "rounded": ("≈", "~"),
    "verified": ("✓", "+"),
}
_TONES: Final[dict[Verdict, Tone]] = {
    "contradicted": "warning",
    "disputed": "open",
    "not_in_catalogue": "dim",
    "rounded": "open",
    "verified": "good",
}


def finding_fields() -> tuple[FieldSpec, ...]:
    """Return the fields of a finding."""
    return (
        _field("id", "Id", "id", "The text, the line and the column."),
        _field("kind", "Kind", "word", "finding"),
        _field("name", "Quote", "text", "The words it is about, as they stand in the text.", table=True),
        _field("file", "File", "text", "The text."),
        _field("line", "Line", "number", "From 1.", table=True),
        _field("column", "Column", "number", "From 1."),
        _field("about", "About", "word", "figure: a number; status: what is said of the standing of a record."),
        _field("verdict", "Verdict", "word", f"{', '.join(VERDICTS)}.", table=True),
        _field("records", "Records", "ids", "Those that bear it out, then those that deny it; or the nearest."),
        _field(
            "says",
            "The catalogue says",
            "text",
            "The first of these records in one line, where it decides.",
            table=True,
        ),
        _field("why", "Why", "text", "What keeps it from being plainly one or the other.", table=True),
        _field("sentence", "Sentence", "text", "The sentence it stands in."),
    )


def finding_items(
    file: str, findings: Iterable[Finding], item: Callable[[str], dict[str, Any]]
) -> list[dict[str, Any]]:
    """Return findings as items with the keys of `finding_fields`; `item` gives the item of a record's id."""
    return [
        {
            "id": f"{file}:{found.line}:{found.column}",
            "kind": "finding",
            "name": found.quote,
            "file": file,
            "line": found.line,
            "column": found.column,
            "about": found.kind,
            "verdict": found.verdict,
            "records": list(found.records),
            # What is nearest to a number that is not there is in its reason: all of it would look like an answer.
            "says": _line(found, item(found.records[0])) if found.records and found.is_decided else None,
            "why": found.why or None,
            "sentence": found.sentence,
        }
        for found in findings
    ]


def _line(found: Finding, item: dict[str, Any]) -> str:
    return f"{one_line(item)}, change {wording.change(item['change'])}" if found.is_change else one_line(item)


def findings_page(items: Sequence[dict[str, Any]], *, ascii_only: bool = False) -> Page:
    """Return the page of findings: how many of which verdict, and each with its line and what the catalogue says."""
    several = len({item["file"] for item in items}) > 1
    rows = tuple(
        (
            f"{item['file']}:{item['line']}" if several else str(item["line"]),
            _verdict(item["verdict"], ascii_only=ascii_only),
            item["name"],
            "; ".join(part for part in (item["says"], item["why"]) if part),
        )
        for item in items
    )
    right = frozenset[int]() if several else frozenset({0})
    grid = Grid(headers=("Line", "Verdict", "Quote", "The catalogue"), rows=rows, right=right)
    return Page((Paragraph(counted(items)), *((grid,) if rows else ())))


def counted(items: Sequence[dict[str, Any]]) -> str:
    """Say how many statements there are, and how many of each verdict."""
    counts = {verdict: sum(item["verdict"] == verdict for item in items) for verdict in VERDICTS}
    told = ", ".join(f"{count} {_words(verdict)}" for verdict, count in counts.items() if count)
    return f"{len(items)} statement{'s' * (len(items) != 1)}{': ' * bool(told)}{told}"


def _verdict(verdict: Verdict, *, ascii_only: bool) -> Span:
    return Span(f"{_SIGNS[verdict][ascii_only]} {_words(verdict)}", _TONES[verdict])


def _words(verdict: Verdict) -> str:
    return "not in the catalogue" if verdict == "not_in_catalogue" else verdict


def _field(key: str, label: str, type: FieldType, about: str, *, table: bool = False) -> FieldSpec:
    return FieldSpec(key, label, type, about, _no_record, table)


def _no_record(record: object, around: object) -> Any:
    raise TypeError("this field is not read from a record")
