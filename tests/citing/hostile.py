"""References whose every text would break a style that trusted it."""

from __future__ import annotations

from typing import Final

from dftzcli.catalogue import Catalogue
from dftzcli.citing import Document, Passage, Reference
from tests.render.hostile import TEXTS as EVERY

TEXTS: Final = (
    *EVERY,
    "}",
    "{",
    "\\}",
    "\\input{/etc/passwd}",
    "\\write18{rm -rf /}",
    "a}\n}\n@misc{evil,\n  title = {gone",
    "100 % of $5 & #1_a^b~c",
    '" # "',
    "@comment{x",
    "x\nER  - \n\nTY  - BOOK\nTI  - evil",
    "x\r\nUR  - http://evil",
    "x\u2028TY  - BOOK",
    "x\x85TY  - BOOK",
    "x\x0bTY  - BOOK",
    "- x\n# y",
    "[x](javascript:alert)",
    "<http://evil>",
    "![x](http://evil)",
    "](x) `code` ***",
    "\\",
    "ends in a backslash \\",
)
_DATED: Final = "gdp-dalian-2025-released"


def references(catalogue: Catalogue) -> tuple[Reference, ...]:
    """Return a record a text, that stands in every place where a text can, and rests on a document of the same."""
    (real,) = catalogue.cited(_DATED)
    return tuple(_of(real, text, number) for number, text in enumerate(TEXTS))


def _of(real: Reference, text: str, number: int) -> Reference:
    document = Document(
        id=f"document-{number}", type="news", title=text, title_zh=text, author=text, publisher=text,
        date=None if number % 2 else "2024-05", inferred=text, number=text, language="en",
        url=f"http://example.com/{text}", evidence="press", read="read whole",
    )  # fmt: skip
    passage = Passage(document, f"record-{number}", text, text, "F001", "medium")
    return real._replace(id=f"record-{number}", title=text, title_zh=text, passages=(passage,))
