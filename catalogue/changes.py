"""What a proposed change does: its records, its translations, the ratings that it shows, and the findings that are new."""

from collections import Counter
from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import asdict, dataclass, field, fields
from datetime import date
from typing import Any, Literal

from pydantic import BaseModel

from catalogue import messages, ratings
from catalogue.issues import Issue
from catalogue.model import Catalogue, Record, Reference, State
from catalogue.units import rendition, state

What = Literal["added", "published", "changed", "renamed", "withdrawn", "removed"]
_TURNED: Mapping[str, What] = {"published": "published", "withdrawn": "withdrawn"}
"""What a record does whose status has become another."""


@dataclass(frozen=True, slots=True)
class Reading:
    """A catalogue as it was read, ``None`` where it could not be read as a whole, and every issue of it."""

    catalogue: Catalogue | None
    issues: tuple[Issue, ...]

    @property
    def unread(self) -> frozenset[str]:
        """The slugs of the records whose own file cannot be used: they are there, whatever is missing in the catalogue."""
        read = {record.slug for record in self.catalogue.records} if self.catalogue else set()
        broken = (one.file for one in self.issues if one.severity == "error" and one.file.endswith("/product.yaml"))
        return frozenset({file.split("/")[-2] for file in broken} - read)

    def told(self, record: Record, locale: str) -> bool:
        """Tell whether the translations of *record* are known: a file that cannot be read says nothing about them."""
        file = record.beside(locale)
        return locale in record.renditions or not any(one.file == file and one.severity == "error" for one in self.issues)


@dataclass(frozen=True, slots=True)
class RecordChange:
    """A record that is not as it was; *fields* are the dotted paths of what changed in it, *formerly* its old slug.

    *dated* is the day of its last change, where that day has passed and nobody moved it; else empty.
    """

    what: What
    slug: str
    name: str
    fields: tuple[str, ...] = ()
    formerly: str = ""
    dated: str = ""


@dataclass(frozen=True, slots=True)
class TextChange:
    """A unit whose translation is in another state, or has another text; *before* is ``None`` where the unit is new."""

    slug: str
    locale: str
    file: str
    unit: str
    before: State | None
    after: State


@dataclass(frozen=True, slots=True)
class RatingChange:
    """A record that shows other stars as current than before; 0 where none hold."""

    slug: str
    name: str
    before: int
    after: int


@dataclass(frozen=True, slots=True)
class Suggestion:
    """A finished status line for *line* of the file *path*, for whoever finds the edited text above it right."""

    path: str
    line: int
    text: str


@dataclass(frozen=True, slots=True)
class Changes:
    """All that a change does.

    *shared* names by its part what records share and is not as it was. *unread* are the records that cannot be read now.
    *findings* are those that were not there before, *standing* counts the others. Where *compared* is false, one of the two
    catalogues could not be read as a whole, and only the findings are told. *touched* are the slugs of the pages to look at.
    """

    records: tuple[RecordChange, ...] = ()
    texts: tuple[TextChange, ...] = ()
    ratings: tuple[RatingChange, ...] = ()
    shared: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    unread: tuple[str, ...] = ()
    findings: tuple[Issue, ...] = ()
    standing: int = 0
    compared: bool = True
    touched: tuple[str, ...] = ()

    @property
    def suggestions(self) -> tuple[Suggestion, ...]:
        """The finished lines for the texts that this change leaves edited."""
        edited = {(one.file, one.unit) for one in self.texts if one.after == "edited"}
        return tuple(
            Suggestion(one.file, one.line, one.values["line"])
            for one in self.findings
            if one.check == "edited-unit" and (one.file, one.values["unit"]) in edited
        )


def changes(before: Reading, after: Reading, day: date, locales: Iterable[str]) -> Changes:
    """Return what stands between *before* and *after*, ratings as they count on *day*, translations into *locales*."""
    findings = _new(before.issues, after.issues)
    told = Changes(
        unread=tuple(sorted(after.unread)), findings=findings, standing=len(after.issues) - len(findings), compared=False
    )
    if before.catalogue is None or after.catalogue is None:
        return told
    old = {record.slug: record for record in before.catalogue.records}
    targets = tuple(locales)
    gone = old.keys() - {record.slug for record in after.catalogue.records}
    pairs = [(_origin(record, old, gone), record) for record in after.catalogue.records]
    records = (*_records(pairs, before, day), *_gone(pairs, old, after))
    texts = tuple(text for was, record in pairs for text in _texts((before, was), (after, record), targets))
    rated = tuple(_ratings(pairs, day))
    shared = _shared(before.catalogue.reference, after.catalogue.reference)
    return Changes(
        records, texts, rated, shared, told.unread, findings, told.standing,
        touched=_touched(after.catalogue, [*records, *texts, *rated], shared),
    )  # fmt: skip


