"""`search`: words in any form, filters among them or as options, what is said of them, and every way out."""

from __future__ import annotations

import json
import os
import re
import shlex
import shutil
import subprocess
import sys
from itertools import pairwise
from pathlib import Path
from typing import Any

import pytest

from dftzcli.cli.topic_texts import TOPICS
from dftzcli.model.records import RECORD_TYPES

from .program import (
    ALL_FORMATS,
    ANSI,
    FORMATS,
    PLURALS,
    OnTerminal,
    Outcome,
    Run,
    Spawn,
    data,
    exact,
    record,
    width,
    without_stamps,
)

# A word that nobody has, and a question that is near something: what is written like a name and known to nobody.
UNKNOWN = "xqzvwk"
NEAR_MISS = ("panasonic", "Xqzvwk")
EVERY = sum(len(data(plural)) for plural in PLURALS)
FIELDS = (
    "id", "kind", "name", "name_zh", "status", "summary", "agencies", "value", "value_min", "value_max", "unit",
    "qualifier", "reading", "period", "place", "scope", "source", "locator", "dispute", "sources", "score", "snippet",
    "why",
)  # fmt: skip
# Of a figure, nothing without which its value would be bare may be missing.
OF_A_FIGURE = ("value", "value_min", "value_max", "unit", "qualifier", "period", "scope", "place", "source", "locator")


def _answer(outcome: Outcome) -> dict[str, Any]:
    """Return the envelope of an answer; that of no answer is one too."""
    assert outcome.code == 0, outcome.err
    return outcome.envelope


def _ids(outcome: Outcome) -> list[str]:
    assert outcome.code == 0, outcome.err
    return outcome.ids


# ---- words


@pytest.mark.parametrize(
    ("typed", "line"),
    [
        (("cold", "chain"), "cold chain"),
        (("who", "is", "in", "charge", "of", "fruit"), "who is in charge of fruit"),
        (("cold chain", "port"), "cold chain port"),
        (("kind:project", "partner:japan", "OR"), "kind:project partner:japan OR"),
        (('"cold', 'chain"'), '"cold chain"'),
        (("kind:project", "partner:south korea"), 'kind:project partner:"south korea"'),
        (("kind:project", 'partner:"south korea"'), 'kind:project partner:"south korea"'),
        (("port", "-container terminal"), 'port -"container terminal"'),
    ],
    ids=str,
)
def test_words_may_be_quoted_for_the_shell_or_not(run: Run, typed: tuple[str, ...], line: str) -> None:
    expected = run("search", line, "--json")
    assert expected.code == 0
    assert _answer(run("search", *typed, "--json"))["items"] == expected.items
    assert _answer(run("search", *typed, "--json"))["total"] == expected.envelope["total"]


def test_a_phrase_is_words_that_stand_together(run: Run) -> None:
    phrase = _ids(run("search", '"panasonic battery"', "--all", "--ids"))
    assert "panasonic-battery-plant" in phrase
    assert _ids(run("search", '"battery panasonic"', "--all", "--ids")) == []
    assert "panasonic-battery-plant" in _ids(run("search", "battery", "panasonic", "--all", "--ids"))


@pytest.mark.parametrize("text", ["Panasonic", "PANASONIC", "panasonic", "松下", "ＰＡＮＡＳＯＮＩＣ"])
def test_the_whole_name_of_a_record_finds_it_first(run: Run, text: str) -> None:
    assert _ids(run("search", text, "--ids"))[0] == "panasonic"


def test_either_side_of_or_is_found(run: Run) -> None:
    one, other, either = (
        set(_ids(run("search", "--exact", line, "--all", "--ids"))) for line in ("omron", "toyota", "omron OR toyota")
    )
    assert one and other and not one >= other
    assert either == one | other


def test_the_beginning_of_a_word_finds_the_word(run: Run) -> None:
    assert {"panasonic", "panasonic-battery-plant"} <= set(_ids(run("search", "panas*", "--ids")))
    assert _ids(run("search", "anasoni*", "--exact", "--ids")) == []


@pytest.mark.parametrize(
    "typed",
    [
        ("port", "-container"),
        ("-container", "port"),
        ("--", "port", "-container"),
        ("port", "--", "-container"),
        ("--", "-container", "port"),
    ],
    ids=" ".join,
)
def test_a_word_after_a_dash_is_left_out_wherever_it_stands(run: Run, typed: tuple[str, ...]) -> None:
    found = _ids(run("search", "--all", "--ids", *typed))
    assert sorted(found) == sorted(_ids(run("search", "port -container", "--all", "--ids")))
    with_it = set(_ids(run("search", "port", "--all", "--ids")))
    assert set() < set(found) < with_it
    assert "dalian-container-port" in with_it - set(found)
    names = {item["id"]: item["name"] + item["summary"] for item in run("list", "--json").items}
    assert [identity for identity in found if re.search(r"\bcontainers?\b", names[identity], re.IGNORECASE)] == []


@pytest.mark.parametrize("word", ["japan", "fruit", "oil", "new", "quality", "hotel", "joint", "food", "no", "half"])
def test_a_word_left_out_may_begin_with_the_letter_of_an_option(run: Run, word: str) -> None:
    expected = run("search", f"port -{word}", "--all", "--ids")
    assert expected.code == 0
    assert run("search", "port", f"-{word}", "--all", "--ids") == expected
    assert list(Path().iterdir()) == []


def test_a_filter_after_a_dash_is_turned_round(run: Run) -> None:
    kinds = {item["kind"] for item in _answer(run("search", "port", "-kind:figure", "--all", "--json"))["items"]}
    assert "figure" not in kinds
    assert kinds
    without = _ids(run("search", "kind:project", "-partner:japan", "--all", "--ids"))
    of_japan = _ids(run("list", "projects", "--partner", "japan", "-f", "ids"))
    assert sorted(without + of_japan) == sorted(found["id"] for found in data("projects"))


def test_options_of_one_letter_keep_their_meaning_beside_words_left_out(run: Run) -> None:
    expected = run("search", "port -container", "--json", "--limit", "2", "--quiet")
    assert (expected.code, expected.err, len(expected.items)) == (0, "", 2)
    for flags in (("-qj", "-n2"), ("-j", "-q", "-n", "2"), ("-q", "-fjson", "-n2"), ("-q", "-f", "json", "-n", "2")):
        assert run("search", "port", "-container", *flags).items == expected.items


def test_a_number_below_nought_is_the_value_of_the_long_option_before_it(run: Run) -> None:
    for flag in ("-n", "--limit"):
        code, out, err = run("search", "port", flag, "-1")
        assert (code, out) == (2, "")
        assert "-1" in err and "--limit" in err


