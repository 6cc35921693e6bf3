"""`dftz export`: whole records as files, several kinds in one, streamed, and refused before any work is done."""

from __future__ import annotations

import csv
import hashlib
import io
import json
import os
import subprocess
import sys
from pathlib import Path
from zipfile import ZipFile

import pytest

import dftzcli
from dftzcli import export, open_catalogue
from dftzcli.cli.options import Terminal as Options
from dftzcli.cli.progress import shown
from dftzcli.cli.session import Session
from dftzcli.errors import UsageError
from dftzcli.reading import read_file
from dftzcli.render.registry import FORMATS, Style
from tests.render.hostile import result_of

from .program import PLURALS, Run, data, examples


def test_one_kind_has_what_list_has(run: Run) -> None:
    for name in ("csv", "jsonl", "ids", "tsv"):
        assert run("export", "projects", "-f", name).out == run("list", "projects", "--all", "-f", name).out, name


@pytest.mark.parametrize(
    "flags",
    [
        ("--country", "JP"),
        ("--where", "name~port"),
        ("--status", "planned,sought"),
        ("--year", "2020"),
        ("--agency", "商务局"),
    ],
    ids=" ".join,
)
def test_filters_are_those_of_list(run: Run, flags: tuple[str, ...]) -> None:
    expected = run("list", "policies", *flags, "--all", "--ids").ids
    assert run("export", "policies", *flags, "--ids").ids == expected != []


def test_words_keep_what_a_search_finds(run: Run) -> None:
    found = run("search", "battery", "--kind", "project", "--all", "--ids").ids
    assert sorted(run("export", "projects", "--query", "battery", "--ids").ids) == sorted(found) != []
    envelope = run("export", "projects", "--query", "battery", "--country", "JP", "--json").envelope
    assert envelope["query"]["text"] == "projects with country JP, found by a search for battery"
    assert 0 < envelope["count"] < len(found)


def test_all_kinds_with_all_their_fields_are_in_one_file(run: Run) -> None:
    assert run("export", "-o", "all.jsonl").code == 0
    items = read_file("all.jsonl").items
    assert [item["id"] for item in items if item["kind"] == "policy"] == [found["id"] for found in data("policies")]
    assert {item["kind"] for item in items} == {
        json.loads(line)["kind"] for line in run("list", "-f", "jsonl").out.splitlines()
    }
    assert any("eligibility" in item for item in items)


def test_kinds_that_are_not_named_and_fit_nothing_are_left_out(run: Run) -> None:
    assert run("export", "--country", "JP", "-o", "jp.json").code == 0
    kinds = {item["kind"] for item in json.loads(Path("jp.json").read_text("utf-8"))["items"]}
    assert "project" in kinds and "source" not in kinds


@pytest.mark.parametrize("name", ["csv", "tsv", "parquet"])
def test_a_format_of_one_table_is_refused_for_several_kinds_before_any_work(run: Run, name: str) -> None:
    for kinds in ((), ("policies", "figures")):
        code, out, err = run("export", *kinds, "-o", f"x.{name}")
        assert (code, out) == (2, "")
        assert f"{name} holds one kind" in err and "--bundle" in err
    assert list(Path().iterdir()) == []


@pytest.mark.parametrize(
    ("words", "said"),
    [
        ((), "nothing says where the export goes"),
        (("figur", "-f", "csv"), "did you mean figure"),
        (("figures", "-o", "no/x.csv"), "there is no folder no"),
        (("figures", "--bundle", "x", "-f", "csv"), "--bundle has a form of its own"),
        (("figures", "--bundle", "no/x"), "there is no folder"),
        (("figures", "gaps", "--fields", "id", "-f", "jsonl"), "--fields is for one kind"),
        (("figures", "--where", "valeu>1", "-f", "csv"), "valeu"),
    ],
)
def test_what_cannot_be_written_is_refused_with_a_way_out(run: Run, words: tuple[str, ...], said: str) -> None:
    code, out, err = run("export", *words)
    assert (code, out) == (2, "")
    assert said in err and "fix:" in err
    assert list(Path().iterdir()) == []


def test_fields_can_be_chosen_of_one_kind(run: Run) -> None:
    outcome = run("export", "figures", "--fields", "id,value", "-f", "csv")
    assert outcome.out == run("list", "figures", "--all", "--fields", "id,value", "-f", "csv").out


def test_nothing_that_fits_is_said_and_is_an_error_where_it_is_to_be(run: Run) -> None:
    words = ("export", "gaps", "--where", "name=none", "-f", "csv")
    code, out, err = run(*words)
    assert (code, out.count("\n")) == (0, 1) and "nothing fits" in err
    assert run(*words, "--fail-empty").code == 4


