"""The conversation itself: lines out, answers in, on a terminal as in a pipe."""

from __future__ import annotations

import sys
from collections.abc import Iterable
from typing import Final

from dftzcli.errors import DftzError
from dftzcli.linear.spoken import wrap
from dftzcli.render.escape import visible

# Wider lines are hard to read, and a braille display shows no more at once.
WIDEST: Final = 80
_NARROWEST: Final = 20


class EndOfInput(Exception):
    """There are no more answers."""


class Console:
    """Writes lines to standard output and reads answers from standard input, each as UTF-8.

    A reader that goes away ends the conversation: BrokenPipeError is the caller's, since nobody hears the rest.
    """

    def __init__(self, columns: int = WIDEST) -> None:
        self.columns = max(_NARROWEST, min(columns, WIDEST))

    def say(self, *texts: str) -> None:
        """Write texts, each on lines of its own, wrapped by the cells they take."""
        self._write("".join(f"{line}\n" for text in texts for line in wrap(text, self.columns)))

    def say_whole(self, text: str) -> None:
        """Write a text on one line however long: what is to be copied must not be broken."""
        self._write(visible(text) + "\n")

    def ask(self, question: str) -> str:
        """Ask and return the answer without the spaces around it; EndOfInput when there is none.

        Off a terminal nobody ends the line of the question by answering it.
        """
        *before, last = wrap(question, self.columns - 1)
        on_terminal = sys.stdin is not None and sys.stdin.isatty()
        self._write("".join(f"{line}\n" for line in before) + last + (" " if on_terminal else "\n"))
        line = b"" if sys.stdin is None else sys.stdin.buffer.readline()
        if not line:
            if on_terminal:
                self._write("\n")
            raise EndOfInput
        return line.decode("utf-8", "replace").strip("\ufeff \t\r\n")

    def agrees(self, question: str) -> bool:
        """Ask a question of yes or no; anything but a yes is a no."""
        return self.ask(f"{question} Answer y or n:").lower() in ("y", "yes")

    def show(self, lines: Iterable[str]) -> None:
        """Write lines that are wrapped, and so made safe, already."""
        self._write("".join(f"{line}\n" for line in lines))

    def _write(self, text: str) -> None:
        if sys.stdout is None:
            raise DftzError("standard output is closed", fix="run it where it can be read")
        sys.stdout.buffer.write(text.encode("utf-8", "backslashreplace"))
        sys.stdout.flush()
