"""Scores over a comparison: weights, the scale, what is missing, and how firm the first place is."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from decimal import Decimal, localcontext
from itertools import permutations
from pathlib import Path
from typing import Any

import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st

from dftzcli.analysis.comparing.criteria import Criterion, record_criteria
from dftzcli.analysis.comparing.scoring import Score, Scoring, score
from dftzcli.analysis.comparing.weights import read_weights
from dftzcli.errors import UsageError
from dftzcli.model.fields import FieldSpec, fields
from dftzcli.model.vocabulary import Direction

Number = int | str | None


def decimal(number: Number) -> Decimal | None:
    return None if number is None else Decimal(number)


def criterion(key: str, *values: Number, direction: Direction = "up", **fields: Any) -> Criterion:
    return Criterion(key, key.upper(), tuple(decimal(value) for value in values), direction, "points", **fields)


def bounded(key: str, *bounds: tuple[Number, Number], direction: Direction = "up") -> Criterion:
    """A criterion of which only bounds are known: None on either side is no limit."""
    low, high = (tuple(decimal(pair[side]) for pair in bounds) for side in (0, 1))
    values = tuple(one if one == other else None for one, other in zip(low, high, strict=True))
    return Criterion(key, key.upper(), values, direction, "points", low=low, high=high)


def scored(*criteria: Criterion, **weights: Number) -> Any:
    """The score of a, b, c ... by these criteria."""
    names = "abcdef"[: len(criteria[0].values)]
    given = {key: Decimal(str(weight)) for key, weight in weights.items()}
    return score(names, criteria, given)


def spans(found: Scoring) -> list[Any]:
    return [(row.score_low, row.score_high) for row in found.rows]


def points(found: Scoring) -> list[Decimal]:
    assert all(row.score_low == row.score_high for row in found.rows)
    return [row.score_low for row in found.rows]


def number(text: str) -> Decimal:
    return Decimal(text)


# The scale


def test_the_best_counts_one_the_worst_none_and_the_others_by_their_distance() -> None:
    assert points(scored(criterion("gdp", 100, 350, 200), gdp=3)) == [Decimal(0), Decimal(1), Decimal("0.4")]


def test_less_is_better_where_the_direction_is_down() -> None:
    assert points(scored(criterion("hours", 10, 5, 6, direction="down"), hours=1)) == [0, 1, Decimal("0.8")]


def test_a_weight_below_zero_says_that_less_is_better() -> None:
    assert points(scored(criterion("price", 10, 5, 6), price=-2)) == [0, 1, Decimal("0.8")]


def test_a_weight_below_zero_does_not_turn_a_direction_down_round() -> None:
    hours = criterion("hours", 10, 5, 6, direction="down")
    assert points(scored(hours, hours=-2)) == points(scored(hours, hours=2))


def test_a_plus_that_was_typed_says_that_more_is_better() -> None:
    weights = read_weights(["hours=+1"])
    found = score("ab", [criterion("hours", 10, 5, direction="down")], weights)
    assert points(found) == [1, 0]


def test_equal_values_count_one_each() -> None:
    assert points(scored(criterion("gdp", 7, 7), gdp=1)) == [1, 1]


def test_weights_are_shares_of_their_sum_and_stand_as_given() -> None:
    found = scored(criterion("gdp", 1, 2), criterion("price", 1, 2), gdp=3, price="-1.5")
    told = [(used.criterion, used.given, used.share, used.direction, used.worst, used.best) for used in found.weights]
    assert told == [
        ("gdp", 3, Decimal("0.666667"), "up", 1, 2),
        ("price", Decimal("-1.5"), Decimal("0.333333"), "down", 2, 1),
    ]


def test_a_score_is_the_sum_of_parts_that_say_how_they_came_about() -> None:
    found = scored(criterion("gdp", 1, 2, 5, notes=("", "inferred", "")), criterion("port", 9, 1, 1), gdp=1, port=3)
    second = found.rows[1]
    assert second.parts[0] == (
        "gdp",
        Decimal("0.25"),
        Decimal(2),
        Decimal("0.25"),
        Decimal("0.25"),
        Decimal("0.0625"),
        Decimal("0.0625"),
        "inferred",
    )
    assert second.score_low == sum(part.contribution_low for part in second.parts) == Decimal("0.0625")


def test_the_normalisation_is_told() -> None:
    assert "min-max" in scored(criterion("gdp", 1, 2), gdp=1).normalisation


def test_a_criterion_without_a_weight_does_not_count() -> None:
    found = scored(criterion("gdp", 1, 2), criterion("port", 9, 1), port=1)
    assert points(found) == [1, 0] and [used.criterion for used in found.weights] == ["port"]


# What is missing or open


def test_a_missing_value_counts_from_none_to_its_whole_weight() -> None:
    found = scored(criterion("gdp", 4, None, 2), criterion("port", 1, 1, 0), gdp=1, port=1)
    assert spans(found) == [(1, 1), (Decimal("0.5"), 1), (0, 0)]
    assert (found.rows[1].parts[0].value, found.rows[1].parts[0].contribution_high) == (None, Decimal("0.5"))


def test_an_order_is_undetermined_where_ranges_overlap() -> None:
    found = scored(criterion("gdp", 4, None, 2), criterion("port", 1, 1, 0), gdp=1, port=1)
    assert [row.rank for row in found.rows] == [None, None, 3]
    assert (found.undetermined, found.first, found.flip) == ((("a", "b"),), ("a", "b"), None)
    assert found.flip_note == "which of a and b is first is not determined"


def test_a_lower_bound_reaches_to_the_best_end_of_the_scale() -> None:
    found = scored(bounded("gdp", (100, 100), (80, None), (50, 50)), gdp=1)
    assert spans(found) == [(1, 1), (Decimal("0.6"), 1), (0, 0)]


def test_an_upper_bound_reaches_to_the_worst_end_of_the_scale() -> None:
    found = scored(bounded("gdp", (100, 100), (None, 80), (50, 50)), gdp=1)
    assert spans(found) == [(1, 1), (0, Decimal("0.6")), (0, 0)]


def test_bounds_change_sides_where_less_is_better() -> None:
    found = scored(bounded("hours", (100, 100), (80, None), (50, 50), direction="down"), hours=1)
    assert spans(found) == [(0, 0), (0, Decimal("0.4")), (1, 1)]


def test_a_range_stands_between_its_bounds() -> None:
    found = scored(bounded("gdp", (1000, 1000), (600, 700), (500, 500)), gdp=1)
    assert spans(found)[1] == (Decimal("0.2"), Decimal("0.4"))


def test_an_exact_value_beside_over_the_same_is_not_called_its_equal() -> None:
    found = scored(bounded("share", (41, None), (41, 41)), share=1)
    assert spans(found) == [(1, 1), (0, 1)]
    assert found.rows[0].rank is None


def test_where_less_is_better_over_the_same_may_be_worse() -> None:
    found = scored(bounded("share", (41, None), (41, 41), direction="down"), share=1)
    assert spans(found) == [(0, 1), (1, 1)]


def test_one_known_value_is_not_ahead_of_a_missing_one() -> None:
    found = scored(criterion("gdp", 5, None), gdp=1)
    assert spans(found) == [(1, 1), (0, 1)] and found.undetermined == (("a", "b"),)


# Ranks and near ties


def test_equal_scores_share_a_rank_and_the_next_is_left_out() -> None:
    found = scored(criterion("gdp", 1, 5, 5), gdp=1)
    assert [row.rank for row in found.rows] == [3, 1, 1]
    assert (found.first, found.flip, found.flip_note) == (("b", "c"), None, "b and c are level")


def test_scores_less_than_a_twentieth_apart_are_called_close() -> None:
    assert scored(criterion("gdp", 0, 1000, 951), gdp=1).close == (("b", "c"),)
    assert scored(criterion("gdp", 0, 1000, 950), gdp=1).close == ()


def test_level_scores_are_close_and_overlapping_ranges_are_not() -> None:
    assert scored(criterion("gdp", 5, 5), gdp=1).close == (("a", "b"),)
    assert scored(criterion("gdp", 5, None), gdp=1).close == ()


# The flip


def test_the_flip_names_the_weight_at_which_the_first_is_caught_up() -> None:
    found = scored(criterion("gdp", 10, 0), criterion("port", 0, 10), gdp=3, port=2)
    assert found.flip == ("gdp", 3, 2, -1, "a", ("a", "b"), "level")
    assert found.flip_note == "with gdp at 2 and not 3, a and b are level"


def test_a_flip_that_no_decimal_hits_is_rounded_to_one_that_is_enough() -> None:
    found = scored(criterion("gdp", 7, 0, 1), criterion("port", 0, 3, 4), gdp=3, port=1)
    assert found.flip == ("port", 1, number("2.5714286"), number("1.5714286"), "a", ("c",), "leads")
    assert found.flip_note == "with port at 2.5714286 and not 1, c is first and not a"


def test_a_weight_below_zero_keeps_its_sign_in_the_flip() -> None:
    found = scored(criterion("hours", 0, 10), criterion("port", 0, 10), hours=-3, port=2)
    assert found.flip == ("hours", -3, -2, 1, "a", ("a", "b"), "level")
    found = scored(criterion("hours", 0, 10, 10), criterion("port", 5, 5, 0), hours=-3, port=2)
    assert found.flip_note == "with hours at 0 and not -3, a and b are level"


def test_a_flip_may_take_a_weight_to_zero_and_not_beyond() -> None:
    found = scored(criterion("gdp", 10, 0, 0), criterion("port", 5, 5, 0), gdp=3, port=2)
    assert found.flip == ("gdp", 3, 0, -3, "a", ("a", "b"), "level")


def test_one_weight_alone_cannot_be_taken_away() -> None:
    found = scored(criterion("gdp", 10, 0), gdp=3)
    assert (found.flip, found.flip_note) == (None, "no change of a single weight takes the first place from a")


def test_the_better_in_everything_is_never_flipped() -> None:
    found = scored(criterion("gdp", 10, 0), criterion("port", 10, 0), gdp=3, port=2)
    assert found.flip is None


def test_a_flip_by_what_is_missing_leaves_open_who_is_first() -> None:
    found = scored(criterion("gdp", 10, 0, 9), criterion("port", 1, None, 0), gdp=3, port=1)
    assert found.flip is not None and found.flip.first == "a"
    assert (found.flip.criterion, found.flip.outcome) == ("gdp", "open") and found.flip.then == ("a", "b")
    assert found.flip_note.endswith("it is open which of a and b is first")


# What is refused


def refused(*criteria: Criterion, weights: Mapping[str, Decimal]) -> UsageError:
    with pytest.raises(UsageError) as caught:
        score("ab", criteria, weights)
    return caught.value


def test_a_weight_of_no_criterion_gets_the_nearest() -> None:
    error = refused(criterion("gdp", 1, 2), weights={"gpd": Decimal(1)})
    assert (error.message, error.fix) == ("no criterion is called 'gpd'", "did you mean gdp? There are: gdp")


def test_weights_that_are_all_zero_are_refused() -> None:
    assert "no weight" in refused(criterion("gdp", 1, 2), weights={"gdp": Decimal(0)}).message
    assert "no weight" in refused(criterion("gdp", 1, 2), weights={}).message


def test_a_criterion_without_a_better_side_needs_a_sign() -> None:
    area = criterion("area", 1, 2, direction="neither")
    error = refused(area, weights=read_weights(["area=3"]))
    assert error.fix == "give its weight a sign: area=+3 where more is better, area=-3 where less is"
    assert points(score("ab", [area], read_weights(["area=+3"]))) == [0, 1]
    assert points(score("ab", [area], {"area": Decimal(-3)})) == [1, 0]


def test_unlike_values_are_refused_with_the_reason_whatever_the_sign() -> None:
    apart = criterion("gdp", 1, 2, unlike="not comparable: 2021 city v. 2023 customs district")
    for weight in (1, -1):
        assert "2023 customs district" in refused(apart, weights={"gdp": Decimal(weight)}).message


def test_unlike_values_that_have_no_weight_do_no_harm() -> None:
    apart = criterion("gdp", 1, 2, unlike="not comparable")
    assert points(scored(criterion("port", 1, 2), apart, port=1)) == [0, 1]


def test_a_criterion_that_is_missing_throughout_is_refused() -> None:
    error = refused(criterion("gdp", None, None), weights={"gdp": Decimal(1)})
    assert error.message == "GDP has no value for any of those compared"


@pytest.mark.parametrize("names", ["", "a", "aa"])
def test_a_score_needs_two_alternatives(names: str) -> None:
    with pytest.raises(UsageError, match="two or more alternatives"):
        score(names, [Criterion("gdp", "GDP", (Decimal(1),) * len(names), "up", "points")], {"gdp": Decimal(1)})


def test_two_criteria_of_one_key_are_a_mistake_of_the_caller() -> None:
    with pytest.raises(ValueError, match="one key"):
        scored(criterion("gdp", 1, 2), criterion("gdp", 1, 2), gdp=1)


# Properties

NAMES = "abcd"
VALUES = st.one_of(st.none(), st.decimals(-100, 100, places=1))
KNOWN = st.decimals(-100, 100, places=1)
WEIGHTS = st.decimals("0.1", 9, places=1)


@st.composite
def comparisons(
    draw: st.DrawFn, *, values: st.SearchStrategy[Any] = VALUES
) -> tuple[list[Criterion], dict[str, Decimal]]:
    """Three or four alternatives, one to four criteria of which something is known, and a weight for each."""
    count = draw(st.integers(2, len(NAMES)))
    criteria = []
    for key in ("gdp", "port", "rent", "staff")[: draw(st.integers(1, 4))]:
        drawn = draw(st.lists(values, min_size=count, max_size=count))
        assume(any(value is not None for value in drawn))
        open_at = draw(st.sets(st.integers(0, count - 1), max_size=1)) if values is VALUES else set()
        criteria.append(
            Criterion(
                key,
                key,
                tuple(drawn),
                draw(st.sampled_from(["up", "down"])),
                "points",
                low=tuple(drawn),
                high=tuple(None if place in open_at else value for place, value in enumerate(drawn)),
            )
        )
    weights = {each.key: draw(WEIGHTS) * draw(st.sampled_from([1, 1, -1])) for each in criteria}
    return criteria, weights


def by_name(found: Scoring) -> dict[str, Score]:
    """The rows by alternative, with the parts in the order of their criteria."""
    return {row.alternative: row._replace(parts=tuple(sorted(row.parts))) for row in found.rows}


def picked(numbers: Sequence[Any] | None, order: Sequence[int]) -> Any:
    return None if numbers is None else tuple(numbers[place] for place in order)


@settings(deadline=None, max_examples=60)
@given(comparisons())
def test_the_order_of_arguments_changes_no_score(drawn: tuple[list[Criterion], dict[str, Decimal]]) -> None:
    criteria, weights = drawn
    count = len(criteria[0].values)
    usual = score(NAMES[:count], criteria, weights)
    for order in permutations(range(count)):
        turned = [
            each._replace(values=picked(each.values, order), low=picked(each.low, order), high=picked(each.high, order))
            for each in reversed(criteria)
        ]
        found = score([NAMES[place] for place in order], turned, dict(reversed(weights.items())))
        assert {name: row[:3] + row[4:] for name, row in by_name(found).items()} == {
            name: row[:3] + row[4:] for name, row in by_name(usual).items()
        }
        assert (set(found.first), found.flip and found.flip[:5]) == (set(usual.first), usual.flip and usual.flip[:5])


@settings(deadline=None, max_examples=60)
@given(comparisons(), st.decimals("0.01", 1000, places=2))
def test_scaling_all_weights_changes_no_score(
    drawn: tuple[list[Criterion], dict[str, Decimal]], factor: Decimal
) -> None:
    criteria, weights = drawn
    names = NAMES[: len(criteria[0].values)]
    larger = {key: weight * factor for key, weight in weights.items()}
    assert score(names, criteria, larger).rows == score(names, criteria, weights).rows


@settings(deadline=None, max_examples=150)
@given(comparisons())
def test_a_score_lies_between_none_and_one_and_is_known_where_nothing_is_open(
    drawn: tuple[list[Criterion], dict[str, Decimal]],
) -> None:
    criteria, weights = drawn
    for row in score(NAMES[: len(criteria[0].values)], criteria, weights).rows:
        assert 0 <= row.score_low <= row.score_high <= 1


@settings(deadline=None, max_examples=300)
@given(st.one_of(comparisons(values=KNOWN), comparisons()))
def test_the_flip_changes_the_first_place_and_a_millionth_less_does_not(
    drawn: tuple[list[Criterion], dict[str, Decimal]],
) -> None:
    criteria, weights = drawn
    names = NAMES[: len(criteria[0].values)]
    before = score(names, criteria, weights)
    flip = before.flip
    assume(flip is not None)
    assert flip is not None and before.first == (flip.first,) and flip.given == weights[flip.criterion]
    after = score(names, criteria, weights | {flip.criterion: flip.becomes})
    assert after.first == flip.then != before.first
    with localcontext() as context:
        context.prec = 60
        nearly = flip.given + flip.change * (1 - Decimal("0.000001"))
    assert score(names, criteria, weights | {flip.criterion: nearly}).first == before.first


@settings(deadline=None, max_examples=100)
@given(comparisons(values=KNOWN), st.integers(0, 3), st.decimals(0, 20, places=2))
def test_no_smaller_change_of_a_weight_changes_the_first_place(
    drawn: tuple[list[Criterion], dict[str, Decimal]], place: int, size: Decimal
) -> None:
    criteria, weights = drawn
    key = criteria[place % len(criteria)].key
    tried = size if weights[key] > 0 else -size
    names = NAMES[: len(criteria[0].values)]
    before = score(names, criteria, weights)
    assume(len(before.first) == 1 and (tried or len(criteria) > 1))
    if before.flip is None or abs(tried - weights[key]) < abs(before.flip.change):
        assert score(names, criteria, weights | {key: tried}).first == before.first


# Weights as they are typed


def test_weights_are_read_exactly_with_the_signs_that_were_typed() -> None:
    found = read_weights(["gdp=0.1", " price = -2 ", "area=+3"])
    assert found == {"gdp": Decimal("0.1"), "price": Decimal(-2), "area": Decimal(3)}
    assert found.signed == {"price", "area"}


@pytest.mark.parametrize(
    ("pairs", "said"),
    [
        (["gdp"], "'gdp' is no weight"),
        (["=3"], "'=3' is no weight"),
        (["gdp="], "'gdp=' is no weight"),
        (["gdp=much"], "'much', is not a number"),
        (["gdp=30%"], "'30%', is not a number"),
        (["gdp=nan"], "'nan', is no finite number"),
        (["gdp=-inf"], "'-inf', is no finite number"),
        (["gdp=1e10"], "out of reach: 1e10"),
        (["gdp=1e999999999"], "out of reach"),
        (["gdp=1e-10"], "out of reach: 1e-10"),
        (["gdp=1", "gdp=2"], "gdp has two weights, 1 and 2"),
    ],
)
def test_what_is_no_weight_is_named(pairs: list[str], said: str) -> None:
    with pytest.raises(UsageError) as caught:
        read_weights(pairs)
    assert said in caught.value.message and caught.value.fix


@pytest.fixture
def file(tmp_path: Path) -> Path:
    return tmp_path / "weights.toml"


@pytest.mark.parametrize("head", ["", "[weights]\n", 'title = "ours"\n[weights]\n'])
def test_weights_are_read_from_a_table_or_from_bare_lines(file: Path, head: str) -> None:
    file.write_text(f"{head}gdp = 0.1 # most of all\n'country projects' = 2\nprice = -2\n", encoding="utf-8")
    assert read_weights([], file) == {"gdp": Decimal("0.1"), "country projects": 2, "price": -2}


def test_a_file_may_begin_with_a_byte_order_mark(file: Path) -> None:
    file.write_bytes(b"\xef\xbb\xbfgdp = 3\n")
    assert read_weights([], file) == {"gdp": 3}


def test_a_plus_in_a_file_is_kept(file: Path) -> None:
    file.write_text('area = +3\nrent = "+2.5"\ngdp = 3\n', encoding="utf-8")
    assert read_weights([], file).signed == {"area", "rent"}


def test_a_weight_that_is_typed_counts_more_than_the_file(file: Path) -> None:
    file.write_text("area = +3\ngdp = 3\n", encoding="utf-8")
    found = read_weights(["area=7"], file)
    assert found == {"area": 7, "gdp": 3} and not found.signed


@pytest.mark.parametrize(
    ("text", "said"),
    [
        (b"gdp: 3", "is not TOML"),
        (b"gdp = 1\ngdp = 2", "is not TOML"),
        (b"\xff", "is not UTF-8"),
        (b"", "has no weights"),
        (b"[weights]\n", "has no weights"),
        (b"weights = 3", "has no weights"),
        (b"gdp = true", "gdp, True, is not a number"),
        (b"gdp = [1]", "gdp, [1], is not a number"),
        (b"gdp = nan", "is no finite number"),
        (b"gdp = 1e99", "out of reach: 1e99"),
        (b"gdp = " + b"9" * 5000, "is not TOML"),
        (b"gdp = 0x" + b"f" * 9000, "out of reach"),
    ],
)
def test_a_file_that_holds_no_weights_is_named(file: Path, text: bytes, said: str) -> None:
    file.write_bytes(text)
    with pytest.raises(UsageError) as caught:
        read_weights([], file)
    assert said in caught.value.message and caught.value.fix


def test_a_file_that_cannot_be_read_is_named(tmp_path: Path) -> None:
    with pytest.raises(UsageError, match=r"none\.toml cannot be read: No such file"):
        read_weights([], tmp_path / "none.toml")


# What records are scored by


def record(identity: str, **values: Any) -> dict[str, Any]:
    empty: dict[str, Any] = {
        spec.key: [] if spec.type in ("ids", "texts", "objects") else None for spec in fields("policy")
    }
    return {**empty, "id": identity, "kind": "policy", "name": identity, "status": "planned", **values}


def criteria_of(*items: dict[str, Any], **options: Any) -> dict[str, Any]:
    return {each.key: each for each in record_criteria(items, fields("policy"), **options)}


def test_a_status_counts_one_for_a_fact_none_for_a_plan_and_is_missing_where_unknown() -> None:
    items = [record(status, status=status) for status in ("in_force", "sought", "expired", "unknown")]
    found = criteria_of(*items)["status"]
    assert found.values == (1, 0, 0, None) and found.direction == "up"
    assert found.notes == ("in force", "sought", "expired", "unknown")
    assert "fact" in found.label and "plan" in found.unit


def test_a_list_counts_by_how_many_entries_are_on_record() -> None:
    found = criteria_of(record("a", agencies=["x", "y"]), record("b"))["agencies"]
    assert (found.values, found.notes, found.unit) == ((2, 0), ("", "none recorded"), "entries on record")
    assert (found.label, found.direction) == ("Agencies (how many)", "up")


def test_a_count_of_what_has_a_status_is_not_called_one_of_facts() -> None:
    assert criteria_of(record("a"), record("b"))["measures"].unit == "entries on record, plans and facts alike"


def test_more_disagreements_are_no_merit_and_more_conditions_neither() -> None:
    found = criteria_of(record("a"), record("b"))
    assert (found["discrepancies"].direction, found["eligibility"].direction) == ("down", "neither")


def test_rows_that_are_added_to_a_comparison_can_be_scored() -> None:
    found = criteria_of(record("a"), record("b"), extra={"units": ("Units", [["x"], []])})
    assert (found["units"].label, found["units"].values) == ("Units (how many)", (1, 0))


def test_texts_and_names_make_no_criterion() -> None:
    assert not {"level", "summary", "issued", "aliases", "citations"} & set(criteria_of(record("a"), record("b")))


def test_a_number_counts_by_its_value_and_has_no_better_side_of_its_own() -> None:
    spec = FieldSpec("beds", "Beds", "number", "", lambda record, around: None)
    found: Any = record_criteria([{"beds": 3}, {"beds": None}], (spec,))[0]
    assert (found.values, found.direction, found.notes) == ((3, None), "neither", ("", "not stated"))


def test_the_value_of_a_figure_is_no_criterion_without_its_qualifier() -> None:
    figures = [{"value": Decimal(41), "qualifier": "over"}, {"value": Decimal(40), "qualifier": "exact"}]
    keys = {each.key for each in record_criteria(figures, fields("figure"))}
    assert not keys & {"value", "value_min", "value_max", "multiplier"}


def test_records_are_scored_by_their_criteria() -> None:
    items = [record("a", status="in_force", agencies=["x"]), record("b", agencies=["x", "y"])]
    found = score("ab", record_criteria(items, fields("policy")), read_weights(["status=2", "agencies=1"]))
    assert (found.first, found.flip_note) == (("a",), "with agencies at 2 and not 1, a and b are level")
