"""A score, taken apart: the weights, the common scale, each part, what would turn the order over, and what is close."""

from __future__ import annotations

from typing import Any, Final

from dftzcli.analysis.comparing.scoring import Part, Score, Scoring
from dftzcli.render.page import Block, Grid, Heading, Line, Paragraph, Points, Span

_BETTER: Final = {"up": "more is better", "down": "less is better"}


def score_blocks(scoring: Scoring) -> tuple[Block, ...]:
    """Return the score for people: who may be first, every part, and how firm that is."""
    rows: list[tuple[Line, ...]] = []
    for score in sorted(scoring.rows, key=lambda row: (-row.score_low, row.alternative)):
        rank = str(score.rank) if score.rank is not None else "open"
        rows.append((Span(score.alternative, "strong"), rank, _score(score), *(_part(part) for part in score.parts)))
    heads = tuple(
        f"{weight.label}, {weight.unit} ({weight.given:+}: {_BETTER[weight.direction]})" for weight in scoring.weights
    )
    notes: list[Line] = [f"Scale: {scoring.normalisation}."]
    notes += [f"Close: {one} and {other}." for one, other in scoring.close]
    notes += [f"Not decided: {one} or {other}." for one, other in scoring.undetermined]
    notes.append(f"{scoring.flip_note[:1].upper()}{scoring.flip_note[1:].rstrip('.')}.")
    first = " or ".join(scoring.first)
    return (
        Heading("Score by your weights"),
        Paragraph(f"First: {first}."),
        Grid(("", "Rank", "Score", *heads), tuple(rows)),
        Points(tuple(notes)),
    )


def score_item(scoring: Scoring) -> dict[str, Any]:
    """Return the score as data, with every part of it."""
    return {
        "first": list(scoring.first),
        "weights": [weight._asdict() for weight in scoring.weights],
        "normalisation": scoring.normalisation,
        "rows": [{**row._asdict(), "parts": [part._asdict() for part in row.parts]} for row in scoring.rows],
        "flip": None if scoring.flip is None else {**scoring.flip._asdict(), "then": list(scoring.flip.then)},
        "flip_note": scoring.flip_note,
        "close": [list(pair) for pair in scoring.close],
        "undetermined": [list(pair) for pair in scoring.undetermined],
    }


def _score(score: Score) -> str:
    low, high = f"{score.score_low:.3f}", f"{score.score_high:.3f}"
    return low if low == high else f"{low} to {high}"


def _part(part: Part) -> str:
    low, high = f"{part.contribution_low:.3f}", f"{part.contribution_high:.3f}"
    span = low if low == high else f"{low} to {high}"
    value = "" if part.value is None else f"{part.value:,} gives "
    return f"{value}{span} ({part.note})" if part.note else f"{value}{span}"
