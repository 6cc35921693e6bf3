"""Why a record was found: the places that hold what was asked, and a snippet with them marked."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Sequence
from typing import Any, Final

from dftzcli.search.finding import text
from dftzcli.search.finding.answer import MARKS, Hit
from dftzcli.search.finding.numbers import numbers
from dftzcli.search.finding.understanding import Alternative, Concept
from dftzcli.tuples import NamedTuple

# How long a snippet may be, in characters.
_LONG: Final = 180
# How many reasons are worth reading.
_MOST: Final = 5
# Stems that their words do not begin with: dying.
_UNLIKE: Final = frozenset(("die", "lie", "tie"))
# A text longer than this is not read to its end for a snippet.
_FAR: Final = 4_000


class _Match(NamedTuple):
    """A stretch of a text that matches a concept."""

    start: int
    end: int
    concept: int
    alternative: Alternative


class Teller:
    """Tells of hits why they match the concepts of one query."""

    def __init__(self, concepts: Sequence[Concept]) -> None:
        """Take the concepts."""
        self._concepts = [concept for concept in concepts if concept.alternatives]
        signs = {sign for concept in self._concepts for entry in concept.alternatives for sign in _signs(entry)}
        self._sign = re.compile("|".join(map(re.escape, sorted(signs)))) if signs else None

    def hit(self, item: str, parts: str, score: float, reason: str | None = None) -> Hit:
        """Return a hit from what the index keeps of a record."""
        card = _parsed(item)
        texts: dict[str, Any] = json.loads(parts)
        fields = {
            "name": [card["name"]],
            "Chinese name": [card["name_zh"] or ""],
            "summary": [card["summary"]],
            **texts,
        }
        why = [reason] if reason else []
        best, best_score = card["summary"], -1.0
        told: set[int] = set()
        for field in ("name", "Chinese name", "alias", "summary", "body", "linked"):
            if field in ("body", "linked") and best_score >= 0 and len(told) == len(self._concepts):
                # Everything is told and the summary shows it: the running text would only say it again.
                break
            for place, part in enumerate(fields.get(field, ())):
                matches = list(self._matches(part)) if part else []
                if not matches:
                    continue
                if field in ("summary", "body"):
                    held = sum(self._concepts[concept].weight for concept in {match.concept for match in matches})
                    held += 0.1 if field == "summary" else -0.01 * place
                    if held > best_score:
                        best, best_score = _snippet(part, matches), held
                for match in matches:
                    if match.concept not in told and len(why) < _MOST:
                        told.add(match.concept)
                        why.append(self._reason(field, part, match))
        if best_score < 0:
            best = _clean(best[:_LONG]) + ("…" if len(best) > _LONG else "")
        why += self._unseen(card, told)
        if not why and any(entry.way == "year" for concept in self._concepts for entry in concept.alternatives):
            why.append("a date of it")
        if not why and self._concepts:
            why.append("what it is linked with")
        return Hit(card, round(score, 4), best, tuple(why[:_MOST]), item)

    def _reason(self, field: str, part: str, match: _Match) -> str:
        found = part[match.start : match.end]
        asked = self._concepts[match.concept].text
        label = {"body": "text", "linked": "linked with", "alias": "also called"}.get(field, field)
        same = text.key_of(found) == text.key_of(asked)
        return f"{label}: {found}" if same else f"{label}: {found} (for {asked})"

    def _unseen(self, card: dict[str, Any], told: set[int]) -> Iterator[str]:
        """Yield what matched without standing in a text: a year that a period covers, a number, a sound."""
        for place, concept in enumerate(self._concepts):
            if place in told:
                continue
            for alternative in concept.alternatives:
                if alternative.way == "year" and card.get("period"):
                    from dftzcli.model import periods

                    if any(int(year) in periods.years(card["period"]) for year in alternative.terms):
                        yield f"period: {card['period']}"
                        break
                if alternative.way in ("sound", "initials") and card["name_zh"]:
                    yield f"sound of the Chinese name: {concept.text}"
                    break
                if alternative.way == "number" and card["kind"] == "figure":
                    values = [card[key] for key in ("value", "value_min", "value_max") if card[key] is not None]
                    if any(
                        f"{value}".rstrip("0").rstrip(".") == alternative.terms[0].rstrip("0").rstrip(".")
                        or str(value) == alternative.terms[0].rstrip("%")
                        for value in values
                    ):
                        yield f"value: {alternative.terms[0]}"
                        break

    def _matches(self, part: str) -> Iterator[_Match]:
        """Yield where a text holds what was asked, the whole terms before their words."""
        part = part[:_FAR]
        folded = text.folded(part)
        if len(folded) != len(part):
            # Folding changed the length (a ligature, an enclosed number): places would be off, so none are given.
            folded = part.lower() if len(part.lower()) == len(part) else part
        if self._sign is None or self._sign.search(folded) is None:
            return
        found = [(token, text.stem(token.text)) for token in text.tokens(folded) if not token.cjk]
        stems = [stem for _, stem in found]
        known = set(stems)
        for number, concept in enumerate(self._concepts):
            for alternative in concept.alternatives:
                if alternative.way in ("words", "named"):
                    wanted = alternative.terms
                    if not known.issuperset(wanted):
                        continue
                    for place in range(len(stems) - len(wanted) + 1):
                        if tuple(stems[place : place + len(wanted)]) == wanted:
                            yield _Match(
                                found[place][0].start, found[place + len(wanted) - 1][0].end, number, alternative
                            )
                elif alternative.way == "chinese":
                    for run in alternative.terms:
                        place = folded.find(run)
                        while place >= 0:
                            yield _Match(place, place + len(run), number, alternative)
                            place = folded.find(run, place + 1)
                elif alternative.way == "prefix":
                    for token, _ in found:
                        if token.text.startswith(alternative.terms[0]):
                            yield _Match(token.start, token.end, number, alternative)
                elif alternative.way == "number":
                    for value in numbers(folded):
                        if alternative.terms[0] in value.terms:
                            yield _Match(value.start, value.end, number, alternative)
                elif alternative.way == "year":
                    for token, _ in found:
                        if token.text in alternative.terms:
                            yield _Match(token.start, token.end, number, alternative)
                elif alternative.way == "together":
                    for token, stem in found:
                        if stem in alternative.terms and known.issuperset(alternative.terms):
                            yield _Match(token.start, token.end, number, alternative)


def _signs(alternative: Alternative) -> Iterator[str]:
    """Yield what a text must hold for an alternative to match: most texts hold none, and need not be cut into words."""
    if alternative.way in ("words", "named", "together"):
        # All its terms stand there, so the longest does that stands as it is: not 400000, which may have its comma, nor
        # the stem of dying.
        known = [term for term in alternative.terms if term.isalpha() and term not in _UNLIKE]
        yield from (_beginning(term) for term in ([max(known, key=len)] if known else alternative.terms))
    elif alternative.way in ("chinese", "prefix", "year"):
        yield from alternative.terms
    elif alternative.way == "number":
        yield alternative.terms[0][:1]


def _beginning(term: str) -> str:
    """Return how a word of a stem begins: they agree there, except for a last letter such as the i of industri."""
    return term[: max(2, min(4, len(term) - 1))] if term.isalpha() and term not in _UNLIKE else term[:1]


def _snippet(part: str, matches: Sequence[_Match]) -> str:
    """Cut the stretch of a text that holds most of what was asked, and mark it."""
    begin, end = _window(part, matches)
    marked: list[str] = ["…"] if begin else []
    place = begin
    for start, stop in _merged(matches):
        if start < place or stop > end:
            continue
        marked += [_clean(part[place:start]), MARKS[0], _clean(part[start:stop]), MARKS[1]]
        place = stop
    marked.append(_clean(part[place:end]))
    if end < len(part):
        marked.append("…")
    return "".join(marked)


def _window(part: str, matches: Sequence[_Match]) -> tuple[int, int]:
    if len(part) <= _LONG:
        return 0, len(part)
    best, chosen = -1, 0
    for match in matches:
        held = len(
            {other.concept for other in matches if match.start <= other.start and other.end <= match.start + _LONG - 40}
        )
        if held > best:
            best, chosen = held, match.start
    begin = max(0, min(chosen - 40, len(part) - _LONG))
    if begin:
        # Begin at a word, where the text has words.
        space = part.find(" ", begin, begin + 20)
        begin = space + 1 if space >= 0 and space < chosen else begin
    end = min(len(part), begin + _LONG)
    if end < len(part):
        space = part.rfind(" ", end - 20, end)
        end = space if space > chosen else end
    return begin, end


def _merged(matches: Sequence[_Match]) -> list[tuple[int, int]]:
    spans: list[tuple[int, int]] = []
    for start, end in sorted({(match.start, match.end) for match in matches}, key=lambda span: (span[0], -span[1])):
        if spans and start < spans[-1][1]:
            spans[-1] = spans[-1][0], max(end, spans[-1][1])
        else:
            spans.append((start, end))
    return spans


def _clean(part: str) -> str:
    """Write the marks of a snippet that stand in the data as single ones, so that only ours mark."""
    return part.replace(MARKS[0], "‹").replace(MARKS[1], "›")


def _parsed(item: str) -> dict[str, Any]:
    card: dict[str, Any] = json.loads(item, parse_float=_exactly)
    return card


def _exactly(digits: str) -> Any:
    from decimal import Decimal

    return Decimal(digits)
