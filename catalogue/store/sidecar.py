"""The translations beside a record, out: one unit's lines are replaced in their file, and nothing else in it is touched.

Comments, other units and their order stay, so that people's changes merge with a machine's. What is written is read back before
it takes the place of the old file, in one step.
"""

import os
import re
from collections.abc import Iterable, Sequence
from pathlib import Path

from catalogue.issues import Issue, Refused
from catalogue.model import Rendition
from catalogue.store.events import parse, read_bytes

_KEY = re.compile(r"[A-Za-z0-9_.-]+")


def status_line(rendition: Rendition) -> str:
    """Return the status of *rendition* as it stands on disk: word, two digests, origin, date and, for a person, who."""
    parts = (rendition.word, rendition.source_digest, rendition.text_digest, rendition.origin, rendition.date, rendition.who)
    return " ".join(part for part in parts if part)


def _text_lines(text: str, indent: str) -> list[str]:
    return [f"{indent}text: |-", *(f"{indent}  {line}" if line else "" for line in text.split("\n"))]


def _plain(text: str) -> str:
    """Return *text* as a quoted scalar on one line."""
    return "'" + " ".join(text.split()).replace("'", "''") + "'"


def block(key: str, rendition: Rendition) -> list[str]:
    """Return the lines of one unit."""
    lines = [f"{key}:", *_text_lines(rendition.text, "  "), f"  status: {status_line(rendition)}"]
    if rendition.ignored:
        lines += ["  ignore:", *(f"    {check}: {_plain(reason)}" for check, reason in rendition.ignored.items())]
    if rendition.suggestion:
        suggested = rendition.suggestion
        lines += ["  suggest:", *_text_lines(suggested.text, "    "), f"    status: {status_line(suggested)}"]
    return lines


def _starts(lines: Sequence[str]) -> list[tuple[str, int]]:
    """Return the units of a file by the line, from 0, on which each begins."""
    found = []
    for number, line in enumerate(lines):
        key = line.partition(":")[0]
        if line[:1] not in {" ", "\t", "#", "-", ""} and ":" in line and _KEY.fullmatch(key):
            found.append((key, number))
    return found


def _end(lines: Sequence[str], start: int, following: int) -> int:
    """Return where the unit that begins at *start* ends: comments and empty lines before the next one belong to that one."""
    end = following
    while end > start + 1 and (not lines[end - 1].strip() or lines[end - 1].startswith("#")):
        end -= 1
    return end


def _range(lines: Sequence[str], key: str, order: Sequence[str]) -> tuple[int, int]:
    """Return the lines that the unit *key* takes, or the empty range where it belongs by the record's *order* of units."""
    starts = _starts(lines)
    names = [name for name, _ in starts]
    bounds = [*(start for _, start in starts), len(lines)]
    if key in names:
        place = names.index(key)
        return bounds[place], _end(lines, bounds[place], bounds[place + 1])
    before = set(order[: order.index(key)]) if key in order else set(names)
    place = max((place + 1 for place, name in enumerate(names) if name in before), default=0)
    at = _end(lines, bounds[place - 1], bounds[place]) if place else bounds[0]
    return at, at


def spliced(text: str, key: str, rendition: Rendition, order: Sequence[str]) -> str:
    """Return the file *text* with *rendition* as its unit *key*; *order* says where a unit that is new to the file goes."""
    newline = "\r\n" if "\r\n" in text else "\n"
    lines = text.removesuffix(newline).split(newline) if text else []
    begin, end = _range(lines, key, order)
    return newline.join([*lines[:begin], *block(key, rendition), *lines[end:], ""])


def write(path: Path, file: str, changes: Iterable[tuple[str, Rendition]], order: Sequence[str]) -> bool:
    """Write *changes* (unit key and text) into the translations at *path*; return whether that changed the file.

    *file* names it in findings. Raises ``Refused`` when the file cannot be used, or when what would be written does not say,
    read back, what it should; the file is then as it was.
    """
    changes = list(changes)
    old = read_bytes(path, file).decode("utf-8") if path.exists() or path.is_symlink() else ""
    before = parse(old.encode(), file)[0] if old.strip() else {}
    new = old
    for key, rendition in changes:
        new = spliced(new, key, rendition, order)
    if new == old:
        return False
    after, _ = parse(new.encode(), file)
    expected = {key: value for key, value in before.items() if key not in dict(changes)}
    rest = {key: value for key, value in after.items() if key not in dict(changes)}
    if rest != expected or any(after[key]["text"] != rendition.text for key, rendition in changes):
        raise Refused([Issue("not-spliced", file, line=1)])
    replace_whole(path, new.encode())
    return True


def replace_whole(path: Path, data: bytes) -> None:
    """Put *data* at *path* in one step; raise ``Refused`` when the disk refuses, and leave the old file then."""
    beside = path.with_name(f".{path.name}.new")
    try:
        with open(beside, "wb") as file:  # noqa: PTH123  # flushed to the disk before it takes the old one's place
            file.write(data)
            file.flush()
            os.fsync(file.fileno())
        beside.replace(path)
    except OSError as error:
        beside.unlink(missing_ok=True)
        raise Refused([Issue("cannot-write-record", path.name, line=1, values={"reason": error.strerror or ""})]) from None
