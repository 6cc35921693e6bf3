"""What `dftz compare` does with the values of its options, however the command line was read."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final, NamedTuple

from dftzcli.analysis.comparing.matrix import Matrix
from dftzcli.cli.ids import given
from dftzcli.cli.options import Output, Terminal
from dftzcli.cli.session import Session, question
from dftzcli.errors import UsageError
from dftzcli.render.result import Result, chosen, columns_of

if TYPE_CHECKING:
    from dftzcli.analysis.comparing.records import RecordComparison
    from dftzcli.analysis.comparing.scoring import Scoring
    from dftzcli.catalogue import Catalogue
    from dftzcli.render.page import Page

_NOTHING: Final = "name two to six records, or an --indicator: dftz compare japan south-korea russia"


class Compare(NamedTuple):
    """What is compared and how: the values of the options of `dftz compare`."""

    records: tuple[str, ...]
    indicators: tuple[str, ...] = ()
    periods: tuple[str, ...] = ()
    place: str | None = None
    unit: str | None = None
    diff_only: bool = False
    same_only: bool = False
    weights: Path | None = None
    weight: tuple[str, ...] = ()
    chart: bool = False


def answer(compare: Compare, output: Output, terminal: Terminal) -> None:
    """Compare and write the result; UsageError for what cannot be put side by side."""
    session = Session(terminal, output)
    if compare.diff_only and compare.same_only:
        raise UsageError("--diff-only and --same-only contradict each other", fix="give one of them")
    texts = given(compare.records)
    if not texts and not compare.indicators:
        raise UsageError("nothing is named to be compared", fix=_NOTHING)
    weights = _weights(compare)
    catalogue = session.catalogue()
    ids = [session.found(catalogue, text) for text in texts]
    indicators = _indicators(session, catalogue, compare.indicators)
    place = session.found(catalogue, compare.place) if compare.place is not None else None
    fields = None if output.fields in (None, "help") else _split(output.fields)
    comparison = catalogue.compare(
        *ids,
        indicator=indicators,
        period=compare.periods,
        place=place,
        unit=compare.unit,
        fields=None if indicators else fields,
    )
    scoring = catalogue.score(comparison, weights) if weights else None
    asked = question(
        _sentence(texts, compare),
        records=ids,
        indicators=list(indicators),
        periods=list(compare.periods),
        place=place,
        unit=compare.unit,
        weights=dict(weights or {}),
    )
    if isinstance(comparison, Matrix):
        _emit_matrix(session, catalogue, comparison, scoring, compare, asked)
    else:
        _emit_records(session, catalogue, comparison, scoring, compare, asked)


def _weights(compare: Compare) -> Any:
    if compare.weights is None and not compare.weight:
        return None
    from dftzcli.analysis.comparing.weights import read_weights

    return read_weights(compare.weight, compare.weights)


def _indicators(session: Session, catalogue: Catalogue, texts: Sequence[str]) -> tuple[str, ...]:
    """Return the ids of what is measured, and say what a text was taken for where it is no id and no name."""
    found: dict[str, None] = {}
    for text in (part.strip() for each in texts for part in each.split(",") if part.strip()):
        ids, searched = catalogue.measured(text)
        indicators = dict.fromkeys(str(catalogue.item(each).get("indicator") or each) for each in ids)
        if tuple(indicators) != (text,):
            how = "names no indicator; search finds" if searched else "taken for"
            session.narrator.notice(f"{text!r} {how} {', '.join(indicators)}")
        found |= indicators
    return tuple(found)


def _sentence(texts: Sequence[str], compare: Compare) -> str:
    parts = ["compare", " with ".join(texts)] if texts else ["compare"]
    if compare.indicators:
        parts.append(f"by {', '.join(compare.indicators)}")
    if compare.periods:
        parts.append(f"in {', '.join(compare.periods)}")
    if compare.place:
        parts.append(f"at {compare.place}")
    return " ".join(parts)


def _emit_matrix(
    session: Session,
    catalogue: Catalogue,
    matrix: Matrix,
    scoring: Scoring | None,
    compare: Compare,
    asked: dict[str, Any],
) -> None:
    from dftzcli.render import matrix_page

    known = columns_of(matrix_page.KEYS, matrix_page.IN_TABLE)
    wanted = session.asked_fields(known)
    if wanted is None:
        return
    items = matrix_page.matrix_items(matrix)
    if compare.diff_only or compare.same_only:
        session.narrator.notice("--diff-only and --same-only are for records: figures are shown as they are")
    unlike = sum(1 for item in items if item["state"] == "not_comparable")
    if unlike:
        session.narrator.notice(f"{unlike} figure{'s are' if unlike > 1 else ' is'} shown and not compared")
    page = None
    if session.format.name in ("table", "md") and not wanted:
        page = matrix_page.matrix_page(matrix, ascii_only=session.ascii_only, notes=catalogue.cautions(matrix))
        page = _with_chart(session, matrix, page, compare)
        page = _with_score(page, scoring)
    elif compare.chart:
        session.narrator.notice("charts stand in table and md; the figures are their twin")
    extra: dict[str, Any] = {"comparison": matrix_page.outline(matrix), "cautions": list(catalogue.cautions(matrix))}
    _emit(session, catalogue, known, wanted, items, asked, page, extra, scoring, ids=matrix_page.figure_ids(matrix))


def _emit_records(
    session: Session,
    catalogue: Catalogue,
    comparison: RecordComparison,
    scoring: Scoring | None,
    compare: Compare,
    asked: dict[str, Any],
) -> None:
    from dftzcli.analysis.comparing.records import rows_as_items
    from dftzcli.render import fields_page

    if session.output.fields == "help":
        session.asked_fields(fields_page.known(comparison))
        return
    only: fields_page.Only = "different" if compare.diff_only else "same" if compare.same_only else None
    items = rows_as_items(comparison, only=only)
    known = fields_page.specs(comparison)
    page = None
    if session.format.name in ("table", "md"):
        page = fields_page.fields_page(comparison, only=only, ascii_only=session.ascii_only)
        page = _with_score(page, scoring)
    if compare.chart:
        session.narrator.notice("--chart is for figures: add an --indicator")
    extra: dict[str, Any] = {"comparison": fields_page.outline(comparison)}
    ids = tuple(column.id for column in comparison.columns)
    _emit(session, catalogue, known, (), items, asked, page, extra, scoring, ids=ids)


def _emit(
    session: Session,
    catalogue: Catalogue,
    known: Any,
    wanted: tuple[str, ...],
    items: list[dict[str, Any]],
    asked: dict[str, Any],
    page: Page | None,
    extra: dict[str, Any],
    scoring: Scoring | None,
    *,
    ids: tuple[str, ...],
) -> None:
    if scoring is not None:
        from dftzcli.render.score_page import score_item

        extra["scoring"] = score_item(scoring)
        if session.format.name not in ("table", "md", "json"):
            session.narrator.notice("the score stands in table, md and json")
    specs, columns = chosen(known, wanted)
    shown = items if specs is known else [{spec.key: item[spec.key] for spec in specs} for item in items]
    session.emit(
        Result(
            specs=specs,
            columns=columns,
            items=shown,
            total=len(items),
            query=asked,
            dataset=catalogue.dataset,
            ids=ids,
            page=page,
            extra=extra,
        ),
        nothing="" if items else "nothing differs" if session.format.name == "table" else "",
    )


def _with_chart(session: Session, matrix: Matrix, page: Page, compare: Compare) -> Page:
    if not compare.chart:
        return page
    from dftzcli.render.matrix_chart import matrix_chart

    drawn = matrix_chart(matrix, columns=session.width, ascii_only=session.ascii_only)
    return page._replace(blocks=(*drawn, *page.blocks))


def _with_score(page: Page, scoring: Scoring | None) -> Page:
    if scoring is None:
        return page
    from dftzcli.render.score_page import score_blocks

    return page._replace(blocks=(*page.blocks, *score_blocks(scoring)))


def _split(text: str | None) -> list[str] | None:
    return None if text is None else [part.strip() for part in text.split(",") if part.strip()]
