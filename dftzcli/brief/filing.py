"""A brief as a file, for Python and the application: the bytes that `dftz brief` writes for the same question."""

from __future__ import annotations

import os
from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import TYPE_CHECKING, Any

from dftzcli.brief.asked import Asked
from dftzcli.brief.assembling import brief_of
from dftzcli.brief.writing import format_of
from dftzcli.errors import UsageError
from dftzcli.render import sink

if TYPE_CHECKING:
    from dftzcli.brief.document import Document
    from dftzcli.catalogue import Catalogue


def write_brief(
    catalogue: Catalogue,
    path: str | os.PathLike[str],
    *records: str,
    profile: Mapping[str, Any] | str | os.PathLike[str] | None = None,
    industry: str | Iterable[str] = (),
    country: str | Iterable[str] = (),
    peers: str | Iterable[str] = (),
    force: bool = False,
) -> Document:
    """Write the brief of an investor to a file, whose ending chooses the format, and return what it says.

    It is about records by id or name, a firm by the file or the keys of its profile, industries, countries, or several
    of these, beside at most four peers. UsageError for a question about nothing, a file that is there and not to be
    replaced by `force` or cannot be written, and a format whose library is not installed; NotFound for a text that
    means nothing on record.

    >>> write_brief(open_catalogue(), "brief.pdf", industry="batteries", country="JP")  # doctest: +SKIP
    """
    given, file = _profile(profile)
    ids = tuple(catalogue.find(text).id for text in records)
    asked = Asked(
        ids=ids, profile=given, file=file, industries=_texts(industry), countries=_texts(country), peers=_texts(peers)
    )
    return file_brief(catalogue, asked, Path(path), force=force)


def file_brief(catalogue: Catalogue, asked: Asked, target: Path, *, force: bool = False) -> Document:
    """Write the brief of a question to a file, whole or not at all, and return it; errors as of `write_brief`."""
    if not any((asked.ids, asked.shortlist, asked.profile is not None, asked.industries, asked.countries)):
        raise UsageError("a brief about what?", fix="name records, a profile, an industry or a country")
    format = format_of(None, str(target))
    sink.check_target(target, force=force)
    command = asked.again(day=catalogue.day, name=str(target), format="")
    document = brief_of(catalogue, asked._replace(command=command))
    sink.to_file([format.write(document)], target, force=force)
    return document


def _profile(profile: Mapping[str, Any] | str | os.PathLike[str] | None) -> tuple[Mapping[str, Any] | None, str]:
    """Return the keys of a profile, and the path of the file that they are from, as it was given."""
    if profile is None or isinstance(profile, Mapping):
        return profile, ""
    from dftzcli.profiles import given_in

    return given_in(Path(profile)), os.fspath(profile)


def _texts(given: str | Iterable[str]) -> tuple[str, ...]:
    return (given,) if isinstance(given, str) else tuple(given)
