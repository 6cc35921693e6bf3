"""`python -m benchmarks.tui [PAIRS]`: the list of records beside a hello-world Textual application.

- first frame: whole processes on a terminal of their own, in turn, from the start to the words on the screen; the list
  opens the packaged catalogue and shows its projects. What is printed is the median of the ratios pair by pair.
- keys: from the key to the frame that answers it, in process and without a terminal, over 10,000 and 100,000 rows.

As in `python -m benchmarks`, what starts is an installed wheel. The exit code is 1 when a bar is missed.
"""

from __future__ import annotations

import asyncio
import fcntl
import os
import pty
import statistics
import struct
import subprocess
import sys
import tempfile
import termios
import time
from collections.abc import Sequence
from pathlib import Path
from typing import Any, Final

from rich.text import Text
from textual import events, on
from textual.app import App, ComposeResult
from textual.strip import Strip
from textual.widgets import Input

from benchmarks.__main__ import installed
from dftzcli.tui.widgets.list_columns import Column
from dftzcli.tui.widgets.list_rows import CardRows
from dftzcli.tui.widgets.record_list import RecordList

_FRAME_BAR: Final = 1.6
# Rows, and how many milliseconds a key may take over so many.
_KEY_BARS: Final = ((10_000, 50.0), (100_000, 100.0))
_COLUMNS, _LINES = 120, 40
_SIGN: Final = b"Hello from the first frame"

HELLO: Final = """
from textual.app import App
from textual.widgets import Static

class Hello(App):
    def compose(self):
        yield Static("Hello from the first frame")

Hello().run()
"""
LIST: Final = """
from textual.app import App
from dftzcli import open_catalogue
from dftzcli.tui.widgets.list_columns import Column
from dftzcli.tui.widgets.list_rows import CardRows
from dftzcli.tui.widgets.record_list import RecordList

class Listed(App):
    def compose(self):
        yield RecordList(
            (Column("name", "Hello from the first frame", priority=2), Column("id", "Id", 30, priority=1)),
            CardRows(open_catalogue().cards.of_kind("project"), lambda card: (card["name"], card["id"])),
        )

Listed().run()
"""


def main() -> int:
    """Print every measurement beside its bar; the exit code is 1 when one is missed."""
    pairs = int(sys.argv[1]) if len(sys.argv) > 1 else 25
    with tempfile.TemporaryDirectory() as folder:
        missed = _first_frames(Path(folder), pairs)
    for rows, bar in _KEY_BARS:
        missed += _keys(rows, bar)
    return 1 if missed else 0


def _first_frames(folder: Path, pairs: int) -> int:
    python = installed(folder)
    kept = {name: value for name, value in os.environ.items() if name not in ("PYTHONDONTWRITEBYTECODE", "NO_COLOR")}
    environment = {
        **kept,
        "DFTZ_DATA_DIR": f"{folder}/data",
        "DFTZ_CACHE_DIR": f"{folder}/cache",
        "TERM": "xterm-256color",
        "COLORTERM": "truecolor",
    }
    programs = {"list": [str(python), "-c", LIST], "hello": [str(python), "-c", HELLO]}
    times: dict[str, list[float]] = {name: [] for name in programs}
    for number in range(-3, pairs):
        for name in ("list", "hello") if number % 2 else ("hello", "list"):
            taken = _until_painted(programs[name], environment)
            if number >= 0:
                times[name].append(taken)
    ratios = [own / peer for own, peer in zip(times["list"], times["hello"], strict=True)]
    ratio = statistics.median(ratios)
    print(f"{pairs} pairs, {sys.platform}, Python {sys.version.split()[0]}; whole processes, to the first frame")
    print(f"{'first frame of the list, to hello':44}{ratio:8.2f}{'at most':>10}{_FRAME_BAR:8.2f}")
    medians = {name: statistics.median(found) * 1000 for name, found in times.items()}
    print(f"  {medians['list']:.0f} and {medians['hello']:.0f} ms, {min(ratios):.2f} to {max(ratios):.2f}")
    return ratio > _FRAME_BAR


def _until_painted(command: Sequence[str], environment: dict[str, str]) -> float:
    """Return how long a program takes from its start until its words are on the terminal."""
    ours, its = pty.openpty()
    fcntl.ioctl(its, termios.TIOCSWINSZ, struct.pack("HHHH", _LINES, _COLUMNS, 0, 0))
    begin = time.perf_counter()
    process = subprocess.Popen(command, env=environment, stdin=its, stdout=its, stderr=its, start_new_session=True)
    os.close(its)
    seen = b""
    try:
        while _SIGN not in seen:
            seen += os.read(ours, 65536)
        return time.perf_counter() - begin
    except OSError as error:
        raise RuntimeError(f"it ended before its first frame: {seen[-2000:]!r}") from error
    finally:
        process.kill()
        process.wait()
        os.close(ours)


