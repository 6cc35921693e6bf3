"""Search: what is found whichever way it is asked, what is said of how it was read, and what is never said."""

from __future__ import annotations

import json
import re
from collections import Counter
from decimal import Decimal
from pathlib import Path
from typing import Any, Final

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dftzcli.catalogue import Catalogue
from dftzcli.errors import NotFound, UsageError
from dftzcli.model.records import Citation, Record
from dftzcli.model.vocabulary import KINDS
from dftzcli.search.finding.answer import MARKS, Answer
from dftzcli.store.location import THESAURUS

from ...render.hostile import TEXTS
from ..sample import (
    agency,
    catalogue_in,
    country,
    discrepancy,
    figure,
    gap,
    incentive,
    indicator,
    industry,
    partner,
    place,
    policy,
    project,
    source,
)

RECORDS: Final[tuple[Record, ...]] = (
    policy(
        "cold-chain-plan",
        name="Cold chain plan",
        name_zh="冷链规划",
        summary="Refrigerated storage is to grow beside the harbour, for seafood above all.",
        issued="2020-07",
        agencies=("commerce", "customs"),
        industries=("cold-chain",),
        partners=("japan",),
        places=("zone",),
    ),
    policy(
        "terminal-extension",
        name="Extension of the container terminal",
        name_zh="集装箱码头扩建",
        summary="The quay of the harbour is to be lengthened by 530 metres.",
        status="in_force",
        issued="2021",
        agencies=("port-office",),
        industries=("shipbuilding",),
        places=("dalian",),
        level="municipal",
    ),
    policy(
        "yard-safety",
        name="Safety in shipyards",
        name_zh="船厂安全",
        summary="Shipyards report every accident to the bureau.",
        status="in_force",
        industries=("shipbuilding",),
        partners=("korea",),
    ),
    industry("cold-chain", name="Cold chain logistics", name_zh="冷链物流", summary="Storage and haulage in the cold."),
    industry("shipbuilding", name="Shipbuilding", name_zh="造船业", summary="Ships are built."),
    incentive(
        "storage-rebate",
        name="Rebate on refrigerated storage",
        name_zh="冷藏退税",
        summary="A part of the duty on stored seafood is paid back.",
        legal_basis=("cold-chain-plan",),
    ),
    partner("panasonic", name="Panasonic", name_zh="松下", summary="Maker of batteries.", home_country="JP"),
    country("japan", "JP", name="Japan", name_zh="日本", summary="A country across the sea."),
    country("korea", "KR", name="South Korea", name_zh="韩国", summary="A country across the bay."),
    project(
        "battery-plant",
        name="Panasonic battery plant",
        name_zh="松下电池工厂",
        summary="Traction batteries are made in three halls.",
        companies=("panasonic",),
        places=("zone",),
        citations=(Citation(source="article", locator="paragraph 4"),),
    ),
    figure("seafood-2021", "5300", indicator="seafood", name="Seafood landed in 2021", name_zh="2021年水产品",
           summary="Seafood that was landed in the year.", unit="t", period="2021"),
    figure("seafood-2023", "17000.50", indicator="seafood", name="Seafood landed in 2023", name_zh="2023年水产品",
           summary="Seafood that was landed in the year.", unit="t", period="2023"),
    figure("share-2022", "41", indicator="share", name="Share of containers", name_zh="集装箱占比",
           summary="Share of the containers of the region.", unit="%", period="2022-01/2022-06", place="zone"),
    figure("loss-2020", "-1.5", indicator="profit", name="Profit of the yard", name_zh="船厂利润",
           summary="What the yard earned.", unit="billion CNY", period="2020"),
    figure("output-2020", "1.05", indicator="output", name="Output of the province", name_zh="全省产值",
           summary="What the province produced.", unit="trillion CNY", period="2020",
           place="liaoning"),
    indicator("seafood", name="Seafood landed", name_zh="水产品", summary="What fishermen bring.", unit="t"),
    indicator("share", name="Share of containers", name_zh="集装箱占比", summary="A part of all.", unit="%"),
    indicator("gdp", name="Gross domestic product", name_zh="地区生产总值", aliases=("GDP",), summary="All output."),
    indicator("profit", name="Profit", name_zh="利润", summary="What is earned."),
    indicator("output", name="Provincial output", name_zh="产值", summary="What is produced."),
    place("liaoning", name="Liaoning", name_zh="辽宁省", type="province", summary="The province."),
    place("dalian", name="Dalian", name_zh="大连市", parent="liaoning", summary="The city."),
    place("zone", name="Jinpu Zone", name_zh="金普新区", type="zone", parent="dalian", summary="The zone."),
    agency("commerce", name="Bureau of Commerce", name_zh="商务局", summary="It looks after trade."),
    agency("port-office", name="Port Office", name_zh="口岸办公室", summary="It looks after harbours."),
    agency("customs", name="Customs", name_zh="海关", summary="It inspects goods."),
    agency("justice", name="Bureau of Justice", name_zh="司法局", summary="It looks after courts."),
    source("plan", name="The plan of the city", name_zh="规划", summary="A plan."),
    source("article", name="An article of the press", name_zh="文章", summary="An article."),
    discrepancy("seafood-twice", "seafood-2021", "seafood-2023", name="Two counts of seafood", name_zh="两个数字",
                summary="Two counts cannot be compared."),
    gap("gdp-gap", name="Gross domestic product from 2021 to 2023", name_zh="2021至2023年地区生产总值",
        summary="The paper announces the gross domestic product of the city and does not give it.",
        indicator="gdp", place="dalian", period="2021/2023"),
)  # fmt: skip
JUDGED: Final = Path(__file__).parents[1] / "judged" / "tuning.jsonl"
CONCEPTS: Final[tuple[dict[str, Any], ...]] = (
    {
        "id": "cold-chain",
        "name": "cold chain",
        "synonyms": ["reefer logistics"],
        "everyday": ["frozen goods"],
        "zh": ["冷链"],
        "ja": ["コールドチェーン"],
        "ko": ["콜드체인"],
    },
    {"id": "harbour", "name": "harbour", "synonyms": ["haven", "port"], "zh": ["港口", "港"]},
    {"id": "shipyard", "name": "shipyard", "synonyms": ["dockyard"], "zh": ["船厂"]},
    {"id": "gdp", "name": "gross domestic product", "abbreviations": ["GDP"], "zh": ["国内生产总值"]},
    {"id": "terminal", "name": "container terminal", "zh": ["集装箱码头"]},
)


