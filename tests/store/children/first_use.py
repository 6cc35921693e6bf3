"""Open the catalogue of a data directory when told to on stdin: directory, packaged data. Prints what was read."""

import sys
from pathlib import Path

from dftzcli.store.installation import open_snapshot

print("ready", flush=True)
sys.stdin.readline()
snapshot, notice = open_snapshot(Path(sys.argv[1]), packaged_dir=Path(sys.argv[2]))
print(len(snapshot.records("policy")), snapshot.path, notice)
