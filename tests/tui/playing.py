"""What tests of places share: an application that is driven by keys, what stands on its screen, and hostile data."""

from __future__ import annotations

import asyncio
import atexit
import re
import tempfile
from collections.abc import Awaitable, Callable
from functools import cache
from pathlib import Path
from typing import Any, Final

import msgspec
import pytest
from textual.pilot import Pilot

from dftzcli.catalogue import Catalogue
from dftzcli.model.vocabulary import KINDS
from dftzcli.opening import open_catalogue
from dftzcli.store.database import CatalogueDatabase
from dftzcli.store.workspace import Workspace
from dftzcli.tui.app import Dftz
from dftzcli.tui.desk import Desk
from dftzcli.tui.views import View

Script = Callable[[Dftz, Pilot[None]], Awaitable[None]]
# The least that everything must work on; what is driven is 120 by 40 unless told otherwise.
SMALL: Final = (80, 24)
SIZES: Final = (SMALL, (120, 40))
HOSTILE: Final = (
    "[/red] z", "[b", "a[0]", "\x1b[31mred\x1b[0m", "\u202egnp.exe", "[@click=app.quit]quit[/]",
    "long " * 39 + "end", "大连" * 90, "x\u200dy \ufe0f",
)  # fmt: skip


def drive(
    catalogue: Catalogue,
    view: View,
    script: Script,
    *,
    size: tuple[int, int] = (120, 40),
    workspace: Workspace | None = None,
    ansi: bool = False,
    theme: str | None = None,
    **settings: Any,
) -> Dftz:
    """Open the application at a view and let a script have it."""
    app = Dftz(Desk(catalogue, workspace=workspace, **settings), view=view, ansi=ansi, theme=theme)

    async def play() -> None:
        async with app.run_test(size=size, notifications=True) as pilot:
            await settled(app, pilot)
            await script(app, pilot)

    asyncio.run(play())
    return app


async def settled(app: Dftz, pilot: Pilot[None]) -> None:
    """Wait until what is asked beside the screen is answered and drawn; a dialog that waits is not waited for."""
    while app.is_running and app._exception is None and not app._exit:
        await quiet()
        if any(worker._thread_worker and not worker.is_finished for worker in app.workers):
            await asyncio.sleep(0.001)
        elif not _drawn(app):
            return


async def quiet() -> None:
    """Wait until the loop has nothing to do but to wait: for a thread, a clock, or a key."""
    ready = vars(asyncio.get_running_loop())["_ready"]
    await asyncio.sleep(0)
    while ready:
        await asyncio.sleep(0)


def _drawn(app: Dftz) -> bool:
    """Draw what is to be drawn without waiting for the next frame; tell whether there was anything."""
    screen = app.screen
    if app._batch_count or not (
        screen._layout_required
        or screen._scroll_required
        or screen._repaint_required
        or screen._recompose_required
        or screen._dirty_widgets
        or screen._callbacks
    ):
        return False
    screen._on_timer_update()
    return True


async def press(app: Dftz, pilot: Pilot[None], *keys: str) -> None:
    """Press keys one after the other, as fast as a person who waits for each."""
    for key in keys:
        await pilot.press(key)
        await settled(app, pilot)


def screen(app: Dftz) -> str:
    """Return what stands on the screen."""
    strips = app.screen._compositor.render_strips()
    return "\n".join("".join(segment.text for segment in strip) for strip in strips)


def squeezed(text: str) -> str:
    """Return a text without spaces, ends of lines and borders, so that wrapping does not matter."""
    return re.sub(r"[\s│┃▏▕█▁▂▃▄▅▆▇▎▊▔]+", "", text)


def told(app: Dftz) -> str:
    """Return what was said in passing."""
    return "\n".join(str(note.message) for note in app._notifications)


@cache
def shelf() -> Path:
    """Return a folder of this process, for what its tests share and none of them changes."""
    found = tempfile.TemporaryDirectory()
    atexit.register(found.cleanup)
    return Path(found.name)


@cache
def hostile() -> Catalogue:
    """Return a catalogue whose first records of each kind bear names and texts that try to break a terminal."""
    folder = shelf() / "hostile"
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("DFTZ_CACHE_DIR", str(folder / "cache"))
        return _hostile(folder)


def _hostile(folder: Path) -> Catalogue:
    stored = open_catalogue(folder / "data")
    with CatalogueDatabase(folder / "data" / "catalogue.json") as database, database.transaction():
        for kind in KINDS:
            for name, record in zip(HOSTILE, stored.of_kind(kind), strict=False):
                own = {"publisher": name} if kind == "source" else {}
                changed = {"name": name, "name_zh": name, "summary": f"Summary {name}", **own}
                database.replace(msgspec.structs.replace(record, **changed))
    return open_catalogue(folder / "data")
