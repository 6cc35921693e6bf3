"""The face of the core: `open_catalogue()` gives a `Catalogue`, and everything the tool knows is asked of that.

Nothing here knows of a terminal. The command line, the TUI and a script of yours ask the same questions; a script gets
typed, frozen records, and what is printed comes from their cards.

A catalogue is built in four storeys, each a module: the records (`recorded`), what is asked of them (`asked`), what is
concluded from them (`concluded`), and what a writer needs who rests on them (`written`).
"""

from __future__ import annotations

from dftzcli.catalogue.asked import Found, Selection, kinds_of
from dftzcli.catalogue.dataset import LICENCE, NOT_ADVICE, Dataset, dataset_of
from dftzcli.catalogue.written import Written

__all__ = ["LICENCE", "NOT_ADVICE", "Catalogue", "Dataset", "Found", "Selection", "dataset_of", "kinds_of"]


class Catalogue(Written):
    """The records of one state of a store: it never changes while it is open, whatever replaces the store."""
