"""Comparison: two to six of anything side by side, as one result that every door shows.

Records of one kind are compared field by field; with an indicator, or of figures and indicators themselves, a matrix of
figures is made. What may be compared with what is decided in `dftzcli.analysis.comparing`.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING, Final

from dftzcli.analysis.comparing.matrix import Cell, Matrix
from dftzcli.analysis.comparing.records import RecordComparison
from dftzcli.errors import UsageError
from dftzcli.model.vocabulary import PLURALS, Kind

if TYPE_CHECKING:
    from decimal import Decimal

    from dftzcli.analysis.comparing.criteria import Criterion
    from dftzcli.analysis.comparing.scoring import Scoring, Weights
    from dftzcli.analysis.observations import Observation
    from dftzcli.model.units import Target
    from dftzcli.search.cards import Card, Cards

Comparison = RecordComparison | Matrix
FEWEST: Final = 2
# How many columns a reader can hold side by side.
MOST: Final = 6
MOST_PERIODS: Final = 60
# What the agencies of a partner or an industry are found by: a policy, a project or an incentive that names both.
_THROUGH: Final[dict[Kind, str]] = {"partner": "policies", "industry": "policies", "place": "projects"}


def check_periods(texts: Sequence[str]) -> None:
    """Refuse more periods than anyone reads, before a line is made of each: 1000..9999 is a slip of the finger."""
    if not texts:
        return
    from dftzcli.measuring import spread

    count = len(spread(texts))
    if count > MOST_PERIODS:
        raise UsageError(f"{count} periods are too many to put side by side", fix=f"name at most {MOST_PERIODS}")


def compared(
    cards: Cards,
    ids: Sequence[str],
    *,
    indicators: Sequence[str] = (),
    periods: Sequence[str] = (),
    place: str | None = None,
    target: Target | None = None,
    fields: Sequence[str] | None = None,
) -> Comparison:
    """Put records, or figures of them, side by side.

    `ids` are records; `indicators` ids of what is measured, which makes it a comparison of figures, as ids of figures
    or indicators themselves do; `periods` and `place` say which figures, `target` in what unit. UsageError for what
    cannot be put side by side: too few or too many, of several kinds, or periods without anything measured.
    """
    kinds = {name.kind for identity in ids if (name := cards.name(identity)) is not None}
    if len(set(ids)) < len(ids):
        twice = sorted({identity for identity in ids if ids.count(identity) > 1})
        raise UsageError(f"{', '.join(twice)} is named more than once", fix="name each record once")
    if len(kinds) > 1:
        named = ", ".join(f"{identity} ({_kind(cards, identity)})" for identity in ids)
        raise UsageError(f"these are of several kinds: {named}", fix="compare records of one kind")
    if kinds == {"indicator"}:
        both = tuple(dict.fromkeys((*ids, *indicators)))
        return _measured((), both, cards, periods=periods, place=place, target=target)
    if kinds == {"figure"}:
        from dftzcli.measuring import Figures, of_figures

        if indicators or periods or place is not None:
            what = "an indicator" if indicators else "a period" if periods else "a place"
            raise UsageError(f"{what} beside figures: each figure has its own", fix="name figures, or what they are of")
        return _sized(of_figures(Figures(cards, ids=ids, target=target), ids))
    if place is not None and ids:
        raise UsageError(
            "a place beside records: what is compared is at one place or of these records",
            fix="name the place among the records, or leave it out",
        )
    if indicators:
        return _measured(ids, indicators, cards, periods=periods, place=place, target=target)
    if periods or place is not None or target is not None:
        what = "periods" if periods else "a place" if place is not None else "a unit"
        raise UsageError(f"{what} of what? no indicator is named", fix="add --indicator gdp, for instance")
    return _records(cards, ids, fields)


def _measured(
    ids: Sequence[str],
    indicators: Sequence[str],
    cards: Cards,
    *,
    periods: Sequence[str],
    place: str | None,
    target: Target | None,
) -> Matrix:
    """Choose what the columns are: the records, else the periods, else the indicators."""
    from dftzcli import measuring

    figures = measuring.Figures(cards, indicators, target=target)
    if not figures.all:
        raise UsageError(
            f"no figure measures {', '.join(indicators)}", fix="`dftz list indicators` lists what is measured"
        )
    if len(ids) > 1:
        return _sized(measuring.of_records(figures, ids, indicators, periods))
    where = ids[0] if ids else place
    if len(periods) > 1 or (len(indicators) == 1 and (where is not None or place is not None)):
        years = periods or measuring.years_of(figures, where)[-MOST:]
        return _sized(measuring.of_periods(figures, where, indicators, years))
    if len(indicators) > 1 and len(indicators) <= MOST:
        return _sized(measuring.of_indicators(figures, where, indicators, periods))
    return _sized(measuring.of_records(figures, measuring.places_of(figures), indicators, periods))


def _sized(matrix: Matrix) -> Matrix:
    """Refuse a matrix with too few or too many columns."""
    count = len(matrix.columns)
    if not FEWEST <= count <= MOST:
        shown = [column.id for column in matrix.columns[: 2 * MOST]]
        named = ", ".join([*shown, "and so on"] if len(shown) < count else shown) or "nothing"
        raise UsageError(f"{count} to put side by side: {named}", fix=f"name {FEWEST} to {MOST}")
    return matrix


def _records(cards: Cards, ids: Sequence[str], fields: Sequence[str] | None) -> RecordComparison:
    from dftzcli.analysis.comparing.records import compare_records
    from dftzcli.model.fields import fields as of_kind

    items = [card for identity in ids if (card := cards.peek(identity)) is not None]
    if len(items) < FEWEST:
        raise UsageError(
            f"{len(items)} to put side by side", fix=f"name {FEWEST} to {MOST} records of one kind, or an --indicator"
        )

    def name(identity: str) -> str | None:
        found = cards.name(identity)
        return found.name if found else None

    extra = extra_rows(cards, items)
    return compare_records(items, of_kind(items[0]["kind"]), names=name, fields=fields, extra=extra)


def extra_rows(cards: Cards, items: Sequence[Card]) -> dict[str, tuple[str, Sequence[Sequence[str]]]]:
    """Return the rows that no field holds: the units that answer for what the policies about a record want."""
    from dftzcli.analysis.comparing.records import reached

    through = _THROUGH.get(items[0]["kind"])
    if through is None:
        return {}
    return {"agencies": ("Agencies", reached(items, through=through, field="agencies", peek=cards.peek))}


def cautions(cards: Cards, matrix: Matrix) -> tuple[str, ...]:
    """Return what is disputed about the figures of a matrix: the name and id of each discrepancy that names one."""
    figures = {one.id for line in matrix.lines for cell in line.cells for one in _all(cell)}
    found = [card for card in cards.of_kind("discrepancy") if not figures.isdisjoint(card["records"])]
    return tuple(
        f"{'caution' if card['is_caution'] else card['type']}: {card['name']} ({card['id']})" for card in found
    )


def _all(cell: Cell) -> tuple[Observation, ...]:
    return cell.also if cell.observation is None else (cell.observation, *cell.also)


def scored(cards: Cards, comparison: Comparison, weights: Weights) -> Scoring:
    """Score a comparison by weights; UsageError for a weight of nothing that is compared."""
    from dftzcli.analysis.comparing.scoring import score

    return score([column.id for column in comparison.columns], criteria(cards, comparison), weights)


def criteria(cards: Cards, comparison: Comparison) -> tuple[Criterion, ...]:
    """Return what a comparison can be scored by: its lines of figures, or the fields that can be made numbers."""
    from dftzcli.analysis.comparing.criteria import Criterion, record_criteria

    if isinstance(comparison, RecordComparison):
        from dftzcli.model.fields import fields as of_kind

        items = [card for column in comparison.columns if (card := cards.peek(column.id)) is not None]
        kind: Kind = items[0]["kind"]
        return record_criteria(items, of_kind(kind), extra=extra_rows(cards, items))
    keys = [line.indicator or line.key for line in comparison.lines]
    return tuple(
        Criterion(
            key=key if keys.count(key) == 1 else line.key,
            label=line.label,
            values=tuple(None if cell.unlike else _value(cell) for cell in line.cells),
            direction=line.direction,
            unit=_unit(line.cells),
            notes=tuple(cell.missing or cell.unlike or _open(cell) for cell in line.cells),
            low=tuple(_ends(cell)[0] for cell in line.cells),
            high=tuple(_ends(cell)[1] for cell in line.cells),
        )
        for key, line in zip(keys, comparison.lines, strict=True)
    )


def _value(cell: Cell) -> Decimal | None:
    return None if cell.observation is None else cell.observation.in_base


def _ends(cell: Cell) -> tuple[Decimal | None, Decimal | None]:
    return (None, None) if cell.observation is None or cell.unlike else cell.observation.ends_in_base


def _unit(cells: Iterable[Cell]) -> str:
    return next((cell.observation.unit.base for cell in cells if cell.observation is not None), "")


def _open(cell: Cell) -> str:
    one = cell.observation
    return "" if one is None or one.is_exact else f"{one.qualifier.replace('_', ' ')} in the source"


def _kind(cards: Cards, identity: str) -> str:
    found = cards.name(identity)
    return PLURALS[found.kind] if found else "nothing"