def made(folder: Path, *records: Record, concepts: tuple[dict[str, Any], ...] = ()) -> Catalogue:
    """Return a catalogue of some records whose thesaurus holds some concepts."""
    catalogue = catalogue_in(folder, *records)
    whole = {"about": "", "basis": "", "concepts": concepts}
    (folder / THESAURUS).write_text(json.dumps(whole, ensure_ascii=False), "utf-8")
    return catalogue


@pytest.fixture(scope="module")
def small(tmp_path_factory: pytest.TempPathFactory) -> Catalogue:
    """Return a catalogue whose records and words are all in sight."""
    return made(tmp_path_factory.mktemp("small"), *RECORDS, concepts=CONCEPTS)


def ids(answer: Answer) -> list[str]:
    return [hit.id for hit in answer.hits]


def found(catalogue: Catalogue, words: str, **how: Any) -> set[str]:
    """Return the ids of everything that some words find."""
    answer = catalogue.search(words, limit=None, **how)
    assert len(answer.hits) == answer.total
    return set(ids(answer))


# -- what is found ---------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("record", RECORDS, ids=lambda record: record.id)
def test_whoever_types_the_whole_name_of_a_record_has_it_first(small: Catalogue, record: Record) -> None:
    # What an indicator measures is found with it: whoever names it may want either.
    same = {
        other.id
        for other in RECORDS
        if record.name in (other.name, *getattr(other, "aliases", ())) or getattr(other, "indicator", "") == record.id
    }
    first = ids(small.search(record.name))
    assert first[0] in {record.id, *same}
    assert record.id in first[: len(same) + 1]
    assert record.id in ids(small.search(record.name_zh or ""))[: len(same) + 1]


@pytest.mark.parametrize("word", ["shipyards", "Shipyard", "SHIPYARD", "ＳＨＩＰＹＡＲＤ", "ship-yard", "shipyard's"])
def test_a_word_is_found_in_any_form(small: Catalogue, word: str) -> None:
    assert ids(small.search(word))[0] == "yard-safety"


def test_a_hit_says_what_it_is_and_where_it_is_from(small: Catalogue) -> None:
    answer = small.search("seafood landed 2023", kind="figure")
    hit = answer.hits[0]
    assert (hit.id, hit.kind, hit.name) == ("seafood-2023", "figure", "Seafood landed in 2023")
    assert hit.item["value"] == Decimal("17000.50")
    assert str(hit.item["value"]) == "17000.50"
    card = small.item("seafood-2023")
    for key in ("name_zh", "summary", "unit", "qualifier", "period", "place", "scope", "source", "locator", "sources"):
        assert hit.item[key] == card[key], key
    policy = small.search("cold chain plan").hits[0].item
    assert (policy["status"], policy["agencies"]) == ("planned", ["commerce", "customs"])


def test_hits_are_told_with_a_snippet_that_marks_the_match_and_with_reasons(small: Catalogue) -> None:
    hit = small.search("lengthened quay").hits[0]
    assert hit.id == "terminal-extension"
    assert f"{MARKS[0]}lengthened{MARKS[1]}" in hit.snippet
    assert f"{MARKS[0]}quay{MARKS[1]}" in hit.snippet
    assert hit.snippet.replace(MARKS[0], "").replace(MARKS[1], "") == hit.item["summary"]
    assert any("quay" in reason for reason in hit.why)


def test_a_hit_by_another_word_says_which_and_for_what(small: Catalogue) -> None:
    reasons = small.search("dockyard").hits[0].why
    assert any("shipyard" in reason.lower() and "dockyard" in reason for reason in reasons)


def test_all_words_are_wanted_and_most_decide(small: Catalogue) -> None:
    assert ids(small.search("safety shipyards accident"))[0] == "yard-safety"
    assert ids(small.search("lengthened quay harbour metres zzyzx"))[0] == "terminal-extension"


@pytest.mark.parametrize(
    "typed", ["cold chain plan", "plan cold chain", "the plan for the cold chain", "cold-chain plan"]
)
def test_the_order_of_words_and_words_without_content_do_not_matter(small: Catalogue, typed: str) -> None:
    assert ids(small.search(typed))[0] == "cold-chain-plan"


def test_words_without_content_stay_so_in_capitals(small: Catalogue) -> None:
    lower, upper = small.search("the safety of the shipyards"), small.search("THE SAFETY OF THE SHIPYARDS")
    assert ids(upper) == ids(lower)
    assert not any("the" in reason.lower().split() for hit in upper.hits for reason in hit.why)


@pytest.mark.parametrize(
    "line", ["plan", "harbour", "seafood OR battery", "kind:figure", "who is in charge of storage"]
)
def test_a_limit_takes_the_first_and_leaves_the_count(small: Catalogue, line: str) -> None:
    whole = small.search(line, limit=None)
    assert whole.total == len(whole.hits) > 2
    assert len(set(ids(whole))) == whole.total
    for limit in (0, 1, 2, whole.total + 5):
        answer = small.search(line, limit=limit)
        assert ids(answer) == ids(whole)[:limit]
        assert answer.total == whole.total
        assert answer.answered
    assert len(small.search(line).hits) == min(10, whole.total)


def test_answers_to_all_sorts_of_questions_agree_with_themselves(catalogue: Catalogue) -> None:
    lines = JUDGED.read_text("utf-8").splitlines()[::15]
    assert len(lines) > 20
    for question in (json.loads(line)["query"] for line in lines):
        whole, first = catalogue.search(question, limit=None), catalogue.search(question, limit=3)
        assert len(set(ids(whole))) == whole.total == first.total == catalogue.search(question, limit=0).total, question
        assert ids(first) == ids(whole)[:3], question
        counted = dict(first.facets()["kind"]) if first.answered else {}
        assert counted == Counter(hit.kind for hit in whole.hits), question
        for hit in first.hits:
            parts = sum(part.score for part in first.explain(hit.id))
            assert parts == pytest.approx(hit.score, rel=0.001), question


# -- the query language ----------------------------------------------------------------------------------------------


