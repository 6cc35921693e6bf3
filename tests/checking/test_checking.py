"""Checking a text: which words are found where, what they are held against, and why what is unsure stays so."""

from __future__ import annotations

import re
from decimal import Decimal

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from dftzcli.catalogue import Catalogue
from dftzcli.checking import Finding, sentences
from dftzcli.checking.quantities import quantities
from dftzcli.checking.times import times

WORDS = (
    "Dalian", "GDP", "in 2025", "2023/24", "over", "1,000.21 billion yuan", "5%", "亿元", "大连", "the Nampo route",
    "is operating", "phase 3", ".", "\n\n", "| ", "- ", "(", ")", "。", "～", "1", "to", "’", "\x00", "\u202e",
)  # fmt: skip
PANASONIC = "the Panasonic battery project"


def only(catalogue: Catalogue, text: str) -> Finding:
    """Return the one finding of a text."""
    (found,) = catalogue.check(text)
    return found


def first(catalogue: Catalogue, text: str) -> Finding:
    """Return the first finding of a text."""
    return catalogue.check(text)[0]


def test_a_finding_has_its_line_and_column_and_the_words_as_they_stand(catalogue: Catalogue) -> None:
    text = "# Memo\n\nIn 2025 Dalian's GDP\nwas  over **1,000.21\nbillion yuan**.\n"
    found = only(catalogue, text)
    assert (found.line, found.column, found.quote) == (4, 6, "over **1,000.21 billion yuan")
    assert found.sentence == "In 2025 Dalian's GDP was over **1,000.21 billion yuan**."


def test_findings_stand_in_the_order_of_the_text(catalogue: Catalogue) -> None:
    text = (
        f"Dalian's GDP was 900 billion yuan in 2025, Shenyang's 910.03 billion yuan. {PANASONIC.capitalize()} operates."
    )
    found = catalogue.check(text)
    assert [each.verdict for each in found] == ["contradicted", "verified", "verified"]
    assert [each.column for each in found] == sorted(each.column for each in found)


@pytest.mark.parametrize(
    "text",
    [
        "Mail https://example.com/gdp/900-billion-yuan in 2025.",
        "See [Dalian's GDP](gdp-2025-900-billion-yuan.md).",
        "<!-- Dalian's GDP was 900 billion yuan in 2025 -->",
        "Dalian's GDP grew in 2025.",
        "The Fortune 500 in Dalian.",
        "Dalian \x1b[31mred\x1b[0m in 2025.",
        "1. We met three of them two days later.",
        "",
    ],
)
def test_what_states_no_figure_is_passed_over(catalogue: Catalogue, text: str) -> None:
    assert catalogue.check(text) == ()


