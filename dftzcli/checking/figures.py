"""The numbers of a sentence held against the figures of the catalogue."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING, Final

from dftzcli.checking import patterns
from dftzcli.checking.aiming import Aim, Reading
from dftzcli.checking.chinese import narrowing_in_chinese
from dftzcli.checking.findings import Finding, Verdict
from dftzcli.checking.fitting import Held, Measures, fitting, is_common, is_in, signed
from dftzcli.checking.lines import Lines, weighed
from dftzcli.checking.measures import Measured, measured
from dftzcli.checking.narrowing import narrowing
from dftzcli.checking.quantities import Quantity, quantities
from dftzcli.checking.times import Time, times
from dftzcli.checking.units_behind import ANY
from dftzcli.checking.weighing import Weighed, weigh
from dftzcli.checking.words import stems
from dftzcli.model import periods
from dftzcli.model.units import BASES, unit

if TYPE_CHECKING:
    from dftzcli.checking.mentions import Mention, Names
    from dftzcli.checking.sentences import Sentence
    from dftzcli.search.cards import Cards

# Disagreements on a level that are none on the change printed beside it.
_OF_LEVELS: Final = frozenset({"contradiction", "definition"})

# Doubts that keep a number that agrees from being said to: it is of something else, or another kind of number.
_BARRING: Final = ("the text narrows", "the number is a change", "the sentence denies")


class Figures:
    """The figures of a catalogue, to be asked about the numbers of sentences."""

    def __init__(self, cards: Cards, names: Names) -> None:
        """Take the cards, and the names that sentences are read with."""
        self._names = names
        known = measured(cards, names)
        self._measures = Measures(known)
        self._lines = Lines(known)
        self._given = {(each.item["indicator"], each.item["place"], each.seen.period) for each in known}
        self._gaps = [card for card in cards.of_kind("gap") if card["indicator"]]
        self._disputes = {card["id"]: card for card in cards.of_kind("discrepancy") if not card["is_caution"]}

    def check(self, sentence: Sentence, mentions: Sequence[Mention]) -> Iterable[Finding]:
        """Yield a finding for each number of a sentence that says something of the kind that figures say."""
        when = times(sentence.text)
        taken = [(each.start, each.end) for each in when]
        taken += [(each.start, each.end) for each in mentions if each.is_named]
        found = quantities(sentence.text, taken)
        reading = Reading(sentence, found, mentions, when, self._names)
        line = self._lines.find(sentence.text)
        for at, said in enumerate(found):
            if line is not None and said.end <= line.begin:
                # A number in the name of a figure is none that the text states.
                continue
            told = line and weighed(line, said, when, sentence.text)
            aimed = reading.aim(at)
            finding = self._of_line(said, aimed, *told) if told else self._of(said, aimed, sentence)
            if finding is not None:
                yield finding

    def _of_line(self, said: Quantity, aimed: Aim, held: Held, how: Weighed) -> Finding:
        """Judge a number that stands behind the name of a figure."""
        if how.agreement in ("equal", "rounded"):
            return self._agreed(said, aimed, [(held, how)], [(held, how)])
        is_against = how.agreement == "differs"
        return _finding("contradicted" if is_against else "not_in_catalogue", said, [held.known.item["id"]], how.why)

    def _of(self, said: Quantity, aimed: Aim, sentence: Sentence) -> Finding | None:
        said = signed(said, aimed)
        held = fitting(self._measures, said, aimed, self._names)
        if not held:
            return self._unknown(said)
        fits = [each for each in held if each.place and each.time]
        if not fits:
            return self._near(said, aimed, held)
        return self._judged(said, aimed, fits, sentence)

    def _judged(self, said: Quantity, aimed: Aim, held: list[Held], sentence: Sentence) -> Finding:
        narrowed = [(each, self._narrowed(each, aimed, sentence)) for each in held]
        narrow = min((word for _, word in narrowed), key=bool)
        held = [each for each, word in narrowed if bool(word) == bool(narrow)]
        weighed = [(each, _weigh(said, each.known, aimed)) for each in held]
        doubt = self._doubt(said, aimed, held, narrow)
        for wanted in ("equal", "rounded"):
            agreeing = [(each, how) for each, how in weighed if how.agreement == wanted and each.most]
            if agreeing and not doubt.startswith(_BARRING):
                return self._agreed(said, aimed, agreeing, weighed)
        denying = [each for each, how in weighed if how.agreement == "differs"]
        whole = [each for each in denying if each.grip.is_whole and each.more]
        # A figure that only says "over" stands beside an exact one that denies the number.
        silent = [each for each, how in weighed if how.agreement == "open" and not each.known.seen.is_exact]
        is_one = len({each.known.item["indicator"] for each in (*denying, *silent)}) == 1
        if whole and is_one and len(denying) + len(silent) == len(weighed) and not doubt:
            found = _finding("contradicted", said, [each.known.item["id"] for each in whole], "")
            return found._replace(is_change=whole[0].known.is_change)
        ids = [each.known.item["id"] for each, _ in weighed]
        reasons = [how.why for _, how in weighed if how.agreement == "open" and how.why]
        why = doubt or next(iter(reasons), "") or "the text does not name what the figure is of well enough"
        return _finding("not_in_catalogue", said, ids[:3], why)

    def _doubt(self, said: Quantity, aimed: Aim, held: list[Held], narrow: str) -> str:
        """Return what keeps a sentence from being held against the catalogue; nothing where nothing does."""
        if narrow:
            return f"the text narrows what is measured: {narrow}"
        if aimed.is_denied:
            return "the sentence denies something"
        is_change = aimed.is_by or any(word.stem in patterns.CHANGING for word in aimed.near)
        if is_change and not any(each.known.is_growth for each in held):
            return "the number is a change"
        if not aimed.is_own and not any(each.known.subject for each in held):
            return "the sentence itself names no place"
        if aimed.time is None:
            return "the sentence names no period"
        if said.base in (None, ANY):
            return "the number has no unit"
        if any(each.known.item["period_basis"] == "unstated" for each in held):
            return "the source of the figure gives no period"
        subjects = {each.known.item["subject"] for each in held}
        subjects |= {one for each in subjects if each for one in self._names.cards.get(each, {}).get("companies") or ()}
        # A firm or a partner in the sentence may be what the number is of.
        if any(not self._is_idle(each, subjects, held) for each in aimed.others):
            return "the number may be that of something else in the sentence"
        return ""

    def _narrowed(self, held: Held, aimed: Aim, sentence: Sentence) -> str:
        """Return a word that makes of the measure another one; the words of the figure's own name do not."""
        subject = self._names.cards.get(held.known.item["subject"] or "", {})
        texts = (subject["name"], *subject["aliases"], *subject["aliases_editorial"]) if subject else ()
        own = frozenset(stem for text in (*texts, str(subject.get("id", "")).replace("-", " ")) for stem in stems(text))
        return narrowing(aimed, held.grip.words, held.known.words | own, sentence.text) or narrowing_in_chinese(
            aimed, held.grip.words, (held.known.item["place"], held.known.item["subject"])
        )

    def _is_idle(self, other: Mention, subjects: set[str | None], held: list[Held]) -> bool:
        """Tell whether a name beside a number is of what the number is of, or a word of the measure itself.

        Such is Europe in "China-Europe trains".
        """
        words = frozenset().union(*(each.grip.words for each in held))
        if all(f"@{place}" in words for place in range(other.start, other.end)):
            return True
        named = [one for one in other.ids if self._names.kind(one) != "place"]
        return all(one in subjects or is_in(one, words, self._names) for one in named)

    def _agreed(
        self,
        said: Quantity,
        aimed: Aim,
        agreeing: list[tuple[Held, Weighed]],
        weighed: list[tuple[Held, Weighed]],
    ) -> Finding:
        ids = [each.known.item["id"] for each, _ in agreeing]
        against = [
            each.known.item["id"]
            for each, how in weighed
            if how.agreement == "differs"
            and each.known.item["indicator"] in {one.known.item["indicator"] for one, _ in agreeing}
            and each.more
        ]
        disputes = [self._disputed(each.known) for each, _ in agreeing]
        is_disputed = bool(against) or all(disputes)
        how = agreeing[0][1]
        why = how.why
        item = agreeing[0][0].known.item
        if item["period_basis"] != "stated" and aimed.time is not None:
            why = f"{why}; " * bool(why) + "the period is inferred"
        if is_disputed:
            named = dict.fromkeys(one for each in disputes for one in each)
            why = "; ".join(part for part in (why, ", ".join(named)) if part)
        verdict: Verdict = "disputed" if is_disputed else "verified" if how.agreement == "equal" else "rounded"
        found = _finding(verdict, said, [*ids, *against], why)
        return found._replace(is_change=agreeing[0][0].known.is_change)

    def _disputed(self, known: Measured) -> list[str]:
        """Return the disagreements on what a number is held against: a level, the change beside it, or either.

        A figure that is itself a rate of growth has no level beside it: all that is said of it is of its number.
        """
        cards = [self._disputes[one] for one in known.item["discrepancies"] if one in self._disputes]
        if known.is_change:
            cards = [card for card in cards if card["concerns"] == "change" or card["type"] not in _OF_LEVELS]
        elif not known.is_growth:
            cards = [card for card in cards if card["concerns"] == "value"]
        return [card["id"] for card in cards]

    def _near(self, said: Quantity, aimed: Aim, held: list[Held]) -> Finding | None:
        """Return why no figure fits that is of the right measure: another place, another period, or a gap."""
        if not any(each.grip.is_whole for each in held) and is_common(said):
            return self._unknown(said)
        agreeing = [each for each in held if _weigh(said, each.known, aimed).agreement in ("equal", "rounded")]
        at_place = [each for each in held if each.place]
        nearest = agreeing or at_place or held
        return _finding(
            "not_in_catalogue", said, [each.known.item["id"] for each in nearest[:3]],
            self._why_not(aimed, nearest[0], at_place=bool(at_place), agrees=bool(agreeing)),
        )  # fmt: skip

    def _why_not(self, aimed: Aim, nearest: Held, *, at_place: bool, agrees: bool) -> str:
        item = nearest.known.item
        other = "the same number is" if agrees else "the nearest figure is"
        if nearest.place:
            gap = self._gap(nearest.known, aimed.time)
            if gap:
                return f"announced in the sources without being given ({gap})"
            if aimed.time is None:
                told = "several periods" if aimed.is_many_times else "no period"
                return f"the sentence names {told}; {other} of {item['period']}"
            return f"{other} of {item['period']}, not of {aimed.time.period}"
        if aimed.place is None:
            told = "several places" if aimed.places and aimed.is_own else "no place"
            return f"the sentence names {told}; {other} of {item['place']} ({item['scope'].replace('_', ' ')})"
        where = f"{item['place']} ({item['scope'].replace('_', ' ')})"
        return f"{other} of {where}, not of {aimed.place}" if not at_place else f"{other} of {where}, {item['period']}"

    def _gap(self, known: Measured, time: Time | None) -> str:
        """Return the gap that owns up to a figure of some time; a time that has figures is none."""
        measure = (known.item["indicator"], known.item["place"])
        for gap in self._gaps if time is not None else ():
            fits = gap["indicator"] == measure[0] and gap["place"] in (None, measure[1])
            is_open = fits and gap["period"] and (*measure, gap["period"]) not in self._given
            if is_open and time is not None and periods.overlaps(gap["period"], time.period):
                return str(gap["id"])
        return ""

    def _unknown(self, said: Quantity) -> Finding | None:
        """Return that no indicator stands beside a number, for numbers that are plainly figures."""
        if not _is_stated(said):
            return None
        return _finding("not_in_catalogue", said, [], "no indicator of the catalogue in this unit is named beside it")


def _is_stated(said: Quantity) -> bool:
    """Tell whether a number is plainly a figure: spans of time, ranks and bare small numbers fill every text."""
    if said.base in (None, ANY):
        return bool(said.exponent)
    return said.base in BASES and unit(said.base).dimension not in ("time", "rank")


def _finding(verdict: Verdict, said: Quantity, ids: Sequence[str], why: str) -> Finding:
    return Finding("figure", verdict, said.start, said.end, tuple(dict.fromkeys(ids)), why)


def _weigh(said: Quantity, known: Measured, aimed: Aim) -> Weighed:
    """Compare a number with a figure; a deficit is a balance below nought."""
    if (
        any("balance" in phrase.stems for phrase in known.phrases)
        and patterns.DEFICIT.search(aimed.beside)
        and said.low > 0
    ):
        said = said._replace(low=-said.high, high=-said.low)
    return weigh(said, known.seen, is_expected=aimed.is_hoped)
