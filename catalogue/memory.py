"""Translation memory: every sealed text of the catalogue can serve again, as it is, with other numbers, or as a suggestion.

A hit is a machine's text like any other: nothing is reviewed because it resembles something reviewed. Among several texts of
one source the reviewed one serves before a person's, that before a machine's, and the newest before the older.
"""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Literal

from rapidfuzz import fuzz, process

from catalogue.model import Catalogue, Record, Rendition, Unit
from catalogue.units import rendition, state

SUGGEST_FROM = 85.0
"""From how many percent of likeness on a text is worth a suggestion."""
_NUMBER = re.compile(r"\d+(?:[.,\u00a0\u202f]\d+)*")
_PLAIN = re.compile(r"[0-9]+")
_ORDINAL = re.compile(r"\d(?:st|nd|rd|th|er|re|e|è[mr]e)\b", re.IGNORECASE)
_SINGULAR = frozenset({"0", "1"})
"""The numbers after which English or French may say a noun otherwise than after all others."""
_RANK = {"reviewed": 2, "human": 1, "machine": 0}


@dataclass(frozen=True, slots=True)
class Hit:
    """A text that the memory gives: the same source, the same but for its numbers, or one that resembles it by *percent*."""

    text: str
    kind: Literal["same", "numbers", "like"]
    percent: float = 100.0


def _masked(text: str) -> tuple[str, tuple[str, ...]]:
    return _NUMBER.sub("#", text), tuple(_NUMBER.findall(text))


class Memory:
    """What was translated from one locale into another."""

    def __init__(self, pairs: Iterable[tuple[str, str]] = ()) -> None:
        """Keep *pairs* of a source text and its translation."""
        self._same: dict[str, str] = {}
        self._masked: dict[str, tuple[tuple[str, ...], str]] = {}
        for source, target in pairs:
            self.add(source, target)

    def __len__(self) -> int:
        return len(self._same)

    def add(self, source: str, target: str) -> None:
        """Keep *target* as the translation of *source*; of two for one source the first stands."""
        self._same.setdefault(source, target)
        mask, numbers = _masked(source)
        if numbers and _replaceable(numbers, target):
            self._masked.setdefault(mask, (numbers, target))

    def find(self, source: str) -> Hit | None:
        """Return the translation of the same text, or of one that differs in its numbers alone."""
        if source in self._same:
            return Hit(self._same[source], "same")
        mask, numbers = _masked(source)
        known, target = self._masked.get(mask, ((), ""))
        return Hit(_with_numbers(target, numbers), "numbers") if known and _alike(known, numbers) else None

    def like(self, source: str) -> Hit | None:
        """Return the translation of the text that most resembles *source*, if it does so by ``SUGGEST_FROM`` percent."""
        found = process.extractOne(source, self._same.keys(), scorer=fuzz.ratio, score_cutoff=SUGGEST_FROM)
        return Hit(self._same[found[0]], "like", found[1]) if found else None


def _replaceable(numbers: tuple[str, ...], target: str) -> bool:
    """Tell whether each number stands in *target* once, unchanged, and in the same order: then others can take its place.

    50.000 is 50,000 in another locale, and 2nd does not become 3nd: only plain digits that count are the same everywhere.
    """
    plain = all(map(_PLAIN.fullmatch, numbers)) and not _ORDINAL.search(target)
    return plain and len(set(numbers)) == len(numbers) and tuple(_NUMBER.findall(target)) == numbers


def _alike(known: tuple[str, ...], numbers: tuple[str, ...]) -> bool:
    """Tell whether *numbers* can stand in the places of those *known*: plain, and after each the noun stays as it is."""
    plain = all(map(_PLAIN.fullmatch, numbers))
    return plain and all((one in _SINGULAR) == (other in _SINGULAR) for one, other in zip(known, numbers, strict=True))


def _with_numbers(target: str, numbers: tuple[str, ...]) -> str:
    left = iter(numbers)
    return _NUMBER.sub(lambda _: next(left), target)


def remember(catalogue: Catalogue, locale: str) -> Memory:
    """Return the memory of *locale*: every text whose source and own digest still hold."""
    found: list[tuple[tuple[int, str, str], str, str]] = []
    for record in catalogue.records:
        for unit in record.units.values():
            known = rendition(record, locale, unit.key)
            if known and state(unit, known) == known.word:
                found.append((_order(record, known), unit.text, known.text))
    return Memory((source, target) for _, source, target in sorted(found, reverse=True))


def _order(record: Record, known: Rendition) -> tuple[int, str, str]:
    return (_RANK[known.word], known.date, record.slug)


def suggestion(memory: Memory, unit: Unit) -> Hit | None:
    """Return what the memory has for *unit*, exact or alike."""
    return memory.find(unit.text) or memory.like(unit.text)
