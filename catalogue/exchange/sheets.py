"""A sheet as plain rows of text, and the same as CSV: the encodings and separators that spreadsheets write."""

import csv
import re
from collections.abc import Mapping
from dataclasses import dataclass, field

from catalogue.cells import guarded, plain, table
from catalogue.exchange.letters import encoding
from catalogue.exchange.limits import MAX_BYTES, MAX_ROWS
from catalogue.issues import Issue, Refused

_LINE = re.compile(r"[^\r\n]*(?:\r\n|\r|\n)|[^\r\n]+")
WORKBOOK = b"PK\x03\x04"
"""How the bytes of an XLSX begin."""
_OLD_WORKBOOK = b"\xd0\xcf\x11\xe0"


@dataclass(frozen=True, slots=True)
class Sheet:
    """A sheet: its *title*, and its *rows* from the first, which may differ in length.

    Going out, *choices* has by column, from 0, the values to choose among, or the title of the sheet whose first column lists
    them; *keyed* says that the second row holds the paths of the fields, for the program only. Coming in, *computed* holds the
    cells, by row and column from 0, that hold a formula or what came of one.
    """

    title: str
    rows: tuple[tuple[str, ...], ...]
    choices: Mapping[int, tuple[str, ...] | str] = field(default_factory=dict)
    keyed: bool = False
    computed: frozenset[tuple[int, int]] = frozenset()


def letters(column: int) -> str:
    """Return what a spreadsheet calls the *column*, counted from 0: ``A``, ``Z``, ``AA``."""
    name = ""
    number = column + 1
    while number:
        number, rest = divmod(number - 1, 26)
        name = chr(ord("A") + rest) + name
    return name


def write(sheet: Sheet) -> bytes:
    """Return *sheet* as CSV; what a spreadsheet would compute is guarded."""
    first, *rest = sheet.rows
    return table(first, ([guarded(cell) for cell in row] for row in rest))


def _text(data: bytes, file: str) -> str:
    if data.startswith(_OLD_WORKBOOK):
        raise Refused([Issue("old-workbook", file, line=1)])
    try:
        return data.decode(encoding(data))
    except UnicodeDecodeError as error:
        line = 1 + data.count(b"\n", 0, error.start)
        raise Refused([Issue("not-utf-8-table", file, line=line)]) from None


def _delimiter(text: str) -> str:
    """Return what parts the cells of the first row: a spreadsheet writes the one of its user's country."""
    first = re.sub(r'"[^"]*"', "", text).partition("\n")[0]
    return max(",;\t", key=first.count)


def read(data: bytes, file: str) -> Sheet:
    """Return the sheet in *data*; raise ``Refused`` when it is too big, in an old encoding, or its quotes do not match."""
    if len(data) > MAX_BYTES:
        raise Refused([Issue("sheet-too-big", file, line=1, values={"size": str(len(data)), "limit": str(MAX_BYTES)})])
    text = _text(data, file)
    reader = csv.reader((line[0] for line in _LINE.finditer(text)), delimiter=_delimiter(text), strict=True)
    rows: list[tuple[str, ...]] = []
    try:
        for cells in reader:
            rows.append(tuple(map(plain, cells)))
            if len(rows) > MAX_ROWS:
                raise Refused([Issue("too-many-values", file, line=1, values={"limit": str(MAX_ROWS)})])
    except csv.Error:
        raise Refused([Issue("broken-table", file, line=len(rows) + 1)]) from None
    return Sheet("", tuple(rows))
