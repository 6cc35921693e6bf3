"""`dftz web`: the application in a browser, on this machine alone unless told otherwise."""

from __future__ import annotations

import errno
import ipaddress
import os
import shlex
import socket
import subprocess
import sys
from typing import Annotated, Final

import typer

from dftzcli import paths
from dftzcli.cli import completing
from dftzcli.cli.commands.application import single
from dftzcli.cli.commands.tui import Asked, asked
from dftzcli.cli.options import Terminal
from dftzcli.cli.session import Session
from dftzcli.errors import UsageError
from dftzcli.render.sink import to_stdout

_EXTRA: Final = ("textual_serve", "aiohttp", "aiohttp_jinja2", "jinja2")
_CAREFUL: Final = (
    "careful: anyone who can reach {host} can read and use your shortlists, and write files as you; "
    "nothing asks for a password"
)

_UNASKED: Final = Asked("overview", (), "", ())


def run(
    ids: Annotated[
        list[str] | None,
        typer.Argument(metavar="[ID]...", help="What the view shows.", autocompletion=completing.ids),
    ] = None,
    *,
    port: Annotated[int, typer.Option(metavar="N", help="The port; 0 for any free one.")] = 8000,
    host: Annotated[
        str, typer.Option(metavar="ADDRESS", help="Where to listen; by default only this machine reaches it.")
    ] = "127.0.0.1",
    view: Annotated[
        str | None,
        typer.Option(metavar="VIEW", help="The view to begin with, as for `dftz tui`.", show_default=False),
    ] = None,
    query: Annotated[str, typer.Option(metavar="WORDS", help="What to explore, in the query language.")] = "",
    indicator: Annotated[
        list[str] | None,
        typer.Option(metavar="NAME", help="What is measured.", autocompletion=completing.measured),
    ] = None,
    theme: Annotated[str | None, typer.Option(metavar="NAME", help="The colours (DFTZ_THEME).")] = None,
    terminal: Terminal,
) -> None:
    """Serve the application to a browser at an address of this machine, until Ctrl+C.

    Needs the extra `web`: pip install 'dftzcli[web]'. Each page is an application of its own; what it copies goes to
    the browser, what it exports is written on this machine.
    """
    try:
        from dftzcli.tui.serving import check, serve
    except ModuleNotFoundError as error:
        if (error.name or "").partition(".")[0] not in _EXTRA:
            raise
        raise UsageError("a browser needs the extra `web`", fix="pip install 'dftzcli[web]'") from error
    session = Session(terminal)
    with _listening(host, port) as listening:
        found = asked(session, session.catalogue(), view=view, ids=ids or (), query=query, indicators=indicator or ())
        check(found, theme=theme, config=paths.resolve(terminal.data_dir).config)
        is_local = _is_local(listening)
        if not is_local:
            session.narrator.notice(_CAREFUL.format(host=host))

        def announce() -> None:
            to_stdout([_address(host, listening.getsockname()[1]), "\n"])
            session.narrator.notice("open it in a browser; Ctrl+C ends it and every page")

        serve(_command(found, theme, terminal), listening, host=host, is_local=is_local, ready=announce)


def _is_local(listening: socket.socket) -> bool:
    return ipaddress.ip_address(listening.getsockname()[0].partition("%")[0]).is_loopback


def _listening(host: str, port: int) -> socket.socket:
    """Return a socket that listens; UsageError where none can, before anything is said or started."""
    if not 0 <= port <= 65535:
        raise UsageError(f"{port} is no port", fix="give one from 1 to 65535, or 0 for any free one")
    try:
        # An empty name would be every address, which nobody has said.
        family, _, _, _, address = socket.getaddrinfo(host or "?", port, type=socket.SOCK_STREAM)[0]
    except (OSError, UnicodeError) as error:
        raise UsageError(
            f"{host!r} is no address of this machine", fix="use --host 127.0.0.1 or leave it out"
        ) from error
    try:
        return socket.create_server(address[:2], family=family)
    except OSError as error:
        fix = {
            errno.EADDRINUSE: "give another --port, or 0 for any free one",
            errno.EACCES: "give a --port from 1024 on",
            errno.EADDRNOTAVAIL: "give --host an address of this machine",
        }.get(error.errno or 0, "give another --host or --port")
        raise UsageError(f"cannot listen at {host}, port {port}: {os.strerror(error.errno or 0)}", fix=fix) from error


def _address(host: str, port: int) -> str:
    """Return what a browser on this machine takes, in the form that terminals make a link of."""
    name = "localhost" if host in ("0.0.0.0", "::") else f"[{host}]" if ":" in host else host
    return f"http://{name}:{port}"


def _command(found: Asked, theme: str | None, terminal: Terminal) -> str:
    """Return the command line of the application behind a page; values are bound to their options, whatever they are.

    -P keeps modules of the current folder from being taken for those of the program.
    """
    options = [("indicator", name) for name in found.indicators]
    # Where no view was asked for, the application may open where it was left.
    view = found.view if found != _UNASKED else ""
    for name, value in (("view", view), ("query", found.query), ("theme", theme), ("data-dir", terminal.data_dir)):
        options += [(name, value)] if value else []
    words = [sys.executable, "-P", "-m", "dftzcli", "tui", "--quiet", *["--debug"] * terminal.debug]
    words += [*(f"--{name}={value}" for name, value in options), "--", *found.ids]
    # The shell makes way for it, so that whoever ends the one ends the other.
    return subprocess.list2cmdline(words) if os.name == "nt" else f"exec {shlex.join(words)}"


app = single(
    run,
    examples="""
    dftz web
    dftz web --port 9000 --view explore --query 'kind:project partner:japan'
    dftz web --host 192.168.1.20 --theme dftz-light
    """,
)