def test_a_day_is_kept_to_and_named(run: Run) -> None:
    assert run("export", "figures", "--as-of", "2019", "-o", "x.jsonl").code == 0
    assert len(read_file("x.jsonl").items) == len(run("list", "figures", "--as-of", "2019", "--ids").ids)


def test_the_same_command_gives_the_same_bytes(run: Run) -> None:
    for name in ("xlsx", "sqlite", "html", "md", "json", "jsonl", "zip"):
        hashes = set()
        for number in (1, 2):
            where = ("--bundle", f"{number}/x.zip") if name == "zip" else ("-o", f"{number}/x.{name}")
            Path(str(number)).mkdir(exist_ok=True)
            assert run("export", "projects", "gaps", *where).code == 0
            hashes.add(hashlib.sha256(Path(str(number), f"x.{name}").read_bytes()).hexdigest())
        assert len(hashes) == 1, name


class Terminal(io.StringIO):
    """A standard error that somebody looks at."""

    def isatty(self) -> bool:
        return True


@pytest.mark.parametrize("quiet", [False, True])
def test_a_bar_on_a_terminal_counts_what_was_written_and_changes_nothing(
    monkeypatch: pytest.MonkeyPatch, quiet: bool
) -> None:
    result = result_of([{"id": f"row-{number}", "name": "x"} for number in range(2_500)])
    seen = Terminal()
    monkeypatch.setattr(sys, "stderr", seen)
    with shown(result, Session(Options(quiet=quiet))) as told:
        text = FORMATS["csv"].text(told, Style())
    assert text == FORMATS["csv"].text(result, Style())
    assert ("2400/2500" in seen.getvalue()) is not quiet


def test_off_a_terminal_there_is_no_bar(run: Run) -> None:
    assert run("export", "figures", "-o", "x.csv").err.count("\n") == 1


@pytest.mark.parametrize("day", [None, "2019"])
def test_python_writes_the_same_file(run: Run, day: str | None) -> None:
    dated = ("--as-of", day) if day else ()
    assert run("export", "projects", "--country", "JP", *dated, "-o", "cli.xlsx").code == 0
    catalogue = open_catalogue(os.environ["DFTZ_DATA_DIR"])
    count = export(catalogue.at(day) if day else catalogue, "python.xlsx", "projects", country="JP")
    assert Path("python.xlsx").read_bytes() == Path("cli.xlsx").read_bytes()
    assert count == len(read_file("cli.xlsx").items)


def test_python_keeps_to_order_limit_and_the_latest_of_each_series() -> None:
    catalogue = open_catalogue(os.environ["DFTZ_DATA_DIR"])
    for filters in ({"latest": True}, {"sort": "-id"}, {"limit": 3}, {"sort": "-id", "limit": 3, "place": "dalian"}):
        expected = [found.id for found in catalogue.list("figure", **filters)]
        assert export(catalogue, "x.jsonl", "figure", force=True, **filters) == len(expected)
        assert [item["id"] for item in read_file("x.jsonl").items] == expected
    with pytest.raises(UsageError, match="of one kind"):
        export(catalogue, "y.jsonl", ("figure", "gap"), limit=3)
    with pytest.raises(UsageError, match="csv holds one kind, and this is all"):
        export(catalogue, "y.csv")
    assert not list(Path().glob("y.*"))


@pytest.mark.parametrize(("day", "words"), [("2019", ""), (None, "trade")])
def test_python_writes_a_package_whose_readme_has_the_line_that_makes_it_again(day: str | None, words: str) -> None:
    catalogue = open_catalogue(os.environ["DFTZ_DATA_DIR"])
    where = (text for text in ("name~a", "id~e"))
    export(catalogue.at(day) if day else catalogue, "a.zip", "policies", words=words, bundle=True, where=where)
    with ZipFile("a.zip") as archive:
        (line,) = (text for text in archive.read("README.md").decode().splitlines() if text.startswith("dftzcli."))
    before = Path("a.zip").read_bytes()
    Path("a.zip").unlink()
    eval(line, {"dftzcli": dftzcli})
    assert Path("a.zip").read_bytes() == before


def test_every_example_of_the_help_runs(run: Run) -> None:
    lines = list(examples(run("export", "--help").out))
    assert len(lines) == 4
    for line in lines:
        assert run(*[word.strip('"') for word in line.replace('"cold chain"', "cold-chain").split()[1:]]).code == 0


# ---- data packages


