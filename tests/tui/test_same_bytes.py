"""Every view is a command: what `E` shows, run by a shell, writes what `e` writes."""

from __future__ import annotations

import io
import json
import shlex
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from textual.pilot import Pilot

from dftzcli.catalogue import Catalogue
from dftzcli.cli.app import main
from dftzcli.store.workspace import Workspace, workspace_path
from dftzcli.tui.app import Dftz
from dftzcli.tui.exporting import as_text
from dftzcli.tui.place import Place
from dftzcli.tui.views import (
    PLACES,
    CompareView,
    ExploreView,
    FiguresView,
    MatchView,
    OverviewView,
    RecordView,
    ShortlistView,
    SourcesView,
    View,
    command_line,
)
from tests.tui.playing import drive, settled

VIEWS: tuple[View, ...] = (
    OverviewView(),
    ExploreView(),
    ExploreView(sort="-name"),
    ExploreView("cold chain"),
    ExploreView("kind:project partner:japan", sort="name"),
    RecordView("panasonic-battery-plant"),
    FiguresView(("gdp",), ("dalian", "shenyang"), "2020..2025"),
    FiguresView(("customs-trade-total",), unit="USD bn", as_chart=True),
    CompareView(("japan", "russia"), only_different=True),
    CompareView(("dalian", "shenyang"), ("gdp",), ("2025",)),
    ShortlistView("visit"),
    SourcesView(),
    SourcesView("discrepancies", "contradiction"),
    SourcesView("gaps", sort="-name"),
    SourcesView("stale", "figure"),
    SourcesView("expiring"),
    SourcesView("expiring", "3y", "-days_left"),
    MatchView(()),
    MatchView((("registered_in", "dftz"), ("sector", ("batteries",)), ("certification", ()))),
    MatchView((("name", "A 'b' \"c\" -d"), ("total_investment", "30,000,000 USD"), ("staff", "120")), "no"),
)
DAY = "2027-06-30"


def written(view: View, name: str, monkeypatch: pytest.MonkeyPatch, day: str | None = None) -> str:
    """Return what the command line of a view writes to standard output in a format."""
    out = io.TextIOWrapper(io.BytesIO(), "utf-8")
    words = shlex.split(command_line(view, "-f", name, day=day))
    with monkeypatch.context() as patch, pytest.raises(SystemExit, match="0"):
        patch.setattr(sys, "stdout", out)
        main(words[1:])
    out.flush()
    assert isinstance(out.buffer, io.BytesIO)
    return out.buffer.getvalue().decode()


def without_question(text: str) -> Any:
    """Return an envelope without the sentence of the question, which is the line that was typed."""
    found = json.loads(text)
    del found["query"]
    return found


@pytest.fixture
def workspace(shell: Path) -> Iterator[Workspace]:
    """Return the workspace that the command line and the application have in common."""
    path = workspace_path(shell / "data")
    workspace = Workspace(path)
    workspace.add("visit", ["japan", "gone-by-now", "gdp-dalian-2025"], "call first", added="2026-01-02")
    yield workspace
    for file in path.parent.glob(f"{path.name}*"):
        file.unlink()


def test_every_place_is_among_the_views_that_are_tried() -> None:
    assert {view.place for view in VIEWS} == set(PLACES)


def test_the_command_of_every_view_writes_what_its_export_writes(
    catalogue: Catalogue, workspace: Workspace, monkeypatch: pytest.MonkeyPatch
) -> None:
    made: dict[View, tuple[str, str]] = {}

    async def script(app: Dftz, pilot: Pilot[None]) -> None:
        for view in VIEWS:
            app.show(view)
            await settled(app, pilot)
            place = app.screen
            assert isinstance(place, Place) and place.view == view
            result = place.result()
            made[view] = (as_text(result, "json"), as_text(result, "csv"))

    drive(catalogue, OverviewView(), script, workspace=workspace)
    # Words have no order but the best first on the command line.
    ordered = ExploreView("kind:project partner:japan", sort="name")
    found = {item["id"] for item in json.loads(made.pop(ordered)[0])["items"]}
    assert set(written(ordered, "ids", monkeypatch).split()) == found
    for view, (envelope, table) in made.items():
        assert written(view, "csv", monkeypatch) == table, view
        assert without_question(written(view, "json", monkeypatch)) == without_question(envelope), view


def test_the_commands_and_exports_of_another_day_are_the_same_too(
    catalogue: Catalogue, workspace: Workspace, monkeypatch: pytest.MonkeyPatch
) -> None:
    views = (
        ExploreView(), RecordView("incentive-offshore-trade-stamp-duty"), FiguresView(("gdp",), ("dalian",)),
        CompareView(("japan", "russia")), SourcesView("expiring", "3y"), MatchView((("registered_in", "qingdao"),)),
        ShortlistView("visit"), SourcesView("stale"), OverviewView(),
    )  # fmt: skip
    made: dict[View, tuple[str, str]] = {}

    async def script(app: Dftz, pilot: Pilot[None]) -> None:
        for view in views:
            app.show(view)
            await settled(app, pilot)
            assert isinstance(app.screen, Place)
            result = app.screen._dated(app.screen.result())
            assert result.query["as_of"] == DAY
            made[view] = (app.screen.line(), as_text(result, "csv"))

    drive(catalogue, OverviewView(), script, workspace=workspace, day=DAY)
    for view, (line, table) in made.items():
        assert f"--as-of {DAY}" in line
        assert written(view, "csv", monkeypatch, DAY) == table, view
