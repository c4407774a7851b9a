"""The cells of a table that a spreadsheet opens: a text that it would compute is guarded, and the guard taken away on reading.

Source: https://owasp.org/www-community/attacks/CSV_Injection
"""

import csv
from collections.abc import Iterable, Sequence

_COMPUTED = frozenset("=+-@＝＋－＠\t\n'")


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
