"""A few pictures of the application over made-up records, as they were when somebody last looked at them."""

from __future__ import annotations

from pathlib import Path

import pytest

from dftzcli.catalogue import Catalogue
from tests.tui.snapshots import FOLDER, SHOTS, drawn, made_by, sample
from tests.tui.svg import lines, mended


@pytest.fixture(scope="module")
def made_up(tmp_path_factory: pytest.TempPathFactory) -> Catalogue:
    return sample(tmp_path_factory.mktemp("made-up"))


@pytest.mark.parametrize("name", SHOTS)
def test_a_screen_looks_as_it_did(made_up: Catalogue, name: str, tmp_path: Path) -> None:
    stored = (FOLDER / f"{name}.svg").read_text(encoding="utf-8")
    found = drawn(made_up, name)
    (tmp_path / f"{name}.svg").write_text(found, encoding="utf-8")
    assert lines(found) == lines(stored), f"look at {tmp_path}; `python -m tests.tui.snapshots` draws them all anew"
    # Other versions of what draws may give the same words another look.
    if stored.startswith(f"<!-- {made_by()} -->"):
        assert found == stored, f"the words are the same, their look is not: compare {tmp_path} with {FOLDER}"


def test_every_stored_picture_is_one_that_is_compared() -> None:
    assert {path.stem for path in FOLDER.glob("*")} == set(SHOTS)


def test_a_picture_fetches_nothing_and_gives_wide_characters_their_cells() -> None:
    svg = (
        "<style>@font-face { src: url('https://elsewhere.example/f.woff2'); }\n.terminal-123-r1 {}</style>"
        '<text class="terminal-123-r1" x="10" y="20" textLength="36" clip-path="url(#terminal-123-line-0)">a大b</text>'
    )
    found = mended(svg)
    assert "elsewhere" not in found and "123" not in found
    assert lines(found) == ("a大b",)
    assert 'x="10.0" y="20" textLength="12.0"' in found
    assert 'x="22.0" y="20" textLength="24.0"' in found
    assert 'x="46.0" y="20" textLength="12.0"' in found
