"""The due-diligence catalogue of the Dalian Free Trade Zone, from Python.

>>> from dftzcli import open_catalogue
>>> catalogue = open_catalogue()  # doctest: +SKIP
>>> catalogue.get("panasonic-battery-plant").status  # doctest: +SKIP
'operating'
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from dftzcli.brief.filing import write_brief
    from dftzcli.catalogue import Catalogue
    from dftzcli.opening import open_catalogue
    from dftzcli.render.export import export

__version__ = "0.1.0"
__all__ = ["Catalogue", "__version__", "export", "open_catalogue", "write_brief"]


def __getattr__(name: str) -> Any:
    """Import the catalogue when it is asked for, so that reading the version costs nothing."""
    if name == "Catalogue":
        from dftzcli.catalogue import Catalogue

        return Catalogue
    if name == "open_catalogue":
        from dftzcli.opening import open_catalogue

        return open_catalogue
    if name == "export":
        from dftzcli.render.export import export

        return export
    if name == "write_brief":
        from dftzcli.brief.filing import write_brief

        return write_brief
    raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
