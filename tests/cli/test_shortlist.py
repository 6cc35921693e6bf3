"""`shortlist`: lists of one's own, what is said when they change, and how that is undone."""

from __future__ import annotations

import json
import shlex
import subprocess
import sys
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from tests.conftest import AsOrdinaryUser

from .program import CHECKOUT, FORMATS, OnTerminal, Outcome, Run, Spawn, examples, without_stamps

COMMANDS = ("list", "show", "add", "note", "remove", "rename", "delete", "repair")
PLANT = "panasonic-battery-plant"


@pytest.fixture(autouse=True)
def workspace(own_data: Path) -> Path:
    """Give every test a data folder of its own, and return the file of its lists."""
    return own_data / "workspace.json"


@pytest.fixture
def visit(run: Run, workspace: Path) -> Path:
    """Make a list of a partner, a project and a figure, and return the file of it."""
    assert run("shortlist", "add", "visit", "panasonic", PLANT, "gdp-dalian-2025", "--note", "call first").code == 0
    return workspace


def lists(run: Run) -> dict[str, list[str]]:
    """Return the ids on each list."""
    return {item["id"]: item["records"] for item in run("shortlist", "list", "--json").items}


def notes(run: Run, name: str = "visit") -> dict[str, str]:
    return {item["id"]: item["note"] for item in run("shortlist", "show", name, "--json").items}


def undo(outcome: Outcome) -> None:
    """Run the line that a command gives to undo it, in a shell."""
    line = outcome.err.rstrip("\n").partition("to undo it")[2].partition(": ")[2]
    program = shlex.join([sys.executable, "-m", "dftzcli"])
    script = f'dftz() {{ {program} "$@"; }}\n{line}'
    subprocess.run(["/bin/sh", "-c", script], check=True, capture_output=True)


def replaced(file: Path, former: str, present: str) -> None:
    file.write_text(file.read_text("utf-8").replace(former, present), "utf-8")


def test_without_a_list_it_says_how_to_make_one(run: Run, workspace: Path) -> None:
    code, _, err = outcome = run("shortlist", "--json")
    assert (code, outcome.items) == (0, [])
    assert "dftz shortlist add NAME ID" in err
    assert not workspace.exists()


def test_what_is_added_is_listed_and_shown(run: Run, visit: Path) -> None:
    assert lists(run) == {"visit": ["panasonic", PLANT, "gdp-dalian-2025"]}
    items = run("shortlist", "show", "visit", "--json").items
    assert items[0]["name"] == "Panasonic"
    assert {item["note"] for item in items} == {"call first"}
    assert {item["gone"] for item in items} == {False}
    (day,) = {item["added"] for item in items}
    assert date.fromisoformat(day) <= date.today()


def test_the_bare_command_and_its_options_list(run: Run, visit: Path) -> None:
    expected = run("shortlist", "list")
    assert expected.code == 0 and "visit" in expected.out
    assert run("shortlist") == expected
    assert run("shortlist", "--json") == run("shortlist", "list", "--json")
    code, out, _ = run("shortlist", "--json", "show", "visit")
    assert (code, out) == (2, ""), "an option in front of a command is not passed over"


def test_ids_are_read_from_standard_input(run: Run) -> None:
    found = run("list", "projects", "--country", "JP", "--ids").out
    assert run("shortlist", "add", "japan", "-", stdin=found).code == 0
    assert lists(run)["japan"] == found.split()
    assert run("shortlist", "remove", "japan", "-", stdin=found).code == 0
    assert lists(run) == {"japan": []}
    assert run("shortlist", "add", "japan", "-", stdin="").code == 2


def test_a_name_of_a_record_is_taken_and_a_guess_is_not(run: Run, visit: Path) -> None:
    code, _, err = run("shortlist", "add", "visit", "日本")
    assert code == 0 and "is the name of japan" in err
    before = visit.read_bytes()
    for words in (
        ("add", "visit", "cold-chain", "pansonic"),
        ("add", "visit", "gdp-2023"),
        ("remove", "visit", "pans"),
    ):
        code, out, err = run("shortlist", *words)
        assert (code, out) == (3, "") and "fix:" in err
    assert visit.read_bytes() == before


