"""Tidying up when the process is told to end: nothing half done stays in a folder of somebody's."""

from __future__ import annotations

import signal
import sys
import threading
from collections.abc import Iterator
from contextlib import contextmanager


@contextmanager
def tidied() -> Iterator[None]:
    """Leave by the way of an error, with the code that a shell gives, when the process is told to end meanwhile.

    Whoever takes that signal already, or runs in a thread, is left alone; SIGKILL tells nobody.
    """
    is_main = threading.current_thread() is threading.main_thread()
    if not is_main or signal.getsignal(signal.SIGTERM) != signal.SIG_DFL:
        yield
        return
    signal.signal(signal.SIGTERM, lambda number, _: sys.exit(128 + number))
    try:
        yield
    finally:
        signal.signal(signal.SIGTERM, signal.SIG_DFL)
