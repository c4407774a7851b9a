"""The translations beside a record, out: one unit's lines are replaced in their file, and nothing else in it is touched.

Comments, other units and their order stay, and so does each field of the unit that already says what it should: an approval
changes one line, so that people's changes merge with each other's and with a machine's. Where a unit and a field stand is what
libyaml says. What is written is read back before it takes the place of the old file, in one step.
"""

import os
import re
import shutil
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from catalogue.issues import Issue, Refused
from catalogue.issues import Path as At
from catalogue.model import Rendition
from catalogue.store.events import parse, read_bytes
from catalogue.store.writing import one_line, trimmed
from catalogue.text import nfc
from catalogue.units import status_line

FIELDS = ("text", "status", "ignore", "suggest")
_BREAKS = ("\n", "\r", "\x85", "\u2028", "\u2029")
_LINE = re.compile(r"[^\r\n\x85\u2028\u2029]*(?:\r\n|[\r\n\x85\u2028\u2029])|[^\r\n\x85\u2028\u2029]+")
"""A line as libyaml counts them, with its end."""
_REMARK = re.compile(r"[ \t]+#[^\r\n]*")


def _field(name: str, rendition: Rendition, indent: str) -> list[str]:
    """Return the lines of the field *name* of a unit; none where the unit has nothing to say there."""
    if name == "text":
        return [f"{indent}text: |-", *(f"{indent}  {line}" if line else "" for line in trimmed(rendition.text).split("\n"))]
    if name == "status":
        return [f"{indent}status: {status_line(rendition)}"]
    if name == "ignore" and rendition.ignored:
        excused = ((check, one_line(" ".join(why.split()))) for check, why in rendition.ignored.items())
        return [f"{indent}ignore:", *(f"{indent}  {check}: {why}" for check, why in excused)]
    if name == "suggest" and rendition.suggestion:
        below = (_field(part, rendition.suggestion, indent + "  ") for part in ("text", "status"))
        return [f"{indent}suggest:", *(line for lines in below for line in lines)]
    return []


def block(key: str, rendition: Rendition) -> list[str]:
    """Return the lines of one unit."""
    return [f"{key}:", *(line for name in FIELDS for line in _field(name, rendition, "  "))]


def _meaning(rendition: Rendition) -> dict[str, Any]:
    """Return what the fields of *rendition* say."""
    said: dict[str, Any] = {"text": trimmed(rendition.text), "status": status_line(rendition)}
    if rendition.ignored:
        said["ignore"] = {check: " ".join(why.split()) for check, why in rendition.ignored.items()}
    if rendition.suggestion:
        said["suggest"] = _meaning(rendition.suggestion)
    return said


def _said(entry: Any) -> dict[str, Any]:
    """Return what the fields of a unit say as it was read, however they are written."""
    entry = entry if isinstance(entry, dict) else {}
    said: dict[str, Any] = {name: trimmed(entry[name]) for name in ("text", "status") if isinstance(entry.get(name), str)}
    if "ignore" in entry:
        why = entry["ignore"]
        said["ignore"] = {check: " ".join(nfc(str(why[check])).split()) for check in why} if isinstance(why, dict) else why
    if "suggest" in entry:
        said["suggest"] = _said(entry["suggest"])
    return said


@dataclass(frozen=True, slots=True)
class _File:
    """A file of translations: its name in findings, its lines with their ends, its tree, and the line of each path, from 1."""

    name: str
    lines: tuple[str, ...]
    tree: Mapping[str, Any]
    at: Mapping[At, int]

    @classmethod
    def of(cls, data: bytes, name: str) -> "_File":
        """Read *data*; raise ``Refused`` when it is no file of translations."""
        tree, at = parse(data, name) if data.strip() else ({}, {})
        if not isinstance(tree, dict):
            raise Refused([Issue("not-a-mapping", name, line=1, values={"field": name})])
        return cls(name, tuple(_LINE.findall(data.decode("utf-8"))), tree, at)

    @property
    def newline(self) -> str:
        """The line end of the first line: that of the whole file."""
        return "\r\n" if self.lines and self.lines[0].endswith("\r\n") else "\n"

    def starts(self, *parent: str) -> dict[str, int]:
        """Return the line, from 0, on which each key below *parent* begins, in the order of the lines."""
        depth = len(parent) + 1
        found = {str(path[-1]): line - 1 for path, line in self.at.items() if len(path) == depth and path[:-1] == parent}
        return dict(sorted(found.items(), key=lambda pair: pair[1]))

    def following(self, starts: Mapping[str, int], begin: int) -> int:
        """Return where begins what follows *begin*, by *starts*; else the end of the file."""
        return min((start for start in starts.values() if start > begin), default=len(self.lines))

    def end(self, begin: int, following: int, indent: int) -> int:
        """Return where ends what begins at *begin*: remarks and empty lines before what follows belong to that."""
        end = following
        while end > begin + 1 and _between(self.lines[end - 1], indent):
            end -= 1
        return end

    def ended(self, lines: Iterable[str]) -> list[str]:
        """Return *lines* with the line end of this file."""
        return [line + self.newline for line in lines]

    def replaced(self, begin: int, end: int, lines: Sequence[str]) -> str:
        """Return the text of the file with *lines* in the place of those from *begin* to *end*."""
        found = [*self.lines[:begin], *lines, *self.lines[end:]]
        # The last line of a file may lack its end, and may now be followed by others.
        return "".join(line if line.endswith(_BREAKS) else line + self.newline for line in found[:-1]) + "".join(found[-1:])


