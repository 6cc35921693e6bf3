"""`dftz web`: the application on a page, on this machine alone unless told otherwise, and nothing left behind."""

from __future__ import annotations

import asyncio
import base64
import re
import socket
import sys
from collections.abc import Coroutine, Iterator
from pathlib import Path
from typing import Any, TypeVar

import aiohttp
import pytest

from dftzcli.cli.app import main
from dftzcli.tui import themes

from .browsing import CHROMIUM, PATIENCE, Served, chromium, gone, line, serving

OPENED = "Headline figures"
Result = TypeVar("Result")


@pytest.fixture(scope="module")
def served(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Served]:
    """Return one server for the tests that only talk to it; its index of words is there already."""
    with serving(tmp_path_factory.mktemp("web")) as found:
        yield found


def play(script: Coroutine[Any, Any, Result]) -> Result:
    return asyncio.run(asyncio.wait_for(script, 2 * PATIENCE))


async def asked(address: str, **headers: str) -> tuple[int, str]:
    async with aiohttp.ClientSession() as session, session.get(address, headers=headers) as answer:
        return answer.status, await answer.text()


@pytest.fixture
def own(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Keep what runs in this process to folders of its own."""
    for name in ("DATA", "CACHE", "CONFIG", "STATE"):
        monkeypatch.setenv(f"DFTZ_{name}_DIR", str(tmp_path / name))


def refused(capsys: pytest.CaptureFixture[str], *words: str) -> tuple[object, str]:
    with pytest.raises(SystemExit) as end:
        main(["web", *words])
    out, err = capsys.readouterr()
    assert out == ""
    return end.value.code, err


def test_the_address_is_of_this_machine_and_the_page_asks_for_nothing_elsewhere(served: Served) -> None:
    assert re.fullmatch(r"http://127\.0\.0\.1:\d+", served.address)
    status, page = play(asked(served.address))
    assert status == 200
    assert re.findall(r"(?:src|href)=\"(?!static/|data:,|\")|url\(\"(?!static/)|https?://", page) == []


@pytest.mark.parametrize(
    "headers",
    [{"Host": "elsewhere.example"}, {"Origin": "http://elsewhere.example"}, {"Origin": "null"}, {"Host": "]["}],
)
@pytest.mark.parametrize("path", ["/", "/ws"])
def test_another_site_in_the_same_browser_gets_nothing(served: Served, headers: dict[str, str], path: str) -> None:
    assert play(asked(served.address + path, **headers))[0] == 403


def test_a_page_shows_rows_at_once_and_copies_exports_and_stays_through_ctrl_z(served: Served) -> None:
    async def talk() -> None:
        async with line(served) as page:
            await page.until(OPENED, "1,000.21 billion CNY")
            await page.type("\x1a")
            await page.type("y")
            await page.until("Copy")
            await page.type("\r")
            found = re.search(r"\x1b\]52;c;([\w+/=]+)\x07", await page.until("copied"))
            assert found and "dftz" in base64.b64decode(found[1]).decode()
            await page.type("e")
            await page.until("Export to")
            await page.type("\r")
            # The word of it names the whole path, and breaks into lines by how long that is.
            while not exported.is_file():
                await asyncio.sleep(0.05)

    exported = served.said.parent / "dftz-overview.csv"
    play(talk())
    assert exported.read_text().startswith("id,")


def test_what_a_page_must_not_send_ends_that_page_in_one_line_and_no_other(served: Served) -> None:
    async def talk() -> None:
        async with line(served) as page, line(served) as other:
            await other.socket.send_str("no list")
            await other.closed()
            await page.until(OPENED)

    play(talk())
    assert "a page was closed" in served.said.read_text() and "Traceback" not in served.said.read_text()


def test_data_theme_view_and_words_reach_the_application_as_they_were_given(tmp_path: Path) -> None:
    words = '-status:planned "free trade" o\'clock; $HOME'
    options = ("--theme", "dftz-light", "--view", "explore", "--query", words, "--data-dir", "my data")

    async def talk(served: Served) -> str:
        async with line(served) as page:
            return await page.until(words)

    # A module of the folder it is started in is none of its own.
    (tmp_path / "typer.py").write_text("raise SystemExit")
    with serving(tmp_path, *options) as served:
        drawn = play(talk(served))
    background = next(theme for theme in themes.THEMES if theme.name == "dftz-light").background
    assert background is not None
    assert "48;2;" + ";".join(str(int(background[at : at + 2], 16)) for at in (1, 3, 5)) in drawn
    assert (tmp_path / "my data" / "catalogue.json").exists() and not (tmp_path / ".local" / "share").exists()


def test_an_interruption_ends_pages_and_applications_without_a_word_and_with_success(
    tmp_path: Path, served: Served
) -> None:
    async def talk(served: Served) -> tuple[int, set[int], int | None]:
        async with line(served) as page:
            await page.until(OPENED)
            children = served.children()
            code, _ = await asyncio.gather(asyncio.to_thread(served.ended), page.closed())
            return code, children, page.socket.close_code

    with serving(tmp_path, home=served.said.parent) as own_server:
        code, children, closed = play(talk(own_server))
    assert (code, len(children), closed) == (0, 1, aiohttp.WSCloseCode.GOING_AWAY)
    assert gone(children)
    assert own_server.said.read_text() == "open it in a browser; Ctrl+C ends it and every page\n"


def test_an_application_leaves_when_its_page_goes_and_when_its_server_is_killed(tmp_path: Path, served: Served) -> None:
    async def talk(served: Served) -> set[int]:
        async with line(served) as page:
            await page.until(OPENED)
            left = served.children()
        assert await asyncio.to_thread(gone, left)
        async with line(served) as page:
            await page.until(OPENED)
            found = served.children()
            served.process.kill()
        return found

    with serving(tmp_path, home=served.said.parent) as own_server:
        children = play(talk(own_server))
    assert len(children) == 1
    assert gone(children)


def test_an_application_that_cannot_start_ends_the_page_and_says_why_to_the_server(tmp_path: Path) -> None:
    async def talk(served: Served) -> None:
        async with line(served) as page:
            assert (await page.socket.receive(timeout=20)).type == aiohttp.WSMsgType.CLOSE

    with serving(tmp_path, "--data-dir", "own") as served:
        (tmp_path / ".config" / "dftz").mkdir(parents=True)
        (tmp_path / ".config" / "dftz" / "settings.toml").write_text('theme = "no-such-theme"\n')
        play(talk(served))
    assert "no-such-theme" in served.said.read_text() and "Traceback" not in served.said.read_text()


def test_other_machines_are_let_in_only_when_told_and_with_a_warning(tmp_path: Path) -> None:
    with serving(tmp_path, "--host", "0.0.0.0") as served:
        assert served.address.startswith("http://localhost:")
        assert play(asked(served.address, Host="any.example"))[0] == 200
        assert play(asked(served.address, Origin="http://elsewhere.example"))[0] == 403
    assert "anyone who can reach 0.0.0.0 can read and use your shortlists" in served.said.read_text()


@pytest.mark.usefixtures("own")
def test_a_port_that_is_taken_is_refused_with_what_to_do(capsys: pytest.CaptureFixture[str]) -> None:
    with socket.create_server(("127.0.0.1", 0)) as taken:
        port = str(taken.getsockname()[1])
        code, err = refused(capsys, "--port", port)
    assert (code, f"port {port}" in err, "--port, or 0" in err) == (2, True, True)


@pytest.mark.usefixtures("own")
@pytest.mark.parametrize(
    ("line", "code", "words"),
    [
        ("--port 65536", 2, "65536 is no port"),
        ("--port http", 2, "'http' is not a valid"),
        ("--host no.such.host.invalid", 2, "'no.such.host.invalid' is no address"),
        ("--host=", 2, "'' is no address"),
        ("--host 192.0.2.1", 2, "cannot listen at 192.0.2.1"),
        ("--theme no-such-theme", 2, "no-such-theme"),
        ("--view no-such-view", 2, "no-such-view"),
        ("no-such-record-anywhere", 3, "no-such-record-anywhere"),
    ],
)
def test_what_cannot_be_served_is_refused_before_anything_is_started(
    capsys: pytest.CaptureFixture[str], line: str, code: int, words: str
) -> None:
    found, err = refused(capsys, *line.split())
    assert (found, words in err) == (code, True), err


@pytest.mark.usefixtures("own")
def test_without_the_extra_it_says_how_to_get_it(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setitem(sys.modules, "textual_serve", None)
    for name in ("textual_serve.server", "textual_serve.app_service", "dftzcli.tui.serving"):
        monkeypatch.delitem(sys.modules, name, raising=False)
    code, err = refused(capsys)
    assert (code, "pip install 'dftzcli[web]'" in err) == (2, True)


@pytest.mark.skipif(CHROMIUM is None, reason="no Chromium on this machine: apt-get install chromium")
def test_a_browser_shows_the_overview_and_answers_keys_without_another_address(served: Served, tmp_path: Path) -> None:
    async def look() -> None:
        async with chromium(tmp_path) as tab:
            await tab.open(served.address)
            await tab.until(lambda shown: OPENED in shown and "1,000.21 billion CNY" in shown)
            await tab.type("/")
            await tab.until(lambda shown: "Explore" in shown.partition("\n")[0])
            await tab.type("panasonic battery\n")
            await tab.until(lambda shown: "Panasonic battery" in shown and " of " in shown)
            assert len(tab.requested) >= 5
            assert {url.partition("://")[2].partition("/")[0] for url in tab.requested} == {served.address[7:]}
            await tab.type("\x11")
            await tab.until(lambda ended: "-closed" in ended, "document.body.className")

    play(look())
