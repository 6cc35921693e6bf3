"""The investor's brief: a few pages for a director, assembled once as a document and written as md, html, pdf or docx.

`assembling` makes the document of `document` from a catalogue; each writer gets that document and nothing else, so that
what a brief says is decided in one place. No statement is made without a footnote: `document.Statement` refuses it.
"""

from __future__ import annotations

from dftzcli.brief.asked import Asked
from dftzcli.brief.assembling import brief_of
from dftzcli.brief.document import Document
from dftzcli.brief.filing import file_brief, write_brief
from dftzcli.brief.writing import FORMATS, format_of, write

__all__ = ["FORMATS", "Asked", "Document", "brief_of", "file_brief", "format_of", "write", "write_brief"]
