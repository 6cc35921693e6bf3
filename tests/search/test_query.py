"""Queries: how what is typed becomes a value, and how the value describes itself."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dftzcli.errors import UsageError
from dftzcli.model.vocabulary import KINDS, PLURALS, Kind
from dftzcli.search.query import (
    COMPARISONS,
    Condition,
    Link,
    Query,
    Sorting,
    parse_condition,
    parse_kind,
    parse_sorting,
    parse_years,
    query_of,
)


@pytest.mark.parametrize("comparison", COMPARISONS)
def test_each_comparison_is_read_with_and_without_spaces(comparison: str) -> None:
    for text in (f"value{comparison}5300", f" value {comparison} 5300 "):
        assert parse_condition(text) == ("value", comparison, "5300")


@pytest.mark.parametrize(
    ("text", "condition"),
    [
        ("zone-only=yes", ("zone_only", "=", "yes")),
        ("status=", ("status", "=", "")),
        ("name~a=b", ("name", "~", "a=b")),
        ("name=two words", ("name", "=", "two words")),
        ("name!==", ("name", "!=", "=")),
        ("summary~first\nsecond", ("summary", "~", "first\nsecond")),
        ("name=日本", ("name", "=", "日本")),
    ],
)
def test_the_field_ends_at_the_first_comparison_and_the_rest_is_the_value(
    text: str, condition: tuple[str, str, str]
) -> None:
    assert parse_condition(text) == condition


@pytest.mark.parametrize("text", ["", "status", "=planned", "1st=x", "two words=x", "status:planned", "!=x"])
def test_what_is_no_condition_is_refused_with_the_comparisons(text: str) -> None:
    with pytest.raises(UsageError) as raised:
        parse_condition(text)
    assert raised.value.message == f"{text!r} is not a condition"
    assert all(comparison in raised.value.fix for comparison in COMPARISONS)


@given(field=st.from_regex(r"[a-z_]{1,12}", fullmatch=True), comparison=st.sampled_from(COMPARISONS), value=st.text())
def test_a_condition_keeps_the_whole_value_but_the_space_around_it(field: str, comparison: str, value: str) -> None:
    read = parse_condition(f"{field}{comparison} {value}")
    assert (read.field, read.comparison) == (field, comparison)
    assert read.value.strip() == value.strip()


@pytest.mark.parametrize(
    ("text", "sorting"),
    [
        ("period", Sorting("period")),
        ("-period", Sorting("period", True)),
        ("period:desc", Sorting("period", True)),
        ("period:asc", Sorting("period")),
        ("name-zh", Sorting("name_zh")),
        (" value ", Sorting("value")),
    ],
)
def test_an_order_is_read_in_both_spellings(text: str, sorting: Sorting) -> None:
    assert parse_sorting(text) == sorting


@pytest.mark.parametrize("text", ["period:down", "period:DESC", "period:asc:desc"])
def test_a_direction_that_is_none_is_refused(text: str) -> None:
    with pytest.raises(UsageError, match="is not a direction of sorting") as raised:
        parse_sorting(text)
    assert raised.value.fix == "write FIELD, FIELD:asc or FIELD:desc"


@pytest.mark.parametrize(
    ("comparison", "words"),
    [
        ("=", "zone only is yes"),
        ("!=", "zone only is not yes"),
        ("<", "zone only is less than yes"),
        ("<=", "zone only is at most yes"),
        (">", "zone only is more than yes"),
        (">=", "zone only is at least yes"),
        ("~", "zone only contains yes"),
    ],
)
def test_a_condition_is_said_in_words(comparison: str, words: str) -> None:
    assert parse_condition(f"zone_only{comparison}yes").describe() == words


def test_a_query_says_everything_that_is_asked_in_one_sentence() -> None:
    query = Query(
        kinds=("project", "policy"),
        conditions=(Condition("level", "=", "zone"),),
        links=(Link("country", "JP"), Link("place", "dftz")),
        statuses=("planned", "sought"),
        years="2020",
        words=("gdp",),
        sorting=Sorting("period", True),
        limit=3,
    )
    assert query.describe() == (
        "projects and policies named gdp with country JP, place dftz, status planned or sought, year 2020, "
        "level is zone, sorted by period, descending"
    )


def test_a_query_for_everything_says_so() -> None:
    assert Query().describe() == "records of every kind"
    assert Query(years="2020/2022").describe() == "records of every kind with year 2020 to 2022"
    assert Query(sorting=Sorting("name")).describe() == "records of every kind, sorted by name"


def test_keywords_take_one_text_or_several() -> None:
    one = query_of(kinds=("policy",), industry="finance", status="sought", where="level=zone", sort="-name")
    several = query_of(kinds=("policy",), industry=["finance"], status=("sought",), where=["level=zone"], sort="-name")
    assert one == several
    assert one.links == (Link("industry", "finance"),)
    assert one.sorting == Sorting("name", True)


@pytest.mark.parametrize(
    ("text", "years"),
    [
        ("2020", "2020"),
        (" 2020 ", "2020"),
        ("2020..2022", "2020/2022"),
        ("2020/2022", "2020/2022"),
        ("2020..2020", "2020/2020"),
    ],
)
def test_a_year_or_a_span_of_years_is_read(text: str, years: str) -> None:
    assert parse_years(text) == years
    assert query_of(year=text).years == years


def test_a_year_may_be_given_as_a_number() -> None:
    assert query_of(year=2020).years == "2020"
    assert query_of().years is None


@pytest.mark.parametrize("text", ["", "20", "soon", "2022..2020", "0000", "2020-07", "2020..", "２０２０"])
def test_a_year_that_is_none_is_refused(text: str) -> None:
    with pytest.raises(UsageError, match="is not a year"):
        parse_years(text)


@pytest.mark.parametrize("kind", KINDS)
def test_a_kind_is_named_in_the_singular_or_the_plural(kind: Kind) -> None:
    assert parse_kind(kind) == parse_kind(PLURALS[kind]) == parse_kind(f" {PLURALS[kind].upper()} ") == kind


def test_a_kind_that_is_none_is_refused_with_the_nearest_and_the_list() -> None:
    with pytest.raises(UsageError, match="'polices' is not a kind of record") as raised:
        parse_kind("polices")
    assert raised.value.fix.startswith("did you mean policies? ")
    assert all(plural in raised.value.fix for plural in PLURALS.values())


@pytest.mark.parametrize("text", ["", "-", ":desc"])
def test_an_order_by_no_field_is_refused(text: str) -> None:
    with pytest.raises(UsageError, match="the order names no field"):
        parse_sorting(text)


def test_a_keyword_that_is_no_filter_is_refused_with_those_that_are() -> None:
    with pytest.raises(UsageError, match="no filter 'sector'") as raised:
        query_of(sector="finance")
    for role in ("industry", "partner", "place", "agency", "source", "country"):
        assert role in raised.value.fix