def test_adding_again_says_what_was_there_already(run: Run, visit: Path) -> None:
    code, out, err = run("shortlist", "add", "visit", "panasonic", "japan", "--note", "later")
    assert (code, out) == (0, "")
    assert "added to 'visit': japan; on 'visit' already: panasonic; it has 4 records" in err
    assert notes(run) == {"panasonic": "later", PLANT: "call first", "gdp-dalian-2025": "call first", "japan": "later"}


def test_a_note_is_replaced_and_its_undo_line_brings_the_former_back(run: Run, visit: Path) -> None:
    outcome = run("shortlist", "note", "visit", "松下", "ask the bureau")
    assert (outcome.code, outcome.out) == (0, "")
    assert notes(run)["panasonic"] == "ask the bureau"
    undo(outcome)
    assert notes(run)["panasonic"] == "call first"
    assert run("shortlist", "note", "visit", "japan", "not on it").code == 3


def test_a_removal_says_what_is_left_and_its_undo_line_undoes_it(run: Run, visit: Path) -> None:
    before = visit.read_bytes()
    outcome = run("shortlist", "remove", "visit", "panasonic", "gdp-dalian-2025")
    assert (outcome.code, outcome.out) == (0, "")
    assert "removed from 'visit': panasonic, gdp-dalian-2025; it has 1 record;" in outcome.err
    assert lists(run) == {"visit": [PLANT]}
    undo(outcome)
    assert visit.read_bytes() == before


def test_nothing_is_removed_when_one_is_not_on_the_list(run: Run, visit: Path) -> None:
    before = visit.read_bytes()
    code, out, err = run("shortlist", "remove", "visit", "panasonic", "japan")
    assert (code, out) == (3, "")
    assert "'japan' is not on" in err and "panasonic" in err
    assert visit.read_bytes() == before


def test_a_list_is_renamed_and_its_undo_line_renames_it_back(run: Run, visit: Path) -> None:
    outcome = run("shortlist", "rename", "visit", "visit in May: O'Brien's")
    assert (outcome.code, outcome.out) == (0, "")
    assert list(lists(run)) == ["visit in May: O'Brien's"]
    undo(outcome)
    assert list(lists(run)) == ["visit"]


def test_a_list_is_not_renamed_over_another(run: Run, visit: Path) -> None:
    run("shortlist", "add", "other", "japan")
    code, out, err = run("shortlist", "rename", "visit", "other")
    assert (code, out) == (2, "") and "'other' already" in err
    assert list(lists(run)) == ["visit", "other"]


def test_off_a_terminal_a_list_is_deleted_only_with_yes(run: Run, visit: Path) -> None:
    code, out, err = run("shortlist", "delete", "visit")
    assert (code, out) == (2, "") and "--yes" in err
    assert run("shortlist", "delete", "visit", "--no-input").code == 2
    assert list(lists(run)) == ["visit"]


def test_a_dry_run_says_what_would_be_deleted_and_deletes_nothing(run: Run, visit: Path) -> None:
    before = visit.read_bytes(), sorted(visit.parent.iterdir())
    code, out, err = run("shortlist", "delete", "visit", "--dry-run", "--yes")
    assert (code, out) == (0, "")
    assert "would delete the shortlist 'visit' with 3 records" in err
    assert (visit.read_bytes(), sorted(visit.parent.iterdir())) == before


def test_a_deletion_says_what_changed_and_its_undo_line_undoes_it(run: Run, visit: Path) -> None:
    before = visit.read_bytes()
    outcome = run("shortlist", "delete", "visit", "--yes")
    assert (outcome.code, outcome.out) == (0, "")
    assert "deleted the shortlist 'visit' with 3 records" in outcome.err
    assert lists(run) == {}
    undo(outcome)
    assert visit.read_bytes() == before


