"""What a spreadsheet would change in the records, as data: each field with what it says now, and what it would say.

A blank cell says nothing. An item of a list is known by its id; without one it is the item that says the same, else a new one.
"""

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import count
from typing import Any

from catalogue import hints
from catalogue.exchange.choices import choices, meant, nearest
from catalogue.exchange.columns import ID, SLUG, Column, Layout
from catalogue.exchange.guidance import CHOICES
from catalogue.exchange.readings import Reading, Row, as_typed, dotted, misread_cell, reading, surplus_cells, unknown_columns
from catalogue.exchange.sheets import Sheet
from catalogue.exchange.stated import applies, cell, items, stated
from catalogue.issues import Issue, Path
from catalogue.model import Catalogue, Record
from catalogue.scalars import PartialDate
from catalogue.schema import NOT_APPLICABLE
from catalogue.text import slugify

CHANGED = "changed"
"""The field that follows by itself: a sheet that was taken out before the last change says nothing about it."""
EXAMPLE = "mat-ong-rung"
"""A slug, where neither a name nor a record gives one."""
_SEPARATORS = re.compile(r"[\s,;]+")
Value = str | tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Edit:
    """One field: where it stands in the record, what it is to say, and what it said *before*, empty when nothing."""

    at: Path
    value: Value
    before: str


@dataclass(slots=True)
class Amendment:
    """What the spreadsheet says of one product: its *edits*, and the row of the record and of each item that it speaks of.

    *record* is ``None`` when the product is new.
    """

    slug: str
    record: Record | None
    edits: list[Edit] = field(default_factory=list)
    rows: dict[Path, Row] = field(default_factory=dict)

    def located(self, issue: Issue) -> Issue:
        """Return *issue*, which is about the record, as one about the cell that said so."""
        return self._row(issue.at).located(issue, dotted(issue.at))

    def cell(self, edit: Edit) -> str:
        """Return the name of the cell that says *edit*, with its heading."""
        return self._row(edit.at).cell(dotted(edit.at))

    def _row(self, at: Path) -> Row:
        """Return the row that speaks of what stands *at* a path of the record."""
        prefixes = [at[:end] for end in range(len(at), -1, -1)]
        return next((self.rows[prefix] for prefix in prefixes if prefix in self.rows), next(iter(self.rows.values())))


@dataclass(frozen=True, slots=True)
class Amended:
    """What a spreadsheet says of a catalogue: the *amendments*, one without edits says nothing new, and what is wrong.

    A spreadsheet deletes nothing: *blank* counts its blank cells of which the record states something, *absent* the products
    and the items that none of its rows is about.
    """

    amendments: tuple[Amendment, ...] = ()
    issues: tuple[Issue, ...] = ()
    blank: int = 0
    absent: int = 0