def test_a_phrase_is_found_only_where_its_words_stand_together(small: Catalogue) -> None:
    assert found(small, '"container terminal"', kind="policy") == {"terminal-extension"}
    assert found(small, '"terminal container"') == set()
    assert found(small, '"refrigerated storage"', kind=("policy", "incentive")) == {"cold-chain-plan", "storage-rebate"}
    assert found(small, '"in the cold"') == {"cold-chain"}


def test_a_phrase_of_chinese_is_found_as_it_stands(small: Catalogue) -> None:
    assert found(small, '"冷链物流"', kind="industry") == {"cold-chain"}
    assert found(small, '"链冷"') == set()


def test_no_phrase_reaches_from_one_name_into_the_next(tmp_path: Path) -> None:
    small = made(tmp_path, policy("one", name="Green port", aliases=("City wall", "Tall tower")), source())
    assert found(small, '"city wall"') == {"one"}
    assert found(small, '"wall tall"') == set()


@pytest.mark.parametrize(
    ("line", "kept"),
    [
        ("harbour -quay", {"cold-chain-plan"}),
        ('harbour -"the quay"', {"cold-chain-plan"}),
        ("harbour -refriger*", {"terminal-extension"}),
        ("harbour -status:in_force", {"cold-chain-plan"}),
        ("harbour -冷链", {"terminal-extension"}),
        ("harbour -quay -seafood", set()),
        ("harbour -zzyzx", {"cold-chain-plan", "terminal-extension"}),
    ],
)
def test_what_is_not_wanted_is_left_out(small: Catalogue, line: str, kept: set[str]) -> None:
    assert found(small, "harbour", kind="policy") == {"cold-chain-plan", "terminal-extension"}
    assert found(small, line, kind="policy") == kept


def test_what_is_not_wanted_is_left_out_of_filters_alone(small: Catalogue) -> None:
    assert found(small, "kind:policy -harbour") == {"yard-safety"}


def test_or_finds_what_either_side_finds(small: Catalogue) -> None:
    one, other = found(small, "quay"), found(small, "traction")
    assert one and other and not one & other
    for sign in ("OR", "|", "||"):
        assert found(small, f"quay {sign} traction") == one | other
    assert found(small, "quay OR zzyzx") == one
    assert found(small, "kind:project quay OR traction") == other
    assert found(small, "zzyzx OR xyzzy") == set()


def test_a_prefix_finds_every_word_that_begins_so(small: Catalogue) -> None:
    assert found(small, "lengthen*") == {"terminal-extension"}
    assert found(small, "batter*", kind=("partner", "project")) == {"panasonic", "battery-plant"}
    assert found(small, "zzyz*") == set()
    assert ids(small.search("traction batter*"))[0] == "battery-plant"


@pytest.mark.parametrize("line", ["冷链*", "金普*"])
def test_a_prefix_of_chinese_finds_what_begins_so(small: Catalogue, line: str) -> None:
    assert small.search(line).hits


@pytest.mark.parametrize(
    ("line", "kept"),
    [
        ("value>=50", {"seafood-2021", "seafood-2023"}),
        ("value>5300", {"seafood-2023"}),
        ("value>=5,300", {"seafood-2021", "seafood-2023"}),
        ("value<=41", {"share-2022", "loss-2020", "output-2020"}),
        ("value<0", {"loss-2020"}),
        ("value:-1.5", {"loss-2020"}),
        ("value:40..42", {"share-2022"}),
        ("value:17000.5", {"seafood-2023"}),
        ("value:..0", {"loss-2020"}),
        ("-value>=2 kind:figure", {"loss-2020", "output-2020"}),
        ("value>=50 seafood 2021", {"seafood-2021"}),
        ("value>1000000", set()),
    ],
)
def test_values_are_compared(small: Catalogue, line: str, kept: set[str]) -> None:
    assert found(small, line) == kept


@pytest.mark.parametrize(
    ("line", "kept"),
    [
        ("year:2021", {"seafood-2021"}),
        ("year:2020..2021", {"seafood-2021", "loss-2020", "output-2020"}),
        ("year>2021", {"seafood-2023", "share-2022"}),
        ("year<2021", {"loss-2020", "output-2020"}),
        ("period:2021..2022", {"seafood-2021", "share-2022"}),
        ("period:2022-06", {"share-2022"}),
        ("period:2022-06-30", {"share-2022"}),
        ("period:2022-07", set()),
        ("period:2022-07..", {"seafood-2023"}),
        ("period:..2020", {"loss-2020", "output-2020"}),
        ("period>2021", {"seafood-2023", "share-2022"}),
        ("period>=2021", {"seafood-2021", "seafood-2023", "share-2022"}),
        ("period<2021", {"loss-2020", "output-2020"}),
        ("period:2020 period:2023", {"seafood-2023", "loss-2020", "output-2020"}),
    ],
)
def test_years_and_periods_are_compared(small: Catalogue, line: str, kept: set[str]) -> None:
    assert found(small, line, kind="figure") == kept


@pytest.mark.parametrize(
    ("line", "kept"),
    [
        ("kind:policy,place harbour", {"cold-chain-plan", "terminal-extension"}),
        ("kind:policies status:in_force", {"terminal-extension", "yard-safety"}),
        ("kind:policy partner:JP", {"cold-chain-plan"}),
        ("kind:policy partner:日本", {"cold-chain-plan"}),
        ('kind:policy partner:"South Korea"', {"yard-safety"}),
        ("kind:policy partner：“South Korea”", {"yard-safety"}),
        ("kind:policy country:kr", {"yard-safety"}),
        ("kind:policy sector:造船业", {"yard-safety", "terminal-extension"}),
        ("kind:policy agency:商务局", {"cold-chain-plan"}),
        ('kind:policy agency:"Bureau of Commerce"', {"cold-chain-plan"}),
        ("kind:policy place:dalian", {"cold-chain-plan", "terminal-extension"}),
        ("kind:figure place:dalian", {"seafood-2021", "seafood-2023", "loss-2020"}),
        ("source:article kind:project", {"battery-plant"}),
        ("indicator:seafood kind:figure", {"seafood-2021", "seafood-2023"}),
        ("unit:% kind:figure", {"share-2022"}),
        ("level:municipal kind:policy", {"terminal-extension"}),
        ("name:panasonic", {"panasonic", "battery-plant"}),
        ("name:松下", {"panasonic", "battery-plant"}),
        ('name:"battery panasonic"', {"battery-plant"}),
        ("id:battery-plant", {"battery-plant"}),
        ("id:nowhere", set()),
    ],
)
def test_filters_take_ids_names_chinese_names_and_codes(small: Catalogue, line: str, kept: set[str]) -> None:
    assert found(small, line) == kept


