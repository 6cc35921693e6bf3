"""Small files of the state folder: the view that was left, what was copied, and errors with their tracebacks.

None of them is needed to go on: what cannot be written is not written, and what cannot be read is told.
"""

from __future__ import annotations

import json
import os
from pathlib import Path
from typing import Any, Final

from dftzcli.errors import UsageError
from dftzcli.tui.views import (
    CompareView,
    ExploreView,
    FiguresView,
    MatchView,
    OverviewView,
    RecordView,
    ShortlistView,
    SourcesView,
    View,
)

VIEW_FILE: Final = "view.json"
COPIED_FILE: Final = "copied.txt"
# The same as that of the command line.
LOG_FILE: Final = "error.log"

_VIEWS: Final[dict[str, Any]] = {
    "overview": OverviewView,
    "explore": ExploreView,
    "record": RecordView,
    "figures": FiguresView,
    "compare": CompareView,
    "shortlist": ShortlistView,
    "sources": SourcesView,
    "match": MatchView,
}


def keep_view(state: Path, view: View) -> Path | None:
    """Write the view that is left; return the file, None where it cannot be written.

    What a firm says of itself is not kept unless it is asked for: of a match only that it was shown.
    """
    view = view._replace(given=None) if isinstance(view, MatchView) else view
    kept = {"place": view.place, "view": view._asdict()}
    return _written(state / VIEW_FILE, json.dumps(kept, ensure_ascii=False, indent=1) + "\n")


def last_view(state: Path) -> View | None:
    """Return the view that was left last, None where none was; UsageError for a file that holds none."""
    import msgspec

    file = state / VIEW_FILE
    try:
        kept = json.loads(file.read_text("utf-8"))
        made = _VIEWS[kept["place"]]
        given = kept["view"]
        # By name, so that a version with another field more takes what it knows.
        values = [given.get(name, made._field_defaults.get(name)) for name in made._fields]
        found: View = msgspec.convert(values, made)
    except FileNotFoundError:
        return None
    except (OSError, ValueError, LookupError, TypeError, AttributeError, RecursionError) as error:
        raise UsageError(f"{file} does not say which view was left", fix="it is written anew on leaving") from error
    if found.place != kept["place"]:
        raise UsageError(f"{file} does not say which view was left", fix="it is written anew on leaving")
    return found


def keep_copy(state: Path, text: str) -> Path | None:
    """Write what was copied, for a terminal that does not take it; return the file, None where it cannot be written."""
    return _written(state / COPIED_FILE, text)


def log_error(state: Path, error: BaseException) -> Path | None:
    """Add an error with its traceback to the log; return the file, None where it cannot be written."""
    import traceback
    from datetime import datetime

    when = datetime.now().astimezone().isoformat(timespec="seconds")
    told = "".join(traceback.format_exception(error))
    return _written(state / LOG_FILE, f"{when}\n{told}\n", how=os.O_APPEND)


def _written(path: Path, text: str, *, how: int = os.O_TRUNC) -> Path | None:
    """Write a file that is nobody else's to read."""
    try:
        path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
        handle = os.open(path, os.O_WRONLY | os.O_CREAT | how, 0o600)
        with os.fdopen(handle, "w", encoding="utf-8", errors="backslashreplace") as stream:
            stream.write(text)
    except OSError:
        return None
    return path
