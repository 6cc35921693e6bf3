"""What a text says of how something stands: whichever words it has for the record and for its standing."""

from __future__ import annotations

import pytest

from dftzcli.catalogue import Catalogue


def verdicts(catalogue: Catalogue, text: str) -> list[str]:
    """Return the verdicts on what a text says of standing."""
    return [each.verdict for each in catalogue.check(text) if each.kind == "status"]


@pytest.mark.parametrize(
    ("text", "verdict"),
    [
        ("南浦航线正在运营。", "contradicted"),
        ("南浦航线正式运营。", "contradicted"),
        ("南浦航线已投入使用。", "contradicted"),
        ("南浦航线尚未开通。", "verified"),
        ("The Nampo shipping route runs twice a week.", "contradicted"),
        ("The Nampo shipping route went into operation last year.", "contradicted"),
        ("The Panasonic battery plant is closed.", "contradicted"),
        ("The Panasonic battery plant has closed.", "contradicted"),
        ("The Panasonic battery plant shut down.", "contradicted"),
        ("松下电池项目已停产。", "contradicted"),
        ("松下电池项目已关闭。", "contradicted"),
        ("松下电池项目正在生产。", "verified"),
    ],
)
def test_every_usual_word_for_running_or_closed_is_a_claim(catalogue: Catalogue, text: str, verdict: str) -> None:
    assert verdicts(catalogue, text) == [verdict]


@pytest.mark.parametrize(
    ("text", "record"),
    [
        ("The new Dalian airport opened.", "dalian-new-airport-construction"),
        ("Dalian has built its new airport.", "dalian-new-airport-construction"),
        ("Dalian opened its new airport.", "dalian-new-airport-construction"),
        ("大连新机场已启用。", "dalian-new-airport-construction"),
        ("大连已建成新机场。", "dalian-new-airport-construction"),
        ("大连市建成了新机场。", "dalian-new-airport-construction"),
        ("The Chery plant in Dalian has closed.", "chery-dalian-plant"),
        ("Dalian has opened the Nampo shipping route.", "nampo-route"),
    ],
)
def test_a_record_is_known_by_its_words_in_another_order(catalogue: Catalogue, text: str, record: str) -> None:
    (found,) = catalogue.check(text)
    assert (found.verdict, found.records) == ("contradicted", (record,))


def test_a_fund_is_known_by_what_it_is_for(catalogue: Catalogue) -> None:
    (found,) = catalogue.check("The hydrogen fund for refuelling stations is in force.")
    assert found.verdict in ("verified", "disputed")
    assert found.records == ("incentive-hydrogen-fund-station",)


@pytest.mark.parametrize(
    "text",
    [
        "The Tesla plant in Dalian is operating.",
        "The Tesla plant in Dalian is not operating.",
        "The BMW plant near Dalian is under construction.",
        "特斯拉大连工厂已投产。",
    ],
)
def test_a_named_thing_without_a_record_is_not_in_the_catalogue(catalogue: Catalogue, text: str) -> None:
    (found,) = catalogue.check(text)
    assert (found.verdict, found.records, found.why) == ("not_in_catalogue", (), "no record of this name has a status")


@pytest.mark.parametrize(
    "text",
    [
        "The plant is operating.",
        "Our factory has opened.",
        "The Port of Dalian is open.",
        "We visited Dalian. The city opened its doors to us.",
        "On bonded maintenance, please tell us how to apply.",
        "The meeting on bonded maintenance was cancelled.",
        "The gap between the Panasonic battery project and its rivals has closed.",
        "Suppliers of the Panasonic battery project have closed.",
        "Nobody knows whether the Tesla plant in Dalian is operating.",
    ],
)
def test_what_names_nothing_that_could_be_on_record_is_no_claim(catalogue: Catalogue, text: str) -> None:
    assert verdicts(catalogue, text) == []


@pytest.mark.parametrize(
    ("text", "verdict"),
    [("欧姆龙研发中心预计投产。", "verified"), ("南浦航线将正式运营。", "not_in_catalogue")],
)
def test_what_is_to_come_is_a_plan_and_no_fact(catalogue: Catalogue, text: str, verdict: str) -> None:
    assert verdicts(catalogue, text) == [verdict]


def test_a_word_that_may_mean_several_standings_decides_nothing(catalogue: Catalogue) -> None:
    assert verdicts(catalogue, "The Nampo shipping route has been launched.") == ["not_in_catalogue"]
    assert verdicts(catalogue, "The Nampo shipping route was suspended.") == ["not_in_catalogue"]


def test_a_name_that_several_records_share_decides_nothing_where_they_stand_otherwise(catalogue: Catalogue) -> None:
    (found,) = catalogue.check("Negative list management applies; the list is not printed.")
    statuses = {catalogue.item(each)["status"] for each in found.records}
    assert (found.verdict, statuses) == ("not_in_catalogue", {"planned", "in_force"})
