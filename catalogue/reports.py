"""What ``catalogue status`` reports: plain data, and the same as text."""

from collections.abc import Mapping
from dataclasses import asdict
from datetime import date
from typing import Any

from catalogue import coverage
from catalogue.model import STATES, Catalogue, State
from catalogue.settings import Settings

UNFINISHED: tuple[State, ...] = ("missing", "stale", "edited")


def _counts(catalogue: Catalogue, locale: str) -> dict[str, dict[str, int]]:
    """Return the states of the units in *locale*, over all records and by sector."""
    groups = {"": list(catalogue.records), **coverage.by_sector(catalogue)}
    return {key: {name: coverage.states(records, locale)[name] for name in STATES} for key, records in groups.items()}


def status(catalogue: Catalogue, settings: Settings, day: date, days: int, words: str) -> dict[str, Any]:
    """Return the report on *day*; *days* is how near the end of a rating must be, *words* the locale of the sectors' names."""
    targets = settings.locales[1:]
    names = {key: item.name.get(words, key) for key, item in catalogue.reference.sectors.items()}
    statuses = sorted({record.product.status for record in catalogue.records})
    return {
        "day": day.isoformat(),
        "records": {name: sum(record.product.status == name for record in catalogue.records) for name in statuses},
        "translations": {
            locale: {names.get(key, key): counts for key, counts in _counts(catalogue, locale).items()} for locale in targets
        },
        "unfinished": [asdict(one) for locale in targets for one in coverage.wanting(catalogue, locale, UNFINISHED)],
        "ending": [{"slug": record.slug, "from": ends.isoformat()} for ends, record in coverage.ending(catalogue, day, days)],
        "facts": {face: {"stated": stated, "of": of} for face, (stated, of) in coverage.facts_stated(catalogue).items()},
    }


def _table(report: Mapping[str, Any], locale: str) -> list[str]:
    rows = report["translations"][locale]
    width = max(len(name) for name in rows)
    lines = [f"{locale:<{width}}  " + "  ".join(f"{name:>8}" for name in STATES)]
    for name, counts in rows.items():
        lines.append(f"{name or '*':<{width}}  " + "  ".join(f"{counts[state]:>8}" for state in STATES))
    return lines


def text(report: Mapping[str, Any], *, listed: bool) -> str:
    """Return *report* as lines to read; *listed* names every unfinished text."""
    lines = ["records: " + ", ".join(f"{count} {name}" for name, count in report["records"].items())]
    for locale in report["translations"]:
        lines += ["", *_table(report, locale)]
    if listed:
        lines += ["", *(f"{one['file']}: {one['unit']} {one['state']}" for one in report["unfinished"])]
    lines += ["", f"ratings near their end: {len(report['ending'])}"]
    lines += [f"  {one['from']}  {one['slug']}" for one in report["ending"]]
    lines += ["", "facts worth asking for:"]
    lines += [f"  {face}: {count['stated']} of {count['of']} stated" for face, count in report["facts"].items()]
    return "\n".join(lines)
