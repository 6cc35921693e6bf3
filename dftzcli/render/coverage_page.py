"""Coverage as a page: what became of the numerals of each document, and those that are left, with their lines."""

from __future__ import annotations

from collections.abc import Iterable

from dftzcli.analysis.coverage import Coverage
from dftzcli.render.page import Block, Grid, Heading, Page


def coverage_page(reports: Iterable[Coverage]) -> Page:
    """Return the page of some reports."""
    found = tuple(reports)
    summary = Grid(
        headers=("Document", "Source", "Same text", "Numerals", "Recorded", "Not recorded", "Left"),
        rows=tuple(
            (
                report.file.rpartition("/")[2],
                report.source or "not known",
                "yes" if report.is_same_text else "no",
                str(report.total),
                str(report.recorded),
                str(report.not_recorded),
                str(len(report.left)),
            )
            for report in found
        ),
        right=frozenset((3, 4, 5, 6)),
    )
    blocks: list[Block] = [summary]
    for report in found:
        if report.left:
            blocks.append(Heading(f"Left in {report.file}"))
            blocks.append(
                Grid(
                    headers=("Line", "Numeral", "Context"),
                    rows=tuple((str(numeral.line), numeral.text, numeral.context) for numeral in report.left),
                    right=frozenset((0,)),
                )
            )
    return Page(tuple(blocks))
