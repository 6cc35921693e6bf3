"""Hold the lock of a store until the end of stdin: path."""

import sys
from pathlib import Path

from dftzcli.store.locking import locked

with locked(Path(sys.argv[1])):
    print("held", flush=True)
    sys.stdin.read()
