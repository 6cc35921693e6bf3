"""Which place shows which view; each is imported when it is first gone to."""

from __future__ import annotations

from dftzcli.tui.desk import Desk
from dftzcli.tui.place import Place
from dftzcli.tui.places.explore import Explore
from dftzcli.tui.views import CompareView, ExploreView, FiguresView, MatchView, ShortlistView, SourcesView, View


def place_for(desk: Desk, view: View) -> Place:
    """Return a new place that shows a view; the overview for a record, which is laid over a place."""
    if isinstance(view, ExploreView):
        return Explore(desk, view)
    if isinstance(view, FiguresView):
        from dftzcli.tui.places.figures import Figures

        return Figures(desk, view)
    if isinstance(view, CompareView):
        from dftzcli.tui.places.compare import Compare

        return Compare(desk, view)
    if isinstance(view, ShortlistView):
        from dftzcli.tui.places.shortlist import Shortlists

        return Shortlists(desk, view)
    if isinstance(view, SourcesView):
        from dftzcli.tui.places.sources import Sources

        return Sources(desk, view)
    if isinstance(view, MatchView):
        from dftzcli.tui.places.match import Match

        return Match(desk, view)
    from dftzcli.tui.places.overview import Overview

    return Overview(desk)