def test_filters_may_be_given_as_keywords_beside_the_words(small: Catalogue) -> None:
    assert found(small, "", kind="policy", partner="japan") == {"cold-chain-plan"}
    assert found(small, "harbour", kind="policy", agency="port-office") == {"terminal-extension"}
    assert found(small, "", kind=("policy", "project"), partner=("korea", "panasonic")) == {
        "yard-safety",
        "battery-plant",
    }
    assert found(small, "harbour", kind="policy", where="level=municipal") == {"terminal-extension"}
    assert found(small, "year:2020", kind="figure", year=2021) == {"seafood-2021", "loss-2020", "output-2020"}
    with pytest.raises(UsageError, match="no filter 'colour'"):
        small.search("harbour", colour="blue")


def test_filters_are_told_as_they_were_read(small: Catalogue) -> None:
    told = small.search('harbour kind:policy -status:planned partner:"South Korea" value>=5', year="2021").understood
    assert told.filters[:4] == ("kind:policy", "-status:planned", 'partner:"South Korea"', "value>=5")
    assert "2021" in told.filters[4]


def test_a_filter_that_was_guessed_is_said(small: Catalogue) -> None:
    told = small.search('harbour agency:"commerce bureau"').understood
    assert told.taken == {"commerce bureau": ("commerce",)}
    assert "'commerce bureau' taken for commerce" in told.describe()
    assert small.search("harbour agency:commerce").understood.taken == {}


def test_records_that_only_filters_find_come_in_the_order_of_the_catalogue(small: Catalogue) -> None:
    assert ids(small.search("kind:policy")) == [record.id for record in small.list("policy")]


@pytest.mark.parametrize("line", ["", "  ", "\t\n"])
def test_a_question_for_nothing_is_refused(small: Catalogue, line: str) -> None:
    with pytest.raises(UsageError, match="nothing is asked for"):
        small.search(line)


@pytest.mark.parametrize(
    ("line", "what"),
    [("kind:polcy", "polcy"), ("status:palnned", "palnned"), ("partner:atlantis", "atlantis"), ("agency:x", "x")],
)
def test_a_value_that_nothing_bears_is_refused_by_name(small: Catalogue, line: str, what: str) -> None:
    with pytest.raises((UsageError, NotFound), match=repr(what)) as raised:
        small.search(f"harbour {line}")
    assert raised.value.fix


def test_what_is_no_syntax_is_looked_for_as_words_and_that_is_said(small: Catalogue) -> None:
    answer = small.search("colour:blue shipyards safety")
    assert ids(answer)[0] == "yard-safety"
    assert "'colour' is not a field" in answer.understood.describe()
    unclosed = small.search('"safety in shipyards')
    assert ids(unclosed)[0] == "yard-safety"
    assert "quotation mark" in unclosed.understood.describe()


# -- numbers and years -----------------------------------------------------------------------------------------------


@pytest.mark.parametrize("typed", ["5300", "5,300", "５３００", "5.3 thousand", "5.3k", "5300.0", "5300 t", "0.53万"])
def test_a_number_is_found_however_it_is_typed(small: Catalogue, typed: str) -> None:
    assert "seafood-2021" in ids(small.search(typed))


@pytest.mark.parametrize("typed", ["41%", "41 %", "41 percent", "４１％", "41"])
def test_a_percentage_is_found_however_it_is_typed(small: Catalogue, typed: str) -> None:
    assert "share-2022" in ids(small.search(typed))


@pytest.mark.parametrize("typed", ["1.05 trillion", "1,050 billion", "1050000000000", "10500亿", "1.05万亿"])
def test_a_number_that_is_kept_with_a_multiplier_is_found_by_what_it_is_worth(small: Catalogue, typed: str) -> None:
    assert "output-2020" in ids(small.search(typed))


def test_a_number_in_a_text_is_found(small: Catalogue) -> None:
    assert ids(small.search("530")) == ["terminal-extension"]


@pytest.mark.parametrize("typed", ["5301", "53000", "530 0", "17000", "42%"])
def test_a_number_is_never_taken_for_another(small: Catalogue, typed: str) -> None:
    answer = small.search(typed, kind="figure")
    assert not {"seafood-2021", "share-2022"} & set(ids(answer))
    assert answer.understood.corrected == {}


def test_every_shipped_figure_is_found_by_its_value(catalogue: Catalogue) -> None:
    values = [(card["id"], card["value"]) for card in catalogue.cards.of_kind("figure") if card["value"] is not None]
    large = [(identity, value) for identity, value in values if value >= 50 and not 1900 <= value <= 2100]
    assert len(large) > 50
    assert [wanted for wanted in large if wanted[0] not in ids(catalogue.search(f"{wanted[1]:,}", kind="figure"))] == []


@pytest.mark.parametrize("typed", ["seafood 2023", "2023 seafood", "seafood in 2023", "2023年水产品", "水产品 2023"])
def test_a_year_finds_what_is_of_that_year_and_nothing_of_another(small: Catalogue, typed: str) -> None:
    answer = small.search(typed, kind="figure")
    assert ids(answer)[0] == "seafood-2023"
    assert "seafood-2021" not in ids(answer)


def test_years_from_to_find_what_is_of_any_of_them(small: Catalogue) -> None:
    for typed in ("seafood 2021-2023", "seafood from 2021 to 2023", "seafood 2021..2023", "水产品2021至2023年"):
        assert {"seafood-2021", "seafood-2023"} <= found(small, typed)


def test_a_period_of_months_covers_its_year(small: Catalogue) -> None:
    assert "share-2022" in ids(small.search("share of containers 2022"))
    assert "share-2022" in ids(small.search("share of containers march 2022"))


def test_a_year_that_nothing_is_of_is_not_answered_with_another(small: Catalogue) -> None:
    answer = small.search("seafood landed 1999")
    assert (answer.hits, answer.answered) == ((), False)


