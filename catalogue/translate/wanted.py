"""Which units a machine may write, and how: the rule that no human word is ever overwritten.

A machine writes only what is missing, or a stale text that no person ever touched. Under a stale text that a person wrote,
approved or edited it may put a suggestion; everything else it leaves alone.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Literal

from catalogue.model import Catalogue, Record, Rendition, Unit
from catalogue.units import rendition, state

Place = Literal["text", "suggestion"]


@dataclass(frozen=True, slots=True)
class Job:
    """One unit to be translated into one locale, and where the result goes."""

    record: Record
    locale: str
    unit: Unit
    place: Place


def place(unit: Unit, found: Rendition | None) -> Place | None:
    """Return where a machine may write its text of *unit*; ``None`` where it may not."""
    effective = state(unit, found)
    if found is None or effective == "missing":
        return "text"
    if effective != "stale":
        return None
    if found.word == "machine" and found.text_digest == found.digest:
        return "text"
    suggested = found.suggestion
    return None if suggested and suggested.source_digest == unit.digest else "suggestion"


def jobs(catalogue: Catalogue, locales: Iterable[str], slugs: Iterable[str] = ()) -> list[Job]:
    """Return what there is to translate, record by record; *slugs* limits it to some. Withdrawn records are left alone."""
    wanted = set(slugs)
    records = [record for record in catalogue.records if not wanted or record.slug in wanted]
    return [
        Job(record, locale, unit, where)
        for record in records
        if record.product.status != "withdrawn"
        for locale in locales
        for unit in record.units.values()
        if (where := place(unit, rendition(record, locale, unit.key)))
    ]


def implausible(catalogue: Catalogue, wanted: Iterable[Job], share: float) -> bool:
    """Tell whether more than *share* of all texts that a machine has written would be written again.

    Sources do not change all at once; a changed rule of digests does, and would retranslate a whole catalogue.
    """
    written = sum(len(texts) for record in catalogue.records for texts in record.renditions.values())
    again = sum(rendition(job.record, job.locale, job.unit.key) is not None for job in wanted)
    return written > 0 and again > share * written