class _Amender:
    """Goes through the rows of a spreadsheet; gathers amendments by their slugs, and what is wrong."""

    def __init__(self, catalogue: Catalogue, locale: str) -> None:
        self.records = {record.slug: record for record in catalogue.records}
        self.known = choices(catalogue.reference, locale, hints.spoken(locale))
        self.found: dict[str, Amendment] = {}
        self.issues: list[Issue] = []
        self.unsound: set[str] = set()
        self.nameless = False
        self.blank = 0
        self.absent = 0

    def refuse(self, row: Row, issues: Iterable[Issue]) -> None:
        """Note *issues* of *row*; what its product would be without those cells is then not worth another finding."""
        found = list(issues)
        self.issues += found
        self.unsound |= {row.slug} if found else set()

    # The sheet of the products.

    def products(self, found: Reading) -> None:
        """Take every row of a sheet of products."""
        for row in found.rows():
            self.product(row)
        self.absent += len(self.records.keys() - self.found.keys())

    def product(self, row: Row) -> None:
        """Take the row of a product."""
        self.refuse(row, row.computed())
        self.nameless |= not row.slug or row.slug in self.found
        if not row.slug:
            self.issues.append(row.issue("slug-wanted", SLUG, slug=slugify(row.cells.get("name", "")) or EXAMPLE))
            return
        if row.slug in self.found:
            first = self.found[row.slug].rows[()]
            self.issues.append(row.issue("slug-twice", SLUG, slug=row.slug, first=str(first.number + 1)))
            return
        found = Amendment(row.slug, self.records.get(row.slug))
        self.found[row.slug] = found
        found.rows[()] = row
        found.edits += self.facts(row, found.record)

    def facts(self, row: Row, record: Record | None) -> list[Edit]:
        """Return the edits of the row of *record*; what does not apply first, so that what is stated below it wins."""
        said: list[Edit] = []
        absent: list[Column] = []
        self.blank += len(_blank(row, record)) if record else 0
        for column, text in row.stated:
            if column.path == CHANGED and record and _earlier(text, record.product.changed):
                continue
            if text.casefold() == NOT_APPLICABLE:
                absent.append(column)
                continue
            before = cell(record, column) if record else ""
            value = self.value(row, column, text)
            if value is not None and not _same(value, before):
                said.append(Edit(tuple(column.path.split(".")), value, before))
        return [*_gone(absent, record, said), *said]

    def value(self, row: Row, column: Column, text: str) -> Value | None:
        """Return what a record states for *text*; ``None`` when it refers to what there is not."""
        if column.several:
            return tuple(part for part in _SEPARATORS.split(text) if part)
        names = self.known.of(column)
        found = meant(text, names)
        if found is None and column.reference:
            where = f"“{CHOICES[column.reference][self.known.words]}”"
            values = {"what": column.reference, "value": text, "nearest": nearest(text, names), "where": where}
            self.refuse(row, [row.issue("unknown-reference", column.path, **values)])
            return None
        return found or text

    # The sheets of lists.

    def listed(self, found: Reading) -> None:
        """Take every row of a sheet of the items of a list."""
        rows: dict[str, list[Row]] = {}
        above = next(iter(self.records), EXAMPLE)
        for row in found.rows():
            self.refuse(row, row.computed())
            if row.slug:
                rows.setdefault(row.slug, []).append(row)
            elif any(row.stated):
                self.issues.append(row.issue("slug-wanted", SLUG, slug=above))
            above = row.slug or above
        self.absent += sum(len(items(record, found.layout)) for slug, record in self.records.items() if slug not in rows)
        for slug, mine in rows.items():
            if slug not in self.found and slug not in self.records:
                # Where a product's own slug is wrong, that is told, and not of every list too.
                if not self.nameless:
                    self.issues.append(mine[0].issue("no-such-product", SLUG, slug=slug))
            else:
                amendment = self.found.setdefault(slug, Amendment(slug, self.records.get(slug)))
                self.items(amendment, found.layout, mine)

    def items(self, amendment: Amendment, layout: Layout, rows: Iterable[Row]) -> None:
        """Add what *rows* say of the items of one list of one product."""
        there = items(amendment.record, layout) if amendment.record else ()
        at = tuple(layout.path.split("."))
        column = f"{layout.listing}.{ID}"
        taken = {row.cells.get(column, "") for row in rows} | {item.id for item in there}
        numbers = (str(number) for number in count(1) if str(number) not in taken)
        places = {item.id: place for place, item in enumerate(there)}
        seen: set[str] = set()
        for row in rows:
            key = row.cells.get(column, "")
            if key.casefold() == NOT_APPLICABLE:
                self.nothing(amendment, layout, row, there)
                continue
            values = {one: value for one, text in row.stated if (value := self.value(row, one, text)) is not None}
            if not values:
                continue
            key = key or _alike(there, layout, values) or next(numbers)
            if key in seen:
                self.issues.append(row.issue("duplicate-id", column, id=key))
                continue
            seen.add(key)
            place = places.setdefault(key, len(places))
            amendment.rows[(*at, place)] = row
            item = there[place] if place < len(there) else None
            amendment.edits += _fields((*at, place), layout, item, {Column(column, layout.columns[1].info): key} | values)
        self.absent += len(places.keys() - seen)

    def nothing(self, amendment: Amendment, layout: Layout, row: Row, there: tuple[Any, ...]) -> None:
        """Take a row that says that a list does not apply."""
        record = amendment.record
        if there:
            self.issues.append(row.issue("list-not-empty", f"{layout.listing}.{ID}", slug=amendment.slug))
        elif record is None or applies(record, layout.path):
            at = tuple(layout.path.split("."))
            amendment.rows.setdefault(at, row)
            amendment.edits.append(Edit(at, NOT_APPLICABLE, ""))


