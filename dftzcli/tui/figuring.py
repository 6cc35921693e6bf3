"""What the place of figures shows: the series of some indicators and places, as rows, as a page and as a result."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from typing import TYPE_CHECKING, Any, Final

from dftzcli.catalogue import Catalogue
from dftzcli.render import wording
from dftzcli.render.converted import converted_note, printed_as
from dftzcli.render.measured import measured_result
from dftzcli.render.page import Block, Grid, Heading, Line, Page, Paragraph, Points, Span
from dftzcli.render.result import Result
from dftzcli.render.series_items import of_series, series_fields
from dftzcli.render.series_page import series_chart, series_grid
from dftzcli.search.query import Query, query_of
from dftzcli.tui.views import FiguresView
from dftzcli.tui.widgets.list_columns import Column
from dftzcli.tui.widgets.list_rows import Row
from dftzcli.tui.widgets.toned import toned

if TYPE_CHECKING:
    from dftzcli.analysis.observations import Observation
    from dftzcli.analysis.series import Point

# The columns of the table of series, as `series_grid` has them.
COLUMNS: Final = (
    Column("indicator", "Indicator", share=4, least=16, priority=8),
    Column("where", "Where", share=2, least=14, priority=6),
    Column("span", "From, to", width=12, priority=2),
    Column("course", "Course", width=8, priority=3),
    Column("latest", "Latest", share=3, least=18, priority=9),
    Column("of", "Of", share=2, least=7, priority=7),
    Column("source", "Source", share=1, least=14, priority=1),
    Column("dispute", "Dispute", width=11, priority=5),
    Column("gaps", "Gaps", share=1, least=26, priority=4),
)
# How wide a chart is in a file, as the command line draws it where there is no terminal.
_IN_FILE: Final = 80


class Figured:
    """The series that a view asks for; what was asked for in words is in the ids that the words were taken for."""

    def __init__(self, catalogue: Catalogue, view: FiguresView, *, ascii_only: bool = False) -> None:
        """Ask the catalogue; UsageError or NotFound for an indicator, a place, a period or a unit nobody can mean."""
        self._catalogue = catalogue
        self._ascii = ascii_only
        words: list[str] = []
        for text in view.indicators:
            words += catalogue.measured(text)[0]
        self.view = view._replace(indicators=tuple(dict.fromkeys(words)))
        self.selection = catalogue.select(_query(self.view))
        items: list[dict[str, Any]] = list(self.selection.cards)
        self.notes = self._gaps()
        if view.unit and items:
            items = self._converted(items)
        self.series = catalogue.assembled(items, within=self.selection.query.within)
        self.names = {identity: name.name for identity, name in catalogue.cards.names(("indicator", "place"))}
        self._grid = series_grid(self.series, self.names, ascii_only=ascii_only)

    def __len__(self) -> int:
        """Return how many series there are."""
        return len(self.series)

    def rows(self, start: int, end: int) -> Sequence[Row]:
        """Return the rows from `start` up to, and without, `end`; each has the id of its latest figure."""
        pairs = zip(self.series[start:end], self._grid.rows[start:end], strict=True)
        first = len(COLUMNS) - len(self.columns)
        return tuple(Row(one.latest.id, tuple(map(toned, cells[first:]))) for one, cells in pairs)

    @property
    def columns(self) -> tuple[Column, ...]:
        """The columns of the rows: without the indicator where it is the same in each, for the others to have room."""
        return COLUMNS[1:] if len({one.key.indicator for one in self.series}) == 1 else COLUMNS

    @property
    def said(self) -> str:
        """How much there is, how much is missing, and how much is disputed."""
        figures = self._figures()
        everything = len(self._catalogue.cards.of_kind("figure"))
        missing = sum(bool(point.missing) for one in self.series for point in one.points)
        disputed = sum(bool(one.item["dispute"]) for one in figures)
        parts = [
            # What was asked for first: a narrow terminal cuts the end.
            *(f"{name} {value}" for name, value in (("period", self.view.period), ("unit", self.view.unit)) if value),
            f"{len(self)} series of {len(figures)} of {everything} figures",
            f"{missing} period{'s' * (missing != 1)} without a figure" if missing else "",
            f"{disputed} disputed" if disputed else "",
        ]
        return "; ".join(filter(None, parts))

    def ids(self) -> tuple[str, ...]:
        """Return the ids of the figures, series by series."""
        return tuple(dict.fromkeys(one.id for one in self._figures()))

    def page(self, number: int) -> Page:
        """Return one series whole: every period with its figures, or why it has none, and what holds for all."""
        one = self.series[number]
        key = one.key
        since = f"counted anew since {key.since}" if key.since else ""
        about = ", ".join(filter(None, (wording.words(key.scope), key.subject or key.definition, key.rhythm, since)))
        head = f"{self.names.get(key.indicator, key.indicator)}, {self.names.get(key.place, key.place)} ({about})"
        rows = tuple(row for point in one.points for row in self._rows(point))
        grid = Grid(("Period", "Value", "Source", "Dispute"), rows)
        blocks: list[Block] = [Paragraph(Span(head, "strong")), grid]
        if self.notes:
            blocks += [Heading("Of all that is asked for"), Points(self.notes)]
        return Page(tuple(blocks))

    def chart(self, columns: int) -> Page:
        """Return the series as bars."""
        return Page(tuple(series_chart(self.series, self.names, columns=columns, ascii_only=self._ascii)))

    def result(self) -> Result:
        """Return the series as the result that the command line writes for the view."""
        blocks: list[Block] = [self._grid]
        if self.view.as_chart and self.series:
            blocks = [*self.chart(_IN_FILE).blocks, self._grid]
        return measured_result(
            self._catalogue,
            self.selection,
            of_series(self.series, self.names),
            specs=series_fields(),
            total=len(self.series),
            unit=self.view.unit or None,
            page=Page(tuple(blocks)),
        )

    def _figures(self) -> list[Observation]:
        return [each for one in self.series for point in one.points for each in point.observations]

    def _rows(self, point: Point) -> list[tuple[Line, ...]]:
        if not point.observations:
            # The gap that a reason ends with stands in the column of sources: as one word it would be cut anywhere.
            reason, _, gap = point.missing.removesuffix(")").partition(" (")
            return [(point.period, Span(reason, "open"), Span(gap, "open"), "")]
        rows: list[tuple[Line, ...]] = []
        for one in point.observations:
            item = dict(one.item)
            printed = printed_as(item)
            value = wording.observed(item) + (f" (printed as {printed})" if printed else "")
            mark = wording.dispute(item["dispute"], ascii_only=self._ascii)
            rows.append((wording.period(item), value, one.source, mark))
        return rows

    def _gaps(self) -> tuple[str, ...]:
        query = self.selection.query
        if not (query.within or query.links):
            return ()
        return tuple(
            f"not in the sources: {gap['name']} ({gap['id']})" for gap in self._catalogue.gaps_about(self.selection)
        )

    def _converted(self, items: list[dict[str, Any]]) -> list[dict[str, Any]]:
        from dftzcli.analysis.converting import converted
        from dftzcli.model.units import target

        found = converted(items, target(self.view.unit))
        kept = tuple(f"figures in {code} stay as printed: {reason}" for code, reason in found.kept.items())
        self.notes = (*self.notes, *filter(None, (converted_note(found.items),)), *kept)
        return list(found.items)


class Offered:
    """What there is to choose from: the indicators with their figures, and the places of those that are chosen."""

    def __init__(self, catalogue: Catalogue) -> None:
        """Count the figures."""
        self._catalogue = catalogue
        self._figures = Counter((card["indicator"], card["place"]) for card in catalogue.cards.of_kind("figure"))

    def indicators(self, *, sort: str = "count") -> tuple[Row, ...]:
        """Return every indicator with how many figures it has, those with most first, or by name."""
        counts: Counter[str] = Counter()
        for (indicator, _), count in self._figures.items():
            counts[indicator] += count
        found = [card for card in self._catalogue.cards.of_kind("indicator") if counts[card["id"]]]
        found.sort(key=lambda card: (-counts[card["id"]] if sort == "count" else 0, card["name"].casefold()))
        return tuple(Row(card["id"], (card["name"], str(counts[card["id"]]))) for card in found)

    def places(self, indicators: Sequence[str], chosen: Sequence[str]) -> tuple[Row, ...]:
        """Return the places that have figures of some indicators, of any for none, and those that are chosen."""
        counts: Counter[str] = Counter(dict.fromkeys(chosen, 0))
        for (indicator, place), count in self._figures.items():
            if not indicators or indicator in indicators:
                counts[place] += count
        order = sorted(counts, key=lambda place: (-counts[place], place))
        return tuple(Row(place, (self._name(place), str(counts[place]))) for place in order)

    def _name(self, place: str) -> str:
        found = self._catalogue.cards.name(place)
        return found.name if found else place


def _query(view: FiguresView) -> Query:
    return query_of(kinds=("figure",), words=view.indicators, period=view.period or None, place=view.where)
