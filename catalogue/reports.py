"""What ``catalogue status`` reports: plain data, and the same as text."""

from collections.abc import Mapping, Sequence
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


def status(
    catalogue: Catalogue, settings: Settings, day: date, days: int, words: str, unread: int | None = None
) -> dict[str, Any]:
    """Return the report on *day*; *words* is the locale of the sectors' names.

    *days* is how near the end of a rating or a certificate must be; *unread* for how many days a source was not read, if asked.
    """
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
        "days": days,
        "ending": [_ending(one) for one in coverage.ending(catalogue, day, days)],
        "endless": dict(coverage.endless(catalogue, day)),
        "facts": {face: {"stated": stated, "of": of} for face, (stated, of) in coverage.facts_stated(catalogue).items()},
        **({} if unread is None else {"unread": [_unread(one) for one in coverage.unread(catalogue, day, unread)]}),
    }


def _ending(one: coverage.Ending) -> dict[str, str]:
    """Return what ends with the first and the last day on which it may; they are one where the date is known whole."""
    first, last = one.ends.first.isoformat(), one.ends.last.isoformat()
    return {"slug": one.record.slug, "what": one.what, "id": one.id, "from": first, "to": last}


def _unread(one: coverage.Unread) -> dict[str, Any]:
    return {"url": one.url, "read": str(one.read), "files": list(one.files)}


def _table(report: Mapping[str, Any], locale: str) -> list[str]:
    rows = report["translations"][locale]
    width = max(len(name) for name in rows)
    lines = [f"{locale:<{width}}  " + "  ".join(f"{name:>8}" for name in STATES)]
    for name, counts in rows.items():
        lines.append(f"{name or '*':<{width}}  " + "  ".join(f"{counts[state]:>8}" for state in STATES))
    return lines


def _ends(report: Mapping[str, Any]) -> list[str]:
    lines = [f"ratings and certificates that may end within {report['days']} days: {len(report['ending'])}"]
    for one in report["ending"]:
        until = "" if one["from"] == one["to"] else f" or later, until {one['to']}: the date is not known whole"
        lines.append(f"  {one['from']}  {one['slug']}  {one['what']} {one['id']}{until}")
    unknown = report["endless"]
    return [*lines, f"  of unknown end: {unknown['rating']} ratings, {unknown['certificate']} certificates"]


def _some(files: Sequence[str]) -> str:
    return files[0] if len(files) == 1 else f"{files[0]} and {len(files) - 1} more"


def text(report: Mapping[str, Any], *, listed: bool) -> str:
    """Return *report* as lines to read; *listed* names every unfinished text."""
    lines = ["records: " + ", ".join(f"{count} {name}" for name, count in report["records"].items())]
    for locale in report["translations"]:
        lines += ["", *_table(report, locale)]
    if listed:
        lines += ["", *(f"{one['file']}: {one['unit']} {one['state']}" for one in report["unfinished"])]
    lines += ["", *_ends(report)]
    lines += ["", "facts worth asking for:"]
    lines += [f"  {face}: {count['stated']} of {count['of']} stated" for face, count in report["facts"].items()]
    if "unread" in report:
        lines += ["", f"sources long unread: {len(report['unread'])}"]
        lines += [f"  {one['read']}  {one['url']}  {_some(one['files'])}" for one in report["unread"]]
    return "\n".join(lines)
