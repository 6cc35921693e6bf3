"""A fault: one thing in the records that is not as the rules of truth want it, and what to do about it."""

from __future__ import annotations

import msgspec


class Fault(msgspec.Struct, frozen=True, order=True, kw_only=True):
    """One fault of one record: which check found it, where, the offending value, what is wrong, and the remedy.

    `field` and `value` are empty where a fault belongs to the record as a whole. Faults sort by check, record, field.
    """

    check: str
    record: str
    field: str
    value: str
    problem: str
    remedy: str
