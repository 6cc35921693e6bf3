"""Weights for what is compared, and the order that comes of them while they are typed."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

from textual import on
from textual.message import Message

from dftzcli.errors import UsageError
from dftzcli.render.page import Block, Page, Paragraph
from dftzcli.render.score_page import order_blocks
from dftzcli.tui.comparing import Compared
from dftzcli.tui.widgets.weighing import Weighed, Weighing

_BETTER: Final = {"up": "more is better", "down": "less is better", "neither": "needs + or -"}
_NUMBER: Final = "write a number such as 3, or -2 where less is better"


class Scores(Weighing):
    """The fields of one comparison; a weight that is refused says why, and leaves the order as it was."""

    @dataclass
    class Taken(Message):
        """Other weights count now."""

    _compared: Compared | None = None

    async def begin(self, compared: Compared) -> None:
        """Offer what a comparison can be scored by, with the weights that it has."""
        self._compared = compared
        given = (weight.partition("=") for weight in compared.view.weights)
        fields = [
            Weighed(each.key, f"{each.label}: {_BETTER[each.direction]}", each.direction == "neither")
            for each in compared.criteria
        ]
        await self.offer(fields, {key: value for key, _, value in given})
        self._draw("")

    @on(Weighing.Changed)
    def _weighed(self, event: Weighing.Changed) -> None:
        event.stop()
        if self._compared is None:
            return
        try:
            self._compared.weigh(event.weights)
        except UsageError as error:
            # How a weight is written on the command line is of no help here.
            self._draw(f"{error.message}; {_NUMBER if 'FIELD' in error.fix or '--' in error.fix else error.fix}")
        else:
            self._draw("")
            self.post_message(self.Taken())

    def _draw(self, refused: str) -> None:
        scoring = self._compared.scoring if self._compared is not None else None
        blocks: list[Block] = [Paragraph(refused)] if refused else []
        score = order_blocks(scoring) if scoring is not None else (Paragraph("Without a weight there is no order."),)
        self.show(Page((*blocks, *score)))
