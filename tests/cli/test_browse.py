"""The accessible path: every task as numbered plain text, driven as a person or a pipe would."""

from __future__ import annotations

import gc
import json
import re
import shlex
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

from dftzcli.cli.topic_texts import TOPICS
from dftzcli.linear.spoken import wrap

from .program import (
    ANSI,
    PLURALS,
    OnTerminal,
    Outcome,
    Run,
    Spawn,
    Tamper,
    data,
    ids_where,
    record,
    width,
    without_stamps,
)

PROMPT = "Answer, or h for help:\n"
PLANT = "panasonic-battery-plant"
DANGEROUS = re.compile("[\x00-\x09\x0b-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069]")
PROJECTS = ("3", "5")
COUNT = len(data("projects"))
BEYOND = str(COUNT + 1)
PAGE = 20
OPERATING = ("--status", "operating")
# What an answer to the main menu, or several, leads to.
LISTS = {
    "a kind": ("3", "5"),
    "a filtered and sorted kind": ("3", "5", "f country=JP", "f type=platform", "s -name"),
    "policies by a condition": ("3", "1", "f status!=planned", "f year=2020"),
    "figures": ("4", "2", "f place=dalian", "s period"),
    "headline figures": ("4", "1"),
    "figures of an indicator": ("4", "3", "gdp, customs-exports"),
    "series": ("4", "4", "gdp"),
    "indicators": ("4", "5"),
    "a search": ("2", "cold chain"),
    "a search for what is left out": ("2", "-container port"),
    "a filtered search": ("/ battery", "f partner=japan", "f type=plant"),
    "sources": ("7", "1"),
    "disagreements": ("7", "2"),
    "gaps": ("7", "3"),
    "stale": ("7", "4"),
    "marked records": ("3", "5", "m 3 5", "0", "6"),
}
TOUR = ("1", "2", "m", "b", "0", "2", "冷链", "1", "m", "y", "0", "3", "8", "1", "n", "0", "4", "4", "gdp", "0", "5",
        "japan, russia", "all", "d", "0", "7", "2", "1", "0", "8", "5", "nonsense", "h", "0", "6", "c")  # fmt: skip


def talk(run: Run, *answers: str, **environment: str) -> Outcome:
    """Give the answers, a line each, and then no more."""
    return run("browse", "--linear", stdin="".join(f"{answer}\n" for answer in answers), env=environment)


def said(outcome: Outcome) -> list[str]:
    """Return what was said at the start and after each answer to the prompt."""
    assert (outcome.code, outcome.err) == (0, "")
    return outcome.out.split(PROMPT)[:-1]


def last(run: Run, *answers: str) -> str:
    """Return what was said after the last answer."""
    return said(talk(run, *answers))[-1]


def flowing(text: str) -> str:
    """Return a text without the line breaks that the width put in."""
    return re.sub(r"\n +", " ", text)


def flat(text: str) -> str:
    """Return a text on one line."""
    return " ".join(text.split())


def ids(text: str) -> list[str]:
    """Return the ids of the numbered records, in their order."""
    return re.findall(r"^[0-9]+\. .*?; id ([^;\n]+)", flowing(text), re.MULTILINE)


def whole(run: Run, *answers: str) -> list[str]:
    """Return the ids on all pages of a list."""
    before = said(talk(run, *answers))
    count = re.search(r"page 1 of ([0-9]+)\.$", before[-1], re.MULTILINE)
    pages = said(talk(run, *answers, *["n"] * (int(count[1]) - 1 if count else 0)))[len(before) - 1 :]
    return [identity for page in pages for identity in ids(page)]


def test_the_main_menu_has_the_tasks_of_the_application(run: Run) -> None:
    (start,) = said(talk(run))
    assert start.endswith(
        "Main menu.\n1. overview\n2. search\n3. browse by kind\n4. figures and series\n5. compare\n6. marked records\n"
        "7. sources, disagreements, gaps, stale\n8. help\n9. match: what a firm is eligible for\n10. what closes\n"
        "11. everything as of another day\n0. quit\n"
    )
    assert "Not investment, legal or tax\nadvice" in start


@pytest.mark.parametrize("answers", [(), ("",), ("0",), ("q",), ("3", "5", "1", "q", "nonsense"), ("2",), ("2", "b")])
def test_the_end_of_input_and_quitting_end_it_well(run: Run, answers: tuple[str, ...]) -> None:
    code, out, err = talk(run, *answers)
    assert (code, err) == (0, "")
    assert "nonsense" not in out


def test_nothing_is_said_after_quitting(run: Run) -> None:
    for answer in ("q", "0"):
        assert talk(run, answer, "1").out.endswith(f"{PROMPT}Bye.\n")
    assert "Bye." not in talk(run, "3", "0").out


def test_the_overview_reads_in_numbered_sections_and_opens_its_figures(run: Run) -> None:
    overview, figure = said(talk(run, "1", "2"))[1:]
    sections = re.findall("^Section ([0-9]+)(?:: (.*))?\\.$", overview, re.MULTILINE)
    assert [number for number, _ in sections] == [str(number) for number in range(1, len(sections) + 1)]
    assert [heading for _, heading in sections] == [
        "",
        *re.findall("^(.+)\n-+$", run("overview").out, re.MULTILINE)[:-1],
    ]
    assert "Section 2: Headline figures.\n- over 1,000.21 billion CNY: Gross domestic product, Dalian;" in overview
    assert ids(overview)[:2] == ["dftz", "gdp-dalian-2025"]
    assert "- Id: gdp-dalian-2025\n" in figure


