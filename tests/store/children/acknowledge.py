"""Insert policies until killed, and print the id of each one once its write has returned: path, prefix of the ids."""

import itertools
import sys
from pathlib import Path

from dftzcli.store.database import CatalogueDatabase

from ..sample_records import a_policy

path, prefix = Path(sys.argv[1]), sys.argv[2]
database = CatalogueDatabase(path)
print("ready", flush=True)
for number in itertools.count():
    database.insert([a_policy(f"{prefix}-{number}")])
    print(f"{prefix}-{number}", flush=True)
