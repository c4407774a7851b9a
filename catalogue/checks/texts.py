"""Checks of the translations beside a record."""

from collections.abc import Iterator
from dataclasses import replace

from catalogue.checks import pairs
from catalogue.checks.pairs.making import Maker, Name, makers_of
from catalogue.checks.pairs.table import CHECKS
from catalogue.issues import Issue
from catalogue.model import Catalogue, Record, Rendition
from catalogue.units import state, status_line

_SEALED = frozenset({"reviewed", "human"})


def orphan_units(catalogue: Catalogue, locales: tuple[str, ...]) -> Iterator[Issue]:
    """Every translated unit has a source; a text whose source is gone is reported, never deleted."""
    for record in catalogue.records:
        for locale, renditions in record.renditions.items():
            for key in renditions:
                if key not in record.units:
                    yield Issue("orphan-unit", record.beside(locale), (key,), values={"unit": key})


def excused_checks(catalogue: Catalogue, locales: tuple[str, ...]) -> Iterator[Issue]:
    """Every check that a person excuses exists: a slip of the pen must not look like an excuse."""
    for record in catalogue.records:
        for locale, renditions in record.renditions.items():
            for key, rendition in renditions.items():
                for name in rendition.ignored:
                    if name not in pairs.NAMES:
                        values = {"value": name, "known": ", ".join(pairs.NAMES)}
                        yield Issue("unknown-check", record.beside(locale), (key, "ignore", name), values=values)


def edited_units(catalogue: Catalogue, locales: tuple[str, ...]) -> Iterator[Issue]:
    """A text that a person changed and did not seal: the finding gives the finished line, to be pasted if it is approved."""
    for record in catalogue.records:
        for locale, renditions in record.renditions.items():
            for key, rendition in renditions.items():
                if key in record.units and state(record.units[key], rendition) == "edited":
                    sealed = replace(rendition, word="reviewed", text_digest=rendition.digest)
                    values = {"unit": key, "line": status_line(sealed)}
                    yield Issue("edited-unit", record.beside(locale), (key, "status"), severity="warning", values=values)


def translations(catalogue: Catalogue, locales: tuple[str, ...]) -> Iterator[Issue]:
    """Every translated text passes the checks of a pair.

    What a person wrote or approved fails on an error. A machine's text, an edited or a stale one is not approved yet: there an
    error is a warning, unless the text could do harm.
    """
    makers = makers_of(catalogue.reference, locales)
    for record in catalogue.records:
        for maker in makers:
            names = maker.names(record)
            for key, rendition in record.renditions.get(maker.locale, {}).items():
                if key in record.units and rendition.text:
                    yield from _unit(maker, record, names, key, rendition)


def _unit(maker: Maker, record: Record, names: tuple[Name, ...], key: str, rendition: Rendition) -> Iterator[Issue]:
    unit = record.units[key]
    found = pairs.findings(maker.pair(record, unit.text, rendition.text, names), rendition.ignored)
    for finding in found:
        strict = CHECKS[finding.check].safety or state(unit, rendition) in _SEALED
        severity = finding.severity if strict else "warning"
        at, line = (key, "text"), rendition.line
        yield Issue(finding.check, record.beside(maker.locale), at, line, severity, finding.values)