def test_a_record_reads_as_numbered_sections_and_numbered_links(run: Run) -> None:
    text = last(run, "o panasonic battery")
    sections = re.findall("^Section ([0-9]+)(?:: (.*))?\\.$", text, re.MULTILINE)
    assert sections == [
        ("1", ""), ("2", "Details"), ("3", "Phases"), ("4", "Dates"), ("5", "Disputed"), ("6", "Citations"),
    ]  # fmt: skip
    assert text.startswith(f"Panasonic battery project. 6 sections, {len(ids(text))} links.\n")
    assert "- Status: operating: in production or in service, according to the source (as of\n" in text
    (links,) = run("show", PLANT, "--json").envelope["links"].values()
    known = record("projects", PLANT)
    disputes = ids_where("discrepancies", lambda entry: PLANT in entry["records"])
    documents = dict.fromkeys(citation["source"] for citation in known["citations"])
    assert ids(text) == [*(each for kind in links.values() for each in kind), *disputes, *documents]
    assert {"batteries", "panasonic", "japan", "dftz", "investment-project-terms", "dftz-overview"} <= set(ids(text))


def test_what_a_record_does_not_have_is_not_said(run: Run) -> None:
    text = last(run, "o customs-exports-growth-2024-jan-feb-computed")
    assert "- Period: " in text and "As stated" not in text


def test_a_record_in_dispute_says_so_in_its_line(run: Run) -> None:
    assert "; dispute: caution; id northeast-asia-shipping-centre\n" in flowing(last(run, "3", "5", "f country=JP"))


def test_a_link_opens_the_record_it_names(run: Run) -> None:
    number = ids(last(run, f"o {PLANT}")).index("japan") + 1
    assert "- Id: japan\n" in last(run, f"o {PLANT}", str(number))


def test_the_links_of_a_document_are_what_it_is_cited_for(run: Run) -> None:
    expected = run("list", "--source", "dftz-paper", "--ids").ids
    assert set(whole(run, "o dftz-paper")) == set(expected)


def test_a_section_can_be_read_again_alone(run: Run) -> None:
    text = last(run, f"o {PLANT}", "r 6")
    assert text.startswith("\nSection 6: Citations.\n- dftz-overview: ")
    assert "Section 5" not in text
    assert "the sections are 1 to 6" in last(run, f"o {PLANT}", "r 7")


def test_coming_back_to_a_record_says_its_links_and_reads_it_no_second_time(run: Run) -> None:
    text = last(run, f"o {PLANT}", "2", "b")
    assert text.startswith("Panasonic battery project.")
    assert "Section" not in text and ids(text)


def test_an_empty_answer_says_the_place_again(run: Run) -> None:
    first, again = said(talk(run, f"o {PLANT}", ""))[1:]
    assert again == first


@pytest.mark.parametrize("name", LISTS)
def test_a_view_has_the_very_records_of_the_command_line_that_it_names(run: Run, name: str) -> None:
    answers = LISTS[name]
    line = last(run, *answers, "E").rstrip("\n")
    words = shlex.split(line)
    assert words[0] == "dftz" and "\n" not in line
    if name == "series":
        expected = [figure for item in run(*words[1:], "--json").items for figure in item["figures"]]
    else:
        expected = run(words[1], "--ids", *words[2:]).ids
    assert expected
    assert whole(run, *answers) == expected


@pytest.mark.parametrize(
    ("answers", "command"),
    [
        (("1",), "overview"),
        (("o panasonic battery",), f"show {PLANT}"),
        (("5", "japan, 俄罗斯", "all"), "compare japan russia"),
        (("5", "dalian, shenyang", "gdp"), "compare --indicator gdp dalian shenyang"),
        (("3", "4", "f name~Japan", "s name"), "list partners --where 'name~Japan' --sort name --all"),
        (("/ it's -x",), """search --all 'it'"'"'s -x'"""),
    ],
)
def test_the_command_line_of_a_view_is_one_line_for_a_shell(run: Run, answers: tuple[str, ...], command: str) -> None:
    assert last(run, *answers, "E") == f"dftz {command}\n"


def test_the_command_line_names_the_data_that_are_browsed(run: Run, own_data: Path) -> None:
    outcome = run("browse", "--linear", "--data-dir", own_data, stdin="3\n3\nE\n")
    assert said(outcome)[-1] == f"dftz list --data-dir {own_data} incentives --all\n"


def test_a_list_says_how_many_there_are_and_has_pages_of_twenty(run: Run) -> None:
    first, second, back, refused = said(talk(run, "3", "5", "n", "p", "p"))[2:]
    assert first.startswith(f"Projects. {COUNT} projects, page 1 of {-(-COUNT // PAGE)}.\n")
    assert [len(ids(first)), len(ids(second))] == [PAGE, PAGE]
    assert re.findall("^([0-9]+)\\. ", second, re.MULTILINE) == [str(number) for number in range(21, 41)]
    assert back == first
    assert refused == "Not done: this is the first page\n"


