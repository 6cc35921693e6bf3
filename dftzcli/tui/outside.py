"""What is outside the terminal, each used only where there is one: the clipboard of the desktop, and the browser."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from typing import Final, Literal

from dftzcli.tuples import NamedTuple

# How long a clipboard may take, in seconds: one whose desktop has gone never answers.
_PATIENCE: Final = 2.0
# What the systems set: over SSH, and to say which terminal it is.
_FAR: Final = ("SSH_CONNECTION", "SSH_TTY")
_NAMED: Final = ("TERM_PROGRAM", "TERM")
# Terminals that are known not to take a text by OSC 52.
_WITHOUT_CLIPBOARD: Final = frozenset({"Apple_Terminal", "linux"})

Browser = Literal["window", "terminal"]


class Clipboard(NamedTuple):
    """A program that takes a text for the clipboard: its command line, and the encoding it reads."""

    command: tuple[str, ...]
    encoding: str = "utf-8"

    @property
    def name(self) -> str:
        """What it is called."""
        return self.command[0]


_DESKTOPS: Final = (
    ("", Clipboard(("pbcopy",))),
    ("WAYLAND_DISPLAY", Clipboard(("wl-copy",))),
    ("DISPLAY", Clipboard(("xclip", "-selection", "clipboard"))),
    ("DISPLAY", Clipboard(("xsel", "--clipboard", "--input"))),
    # It takes what is not ASCII only as UTF-16 with a mark in front.
    ("", Clipboard(("clip.exe",), "utf-16")),
)


def clipboards(environ: Mapping[str, str] | None = None) -> tuple[Clipboard, ...]:
    """Return the clipboard programs that are on the path and have a desktop, the surest first.

    Over SSH only a forwarded display leads to the desktop of the reader; the others would fill a clipboard elsewhere.
    """
    environment = os.environ if environ is None else environ
    is_far = any(environment.get(name) for name in _FAR)
    return tuple(
        clipboard
        for display, clipboard in _DESKTOPS
        if (environment.get(display) if display else not is_far) and _on_path(clipboard.name, environment)
    )


def clip(text: str, environ: Mapping[str, str] | None = None) -> str | None:
    """Put a text on the clipboard of the desktop; return the name of the program that took it, None for none."""
    environment = os.environ if environ is None else environ
    for clipboard in clipboards(environment):
        program = _on_path(clipboard.name, environment) or clipboard.name
        try:
            done = subprocess.run(
                (program, *clipboard.command[1:]),
                input=text.encode(clipboard.encoding, "replace"),
                stdout=subprocess.DEVNULL,
                stderr=subprocess.DEVNULL,
                timeout=_PATIENCE,
                check=False,
            )
        except (OSError, subprocess.SubprocessError):
            continue
        if done.returncode == 0:
            return clipboard.name
    return None


def _on_path(name: str, environ: Mapping[str, str]) -> str | None:
    return shutil.which(name, path=os.pathsep.join(os.get_exec_path(environ)))


def terminal_takes_texts(environ: Mapping[str, str] | None = None) -> bool:
    """Tell whether the terminal may take a text by OSC 52; it never says whether it did."""
    environment = os.environ if environ is None else environ
    return _WITHOUT_CLIPBOARD.isdisjoint(environment.get(name, "") for name in _NAMED)


def browser() -> Browser | None:
    """Return where a browser would show a page: in a window of its own or in this terminal; None without one."""
    import webbrowser

    try:
        found = webbrowser.get()
    except webbrowser.Error:
        return None
    # What runs in the foreground takes the terminal until it is left.
    is_here = isinstance(found, webbrowser.GenericBrowser) and not isinstance(found, webbrowser.BackgroundBrowser)
    return "terminal" if is_here else "window"


def show(address: str) -> bool:
    """Show an address in the browser; tell whether one took it."""
    import webbrowser

    try:
        return webbrowser.open(address)
    except (webbrowser.Error, OSError):
        return False


@contextmanager
def output_aside() -> Iterator[None]:
    """Put the terminal in place of a standard output that is none: its size is asked there, and nothing else may
    write into what a pipe is waiting for.
    """
    try:
        ours, terminal = sys.stdout.fileno(), sys.stderr.fileno()
        is_aside = os.isatty(terminal) and not os.isatty(ours)
        kept = os.dup(ours) if is_aside else -1
    except (AttributeError, OSError, ValueError):
        # A test, or a page, has its own ways.
        is_aside = False
    if not is_aside:
        yield
        return
    sys.stdout.flush()
    os.dup2(terminal, ours)
    try:
        yield
    finally:
        os.dup2(kept, ours)
        os.close(kept)


def is_page(address: str) -> bool:
    """Tell whether an address is one of the web, which alone is handed to a browser."""
    return address.startswith(("https://", "http://")) and address.isprintable() and " " not in address