@pytest.mark.parametrize(
    ("text", "verdict"),
    [
        ("In 2025 Shenyang's GDP was 910.03 billion yuan.", "verified"),
        ("In 2025 Shenyang's GDP was RMB 910,030 million.", "verified"),
        ("In 2025 Shenyang's GDP was 0.91003 trillion yuan.", "verified"),
        ("2025年沈阳地区生产总值为9100.3亿元。", "verified"),
        ("2025年沈阳GDP达９１００．３亿元。", "verified"),
        ("In 2025 Shenyang's GDP was 910 billion yuan.", "rounded"),
        ("In 2025 Shenyang's GDP was over 900 billion yuan.", "rounded"),
        ("In 2025 Shenyang's GDP was about 900 billion yuan.", "rounded"),
        ("In 2025 Shenyang's GDP was nearly 920 billion yuan.", "rounded"),
        ("2025年沈阳地区生产总值约9000亿元。", "rounded"),
        ("2025年沈阳地区生产总值超过9000亿元。", "rounded"),
        ("In 2025 Shenyang's GDP was 911 billion yuan.", "contradicted"),
        ("In 2025 Shenyang's GDP was over 1 trillion yuan.", "contradicted"),
        ("In 2025 Shenyang's GDP was under 900 billion yuan.", "contradicted"),
        ("In 2025 Shenyang's GDP was about 700 billion yuan.", "contradicted"),
        ("In 2025 Shenyang's GDP was between 800 and 900 billion yuan.", "contradicted"),
        ("In 2025 Shenyang's GDP was 900 to 920 billion yuan.", "rounded"),
        ("2025年沈阳地区生产总值为910.03亿元。", "contradicted"),
        ("In 2025 Shenyang's GDP was over 100 billion yuan.", "not_in_catalogue"),
        ("In 2025 Shenyang's GDP was 910.03 billion dollars.", "not_in_catalogue"),
        ("In 2033 Shenyang's GDP was 910.03 billion yuan.", "not_in_catalogue"),
        ("In 2023/24 Shenyang's GDP was 910.03 billion yuan.", "not_in_catalogue"),
        ("In January to June 2025 Shenyang's GDP was 910.03 billion yuan.", "not_in_catalogue"),
        ("Half of Shenyang's GDP was 455 billion yuan in 2025.", "not_in_catalogue"),
        ("The increase in Shenyang's GDP was 50 billion yuan in 2025.", "not_in_catalogue"),
        ("Shenyang's GDP will be 950 billion yuan in 2025.", "not_in_catalogue"),
        ("It is false that in 2025 Shenyang's GDP was 950 billion yuan.", "not_in_catalogue"),
        ("Shenyang's GDP per square kilometre was 950 billion yuan in 2025.", "not_in_catalogue"),
        ("Shenyang's industrial GDP was 950 billion yuan in 2025.", "not_in_catalogue"),
    ],
)
def test_a_number_is_held_against_the_figure_of_its_place_period_and_unit(
    catalogue: Catalogue, text: str, verdict: str
) -> None:
    assert first(catalogue, text).verdict == verdict


@pytest.mark.parametrize(
    ("text", "why"),
    [
        ("In 2022 the trade of DFTZ was 144.23136 billion US dollars.", "not of dftz"),
        (
            "The trade of the Dalian customs district was 144.23136 billion dollars in 2024.",
            "(gap-customs-trade-total-2024)",
        ),
        ("Shenyang's GDP was 950 billion yuan.", "names no period"),
        ("Shenyang and Dalian had a GDP of 950 billion yuan in 2025.", "several places"),
        ("Changchun's GDP was over 800 billion yuan in 2025.", "as an expectation"),
        ("There were 100,000 pandas in Chengdu.", ""),
        ("They had 100,000 companies.", "no indicator"),
        ("It cost them 3 million.", "no indicator"),
    ],
)
def test_what_is_not_in_the_catalogue_says_why(catalogue: Catalogue, text: str, why: str) -> None:
    found = catalogue.check(text)
    assert all(each.verdict == "not_in_catalogue" and why in each.why for each in found)
    assert bool(found) == bool(why)


def test_a_place_named_before_in_the_paragraph_never_decides_alone(catalogue: Catalogue) -> None:
    found = catalogue.check("Shenyang grew in 2025. Its GDP was 950 billion yuan in 2025.\n\nGDP was 950 billion yuan.")
    assert [each.verdict for each in found] == ["not_in_catalogue", "not_in_catalogue"]


def test_a_place_of_one_text_is_none_of_the_next(catalogue: Catalogue) -> None:
    assert only(catalogue, "Shenyang's GDP was 910.03 billion yuan in 2025.").verdict == "verified"
    assert "names no place" in only(catalogue, "Its GDP was 910.03 billion yuan in 2025.").why


def test_a_catalogue_as_of_a_day_knows_no_later_figure(catalogue: Catalogue) -> None:
    text = "Shenyang's GDP was 910.03 billion yuan in 2025."
    assert only(catalogue, text).verdict == "verified"
    assert only(catalogue.at("2019-01-01"), text).verdict == "not_in_catalogue"


