"""Arithmetic: what the sources print is recomputed, within its rounding."""

from __future__ import annotations

from decimal import Decimal
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dftzcli.analysis.arithmetic import Outcome, check_identities, with_unrecomputed
from dftzcli.analysis.rounding import is_printed, last_place, span, total


def outcome(*records: Any) -> Outcome:
    """The one outcome of these records."""
    (found,) = check_identities(records)
    return found


def listed(*records: Any) -> list[tuple[str, str, bool | None]]:
    """Record, rule and whether it holds of all that is listed of these records, in order."""
    return [(each.record, each.rule, each.holds) for each in with_unrecomputed(check_identities(records), records)]


def test_a_balance_that_agrees_to_the_unit_holds(make: Any) -> None:
    found = outcome(
        make.figure("exports", "862799.55"),
        make.figure("imports", "1028251.45"),
        make.figure("balance", "-165451.9", identities=(make.identity("difference", "exports", "imports"),)),
    )
    assert (found.holds, found.computed, found.difference) == (True, Decimal("-165451.9"), Decimal(0))


def test_a_total_that_is_off_by_more_than_rounding_fails_and_shows_the_difference(make: Any) -> None:
    found = outcome(
        make.figure("a", "816,247"),
        make.figure("b", "1,155,116"),
        make.figure("total", "1,971,400", identities=(make.identity("sum", "a", "b"),)),
    )
    assert (found.holds, found.difference, found.tolerance) == (False, Decimal(-37), Decimal("1.5"))


def test_a_total_of_rounded_wholes_may_be_off_by_their_rounding(make: Any) -> None:
    found = outcome(
        make.figure("a", "10"),
        make.figure("b", "10"),
        make.figure("total", "21", identities=(make.identity("sum", "a", "b"),)),
    )
    assert found.holds is True


def test_a_total_of_things_counted_one_by_one_has_no_rounding(make: Any) -> None:
    found = outcome(
        make.figure("a", "10", unit="ports"),
        make.figure("b", "10", unit="ports"),
        make.figure("total", "21", unit="ports", identities=(make.identity("sum", "a", "b"),)),
    )
    assert (found.holds, found.tolerance) == (False, Decimal(0))


def test_mixed_multipliers_are_added_in_their_base(make: Any) -> None:
    found = outcome(
        make.figure("a", "1.5", unit="billion USD"),
        make.figure("b", "250", unit="million USD"),
        make.figure("total", "175,000", unit="10,000 USD", identities=(make.identity("sum", "a", "b"),)),
    )
    # In 10,000 USD: 1.5 billion is printed to the tenth and may be 5,000 off, 250 million 50, the total half of one.
    assert (found.holds, found.computed, found.tolerance) == (True, Decimal(175000), Decimal("5050.5"))


def test_growth_is_taken_in_percent_within_the_rounding_of_its_print(make: Any) -> None:
    figures = (make.figure("new", "1,891,050.99", period="2023"), make.figure("old", "2,211,299", period="2022"))
    growth = make.identity("growth", "new", "old")
    assert outcome(*figures, make.figure("g", "-14.5", unit="%", identities=(growth,))).holds is True
    assert outcome(*figures, make.figure("g", "-14.6", unit="%", identities=(growth,))).holds is False


def test_a_share_is_recomputed_from_part_and_whole(make: Any) -> None:
    found = outcome(
        make.figure("part", "45.0"),
        make.figure("whole", "90.0"),
        make.figure("share", "50", unit="%", identities=(make.identity("percent_of", "part", "whole"),)),
    )
    assert (found.holds, found.computed) == (True, Decimal(50))


def test_a_ratio_of_unlike_units_is_taken_in_base_units(make: Any) -> None:
    found = outcome(
        make.figure("gdp", "800", unit="billion CNY"),
        make.figure("population", "8,000,000", unit="persons"),
        make.figure("each", "10", unit="10,000 CNY", identities=(make.identity("ratio", "gdp", "population"),)),
    )
    assert (found.holds, found.computed) == (True, Decimal(10))


def test_a_product_takes_a_percentage_as_a_part(make: Any) -> None:
    found = outcome(
        make.figure("whole", "200"),
        make.figure("share", "25.0", unit="%"),
        make.figure("part", "50", identities=(make.identity("product", "whole", "share"),)),
    )
    assert (found.holds, found.computed) == (True, Decimal(50))


