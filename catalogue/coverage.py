"""How far the catalogue has come: its translations by state, what ends soon, sources long unread, its facts."""

from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from typing import Literal

from catalogue import ratings
from catalogue.facts import ASKED, completeness
from catalogue.model import Catalogue, Record, State
from catalogue.scalars import PartialDate
from catalogue.schema import Source
from catalogue.units import rendition, state

PRODUCERS = "products/_reference/producers"


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


@dataclass(frozen=True, slots=True)
class Ending:
    """A rating or a certificate of *record* that holds and ends; *ends* is an interval where its date is known in part only."""

    record: Record
    what: Literal["rating", "certificate"]
    id: str
    ends: PartialDate


def _ends(record: Record, day: date) -> Iterator[Ending]:
    clock = ratings.clock(record.product.ratings, day)
    if clock and clock.holds and clock.ends:
        yield Ending(record, "rating", clock.rating.id, clock.ends)
    for held in record.product.certificates:
        if held.expires and held.expires.last >= day:
            yield Ending(record, "certificate", held.id, held.expires)


def _kept(catalogue: Catalogue) -> list[Record]:
    """Return the records of which the office still has to renew something."""
    return [record for record in catalogue.records if record.product.status != "withdrawn"]


def ending(catalogue: Catalogue, day: date, days: int) -> list[Ending]:
    """Return what holds on *day* and may end within *days* of it, the soonest first."""
    found = [one for record in _kept(catalogue) for one in _ends(record, day) if (one.ends.first - day).days <= days]
    return sorted(found, key=lambda one: (one.ends.first, one.record.slug, one.what, one.id))


def endless(catalogue: Catalogue, day: date) -> Counter[str]:
    """Return, by what it is, how many ratings and certificates have an end that the records do not tell."""
    clocks = [ratings.clock(record.product.ratings, day) for record in _kept(catalogue)]
    held = [certificate for record in _kept(catalogue) for certificate in record.product.certificates]
    return Counter(
        rating=sum(clock is not None and clock.state == "unknown" for clock in clocks),
        certificate=sum(certificate.expires is None for certificate in held),
    )


@dataclass(frozen=True, slots=True)
class Unread:
    """An address that records give as their source: the oldest day on which it was read, and the files that say so."""

    url: str
    read: PartialDate
    files: tuple[str, ...]


def unread(catalogue: Catalogue, day: date, days: int) -> list[Unread]:
    """Return the sources that some file has surely not read for *days* before *day*, the oldest first."""
    old: dict[str, list[tuple[PartialDate, str]]] = {}
    for file, source in _sources(catalogue):
        if (day - source.read.last).days > days:
            old.setdefault(str(source.url), []).append((source.read, file))
    found = [Unread(url, min(pairs)[0], tuple(sorted({file for _, file in pairs}))) for url, pairs in old.items()]
    return sorted(found, key=lambda one: (one.read, one.url))


def _sources(catalogue: Catalogue) -> Iterator[tuple[str, Source]]:
    for record in catalogue.records:
        yield from ((record.file, source) for source in record.product.sources)
    for key, producer in catalogue.reference.producers.items():
        yield from ((f"{PRODUCERS}/{key}.yaml", source) for source in producer.sources)


def facts_stated(catalogue: Catalogue) -> dict[str, tuple[int, int]]:
    """Return, by face, how many of the facts worth asking for are stated, and how many apply, over all records."""
    counted = {face: [completeness(record, face) for record in catalogue.records] for face in ASKED}
    return {face: (sum(stated for stated, _ in pairs), sum(of for _, of in pairs)) for face, pairs in counted.items()}
