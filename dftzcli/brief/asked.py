"""What a brief is asked about: records, a profile, or an industry and a country, and the peers to compare with."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from dftzcli.tuples import NamedTuple

# What the file of a profile is called that was not read from one.
PROFILE = "profile.toml"


class Asked(NamedTuple):
    """The question of a brief.

    `ids` are records, `listed` those of the shortlist `shortlist`; `profile` the keys and values of a firm's profile,
    and `file` the name of the file that it is in; `industries` and `countries` are texts, `peers` texts of places.
    `command` is the command line that makes the same brief again.
    """

    ids: tuple[str, ...] = ()
    listed: tuple[str, ...] = ()
    shortlist: str = ""
    profile: Mapping[str, Any] | None = None
    file: str = ""
    industries: tuple[str, ...] = ()
    countries: tuple[str, ...] = ()
    peers: tuple[str, ...] = ()
    command: str = ""

    def again(self, *, day: str | None, name: str, format: str) -> str:
        """Return the command line that makes the same brief again: without folders, which are of one machine only.

        `day` is None for that of the data; `name` is that of the file, and `format` the one that its ending does not
        mean, either empty for none.
        """
        words = ["dftz", "brief", *self.ids]
        words += ["--shortlist", self.shortlist] if self.shortlist else []
        words += ["--profile", self.file or PROFILE] if self.profile is not None else []
        for option, texts in (("--industry", self.industries), ("--country", self.countries)):
            words += [word for text in texts for word in (option, text)]
        words += ["--peers", ",".join(self.peers)] if self.peers else []
        words += ["--as-of", day] if day else []
        words += ["-o", name] if name else []
        words += ["-f", format] if format else []
        import shlex

        return shlex.join(words)