@pytest.mark.parametrize(("printed", "holds"), [("5", True), ("4", True), ("6", True), ("1", False)])
def test_at_least_sum_lets_the_total_be_more_than_its_parts(make: Any, printed: str, holds: bool) -> None:
    parts = make.figure("a", "2", unit="ports"), make.figure("b", "2", unit="ports")
    identity = make.identity("at_least_sum", "a", "b")
    assert outcome(*parts, make.figure("t", printed, unit="ports", identities=(identity,))).holds is holds


@pytest.mark.parametrize(
    ("qualifier", "printed", "holds"),
    [
        ("exact", "39", False),
        ("expected", "40", True),
        ("over", "39", True),
        ("over", "41", False),
        ("at_least", "40", True),
        ("at_least", "41", False),
        ("at_most", "41", True),
        ("at_most", "40", True),
        ("at_most", "39", False),
        ("about", "41", True),
        ("about", "44", False),
    ],
)
def test_a_qualifier_turns_equality_into_what_it_promises(make: Any, qualifier: str, printed: str, holds: bool) -> None:
    parts = make.figure("a", "20", unit="ports"), make.figure("b", "20", unit="ports")
    total = make.figure("t", printed, unit="ports", qualifier=qualifier, identities=(make.identity("sum", "a", "b"),))
    assert outcome(*parts, total).holds is holds


def test_about_says_what_closeness_was_taken_for_agreement(make: Any) -> None:
    total = make.figure("t", "41", qualifier="about", identities=(make.identity("sum", "a"),))
    assert "5 %" in outcome(make.figure("a", "40"), total).note


@pytest.mark.parametrize(
    ("low", "high", "holds"),
    [("30", "50", True), ("40.5", "50", True), ("30", "39.5", True), ("40.6", "50", False), ("30", "39.4", False)],
)
def test_a_printed_range_holds_what_lies_in_it(make: Any, low: str, high: str, holds: bool) -> None:
    total = make.figure("t", value_min=low, value_max=high, identities=(make.identity("sum", "a"),))
    assert outcome(make.figure("a", "40"), total).holds is holds


def test_a_figure_without_a_number_is_not_comparable(make: Any) -> None:
    empty = make.figure("t", identities=(make.identity("sum", "a"),))
    assert outcome(make.figure("a", "40"), empty).note == "not comparable: the figure has no value"


def test_an_input_that_is_only_bounded_is_not_comparable(make: Any) -> None:
    total = make.figure("t", "40", identities=(make.identity("sum", "a"),))
    found = outcome(make.figure("a", value_min="40"), total)
    assert (found.holds, found.note) == (None, "not comparable: a has bounds and no value")


def test_an_input_with_a_qualifier_is_not_comparable(make: Any) -> None:
    total = make.figure("t", "40", identities=(make.identity("sum", "a"),))
    found = outcome(make.figure("a", "30", qualifier="over"), total)
    assert (found.holds, found.note) == (None, "not comparable: a is not exact (over)")


def test_an_input_that_is_missing_is_not_comparable(make: Any) -> None:
    found = outcome(make.figure("t", "40", identities=(make.identity("sum", "nowhere"),)))
    assert (found.holds, found.note) == (None, "not comparable: nowhere is not a figure of the catalogue")


def test_dollars_are_not_added_to_yuan(make: Any) -> None:
    total = make.figure("t", "40", identities=(make.identity("sum", "a", "b"),))
    found = outcome(make.figure("a", "20"), make.figure("b", "20", unit="10,000 CNY"), total)
    assert (found.holds, found.note) == (None, "not comparable: the inputs are in different units (CNY, USD)")


def test_growth_on_nothing_is_not_comparable(make: Any) -> None:
    growth = make.figure("g", "40", unit="%", identities=(make.identity("growth", "new", "old"),))
    found = outcome(make.figure("new", "5"), make.figure("old", "0"), growth)
    assert (found.holds, found.note) == (None, "not comparable: the divisor is zero within its rounding")


@pytest.mark.parametrize(("old", "is_divided"), [("0.5", True), ("1", True), ("-1", True), ("0.0", False)])
def test_only_a_divisor_that_may_be_zero_is_not_divided_by(make: Any, old: str, is_divided: bool) -> None:
    ratio = make.figure("r", "10", unit="times", identities=(make.identity("ratio", "new", "old"),))
    assert (outcome(make.figure("new", "5"), make.figure("old", old), ratio).holds is not None) is is_divided


def test_growth_of_one_input_is_not_comparable(make: Any) -> None:
    growth = make.figure("g", "40", unit="%", identities=(make.identity("growth", "a"),))
    assert outcome(make.figure("a", "5"), growth).note == "not comparable: growth takes two inputs, not 1"


