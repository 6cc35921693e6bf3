"""The program: its commands, loaded one at a time, and the one place where errors become exit codes."""

from __future__ import annotations

import os
import sys
from typing import Annotated, Any, Final, NoReturn

import typer
from typer.core import TyperGroup
from typer.exceptions import TyperException

from dftzcli import __version__
from dftzcli.cli.leaving import ISSUES, leave
from dftzcli.cli.narration import on_terminal
from dftzcli.errors import UsageError
from dftzcli.tuples import NamedTuple

DOCUMENTATION: Final = "the README of the project"


class Entry(NamedTuple):
    """One command: its module in `dftzcli.cli.commands`, its line in the help, and the section it stands in."""

    module: str
    about: str
    section: str


COMMANDS: Final[dict[str, Entry]] = {
    "overview": Entry("overview", "The first page: the zone, headline figures, what to read with care.", "Read"),
    "search": Entry("search", "Find records by words: English, Chinese, mistyped, or a question.", "Read"),
    "list": Entry("listing", "List records of a kind, with filters.", "Read"),
    "show": Entry("show", "Show a record by id, name or a few remembered words.", "Read"),
    "related": Entry("related", "List what a record is linked with, and what is alike.", "Read"),
    "compare": Entry("compare", "Put two to six records, places, periods or indicators side by side.", "Read"),
    "match": Entry("match", "Say what a firm is eligible for, and by which clause.", "Read"),
    "brief": Entry("brief", "Write the pages a director reads: md, html, pdf or docx.", "Read"),
    "figures": Entry("figures", "List figures with unit, period, scope and source.", "Read"),
    "timeline": Entry("timeline", "List what the sources date, in order of time.", "Read"),
    "expiring": Entry("expiring", "List what closes soon, also as a calendar.", "Read"),
    "cite": Entry("cite", "Cite records: plain, Markdown, BibTeX, CSL-JSON, RIS, or in one line.", "Read"),
    "export": Entry("export", "Write records to a file: xlsx, sqlite, csv, html ... or a data package.", "Read"),
    "shortlist": Entry("shortlist", "Your own lists of records, with a note on each.", "Read"),
    "sources": Entry("sources", "List the documents that everything is cited from.", "Trust"),
    "discrepancies": Entry("discrepancies", "List where the sources disagree.", "Trust"),
    "gaps": Entry("gaps", "List what the documents announce without giving it.", "Trust"),
    "stale": Entry("stale", "List what is old, undated or superseded.", "Trust"),
    "check": Entry("check", "Check a text of your own: its figures and claims against the records.", "Trust"),
    "data": Entry("data", "The store: status, validate, coverage, path, reset.", "Data and program"),
    "schema": Entry("schema", "Print commands, flags, exit codes and record schemas as JSON.", "Data and program"),
    "info": Entry("info", "Print versions, paths and the dataset.", "Data and program"),
    "config": Entry("config", "The settings: list, path.", "Data and program"),
    "completion": Entry("completion", "Say how to complete commands and ids in your shell.", "Data and program"),
    "tui": Entry("tui", "Open the terminal application.", "Data and program"),
    "web": Entry("web", "Serve the application to a browser on this machine.", "Data and program"),
    "browse": Entry("browse", "Browse: the application, or with --linear plain text.", "Data and program"),
    "help": Entry("topics", "Help on a command, or on a topic such as exit-codes.", "Data and program"),
}


class Commands(TyperGroup):
    """The group of all commands; a command's module is imported when the command is asked for."""

    def list_commands(self, ctx: Any) -> list[str]:
        """Return the names in the order of the help."""
        return list(COMMANDS)

    def get_command(self, ctx: Any, cmd_name: str) -> Any:
        """Return a command by its whole name; no abbreviation is taken for one."""
        if cmd_name not in COMMANDS:
            return None
        if cmd_name not in self.commands:
            self.commands[cmd_name] = load(cmd_name)
        return self.commands[cmd_name]

    def resolve_command(self, ctx: Any, args: list[str]) -> Any:
        """Resolve a command, naming the nearest ones when there is none of that name."""
        if args and args[0] not in COMMANDS and not args[0].startswith("-") and not ctx.resilient_parsing:
            import difflib

            close = difflib.get_close_matches(args[0], COMMANDS, n=3, cutoff=0.6)
            hint = f"did you mean {' or '.join(close)}?" if close else f"the commands are: {', '.join(COMMANDS)}"
            raise UsageError(f"there is no command {args[0]!r}", fix=hint)
        return super().resolve_command(ctx, args)

    def format_commands(self, ctx: Any, formatter: Any) -> None:
        """Write the commands in their sections without importing them."""
        for section in dict.fromkeys(entry.section for entry in COMMANDS.values()):
            with formatter.section(section):
                formatter.write_dl(
                    [(name, entry.about) for name, entry in COMMANDS.items() if entry.section == section]
                )


def load(name: str) -> Any:
    """Import a command and make it ready for Typer."""
    from importlib import import_module

    module = import_module(f"dftzcli.cli.commands.{COMMANDS[name].module}")
    command = typer.main.get_command(module.app)
    command.name = name
    return command


_EPILOG = f"""\b
Examples:
  dftz overview
  dftz list projects --country JP --status operating
  dftz show panasonic
Help topics: dftz help exit-codes, formatting, environment, query, comparison, units, accessibility,
  eligibility
Documentation: {DOCUMENTATION}. Something wrong? Write to {ISSUES}."""

CONTEXT: Final = {"help_option_names": ["-h", "--help"], "max_content_width": 100}

app = typer.Typer(
    name="dftz",
    cls=Commands,
    rich_markup_mode=None,
    invoke_without_command=True,
    pretty_exceptions_enable=False,
    context_settings=CONTEXT,
    epilog=_EPILOG,
)


def _version(value: bool) -> None:
    if value:
        typer.echo(f"dftz {__version__}")
        raise typer.Exit


@app.callback()
def root(
    ctx: typer.Context,
    version: Annotated[
        bool, typer.Option("--version", "-V", help="Print the version.", callback=_version, is_eager=True)
    ] = False,
) -> None:
    """The due-diligence terminal for the Dalian Free Trade Zone: policies, industries, incentives, partners, projects
    and figures, each with who said it, where, when and about what scope.
    """
    if ctx.invoked_subcommand is not None:
        return
    if on_terminal():
        from dftzcli.cli.commands.tui import launch
        from dftzcli.cli.options import Terminal

        launch(Terminal())
    else:
        typer.echo(ctx.get_help())


def main(arguments: list[str] | None = None) -> NoReturn:
    """Run the program and leave with a documented exit code."""
    words = sys.argv[1:] if arguments is None else arguments
    leave(lambda: _run(words), words)


def _run(words: list[str]) -> Any:
    """Run a command line; one that begins with a command goes to it without loading the group of all."""
    try:
        if words and words[0] in COMMANDS and "_DFTZ_COMPLETE" not in os.environ:
            return load(words[0]).main(args=words[1:], prog_name=f"dftz {words[0]}", standalone_mode=False)
        return typer.main.get_command(app).main(args=words, prog_name="dftz", standalone_mode=False)
    except TyperException as error:
        raise UsageError(error.format_message(), fix=_usage_hint(error)) from error
    except typer.Abort as error:
        raise KeyboardInterrupt from error


def _usage_hint(error: TyperException) -> str:
    context = getattr(error, "ctx", None)
    return f"see `{context.command_path} --help`" if context is not None else "see `dftz --help`"
