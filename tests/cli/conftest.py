"""The program in a closed room: its own folders, no settings of a developer's, no network; and three ways to run it."""

from __future__ import annotations

import fcntl
import io
import json
import os
import pty
import select
import shutil
import socket
import struct
import subprocess
import sys
import termios
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any, NoReturn

import pytest

from dftzcli.cli.app import main

from .program import CHECKOUT, OnTerminal, Outcome, Run, Spawn, Tamper

_SETTINGS = ("NO_COLOR", "FORCE_COLOR", "CI", "PAGER", "LESS", "VISUAL", "EDITOR", "COLORTERM", "CLICOLOR_FORCE")
# A test that takes longer than this hangs.
_PATIENCE = 20


@pytest.fixture(scope="session")
def prepared(tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[Path, Path]]:
    """Give the data and cache folders that all tests of a worker read, and see that none of them wrote there."""
    folder = tmp_path_factory.mktemp("prepared")
    data, cache = folder / "data", folder / "cache"
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("DFTZ_DATA_DIR", str(data))
        patch.setenv("DFTZ_CACHE_DIR", str(cache))
        patch.setenv("HOME", str(folder))
        patch.setenv("PYTHONPATH", str(CHECKOUT))
        subprocess.run(
            [sys.executable, "-m", "dftzcli", "list", "-f", "ids"], check=True, stdout=subprocess.DEVNULL, cwd=folder
        )
    before = {path.name: path.read_bytes() for path in data.iterdir()}
    yield data, cache
    assert {path.name: path.read_bytes() for path in data.iterdir()} == before


@pytest.fixture(autouse=True)
def room(tmp_path: Path, prepared: tuple[Path, Path], monkeypatch: pytest.MonkeyPatch) -> Path:
    """Put the test in a folder of its own with an environment of its own; return the home in it."""
    for name in [*os.environ]:
        if name.startswith(("DFTZ_", "XDG_", "_DFTZ", "_TYPER", "COMP_")) or name in _SETTINGS:
            monkeypatch.delenv(name)
    home = tmp_path / "home"
    home.mkdir()
    data, cache = prepared
    for name, value in {
        "HOME": home,
        "DFTZ_DATA_DIR": data,
        "DFTZ_CACHE_DIR": cache,
        "TERM": "xterm-256color",
        "COLUMNS": "80",
        "LINES": "24",
        "LC_ALL": "C.UTF-8",
        "PYTHONPATH": CHECKOUT,
    }.items():
        monkeypatch.setenv(name, str(value))
    work = tmp_path / "work"
    work.mkdir()
    monkeypatch.chdir(work)
    return home


@pytest.fixture
def own_data(tmp_path: Path, prepared: tuple[Path, Path], monkeypatch: pytest.MonkeyPatch) -> Path:
    """Make the test use a copy of the store that it may change, and return the folder of it."""
    folder = tmp_path / "share"
    shutil.copytree(prepared[0], folder)
    monkeypatch.setenv("DFTZ_DATA_DIR", str(folder))
    monkeypatch.setenv("DFTZ_CACHE_DIR", str(tmp_path / "cache"))
    return folder


@pytest.fixture
def tamper(own_data: Path) -> Tamper:
    """Return a function that changes the fields of a record in the test's own store, as an editor of the file would."""

    def change(plural: str, identity: str, fields: dict[str, Any]) -> None:
        store = own_data / "catalogue.json"
        tables = json.loads(store.read_bytes())
        next(entry for entry in tables[plural].values() if entry["id"] == identity).update(fields)
        store.write_text(json.dumps(tables, ensure_ascii=False), "utf-8")

    return change


class _NoSocket(socket.socket):
    """A socket that cannot be had."""

    def __init__(self, *_: object, **__: object) -> NoReturn:
        raise AssertionError("the program wanted to talk over the network")


@pytest.fixture
def run(monkeypatch: pytest.MonkeyPatch) -> Run:
    """Return a function that runs the program in this process, off a terminal and without a network."""

    def program(*arguments: object, stdin: str | None = None, env: dict[str, str] | None = None) -> Outcome:
        code: object = None
        with monkeypatch.context() as patch:
            for name, value in (env or {}).items():
                patch.setenv(name, value)
            streams = {name: io.TextIOWrapper(io.BytesIO(), "utf-8") for name in ("stdout", "stderr")}
            for name, stream in streams.items():
                patch.setattr(sys, name, stream)
            patch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO((stdin or "").encode()), "utf-8"))
            patch.setattr(socket, "socket", _NoSocket)
            try:
                main([str(argument) for argument in arguments])
            except SystemExit as end:
                code = end.code
            out, err = (_content(stream) for stream in streams.values())
        return Outcome(code if isinstance(code, int) else int(code is not None), out, err)

    return program


def _content(stream: io.TextIOWrapper) -> str:
    stream.flush()
    found = stream.buffer
    assert isinstance(found, io.BytesIO)
    return found.getvalue().decode()


def _environment(changes: dict[str, str | None] | None) -> dict[str, str]:
    changed: dict[str, str | None] = {**os.environ, **(changes or {})}
    return {name: value for name, value in changed.items() if value is not None}


@pytest.fixture
def spawn() -> Spawn:
    """Return a function that runs the program in a process of its own, off a terminal."""

    def program(
        *arguments: object,
        stdin: str | None = None,
        env: dict[str, str | None] | None = None,
        program: tuple[str, ...] | None = None,
    ) -> Outcome:
        done = subprocess.run(
            [*(program or (sys.executable, "-m", "dftzcli")), *map(str, arguments)],
            input=(stdin or "").encode(),
            capture_output=True,
            env=_environment(env),
            timeout=_PATIENCE,
            check=False,
        )
        return Outcome(done.returncode, done.stdout.decode(), done.stderr.decode())

    return program


@pytest.fixture
def on_terminal(tmp_path: Path) -> OnTerminal:
    """Return a function that runs the program on a pseudo-terminal."""

    def program(
        *arguments: object,
        columns: int = 80,
        rows: int = 30_000,
        keys: str = "",
        env: dict[str, str | None] | None = None,
        talks: bool = False,
    ) -> Outcome:
        master, slave = pty.openpty()
        fcntl.ioctl(slave, termios.TIOCSWINSZ, struct.pack("HHHH", rows, columns, 0, 0))
        errors = tmp_path / "terminal.err"
        with errors.open("wb") as stderr:
            child = subprocess.Popen(
                [sys.executable, "-m", "dftzcli", *map(str, arguments)],
                stdin=slave,
                stdout=slave,
                stderr=slave if talks else stderr,
                env=_environment({"COLUMNS": None, "LINES": None, **(env or {})}),
                start_new_session=True,
            )
        os.close(slave)
        try:
            out = _until_closed(master, keys)
            code = child.wait(5)
        finally:
            child.kill()
            child.wait()
            os.close(master)
        return Outcome(code, out.decode().replace("\r\n", "\n"), errors.read_text("utf-8"))

    return program


def _until_closed(master: int, keys: str) -> bytes:
    """Read what a terminal is sent; type the keys whenever it has been sent something and falls silent."""
    found = b""
    end = time.monotonic() + _PATIENCE
    while time.monotonic() < end:
        if not select.select([master], [], [], 0.2)[0]:
            if found and keys:
                os.write(master, keys.encode())
            continue
        try:
            piece = os.read(master, 65536)
        except OSError:  # Linux says so when the last program has left the terminal
            break
        if not piece:
            break
        found += piece
    return found
