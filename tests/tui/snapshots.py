"""`python -m tests.tui.snapshots`: draw anew the few pictures of the application that `test_snapshots.py` looks at.

They show a small catalogue of made-up records, so that a record more in the packaged data changes none of them.
"""

from __future__ import annotations

import os
import sys
import tempfile
from importlib.metadata import version
from pathlib import Path
from typing import Final, NamedTuple
from unittest.mock import patch

from textual.pilot import Pilot

from dftzcli.catalogue import Catalogue
from dftzcli.model.records import Record
from dftzcli.tui.app import Dftz
from dftzcli.tui.themes import WITHOUT_COLOUR
from dftzcli.tui.views import CompareView, ExploreView, FiguresView, RecordView, View
from tests.search.sample import (
    agency,
    catalogue_in,
    country,
    discrepancy,
    figure,
    indicator,
    industry,
    place,
    policy,
    project,
    source,
)
from tests.tui.playing import drive, press
from tests.tui.svg import picture

FOLDER: Final = Path(__file__).parent / "snapshots"


class Shot(NamedTuple):
    """What is drawn: a view, after some keys, on a terminal of some size, with or without colour."""

    view: View
    size: tuple[int, int]
    keys: tuple[str, ...] = ()
    is_plain: bool = False


SHOTS: Final = {
    "explore-80x24": Shot(ExploreView(), (80, 24), ("down", "space", "down")),
    "chinese-120x40": Shot(ExploreView("港口"), (120, 40)),
    "record-120x40": Shot(RecordView("cold-store"), (120, 40), ("n",)),
    "compare-without-colour": Shot(CompareView(("japan", "korea")), (80, 24), ("down",), is_plain=True),
    "figures-chart": Shot(FiguresView(("output",)), (80, 24), ("v",)),
}


def sample(folder: Path) -> Catalogue:
    """Return a catalogue in which each thing that has a look of its own stands once."""
    zh = {"name_zh_basis": "official"}
    records: tuple[Record, ...] = (
        policy("port-plan", name="Plan for the port", name_zh="港口发展规划", status="in_force", **zh),
        policy("single-window", name="One window for all papers", name_zh="单一窗口", status="exploratory", **zh),
        industry("cold-chain", name="Cold chain", name_zh="冷链物流", **zh),
        country("japan", "JP", name="Japan", name_zh="日本", industries=("cold-chain",), **zh),
        country("korea", "KR", name="South Korea", name_zh="韩国", **zh),
        project(
            "cold-store",
            name="Cold store at the northern quay of the old port [not the new one]",
            name_zh="老港北码头冷库（不是新港的那一座）",
            summary="A store for frozen goods beside the quay, built with a partner from Japan. " * 3,
            industries=("cold-chain",),
            partner_countries=("japan",),
            places=("dalian",),
            status="under_construction",
            **zh,
        ),
        project("fruit-hall", name="Fruit hall at the port", name_zh="港口水果大厅", status="planned", **zh),
        indicator("output", name="Output", unit="10,000 USD"),
        *(figure(f"output-{year}", value, indicator="output", period=year) for year, value in _OUTPUT),
        figure("output-2026", "190", indicator="output", period="2026", qualifier="over", name="Output of 2026"),
        place("dalian", name="Dalian", name_zh="大连市", **zh),
        agency("customs", name="Customs", name_zh="海关", **zh),
        source("plan", name="The plan", name_zh="规划", **zh),
        discrepancy("output-twice", "output-2024", name="Output of 2024 is printed twice", found_by="editors"),
    )
    return catalogue_in(folder, *records)


_OUTPUT: Final = (("2022", "90"), ("2023", "120.5"), ("2024", "155"))


def drawn(catalogue: Catalogue, name: str) -> str:
    """Return the picture of that name as it is drawn now."""
    shot, found = SHOTS[name], list[str]()

    async def script(app: Dftz, pilot: Pilot[None]) -> None:
        await press(app, pilot, *shot.keys)
        found.append(picture(app, name))

    theme = WITHOUT_COLOUR if shot.is_plain else None
    with patch.dict(os.environ, {"NO_COLOR": "1"} if shot.is_plain else {}):
        drive(catalogue, shot.view, script, size=shot.size, ansi=shot.is_plain, theme=theme)
    return f"<!-- {made_by()} -->\n{found[0]}"


def made_by() -> str:
    """Say what draws: another version may give the same words other looks."""
    return ", ".join(f"{name} {version(name)}" for name in ("textual", "rich", "plotext"))


def main() -> None:
    """Draw every picture anew."""
    FOLDER.mkdir(exist_ok=True)
    with tempfile.TemporaryDirectory() as folder:
        catalogue = sample(Path(folder))
        for name in SHOTS:
            (FOLDER / f"{name}.svg").write_text(drawn(catalogue, name), encoding="utf-8")
    print(f"drew {len(SHOTS)} pictures; look at them before you commit them", file=sys.stderr)


if __name__ == "__main__":
    main()
