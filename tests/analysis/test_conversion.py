"""Conversion between magnitudes: exact there and back, and never from one thing into another."""

from __future__ import annotations

from decimal import Decimal, localcontext
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dftzcli.errors import UsageError
from dftzcli.model.units import BASES, WITHOUT_MAGNITUDE, Target, Unit, convert, target, unit

NUMBERS = st.decimals(allow_nan=False, allow_infinity=False, min_value=-(10**40), max_value=10**40, places=12)
AMOUNTS = st.sampled_from([base for base in BASES if unit(base).dimension not in WITHOUT_MAGNITUDE])
EXPONENTS = st.integers(0, 14)


def of(exponent: int, base: str) -> Unit:
    return Target(exponent, base).for_base(base)


@given(NUMBERS, AMOUNTS, EXPONENTS, EXPONENTS)
def test_there_and_back_is_the_same_number(value: Decimal, base: str, here: int, there: int) -> None:
    moved = convert(value, of(here, base), of(there, base))
    assert convert(moved, of(there, base), of(here, base)) == value


@given(NUMBERS, AMOUNTS, EXPONENTS, EXPONENTS)
def test_a_converted_number_is_worth_what_it_was(value: Decimal, base: str, here: int, there: int) -> None:
    one, other = of(here, base), of(there, base)
    assert Fraction(convert(value, one, other)) * Fraction(other.multiplier) == Fraction(value) * Fraction(
        one.multiplier
    )


@given(NUMBERS, EXPONENTS, EXPONENTS)
def test_no_digit_is_lost_to_the_precision_of_the_context(value: Decimal, here: int, there: int) -> None:
    with localcontext() as context:
        context.prec = 3
        moved = convert(value, of(here, "USD"), of(there, "USD"))
    assert moved == convert(value, of(here, "USD"), of(there, "USD"))
    assert Fraction(moved) == Fraction(value) * Fraction(10) ** (here - there)


@given(NUMBERS, st.sampled_from(BASES), st.sampled_from(BASES))
def test_unlike_bases_are_never_converted(value: Decimal, base: str, other: str) -> None:
    if base == other:
        assert convert(value, unit(base), unit(other)) == value
        return
    with pytest.raises(UsageError) as caught:
        convert(value, unit(base), unit(other))
    assert base in caught.value.message
    assert other in caught.value.message
    with pytest.raises(UsageError):
        Target(0, other).for_base(base)


@given(AMOUNTS, EXPONENTS)
def test_the_code_of_a_target_names_it_again(base: str, exponent: int) -> None:
    meant = Target(exponent, base)
    assert target(meant.code) == meant
    assert target(meant.for_base(base).code.upper()) == meant


@given(st.text(max_size=70))
def test_any_text_is_a_unit_or_a_usage_error(text: str) -> None:
    try:
        found = target(text)
    except UsageError as error:
        assert error.fix
    else:
        assert found.base is None or found.for_base(found.base).base == found.base
