"""A sheet as plain rows of text, and the same as CSV: the encodings and separators that spreadsheets write."""

import csv
from collections.abc import Mapping
from dataclasses import dataclass, field

from catalogue.cells import guarded, plain, reader, table
from catalogue.exchange.letters import encoding
from catalogue.exchange.limits import MAX_BYTES, counted
from catalogue.issues import Issue, Refused

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


def read(data: bytes, file: str) -> Sheet:
    """Return the sheet in *data*; raise ``Refused`` when it is too big, in an old encoding, or its quotes do not match."""
    if len(data) > MAX_BYTES:
        raise Refused([Issue("sheet-too-big", file, line=1, values={"size": str(len(data)), "limit": str(MAX_BYTES)})])
    rows: list[tuple[str, ...]] = []
    try:
        for cells in reader(_text(data, file)):
            rows.append(tuple(map(plain, cells)))
            counted(len(rows), file)
    except csv.Error:
        raise Refused([Issue("broken-table", file, line=len(rows) + 1)]) from None
    return Sheet("", tuple(rows))
