"""What the place of comparing shows: records or figures side by side as rows, what each cell means, and the score."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from typing import TYPE_CHECKING, Any, Final

from dftzcli.analysis.comparing.matrix import Line, Matrix
from dftzcli.analysis.comparing.weights import read_weights
from dftzcli.catalogue import Catalogue
from dftzcli.comparing import check_periods, criteria
from dftzcli.model.vocabulary import PLURALS
from dftzcli.render import compared
from dftzcli.render.asked import comparison_asked, comparison_sentence
from dftzcli.render.converted import converted_note
from dftzcli.render.fields_page import fields_page, nothing, row_blocks
from dftzcli.render.matrix_chart import matrix_chart
from dftzcli.render.matrix_page import NOTHING, cell_blocks, line_rows
from dftzcli.render.page import Block, Grid, Heading, Page, Paragraph, Points, Span
from dftzcli.render.result import Result
from dftzcli.tui.views import CompareView
from dftzcli.tui.widgets.side_lines import Entry
from dftzcli.tui.widgets.toned import toned
from dftzcli.tuples import NamedTuple

if TYPE_CHECKING:
    from dftzcli.analysis.comparing.criteria import Criterion
    from dftzcli.analysis.comparing.field_rows import FieldRow
    from dftzcli.analysis.comparing.scoring import Scoring
    from dftzcli.render.fields_page import Only

# How wide a chart is in a file, as the command line draws it where there is no terminal.
_IN_FILE: Final = 80


class Measured(NamedTuple):
    """An indicator, and how many of some records have figures of it."""

    id: str
    name: str
    having: int


class Compared:
    """Two to six things side by side; what was named in words is in the ids that the words were taken for."""

    def __init__(self, catalogue: Catalogue, view: CompareView, *, ascii_only: bool = False) -> None:
        """Compare; UsageError or NotFound for what cannot be put side by side, and for weights that cannot be used."""
        self._catalogue = catalogue
        self._ascii = ascii_only
        check_periods(view.periods)
        self.view = view._replace(
            ids=tuple(catalogue.find(text).id for text in view.ids),
            indicators=_indicators(catalogue, view.indicators),
        )
        self.comparison = catalogue.compare(
            *self.view.ids, indicator=self.view.indicators, period=view.periods, unit=view.unit or None
        )
        self.cautions = catalogue.cautions(self.comparison) if isinstance(self.comparison, Matrix) else ()
        self.scoring = self.scored(view.weights)
        self._of: tuple[Line | FieldRow, ...] = ()
        self.entries = self._rows()

    @property
    def columns(self) -> tuple[str, ...]:
        """The ids at the head of the columns: records, or periods."""
        return tuple(column.id for column in self.comparison.columns)

    @property
    def heads(self) -> tuple[str, ...]:
        """The names at the head of the columns."""
        return tuple(column.name for column in self.comparison.columns)

    @property
    def kind(self) -> str:
        """What is compared: the kind of the columns."""
        return self.comparison.columns[0].kind

    @property
    def is_of_figures(self) -> bool:
        """Whether figures stand side by side, and not records."""
        return isinstance(self.comparison, Matrix)

    @property
    def criteria(self) -> tuple[Criterion, ...]:
        """What it can be scored by."""
        return criteria(self._catalogue.cards, self.comparison)

    @property
    def said(self) -> str:
        """How much is compared, how much of it differs, and what is not compared or missing."""
        view = self.view
        # What was asked for first: a narrow terminal cuts the end.
        parts = [f"first by your weights: {' or '.join(self.scoring.first)}"] if self.scoring is not None else []
        parts += [f"unit {view.unit}"] * bool(view.unit) + [f"period {', '.join(view.periods)}"] * bool(view.periods)
        parts += ["only what differs"] * (view.only_different and not self.is_of_figures)
        parts.append(f"{len(self.columns)} {PLURALS.get(self.kind, f'{self.kind}s')}")  # type: ignore[call-overload]
        if isinstance(self.comparison, Matrix):
            cells = [cell for line in self.comparison.lines for cell in line.cells]
            unlike = sum(bool(cell.unlike) for cell in cells)
            missing = sum(cell.observation is None for cell in cells)
            parts.append(f"{len(cells) - missing} figures")
            parts += [f"{unlike} not compared"] * bool(unlike) + [f"{missing} missing"] * bool(missing)
            parts += [f"{len(self.cautions)} to read with care"] * bool(self.cautions)
        else:
            different = sum(entry.differs for entry in self.entries)
            parts.append(f"{different} of {len(self.comparison.shown())} rows differ")
        return "; ".join(parts)

    @property
    def nothing(self) -> str:
        """What is said where there is no row; empty where there are some."""
        if self.entries:
            return ""
        return NOTHING if self.is_of_figures else nothing(self._only)

    def turn_differences(self, row: int) -> int:
        """Show only what differs, or everything again; return where the row stands then, or the first."""
        before = self._of[row].key if self._of else ""
        self.view = self.view._replace(only_different=not self.view.only_different)
        self.entries = self._rows()
        return next((place for place, one in enumerate(self._of) if one.key == before), 0)

    def scored(self, weights: Sequence[str]) -> Scoring | None:
        """Score by weights as they are typed, FIELD=NUMBER; None for none, UsageError for what cannot be used."""
        return self._catalogue.score(self.comparison, read_weights(weights)) if weights else None

    def weigh(self, weights: tuple[str, ...]) -> None:
        """Take other weights; those that are refused leave the ones before."""
        self.scoring = self.scored(weights)
        self.view = self.view._replace(weights=weights)

    def about(self, row: int, column: int) -> Page:
        """Return what there is to say of a cell: why it is not compared, what it comes to, what its row holds."""
        if not self._of:
            return Page(())
        one = self._of[row]
        blocks: list[Block]
        if isinstance(one, Line):
            blocks = [Paragraph(Span(one.label, "strong"))]
            blocks += cell_blocks(one, self.heads[column], one.cells[column], ascii_only=self._ascii)
            notes = (*self.cautions, *filter(None, (self._converted(),)))
            if notes:
                blocks += [Heading("To read with care"), Points(notes)]
        else:
            assert not isinstance(self.comparison, Matrix)
            blocks = [*row_blocks(self.comparison, one, ascii_only=self._ascii)]
        return Page(tuple(blocks))

    def record(self, row: int, column: int) -> str | None:
        """Return the record that a cell is about: its figure, or the record at the head of its column."""
        one = self._of[row] if self._of else None
        if isinstance(one, Line):
            observation = one.cells[column].observation
            if observation is not None:
                return observation.id
        return self.columns[column] if self.comparison.columns[column].kind in PLURALS else None

    def chart(self, columns: int) -> Page:
        """Return figures as bars."""
        assert isinstance(self.comparison, Matrix)
        return Page(tuple(matrix_chart(self.comparison, columns=columns, ascii_only=self._ascii)))

    def measured(self) -> tuple[Measured, ...]:
        """Return the indicators that what is compared has figures of, those that most have first."""
        return measured(self._catalogue, self.view.ids, self.kind)

    def result(self) -> Result:
        """Return the comparison as the result that the command line writes for the view."""
        view = self.view
        asked = comparison_asked(
            comparison_sentence(view.ids, view.indicators, view.periods),
            view.ids,
            indicators=view.indicators,
            periods=view.periods,
            unit=view.unit or None,
            weights=read_weights(view.weights) if view.weights else None,
        )
        if isinstance(self.comparison, Matrix):
            page = compared.matrix_page_of(
                self._catalogue,
                self.comparison,
                self.scoring,
                chart_columns=_IN_FILE if view.as_chart else None,
                ascii_only=self._ascii,
            )
            return compared.matrix_result(self._catalogue, self.comparison, self.scoring, asked, page=page)
        page = compared.records_page_of(self.comparison, self.scoring, only=self._only, ascii_only=self._ascii)
        return compared.records_result(
            self._catalogue, self.comparison, self.scoring, asked, page=page, only=self._only
        )

    @property
    def _only(self) -> Only:
        return "different" if self.view.only_different else None

    def _rows(self) -> tuple[Entry, ...]:
        if isinstance(self.comparison, Matrix):
            found = [
                (line, Entry(tuple(map(toned, row)), not place and any(cell.difference for cell in line.cells)))
                for line in self.comparison.lines
                for place, row in enumerate(line_rows(line, ascii_only=self._ascii))
            ]
            self._of = tuple(line for line, _ in found)
            return tuple(entry for _, entry in found)
        rows = self.comparison.shown(self._only)
        self._of = rows
        table = fields_page(self.comparison, only=self._only, ascii_only=self._ascii).blocks[0]
        cells = table.rows if isinstance(table, Grid) else ()
        return tuple(
            Entry(tuple(map(toned, row)), field.state in ("different", "partly"))
            for field, row in zip(rows, cells, strict=bool(cells))
        )

    def _converted(self) -> str:
        assert isinstance(self.comparison, Matrix)
        lines = self.comparison.lines
        items: list[dict[str, Any]] = [
            dict(cell.observation.item) for line in lines for cell in line.cells if cell.observation is not None
        ]
        return converted_note(items)


def measured(catalogue: Catalogue, ids: Sequence[str], kind: str) -> tuple[Measured, ...]:
    """Return the indicators that some places have figures of, or that are measured of some firms or industries."""
    found: dict[str, set[str]] = {}
    for card in catalogue.cards.of_kind("figure"):
        if kind == "place":
            about = {card["place"]} if card["subject"] is None else set()
        else:
            about = {card["subject"], *card["industries"]}
        for identity in about.intersection(ids):
            found.setdefault(card["indicator"], set()).add(identity)
    counts = Counter({indicator: len(having) for indicator, having in found.items()})
    return tuple(
        Measured(indicator, name.name if (name := catalogue.cards.name(indicator)) else indicator, count)
        for indicator, count in counts.most_common()
    )


def _indicators(catalogue: Catalogue, texts: Sequence[str]) -> tuple[str, ...]:
    ids = (found for text in texts for found in catalogue.measured(text)[0])
    return tuple(dict.fromkeys(str(catalogue.item(each).get("indicator") or each) for each in ids))
