"""What `dftz check` does with the values of its options."""

from __future__ import annotations

import os
import stat
import sys
from collections.abc import Sequence
from contextlib import suppress
from pathlib import Path

from dftzcli.cli.options import Output, Terminal
from dftzcli.cli.session import Session, question
from dftzcli.errors import CheckFailed, UsageError
from dftzcli.render.checked import counted, finding_fields, finding_items, findings_page
from dftzcli.render.result import Result, chosen


def answer(files: Sequence[str], output: Output, terminal: Terminal) -> None:
    """Hold some texts against the catalogue.

    UsageError for what is no text, or would be replaced by its findings; CheckFailed where one is contradicted.
    """
    if output.output is not None:
        _check_kept(files, output.output)
    session = Session(terminal, output)
    known = finding_fields()
    wanted = session.asked_fields(known)
    if wanted is None:
        return
    texts = [(name, _text_of(name)) for name in dict.fromkeys(files)]
    catalogue = session.catalogue()
    items = [item for name, text in texts for item in finding_items(name, catalogue.check(text), catalogue.item)]
    specs, columns = chosen(known, wanted)
    drawn = not wanted and session.format.name in ("table", "md")
    session.emit(
        Result(
            specs=specs,
            columns=columns,
            items=[{spec.key: item[spec.key] for spec in specs} for item in items],
            total=len(items),
            query=question("check " + ", ".join(name for name, _ in texts)),
            dataset=catalogue.dataset,
            # What the next command wants of a finding is the records it speaks of.
            ids=tuple(dict.fromkeys(record for item in items for record in item["records"])),
            page=findings_page(items, ascii_only=session.ascii_only) if drawn else None,
        )
    )
    count = sum(item["verdict"] == "contradicted" for item in items)
    if count:
        raise CheckFailed(
            f"{count} statement{' is' if count == 1 else 's are'} contradicted by the catalogue",
            fix="compare each with the record it names, and with the source of that",
        )
    if not drawn:
        session.narrator.notice(counted(items))


def _check_kept(files: Sequence[str], target: Path) -> None:
    """Refuse to write the findings over a text that is checked, by whichever of its names; --force asks for no such."""
    for name in files:
        # A file that is not there is no other's name, and what cannot be read is refused where it is read.
        with suppress(OSError, ValueError):
            if _is_same(name, target):
                raise UsageError(
                    f"{target} is the text that is checked: the findings would replace it",
                    fix="write them to another file",
                )


def _is_same(name: str, target: Path) -> bool:
    """Tell whether a text and the file to write are one; OSError where either is not there."""
    if name != "-":
        return os.path.samefile(name, target)
    if str(target) == "-" or sys.stdin is None:
        return False
    given = os.fstat(sys.stdin.fileno())
    return stat.S_ISREG(given.st_mode) and os.path.samestat(given, os.stat(target))


def _text_of(name: str) -> str:
    try:
        if name == "-":
            if sys.stdin is None or sys.stdin.isatty():
                raise UsageError("- reads standard input, which is a terminal or closed", fix="pipe a text in")
            data = sys.stdin.buffer.read()
        else:
            with open(name, "rb") as stream:
                data = stream.read()
        return data.decode("utf-8-sig")
    except OSError as error:
        raise UsageError(f"{name} cannot be read: {error.strerror}", fix="name a text file") from error
    except UnicodeDecodeError as error:
        raise UsageError(f"{name} is no text in UTF-8", fix="save it as plain text or Markdown in UTF-8") from error
