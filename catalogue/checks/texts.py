"""Checks of the translations beside a record."""

from collections.abc import Iterator

from catalogue.issues import Issue
from catalogue.model import Catalogue


def orphan_units(catalogue: Catalogue, locales: tuple[str, ...]) -> Iterator[Issue]:
    """Every translated unit has a source; a text whose source is gone is reported, never deleted."""
    for record in catalogue.records:
        for locale, renditions in record.renditions.items():
            file = record.file.replace("product.yaml", f"product.{locale}.yaml")
            for key in renditions:
                if key not in record.units:
                    yield Issue("orphan-unit", file, (key,), values={"unit": key})
