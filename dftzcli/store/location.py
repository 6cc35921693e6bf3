"""Where the packaged data and the store are: paths only, so that asking costs nothing."""

from __future__ import annotations

import os
from pathlib import Path
from typing import Final

DESCRIPTOR: Final = "datapackage.json"
# The modules whose change changes the cards; a release changes the first.
THESAURUS: Final = "thesaurus.json"
_CARD_MAKERS: Final = (
    "__init__.py",
    "catalogue.py",
    *(f"model/{name}.py" for name in ("encoding", "fields", "records", "references", "units", "vocabulary")),
    "search/carding.py",
    "search/cards.py",
)
# The modules whose change changes the index of the same cards.
_INDEX_MAKERS: Final = (
    *(f"model/{name}.py" for name in ("periods", "thesaurus")),
    *(f"search/{name}.py" for name in ("names", "selection")),
    *(
        f"search/finding/{name}.py"
        for name in ("documents", "index", "lexicon", "numbers", "questions", "reach", "shape", "text", "thesaurus")
    ),
)


def packaged_candidates() -> tuple[str, ...]:
    """Return the folders that may hold the packaged data: the wheel's first, then that of a checkout.

    A wheel carries `data/` inside the package; an editable install leaves it beside the package.
    """
    package = os.path.dirname(os.path.dirname(os.path.abspath(__file__)))
    return os.path.join(package, "_data"), os.path.join(os.path.dirname(package), "data")


def state_key(store: str | Path) -> str:
    """Return a text that changes whenever the store, the packaged data or the program may have: no file is read.

    Empty when there is no store. It is made of paths, sizes, times of change and inodes, so it is of this machine only.
    """
    parts = [_stamp(os.fspath(store))]
    if not parts[0]:
        return ""
    parts += [_stamp(os.path.join(folder, DESCRIPTOR)) for folder in packaged_candidates()]
    # Cards are made by the program's own code, so an edited or upgraded program makes them again.
    package = os.path.dirname(os.path.dirname(os.path.abspath(__file__)))
    parts += [_stamp(os.path.join(package, *module.split("/"))) for module in _CARD_MAKERS]
    return "|".join(parts)


def index_key(state: str, thesaurus: str) -> str:
    """Return a text that changes whenever the index of a state of the store may have to be made again.

    `state` is what `state_key` returned, `thesaurus` the file of it.
    """
    package = os.path.dirname(os.path.dirname(os.path.abspath(__file__)))
    makers = (os.path.join(package, *module.split("/")) for module in _INDEX_MAKERS)
    return "|".join([state, _stamp(thesaurus), *map(_stamp, makers)])


def thesaurus_file() -> str:
    """Return the path of the packaged thesaurus, whether or not it is there."""
    paths = [os.path.join(folder, THESAURUS) for folder in packaged_candidates()]
    return next((path for path in paths if os.path.exists(path)), paths[0])


def _stamp(path: str) -> str:
    try:
        found = os.stat(path)
    except OSError:
        return ""
    return f"{path}:{found.st_size}:{found.st_mtime_ns}:{found.st_ctime_ns}:{found.st_ino}"
