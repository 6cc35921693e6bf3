"""What a brief is asked about: records, a profile, or an industry and a country, and the peers to compare with."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, NamedTuple


class Asked(NamedTuple):
    """The question of a brief.

    `ids` are records; `profile` the keys and values of a firm's profile; `industries` and `countries` texts. `named`
    is what the brief is called after where that is not the profile's name, `peers` are texts of places, and `command`
    is the command line that makes the same brief again.
    """

    ids: tuple[str, ...] = ()
    profile: Mapping[str, Any] | None = None
    industries: tuple[str, ...] = ()
    countries: tuple[str, ...] = ()
    peers: tuple[str, ...] = ()
    named: str = ""
    command: str = ""