# ---- formats


@pytest.mark.parametrize("name", FORMATS)
@pytest.mark.parametrize("line", ["gdp", "who is in charge of imported fruit", "kind:project"])
def test_every_format_tells_of_the_same_records_in_the_same_order(run: Run, line: str, name: str) -> None:
    items = _answer(run("search", line, "--json"))["items"]
    code, out, err = outcome = run("search", line, "-f", name)
    assert (code, err) == (0, run("search", line, "--json").err)
    assert out.endswith("\n")
    identities = [item["id"] for item in items]
    assert len(set(identities)) == len(identities) == 10
    if name == "json":
        assert outcome.items == items
    elif name == "jsonl":
        assert [exact(text) for text in out.splitlines()] == items
    elif name == "csv":
        assert "\r" not in out
        assert [row["id"] for row in outcome.rows] == identities
        for row, item in zip(outcome.rows, items, strict=True):
            assert list(row) == list(item)
            assert row["snippet"] == item["snippet"]
            for key in ("name", "status", "value", "unit", "period", "source"):
                assert row[key] == ("" if item[key] is None else str(item[key])), key
    elif name == "tsv":
        header, *lines = (text.split("\t") for text in out.splitlines())
        assert header == list(items[0])
        assert [dict(zip(header, text, strict=True))["id"] for text in lines] == identities
    elif name == "ids":
        assert outcome.ids == identities
    elif name == "md":
        cells = [re.split(r"(?<!\\)\|", text) for text in out.splitlines() if text.startswith("|")]
        assert len({len(row) for row in cells}) == 1
        assert [row[1].strip() for row in cells[2:]] == identities
    else:
        places = [out.index(f"  {identity}\n") for identity in identities]
        assert places == sorted(places)
        assert all(item["name"] in out and item["snippet"] in out for item in items)


def test_the_short_forms_of_json_and_ids_are_the_long_ones(run: Run) -> None:
    json_, ids = run("search", "gdp", "--format", "json"), run("search", "gdp", "--format", "ids")
    assert json_.code == ids.code == 0
    assert run("search", "gdp", "--json") == run("search", "gdp", "-j") == json_
    assert run("search", "gdp", "--ids") == run("search", "gdp", "--ids", "-f", "ids") == ids


def test_plain_is_tab_separated_lines_without_decoration(run: Run) -> None:
    code, out, _ = run("search", "panasonic", "--plain")
    assert code == 0
    header, *lines = out.splitlines()
    assert header.startswith("Id\tKind\tName\t")
    assert {line.count("\t") for line in lines} == {header.count("\t")}
    assert [line.split("\t")[0] for line in lines] == _ids(run("search", "panasonic", "--ids"))
    assert not set("●◐○◌✓×⚠│─━┃") & set(out)
    assert "* operating" in out


@pytest.mark.parametrize("flags", [(), ("--plain",), ("-f", "md"), ("-f", "csv")], ids=str)
def test_a_figure_is_marked_as_disputed_wherever_it_is_found(run: Run, flags: tuple[str, ...]) -> None:
    (item,) = _answer(run("search", "id:gdp-dalian-2025", "--json"))["items"]
    assert item["dispute"] == "caution"
    assert "caution" in run("search", "id:gdp-dalian-2025", *flags).out


@pytest.mark.parametrize("flags", [(), ("--plain",), ("-f", "md"), ("-f", "csv")], ids=str)
def test_no_value_is_found_without_unit_qualifier_period_scope_and_source(run: Run, flags: tuple[str, ...]) -> None:
    for identity, values in {"gdp-dalian-2025": ("1,000.21",), "gdp-harbin-2025": ("600", "700")}.items():
        out = run("search", f"id:{identity}", *flags).out.replace("1000.21", "1,000.21")
        found = record("figures", identity)
        for part in (*values, "billion CNY", found["qualifier"], found["period"], "city", "dalian-article"):
            assert part in out, (identity, part)


@pytest.mark.parametrize("flags", [(), ("--plain",), ("-f", "md")], ids=str)
def test_what_is_read_into_a_figure_is_said_wherever_it_is_found(run: Run, flags: tuple[str, ...]) -> None:
    assert record("figures", "gdp-harbin-2025")["reading"] == "inferred"
    assert "inferred" in run("search", "id:gdp-harbin-2025", *flags).out


def test_a_table_says_status_in_a_word_and_a_symbol_and_who_is_responsible(run: Run) -> None:
    out = run("search", "id:panasonic-battery-plant").out
    assert "● operating" in out and "松下电池项目" in out
    found = next(item for item in run("list", "policies", "--json").items if len(item["agencies"]) > 1)
    assert ", ".join(found["agencies"]) in run("search", f"id:{found['id']}").out


@pytest.mark.parametrize("name", [name for name in FORMATS if name != "md"])
def test_a_file_gets_what_standard_output_has(run: Run, name: str) -> None:
    expected = run("search", "battery", "--all", "-f", name)
    count = len(_ids(run("search", "battery", "--all", "--ids")))
    code, out, err = run("search", "battery", "--all", "-f", name, "-o", "out")
    assert (code, out) == (0, "")
    assert err.splitlines() == [*expected.err.splitlines(), f"wrote {count} items to out as {name}"]
    assert without_stamps(Path("out").read_text("utf-8"), name) == expected.out


def test_the_ending_of_a_file_chooses_the_format_and_a_file_that_is_there_stays(run: Run) -> None:
    assert run("search", "battery", "-o", "out.csv").code == 0
    assert without_stamps(Path("out.csv").read_text("utf-8"), "csv") == run("search", "battery", "-f", "csv").out
    code, out, err = run("search", "gdp", "-o", "out.csv")
    assert (code, out) == (2, "")
    assert "--force" in err
    assert run("search", "gdp", "-o", "out.csv", "--force").code == 0
    assert without_stamps(Path("out.csv").read_text("utf-8"), "csv") == run("search", "gdp", "-f", "csv").out
    assert run("search", "battery", "-j", "-o", "-") == run("search", "battery", "-j")


@pytest.mark.parametrize("name", FORMATS)
def test_the_same_question_gives_the_same_bytes(run: Run, name: str) -> None:
    first = run("search", "how many companies", "--facets", "--explain", "-f", name)
    assert first.code == 0
    assert run("search", "how many companies", "--facets", "--explain", "-f", name) == first