def test_going_back_leads_to_the_same_page_of_the_same_list(run: Run) -> None:
    listed, _, again = said(talk(run, "3", "5", "f country=JP", "/ x", "b"))[3:]
    assert again == listed
    turned, _, again = said(talk(run, "3", "5", "n", "25", "b"))[3:]
    assert again == turned


def test_a_number_opens_a_record_of_any_page(run: Run) -> None:
    everything = run("list", "projects", "--ids").ids
    assert f"- Id: {everything[44]}\n" in last(run, "3", "5", "45")


def test_a_filter_says_how_many_of_how_many_are_left_and_none_takes_all_away(run: Run) -> None:
    filtered, twice, cleared = said(talk(run, "3", "5", "f country=JP", "f status=operating", "f none"))[3:]
    left = [len(run("list", "projects", "--country", "JP", *words, "--ids").ids) for words in ((), OPERATING)]
    assert 0 < left[1] < left[0] < COUNT
    assert filtered.startswith(f"Projects with country JP. {left[0]} of {COUNT} projects")
    assert twice.startswith(f"Projects with country JP, status is operating. {left[1]} of {COUNT} projects")
    assert cleared.startswith(f"Projects. {COUNT} projects,")


def test_a_year_replaces_the_year_before(run: Run) -> None:
    assert last(run, "3", "1", "f year=2019", "f year=2020", "E") == "dftz list policies --year 2020 --all\n"


def test_sorting_turns_round_and_ends(run: Run) -> None:
    up, down, ended = said(talk(run, "3", "3", "s name", "s -name", "s none"))[3:]
    assert (ids(up), ids(down)) == (
        run("list", "incentives", "--sort", "name", "--ids").ids[:PAGE],
        run("list", "incentives", "--sort", "-name", "--ids").ids[:PAGE],
    )
    assert ids(ended) == run("list", "incentives", "--ids").ids[:PAGE]


def test_a_filter_that_leaves_nothing_says_so(run: Run) -> None:
    assert last(run, "3", "5", "f name=nothing").startswith(f"Projects with name is nothing. 0 of {COUNT} projects.\n")
    assert last(run, "3", "5", "f name=nothing", "f none").startswith(f"Projects. {COUNT} projects,")


@pytest.mark.parametrize(
    ("place", "wrong", "words"),
    [
        (PROJECTS, "f nonsense=1", ("'nonsense'",)),
        (PROJECTS, "f statsu=operating", ("'statsu'", "status")),
        (PROJECTS, "f operating", ("is not a condition", "FIELD=VALUE")),
        (PROJECTS, "f country=Atlantis", ("Atlantis",)),
        (PROJECTS, "f", ("no condition is given", "f status=operating")),
        (PROJECTS, "s nonsense", ("'nonsense'",)),
        (PROJECTS, "s", ("no field is given", "s name")),
        (PROJECTS, BEYOND, (f"there is no number {BEYOND} here", f"1 to {COUNT}")),
        (PROJECTS, "00", ("there is no number 00 here", f"1 to {COUNT}")),
        (PROJECTS, "9" * 5000, ("there is no number 9999", f"1 to {COUNT}")),
        (PROJECTS, "m", ("no number is given", f"1 to {COUNT}")),
        (PROJECTS, f"m 3 {BEYOND}", (f"there is no number {BEYOND} here",)),
        (PROJECTS, "m three", ("there is no number three here",)),
        (PROJECTS, "y 0", ("there is no number 0 here",)),
        (PROJECTS, "c", ("marked so far: 0", "2 to 6")),
        (PROJECTS, "o", ("no name is given", "o panasonic")),
        (PROJECTS, "o nothing-of-that-name", ("nothing-of-that-name",)),
        (PROJECTS, "/", ("no words are given", "/ cold chain")),
        (PROJECTS, "x", ("'x' is no answer here", f"allowed: 1 to {COUNT}, n, p, m 3 5, s FIELD, f FIELD=VALUE")),
        (PROJECTS, "m3", ("'m3' is no answer here",)),
        (PROJECTS, "q now", ("'q now' is no answer here",)),
        (PROJECTS, "\x1b[A", ("'\\x1b[A' is no answer here",)),
        (("/ cold chain",), "s name", ("'s name' is no answer here", "f FIELD=VALUE")),
        (("7", "4"), "f kind=figure", ("'f kind=figure' is no answer here",)),
        ((), "12", ("there is no number 12 here", "1 to 11")),
        ((), "b", ("this is the main menu", "0 quits")),
        ((), "e x.csv", ("'e x.csv' is no answer here",)),
        (("4",), "3\nnothing of that name at all", ("nothing of that name at all",)),
        ((), "5\njapan\nall", ("1 to put side by side",)),
        ((), "5\njapan, dalian\nall", ("several kinds",)),
        ((), "5\njapan, Atlantis", ("Atlantis",)),
    ],
    ids=lambda part: " ".join(part)[:30] if isinstance(part, tuple) else part[:30],
)
def test_a_wrong_answer_says_what_is_wrong_and_leaves_one_where_one_is(
    run: Run, place: tuple[str, ...], wrong: str, words: tuple[str, ...]
) -> None:
    *_, before, refused, after = said(talk(run, *place, "", wrong, ""))
    assert "Not done:" in refused
    assert all(word in flat(refused) for word in words), flat(refused)
    assert after == before


