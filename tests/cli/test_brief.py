"""`dftz brief`: what it is asked, where it goes, and that it can be made again byte for byte."""

from __future__ import annotations

import os
import re
import shlex
from pathlib import Path

import pytest

from .program import OnTerminal, Run, Spawn, Tamper

PLANT = "panasonic-battery-plant"
PROFILE = Path(__file__).parents[2] / "data" / "profiles" / "battery-maker-japan.toml"


def test_markdown_goes_to_standard_output_unless_told_otherwise(run: Run) -> None:
    code, out, err = run("brief", "--industry", "batteries", "--country", "Japan")
    assert (code, err) == (0, "")
    assert out.startswith("# Dalian Free Trade Zone: investor's brief\n")
    assert "For Batteries, Japan." in out


@pytest.mark.parametrize(
    ("name", "first"), [("brief.html", b"<!DOCTYPE html>"), ("brief.pdf", b"%PDF-"), ("brief.docx", b"PK\x03\x04")]
)
def test_the_ending_of_the_file_chooses_the_format(run: Run, tmp_path: Path, name: str, first: bytes) -> None:
    outcome = run("brief", PLANT, "-o", str(tmp_path / name))
    assert (outcome.code, outcome.out) == (0, "")
    assert re.match(r"wrote \d+ statements with \d+ footnotes to ", outcome.err)
    assert (tmp_path / name).read_bytes().startswith(first)


@pytest.mark.parametrize("name", ["brief.md", "brief.pdf", "brief.docx"])
def test_another_process_makes_the_same_bytes(spawn: Spawn, tmp_path: Path, name: str) -> None:
    made = []
    for seed in ("1", "2"):
        folder = tmp_path / seed
        folder.mkdir()
        target = folder / name
        spawn("brief", "--profile", str(PROFILE), "--peers", "qingdao", "-o", str(target), env={"PYTHONHASHSEED": seed})
        made.append(target.read_bytes())
    assert made[0] == made[1]


