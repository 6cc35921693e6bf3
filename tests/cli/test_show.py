"""`show`: one record or several, by id, by name or by what is remembered, and everything that is to be said of it."""

from __future__ import annotations

import pytest

from .program import OnTerminal, Run, data, record


def test_ids_of_a_list_can_be_piped_back(run: Run) -> None:
    listed = run("list", "projects", "--country", "JP", "-f", "ids")
    shown = run("show", "-", "--json", stdin=listed.out)
    assert (shown.code, shown.err) == (0, "")
    assert [item["id"] for item in shown.items] == listed.ids
    assert run("show", "-", "-f", "ids", stdin=listed.out) == listed


def test_ids_and_names_of_every_kind_can_be_shown_together(run: Run) -> None:
    items = run("show", "gdp-dalian-2025", "dalian-plan-2020", "panasonic", "--json").items
    assert [(item["id"], item["kind"]) for item in items] == [
        ("gdp-dalian-2025", "figure"), ("dalian-plan-2020", "source"), ("panasonic", "partner"),
    ]  # fmt: skip


def test_blank_lines_on_standard_input_are_passed_over(run: Run) -> None:
    assert run("show", "-", "-f", "ids", stdin="\n  panasonic \n\ndalian\n").ids == ["panasonic", "dalian"]


def test_standard_input_without_an_id_is_refused(run: Run) -> None:
    code, out, err = run("show", "-", stdin="")
    assert (code, out) == (2, "")
    assert "standard input" in err


def test_a_terminal_as_standard_input_is_refused_at_once(on_terminal: OnTerminal) -> None:
    code, out, err = on_terminal("show", "-")
    assert (code, out) == (2, "")
    assert "standard input" in err and "terminal" in err


@pytest.mark.parametrize("text", ["panasonic battery", "松下电池项目", "Panasonic battery project"])
def test_what_is_remembered_of_a_record_shows_it_and_says_so(run: Run, text: str) -> None:
    code, out, err = run("show", text, "-f", "ids")
    assert (code, out) == (0, "panasonic-battery-plant\n")
    assert err.count("\n") == 1 and text in err and "panasonic-battery-plant" in err


def test_a_figure_or_a_document_that_mentions_a_thing_does_not_stand_in_its_way(run: Run) -> None:
    mentions = {
        found["id"]
        for plural in ("figures", "sources")
        for found in data(plural)
        if {"panasonic", "battery"} <= set(found["name"].casefold().replace("-", " ").split())
    }
    assert mentions
    assert run("show", "panasonic battery", "-f", "ids").ids == ["panasonic-battery-plant"]
    assert run("show", "site phase panasonic", "-f", "ids").ids == ["site-area-ppes-phase-1"]
    code, out, err = run("show", "panasonic ppes battery", "-f", "ids")
    assert (code, out) == (3, "") and "site-area-ppes-phase-1" in err


def test_an_id_is_shown_without_a_word(run: Run) -> None:
    code, out, err = run("show", "panasonic-battery-plant", "-f", "ids")
    assert (code, out, err) == (0, "panasonic-battery-plant\n", "")


def test_words_that_may_mean_several_records_show_none_of_them(run: Run) -> None:
    code, out, err = run("show", "jinpu")
    assert (code, out) == (3, "")
    assert all(identity in err for identity in ("jinpu-committee", "jinpu-new-area"))


def test_one_unknown_id_among_several_shows_none(run: Run) -> None:
    code, out, err = run("show", "panasonic", "pansonic")
    assert (code, out) == (3, "")
    assert "'pansonic'" in err


def test_a_page_says_status_eligibility_sources_and_what_is_related(run: Run) -> None:
    found = record("projects", "panasonic-battery-plant")
    out = run("show", found["id"]).out
    assert found["summary"] in out and found["name_zh"] in out and found["status_note"] in out
    assert "● operating: in production or in service" in out
    assert "○ contracted: signed, not built" in out
    citation = found["citations"][0]
    assert f'{citation["source"]}: {citation["locator"]}, line {citation["lines"]} "{citation["as_stated"]}"' in out
    assert "panasonic" in out and "investment-project-terms" in out


def test_the_page_of_an_incentive_says_who_may_have_it(run: Run) -> None:
    items = run("list", "incentives", "--json").items
    bound = next(item for item in items if item["eligibility"] and item["zone_only"])
    free = next(item for item in items if not item["eligibility"])
    assert bound["eligibility"][0]["text"] in run("show", bound["id"]).out
    assert "zone-registered firms only" in run("show", bound["id"]).out
    assert "no condition is stated in the sources" in run("show", free["id"]).out


def test_the_page_of_a_disputed_figure_names_the_dispute_and_the_other_side(run: Run) -> None:
    entry = record("discrepancies", "northeast-container-share-41-or-98")
    first, other = entry["records"][:2]
    out = run("show", first).out
    assert entry["id"] in out and entry["type"] in out and other in out and entry["summary"] in out


def test_the_page_of_a_figure_says_its_value_with_unit_and_its_words(run: Run) -> None:
    out = run("show", "gdp-dalian-2025").out
    assert "over 1,000.21 billion CNY" in out
    assert '"surpassed 1,000.21 billion yuan"' in out
    assert "undated (inferred 2026-02)" in out


def test_json_carries_what_a_record_is_linked_with(run: Run) -> None:
    envelope = run("show", "panasonic", "--json").envelope
    assert "panasonic-battery-plant" in envelope["links"]["panasonic"]["project"]


def test_records_of_every_kind_can_be_shown(run: Run) -> None:
    every = run("list", "-f", "ids")
    pages = run("show", "-", stdin=every.out)
    assert (pages.code, pages.err) == (0, "")
    assert pages.out.count("\nCitations\n") == len(every.ids)
