"""Which data the answers of a store are from."""

from __future__ import annotations

from typing import TYPE_CHECKING

from dftzcli.model.dataset import LICENCE, NOT_ADVICE, Dataset

if TYPE_CHECKING:
    from dftzcli.store.status import Status

__all__ = ["LICENCE", "NOT_ADVICE", "Dataset", "dataset_of"]


def dataset_of(status: Status) -> Dataset:
    """Return the dataset a status speaks of, with empty texts for what an unreadable store does not say."""
    return Dataset(version=status.version or "", hash="", as_of=status.as_of or "")