def test_the_bytes_depend_neither_on_the_seed_of_hashes_nor_on_who_made_the_index(spawn: Spawn) -> None:
    code = (
        "import sys\n"
        "from dftzcli.cli.app import main\n"
        "for line in ('port', 'kind:project OR 2019', 'who handles customs', '出口退税', 'batery'):\n"
        "    try:\n"
        "        main(['search', line, '-n', '40', '--json', '--facets', '--explain'])\n"
        "    except SystemExit as end:\n"
        "        assert end.code == 0, end.code\n"
    )
    first, other = (
        spawn(program=(sys.executable, "-c", code), env={"PYTHONHASHSEED": seed, "DFTZ_CACHE_DIR": f"cache-{seed}"})
        for seed in ("1", "20")
    )
    assert first.code == 0, first.err
    assert first.out.count('"schema_version"') == 5
    assert first == other


# ---- the envelope


def test_the_envelope_has_the_dataset_the_question_and_the_items(run: Run) -> None:
    envelope = _answer(run("search", "port", "--json"))
    kinds = {
        "schema_version": int, "dataset": dict, "query": dict, "count": int, "total": int, "truncated": bool,
        "answered": bool, "searched": int, "nearest": list, "items": list,
    }  # fmt: skip
    assert {key: type(value) for key, value in envelope.items()} == kinds
    assert list(envelope)[-1] == "items"
    assert (envelope["count"], envelope["truncated"]) == (len(envelope["items"]), True)
    assert envelope["total"] > envelope["count"] == 10
    assert (envelope["answered"], envelope["searched"], envelope["nearest"]) == (True, EVERY, [])
    assert "facets" not in envelope and "explain" not in envelope


def test_the_question_of_the_envelope_says_all_that_was_made_of_the_words(run: Run) -> None:
    query = _answer(run("search", "how", "many", "batery", "kind:project", "--partner", "JP", "--json"))["query"]
    kinds = {
        "text": str, "corrected": dict, "expanded": dict, "dropped": list, "kinds": list, "filters": list,
        "notes": list, "exact": bool,
    }  # fmt: skip
    assert {key: type(query[key]) for key in kinds} == kinds
    assert query["text"] == "how many batery kind:project"
    assert query["corrected"] == {"batery": "battery"}
    assert query["kinds"][0] == "figure"
    assert query["filters"] == ["kind:project", "partner:JP"]
    assert query["exact"] is False


def test_items_have_all_their_fields_and_unknown_is_null(run: Run) -> None:
    items = _answer(run("search", "dalian", "--all", "--json"))["items"]
    assert {item["kind"] for item in items} > {"figure", "policy", "project", "agency", "gap"}
    for item in items:
        assert list(item) == list(items[0])
        assert set(FIELDS) <= set(item)
        assert "" not in item.values()
        assert all(isinstance(item[key], str) and item[key] for key in ("id", "kind", "name", "summary", "snippet"))


@pytest.mark.parametrize("plural", PLURALS)
def test_an_item_says_of_its_record_what_a_list_says(run: Run, plural: str) -> None:
    kind = run("list", plural, "--json").items[0]["kind"]
    listed = {item["id"]: item for item in run("list", plural, "--json").items}
    found = _answer(run("search", f"kind:{kind}", "--all", "--json"))["items"]
    assert [item["id"] for item in found] == list(listed)
    shared = [key for key in found[0] if key in listed[found[0]["id"]]]
    assert {"id", "kind", "name", "name_zh", "summary"} <= set(shared)
    wanted = {"figures": OF_A_FIGURE, "policies": ("status", "agencies"), "projects": ("status",)}.get(plural, ())
    assert set(wanted) <= set(shared)
    for item in found:
        assert {key: item[key] for key in shared} == {key: listed[item["id"]][key] for key in shared}


def test_a_figure_keeps_its_digits(run: Run) -> None:
    out = run("search", "id:gdp-dalian-2025", "--json").out
    assert '"value":1000.21,' in out
    assert run("search", "id:gdp-dalian-2025", "-f", "csv").rows[0]["value"] == "1000.21"


def test_a_snippet_is_quoted_from_its_record_with_the_matches_marked(run: Run) -> None:
    everything = {found["id"]: "\n".join(_texts(found)) for plural in PLURALS for found in data(plural)}
    for line in ("panasonic", "port", "自贸区", "2019", "who handles customs"):
        items = _answer(run("search", line, "--all", "--json"))["items"]
        assert any("«" in item["snippet"] for item in items)
        for item in items:
            snippet = item["snippet"]
            assert not set("«»") & set(re.sub("«[^«»]+»", "", snippet)), snippet
            assert re.sub("[«»]", "", snippet).strip("…") in everything[item["id"]], (line, item["id"])


def _texts(value: Any) -> list[str]:
    if isinstance(value, str):
        return [value]
    parts = value.values() if isinstance(value, dict) else value if isinstance(value, list) else ()
    return [text for part in parts for text in _texts(part)]


def test_a_mark_stands_around_the_words_that_match_and_no_others(run: Run) -> None:
    items = _answer(run("search", "--exact", "panasonic", "--all", "--json"))["items"]
    marked = [text for item in items for text in re.findall("«([^»]*)»", item["snippet"])]
    assert {text.lower() for text in marked} == {"panasonic"}
    for item in items:
        plain = re.sub("«[^»]*»", "", item["snippet"])
        assert "panasonic" not in plain.lower(), item["snippet"]


def test_a_hit_says_where_it_matches(run: Run) -> None:
    items = {item["id"]: item for item in _answer(run("search", "--exact", "panasonic", "--json"))["items"]}
    assert items["panasonic"]["why"][0] == "name: Panasonic"
    assert "found by name: Panasonic" in run("search", "--exact", "panasonic").out
    assert all(item["why"] for item in items.values())


def test_a_hit_by_another_word_says_for_which_word_it_stands(run: Run) -> None:
    envelope = _answer(run("search", "shangwuju", "--json"))
    (found,) = (item for item in envelope["items"] if item["id"] == "commerce-bureau")
    assert any("shangwuju" in reason for reason in found["why"])


@pytest.mark.parametrize(
    "line", ["port", "2019", "how many companies", "who handles customs", "5300", "自贸区", "pana*"]
)
def test_every_hit_of_words_says_why_it_was_found(run: Run, line: str) -> None:
    items = _answer(run("search", line, "--all", "--json"))["items"]
    assert items
    assert [item["id"] for item in items if not item["why"]] == []


def test_the_best_come_first(run: Run) -> None:
    scores = [item["score"] for item in _answer(run("search", "port", "--all", "--json"))["items"]]
    assert scores[-1] > 0
    assert all(before >= after for before, after in pairwise(scores))


# ---- facets and explanation


