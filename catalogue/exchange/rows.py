"""What a record sends out for translation and review."""

from collections.abc import Iterable, Iterator

from catalogue.exchange import Row
from catalogue.model import Record, Unit
from catalogue.units import rendition, state


def _row(record: Record, unit: Unit, locale: str) -> Row:
    found = rendition(record, locale, unit.key)
    effective = state(unit, found)
    return Row(
        slug=record.slug,
        key=unit.key,
        locale=locale,
        source=unit.text,
        source_digest=unit.digest,
        target=found.text if found else "",
        state=effective,
        approved=effective == "reviewed",
        note=f"{record.product.name}: {unit.key}",
        target_digest=found.digest if found and found.text else "",
    )


def rows(records: Iterable[Record], locale: str) -> Iterator[Row]:
    """Yield every unit of *records* in *locale*, in the order of the schema."""
    for record in records:
        for unit in record.units.values():
            yield _row(record, unit, locale)
