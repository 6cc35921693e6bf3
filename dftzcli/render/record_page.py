"""One record as a page: what it is, its status and eligibility in words, who says it where, and what surrounds it."""

from __future__ import annotations

from typing import Any, Final

from dftzcli.catalogue import Catalogue
from dftzcli.model.fields import fields
from dftzcli.model.vocabulary import CONFIDENCE_WORDS, PLURALS, RENEWAL_WORDS, STACKING_WORDS, ZONE_COVER_WORDS
from dftzcli.render import wording
from dftzcli.render.discrepancies_page import reading_line, reason_heading
from dftzcli.render.page import Block, Heading, Line, Page, Pairs, Paragraph, Points, Span
from dftzcli.render.pages import cell
from dftzcli.search.cards import Card

# Fields that have a place of their own on the page, or only repeat what stands there.
# fmt: off
_PLACED: Final = frozenset(
    {
        "id", "kind", "name", "name_zh", "name_zh_basis", "summary", "status", "status_as_of", "status_as_of_basis",
        "status_note",
        "measures", "aims", "cooperation", "eligibility", "eligibility_note", "zone_only", "phases", "dates",
        "dispute", "discrepancies", "sources", "citations", "related", "defects", "not_recorded", "value",
        "value_min", "value_max", "unit", "unit_base", "multiplier", "qualifier", "period", "period_basis", "age_years",
        "change", "as_stated", "source", "locator", "lines", "likely_reason", "says", "readings",
        "unknowns", "stacking",
    }
)
# fmt: on
# Fields found by looking the other way; they stand under what is related, a line each.
_LISTED: Final = ("policies", "projects", "incentives", "figures", "places", "country_projects", "parts")
# Words of a vocabulary that say little by themselves.
_IN_WORDS: Final = {"zone_cover": ZONE_COVER_WORDS, "renewal": RENEWAL_WORDS, "confidence": CONFIDENCE_WORDS}
_AMOUNTS: Final = ("benefit_amounts", "investment")
# How many related records of a kind a page names.
_MOST: Final = 12
_BASIS: Final = {
    "source": "",
    "official": " (official name, supplied by the editors)",
    "translation": " (our translation)",
}


def record_page(catalogue: Catalogue, item: Card, *, ascii_only: bool = False) -> Page:
    """Return the page of a record's card."""
    blocks: list[Block] = [Heading(item["name"], 1)]
    blocks.append(Pairs(_head(item, ascii_only)))
    blocks.append(Paragraph(item["summary"]))
    if item["kind"] == "figure":
        blocks += [Heading("The figure"), Pairs(_figure(catalogue, item))]
    blocks += _own(catalogue, item, ascii_only)
    blocks += _offered(catalogue, item)
    blocks += _sections(item, ascii_only)
    blocks += _disputes(catalogue, item, ascii_only)
    blocks += [Heading("Citations"), Points(tuple(_citation(entry) for entry in item["citations"]))]
    blocks += _related(catalogue, item, ascii_only)
    return Page(tuple(blocks))


def _head(item: Card, ascii_only: bool) -> tuple[tuple[str, Line], ...]:
    rows: list[tuple[str, Line]] = [("Id", item["id"]), ("Kind", item["kind"])]
    if item["name_zh"]:
        rows.append(("Chinese", item["name_zh"] + _BASIS[item["name_zh_basis"]]))
    if item.get("status"):
        as_of = f" (as of {wording.as_of(item)})" if item["status_as_of"] else ""
        rows.append(("Status", (wording.status_in_words(item["status"], ascii_only=ascii_only), Span(as_of, "dim"))))
        if item["status_note"]:
            rows.append(("", item["status_note"]))
    if "eligibility" in item:
        rows.append(("Eligibility", _eligibility(item)))
        if item.get("eligibility_note"):
            rows.append(("", item["eligibility_note"]))
    if item.get("confidence") == "medium":
        rows.append(("Confidence", Span(f"medium: {CONFIDENCE_WORDS['medium']}", "open")))
    if item["dispute"]:
        rows.append(("Dispute", _dispute(item["dispute"], ascii_only)))
    return tuple(rows)


def _dispute(word: str, ascii_only: bool) -> Line:
    about = ": nothing is wrong, but it is easily mixed up; see below" if word == "caution" else ": see below"
    return (wording.dispute(word, ascii_only=ascii_only), Span(about))


