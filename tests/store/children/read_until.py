"""Read a store again and again until a record is there: path, id of a policy. Prints how many states were seen."""

import sys
from pathlib import Path

from dftzcli.store.snapshot import Snapshot

path, last = Path(sys.argv[1]), sys.argv[2]
states: set[str] = set()
seen = 0
while True:
    snapshot = Snapshot.open(path)
    policies = snapshot.records("policy")
    snapshot.records("figure")
    assert len(policies) >= seen, "an acknowledged record went away"
    seen = len(policies)
    if not states:
        print("ready", flush=True)
    states.add(snapshot.fingerprint)
    if policies[-1].id == last:
        break
print(len(states))
