"""Links, years and names in queries, over small catalogues whose links are all in sight."""

from __future__ import annotations

import pytest

from dftzcli.catalogue import Catalogue
from dftzcli.errors import NotFound
from dftzcli.model.records import Citation, Event, Record
from dftzcli.model.vocabulary import Kind
from dftzcli.search.query import Query

from .sample import (
    CatalogueOf,
    agency,
    country,
    figure,
    incentive,
    indicator,
    industry,
    partner,
    place,
    policy,
    project,
    source,
)


def ids(records: tuple[Record, ...]) -> set[str]:
    return {record.id for record in records}


def of(catalogue: Catalogue, kind: Kind | None = None, **filters: object) -> set[str]:
    return ids(catalogue.list(kind, **filters))


@pytest.fixture
def linked(catalogue_of: CatalogueOf) -> Catalogue:
    """A country's firm with a plant in a zone of a city, the policy it comes under, and a stranger to all of that."""
    return catalogue_of(
        policy("reform", agencies=("bureau",), industries=("ships",), places=("zone",)),
        policy("step", part_of="reform"),
        policy("strange-policy"),
        industry("ships", partners=("korea",)),
        industry("yachts", parent="ships"),
        industry("strange-industry"),
        incentive("rebate", legal_basis=("reform",), industries=("yachts",)),
        partner("yamato", home_country="JP"),
        country("japan", "JP", name="Japan", name_zh="日本", aliases_editorial=("Nippon",)),
        country("korea", "KR", name="South Korea", name_zh="韩国"),
        partner("osaka", type="city", country="JP"),
        partner("strange-firm", home_country="DE"),
        project("plant", companies=("yamato",), places=("zone",), policies=("reform",)),
        project("city-works", places=("dalian",)),
        project("strange-project", companies=("strange-firm",)),
        figure("city-figure", place="dalian", industries=("ships",)),
        figure("zone-figure", place="zone", scope="zone"),
        indicator(),
        place("dalian", name="Dalian", name_zh="大连市", parent="liaoning"),
        place("liaoning", name="Liaoning", name_zh="辽宁省", type="province", country="CN"),
        place("zone", name="Zone of Dalian", name_zh="片区", type="zone", parent="dalian"),
        place("tokyo", country="JP"),
        agency("bureau", name="Bureau of Ports", name_zh="港口局"),
        agency("strange-agency"),
        source(),
    )


def test_a_record_that_names_the_one_asked_for_is_found(linked: Catalogue) -> None:
    assert of(linked, "policy", agency="bureau") == {"reform"}
    assert of(linked, "project", partner="yamato") == {"plant"}
    assert of(linked, "figure", industry="ships") == {"city-figure"}


def test_a_record_that_the_one_asked_for_names_is_found(linked: Catalogue) -> None:
    assert of(linked, "partner", industry="ships") == {"korea"}


def test_the_record_asked_for_is_among_what_is_found(linked: Catalogue) -> None:
    assert of(linked, "industry", industry="ships") == {"ships", "yachts"}
    assert of(linked, "agency", agency="bureau") == {"bureau"}


def test_an_agency_and_an_industry_meet_in_a_policy(linked: Catalogue) -> None:
    assert of(linked, "agency", industry="ships") == {"bureau"}
    assert of(linked, "industry", agency="bureau") == {"ships"}
    assert of(linked, "place", agency="bureau") == {"zone"}


def test_a_firm_and_a_place_meet_in_a_project(linked: Catalogue) -> None:
    assert of(linked, "partner", place="zone") == {"yamato"}
    assert of(linked, "place", partner="yamato") == {"zone"}


def test_two_policies_of_one_agency_are_not_linked_with_each_others_industries(catalogue_of: CatalogueOf) -> None:
    small = catalogue_of(
        policy("ship-policy", agencies=("bureau",), industries=("ships",)),
        policy("wine-policy", agencies=("bureau",), industries=("wine",)),
        industry("ships"),
        industry("wine"),
        agency("bureau"),
        source(),
    )
    assert of(small, "policy", industry="ships") == {"ship-policy"}
    assert of(small, "industry", industry="ships") == {"ships"}


