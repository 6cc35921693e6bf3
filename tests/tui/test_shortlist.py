"""Shortlists: the reader's own lists, by keys alone; what is written, asked before it is lost, and said to be gone."""

from __future__ import annotations

import csv
from datetime import date
from pathlib import Path

import pytest
from textual.pilot import Pilot
from textual.widgets import Input, Static

from dftzcli.catalogue import Catalogue
from dftzcli.errors import StoreUnreadable
from dftzcli.render.escape import visible
from dftzcli.store.workspace import Workspace
from dftzcli.tui.app import Dftz
from dftzcli.tui.dialogs import Ask, Choose
from dftzcli.tui.places.record import Record
from dftzcli.tui.places.shortlist import Shortlists
from dftzcli.tui.places.shortlist_rows import comparable, entry_rows, list_rows, result_of
from dftzcli.tui.views import CompareView, ExploreView, RecordView, ShortlistView
from dftzcli.tui.widgets.record_list import RecordList
from tests.tui.playing import HOSTILE, SIZES, SMALL, drive, hostile, press, screen, settled, told

VIEW = ShortlistView()
GONE = "a-record-that-was"


@pytest.fixture
def workspace(tmp_path: Path) -> Workspace:
    """Return two lists; the first has a record that the catalogue does not have."""
    found = Workspace(tmp_path / "workspace.json")
    found.add("visit", ["panasonic", "japan", GONE, "gdp-dalian-2025"], added="2026-11-22")
    found.note("visit", "panasonic", "call first")
    found.add("later", ["cold-chain"])
    return found


@pytest.fixture
def empty(tmp_path: Path) -> Workspace:
    return Workspace(tmp_path / "workspace.json")


def place(app: Dftz) -> Shortlists:
    assert isinstance(app.screen, Shortlists), app.screen
    return app.screen


def entries(app: Dftz) -> RecordList:
    return app.screen.query_one("#list", RecordList)


def lists(app: Dftz) -> RecordList:
    return app.screen.query_one("#lists", RecordList)


def noted(app: Dftz) -> str:
    return str(app.screen.query_one("#note", Static).render())


async def choose(app: Dftz, pilot: Pilot[None], words: str) -> None:
    """Take the choice that begins with some words."""
    assert isinstance(app.screen, Choose), app.screen
    number = next(n for n, (_, said) in enumerate(app.screen._options) if said.startswith(words))
    await press(app, pilot, "home", *["down"] * number, "enter")


async def answer(app: Dftz, pilot: Pilot[None], text: str) -> None:
    """Write a line into the question that is asked."""
    assert isinstance(app.screen, Ask), app.screen
    app.screen.query_one(Input).value = text
    await press(app, pilot, "enter")


def ids(workspace: Workspace, name: str = "visit") -> tuple[str, ...]:
    return workspace.shortlist(name).ids


# ---- what stands there


def test_the_lists_stand_beside_the_entries_of_the_first_with_status_and_note(
    catalogue: Catalogue, workspace: Workspace
) -> None:
    async def script(app: Dftz, pilot: Pilot[None]) -> None:
        shown = screen(app)
        assert "visit" in shown and "later" in shown
        assert "Panasonic" in shown and "call first" in shown
        assert "over 1,000.21" in shown
        assert noted(app) == "call first"
        assert "Japanese maker of batteries" in str(app.screen.query_one("#page .page-view--text").render())
        assert "4 records, 1 gone" in shown
        assert place(app).view == ShortlistView("visit")

    drive(catalogue, VIEW, script, size=SMALL, workspace=workspace)


def test_a_row_has_kind_name_status_note_and_day(catalogue: Catalogue, workspace: Workspace) -> None:
    first, _, gone, figure = entry_rows(catalogue, workspace.shortlist("visit")).rows(0, 4)
    assert [str(cell) for cell in first.cells] == [
        "partner", "Panasonic  松下", "", "call first", "2026-11-22", "panasonic"
    ]  # fmt: skip
    assert [str(cell) for cell in gone.cells][:3] == ["", GONE, "gone from the catalogue"]
    assert str(figure.cells[2]) == "over 1,000.21 billion CNY, 2025"
    assert list_rows(workspace.shortlists()).rows(0, 1)[0].cells == ("visit", "4")


