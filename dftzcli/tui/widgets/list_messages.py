"""What a list of records posts."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from textual.message import Message

if TYPE_CHECKING:
    from dftzcli.tui.widgets.record_list import RecordList


class FromList(Message):
    """What a list posts; `@on` finds the list by it."""

    record_list: RecordList

    @property
    def control(self) -> RecordList:
        """Return the list that posted it."""
        return self.record_list


@dataclass
class Opened(FromList, namespace="record_list"):
    """A record was opened: by Enter, or by two clicks."""

    id: str
    record_list: RecordList


@dataclass
class Highlighted(FromList, namespace="record_list"):
    """The cursor stands on another record, or on the first of a new list."""

    id: str
    row: int
    record_list: RecordList


@dataclass
class MarksChanged(FromList, namespace="record_list"):
    """A mark was set or taken away; `ids` are all that are marked now."""

    ids: frozenset[str]
    record_list: RecordList


@dataclass
class SortAsked(FromList, namespace="record_list"):
    """The title of a column was clicked; `column` is its key."""

    column: str
    record_list: RecordList
