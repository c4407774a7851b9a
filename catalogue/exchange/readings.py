"""A sheet that comes back, read by its columns: which they are, and the rows below them."""

import difflib
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache

from catalogue.exchange.columns import ID, MARK, SLUG, Column, Layout, layouts
from catalogue.exchange.letters import misread
from catalogue.exchange.limits import visible
from catalogue.exchange.sheets import Sheet, letters
from catalogue.issues import Issue, Path
from catalogue.text import clean, fold

_HEADINGS_WITHIN = 5
"""In how many rows from the first the names of the columns are looked for."""
_WORDS = ("vi", "en")


@dataclass(frozen=True, slots=True)
class Reading:
    """A *sheet* of a *file*: its layout, its columns by their place from 0, its headings, and where they and the rows begin."""

    file: str
    sheet: Sheet
    layout: Layout
    columns: Mapping[int, Column]
    headings: tuple[str, ...]
    top: int
    begin: int

    def issue(self, check: str, row: int, column: int, **values: str) -> Issue:
        """Return the finding about the cell at *row* and *column*, from 0."""
        return Issue(check, self.file, line=row + 1, values=values, cell=self.cell(row, column))

    def cell(self, row: int, column: int) -> str:
        """Return what people call the cell at *row* and *column*, from 0: ``Giá!C3 (Giá cao nhất)``."""
        title = f"{self.sheet.title}!" if self.sheet.title else ""
        heading = self.heading(column)
        return f"{title}{letters(column)}{row + 1}" + (f" ({heading})" if heading else "")

    def heading(self, column: int) -> str:
        """Return the heading of *column* as somebody may have renamed it; empty where there is none."""
        return self.headings[column].removesuffix(MARK) if column < len(self.headings) else ""

    def rows(self) -> Iterator["Row"]:
        """Yield the rows that say something; the one of the paths may have been sorted in among them."""
        for number in range(self.begin, len(self.sheet.rows)):
            cells = self.sheet.rows[number]
            said = {
                column.path: _normal(cells[at])
                for at, column in self.columns.items()
                if at < len(cells) and (number, at) not in self.sheet.computed
            }
            if any(said.values()) and any(text not in {"", path} for path, text in said.items()):
                yield Row(self, number, said)


@dataclass(frozen=True, slots=True)
class Row:
    """A row: its *number* from 0, and the text of its *cells* by the paths of their columns; what is computed says nothing."""

    reading: Reading
    number: int
    cells: Mapping[str, str]

    @property
    def slug(self) -> str:
        """The product that it is about."""
        return self.cells.get(SLUG, "")

    @property
    def stated(self) -> Iterator[tuple[Column, str]]:
        """The columns of the layout, but the slug, in which it says something, and what."""
        for column in self.reading.layout.columns[1:]:
            if text := self.cells.get(column.path, ""):
                yield column, text

    def issue(self, check: str, path: str, **values: str) -> Issue:
        """Return the finding about the cell in the column of *path*; in that of the slug where there is no such column."""
        return self.reading.issue(check, self.number, self._place(path), **values)

    def cell(self, path: str) -> str:
        """Return what people call the cell in the column of *path*."""
        return self.reading.cell(self.number, self._place(path))

    def _place(self, path: str) -> int:
        """Return the column of *path*, else the first that states a part of it, else that of the slug."""
        places = {column.path: at for at, column in self.reading.columns.items()}
        parts = (
            at for below, at in places.items() if below.startswith((f"{path}.", f"{path}[].")) and not below.endswith(f".{ID}")
        )
        return places[path] if path in places else next(parts, places[SLUG])

    def located(self, issue: Issue, path: str) -> Issue:
        """Return *issue*, which is about the record, as one about the cell in the column of *path*, named by its heading."""
        named = {column.path: self.reading.heading(at) for at, column in self.reading.columns.items()}
        field = {"field": named.get(path) or path} if "field" in issue.values else {}
        return self.issue(issue.check, path, **{**issue.values, **field})

    def computed(self) -> Iterator[Issue]:
        """Yield each of its cells that holds a formula."""
        for at in self.reading.columns:
            if (self.number, at) in self.reading.sheet.computed:
                yield self.reading.issue("computed-cell", self.number, at, value=self.reading.sheet.rows[self.number][at])


def _normal(cell: str) -> str:
    """Return the text of a *cell* as a record holds it; what nobody sees came along from a text processor or a page."""
    return "\n".join(line.rstrip() for line in clean(visible(as_typed(cell))).split("\n"))


