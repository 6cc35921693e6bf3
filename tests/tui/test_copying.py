"""What `y` copies of a record: one line for a text, and the record as it is cited in each style."""

from __future__ import annotations

import pytest
from textual.pilot import Pilot

from dftzcli.catalogue import Catalogue
from dftzcli.render.citing import STYLES
from dftzcli.render.one_line import one_line
from dftzcli.tui import copying
from dftzcli.tui.app import Dftz
from dftzcli.tui.views import RecordView

from .playing import drive, press, screen

FIGURE = "gdp-dalian-2025"


def test_the_choices_are_the_styles_that_are_no_line() -> None:
    assert [choice for choice, _ in copying.CITED] == [f"cite:{name}" for name in STYLES if name != "line"]


@pytest.mark.parametrize(("downs", "style"), [(1, "line"), (5, "plain"), (7, "bibtex"), (9, "ris")])
def test_what_is_copied_is_what_the_command_prints(catalogue: Catalogue, downs: int, style: str) -> None:
    async def script(app: Dftz, pilot: Pilot[None]) -> None:
        await press(app, pilot, "y", *["down"] * downs)
        assert ("the row" if style == "line" else f"the citation as {style}") in screen(app)
        await press(app, pilot, "enter")

    app = drive(catalogue, RecordView(FIGURE), script)
    assert app.clipboard == "".join(STYLES[style].write(catalogue.cited(FIGURE))).rstrip("\n")


def test_the_row_is_the_line_of_the_record(catalogue: Catalogue) -> None:
    assert copying.row(catalogue.item(FIGURE)) == one_line(catalogue.item(FIGURE))
