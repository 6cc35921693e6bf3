"""The place of a match: answers are asked for, decisions follow, nothing is computed or kept but by wish."""

from __future__ import annotations

import tomllib
from pathlib import Path

import pytest
from textual.pilot import Pilot
from textual.widgets import Input, Label, OptionList

from dftzcli.catalogue import Catalogue
from dftzcli.errors import UsageError
from dftzcli.matching import NOTICE
from dftzcli.render.text import write_text
from dftzcli.tui import remembered
from dftzcli.tui.app import Dftz
from dftzcli.tui.dialogs import Ask, Choose
from dftzcli.tui.figuring import Figured
from dftzcli.tui.place import Place
from dftzcli.tui.places.first_page import rest
from dftzcli.tui.places.match import Match
from dftzcli.tui.places.record import Record
from dftzcli.tui.several import Several
from dftzcli.tui.views import FiguresView, MatchView, OverviewView, RecordView, SourcesView, python_line
from tests.tui.playing import HOSTILE, drive, hostile, press, screen, settled, squeezed, told

PROFILES = Path(__file__).parents[2] / "data" / "profiles"
FIRM = MatchView((("registered_in", "dftz"), ("sector", ("batteries",)), ("home_country", ("JP",))))


def match(app: Dftz) -> Match:
    """Return the place, which nothing stands over."""
    assert isinstance(app.screen, Match)
    return app.screen


def given(app: Dftz) -> dict[str, str | tuple[str, ...]]:
    return dict(app.desk.given)


async def to(app: Dftz, pilot: Pilot[None], field: str) -> None:
    """Open the question for a field."""
    place = match(app)
    place.fields.focus()
    place.fields.cursor = [row.key for row in place.rows].index(field)
    await press(app, pilot, "enter")


async def write(app: Dftz, pilot: Pilot[None], text: str) -> None:
    """Write a line in the question and give it."""
    app.screen.query_one(Input).value = text
    await press(app, pilot, "enter")


def test_the_question_that_settles_most_comes_first_and_answer_follows_answer(catalogue: Catalogue) -> None:
    async def script(app: Dftz, pilot: Pilot[None]) -> None:
        question = catalogue.match({}).question
        assert question is not None and question.field == "activity"
        assert match(app).rows[0].key == "activity" and "? activity" in screen(app)
        assert squeezed(question.text) in squeezed(screen(app))
        assert squeezed(question.text_zh) in squeezed(screen(app))
        await press(app, pilot, "enter", "space", "j", "space", "enter")
        assert given(app) == {"activity": ("manufacturing", "services")}
        following = catalogue.match({"activity": "manufacturing,services"}).question
        assert following is not None and match(app).fields.current == following.field == match(app).rows[0].key
        decisions = catalogue.match(app.desk.profile).listed()
        assert match(app).shown_ids() == tuple(each.item["id"] for each in decisions)
        verdicts = [each.verdict for each in match(app).shown]
        assert verdicts == sorted(verdicts, key=["yes", "unknown", "no"].index)

    drive(catalogue, MatchView(), script)


def test_an_answer_that_cannot_be_meant_is_told_and_asked_again_and_an_empty_one_takes_it_away(
    catalogue: Catalogue,
) -> None:
    async def script(app: Dftz, pilot: Pilot[None]) -> None:
        await to(app, pilot, "home_country")
        await write(app, pilot, "Atlantis")
        assert isinstance(app.screen, Ask) and "no country answers to 'Atlantis'" in screen(app)
        assert app.screen.query_one(Input).value == "Atlantis" and given(app) == {}
        await write(app, pilot, "Japan, 韩国")
        assert given(app) == {"home_country": ("JP", "KR")} and match(app).fields.current == "home_country"
        await to(app, pilot, "confirmed")
        await write(app, pilot, "nothing-at-all#1")
        assert "no record is called nothing-at-all" in screen(app)
        await press(app, pilot, "escape")
        await to(app, pilot, "home_country")
        await write(app, pilot, "")
        assert given(app) == {}
        await to(app, pilot, "certification")
        assert isinstance(app.screen, Several)
        listed = app.screen.query_one(OptionList)
        await press(app, pilot, "space", "end", "space", "enter")
        assert listed.option_count == 7 and given(app) == {"certification": ()}
        await to(app, pilot, "certification")
        await press(app, pilot, "space", "enter")
        assert given(app) == {}
        await to(app, pilot, "vat_status")
        assert isinstance(app.screen, Choose)
        await press(app, pilot, "j", "enter")
        assert given(app) == {"vat_status": "general"}

    drive(catalogue, MatchView(), script)