def test_moving_over_the_lists_shows_their_entries(catalogue: Catalogue, workspace: Workspace) -> None:
    async def script(app: Dftz, pilot: Pilot[None]) -> None:
        await press(app, pilot, "h", "j")
        assert place(app).view == ShortlistView("later")
        assert place(app).shown_ids() == ("cold-chain",)
        await press(app, pilot, "enter")
        assert entries(app).has_focus
        await press(app, pilot, "left", "k", "right")
        assert place(app).view == ShortlistView("visit")
        assert entries(app).has_focus

    drive(catalogue, VIEW, script, workspace=workspace)


def test_without_lists_it_says_how_to_make_one(catalogue: Catalogue, empty: Workspace) -> None:
    async def script(app: Dftz, pilot: Pilot[None]) -> None:
        said = " ".join(screen(app).replace("│", " ").split())
        assert "There is no shortlist yet." in said
        assert "press *" in said
        await press(app, pilot, "x", "s", "f", "c", "n", "space", "enter", "asterisk")
        assert isinstance(app.screen, Shortlists)
        assert not empty.path.exists()

    drive(catalogue, VIEW, script, size=SMALL, workspace=empty)


def test_without_a_data_folder_it_says_why(catalogue: Catalogue) -> None:
    async def script(app: Dftz, pilot: Pilot[None]) -> None:
        assert "this session has none" in " ".join(screen(app).replace("│", " ").split())
        await press(app, pilot, "asterisk", "x")
        assert "this session has none" in told(app)

    drive(catalogue, VIEW, script)


def test_an_emptied_list_says_how_to_fill_it(catalogue: Catalogue, workspace: Workspace) -> None:
    workspace.remove("later", ["cold-chain"])

    async def script(app: Dftz, pilot: Pilot[None]) -> None:
        assert "Nothing is on this list." in screen(app)
        await press(app, pilot, "x", "s", "enter", "y", "escape", "c")
        assert isinstance(app.screen, Shortlists)

    drive(catalogue, ShortlistView("later"), script, workspace=workspace)


def test_a_damaged_file_is_said_with_the_way_back_and_left_alone(catalogue: Catalogue, workspace: Workspace) -> None:
    workspace.path.write_text("{", encoding="utf-8")

    async def script(app: Dftz, pilot: Pilot[None]) -> None:
        said = " ".join(screen(app).replace("│", " ").split())
        assert "is damaged or not a workspace" in said
        assert "shortlist repair" in said
        workspace.repair()
        await press(app, pilot, "1", "6")
        assert "Panasonic" in screen(app)

    drive(catalogue, VIEW, script, workspace=workspace)


def test_a_name_that_is_none_is_said_and_the_first_list_shown(catalogue: Catalogue, workspace: Workspace) -> None:
    async def script(app: Dftz, pilot: Pilot[None]) -> None:
        app.show(ShortlistView("[/red]"))
        await settled(app, pilot)
        assert "there is no shortlist '[/red]'" in told(app)
        assert place(app).view == ShortlistView("visit")
        app.show(ShortlistView("later"))
        await settled(app, pilot)
        assert place(app).view == ShortlistView("later")

    drive(catalogue, VIEW, script, workspace=workspace)


# ---- opening and moving


def test_enter_opens_the_record_and_escape_comes_back_to_it(catalogue: Catalogue, workspace: Workspace) -> None:
    async def script(app: Dftz, pilot: Pilot[None]) -> None:
        await press(app, pilot, "n", "enter")
        assert isinstance(app.screen, Record)
        assert app.screen.current == "japan"
        await press(app, pilot, "escape")
        assert place(app).current == "japan"
        await press(app, pilot, "N")
        assert place(app).current == "panasonic"

    drive(catalogue, VIEW, script, size=SMALL, workspace=workspace)


def test_a_record_that_is_gone_is_said_to_be_and_opens_nothing(catalogue: Catalogue, workspace: Workspace) -> None:
    async def script(app: Dftz, pilot: Pilot[None]) -> None:
        await press(app, pilot, "j", "j")
        assert "gone from the" in screen(app)
        assert place(app).current is None
        assert not app.screen.query_one("#page").display
        await press(app, pilot, "enter", "o")
        assert isinstance(app.screen, Shortlists)
        assert f"no longer has {GONE}; x takes it off" in told(app)

    drive(catalogue, VIEW, script, workspace=workspace)


