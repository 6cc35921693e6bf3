"""`python -m tests.tui.pictures`: make the pictures of the README from the real program and the packaged data."""

from __future__ import annotations

import fcntl
import os
import pty
import struct
import subprocess
import sys
import tempfile
import termios
from collections.abc import Sequence
from contextlib import suppress
from io import StringIO
from pathlib import Path
from typing import Final
from unittest.mock import patch

from rich.console import Console
from rich.text import Text
from textual.pilot import Pilot

from dftzcli.catalogue import Catalogue
from dftzcli.opening import open_catalogue
from dftzcli.tui.app import Dftz
from dftzcli.tui.views import CompareView, ExploreView, FiguresView
from tests.tui.playing import drive, press
from tests.tui.snapshots import Shot
from tests.tui.svg import mended, picture

FOLDER: Final = Path(__file__).parents[2] / "docs" / "pictures"
CITIES: Final = ("dalian", "shenyang", "changchun", "harbin")
SHOTS: Final = {
    "explore": Shot(ExploreView("cold chain partner:japan"), (120, 34), ("down", "space", "down", "down")),
    "compare": Shot(CompareView(CITIES, ("gdp",)), (120, 28), ("right",)),
    "figures": Shot(FiguresView(("gdp",), CITIES), (120, 28), ("v",)),
}
# The command line as it stands in the picture, and how wide the terminal is.
COMMAND: Final = ("search", "who", "is", "in", "charge", "of", "imported", "fruit", "-n", "4", "--no-pager")
COLUMNS: Final = 110


def of_application(catalogue: Catalogue, name: str) -> str:
    """Return a picture of the application."""
    shot, found = SHOTS[name], list[str]()

    async def script(app: Dftz, pilot: Pilot[None]) -> None:
        await press(app, pilot, *shot.keys)
        found.append(picture(app, f"dftz: {name}"))

    drive(catalogue, shot.view, script, size=shot.size)
    return found[0]


def of_command() -> str:
    """Return a picture of what a command writes on a terminal with colours."""
    written = _on_terminal([sys.executable, "-m", "dftzcli", *COMMAND])
    console = Console(record=True, width=COLUMNS, file=StringIO(), force_terminal=True, color_system="truecolor")
    console.print(Text.assemble(("$ ", "bold green"), (f"dftz {' '.join(COMMAND[:-1])}", "bold")))
    console.print(Text.from_ansi(written.rstrip()))
    return mended(console.export_svg(title="dftz on the command line"))


def _on_terminal(arguments: Sequence[str]) -> str:
    """Run a program on a terminal of its own, and return what it sends there."""
    ours, its = pty.openpty()
    fcntl.ioctl(its, termios.TIOCSWINSZ, struct.pack("HHHH", 100, COLUMNS, 0, 0))
    environment = {name: value for name, value in os.environ.items() if name not in ("COLUMNS", "LINES")}
    with subprocess.Popen(arguments, stdin=its, stdout=its, stderr=its, env={**environment, "TERM": "xterm-256color"}):
        os.close(its)
        found = b""
        # Linux says so with an error when nobody has the other end any more.
        with suppress(OSError):
            while part := os.read(ours, 65536):
                found += part
    os.close(ours)
    return found.decode().replace("\r\n", "\n")


def main() -> None:
    """Make every picture."""
    FOLDER.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory() as folder:
        own = {f"DFTZ_{name}_DIR": f"{folder}/{name}" for name in ("DATA", "CACHE", "CONFIG", "STATE")}
        with patch.dict(os.environ, own):
            os.environ.pop("NO_COLOR", None)
            catalogue = open_catalogue()
            found = {name: of_application(catalogue, name) for name in SHOTS} | {"search": of_command()}
    for name, svg in found.items():
        (FOLDER / f"{name}.svg").write_text(svg, encoding="utf-8")


if __name__ == "__main__":
    main()
