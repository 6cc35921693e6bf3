"""Insert under a limit on the size of files, as on a disk that is full: path, limit in bytes. Prints the error."""

import resource
import sys
from pathlib import Path

from dftzcli.errors import StoreError
from dftzcli.store.database import CatalogueDatabase

from ..sample_records import a_policy

path, limit = Path(sys.argv[1]), int(sys.argv[2])
database = CatalogueDatabase(path)
resource.setrlimit(resource.RLIMIT_FSIZE, (limit, limit))
try:
    database.insert(a_policy(f"too-much-{number}") for number in range(200))
except StoreError as error:
    print(error.code, error.message)
