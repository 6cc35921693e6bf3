"""`data validate` and `data coverage`: what is right passes, what is wrong is named with its remedy, exit 6."""

from __future__ import annotations

import json
import re
import shutil
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from .program import DATA, PLURALS, SOURCES, Run, data

Change = Callable[[dict[str, Any]], None]


def test_the_packaged_data_have_no_fault(run: Run) -> None:
    code, out, err = run("data", "validate", "-f", "ids")
    assert (code, out) == (0, "")
    assert err == f"no fault in {sum(len(data(plural)) for plural in PLURALS)} records\n"


def test_a_folder_of_data_can_be_checked_in_place_of_the_store(run: Run, tmp_path: Path) -> None:
    code, out, err = run("data", "validate", DATA, "-f", "ids", "--data-dir", tmp_path / "untouched")
    assert (code, out) == (0, "")
    assert "no fault" in err
    assert not (tmp_path / "untouched").exists()


def test_every_identity_that_was_recomputed_can_be_listed(run: Run) -> None:
    rows = run("data", "validate", "--arithmetic", "-f", "csv").rows
    declared = {(found["id"], entry["rule"]) for found in data("figures") for entry in found.get("identities", ())}
    assert {(row["record"], row["rule"]) for row in rows} >= declared > set()


def test_the_arithmetic_has_what_fails_first_and_then_what_no_source_lets_be_recomputed(run: Run) -> None:
    outcome = run("data", "validate", "--arithmetic", "--json")
    held = [item["holds"] for item in outcome.items]
    assert set(held) == {False, None, True}
    assert held == sorted(held, key=[False, None, True].index)
    for item in outcome.items:
        assert item["holds"] is not None or item["note"].startswith("not ")


def test_the_outcomes_are_counted_on_standard_error(run: Run) -> None:
    outcome = run("data", "validate", "--arithmetic", "--json")
    held = [item["holds"] for item in outcome.items]
    failing = f"{held.count(False)} failing ({held.count(False)} owned up to by a discrepancy)"
    assert f"arithmetic: {failing}, {held.count(None)} not recomputed, {held.count(True)} kept\n" in outcome.err
    assert "not recomputed" not in run("data", "validate").err


def test_a_failure_that_no_discrepancy_owns_up_to_is_counted_and_comes_first(run: Run, folder: Path) -> None:
    path = folder / "figures.json"
    records = json.loads(path.read_text("utf-8"))
    next(found for found in records if found["id"] == "customs-trade-total-2022-jan-feb").update(value=2232700)
    path.write_text(json.dumps(records, ensure_ascii=False), "utf-8")
    owned = [item["holds"] for item in run("data", "validate", "--arithmetic", "--json").items].count(False)
    outcome = run("data", "validate", folder, "--arithmetic", "-f", "ids")
    assert outcome.code == 6
    assert outcome.ids[0] == "customs-trade-total-2022-jan-feb"
    assert f"{owned + 1} failing ({owned} owned up to by a discrepancy)" in outcome.err


# The documents whose text we have; of the others we have facts restated.
READ = [found for found in data("sources") if found.get("file")]
PERCENTAGE = re.compile(r"(\d+(?:\.\d+)?)\s*(?:%|per ?cent\b|percentage points?\b)")


def stated_percentages(items: list[dict[str, Any]]) -> set[tuple[str, str, str]]:
    """Source, line and numeral of whatever the figures state of the outcomes that are in percent or points."""
    figures = {found["id"]: found for found in data("figures")}
    found: set[tuple[str, str, str]] = set()
    for item in items:
        figure = figures[item["record"]]
        first, *others = figure["citations"]
        if item["unit"] in ("%", "pp"):
            texts = [(each, str(each.get("as_stated"))) for each in (first, *others)]
            texts += [(first, figure["change"]["as_stated"])] if item["rule"] == "change" else []
            for each, text in texts:
                found |= {
                    (each["source"], str(each.get("lines")), numeral) for numeral in re.findall(r"[\d.]*\d", text)
                }
    return found


@pytest.mark.skipif(not SOURCES.is_dir(), reason="the five documents are not beside this checkout")
def test_every_percentage_of_the_five_documents_has_an_outcome(run: Run) -> None:
    listed = stated_percentages(run("data", "validate", "--arithmetic", "--json").items)
    printed: set[tuple[str, str, str]] = set()
    for source in READ:
        excused = {(entry["numeral"], line) for entry in source["not_recorded"] for line in entry["lines"].split(",")}
        text = (SOURCES / source["file"]).read_text("utf-8")
        for number, line in enumerate(text.split("\n"), start=1):
            found = {(source["id"], str(number), match) for match in PERCENTAGE.findall(line)}
            printed |= {each for each in found if (each[2], each[1]) not in excused}
    assert len(printed) >= 35
    assert printed - listed == set()


FAULTS: dict[str, tuple[str, str, Change, str]] = {
    "a reference to nothing": (
        "projects", "panasonic-battery-plant", lambda found: found.update(companies=["nobody-at-all"]), "nobody-at-all",
    ),
    "a word outside the vocabulary": (
        "projects", "panasonic-battery-plant", lambda found: found.update(status="humming"), "humming",
    ),
    "a sum that does not add up": (
        "figures", "customs-trade-total-2022-jan-feb", lambda found: found.update(value=2232619), "2232619",
    ),
    "a citation without a locator": (
        "projects", "panasonic-battery-plant", lambda found: found["citations"][0].pop("locator"), "locator",
    ),
    "a key the model does not know": (
        "projects", "panasonic-battery-plant", lambda found: found.update(colour="red"), "colour",
    ),
}  # fmt: skip


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return Path(shutil.copytree(DATA, tmp_path / "data"))


