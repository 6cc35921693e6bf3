"""`python -m benchmarks.exports [FIGURES] [PAIRS]`: exports of many figures beside the standard library's writers.

- time: whole processes of `dftz export figures` to CSV and JSON lines, and of `benchmarks/plain_writer.py` over the
  same records into the same rows, in turn;
- memory: the largest resident set of such an export, to that of a thousand figures.

The cards of the figures are made up of those of the packaged ones, past the store: making cards is not what is measured
here. Each is a ratio of one run; the bars are those of the design.
"""

from __future__ import annotations

import json
import statistics
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from itertools import cycle, islice
from pathlib import Path
from typing import Final

from benchmarks.__main__ import ROOT, installed, pairs_of
from benchmarks.large import _environment, _memory, _say
from dftzcli.model.vocabulary import KINDS
from dftzcli.search import cards as card_files
from dftzcli.search.cards import Cards, Links, Name

_TIME_BAR: Final = 1.5
_MEMORY_BAR: Final = 1.3
_FEW: Final = 1_000


def main() -> int:
    """Print every ratio beside its bar; the exit code is 1 when one is missed."""
    figures = int(sys.argv[1]) if len(sys.argv) > 1 else 100_000
    pairs = int(sys.argv[2]) if len(sys.argv) > 2 else 5
    missed = 0
    with tempfile.TemporaryDirectory() as folder:
        room = Path(folder)
        python = installed(room)
        program = str(python.with_name("dftz"))
        many, few = _environment(room, "many"), _environment(room, "few")
        for variables, count in ((many, figures), (few, _FEW)):
            _make_cards(program, variables, count)
        records = room / "records.jsonl"
        with records.open("wb") as stream:
            subprocess.run([program, "export", "figures", "-f", "jsonl"], env=many, check=True, stdout=stream)
        for name in ("csv", "jsonl"):
            target = str(room / f"export.{name}")
            command = [program, "export", "figures", "-o", target, "--force"]
            peer = [str(python), str(ROOT / "benchmarks" / "plain_writer.py"), name, str(records), f"{target}.peer"]
            ratios, own, other = pairs_of(command, peer, pairs, many)
            missed += _say(f"{figures} figures to {name}, to plain Python", statistics.median(ratios), _TIME_BAR)
            times = f"{statistics.median(own):.1f} s to {statistics.median(other):.1f} s"
            print(f"  {times}, {min(ratios):.2f} to {max(ratios):.2f}")
            grown = _memory(command, many) / _memory(command, few)
            missed += _say(f"memory to {name}, to {_FEW} figures", grown, _MEMORY_BAR)
    return 1 if missed else 0


def _make_cards(program: str, variables: dict[str, str], count: int) -> None:
    """Put so many figures among the cards that the program has made, under the key that it will look for."""
    subprocess.run([program, "info"], env=variables, check=True, stdout=subprocess.DEVNULL)
    (path,) = Path(variables["DFTZ_CACHE_DIR"]).glob("cards-*.json")
    cards = Cards(path.read_bytes())
    card_files.write(
        path, card_files.compose(_sources(cards, count), key=cards.key, dataset=cards.dataset, notice=None)
    )


def _sources(cards: Cards, count: int) -> Iterator[tuple[str, Name, str, Links]]:
    for kind in KINDS:
        texts = list(cards.of_kind(kind).texts())
        for number, text in enumerate(islice(cycle(texts), count) if kind == "figure" else texts):
            identity = str(json.loads(text)["id"])
            made = f"{identity}-{number}" if number >= len(texts) else identity
            text = text.replace(json.dumps(identity), json.dumps(made), 1)
            yield made, Name(kind, made, ()), text, {}


if __name__ == "__main__":
    sys.exit(main())
