"""What a test of the command line needs to say: outcomes, ways to run the program, the data, and how wide a text is."""

from __future__ import annotations

import csv
import io
import json
import re
import unicodedata
from collections.abc import Callable, Iterator
from decimal import Decimal
from functools import cache
from pathlib import Path
from typing import Any, Final, NamedTuple, Protocol

CHECKOUT: Final = Path(__file__).resolve().parents[2]
DATA: Final = CHECKOUT / "data"
SOURCES: Final = CHECKOUT.parent / "shared" / "sources"
GOLDEN: Final = Path(__file__).parent / "golden"

PLURALS: Final = (
    "policies", "industries", "incentives", "partners", "projects", "figures", "indicators", "places", "agencies",
    "sources", "discrepancies", "gaps",
)  # fmt: skip
# The formats of standard output that every command has; those of files alone are with them in `ALL_FORMATS`.
FORMATS: Final = ("table", "json", "jsonl", "csv", "tsv", "md", "ids")
ALL_FORMATS: Final = (*FORMATS[:-1], "html", "xlsx", "sqlite", "parquet", "ids")
# Every command whose answer has a format, in a form that answers with something.
READS: Final[dict[str, tuple[str, ...]]] = {
    "list a kind": ("list", "projects"),
    "list every kind": ("list", "--country", "JP"),
    "show": ("show", "panasonic-battery-plant"),
    "figures": ("figures", "gdp"),
    "sources": ("sources",),
    "discrepancies": ("discrepancies",),
    "gaps": ("gaps",),
    "overview": ("overview",),
    "data status": ("data", "status"),
    "data validate": ("data", "validate", "--arithmetic"),
    "info": ("info",),
}

ANSI: Final = re.compile(r"\x1b(?:\[[0-?]*[ -/]*[@-~]|[^\[])")


class Outcome(NamedTuple):
    """How a run ended: the exit code, and what came out of either stream."""

    code: int
    out: str
    err: str

    @property
    def items(self) -> list[dict[str, Any]]:
        """The items of a JSON envelope, numbers as Decimal with their digits."""
        found: list[dict[str, Any]] = self.envelope["items"]
        return found

    @property
    def envelope(self) -> dict[str, Any]:
        """The JSON object on standard output."""
        return exact(self.out)

    @property
    def error(self) -> dict[str, str]:
        """What stands under `error` in the one line of JSON on standard error."""
        (line,) = self.err.splitlines()
        body = json.loads(line)
        assert list(body) == ["error"]
        assert list(body["error"]) == ["code", "message", "fix"]
        found: dict[str, str] = body["error"]
        return found

    @property
    def rows(self) -> list[dict[str, str]]:
        """The rows of CSV on standard output."""
        return list(csv.DictReader(io.StringIO(self.out.removeprefix("\ufeff"), newline="")))

    @property
    def ids(self) -> list[str]:
        """The lines of standard output."""
        return self.out.splitlines()


class Run(Protocol):
    """Runs the program in this process."""

    def __call__(self, *arguments: object, stdin: str | None = None, env: dict[str, str] | None = None) -> Outcome: ...


class Spawn(Protocol):
    """Runs the program in a process of its own; `env` values of None are unset."""

    def __call__(
        self,
        *arguments: object,
        stdin: str | None = None,
        env: dict[str, str | None] | None = None,
        program: tuple[str, ...] | None = None,
    ) -> Outcome: ...


class OnTerminal(Protocol):
    """Runs the program on a pseudo-terminal of a size; standard error is one too only where asked."""

    def __call__(
        self,
        *arguments: object,
        columns: int = 80,
        rows: int = 30_000,
        keys: str = "",
        env: dict[str, str | None] | None = None,
        talks: bool = False,
    ) -> Outcome: ...


Tamper = Callable[[str, str, dict[str, Any]], None]


def exact(text: str) -> dict[str, Any]:
    """Parse JSON and keep every number as it is written."""
    found: dict[str, Any] = json.loads(text, parse_float=Decimal)
    return found


@cache
def data(plural: str) -> tuple[dict[str, Any], ...]:
    """Return the packaged records of a kind, numbers as Decimal with their digits."""
    return tuple(json.loads((DATA / f"{plural}.json").read_text("utf-8"), parse_float=Decimal))


def without_stamps(content: str, name: str) -> str:
    """Return the content of a file without what only a file says of itself: what standard output has of the same."""
    if name in ("csv", "tsv"):
        rows = csv.reader(io.StringIO(content, newline=""), delimiter="," if name == "csv" else "\t",
                          quoting=csv.QUOTE_MINIMAL if name == "csv" else csv.QUOTE_NONE)  # fmt: skip
        added = 4 if name == "csv" else 3
        kept = [row[:-added] for row in rows]
        if name == "tsv":
            return "".join("\t".join(row) + "\n" for row in kept)
        out = io.StringIO()
        csv.writer(out, lineterminator="\n").writerows(kept)
        return out.getvalue()
    if name == "jsonl":
        return "".join(line.rpartition(',"dataset":')[0] + "}\n" for line in content.splitlines())
    if name == "table":
        return content.partition("\nAbout this file\n")[0]
    return content


def record(plural: str, identity: str) -> dict[str, Any]:
    """Return one packaged record."""
    return next(found for found in data(plural) if found["id"] == identity)


def ids_where(plural: str, fits: Callable[[dict[str, Any]], Any]) -> set[str]:
    """Return the ids of the packaged records that fit."""
    return {found["id"] for found in data(plural) if fits(found)}


def width(text: str) -> int:
    """Return how many cells a terminal gives a text."""
    return sum(
        0 if unicodedata.combining(sign) else 2 if unicodedata.east_asian_width(sign) in "WF" else 1 for sign in text
    )


def examples(help_text: str) -> Iterator[str]:
    """Yield the command lines under `Examples:` in a help text."""
    _, _, after = help_text.partition("Examples:\n")
    for line in after.splitlines():
        if not line.strip().startswith("dftz"):
            return
        yield line.strip()