def test_help_says_what_can_be_answered_in_a_place(run: Run) -> None:
    menu, listed = last(run, "h"), last(run, "3", "5", "h")
    assert menu.startswith("1 to 11: choose.\n")
    assert listed.startswith(f"1 to {COUNT}: open the record.\nn: next page.\n")
    assert "e FILE" in listed and "e FILE" not in menu
    for answer in ("c", "b", "0", "h", "q"):
        assert f"\n{answer}: " in menu and f"\n{answer}: " in listed


def test_every_help_topic_can_be_read(run: Run) -> None:
    menu = last(run, "8")
    topics = re.findall("^([0-9]+)\\. help on (.+)$", menu, re.MULTILINE)
    assert [name for _, name in topics] == list(TOPICS)
    for number, name in topics:
        heard = last(run, "8", number)
        assert all(word in heard for word in TOPICS[name].split())


def test_marks_are_made_and_taken_away_and_each_change_is_one_announcement(run: Run) -> None:
    made, taken, cleared = map(flat, said(talk(run, "3", "5", "m 3 5", "m 5", "m none"))[3:])
    listed = run("list", "projects", "--ids").ids
    assert made == f"Marked: {listed[2]}, {listed[4]}. 2 marked in all."
    assert taken == f"No longer marked: {listed[4]}. 1 marked in all."
    assert cleared == f"No longer marked: {listed[2]}. 0 marked in all."


def test_a_number_given_twice_is_marked_once(run: Run) -> None:
    assert last(run, "3", "4", "m 1, 1") == "Marked: japan. 1 marked in all.\n"


def test_a_marked_record_is_said_to_be_marked_in_every_list(run: Run) -> None:
    assert flowing(last(run, f"o {PLANT}", "m", "0", "/ panasonic")).count("; marked\n") == 1


def test_marked_records_are_listed_and_compared(run: Run) -> None:
    listed, _, compared = said(talk(run, "o japan", "m", "0", "o russia", "m", "0", "6", "m none", "b"))[-3:]
    assert (ids(listed), compared.splitlines()[0]) == (["japan", "russia"], "Main menu.")
    compared = last(run, "o japan", "m", "0", "o russia", "m", "c")
    assert compared.startswith("Compared: Japan; Russia. 1 section, 2 links.\n")
    assert "\nType\n- State: same\n- Japan: country\n- Russia: country\n" in compared
    assert (
        compared == last(run, "o japan", "m", "0", "o russia", "m", "0", "5", "marked", "all").rpartition("back:\n")[2]
    )


def test_nothing_marked_says_how_to_mark(run: Run) -> None:
    assert "m 3 5 marks" in last(run, "6")


def test_seven_marked_records_are_not_compared(run: Run) -> None:
    assert "marked so far: 7; mark 2 to 6" in last(run, "3", "5", "m 1 2 3 4 5 6 7", "c")


def test_a_comparison_can_show_what_differs_alone(run: Run) -> None:
    compared, differing, again = said(talk(run, "5", "japan, russia", "all", "d", "d"))[1:]
    assert "State: same" in compared and "State: same" not in differing
    assert "State: different" in differing
    assert again == compared.rpartition("back:\n")[2]


def test_a_comparison_says_when_nothing_differs_and_that_figures_stay(run: Run) -> None:
    assert "\nNothing differs.\n" in last(run, "5", "shenzhen, hangzhou", "all", "d")
    assert "Note: figures are shown whether they differ or not." in last(run, "5", "dalian, shenyang", "gdp", "d")


def test_figures_of_places_are_compared_by_an_indicator_with_unit_and_source(run: Run) -> None:
    text = last(run, "5", "dalian, shenyang", "gdp")
    assert "- Dalian: 1,000.21 billion CNY (dispute: definition)\n- Shenyang: 910.03 billion CNY\n" in text
    assert "- Dalian: over 1,000.21 billion CNY (dalian-article)\n" in text
    assert "- Shenyang: 90.18 billion CNY less\n" in text
    assert "- Dalian: 2025, city, xinhua-dalian-gdp-2025\n" in text
    text = last(run, "5", "gdp-dalian-2025, gdp-shenyang-2025", "all")
    assert "at least 90.18 billion CNY less\n" in text


def test_long_names_are_said_once_and_then_numbered_like_their_links(run: Run) -> None:
    text = last(run, "3", "1", "m 1 2", "c")
    assert text.startswith("Compared: record 1, Dalian implementation plan")
    assert "\n- record 2: " in text
    assert len(ids(text)) == 2


def test_a_series_says_every_period_and_why_one_is_empty(run: Run) -> None:
    text = last(run, "4", "4", "gdp")
    assert "- 2018 (inferred; 7.9 years old): about 700 billion CNY; dalian-article;\n" in text
    assert "- 2019: missing, not in the sources (gdp-dalian-step-year)\n" in text
    assert "- 2025: over 1,000.21 billion CNY; dalian-article; dispute: caution\n" in text


