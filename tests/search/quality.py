"""How well search finds what people ask for: hit@1, hit@5 and MRR@10 by style, and the rate of false answers.

`python -m tests.search.quality` (or `make search-quality`) prints both parts of the judged set; `--record` writes what
the kept part reaches as the level below which the tests fail; `--failures` lists what fails in the
tuning part, never in the kept one.
"""

from __future__ import annotations

import hashlib
import json
import os
import sys
import tempfile
from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager
from decimal import Decimal
from pathlib import Path
from typing import Any, Final, NamedTuple

from dftzcli import open_catalogue
from dftzcli.catalogue import Catalogue
from dftzcli.search.finding.answer import Hit

JUDGED: Final = Path(__file__).parent / "judged"
LEVELS: Final = JUDGED / "levels.json"
PARTS: Final = ("tuning", "kept")
UNANSWERABLE: Final = "unanswerable"
# What the kept part must reach whatever was recorded; of false answers, at most one in ten.
BARS: Final[Mapping[str, float]] = {
    "keyword": 0.97,
    "question": 0.90,
    "synonym": 0.85,
    "typo": 0.95,
    "chinese": 0.95,
    "numeric": 0.90,
    "agency": 0.90,
    "partner": 0.95,
    UNANSWERABLE: 0.90,
}


class Question(NamedTuple):
    """A judged question."""

    style: str
    query: str
    groups: tuple[frozenset[str], ...]
    value: Decimal | None


class Outcome(NamedTuple):
    """How a question went: at which place the last wanted record stands, None for not among ten."""

    question: Question
    place: int | None
    found: tuple[str, ...]

    @property
    def good(self) -> bool:
        """Whether it is answered among the first five, or rightly not at all."""
        return not self.found if self.question.style == UNANSWERABLE else self.place is not None and self.place < 5


class Measured(NamedTuple):
    """One style: how many questions, and the shares of them."""

    size: int
    first: float
    five: float
    reciprocal: float


def is_kept(query: str) -> bool:
    """Tell by its hash whether a question is kept aside from tuning."""
    return int(hashlib.sha256(query.encode()).hexdigest(), 16) % 3 == 0


def questions(part: str) -> Iterator[Question]:
    """Yield the questions of a part."""
    for line in (JUDGED / f"{part}.jsonl").read_text("utf-8").splitlines():
        entry: dict[str, Any] = json.loads(line, parse_float=Decimal)
        groups = entry.get("expect_all") or ([entry["expect"]] if "expect" in entry else [])
        value = entry.get("value")
        yield Question(
            entry["style"],
            entry["query"],
            tuple(frozenset(group) for group in groups),
            None if value is None else Decimal(value),
        )


def outcome(catalogue: Catalogue, question: Question) -> Outcome:
    """Ask a question and tell how it went."""
    hits = catalogue.search(question.query, limit=10).hits
    places = [
        next((place for place, hit in enumerate(hits) if hit.id in group and _shows(hit, question.value)), None)
        for group in question.groups
    ]
    met = [place for place in places if place is not None]
    place = max(met) if met and len(met) == len(places) else None
    return Outcome(question, place, tuple(hit.id for hit in hits))


def measured(outcomes: Iterable[Outcome]) -> dict[str, Measured]:
    """Return what each style reaches."""
    by_style: dict[str, list[Outcome]] = {}
    for one in outcomes:
        by_style.setdefault(one.question.style, []).append(one)
    return {
        style: Measured(
            len(found),
            sum(one.place == 0 for one in found) / len(found),
            sum(one.good for one in found) / len(found),
            sum(1 / (one.place + 1) for one in found if one.place is not None) / len(found),
        )
        for style, found in sorted(by_style.items())
    }


def levels() -> dict[str, float]:
    """Return the recorded level of each style: hit@5, and for unanswerable questions the share left unanswered."""
    found: dict[str, float] = json.loads(LEVELS.read_text("utf-8"))
    return found


def _shows(hit: Hit, value: Decimal | None) -> bool:
    if value is None:
        return True
    shown = (hit.item[key] for key in ("value", "value_min", "value_max"))
    return any(number is not None and Decimal(number) == value for number in shown)


def _print(part: str, found: Mapping[str, Measured]) -> None:
    print(f"{part}: {sum(one.size for one in found.values())} questions")
    print(f"  {'style':16}{'count':>6}{'hit@1':>8}{'hit@5':>8}{'MRR@10':>8}{'bar':>7}")
    for style, one in found.items():
        if style != UNANSWERABLE:
            bar = f"{BARS[style]:7.2f}" if style in BARS else ""
            print(f"  {style:16}{one.size:6}{one.first:8.3f}{one.five:8.3f}{one.reciprocal:8.3f}{bar}")
    if UNANSWERABLE in found:
        one = found[UNANSWERABLE]
        print(f"  false answers: {1 - one.five:.3f} of {one.size} unanswerable questions (at most 0.10)")


@contextmanager
def _shipped() -> Iterator[Catalogue]:
    """Open the packaged catalogue in a folder of its own: the user's store may hold an older one."""
    with tempfile.TemporaryDirectory() as folder:
        os.environ["DFTZ_CACHE_DIR"] = os.path.join(folder, "cache")
        yield open_catalogue(os.path.join(folder, "data"))


def main(arguments: list[str]) -> int:
    """Print the quality of both parts; see the module."""
    with _shipped() as catalogue:
        return _report(catalogue, arguments)


def _report(catalogue: Catalogue, arguments: list[str]) -> int:
    for part in PARTS:
        outcomes = [outcome(catalogue, question) for question in questions(part)]
        found = measured(outcomes)
        _print(part, found)
        if part == "tuning" and "--failures" in arguments:
            for one in outcomes:
                if not one.good:
                    print(f"    {one.question.style}: {one.question.query!r} found {', '.join(one.found[:5])}")
        if part == "kept" and "--record" in arguments:
            recorded = {style: round(one.five, 4) for style, one in found.items()}
            LEVELS.write_text(json.dumps(recorded, indent=2, sort_keys=True) + "\n", "utf-8")
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
