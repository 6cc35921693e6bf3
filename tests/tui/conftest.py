"""Tests of the application wait for its work and for nothing else, and read each style once."""

from __future__ import annotations

import gc
from collections.abc import Iterator
from typing import Any

import pytest
from textual.css.stylesheet import Stylesheet

from dftzcli.catalogue import Catalogue
from tests.tui.playing import quiet


@pytest.fixture(autouse=True, scope="session")
def _fast(catalogue: Catalogue) -> Iterator[None]:
    """Go on when the loop has nothing to do, where Textual's pilot would sleep until the process looks idle.

    Hundreds of applications are started here with the same styles, beside a catalogue that no test throws away.
    """
    styles: dict[Any, Any] = {}
    parse = Stylesheet._parse_rules

    def parsed(sheet: Stylesheet, *given: Any, **named: Any) -> Any:
        key = (given, tuple(named.items()), tuple(sheet._variables.items()))
        if key not in styles:
            styles[key] = parse(sheet, *given, **named)
        return styles[key]

    async def wait_for_idle(min_sleep: float = 0, max_sleep: float = 1) -> None:
        await quiet()

    gc.collect()
    gc.freeze()
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(Stylesheet, "_parse_rules", parsed)
        patch.setattr("textual.app.wait_for_idle", wait_for_idle)
        patch.setattr("textual.pilot.wait_for_idle", wait_for_idle)
        yield
    gc.unfreeze()
