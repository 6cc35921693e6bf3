"""A profile held against the catalogue, as items, as a page and as a result: what was decided, by which clause."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING, Any, Final

from dftzcli.matching import NOTICE
from dftzcli.model.fields import FieldSpec, FieldType
from dftzcli.model.vocabulary import Kind
from dftzcli.render import wording
from dftzcli.render.page import Block, Grid, Heading, Line, Page, Pairs, Paragraph, Points, Span, Tone
from dftzcli.render.result import Result, chosen

if TYPE_CHECKING:
    from dftzcli.analysis.matching.deciding import Decision, Tested
    from dftzcli.catalogue import Catalogue
    from dftzcli.matching import Matching, Mattering

_TONES: Final[dict[str, Tone]] = {"yes": "good", "unknown": "open", "no": "dim"}
_SYMBOLS: Final = {"yes": ("✓", "+"), "unknown": ("?", "?"), "no": ("×", "x")}
_HEADINGS: Final = {
    "yes": "Yes: each stated criterion is met",
    "unknown": "Unknown: something is not said",
    "no": "No: a criterion is not met, or it is not to be had",
}
# How many records of a kind a page names; the items have all.
_NAMED: Final = 8
_PLURAL: Final[dict[str, str]] = {
    "policy": "Policies that matter",
    "agency": "Agencies to ask",
    "project": "Projects that matter",
    "figure": "Figures that matter",
}


def _no_record(record: object, around: object) -> Any:
    raise TypeError("this field is of a decision, not of a record")


def _field(key: str, label: str, type: FieldType, about: str, *, table: bool = False, line: Any = None) -> FieldSpec:
    return FieldSpec(key, label, type, about, _no_record, table, line)


def _criterion_line(part: dict[str, Any]) -> str:
    where = f"{part['source']}, {part['locator']}"
    return f"{part['criterion']} {part['verdict']}: {part['text']} ({part['why']}; {where})"


KNOWN: Final = (
    _field("id", "Id", "id", "The incentive or policy.", table=True),
    _field("kind", "Kind", "word", "incentive, or policy that sets limits."),
    _field("name", "Name", "text", "Its name."),
    _field("name_zh", "Chinese name", "text", "Its name in Chinese."),
    _field("verdict", "Verdict", "word", "yes, no or unknown.", table=True),
    _field("decided_by", "Decided by", "objects", "The criteria that decided.", line=_criterion_line, table=True),
    _field("reasons", "Because", "texts", "What decided beside criteria: status, or no stated limit.", table=True),
    _field("missing", "Missing", "texts", "Fields of the profile that would bring it on.", table=True),
    _field("status", "Status", "word", "Its status on the day.", table=True),
    _field("status_why", "Status because", "text", "What the status goes by."),
    _field("benefit", "Benefit", "text", "What a firm gets."),
    _field("effective_to", "Effective to", "period", "When it ceases to apply."),
    _field("renewal", "Renewal", "word", "Whether it is known to go on after its term."),
    _field("zone_cover", "Reaches the zone", "word", "whole, part or none of the zone; null: not stated."),
    _field("criteria", "Criteria", "objects", "Every criterion with its verdict and clause.", line=_criterion_line),
    _field("unknowns", "Not in the sources", "texts", "What the sources leave out."),
    _field("agencies", "Agencies", "ids", "Who answers for it."),
    _field("source", "Source", "id", "Who says so.", table=True),
    _field("locator", "Locator", "text", "Where in the source."),
    _field("confidence", "Confidence", "word", "high or medium, of what is restated; null: read itself."),
    _field("dispute", "Dispute", "word", "The type of a discrepancy that names it, or `caution`."),
)  # fmt: skip


def items_of(matching: Matching) -> list[dict[str, Any]]:
    """Return every decision as an item with the keys of `KNOWN`."""
    return [_item(decision) for decision in matching.decisions]


def _item(decision: Decision) -> dict[str, Any]:
    record = decision.item
    return {
        "id": record["id"],
        "kind": record["kind"],
        "name": record["name"],
        "name_zh": record["name_zh"],
        "verdict": decision.verdict,
        "decided_by": [_criterion(each) for each in decision.decided_by],
        "reasons": list(decision.reasons),
        "missing": list(decision.missing),
        "status": decision.standing.status,
        "status_why": decision.standing.why,
        "benefit": record.get("benefit"),
        "effective_to": record.get("effective_to"),
        "renewal": record.get("renewal"),
        "zone_cover": record.get("zone_cover"),
        "criteria": [_criterion(each) for each in decision.tested],
        "unknowns": list(record.get("unknowns") or ()),
        "agencies": list(record["agencies"]),
        "source": record["citations"][0]["source"],
        "locator": record["citations"][0]["locator"],
        "confidence": record["confidence"],
        "dispute": record["dispute"],
    }


def _criterion(tested: Tested) -> dict[str, Any]:
    clause = tested.criterion
    return {
        "criterion": tested.name,
        "verdict": tested.finding.verdict,
        "text": clause["text"],
        "why": tested.finding.why,
        "missing": tested.finding.missing,
        **{key: clause[key] for key in ("field", "op", "value", "unit", "case", "source", "locator", "as_stated")},
    }


def outline(matching: Matching) -> dict[str, Any]:
    """Return what stands beside the items: the counts, the next question, and the records that matter."""
    question = matching.question
    return {
        "notice": NOTICE,
        "counts": dict(matching.counts),
        "question": None
        if question is None
        else {
            "field": question.field,
            "text": question.text,
            "text_zh": question.text_zh,
            "settles": list(question.settles),
            "bears_on": list(question.bears_on),
        },
        "matters": {
            kind: [{"id": each.item["id"], "name": each.item["name"], "why": each.why} for each in found]
            for kind, found in matching.matters.items()
        },
    }


def result_of(
    catalogue: Catalogue, matching: Matching, *, wanted: tuple[str, ...] = (), page: Page | None = None
) -> Result:
    """Return a matching as a result, with the fields that are wanted or all of them."""
    specs, columns = chosen(KNOWN, wanted)
    items = items_of(matching)
    return Result(
        specs=specs,
        columns=columns,
        items=items if not wanted else [{spec.key: item[spec.key] for spec in specs} for item in items],
        total=len(items),
        query={"text": question_of(matching), "profile": matching.profile.written()}
        | {"day": matching.day, "only": matching.shown},
        dataset=catalogue.dataset,
        ids=tuple(item["id"] for item in items),
        page=page,
        extra=outline(matching),
    )


def question_of(matching: Matching) -> str:
    """Return the question in words: whom it is about by name and answers, the day, and which decisions are shown."""
    written = matching.profile.written()
    known = "; ".join(
        f"{wording.words(key)} {', '.join(value) or 'none' if isinstance(value, list) else value}"
        for key, value in written.items()
        if key != "name"
    )
    said = f" ({known})" if known else ""
    narrowed = f", of the decisions those that are {matching.shown}" if matching.shown else ""
    return f"what {matching.profile.name or 'a profile'}{said} is eligible for on {matching.day}{narrowed}"


def page_of(matching: Matching, *, ascii_only: bool = False) -> Page:
    """Return a matching for people: the answer in counts, each decision with its clause, the question, what matters."""
    name = matching.profile.name or "this profile"
    counts = matching.counts
    narrowed = f" Shown: {matching.shown} alone." if matching.shown else ""
    blocks: list[Block] = [
        Heading(f"What is open to {name} on {matching.day}", 1),
        Paragraph(f"{counts['yes']} yes, {counts['unknown']} unknown, {counts['no']} no of {sum(counts.values())} "
                  f"incentives.{narrowed} {NOTICE}"),
        *_profile(matching),
    ]  # fmt: skip
    for verdict, heading in _HEADINGS.items():
        blocks += _decisions(heading, [each for each in matching.incentives if each.verdict == verdict], ascii_only)
        if verdict == "unknown":
            blocks += question_blocks(matching)
    blocks += _decisions("Policies that set limits", matching.policies, ascii_only)
    blocks += mattering_blocks(matching)
    return Page(tuple(blocks))


def mattering_blocks(matching: Matching) -> tuple[Block, ...]:
    """Return the policies, agencies, projects and figures that matter to a profile, kind by kind."""
    return tuple(block for kind, found in matching.matters.items() for block in _mattering(kind, found))


def question_blocks(matching: Matching) -> tuple[Block, ...]:
    """Return the one question that would settle most, or nothing where none would."""
    question = matching.question
    if question is None:
        return ()
    more = "More precisely: " if question.field in matching.profile.answers else ""
    bears = f"{len(question.bears_on)} of the unknown wait for it"
    alone = f"; {len(question.settles)} for nothing else" if question.settles else ""
    return (
        Heading("The question that would settle most"),
        Paragraph((Span(f"{more}{question.text}", "strong"), Span(f" {question.text_zh}"))),
        Paragraph(Span(f"{bears}{alone}. In a profile: {question.field} = ...", "dim")),
    )


def _profile(matching: Matching) -> tuple[Block, ...]:
    written = matching.profile.written()
    rows = tuple(
        (wording.words(key), ", ".join(value) or "none" if isinstance(value, list) else str(value))
        for key, value in written.items()
        if key != "name"
    )
    return (Heading("Profile"), Pairs(rows)) if rows else (Paragraph("The profile is empty: nothing is known."),)


def _decisions(heading: str, decisions: Iterable[Decision], ascii_only: bool) -> list[Block]:
    rows = [
        (
            verdict_span(each.verdict, ascii_only=ascii_only),
            str(each.item["id"]),
            _because(each),
            _stands(each, ascii_only=ascii_only),
            _clauses(each),
        )
        for each in decisions
    ]
    if not rows:
        return []
    headers = ("Verdict", "Record", "Because", "Status", "Clause")
    return [Heading(heading), Grid(headers, tuple(rows), whole=frozenset((0, 1)))]


def _stands(decision: Decision, *, ascii_only: bool) -> Line:
    """Write the status of a decision's record, with what is said against the record."""
    status = wording.status(decision.standing.status, ascii_only=ascii_only)
    if not decision.item["dispute"]:
        return status
    return (status, Span("; "), wording.dispute(decision.item["dispute"], ascii_only=ascii_only))