def test_growth_in_money_is_not_comparable(make: Any) -> None:
    growth = make.figure("g", "40", identities=(make.identity("growth", "a", "b"),))
    found = outcome(make.figure("a", "5"), make.figure("b", "6"), growth)
    assert found.note == "not comparable: growth is in percent and the figure in 10,000 USD"


@pytest.mark.parametrize("type_", ["arithmetic", "reading"])
def test_an_outcome_names_the_discrepancy_that_owns_up_to_the_figure(make: Any, type_: str) -> None:
    total = make.figure("t", "50", identities=(make.identity("sum", "a"),))
    note = make.discrepancy("t", type=type_)
    assert outcome(make.figure("a", "40"), total, note).discrepancy == "note"


@pytest.mark.parametrize("fields", [{"type": "contradiction"}, {"is_caution": True}])
def test_a_discrepancy_about_something_else_owns_up_to_nothing(make: Any, fields: dict[str, Any]) -> None:
    total = make.figure("t", "50", identities=(make.identity("sum", "a"),))
    assert outcome(make.figure("a", "40"), total, make.discrepancy("t", **fields)).discrepancy is None


@pytest.mark.parametrize(
    ("period", "earlier", "against"),
    [
        ("2023", "2022", "the previous year"),
        ("2024-01/2024-02", "2023-01/2023-02", "same period last year"),
        ("2019", "2017", "2017"),
        ("2023-01/2023-12", "2022", "year-on-year"),
    ],
)
def test_a_change_is_recomputed_from_the_observation_it_is_against(
    make: Any, period: str, earlier: str, against: str
) -> None:
    found = outcome(
        make.figure("before", "200", period=earlier),
        make.figure("after", "150", period=period, change=make.change("-25.0", against)),
    )
    assert (found.rule, found.inputs, found.holds) == ("change", ("after", "before"), True)


def test_a_change_that_does_not_follow_fails(make: Any) -> None:
    found = outcome(
        make.figure("before", "1,085,867", period="2022"),
        make.figure("after", "862799.55", change=make.change("-204")),
    )
    assert (found.holds, found.computed) == (False, Decimal("-20.543"))


def test_a_change_in_percentage_points_is_a_difference(make: Any) -> None:
    found = outcome(
        make.figure("before", "7.6", unit="%", period="2022"),
        make.figure("after", "11.7", unit="%", change=make.change("4.1", unit="pp")),
    )
    assert (found.holds, found.computed) == (True, Decimal("4.1"))


@pytest.mark.parametrize(
    "other",
    [{"place": "dftz"}, {"scope": "zone"}, {"period": "2021"}, {"unit": "10,000 CNY"}, {"subject": "stx"}],
)
def test_a_change_is_not_taken_against_another_thing(make: Any, other: dict[str, str]) -> None:
    before = make.figure("before", "200", **{"period": "2022"} | other)
    after = make.figure("after", "150", change=make.change("-25.0"))
    assert check_identities((before, after)) == ()


def test_a_change_in_percentage_points_of_a_sum_of_money_is_not_comparable(make: Any) -> None:
    figures = make.figure("before", "7", period="2022"), make.figure("after", "8", change=make.change("1", unit="pp"))
    note = "not comparable: a change in percentage points is one of figures in percent"
    assert outcome(*figures).note == note


@pytest.mark.parametrize("against", ["2023", "2024"])
def test_a_change_is_only_taken_against_an_earlier_year(make: Any, against: str) -> None:
    figures = make.figure("a", "7", change=make.change("1", against)), make.figure("b", "8", period=against)
    assert check_identities(figures) == ()


def test_a_repaired_figure_is_as_precise_as_its_repair(make: Any) -> None:
    identity = make.identity("sum", "a")
    repaired = make.figure("t", "41", as_stated="41.00", reading="repaired", identities=(identity,))
    printed = make.figure("t", "41", as_stated="41.00", identities=(identity,))
    assert outcome(make.figure("a", "40"), repaired).holds is True
    assert outcome(make.figure("a", "40"), printed).holds is False


@pytest.mark.parametrize("against", ["the previous month", "the mean of five years", "2019 and 2020"])
def test_a_change_against_something_not_understood_is_left_alone(make: Any, against: str) -> None:
    figures = make.figure("before", "200", period="2022"), make.figure("after", "9", change=make.change("1", against))
    assert check_identities(figures) == ()