def _eligibility(item: Card) -> Line:
    if not item["eligibility"]:
        return "no condition is stated in the sources"
    always = [entry["text"] for entry in item["eligibility"] if not entry["case"]]
    cases: dict[str, list[str]] = {}
    for entry in item["eligibility"]:
        if entry["case"]:
            cases.setdefault(entry["case"], []).append(entry["text"])
    texts = "; ".join(always)
    if cases:
        listed = "; ".join(f"({number}) {', '.join(case)}" for number, case in enumerate(cases.values(), 1))
        texts += f"{'; and ' if always else ''}one of these: {listed}"
    zone = (Span("zone-registered firms only: ", "strong"),) if item["zone_only"] else ()
    return (*zone, Span(texts))


def _criterion(entry: dict[str, Any], number: int) -> Line:
    """Write a criterion with the number that a profile calls it by, and the case it belongs to."""
    case = f" [one of several cases: {entry['case'].replace('-', ' ')}]" if entry["case"] else ""
    return (Span(f"{number}: {entry['text']}{case}"), _where(entry))


def _stacked(catalogue: Catalogue, entry: dict[str, Any]) -> Line:
    return (
        Span(f"{STACKING_WORDS[entry['rule']]} {_named(catalogue, entry['incentive'])}: {entry['clause']}"),
        Span(f" ({entry['source']}, {entry['locator']})", "dim"),
    )


def _figure(catalogue: Catalogue, item: Card) -> tuple[tuple[str, Line], ...]:
    rows: list[tuple[str, Line]] = [
        ("Value", Span(wording.observed(item), "strong")),
        ("Period", wording.period(item)),
        ("As stated", f'"{item["as_stated"]}"' if item["as_stated"] else ""),
    ]
    if item["change"]:
        rows.append(("Change", wording.change(item["change"])))
    rows.append(("Source", f"{_named(catalogue, item['source'])}, {item['source_date']}, {item['locator']}"))
    return tuple(rows)


def _own(catalogue: Catalogue, item: Card, ascii_only: bool) -> list[Block]:
    rows: list[tuple[str, Line]] = []
    for spec in fields(item["kind"]):
        value = item[spec.key]
        if spec.key in _PLACED or spec.key in _LISTED or value in (None, [], "", {}):
            continue
        if spec.key in _IN_WORDS:
            # What is less than sure stands in the head already.
            if value != "medium":
                rows.append((spec.label, _IN_WORDS[spec.key][value]))
        elif spec.key in _AMOUNTS:
            parts = value if isinstance(value, list) else [value]
            rows += [(spec.label if part is parts[0] else "", wording.amount(part)) for part in parts]
        elif spec.type == "id":
            rows.append((spec.label, _named(catalogue, str(value))))
        elif spec.type == "ids":
            rows.append((spec.label, ", ".join(_named(catalogue, str(entry)) for entry in value)))
        else:
            rows.append((spec.label, cell(spec, value, ascii_only=ascii_only)))
    return [Heading("Details"), Pairs(tuple(rows))] if rows else []


def _offered(catalogue: Catalogue, item: Card) -> list[Block]:
    """Return what a benefit asks for, clause by clause, how it stands to others, and what its sources leave out."""
    blocks: list[Block] = []
    limits = item.get("eligibility") or ()
    if len(limits) > 1 or any(entry["field"] for entry in limits):
        lines = tuple(_criterion(entry, number) for number, entry in enumerate(limits, 1))
        blocks += [Heading("Criteria, by number"), Points(lines)]
    if item.get("stacking"):
        stacked = tuple(_stacked(catalogue, entry) for entry in item["stacking"])
        blocks += [Heading("With other incentives"), Points(stacked)]
    if item.get("unknowns"):
        blocks += [Heading("Not in the sources"), Points(tuple(item["unknowns"]))]
    return blocks


