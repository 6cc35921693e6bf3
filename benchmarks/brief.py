"""`python -m benchmarks.brief [PAIRS]`: a brief of each worked profile beside the hello-world document of its library.

Cold, whole processes in turn, as in `benchmarks`: a PDF beside Typst setting one line, a DOCX, which needs both, beside
python-docx writing one paragraph or Typst setting one line, whichever takes longer. One of them is also
compared with two peers, and held to the same bar.
"""

from __future__ import annotations

import os
import statistics
import subprocess
import sys
import tempfile
from pathlib import Path

from benchmarks.__main__ import ROOT, installed, pairs_of

BAR = 3.0
PROFILES = sorted((ROOT / "data" / "profiles").glob("*.toml"))
PEERS = ("--peers", "qingdao,tianjin")
TYPST = "import typst; typst.compile(b'Hello, world.', output={target!r}, format={format!r})"
DOCX = "import docx; made = docx.Document(); made.add_paragraph('Hello, world.'); made.save({target!r})"


def main() -> int:
    """Print the ratio of each format beside its bar; the exit code is 1 when a median is above it."""
    pairs = int(sys.argv[1]) if len(sys.argv) > 1 else 20
    above = 0
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        python = installed(folder)
        extra = [str(python), "-m", "pip", "install", "--quiet", "--disable-pip-version-check", f"{ROOT}[brief]"]
        subprocess.run(extra, check=True, stderr=subprocess.DEVNULL)
        environment = {
            **{name: value for name, value in os.environ.items() if name != "PYTHONDONTWRITEBYTECODE"},
            "DFTZ_DATA_DIR": f"{folder}/data",
            "DFTZ_CACHE_DIR": f"{folder}/cache",
        }
        print(f"{'brief':36}{'ratio':>8}{'min':>8}{'max':>8}{'bar':>8}{'brief ms':>10}{'hello ms':>10}  beside")
        asked = [*((profile, ()) for profile in PROFILES), (PROFILES[0], PEERS)]
        for format, peers in (("pdf", ("typst",)), ("docx", ("docx", "typst"))):
            for profile, more in asked:
                target = f"{folder}/brief.{format}"
                command = [
                    str(python.with_name("dftz")), "brief", "--profile", str(profile), *more, "-o", target, "--force",
                    "-q",
                ]  # fmt: skip
                found = [_measured(command, python, peer, pairs, environment, folder) for peer in peers]
                ratios, own, hello, peer = min(found, key=lambda each: statistics.median(each[0]))
                ratio = statistics.median(ratios)
                name = f"{format} {profile.stem}{' with peers' if more else ''}"
                above += ratio > BAR
                print(
                    f"{name:36}"
                    f"{ratio:8.2f}{min(ratios):8.2f}{max(ratios):8.2f}{BAR:8.2f}"
                    f"{statistics.median(own) * 1000:10.0f}{statistics.median(hello) * 1000:10.0f}  {peer}"
                )
    return 1 if above else 0


def _measured(
    command: list[str], python: Path, peer: str, pairs: int, environment: dict[str, str], folder: Path
) -> tuple[list[float], list[float], list[float], str]:
    """Return the ratios and times of a brief beside the hello-world document of a library."""
    program = {
        "typst": TYPST.format(target=f"{folder}/hello.pdf", format="pdf"),
        "docx": DOCX.format(target=f"{folder}/hello.docx"),
    }[peer]
    return (*pairs_of(command, [str(python), "-c", program], pairs, environment), peer)


if __name__ == "__main__":
    sys.exit(main())
