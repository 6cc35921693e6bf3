"""What the tests of `dftz web` share: the command as a server, and a Chromium spoken to in its own protocol."""

from __future__ import annotations

import asyncio
import contextlib
import os
import re
import shutil
import signal
import subprocess
import sys
import time
from collections.abc import AsyncIterator, Callable, Iterator
from pathlib import Path
from typing import Any, Final, NamedTuple

import aiohttp

# A test that waits longer than this hangs.
PATIENCE: Final = 40
_ANSI: Final = re.compile(r"\x1b(?:\[[0-?]*[ -/]*[@-~]|\][^\x07\x1b]*(?:\x07|\x1b\\\\)|[^\[\]])")
CHROMIUM: Final = next(filter(None, map(shutil.which, ("chromium", "chromium-browser", "google-chrome"))), None)
# The page keeps its terminal to itself; this takes hold of it as it is made.
_HOOK: Final = """
Object.defineProperty(Object.prototype, "terminal", {configurable: true, set(made) {
  Object.defineProperty(this, "terminal", {value: made, writable: true});
  if (made && made.buffer) window.shown = () => Array.from(
    {length: made.rows}, (_, row) => made.buffer.active.getLine(row).translateToString(true)).join("\\n");
}});
"""


class Served(NamedTuple):
    """A running `dftz web`: its process, the address it printed, and the file that holds what it says."""

    process: subprocess.Popen[str]
    address: str
    said: Path

    def ended(self) -> int:
        """Interrupt it as Ctrl+C does, and return the exit code."""
        self.process.send_signal(signal.SIGINT)
        return self.process.wait(PATIENCE)

    def children(self) -> set[int]:
        """Return the processes it has started that are running."""
        return {pid for pid, (state, parent) in _running().items() if parent == self.process.pid and state != "Z"}


def gone(processes: set[int]) -> bool:
    """Tell whether processes end soon."""
    end = time.monotonic() + PATIENCE
    while any(_running().get(pid, ("Z", 0))[0] != "Z" for pid in processes):
        if time.monotonic() > end:
            return False
        time.sleep(0.05)
    return True


def _running() -> dict[int, tuple[str, int]]:
    """Return the state and the parent of every process."""
    found = {}
    for folder in Path("/proc").glob("[0-9]*"):
        with contextlib.suppress(OSError):
            state, parent = (folder / "stat").read_text().rpartition(")")[2].split()[:2]
            found[int(folder.name)] = (state, int(parent))
    return found


class Line:
    """The socket of a page without a browser: keys go in, and what is drawn is kept as text."""

    def __init__(self, socket: aiohttp.ClientWebSocketResponse) -> None:
        self.socket = socket
        self.drawn = ""

    async def type(self, text: str) -> None:
        """Send keys."""
        await self.socket.send_json(["stdin", text])

    async def until(self, *wanted: str) -> str:
        """Return all that has been drawn as soon as it holds some words; what was drawn before is forgotten then."""
        end = time.monotonic() + PATIENCE
        while not all(words in _ANSI.sub("", self.drawn) for words in wanted):
            message = await self.socket.receive(timeout=max(0.0, end - time.monotonic()))
            assert message.type in (aiohttp.WSMsgType.BINARY, aiohttp.WSMsgType.TEXT), (message, self.drawn)
            self.drawn += message.data.decode() if isinstance(message.data, bytes) else message.data
        found, self.drawn = self.drawn, ""
        return found

    async def closed(self) -> None:
        """Wait until the server closes it."""
        async for _ in self.socket:
            pass


@contextlib.asynccontextmanager
async def line(served: Served) -> AsyncIterator[Line]:
    """Reach the application as the page does."""
    async with aiohttp.ClientSession() as session, session.ws_connect(f"{served.address}/ws?width=120&height=40") as ws:
        yield Line(ws)


