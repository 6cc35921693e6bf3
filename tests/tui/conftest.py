"""Tests of the application wait for its work and for nothing else."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from tests.tui.playing import quiet


@pytest.fixture(autouse=True, scope="session")
def _no_idle_waits() -> Iterator[None]:
    """Let the pilot go on when the loop has nothing to do, where Textual's would sleep until the process looks idle."""

    async def wait_for_idle(min_sleep: float = 0, max_sleep: float = 1) -> None:
        await quiet()

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr("textual.app.wait_for_idle", wait_for_idle)
        patch.setattr("textual.pilot.wait_for_idle", wait_for_idle)
        yield
