"""YAML as plain trees, through libyaml's parse *events*.

Composing deep input crashes the C library, so size, depth and count are bounded as the events come. Aliases, anchors, tags,
duplicate keys and several documents are refused, and every scalar stays text.
"""

import errno
import os
import stat
from collections.abc import Callable
from pathlib import Path
from typing import Any

import yaml
from yaml import events
from yaml.cyaml import CParser  # type: ignore[attr-defined]  # its stubs leave the C parser out

from catalogue.issues import Issue, Refused
from catalogue.issues import Path as At
from catalogue.store.mistakes import mistake

MAX_BYTES = 1_000_000
MAX_DEPTH = 16
MAX_SCALARS = 50_000
# Windows has neither of the first two. A pipe in a record's place must not make a build wait.
_NO_LINKS = getattr(os, "O_NOFOLLOW", 0)
_SAFELY = _NO_LINKS | getattr(os, "O_NONBLOCK", 0) | getattr(os, "O_BINARY", 0)


def _line(event: events.Event) -> int:
    return event.start_mark.line + 1 if event.start_mark else 1


class _Reader:
    """Builds plain dictionaries, lists and strings from events, and keeps the line of every path."""

    def __init__(self, data: bytes, file: str) -> None:
        self.file = file
        self.lines: dict[At, int] = {}
        self.scalars = 0
        self.following: Callable[[], Any] = CParser(data).get_event

    def refuse(self, check: str, event: events.Event | None = None, **values: str) -> Refused:
        return Refused([Issue(check, self.file, line=_line(event) if event else 1, values=values)])

    def document(self) -> Any:
        self.following()
        first = self.following()
        if isinstance(first, events.StreamEndEvent):
            raise self.refuse("empty-file")
        tree = self.node(self.following(), (), 0)
        self.following()
        after = self.following()
        if not isinstance(after, events.StreamEndEvent):
            raise self.refuse("several-documents", after)
        return tree

    def node(self, event: events.Event, at: At, depth: int) -> Any:
        self.lines[at] = _line(event)
        if depth > MAX_DEPTH:
            raise self.refuse("too-deep", event, limit=str(MAX_DEPTH))
        if isinstance(event, events.AliasEvent) or getattr(event, "anchor", None):
            raise self.refuse("alias", event)
        if tag := getattr(event, "tag", None):
            raise self.refuse("tag", event, value=str(tag))
        if isinstance(event, events.ScalarEvent):
            return self.scalar(event)
        if isinstance(event, events.SequenceStartEvent):
            return self.sequence(at, depth)
        return self.mapping(at, depth)

    def scalar(self, event: events.ScalarEvent) -> str:
        self.scalars += 1
        if self.scalars > MAX_SCALARS:
            raise self.refuse("too-many-values", event, limit=str(MAX_SCALARS))
        return str(event.value)

    def sequence(self, at: At, depth: int) -> list[Any]:
        items: list[Any] = []
        while not isinstance(event := self.following(), events.SequenceEndEvent):
            items.append(self.node(event, (*at, len(items)), depth + 1))
        return items

    def mapping(self, at: At, depth: int) -> dict[str, Any]:
        found: dict[str, Any] = {}
        while not isinstance(event := self.following(), events.MappingEndEvent):
            if not isinstance(event, events.ScalarEvent):
                raise self.refuse("bad-key", event)
            key = self.scalar(event)
            if key in found:
                raise self.refuse("duplicate-key", event, key=key)
            value = self.following()
            found[key] = self.node(value, (*at, key), depth + 1)
            self.lines[(*at, key)] = _line(event)
        return found


def parse(data: bytes, file: str) -> tuple[Any, dict[At, int]]:
    """Return the tree of a YAML document, every scalar as text, and the line of every path.

    Raises ``Refused`` with one issue for anything that is not plain, bounded YAML in UTF-8.
    """
    if len(data) > MAX_BYTES:
        raise Refused([Issue("file-too-big", file, line=1, values={"limit": str(MAX_BYTES), "size": str(len(data))})])
    try:
        data.decode("utf-8")
    except UnicodeDecodeError as error:
        line = data[: error.start].count(b"\n") + 1
        raise Refused([Issue("not-utf-8", file, line=line)]) from None
    reader = _Reader(data.removeprefix(b"\xef\xbb\xbf"), file)
    try:
        return reader.document(), reader.lines
    except yaml.MarkedYAMLError as error:
        raise Refused([_broken(data, error, file)]) from None
    except yaml.YAMLError as error:
        raise Refused([Issue("broken-yaml", file, line=1, values={"problem": str(error).splitlines()[0]})]) from None


def _broken(data: bytes, error: yaml.MarkedYAMLError, file: str) -> Issue:
    mark = error.problem_mark or error.context_mark
    line = mark.line + 1 if mark else 1
    problem = str(error.problem or error.context or "")
    check, line = mistake(data.decode("utf-8"), problem, line) or ("broken-yaml", line)
    return Issue(check, file, line=line, values={"problem": problem})


def read_bytes(path: Path, file: str) -> bytes:
    """Return the bytes of a regular file; raise ``Refused`` for a missing one, a symlink, or one over the limit."""
    try:
        with os.fdopen(_descriptor(path), "rb") as opened:
            status = os.fstat(opened.fileno())
            if not stat.S_ISREG(status.st_mode):
                raise Refused([Issue("not-a-file", file, line=1)])
            if status.st_size > MAX_BYTES:
                values = {"limit": str(MAX_BYTES), "size": str(status.st_size)}
                raise Refused([Issue("file-too-big", file, line=1, values=values)])
            return opened.read()
    except OSError as error:
        raise Refused([Issue(_check(path, error), file, line=1, values={"reason": error.strerror or ""})]) from None


def _descriptor(path: Path) -> int:
    if not _NO_LINKS and path.is_symlink():
        raise OSError(errno.ELOOP, "")
    return os.open(path, os.O_RDONLY | _SAFELY)


def _check(path: Path, error: OSError) -> str:
    if path.is_symlink():
        return "symlink"
    if path.is_dir():
        return "not-a-file"
    return "missing-file" if isinstance(error, FileNotFoundError) else "unreadable"
