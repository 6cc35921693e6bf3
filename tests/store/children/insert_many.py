"""Insert policies one by one: path, prefix of the ids, how many."""

import sys
from pathlib import Path

from dftzcli.store.database import CatalogueDatabase

from ..sample_records import a_policy

path, prefix, count = Path(sys.argv[1]), sys.argv[2], int(sys.argv[3])
database = CatalogueDatabase(path, lock_timeout=60)
for number in range(count):
    database.insert([a_policy(f"{prefix}-{number}")])
