"""One source, one rendering: the same Vietnamese is said in the same words throughout the catalogue."""

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from catalogue.checks.pairs.making import Maker, makers_of
from catalogue.issues import Issue
from catalogue.model import Catalogue, Record, Rendition
from catalogue.text import fold
from catalogue.units import state

_WORDS = re.compile(r"[^\W_]+")
_SMALL = frozenset({
    "a", "an", "the", "of", "for", "from", "and", "with", "in", "d", "de", "du", "des", "la", "le", "les", "l", "et", "au",
    "aux", "en",
})  # fmt: skip
_RANK = {"reviewed": 2, "human": 1}


@dataclass(frozen=True, slots=True)
class _Rendering:
    record: Record
    key: str
    rendition: Rendition
    rank: int


def consistent_renderings(catalogue: Catalogue, locales: tuple[str, ...]) -> Iterator[Issue]:
    """Yield the texts that render a source otherwise than the most trusted one does, or else than most do."""
    for maker in makers_of(catalogue.reference, locales):
        for shared in _shared(catalogue, maker.locale):
            if len({one.rendition.text for one in shared}) > 1:
                yield from _deviating(shared, maker)


def _shared(catalogue: Catalogue, locale: str) -> Iterator[list[_Rendering]]:
    """Yield the renderings of each source that has several, stale ones left out."""
    found: dict[str, list[_Rendering]] = {}
    for record in catalogue.records:
        for key, rendition in record.renditions.get(locale, {}).items():
            unit = record.units.get(key)
            if unit and rendition.text and (effective := state(unit, rendition)) != "stale":
                found.setdefault(unit.text, []).append(_Rendering(record, key, rendition, _RANK.get(effective, 0)))
    return (shared for shared in found.values() if len(shared) > 1)


def _bare(one: _Rendering, maker: Maker) -> frozenset[str]:
    """Return the words of a rendering without those that tell its record from another: names, and small words between."""
    names = {word for name in maker.names(one.record) for side in name for word in _WORDS.findall(fold(side))}
    return frozenset(_WORDS.findall(fold(one.rendition.text))) - names - _SMALL


def _deviating(shared: Sequence[_Rendering], maker: Maker) -> Iterator[Issue]:
    bare = [_bare(one, maker) for one in shared]
    common = Counter(bare)
    leading = max(range(len(shared)), key=lambda place: (shared[place].rank, common[bare[place]], -place))
    for one, words in zip(shared, bare, strict=True):
        if words != bare[leading] and "inconsistent" not in one.rendition.ignored:
            other = shared[leading]
            values = {"other": other.rendition.text[:80], "file": other.record.beside(maker.locale)}
            yield Issue("inconsistent", one.record.beside(maker.locale), (one.key, "text"), severity="warning", values=values)
