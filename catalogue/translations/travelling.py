"""What travels to other tools, and what comes of it when it returns."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import date
from pathlib import Path

from catalogue.exchange import Row
from catalogue.exchange.formats import FORMATS
from catalogue.exchange.returned import Decision, decisions
from catalogue.exchange.rows import rows as of_records
from catalogue.issues import Issue, Refused
from catalogue.model import Catalogue, Record, State
from catalogue.settings import Settings
from catalogue.store import sidecar
from catalogue.translations.files import save


def _travels(catalogue: Catalogue, record: Record, categories: Sequence[str]) -> bool:
    category = record.product.category
    return not categories or category in categories or catalogue.reference.sets[category].sector in categories


def rows(catalogue: Catalogue, locales: Sequence[str], states: Sequence[State], categories: Sequence[str]) -> list[Row]:
    """Return the units to travel, in *locales*, in *states*, of *categories* (criteria sets or sectors); none means all."""
    records = [record for record in catalogue.records if _travels(catalogue, record, categories)]
    return [row for locale in locales for row in of_records(records, locale) if not states or row.state in states]


def returned(
    catalogue: Catalogue, data: bytes, name: str, form: str, locales: Sequence[str], who: str, day: date
) -> list[Decision]:
    """Decide about each row in *data*, the bytes of the file *name* in the format *form*; raise ``Refused`` for others."""
    read = FORMATS[form].read
    assert read is not None
    records = {record.slug: record for record in catalogue.records}
    return decisions(records, read(data, name), locales=locales, who=who, day=day)


def take(settings: Settings, catalogue: Catalogue, decided: Sequence[Decision]) -> None:
    """Write what was accepted, a file at a time."""
    records = {record.slug: record for record in catalogue.records}
    accepted = [(one.row, one.rendition) for one in decided if one.rendition]
    for slug, locale in dict.fromkeys((row.slug, row.locale) for row, _ in accepted):
        mine = [(row.key, made) for row, made in accepted if (row.slug, row.locale) == (slug, locale)]
        save(settings, records[slug], locale, mine)


def put(path: Path, form: str, rows: Sequence[Row], source: str) -> None:
    """Write *rows* to *path* in one step, in the format *form*; raise ``Refused`` when that cannot be done."""
    try:
        data = FORMATS[form].write(rows, source)
    except Refused as refused:  # a format knows no file
        raise Refused([replace(issue, file=path.name, line=1) for issue in refused.issues]) from None
    sidecar.replace_whole(path, data)


def got(path: Path) -> bytes:
    """Return the bytes of the file at *path*; raise ``Refused`` when it cannot be read."""
    try:
        return path.read_bytes()
    except OSError as error:
        raise Refused([Issue("unreadable", path.name, line=1, values={"reason": error.strerror or ""})]) from None
