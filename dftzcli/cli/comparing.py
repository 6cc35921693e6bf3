"""What `dftz compare` does with the values of its options, however the command line was read."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

from dftzcli.analysis.comparing.matrix import Matrix
from dftzcli.cli.compared import emit_matrix, emit_records
from dftzcli.cli.ids import given
from dftzcli.cli.options import Output, Terminal
from dftzcli.cli.session import Session
from dftzcli.comparing import check_periods
from dftzcli.errors import UsageError
from dftzcli.render.asked import comparison_asked, comparison_sentence
from dftzcli.tuples import NamedTuple

if TYPE_CHECKING:
    from dftzcli.catalogue import Catalogue

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
    check_periods(compare.periods)
    fields = None if output.fields in (None, "help") else session.asked_fields(())
    comparison = catalogue.compare(
        *ids,
        indicator=indicators,
        period=compare.periods,
        place=place,
        unit=compare.unit,
        fields=None if indicators else fields,
    )
    scoring = catalogue.score(comparison, weights) if weights else None
    asked = comparison_asked(
        comparison_sentence(texts, compare.indicators, compare.periods, compare.place),
        ids,
        indicators=indicators,
        periods=compare.periods,
        place=place,
        unit=compare.unit,
        weights=weights,
    )
    if isinstance(comparison, Matrix):
        emit_matrix(session, catalogue, comparison, scoring, compare, asked)
    else:
        emit_records(session, catalogue, comparison, scoring, compare, asked)


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