def verdict_span(verdict: str, *, ascii_only: bool = False) -> Span:
    """Write a verdict with its symbol: the word carries the meaning."""
    return Span(f"{_SYMBOLS[verdict][1 if ascii_only else 0]} {verdict}", _TONES[verdict])


def _because(decision: Decision) -> Line:
    texts = [f"{each.criterion['text']} ({each.finding.why})" for each in decision.decided_by]
    return "; ".join((*texts, *decision.reasons))


def _clauses(decision: Decision) -> str:
    if decision.decided_by:
        places = [(each.criterion["source"], each.criterion["locator"]) for each in decision.decided_by]
    else:
        cited = decision.item["citations"][0]
        return f"{cited['source']}, {cited['locator']}"
    return "; ".join(dict.fromkeys(f"{source}, {locator}" for source, locator in places))


def _mattering(kind: Kind, found: tuple[Mattering, ...]) -> tuple[Block, ...]:
    if not found:
        return ()
    lines = [f"{each.item['id']}: {_said(each)} ({each.why})" for each in found[:_NAMED]]
    if len(found) > _NAMED:
        lines.append(f"and {len(found) - _NAMED} more; the JSON has all")
    return (Heading(_PLURAL[kind]), Points(tuple(lines)))


def _said(each: Mattering) -> str:
    item = each.item
    if item["kind"] == "figure":
        where = f"{item['place']} ({wording.words(item['scope'])}), {item['source']}"
        return f"{item['name']}, {wording.observed(item)}, {wording.period(item)}, {where}"
    status = f" [{wording.words(item['status'])}]" if item.get("status") else ""
    return f"{item['name']}{status}"
