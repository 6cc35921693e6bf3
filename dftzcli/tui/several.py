"""A question with several answers: Space marks them, Enter takes what is marked."""

from __future__ import annotations

from collections.abc import Sequence
from typing import ClassVar, Final

from rich.text import Text
from textual import on
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Vertical
from textual.screen import ModalScreen
from textual.widgets import Label, OptionList
from textual.widgets.option_list import Option

from dftzcli.render.escape import visible
from dftzcli.tui.widgets.choices import Choices

# The answer that none of them fits, which is not the same as no answer.
NONE: Final = "none"
_HINT: Final = "Space marks, Enter takes what is marked. With nothing marked, the answer is taken away."


class Several(ModalScreen[tuple[str, ...] | None]):
    """Some of several: returns the values that are marked, or (NONE,) for none of them; Esc takes it back."""

    CSS = """
    Several { align: center middle; }
    Several > Vertical {
        width: 90%; max-width: 100; height: auto; max-height: 90%; border: round $accent; background: $surface;
        padding: 0 1;
    }
    Several OptionList { height: auto; max-height: 20; border: none; }
    Several .hint { color: $text-muted; width: 100%; height: auto; }
    """
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("escape", "dismiss(None)", "Back"),
        Binding("space", "mark", "Mark"),
        Binding("j", "down", show=False),
        Binding("k", "up", show=False),
    ]

    def __init__(self, title: str, options: Sequence[tuple[str, str]], *, marked: Sequence[str] = ()) -> None:
        """Take a title, for each choice what is returned for it and its words, and what is marked at first."""
        super().__init__()
        self._title = title
        self._options = (*options, (NONE, "none of these"))
        self._marked = set(marked)

    def compose(self) -> ComposeResult:
        """Lay out the title, the choices and the hint."""
        with Vertical():
            yield Label(Text(visible(self._title), "bold"), markup=False)
            yield Choices(*(Option(self._words(place)) for place in range(len(self._options))), markup=False)
            yield Label(_HINT, classes="hint", markup=False)

    def on_mount(self) -> None:
        """Put the cursor on the first that is marked."""
        listed = self.query_one(OptionList)
        places = [place for place, (value, _) in enumerate(self._options) if value in self._marked]
        listed.highlighted = places[0] if places else 0
        listed.focus()

    def action_mark(self) -> None:
        """Mark the choice under the cursor, or take its mark away; none of them excludes the others."""
        listed = self.query_one(OptionList)
        if listed.highlighted is None:
            return
        value = self._options[listed.highlighted][0]
        others = self._marked - {NONE} if value != NONE else self._marked & {NONE}
        self._marked = others ^ {value}
        for place in range(len(self._options)):
            listed.replace_option_prompt_at_index(place, self._words(place))

    def action_down(self) -> None:
        """Go down."""
        self.query_one(OptionList).action_cursor_down()

    def action_up(self) -> None:
        """Go up."""
        self.query_one(OptionList).action_cursor_up()

    @on(OptionList.OptionSelected)
    def _selected(self) -> None:
        self.dismiss(tuple(value for value, _ in self._options if value in self._marked))

    def _words(self, place: int) -> Text:
        value, words = self._options[place]
        return Text(f"[{'x' if value in self._marked else ' '}] {visible(words)}")
