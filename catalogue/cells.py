"""The cells of a table that a spreadsheet opens: a text that it would compute is guarded, and the guard taken away on reading.

Source: https://owasp.org/www-community/attacks/CSV_Injection
"""

import csv
import re
from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from _csv import Reader

_COMPUTED = frozenset("=+-@＝＋－＠\t\n'")

_LINE = re.compile(r"[^\r\n]*(?:\r\n|\r|\n)|[^\r\n]+")  # str.splitlines would also split at what is inside a text


class _Echo:
    """What csv writes to, so that each line comes back from ``writerow``."""

    @staticmethod
    def write(line: str) -> str:
        return line


def _computed(text: str) -> bool:
    return text.lstrip(" ")[:1] in _COMPUTED


def guarded(text: str) -> str:
    """Return *text* with an apostrophe in front where a spreadsheet would compute it."""
    return f"'{text}" if _computed(text) else text


def plain(cell: str) -> str:
    """Return the text of a *cell*, without the apostrophe that ``guarded`` put there."""
    return cell[1:] if cell.startswith("'") and _computed(cell[1:]) else cell


def table(names: Sequence[str], rows: Iterable[Iterable[object]]) -> bytes:
    """Return *rows* under a line of *names*, as CSV in UTF-8 with the mark that Excel looks for."""
    writer = csv.writer(_Echo())
    lines = [writer.writerow(names), *map(writer.writerow, rows)]
    return "".join(lines).encode("utf-8-sig")


def _delimiter(text: str) -> str:
    """Return what parts the cells of the first row: a spreadsheet writes the one of its user's country."""
    first = re.sub(r'"[^"]*"', "", text).partition("\n")[0]
    return max(",;\t", key=first.count)


def reader(text: str) -> "Reader":
    """Return what reads the rows of a CSV *text*, strictly; it raises ``csv.Error`` where the quotes do not match."""
    return csv.reader((line[0] for line in _LINE.finditer(text)), delimiter=_delimiter(text), strict=True)