def test_where_sources_disagree_both_are_named_with_the_disagreement(catalogue: Catalogue) -> None:
    found = first(catalogue, "In 2024 Dalian's GDP was 951.69 billion yuan.")
    assert found.verdict == "disputed"
    assert {"gdp-dalian-2024", "gdp-dalian-2024-revised"} & {*found.records[1:]}
    assert any(catalogue.item(each)["kind"] == "discrepancy" for each in found.why.split("; ")[-1].split(", "))


def test_a_word_that_the_source_has_not_is_told(catalogue: Catalogue) -> None:
    found = only(catalogue, "In 2025 Shenyang's GDP was at least 910.03 billion yuan.")
    assert (found.verdict, found.why) == ("rounded", "the source says an exact number; the period is inferred")


def test_a_change_is_held_against_the_one_printed_beside_the_figure(catalogue: Catalogue) -> None:
    right, wrong = (
        first(catalogue, f"Container throughput at Tianjin Port {words} in 2023.")
        for words in ("grew 5.5%", "fell 5.5%")
    )
    change = catalogue.item("container-throughput-tianjin-port-2023")["change"]
    assert f"{change['value']}" == "5.5"
    assert (right.verdict, right.is_change) == ("verified", True)
    assert (wrong.verdict, wrong.is_change) == ("contradicted", True)


@pytest.mark.parametrize(
    ("text", "verdicts"),
    [
        ("The Nampo route is operating.", ["contradicted"]),
        ("The Nampo route is not operating.", ["verified"]),
        ("The Nampo shipping route is under study.", ["verified"]),
        ("南浦航线已开通。", ["contradicted"]),
        ("The Nampo route was operating in 2031.", ["not_in_catalogue"]),
        ("The Nampo route is planned.", ["not_in_catalogue"]),
        ("Nobody knows whether the Nampo route is operating.", []),
        ("The ships of the Nampo route and the Port of Dalian are operating.", []),
        (f"{PANASONIC.capitalize()} is operating.", ["verified"]),
        (f"Phase 3 of {PANASONIC} is operating.", ["contradicted"]),
        (
            f"{PANASONIC.capitalize()} is operating, and phase 3 of {PANASONIC} is operating.",
            ["verified", "contradicted"],
        ),
        (f"Phase 3 of {PANASONIC} is operating, while {PANASONIC} is operating.", ["contradicted", "verified"]),
        (f"Phase 9 of {PANASONIC} is operating.", ["not_in_catalogue"]),
    ],
)
def test_a_word_of_standing_is_held_against_the_record_and_phase_it_stands_beside(
    catalogue: Catalogue, text: str, verdicts: list[str]
) -> None:
    assert [each.verdict for each in catalogue.check(text)] == verdicts


def test_what_contradicts_a_phase_is_said_of_the_phase(catalogue: Catalogue) -> None:
    found = only(catalogue, f"Phase 3 of {PANASONIC} is operating.")
    assert found.why == "the catalogue has the phase as contracted and under construction"


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("over 5 billion yuan", ("over", "5E+9", "5E+9", "CNY")),
        ("no more than 5 million TEU", ("at_most", "5E+6", "5E+6", "TEU")),
        ("between 5 and 6 per cent", ("exact", "5", "6", "%")),
        ("USD 5-6 bn", ("exact", "5E+9", "6E+9", "USD")),
        ("about 5.5 万亿元", ("about", "5.5E+12", "5.5E+12", "CNY")),
        ("300余家企业", ("over", "300", "300", "companies")),
        ("half a million TEU", ("exact", "5E+5", "5E+5", "TEU")),
        ("nearly 1,200 sq km", ("nearly", "1200", "1200", "km2")),
    ],
)
def test_a_number_is_read_with_qualifier_magnitude_unit_and_range(text: str, said: tuple[str, ...]) -> None:
    (found,) = quantities(text, ())
    ends = (f"{found.in_base(end).normalize():G}" for end in (found.low, found.high))
    assert (found.qualifier, *ends, found.base) == (said[0], *(_plain(each) for each in said[1:3]), said[3])


