"""A person's approval: one word of a status line, and the digests that say what was approved."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path

from catalogue.checks.pairs import findings
from catalogue.checks.pairs.making import Maker, makers_of
from catalogue.issues import Issue
from catalogue.model import Catalogue, Record, Rendition
from catalogue.settings import Settings
from catalogue.store import located
from catalogue.translations.files import save
from catalogue.units import origin_now, rendition, state


@dataclass(frozen=True, slots=True)
class Seal:
    """Who approves, as it stands in a status line, and on which day."""

    who: str
    day: date


def approve(
    settings: Settings, catalogue: Catalogue, record: Record, locale: str, keys: Sequence[str], seal: Seal
) -> tuple[list[str], list[Issue]]:
    """Approve units of *record* as they stand in *locale*; no *keys* means all whose text is of the source of today.

    Returns the units that became approved, and what kept others from it: no text, a check that forbids it, or, where it was
    not named, a source that has changed since: who approves everything at once has not compared it.
    """
    (maker,) = makers_of(catalogue.reference, (settings.source, locale))
    done: list[tuple[str, Rendition]] = []
    issues: list[Issue] = []
    for key in dict.fromkeys(keys) or [key for key in record.units if rendition(record, locale, key)]:
        found = (
            _wrong(record, locale, key, maker) if keys else _unseen(record, locale, key) or _wrong(record, locale, key, maker)
        )
        issues += found
        sealed = None if found else _sealed(record, locale, key, seal)
        done += [(key, sealed)] if sealed else []
    if done:
        save(settings, record, locale, done)
    return [key for key, _ in done], located(Path(settings.root), issues)


def _unseen(record: Record, locale: str, key: str) -> list[Issue]:
    stale = state(record.units[key], rendition(record, locale, key)) == "stale"
    return [Issue("stale-unnamed", record.beside(locale), (key, "text"), values={"unit": key})] if stale else []


def _wrong(record: Record, locale: str, key: str, maker: Maker) -> list[Issue]:
    file = record.beside(locale)
    unit, found = record.units.get(key), rendition(record, locale, key)
    if unit is None or found is None:
        return [Issue("nothing-to-approve", file, (key,), values={"unit": key})]
    pair = maker.pair(record, unit.text, found.text)
    errors = [one for one in findings(pair, found.ignored) if one.severity == "error"]
    return [Issue(one.check, file, (key, "text"), values=one.values) for one in errors]


def _sealed(record: Record, locale: str, key: str, seal: Seal) -> Rendition | None:
    """Return the unit approved; ``None`` where it is so already. Its date is its text's, which a person's change makes new."""
    unit, found = record.units[key], record.renditions[locale][key]
    if state(unit, found) == "reviewed":
        return None
    written = found.date if found.text_digest == found.digest else seal.day.isoformat()
    sealed = replace(found, source_digest=unit.digest, text_digest=found.digest, origin=origin_now(found), date=written)
    return replace(sealed, word="reviewed", who=seal.who, suggestion=None)
