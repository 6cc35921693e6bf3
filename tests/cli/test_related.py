"""`related`: what a record is linked with in either direction, then what is alike, for one record or many."""

from __future__ import annotations

import re
import sys
from pathlib import Path
from typing import Any

import pytest

from .program import ANSI, FORMATS, OnTerminal, Outcome, Run, Spawn, Tamper, data, exact, width, without_stamps

PLANT = "panasonic-battery-plant"
# Documents are cited, not linked with.
DOCUMENT = "dalian-article"
IDENTITIES = ("panasonic", PLANT, "gdp-dalian-2025", "cold-chain", DOCUMENT, "japan", "gdp")


def _of(outcome: Outcome, relation: str) -> list[dict[str, Any]]:
    assert outcome.code == 0, outcome.err
    return [item for item in outcome.items if item["relation"] == relation]


@pytest.mark.parametrize("identity", [identity for identity in IDENTITIES if identity != DOCUMENT])
def test_linked_is_what_the_page_of_the_record_links(run: Run, identity: str) -> None:
    links = run("show", identity, "--json").envelope["links"][identity]
    expected = {kind: set(ids) for kind, ids in links.items() if ids}
    found: dict[str, set[str]] = {}
    for item in _of(run("related", identity, "--json"), "linked"):
        found.setdefault(item["kind"], set()).add(item["id"])
    assert found == expected != {}


def test_links_lead_in_both_directions(run: Run) -> None:
    assert PLANT in {item["id"] for item in _of(run("related", "panasonic", "--json"), "linked")}
    assert "panasonic" in {item["id"] for item in _of(run("related", PLANT, "--json"), "linked")}


@pytest.mark.parametrize("identity", IDENTITIES)
def test_alike_is_what_no_link_leads_to_and_never_the_record_itself(run: Run, identity: str) -> None:
    outcome = run("related", identity, "--json")
    linked, alike = ([item["id"] for item in _of(outcome, relation)] for relation in ("linked", "alike"))
    assert 0 < len(alike) <= 10
    assert len(set(alike)) == len(alike)
    assert not {identity, *linked} & set(alike)


def test_linked_records_come_first_and_the_nearest_of_the_alike_after_them(run: Run) -> None:
    items = run("related", "panasonic", "--json").items
    relations = [item["relation"] for item in items]
    assert relations == sorted(relations, reverse=True)
    scores = [item["score"] for item in items if item["relation"] == "alike"]
    assert scores == sorted(scores, reverse=True)
    assert all(item["score"] is None for item in items if item["relation"] == "linked")


@pytest.mark.parametrize("identity", IDENTITIES)
def test_what_is_alike_says_why_even_where_only_links_are_shared(run: Run, identity: str) -> None:
    alike = _of(run("related", identity, "--json"), "alike")
    assert [item["id"] for item in alike if not item["why"]] == []


def test_a_limit_is_one_of_the_alike_and_leaves_the_linked_alone(run: Run) -> None:
    whole = run("related", "panasonic", "--json")
    for limit in (0, 3):
        outcome = run("related", "panasonic", "-n", limit, "--json")
        assert _of(outcome, "linked") == _of(whole, "linked")
        assert _of(outcome, "alike") == _of(whole, "alike")[:limit]


def test_more_of_the_alike_can_be_asked_for(run: Run) -> None:
    few, many = (_of(run("related", "panasonic", "-n", limit, "--json"), "alike") for limit in (10, 25))
    assert len(many) == 25
    assert many[:10] == few


@pytest.mark.parametrize("identity", IDENTITIES)
def test_items_say_of_their_records_what_a_list_of_them_says(run: Run, identity: str) -> None:
    listed = {item["id"]: item for item in run("list", "--json", "--fields", "id,name,name_zh,summary,status").items}
    figures = {item["id"]: item for item in run("figures", "--json").items}
    for item in run("related", identity, "--json").items:
        assert {key: item[key] for key in listed[item["id"]]} == listed[item["id"]]
        if item["kind"] == "figure":
            for key in ("value", "value_min", "value_max", "unit", "qualifier", "period", "scope", "place", "source"):
                assert item[key] == figures[item["id"]][key], (item["id"], key)