def as_data(found: Changes, words: str) -> dict[str, Any]:
    """Return *found* as plain data, its findings in the words of a locale."""
    kept = {name: [asdict(one) for one in getattr(found, name)] for name in ("records", "texts", "ratings", "suggestions")}
    return kept | {
        "shared": found.shared,
        "unread": found.unread,
        "findings": [messages.as_data(issue, words) for issue in found.findings],
        "standing": found.standing,
        "compared": found.compared,
        "touched": found.touched,
    }


def _key(issue: Issue) -> tuple[Any, ...]:
    """Return what makes *issue* the same one when the lines above it have moved."""
    return issue.check, issue.file, issue.severity, tuple(sorted(issue.values.items()))


def _new(before: Iterable[Issue], after: Iterable[Issue]) -> tuple[Issue, ...]:
    standing = Counter(map(_key, before))
    found = []
    for issue in after:
        standing[_key(issue)] -= 1
        if standing[_key(issue)] < 0:
            found.append(issue)
    return tuple(found)


def _origin(record: Record, old: Mapping[str, Record], gone: Collection[str]) -> Record | None:
    """Return what *record* was: itself, or one that is *gone* and whose slug it has taken over."""
    return old.get(record.slug) or next((old[slug] for slug in record.product.formerly if slug in gone), None)


Pairs = list[tuple[Record | None, Record]]


def _records(pairs: Pairs, before: Reading, day: date) -> Iterator[RecordChange]:
    for was, record in pairs:
        name, differing = record.product.name, _differing(was, record) if was else ()
        changed = record.product.changed
        dated = str(changed) if was and changed == was.product.changed and changed.last < day else ""
        if was is None:
            mended = record.slug in before.unread
            yield RecordChange("changed" if mended else "added", record.slug, name)
        elif was.slug != record.slug:
            yield RecordChange("renamed", record.slug, name, differing, was.slug, dated)
        elif differing:
            yield RecordChange(_what(was, record), record.slug, name, differing, dated=dated)


def _what(was: Record, record: Record) -> What:
    turned = was.product.status != record.product.status
    return _TURNED.get(record.product.status, "changed") if turned else "changed"


def _gone(pairs: Pairs, old: Mapping[str, Record], after: Reading) -> Iterator[RecordChange]:
    kept = {was.slug for was, _ in pairs if was} | after.unread
    for slug, record in old.items():
        if slug not in kept:
            yield RecordChange("removed", slug, record.product.name)


def _differing(was: Record, record: Record) -> tuple[str, ...]:
    """Return the paths at which two records state something else, in the order of the schema."""
    told = was.not_applicable ^ record.not_applicable
    return tuple(dict.fromkeys([*_paths(was.product, record.product), *sorted(told)]))


def _paths(was: BaseModel, now: BaseModel, prefix: str = "") -> Iterator[str]:
    for name in type(now).model_fields:
        old, new = getattr(was, name), getattr(now, name)
        if old == new:
            continue
        if isinstance(old, BaseModel) and isinstance(new, BaseModel):
            yield from _paths(old, new, f"{prefix}{name}.")
        else:
            yield f"{prefix}{name}"


def _texts(
    before: tuple[Reading, Record | None], after: tuple[Reading, Record], locales: Iterable[str]
) -> Iterator[TextChange]:
    (then, was), (now, record) = before, after
    for locale in locales:
        if not now.told(record, locale) or (was and not then.told(was, locale)):
            continue
        for key, unit in record.units.items():
            new, effective = rendition(record, locale, key), state(unit, rendition(record, locale, key))
            old = rendition(was, locale, key) if was else None
            known = state(was.units[key], old) if was and key in was.units else None
            if known != effective or (new and old and new.digest != old.digest):
                yield TextChange(record.slug, locale, record.beside(locale), key, known, effective)


def _stars(record: Record | None, day: date) -> int:
    """Return the stars that *record* shows as current on *day*."""
    clock = ratings.clock(record.product.ratings, day) if record and record.product.status == "published" else None
    return clock.rating.stars if clock and clock.holds else 0


def _ratings(pairs: Pairs, day: date) -> Iterator[RatingChange]:
    for was, record in pairs:
        before, after = _stars(was, day), _stars(record, day)
        if before != after and record.product.status == "published":
            yield RatingChange(record.slug, record.product.name, before, after)


def _shared(was: Reference, now: Reference) -> dict[str, tuple[str, ...]]:
    """Return the parts of what records share that differ, each with the ids of its entries that do."""
    found = {}
    for part in (one.name for one in fields(Reference)):
        old, new = getattr(was, part), getattr(now, part)
        if old != new:
            both = isinstance(old, Mapping) and isinstance(new, Mapping)
            found[part] = tuple(sorted(key for key in {*old, *new} if old.get(key) != new.get(key))) if both else ()
    return found


def _touched(now: Catalogue, changed: Iterable[Any], shared: Mapping[str, tuple[str, ...]]) -> tuple[str, ...]:
    """Return the records to look at: those that changed, and those of a producer that did, in the order of the catalogue."""
    slugs, makers = {one.slug for one in changed}, shared.get("producers", ())
    return tuple(one.slug for one in now.records if one.slug in slugs or one.product.producer in makers)