def test_f_chooses_another_list(catalogue: Catalogue, workspace: Workspace) -> None:
    async def script(app: Dftz, pilot: Pilot[None]) -> None:
        await press(app, pilot, "f")
        await choose(app, pilot, "later")
        assert place(app).view == ShortlistView("later")

    drive(catalogue, VIEW, script, workspace=workspace)


# ---- changing


def test_a_note_is_written_changed_and_taken_away(catalogue: Catalogue, workspace: Workspace) -> None:
    async def script(app: Dftz, pilot: Pilot[None]) -> None:
        await press(app, pilot, "j", "asterisk")
        await choose(app, pilot, "Note on japan")
        await answer(app, pilot, "[/red] 先打电话")
        assert workspace.shortlist("visit").entries[1].note == "[/red] 先打电话"
        assert noted(app) == "[/red] 先打电话"
        assert place(app).current == "japan"
        await press(app, pilot, "asterisk", "enter")
        assert app.screen.query_one(Input).value == "[/red] 先打电话"
        await answer(app, pilot, "")
        assert workspace.shortlist("visit").entries[1].note == ""
        assert noted(app) == "no note; * writes one"

    drive(catalogue, VIEW, script, size=SMALL, workspace=workspace)


def test_escape_leaves_a_note_as_it_was(catalogue: Catalogue, workspace: Workspace) -> None:
    before = workspace.path.read_bytes()

    async def script(app: Dftz, pilot: Pilot[None]) -> None:
        await press(app, pilot, "asterisk", "enter")
        app.screen.query_one(Input).value = "lost"
        await press(app, pilot, "escape", "asterisk", "escape")
        assert isinstance(app.screen, Shortlists)

    drive(catalogue, VIEW, script, workspace=workspace)
    assert workspace.path.read_bytes() == before


def test_x_takes_a_record_off_after_asking(catalogue: Catalogue, workspace: Workspace) -> None:
    async def script(app: Dftz, pilot: Pilot[None]) -> None:
        await press(app, pilot, "j", "x", "enter")
        assert len(ids(workspace)) == 4
        await press(app, pilot, "x", "escape")
        assert len(ids(workspace)) == 4
        await press(app, pilot, "x", "down", "enter")
        assert ids(workspace) == ("panasonic", GONE, "gdp-dalian-2025")
        assert place(app).shown_ids() == ids(workspace)
        assert entries(app).cursor == 1
        await press(app, pilot, "x", "down", "enter")
        assert ids(workspace) == ("panasonic", "gdp-dalian-2025")
        assert "took a-record-that-was off 'visit'" in told(app)

    drive(catalogue, VIEW, script, size=SMALL, workspace=workspace)


def test_x_on_the_lists_deletes_a_list_after_asking_and_names_what_has_it(
    catalogue: Catalogue, workspace: Workspace
) -> None:
    async def script(app: Dftz, pilot: Pilot[None]) -> None:
        await press(app, pilot, "left", "x", "enter")
        assert len(workspace.shortlists()) == 2
        await press(app, pilot, "x", "down", "enter")
        assert [each.name for each in workspace.shortlists()] == ["later"]
        assert place(app).view == ShortlistView("later")
        assert "deleted 'visit' with 4 records" in told(app)
        assert "workspace.json.before-delete" in told(app)

    drive(catalogue, VIEW, script, workspace=workspace)


def test_a_list_is_renamed_and_a_name_that_is_none_is_asked_for_again(
    catalogue: Catalogue, workspace: Workspace
) -> None:
    async def script(app: Dftz, pilot: Pilot[None]) -> None:
        await press(app, pilot, "asterisk")
        await choose(app, pilot, "Rename")
        await answer(app, pilot, "-x")
        assert isinstance(app.screen, Ask)
        assert "would be taken for an option" in screen(app)
        await answer(app, pilot, "五月访问 [b]")
        assert place(app).view == ShortlistView("五月访问 [b]")
        assert [each.name for each in workspace.shortlists()] == ["五月访问 [b]", "later"]
        assert "[b]" in screen(app)
        await press(app, pilot, "asterisk")
        await choose(app, pilot, "Rename")
        await answer(app, pilot, "later")
        assert "there is a shortlist 'later' already" in told(app)
        assert place(app).view == ShortlistView("五月访问 [b]")

    drive(catalogue, VIEW, script, workspace=workspace)


