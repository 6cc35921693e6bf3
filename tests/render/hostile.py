"""Texts that would break a writer that trusted them, and results made of them."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Any, Final

from dftzcli.catalogue import Dataset
from dftzcli.render.result import Result, columns_of

TEXTS: Final = (
    "[reduced]",
    "[/red] z",
    "[b",
    "[link=file:///etc/passwd]x[/link]",
    "a[0]",
    ":smile:",
    "\x1b[31mred\x1b[0m",
    "\x1b]0;title\x07",
    "\x9b31m",
    "bell\x07back\x08",
    "del\x7f",
    "two\nlines",
    "carriage\rreturn",
    "a\tb",
    "\u202egnp.exe",
    "\u2066isolated\u2069",
    "line\u2028separator",
    "\ufeffmark",
    'say "yes", or no',
    "'quoted'",
    "a | b | c",
    "|",
    "=1+1",
    "+1",
    "-1",
    "@SUM(A1)",
    "<script>alert(1)</script>",
    "a < b && c > d",
    "&lt;b&gt; &amp;",
    "*bold* _it_ `code` ~~gone~~",
    "![x](http://example.org/x.png)",
    "<http://example.org>",
    "\\",
    "ends with \\",
    "\\[x\\] \\& \\<",
    "a,b;c",
    "null",
    "大连片区，“自由贸易港”",
    "e\u0301",
    "👩‍💻",
    "0123",
)
# Control characters, separators of lines, and what changes the direction of text.
# What could steer a terminal, turn the direction of a line, or hide in it.
STEERING: Final = re.compile(
    "[\x00-\x1f\x7f-\x9f\xad\u061c\u180e\u200b\u200e\u200f\u2028-\u202e\u2060-\u206f\ufeff\ufff9-\ufffb\U000e0000-\U000e007f]"
)
DATASET: Final = Dataset(version="2026.11.0", hash="0" * 64, as_of="2026-11-21")


def result_of(rows: Sequence[dict[str, Any]], *, total: int | None = None) -> Result:
    """Return a result whose columns are the keys of its first row."""
    specs = columns_of(rows[0] if rows else ("id", "name"))
    return Result(
        specs=specs,
        columns=specs,
        items=rows,
        total=len(rows) if total is None else total,
        query={"text": "records of every kind"},
        dataset=DATASET,
    )


def hostile_rows() -> list[dict[str, Any]]:
    """Return a row a text, with the text in a column of its own and in a list."""
    return [{"id": f"row-{number}", "name": text, "others": [text, "x"]} for number, text in enumerate(TEXTS)]
