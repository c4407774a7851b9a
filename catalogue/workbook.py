"""XLSX, the only reader and writer of it: sheets of text in and out, through openpyxl.

A workbook is a ZIP of XML that anybody may have made: its size unpacked, its tags and its entities are bounded before any of it
is parsed. Every cell that goes out is text, and no cell that comes in is computed.
"""

import io
import re
import warnings
import zipfile
from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import datetime, time
from typing import Any

from openpyxl import Workbook, load_workbook  # type: ignore[import-untyped]  # it ships no types
from openpyxl.styles import Alignment, Font, PatternFill  # type: ignore[import-untyped]  # the same
from openpyxl.worksheet.datavalidation import DataValidation  # type: ignore[import-untyped]  # the same

from catalogue.exchange.limits import MAX_BYTES, MAX_ROWS
from catalogue.exchange.sheets import Sheet, letters
from catalogue.issues import Issue, Refused

MAX_UNPACKED = 100_000_000
"""How many bytes the parts of a workbook may have together once they are unpacked."""
MAX_TAGS = 4_000_000
"""How many tags they may have: more than a million cells, each with its value."""
MAX_COLUMNS = 200
LONGEST = 32_767
"""How many characters a cell may have: Excel cuts off the rest."""
_DOCTYPE = tuple("<!DOCTYPE".encode(encoding) for encoding in ("ascii", "utf-16-le", "utf-16-be"))
_CARRIAGE = re.compile("_x000D_\n?")
"""How Excel writes the first half of a line end of Windows."""

_TEXT = "@"
_FONT = Font(name="Calibri", size=11)
_HEADING = Font(name="Calibri", size=11, bold=True)
_SHADE = PatternFill("solid", fgColor="E7EFE4")
_WRAP = Alignment(wrap_text=True, vertical="top")
_BLANK_ROWS = 500
"""How many rows below the last one still choose from their lists."""
_WIDE = 60
"""The width of a column of prose, in characters."""
_NARROW = 14
_LINE = 15
"""The height of a line, in points."""
_LINES = 3
"""How many lines of prose a row shows: the rest is read in the line above the sheet, and the rows stay a list."""


# Out.


def write(sheets: Sequence[Sheet]) -> bytes:
    """Return *sheets* as XLSX, every cell as text; raise ``Refused`` for a text that is longer than a cell can be."""
    issues = [issue for sheet in sheets for issue in _too_long(sheet)]
    if issues:
        raise Refused(issues)
    book = Workbook()
    book.remove(book.active)
    lengths = {sheet.title: len(sheet.rows) for sheet in sheets}
    for sheet in sheets:
        _fill(book.create_sheet(sheet.title), sheet, lengths)
    book.active = next((at for at, sheet in enumerate(sheets) if sheet.keyed), 0)  # whoever opens it wants the records
    data = io.BytesIO()
    book.save(data)
    return data.getvalue()


def _too_long(sheet: Sheet) -> Iterator[Issue]:
    for number, row in enumerate(sheet.rows, start=1):
        for column, cell in enumerate(row):
            if len(cell) > LONGEST:
                name = f"{sheet.title}!{letters(column)}{number}"
                yield Issue("cell-too-long", row[0], line=number, cell=name, values={"limit": str(LONGEST)})


def _fill(page: Any, sheet: Sheet, lengths: Mapping[str, int]) -> None:
    """Put the rows of *sheet* on *page*; *lengths* are how many rows each sheet has, by its title."""
    widths = [_width(sheet, column) for column in range(max(map(len, sheet.rows), default=0))]
    for column, width in enumerate(widths):
        dimension = page.column_dimensions[letters(column)]
        dimension.width = width
        dimension.number_format = _TEXT  # a day that is typed into an empty cell stays what was typed
    for number, row in enumerate(sheet.rows):
        heading = sheet.keyed and number == 0
        for column, text in enumerate(row):
            if text:
                _put(page.cell(number + 1, column + 1), text, heading=heading)
        lines = _lines(row, widths)
        page.row_dimensions[number + 1].height = _LINE * (min(lines, _LINES) if sheet.keyed else lines)
    for rule in _choices(sheet, lengths):
        page.add_data_validation(rule)
    if sheet.keyed:
        page.row_dimensions[2].hidden = True
        page.freeze_panes = "B3"


