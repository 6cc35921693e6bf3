"""The program as a process: closed pipes, interruptions, full disks, repeated runs, and what it loads."""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

from .program import READS, Outcome, Run, Spawn

PROGRAM = (sys.executable, "-m", "dftzcli")


@pytest.mark.parametrize("words", [("list", "-f", "json"), ("list", "--all"), ("overview",), ("--help",)], ids=str)
def test_a_reader_that_leaves_ends_the_program_quietly(words: tuple[str, ...]) -> None:
    reader = "import sys; sys.stdin.readline()"
    with subprocess.Popen([*PROGRAM, *words], stdout=subprocess.PIPE, stderr=subprocess.PIPE) as child:
        subprocess.run([sys.executable, "-c", reader], stdin=child.stdout, check=True)
        assert child.stdout and child.stderr
        child.stdout.close()
        assert child.stderr.read() == b""
        assert child.wait(10) == 0


@pytest.mark.parametrize(
    "words", [("list", "-f", "json"), ("list", "gaps", "--all"), ("schema",), ("--help",)], ids=str
)
def test_a_reader_that_was_never_there_ends_the_program_quietly(words: tuple[str, ...]) -> None:
    read, write = os.pipe()
    os.close(read)
    done = subprocess.run([*PROGRAM, *words], stdout=write, stderr=subprocess.PIPE, check=False)
    os.close(write)
    assert (done.returncode, done.stderr) == (0, b"")


@pytest.mark.parametrize(
    "words", [("list", "gaps"), ("list", "--limit=60", "gaps"), ("search", "port", "--explain")], ids=str
)
def test_a_full_disk_behind_standard_output_is_an_error_in_words(words: tuple[str, ...]) -> None:
    with open("/dev/full", "wb") as full:
        done = subprocess.run([*PROGRAM, *words], stdout=full, stderr=subprocess.PIPE, check=False)
    assert done.returncode == 1
    assert b"standard output" in done.stderr
    assert b"Traceback" not in done.stderr and b"Exception ignored" not in done.stderr


def test_an_interruption_ends_the_program_with_130_at_once() -> None:
    def heed() -> None:
        # A run in the background of a shell ignores the signal, and hands that on.
        signal.signal(signal.SIGINT, signal.SIG_DFL)

    with subprocess.Popen(
        [*PROGRAM, "list", "-f", "json"], stdout=subprocess.PIPE, stderr=subprocess.PIPE, preexec_fn=heed
    ) as child:
        assert child.stdout and child.stderr
        child.stdout.read(1)  # it has begun to write, and waits for us to read on
        began = time.monotonic()
        child.send_signal(signal.SIGINT)
        assert child.wait(10) == 130
        assert time.monotonic() - began < 1
        assert child.stderr.read() == b""


def test_a_program_killed_at_its_first_use_leaves_a_store_or_none(spawn: Spawn, tmp_path: Path) -> None:
    for delay in (0.05, 0.1, 0.15, 0.2, 0.25):
        folder = tmp_path / f"data-{delay}"
        with subprocess.Popen(
            [*PROGRAM, "list", "gaps", "-f", "ids", "--data-dir", str(folder)], stdout=subprocess.DEVNULL
        ) as child:
            time.sleep(delay)
            child.kill()
        after = spawn("list", "gaps", "-f", "ids", "--data-dir", folder)
        assert (after.code, after.err) == (0, "")
        assert len(after.ids) > 10


@pytest.mark.parametrize("command", READS.values(), ids=READS)
@pytest.mark.parametrize("name", ["table", "json", "csv", "md"])
def test_the_same_question_gives_the_same_bytes(run: Run, command: tuple[str, ...], name: str) -> None:
    first = run(*command, "-f", name)
    assert first.code == 0
    assert run(*command, "-f", name) == first


@pytest.mark.parametrize(
    "words",
    [("list", "--country", "JP", "--json"), ("overview",), ("show", "japan", "--json"), ("schema",)],
    ids=lambda words: words[0],
)
def test_the_bytes_do_not_depend_on_the_seed_of_hashes(spawn: Spawn, words: tuple[str, ...]) -> None:
    first, other = (spawn(*words, env={"PYTHONHASHSEED": seed}) for seed in ("1", "20"))
    assert first.code == 0
    assert first == other


