"""Filters, conditions, orders and limits: which records, and what is said of those left out."""

from __future__ import annotations

import json
from collections.abc import Callable
from decimal import Decimal
from typing import Any

import pytest

from .program import FORMATS, Outcome, Run, data, ids_where, record

Fits = Callable[[dict[str, Any]], Any]


def _found(outcome: Outcome) -> set[str]:
    assert outcome.code == 0, outcome.err
    assert len(set(outcome.ids)) == len(outcome.ids)
    return set(outcome.ids)


CONDITIONS: dict[str, tuple[str, str, Fits]] = {
    "equal": ("projects", "status=operating", lambda found: found["status"] == "operating"),
    "equal in another case": ("projects", "status=OPERATING", lambda found: found["status"] == "operating"),
    "equal in words": ("projects", "status=under construction", lambda found: found["status"] == "under_construction"),
    "not equal": ("projects", "status!=operating", lambda found: found["status"] != "operating"),
    "contains": ("projects", "name~CENTRE", lambda found: "centre" in found["name"].lower()),
    "more": ("figures", "value>1000", lambda found: found.get("value", 0) > 1000),
    "at least": ("figures", "value>=1000.21", lambda found: found.get("value", 0) >= Decimal("1000.21")),
    "less": ("figures", "value<0", lambda found: found.get("value", 0) < 0),
    "at most": ("figures", "value<=-39565", lambda found: found.get("value", 0) <= -39565),
    "a number with thousands": ("figures", "value=1,000.21", lambda found: found.get("value") == Decimal("1000.21")),
    "any of a list": ("projects", "industries=batteries", lambda found: "batteries" in found.get("industries", ())),
    "none of a list": (
        "projects", "industries!=batteries", lambda found: "batteries" not in found.get("industries", ()),
    ),
    "part of a list": (
        "projects", "companies~sonic", lambda found: any("sonic" in name for name in found.get("companies", ())),
    ),
    "unknown": ("partners", "home_country=", lambda found: not found.get("home_country")),
    "known": ("partners", "home_country!=", lambda found: found.get("home_country")),
    "a flag": ("discrepancies", "is_caution=yes", lambda found: found.get("is_caution", False)),
    "a flag that is off": ("discrepancies", "is_caution=no", lambda found: not found.get("is_caution", False)),
    "before a year": ("figures", "period<2020", lambda found: found["period"][:4] < "2020"),
    "from a year on": ("figures", "period>=2025", lambda found: found["period"][:4] >= "2025"),
    "from a year on, its months too": ("figures", "period>=2024", lambda found: found["period"][:4] >= "2024"),
}  # fmt: skip


@pytest.mark.parametrize(("plural", "condition", "fits"), CONDITIONS.values(), ids=CONDITIONS)
def test_a_condition_selects_what_it_says(run: Run, plural: str, condition: str, fits: Fits) -> None:
    expected = ids_where(plural, fits)
    assert 0 < len(expected) < len(data(plural))
    assert _found(run("list", plural, "--where", condition, "-f", "ids")) == expected


@pytest.mark.parametrize("name", ["japan", "Japan", "日本", "JP"])
def test_a_condition_on_a_reference_takes_its_names(run: Run, name: str) -> None:
    expected = ids_where("policies", lambda found: "japan" in found.get("partners", ()))
    assert _found(run("list", "policies", "--where", f"partners={name}", "-f", "ids")) == expected


def test_all_conditions_must_hold(run: Run) -> None:
    expected = ids_where("projects", lambda found: found["status"] == "planned" and found["type"] == "park")
    got = run("list", "projects", "--where", "status=planned", "--where", "type=park", "-f", "ids")
    assert _found(got) == expected > set()


FILTERS = {
    "industry": ("projects", "industries", "batteries", lambda found: "batteries" in found.get("industries", ())),
    "partner": ("policies", "partners", "japan", lambda found: "japan" in found.get("partners", ())),
    "agency": ("policies", "agencies", "commerce-bureau", lambda found: "commerce-bureau" in found.get("agencies", ())),
    "place": ("figures", "places", "dftz", lambda found: found["place"] == "dftz"),
    "source": (
        "figures", "sources", "dalian-article",
        lambda found: any(citation["source"] == "dalian-article" for citation in found["citations"]),
    ),
}  # fmt: skip


@pytest.mark.parametrize("role", FILTERS)
@pytest.mark.parametrize("by", ["id", "name", "name_zh"])
def test_a_filter_takes_an_id_a_name_and_a_chinese_name(run: Run, role: str, by: str) -> None:
    plural, of, identity, fits = FILTERS[role]
    text = record(of, identity)[by]
    assert _found(run("list", plural, f"--{role}", text, "-f", "ids")) >= ids_where(plural, fits) > set()
    assert run("list", plural, f"--{role}", text, "-f", "ids") == run(
        "list", plural, f"--{role}", identity, "-f", "ids"
    )