def test_counts_are_those_of_everything_found_and_not_of_what_is_shown(run: Run) -> None:
    envelope = _answer(run("search", "port", "--facets", "-n", "1", "--json"))
    assert list(envelope["facets"]) == ["kind", "status", "industry", "partner", "place", "agency", "source", "year"]
    everything = _answer(run("search", "port", "--all", "--json"))["items"]
    for facet, key in {"kind": "kind", "status": "status"}.items():
        expected: dict[str, int] = {}
        for item in everything:
            if item[key] is not None:
                expected[item[key]] = expected.get(item[key], 0) + 1
        assert {entry["value"]: entry["count"] for entry in envelope["facets"][facet]} == expected
    for facet, entries in envelope["facets"].items():
        counts = [entry["count"] for entry in entries]
        assert counts and counts == sorted(counts, reverse=True), facet


def test_counts_leave_out_the_filter_of_their_own_field(run: Run) -> None:
    free, narrowed = (
        _answer(run("search", line, "--facets", "--json"))["facets"] for line in ("port", "port kind:figure")
    )
    assert narrowed["kind"] == free["kind"]
    assert sum(entry["count"] for entry in narrowed["source"]) < sum(entry["count"] for entry in free["source"])
    assert narrowed["status"] == []


def test_a_count_is_what_its_filter_would_find(run: Run) -> None:
    facets = _answer(run("search", "kind:project", "--facets", "--json"))["facets"]
    for facet in ("status", "industry", "partner", "agency", "source", "year"):
        entry = facets[facet][0]
        narrowed = run("search", "kind:project", f"{facet}:{entry['value']}", "-n", "0", "--json")
        if facet != "partner":  # the filter takes the firms of a country along with it
            assert narrowed.envelope["total"] == entry["count"], facet


def test_a_table_shows_the_counts_under_the_hits(run: Run) -> None:
    facets = _answer(run("search", "port", "--facets", "--json"))["facets"]
    before, heading, after = run("search", "port", "--facets", "-n", "1").out.partition("\nCounts\n")
    assert heading and before
    first = facets["kind"][0]
    assert f"kind      {first['value']} {first['count']}, " in after
    assert "Counts" not in run("search", "port").out


@pytest.mark.parametrize(
    "line", ["port", '"cold chain"', "5300", "how many companies", "panas*", "who handles customs", "japan vs korea"]
)
def test_the_parts_of_a_score_add_up_to_it(run: Run, line: str) -> None:
    _adds_up(run, line)


def test_the_parts_of_a_score_add_up_to_it_for_either_side_of_or(run: Run) -> None:
    _adds_up(run, "port OR japan")


def _adds_up(run: Run, line: str) -> None:
    envelope = _answer(run("search", line, "--explain", "-n", "20", "--json"))
    assert list(envelope["explain"]) == [item["id"] for item in envelope["items"]]
    wrong = {}
    for item in envelope["items"]:
        parts = envelope["explain"][item["id"]]
        assert all(part["part"] and part["score"] > 0 for part in parts)
        found = sum(part["score"] for part in parts)
        if abs(found - item["score"]) > 0.001 * len(parts):
            wrong[item["id"]] = (float(item["score"]), float(found))
    assert wrong == {}


def test_a_table_shows_the_parts_of_a_score(run: Run) -> None:
    assert re.search(r"^ +score [0-9.]+ = [0-9.]+ panasonic", run("search", "panasonic", "--explain").out, re.MULTILINE)
    assert " score " not in run("search", "panasonic").out


# ---- fields and limits


@pytest.mark.parametrize("name", FORMATS)
def test_fields_are_shown_as_chosen_in_the_order_asked_for(run: Run, name: str) -> None:
    code, out, _ = outcome = run("search", "gdp", "-n", "2", "--fields", "unit,name,value", "-f", name)
    assert code == 0
    if name == "json":
        assert [list(item) for item in outcome.items] == [["unit", "name", "value"]] * 2
    elif name == "jsonl":
        assert [list(json.loads(line)) for line in out.splitlines()] == [["unit", "name", "value"]] * 2
    elif name in ("csv", "tsv"):
        assert out.splitlines()[0] == ("," if name == "csv" else "\t").join(("unit", "name", "value"))
    elif name == "ids":
        assert outcome.ids == _ids(run("search", "gdp", "-n", "2", "--ids"))
    else:
        assert out.splitlines()[0].replace("|", " ").split() == ["Unit", "Name", "Value"]


def test_fields_help_lists_the_fields_there_are(run: Run) -> None:
    code, out, err = run("search", "gdp", "--fields", "help", "--ids")
    assert (code, err) == (0, "")
    assert out.splitlines() == list(run("search", "gdp", "--json").items[0])
    described = run("search", "gdp", "--fields", "help").out
    assert "«»" in described and "Which words match where." in described


def test_ten_are_shown_unless_told_otherwise_and_the_rest_is_said(run: Run) -> None:
    total = _answer(run("search", "port", "--json"))["total"]
    assert len(_ids(run("search", "port", "--ids"))) == 10
    assert run("search", "port", "--ids").err.splitlines()[-1] == f"showing 10 of {total}, use --all"
    assert run("search", "port", "--ids", "-n", "3").err.splitlines()[-1] == f"showing 3 of {total}, use --all"
    everything = run("search", "port", "--ids", "--all")
    assert len(set(everything.ids)) == len(everything.ids) == total
    assert "showing" not in everything.err
    assert _ids(run("search", "port", "--ids", "-n", "3")) == everything.ids[:3]


@pytest.mark.parametrize(
    "line", ["port", "who is in charge of imported fruit", "japan vs korea", "kind:project", "gdp"]
)
def test_all_shows_as_many_as_there_are(run: Run, line: str) -> None:
    envelope = _answer(run("search", line, "--all", "--json"))
    assert (envelope["count"], envelope["truncated"]) == (envelope["total"], False)
    assert "showing" not in run("search", line, "--all", "--ids").err


def test_a_limit_of_none_shows_none_and_does_not_say_that_nothing_fits(run: Run) -> None:
    envelope = _answer(run("search", "port", "-n", "0", "--json"))
    assert (envelope["items"], envelope["answered"], envelope["truncated"]) == ([], True, True)
    code, out, err = run("search", "port", "-n", "0", "--fail-empty")
    assert code == 0
    assert f"of {envelope['total']}" in err
    assert "Nothing fits" not in out


# ---- filters