def _loaded(spawn: Spawn, *words: str) -> set[str]:
    """Return the modules a clean interpreter has loaded after a run."""
    code = (
        "import atexit, json, sys\n"
        "known = set(sys.modules)\n"
        "atexit.register(lambda: print('\\n' + json.dumps(sorted(set(sys.modules) - known)), file=sys.stderr))\n"
        "from dftzcli.cli.app import main\n"
        "main(sys.argv[1:])\n"
    )
    outcome: Outcome = spawn(*words, program=(sys.executable, "-c", code))
    assert outcome.code == 0, outcome.err
    found: list[str] = json.loads(outcome.err.splitlines()[-1])
    assert "dftzcli.cli.app" in found
    return {name.partition(".")[0] for name in found} | set(found)


_HEAVY = {
    "textual", "rich", "requests", "requests_cache", "urllib3", "tinydb", "filelock", "openpyxl", "click", "pycountry",
    "ssl", "asyncio", "dftzcli.tui",
}  # fmt: skip


@pytest.mark.parametrize(
    ("words", "banned"),
    [
        (("list", "policies", "--json"), {"csv", "dftzcli.analysis"}),
        (("show", "panasonic"), {"csv", "dftzcli.analysis"}),
        (("list", "policies", "-f", "csv"), set()),
        (("overview",), {"csv"}),
        (("--help",), {"csv"}),
    ],
    ids=lambda value: " ".join(value) if isinstance(value, tuple) else "",
)
def test_a_command_loads_nothing_it_does_not_need(spawn: Spawn, words: tuple[str, ...], banned: set[str]) -> None:
    assert _loaded(spawn, *words) & (_HEAVY | banned) == set()


def test_nothing_opens_a_socket(spawn: Spawn) -> None:
    code = (
        "import socket, sys\n"
        "class No(socket.socket):\n"
        "    def __init__(self, *a, **k):\n"
        "        raise SystemExit('a socket was opened')\n"
        "socket.socket = No\n"
        "from dftzcli.cli.app import main\n"
        "for words in (['list'], ['overview'], ['data', 'validate'], ['list', 'projects', '--country', 'Brazil']):\n"
        "    try:\n"
        "        main(words)\n"
        "    except SystemExit as end:\n"
        "        assert end.code == 0, end.code\n"
    )
    outcome = spawn(program=(sys.executable, "-c", code))
    assert outcome.code == 0, outcome.err
    assert "socket" not in outcome.err


@pytest.mark.parametrize("words", [("list", "gaps"), ("overview",)], ids=lambda words: words[0])
def test_a_run_leaves_no_file_open(spawn: Spawn, words: tuple[str, ...]) -> None:
    outcome = spawn(*words, program=(sys.executable, "-W", "always::ResourceWarning", "-c", _RUN_AND_COLLECT))
    assert (outcome.code, "ResourceWarning" in outcome.err) == (0, False), outcome.err


_RUN_AND_COLLECT = """
import gc, sys
from dftzcli.cli.app import main
try:
    main(sys.argv[1:])
finally:
    gc.collect()
"""


def test_python_m_is_the_program(spawn: Spawn, run: Run) -> None:
    assert spawn("list", "gaps", "--json") == run("list", "gaps", "--json")


def test_an_unexpected_failure_says_where_the_details_are(spawn: Spawn, tmp_path: Path) -> None:
    code = (
        "import sys\n"
        "from dftzcli.cli import app\n"
        "def fail(*_): raise RuntimeError('out of the blue')\n"
        "app.load = fail\n"
        "app.main(sys.argv[1:])\n"
    )
    state = tmp_path / "state"
    outcome = spawn("gaps", program=(sys.executable, "-c", code), env={"DFTZ_STATE_DIR": str(state)})
    assert (outcome.code, outcome.out) == (1, "")
    assert "out of the blue" in outcome.err and "Traceback" not in outcome.err
    log = state / "error.log"
    assert str(log) in outcome.err
    assert "Traceback" in log.read_text()
