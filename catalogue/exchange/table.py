"""CSV, for a spreadsheet: UTF-8 with the mark that Excel looks for; comma, semicolon or tab on the way back.

A cell that a spreadsheet would compute gets an apostrophe in front, taken away again on reading (``cells``).
"""

import csv
from collections.abc import Iterable, Iterator, Mapping
from typing import get_args

from catalogue.cells import guarded, plain, reader, table
from catalogue.exchange import Row
from catalogue.exchange.limits import counted, decoded, printable
from catalogue.issues import Issue, Refused
from catalogue.model import State
from catalogue.text import digest

COLUMNS = (
    "slug",
    "key",
    "locale",
    "source",
    "target",
    "state",
    "approved",
    "note",
    "source_digest",
    "target_digest",
    "previous",
)
NEEDED = ("slug", "key", "locale", "source", "target")
YES = frozenset({"yes", "y", "x", "1", "true", "có", "oui"})
_DIGEST = "sha256:"  # without it, a spreadsheet reads 0123456789 or 12345e6789 as a number


def _cells(row: Row) -> list[str]:
    digests = (f"{_DIGEST}{found}" if found else "" for found in (row.source_digest, row.target_digest))
    cells = (row.slug, row.key, row.locale, row.source, row.target, row.state, "yes" if row.approved else "no", row.note)
    return [guarded(cell) for cell in (*cells, *digests, row.previous)]


def write(rows: Iterable[Row], source: str) -> bytes:
    """Return *rows* under one line of names; raise ``Refused`` for a control character."""
    return table(COLUMNS, map(_cells, printable(rows)))


def _lines(text: str, file: str) -> Iterator[tuple[int, list[str]]]:
    """Yield the cells of each line that is not empty, and the number of the line they end in."""
    found = reader(text)
    try:
        for cells in found:
            if any(cells):
                yield found.line_num, cells
    except csv.Error as error:
        raise Refused([Issue("broken-exchange", file, line=found.line_num, values={"problem": str(error)})]) from None


def _state(word: str, target: str) -> State:
    known: Mapping[str, State] = {state: state for state in get_args(State) if state != "missing"}
    return known.get(word, "edited") if target else "missing"


def _row(cells: Mapping[str, str]) -> Row:
    texts = {name: plain(cells.get(name, "")) for name in COLUMNS}
    return Row(
        slug=texts["slug"],
        key=texts["key"],
        locale=texts["locale"],
        source=texts["source"],
        source_digest=texts["source_digest"].removeprefix(_DIGEST) or digest(texts["source"]),
        target=texts["target"],
        state=_state(texts["state"], texts["target"]),
        approved=texts["approved"].strip().casefold() in YES,
        note=texts["note"],
        target_digest=texts["target_digest"].removeprefix(_DIGEST),
        previous=texts["previous"],
    )


def read(data: bytes, file: str = "-") -> list[Row]:
    """Return the rows of *data*; columns may stand in any order, and others beside them.

    Raises ``Refused`` for a table without the needed columns, and with every line that has more cells than the first.
    """
    lines = _lines(decoded(data, file), file)
    _, names = next(lines, (1, []))
    lacking = [name for name in NEEDED if name not in names]
    if lacking:
        raise Refused([Issue("missing-columns", file, line=1, values={"columns": ", ".join(lacking)})])
    rows: list[Row] = []
    issues: list[Issue] = []
    for line, cells in lines:
        if len(cells) > len(names):
            issues.append(Issue("surplus-cells", file, line=line))
        counted(len(rows), file)
        rows.append(_row(dict(zip(names, cells, strict=False))))
    if issues:
        raise Refused(issues)
    return rows
