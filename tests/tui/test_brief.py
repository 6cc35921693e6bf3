"""The brief from the application: for the firm of a match, on a shortlist, or on what is marked."""

from __future__ import annotations

from pathlib import Path

import pytest
from textual.pilot import Pilot
from textual.widgets import Input, Label

from dftzcli.brief import Asked, brief_of, write
from dftzcli.catalogue import Catalogue
from dftzcli.store.workspace import Workspace
from dftzcli.tui.app import Dftz
from dftzcli.tui.dialogs import Ask, Choose
from dftzcli.tui.views import MatchView, OverviewView, RecordView, ShortlistView
from tests.tui.playing import drive, press, told

FIRM = MatchView((("registered_in", "dftz"), ("sector", ("batteries",)), ("home_country", ("JP",))))


async def write_line(app: Dftz, pilot: Pilot[None], text: str) -> None:
    """Write a line in the question and give it."""
    app.screen.query_one(Input).value = text
    await press(app, pilot, "enter")


def hint(app: Dftz) -> str:
    assert isinstance(app.screen, Ask)
    return str(app.screen.query_one(".hint", Label).content)


def test_a_match_writes_the_brief_of_its_profile_and_asks_for_peers_until_they_can_be_meant(
    catalogue: Catalogue, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)

    async def script(app: Dftz, pilot: Pilot[None]) -> None:
        await press(app, pilot, "b")
        await write_line(app, pilot, "nosuchplaceatall")
        assert "nosuchplaceatall" in hint(app)
        await write_line(app, pilot, "qingdao, tianjin, ningbo, xiamen, shenyang")
        assert "too many for a page" in hint(app)
        await write_line(app, pilot, "Qingdao, 天津")
        assert "dftz brief --profile profile.toml --peers" in hint(app)
        await write_line(app, pilot, "brief.csv")
        assert "names no format of a brief" in hint(app)
        await write_line(app, pilot, "brief.md")
        assert "statements with" in told(app) and "brief.md" in told(app)
        asked = Asked(profile=app.desk.profile.written(), peers=("Qingdao", "天津"))
        command = asked.again(day=None, name="brief.md", format="")
        expected = write(brief_of(catalogue, asked._replace(command=command)))
        assert (tmp_path / "brief.md").read_bytes() == expected

    drive(catalogue, FIRM, script)


def test_a_shortlist_writes_the_brief_of_its_records_and_a_file_is_replaced_only_by_wish(
    catalogue: Catalogue, tmp_path: Path
) -> None:
    workspace = Workspace(tmp_path / "workspace.json")
    workspace.add("visit", ["panasonic-battery-plant"], "Ask for the date", added="2026-11-22")
    workspace.add("visit", ["a-record-that-was"], added="2026-11-22")
    target = tmp_path / "brief.html"
    target.write_text("mine")

    async def script(app: Dftz, pilot: Pilot[None]) -> None:
        await press(app, pilot, "b", "enter")
        await write_line(app, pilot, str(target))
        assert isinstance(app.screen, Choose)
        await press(app, pilot, "enter")
        assert target.read_text() == "mine"
        await press(app, pilot, "b", "enter")
        await write_line(app, pilot, str(target))
        await press(app, pilot, "j", "enter")
        text = target.read_text("utf-8")
        assert "own notes</h2>" in text and "Ask for the date" in text
        assert "For the shortlist visit." in text and "a-record-that-was" in text
        assert "dftz brief --shortlist visit -o brief.html" in text

    drive(catalogue, ShortlistView("visit"), script, workspace=workspace)


def test_elsewhere_a_brief_is_on_what_is_marked_or_meant_and_of_the_day_that_is_shown(
    catalogue: Catalogue, tmp_path: Path
) -> None:
    async def script(app: Dftz, pilot: Pilot[None]) -> None:
        await press(app, pilot, "b", "enter")
        assert hint(app).endswith("Same as: dftz brief japan --as-of 2020-12-31 -o brief.pdf")
        await write_line(app, pilot, str(tmp_path / "brief.md"))
        assert "The catalogue as of 2020-12-31." in (tmp_path / "brief.md").read_text("utf-8").replace("\\", "")
        app.desk.mark(frozenset({"panasonic", "dalian"}))
        await press(app, pilot, "b", "enter")
        assert "dftz brief dalian panasonic --as-of" in hint(app)

    drive(catalogue, RecordView("japan"), script, day="2020")


def test_a_brief_on_nothing_is_not_asked_for(catalogue: Catalogue) -> None:
    async def script(app: Dftz, pilot: Pilot[None]) -> None:
        app.screen.briefed = lambda: None  # type: ignore[attr-defined]
        await press(app, pilot, "b")
        assert "nothing is marked and no record is meant" in told(app)

    drive(catalogue, OverviewView(), script)