class Drawn(RecordList):
    """The list, which notes when it drew a line."""

    at = 0.0

    def render_line(self, y: int) -> Strip:
        self.at = time.perf_counter()
        return super().render_line(y)


class Measured(App[None]):
    """A box to type in and a list below it, which notes when a frame with new lines of the list has been made."""

    CSS = "Drawn { height: 1fr; }"

    def __init__(self, cards: list[dict[str, Any]]) -> None:
        super().__init__()
        self.cards = cards
        self.list = Drawn(
            (
                Column("name", "Name", priority=3),
                Column("kind", "Kind", 12, priority=1),
                Column("id", "Id", 24, priority=2),
            ),
            id="records",
        )
        self.painted = 0.0

    def compose(self) -> ComposeResult:
        box = Input(select_on_focus=False)
        # A cursor that blinks makes frames that no key has asked for.
        box.cursor_blink = False
        yield box
        yield self.list

    def on_mount(self) -> None:
        self.show("")

    @on(Input.Changed)
    def typed(self, event: Input.Changed) -> None:
        self.show(event.value)

    def show(self, words: str) -> None:
        """Show the cards whose name has the words, marked where they stand."""

        def cells(card: dict[str, Any]) -> tuple[Text | str, ...]:
            name = Text(card["name"])
            if words:
                name.highlight_words([words], ".match")
            return (name, card["kind"], card["id"])

        self.list.show(CardRows([card for card in self.cards if words in card["name"]], cells))

    def _display(self, screen: Any, renderable: Any) -> None:
        # The frame becomes what a terminal would be sent, though without one nothing is sent.
        if self.list.at > self.painted and hasattr(renderable, "render_segments"):
            renderable.render_segments(self.console)
            self.painted = time.perf_counter()
        super()._display(screen, renderable)


def _keys(rows: int, bar: float) -> int:
    """Print how long each key takes over so many rows; one when the slowest median is above the bar."""
    cards = [
        {"id": f"synthetic-{n}", "kind": "project", "name": f"Synthetic {n % 97} of 大连自由贸易区 {n * 7919 % rows}"}
        for n in range(rows)
    ]
    taken, busy = asyncio.run(_measured(cards))
    medians = {name: statistics.median(times) for name, times in taken.items()}
    slowest = max(medians, key=lambda name: medians[name])
    print(f"{f'key to frame, {rows:,} rows, ms ({slowest})':44}{medians[slowest]:8.1f}{'at most':>10}{bar:8.1f}")
    told = (f"{name} {min(times):.0f}, {medians[name]:.0f}, {max(times):.0f}" for name, times in taken.items())
    print(f"  least, median, most: {'; '.join(told)}")
    print(f"  processor time of a letter typed: {statistics.median(busy):.0f} ms", flush=True)
    return medians[slowest] > bar


async def _measured(cards: list[dict[str, Any]]) -> tuple[dict[str, list[float]], list[float]]:
    """Return the milliseconds of each key, and those the processor was busy with a letter typed."""
    app = Measured(cards)
    busy: list[float] = []
    found: dict[str, list[float]] = {}
    async with app.run_test(size=(_COLUMNS, _LINES)) as pilot:
        app.list.focus()
        await pilot.pause()
        for _ in range(20):
            for key in ("down", "pagedown", "G", "g", "space"):
                found.setdefault(key, []).append(await _one(app, key))
        app.query_one(Input).focus()
        await pilot.pause()
        for _ in range(20):
            for key in ("1", "9", "backspace", "backspace"):
                begin = time.process_time()
                found.setdefault("typing", []).append(await _one(app, key))
                busy.append((time.process_time() - begin) * 1000)
    return found, busy


async def _one(app: Measured, key: str) -> float:
    """Return the milliseconds from a key to the last frame in which the list answers it."""
    await asyncio.sleep(0.05)
    begin = time.perf_counter()
    app.post_message(events.Key(key, key if len(key) == 1 else None))
    # Longer than any bar: what answers a key may come in several frames, of which the last counts.
    await asyncio.sleep(0.15)
    while app.painted < begin:
        await asyncio.sleep(0.01)
    return (app.painted - begin) * 1000


if __name__ == "__main__":
    sys.exit(main())
