"""Small questions over a screen: choose one, write a line, read a text. Esc takes any of them back."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import ClassVar

from rich.text import Text
from textual import on
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Vertical
from textual.screen import ModalScreen
from textual.widgets import Input, Label, OptionList
from textual.widgets.option_list import Option

from dftzcli.render.escape import visible
from dftzcli.render.page import Page
from dftzcli.tui.widgets.choices import Choices
from dftzcli.tui.widgets.page_view import PageView

_CSS = """
{name} {{ align: center middle; }}
{name} > Vertical {{
    width: 90%; max-width: 100; height: auto; max-height: 90%; border: round $accent; background: $surface;
    padding: 0 1;
}}
"""


class Choose(ModalScreen[str | None]):
    """One of several: Enter takes the one under the cursor."""

    CSS = _CSS.format(name="Choose") + "Choose OptionList { height: auto; max-height: 20; border: none; }"
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("escape,q,backspace", "dismiss(None)", "Back"),
        Binding("j", "down", show=False),
        Binding("k", "up", show=False),
        Binding("g", "first", show=False),
        Binding("G", "last", show=False),
    ]

    def __init__(self, title: str, options: Sequence[tuple[str, str]], *, chosen: str | None = None) -> None:
        """Take a title, and for each choice what is returned for it and its words."""
        super().__init__()
        self._title = title
        self._options = tuple(options)
        self._chosen = chosen

    def compose(self) -> ComposeResult:
        """Lay out the title and the choices."""
        with Vertical():
            yield Label(Text(visible(self._title), "bold"), markup=False)
            yield Choices(
                *(Option(Text(visible(words)), id=f"o{place}") for place, (_, words) in enumerate(self._options)),
                markup=False,
            )

    def on_mount(self) -> None:
        """Put the cursor on what is chosen now."""
        listed = self.query_one(OptionList)
        values = [value for value, _ in self._options]
        listed.highlighted = values.index(self._chosen) if self._chosen in values else 0
        listed.focus()

    def action_down(self) -> None:
        """Go down."""
        self.query_one(OptionList).action_cursor_down()

    def action_up(self) -> None:
        """Go up."""
        self.query_one(OptionList).action_cursor_up()

    def action_first(self) -> None:
        """Go to the first."""
        self.query_one(OptionList).action_first()

    def action_last(self) -> None:
        """Go to the last."""
        self.query_one(OptionList).action_last()

    @on(OptionList.OptionSelected)
    def _selected(self, event: OptionList.OptionSelected) -> None:
        self.dismiss(self._options[event.option_index][0])


class Ask(ModalScreen[str | None]):
    """A line to be written; Enter gives it, and an empty one is an answer too."""

    CSS = _CSS.format(name="Ask") + "Ask .hint { color: $text-muted; width: 100%; height: auto; }"
    BINDINGS: ClassVar[list[BindingType]] = [Binding("escape", "dismiss(None)", "Back")]

    def __init__(self, title: str, *, value: str = "", hint: str | Callable[[str], str] = "") -> None:
        """Take a title, what stands in the line, and what may be written, or what is said of each line."""
        super().__init__()
        self._title = title
        self._value = value
        self._hint = hint

    def compose(self) -> ComposeResult:
        """Lay out the title, the line and the hint."""
        with Vertical():
            yield Label(Text(visible(self._title), "bold"), markup=False)
            yield Input(value=self._value)
            yield Label(self._said(self._value), classes="hint", markup=False)

    def again(self) -> None:
        """Say anew what there is to say of the line."""
        for label in self.query(".hint").results(Label):
            label.update(self._said(self.query_one(Input).value))

    def _said(self, line: str) -> Text:
        return Text(visible(self._hint if isinstance(self._hint, str) else self._hint(line)))

    @on(Input.Changed)
    def _changed(self) -> None:
        self.again()

    @on(Input.Submitted)
    def _submitted(self, event: Input.Submitted) -> None:
        self.dismiss(event.value)


class Read(ModalScreen[None]):
    """A page to be read, with text that can be selected."""

    CSS = _CSS.format(name="Read") + "Read > Vertical { height: 90%; } Read PageView { height: 1fr; }"
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("escape,q,backspace,enter", "dismiss(None)", "Back"),
    ]

    def __init__(self, title: str, page: Page) -> None:
        """Take a title and a page."""
        super().__init__()
        self._title = title
        self._page = page

    def compose(self) -> ComposeResult:
        """Lay out the title and the page."""
        with Vertical():
            yield Label(Text(visible(self._title), "bold"), markup=False)
            yield PageView()

    def on_mount(self) -> None:
        """Show the page."""
        view = self.query_one(PageView)
        view.show(self._page)
        view.focus()