def test_s_moves_a_record_in_its_list_and_the_cursor_goes_along(catalogue: Catalogue, workspace: Workspace) -> None:
    async def script(app: Dftz, pilot: Pilot[None]) -> None:
        await press(app, pilot, "G", "s")
        await choose(app, pilot, "to the top")
        assert ids(workspace) == ("gdp-dalian-2025", "panasonic", "japan", GONE)
        assert place(app).current == "gdp-dalian-2025"
        assert entries(app).cursor == 0
        await press(app, pilot, "s")
        await choose(app, pilot, "one down")
        assert ids(workspace)[:2] == ("panasonic", "gdp-dalian-2025")
        await press(app, pilot, "asterisk")
        await choose(app, pilot, "Move")
        await choose(app, pilot, "to the end")
        assert ids(workspace)[-1] == "gdp-dalian-2025"
        await press(app, pilot, "s")
        await choose(app, pilot, "one down")
        assert ids(workspace)[-1] == "gdp-dalian-2025"

    drive(catalogue, VIEW, script, workspace=workspace)


def test_a_record_is_put_on_another_list_too(catalogue: Catalogue, workspace: Workspace) -> None:
    async def script(app: Dftz, pilot: Pilot[None]) -> None:
        await press(app, pilot, "asterisk")
        await choose(app, pilot, "Put it")
        await choose(app, pilot, "later")
        assert ids(workspace, "later") == ("cold-chain", "panasonic")
        assert place(app).view == ShortlistView("visit")
        assert "put 1 record on 'later'" in told(app)

    drive(catalogue, VIEW, script, workspace=workspace)


