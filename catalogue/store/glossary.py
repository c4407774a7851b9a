"""The glossary: ``_reference/glossary.csv``, one row a term, one column a locale, and notes for people.

Office staff write it in a spreadsheet, so a cell says more than a term: ways of saying it stand with `` / `` between them, and
a parenthesis explains. Of the parentheses only an abbreviation, ``(GI)`` or ``(HTX)``, is a way of its own.
"""

import csv
import io
import re
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path

from catalogue.issues import Issue, Refused
from catalogue.model import Term
from catalogue.store.events import read_bytes
from catalogue.text import nfc

MAX_ROWS = 5_000
MAX_CELL = 300
NOTE = "note"
_LOCALE = re.compile(r"[a-z]{2,3}(-[A-Za-z0-9]{2,8})*")  # such as zh-Hans
_CONTROL = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f\u200b\u200e\u200f\u202a-\u202e\u2066-\u2069]")
_PARENTHESIS = re.compile(r"\s*\(([^()]*)\)\s*")
# Capitals, perhaps in several pieces: GI, CDĐL, JSC, “Co., Ltd.”.
_ABBREVIATION = re.compile(r"[A-ZĐ][A-ZĐa-z.&]{0,5}(?:, [A-Z][a-z]{0,3}\.)?")


def read_glossary(path: Path, file: str) -> tuple[tuple[Term, ...], list[Issue]]:
    """Return the terms of the glossary at *path* and what is wrong with it; a catalogue may have none."""
    if not path.exists() and not path.is_symlink():
        return (), []
    try:
        rows = _rows(read_bytes(path, file), file)
    except Refused as refused:
        return (), list(refused.issues)
    header, lines = rows[0][1], rows[1:]
    terms: list[Term] = []
    issues = [issue for line, cells in lines if (issue := _row_issue(cells, header, file, line))]
    for _, cells in lines:
        if len(cells) == len(header):
            terms += _terms(dict(zip(header, cells, strict=True)), header[0])
    issues += _twice(lines, file)
    return tuple(terms), issues


def _rows(data: bytes, file: str) -> list[tuple[int, list[str]]]:
    """Return the rows that say something, each with its line; the first is a sound header."""
    try:
        text = nfc(data.decode("utf-8-sig"))
        _refuse_control(text, file)
        reader = csv.reader(io.StringIO(text, newline=""), strict=True)
        rows = [(reader.line_num, [cell.strip() for cell in row]) for row in reader if any(map(str.strip, row))]
    except UnicodeDecodeError:
        raise Refused([Issue("not-utf-8", file, line=1)]) from None
    except csv.Error as error:
        raise Refused([Issue("broken-glossary", file, line=max(1, reader.line_num), values={"problem": str(error)})]) from None
    if not rows or not _sound_header(rows[0][1]):
        raise Refused([Issue("glossary-header", file, line=1, values={"value": ",".join(rows[0][1])[:80] if rows else ""})])
    if len(rows) > MAX_ROWS:
        raise Refused([Issue("too-many-values", file, line=1, values={"limit": str(MAX_ROWS)})])
    return rows


def _refuse_control(text: str, file: str) -> None:
    if match := _CONTROL.search(text):
        line = text.count("\n", 0, match.start()) + 1
        raise Refused([Issue("control-character", file, line=line, values={"value": ascii(match.group())})])


def _sound_header(header: Sequence[str]) -> bool:
    locales = [name for name in header if name != NOTE]
    return len(locales) > 1 and len(set(header)) == len(header) and header[0] != NOTE and all(map(_LOCALE.fullmatch, locales))


def _row_issue(cells: Sequence[str], header: Sequence[str], file: str, line: int) -> Issue | None:
    too_long = any(len(cell) > MAX_CELL for cell in cells)
    if len(cells) == len(header) and cells[0] and not too_long:
        return None
    values = {"cells": str(len(cells)), "columns": str(len(header)), "value": cells[0][:60]}
    return Issue("glossary-row", file, line=line, values=values)


def _twice(lines: Sequence[tuple[int, Sequence[str]]], file: str) -> Iterator[Issue]:
    seen: set[str] = set()
    for line, cells in lines:
        if cells[0].casefold() in seen:
            yield Issue("glossary-twice", file, line=line, values={"value": cells[0][:60]})
        seen.add(cells[0].casefold())


def _terms(row: Mapping[str, str], source: str) -> Iterator[Term]:
    """Yield a term for each way of saying the source; where a locale has as many ways, its own stands first."""
    own = _ways(row[source])
    targets = {locale: _ways(cell) for locale, cell in row.items() if locale not in {source, NOTE} and cell}
    main = _alternatives(row[source])
    for way in own:
        place = main.index(way) if way in main else 0
        ordered = {locale: _own_first(ways, place, len(main)) for locale, ways in targets.items()}
        yield Term(way, ordered, row.get(NOTE, ""))


def _own_first(ways: tuple[str, ...], place: int, of: int) -> tuple[str, ...]:
    if place >= len(ways) or len(ways) < of:
        return ways
    return (ways[place], *ways[:place], *ways[place + 1 :])


def _alternatives(cell: str) -> list[str]:
    """Return the ways that a cell gives, their explanations taken out."""
    ways = (_PARENTHESIS.sub(" ", way).strip() for way in cell.split(" / "))
    return [way for way in ways if way]


def _ways(cell: str) -> tuple[str, ...]:
    """Return the ways that a cell gives, its abbreviations last."""
    short = [found for found in _PARENTHESIS.findall(cell) if _ABBREVIATION.fullmatch(found)]
    return tuple(dict.fromkeys([*_alternatives(cell), *short]))
