"""The last line of a place: its foremost keys, each of which can be clicked, and how text is selected."""

from __future__ import annotations

from collections.abc import Iterator
from typing import ClassVar, Final

from rich.cells import cell_len
from rich.text import Text
from textual.events import Click, Leave, MouseMove
from textual.reactive import reactive
from textual.screen import Screen
from textual.widget import Widget

from dftzcli.render.escape import visible
from dftzcli.tuples import NamedTuple

# Said while the application has the mouse and where the keys leave room for it; a space at its end.
_HINT: Final = "Shift/Option-drag selects "


class Shown(NamedTuple):
    """A key on the line: its name in Textual, as people write it, what it does, and the cells it takes from `start`."""

    key: str
    written: str
    label: str
    is_enabled: bool
    tooltip: str
    start: int

    @property
    def end(self) -> int:
        """The cell behind it."""
        return self.start + cell_len(self.words)

    @property
    def words(self) -> str:
        """What stands there."""
        return f" {self.written} {self.label} "


class KeyLine(Widget):
    """One line, drawn as one: Textual's footer makes a widget of every key, whenever the focus moves."""

    ALLOW_SELECT = False
    COMPONENT_CLASSES: ClassVar[set[str]] = {f"key-line--{name}" for name in ("key", "label", "hint", "under-pointer")}
    DEFAULT_CSS = """
    KeyLine {
        dock: bottom; width: 100%; height: 1; text-wrap: nowrap; text-overflow: clip;
        color: $footer-foreground; background: $footer-background;
        & > .key-line--key { color: $footer-key-foreground; text-style: bold; }
        & > .key-line--label { color: $footer-description-foreground; }
        & > .key-line--hint { color: $text-muted; }
        & > .key-line--under-pointer { background: $block-hover-background; }
    }
    """

    shown: reactive[tuple[Shown, ...]] = reactive(())
    """The keys that stand there."""
    pointed: reactive[str | None] = reactive(None)
    """The key under the pointer."""

    def on_mount(self) -> None:
        """Show the keys, now and whenever others are bound."""
        self.screen.bindings_updated_signal.subscribe(self, self._bound)

    def _bound(self, screen: Screen[object]) -> None:
        if self.is_attached and screen is self.screen:
            self.shown = tuple(self._keys())

    def _keys(self) -> Iterator[Shown]:
        """Yield the keys that are to be shown, of each action the first."""
        start, seen = 0, set[str]()
        for _, binding, is_enabled, tooltip in self.screen.active_bindings.values():
            if binding.show and binding.action not in seen:
                seen.add(binding.action)
                written = self.app.get_key_display(binding)
                found = Shown(binding.key, written, binding.description, is_enabled, tooltip, start)
                start = found.end
                yield found

    def render(self) -> Text:
        """Draw the line."""
        part = self.get_component_rich_style
        key, label = part("key-line--key", partial=True), part("key-line--label", partial=True)
        line = Text(no_wrap=True, end="")
        for each in self.shown:
            words = Text.assemble(" ", (visible(each.written), key), (f" {visible(each.label)} ", label))
            if not each.is_enabled:
                words.stylize("dim")
            if each.key == self.pointed:
                words.stylize(part("key-line--under-pointer", partial=True))
            line.append_text(words)
        room = self.size.width - line.cell_len
        if getattr(self.app, "has_mouse", True) and room > len(_HINT):
            line.append(_HINT.rjust(room), part("key-line--hint", partial=True))
        return line

    def _at(self, x: int) -> Shown | None:
        return next((each for each in self.shown if each.start <= x < each.end), None)

    def on_mouse_move(self, event: MouseMove) -> None:
        """Show what is under the pointer, and the command line that does the same."""
        found = self._at(event.x)
        self.pointed = found.key if found else None
        self.tooltip = found.tooltip or None if found else None

    def on_leave(self, event: Leave) -> None:
        """Show that nothing is under the pointer any more."""
        self.pointed = None

    def on_click(self, event: Click) -> None:
        """Press the key that is clicked."""
        found = self._at(event.x)
        if found is None:
            return
        if found.is_enabled:
            self.app.simulate_key(found.key)
        else:
            self.app.bell()
