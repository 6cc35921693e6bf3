"""What every place can ask the application for that has nothing to do with records: tell, copy, browse, let go."""

from __future__ import annotations

import os
from pathlib import Path

from rich.console import RenderableType
from textual import work
from textual.events import DescendantFocus
from textual.widgets import Input

from dftzcli.errors import DftzError, UsageError
from dftzcli.render.escape import visible
from dftzcli.tui import outside, remembered
from dftzcli.tui.in_order import InOrder
from dftzcli.tui.widgets.key_line import KeyLine


class Services(InOrder):
    """An application that says what it did and how, and keeps the traceback of what went wrong."""

    def __init__(self, *, ansi: bool = False, animations: bool = True, state: Path | None = None) -> None:
        """Take whether to keep to the terminal's own colours, whether to move by itself, and the state folder."""
        super().__init__(ansi_color=ansi)
        if not animations:
            self.animation_level = "none"
        self.state = state
        self.has_mouse = True
        # What ended the application, for the caller to raise once the terminal is restored.
        self.fault: Exception | None = None

    def on_mount(self) -> None:
        """Draw everything anew when the terminal comes back from the shell, which has written on it."""
        self.app_resume_signal.subscribe(self, lambda _: self.refresh(layout=True))

    # ---- telling

    def tell(self, text: str, *, is_error: bool = False) -> None:
        """Say something for a few seconds; data never reaches it as markup."""
        self.notify(visible(text), severity="error" if is_error else "information", markup=False, timeout=8)

    def tell_trouble(self, doing: str, error: BaseException) -> None:
        """Say in plain words what could not be done and why; what is not the reader's to correct goes into the log."""
        words = f"{doing}: {_words(error)}"
        if not isinstance(error, UsageError) and self.state is not None:
            log = remembered.log_error(self.state, error)
            words += f" (log: {log})" if log else ""
        self.tell(words, is_error=True)

    def _handle_exception(self, error: Exception) -> None:
        """Leave, but without the pages of a traceback: the caller writes one line and the log."""
        super()._handle_exception(error)
        self.fault = self.fault or getattr(error, "error", None) or error
        if not self.is_headless:
            self._exit_renderables: list[RenderableType] = []

    # ---- copying

    def copy(self, text: str, what: str) -> None:
        """Copy a text by the desktop's clipboard, else by the terminal and into a file, and say which it was."""
        self._clipboard = text
        self._copied(text, what)

    def copy_to_clipboard(self, text: str) -> None:
        """Copy what is selected."""
        self.copy(text, "the selection")

    @work(thread=True, group="copy", exit_on_error=False)
    def _copied(self, text: str, what: str) -> None:
        if self.is_web:
            # The desktop here is not the reader's.
            self.call_from_thread(super().copy_to_clipboard, text)
            self.call_from_thread(self.tell, f"copied {what} by the browser")
            return
        by = None if self.is_headless else outside.clip(text)
        if by is not None:
            self.call_from_thread(self.tell, f"copied {what} with {by}")
            return
        file = remembered.keep_copy(self.state, text) if self.state is not None else None
        if outside.terminal_takes_texts():
            self.call_from_thread(super().copy_to_clipboard, text)
            also = f"; for a terminal that does not take it, it is in {file}" if file else ""
            self.call_from_thread(self.tell, f"copied {what} by the terminal (OSC 52){also}")
        elif file:
            self.call_from_thread(self.tell, f"put {what} in {file}: this terminal has no clipboard")
        else:
            self.call_from_thread(self.tell, f"cannot copy {what}: there is no clipboard", is_error=True)

    # ---- the browser

    @work(thread=True, group="browse", exit_on_error=False)
    def browse(self, address: str) -> None:
        """Show an address in the browser; where there is none, show and copy the address."""
        if not outside.is_page(address):
            self.call_from_thread(self.tell, f"not opened, because it is no address of the web: {address}")
            return
        if self.is_web:
            self.call_from_thread(self.open_url, address)
            return
        where = outside.browser()
        if where == "window" and outside.show(address):
            self.call_from_thread(self.tell, f"opened in the browser: {address}")
        elif where == "terminal" and self._driver is not None and self._driver.can_suspend:
            self.call_from_thread(self._browse_here, address)
        else:
            self.call_from_thread(self.tell, f"there is no browser here: {address}")
            self.call_from_thread(self.copy, address, "the address")

    def _browse_here(self, address: str) -> None:
        with self.suspend():
            outside.show(address)

    # ---- letting go

    def action_suspend_process(self) -> None:
        """Hand the terminal back to the shell until `fg`."""
        if os.name == "nt" or self._driver is None or not self._driver.can_suspend:
            self.tell("only a terminal of Unix can suspend a program; q leaves")
        else:
            super().action_suspend_process()

    def action_release_mouse(self) -> None:
        """Leave the mouse to the terminal, so that it selects text, or take it back."""
        driver = self._driver
        change = "_disable_mouse_support" if self.has_mouse else "_enable_mouse_support"
        if driver is None or not hasattr(driver, change) or self.is_web:
            self.tell("the mouse cannot be released here: hold Shift (Option on a Mac) and drag to select")
            return
        self.has_mouse = not self.has_mouse
        # The driver keeps to it when the application comes back from being suspended.
        driver._mouse = True
        getattr(driver, change)()
        driver._mouse = self.has_mouse
        for line in self.screen.query(KeyLine):
            line.refresh()
        if self.has_mouse:
            self.tell("the mouse is back; Shift-drag (Option-drag on a Mac) selects text all the same")
        else:
            self.tell("the mouse is the terminal's: drag selects text; the same key takes it back")

    def on_descendant_focus(self, event: DescendantFocus) -> None:
        """Keep the cursor of a field still: nothing blinks."""
        if isinstance(event.widget, Input):
            event.widget.cursor_blink = False


def _words(error: BaseException) -> str:
    if isinstance(error, DftzError):
        return f"{error.message}; {error.fix}" if error.fix else error.message
    if isinstance(error, OSError):
        about = f" ({error.filename})" if error.filename else ""
        return f"{error.strerror or error}{about}"
    return f"{type(error).__name__}: {error}"
