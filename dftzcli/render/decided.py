"""A profile and its decisions in parts: the answers row by row, the decisions row by row, and each on a page."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, Final

from dftzcli.model.eligibility import FIELDS
from dftzcli.model.vocabulary import RENEWAL_WORDS, ZONE_COVER_WORDS
from dftzcli.render import wording
from dftzcli.render.matched import mattering_blocks, question_blocks, verdict_span
from dftzcli.render.page import Block, Grid, Heading, Line, Page, Pairs, Paragraph, Points, Span
from dftzcli.tuples import NamedTuple

if TYPE_CHECKING:
    from dftzcli.analysis.matching.deciding import Decision, Tested
    from dftzcli.catalogue import Catalogue
    from dftzcli.matching import Matching

# What a profile has beside its fields: what it is called there, and the question for it.
OTHERS: Final[dict[str, tuple[str, str]]] = {
    "name": ("name", "What is the firm to be called?"),
    "confirmed": ("criteria it meets", "Which criteria in words does it meet? Write RECORD#NUMBER, with commas."),
    "denied": ("criteria it fails", "Which criteria in words does it not meet? Write RECORD#NUMBER, with commas."),
}
_UNANSWERED: Final = "not known"


class FieldRow(NamedTuple):
    """A field of a profile: its key, its label, its answer in words, and whether it is the one to answer next."""

    key: str
    label: str
    answer: str
    is_answered: bool
    is_next: bool


def field_rows(matching: Matching) -> tuple[FieldRow, ...]:
    """Return every field with its answer, the one whose answer would settle most first."""
    written = matching.profile.written()
    following = matching.question.field if matching.question is not None else None
    labels = {key: spec.label for key, spec in FIELDS.items()} | {key: label for key, (label, _) in OTHERS.items()}
    order = sorted(labels, key=lambda key: key != following)
    return tuple(
        FieldRow(
            key,
            label=labels[key],
            answer=answer_in_words(written[key]) if key in written else _UNANSWERED,
            is_answered=key in written,
            is_next=key == following,
        )
        for key in order
    )


def answer_in_words(answer: str | Sequence[str]) -> str:
    """Write an answer as it may be written again: several with commas, an empty list as none."""
    return answer if isinstance(answer, str) else ", ".join(answer) or "none"


def asked(field: str) -> tuple[str, str]:
    """Return the question for a field in English and in Chinese, where there is one in Chinese."""
    if field in OTHERS:
        return OTHERS[field][1], ""
    spec = FIELDS[field]  # type: ignore[index]
    return spec.question, spec.question_zh


def decision_line(decision: Decision, *, ascii_only: bool = False) -> tuple[Line, Line, Line]:
    """Return the cells of a decision in a list: verdict, name and status."""
    name = str(decision.item["name"])
    kind = (Span("policy: ", "dim"),) if decision.item["kind"] == "policy" else ()
    return (
        verdict_span(decision.verdict, ascii_only=ascii_only),
        (*kind, Span(name)),
        wording.status(decision.standing.status, ascii_only=ascii_only),
    )


def decision_page(catalogue: Catalogue, decision: Decision, *, ascii_only: bool = False) -> Page:
    """Return the page of one decision: the verdict and why, every criterion with its clause, what is missing."""
    item = decision.item
    blocks: list[Block] = [Heading(str(item["name"]), 1), Pairs(_head(decision, ascii_only))]
    if decision.reasons:
        blocks += [Heading("Because"), Points(decision.reasons)]
    blocks += [Heading("Criteria"), *_criteria(decision, ascii_only)]
    if decision.missing:
        lines = tuple(f"{FIELDS[field].label}: {FIELDS[field].question}" for field in decision.missing)  # type: ignore[index]
        blocks += [Heading("What is missing"), Points(lines)]
    if item.get("unknowns"):
        blocks += [Heading("Not in the sources"), Points(tuple(item["unknowns"]))]
    if item["agencies"]:
        named = ((identity, catalogue.cards.name(identity)) for identity in item["agencies"])
        blocks += [
            Heading("Whom to ask"),
            Points(tuple(f"{identity} ({name.name})" if name else identity for identity, name in named)),
        ]
    return Page(tuple(blocks))


def matters_page(matching: Matching) -> Page:
    """Return the question that would settle most, and what matters to the profile beside its incentives."""
    blocks = (*question_blocks(matching), *mattering_blocks(matching))
    return Page(blocks or (Paragraph("Nothing on record is linked with what the profile says so far."),))


def _head(decision: Decision, ascii_only: bool) -> tuple[tuple[str, Line], ...]:
    item = decision.item
    status = wording.status_in_words(decision.standing.status, ascii_only=ascii_only)
    rows: list[tuple[str, Line]] = [
        ("Verdict", verdict_span(decision.verdict, ascii_only=ascii_only)),
        ("Record", str(item["id"])),
        ("Status", (status, Span(f" ({decision.standing.why})", "dim"))),
    ]
    if item.get("benefit"):
        rows.append(("Benefit", str(item["benefit"])))
    rows += [
        (label, said[item[key]])
        for label, key, said in (
            ("Renewal", "renewal", RENEWAL_WORDS), ("The zone", "zone_cover", ZONE_COVER_WORDS),
        )
        if item.get(key)
    ]  # fmt: skip
    return tuple(rows)


def _criteria(decision: Decision, ascii_only: bool) -> tuple[Block, ...]:
    if not decision.tested:
        return (Paragraph(str(decision.item.get("no_criteria") or "The sources set no limit that can be tested.")),)
    always = [each for each in decision.tested if each.criterion["case"] is None]
    cases: dict[str, list[Tested]] = {}
    for each in decision.tested:
        if each.criterion["case"] is not None:
            cases.setdefault(each.criterion["case"], []).append(each)
    blocks: list[Block] = [_tests(always, ascii_only)] if always else []
    if cases:
        blocks.append(Paragraph(f"And one of these {len(cases)}:" if always else f"One of these {len(cases)}:"))
    for case, members in cases.items():
        blocks += [Paragraph(Span(f"{wording.words(case.replace('-', ' '))}:", "strong")), _tests(members, ascii_only)]
    return tuple(blocks)


def _tests(tested: Sequence[Tested], ascii_only: bool) -> Grid:
    rows = tuple(
        (
            verdict_span(each.finding.verdict, ascii_only=ascii_only),
            f"{each.criterion['text']} ({each.name.rpartition('#')[2]})",
            each.finding.why,
            f"{each.criterion['source']}, {each.criterion['locator']}",
        )
        for each in tested
    )
    return Grid(("", "Criterion (number)", "Why", "Clause"), rows, whole=frozenset((0,)))