def test_what_words_were_taken_for_is_said(run: Run) -> None:
    assert "Note: 'economic outputt' names no indicator; search finds gdp" in last(run, "4", "3", "economic outputt")
    assert "Note: 'econnomic outputt' names no indicator" in last(run, "4", "4", "econnomic outputt")
    assert "Note: 'hengli' taken for hengli-heavy-industries.\n" in last(run, "3", "5", "f partner=hengli")
    assert "read shipbulding as shipbuilding" in flowing(last(run, "/ shipbulding"))


def test_figures_say_what_the_sources_announce_without_giving_it(run: Run) -> None:
    (gap,) = (found for found in data("gaps") if found["id"] == "gdp-dalian-step-year")
    said_of_it = f"not in the sources: {gap['name']} ({gap['id']})"
    text = flat(last(run, "4", "3", "economic outputt", "f place=dalian", "f year=2019"))
    assert said_of_it in text
    assert "names no indicator; search finds gdp" in text
    # A year that another document gives is no gap, whoever announces it in vain.
    given = flat(last(run, "4", "3", "gdp", "f place=dalian", "f year=2022"))
    assert "not in the sources" not in given and "id gdp-dalian-2022" in given


def test_a_search_that_finds_nothing_says_what_comes_nearest(run: Run) -> None:
    text = last(run, "/ zzzzqqqq")
    every = sum(len(data(plural)) for plural in PLURALS)
    assert text.startswith(f"Search for zzzzqqqq. 0 of {every} records.\nNote: nothing in the {every} records fits")


def test_a_hit_says_where_it_matches(run: Run) -> None:
    assert "; found in: " in flowing(last(run, "2", "cold chain")) and "«" in last(run, "2", "cold chain")


def test_words_after_a_slash_are_searched_from_every_question(run: Run) -> None:
    expected = last(run, "/ battery")
    assert last(run, "5", "/ battery").rpartition("back:\n")[2] == expected
    assert last(run, "3", "5", "1", "/ battery") == expected


def test_a_citation_gives_the_id_the_passage_and_the_document(run: Run) -> None:
    listed = last(run, "3", "5", "f name~Panasonic", "y 1")
    alone = last(run, f"o {PLANT}", "y")
    assert alone == listed
    assert alone.startswith(f"Id: {PLANT}\nName: Panasonic battery project\nCitation: dftz-overview, section 4")
    assert '"Battery Project"' in flat(alone)
    assert "\nDocument: DFTZ Builds Highlands" in alone and "\nDataset " in alone


@pytest.mark.parametrize("ending", ["csv", "json", "jsonl", "tsv", "md", "ids", "txt"])
def test_an_export_is_the_very_file_of_the_command_line(run: Run, ending: str) -> None:
    chosen = run("list", "projects", "--country", "JP", "--ids").ids
    outcome = talk(run, "3", "5", "f country=JP", "s name", f"e here.{ending}")
    assert PAGE < len(chosen) < COUNT
    assert said(outcome)[-1].startswith(f"Wrote {len(chosen)} of {COUNT} projects to here.{ending}, as ")
    line = ("list", "projects", "--country", "JP", "--sort", "name", "--all", "-o", f"there.{ending}")
    assert run(*line).code == 0
    assert Path(f"here.{ending}").read_bytes() == Path(f"there.{ending}").read_bytes()


@pytest.mark.parametrize(
    "answers", [("1",), (f"o {PLANT}",), ("5", "japan, russia", "all"), ("4", "4", "gdp"), ("2", "-x port")], ids=str
)
def test_what_is_read_can_be_exported_too(run: Run, answers: tuple[str, ...]) -> None:
    *_, line, wrote = said(talk(run, *answers, "E", "e view.json"))
    assert wrote.startswith("Wrote ")
    _, command, *rest = shlex.split(line)
    assert run(command, "-o", "same.json", *rest).code == 0
    assert Path("view.json").read_bytes() == Path("same.json").read_bytes()


def test_a_file_name_may_have_spaces_and_begin_with_a_dash(run: Run) -> None:
    last(run, "3", "3", "e my list.csv", "e -o.csv")
    assert Path("my list.csv").read_bytes() == Path("-o.csv").read_bytes() != b""


@pytest.mark.parametrize(("answer", "kept"), [("y", False), ("n", True), ("", True), ("list.json", True)])
def test_a_file_that_is_there_is_replaced_only_after_a_yes(run: Run, answer: str, kept: bool) -> None:
    Path("list.csv").write_text("mine")
    text = last(run, "3", "3", "e list.csv", answer)
    assert text.startswith("list.csv is there already. Replace it? Answer y or n:\n")
    assert (Path("list.csv").read_text("utf-8") == "mine") is kept
    assert ("Not written: list.csv is as it was." in text) is kept


def test_input_that_ends_at_the_question_replaces_nothing(run: Run) -> None:
    Path("list.csv").write_text("mine")
    assert talk(run, "3", "3", "e list.csv").code == 0
    assert Path("list.csv").read_text() == "mine"


