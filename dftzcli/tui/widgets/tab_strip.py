"""A line of tabs; the one that is shown stands in brackets, so that no colour is needed to tell."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from textual.content import Content
from textual.events import Click
from textual.message import Message
from textual.style import Style
from textual.widgets import Static

from dftzcli.render.escape import visible


class TabStrip(Static):
    """Tabs that are gone to by a click; the keys are those of the place."""

    @dataclass
    class Asked(Message):
        """A tab was clicked."""

        name: str

    def __init__(self, *, id: str | None = None) -> None:
        """Make an empty line."""
        super().__init__(id=id, markup=False)

    def show(self, labels: Mapping[str, str], current: str) -> None:
        """Show the labels of some tabs by name."""
        parts: list[Content] = []
        for name, label in labels.items():
            is_current = name == current
            tab = Content(visible(f"[{label}]" if is_current else f" {label} "))
            tab = tab.stylize(Style(bold=True, reverse=True)) if is_current else tab
            parts += [tab.stylize(Style.from_meta({"tab": name})), Content(" ")]
        self.update(Content.assemble(*parts))

    def on_click(self, event: Click) -> None:
        """Ask for the tab that was clicked."""
        name = event.style.meta.get("tab")
        if isinstance(name, str):
            self.post_message(self.Asked(name))
