"""The README of a data package: what it holds, how it is cited, what it must not be taken for, how it is made again."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, Final

from dftzcli.render.escape import visible
from dftzcli.render.markdown import escaped, fenced
from dftzcli.render.provenance import dataset_line, named_by, question, title_of

if TYPE_CHECKING:
    from dftzcli.catalogue import Catalogue
    from dftzcli.render.result import Result

_CAVEATS: Final = (
    "A figure is its value, qualifier (`over`, `about`, `expected` ...), unit, period, scope and source together."
    " A value alone is not what the source says.",
    "A customs district is not the city, the city is not the zone, and the older bonded zone is not the pilot zone:"
    " see `scope` and `place`.",
    "`status` tells a plan from a fact. `planned`, `exploratory`, `sought` and `recommended` are not in force.",
    "`dispute` names what is wrong or easily mixed up; `data/discrepancies.csv` says what, and never averages.",
    "`period_basis` and `source_date` say what is inferred because a document has no date; `age_years` says what is"
    " old; `evidence` and `confidence` say how far a statement can be trusted.",
    "An empty cell is unknown or not stated in the sources: it is never a no, and never nought.",
)


def readme(catalogue: Catalogue, result: Result, parts: Sequence[Result], *, command: str) -> str:
    """Return the README as Markdown."""
    from dftzcli import __version__

    dataset = result.dataset
    asked = question(result)
    disputed = len(named_by(result).discrepancies)
    rows = [f"| `data/{title_of(part)}.csv` | {len(part.items)} |" for part in parts]
    lines = [
        "# The catalogue of the Dalian Free Trade Zone: an export",
        "",
        f"{escaped(asked[:1].upper() + asked[1:])}.",
        "",
        "| file | records |",
        "|---|---:|",
        *rows,
        "",
        "`datapackage.json` describes every column (Frictionless Data Package, Table Schema) and has the SHA-256 of"
        " every file. Lists in a cell are separated by `; `; what a cell leaves out stands as JSON in `details`.",
        "",
        "## Citation",
        "",
        f"dftz, *The catalogue of the Dalian Free Trade Zone*, version {escaped(dataset_line(dataset))},"
        f" {escaped(dataset.licence)}.",
        "",
        "Cite a statement with the document it comes from: `sources`, `citations`, and `data/sources.csv`.",
        "",
        "## Licence",
        "",
        f"{escaped(dataset.licence)}: https://creativecommons.org/licenses/by/4.0/."
        " The documents cited keep their own.",
        "",
        "## Caveats",
        "",
        f"- {escaped(dataset.notice)}",
        *(f"- {caveat}" for caveat in _CAVEATS),
        f"- {disputed} disagreement{'s' * (disputed != 1)} concern{'s' * (disputed == 1)} the records in this package.",
        "",
        "## Made with",
        "",
        f"dftz {__version__}, by this command; the same program and dataset give the same bytes:",
        "",
    ]
    return "\n".join(lines) + "\n" + "".join(fenced([visible(command)]))