@pytest.mark.parametrize("name", FORMATS)
def test_every_format_tells_of_the_same_records(run: Run, name: str) -> None:
    items = run("related", "panasonic", "--json").items
    code, out, err = outcome = run("related", "panasonic", "-f", name)
    assert (code, err) == (0, "")
    if name == "json":
        assert list(outcome.envelope)[-1] == "items"
        assert (outcome.envelope["count"], outcome.envelope["total"]) == (len(items), len(items))
        assert "panasonic" in outcome.envelope["query"]["text"]
    elif name == "jsonl":
        assert [exact(line) for line in out.splitlines()] == items
    elif name == "csv":
        assert [(row["id"], row["of"], row["relation"]) for row in outcome.rows] == [
            (item["id"], "panasonic", item["relation"]) for item in items
        ]
    elif name == "tsv":
        header, *lines = (line.split("\t") for line in out.splitlines())
        assert header == list(items[0])
        assert [dict(zip(header, line, strict=True))["id"] for line in lines] == [item["id"] for item in items]
    elif name == "ids":
        assert outcome.ids == [item["id"] for item in items]
    else:
        # An id may be the beginning of another.
        places = [re.search(rf"(?<![\w-]){re.escape(item['id'])}(?![\w-])", out) for item in items]
        assert None not in places
        assert len({found.start() for found in places if found}) == len(items)


def test_a_table_groups_the_linked_by_kind_and_says_what_is_only_alike(run: Run) -> None:
    out = run("related", "panasonic").out
    headings = ["RELATED TO PANASONIC", "Linked industries", "Linked projects", "Linked gaps", "Alike"]
    assert [line for line in out.splitlines() if line in headings] == headings
    linked, _, alike = out.partition("\nAlike\n")
    for item in run("related", "panasonic", "--json").items:
        here, elsewhere = (linked, alike) if item["relation"] == "linked" else (alike, linked)
        assert f"- {item['id']} (" in here and f"- {item['id']} (" not in elsewhere
    assert f"- {PLANT} (Panasonic battery project)  ● operating" in linked


def test_a_table_states_no_figure_without_its_unit_period_scope_and_source(run: Run) -> None:
    out = run("related", "gdp").out
    (line,) = (line for line in out.splitlines() if line.startswith("- gdp-dalian-2025 "))
    for part in ("over 1,000.21 billion CNY", "2025", "dalian (city)", "dalian-article"):
        assert part in line


def test_plain_is_tab_separated_lines_without_decoration(run: Run) -> None:
    code, out, err = run("related", "panasonic", "--plain")
    assert (code, err) == (0, "")
    header, *lines = out.splitlines()
    assert header.startswith("Id\tKind\tName\t")
    assert {line.count("\t") for line in lines} == {header.count("\t")}
    assert [line.split("\t")[0] for line in lines] == run("related", "panasonic", "--ids").ids
    assert not set("●◐○◌✓×⚠│─━┃") & set(out)


def test_fields_are_shown_as_chosen_and_listed_on_request(run: Run) -> None:
    out = run("related", "panasonic", "-n", "1", "--fields", "relation,id,of", "-f", "csv").out
    assert out.splitlines()[0] == "relation,id,of"
    assert out.splitlines()[-1].startswith("alike,") and out.endswith(",panasonic\n")
    listed = run("related", "panasonic", "--fields", "help", "--ids").ids
    assert listed == list(run("related", "panasonic", "--json").items[0])
    code, out, err = run("related", "panasonic", "--fields", "relaton")
    assert (code, out) == (2, "")
    assert "'relaton'" in err and "relation" in err


def test_a_file_gets_what_standard_output_has(run: Run) -> None:
    expected = run("related", "panasonic", "-f", "csv").out
    code, out, _ = run("related", "panasonic", "-o", "out.csv")
    assert (code, out) == (0, "")
    assert without_stamps(Path("out.csv").read_text("utf-8"), "csv") == expected


@pytest.mark.parametrize("text", ["Panasonic", "松下", "PANASONIC"])
def test_a_name_is_taken_for_its_record_and_that_is_said(run: Run, text: str) -> None:
    expected = run("related", "panasonic", "--ids")
    code, out, err = run("related", text, "--ids")
    assert (code, out) == (0, expected.out)
    assert err.count("\n") == 1 and text in err and "panasonic" in err
    assert run("related", text, "--ids", "-q").err == ""
    assert expected.err == ""


def test_several_records_are_told_of_one_after_the_other(run: Run) -> None:
    items = run("related", "gdp", "panasonic", "--json").items
    assert list(dict.fromkeys(item["of"] for item in items)) == ["gdp", "panasonic"]
    for identity in ("gdp", "panasonic"):
        assert [item for item in items if item["of"] == identity] == run("related", identity, "--json").items


def test_a_record_named_twice_is_told_of_once_as_show_shows_it_once(run: Run) -> None:
    assert run("show", "panasonic", "松下", "--ids", "-q").ids == ["panasonic"]
    assert run("related", "panasonic", "松下", "--ids", "-q") == run("related", "panasonic", "--ids", "-q")