# What a filter is as options and in the language, with the kinds it can be asked of.
FILTERS = {
    "kind": ("--kind policy", "kind:policy"),
    "kind in the plural": ("--kind policies", "kind:policy"),
    "kinds": ("--kind policy --kind project", "kind:policy kind:project"),
    "partner": ("--partner japan", "partner:japan"),
    "partner in Chinese": ("--partner 日本", "partner:日本"),
    "partners": ("--partner japan --partner russia", "partner:japan partner:russia"),
    "country": ("--country JP", "country:JP"),
    "industry": ("--industry batteries", "industry:batteries"),
    "place": ("--place dftz", "place:dftz"),
    "agency": ("--agency 商务局", "agency:商务局"),
    "source": ("--source dalian-article", "source:dalian-article"),
    "status": ("--status planned", "status:planned"),
    "statuses": ("--status planned,in_force", "status:planned,in_force"),
    "year": ("--year 2018", "year:2018"),
    "years": ("--year 2018..2020", "year:2018..2020"),
    "several": ("--kind project --partner japan --status operating", "kind:project partner:japan status:operating"),
}
CONDITIONS = {
    "status": ("status=planned", "status:planned"),
    "value": ("value>=1000", "value>=1000"),
    "unit": ("unit=%", "unit:%"),
    "scope": ("scope=zone", "scope:zone"),
    "level": ("level=national", "level:national"),
    "type": ("type=plant", "type:plant"),
    "category": ("category=tax", "category:tax"),
    "indicator": ("indicator=gdp", "indicator:gdp"),
    "dispute": ("dispute=caution", "dispute:caution"),
    "importance": ("importance=headline", "importance:headline"),
}


@pytest.mark.parametrize("words", [("dalian",), ()], ids=str)
@pytest.mark.parametrize(("flags", "line"), FILTERS.values(), ids=FILTERS)
def test_a_filter_is_the_same_as_an_option_and_among_the_words(
    run: Run, flags: str, line: str, words: tuple[str, ...]
) -> None:
    as_option = _answer(run("search", *words, *flags.split(), "--facets", "--json"))
    among = _answer(run("search", *words, *line.split(), "--facets", "--json"))
    assert (as_option["query"].pop("text"), among["query"].pop("text")) == (" ".join(words), " ".join((*words, line)))
    assert as_option == among
    assert as_option["query"]["filters"] == line.split()
    assert 0 < as_option["total"] < EVERY


@pytest.mark.parametrize(("flags", "line"), FILTERS.values(), ids=FILTERS)
def test_a_filter_alone_finds_what_list_finds(run: Run, flags: str, line: str) -> None:
    listed = _ids(run("list", *flags.split(), "-f", "ids"))
    assert listed
    found = _ids(run("search", line, "--all", "--ids"))
    assert sorted(found) == sorted(listed)
    said = run("search", line, "--all", "--ids").err
    assert said == "" or " taken for " in said


@pytest.mark.parametrize(("condition", "line"), CONDITIONS.values(), ids=CONDITIONS)
def test_a_condition_is_the_same_as_where_and_among_the_words(run: Run, condition: str, line: str) -> None:
    where = _ids(run("search", "--where", condition, "--all", "--ids"))
    assert where
    assert sorted(_ids(run("search", line, "--all", "--ids"))) == sorted(where)


def test_all_conditions_must_hold_beside_the_words(run: Run) -> None:
    found = run("search", "port", "--where", "value>=50", "--where", "unit=%", "--all", "--json")
    words = set(_ids(run("search", "port", "--all", "--ids")))
    items = _answer(found)["items"]
    assert items
    for item in items:
        assert item["value"] >= 50 and item["unit"] == "%" and item["id"] in words


def test_conditions_of_where_stand_among_the_filters_of_the_question(run: Run) -> None:
    query = _answer(run("search", "port", "--where", "value>=1000", "--json"))["query"]
    assert any("value" in text and "1000" in text for text in query["filters"])


def test_several_kinds_with_commas_are_alternatives_as_option_and_in_the_language(run: Run) -> None:
    expected = sorted(_ids(run("search", "--kind", "policy", "--kind", "agency", "--all", "--ids")))
    assert sorted(_ids(run("search", "kind:policy,agency", "--all", "--ids"))) == expected
    assert sorted(_ids(run("search", "--kind", "policy,agency", "--all", "--ids"))) == expected


def test_a_question_may_be_asked_of_several_kinds_with_commas(run: Run) -> None:
    found = _answer(run("search", "who handles customs kind:policy,agency", "--json"))["items"]
    assert {item["kind"] for item in found} <= {"policy", "agency"}
    assert found


def test_what_a_filter_was_taken_for_is_said(run: Run) -> None:
    for typed in (("--agency", "commission"), ("agency:commission",)):
        outcome = run("search", *typed, "--json")
        assert outcome.code == 0
        assert "health-commission" in outcome.err and "drc" in outcome.err
        assert "health-commission" in json.dumps(_answer(outcome)["query"])


# ---- what is said


@pytest.mark.parametrize(
    ("typed", "said"),
    {
        ("batery",): ("batery", "battery"),
        ("how", "many", "companies"): ("figure first",),
        ("who", "handles", "customs"): ("agency first",),
        ("japan", "vs", "korea"): ("each side in turn",),
        ("foo:bar",): ("'foo' is not a field",),
        ("statuss:planned", "port"): ("'statuss' is not a field", "status:"),
        ("port", "year:abc"): ("'abc' is no year",),
        ("port", "year:2021..2018"): ("'2021..2018' runs backwards",),
        ("port", "kind:"): ("kind: has no value",),
        ("port", "OR"): ("OR has nothing on one side",),
        ('port "cold',): ("quotation mark",),
        (UNKNOWN, "port"): (UNKNOWN,),
    }.items(),
)
def test_what_was_made_of_the_words_is_said_in_one_line_on_standard_error(
    run: Run, typed: tuple[str, ...], said: tuple[str, ...]
) -> None:
    code, out, err = run("search", *typed)
    assert code == 0
    assert any(all(part in line for part in said) for line in err.splitlines()), err
    quiet = run("search", *typed, "--quiet")
    assert quiet == (0, out, "")
    assert run("search", *typed, "-q") == quiet


def test_the_words_that_a_question_was_widened_by_are_said_and_stand_in_the_envelope(run: Run) -> None:
    outcome = run("search", "port", "--all", "--json")
    words = _answer(outcome)["query"]["expanded"]["port"]
    (line,) = outcome.err.splitlines()
    assert line.startswith("also searched port (")
    assert words[0] in line


def test_a_question_puts_the_kind_it_asks_for_first(run: Run) -> None:
    for line, kind in {"who handles customs": "agency", "how many companies": "figure"}.items():
        envelope = _answer(run("search", line, "--json"))
        assert envelope["query"]["kinds"][0] == kind
        assert envelope["items"][0]["kind"] == kind