def _plain(number: str) -> str:
    return f"{Decimal(number).normalize():G}"


@pytest.mark.parametrize(
    ("text", "periods"),
    [
        ("in 2024", ["2024"]),
        ("January-July 2025", ["2025-01/2025-07"]),
        ("the first seven months of 2025", ["2025-01/2025-07"]),
        ("Q3 2024 and H1 2023", ["2024-07/2024-09", "2023-01/2023-06"]),
        ("2024年1—2月", ["2024-01/2024-02"]),
        ("2024年上半年", ["2024-01/2024-06"]),
        ("from 2021 to 2025", ["2021/2025"]),
        ("2023/24", ["2023/2024"]),
        ("2019/2024", ["2019/2024"]),
        ("2024/05", ["2024-05"]),
        ("2017-04-10/2019, and 2017-04-10/2018-04", ["2017-04-10/2019", "2017-04-10/2018-04"]),
        ("10 April 2017", ["2017-04-10"]),
        ("2,024 firms and 2024.5", []),
    ],
)
def test_a_time_is_read_as_a_period(text: str, periods: list[str]) -> None:
    assert [each.period for each in times(sentences.folded(text))] == periods


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.lists(st.sampled_from(WORDS) | st.text(max_size=4), max_size=24))
def test_any_text_can_be_checked_and_what_is_quoted_stands_where_it_is_said_to(
    catalogue: Catalogue, words: list[str]
) -> None:
    text = " ".join(words)
    lines = text.split("\n")
    for found in catalogue.check(text):
        rest = " ".join("\n".join([lines[found.line - 1][found.column - 1 :], *lines[found.line :]]).split())
        assert found.quote and rest.startswith(found.quote)


AWARD = "The award for key hydrogen projects in the zone"
PPES = "The PPES plant for battery-electric vehicle cells"


@pytest.mark.parametrize(
    ("text", "verdict"),
    [
        (f"{AWARD} is in force.", "not_in_catalogue"),
        (f"{AWARD} has expired.", "not_in_catalogue"),
        (f"{AWARD} was in force in August 2021.", "verified"),
    ],
)
def test_what_no_source_says_is_renewed_is_neither_in_force_nor_over(
    catalogue: Catalogue, text: str, verdict: str
) -> None:
    assert only(catalogue, text).verdict == verdict


@pytest.mark.parametrize(
    ("text", "verdict"),
    [
        (f"{PANASONIC.capitalize()} operates.", "verified"),
        (f"All three phases of {PANASONIC} operate.", "not_in_catalogue"),
        (f"{PANASONIC.capitalize()} is fully operational.", "not_in_catalogue"),
        ("松下电池项目全部投产。", "not_in_catalogue"),
    ],
)
def test_the_status_of_one_phase_bears_out_nothing_said_of_all(catalogue: Catalogue, text: str, verdict: str) -> None:
    assert only(catalogue, text).verdict == verdict


@pytest.mark.parametrize(
    ("text", "verdict"),
    [
        (f"{PPES} is not yet in operation.", "verified"),
        ("泰星能源纯电动车电池项目尚未投产。", "verified"),
        (f"{PANASONIC.capitalize()} is not yet operational.", "contradicted"),
        (f"{PPES} is neither built nor operating.", "verified"),
        (f"{PPES} is not complete or in operation.", "verified"),
    ],
)
def test_not_yet_operating_is_told_of_what_is_being_built(catalogue: Catalogue, text: str, verdict: str) -> None:
    assert only(catalogue, text).verdict == verdict


@pytest.mark.parametrize(
    ("text", "verdict"),
    [
        ("Dalian's GDP passed one trillion yuan in 2024.", "contradicted"),
        ("大连2024年GDP突破1万亿元。", "contradicted"),
        ("Dalian's GDP was below 950 billion yuan in 2024.", "contradicted"),
        ("Dalian's GDP fell short of one trillion yuan in 2025.", "contradicted"),
        ("2025年大连GDP不到1万亿元。", "contradicted"),
        ("Dalian's GDP was over 843.1 billion yuan in 2022.", "rounded"),
    ],
)
def test_a_mark_that_was_not_passed_is_not_passed_by_rounding(catalogue: Catalogue, text: str, verdict: str) -> None:
    assert only(catalogue, text).verdict == verdict