def _blank(row: Row, record: Record) -> list[Column]:
    """Return the columns in which *row* says nothing, and *record* something."""
    there = (column for column in row.reading.columns.values() if column.info and not row.cells.get(column.path))
    return [column for column in there if cell(record, column)]


def _earlier(text: str, changed: PartialDate) -> bool:
    """Tell whether *text* is a day before the one on which the record was *changed*: the sheet was taken out before that."""
    try:
        return PartialDate.parse(text).last < changed.first
    except ValueError:
        return False


def _gone(absent: Iterable[Column], record: Record | None, said: Iterable[Edit]) -> Iterator[Edit]:
    """Yield what the columns *absent* say does not apply any more, or still does not where a part that did not is *said*."""
    steps = {".".join(map(str, edit.at[:end])) for edit in said for end in range(1, len(edit.at))}
    opened = tuple(f"{path}." for path in steps if record and path in record.not_applicable)
    parts: dict[str, str] = {}
    for column in absent:
        before = cell(record, column) if record else ""
        if before != NOT_APPLICABLE or column.path.startswith(opened):
            parts.setdefault(column.whole, before)
    for path, before in parts.items():
        if path.rpartition(".")[0] not in parts:
            yield Edit(tuple(path.split(".")), NOT_APPLICABLE, before)


def _alike(there: Iterable[Any], layout: Layout, values: Mapping[Column, Value]) -> str:
    """Return the id of the item that already says all of *values*; empty when none does."""
    for item in there:
        if all(_same(value, stated(item, _below(column, layout))) for column, value in values.items()):
            return str(item.id)
    return ""


def _below(column: Column, layout: Layout) -> str:
    return column.path.removeprefix(f"{layout.listing}.")


def _fields(at: Path, layout: Layout, item: Any, values: Mapping[Column, Value]) -> Iterator[Edit]:
    """Yield the edits of the *item* at *at*; ``None`` when it is new."""
    for column, value in values.items():
        before = stated(item, _below(column, layout))
        if not _same(value, before):
            yield Edit((*at, *_below(column, layout).split(".")), value, before)


def _same(value: Value, before: str) -> bool:
    if isinstance(value, tuple):
        return value == tuple(part for part in _SEPARATORS.split(before) if part)
    return value == as_typed(before)


def amendments(sheets: Sequence[tuple[str, Sheet]], catalogue: Catalogue, locale: str) -> Amended:
    """Return what *sheets*, each with the name of its file, change in *catalogue*; names are in *locale*.

    A product with a cell that says nothing sound has no amendment.
    """
    found = [one for file, sheet in sheets if (one := reading(sheet, file)) is not None]
    files = dict.fromkeys(file for file, _ in sheets)
    unfit = [Issue("no-sheet", file, line=1) for file in files if file not in {one.file for one in found}]
    if unfit:
        return Amended(issues=tuple(unfit))
    issues = [issue for one in found for issue in (*unknown_columns(one), *surplus_cells(one))]
    unreadable = [issue for one in found if (issue := misread_cell(one)) is not None]
    if unreadable:
        return Amended(issues=(*issues, *unreadable))
    amender = _Amender(catalogue, locale)
    for one in found:
        if not one.layout.listing:
            amender.products(one)
    for one in found:
        if one.layout.listing:
            amender.listed(one)
    sound = tuple(one for slug, one in amender.found.items() if slug not in amender.unsound)
    return Amended(sound, (*issues, *amender.issues), amender.blank, amender.absent)