def test_exact_turns_everything_off(run: Run) -> None:
    outcome = run("search", "--exact", "who handles port", "--all", "--json")
    query = _answer(outcome)["query"]
    assert query["exact"] is True
    for key in ("corrected", "expanded", "kinds", "dropped", "notes"):
        assert not query[key], key
    assert outcome.err == ""
    assert _ids(run("search", "batery", "--ids")) and not _ids(run("search", "--exact", "batery", "--ids"))
    widened, words = (set(_ids(run("search", "port", *flags, "--all", "--ids"))) for flags in ((), ("--exact",)))
    assert words and widened > words


def test_a_filter_holds_under_exact_too(run: Run) -> None:
    items = _answer(run("search", "--exact", "port", "kind:project", "--json"))["items"]
    assert {item["kind"] for item in items} == {"project"}


def test_words_without_anything_done_to_them_need_no_word(run: Run) -> None:
    assert run("search", "--exact", "panasonic", "--ids", "--all").err == ""
    assert run("search", "kind:source", "--ids", "--all").err == ""


# ---- nothing found


@pytest.mark.parametrize("name", FORMATS)
def test_when_nothing_fits_nothing_is_listed_and_standard_error_says_what_was_searched(run: Run, name: str) -> None:
    code, out, err = outcome = run("search", UNKNOWN, "-f", name)
    assert code == 0
    assert str(EVERY) in err and repr(UNKNOWN) in err
    header = run("search", "panasonic", "-n", "1", "-f", name, "-q").out.splitlines()
    if name == "json":
        envelope = outcome.envelope
        assert (envelope["items"], envelope["count"], envelope["total"]) == ([], 0, 0)
        assert (envelope["answered"], envelope["searched"], envelope["truncated"]) == (False, EVERY, False)
        assert envelope["query"]["dropped"] == [UNKNOWN]
    elif name in ("jsonl", "ids"):
        assert out == ""
    elif name in ("csv", "tsv"):
        assert out == header[0] + "\n"
    elif name == "table":
        assert out == "Nothing fits.\n"
    else:
        assert out.splitlines()[:1] == header[:1]
    assert run("search", UNKNOWN, "-f", name, "-q") == (0, out, "")


def test_what_is_nearest_is_named_and_is_no_answer(run: Run) -> None:
    outcome = run("search", *NEAR_MISS, "--json")
    envelope = _answer(outcome)
    assert (envelope["items"], envelope["answered"]) == ([], False)
    assert "panasonic" in [entry["id"] for entry in envelope["nearest"]]
    for entry in envelope["nearest"]:
        assert list(entry) == ["id", "kind", "name"]
        assert f"{entry['id']} ({entry['kind']})" in outcome.err
    code, out, _ = run("search", *NEAR_MISS)
    assert code == 0
    assert out.startswith("Nothing fits. What comes nearest, and is no answer:\n")
    assert "  panasonic\n" in out
    for flags in (("--ids",), ("-f", "jsonl")):
        assert run("search", *NEAR_MISS, *flags).out == ""


@pytest.mark.parametrize("name", FORMATS)
def test_fail_empty_turns_an_empty_answer_into_exit_4(run: Run, name: str) -> None:
    code, out, err = run("search", UNKNOWN, "--fail-empty", "-f", name)
    assert (code, out) == (4, "" if name == "json" else run("search", UNKNOWN, "-f", name).out)
    assert str(EVERY) in err and UNKNOWN in err
    quiet = run("search", UNKNOWN, "--fail-empty", "-q", "-f", name)
    assert quiet.code == 4
    if name == "json":
        assert quiet.error["code"] == "empty"
    else:
        assert quiet.err.startswith("error: ")


def test_fail_empty_in_json_leaves_nothing_but_json_on_standard_error(run: Run) -> None:
    outcome = run("search", UNKNOWN, "--fail-empty", "--json")
    assert outcome.code == 4
    assert outcome.error["code"] == "empty"


def test_fail_empty_changes_nothing_about_an_answer(run: Run) -> None:
    expected = run("search", "panasonic", "--ids")
    assert expected.code == 0
    assert run("search", "panasonic", "--ids", "--fail-empty") == expected


@pytest.mark.parametrize("option", ["--country", "--kind"])
def test_a_filter_that_leaves_nothing_is_named_where_it_was_an_option(run: Run, option: str) -> None:
    found = {item["kind"] for item in run("search", "battery", "--all", "--json").items}
    assert found
    value = "BR" if option == "--country" else next(kind for kind in RECORD_TYPES if kind not in found)
    code, out, err = run("search", "battery", option, value, "--ids")
    assert (code, out) == (0, "")
    assert value in err, err


def test_what_is_typed_at_length_is_not_repeated_at_length(run: Run) -> None:
    code, out, err = run("search", UNKNOWN * 500, "--ids")
    assert (code, out) == (0, "")
    assert max(map(len, err.splitlines())) < 500


# ---- what cannot be meant

WRONG_USAGE = {
    "": ("nothing is asked for", "--kind"),
    "--json-less": ("--json-less", "--json"),
    "port --kind polcy": ("'polcy'", "policy"),
    "port kind:polcy": ("'polcy'", "policy"),
    "port --status plannd": ("'plannd'", "planned"),
    "port status:plannd": ("'plannd'", "planned"),
    "port --year MMXX": ("MMXX", "--year"),
    "port --year 2021..2018": ("2021..2018", "--year"),
    "port --where instrment=plan": ("'instrment'", "instrument"),
    "port --where value>=many": ("'many'", "number"),
    "port --where nonsense": ("'nonsense'", "FIELD=VALUE"),
    "port -f jsn": ("'jsn'", "json"),
    "port --format yaml": ("'yaml'", ", ".join(ALL_FORMATS)),
    "port --fields nam": ("'nam'", "name"),
    "port --fields ,": ("--fields", "help"),
    "port --limit some": ("some", "--limit"),
    "port -n -1": ("-1", "--limit"),
    "port --all --limit 3": ("--all", "--limit"),
    "port --json --format csv": ("--json", "csv"),
    "port --ids --format csv": ("--ids", "format"),
    "port --color blue": ("'blue'", "always"),
    "port --facet": ("--facet", "--facets"),
    "port --frmat json": ("--frmat", "--format"),
}
WRONG_NAMES = {
    "port --partner panasonik": ("'panasonik'", "panasonic"),
    "port partner:panasonik": ("'panasonik'", "panasonic"),
    "port --industry batteris": ("'batteris'", "batteries"),
    "port industry:batteris": ("'batteris'", "batteries"),
    "port --place dalan": ("'dalan'", "dalian"),
    "port place:dalan": ("'dalan'", "dalian"),
    "port --agency comerce-bureau": ("'comerce-bureau'", "commerce-bureau"),
    "port --source dalian-articel": ("'dalian-articel'", "dalian-article"),
    "port --country Jpan": ("'Jpan'", "japan"),
    "port -country:Jpan": ("'Jpan'", "japan"),
    "port indicator:gpd": ("'gpd'", "gdp"),
}
_WITHOUT_FORMAT = [line for line in (*WRONG_USAGE, *WRONG_NAMES) if "format" not in line and " -f " not in line]