@pytest.mark.parametrize(("answer", "code", "left"), [("y\r", 0, []), ("n\r", 2, ["visit"]), ("\r", 2, ["visit"])])
def test_on_a_terminal_a_deletion_asks(
    on_terminal: OnTerminal, run: Run, visit: Path, answer: str, code: int, left: list[str]
) -> None:
    outcome = on_terminal("shortlist", "delete", "visit", keys=answer, talks=True)
    assert outcome.code == code
    assert "delete the shortlist 'visit' with 3 records? [y/N]" in outcome.out
    assert list(lists(run)) == left


@pytest.mark.parametrize(
    "words", [("show", "vist"), ("note", "vist", "x", "y"), ("remove", "vist", "x"), ("rename", "vist", "y"),
              ("delete", "vist", "--yes")], ids=lambda words: words[0],
)  # fmt: skip
def test_a_list_that_is_not_there_is_refused_with_the_nearest(run: Run, visit: Path, words: tuple[str, ...]) -> None:
    code, out, err = run("shortlist", *words)
    assert (code, out) == (3, "")
    assert "'vist'" in err and "did you mean 'visit'" in err


@pytest.mark.parametrize("name", ["", "x" * 61, "\x1b[31m", "a\nb"])
def test_a_name_that_cannot_be_kept_is_refused_before_anything_is_done(run: Run, workspace: Path, name: str) -> None:
    code, out, err = run("shortlist", "add", name, "panasonic")
    assert (code, out) == (2, "")
    assert "1 to 60" in err and "\x1b" not in err
    assert not workspace.exists()


@pytest.mark.parametrize("name", FORMATS)
def test_a_list_is_shown_in_every_format_with_the_notes_and_the_same_each_time(
    run: Run, visit: Path, name: str
) -> None:
    first = run("shortlist", "show", "visit", "-f", name)
    assert (first.code, first.err) == (0, "")
    assert all(identity in first.out for identity in ("panasonic", PLANT, "gdp-dalian-2025"))
    assert first.out.count("call first") == (0 if name == "ids" else 3)
    assert run("shortlist", "show", "visit", "-f", name) == first


def test_a_list_of_one_kind_has_every_field_of_it(run: Run) -> None:
    run("shortlist", "add", "plants", PLANT)
    expected = run("show", PLANT, "--json").items[0]
    (item,) = run("shortlist", "show", "plants", "--json").items
    assert list(item)[-3:] == ["note", "added", "gone"]
    assert {key: item[key] for key in expected} == expected


def test_a_figure_is_never_bare_and_a_status_never_that_of_one_phase(run: Run, visit: Path) -> None:
    rows = {line.split()[0]: line for line in run("shortlist", "show", "visit").out.splitlines()}
    said = ("over 1,000.21 billion CNY", "2025", "dalian (city)", "dalian-article", "caution")
    assert all(word in rows["gdp-dalian-2025"] for word in said)
    assert "operating (1 of 3 phases; 1 of 2 by another document)" in rows[PLANT]


def test_fields_choose_what_is_shown(run: Run, visit: Path) -> None:
    out = run("shortlist", "show", "visit", "--fields", "note,id", "-f", "csv").out
    assert out.splitlines()[:2] == ["note,id", "call first,panasonic"]
    assert run("shortlist", "--fields", "count,name", "-f", "tsv").out == "count\tname\n3\tvisit\n"
    code, out, err = run("shortlist", "show", "visit", "--fields", "nte")
    assert (code, out) == (2, "") and "did you mean note" in err
    assert {"note", "added", "gone"} <= set(run("shortlist", "show", "visit", "--fields", "help", "--ids").ids)


def test_a_list_is_written_to_a_file(run: Run, visit: Path) -> None:
    code, out, err = run("shortlist", "show", "visit", "-o", "visit.csv")
    assert (code, out) == (0, "") and "wrote 3 items" in err
    out = run("shortlist", "show", "visit", "-f", "csv").out
    assert without_stamps(Path("visit.csv").read_text("utf-8"), "csv") == out


