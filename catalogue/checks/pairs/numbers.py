"""Numbers, their units, and the count of stars: whatever else a translation does, it states the same facts.

Formats differ between locales (50.000, 50,000, 50 000), so values are compared, never characters: each value of one side must
stand somewhere on the other, in digits or in words, in any order and however often.
"""

from collections.abc import Iterable, Iterator, Sequence

from catalogue.checks.pairs.amounts import Amount, amounts
from catalogue.checks.pairs.numerals import NUMERALS
from catalogue.checks.pairs.table import Values, check
from catalogue.model import Pair

STAR = "star"


def _unmatched(asked: Sequence[Amount], others: Sequence[Amount]) -> list[Amount]:
    """Return those *asked* amounts that nothing among *others* accounts for."""
    values = {value for other in others for value in other.values}
    left = [one for one in asked if values.isdisjoint(one.values)]
    if not left:
        return left
    measures = {measure for other in others for measure in other.measures}
    return [one for one in left if measures.isdisjoint(one.measures)]


def _plain(found: Iterable[Amount]) -> list[Amount]:
    """Return the stated amounts that must survive: 1 is often an article, 0 a full hour, stars have their own check."""
    return [one for one in found if one.stated and one.values[0] > 1 and one.unit != STAR]


def _read(pair: Pair) -> tuple[tuple[Amount, ...], tuple[Amount, ...]]:
    return amounts(pair.source, pair.source_locale), amounts(pair.target, pair.locale)


def _known(pair: Pair) -> bool:
    return pair.source_locale in NUMERALS and pair.locale in NUMERALS


def _written(found: Iterable[Amount]) -> str:
    return ", ".join(dict.fromkeys(one.written for one in found)) or "—"


@check("numbers", "error")
def numbers(pair: Pair) -> Iterator[Values]:
    """Every number of the source stands in the translation, and no other does."""
    if not _known(pair):
        return
    source, target = _read(pair)
    lost = _unmatched(_plain(source), target)
    new = [one for one in _unmatched(_plain(target), source) if one.unit != "foreign"]  # a conversion beside the original
    if not lost and not new:
        lost, new = (_unmatched(_words(one), two) for one, two in ((source, target), (target, source)))
        if not (lost and new):
            return
    yield {"lost": _written(lost), "new": _written(new)}


def _words(found: Iterable[Amount]) -> list[Amount]:
    """Return the amounts in words that mean a number: below three too many words do not."""
    counted = (one._replace(values=tuple(value for value in one.values if value > 2)) for one in found if one.counted)
    return [one for one in counted if one.values and one.unit != STAR]


@check("units", "error")
def units(pair: Pair) -> Iterator[Values]:
    """A number keeps its unit: 12 kg never become 12 g, nor 1.5 million 1.5."""
    if not _known(pair):
        return
    source, target = _read(pair)
    for one in source:
        if one.unit and (one.stated or one.counted):
            same = [other for other in target if not set(other.values).isdisjoint(one.values)]
            other_unit = same and all(other.unit not in {"", one.unit} for other in same)
            if other_unit and _unmatched_measures(one, target):
                yield {"source": one.written, "target": _written(same)}


def _unmatched_measures(one: Amount, others: Sequence[Amount]) -> bool:
    """Tell whether none of *others* measures the same in another unit."""
    return {measure for other in others for measure in other.measures}.isdisjoint(one.measures)


@check("stars", "error")
def stars(pair: Pair) -> Iterator[Values]:
    """A count of stars never changes."""
    if not _known(pair):
        return
    source, target = _read(pair)
    asked, shown = ([one for one in side if one.unit == STAR] for side in (source, target))
    if not asked and not shown:
        return
    lost, new = _unmatched(asked, target), _unmatched(shown, asked or source)
    if lost or new:
        yield {"lost": _written(lost), "new": _written(new)}
