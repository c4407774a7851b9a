"""What the records state, as the sheets of a workbook: the products, each list, what may be chosen, and how it is filled in."""

from collections.abc import Iterable, Iterator
from typing import Any

from catalogue.exchange.choices import Choices, choices, shown
from catalogue.exchange.columns import Column, Layout, layouts
from catalogue.exchange.guidance import CHOICES, guide
from catalogue.exchange.sheets import Sheet
from catalogue.model import Catalogue, Record
from catalogue.schema import NOT_APPLICABLE

BETWEEN = "; "
"""What stands between the short values of one cell; a comma would make 6,7 a number where it is the decimal mark."""


def text(value: Any) -> str:
    """Return *value* as a record writes it."""
    if value is None:
        return ""
    if isinstance(value, tuple):
        return BETWEEN.join(map(text, value))
    return str(value).lower() if isinstance(value, bool) else str(value)


def stated(part: Any, path: str) -> str:
    """Return what *part*, a record's product or an item of a list, states at *path* below it; empty when it states nothing."""
    for step in path.split("."):
        part = getattr(part, step, None)
    return text(part)


def applies(record: Record, path: str) -> bool:
    """Tell whether neither the fact at *path* nor what it is a part of is said not to apply."""
    steps = path.split(".")
    return not any(".".join(steps[:end]) in record.not_applicable for end in range(1, len(steps) + 1))


def items(record: Record, layout: Layout) -> tuple[Any, ...]:
    """Return the items of the list of *layout*."""
    part: Any = record.product
    for step in layout.path.split("."):
        part = getattr(part, step)
    found: tuple[Any, ...] = part
    return found


def cell(record: Record, column: Column) -> str:
    """Return what *record* states in *column* of the sheet of products, by the id where it refers to something."""
    if column.info is None:
        return record.slug
    return stated(record.product, column.path) if applies(record, column.path) else NOT_APPLICABLE


def _rows(record: Record, layout: Layout, known: Choices) -> Iterator[tuple[str, ...]]:
    """Yield the rows of *record* in the sheet of *layout*."""

    def named(column: Column, value: str) -> str:
        return shown(value, known.of(column))

    if not layout.listing:
        yield tuple(named(column, cell(record, column)) for column in layout.columns)
    elif layout.path in record.not_applicable:
        yield record.slug, NOT_APPLICABLE
    else:
        for item in items(record, layout):
            values = [stated(item, column.path.removeprefix(f"{layout.listing}.")) for column in layout.columns[1:]]
            yield record.slug, *map(named, layout.columns[1:], values)


def _sheet(catalogue: Catalogue, layout: Layout, known: Choices) -> Sheet:
    columns = layout.columns
    rows = [row for record in catalogue.records for row in _rows(record, layout, known)]
    chosen = {place: found for place, column in enumerate(columns) if (found := _chosen(column, known))}
    headings = tuple(column.heading(known.words) for column in columns)
    paths = tuple(column.path for column in columns)
    return Sheet(layout.title(known.words), (headings, paths, *rows), chosen, keyed=True)


def _chosen(column: Column, known: Choices) -> tuple[str, ...] | str:
    """Return what the cells of *column* choose among, or the title of the sheet that lists it."""
    if column.reference:
        return CHOICES[column.reference][known.words]
    names = known.of(column)
    return tuple(shown(key, names) for key in names)


def _stating(catalogue: Catalogue, known: Choices) -> list[Sheet]:
    return [_sheet(catalogue, layout, known) for layout in layouts()]


def _listing(known: Choices) -> Iterable[Sheet]:
    for what, names in known.references.items():
        yield Sheet(CHOICES[what][known.words], tuple((shown(key, names),) for key in names))


def records(catalogue: Catalogue, locale: str, words: str) -> list[Sheet]:
    """Return the sheets that state the records of *catalogue*, in the order of ``layouts``."""
    return _stating(catalogue, choices(catalogue.reference, locale, words))


def book(catalogue: Catalogue, locale: str, words: str) -> list[Sheet]:
    """Return the workbook of *catalogue*, first of all how it is filled in: names in *locale*, headings in *words*."""
    known = choices(catalogue.reference, locale, words)
    return [guide(words), *_stating(catalogue, known), *_listing(known)]
