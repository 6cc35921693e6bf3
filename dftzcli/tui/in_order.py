"""Keys one after the other: what is typed ahead goes to what the key before it leads to.

Textual hands a key to what has the focus when it arrives. Letters that arrive together with the `/` before them, as
they do from a fast typist or over a slow line, would still go to the list, and be taken for commands.
"""

from __future__ import annotations

import asyncio
from collections import deque
from typing import Any, Final

from textual.app import App
from textual.events import Event, Key, Paste
from textual.message import Message
from textual.screen import Screen

# Seconds after which a key no longer waits for the one before: what it was handed to may be gone.
_PATIENCE: Final = 2.0
# The same for one that is known to lead to something that is still being made.
_HELD: Final = 10.0


class Passed(Message, bubble=True):
    """Comes up behind a key, on the same way: whatever was done about the key is done."""

    def __init__(self, number: int) -> None:
        """Take the number of the key."""
        super().__init__()
        self.number = number


class InOrder(App[None]):
    """An application that hands on a key when the one before has had its effect."""

    def __init__(self, **settings: Any) -> None:
        """Begin with no key under way."""
        super().__init__(**settings)
        self._waiting: deque[Event] = deque()
        self._number = 0
        self._is_under_way = False
        self._is_held = False
        # The screen that the last key was handed to.
        self._before: Screen[Any] | None = None

    async def on_event(self, event: Event) -> None:
        """Hand a key on, or keep it until the one before is done with."""
        if not isinstance(event, (Key, Paste)) or event.is_forwarded:
            await super().on_event(event)
        elif self._is_under_way:
            self._waiting.append(event)
        else:
            await self._hand_on(event)

    def hold_keys(self) -> None:
        """Keep what is typed until `release_keys`: the key before leads to something that is still being made."""
        self._is_held = True

    def release_keys(self) -> None:
        """Hand on what was kept, to what there is now."""
        self._is_held = False
        self._go_on(self._number)

    async def on_passed(self, message: Passed) -> None:
        """Go on to the next key when what this one led to can take it."""
        message.stop()
        # What a key starts beside the screen, such as a dialog, begins with the next turn of the loop.
        await asyncio.sleep(0)
        if message.number != self._number or self._is_held:
            return
        self._go_on(message.number)

    def _go_on(self, number: int) -> None:
        """Hand on the next key; to a screen that is new when it has been laid out."""
        if self.screen is self._before:
            self.call_later(self._next, number)
        else:
            self.screen.call_after_refresh(self.call_later, self._next, number)

    async def _hand_on(self, event: Event) -> None:
        self._number += 1
        self._is_under_way = True
        self._before = self.screen
        target = self.focused or self.screen
        await super().on_event(event)
        target.post_message(Passed(self._number))
        self.set_timer(_PATIENCE, lambda number=self._number: self._give_up(number))

    async def _next(self, number: int) -> None:
        if number != self._number:
            return
        self._is_under_way = False
        if self._waiting:
            await self._hand_on(self._waiting.popleft())

    async def _give_up(self, number: int, *, is_last: bool = False) -> None:
        if not self._is_under_way or number != self._number:
            return
        if self._is_held and not is_last:
            self.set_timer(_HELD - _PATIENCE, lambda: self._give_up(number, is_last=True))
        else:
            self._is_held = False
            await self._next(number)