@contextlib.contextmanager
def serving(folder: Path, *options: str, home: Path | None = None) -> Iterator[Served]:
    """Run `dftz web` on a free port, with folders of its own unless a home is given."""
    folder.mkdir(parents=True, exist_ok=True)
    said = folder / "said"
    kept = {name: value for name, value in os.environ.items() if not name.startswith(("DFTZ_", "XDG_", "NO_COLOR"))}
    with said.open("w") as errors:
        process = subprocess.Popen(
            [sys.executable, "-P", "-m", "dftzcli", "web", "--port", "0", *options],
            stdout=subprocess.PIPE, stderr=errors, stdin=subprocess.DEVNULL, text=True, cwd=folder,
            env=kept | {"HOME": str(home or folder)},
        )  # fmt: skip
    try:
        assert process.stdout is not None
        address = process.stdout.readline().strip()
        assert address, said.read_text()
        yield Served(process, address, said)
    finally:
        process.kill()
        process.communicate()


class Tab:
    """A page of a headless Chromium."""

    def __init__(self, socket: aiohttp.ClientWebSocketResponse) -> None:
        self._socket = socket
        self._count = 0
        self.requested: list[str] = []

    async def send(self, method: str, **values: Any) -> dict[str, Any]:
        """Send a command and return its answer; the addresses that are asked for meanwhile are kept."""
        self._count += 1
        await self._socket.send_json({"id": self._count, "method": method, "params": values})
        while True:
            found: dict[str, Any] = await self._socket.receive_json(timeout=PATIENCE)
            if found.get("method") in ("Network.requestWillBeSent", "Network.webSocketCreated"):
                self.requested.append(found["params"].get("url") or found["params"]["request"]["url"])
            if found.get("id") == self._count:
                assert "error" not in found, found
                result: dict[str, Any] = found["result"]
                return result

    async def value(self, expression: str) -> Any:
        """Return what an expression of the page gives."""
        found = await self.send("Runtime.evaluate", expression=expression, returnByValue=True)
        return found["result"].get("value")

    async def open(self, address: str) -> None:
        """Go to an address."""
        await self.send("Network.enable")
        await self.send("Page.enable")
        await self.send("Page.addScriptToEvaluateOnNewDocument", source=_HOOK)
        await self.send("Page.navigate", url=address)

    async def type(self, text: str) -> None:
        """Press the keys of a text; a line end is Enter."""
        for sign in text:
            key = {"key": "Enter", "windowsVirtualKeyCode": 13} if sign == "\n" else {"key": sign}
            await self.send("Input.dispatchKeyEvent", type="keyDown", text=sign.replace("\n", "\r"), **key)
            await self.send("Input.dispatchKeyEvent", type="keyUp", **key)

    async def until(self, fits: Callable[[str], bool], expression: str = "window.shown ? shown() : ''") -> str:
        """Return what the page's terminal shows as soon as it is what is waited for."""
        end = time.monotonic() + PATIENCE
        while not fits(found := str(await self.value(expression))):
            assert time.monotonic() < end, found
            await asyncio.sleep(0.05)
        return found


@contextlib.asynccontextmanager
async def chromium(profile: Path) -> AsyncIterator[Tab]:
    """Start a headless Chromium and return its page."""
    assert CHROMIUM is not None
    process = await asyncio.create_subprocess_exec(
        CHROMIUM, "--headless", "--no-sandbox", "--disable-gpu", "--disable-background-networking", "--no-first-run",
        "--disable-dev-shm-usage", "--window-size=1200,800", "--remote-debugging-port=0",
        "--remote-allow-origins=*", f"--user-data-dir={profile}", "about:blank",
        stdout=asyncio.subprocess.DEVNULL, stderr=asyncio.subprocess.DEVNULL,
    )  # fmt: skip
    try:
        told = profile / "DevToolsActivePort"
        end = time.monotonic() + PATIENCE
        while not told.exists() or "\n" not in told.read_text():
            assert time.monotonic() < end and process.returncode is None, "Chromium does not start"
            await asyncio.sleep(0.05)
        async with aiohttp.ClientSession() as session:
            async with session.get(f"http://127.0.0.1:{told.read_text().split()[0]}/json/list") as answer:
                (page,) = [found for found in await answer.json() if found["type"] == "page"]
            async with session.ws_connect(page["webSocketDebuggerUrl"], max_msg_size=0) as socket:
                yield Tab(socket)
    finally:
        process.kill()
        await process.wait()
