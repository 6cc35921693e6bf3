"""A folder of data files read as it is, without a store: what a maintainer checks before publishing it."""

from __future__ import annotations

from pathlib import Path
from typing import Protocol

from dftzcli.model.records import Record
from dftzcli.model.vocabulary import Kind
from dftzcli.store.packaged import read_descriptor, read_records
from dftzcli.tuples import NamedTuple


class Meta(Protocol):
    """Which data a state holds."""

    @property
    def dataset_version(self) -> str:
        """The version, dotted numbers."""

    @property
    def dataset_hash(self) -> str:
        """The hash of the packaged content."""

    @property
    def as_of(self) -> str:
        """The day it speaks for, ISO 8601."""


class State(Protocol):
    """One state of the records: a store's snapshot, or a folder."""

    @property
    def meta(self) -> Meta:
        """Which data they are."""

    def records(self, kind: Kind) -> tuple[Record, ...]:
        """Return the records of a kind in order."""


class _FolderMeta(NamedTuple):
    dataset_version: str
    dataset_hash: str
    as_of: str


class Folder:
    """The records of a folder of data files; InvalidRecord when one of a kind that is asked for does not fit."""

    def __init__(self, folder: Path) -> None:
        """Read the descriptor; StoreUnreadable when the folder has none."""
        self._folder = folder
        self._records: dict[Kind, tuple[Record, ...]] = {}
        descriptor = read_descriptor(folder)
        self.meta: Meta = _FolderMeta(descriptor.version, descriptor.hash, descriptor.as_of)

    def records(self, kind: Kind) -> tuple[Record, ...]:
        """Return the records of a kind in the order of their file, read once."""
        if kind not in self._records:
            self._records[kind] = read_records(kind, self._folder)
        return self._records[kind]