def test_a_change_is_not_confirmed_by_what_was_computed_from_it(make: Any) -> None:
    before = make.figure("before", "7.6", unit="%", period="2022", reading="computed")
    after = make.figure("after", "11.7", unit="%", change=make.change("4.1", unit="pp"))
    found = outcome(before, after)
    assert (found.holds, found.computed) == (None, Decimal("4.1"))
    assert found.note == "not recomputed: before is computed from the change"


def test_what_was_wrongly_computed_from_a_change_still_fails(make: Any) -> None:
    before = make.figure("before", "7.9", unit="%", period="2022", reading="computed")
    after = make.figure("after", "11.7", unit="%", change=make.change("4.1", unit="pp"))
    assert outcome(before, after).holds is False


def test_a_change_is_confirmed_by_what_was_computed_from_other_figures(make: Any) -> None:
    sum_of_others = (make.identity("sum", "a", "b"),)
    before = make.figure("before", "200", period="2022", reading="computed", identities=sum_of_others)
    after = make.figure("after", "150", change=make.change("-25.0"))
    outcomes = check_identities((make.figure("a", "120"), make.figure("b", "80"), before, after))
    assert [found.holds for found in outcomes] == [True, True]


def test_a_computed_figure_is_that_of_its_inputs_with_their_qualifiers(make: Any) -> None:
    total = make.figure("t", "40", reading="computed", qualifier="about", identities=(make.identity("sum", "a"),))
    assert outcome(make.figure("a", "40", qualifier="over"), total).holds is True
    assert outcome(make.figure("a", "30", qualifier="over"), total).holds is False


def test_a_percentage_of_figures_that_no_source_gives_is_listed_as_such(make: Any) -> None:
    records = (make.figure("share", "41", unit="%", qualifier="over"), make.figure("count", "3", unit="ports"))
    (found,) = with_unrecomputed(check_identities(records), records)
    assert (found.record, found.rule, found.inputs, found.printed) == ("share", "none", (), Decimal(41))
    assert (found.holds, found.computed, found.discrepancy) == (None, None, None)
    assert found.note == "not recomputed: the sources do not give the figures that it is of"


@pytest.mark.parametrize(("measurement", "is_listed"), [("ratio", True), ("rate", True), ("stock", False)])
def test_a_mean_or_a_ratio_is_listed_whatever_its_unit(make: Any, measurement: str, is_listed: bool) -> None:
    records = make.indicator(measurement=measurement), make.figure("mean", "80.42", unit="h")
    assert listed(*records) == ([("mean", "none", None)] if is_listed else [])


def test_a_total_without_its_parts_is_listed_where_others_of_its_kind_are_recomputed(make: Any) -> None:
    parts = make.figure("a", "2", indicator="exports"), make.figure("b", "3", indicator="imports")
    total = make.figure("total", "5", identities=(make.identity("sum", "a", "b"),))
    assert listed(*parts, total, make.figure("year", "60", period="2022")) == [
        ("year", "none", None),
        ("total", "sum", True),
    ]


def test_a_figure_that_the_editors_computed_makes_no_printed_one_computed(make: Any) -> None:
    relation = (make.identity("sum", "a"),)
    implied = make.figure("implied", "2", reading="computed", identities=relation)
    assert listed(make.figure("a", "2", indicator="exports"), implied, make.figure("printed", "3", period="2022")) == [
        ("implied", "sum", True)
    ]


def test_a_share_that_is_only_known_to_hold_another_is_not_called_recomputed(make: Any) -> None:
    relation = (make.identity("at_least_sum", "aged-65"),)
    records = make.figure("aged-60", "24.71", unit="%", identities=relation), make.figure("aged-65", "16.87", unit="%")
    assert listed(*records) == [
        ("aged-60", "none", None),
        ("aged-65", "none", None),
        ("aged-60", "at_least_sum", True),
    ]


def test_a_relation_that_cannot_be_compared_is_listed_once(make: Any) -> None:
    share = make.figure("share", "50", unit="%", identities=(make.identity("percent_of", "part", "whole"),))
    assert listed(make.figure("part", "5", indicator="exports"), share) == [("share", "percent_of", None)]


def test_a_change_against_a_figure_that_no_source_gives_is_listed_with_what_it_is_against(make: Any) -> None:
    records = (make.figure("time", "80", unit="h", change=make.change("-33.34", "2017 (level not printed)")),)
    (found,) = with_unrecomputed(check_identities(records), records)
    assert (found.rule, found.inputs, found.printed, found.unit) == ("change", ("time",), Decimal("-33.34"), "%")
    wanted = "not recomputed: the sources do not give the figure that it is against, 2017 (level not printed)"
    assert (found.holds, found.note) == (None, wanted)