def test_what_is_on_a_day_is_of_that_day(catalogue: Catalogue) -> None:
    assert only(catalogue, "DFTZ had 940 foreign companies on 10 April 2019.").verdict == "verified"
    assert only(catalogue, "DFTZ had 940 foreign companies on 10 April 2021.").verdict == "not_in_catalogue"


@pytest.mark.parametrize(
    ("text", "verdict"),
    [
        ("大连市2025年地区生产总值为1.1万亿元。", "contradicted"),
        ("大连市2025年地区生产总值为11000亿元。", "contradicted"),
        ("大连市2025年实现生产总值1.5万亿元。", "contradicted"),
        ("大连市2025年人均地区生产总值约13.26万元。", "verified"),
        ("大连市2025年人均生产总值约18万元。", "contradicted"),
        ("大连2024年研发投入占GDP的3.21%。", "verified"),
        ("大连2024年研发投入占地区生产总值的比重为4.5%。", "contradicted"),
        ("大连2024年R&D经费投入强度为3.21%。", "verified"),
        ("2025年大连实际利用外商直接投资同比增长13.8%。", "contradicted"),
        ("2024年大连市出口总值为4000亿元。", "contradicted"),
        ("大连2024年企业研发投入占营收的3.9%。", "not_in_catalogue"),
        ("大连2024年全社会研发投入占财政支出的3.9%。", "not_in_catalogue"),
        ("大连市2023年户籍人口为600万人。", "not_in_catalogue"),
    ],
)
def test_an_official_chinese_word_for_a_measure_is_held_against_its_figure(
    catalogue: Catalogue, text: str, verdict: str
) -> None:
    assert only(catalogue, text).verdict == verdict


@pytest.mark.parametrize(
    "text",
    [
        "中国（辽宁）自由贸易试验区大连片区2023年原油吞吐量为3611万吨。",
        "中国(辽宁)自由贸易试验区大连片区2023年原油吞吐量为3611万吨。",
        "2022年大连重工营业收入为111亿元。",
        "2025年1至7月大连市保税混矿进口额为18.1亿元。",
    ],
)
def test_a_chinese_name_is_known_by_its_brackets_and_beside_what_is_measured(catalogue: Catalogue, text: str) -> None:
    right, wrong = (only(catalogue, each) for each in (text, re.sub(r"([\d.]+)(?=亿元|万吨)", r"9\1", text)))
    assert (right.verdict, wrong.verdict) == ("verified", "contradicted")


@pytest.mark.parametrize(
    ("text", "verdict"),
    [
        ("Dalian's GDP in 2025 was 1,000.21 billion yuan.", "verified"),
        ("大连市2025年地区生产总值为10002.1亿元。", "verified"),
        ("Dalian's GDP grew 5.7% in 2025.", "disputed"),
        ("大连市2025年地区生产总值增长5.7%。", "disputed"),
        ("Dalian's GDP in 2024 was 951.69 billion yuan.", "disputed"),
        ("Foreign capital used in the Liaoning Pilot FTZ was 1.34 billion dollars in 2022.", "disputed"),
    ],
)
def test_only_a_disagreement_on_what_is_claimed_disputes_it(catalogue: Catalogue, text: str, verdict: str) -> None:
    assert only(catalogue, text).verdict == verdict


def test_a_disagreement_on_the_level_is_none_on_the_change_beside_it(catalogue: Catalogue) -> None:
    found = only(catalogue, "Dalian's GDP grew 5.2% in 2024.")
    assert (found.verdict, found.why.split("; ")[-1]) == ("disputed", "gdp-growth-real-and-nominal")
