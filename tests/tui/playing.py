"""What tests of places share: an application that is driven by keys, what stands on its screen, and hostile data."""

from __future__ import annotations

import asyncio
import atexit
import re
import tempfile
from collections.abc import Awaitable, Callable, Iterator
from functools import cache
from pathlib import Path
from typing import Any, Final

import msgspec
import pytest
from textual._context import active_app
from textual.app import App
from textual.pilot import Pilot

from dftzcli.catalogue import Catalogue
from dftzcli.model.records import Record
from dftzcli.model.vocabulary import KINDS, Kind
from dftzcli.opening import open_catalogue
from dftzcli.store.workspace import Workspace
from dftzcli.tui.app import Dftz
from dftzcli.tui.desk import Desk
from dftzcli.tui.views import View
from tests.search.sample import catalogue_in

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
    await quiet()
    while app._waiting or app._is_held or any(one._thread_worker and not one.is_finished for one in app.workers):
        await asyncio.sleep(0.001)
        await quiet()


async def quiet() -> None:
    """Wait until the loop has nothing to do but to wait: for a thread, a clock, or a key.

    Sizes are taken and frames are drawn at once, where Textual gives more of them a moment to come together.
    """
    ready = vars(asyncio.get_running_loop())["_ready"]
    app = active_app.get(None)
    while True:
        await asyncio.sleep(0)
        if ready:
            continue
        if app is not None and app._resize_timer is not None:
            app._check_resize()
        elif app is None or not _drawn(app):
            return


def _drawn(app: App[Any]) -> bool:
    """Draw what is to be drawn; tell whether there was anything."""
    screen = app.screen if app.is_running and app._screen_stack else None
    if (
        screen is None
        or app._batch_count
        or not (
            screen._layout_required
            or screen._scroll_required
            or screen._repaint_required
            or screen._recompose_required
            or screen._dirty_widgets
            or screen._callbacks
        )
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
    names = {kind: iter(HOSTILE) for kind in KINDS}
    return catalogue_in(
        folder / "files", *(_named(record, names) for record in open_catalogue(folder / "data").records())
    )


def _named(record: Record, names: dict[Kind, Iterator[str]]) -> Record:
    """Return a record under the next name of those for its kind, while there is one."""
    name = next(names[record.kind], None)
    if name is None:
        return record
    own = {"publisher": name} if record.kind == "source" else {}
    changed = {"name": name, "name_zh": name, "summary": f"Summary {name}", **own}
    return msgspec.structs.replace(record, **changed)