def test_ids_are_read_from_standard_input(run: Run) -> None:
    expected = run("related", "panasonic", "gdp", "--json")
    assert expected.code == 0
    assert run("related", "-", "--json", stdin="panasonic\n\n  gdp \n").items == expected.items
    assert run("related", "panasonic", "-", "--json", stdin="gdp\n").items == expected.items


@pytest.mark.parametrize("stdin", ["", "\n \n"])
def test_standard_input_without_an_id_is_refused(run: Run, stdin: str) -> None:
    code, out, err = run("related", "-", stdin=stdin)
    assert (code, out) == (2, "")
    assert "standard input" in err


def test_a_terminal_as_standard_input_is_refused_at_once(on_terminal: OnTerminal) -> None:
    code, out, err = on_terminal("related", "-")
    assert (code, out) == (2, "")
    assert "standard input" in err and "terminal" in err


@pytest.mark.parametrize("flags", [(), ("-f", "csv"), ("--ids",), ("-o", "out.json")], ids=str)
def test_an_unknown_id_is_exit_3_with_the_nearest_and_nothing_is_written(run: Run, flags: tuple[str, ...]) -> None:
    code, out, err = run("related", "panasonic", "pansonic", *flags)
    assert (code, out) == (3, "")
    assert "'pansonic'" in err and "panasonic" in err
    assert not Path("out.json").exists()


def test_an_unknown_id_on_standard_input_is_exit_3_too(run: Run) -> None:
    code, out, err = run("related", "-", "--ids", stdin="panasonic\nno-such-record\n")
    assert (code, out) == (3, "")
    assert "'no-such-record'" in err


def test_with_json_a_refusal_is_json(run: Run) -> None:
    outcome = run("related", "pansonic", "--json")
    assert (outcome.code, outcome.error["code"], outcome.out) == (3, "not_found", "")
    assert "panasonic" in outcome.error["fix"]


@pytest.mark.parametrize(
    ("line", "said"),
    {
        "": ("ID", "dftz related --help"),
        "panasonic -n -1": ("-1", "--limit"),
        "panasonic --limit some": ("some", "--limit"),
        "panasonic -f jsn": ("'jsn'", "json"),
        "panasonic --frmat json": ("--frmat", "--format"),
        "panasonic --json --ids": ("--ids", "contradict"),
    }.items(),
)
def test_a_wrong_line_is_refused(run: Run, line: str, said: tuple[str, str]) -> None:
    code, out, err = run("related", *line.split())
    assert (code, out) == (2, "")
    assert all(part in err for part in said), err


@pytest.mark.parametrize("name", FORMATS)
def test_the_same_question_gives_the_same_bytes(run: Run, name: str) -> None:
    first = run("related", "gdp", "japan", "-f", name)
    assert first.code == 0
    assert run("related", "gdp", "japan", "-f", name) == first


def test_what_is_found_can_be_piped_into_it_and_out_of_it(spawn: Spawn) -> None:
    pipe = (
        '"$0" -m dftzcli search panasonic --ids -n 2 -q'
        ' | "$0" -m dftzcli related - --ids -n 2 | "$0" -m dftzcli show - --ids'
    )
    code, out, err = outcome = spawn(program=("/bin/sh", "-c", pipe, sys.executable))
    assert (code, err) == (0, "")
    assert out
    every = {found["id"] for plural in ("partners", "projects", "industries", "gaps") for found in data(plural)}
    assert set(outcome.ids) & every


def test_a_page_fits_a_narrow_terminal(on_terminal: OnTerminal) -> None:
    code, out, err = on_terminal("related", "gdp-dalian-2025", columns=50)
    assert (code, err) == (0, "")
    assert ANSI.search(out)
    lines = ANSI.sub("", out).splitlines()
    assert len(lines) > 20
    assert [line for line in lines if width(line) > 50] == []


def test_no_control_character_of_a_name_gets_out(run: Run, tamper: Tamper) -> None:
    name = "[/red][b]bold[/b] \x1b[31mred\x1b]0;title\x07 a\tb\nc \u202ereversed\u202c"
    tamper("projects", PLANT, {"name": name})
    for form in FORMATS:
        code, out, err = run("related", "panasonic", "-f", form)
        assert (code, err) == (0, "")
        assert PLANT in out
        assert not set("\x1b\x07\u202e\u202c\r") & set(out)
    table = run("related", "panasonic").out
    assert "[/red][b]bold[/b] \\x1b[31mred\\x1b]0;title\\x07 a\\tb\\nc \\u202ereversed\\u202c" in table
    found = next(item for item in run("related", "panasonic", "--json").items if item["id"] == PLANT)
    assert found["name"] == name
