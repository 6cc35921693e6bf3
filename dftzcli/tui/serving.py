"""The application served to browsers by textual-serve: one process of it for each page that is open.

Other sites that are open in the same browser can send requests here too, and a page can drive the application, which
writes files: a request has to name this server as its host, and as its origin where it has one.
"""

from __future__ import annotations

import asyncio
import contextlib
import gc
import signal
import socket
import sys
from collections.abc import Awaitable, Callable, Sequence
from pathlib import Path
from typing import Any, Final
from urllib.parse import urlsplit

from aiohttp import WSCloseCode, web
from textual_serve.app_service import AppService
from textual_serve.server import Server, to_int

from dftzcli import settings
from dftzcli.render.escape import visible
from dftzcli.tui import keys, themes
from dftzcli.tui.views import view_of

_DRIVER: Final = "dftzcli.tui.browser:BrowserDriver"
_HERE: Final = ("localhost", "127.0.0.1", "::1")
# Seconds that an application is given to leave by itself.
_PATIENCE: Final = 5
_HEADERS: Final = {
    # Nothing is loaded from anywhere else, and no other site shows this one within itself.
    "Content-Security-Policy": "default-src 'self' data:; script-src 'self' 'unsafe-inline'; "
    "style-src 'self' 'unsafe-inline'; frame-ancestors 'none'",
    "Referrer-Policy": "no-referrer",
    "X-Content-Type-Options": "nosniff",
}
_Handler = Callable[[web.Request], Awaitable[web.StreamResponse]]


def serve(command: str, listening: socket.socket, *, host: str, is_local: bool, ready: Callable[[], None]) -> None:
    """Serve what a command line runs until it is interrupted; `ready` is called when a browser can come.

    `host` is the name that the address is known by. Only names of this machine are answered to where `is_local`.
    """
    # Off for a command that is over at once; this one lasts.
    gc.enable()
    known = (*_HERE, host.lower()) if is_local else ()
    with contextlib.suppress(KeyboardInterrupt):
        asyncio.run(_Pages(command, listening, known).run(ready))


def check(asked: tuple[str, Sequence[str], str, Sequence[str]], *, theme: str | None, config: Path) -> None:
    """Raise UsageError for a view, setting or key that the application would refuse: better here than on a page."""
    view, ids, query, indicators = asked
    view_of(view, ids, query=query, indicators=indicators)
    chosen = settings.resolve(
        {"theme": theme},
        file=settings.settings_file(config),
        themes=themes.NAMES,
        actions=[action.id for action in keys.ACTIONS],
    )
    keys.remap(keys.ACTIONS, chosen.keys)


class _Session(AppService):
    """The application behind one page."""

    def _build_environment(self, width: int = 80, height: int = 24) -> dict[str, str]:
        return {**super()._build_environment(width, height), "TEXTUAL_DRIVER": _DRIVER}

    async def run(self) -> None:
        """Hand on what the application draws, and end the page when it has left, however it left."""
        await super().run()
        await self.remote_close()

    async def stop(self) -> None:
        """Make the application leave; one that does not is ended."""
        try:
            await asyncio.wait_for(super().stop(), _PATIENCE)
        except TimeoutError:
            if self._process is not None:
                with contextlib.suppress(ProcessLookupError):
                    self._process.kill()
        if self._process is not None:
            await self._process.wait()


class _Pages(Server):
    """The page, and the sockets by which open ones reach their applications."""

    def __init__(self, command: str, listening: socket.socket, known: tuple[str, ...]) -> None:
        # The page names everything relative to itself: a proxy or a tunnel may give it any address.
        super().__init__(
            command, title="dftz", public_url="http://localhost", templates_path=Path(__file__).with_name("page")
        )
        self._listening = listening
        self._known = known
        self._open: set[web.WebSocketResponse] = set()

    async def run(self, ready: Callable[[], None]) -> None:
        """Serve until told to end."""
        runner = web.AppRunner(await self._make_app(), access_log=None, shutdown_timeout=2 * _PATIENCE)
        await runner.setup()
        ended = asyncio.Event()
        for told in (signal.SIGINT, signal.SIGTERM):
            # Where there are no such handlers the interruption itself ends the waiting.
            with contextlib.suppress(NotImplementedError):
                asyncio.get_running_loop().add_signal_handler(told, ended.set)
        try:
            await web.SockSite(runner, self._listening).start()
            ready()
            # What an application says in failing is written to standard output, which is for the address alone.
            with contextlib.redirect_stdout(sys.stderr):
                await ended.wait()
        finally:
            with contextlib.redirect_stdout(sys.stderr):
                await runner.cleanup()

    async def _make_app(self) -> web.Application:
        app = await super()._make_app()
        app.middlewares.append(self._guarded)
        return app

    async def on_startup(self, app: web.Application) -> None:
        """Say nothing: whoever started it says where it is."""

    async def on_shutdown(self, app: web.Application) -> None:
        """Close the pages, which ends their applications."""
        await asyncio.gather(*(page.close(code=WSCloseCode.GOING_AWAY) for page in self._open))

    async def handle_websocket(self, request: web.Request) -> web.WebSocketResponse:
        """Run an application for as long as the page is there."""
        page = web.WebSocketResponse(heartbeat=15)
        await page.prepare(request)
        session = _Session(
            self.command,
            write_bytes=page.send_bytes,
            write_str=page.send_str,
            close=_closing(page),
            download_manager=self.download_manager,
        )
        self._open.add(page)
        try:
            await session.start(to_int(request.query.get("width", ""), 80), to_int(request.query.get("height", ""), 24))
            await self._process_messages(page, session)
        except ConnectionError:
            # The page has gone: that is how most of them end.
            pass
        except (ArithmeticError, AssertionError, LookupError, OSError, TypeError, ValueError) as error:
            # What no page of ours sends, or an application that cannot be started: that page ends, the others go on.
            sys.stderr.write(f"a page was closed: {type(error).__name__}: {visible(str(error))}\n")
        finally:
            self._open.discard(page)
            await session.stop()
            await page.close()
        return page

    @property
    def _guarded(self) -> Any:
        @web.middleware
        async def guarded(request: web.Request, handler: _Handler) -> web.StreamResponse:
            origin = request.headers.get("Origin")
            if not self._answers_to(request.host) or (origin and origin.partition("://")[2] != request.host):
                raise web.HTTPForbidden(text="dftz answers only to its own page at its own address.\n")
            response = await handler(request)
            if not response.prepared:
                response.headers.update(_HEADERS)
            return response

        return guarded

    def _answers_to(self, host: str) -> bool:
        try:
            return not self._known or urlsplit(f"//{host}").hostname in self._known
        except ValueError:
            return False


def _closing(page: web.WebSocketResponse) -> Callable[[], Awaitable[None]]:
    async def close() -> None:
        await page.close()

    return close