@pytest.mark.parametrize(("line", "said"), WRONG_USAGE.items(), ids=WRONG_USAGE)
def test_what_cannot_be_meant_is_refused_with_what_can(run: Run, line: str, said: tuple[str, str]) -> None:
    code, out, err = run("search", *line.split(), "-o", "out.csv")
    assert (code, out) == (2, "")
    assert all(part in err for part in said), err
    assert "Traceback" not in err
    assert not Path("out.csv").exists()


@pytest.mark.parametrize(("line", "said"), WRONG_NAMES.items(), ids=WRONG_NAMES)
def test_a_name_nothing_answers_to_is_refused_with_the_nearest_ids(run: Run, line: str, said: tuple[str, str]) -> None:
    code, out, err = run("search", *line.split(), "-o", "out.csv")
    assert (code, out) == (3, "")
    assert all(part in err for part in said), err
    assert not Path("out.csv").exists()


@pytest.mark.parametrize("line", _WITHOUT_FORMAT)
def test_with_json_the_refusal_is_json_too_and_standard_output_is_empty(run: Run, line: str) -> None:
    outcome = run("search", *line.split(), "--json")
    expected = (2, "usage") if line in WRONG_USAGE else (3, "not_found")
    assert (outcome.code, outcome.error["code"], outcome.out) == (*expected, "")
    assert outcome.error["message"] and outcome.error["fix"]


@pytest.mark.parametrize("typed", [(), ("",), ("  ",), ("", " "), ("--",), ("--ids",), ("--exact", "--all")], ids=str)
def test_no_words_at_all_are_refused(run: Run, typed: tuple[str, ...]) -> None:
    code, out, err = run("search", *typed)
    assert (code, out) == (2, "")
    assert "nothing is asked for" in err and "--kind" in err


def test_a_closed_list_refuses_a_value_it_does_not_have_as_where_does(run: Run) -> None:
    assert run("search", "--where", "scope=zoen", "--kind", "figure").code == 2
    code, out, err = run("search", "scope:zoen")
    assert (code, out) == (2, "")
    assert "'zoen'" in err and "zone" in err


def test_after_two_hyphens_a_word_is_no_option(run: Run) -> None:
    assert _answer(run("search", "--json", "--", "port", "--exact"))["query"]["exact"] is False
    outcome = run("search", "--", "kind:polcy", "--json")
    assert (outcome.code, outcome.out) == (2, "")
    assert outcome.err.startswith("error: ")


def test_help_shows_the_words_the_options_and_examples(run: Run) -> None:
    code, out, err = run("search", "port", "-container", "--help")
    assert (code, err) == (0, "")
    for part in ("WORDS...", "--exact", "--facets", "--explain", "--kind", "dftz search cold chain", "dftz help query"):
        assert part in out


# ---- pipes and terminals


def test_ids_can_be_piped_into_show_and_into_related(run: Run) -> None:
    found = run("search", "panasonic", "--ids")
    shown = run("show", "-", "--json", stdin=found.out)
    assert (shown.code, shown.err) == (0, "")
    assert [item["id"] for item in shown.items] == found.ids
    related = run("related", "-", "-n", "0", "--json", stdin=found.out)
    assert (related.code, related.err) == (0, "")
    assert {item["of"] for item in related.items} <= set(found.ids)
    assert "panasonic-battery-plant" in {item["id"] for item in related.items}


def test_nothing_found_piped_on_is_refused_in_words(run: Run) -> None:
    found = run("search", UNKNOWN, "--ids")
    code, out, err = run("show", "-", stdin=found.out)
    assert (code, out) == (2, "")
    assert "standard input" in err


def test_processes_can_be_piped_together(spawn: Spawn) -> None:
    pipe = '"$0" -m dftzcli search panasonic -q --ids | "$0" -m dftzcli show - --ids'
    code, out, err = outcome = spawn(program=("/bin/sh", "-c", pipe, sys.executable))
    assert (code, err) == (0, "")
    assert outcome.ids[0] == "panasonic" and len(outcome.ids) > 1
    assert out == spawn("search", "panasonic", "-q", "--ids").out


@pytest.mark.parametrize("words", [("port", "--all", "--json"), ("port", "--plain", "--all")], ids=" ".join)
def test_a_reader_that_leaves_ends_the_program_quietly(words: tuple[str, ...]) -> None:
    command = [sys.executable, "-m", "dftzcli", "search", "-q", *words]
    with subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE) as child:
        assert child.stdout and child.stderr
        os.read(child.stdout.fileno(), 1)
        child.stdout.close()
        assert child.stderr.read() == b""
        assert child.wait(10) == 0


@pytest.mark.parametrize(
    ("env", "flags", "coloured"),
    [
        ({}, (), True),
        ({"NO_COLOR": "1"}, (), False),
        ({"TERM": "dumb"}, (), False),
        ({}, ("--no-color",), False),
        ({}, ("--json",), False),
    ],
    ids=str,
)
def test_colour_on_a_terminal(
    on_terminal: OnTerminal, env: dict[str, str | None], flags: tuple[str, ...], coloured: bool
) -> None:
    code, out, err = on_terminal("search", "panasonic", "-q", *flags, env=env)
    assert (code, err) == (0, "")
    assert "«Panasonic»" in ANSI.sub("", out)
    assert bool(ANSI.search(out)) is coloured


@pytest.mark.parametrize(
    ("env", "flags", "coloured"),
    [
        ({}, (), False),
        ({"FORCE_COLOR": "1"}, (), True),
        ({"FORCE_COLOR": "1", "NO_COLOR": "1"}, (), False),
        ({"NO_COLOR": "1"}, ("--color", "always"), True),
        ({"FORCE_COLOR": "1"}, ("-f", "md"), False),
    ],
    ids=str,
)
def test_colour_in_a_pipe_changes_no_word(
    run: Run, env: dict[str, str], flags: tuple[str, ...], coloured: bool
) -> None:
    code, out, err = run("search", "panasonic", *flags, env=env)
    assert code == 0
    assert bool(ANSI.search(out)) is coloured
    assert not ANSI.search(err)
    assert "«Panasonic»" in ANSI.sub("", out)