def as_typed(text: str) -> str:
    """Return *text* with spaces as a keyboard types them: whether one breaks a line is nothing that a cell shows."""
    return text.replace("\u00a0", " ")


def _name(cell: str) -> str:
    return fold(" ".join(cell.split()).removesuffix(MARK))


@cache
def _by_heading(layout: Layout) -> Mapping[str, Column]:
    return {_name(column.heading(words)): column for words in _WORDS for column in layout.columns}


@cache
def _by_path() -> Mapping[str, tuple[Layout, Column]]:
    return {column.path: (layout, column) for layout in reversed(layouts()) for column in layout.columns}


def _titled(title: str) -> Layout | None:
    return next((layout for layout in layouts() if _name(title) in {_name(layout.title(words)) for words in _WORDS}), None)


def reading(sheet: Sheet, file: str) -> Reading | None:
    """Return how *sheet* is read: by the paths in its second row, else by its headings; ``None`` when it is another sheet."""
    begin = [tuple(map(clean, row)) for row in sheet.rows[:_HEADINGS_WITHIN]]
    headed = _of_headings(sheet, file, begin)
    for number, cells in enumerate(begin):
        if SLUG in cells and (headed is None or number <= headed.begin):
            return _of_paths(sheet, file, number, begin)
    return headed


def _of_headings(sheet: Sheet, file: str, begin: Sequence[tuple[str, ...]]) -> Reading | None:
    """Return how *sheet* is read by the headings in its *begin*, where they are known ones."""
    layout = _titled(sheet.title) or layouts()[0]
    known = _by_heading(layout)
    for number, cells in enumerate(begin):
        columns = {at: known[_name(cell)] for at, cell in enumerate(cells) if _name(cell) in known}
        if SLUG in {column.path for column in columns.values()}:
            return Reading(file, sheet, layout, columns, cells, number, number + 1)
    return None


def _of_paths(sheet: Sheet, file: str, number: int, begin: Sequence[tuple[str, ...]]) -> Reading:
    """Return how *sheet* is read by the paths in its row *number*; the headings are in the row before, or there are none."""
    known, paths, top = _by_path(), begin[number], max(number - 1, 0)
    found = [known[path][0] for path in paths if path in known and path != SLUG]
    layout = found[0] if found else layouts()[0]
    mine = {column.path: column for column in layout.columns}
    columns = {at: mine[path] for at, path in enumerate(paths) if path in mine}
    return Reading(file, sheet, layout, columns, begin[top], top, number + 1)


def unknown_columns(found: Reading) -> Iterator[Issue]:
    """Yield a note for each column with a heading that nothing is read from, and each column that stands twice."""
    known = {_name(column.heading(words)): column.heading(words) for column in found.layout.columns for words in _WORDS}
    seen: set[str] = set()
    for at, heading in enumerate(found.headings):
        column = found.columns.get(at)
        if column is not None and column.path in seen:
            yield found.issue("column-twice", found.top, at, value=heading)
        elif heading and column is None:
            close = difflib.get_close_matches(_name(heading), known, n=1)
            yield _note(found.issue("unknown-column", found.top, at, value=heading, nearest=known[close[0]] if close else ""))
        if column is not None:
            seen.add(column.path)


def _note(issue: Issue) -> Issue:
    return Issue(issue.check, issue.file, line=issue.line, severity="warning", values=issue.values, cell=issue.cell)


def misread_cell(found: Reading) -> Issue | None:
    """Return a finding for the first cell whose Vietnamese is unreadable, where the whole sheet is."""
    rows = found.sheet.rows
    places = [(number, at) for number in range(found.begin, len(rows)) for at in range(len(rows[number]))]
    wrong = misread(rows[number][at] for number, at in places)
    if wrong is None:
        return None
    number, at = places[wrong[0]]
    return found.issue("wrong-letters", number, at, value=rows[number][at][:40], encoding=wrong[1])


def surplus_cells(found: Reading) -> Iterable[Issue]:
    """Yield each row that says more than there are headings: a separator inside a text, without its quotes."""
    for number in range(found.begin, len(found.sheet.rows)):
        if any(found.sheet.rows[number][len(found.headings) :]):
            yield found.issue("surplus-cells", number, len(found.headings))


def dotted(at: Path) -> str:
    """Return the path of the field at *at*: ``ratings[].stars`` for the stars of any item, ``season.months`` for any month."""
    return "".join("[]" if isinstance(step, int) else f".{step}" for step in at).removeprefix(".").removesuffix("[]")
