"""Records or figures side by side: what each has, said record by record under what it is said of."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Final

from dftzcli.linear.pages import read
from dftzcli.linear.spoken import sections
from dftzcli.linear.views import View, positional
from dftzcli.render.page import Grid, Page
from dftzcli.render.text import width

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from dftzcli.analysis.comparing.matrix import Matrix
    from dftzcli.analysis.comparing.records import RecordComparison
    from dftzcli.catalogue import Catalogue

# A name that can be said before each of its cells, in cells.
_SHORT: Final = 20


@dataclass(frozen=True)
class Compared:
    """Two to six records of one kind side by side, or figures of them where an indicator is named."""

    ids: tuple[str, ...]
    indicators: tuple[str, ...] = ()
    differs: bool = False

    def turned(self) -> Compared:
        """Return the same with only what differs, or with everything again."""
        return replace(self, differs=not self.differs)

    def view(self, catalogue: Catalogue) -> View:
        """Compare; the links are what is compared, and the figures that stand in it."""
        from dftzcli.analysis.comparing.matrix import Matrix

        comparison = catalogue.compare(*self.ids, indicator=self.indicators)
        if isinstance(comparison, Matrix):
            page, figures = _of_figures(catalogue, comparison)
        else:
            page, figures = _of_records(comparison, differs=self.differs), ()
        heads = _heads([column.name for column in comparison.columns])
        indicators = (part for text in self.indicators for part in ("--indicator", text))
        differs = ("--diff-only",) if self.differs else ()
        return read(
            catalogue,
            title=f"Compared: {'; '.join(_introduced(name, head) for name, head in heads.items())}",
            command=("compare", *indicators, *differs, *positional(self.ids)),
            page=sections(_headed(page, heads)),
            ids=(*(column.id for column in comparison.columns), *figures),
            notes=("figures are shown whether they differ or not",) if figures and self.differs else (),
        )


def _of_figures(catalogue: Catalogue, matrix: Matrix) -> tuple[Page, tuple[str, ...]]:
    """Return the page of a comparison of figures, and the ids of the figures."""
    from dftzcli.render.matrix_page import matrix_page

    page = matrix_page(matrix, ascii_only=True, notes=catalogue.cautions(matrix))
    cells = (cell.observation for line in matrix.lines for cell in line.cells)
    return page, tuple(one.id for one in cells if one is not None)


def _of_records(comparison: RecordComparison, *, differs: bool) -> Page:
    """Return the page of a comparison of records: the one whose states are words, unless there is nothing to say."""
    from dftzcli.render.fields_page import Only, fields_page, plain_page

    only: Only = "different" if differs else None
    return (plain_page if comparison.shown(only) else fields_page)(comparison, only=only)


def _heads(names: Sequence[str]) -> dict[str, str]:
    """Return what stands before each cell of a column: its name, or its number among the links where names are long."""
    short = all(width(name) <= _SHORT for name in names)
    return {name: name if short else f"record {number}" for number, name in enumerate(names, 1)}


def _introduced(name: str, head: str) -> str:
    return name if name == head else f"{head}, {name}"


def _headed(page: Page, heads: Mapping[str, str]) -> Page:
    """Return a page whose tables have other heads above the columns of a comparison."""
    return Page(
        tuple(
            block._replace(headers=tuple(heads.get(head, head) for head in block.headers))
            if isinstance(block, Grid)
            else block
            for block in page.blocks
        )
    )
