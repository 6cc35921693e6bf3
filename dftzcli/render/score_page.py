"""A score, taken apart: the weights, the common scale, each part, what would turn the order over, and what is close."""

from __future__ import annotations

from typing import Any, Final

from dftzcli.analysis.comparing.scoring import Part, Score, Scoring
from dftzcli.render.page import Block, Grid, Heading, Line, Paragraph, Points, Span

_BETTER: Final = {"up": "more is better", "down": "less is better"}


def score_blocks(scoring: Scoring) -> tuple[Block, ...]:
    """Return the score for people: who may be first, every part, and how firm that is."""
    return (
        Heading("Score by your weights"),
        Paragraph(f"First: {' or '.join(scoring.first)}."),
        _parts(scoring),
        Points((_scale(scoring), *_firmness(scoring))),
    )


def order_blocks(scoring: Scoring) -> tuple[Block, ...]:
    """Return the same with the order and how firm it is first, for a pane in which the weights are changed."""
    ranked = (f"{_rank(score)} {score.alternative} {_score(score)}" for score in _ordered(scoring))
    return (
        Paragraph((Span("Order: ", "strong"), Span("; ".join(ranked)))),
        Points(_firmness(scoring)),
        _parts(scoring),
        Points((_scale(scoring),)),
    )


def _parts(scoring: Scoring) -> Grid:
    rows: list[tuple[Line, ...]] = [
        (Span(score.alternative, "strong"), _rank(score), _score(score), *(_part(part) for part in score.parts))
        for score in _ordered(scoring)
    ]
    heads = tuple(
        f"{weight.label}, {weight.unit} ({weight.given:+}: {_BETTER[weight.direction]})" for weight in scoring.weights
    )
    return Grid(("", "Rank", "Score", *heads), tuple(rows))


def _ordered(scoring: Scoring) -> list[Score]:
    return sorted(scoring.rows, key=lambda row: (-row.score_low, row.alternative))


def _scale(scoring: Scoring) -> str:
    return f"Scale: {scoring.normalisation}."


def _firmness(scoring: Scoring) -> tuple[Line, ...]:
    return (
        *(f"Close: {one} and {other}." for one, other in scoring.close),
        *(f"Not decided: {one} or {other}." for one, other in scoring.undetermined),
        f"{scoring.flip_note[:1].upper()}{scoring.flip_note[1:].rstrip('.')}.",
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


def _rank(score: Score) -> str:
    return str(score.rank) if score.rank is not None else "open"


def _score(score: Score) -> str:
    low, high = f"{score.score_low:.3f}", f"{score.score_high:.3f}"
    return low if low == high else f"{low} to {high}"


def _part(part: Part) -> str:
    low, high = f"{part.contribution_low:.3f}", f"{part.contribution_high:.3f}"
    span = low if low == high else f"{low} to {high}"
    value = "" if part.value is None else f"{part.value:,} gives "
    return f"{value}{span} ({part.note})" if part.note else f"{value}{span}"
