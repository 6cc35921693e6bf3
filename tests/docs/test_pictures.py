"""The pictures of the README are there, are read aloud, and ask for nothing from outside."""

from __future__ import annotations

import re
from pathlib import Path

ROOT = Path(__file__).parents[2]
FOLDER = ROOT / "docs" / "pictures"
NAMED = re.findall(r"!\[(.*?)\]\((.*?)\)", (ROOT / "README.md").read_text("utf-8"))


def test_every_picture_that_is_named_exists_and_every_one_that_exists_is_named() -> None:
    assert {ROOT / path for _, path in NAMED} == set(FOLDER.glob("*"))
    assert len(NAMED) >= 3


def test_every_picture_has_words_for_those_who_do_not_see_it() -> None:
    assert [path for words, path in NAMED if len(words) < 40] == []


def test_a_picture_is_small_and_fetches_nothing() -> None:
    for path in FOLDER.glob("*.svg"):
        drawn = path.read_text("utf-8")
        assert len(drawn) < 150_000, path
        assert re.findall(r"url\((?!#)|@font-face|@import|href=", drawn) == [], path
