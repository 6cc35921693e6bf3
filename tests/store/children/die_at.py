"""Insert the policy `last-words` and be killed at a point of the write: path, point."""

import os
import signal
import sys
from pathlib import Path
from typing import Any

from dftzcli.store.database import CatalogueDatabase

from ..sample_records import a_policy

path, point = Path(sys.argv[1]), sys.argv[2]
function, nth = {
    "temporary file half written": ("fsync", 1),
    "before the backup": ("link", 1),
    "backup linked, not in place": ("replace", 1),
    "between backup and replacement": ("replace", 2),
    "replaced, folder not synced": ("fsync", 2),
}[point]
original = getattr(os, function)
calls = 0


def deadly(*arguments: Any) -> Any:
    """Do as the original, and kill the process instead at its nth call."""
    global calls
    calls += 1
    if calls < nth:
        return original(*arguments)
    if point == "temporary file half written":
        os.ftruncate(arguments[0], os.fstat(arguments[0]).st_size // 2)
    os.kill(os.getpid(), signal.SIGKILL)


setattr(os, function, deadly)
CatalogueDatabase(path).insert([a_policy("last-words")])
