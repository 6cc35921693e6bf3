"""Units: every code has a base, a multiplier and a dimension, and readers may write it as they do."""

from __future__ import annotations

from decimal import Decimal

import pytest

from dftzcli.errors import UsageError
from dftzcli.model.unit_words import OTHER_CURRENCIES, meanings
from dftzcli.model.units import BASES, UNIT_CODES, WITHOUT_MAGNITUDE, convert, target, unit


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
    assert {unit(code).base for code in UNIT_CODES if unit(code).dimension == "money"} == {"CNY", "USD", "JPY"}


def test_no_code_stands_twice() -> None:
    assert len(set(UNIT_CODES)) == len(UNIT_CODES)


@pytest.mark.parametrize("code", ["", "usd", "10,000", "billion"])
def test_a_code_that_is_not_in_the_list_is_refused(code: str) -> None:
    with pytest.raises(KeyError):
        unit(code)


@pytest.mark.parametrize(
    ("typed", "code"),
    [
        ("USD bn", "billion USD"),
        ("bn USD", "billion USD"),
        ("bnusd", "billion USD"),
        ("billion USD", "billion USD"),
        ("US$ m", "million USD"),
        ("us$ (m)", "million USD"),
        ("U.S. dollars, bn", "billion USD"),
        ("millions of USD", "million USD"),
        ("USD-million", "million USD"),
        ("10,000 USD", "10,000 USD"),
        ("10000usd", "10,000 USD"),
        ("10k USD", "10,000 USD"),
        ("USD 10,000", "10,000 USD"),
        ("usd '000", "thousand USD"),
        ("CNY", "CNY"),
        ("yuan", "CNY"),
        ("RMB BN", "billion CNY"),
        ("RMB 100 million yuan", "100 million CNY"),
        ("元", "CNY"),
        ("万元", "10,000 CNY"),
        ("亿元", "100 million CNY"),
        ("億圓", "100 million CNY"),
        ("人民币亿元", "100 million CNY"),
        ("亿元人民币", "100 million CNY"),
        ("万亿元", "trillion CNY"),
        ("亿美元", "100 million USD"),
        ("万美元", "10,000 USD"),
        ("１０，０００ ＴＥＵ", "10,000 TEU"),
        ("万标箱", "10,000 TEU"),
        ("million t", "million t"),
        ("Mt", "million t"),
        ("万吨", "10,000 t"),
        ("m km", "million km"),
        ("km", "km"),
        ("km²", "km2"),
        ("thousand persons", "thousand persons"),
        ("万人", "10,000 persons"),
        ("thousand companies", "thousand companies"),
        ("company", "companies"),
        ("％", "%"),
        ("percent", "%"),
        ("percentage points", "pp"),
        ("个百分点", "pp"),
    ],
)
def test_a_unit_is_read_as_readers_write_it(typed: str, code: str) -> None:
    found = target(typed)
    assert found.base is not None
    assert (found.code, found.for_base(found.base).code) == (code, code)


@pytest.mark.parametrize("code", UNIT_CODES)
def test_the_code_of_a_unit_names_it_in_any_case(code: str) -> None:
    assert target(code.upper()).for_base(unit(code).base) == unit(code)


@pytest.mark.parametrize(
    ("typed", "base", "code"),
    [
        ("bn", "USD", "billion USD"),
        ("bn", "CNY", "billion CNY"),
        ("亿", "CNY", "100 million CNY"),
        ("百万", "TEU", "million TEU"),
        ("million", "persons", "million persons"),
        ("ten thousand", "t", "10,000 t"),
        ("1", "USD", "USD"),
    ],
)
def test_a_magnitude_alone_keeps_the_base_of_the_figure(typed: str, base: str, code: str) -> None:
    assert target(typed).base is None
    assert target(typed).for_base(base).code == code


def test_a_magnitude_alone_says_which_it_is() -> None:
    assert [target(typed).code for typed in ("k", "万", "亿", "bn", "1")] == [
        "thousand", "10,000", "100 million", "billion", "1"
    ]  # fmt: skip


@pytest.mark.parametrize("base", BASES)
def test_every_name_of_a_base_goes_with_every_magnitude_in_one_sense(base: str) -> None:
    from dftzcli.model import unit_words

    names = [name for name, named in unit_words._aliases().items() if named == base]
    assert names
    for name in names:
        for word, exponent in unit_words._MAGNITUDES.items():
            assert meanings(word + name) == meanings(name + word) == {(exponent, base)}


