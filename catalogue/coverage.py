"""How far the catalogue has come: its translations by state, its ratings near their end, its facts."""

from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date

from catalogue import ratings
from catalogue.facts import ASKED, completeness
from catalogue.model import Catalogue, Record, State
from catalogue.units import rendition, state


@dataclass(frozen=True, slots=True)
class Wanting:
    """A unit that wants a person or a machine in one locale, with the file it belongs into."""

    locale: str
    file: str
    unit: str
    state: State


def states(records: Iterable[Record], locale: str) -> Counter[State]:
    """Return how many units of *records* are in each state in *locale*."""
    return Counter(state(unit, rendition(record, locale, key)) for record in records for key, unit in record.units.items())


def by_sector(catalogue: Catalogue) -> dict[str, list[Record]]:
    """Return the records of each sector that has any, in the order of the sectors."""
    sets = catalogue.reference.sets
    found: dict[str, list[Record]] = {key: [] for key in catalogue.reference.sectors}
    for record in catalogue.records:
        found[sets[record.product.category].sector].append(record)
    return {key: records for key, records in found.items() if records}


def wanting(catalogue: Catalogue, locale: str, wanted: Iterable[State]) -> Iterator[Wanting]:
    """Yield the units that are in one of the *wanted* states in *locale*."""
    for record in catalogue.records:
        for key, unit in record.units.items():
            found = state(unit, rendition(record, locale, key))
            if found in wanted:
                yield Wanting(locale, record.beside(locale), key, found)


def ending(catalogue: Catalogue, day: date, days: int) -> list[tuple[date, Record]]:
    """Return the records whose rating holds on *day* and may end within *days* of it, the soonest first."""
    found = []
    for record in catalogue.records:
        clock = ratings.clock(record.product.ratings, day)
        if clock and clock.holds and clock.ends and (clock.ends.first - day).days <= days:
            found.append((clock.ends.first, record))
    return sorted(found, key=lambda pair: (pair[0], pair[1].slug))


def facts_stated(catalogue: Catalogue) -> dict[str, tuple[int, int]]:
    """Return, by face, how many of the facts worth asking for are stated, and how many apply, over all records."""
    counted = {face: [completeness(record, face) for record in catalogue.records] for face in ASKED}
    return {face: (sum(stated for stated, _ in pairs), sum(of for _, of in pairs)) for face, pairs in counted.items()}
