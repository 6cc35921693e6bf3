"""What a writer needs who rests on the records: how they are cited, and whether a text agrees with them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from dftzcli.catalogue.concluded import Concluded

if TYPE_CHECKING:
    from dftzcli.checking import Checker, Finding
    from dftzcli.citing import Reference


class Written(Concluded):
    """Records that a text can rest on."""

    _checker: Checker | None = None

    def cited(self, *records: str) -> tuple[Reference, ...]:
        """Return how some records, by id or name, are cited: each in its dataset, with the passages it rests on.

        NotFound when a text means no record or several; `dftzcli.render.citing.STYLES` write what this returns.

        >>> open_catalogue().cited("gdp-dalian-2025")[0].passages[0].locator  # doctest: +SKIP
        """
        from dftzcli.citing import cited

        return cited(self.cards, self.dataset, (self.find(text).id for text in records), day=self.day)

    def check(self, text: str) -> tuple[Finding, ...]:
        """Hold the figures of a text, and what it says of the standing of records, against the catalogue.

        Each finding has its line and column, the words it is about, a verdict and the records that bear it out or deny
        it. What is not sure is not in the catalogue, with the reason.

        >>> open_catalogue().check("Dalian's GDP was 900 billion yuan in 2025.")[0].verdict  # doctest: +SKIP
        """
        from dftzcli.checking import Checker

        # The catalogue of another day has other cards.
        if self._checker is None or self._checker.cards is not self.cards:
            self._checker = Checker(self.cards)
        return self._checker.check(text)
