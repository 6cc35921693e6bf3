"""Countries: the names and codes that stand for each."""

from __future__ import annotations

import pytest

from dftzcli.search.countries import code_of, names


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("JP", "JP"),
        ("jpn", "JP"),
        (" Japan ", "JP"),
        ("日本", "JP"),
        ("일본", "JP"),
        ("South Korea", "KR"),
        ("韩国", "KR"),
        ("Russia", "RU"),
        ("Russian Federation", "RU"),
        ("俄罗斯", "RU"),
        ("ロシア連邦", "RU"),
        ("UK", "GB"),
        ("USA", "US"),
        ("United States", "US"),
        ("中国", "CN"),
        ("Atlantis", None),
        ("", None),
    ],
)
def test_a_country_is_known_by_code_and_by_name_in_four_languages(text: str, code: str | None) -> None:
    assert code_of(text) == code


def test_every_two_letter_code_stands_for_itself() -> None:
    for name, code in names().items():
        if len(name) == 2 and name.isascii() and name != "uk":
            assert name == code.lower()