# -- languages -------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("typed", "identity"),
    [
        ("冷链规划", "cold-chain-plan"),
        ("冷鏈規劃", "cold-chain-plan"),
        ("船廠安全", "yard-safety"),
        ("松下電池工廠", "battery-plant"),
        ("商務局", "commerce"),
        ("商务", "commerce"),
        ("务局", "commerce"),
        ("２０２１年水产品", "seafood-2021"),
        ("ｃｏｌｄ　ｃｈａｉｎ　ｐｌａｎ", "cold-chain-plan"),
        ("冷链 plan", "cold-chain-plan"),
    ],
)
def test_chinese_is_found_traditional_simplified_full_width_and_in_part(
    small: Catalogue, typed: str, identity: str
) -> None:
    assert ids(small.search(typed))[0] == identity


@pytest.mark.parametrize("record", RECORDS, ids=lambda record: record.id)
def test_any_part_of_a_chinese_name_of_two_characters_or_more_finds_it(small: Catalogue, record: Record) -> None:
    for run in re.findall("[\u4e00-\u9fff]{2,}", record.name_zh or ""):
        for begin in range(len(run) - 1):
            for end in range(begin + 2, len(run) + 1):
                assert record.id in found(small, run[begin:end]), run[begin:end]
                assert record.id in found(small, run[begin:end], exact=True), run[begin:end]


@pytest.mark.parametrize("typed", ["コールドチェーン", "콜드체인", "冷链", "冷鏈"])
def test_a_term_is_found_in_japanese_and_korean(small: Catalogue, typed: str) -> None:
    assert {"cold-chain-plan", "cold-chain"} <= found(small, typed)


@pytest.mark.parametrize("typed", ["日本", "일본", "JP", "Japanese"])
def test_a_country_of_the_shipped_catalogue_is_found_in_its_languages(catalogue: Catalogue, typed: str) -> None:
    assert "japan" in ids(catalogue.search(typed))[:3]


@pytest.mark.parametrize(
    ("typed", "identity"),
    [
        ("shangwuju", "commerce"),
        ("shang wu ju", "commerce"),
        ("Shangwuju", "commerce"),
        ("dalianshi", "dalian"),
        ("jinpuxinqu", "zone"),
        ("songxia dianchi", "battery-plant"),
        ("lenglian", "cold-chain-plan"),
        ("swj", "commerce"),
        ("SWJ", "commerce"),
        ("jpxq", "zone"),
        ("kabgs", "port-office"),
    ],
)
def test_a_chinese_name_is_found_by_its_sound_and_its_initials(small: Catalogue, typed: str, identity: str) -> None:
    answer = small.search(typed)
    assert identity in ids(answer)[:3]
    assert small.search(typed, exact=True).hits == ()


@pytest.mark.parametrize("kind", ["agency", "place"])
def test_every_shipped_name_is_found_by_its_initials(catalogue: Catalogue, kind: str) -> None:
    from pypinyin import lazy_pinyin

    missing = []
    for card in catalogue.cards.of_kind("agency" if kind == "agency" else "place"):
        if re.fullmatch("[\u4e00-\u9fff]{3,10}", card["name_zh"] or ""):
            letters = "".join(sound[0] for sound in lazy_pinyin(card["name_zh"]))
            if card["id"] not in found(catalogue, letters):
                missing.append((card["id"], letters))
    assert missing == []


# -- what is said of how it was read ---------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("typed", "read"),
    [
        ("shipyrads", "shipyards"),
        ("shpyards", "shipyards"),
        ("shipyardds", "shipyards"),
        ("shypiards", "shipyards"),
        ("safty", "safety"),
        ("refridgerated", "refrigerated"),
        ("coldchain", "cold chain"),
        ("containerterminal", "container terminal"),
        ("logistiks", "logistics"),
    ],
)
def test_what_was_mistyped_is_found_and_the_reading_is_said(small: Catalogue, typed: str, read: str) -> None:
    answer = small.search(typed)
    assert answer.understood.corrected == {typed: read}
    assert f"{typed} as {read}" in answer.understood.describe()
    assert ids(answer) == ids(small.search(read))
    assert answer.hits
    exactly = small.search(typed, exact=True)
    assert (exactly.hits, exactly.understood.corrected) == ((), {})


def test_words_that_are_one_word_here_are_joined(small: Catalogue) -> None:
    answer = small.search("ship yards")
    assert ids(answer)[0] == "yard-safety"
    assert answer.understood.corrected == {"ship yards": "shipyards"}
    assert small.search("ship yards", exact=True).understood.corrected == {}


@pytest.mark.parametrize("typed", ["zzyzx", "saf", "yrd", "quaysquays", "f00d"])
def test_what_is_near_nothing_or_too_short_is_not_guessed_at(small: Catalogue, typed: str) -> None:
    told = small.search(typed).understood
    assert (told.corrected, told.dropped) == ({}, (typed,))
    assert typed in told.describe()


def test_a_word_that_only_looks_like_pinyin_is_said_to_find_nothing(small: Catalogue) -> None:
    # Records have the sound `shang` and records have the sound `hai`, and none has them together.
    answer = small.search("GDP shanghai")
    assert answer.hits == ()
    assert answer.understood.dropped == ("shanghai",)


def test_an_id_is_never_taken_for_another(small: Catalogue) -> None:
    assert small.search("id:battery-plent").hits == ()
    assert small.search("id:Battery-Plant").understood.corrected == {}


def test_a_word_of_a_record_is_never_corrected(small: Catalogue) -> None:
    for record in RECORDS:
        assert small.search(record.name).understood.corrected == {}, record.id


def test_other_words_that_were_searched_are_said(small: Catalogue) -> None:
    answer = small.search("dockyard")
    assert ids(answer)[0] == "yard-safety"
    assert "shipyard" in answer.understood.expanded["dockyard"]
    assert re.search(r"also searched dockyard \(.*shipyard", answer.understood.describe())
    exactly = small.search("dockyard", exact=True)
    assert (exactly.hits, exactly.understood.expanded) == ((), {})
    assert exactly.understood.dropped == ("dockyard",)


def test_words_that_nothing_was_found_by_are_said(small: Catalogue) -> None:
    answer = small.search("lengthened quay harbour metres zzyzx")
    assert answer.understood.dropped == ("zzyzx",)
    assert "found nothing for zzyzx" in answer.understood.describe()