@pytest.mark.parametrize("role", ["agency", "source"])
def test_a_filter_on_agency_or_source_selects_exactly_what_names_it(run: Run, role: str) -> None:
    plural, _, identity, fits = FILTERS[role]
    assert _found(run("list", plural, f"--{role}", identity, "-f", "ids")) == ids_where(plural, fits)


@pytest.mark.parametrize("text", ["JP", "jp", "JPN", "Japan", "japan", "日本"])
def test_a_country_is_taken_by_code_and_by_name(run: Run, text: str) -> None:
    outcome = run("list", "projects", "--country", text, "-f", "ids")
    of_japan = ids_where("partners", lambda found: "JP" in (found.get("country"), found.get("home_country")))
    linked = ids_where(
        "projects", lambda found: of_japan & {*found.get("companies", ()), *found.get("partner_countries", ())}
    )
    assert "panasonic-battery-plant" in linked
    assert _found(outcome) == linked
    assert outcome.err == ""


def test_a_country_of_iso_without_a_record_gives_nothing_and_says_what_was_searched(run: Run) -> None:
    code, out, err = run("list", "projects", "--country", "Brazil", "-f", "ids")
    assert (code, out) == (0, "")
    assert err.count("\n") == 1
    assert "projects" in err and "Brazil" in err and str(len(data("projects"))) in err


def test_several_values_of_a_filter_are_alternatives_and_several_filters_must_all_hold(run: Run) -> None:
    def asked(*words: str) -> set[str]:
        return _found(run("list", "projects", *words, "-f", "ids"))

    japan, germany = asked("--country", "JP"), asked("--country", "DE")
    assert asked("--country", "JP", "--country", "DE") == japan | germany
    operating = asked("--status", "operating")
    assert asked("--country", "JP", "--status", "operating") == japan & operating > set()


@pytest.mark.parametrize("words", [("--status", "operating", "--status", "planned"), ("--status", "operating,planned")])
def test_several_statuses_are_alternatives(run: Run, words: tuple[str, ...]) -> None:
    expected = ids_where("projects", lambda found: found["status"] in ("operating", "planned"))
    assert _found(run("list", "projects", *words, "-f", "ids")) == expected


def test_a_year_selects_what_touches_it(run: Run) -> None:
    def touches(found: dict[str, Any]) -> bool:
        spans = [found["period"], *(event["date"] for event in found.get("dates", ()))]
        return any(span[:4] <= "2020" <= span.rpartition("/")[2][:4] for span in spans)

    expected = ids_where("figures", touches)
    assert "gdp-dalian-2019-2024" in expected
    assert "gdp-dalian-2025" not in expected
    assert _found(run("list", "figures", "--year", "2020", "-f", "ids")) == expected


def test_several_kinds_can_be_listed_together(run: Run) -> None:
    items = run("list", "--kind", "gaps", "--kind", "sources", "--json").items
    assert {item["kind"] for item in items} == {"gap", "source"}
    assert len(items) == len(data("gaps")) + len(data("sources"))


@pytest.mark.parametrize("word", ["policy", "policies", "Policies"])
def test_a_kind_is_taken_in_the_singular_and_the_plural(run: Run, word: str) -> None:
    assert _found(run("list", word, "-f", "ids")) == ids_where("policies", bool)


def test_discrepancies_can_be_asked_for_by_their_type(run: Run) -> None:
    expected = ids_where("discrepancies", lambda found: found["type"] == "contradiction")
    assert _found(run("discrepancies", "--kind", "contradiction", "-f", "ids")) == expected > set()


@pytest.mark.parametrize("name", FORMATS)
def test_fail_empty_turns_an_empty_answer_into_exit_4(run: Run, name: str) -> None:
    code, out, err = run("list", "projects", "--country", "BR", "--fail-empty", "-f", name)
    assert code == 4
    assert "panasonic" not in out
    assert "BR" in err
    if name == "json":
        assert json.loads(err)["error"]["code"] == "empty"


def test_fail_empty_changes_nothing_about_an_answer(run: Run) -> None:
    expected = run("list", "projects", "-f", "ids")
    assert expected.code == 0
    assert run("list", "projects", "-f", "ids", "--fail-empty") == expected


def test_the_question_stands_in_the_answer(run: Run) -> None:
    words = ("--country", "JP", "--status", "operating", "--where", "type=plant", "--sort", "-name", "--limit", "9")
    query = run("list", "projects", *words, "--json").envelope["query"]
    for part in ("projects", "JP", "operating", "plant", "name"):
        assert part in query["text"]
    assert (query["kinds"], query["status"], query["limit"]) == (["project"], ["operating"], 9)


