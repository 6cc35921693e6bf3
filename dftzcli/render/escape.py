"""Text from data made safe to show. Files that are read back need the same rule, so the core has it."""

from __future__ import annotations

from dftzcli.model.escaping import visible

__all__ = ["visible"]