@pytest.mark.parametrize("columns", [80, 40])
def test_a_page_of_hits_fits_the_terminal_and_loses_no_word(on_terminal: OnTerminal, run: Run, columns: int) -> None:
    words = ("search", "gdp", "--facets", "--explain", "-q")
    code, out, err = on_terminal(*words, columns=columns)
    assert (code, err) == (0, "")
    lines = ANSI.sub("", out).splitlines()
    assert [line for line in lines if width(line) > columns] == []
    squeezed = "".join("".join(lines).split())
    for item in _answer(run(*words, "--json"))["items"]:
        assert "".join(item["name"].split()) in squeezed
        assert "".join(item["snippet"].split()) in squeezed


# ---- hostile data and words

MARKUP = "[/red][b]bold[/b]"
NAME = f"{MARKUP} \x1b[31mred\x1b]0;title\x07 a\tb\nc \u202ereversed\u202c"
SUMMARY = f'=HYPERLINK("x") {MARKUP} «quoted» battery\x1b[2J\u2066 | <script>'
PLANT = "panasonic-battery-plant"
HOSTILE = ("battery", "--facets", "--explain")
_DANGEROUS = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069\u200e\u200f]")


@pytest.fixture(scope="module")
def hostile_folders(prepared: tuple[Path, Path], tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, Path]:
    """Return a store with a hostile record in it and a cache of its own: its index is made once."""
    folder = tmp_path_factory.mktemp("hostile")
    shutil.copytree(prepared[0], folder / "data")
    store = folder / "data" / "catalogue.json"
    tables = json.loads(store.read_bytes())
    plant = next(entry for entry in tables["projects"].values() if entry["id"] == PLANT)
    plant.update({"name": NAME, "summary": SUMMARY})
    store.write_text(json.dumps(tables, ensure_ascii=False), "utf-8")
    return folder / "data", folder / "cache"


@pytest.fixture
def hostile(hostile_folders: tuple[Path, Path], room: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    for name, value in zip(("DFTZ_DATA_DIR", "DFTZ_CACHE_DIR"), hostile_folders, strict=True):
        monkeypatch.setenv(name, str(value))


@pytest.mark.usefixtures("hostile")
@pytest.mark.parametrize("name", [*FORMATS, "plain"])
def test_no_control_character_of_a_record_gets_out(run: Run, name: str) -> None:
    form = ("--plain",) if name == "plain" else ("-f", name)
    code, out, err = run("search", *HOSTILE, *form)
    assert code == 0
    assert PLANT in out
    assert not _DANGEROUS.search(out + err)
    if name in ("tsv", "plain"):
        header, *lines = out.splitlines()
        assert {line.count("\t") for line in lines} == {header.count("\t")}
    if name == "md":
        assert "<script>" not in out
        cells = {len(re.split(r"(?<!\\)\|", line)) for line in out.splitlines() if line.startswith("|")}
        assert len(cells) == 1


@pytest.mark.usefixtures("hostile")
def test_a_table_shows_a_hostile_record_as_it_is_written(run: Run) -> None:
    out = run("search", *HOSTILE).out
    assert f"{MARKUP} \\x1b[31mred\\x1b]0;title\\x07 a\\tb\\nc \\u202ereversed\\u202c" in out


@pytest.mark.usefixtures("hostile")
def test_marks_in_the_data_are_no_marks_of_a_match(run: Run) -> None:
    (item,) = (item for item in _answer(run("search", *HOSTILE, "--json"))["items"] if item["id"] == PLANT)
    assert (item["name"], item["summary"]) == (NAME, SUMMARY)
    assert "«quoted»" not in item["snippet"]
    assert re.findall("«([^»]*)»", item["snippet"]) == ["battery"]


@pytest.mark.usefixtures("hostile")
def test_excel_safe_takes_the_formula_out_of_a_text_and_of_a_snippet(run: Run) -> None:
    rows = run("search", "battery", "-f", "csv", "--excel-safe").rows
    (row,) = (row for row in rows if row["id"] == PLANT)
    assert row["summary"].startswith("'=HYPERLINK")
    assert not row["snippet"].startswith(("=", "+", "-", "@"))


@pytest.mark.usefixtures("hostile")
def test_a_terminal_shows_a_hostile_record_as_it_is_written(on_terminal: OnTerminal) -> None:
    code, out, _ = on_terminal("search", *HOSTILE, columns=400)
    assert code == 0
    assert all(re.fullmatch(r"\x1b\[[0-9;]*m", sequence) for sequence in ANSI.findall(out))
    shown = ANSI.sub("", out)
    assert f"{MARKUP} \\x1b[31mred\\x1b]0;title\\x07" in shown
    assert not _DANGEROUS.search(shown)


@pytest.mark.parametrize(
    "typed",
    [
        "battery\x1b[31m",
        "battery\x1b]0;title\x07",
        "foo\x1b:bar battery",
        'battery "\u202e',
        "battery\nport\t\r",
        "caf\udce9 battery",
        "[/red] battery [b]",
        "battery \\ ( ) { } [ ] ^ ~ ! && || + / ? * ' `",
        "* battery AND NOT NEAR",
        "-",
        "--",
        "😀",
        "kind:policy\x07",
        "name:\x1b[31m",
    ],
    ids=ascii,
)
@pytest.mark.parametrize("flags", [(), ("--json",), ("--explain", "--facets")], ids=str)
def test_no_text_breaks_a_search_or_gets_its_controls_out(run: Run, typed: str, flags: tuple[str, ...]) -> None:
    code, out, err = run("search", *flags, "--", typed)
    assert code in (0, 2)
    assert not _DANGEROUS.search(out + err)
    assert "Traceback" not in err and "Error" not in err
    if code == 0 and "--json" in flags:
        assert isinstance(json.loads(out)["items"], list)


EXAMPLES = [re.split(r"   +", line.strip())[0] for line in TOPICS["query"].splitlines() if line.startswith("  dftz ")]


@pytest.mark.parametrize("line", EXAMPLES)
def test_every_example_of_the_help_on_queries_finds_something(run: Run, line: str) -> None:
    code, out, _ = run(*shlex.split(line)[1:], "--ids")
    assert code == 0
    assert out


def test_the_help_on_queries_has_its_examples() -> None:
    assert len(EXAMPLES) > 12