@pytest.mark.parametrize("name", FORMATS)
def test_fields_are_shown_as_chosen_in_the_order_asked_for(run: Run, name: str) -> None:
    code, out, err = run("list", "projects", "--limit", "2", "--fields", "status,name,id", "-f", name, "-q")
    assert (code, err) == (0, "")
    if name == "json":
        assert [list(item) for item in json.loads(out)["items"]] == [["status", "name", "id"]] * 2
    elif name == "jsonl":
        assert [list(json.loads(line)) for line in out.splitlines()] == [["status", "name", "id"]] * 2
    elif name in ("csv", "tsv"):
        assert out.splitlines()[0] == ("," if name == "csv" else "\t").join(("status", "name", "id"))
    elif name == "ids":
        assert out.splitlines() == [found["id"] for found in data("projects")[:2]]
    else:
        assert out.splitlines()[0].replace("|", " ").split() == ["Status", "Name", "Id"]


def test_ids_are_printed_even_where_the_fields_leave_them_out(run: Run) -> None:
    expected = run("list", "projects", "-f", "ids")
    assert expected.code == 0
    assert run("list", "projects", "--fields", "name", "-f", "ids") == expected


def test_fields_help_lists_the_fields_there_are(run: Run) -> None:
    code, out, err = run("list", "projects", "--fields", "help", "-f", "ids")
    assert (code, err) == (0, "")
    listed = out.splitlines()
    assert listed == list(run("list", "projects", "--limit", "1", "--json").items[0])


def test_an_order_goes_up_or_down_and_the_unknown_comes_last(run: Run) -> None:
    def values(sort: str) -> list[Any]:
        return [item["value"] for item in run("list", "figures", "--sort", sort, "--json").items]

    known = sorted(found["value"] for found in data("figures") if "value" in found)
    unknown = [None] * (len(data("figures")) - len(known))
    assert unknown
    assert values("value") == values("value:asc") == known + unknown
    assert values("-value") == values("value:desc") == known[::-1] + unknown


def test_an_order_by_text_takes_no_regard_of_case(run: Run) -> None:
    names = [item["name"] for item in run("list", "partners", "--sort", "name", "--json").items]
    assert names == sorted((found["name"] for found in data("partners")), key=str.casefold)


@pytest.mark.parametrize("name", FORMATS)
def test_a_limit_cuts_and_says_so(run: Run, name: str) -> None:
    outcome = run("list", "policies", "--limit", "5", "-f", name)
    assert (outcome.code, outcome.err) == (0, f"showing 5 of {len(data('policies'))}, use --all\n")
    if name == "json":
        envelope = outcome.envelope
        assert (envelope["count"], envelope["total"], envelope["truncated"]) == (5, len(data("policies")), True)
    elif name == "ids":
        assert outcome.ids == [found["id"] for found in data("policies")[:5]]


def test_a_table_shows_50_unless_told_otherwise(run: Run) -> None:
    code, out, err = run("list", "policies")
    assert (code, err) == (0, f"showing 50 of {len(data('policies'))}, use --all\n")
    assert out.count("\n") == 2 + 50
    code, out, err = run("list", "policies", "--all")
    assert (code, err) == (0, "")
    assert out.count("\n") == 2 + len(data("policies"))


@pytest.mark.parametrize("name", ["json", "jsonl", "csv", "tsv", "ids"])
def test_formats_for_programs_are_whole(run: Run, name: str) -> None:
    code, out, err = run("list", "policies", "-f", name)
    assert (code, err) == (0, "")
    assert all(found["id"] in out for found in data("policies"))


def test_a_limit_after_an_order_takes_the_first_of_the_order(run: Run) -> None:
    highest = max(found["value"] for found in data("figures") if "value" in found)
    (item,) = run("figures", "--sort", "-value", "--limit", "1", "--json").items
    assert item["value"] == highest


def test_a_guess_is_said_and_stands_in_the_query_of_json(run: Run) -> None:
    commissions = ids_where("agencies", lambda agency: "Commission" in agency["name"])
    assert len(commissions) > 1
    outcome = run("list", "policies", "--agency", "commission", "--json")
    assert outcome.code == 0
    taken = json.loads(outcome.out)["query"]["taken_for"]
    assert {word: set(ids) for word, ids in taken.items()} == {"commission": commissions}
    assert f"'commission' taken for {', '.join(taken['commission'])}\n" in outcome.err
    assert set(outcome.envelope["items"][0]["agencies"]) & commissions


def test_a_name_is_no_guess(run: Run) -> None:
    outcome = run("list", "policies", "--agency", "大连市商务局", "--json")
    assert (outcome.code, outcome.err) == (0, "")
    assert json.loads(outcome.out)["query"]["taken_for"] == {}
