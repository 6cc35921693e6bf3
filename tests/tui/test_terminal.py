"""The application in real terminals: a walk in tmux from start to end, and what is sent where colour is not wanted."""

from __future__ import annotations

import fcntl
import os
import pty
import re
import select
import shlex
import shutil
import struct
import subprocess
import sys
import termios
import time
from collections.abc import Iterator
from pathlib import Path

import pytest

from dftzcli.catalogue import Catalogue

CHECKOUT = Path(__file__).resolve().parents[2]
# A terminal that says nothing for so long, in seconds, hangs.
_PATIENCE = 30.0
# Colours of text and ground as SGR parameters: 30 to 38, 40 to 48, 90 to 97 and 100 to 107.
COLOUR = re.compile(rb"\x1b\[(?:\d+;)*(?:3[0-8]|4[0-8]|9[0-7]|10[0-7])(?:;[\d;]*)?m")


def environment(folder: Path, **more: str) -> dict[str, str]:
    """Return the environment of a user who has set nothing, with folders of a test."""
    kept = {name: value for name, value in os.environ.items() if not name.startswith(("DFTZ_", "TEXTUAL", "TMUX"))}
    for name in ("NO_COLOR", "FORCE_COLOR", "COLORTERM", "DISPLAY", "WAYLAND_DISPLAY", "SSH_CONNECTION", "SSH_TTY"):
        kept.pop(name, None)
    folders = {f"DFTZ_{name.upper()}_DIR": str(folder / name) for name in ("data", "cache", "state", "config")}
    return {**kept, **folders, "PYTHONPATH": str(CHECKOUT), "LC_ALL": "C.UTF-8", "TERM": "xterm-256color", **more}


# ---- a walk in tmux


class Terminal:
    """A shell in a terminal of tmux: what is typed, and what stands on its screen."""

    def __init__(self, folder: Path, env: dict[str, str]) -> None:
        self._tmux = ("tmux", "-L", f"dftz-{os.getpid()}", "-f", "/dev/null", "-u")
        self._env = {**env, "ENV": ""}
        self._run("new-session", "-d", "-x", "80", "-y", "24", "-c", str(folder), "sh -i")

    def _run(self, *arguments: str) -> str:
        done = subprocess.run([*self._tmux, *arguments], env=self._env, capture_output=True, check=True, timeout=20)
        return done.stdout.decode()

    @property
    def screen(self) -> str:
        return self._run("capture-pane", "-p")

    def type(self, text: str) -> None:
        self._run("send-keys", "-l", text)

    def press(self, *keys: str) -> None:
        self._run("send-keys", *keys)

    def until(self, *words: str) -> str:
        """Wait until words stand on the screen, whatever ends of lines and edges are between them."""
        end = time.monotonic() + _PATIENCE
        while time.monotonic() < end:
            shown = self.screen
            if all(re.sub(r"\s|[│▌▊▎]", "", each) in re.sub(r"\s|[│▌▊▎]", "", shown) for each in words):
                return shown
            time.sleep(0.05)
        raise AssertionError(f"{words} did not come on:\n{self.screen}")

    def close(self) -> None:
        subprocess.run([*self._tmux, "kill-server"], env=self._env, capture_output=True, check=False)


@pytest.fixture
def terminal(tmp_path: Path) -> Iterator[Terminal]:
    if shutil.which("tmux") is None:
        pytest.skip("tmux is not on this machine")
    clipboard = tmp_path / "bin" / "wl-copy"
    clipboard.parent.mkdir()
    clipboard.write_text(f"#!/bin/sh\ncat > {shlex.quote(str(tmp_path / 'clipboard'))}\n")
    clipboard.chmod(0o755)
    path = f"{clipboard.parent}:{os.environ['PATH']}"
    found = Terminal(tmp_path, environment(tmp_path, PATH=path, WAYLAND_DISPLAY="wayland-0"))
    try:
        yield found
    finally:
        found.close()


