"""What `dftz cite` does with the values of its options."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from dftzcli.cli.ids import given
from dftzcli.cli.options import Output, Terminal
from dftzcli.cli.session import Session
from dftzcli.render import sink
from dftzcli.render.citing import STYLES, style_of


def answer(
    records: Sequence[str],
    style: str | None,
    output: Path | None,
    *,
    as_of: str | None,
    force: bool,
    terminal: Terminal,
) -> None:
    """Cite some records, by id or by what is remembered of them; NotFound where a text may mean none or several."""
    session = Session(terminal, Output(format="table", output=output, force=force, as_of=as_of))
    chosen = style_of(style, str(output) if session.to_file else None)
    texts = given(records)
    catalogue = session.catalogue()
    references = catalogue.cited(*(session.found(catalogue, text) for text in texts))
    pieces = chosen.write(references)
    if session.to_file and output is not None:
        sink.to_file(pieces, output, force=session.force)
        count = len(references)
        session.narrator.notice(f"wrote {count} citation{'s' * (count != 1)} to {output} as {chosen.name}")
    else:
        sink.to_stdout(pieces)


def styles(incomplete: str) -> list[tuple[str, str]]:
    """Offer the styles, with what they are for."""
    return [(style.name, style.about) for style in STYLES.values() if style.name.startswith(incomplete)]