def test_what_cannot_be_written_is_told_and_survived(
    catalogue: Catalogue, workspace: Workspace, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refused(*_: object, **__: object) -> None:
        raise StoreUnreadable("the disk is full", fix="free some space")

    def vanished(*_: object, **__: object) -> None:
        raise FileNotFoundError(2, "No such file or directory")

    async def script(app: Dftz, pilot: Pilot[None]) -> None:
        for name in ("remove", "note", "delete", "add", "move"):
            monkeypatch.setattr(workspace, name, refused)
        await press(app, pilot, "x", "down", "enter")
        assert "the disk is full; free some space" in told(app)
        assert "took" not in told(app)
        await press(app, pilot, "left", "x", "down", "enter")
        assert "deleted" not in told(app)
        monkeypatch.setattr(workspace, "add", vanished)
        await press(app, pilot, "right", "asterisk")
        await choose(app, pilot, "Put it")
        await choose(app, pilot, "later")
        assert "cannot be used: No such file" in told(app)
        assert app.is_running

    drive(catalogue, VIEW, script, workspace=workspace)


# ---- putting records on a list from elsewhere


def test_the_first_list_is_made_from_a_record(catalogue: Catalogue, empty: Workspace) -> None:
    async def script(app: Dftz, pilot: Pilot[None]) -> None:
        await press(app, pilot, "asterisk")
        await answer(app, pilot, "visit")
        assert ids(empty) == ("panasonic",)
        assert empty.shortlist("visit").entries[0].added == date.today().isoformat()
        assert "put 1 record on 'visit'" in told(app)
        await press(app, pilot, "6")
        assert "Panasonic" in screen(app)

    drive(catalogue, RecordView("panasonic"), script, size=SMALL, workspace=empty)


def test_marked_records_are_put_on_a_list_that_is_chosen_or_new(catalogue: Catalogue, workspace: Workspace) -> None:
    async def script(app: Dftz, pilot: Pilot[None]) -> None:
        app.desk.mark(frozenset({"japan", "south-korea"}))
        await press(app, pilot, "asterisk")
        await choose(app, pilot, "visit (4 records)")
        assert ids(workspace)[-1] == "south-korea"
        assert "put 1 record on 'visit'; 1 record was on 'visit' already" in told(app)
        await press(app, pilot, "asterisk")
        await choose(app, pilot, "a new list")
        await answer(app, pilot, "")
        assert "1 to 60 characters" in screen(app)
        await answer(app, pilot, "neighbours")
        assert set(ids(workspace, "neighbours")) == {"japan", "south-korea"}

    drive(catalogue, ExploreView(), script, workspace=workspace)


@pytest.mark.parametrize("keys", [("escape",), ("end", "enter", "escape")])
def test_escape_puts_nothing_on_any_list(catalogue: Catalogue, workspace: Workspace, keys: tuple[str, ...]) -> None:
    before = workspace.path.read_bytes()

    async def script(app: Dftz, pilot: Pilot[None]) -> None:
        await press(app, pilot, "asterisk", *keys)
        assert isinstance(app.screen, Record)

    drive(catalogue, RecordView("japan"), script, workspace=workspace)
    assert workspace.path.read_bytes() == before


def test_a_damaged_file_is_told_and_nothing_is_asked(catalogue: Catalogue, workspace: Workspace) -> None:
    workspace.path.write_text("{", encoding="utf-8")

    async def script(app: Dftz, pilot: Pilot[None]) -> None:
        await press(app, pilot, "asterisk")
        assert isinstance(app.screen, Record)
        assert "is damaged" in told(app)

    drive(catalogue, RecordView("panasonic"), script, workspace=workspace)


def test_what_another_program_changes_is_shown_on_coming_back(catalogue: Catalogue, workspace: Workspace) -> None:
    async def script(app: Dftz, pilot: Pilot[None]) -> None:
        await press(app, pilot, "j", "1")
        workspace.add("visit", ["canon"])
        workspace.add("third", ["canon"])
        await press(app, pilot, "6")
        assert lists(app).row_count == 3
        assert entries(app).row_count == 5
        assert place(app).current == "japan"

    drive(catalogue, VIEW, script, workspace=workspace)


# ---- marks, comparing, exporting


def test_space_marks_entries_and_on_the_lists_all_that_the_catalogue_has(
    catalogue: Catalogue, workspace: Workspace
) -> None:
    async def script(app: Dftz, pilot: Pilot[None]) -> None:
        await press(app, pilot, "space")
        assert app.desk.marked == ("panasonic",)
        await press(app, pilot, "left", "space")
        assert set(app.desk.marked) == {"panasonic", "japan", "gdp-dalian-2025"}
        assert not lists(app).marked
        assert "[3 marked]" in screen(app)
        await press(app, pilot, "space")
        assert not app.desk.marked
        assert not entries(app).marked

    drive(catalogue, VIEW, script, workspace=workspace)


def test_c_compares_the_marked_else_all_of_the_kind_under_the_cursor(
    catalogue: Catalogue, workspace: Workspace, monkeypatch: pytest.MonkeyPatch
) -> None:
    asked: list[CompareView] = []
    monkeypatch.setattr(Dftz, "compare", lambda app, view: asked.append(view))

    async def script(app: Dftz, pilot: Pilot[None]) -> None:
        await press(app, pilot, "c")
        assert asked.pop() == CompareView(("panasonic", "japan"))
        assert "2 of one kind; 2 of the list left out" in told(app)
        workspace.add("visit", ["canon", "south-korea"])
        app.desk.mark(frozenset({"south-korea", "japan", "cold-chain"}))
        await press(app, pilot, "1", "6", "c")
        assert set(asked.pop().ids) == {"japan", "south-korea"}

    drive(catalogue, VIEW, script, workspace=workspace)


def test_at_most_six_of_one_kind_are_compared(catalogue: Catalogue) -> None:
    partners = [card["id"] for card in catalogue.cards.of_kind("partner")][:8]
    assert comparable(catalogue, [GONE, "gdp-dalian-2025", *partners], partners[2]) == tuple(partners[:6])
    assert comparable(catalogue, [GONE, "gdp-dalian-2025", *partners], None) == ("gdp-dalian-2025",)
    assert comparable(catalogue, [GONE, *partners], GONE) == tuple(partners[:6])
    assert comparable(catalogue, [GONE], None) == ()


def test_c_on_a_list_of_one_says_what_it_takes(catalogue: Catalogue, workspace: Workspace) -> None:
    async def script(app: Dftz, pilot: Pilot[None]) -> None:
        await press(app, pilot, "c")
        assert isinstance(app.screen, Shortlists)
        assert "mark two to six" in told(app)

    drive(catalogue, ShortlistView("later"), script, workspace=workspace)


def test_the_export_has_the_notes_and_what_is_gone(catalogue: Catalogue, workspace: Workspace, tmp_path: Path) -> None:
    async def script(app: Dftz, pilot: Pilot[None]) -> None:
        await press(app, pilot, "e")
        await answer(app, pilot, str(tmp_path / "visit.csv"))

    drive(catalogue, VIEW, script, workspace=workspace)
    with open(tmp_path / "visit.csv", encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file))
    assert [row["id"] for row in rows] == list(ids(workspace))
    assert rows[0]["note"] == "call first"
    assert [row["gone"] for row in rows] == ["false", "false", "true", "false"]


