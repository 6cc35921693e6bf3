"""The tabs of the place of sources: their columns, what stands in the cells, and by what their records are chosen."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from typing import Any, Final, Literal

from rich.text import Text

from dftzcli.catalogue import Catalogue
from dftzcli.model.vocabulary import RENEWAL_WORDS, Kind
from dftzcli.render import wording
from dftzcli.render.escape import visible
from dftzcli.tui.finding import named
from dftzcli.tui.widgets.list_columns import Column
from dftzcli.tui.widgets.list_rows import Cell
from dftzcli.tui.widgets.toned import toned
from dftzcli.tuples import NamedTuple

TabName = Literal["sources", "discrepancies", "gaps", "stale", "expiring"]
Item = Mapping[str, Any]


class Tab(NamedTuple):
    """One tab: the kind it lists (None: several), its columns, those that can be sorted by, and what it is chosen by.

    The key of a column is the field it shows; `about` says what an empty tab means.
    """

    title: str
    kind: Kind | None
    columns: tuple[Column, ...]
    sorts: tuple[str, ...]
    chosen_by: str
    values: Callable[[Item], Iterable[str]]
    cells: Callable[[Catalogue, Item, bool], tuple[Cell, ...]]
    about: str


# ---- cells


def _source(catalogue: Catalogue, item: Item, ascii_only: bool) -> tuple[Cell, ...]:
    return (
        named(dict(item)),
        wording.words(item["document_type"]),
        item["publisher"] or Text("not printed", ".muted"),
        item["date"] or Text(visible(f"inferred {item['date_inferred']}" if item["date_inferred"] else "undated")),
        wording.words(item["evidence"]),
        str(len(item["defects"])),
    )


def _discrepancy(catalogue: Catalogue, item: Item, ascii_only: bool) -> tuple[Cell, ...]:
    word = "caution" if item["is_caution"] else item["type"]
    mark = Text(
        visible(wording.dispute(word, ascii_only=ascii_only).text), ".plan" if word == "caution" else ".dispute"
    )
    kind = f" ({item['type']})" if item["is_caution"] else ""
    one, other, *more = (*readings(item), "", "")
    others = f" (and {len(more) - 2} more)" if len(more) > 2 else ""
    return Text.assemble(mark, visible(kind)), item["name"], one, f"{other}{others}", item["found_by"]


def readings(item: Item) -> tuple[str, ...]:
    """Return what the sides of a disagreement say: figures with period and source, else the passages cited."""
    if len(item["readings"]) > 1:
        return tuple(f"{wording.observed(part)}, {wording.period(part)}, {part['source']}" for part in item["readings"])
    return tuple(f"{part['source']}: {part['as_stated'] or part['locator']}" for part in item["citations"])


def _gap(catalogue: Catalogue, item: Item, ascii_only: bool) -> tuple[Cell, ...]:
    place = catalogue.cards.name(item["place"]) if item["place"] else None
    return (
        item["name"],
        item["indicator"] or "",
        place.name if place else item["place"] or "",
        item["period"] or "",
        ", ".join(item["sources"]),
    )


def _stale(catalogue: Catalogue, item: Item, ascii_only: bool) -> tuple[Cell, ...]:
    age = item["age_years"]
    return (
        item["name"],
        ", ".join(item["why"]),
        "" if age is None else f"{age} years",
        f"{item['importance']} figure" if item["importance"] else item["kind"],
        wording.period({**item, "age_years": None}) if item["period"] else "not known",
        ", ".join(item["superseded_by"]),
    )


def _closing(catalogue: Catalogue, item: Item, ascii_only: bool) -> tuple[Cell, ...]:
    what = f"{item['what']}: {item['text']}" if item["text"] else item["what"]
    status = toned(wording.status(item["status"], ascii_only=ascii_only))
    return (
        item["name"], item["closes"], f"{item['days_left']:,}", what, status,
        RENEWAL_WORDS.get(item["renewal"] or "", ""),
    )  # fmt: skip


_NAME: Final = Column("name", "Name", share=3, least=18, priority=9)

TABS: Final[Mapping[TabName, Tab]] = {
    "sources": Tab(
        "Sources",
        "source",
        (
            _NAME,
            Column("document_type", "Type", width=8, priority=4),
            Column("publisher", "Publisher", share=2, least=14, priority=3),
            Column("date", "Dated", width=24, priority=8),
            Column("evidence", "Evidence", width=18, priority=7),
            Column("defects", "Defects", width=7, justify="right", priority=6),
        ),
        ("name", "document_type", "publisher", "date", "evidence"),
        "evidence",
        lambda item: (item["evidence"],),
        _source,
        "No document fits.",
    ),
    "discrepancies": Tab(
        "Disagreements",
        "discrepancy",
        (
            Column("type", "Type", share=1, least=15, priority=7),
            _NAME._replace(least=22),
            Column("reading", "One reading", share=2, least=15, priority=6),
            Column("other", "Another", share=2, least=15, priority=5),
            Column("found_by", "Found by", width=8, priority=2),
        ),
        ("name", "type", "found_by"),
        "type",
        lambda item: (item["type"],),
        _discrepancy,
        "No disagreement fits.",
    ),
    "gaps": Tab(
        "Gaps",
        "gap",
        (
            _NAME._replace(title="What is lacking", least=24),
            Column("indicator", "Indicator", share=1, least=16, priority=3),
            Column("place", "Place", share=1, least=12, priority=4),
            Column("period", "Period", width=10, priority=5),
            Column("sources", "Announced by", share=1, least=16, priority=6),
        ),
        ("name", "indicator", "place", "period"),
        "document",
        lambda item: item["sources"],
        _gap,
        "No gap fits.",
    ),
    "stale": Tab(
        "Stale",
        None,
        (
            _NAME,
            Column("why", "Why", width=16, priority=8),
            Column("age_years", "Age", width=9, justify="right", priority=7),
            Column("importance", "Importance", width=17, priority=6),
            Column("period", "Time", share=1, least=18, priority=4),
            Column("superseded_by", "Superseded by", share=1, least=16, priority=3),
        ),
        ("name", "why", "age_years", "importance", "period"),
        "kind",
        lambda item: (item["kind"],),
        _stale,
        "Nothing is stale.",
    ),
    "expiring": Tab(
        "Closing",
        None,
        (
            _NAME,
            Column("closes", "Closes", width=10, priority=8),
            Column("days_left", "Days left", width=9, justify="right", priority=7),
            Column("what", "What", share=2, least=20, priority=5),
            Column("status", "Status", width=14, priority=6),
            Column("renewal", "Renewal", share=1, least=20, priority=3),
        ),
        ("name", "closes", "days_left", "what", "status"),
        "span of time",
        lambda item: (item["what"],),
        _closing,
        "Nothing closes within this time: f looks further ahead.",
    ),
}