def test_what_was_computed_from_a_change_is_listed_with_that_change(make: Any) -> None:
    before = make.figure("before", "7.6", unit="%", period="2022", reading="computed")
    records = before, make.figure("after", "11.7", unit="%", change=make.change("4.1", unit="pp"))
    notes = {each.record: each.note for each in with_unrecomputed((), records) if each.rule == "none"}
    assert notes["before"] == notes["after"] == "not recomputed: the sources do not give the figures that it is of"
    found = with_unrecomputed(check_identities(records), records)
    assert [(each.record, each.rule) for each in found] == [
        ("after", "change"),
        ("after", "none"),
        ("before", "none"),
    ]
    assert found[2].note == "not recomputed: it is computed from the change of after"


def test_what_fails_comes_first_and_what_nothing_owns_up_to_before_the_rest(make: Any) -> None:
    same = (make.identity("sum", "z"),)
    records = (
        make.figure("z", "40", indicator="exports"),
        make.figure("a-kept", "40", identities=same),
        make.figure("b-unknown", "7", unit="%"),
        make.figure("c-owned", "50", identities=same),
        make.figure("d-fault", "50", identities=same),
        make.discrepancy("c-owned"),
    )
    assert [record for record, _, _ in listed(*records)] == ["d-fault", "c-owned", "b-unknown", "a-kept"]


def test_a_change_prefers_the_observation_of_its_own_source(make: Any) -> None:
    found = outcome(
        make.figure("a-other", "100", period="2022", citations=(make.citation("100", source="other"),)),
        make.figure("b-own", "200", period="2022"),
        make.figure("after", "150", change=make.change("-25.0")),
    )
    assert found.inputs == ("after", "b-own")


def test_a_change_at_constant_prices_is_owned_up_to_as_a_definition(make: Any) -> None:
    found = outcome(
        make.figure("before", "200", period="2022"),
        make.figure("after", "150", change=make.change("5.0")),
        make.discrepancy("after", type="definition"),
    )
    assert (found.holds, found.discrepancy) == (False, "note")


def test_outcomes_come_in_the_order_of_their_figures(make: Any) -> None:
    same = (make.identity("sum", "a"),)
    figures = [make.figure("c", "1", identities=same), make.figure("b", "1", identities=same), make.figure("a", "1")]
    assert [found.record for found in check_identities(figures)] == ["b", "c"]


@pytest.mark.parametrize(
    ("value", "as_stated", "place"),
    [
        ("4.5", None, "0.1"),
        ("4.5", "4.50%", "0.01"),
        ("1200000", "1.2 million", "1E5"),
        ("13887643", "13,887,643", "1"),
        ("20", "2 in 20", "1"),
        ("1E+3", None, "1"),
        ("0", "0.0", "0.1"),
    ],
)
def test_the_last_place_is_the_one_that_was_printed(value: str, as_stated: str | None, place: str) -> None:
    assert last_place(Decimal(value), as_stated=as_stated) == Decimal(place)


@pytest.mark.parametrize(
    ("value", "as_stated", "is_there"),
    [
        ("-165451.9", "−165451.9", True),
        ("0.4", "400 million", True),
        ("41", "over 14%", False),
        ("20", "2 in all", False),
    ],
)
def test_a_number_is_printed_where_its_digits_stand(value: str, as_stated: str, is_there: bool) -> None:
    assert is_printed(Decimal(value), as_stated) is is_there


def test_sums_and_differences_widen_by_the_rounding_of_each_operand() -> None:
    one, two = span(Decimal("1.5"), "USD"), span(Decimal("0.3"), "USD")
    assert one - two == (Decimal("1.2"), Decimal("1.1"), Decimal("1.3"))
    assert total([one, two]) == (Decimal("1.8"), Decimal("1.7"), Decimal("1.9"))


NUMBERS = st.decimals(min_value=Decimal("0.01"), max_value=10**6, places=2)


@given(NUMBERS, NUMBERS, NUMBERS)
def test_rounding_the_operands_never_leaves_the_tolerance(first: Decimal, second: Decimal, third: Decimal) -> None:
    spans = [span(round(number, 1), "USD") for number in (first, second, third)]
    quotient = (spans[0].times(spans[1])).over(spans[2]) if spans[2].low > 0 else None
    if quotient is not None:
        assert quotient.low <= first * second / third * (1 + Decimal("1E-20"))
        assert quotient.high >= first * second / third * (1 - Decimal("1E-20"))