def test_without_a_list_the_export_has_the_lists(catalogue: Catalogue, workspace: Workspace) -> None:
    result = result_of(catalogue, workspace.shortlists(), None)
    assert [item["name"] for item in result.items] == ["visit", "later"]
    assert result.query["text"] == "dftz shortlist list"
    shown = result_of(catalogue, workspace.shortlists(), workspace.shortlist("later"))
    assert shown.query["text"] == "dftz shortlist show later"


def test_y_copies_the_ids_of_the_list(catalogue: Catalogue, workspace: Workspace) -> None:
    async def script(app: Dftz, pilot: Pilot[None]) -> None:
        await press(app, pilot, "j", "j", "y")
        await choose(app, pilot, "the ids")
        assert app.clipboard.split() == list(ids(workspace))

    drive(catalogue, VIEW, script, workspace=workspace)


# ---- hostile data and small terminals


def test_hostile_names_and_notes_stand_as_they_are(tmp_path: Path) -> None:
    catalogue = hostile()
    workspace = Workspace(tmp_path / "workspace.json")
    projects = [record.id for record in catalogue.of_kind("project")][: len(HOSTILE)]
    workspace.add("[/red] 名单 [b", [*projects, "[@click=app.quit]gone"])
    for identity, note in zip(projects, HOSTILE, strict=True):
        workspace.note("[/red] 名单 [b", identity, note * 5)

    async def script(app: Dftz, pilot: Pilot[None]) -> None:
        for note in HOSTILE:
            shown = screen(app)
            assert "\x1b" not in shown and "\u202e" not in shown
            assert noted(app) == visible(note * 5)
            await press(app, pilot, "j")
        await pilot.resize_terminal(*SIZES[1])
        await settled(app, pilot)
        await press(app, pilot, "enter", "asterisk")
        assert "[@click=app.quit]gone" in screen(app)
        await choose(app, pilot, "Rename")
        await press(app, pilot, "escape", "x", "down", "enter")
        assert len(workspace.shortlists()[0].entries) == len(HOSTILE)
        await press(app, pilot, "left", "x")
        assert "[/red] 名单 [b" in screen(app)

    drive(catalogue, VIEW, script, size=SMALL, workspace=workspace)


def test_resizing_keeps_list_and_row(catalogue: Catalogue, workspace: Workspace) -> None:
    async def script(app: Dftz, pilot: Pilot[None]) -> None:
        await press(app, pilot, "j", "j")
        for size in ((40, 10), (60, 16), (200, 60), (80, 24)):
            await pilot.resize_terminal(*size)
            await settled(app, pilot)
            assert entries(app).cursor == 2
        assert entries(app).has_focus

    drive(catalogue, VIEW, script, workspace=workspace)


def test_ascii_mode_marks_with_a_star(catalogue: Catalogue, workspace: Workspace) -> None:
    async def script(app: Dftz, pilot: Pilot[None]) -> None:
        await press(app, pilot, "space")
        assert entries(app).render_line(1).text.startswith(">* ")

    drive(catalogue, VIEW, script, workspace=workspace, ascii_only=True)