def test_what_lies_in_a_place_lies_in_the_places_around_it(linked: Catalogue) -> None:
    assert of(linked, "project", place="zone") == {"plant"}
    assert of(linked, "project", place="dalian") == {"plant", "city-works"}
    assert of(linked, "project", place="liaoning") == {"plant", "city-works"}


def test_a_figure_is_of_its_own_place_and_of_no_other(linked: Catalogue) -> None:
    assert of(linked, "figure", place="dalian") == {"city-figure"}
    assert of(linked, "figure", place="zone") == {"zone-figure"}
    assert of(linked, "figure", place="liaoning") == set()


@pytest.mark.parametrize(
    "text",
    ["JP", "jp", "JPN", "Japan", "JAPAN", "Nippon", "日本", "일본", "japan"],
)
def test_a_country_answers_to_code_and_name_and_brings_the_firms_at_home_in_it(linked: Catalogue, text: str) -> None:
    assert of(linked, "partner", country=text) >= {"japan", "yamato", "osaka"}
    assert of(linked, "partner", country=text) & {"korea", "strange-firm"} == set()
    assert of(linked, "project", country=text) == {"plant"}
    assert "tokyo" in of(linked, "place", country=text)


@pytest.mark.parametrize(
    "text", ["DE", "DEU", "Germany", "德国", "德國", "ドイツ", "독일", "Federal Republic of Germany"]
)
def test_a_country_without_a_record_of_its_own_is_known_by_all_its_names(linked: Catalogue, text: str) -> None:
    assert of(linked, "project", country=text) == {"strange-project"}


@pytest.mark.parametrize(
    "text", ["KR", "South Korea", "Korea, Republic of", "韩国", "大韩民国", "大韓民國", "대한민국"]
)
def test_korea_answers_to_its_everyday_and_its_standard_names(linked: Catalogue, text: str) -> None:
    assert "korea" in of(linked, "partner", country=text)


def test_china_is_known_though_the_catalogue_has_it_only_as_a_place(linked: Catalogue) -> None:
    assert "liaoning" in of(linked, "place", country="CN")
    assert (
        of(linked, "place", country="中国") == of(linked, "place", country="China") == of(linked, "place", country="CN")
    )


def test_a_country_that_is_none_is_not_found_and_the_nearest_is_named(linked: Catalogue) -> None:
    with pytest.raises(NotFound, match="no country answers to 'Germny'") as raised:
        linked.list("project", country="Germny")
    assert "germany" in raised.value.fix
    with pytest.raises(NotFound, match="no country answers to 'XX'"):
        linked.list("project", country="XX")


def test_several_of_one_role_are_alternatives(linked: Catalogue) -> None:
    assert of(linked, "project", partner=("yamato", "strange-firm")) == {"plant", "strange-project"}
    assert of(linked, "project", country=("JP", "DE")) == {"plant", "strange-project"}


def test_filters_of_different_roles_must_all_hold(linked: Catalogue) -> None:
    assert of(linked, "project", partner=("yamato", "strange-firm"), place="dalian") == {"plant"}
    assert of(linked, "project", partner="strange-firm", place="dalian") == set()


@pytest.mark.parametrize("text", ["bureau", "Bureau of Ports", "ports bureau", "港口局", "港口"])
def test_a_link_takes_an_id_a_name_a_chinese_name_or_a_part_of_one(linked: Catalogue, text: str) -> None:
    assert of(linked, "policy", agency=text) == {"reform"}


def test_a_name_that_nothing_answers_to_is_not_found_and_the_nearest_is_named(linked: Catalogue) -> None:
    with pytest.raises(NotFound, match="no industry answers to 'shipz'") as raised:
        linked.list("policy", industry="shipz")
    assert raised.value.nearest == ("ships",)
    assert "ships" in raised.value.fix


def test_a_name_of_another_role_is_no_answer(linked: Catalogue) -> None:
    with pytest.raises(NotFound, match="no industry answers to 'yamato'"):
        linked.list("policy", industry="yamato")


