"""The application in a browser: how it is run where a server holds its input and output instead of a terminal."""

from __future__ import annotations

from textual.drivers.web_driver import WebDriver
from textual.messages import ExitApp


class BrowserDriver(WebDriver):
    """Draws for a page, and leaves when the server has gone: Textual's own would stay for ever."""

    def run_input_thread(self) -> None:
        """Take what comes from the page until there is nobody left to send it."""
        super().run_input_thread()
        if not self.exit_event.is_set():
            self._app.post_message(ExitApp())