def test_the_page_of_a_decision_has_every_criterion_with_verdict_clause_and_case(catalogue: Catalogue) -> None:
    async def script(app: Dftz, pilot: Pilot[None]) -> None:
        place = match(app)
        place.decisions.focus()
        place.decisions.cursor = place.shown_ids().index("incentive-offshore-trade-stamp-duty")
        await settled(app, pilot)
        assert place.page._page is not None
        text = squeezed("".join(write_text(place.page._page)))
        decision = place.shown[place.decisions.cursor]
        for each in decision.tested:
            assert squeezed(each.criterion["text"]) in text
            assert squeezed(each.finding.why)[:12] in text
            assert squeezed(each.criterion["locator"]) in text
        assert "Andoneofthese2:" in text and "doesnotreachthezone" in text and "Whomtoask" in text
        assert squeezed(decision.item["unknowns"][0])[:30] in text
        await press(app, pilot, "enter")
        assert isinstance(app.screen, Record) and app.screen.current == decision.item["id"]
        await press(app, pilot, "escape", "v")
        links = match(app).page._links
        assert "panasonic-battery-plant" in links and match(app).page.has_focus
        await press(app, pilot, "n", "enter")
        assert isinstance(app.screen, Record) and app.screen.current == links[0]

    drive(catalogue, FIRM, script)


def test_a_profile_is_read_from_a_file_and_written_to_one_and_asks_before_it_replaces(
    catalogue: Catalogue, tmp_path: Path
) -> None:
    file = tmp_path / "me.toml"

    async def script(app: Dftz, pilot: Pilot[None]) -> None:
        await press(app, pilot, "w")
        assert "there is no answer to write" in told(app)
        await press(app, pilot, "p")
        await write(app, pilot, str(tmp_path / "nowhere.toml"))
        assert isinstance(app.screen, Ask) and "cannot be read" in str(app.screen.query_one(".hint", Label).content)
        await write(app, pilot, str(PROFILES / "battery-maker-japan.toml"))
        stored = catalogue.profile(PROFILES / "battery-maker-japan.toml")
        assert app.desk.profile == stored and "Match: Battery maker from Japan" in screen(app)
        await press(app, pilot, "w")
        await write(app, pilot, str(file))
        assert catalogue.profile(file) == stored and tomllib.loads(file.read_text("utf-8"))["name"] == stored.name
        file.write_text("mine")
        await press(app, pilot, "w")
        await write(app, pilot, str(file))
        assert isinstance(app.screen, Choose)
        await press(app, pilot, "enter")
        assert file.read_text() == "mine"
        await press(app, pilot, "x")
        assert given(app) == {} and catalogue.match({}).question is not None
        await press(app, pilot, "x")
        assert app.desk.profile == stored

    drive(catalogue, MatchView(), script)


def test_one_verdict_can_be_kept_and_the_notice_stands_at_every_size(catalogue: Catalogue) -> None:
    async def script(app: Dftz, pilot: Pilot[None]) -> None:
        for size in ((60, 16), (80, 24), (120, 40)):
            await pilot.resize_terminal(*size)
            await settled(app, pilot)
            assert squeezed(NOTICE) in squeezed(screen(app)), size
            match(app).fields.focus()
            await settled(app, pilot)
            assert "Answer" in screen(app)
            await press(app, pilot, "right")
            assert match(app).decisions.has_focus and "Incentive or policy" in screen(app)
            rows = match(app).decisions.size.height - 1
            assert rows >= (12 if size != (60, 16) else 5), size
            await press(app, pilot, "tab", "tab")
            assert app.focused is not None and app.focused.size.height > 3
        await press(app, pilot, "f", "j", "j", "j", "enter")
        assert {each.verdict for each in match(app).shown} == {"no"} and "only no" in screen(app)
        assert match(app).line().endswith("--only no")
        await press(app, pilot, "escape")
        assert match(app).only == "" and given(app) == dict(FIRM.given or ())

    drive(catalogue, FIRM, script, size=(120, 40))


def test_what_a_firm_says_is_not_kept_when_the_place_is_remembered(catalogue: Catalogue, tmp_path: Path) -> None:
    remembered.keep_view(tmp_path, FIRM._replace(only="yes"))
    assert "dftz" not in (tmp_path / remembered.VIEW_FILE).read_text()
    assert remembered.last_view(tmp_path) == MatchView(None, "yes")


