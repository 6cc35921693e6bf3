"""One run of a command: the catalogue it reads, how it looks, and the way out for its result."""

from __future__ import annotations

import os
import sys
from pathlib import Path
from typing import TYPE_CHECKING, Any

from dftzcli.catalogue import Catalogue
from dftzcli.cli.narration import Narrator
from dftzcli.cli.options import Output, Terminal
from dftzcli.errors import Empty, UsageError
from dftzcli.model.fields import FieldSpec
from dftzcli.opening import catalogue_of_folder, open_catalogue
from dftzcli.render import sink
from dftzcli.render.registry import Style, format_of

if TYPE_CHECKING:
    from dftzcli.render.result import Result

TABLE_LIMIT = 50


class Session:
    """The options of a run, turned into a catalogue, a narrator and a style."""

    def __init__(self, terminal: Terminal, output: Output | None = None, *, also: tuple[str, ...] = ()) -> None:
        """Take the options of a run; `also` are formats that the command has beside those of every command."""
        if terminal.color not in ("auto", "always", "never"):
            raise UsageError(f"{terminal.color!r} is not a way to colour", fix="use auto, always or never")
        self.terminal = terminal
        self.output = output or Output()
        self.day: str | None = None
        if self.output.json and self.output.format not in (None, "json"):
            raise UsageError(f"--json and --format {self.output.format} contradict each other", fix="give one of them")
        if self.output.ids and (self.output.json or self.output.format not in (None, "ids")):
            raise UsageError("--ids and another format contradict each other", fix="give one of them")
        target = str(self.output.output) if self.output.output else None
        short = "json" if self.output.json else "ids" if self.output.ids else None
        self.format = format_of(short or self.output.format, target, also=also)
        self.narrator = Narrator(quiet=terminal.quiet, as_json=self.format.name == "json")
        self.to_file = target not in (None, "-")
        self.force = self.output.force
        self._catalogue: Catalogue | None = None
        if self.to_file and self.output.output is not None:
            self._check(self.output.output)
        elif self.format.is_binary and sys.stdout is not None and sys.stdout.isatty():
            raise UsageError(f"{self.format.name} is nothing for a terminal", fix="write it to a file: -o FILE")

    def _check(self, target: Path) -> None:
        """Refuse a file that cannot be written before any work is done; one that is there is asked about."""
        from dftzcli.cli.asking import agreed

        if not self.force and os.path.isfile(target):
            self.force = agreed(f"{target} is there already; replace it?")
        sink.check_target(target, force=self.force)
        if self.format.name == "parquet":
            from dftzcli.render.columnar import check_installed

            check_installed()

    def catalogue(self) -> Catalogue:
        """Open the catalogue, and say so when it is read from memory or kept back from a newer version."""
        catalogue = open_catalogue(self.terminal.data_dir)
        if catalogue.notice:
            self.narrator.notice(catalogue.notice)
        self._catalogue = self._on_day(catalogue)
        return self._catalogue

    def _on_day(self, catalogue: Catalogue) -> Catalogue:
        """Return the catalogue as it stood on the day asked for, and say which day and what is left out."""
        if self.output.as_of is None:
            return catalogue
        dated = catalogue.at(self.output.as_of)
        self.day = dated.as_of
        left_out = len(catalogue.cards.of_kind("figure")) - len(dated.cards.of_kind("figure"))
        later = f"; {left_out} figure{'s' * (left_out != 1)} of later periods left out" if left_out else ""
        self.narrator.notice(f"as of {dated.as_of}: statuses by their dates{later}")
        return dated

    def catalogue_of(self, folder: Path) -> Catalogue:
        """Read a folder of data files as a catalogue, without touching the store: what a maintainer checks."""
        if not (folder / "datapackage.json").is_file():
            raise UsageError(f"{folder} is no folder of data files", fix="name one that has a datapackage.json")
        return catalogue_of_folder(folder)

    def found(self, catalogue: Catalogue, text: str) -> str:
        """Return the id that a text is taken for, and say so where it is not that id; NotFound when it is none."""
        found = catalogue.find(text)
        if found.id != text:
            taken = "taken for" if found.guessed else "is the name of"
            name = catalogue.cards.name(found.id)
            self.narrator.notice(f"{text!r} {taken} {found.id} ({name.kind if name else 'record'})")
        return found.id

    def limit(self, limit: int | None, *, everything: bool) -> int | None:
        """Return how many items to show: what was asked for, 50 in a table, and all in a format for programs."""
        if everything:
            if limit is not None:
                raise UsageError("--all and --limit contradict each other", fix="give one of them")
            return None
        return limit if limit is not None or self.format.name != "table" or self.to_file else TABLE_LIMIT

    def asked_fields(self, known: tuple[FieldSpec, ...]) -> tuple[str, ...] | None:
        """Return the fields asked for; None when `--fields help` was asked and answered."""
        text = self.output.fields
        if text is None:
            return ()
        if not text.strip(" ,"):
            raise UsageError("--fields names no field", fix="write --fields a,b,c, or --fields help for a list")
        if text == "help":
            self._list_fields(known)
            return None
        return tuple(part.strip() for part in text.split(",") if part.strip())

    def _list_fields(self, known: tuple[FieldSpec, ...]) -> None:
        from dftzcli.render.result import Result, columns_of

        specs = columns_of(("id", "kind", "name", "type", "about"), ("id", "type", "about"))
        items = [
            {"id": spec.key, "kind": "field", "name": spec.label, "type": spec.type, "about": spec.about}
            for spec in known
        ]
        columns = tuple(spec for spec in specs if spec.in_table)
        dataset = self.catalogue().dataset
        self.emit(
            Result(
                specs=specs, columns=columns, items=items, total=len(items), query=question("fields"), dataset=dataset
            )
        )

    def emit(self, result: Result, *, fail_empty: bool = False, nothing: str = "") -> None:
        """Write a result, and say on standard error what was cut, what was empty and where it went.

        An empty answer that is to be an error is one: in JSON nothing else is written then.
        """
        result = self.dated(result)
        if not result.total and fail_empty and self.format.name == "json":
            raise Empty(nothing or f"nothing fits: {result.query.get('text', '')}")
        if result.cards is None and self._catalogue is not None:
            result = result._replace(cards=self._catalogue.cards)
        pieces = self.format.write(result, self._style())
        if self.to_file and self.output.output is not None:
            sink.to_file(pieces, self.output.output, force=self.force)
            count = len(result.items)
            self.narrator.notice(
                f"wrote {count} item{'s' * (count != 1)} to {self.output.output} as {self.format.name}"
            )
        elif self._pages():
            self._page(self.format.text(result, self._style()))
        else:
            sink.to_stdout(pieces)
        if result.truncated:
            self.narrator.notice(f"showing {len(result.items)} of {result.total}, use --all")
        if not result.total and fail_empty:
            raise Empty(nothing or f"nothing fits: {result.query.get('text', '')}")
        if not result.total and nothing:
            self.narrator.notice(nothing)

    def dated(self, result: Result) -> Result:
        """Return a result with the day it is as of, where one was asked for; UsageError where that has no meaning."""
        if self.output.as_of is None:
            return result
        if self.day is None:
            raise UsageError("--as-of has no meaning here: nothing of this is read as of a day", fix="leave it out")
        return result._replace(query=result.query | {"as_of": self.day})

    @property
    def ascii_only(self) -> bool:
        """Whether symbols have to be ASCII: in `--plain` and where the terminal's encoding is not Unicode."""
        encoding = (getattr(sys.stdout, "encoding", None) or "utf-8").lower().replace("-", "")
        return self.output.plain or not encoding.startswith("utf")

    @property
    def width(self) -> int:
        """How many cells wide a picture may be: the terminal's, or 80 where there is none."""
        on_terminal = not self.to_file and sys.stdout is not None and sys.stdout.isatty()
        return _columns() if on_terminal else 80

    def _style(self) -> Style:
        on_terminal = not self.to_file and sys.stdout is not None and sys.stdout.isatty()
        return Style(
            columns=_columns() if on_terminal else None,
            colour=self._colour(on_terminal) and not self.to_file,
            plain=self.output.plain,
            bom=self.output.bom,
            excel_safe=self.output.excel_safe,
            ascii_only=self.ascii_only,
            filed=self.to_file,
        )

    def _colour(self, on_terminal: bool) -> bool:
        """Decide on colour by the rules of the help topic `environment`: a flag, then NO_COLOR, TERM, FORCE_COLOR."""
        if self.terminal.no_color or self.terminal.color == "never" or self.output.plain:
            return False
        if self.terminal.color == "always":
            return True
        if os.environ.get("NO_COLOR") or os.environ.get("TERM") == "dumb":
            return False
        return on_terminal or bool(os.environ.get("FORCE_COLOR"))

    def _pages(self) -> bool:
        reads = sys.stdin is not None and sys.stdin.isatty() and sys.stdout is not None and sys.stdout.isatty()
        return self.format.name == "table" and not self.terminal.no_pager and reads

    def _page(self, text: str) -> None:
        """Show a text through the pager when it is longer than the screen."""
        import shlex
        import shutil
        import subprocess

        pager = os.environ.get("DFTZ_PAGER", os.environ.get("PAGER", "less -FIRX"))
        lines = os.environ.get("LINES", "")
        height = int(lines) if lines.isdigit() else shutil.get_terminal_size().lines
        try:
            command = shlex.split(pager)
        except ValueError as error:
            raise UsageError(
                f"the pager {pager!r} cannot be read: {error}", fix="correct DFTZ_PAGER or PAGER"
            ) from error
        if text.count("\n") < height or not command or shutil.which(command[0]) is None:
            sink.to_stdout([text])
            return
        environment = {"LESS": "-FIRX", "LESSCHARSET": "utf-8", **os.environ}
        subprocess.run(command, input=text.encode(), env=environment, check=False)


def question(text: str, **parts: Any) -> dict[str, Any]:
    """Make the `query` of an envelope: the sentence under `text`, and the parts it was made of."""
    return {"text": text, **parts}


def _columns() -> int:
    import shutil

    return shutil.get_terminal_size((80, 24)).columns