@pytest.mark.parametrize("words", ["who", "the", "of the"])
def test_a_question_of_words_without_content_has_no_answer(small: Catalogue, words: str) -> None:
    assert not small.search(words).answered


def test_where_nothing_was_done_nothing_is_said(small: Catalogue) -> None:
    for words in ("lengthened", "lengthened quay", '"the quay"', "kind:policy", "quay kind:policy"):
        assert small.search(words).understood.describe() == ""
        assert small.search(words).understood.text == words


def test_exactly_takes_a_question_as_its_words(small: Catalogue) -> None:
    told = small.search("who is in charge of the quay", exact=True).understood
    assert (told.kinds, told.wanted, told.corrected, told.expanded, told.exact) == ((), None, {}, {}, True)
    assert small.search("who is in charge of the quay").understood.exact is False


def test_exactly_keeps_the_query_language(small: Catalogue) -> None:
    assert found(small, "quay OR traction kind:policy", exact=True) == {"terminal-extension"}
    assert found(small, "harbour -quay kind:policy", exact=True) == {"cold-chain-plan"}


def test_what_is_said_is_one_line(small: Catalogue) -> None:
    for words in ("shipyrads\ndockyard", "who is in charge of\tshipyrads zzyzx", "colour:blue\nquay"):
        assert len(small.search(words).understood.describe().splitlines()) == 1


# -- questions -------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("question", "agencies"),
    [
        ("who is in charge of the container terminal", ["port-office"]),
        ("who is responsible for the extension of the container terminal?", ["port-office"]),
        ("which bureau handles refrigerated storage", ["commerce", "customs"]),
        ("谁负责集装箱码头扩建", ["port-office"]),
        ("冷链规划由哪个部门负责", ["commerce", "customs"]),
    ],
)
def test_who_is_in_charge_is_answered_with_the_agencies_that_the_records_name(
    small: Catalogue, question: str, agencies: list[str]
) -> None:
    answer = small.search(question)
    assert answer.understood.wanted == "agency"
    assert "agency first" in answer.understood.describe()
    assert [hit.kind for hit in answer.hits][: len(agencies)] == ["agency"] * len(agencies)
    assert ids(answer)[: len(agencies)] == agencies
    assert any("named in" in reason for reason in answer.hits[0].why)
    assert "justice" not in ids(answer)


def test_agencies_are_not_put_first_where_they_are_filtered_out(small: Catalogue) -> None:
    answer = small.search("who is in charge of the container terminal kind:policy")
    assert {hit.kind for hit in answer.hits} == {"policy"}
    assert ids(answer)[0] == "terminal-extension"


def test_only_agencies_are_found_where_only_they_are_asked_for(small: Catalogue) -> None:
    answer = small.search("who is in charge of the container terminal", kind="agency", limit=None)
    assert ids(answer)[0] == "port-office"
    assert {hit.kind for hit in answer.hits} == {"agency"}
    assert answer.total == len(answer.hits)


def test_how_many_is_answered_with_the_figure_of_the_right_year(small: Catalogue) -> None:
    for question in ("how much seafood was landed in 2021", "number of seafood in 2021", "2021年水产品有多少"):
        answer = small.search(question)
        assert answer.understood.kinds == ("figure",)
        assert "figure first" in answer.understood.describe()
        assert ids(answer)[0] == "seafood-2021"


def test_how_many_is_answered_with_a_figure_before_its_indicator(catalogue: Catalogue) -> None:
    # The name of the indicator holds every word of the question; the figure is what was asked for.
    for question in ("how many companies were registered", "how many high-tech enterprises are there"):
        assert catalogue.search(question).hits[0].kind == "figure", question


def test_what_one_gets_is_answered_with_an_incentive(small: Catalogue) -> None:
    for question in ("is there any help for refrigerated storage", "what support is there for refrigerated storage"):
        answer = small.search(question)
        assert answer.understood.kinds[0] == "incentive"
        assert ids(answer)[0] == "storage-rebate"


@pytest.mark.parametrize("question", ["Japan vs South Korea", "compare Japan and South Korea", "日本和韩国的区别"])
def test_a_comparison_answers_each_side_in_turn(small: Catalogue, question: str) -> None:
    answer = small.search(question, kind="partner")
    assert answer.understood.wanted == "comparison"
    assert "each side in turn" in answer.understood.describe()
    assert set(ids(answer)[:2]) == {"japan", "korea"}
    whole = small.search(question, limit=None)
    assert len(whole.hits) == whole.total == len(set(ids(whole)))
    assert small.search(question, limit=0).total == whole.total


def test_a_side_that_has_no_answer_makes_no_comparison(small: Catalogue) -> None:
    answer = small.search("seafood vs zzyzx")
    assert answer.understood.wanted != "comparison"
    assert "zzyzx" in answer.understood.dropped


def test_a_word_for_a_kind_puts_that_kind_first_and_filters_nothing(small: Catalogue) -> None:
    answer = small.search("policies on shipyards", limit=None)
    assert answer.understood.kinds == ("policy",)
    assert "policy first" in answer.understood.describe()
    assert ids(answer)[0] == "yard-safety"
    assert {hit.kind for hit in answer.hits} != {"policy"}


# -- what nobody can answer ------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "question",
    [
        "submarine cable landing station",
        "how many hospitals are there",
        "who is in charge of kindergartens",
        "幼儿园学费",
        "weather forecast for Nairobi",
        "seafood landed in Nairobi",
        "zzyzx",
    ],
)
def test_what_nobody_can_answer_is_not_answered(small: Catalogue, question: str) -> None:
    answer = small.search(question)
    assert (answer.hits, answer.total, answer.answered) == ((), 0, False)
    assert not any(answer.facets().values())
    assert answer.understood.describe()


def test_what_is_nearest_is_named_as_no_answer_and_under_the_same_filters(small: Catalogue) -> None:
    answer = small.search("seafood landed in Nairobi")
    assert answer.hits == ()
    assert answer.nearest
    assert all("seafood" in hit.id for hit in answer.nearest)
    assert answer.understood.dropped == ("nairobi",)
    assert {hit.kind for hit in small.search("seafood landed in Nairobi", kind="figure").nearest} == {"figure"}


