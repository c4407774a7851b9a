"""Which units a machine may write, and how: the rule that no human word is ever overwritten.

A machine writes only what is missing, or a stale text that no person ever touched. Under a stale text that a person wrote,
approved or edited it may put a suggestion, or replace its own older one; everything else it leaves alone.
"""

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, replace
from typing import Literal

from catalogue.model import Catalogue, Record, Rendition, Unit
from catalogue.units import rendition, state

Place = Literal["text", "suggestion"]
LARGEST_SHARE = 0.3
"""The share of all written texts above which translating them again is implausible."""
FEW = 25
"""As many texts are never implausible: in a small catalogue they are those of one day's work."""


@dataclass(frozen=True, slots=True)
class Pivot:
    """A unit's text in another target locale."""

    locale: str
    text: str
    digest: str


@dataclass(frozen=True, slots=True)
class Job:
    """One unit to be translated into one locale, and where the result goes.

    *pivot* is a text that a person has approved in another target locale, translated in the place of the source.
    """

    record: Record
    locale: str
    unit: Unit
    place: Place
    pivot: Pivot | None = None

    @property
    def text(self) -> str:
        """What is translated."""
        return self.pivot.text if self.pivot else self.unit.text

    def origin(self, engine: str) -> str:
        """Return the origin of what *engine* makes of it."""
        return f"{engine}:{self.pivot.locale}:{self.pivot.digest}" if self.pivot else engine


@dataclass(frozen=True, slots=True)
class Done:
    """What became of a job: its text, sealed, or the reasons why there is none."""

    job: Job
    rendition: Rendition | None
    reasons: tuple[str, ...] = ()


def place(unit: Unit, found: Rendition | None) -> Place | None:
    """Return where a machine may write its text of *unit*; ``None`` where it may not."""
    effective = state(unit, found)
    if found is None or effective == "missing":
        return "text"
    if effective != "stale":
        return None
    if _untouched(found):
        return "text"
    suggested = found.suggestion
    return "suggestion" if suggested is None or (state(unit, suggested) == "stale" and _untouched(suggested)) else None


def _untouched(found: Rendition) -> bool:
    """Tell whether *found* is a machine's text that no person has edited or approved."""
    return found.word == "machine" and found.text_digest == found.digest


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


def fewer(wanted: Iterable[Job], most: int) -> list[Job]:
    """Return those of *wanted* that belong to *most* records: first those with a stale text, then those that lack the most.

    A text that an engine gets wrong time and again is thus the last of its record, and keeps no other record waiting.
    """
    found = list(wanted)
    counts = Counter(job.record.slug for job in found)
    stale = {job.record.slug for job in found if _written(job)}
    chosen = set(sorted(counts, key=lambda slug: (slug not in stale, -counts[slug], slug))[:most])
    return [job for job in found if job.record.slug in chosen]


def through(wanted: Iterable[Job], locale: str) -> list[Job]:
    """Return those of *wanted* whose text in *locale* a person wrote or approved, to be translated from there."""
    found = []
    for job in wanted:
        known = rendition(job.record, locale, job.unit.key)
        if known and state(job.unit, known) in {"reviewed", "human"}:
            found.append(replace(job, pivot=Pivot(locale, known.text, known.digest)))
    return found


def again(wanted: Iterable[Job]) -> int:
    """Return how many of the *wanted* texts there are already: their source has changed, and they would be translated again."""
    return sum(map(_written, wanted))


def _written(job: Job) -> bool:
    return rendition(job.record, job.locale, job.unit.key) is not None


def implausible(catalogue: Catalogue, wanted: Iterable[Job]) -> bool:
    """Tell whether so many texts would be translated again that something else than their sources must have changed.

    Sources do not change all at once; a changed rule of digests does, and would retranslate a whole catalogue.
    """
    written = sum(len(texts) for record in catalogue.records for texts in record.renditions.values())
    return again(wanted) > max(FEW, LARGEST_SHARE * written)