@pytest.mark.parametrize(("plural", "identity", "change", "value"), FAULTS.values(), ids=FAULTS)
def test_a_fault_is_named_with_its_record_and_remedy(
    run: Run, folder: Path, plural: str, identity: str, change: Change, value: str
) -> None:
    path = folder / f"{plural}.json"
    records = json.loads(path.read_text("utf-8"))
    change(next(found for found in records if found["id"] == identity))
    path.write_text(json.dumps(records, ensure_ascii=False), "utf-8")
    outcome = run("data", "validate", folder, "--json")
    assert outcome.code == 6
    assert outcome.error["code"] == "check_failed"
    said = [item for item in outcome.items if identity in json.dumps(item, default=str)]
    assert said and all(item["remedy"] for item in said)
    assert any(value in json.dumps(item, default=str).replace(",", "") for item in said)
    table = run("data", "validate", folder)
    assert table.code == 6
    assert identity in table.out
    assert table.err.startswith("error: ")


def test_two_records_of_one_id_are_a_fault(run: Run, folder: Path) -> None:
    path = folder / "gaps.json"
    records = json.loads(path.read_text("utf-8"))
    path.write_text(json.dumps([*records, records[0]]), "utf-8")
    code, out, err = run("data", "validate", folder)
    assert code == 6
    assert records[0]["id"] in out
    assert "fault" in err


def test_a_folder_without_data_is_refused(run: Run, tmp_path: Path) -> None:
    code, out, err = run("data", "validate", tmp_path / "home")
    assert (code, out) == (2, "")
    assert str(tmp_path / "home") in err and "datapackage.json" in err


@pytest.fixture
def stated() -> str:
    """Return words with a number in them that a record cites from the profile."""
    return next(
        str(citation["as_stated"])
        for found in data("figures")
        for citation in found["citations"]
        if citation["source"] == "dalian-profile" and any(sign.isdigit() for sign in citation.get("as_stated", ""))
    )


def test_a_document_whose_numerals_are_all_recorded_has_none_left(run: Run, stated: str) -> None:
    Path("document.txt").write_text(f"It says {stated}.\n", "utf-8")
    outcome = run("data", "coverage", "document.txt", "--source", "dalian-profile", "--json")
    assert (outcome.code, outcome.err, outcome.items) == (0, "", [])
    (document,) = outcome.envelope["documents"]
    assert document["left"] == 0
    assert document["recorded"] == document["numerals"] > 0
    assert (document["source"], document["same_text"]) == ("dalian-profile", False)


def test_a_numeral_no_record_states_is_listed_with_its_line(run: Run, stated: str) -> None:
    Path("document.txt").write_text(f"It says {stated}.\n\nAnd 987,654 gulls.\n", "utf-8")
    outcome = run("data", "coverage", "document.txt", "--source", "dalian-profile", "--json")
    assert outcome.code == 6
    assert outcome.error["code"] == "check_failed"
    (item,) = outcome.items
    assert (item["line"], item["numeral"], item["kind"]) == (3, "987,654", "numeral")
    assert "gulls" in item["context"]
    table = run("data", "coverage", "document.txt", "--source", "dalian-profile")
    assert table.code == 6
    assert "987,654" in table.out and "gulls" in table.out
    assert table.err.startswith("error: 1 numeral left")


def test_numbers_in_words_count_only_where_they_are_asked_for(run: Run) -> None:
    Path("document.txt").write_text("There were twelve gulls.\n", "utf-8")
    words = ("data", "coverage", "document.txt", "--source", "dalian-profile", "-f", "ids")
    assert run(*words) == (0, "", "")
    code, out, _ = run(*words, "--words")
    assert (code, out) == (6, "dalian-profile:1\n")


def test_a_document_nobody_knows_has_every_numeral_left(run: Run) -> None:
    Path("unknown.txt").write_text("In 2025 there were 119 tasks.\n", "utf-8")
    outcome = run("data", "coverage", "unknown.txt", "-f", "jsonl")
    assert outcome.code == 6
    assert [json.loads(line)["numeral"] for line in outcome.out.splitlines()] == ["2025", "119"]
    assert {json.loads(line)["source"] for line in outcome.out.splitlines()} == {None}


def test_a_document_that_is_no_text_is_refused(run: Run) -> None:
    Path("document.pdf").write_bytes(b"%PDF-1.7\xff\xfe")
    code, out, err = run("data", "coverage", "document.pdf")
    assert (code, out) == (2, "")
    assert "document.pdf" in err and "UTF-8" in err


@pytest.mark.skipif(not SOURCES.is_dir(), reason="the five documents are not beside this checkout")
@pytest.mark.parametrize("flags", [(), ("--words",)], ids=str)
def test_the_five_documents_have_no_numeral_left(run: Run, flags: tuple[str, ...]) -> None:
    files = sorted(SOURCES.glob("*.txt"))
    outcome = run("data", "coverage", *files, "--json", *flags)
    documents = outcome.envelope["documents"]
    assert {document["source"] for document in documents} == {found["id"] for found in READ}
    assert all(document["same_text"] for document in documents)
    if not flags:
        assert (outcome.code, outcome.items) == (0, [])
        assert [document["left"] for document in documents] == [0] * 5
    for document in documents:
        assert document["recorded"] + document["not_recorded"] + document["left"] == document["numerals"] > 0
