"""What a brief is asked about: records, a profile, or an industry and a country, and the peers to compare with."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import PurePath
from typing import Any

from dftzcli.tuples import NamedTuple

# What the file of a profile is called that was not read from one.
PROFILE = "profile.toml"


class Asked(NamedTuple):
    """The question of a brief.

    `ids` are records, `listed` those of the shortlist `shortlist` with what its reader noted at them in `notes`;
    `profile` the keys and values of a firm's profile, and `file` the path of its file as it was given; `industries` and
    `countries` are texts, `peers` texts of places. `command` is the command line that makes the same brief again.
    """

    ids: tuple[str, ...] = ()
    listed: tuple[str, ...] = ()
    shortlist: str = ""
    notes: tuple[tuple[str, str], ...] = ()
    profile: Mapping[str, Any] | None = None
    file: str = ""
    industries: tuple[str, ...] = ()
    countries: tuple[str, ...] = ()
    peers: tuple[str, ...] = ()
    command: str = ""

    @property
    def is_beside_profile(self) -> bool:
        """Whether the command is to be run in the folder of the profile: it names the file, and no folder."""
        return self.profile is not None and "/" not in self._file

    @property
    def _file(self) -> str:
        return within(self.file) or PROFILE

    def again(self, *, day: str | None, name: str, format: str) -> str:
        """Return the command line that makes the same brief again: without folders that are of one machine only.

        `day` is None for that of the data; `name` is the path of the file as it was given, and `format` the one that
        its ending does not mean, either empty for none.
        """
        words = ["dftz", "brief", *self.ids]
        words += ["--shortlist", self.shortlist] if self.shortlist else []
        words += ["--profile", self._file] if self.profile is not None else []
        for option, texts in (("--industry", self.industries), ("--country", self.countries)):
            words += [word for text in texts for word in (option, text)]
        words += ["--peers", ",".join(self.peers)] if self.peers else []
        words += ["--as-of", day] if day else []
        # In the folder of the profile there may be no folder of the name that the file was to go to.
        target = PurePath(name).name if self.is_beside_profile else within(name)
        words += ["-o", target] if target else []
        words += ["-f", format] if format else []
        import shlex

        return shlex.join(words)


def within(path: str) -> str:
    """Return a path that stays within the folder it is read in; of any other only the name of the file.

    >>> within("data/profiles/firm.toml"), within("/home/me/firm.toml"), within("../firm.toml")
    ('data/profiles/firm.toml', 'firm.toml', 'firm.toml')
    """
    found = PurePath(path)
    leads_away = found.anchor or ".." in found.parts or path.startswith("~")
    return found.name if leads_away else found.as_posix() if path else ""