def test_the_command_on_the_last_page_makes_the_brief_again(
    run: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    (tmp_path / "my firm.toml").write_bytes(PROFILE.read_bytes())
    run("brief", "gdp", "--profile", str(tmp_path / "my firm.toml"), "--peers", "tianjin", "--peers", "qingdao",
        "--as-of", "2026-06", "-o", str(tmp_path / "a.md"))  # fmt: skip
    first = (tmp_path / "a.md").read_bytes()
    assert "**Made again, byte for byte, in the folder of the profile, by**" in first.decode()
    words = words_of(first)
    assert str(tmp_path) not in first.decode()
    os.unlink("a.md")
    assert run(*words[1:]).code == 0
    assert (tmp_path / "a.md").read_bytes() == first


def words_of(brief: bytes) -> list[str]:
    """Return the words of the command on the last page."""
    line = re.search(r"^- \*\*Made again, byte for byte,.* by\*\*: (.*)$", brief.decode(), re.M)
    assert line is not None
    words = shlex.split(re.sub(r"\\(.)", r"\1", line[1]))
    assert words[:2] == ["dftz", "brief"]
    return words


@pytest.mark.parametrize(
    ("profile", "target", "command"),
    [
        ("firms/mine.toml", "out/a.md", "--profile firms/mine.toml -o out/a.md"),
        ("./firms/mine.toml", "a.md", "--profile firms/mine.toml -o a.md"),
        ("firms/../firms/mine.toml", "out/a.md", "--profile mine.toml -o a.md"),
        ("mine.toml", "out/a.md", "--profile mine.toml -o a.md"),
    ],
)
def test_a_profile_in_a_folder_below_is_named_with_it_and_the_command_runs_where_it_says(
    run: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, profile: str, target: str, command: str
) -> None:
    monkeypatch.chdir(tmp_path)
    for folder in ("firms", "out"):
        (tmp_path / folder).mkdir()
    for place in ("mine.toml", "firms/mine.toml"):
        (tmp_path / place).write_bytes(PROFILE.read_bytes())
    assert run("brief", "--profile", profile, "-o", target).code == 0
    first = (tmp_path / target).read_bytes()
    words = words_of(first)
    assert shlex.join(words) == f"dftz brief {command}"
    is_beside = "in the folder of the profile" in first.decode()
    assert is_beside == ("firms" not in command)
    if is_beside:
        monkeypatch.chdir((tmp_path / profile).resolve().parent)
    assert run(*words[1:], "--force").code == 0
    assert Path(words[words.index("-o") + 1]).read_bytes() == first


def test_ids_come_from_standard_input_and_from_a_shortlist(run: Run, own_data: Path) -> None:
    piped = run("brief", "-", stdin=f"{PLANT}\njapan\n")
    assert f"by**: dftz brief {PLANT} japan -f md" in piped.out.replace("\\", "")
    run("shortlist", "add", "mine", PLANT)
    listed = run("brief", "--shortlist", "mine")
    assert "For the shortlist mine." in listed.out
    assert "--shortlist mine" in listed.out.replace("\\", "")
    assert f"On the shortlist**: {PLANT}" in listed.out.replace("\\", "")


def test_what_a_reader_noted_on_a_shortlist_stands_in_its_brief_as_the_readers_own(run: Run, own_data: Path) -> None:
    run("shortlist", "add", "mine", PLANT, "--note", "Ask for <the> date")
    run("shortlist", "add", "mine", "japan")
    listed = run("brief", "--shortlist", "mine", "-f", "html").out
    start = listed.index("<h2>The reader&#x27;s own notes</h2>")
    own = listed[start : listed.index("</section>", start)]
    assert "rest on no source" in own
    assert "Panasonic battery project" in own and "Ask for &lt;the&gt; date" in own
    assert "Japan" not in own and "<sup>" not in own
    assert listed.count("Ask for") == 1
    run("shortlist", "note", "mine", PLANT, "")
    assert "own notes" not in run("brief", "--shortlist", "mine", "-f", "html").out


def test_a_brief_about_nothing_is_refused_before_work_starts(run: Run) -> None:
    outcome = run("brief", "--peers", "qingdao")
    assert outcome.code == 2
    assert "a brief about what?" in outcome.err


@pytest.mark.parametrize(
    ("words", "code", "said"),
    [
        (("--industry", "batteries", "-f", "csv"), 2, "is not a format of a brief"),
        (("--industry", "batteries", "-o", "x.xlsx"), 2, "names no format of a brief"),
        (("--country", "Atlantis"), 3, "no country answers to 'Atlantis'"),
        (("--profile", "nowhere.toml"), 2, "cannot be read"),
        (("nosuchrecordatall",), 3, "nosuchrecordatall"),
        (("--industry", "batteries", "--peers", "nosuchplaceatall"), 3, "nosuchplaceatall"),
    ],
)
def test_what_cannot_be_meant_is_refused(run: Run, words: tuple[str, ...], code: int, said: str) -> None:
    outcome = run("brief", *words)
    assert (outcome.code, outcome.out) == (code, "")
    assert said in outcome.err


def test_a_file_that_is_there_is_replaced_only_with_force(run: Run, tmp_path: Path) -> None:
    target = tmp_path / "brief.md"
    target.write_text("mine")
    assert run("brief", PLANT, "-o", str(target)).code == 2
    assert target.read_text() == "mine"
    assert run("brief", PLANT, "-o", str(target), "--force").code == 0
    assert target.read_text().startswith("# ")


def test_a_pdf_is_nothing_for_a_terminal(on_terminal: OnTerminal) -> None:
    outcome = on_terminal("brief", PLANT, "-f", "pdf")
    assert (outcome.code, outcome.out) == (2, "")
    assert "pdf is nothing for a terminal" in outcome.err


def test_a_hostile_record_does_nothing_in_a_brief(run: Run, tamper: Tamper) -> None:
    tamper("projects", PLANT, {"name": "<script>x</script> \x1b[31m \u202e![x](http://e.org) #let"})
    text = run("brief", PLANT, "-f", "html").out
    assert "<script" not in text
    assert "&lt;script&gt;x&lt;/script&gt; \\x1b[31m \\u202e![x](http://e.org) #let" in text
    assert "\x1b" not in run("brief", PLANT).out
