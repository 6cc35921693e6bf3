"""Told to end: what is half done goes, and whoever takes the signal is left alone."""

from __future__ import annotations

import os
import signal
from pathlib import Path
from tempfile import TemporaryDirectory
from threading import Thread

import pytest

from dftzcli.render.tidying import tidied


def test_nothing_half_done_stays_when_the_process_is_told_to_end(tmp_path: Path) -> None:
    with pytest.raises(SystemExit) as raised, tidied(), TemporaryDirectory(dir=tmp_path):
        os.kill(os.getpid(), signal.SIGTERM)
    assert raised.value.code == 143
    assert not list(tmp_path.iterdir())
    assert signal.getsignal(signal.SIGTERM) == signal.SIG_DFL


def test_whoever_takes_the_signal_keeps_it() -> None:
    heard: list[int] = []
    former = signal.signal(signal.SIGTERM, lambda number, _: heard.append(number))
    try:
        with tidied():
            os.kill(os.getpid(), signal.SIGTERM)
    finally:
        signal.signal(signal.SIGTERM, former)
    assert heard == [signal.SIGTERM]


def test_a_thread_takes_no_signal() -> None:
    met: list[object] = []

    def work() -> None:
        with tidied():
            met.append(signal.getsignal(signal.SIGTERM))

    thread = Thread(target=work)
    thread.start()
    thread.join()
    assert met == [signal.SIG_DFL]