def test_where_something_fits_nothing_is_merely_nearest(small: Catalogue) -> None:
    assert small.search("quay").nearest == ()
    assert small.search("quay", limit=0).nearest == ()


def test_it_is_said_how_many_records_were_searched(small: Catalogue) -> None:
    assert small.search("zzyzx").searched == small.search("quay").searched == len(RECORDS)


def test_it_is_said_how_many_records_the_filters_left_to_be_searched(small: Catalogue) -> None:
    assert small.search("zzyzx", kind="policy").searched == len(small.list("policy"))


def test_where_only_a_filter_is_in_the_way_that_is_told(small: Catalogue) -> None:
    answer = small.search("quay", kind="figure")
    assert (answer.hits, answer.total) == ((), 0)
    assert answer.unfiltered == small.search("quay").total > 0
    assert small.search("zzyzx", kind="figure").unfiltered == 0


@pytest.mark.parametrize(
    "question",
    [
        "GDP 2022",
        "gross domestic product of Dalian in 2022",
        "GDP 2021 to 2023",
        "what was the GDP in 2021",
        "大连GDP 2022年",
    ],
)
def test_what_the_documents_announce_without_giving_it_is_answered_with_the_gap(
    small: Catalogue, question: str
) -> None:
    answer = small.search(question)
    assert answer.answered
    assert "gdp-gap" in ids(answer)[:2]
    assert {hit.kind for hit in answer.hits} <= {"gap", "indicator"}


# -- facets ----------------------------------------------------------------------------------------------------------


def test_facets_count_everything_that_was_found(small: Catalogue) -> None:
    for line in ("harbour", "seafood", "quay OR traction", "value>=0", "harbour -quay", "Japan vs South Korea"):
        answer = small.search(line, limit=1)
        facets, hits = answer.facets(), small.search(line, limit=None).hits
        assert dict(facets["kind"]) == Counter(hit.kind for hit in hits), line
        assert dict(facets["status"]) == Counter(hit.item["status"] for hit in hits if hit.item["status"]), line
        assert list(facets) == ["kind", "status", "industry", "partner", "place", "agency", "source", "year"]
        for counts in facets.values():
            assert [count for _, count in counts] == sorted((count for _, count in counts), reverse=True)


def test_facets_count_the_agencies_that_answer_for_a_matter(small: Catalogue) -> None:
    # The agency is named by the policy and says nothing of a quay itself.
    answer = small.search("who is in charge of the lengthened quay", limit=None)
    assert ids(answer) == ["port-office", "terminal-extension"]
    assert dict(answer.facets()["kind"]) == Counter(hit.kind for hit in answer.hits)


@pytest.mark.parametrize("line", ["harbour", "seafood", "kind:policy"])
def test_whoever_chooses_a_value_finds_as_many_as_were_counted(small: Catalogue, line: str) -> None:
    for facet, counts in small.search(line).facets().items():
        for value, count in counts:
            if facet != "kind" or not line.startswith("kind"):
                keywords: dict[str, Any] = {facet: value}
                assert small.search(line, **keywords).total == count, (facet, value)


def test_a_shipped_facet_counts_what_its_filter_finds(catalogue: Catalogue) -> None:
    for facet, counts in catalogue.search("port").facets().items():
        assert counts
        for value, count in counts[:6]:
            keywords: dict[str, Any] = {facet: value}
            assert catalogue.search("port", limit=0, **keywords).total == count, (facet, value)


def test_values_of_one_facet_are_alternatives_and_facets_must_all_hold(small: Catalogue) -> None:
    policies, figures = found(small, "kind:policy"), found(small, "kind:figure")
    assert found(small, "kind:policy kind:figure") == policies | figures
    assert found(small, "", kind=("policy", "figure"), place="zone") == {"cold-chain-plan", "share-2022"}
    assert found(small, "kind:policy", status=("planned", "in_force"), partner=("japan", "korea")) == {
        "cold-chain-plan",
        "yard-safety",
    }


@pytest.mark.parametrize(
    "filters",
    [{"kind": "policy"}, {"status": "planned"}, {"partner": "japan"}, {"place": "zone"}, {"agency": "customs"}],
)
def test_a_facets_own_filter_does_not_narrow_it_and_the_others_do(small: Catalogue, filters: dict[str, Any]) -> None:
    (facet,) = filters
    free, narrowed = small.search("harbour").facets(), small.search("harbour", **filters).facets()
    assert narrowed[facet] == free[facet]
    hits = small.search("harbour", limit=None, **filters).hits
    for other in ("kind", "status"):
        if other != facet:
            assert dict(narrowed[other]) == Counter(hit.item[other] for hit in hits if hit.item[other])


def test_years_are_counted(small: Catalogue) -> None:
    assert dict(small.search("kind:figure").facets()["year"]) == {"2020": 2, "2021": 1, "2022": 1, "2023": 1}
    assert dict(small.search("kind:figure year:2021").facets()["year"]) == {"2020": 2, "2021": 1, "2022": 1, "2023": 1}


# -- explanation -----------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "line",
    [
        "harbour",
        "cold chain plan",
        "shipyrads safety",
        "quay OR traction batteries",
        '"container terminal" lengthen*',
        "how much seafood was landed in 2021",
        "who is in charge of the container terminal",
        "Japan vs South Korea",
        "冷链规划",
        "swj",
        "5,300",
        "seafood kind:figure",
        "GDP 2022",
    ],
)
@pytest.mark.parametrize("exact", [False, True])
def test_the_parts_of_a_score_add_up_to_it(small: Catalogue, line: str, exact: bool) -> None:
    answer = small.search(line, exact=exact)
    for hit in answer.hits:
        parts = answer.explain(hit.id)
        assert all(part.name and part.score > 0 for part in parts)
        assert sum(part.score for part in parts) == pytest.approx(hit.score, rel=0.001, abs=0.001), hit.id


def test_a_record_that_was_not_found_has_no_parts(small: Catalogue) -> None:
    assert small.search("quay").explain("justice") == ()
    assert small.search("kind:policy").explain("yard-safety") == ()
    assert small.search("zzyzx").explain("justice") == ()


