"""A brief as a file, from Python: the bytes of the command line, whole or not at all."""

from __future__ import annotations

import shlex
import subprocess
import sys
from pathlib import Path

import pytest

from dftzcli import write_brief
from dftzcli.brief import Asked, Document, brief_of, file_brief
from dftzcli.brief.asked import within
from dftzcli.catalogue import Catalogue
from dftzcli.errors import NotFound, UsageError

from .conftest import PROFILES


@pytest.mark.parametrize("day", [None, "2024"])
def test_the_command_on_the_last_page_writes_the_bytes_that_python_wrote(
    catalogue: Catalogue, tmp_path: Path, day: str | None
) -> None:
    profile = tmp_path / "my firm.toml"
    profile.write_bytes(PROFILES[0].read_bytes())
    dated = catalogue.at(day) if day else catalogue
    made = write_brief(
        dated, tmp_path / "brief.md", "gdp", profile=profile, country="JP", industry=["batteries"], peers=["天津"]
    )
    first = (tmp_path / "brief.md").read_bytes()
    words = shlex.split(command_of(made))
    assert ("--as-of" in words) == bool(day)
    program = [sys.executable, "-m", "dftzcli", *words[1:], "--force", "--quiet"]
    subprocess.run(
        program, cwd=tmp_path, check=True, env={"PYTHONPATH": str(PROFILES[0].parents[2]), **_room(tmp_path)}
    )
    assert (tmp_path / "brief.md").read_bytes() == first


def _room(folder: Path) -> dict[str, str]:
    return {"DFTZ_DATA_DIR": str(folder / "data"), "DFTZ_CACHE_DIR": str(folder / "cache"), "LANG": "C.UTF-8"}


def test_a_profile_may_be_given_as_keys_and_is_written_out_on_the_last_page(
    catalogue: Catalogue, tmp_path: Path
) -> None:
    made = write_brief(catalogue, tmp_path / "brief.html", profile={"sector": ["batteries"]})
    assert dict(made.about)["Profile"] == "sector = batteries"
    assert "--profile profile.toml" in command_of(made)
    assert ("Made again, byte for byte, in the folder of the profile, by", command_of(made)) in made.about


def command_of(made: Document) -> str:
    """Return the command on the last page."""
    (command,) = [text for label, text in made.about if label.startswith("Made again, byte for byte")]
    return command


@pytest.mark.parametrize("is_by_text", [True, False])
def test_python_keeps_a_path_within_the_folder_and_says_where_the_command_runs_without_one(
    catalogue: Catalogue, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, is_by_text: bool
) -> None:
    monkeypatch.chdir(tmp_path)
    profile = Path("firms/mine.toml")
    (tmp_path / "firms").mkdir()
    profile.write_bytes(PROFILES[0].read_bytes())
    given = str(profile) if is_by_text else profile
    made = write_brief(catalogue, "firms/brief.md", profile=given)
    assert ("Made again, byte for byte, by", "dftz brief --profile firms/mine.toml -o firms/brief.md") in made.about
    away = write_brief(catalogue, "brief.md", profile=profile.absolute())
    assert command_of(away) == "dftz brief --profile mine.toml -o brief.md"
    assert str(tmp_path) not in (tmp_path / "brief.md").read_text("utf-8")


@pytest.mark.parametrize(
    ("path", "kept"),
    [
        ("firm.toml", "firm.toml"),
        ("./data/firm.toml", "data/firm.toml"),
        ("/home/me/firm.toml", "firm.toml"),
        ("../me/firm.toml", "firm.toml"),
        ("data/../../firm.toml", "firm.toml"),
        ("~/firm.toml", "firm.toml"),
        ("", ""),
    ],
)
def test_only_a_path_that_stays_within_its_folder_is_kept(path: str, kept: str) -> None:
    assert within(path) == kept


def test_a_question_about_nothing_and_one_that_cannot_be_meant_write_nothing(
    catalogue: Catalogue, tmp_path: Path
) -> None:
    target = tmp_path / "brief.md"
    with pytest.raises(UsageError, match="a brief about what"):
        write_brief(catalogue, target, peers="qingdao")
    with pytest.raises(NotFound, match="Atlantis"):
        write_brief(catalogue, target, country="Atlantis")
    with pytest.raises(UsageError, match="names no format of a brief"):
        write_brief(catalogue, tmp_path / "brief.xlsx", "japan")
    assert not list(tmp_path.iterdir())


def test_a_file_that_is_there_is_replaced_only_by_force(catalogue: Catalogue, tmp_path: Path) -> None:
    target = tmp_path / "brief.md"
    target.write_text("mine")
    with pytest.raises(UsageError, match="there"):
        write_brief(catalogue, target, "japan")
    assert target.read_text() == "mine"
    write_brief(catalogue, target, "japan", force=True)
    assert target.read_text().startswith("# ")


def test_a_record_of_a_shortlist_that_is_gone_is_named_and_nothing_else_is_lost(
    catalogue: Catalogue, tmp_path: Path
) -> None:
    asked = Asked(shortlist="mine", listed=("japan", "a-record-that-was"))
    about = dict(file_brief(catalogue, asked, tmp_path / "brief.md").about)
    assert (about["On the shortlist"], about["No longer on record"]) == ("japan", "a-record-that-was")


def test_footnotes_are_counted_as_they_are_numbered(catalogue: Catalogue) -> None:
    made = brief_of(catalogue, Asked(industries=("batteries",)))
    assert made.footnotes == max(made.numbers.values()) < len(made.numbers)
