"""Units: every code has a base, a multiplier and a dimension."""

from __future__ import annotations

from decimal import Decimal

import pytest

from dftzcli.model.units import UNIT_CODES, unit


@pytest.mark.parametrize("code", UNIT_CODES)
def test_a_unit_counts_in_a_base_that_is_a_unit_of_one(code: str) -> None:
    found = unit(code)
    base = unit(found.base)
    assert (base.base, base.multiplier, base.dimension) == (found.base, Decimal(1), found.dimension)


@pytest.mark.parametrize(
    ("code", "base", "multiplier"),
    [
        ("10,000 CNY", "CNY", 10**4),
        ("million CNY", "CNY", 10**6),
        ("billion CNY", "CNY", 10**9),
        ("trillion CNY", "CNY", 10**12),
        ("10,000 USD", "USD", 10**4),
        ("million USD", "USD", 10**6),
        ("billion USD", "USD", 10**9),
    ],
)
def test_a_printed_multiplier_is_worth_what_it_says(code: str, base: str, multiplier: int) -> None:
    assert unit(code)[1:] == (base, Decimal(multiplier), "money")


def test_counted_things_have_bases_of_their_own() -> None:
    assert unit("companies").dimension == unit("projects").dimension == "count"
    assert unit("companies").base != unit("projects").base


def test_every_money_is_in_a_currency_of_three_letters() -> None:
    assert {unit(code).base for code in UNIT_CODES if unit(code).dimension == "money"} == {"CNY", "USD"}


def test_no_code_stands_twice() -> None:
    assert len(set(UNIT_CODES)) == len(UNIT_CODES)


@pytest.mark.parametrize("code", ["", "usd", "10,000", "billion"])
def test_a_code_that_is_not_in_the_list_is_refused(code: str) -> None:
    with pytest.raises(KeyError):
        unit(code)
