"""What `dftz brief` does with the values of its options."""

from __future__ import annotations

import sys
from collections.abc import Iterable
from pathlib import Path
from typing import TYPE_CHECKING

from dftzcli.brief import Asked, brief_of
from dftzcli.brief.writing import FORMATS, format_of
from dftzcli.cli.asking import agreed
from dftzcli.cli.ids import given
from dftzcli.cli.options import Output, Terminal
from dftzcli.cli.session import Session
from dftzcli.errors import UsageError
from dftzcli.render import sink
from dftzcli.tuples import NamedTuple

if TYPE_CHECKING:
    from dftzcli.brief.writing import Format
    from dftzcli.catalogue import Catalogue


class Brief(NamedTuple):
    """What a brief is to be about, and where it goes."""

    records: tuple[str, ...] = ()
    shortlist: str | None = None
    profile: Path | None = None
    industries: tuple[str, ...] = ()
    countries: tuple[str, ...] = ()
    peers: tuple[str, ...] = ()
    as_of: str | None = None
    format: str | None = None
    output: Path | None = None
    force: bool = False

    @property
    def target(self) -> Path | None:
        """The file it is to be written to, if any."""
        return None if self.output is None or str(self.output) == "-" else self.output


def answer(brief: Brief, terminal: Terminal) -> None:
    """Write a brief; UsageError for what cannot be meant or written, NotFound for what is nowhere on record."""
    session = Session(terminal, Output(format="table", as_of=brief.as_of))
    format = format_of(brief.format, str(brief.target) if brief.target else None)
    force = _checked(brief, format)
    if not any((brief.records, brief.shortlist, brief.profile, brief.industries, brief.countries)):
        raise UsageError(
            "a brief about what?",
            fix="name records, --shortlist, --profile, --industry or --country; `dftz brief --help`",
        )
    texts = tuple(given(brief.records))
    catalogue = session.catalogue()
    asked = _asked(brief, texts, session, catalogue, format)
    document = brief_of(catalogue, asked)
    data = format.write(document)
    if brief.target is None:
        sink.to_stdout([data])
        return
    sink.to_file([data], brief.target, force=force)
    session.narrator.notice(
        f"wrote {len(document.statements)} statements with {document.footnotes} footnotes to {brief.target} as "
        f"{format.name}"
    )


def _checked(brief: Brief, format: Format) -> bool:
    """Refuse what cannot be written before any work is done; return whether a file that is there is replaced."""
    force = brief.force
    if brief.target is not None:
        if not force and brief.target.is_file():
            force = agreed(f"{brief.target} is there already; replace it?")
        sink.check_target(brief.target, force=force)
    elif not format.is_text and sys.stdout is not None and sys.stdout.isatty():
        raise UsageError(f"{format.name} is nothing for a terminal", fix="write it to a file: -o FILE")
    return force


def _asked(brief: Brief, texts: tuple[str, ...], session: Session, catalogue: Catalogue, format: Format) -> Asked:
    """Return the question: ids for texts, the records of a shortlist, the keys of a profile."""
    ids = tuple(session.found(catalogue, text) for text in texts)
    listed: tuple[str, ...] = ()
    notes: tuple[tuple[str, str], ...] = ()
    if brief.shortlist is not None:
        from dftzcli.cli.shortlisting import workspace_of

        shortlist = workspace_of(session.terminal).shortlist(brief.shortlist)
        listed, notes = shortlist.ids, shortlist.notes
    profile = None
    if brief.profile is not None:
        from dftzcli.profiles import given_in

        profile = given_in(brief.profile)
    asked = Asked(
        ids=ids,
        listed=listed,
        shortlist=brief.shortlist or "",
        notes=notes,
        profile=profile,
        file=str(brief.profile) if brief.profile is not None else "",
        industries=brief.industries,
        countries=brief.countries,
        peers=brief.peers,
    )
    name = str(brief.target) if brief.target is not None else ""
    unsaid = "" if name.lower().endswith(format.endings) else format.name
    return asked._replace(command=asked.again(day=catalogue.day, name=name, format=unsaid))


def places(texts: Iterable[str]) -> tuple[str, ...]:
    """Return the places of an option that takes several with commas."""
    return tuple(part.strip() for text in texts for part in text.split(",") if part.strip())


def formats(incomplete: str) -> list[tuple[str, str]]:
    """Offer the formats, with what they are."""
    return [(found.name, found.about) for found in FORMATS.values() if found.name.startswith(incomplete)]