def _indent(line: str) -> int:
    return len(line) - len(line.lstrip(" "))


def _between(line: str, indent: int) -> bool:
    """Tell whether *line* says nothing, or is a remark that stands no deeper than *indent*; deeper it may be text."""
    return not line.strip() or (line.lstrip(" ").startswith("#") and _indent(line) <= indent) or line.startswith("...")


def _new(file: _File, key: str, rendition: Rendition, order: Sequence[str]) -> str:
    """Return *file* with a unit that it did not have, where it belongs by the record's *order* of units."""
    starts = file.starts()
    earlier = set(order[: order.index(key)]) if key in order else set(starts)
    before = [start for name, start in starts.items() if name in earlier]
    if before:
        at = file.end(before[-1], file.following(starts, before[-1]), 0)
    else:
        at = min(starts.values(), default=len(file.lines))
        while at and file.lines[at - 1].startswith("#"):
            at -= 1
    return file.replaced(at, at, file.ended(block(key, rendition)))


def _changed(file: _File, key: str, rendition: Rendition) -> str:
    """Return *file* with the fields of the unit *key* that say something else replaced; remarks between them stay."""
    if not isinstance(file.tree[key], dict):
        raise Refused([Issue("broken-unit", file.name, (key,), values={"unit": key})])
    starts, fields = file.starts(), file.starts(key)
    begin = starts[key]
    end = file.end(begin, file.following(starts, begin), 0)
    if len({begin, *fields.values()}) <= len(fields):  # {text: …, status: …} on one line
        return file.replaced(begin, end, file.ended(block(key, rendition)))
    return file.replaced(begin, end, _fields(file, key, rendition, (begin, end)))


def _fields(file: _File, key: str, rendition: Rendition, lines: tuple[int, int]) -> list[str]:
    """Return the *lines* of the unit *key* with those of each field that says something else replaced, and new ones added."""
    said, meant, fields = _said(file.tree[key]), _meaning(rendition), file.starts(key)
    begin, end = lines
    first = min(fields.values())
    indent = " " * _indent(file.lines[first])
    found = list(file.lines[begin:first])
    for name, start in fields.items():
        following = min(file.following(fields, start), end)
        stop = file.end(start, following, len(indent))
        if name not in FIELDS or said.get(name) == meant.get(name):
            found += file.lines[start:stop]
        else:
            remark = _REMARK.search(file.lines[start]) if name == "status" else None
            found += file.ended(line + (remark[0] if remark else "") for line in _field(name, rendition, indent))
        found += file.ended(line for new in _behind(name, fields) for line in _field(new, rendition, indent))
        found += file.lines[stop:following]
    return found


def _behind(name: str, present: Collection[str]) -> Iterator[str]:
    """Yield the fields that a unit does not have and that belong right behind its field *name*."""
    for place, new in enumerate(FIELDS):
        before = [field for field in FIELDS[:place] if field in present]
        if new not in present and before[-1:] == [name]:
            yield new


def _spliced(file: _File, key: str, rendition: Rendition, order: Sequence[str]) -> _File:
    new = _changed(file, key, rendition) if key in file.tree else _new(file, key, rendition, order)
    return _File.of(new.encode(), file.name)


def write(path: Path, file: str, changes: Iterable[tuple[str, Rendition]], order: Sequence[str]) -> bool:
    """Write *changes* (unit key and text) into the translations at *path*; return whether that changed the file.

    *file* names it in findings, *order* says where a unit that is new to it goes. Raises ``Refused`` when the file cannot be
    used, or when what would be written does not say, read back, what it should; the file is then as it was.
    """
    wanted = dict(changes)
    old = _File.of(read_bytes(path, file) if path.exists() or path.is_symlink() else b"", file)
    new = old
    try:
        for key, rendition in wanted.items():
            new = _spliced(new, key, rendition, order)
    except Refused:
        raise _not_spliced(file) from None
    if _others(old, wanted) != _others(new, wanted):
        raise _not_spliced(file)
    if any(_said(new.tree.get(key)) != _meaning(rendition) for key, rendition in wanted.items()):
        raise _not_spliced(file)
    if new.lines != old.lines:
        replace_whole(path, "".join(new.lines).encode())
    return new.lines != old.lines


def _others(file: _File, wanted: Iterable[str]) -> dict[str, Any]:
    return {key: value for key, value in file.tree.items() if key not in wanted}


def _not_spliced(file: str) -> Refused:
    return Refused([Issue("not-spliced", file, line=1)])


def replace_whole(path: Path, data: bytes) -> None:
    """Put *data* at *path* in one step; raise ``Refused`` when the disk refuses, and leave the old file then."""
    # Two commands at once must not write into each other's file.
    beside = path.with_name(f".{path.name}.{os.getpid()}.new")
    try:
        with open(beside, "wb") as file:  # noqa: PTH123  # flushed to the disk before it takes the old one's place
            file.write(data)
            file.flush()
            os.fsync(file.fileno())
        if path.exists():
            shutil.copymode(path, beside)
        beside.replace(path)
    except OSError as error:
        with suppress(OSError):
            beside.unlink()
        raise Refused([Issue("cannot-write-record", path.name, line=1, values={"reason": error.strerror or ""})]) from None
