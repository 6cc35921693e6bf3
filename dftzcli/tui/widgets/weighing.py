"""A field for each thing that a comparison can be scored by, and below the fields what comes of their weights."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal, InvalidOperation
from typing import ClassVar, Final

from rich.text import Text
from textual import on
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Horizontal, Vertical, VerticalScroll
from textual.message import Message
from textual.widgets import Input, Static

from dftzcli.render.escape import visible
from dftzcli.render.page import Page
from dftzcli.tui.widgets.page_view import PageView
from dftzcli.tuples import NamedTuple

_HOW: Final = "Type a weight, or press left and right; below zero less is better. Esc leaves."


class Weighed(NamedTuple):
    """A field: its key, its words, and whether a weight needs a sign because neither more nor less is better."""

    key: str
    label: str
    is_signed: bool


class WeightInput(Input):
    """A weight: typed, or moved by one with left and right."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("left", "move(-1)", "Less", show=False, tooltip="One less"),
        Binding("right", "move(1)", "More", show=False, tooltip="One more"),
        Binding("up", "go(-1)", "Up", show=False, tooltip="To the field above"),
        Binding("down,enter", "go(1)", "Down", show=False, tooltip="To the field below"),
    ]

    def __init__(self, weighed: Weighed, value: str) -> None:
        """Take what is weighed, and its weight."""
        super().__init__(value=value, compact=True, max_length=20, placeholder="no weight", select_on_focus=False)
        self.weighed = weighed

    def action_move(self, step: int) -> None:
        """Weigh more or less by one; nothing stands for no weight."""
        try:
            number = Decimal(self.value.strip() or 0) + step
        except InvalidOperation:
            return
        # Where neither way is better by itself, the sign says which is.
        plus = "+" if number > 0 and (self.weighed.is_signed or self.value.strip().startswith("+")) else ""
        self.value = f"{plus}{number:f}" if number else ""
        self.cursor_position = len(self.value)

    def action_go(self, step: int) -> None:
        """Go to another field."""
        (self.screen.focus_next if step > 0 else self.screen.focus_previous)(WeightInput)


class Weighing(Vertical):
    """The fields and the score. It computes nothing: it posts the weights, and shows the page it is given."""

    DEFAULT_CSS = """
    Weighing { height: 1fr; }
    Weighing .how { height: 1; color: $text-muted; padding: 0 1; }
    Weighing #weights { height: auto; max-height: 55%; padding: 0 1; }
    Weighing #weights { scrollbar-size-vertical: 1; scrollbar-gutter: stable; }
    Weighing Horizontal { height: 1; }
    Weighing Horizontal Static { width: 1fr; max-width: 60; height: 1; text-wrap: nowrap; text-overflow: ellipsis; }
    Weighing WeightInput { width: 14; height: 1; border: none; background: $panel; }
    Weighing WeightInput:focus { text-style: bold; }
    Weighing #score { height: 1fr; border-top: solid $border-blurred; }
    Weighing #score:focus { border-top: heavy $border; }
    """

    @dataclass
    class Changed(Message):
        """Other weights are typed, as FIELD=NUMBER."""

        weights: tuple[str, ...]

    def __init__(self, *, id: str | None = None) -> None:
        """Make an empty panel."""
        super().__init__(id=id)
        self._shown: tuple[Weighed, ...] = ()

    def compose(self) -> ComposeResult:
        """Lay out the fields and the score."""
        yield Static(_HOW, classes="how", markup=False)
        yield VerticalScroll(id="weights", can_focus=False)
        yield PageView(id="score")

    async def offer(self, fields: Sequence[Weighed], weights: Mapping[str, str]) -> None:
        """Show a field for each of some things, with the weights they have."""
        self._shown = tuple(fields)
        listed = self.query_one("#weights", VerticalScroll)
        with self.prevent(Input.Changed):
            await listed.remove_children()
            await listed.mount_all(
                Horizontal(
                    Static(Text(visible(each.label)), markup=False), WeightInput(each, weights.get(each.key, ""))
                )
                for each in fields
            )
        first = self.query(WeightInput)
        if first:
            first.first().focus()

    def show(self, page: Page) -> None:
        """Show what comes of the weights."""
        self.query_one("#score", PageView).show(page)

    @on(Input.Changed)
    def _typed(self, event: Input.Changed) -> None:
        event.stop()
        written = ((field.weighed.key, field.value.strip()) for field in self.query(WeightInput))
        self.post_message(self.Changed(tuple(f"{key}={value}" for key, value in written if value)))