def test_the_ids_of_a_list_go_on_to_the_next_command(run: Run, visit: Path) -> None:
    ids = run("shortlist", "show", "visit", "--ids").out
    assert [item["id"] for item in run("show", "-", "--json", stdin=ids).items] == ids.split()


def test_what_the_catalogue_no_longer_has_stays_and_is_said_to_be_gone(run: Run, visit: Path) -> None:
    replaced(visit, f'"{PLANT}"', '"closed-plant"')
    code, _, err = outcome = run("shortlist", "show", "visit", "--json")
    assert (code, err) == (0, "gone from the catalogue: closed-plant\n")
    item = outcome.items[1]
    assert (item["id"], item["gone"], item["note"], item["kind"]) == ("closed-plant", True, "call first", None)
    for name in ("table", "md"):
        assert "gone from the catalogue" in run("shortlist", "show", "visit", "-f", name).out
    assert run("shortlist", "--json").items[0]["records_gone"] == ["closed-plant"]
    for words in (("note", "visit", "closed-plant", "sold"), ("remove", "visit", "closed-plant")):
        assert run("shortlist", *words).code == 0
    assert lists(run) == {"visit": ["panasonic", "gdp-dalian-2025"]}


def test_a_list_whose_records_all_are_gone_is_shown(run: Run, visit: Path) -> None:
    for identity in ("panasonic", PLANT, "gdp-dalian-2025"):
        replaced(visit, f'"{identity}"', f'"old-{identity}"')
    for name in FORMATS:
        assert run("shortlist", "show", "visit", "-f", name).code == 0


def test_an_empty_list_is_said_to_be_empty(run: Run, visit: Path) -> None:
    run("shortlist", "remove", "visit", "panasonic", PLANT, "gdp-dalian-2025")
    code, _, err = outcome = run("shortlist", "show", "visit", "--json")
    assert (code, outcome.items) == (0, []) and "'visit' is empty" in err


def test_a_reset_of_the_store_does_not_touch_the_lists(run: Run, visit: Path) -> None:
    before = visit.read_bytes()
    (visit.parent / "catalogue.json").write_text("{")
    assert run("data", "reset", "--yes").code == 0
    assert visit.read_bytes() == before
    assert lists(run) == {"visit": ["panasonic", PLANT, "gdp-dalian-2025"]}


def test_lists_can_be_changed_while_the_store_is_damaged(run: Run, visit: Path) -> None:
    (visit.parent / "catalogue.json").write_text("{")
    for words in (("note", "visit", "panasonic", "x"), ("remove", "visit", PLANT), ("rename", "visit", "v")):
        assert run("shortlist", *words).code == 0
    assert run("shortlist", "delete", "v", "--yes").code == 0


def test_a_damaged_file_is_named_left_alone_and_repaired_when_asked(run: Run, visit: Path) -> None:
    run("shortlist", "add", "visit", "japan")
    visit.write_text("{")
    for words in (("list",), ("show", "visit"), ("add", "visit", "japan"), ("delete", "visit", "--yes")):
        code, out, err = run("shortlist", *words)
        assert (code, out) == (5, "")
        assert str(visit) in err and "dftz shortlist repair" in err
        assert visit.read_text() == "{"
    outcome = run("shortlist", "repair")
    assert (outcome.code, outcome.out) == (0, "")
    assert f"{visit}.damaged" in outcome.err
    assert lists(run) == {"visit": ["panasonic", PLANT, "gdp-dalian-2025"]}
    undo(outcome)
    assert visit.read_text() == "{"


def test_a_sound_file_is_not_repaired(run: Run, visit: Path) -> None:
    before = visit.read_bytes()
    code, out, err = run("shortlist", "repair")
    assert (code, out) == (0, "") and "nothing was changed" in err
    assert visit.read_bytes() == before


def test_a_file_of_a_newer_program_is_refused(run: Run, visit: Path) -> None:
    visit.write_text(json.dumps(json.loads(visit.read_bytes()) | {"format_version": 9}))
    code, out, _ = outcome = run("shortlist", "--json")
    assert (code, out, outcome.error["code"]) == (5, "", "store_too_new")


