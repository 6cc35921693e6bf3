"""Which data an answer is from: said in every envelope, at the foot of every page and in every citation."""

from __future__ import annotations

from typing import Final

from dftzcli.tuples import NamedTuple

NOT_ADVICE: Final = "Not investment, legal or tax advice: check each statement with its source."
LICENCE: Final = "CC-BY-4.0"


class Dataset(NamedTuple):
    """Which data an answer is from: its version, content hash, the day it speaks for, its licence and the notice."""

    version: str
    hash: str
    as_of: str
    licence: str = LICENCE
    notice: str = NOT_ADVICE

    @property
    def line(self) -> str:
        """The dataset in one line for the foot of a page."""
        return f"Dataset {self.version} as of {self.as_of}, {self.licence}. {self.notice}"
