"""Pictures of a terminal as SVG: nothing is fetched for them, Chinese stands in its cells, and they never change alone.

Rich writes them. It names fonts on the network, gives each picture ids of its own, and takes a wide character for a
narrow one, which squeezes Chinese to half its width.
"""

from __future__ import annotations

import html
import re
from collections.abc import Iterator
from itertools import groupby
from typing import Final

from rich.cells import cell_len
from textual.app import App

_FONT_FACE: Final = re.compile(r"@font-face\s*\{.*?\}\s*", re.DOTALL)
_IDS: Final = re.compile(r"terminal-\d+")
_FONTS: Final = 'font-family: "Fira Code", "DejaVu Sans Mono", Menlo, Consolas, "Noto Sans Mono CJK SC", monospace'
_TEXT: Final = re.compile(
    r'<text class="(?P<look>[^"]*)" x="(?P<x>[\d.]+)" y="(?P<y>[\d.]+)" textLength="(?P<length>[\d.]+)"'
    r"(?P<rest>[^>]*)>(?P<words>[^<]*)</text>"
)


def picture(app: App[None], title: str) -> str:
    """Return what stands on the screen of an application that runs."""
    return mended(app.export_screenshot(title=title, simplify=True))


def mended(svg: str) -> str:
    """Return a picture that rich made without what it fetches, with the same ids every time, in the right cells."""
    svg = _IDS.sub("terminal", _FONT_FACE.sub("", svg))
    svg = re.sub(r"font-family: Fira Code, monospace", _FONTS, svg)
    return re.sub(r"[ \t]+\n", "\n", _TEXT.sub(_in_cells, svg))


def lines(svg: str) -> tuple[str, ...]:
    """Return the words of a picture line by line, from the top."""
    found = sorted((float(part["y"]), float(part["x"]), html.unescape(part["words"])) for part in _TEXT.finditer(svg))
    return tuple(
        "".join(words for _, _, words in parts).replace("\xa0", " ").rstrip()
        for _, parts in groupby(found, key=lambda part: part[0])
    )


def _in_cells(found: re.Match[str]) -> str:
    words = html.unescape(found["words"])
    if cell_len(words) == len(words):
        return found[0]
    each = float(found["length"]) / len(words)
    return "".join(
        f'<text class="{found["look"]}" x="{float(found["x"]) + each * start:.1f}" y="{found["y"]}" '
        f'textLength="{each * cell_len(part):.1f}"{found["rest"]}>{html.escape(part)}</text>'
        for start, part in _runs(words)
    )


def _runs(words: str) -> Iterator[tuple[int, str]]:
    """Yield stretches of characters that are alike in width, each with the cell it begins at."""
    start = 0
    for _, characters in groupby(words, key=cell_len):
        part = "".join(characters)
        yield start, part
        start += cell_len(part)