def test_a_source_brings_what_cites_it(catalogue_of: CatalogueOf) -> None:
    small = catalogue_of(
        policy("printed-here"),
        policy("printed-there", citations=(Citation(source="article", locator="paragraph 2"),)),
        source("plan"),
        source("article", citations=(Citation(source="article", locator="whole"),)),
    )
    assert of(small, "policy", source="article") == {"printed-there"}
    assert of(small, "source", source="plan") == {"plan"}


def test_a_year_brings_what_happened_or_was_counted_in_it(catalogue_of: CatalogueOf) -> None:
    held = Event(
        date="2020-07-21", precision="day", happening="held", what="Held.", source="plan", locator="paragraph 1"
    )
    small = catalogue_of(
        policy("issued-then", issued="2020-07"),
        policy("held-then", dates=(held,)),
        policy("another-year", issued="2021"),
        policy("without-a-date"),
        figure("over-years", period="2017-04-10/2020"),
        figure("two-months", period="2021-01/2021-02"),
        source("plan", date="2020-07-21"),
        source("profile", date_inferred="2019/2025"),
    )
    assert of(small, None, year=2020) == {"issued-then", "held-then", "over-years", "plan", "profile"}


def test_a_span_of_years_brings_what_touches_any_of_them(catalogue_of: CatalogueOf) -> None:
    small = catalogue_of(
        figure("before", period="2018"), figure("in-it", period="2020-05"), figure("across", period="2017/2019")
    )
    assert of(small, "figure", year="2019..2021") == {"in-it", "across"}


def test_words_bring_what_they_name_and_what_names_it(catalogue_of: CatalogueOf) -> None:
    small = catalogue_of(
        indicator("gdp", name="Gross domestic product", name_zh="地区生产总值", aliases=("GDP",)),
        indicator("population", name="Population"),
        figure("output-2025", name="Output of the city", indicator="gdp"),
        figure("people-2025", name="People", indicator="population"),
        place(),
        source(),
    )
    for word in ("GDP", "gross domestic", "地区生产总值", "output of the city"):
        assert of(small, "figure", words=word) == {"output-2025"}
    assert of(small, "figure", words=("gdp", "people")) == {"output-2025", "people-2025"}
    with pytest.raises(NotFound, match="no record answers to 'populatoin'") as raised:
        small.list("figure", words="populatoin")
    assert "population" in raised.value.nearest


def test_an_incentive_is_about_what_the_policies_it_rests_on_are_about(linked: Catalogue) -> None:
    assert of(linked, "incentive", agency="bureau") == {"rebate"}
    assert of(linked, "incentive", industry="ships") == {"rebate"}
    assert of(linked, "incentive", agency="strange-agency") == set()


def test_a_union_without_a_code_is_known_by_its_name(catalogue_of: CatalogueOf) -> None:
    small = catalogue_of(
        partner("union", type="region", name="European Union", name_zh="欧洲联盟", aliases=("EU",)),
        project("eu-project", partner_countries=("union",)),
        project("strange-project"),
    )
    for text in ("European Union", "EU", "欧洲联盟"):
        assert of(small, "project", country=text) == {"eu-project"}


def test_figures_come_with_the_headline_ones_first_as_stored_and_then_series_together(
    catalogue_of: CatalogueOf,
) -> None:
    small = catalogue_of(
        figure("later", period="2022", importance="supporting"),
        figure("aside", importance="context"),
        figure("earlier", period="2021", importance="supporting"),
        figure("second-headline", period="2025", importance="headline"),
        figure("a-headline", period="2020", importance="headline"),
    )
    assert [record.id for record in small.figures()] == ["second-headline", "a-headline", "earlier", "later", "aside"]


def test_records_of_other_kinds_come_in_stored_order(catalogue_of: CatalogueOf) -> None:
    small = catalogue_of(policy("zebra"), policy("apple"), policy("mango"))
    assert [record.id for record in small.list("policy")] == ["zebra", "apple", "mango"]


def test_a_limit_keeps_the_first_and_the_total_counts_all(catalogue_of: CatalogueOf) -> None:
    small = catalogue_of(policy("one"), policy("two"), policy("three"))
    selection = small.select(Query(kinds=("policy",), limit=2))
    assert [card["id"] for card in selection.cards] == ["one", "two"]
    assert selection.total == 3
    assert len(small.select(Query(kinds=("policy",), limit=0)).cards) == 0
