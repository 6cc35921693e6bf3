"""`dftz shortlist`: named lists of records with a note each, which are the user's own."""

from __future__ import annotations

import shlex
from typing import Annotated, Any

import typer
from typer.core import TyperGroup

from dftzcli.cli import completing
from dftzcli.cli.commands.application import add as command
from dftzcli.cli.commands.application import group
from dftzcli.cli.ids import given
from dftzcli.cli.options import Output, Terminal
from dftzcli.cli.session import Session, question
from dftzcli.cli.shortlisting import counted, held_ids, meant, names, result_of, workspace_of


class _ListByDefault(TyperGroup):
    """A group that lists where no command is named."""

    def parse_args(self, ctx: Any, args: list[str]) -> Any:
        """Read the line; `dftz shortlist --json` is `dftz shortlist list --json`."""
        # A shell that completes the line wants the names of the commands.
        is_asked = not ctx.resilient_parsing
        if is_asked and (not args or (args[0].startswith("-") and args[0] not in ("-h", "--help"))):
            args = ["list", *args]
        return super().parse_args(ctx, args)


app = group(
    cls=_ListByDefault,
    help='\b\nExamples:\n  dftz shortlist\n  dftz shortlist add visit panasonic --note "call first"\n'
    "  dftz shortlist show visit\n\n"
    "Named lists of records with a note each: your own, in a file that no update or reset of the catalogue touches.",
)


_Name = Annotated[str, typer.Argument(metavar="NAME", help="The name of a shortlist.", autocompletion=names)]
_Ids = Annotated[
    list[str],
    typer.Argument(
        metavar="ID...", help="Ids, names, or - to read ids from standard input.", autocompletion=completing.ids
    ),
]


def listing(output: Output, terminal: Terminal) -> None:
    """List the shortlists: how many records each has, and which of them the catalogue no longer has."""
    from dftzcli.render.shortlist_page import list_fields, list_items

    session = Session(terminal, output)
    known = list_fields()
    wanted = session.asked_fields(known)
    if wanted is None:
        return
    shortlists = workspace_of(terminal).shortlists()
    catalogue = session.catalogue()
    result = result_of(catalogue, known, wanted, list_items(catalogue, shortlists), question("shortlist list"))
    session.emit(result, nothing="there is no shortlist yet; `dftz shortlist add NAME ID...` makes one")


def show(name: _Name, *, output: Output, terminal: Terminal) -> None:
    """Show the records of a shortlist with their notes; what the catalogue no longer has stays, and is said to be gone.

    The fields are those of records, every field of the kind where all are of one, with note, added and gone.
    """
    from dftzcli.render.shortlist_page import shortlist_fields, shortlist_items, shortlist_page

    session = Session(terminal, output)
    shortlist = workspace_of(terminal).shortlist(name)
    catalogue = session.catalogue()
    known = shortlist_fields(catalogue, shortlist)
    wanted = session.asked_fields(known)
    if wanted is None:
        return
    rows = shortlist_items(catalogue, shortlist)
    asked = question(f"shortlist show {shortlist.name}", shortlist=shortlist.name)
    result = result_of(catalogue, known, wanted, rows, asked)
    if not wanted:
        result = result._replace(page=shortlist_page(rows, ascii_only=session.ascii_only))
    session.emit(result, nothing=f"the shortlist {shortlist.name!r} is empty")
    gone = [row["id"] for row in rows if row["gone"]]
    if gone:
        session.narrator.notice(f"gone from the catalogue: {', '.join(gone)}")


def add(
    name: _Name,
    record: _Ids,
    *,
    note: Annotated[str, typer.Option("--note", metavar="TEXT", help="A note on each of them.")] = "",
    terminal: Terminal,
) -> None:
    """Put records on a shortlist, which is made where there is none.

    A record that is on it already stays where it is, and takes the note where one is given.
    """
    from datetime import date

    from dftzcli.store.shortlists import checked_name

    session = Session(terminal)
    called = checked_name(name)
    texts = given(record)
    catalogue = session.catalogue()
    ids = tuple(dict.fromkeys(meant(session, catalogue, text) for text in texts))
    workspace = workspace_of(terminal)
    new = workspace.add(called, ids, note, added=date.today().isoformat())
    there = [identity for identity in ids if identity not in new]
    held = counted(workspace.shortlist(called).entries)
    said = [f"added to {called!r}: {', '.join(new)}"] if new else []
    said += [f"on {called!r} already: {', '.join(there)}"] if there else []
    session.narrator.notice(f"{'; '.join(said)}; it has {held}")