@pytest.mark.parametrize(
    ("file", "words"),
    [
        ("", "no file is named"),
        ("list", "names no format; end the name in .txt, .json"),
        ("list.xyz", "names no format"),
        ("nowhere/list.csv", "there is no folder nowhere"),
        (".", "names no format"),
        ("folder.csv", "is a folder"),
        ("a\x00b.csv", "cannot be written"),
        (f"{'x' * 300}.csv", "cannot be written"),
        ("~nobody-of-that-name/list.csv", "names no folder"),
    ],
    ids=range(9),
)
def test_an_export_that_cannot_be_says_why_and_goes_on(run: Run, file: str, words: str) -> None:
    Path("folder.csv").mkdir()
    failed, after = said(talk(run, "3", "3", f"e {file}".strip(), "E"))[-2:]
    assert failed.startswith("Not done:") and words in flat(failed)
    assert after == "dftz list incentives --all\n"
    assert [path.name for path in Path().iterdir()] == ["folder.csv"]


@pytest.mark.parametrize(
    ("answers", "line"),
    [
        ((f"o {PLANT}",), ("dftz", "brief", PLANT)),
        (("3", "5", "m 1 2", "0", "2", "port"), ("dftz", "brief")),
        (("9", "firm.toml", "done"), ("dftz", "brief", "--profile", "profile.toml")),
    ],
    ids=["a record", "what is marked", "a profile"],
)
def test_a_brief_is_the_very_file_of_the_command_line(
    run: Run, answers: tuple[str, ...], line: tuple[str, ...]
) -> None:
    Path("profile.toml").write_text('home_country = ["JP"]\nsector = ["batteries"]\n', "utf-8")
    Path("firm.toml").write_bytes(Path("profile.toml").read_bytes())
    wrote = said(talk(run, *answers, "B here.md", "Qingdao, tianjin"))[-1]
    assert wrote.startswith("Compare with which places?")
    assert re.search(r"Wrote [0-9]+ statements with [0-9]+ footnotes to here\.md\.", flat(wrote))
    written = Path("here.md").read_text("utf-8")
    (command,) = re.findall(r"dftz brief .*", written)
    words = shlex.split(command.replace("\\", "").rstrip("`| "))
    assert tuple(words[: len(line)]) == line
    Path("here.md").unlink()
    assert run(*words[1:]).code == 0
    assert Path("here.md").read_text("utf-8") == written


def test_a_brief_asks_before_it_replaces_and_is_given_up_with_b(run: Run) -> None:
    Path("brief.md").write_text("mine")
    kept = last(run, f"o {PLANT}", "B brief.md", "none", "n")
    assert "Not written: brief.md is as it was." in kept and Path("brief.md").read_text() == "mine"
    back = last(run, f"o {PLANT}", "B other.md", "b")
    assert "Wrote" not in back and not Path("other.md").exists()
    last(run, f"o {PLANT}", "B brief.md", "none", "y")
    assert "Panasonic" in Path("brief.md").read_text("utf-8")


@pytest.mark.parametrize(
    ("answers", "words"),
    [
        (("B brief.md",), "a brief about what?"),
        ((f"o {PLANT}", "B", "none"), "no file is named; B brief.pdf, for instance"),
        ((f"o {PLANT}", "B brief.xlsx", "none"), "names no format; end the name in .md"),
        ((f"o {PLANT}", "B brief.md", "Atlantis"), "Atlantis"),
    ],
    ids=range(4),
)
def test_a_brief_that_cannot_be_says_why(run: Run, answers: tuple[str, ...], words: str) -> None:
    text = last(run, *answers)
    assert "Not done:" in text and words in flat(text)
    assert not list(Path().glob("brief.*"))


def test_nothing_is_exported_from_a_catalogue_that_was_replaced_meanwhile(own_data: Path) -> None:
    store = own_data / "catalogue.json"
    with _child() as child:
        assert child.stdin and child.stdout
        child.stdin.write(b"3\n3\n")
        child.stdin.flush()
        while b"Incentives. " not in child.stdout.readline():
            pass
        tables = json.loads(store.read_bytes())
        next(iter(tables["_meta"].values()))["dataset_version"] = "2099.1"
        store.write_text(json.dumps(tables, ensure_ascii=False), "utf-8")
        out, err = child.communicate(b"e list.csv\n", timeout=20)
    assert (child.returncode, err) == (0, b"")
    assert b"the catalogue was replaced meanwhile" in out
    assert not Path("list.csv").exists()


def test_a_tour_fits_80_columns_by_cells_and_needs_no_picture(run: Run) -> None:
    out = talk(run, *TOUR).out
    assert "大" in out, "the tour shows no Chinese"
    assert [line for line in out.splitlines() if width(line) > 80] == []
    assert not re.search("[\u2500-\u259f\u2800-\u28ff\u25a0-\u25ff\u2600-\u27bf\U0001f000-\U0001faff]", out)
    assert not ANSI.search(out) and "\r" not in out and "\t" not in out