def test_hits_of_words_come_in_the_order_of_their_scores(small: Catalogue) -> None:
    for line in ("harbour", "cold chain", "seafood landed 2021", "quay OR traction", "how much seafood in 2021"):
        scores = [hit.score for hit in small.search(line, limit=None).hits]
        assert scores == sorted(scores, reverse=True)
        assert scores[-1] > 0


# -- likeness --------------------------------------------------------------------------------------------------------


def test_what_is_alike_shares_words_or_links_and_is_never_the_record_itself(small: Catalogue) -> None:
    for record in RECORDS:
        alike = small.alike(record.id, limit=100)
        assert record.id not in {hit.id for hit in alike}
        assert len({hit.id for hit in alike}) == len(alike)
        assert small.alike(record.id, limit=2) == alike[:2]
        assert small.alike(record.id, limit=0) == ()
    assert small.alike("cold-chain-plan")[0].id in ("cold-chain", "storage-rebate")
    assert small.alike("seafood-2021")[0].id in ("seafood-2023", "seafood")
    assert small.alike("yard-safety", limit=3)[0].why or small.alike("yard-safety", limit=3)[0].snippet


def test_what_is_alike_of_no_record_is_refused_with_the_nearest(small: Catalogue) -> None:
    with pytest.raises(NotFound) as raised:
        small.alike("battery-plent")
    assert "battery-plant" in raised.value.nearest


# -- hostile data and hostile questions ------------------------------------------------------------------------------


@pytest.fixture(scope="module")
def hostile(tmp_path_factory: pytest.TempPathFactory) -> Catalogue:
    """Return a catalogue whose texts would break a program that trusted them."""
    records = (
        policy(
            f"row-{number}",
            name=f"{text} ship",
            name_zh=f"{text}船舶",
            summary=f"{text} about ships {text} and {MARKS[0]}5,300{MARKS[1]} firms.",
            aliases=(text * 3,),
            tags=("tag",),
            agencies=("bureau",),
        )
        for number, text in enumerate(TEXTS)
    )
    long = policy("long", name="Long " + "harbour " * 24, name_zh="港" * 200, summary="x" * 1_190 + " quay")
    last = (
        agency("bureau"),
        figure("huge", "9" * 40),
        figure("tiny", "0." + "0" * 30 + "1"),
        place(),
        source(),
        indicator(),
    )
    return made(tmp_path_factory.mktemp("hostile"), *records, long, *last, concepts=CONCEPTS)


def whole(answer: Answer) -> None:
    """Look at everything that an answer holds."""
    answer.understood.describe()
    answer.facets()
    for hit in (*answer.hits, *answer.nearest):
        answer.explain(hit.id)
        plain = hit.snippet.replace(MARKS[0], "").replace(MARKS[1], "").strip("…")
        assert len(plain) < 400
        assert hit.snippet.count(MARKS[0]) == hit.snippet.count(MARKS[1])


@pytest.mark.parametrize("text", TEXTS, ids=range(len(TEXTS)))
def test_hostile_texts_are_found_and_can_be_asked_for(hostile: Catalogue, text: str) -> None:
    number = TEXTS.index(text)
    assert f"row-{number}" in found(hostile, "ships")
    for line in (text, f'"{text}"', f"{text}*", f"-{text} ship", f"ship {text} OR {text}", f"name:{text}"):
        for exact in (False, True):
            try:
                whole(hostile.search(line, exact=exact))
            except (UsageError, NotFound) as refused:
                assert refused.message
    assert f"row-{number}" in ids(hostile.search(f"id:row-{number}"))
    assert f"row-{number}" not in {hit.id for hit in hostile.alike(f"row-{number}")}


def test_marks_in_the_data_are_no_marks_of_ours(hostile: Catalogue) -> None:
    for hit in hostile.search("firms", limit=None).hits:
        assert f"{MARKS[0]}firms{MARKS[1]}" in hit.snippet
        assert f"{MARKS[0]}5,300{MARKS[1]}" not in hit.snippet
        assert "5,300" in hit.snippet


def test_a_match_far_into_a_long_text_is_found_and_a_long_name_breaks_nothing(hostile: Catalogue) -> None:
    for words in ("quay", "harbour", "港港", "long"):
        assert "long" in found(hostile, words)
        whole(hostile.search(words))


def test_huge_and_tiny_numbers_are_found(hostile: Catalogue) -> None:
    assert "huge" in found(hostile, "9" * 40)
    assert "huge" in found(hostile, "value>=1000000000000000000000")
    assert "tiny" in found(hostile, "value<0.001 value>0")


SIGNS = [
    "ship", "OR", "-", '"', "*", ":", "kind:", "kind:policy", "value>=", "value>=5..", "year:2021", "period:2021-01..",
    "船舶", "5,300", "5.3 thousand", "41%", "９９", "who is in charge of", "how many", "vs", "和", "还是", "the",
    "chuanbo", "cb", "shpi", "name:", "id:row-1", "tag:tag", "1..", "0", "\n", "“", "：", "(", "\\", "\x00", "\u202e",
    "é", "İ", "ﬁ", "²", "あ", "한국", "👩‍💻", "x" * 300, "9" * 500,
]  # fmt: skip


@given(
    line=st.lists(st.sampled_from(SIGNS), min_size=1, max_size=7).map(" ".join) | st.text(max_size=40),
    exact=st.booleans(),
)
def test_any_question_is_answered_or_refused(hostile: Catalogue, line: str, exact: bool) -> None:
    try:
        answer = hostile.search(line, exact=exact, limit=3)
    except (UsageError, NotFound) as refused:
        assert refused.message
        return
    assert answer.answered == (answer.total > 0)
    whole(answer)


@pytest.mark.parametrize("line", ["\udcff", "ship\udcff", "name:\udcff", "tag:\udcff", "id:\udcff", "partner:\udcff"])
def test_a_question_that_is_no_text_is_answered_or_refused(hostile: Catalogue, line: str) -> None:
    # What a shell passes on that is not UTF-8 comes as a lone surrogate.
    try:
        assert hostile.search(line).understood.text == line
    except (UsageError, NotFound) as refused:
        assert refused.message


def test_every_kind_is_searched(catalogue: Catalogue) -> None:
    for kind in KINDS:
        card = catalogue.cards.of_kind(kind)[0]
        assert card["id"] in ids(catalogue.search(card["name"], kind=kind))
