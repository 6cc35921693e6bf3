"""Periods: what they span, and what is none."""

from __future__ import annotations

import calendar
import datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dftzcli.model.periods import bounds, overlaps, precision, years

DAYS = st.dates(min_value=datetime.date(1000, 1, 1))
PRECISIONS = st.sampled_from([4, 7, 10])


@pytest.mark.parametrize(
    ("period", "first", "last"),
    [
        ("2025", "2025-01-01", "2025-12-31"),
        ("2024-02", "2024-02-01", "2024-02-29"),
        ("2023-02", "2023-02-01", "2023-02-28"),
        ("2026-01-23", "2026-01-23", "2026-01-23"),
        ("2024-01/2024-02", "2024-01-01", "2024-02-29"),
        ("2021/2025-06", "2021-01-01", "2025-06-30"),
        ("2024-03/2024", "2024-03-01", "2024-12-31"),
        ("0001", "0001-01-01", "0001-12-31"),
    ],
)
def test_a_period_spans_its_first_to_its_last_day(period: str, first: str, last: str) -> None:
    assert bounds(period) == (first, last)


@pytest.mark.parametrize(
    "text",
    [
        "",
        "24",
        "2024-1",
        "2024-13",
        "2024-00",
        "2024-01-32",
        "2024/",
        "/2024",
        "2024/2025/2026",
        "2024-01-01T00:00",
        " 2024",
        "2024\n",
        "2024-01\n",
        "２０２４",
        "Q1 2024",
    ],
)
def test_what_is_no_iso_period_is_refused_by_name(text: str) -> None:
    with pytest.raises(ValueError, match="is not a day, month, year or interval"):
        bounds(text)


@pytest.mark.parametrize(
    "day", ["2023-02-29", "2023-02-30", "2024-04-31", "2024-01-01/2024-06-31", "0000", "0000-01-01"]
)
def test_a_day_that_the_calendar_has_not_is_refused(day: str) -> None:
    with pytest.raises(ValueError, match="is not a day of the calendar"):
        bounds(day)


@pytest.mark.parametrize("period", ["2024/2023", "2024-02/2024-01", "2024-01-02/2024-01-01", "2024-02/2023"])
def test_a_period_that_runs_backwards_is_refused(period: str) -> None:
    with pytest.raises(ValueError, match="ends before it begins"):
        bounds(period)


@pytest.mark.parametrize(
    ("period", "other", "is_shared"),
    [
        ("2024", "2024-02", True),
        ("2024-01/2024-02", "2024-02-29", True),
        ("2024-01/2024-02", "2024-03", False),
        ("2023", "2024", False),
        ("2023-12-31/2024-01-01", "2024", True),
    ],
)
def test_periods_overlap_when_they_share_a_day(period: str, other: str, is_shared: bool) -> None:
    assert overlaps(period, other) is is_shared
    assert overlaps(other, period) is is_shared


def test_a_period_touches_every_year_from_its_first_day_to_its_last() -> None:
    assert list(years("2023-12/2025-01")) == [2023, 2024, 2025]
    assert list(years("2024-06")) == [2024]


@pytest.mark.parametrize(
    ("period", "fineness"),
    [("2024", "year"), ("2024-02", "month"), ("2024-02-03", "day"), ("2024/2025", "interval")],
)
def test_precision_is_how_finely_a_period_is_stated(period: str, fineness: str) -> None:
    assert precision(period) == fineness


@given(DAYS, PRECISIONS)
def test_a_date_cut_short_spans_the_day_it_was_cut_from(day: datetime.date, length: int) -> None:
    first, last = bounds(day.isoformat()[:length])
    assert first <= day.isoformat() <= last


@given(DAYS, DAYS, PRECISIONS, PRECISIONS)
def test_an_interval_spans_both_its_ends_or_is_refused(
    one: datetime.date, two: datetime.date, length: int, other_length: int
) -> None:
    first, last = one.isoformat()[:length], two.isoformat()[:other_length]
    start, end = bounds(first)[0], bounds(last)[1]
    if start > end:
        with pytest.raises(ValueError, match="ends before it begins"):
            bounds(f"{first}/{last}")
    else:
        assert bounds(f"{first}/{last}") == (start, end)


@given(DAYS, PRECISIONS)
def test_the_bounds_of_a_period_are_days_of_the_calendar(day: datetime.date, length: int) -> None:
    assert all(datetime.date.fromisoformat(bound) for bound in bounds(day.isoformat()[:length]))


@given(st.text(alphabet="0123456789-/T \n", max_size=24))
def test_a_text_is_a_period_or_is_refused_with_a_value_error(text: str) -> None:
    try:
        start, end = bounds(text)
    except ValueError:
        return
    assert start <= end and overlaps(text, text) and precision(text)


@given(st.dates())
def test_every_month_ends_where_the_library_of_dates_says(day: datetime.date) -> None:
    month = day.isoformat()[:7]
    last = calendar.monthrange(day.year, day.month)[1]
    assert bounds(month) == (f"{month}-01", f"{month}-{last:02d}")