def test_a_package_has_a_table_a_kind_a_descriptor_and_a_readme(run: Run) -> None:
    code, out, err = run("export", "--bundle", "all")
    assert (code, out) == (0, "")
    assert f"in {len(PLURALS) + 2} files to all" in err
    descriptor = json.loads(Path("all/datapackage.json").read_text("utf-8"))
    assert [found["name"] for found in descriptor["resources"]] == list(PLURALS)
    for found in descriptor["resources"]:
        content = Path("all", found["path"]).read_bytes()
        assert found["hash"] == "sha256:" + hashlib.sha256(content).hexdigest()
        assert found["bytes"] == len(content)
        header = next(csv.reader(content.decode().splitlines()))
        assert header == [field["name"] for field in found["schema"]["fields"]]


def test_a_package_brings_the_documents_and_disagreements_that_its_records_name(run: Run) -> None:
    assert run("export", "projects", "--country", "JP", "--bundle", "jp").code == 0
    projects = read_file("jp/data/projects.csv").items
    cited = {source for item in projects for source in item["sources"]}
    assert {item["id"] for item in read_file("jp/data/sources.csv").items} == cited
    disputed = {name for item in projects for name in item["discrepancies"]}
    assert {item["id"] for item in read_file("jp/data/discrepancies.csv").items} == disputed


def test_the_readme_of_a_package_says_citation_licence_caveats_and_the_command(run: Run) -> None:
    words = ("export", "projects", "--country", "JP", "--where", "name~a b", "--query", "battery", "--bundle", "jp")
    assert run(*words).code == 0
    text = Path("jp/README.md").read_text("utf-8")
    dataset = run("gaps", "--json").envelope["dataset"]
    for said in (
        "## Citation",
        "## Licence",
        "## Caveats",
        dataset["hash"],
        dataset["as_of"],
        "CC-BY-4.0",
        "tax advice",
    ):
        assert said in text
    assert "dftz export projects --country JP --where 'name~a b' --query battery --bundle jp" in text


def test_a_package_is_valid_for_frictionless(run: Run) -> None:
    assert run("export", "--country", "JP", "--bundle", "jp").code == 0
    assert run("export", "--bundle", "all.zip").code == 0
    program = (
        "import sys; from frictionless import validate\n"
        "for path in sys.argv[1:]:\n"
        "    report = validate(path, type='package')\n"
        "    assert report.valid, (report.errors, [task.errors[:2] for task in report.tasks if task.errors])\n"
    )
    done = subprocess.run(
        [sys.executable, "-W", "ignore", "-c", program, "jp/datapackage.json", "all.zip"],
        capture_output=True,
        text=True,
    )
    assert done.returncode == 0, done.stderr


def test_an_archive_holds_the_files_of_the_folder(run: Run) -> None:
    assert run("export", "gaps", "--bundle", "a.zip").code == 0
    assert run("export", "gaps", "--bundle", "a").code == 0
    with ZipFile("a.zip") as archive:
        for name in archive.namelist():
            if name not in ("README.md", "datapackage.json"):
                assert archive.read(name) == Path("a", name).read_bytes()
        assert "data/gaps.csv" in archive.namelist() and "README.md" in archive.namelist()


def test_an_archive_that_is_being_written_leaves_nothing_beside_it(run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    synced = os.fsync
    seen: list[Path] = []

    def looking(handle: int) -> None:
        seen.extend(Path().iterdir())
        synced(handle)

    monkeypatch.setattr(os, "fsync", looking)
    assert run("export", "gaps", "--bundle", "a.zip").code == 0
    assert (seen, list(Path().iterdir())) == ([], [Path("a.zip")])


def test_a_folder_is_replaced_only_by_force_and_only_if_it_is_a_package(run: Run) -> None:
    assert run("export", "gaps", "--bundle", "a").code == 0
    code, _, err = run("export", "policies", "--bundle", "a")
    assert code == 2 and "--force" in err
    assert run("export", "policies", "--bundle", "a", "--force").code == 0
    assert not Path("a/data/gaps.csv").exists() and Path("a/data/policies.csv").exists()
    Path("mine").mkdir()
    Path("mine/letter.txt").write_text("dear")
    code, _, err = run("export", "policies", "--bundle", "mine", "--force")
    assert code == 2 and "holds other things" in err
    assert Path("mine/letter.txt").read_text() == "dear"
    assert sorted(path.name for path in Path().iterdir()) == ["a", "mine"]


def test_a_package_that_cannot_be_finished_leaves_what_was_there_and_nothing_else(
    run: Run, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert run("export", "gaps", "--bundle", "a").code == 0
    before = Path("a/datapackage.json").read_bytes()

    def full(handle: int) -> None:
        raise OSError(28, os.strerror(28))

    monkeypatch.setattr(os, "fsync", full)
    code, _, err = run("export", "policies", "--bundle", "a", "--force")
    assert code == 1 and "No space left" in err
    assert Path("a/datapackage.json").read_bytes() == before
    assert [path.name for path in Path().iterdir()] == ["a"]