def test_where_nothing_can_be_written_the_lists_are_read_and_a_change_says_so(
    run: Run, visit: Path, as_ordinary_user: AsOrdinaryUser
) -> None:
    # Once before, so that nothing is left to import where the interpreter itself is closed to an ordinary user.
    assert run("shortlist", "note", "visit", "panasonic", "call first").code == 0
    visit.parent.chmod(0o500)
    with as_ordinary_user():
        shown = run("shortlist", "show", "visit", "--ids")
        code, out, err = run("shortlist", "note", "visit", "panasonic", "changed")
    visit.parent.chmod(0o700)
    assert (shown.code, shown.ids[0]) == (0, "panasonic")
    assert (code, out) == (5, "")
    assert str(visit) in err and "Traceback" not in err
    assert notes(run)["panasonic"] == "call first"


HOSTILE = "\x1b]0;owned\x07 [/red] [b \u202e | ; `rm` \t\n=1+1"


@pytest.mark.parametrize("name", FORMATS)
def test_a_hostile_note_steers_no_terminal(run: Run, visit: Path, name: str) -> None:
    run("shortlist", "note", "visit", "panasonic", HOSTILE)
    assert notes(run)["panasonic"].startswith("\x1b]0;owned")
    outcome = run("shortlist", "show", "visit", "-f", name)
    assert outcome.code == 0
    assert not {"\x1b", "\x07", "\u202e"} & set(outcome.out)


def test_a_hostile_note_is_drawn_on_a_terminal(run: Run, visit: Path, on_terminal: OnTerminal) -> None:
    run("shortlist", "note", "visit", "panasonic", "[/red] [b 招商 " + "x" * 10_000)
    outcome = on_terminal("shortlist", "show", "visit", "--no-pager")
    assert outcome.code == 0
    assert "[/red] [b 招商" in outcome.out


@pytest.mark.parametrize("command", ["", *COMMANDS])
def test_the_help_begins_with_examples_that_run(run: Run, visit: Path, command: str) -> None:
    words = ["shortlist", *command.split()]
    code, out, err = run(*words, "--help")
    assert (code, err) == (0, "")
    assert out.startswith(f"Usage: dftz {' '.join(words)}")
    assert out.partition("\n\n")[2].lstrip().startswith("Examples:\n")
    assert run("help", *words).out == out
    for example in examples(out):
        outcome = None
        for line in example.split(" | "):
            outcome = run(*shlex.split(line)[1:], stdin=outcome.out if outcome else None)
            assert outcome.code == 0, (example, outcome.err)


def test_a_mistyped_command_names_the_nearest_and_does_nothing(run: Run, visit: Path) -> None:
    code, out, err = run("shortlist", "delet", "visit", "--yes")
    assert (code, out) == (2, "") and "'delete'" in err
    assert list(lists(run)) == ["visit"]


def completed(spawn: Spawn, line: str) -> str:
    """Return what bash is offered behind a line."""
    env: dict[str, Any] = {"_DFTZ_COMPLETE": "complete_bash", "COMP_WORDS": line, "COMP_CWORD": str(line.count(" "))}
    return spawn(env=env).out


def test_a_shell_completes_the_commands_and_the_names_of_the_lists(spawn: Spawn, visit: Path) -> None:
    assert set(COMMANDS) <= set(completed(spawn, "dftz shortlist ").split())
    assert completed(spawn, "dftz shortlist show v").split() == ["visit"]
    visit.write_text("{")
    assert completed(spawn, "dftz shortlist show v").strip() == ""


def test_two_programs_that_add_at_once_lose_nothing(run: Run, visit: Path) -> None:
    ids = run("list", "policies", "--ids").ids[:8]
    children = [
        subprocess.Popen([sys.executable, "-m", "dftzcli", "shortlist", "add", "race", identity, "-q"], cwd=CHECKOUT)
        for identity in ids
    ]
    assert [child.wait(60) for child in children] == [0] * len(ids)
    assert set(lists(run)["race"]) == set(ids)
