"""The errors a caller can meet, and the exit code each one ends the program with.

::

    DftzError                    1   something failed
    ├── UsageError               2   a flag, a name, a value or a setting that cannot be used
    ├── InvalidRecord            2   a record that does not keep the model's rules
    ├── NotFound                 3   no record answers to that id or name
    ├── Empty                    4   nothing matched, and --fail-empty was given
    ├── StoreError               5   the store cannot be used
    │   ├── StoreUnreadable      5     cannot be opened, written or locked
    │   ├── StoreCorrupt         5     damaged, truncated, empty or not a store of ours
    │   ├── StoreTooNew          5     written by a newer program
    │   └── StoreReadOnly        5     opened for reading, asked to write
    └── CheckFailed              6   a check ran and found faults

130 is the exit code of an interruption (Ctrl-C); it has no class of its own. The numbers are an interface and are
never given another meaning.
"""

from __future__ import annotations

from typing import ClassVar


class DftzError(Exception):
    """An expected failure: what happened, and what the reader can do about it.

    `message` names the value that was refused and what is allowed; `fix` is the next thing to do. Both are plain text,
    and may hold data that nobody has escaped: whoever shows them escapes them.
    """

    exit_code: ClassVar[int] = 1
    code: ClassVar[str] = "failure"

    def __init__(self, message: str, *, fix: str = "") -> None:
        super().__init__(message)
        self.message = message
        self.fix = fix


class UsageError(DftzError):
    """A flag, a name, a value or a setting that cannot be used; nothing was started."""

    exit_code = 2
    code = "usage"


class InvalidRecord(DftzError):
    """A record that does not keep the model's rules, located by file, record and field.

    `record`, `field` and `value` say the same as the message, each for itself, where they are known.
    """

    exit_code = 2
    code = "invalid_record"

    def __init__(self, message: str, *, fix: str = "", record: str = "", field: str = "", value: str = "") -> None:
        super().__init__(message, fix=fix)
        self.record = record
        self.field = field
        self.value = value


class NotFound(DftzError):
    """No record answers to the id or name asked for; `nearest` holds ids that come close."""

    exit_code = 3
    code = "not_found"

    def __init__(self, message: str, *, fix: str = "", nearest: tuple[str, ...] = ()) -> None:
        super().__init__(message, fix=fix)
        self.nearest = nearest


class Empty(DftzError):
    """Nothing matched a query that was run with --fail-empty."""

    exit_code = 4
    code = "empty"


class StoreError(DftzError):
    """The store cannot be used as it is."""

    exit_code = 5
    code = "store"


class StoreUnreadable(StoreError):
    """The store cannot be opened, written or locked."""

    code = "store_unreadable"


class StoreCorrupt(StoreError):
    """The file is damaged, truncated, empty or not a store of this program."""

    code = "store_corrupt"


class StoreTooNew(StoreError):
    """The file was written by a newer program than this one."""

    code = "store_too_new"


class StoreReadOnly(StoreError):
    """The store was opened for reading and something asked it to write."""

    code = "store_read_only"


class CheckFailed(DftzError):
    """A check ran to its end and found faults."""

    exit_code = 6
    code = "check_failed"