def _sections(item: Card, ascii_only: bool) -> list[Block]:
    blocks: list[Block] = []
    for key, title in (("measures", "Measures"), ("aims", "What the sources want"), ("cooperation", "Cooperation")):
        if item.get(key):
            lines = tuple(
                (Span(entry["text"] + " "), wording.status(entry["status"], ascii_only=ascii_only), _where(entry))
                for entry in item[key]
            )
            blocks += [Heading(title), Points(lines)]
    if item.get("phases"):
        phases = tuple(
            (Span(entry["name"] + ": "), wording.status_in_words(entry["status"], ascii_only=ascii_only), _where(entry))
            for entry in item["phases"]
        )
        blocks += [Heading("Phases"), Points(phases)]
    if item["dates"]:
        blocks += [Heading("Dates"), Points(tuple((Span(_event(entry)), _where(entry)) for entry in item["dates"]))]
    for key, title in (("defects", "Known defects"), ("not_recorded", "Numerals not recorded")):
        if item.get(key):
            texts = tuple(
                entry if isinstance(entry, str) else f"{entry['numeral']} (line {entry['lines']}): {entry['reason']}"
                for entry in item[key]
            )
            blocks += [Heading(title), Points(texts)]
    if item.get("readings"):
        blocks += [Heading("Readings"), Points(tuple(reading_line(part) for part in item["readings"]))]
    if item.get("likely_reason"):
        blocks += [Heading(reason_heading(item)), Paragraph(item["likely_reason"])]
    return blocks


def _disputes(catalogue: Catalogue, item: Card, ascii_only: bool) -> list[Block]:
    found = [catalogue.item(identity) for identity in item["discrepancies"]]
    if not found:
        return []
    lines: list[Line] = []
    for entry in found:
        others = ", ".join(identity for identity in entry["records"] if identity != item["id"])
        mark = wording.dispute("caution" if entry["is_caution"] else entry["type"], ascii_only=ascii_only)
        lines.append((mark, Span(f" {entry['summary']} ({entry['id']}{'; also ' + others if others else ''})")))
    return [Heading("Disputed"), Points(tuple(lines))]


def _related(catalogue: Catalogue, item: Card, ascii_only: bool) -> list[Block]:
    """Return what a record is linked with and its details have not named, each with its status or its value."""
    named = {
        identity
        for spec in fields(item["kind"])
        if spec.type in ("id", "ids") and spec.key not in ("related", *_LISTED)
        for identity in (item[spec.key] if isinstance(item[spec.key], list) else [item[spec.key]])
    }
    blocks: list[Block] = []
    for kind, ids in catalogue.related(item["id"]).items():
        more = [identity for identity in ids if identity not in named]
        if not more:
            continue
        lines: list[Line] = [_brief(catalogue, identity, ascii_only) for identity in more[:_MOST]]
        if len(more) > _MOST:
            lines.append(f"and {len(more) - _MOST} more; --json has them all")
        blocks += [Heading(f"Related {PLURALS[kind]}"), Points(tuple(lines))]
    return blocks


def _brief(catalogue: Catalogue, identity: str, ascii_only: bool) -> Line:
    """Name a record in a line that cannot be taken for more than it is: with its status, or its value and period."""
    other = catalogue.item(identity)
    if other["kind"] == "figure":
        return (
            Span(f"{identity}: "),
            Span(wording.observed(other), "strong"),
            Span(f"; {wording.period(other)}", "dim"),
        )
    status = wording.status(other.get("status"), ascii_only=ascii_only)
    return (Span(_named(catalogue, identity)), *((Span("  "), status) if status.text else ()))


def _citation(entry: dict[str, Any]) -> Line:
    lines = f", line {entry['lines']}" if entry["lines"] else ""
    stated = f' "{entry["as_stated"]}"' if entry["as_stated"] else ""
    note = f" ({entry['note']})" if entry["note"] else ""
    return f"{entry['source']}: {entry['locator']}{lines}{stated}{note}"


def _where(entry: dict[str, Any]) -> Span:
    lines = f", line {entry['lines']}" if entry["lines"] else ""
    return Span(f" ({entry['source']}, {entry['locator']}{lines})", "dim")


def _event(entry: dict[str, Any]) -> str:
    inferred = " (inferred)" if entry["basis"] == "inferred" else ""
    return f"{entry['date']}{inferred}: {entry['what'] or wording.words(entry['happening'])}"


def _named(catalogue: Catalogue, identity: str) -> str:
    other = catalogue.cards.name(identity)
    return f"{identity} ({other.name})" if other is not None and other.name.lower() != identity else identity
