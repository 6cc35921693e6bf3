"""`dftz overview`: the first page."""

from __future__ import annotations

from dftzcli.cli.commands.application import single
from dftzcli.cli.options import Output, Terminal
from dftzcli.cli.session import Session, question
from dftzcli.model.fields import fields
from dftzcli.render.result import chosen


def run(output: Output, terminal: Terminal) -> None:
    """Print the first page: what the zone is, its headline figures, what is planned, contradicted, old or lacking.

    In formats for programs the items are the headline figures, and the rest stands beside them.
    """
    session = Session(terminal, output)
    wanted = session.asked_fields(fields("figure"))
    if wanted is None:
        return
    show(session, wanted)


def show(session: Session, wanted: tuple[str, ...] = ()) -> None:
    """Write the overview of a session's catalogue."""
    from dftzcli.render.overview_page import overview_page
    from dftzcli.render.result import Result

    catalogue = session.catalogue()
    overview = catalogue.overview()
    specs, columns = chosen(fields("figure"), wanted)
    cards = tuple(catalogue.item(figure.id) for figure in overview.headline)
    items = tuple({spec.key: card[spec.key] for spec in specs} for card in cards)
    session.emit(
        Result(
            specs=specs,
            columns=columns,
            items=items,
            total=len(items),
            query=question("overview"),
            dataset=catalogue.dataset,
            page=overview_page(catalogue, overview, ascii_only=session.ascii_only) if not wanted else None,
            extra={
                "zone": {"id": overview.zone.id, "name": overview.zone.name, "summary": overview.zone.summary},
                "counts": overview.counts,
                "statuses": overview.statuses,
                "offer": {key: list(ids) for key, ids in overview.offer._asdict().items()},
                "discrepancies": [entry.id for entry in overview.discrepancies],
                "gaps": [entry.id for entry in overview.gaps],
                "stale": [entry.id for entry in overview.stale],
            },
        )
    )


app = single(run, examples="dftz overview\ndftz overview --json")