@pytest.mark.parametrize(
    "typed",
    ["", " ", "foo", "5 USD", "10,00 USD", "1.5 bn", "-10,000 USD", "usd t", "USD CNY", "bn bn", "1000 trillion",
     "USD\x1b[31m", "bn" * 40],
)  # fmt: skip
def test_what_is_no_unit_is_refused_with_examples(typed: str) -> None:
    with pytest.raises(UsageError, match="is not a unit") as caught:
        target(typed)
    assert "USD bn" in caught.value.fix
    assert len(caught.value.message) < 90


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("USD bilion", "billion USD"),
        ("doller bn", "billion USD"),
        ("pesrons", "persons"),
        ("millon teus", "million TEU"),
    ],
)
def test_a_slip_of_the_keyboard_is_shown_what_it_is_near_to(typed: str, meant: str) -> None:
    with pytest.raises(UsageError) as caught:
        target(typed)
    assert f"did you mean {meant} " in caught.value.fix


@pytest.mark.parametrize("typed", ["", "foo", "EURO and USD"])
def test_what_is_near_to_nothing_is_shown_nothing_near(typed: str) -> None:
    with pytest.raises(UsageError) as caught:
        target(typed)
    assert "did you mean" not in caught.value.fix


@pytest.mark.parametrize("typed", ["EUR", "EUR bn", "英镑", "亿欧元", "hk$ m", *OTHER_CURRENCIES])
def test_a_currency_that_no_figure_is_in_is_refused_by_name(typed: str) -> None:
    with pytest.raises(UsageError, match="no figure is printed in [A-Z]{3}: .*dated rates"):
        target(typed)


@pytest.mark.parametrize("base", [base for base in BASES if unit(base).dimension in WITHOUT_MAGNITUDE])
def test_shares_ranks_and_ratios_take_no_magnitude(base: str) -> None:
    for refused in (lambda: target("bn").for_base(base), lambda: target(f"bn {base}")):
        with pytest.raises(UsageError, match="takes no magnitude such as billion"):
            refused()
    assert target("1").for_base(base) == unit(base)


def test_a_result_per_person_takes_no_magnitude() -> None:
    with pytest.raises(UsageError, match="takes no magnitude"):
        target("bn").for_base("CNY per person")


def test_a_conversion_moves_the_point() -> None:
    assert convert(Decimal(13887643), unit("10,000 USD"), unit("billion USD")) == Decimal("138.87643")
    assert convert(Decimal("-0.05"), unit("billion CNY"), unit("10,000 CNY")) == Decimal(-5000)


@pytest.mark.parametrize(("value", "shown"), [("22.50", "22500"), ("1E+3", "1000000"), ("0", "0"), ("0.0005", "0.5")])
def test_a_converted_number_is_written_without_an_exponent_and_whole_without_decimals(value: str, shown: str) -> None:
    assert str(convert(Decimal(value), unit("billion CNY"), unit("million CNY"))) == shown


def test_a_number_that_is_asked_for_in_its_own_unit_keeps_its_digits() -> None:
    assert str(convert(Decimal("40.0"), unit("%"), unit("%"))) == "40.0"


@pytest.mark.parametrize(("base", "wanted"), [("CNY", "USD"), ("USD", "CNY")])
def test_a_currency_is_never_changed_and_the_refusal_says_what_to_ask_for(base: str, wanted: str) -> None:
    for refused in (
        lambda: convert(Decimal(1), unit(f"billion {base}"), unit(f"million {wanted}")),
        lambda: target(f"{wanted} bn").for_base(base),
    ):
        with pytest.raises(UsageError, match=f"in {base} is not converted to {wanted}: .*dated rates") as caught:
            refused()
        assert f'"{base} bn"' in caught.value.fix


@pytest.mark.parametrize(("code", "wanted"), [("%", "pp"), ("pp", "%")])
def test_percent_and_percentage_points_refuse_each_other(code: str, wanted: str) -> None:
    with pytest.raises(UsageError, match=f"{code} is not {wanted}: .*percentage points"):
        convert(Decimal(1), unit(code), unit(wanted))


def test_unlike_things_refuse_each_other_by_name() -> None:
    with pytest.raises(UsageError, match="in companies is not converted to projects"):
        convert(Decimal(1), unit("companies"), unit("projects"))


@pytest.mark.parametrize("value", ["NaN", "Infinity"])
def test_what_is_no_finite_number_is_not_converted(value: str) -> None:
    with pytest.raises(ValueError, match="no finite number"):
        convert(Decimal(value), unit("CNY"), unit("million CNY"))