def test_a_narrow_terminal_is_kept_to_and_a_wide_one_is_not_filled(run: Run) -> None:
    narrow, wide = (talk(run, *TOUR, COLUMNS=columns).out for columns in ("40", "200"))
    assert 30 < max(map(width, narrow.splitlines())) <= 40
    assert 70 < max(map(width, wide.splitlines())) <= 80


def test_colour_is_neither_needed_nor_sent(run: Run) -> None:
    assert talk(run, *TOUR, FORCE_COLOR="1").out == talk(run, *TOUR, NO_COLOR="1").out


@pytest.mark.parametrize(
    "name",
    [
        "[/red][b]bold[/b]",
        "\x1b[31mred\x1b]0;title\x07 a\tb\nc",
        "\u202ereversed\u202c\u2066x\u2069",
        "名" * 200,
        "x" * 200,
        "1. 2. - Answer, or h for help:",
        "{}; id panasonic; {0}",
    ],
    ids=range(7),
)
def test_hostile_data_stay_text_in_every_view(run: Run, tamper: Tamper, name: str) -> None:
    tamper("projects", PLANT, {"name": name, "summary": name, "status_note": name})
    outcome = talk(run, "3", "5", "5", "y", "m", "0", "o panasonic", "1", "0", "5", f"{PLANT}, summer-davos", "all",
                   "0", "6", "1")  # fmt: skip
    assert (outcome.code, outcome.err) == (0, "")
    assert "Not done" not in outcome.out
    assert not DANGEROUS.search(outcome.out)
    assert all(width(line) <= 80 for line in outcome.out.splitlines())
    written = name.encode("unicode_escape").decode() if not name.isprintable() else name
    assert re.sub(r"\s", "", outcome.out).count(re.sub(r"\s", "", written)) > 8


def test_hostile_data_stay_text_in_a_search_and_a_citation(run: Run, tamper: Tamper) -> None:
    tamper("projects", PLANT, {"name": "[/red] \x1b[31mred\nbattery \u202ex", "summary": "«battery» \x1b]0;title\x07"})
    outcome = talk(run, "/ [/red] red battery", "y 1")
    assert (outcome.code, outcome.err) == (0, "")
    assert "[/red] \\x1b[31mred\\nbattery \\u202ex" in flat(outcome.out)
    assert not DANGEROUS.search(outcome.out)


def test_a_store_that_cannot_be_read_is_said_and_the_way_out_stays_open(run: Run, tamper: Tamper) -> None:
    tamper("projects", PLANT, {"name": "x" * 10_000})
    code, out, err = run("browse", "--linear", stdin="3\nh\n")
    assert (code, err) == (0, "")
    assert "Not done:" in out and "is damaged" in flat(out)
    assert "h: help: what can be answered here.\n" in out


@pytest.mark.parametrize("text", ["x" * 10_000, "名" * 10_000, "a " * 5_000, "名a" * 5_000, "e\u0301" * 5_000, ""])
@pytest.mark.parametrize("marker", ["", "- ", "1. ", "123. "])
def test_a_text_of_ten_thousand_characters_loses_none_and_fits(marker: str, text: str) -> None:
    lines = wrap(marker + text, 40)
    assert max(map(width, lines)) <= 40
    assert "".join(lines).replace(" ", "") == (marker + text).replace(" ", "")
    assert all(line.startswith(" " * len(marker)) for line in lines[1:])


def test_answers_that_are_no_text_are_refused_like_any_other() -> None:
    out, err, code = _fed(b"\xff\xfe\n\xef\xbb\xbf8\r\n")
    assert (code, err) == (0, b"")
    assert "'\ufffd\ufffd' is no answer here".encode() in out
    assert b"1. help on exit-codes" in out


def test_a_reader_that_goes_away_ends_it_quietly() -> None:
    with _child() as child:
        assert child.stdin and child.stdout and child.stderr
        child.stdout.readline()
        child.stdout.close()
        child.stdin.write(b"1\n" * 100)
        child.stdin.close()
        assert child.stderr.read() == b""
    assert child.returncode == 0


def test_an_interrupt_ends_it_with_130() -> None:
    with _child() as child:
        assert child.stdout and child.stderr
        while child.stdout.readline() != PROMPT.encode():
            pass
        time.sleep(0.1)
        child.send_signal(signal.SIGINT)
        assert child.wait(5) == 130
        assert child.stderr.read() == b""


def test_on_a_terminal_the_answer_stands_behind_the_question(on_terminal: OnTerminal) -> None:
    code, out, _ = on_terminal("browse", "--linear", keys="q\n", talks=True)
    assert code == 0
    assert out.endswith("another day\n0. quit\nAnswer, or h for help: q\nBye.\n")
    assert not ANSI.search(out)


def test_on_a_terminal_the_end_of_input_ends_it(on_terminal: OnTerminal) -> None:
    code, out, _ = on_terminal("browse", "--linear", keys="\x04", talks=True)
    assert code == 0
    assert "1049h" not in out


def test_the_environment_and_the_settings_stand_for_the_flag(run: Run, room: Path) -> None:
    assert "Main menu." in run("browse", stdin="", env={"DFTZ_ACCESSIBLE": "1"}).out
    settings = room / ".config" / "dftz" / "settings.toml"
    settings.parent.mkdir(parents=True)
    settings.write_text("accessible = true\n")
    assert "Main menu." in run("browse", stdin="").out
    code, out, _ = run("browse", stdin="", env={"DFTZ_ACCESSIBLE": "0"})
    assert (code, out) == (2, "")