def _width(sheet: Sheet, column: int) -> int:
    """Return the width of *column* in characters: that of its longest text within bounds, and of half its heading."""
    if not sheet.keyed:
        return 2 * _WIDE
    longest = max((len(row[column]) for row in sheet.rows[2:] if len(row) > column), default=0)
    return max(_NARROW, min(longest + 2, _WIDE), len(sheet.rows[0][column]) // 2 + 4)


def _lines(row: Sequence[str], widths: Sequence[int]) -> int:
    """Return how many lines the longest text of *row* takes."""
    counts = (sum(-(-len(line) // width) or 1 for line in text.split("\n")) for text, width in zip(row, widths, strict=False))
    return max(counts, default=1)


def _put(cell: Any, text: str, *, heading: bool) -> None:
    cell.value = text
    cell.data_type = "s"  # a text that begins with = would be taken for a formula
    cell.number_format = _TEXT
    cell.alignment = _WRAP
    cell.font = _HEADING if heading else _FONT
    if heading:
        cell.fill = _SHADE


def _choices(sheet: Sheet, lengths: Mapping[str, int]) -> Iterator[Any]:
    """Yield what each column chooses among; another value is warned of, not forbidden."""
    for column, chosen in sheet.choices.items():
        known = f"'{chosen}'!$A$1:$A${max(lengths[chosen], 1)}" if isinstance(chosen, str) else f'"{",".join(chosen)}"'
        rule = DataValidation("list", formula1=known, showErrorMessage=True, errorStyle="warning")
        rule.add(f"{letters(column)}3:{letters(column)}{len(sheet.rows) + _BLANK_ROWS}")
        yield rule


# In.


def read(data: bytes, file: str) -> list[Sheet]:
    """Return the sheets of a workbook; raise ``Refused`` when it is too big, no workbook, or not to be trusted."""
    if len(data) > MAX_BYTES:
        raise _refused("sheet-too-big", file, size=str(len(data)), limit=str(MAX_BYTES))
    try:
        _bounded(data, file)
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")  # of what it leaves out: drawings, extensions, a style that is missing
            book = load_workbook(io.BytesIO(data), read_only=True)
            return [_sheet(page, file) for page in book.worksheets]
    except Refused:
        raise
    except Exception:  # noqa: BLE001  # openpyxl has no one exception for a workbook that is broken
        raise _refused("broken-workbook", file) from None


def _refused(check: str, file: str, **values: str) -> Refused:
    return Refused([Issue(check, file, line=1, values=values)])


def _bounded(data: bytes, file: str) -> None:
    """Raise ``Refused`` for a workbook whose parts are too much, or could name an entity."""
    with zipfile.ZipFile(io.BytesIO(data)) as parts:
        left, tags = MAX_UNPACKED, 0
        for part in parts.infolist():
            with parts.open(part) as opened:
                # What the archive says of a size may be a lie: no more is unpacked than may be.
                unpacked = opened.read(left + 1)
            left -= len(unpacked)
            if left < 0:
                raise _refused("sheet-too-big", file, size=f"> {MAX_UNPACKED}", limit=str(MAX_UNPACKED))
            if any(mark in unpacked for mark in _DOCTYPE):
                raise _refused("doctype", file)
            tags += unpacked.count(b"<") if part.filename.endswith((".xml", ".rels")) else 0
            if tags > MAX_TAGS:
                raise _refused("too-many-values", file, limit=str(MAX_TAGS))


def _sheet(page: Any, file: str) -> Sheet:
    page.reset_dimensions()  # what a file says of its size is not to be believed
    rows: list[tuple[str, ...]] = []
    computed: set[tuple[int, int]] = set()
    for number, cells in enumerate(page.iter_rows(max_col=MAX_COLUMNS)):
        if number >= MAX_ROWS:
            raise _refused("too-many-values", file, limit=str(MAX_ROWS))
        computed |= {(number, column) for column, cell in enumerate(cells) if cell.data_type in {"f", "e"}}
        rows.append(_trimmed(_text(cell.value) for cell in cells))
    return Sheet(page.title, tuple(rows), computed=frozenset(computed))


def _trimmed(cells: Iterable[str]) -> tuple[str, ...]:
    listed = list(cells)
    while listed and not listed[-1]:
        listed.pop()
    return tuple(listed)


def _text(value: Any) -> str:
    """Return what a cell says as a record would write it: a number without its format, a day as such."""
    if value is None:
        return ""
    if isinstance(value, bool):
        return str(value).lower()
    if isinstance(value, float):
        return f"{value:.15g}"
    if isinstance(value, datetime) and value.time() == time.min:
        return value.date().isoformat()
    return _CARRIAGE.sub("\n", str(value))