def test_a_walk_from_start_to_end_finds_opens_compares_copies_exports_and_leaves_the_terminal_as_it_was(
    terminal: Terminal, tmp_path: Path, catalogue: Catalogue
) -> None:
    counts = catalogue.cards.counts()
    whole = f"of {sum(counts.values())}"
    # A shell of root would not take it from the environment.
    terminal.type("PS1=rea''dy'> '\n")
    terminal.until("ready>")
    command = f"{shlex.quote(sys.executable)} -m dftzcli tui"
    terminal.type(f"stty -g > before; {command} > out; echo left with $?; stty -g > after\n")
    terminal.until("needs a terminal", "left with 2")

    terminal.type(f"clear; {command}\n")
    terminal.until("dftz > Overview", "Headline figures")
    terminal.press("/")
    terminal.type("kind:project partner:japan")
    terminal.until("dftz > Explore", whole, "Japan")
    terminal.press("Enter", "Enter")
    terminal.until("Explore: kind:project partner:japan > ", "i Chinese")
    terminal.press("Escape")
    terminal.until(whole, "Space Mark")
    terminal.press("Space", "j", "Space")
    terminal.until("[2 marked]")
    terminal.press("y")
    terminal.until("the id:")
    terminal.press("Enter")
    terminal.until("copied the id with wl-copy")
    terminal.press("c")
    terminal.until("dftz > Compare", "rows differ")
    terminal.press("C-z")
    terminal.until("ready>")
    terminal.type("clear; fg; echo left with $?; stty -g > after\n")
    terminal.until("dftz > Compare", "rows differ")
    terminal.press("e")
    terminal.until("Export to", "Same as: dftz compare")
    terminal.press("C-u")
    terminal.type("out.json")
    terminal.until("as json")
    terminal.press("Enter")
    terminal.until("wrote", "out.json as json")
    terminal.press("q")
    shown = terminal.until("left with 0", "ready>")

    assert shown.split()[-4:] == ["left", "with", "0", "ready>"] and "Compare" not in shown
    assert (tmp_path / "out").read_text() == ""
    assert (tmp_path / "clipboard").read_text() in (tmp_path / "out.json").read_text()
    assert (tmp_path / "before").read_text() == (tmp_path / "after").read_text()
    assert terminal._run("display-message", "-p", "#{alternate_on}#{mouse_any_flag}#{cursor_flag}").strip() == "001"

    terminal.type(f"clear; {command} --print-selection --query 'kind:project' > picked; echo left with $?\n")
    terminal.until("dftz > Explore", f"{counts['project']} {whole}", "Space Mark")
    terminal.press("Space", "j", "j", "Space")
    terminal.until("[2 marked]")
    terminal.press("C-q")
    terminal.until("left with 0")
    assert len((tmp_path / "picked").read_text().splitlines()) == 2


# ---- colour


def sent(folder: Path, *arguments: str, **env: str) -> bytes:
    """Return all that the application sends to a terminal while it is opened, gone through and left."""
    master, slave = pty.openpty()
    fcntl.ioctl(slave, termios.TIOCSWINSZ, struct.pack("HHHH", 30, 100, 0, 0))
    child = subprocess.Popen(
        [sys.executable, "-m", "dftzcli", "tui", *arguments],
        stdin=slave, stdout=slave, stderr=slave, env=environment(folder, **env), start_new_session=True,
    )  # fmt: skip
    os.close(slave)
    found = b""
    steps = [(b"Headline", b"2"), (b"Space", b" j?"), (b"On the command", b"\x1b"), (b"", b"\x11")]
    end = time.monotonic() + _PATIENCE
    try:
        while time.monotonic() < end:
            if not select.select([master], [], [], 0.1)[0]:
                if steps and steps[0][0] in found:
                    os.write(master, steps.pop(0)[1])
                continue
            try:
                piece = os.read(master, 65536)
            except OSError:  # Linux says so when the last program has left the terminal
                break
            if not piece:
                break
            found += piece
        assert child.wait(5) == 0, found[-2000:]
    finally:
        child.kill()
        child.wait()
        os.close(master)
    assert not steps
    return found


@pytest.mark.parametrize(("value", "coloured"), [("1", False), ("", True)])
def test_no_colour_is_sent_where_the_variable_says_so_and_an_empty_one_says_nothing(
    tmp_path: Path, value: str, coloured: bool
) -> None:
    found = sent(tmp_path, NO_COLOR=value, COLORTERM="truecolor")
    assert bool(COLOUR.search(found)) is coloured