def test_the_flag_works_whatever_is_wrong_with_the_settings(run: Run, room: Path) -> None:
    settings = room / ".config" / "dftz" / "settings.toml"
    settings.parent.mkdir(parents=True)
    settings.write_text("accessible = perhaps\n")
    assert run("browse", "--linear", stdin="").code == 0
    assert run("browse", stdin="").code == 2


def test_off_a_terminal_without_the_flag_it_names_the_flag(run: Run) -> None:
    code, out, err = run("browse", stdin="1\n")
    assert (code, out) == (2, "")
    assert "needs a terminal" in err and "dftz browse --linear" in err and "DFTZ_ACCESSIBLE=1" in err


def test_on_a_terminal_without_the_flag_it_says_what_it_is_and_opens_the_application(on_terminal: OnTerminal) -> None:
    code, out, _ = on_terminal("browse", rows=30, keys="q", talks=True)
    assert code == 0
    before, entered, _ = out.partition("\x1b[?1049h")
    assert entered and "dftz browse --linear" in before


def test_garbage_is_collected_again_in_what_lasts(run: Run) -> None:
    gc.disable()
    try:
        run("browse", "--linear", stdin="")
        assert gc.isenabled()
    finally:
        gc.enable()


def test_it_loads_no_full_screen_library(spawn: Spawn) -> None:
    program = "import sys; sys.argv = ['dftz', 'browse', '--linear']\nfrom dftzcli.__main__ import main\ntry: main()\n"
    program += "except SystemExit: print(sorted(name for name in sys.modules if name in ('textual', 'dftzcli.tui')))"
    outcome = spawn(program=(sys.executable, "-c", program), stdin="1\n3\n5\n")
    assert outcome.out.endswith("[]\n")


def _child() -> subprocess.Popen[bytes]:
    # A background job of a shell would hand on that interrupts are ignored.
    def interruptible() -> None:
        signal.signal(signal.SIGINT, signal.default_int_handler)

    return subprocess.Popen(
        [sys.executable, "-m", "dftzcli", "browse", "--linear"],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        preexec_fn=interruptible,
    )


def _fed(answers: bytes) -> tuple[bytes, bytes, int]:
    with _child() as child:
        out, err = child.communicate(answers, timeout=20)
    return out, err, child.returncode


def test_a_match_asks_question_after_question_with_numbers_for_words(run: Run) -> None:
    out = talk(run, "9", "?", "1, 3", "nowhere", "dftz", "?", "done", "E").out
    assert "Question 1, activity: What will it do?" in flat(out) and "1. manufacturing; 2. services;" in flat(out)
    assert "Not understood: no record answers to 'nowhere'" in flat(out)
    assert "Question 2, registered in:" in flat(out) and "Question 3, " in flat(out)
    assert "incentives. Not advice. A yes says" in flat(out)
    command = "dftz match --registered-in dftz --activity manufacturing,new_registration"
    assert f"\n{command}\n" in out
    decided = run(*shlex.split(command)[1:], "--ids").out.split()
    assert ids(out) and set(ids(out)) <= set(decided)


def test_a_match_reads_a_profile_from_a_file_and_exports_what_its_command_writes(run: Run, room: Path) -> None:
    file = room / "me.toml"
    file.write_text('registered_in = "qingdao"\nsector = ["commerce-trade"]\n')
    out = talk(run, "9", str(room / "none.toml"), str(file), "done", f"e {room / 'mine.csv'}", "E").out
    assert "cannot be read" in flat(out) and "What is open to this profile." in out
    command = "dftz match --registered-in qingdao --sector commerce-trade"
    assert f"\n{command}\n" in out
    written = without_stamps((room / "mine.csv").read_text("utf-8"), "csv")
    assert written == run(*shlex.split(command)[1:], "-f", "csv").out


def test_what_closes_is_the_list_of_its_command(run: Run) -> None:
    listed = talk(run, "10", "3", "E").out
    assert ids(listed) == [item["id"] for item in run("expiring", "--within", "3y", "--json").items]
    assert "\ndftz expiring --within 3y --all\n" in listed and " days left; " in flowing(listed)
    assert "Not done:" in last(run, "10", "5", "soon")


def test_everything_is_read_as_of_a_day_until_it_is_taken_back(run: Run) -> None:
    out = talk(run, "11", "someday", "11", "2028", "o incentive-offshore-trade-stamp-duty", "E", "0", "11", "none").out
    assert "Not done: 'someday' is not a date" in out
    assert "Main menu, as of 2028-12-31." in out and "- Status: expired: no longer applies" in out
    assert "\ndftz show --as-of 2028-12-31 incentive-offshore-trade-stamp-duty\n" in out
    assert "As of the date of the data: " in out
    again = run("browse", "--linear", "--as-of", "2028", stdin="o incentive-offshore-trade-stamp-duty\n").out
    assert "Main menu, as of 2028-12-31." in again and "- Status: expired" in again