def note(
    name: _Name,
    record: Annotated[str, typer.Argument(metavar="ID", help="A record on it.", autocompletion=completing.ids)],
    text: Annotated[str, typer.Argument(metavar="TEXT", help="The note; an empty one takes it away.")],
    *,
    terminal: Terminal,
) -> None:
    """Replace the note of a record on a shortlist."""
    session = Session(terminal)
    workspace = workspace_of(terminal)
    shortlist = workspace.shortlist(name)
    (identity,) = held_ids(session, shortlist, [record])
    former = next((entry.note for entry in shortlist.entries if entry.id == identity), "")
    workspace.note(shortlist.name, identity, text)
    undo = shlex.join(["dftz", "shortlist", "note", "--", shortlist.name, identity, former])
    session.narrator.notice(f"noted on {identity} of {shortlist.name!r}; to undo it: {undo}")


def remove(name: _Name, record: _Ids, *, terminal: Terminal) -> None:
    """Take records off a shortlist; nothing is changed when one of them is not on it."""
    from dftzcli.store.atomic import backup_path

    session = Session(terminal)
    workspace = workspace_of(terminal)
    shortlist = workspace.shortlist(name)
    removed = workspace.remove(shortlist.name, held_ids(session, shortlist, given(record)))
    held = counted(workspace.shortlist(shortlist.name).entries)
    ids = ", ".join(entry.id for entry in removed)
    undo = shlex.join(["cp", str(backup_path(workspace.path)), str(workspace.path)])
    session.narrator.notice(
        f"removed from {shortlist.name!r}: {ids}; it has {held}; to undo it, until anything else is changed: {undo}"
    )


def rename(
    old: Annotated[str, typer.Argument(metavar="OLD", help="The name of a shortlist.", autocompletion=names)],
    new: Annotated[str, typer.Argument(metavar="NEW", help="Its new name, 1 to 60 characters.")],
    *,
    terminal: Terminal,
) -> None:
    """Give a shortlist another name."""
    from dftzcli.store.shortlists import checked_name

    session = Session(terminal)
    workspace = workspace_of(terminal)
    former, called = workspace.shortlist(old).name, checked_name(new)
    workspace.rename(former, called)
    undo = shlex.join(["dftz", "shortlist", "rename", called, former])
    session.narrator.notice(f"{former!r} is now {called!r}; to undo it: {undo}")


def delete(
    name: _Name,
    *,
    yes: Annotated[bool, typer.Option("--yes", "-y", help="Do not ask.")] = False,
    dry_run: Annotated[bool, typer.Option("--dry-run", help="Say what would be done, and do nothing.")] = False,
    no_input: Annotated[bool, typer.Option("--no-input", help="Never ask; without --yes that is a refusal.")] = False,
    terminal: Terminal,
) -> None:
    """Delete a shortlist with its notes; the file as it was before is kept."""
    from dftzcli.cli.asking import confirm

    session = Session(terminal)
    workspace = workspace_of(terminal)
    shortlist = workspace.shortlist(name)
    what = f"the shortlist {shortlist.name!r} with {counted(shortlist.entries)}"
    if dry_run:
        session.narrator.notice(f"would delete {what}; the file as it is would be kept")
        return
    confirm(f"delete {what}?", yes=yes, no_input=no_input)
    done = workspace.delete(shortlist.name)
    undo = shlex.join(["mv", str(done.former), str(workspace.path)])
    session.narrator.notice(f"deleted {what}; to undo it, and all that is changed after it: {undo}")


def repair(terminal: Terminal) -> None:
    """Put a damaged file of shortlists aside, and go back to the last good lists; a sound file is left alone."""
    session = Session(terminal)
    workspace = workspace_of(terminal)
    done = workspace.repair()
    if done.damaged is None:
        session.narrator.notice(f"{workspace.path} is not damaged; nothing was changed")
        return
    way = "the last good lists are back" if done.is_from_backup else "there was no backup, so there are no lists now"
    undo = shlex.join(["mv", str(done.damaged), str(workspace.path)])
    session.narrator.notice(f"the damaged file is kept as {done.damaged}; {way}; to undo it: {undo}")


command(app, listing, name="list", examples="dftz shortlist list\ndftz shortlist --json")
command(app, show, examples="dftz shortlist show visit\ndftz shortlist show visit -f csv")
command(
    app, add, examples="dftz shortlist add visit panasonic japan\n"
    'dftz shortlist add visit cold-chain --note "ask about tariffs"\n'
    "dftz list projects --country JP --ids | dftz shortlist add japan -",
)  # fmt: skip
command(app, note, examples='dftz shortlist note visit panasonic "call first"')
command(app, remove, examples="dftz shortlist remove visit panasonic")
command(app, rename, examples='dftz shortlist rename visit "visit in May"')
command(app, delete, examples="dftz shortlist delete visit --dry-run\ndftz shortlist delete visit --yes")
command(app, repair, examples="dftz shortlist repair")
