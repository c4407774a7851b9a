"""The review board of a preview: each text that nobody has approved, beside its source, with what the checks say of it."""

import difflib
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from catalogue.checks.pairs import findings
from catalogue.checks.pairs.making import Maker, makers_of
from catalogue.issues import Issue
from catalogue.memory import Memory, remember, suggestion
from catalogue.messages import words
from catalogue.model import Record, Rendition, State
from catalogue.site import Site
from catalogue.site.views import Pager
from catalogue.units import origin_now, rendition, state

_WORDS = re.compile(r"\s+|[^\s]+")


@dataclass(frozen=True, slots=True)
class Change:
    """A stretch of a text beside a newer one: *kind* is ``same``, ``gone`` or ``new``."""

    kind: str
    text: str


@dataclass(frozen=True, slots=True)
class BoardUnit:
    """A text to be reviewed, with what its finished lines need beside it: origin, and the checks that are excused."""

    key: str
    source: str
    source_digest: str
    text: str
    state: State
    origin: str
    line: int
    ignored: Mapping[str, str]
    findings: tuple[str, ...]
    changes: tuple[Change, ...]
    suggestion: str
    alike: str


@dataclass(frozen=True, slots=True)
class BoardRecord:
    """The texts of one record that are to be reviewed, and the file that holds them."""

    slug: str
    name: str
    sector: str
    file: str
    units: tuple[BoardUnit, ...]


@dataclass(frozen=True, slots=True)
class BoardView:
    """A page of the board; *counts* are of the whole locale."""

    records: tuple[BoardRecord, ...]
    counts: tuple[tuple[State, int], ...]
    pager: Pager


def changes(old: str, new: str) -> tuple[Change, ...]:
    """Return how *new* differs from *old*, word by word."""
    before, after = _WORDS.findall(old), _WORDS.findall(new)
    found = []
    for kind, a, b, c, d in difflib.SequenceMatcher(None, before, after, autojunk=False).get_opcodes():
        if kind == "equal":
            found.append(Change("same", "".join(before[a:b])))
        else:
            found += [Change("gone", "".join(before[a:b]))] if b > a else []
            found += [Change("new", "".join(after[c:d]))] if d > c else []
    return tuple(found)


def _said(maker: Maker, record: Record, key: str, found: Rendition, locale: str) -> tuple[str, ...]:
    pair = maker.pair(record, record.units[key].text, found.text)
    issues = (Issue(one.check, "", severity=one.severity, values=one.values) for one in findings(pair, found.ignored))
    return tuple(". ".join(part for part in words(issue, locale) if part) for issue in issues)


def _unit(site: Site, maker: Maker, memory: Memory, record: Record, key: str) -> BoardUnit | None:
    unit, found = record.units[key], rendition(record, site.locale.code, key)
    effective = state(unit, found)
    if effective == "reviewed":
        return None
    suggested = found.suggestion if found else None
    alike = suggestion(memory, unit) if effective in {"missing", "stale"} and not suggested else None
    return BoardUnit(
        key=key,
        source=unit.text,
        source_digest=unit.digest,
        text=found.text if found else "",
        state=effective,
        origin=origin_now(found) if found else "human",
        line=found.line if found else 0,
        ignored=found.ignored if found else {},
        findings=_said(maker, record, key, found, "vi" if site.locale.code == "vi" else "en") if found else (),
        changes=changes(found.text, suggested.text) if found and suggested else (),
        suggestion=suggested.text if suggested else "",
        alike=alike.text if alike else "",
    )


def unreviewed(site: Site) -> Iterator[BoardRecord]:
    """Yield the records with a text that nobody has approved in the locale of *site*."""
    (maker,) = makers_of(site.catalogue.reference, (site.settings.source, site.locale.code))
    memory = remember(site.catalogue, site.locale.code)
    for card in site.cards:
        record = card.record
        units = tuple(found for key in record.units if (found := _unit(site, maker, memory, record, key)))
        if units:
            file = f"{record.slug}/product.{site.locale.code}.yaml"
            yield BoardRecord(record.slug, record.product.name, card.sector, file, units)