def test_nothing_in_a_catalogue_or_an_answer_reaches_markup(tmp_path: Path) -> None:
    async def script(app: Dftz, pilot: Pilot[None]) -> None:
        for name in (*HOSTILE[:4], HOSTILE[5]):
            await to(app, pilot, "name")
            await write(app, pilot, name)
            assert given(app)["name"] == name.strip()
            assert "\x1b" not in screen(app)
        await press(app, pilot, "right", "j", "j", "v", "E", "escape")
        await to(app, pilot, "sector")
        await write(app, pilot, HOSTILE[5])
        assert isinstance(app.screen, Ask)

    drive(hostile(), MatchView(), script, size=(80, 24))


# --- as of a day


def test_a_day_is_asked_for_and_everything_is_shown_as_of_it_until_it_is_taken_back(catalogue: Catalogue) -> None:
    async def script(app: Dftz, pilot: Pilot[None]) -> None:
        app.show(RecordView("incentive-offshore-trade-stamp-duty"))
        await settled(app, pilot)
        assert "in force" in screen(app)
        await press(app, pilot, "a")
        await write(app, pilot, "someday")
        assert isinstance(app.screen, Ask) and "'someday' is not a date" in screen(app)
        await write(app, pilot, "2028")
        assert "dftz as of 2028-12-31 >" in screen(app) and "expired" in screen(app)
        assert isinstance(app.screen, Place)
        assert app.screen.line() == "dftz show incentive-offshore-trade-stamp-duty --as-of 2028-12-31"
        await press(app, pilot, "8")
        assert "as of 2028-12-31 > Match" in screen(app)
        decided = {each.item["id"]: each for each in match(app).shown}
        assert decided["incentive-offshore-trade-stamp-duty"].standing.status == "expired"
        await press(app, pilot, "a")
        await write(app, pilot, "")
        assert app.desk.day is None and app.desk.catalogue is catalogue and "as of" not in screen(app).split("\n")[0]

    drive(catalogue, OverviewView(), script)


def test_the_application_begins_as_of_a_day_and_reads_again_as_of_it(catalogue: Catalogue) -> None:
    async def script(app: Dftz, pilot: Pilot[None]) -> None:
        assert "dftz as of 2019-12-31 >" in screen(app)
        app._take(catalogue)
        await settled(app, pilot)
        assert app.desk.catalogue.as_of == "2019-12-31"

    drive(catalogue, SourcesView("expiring"), script, day="2019")
    with pytest.raises(UsageError, match="'never' is not a date"):
        drive(catalogue, SourcesView(), script, day="never")
    assert python_line(FIRM, day="2028").startswith("catalogue.at('2028').match({'registered_in'")


# --- what closes, and what is said before an incentive is read


def test_what_closes_is_listed_as_on_the_command_line_and_f_looks_further(catalogue: Catalogue) -> None:
    async def script(app: Dftz, pilot: Pilot[None]) -> None:
        place = app.screen
        assert isinstance(place, Place)
        assert [item["closes"] for item in place.result().items] == [each.closes for each in catalogue.expiring()]
        await press(app, pilot, "f", "j", "j", "j", "enter")
        found = catalogue.expiring("3y")
        assert [item["closes"] for item in place.result().items] == [each.closes for each in found]
        assert f"{len(found)} of " in screen(app) and "within three years" in screen(app)
        assert place.line() == "dftz expiring --within 3y --all"

    drive(catalogue, SourcesView("expiring"), script)


def test_the_overview_leads_to_what_is_said_before_an_incentive_is_read(catalogue: Catalogue) -> None:
    section = next(each for each in rest(catalogue) if each.title == "Before you read an incentive")
    opened = [tile.opens for stack in section.stacks for tile in stack if tile.opens is not None]
    offer = catalogue.overview().offer
    for identity in (*offer.edge, *offer.elsewhere, *offer.unconfirmed, *offer.lapsed):
        assert RecordView(identity) in opened
    assert SourcesView("expiring") in opened and MatchView() in opened
    said = "\n".join(line.plain for stack in section.stacks for tile in stack for line in tile.lines)
    assert f"closing within 180 days: {len(catalogue.expiring(180))}" in said


def test_a_page_of_a_series_says_where_it_is_counted_anew(catalogue: Catalogue) -> None:
    found = next(each for each in catalogue.series() if each.key.since)
    figured = Figured(catalogue, FiguresView((found.key.indicator,), (found.key.place,)))
    pages = [str(figured.page(number)) for number, one in enumerate(figured.series) if one.key.since]
    assert any(f"counted anew since {found.key.since}" in page for page in pages)
    assert pages and all("counted anew since" in page for page in pages)
