"""A YAML file as a tree that knows where each comment belongs.

libyaml says where each value stands; whatever is between them is punctuation or a comment. A comment on the line of a value
belongs to that; one on a line of its own to what follows, or, where it stands deeper, to the list or mapping that ends there.
"""

import re
from bisect import bisect_right
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

from yaml import events
from yaml.cyaml import CParser  # type: ignore[attr-defined]  # its stubs leave the C parser out

from catalogue.issues import Issue, Refused
from catalogue.text import nfc

_BETWEEN = re.compile(r"(#[^\n]*)|[\s?:,\[\]{}-]|\.\.\.(?=\s|$)|(.)")
_HEADER = re.compile(r"[|>][-+0-9]*[ \t]*(#[^\n]*)")
_ALONE = re.compile(r"[ \t]*(?:[-?\[{][ \t]+)*(?:[\[{][ \t]*)?")
"""What may stand before a comment on its line when no value does."""


@dataclass(slots=True)
class Node:
    """A scalar (*text*), or the *entries* of a list or mapping, and the comments at its *foot*."""

    text: str | None = None
    entries: list["Entry"] = field(default_factory=list)
    mapping: bool = False
    flow: bool = False
    column: int = 0
    start: int = 0
    stop: int = 0
    foot: list[str] = field(default_factory=list)


@dataclass(slots=True)
class Entry:
    """An item, or a key with its value; the comments above it (*head*) and on its line (*side*)."""

    node: Node
    key: str | None = None
    start: int = 0
    column: int = 0
    head: list[str] = field(default_factory=list)
    side: list[str] = field(default_factory=list)


@dataclass(slots=True)
class File:
    """The tree of a file, and the comments at its top that belong to the whole."""

    root: Node
    head: list[str] = field(default_factory=list)


class _Reader:
    def __init__(self, text: str, file: str) -> None:
        self.text, self.file = text, file
        self.parser = CParser(text.encode())
        self.entries: list[Entry] = []
        self.nodes: list[Node] = []
        self.ends: list[tuple[int, Entry]] = []
        self.spans: list[tuple[int, int]] = []

    def following(self) -> Any:
        return self.parser.get_event()

    def node(self, event: Any, owner: Entry | None) -> Node:
        node = Node(column=event.start_mark.column, start=event.start_mark.index)
        if isinstance(event, events.ScalarEvent):
            node.text = str(event.value)
            self.scalar(event, owner)
            return node
        self.nodes.append(node)
        node.mapping, node.flow = isinstance(event, events.MappingStartEvent), bool(event.flow_style)
        last = self.mapping(node) if node.mapping else self.sequence(node)
        node.stop = last.end_mark.index
        if node.flow and owner:
            self.ends.append((node.stop, owner))
        return node

    def scalar(self, event: Any, owner: Entry | None) -> None:
        start, end = event.start_mark.index, event.end_mark.index
        self.spans.append((start, end))
        if owner:
            self.ends.append((start if event.style in {"|", ">"} else end, owner))

    def sequence(self, node: Node) -> Any:
        while not isinstance(event := self.following(), events.SequenceEndEvent):
            self.entry(Entry(Node(), None, event.start_mark.index, node.column), node, event)
        return event

    def mapping(self, node: Node) -> Any:
        while not isinstance(event := self.following(), events.MappingEndEvent):
            entry = Entry(Node(), nfc(event.value), event.start_mark.index, event.start_mark.column)
            self.scalar(event, entry)
            self.plain_indent(event)
            self.entry(entry, node, self.following())
        return event

    def entry(self, entry: Entry, parent: Node, event: Any) -> None:
        self.entries.append(entry)
        parent.entries.append(entry)
        entry.node = self.node(event, entry)

    def plain_indent(self, event: Any) -> None:
        """Refuse a key that begins with a space which YAML does not take for one: a name pasted from a text processor."""
        if self.text[event.start_mark.index].isspace():
            raise Refused([Issue("no-break-indent", self.file, line=event.start_mark.line + 1)])

    def comments(self) -> Iterator[tuple[int, str]]:
        """Yield each comment and where it begins; refuse what is neither a comment nor punctuation."""
        at = 0
        for start, end in [*self.spans, (len(self.text), len(self.text))]:
            for found in _BETWEEN.finditer(self.text, at, start):
                if found[2]:
                    raise Refused([Issue("not-rewritten", self.file, line=self.text[: found.start()].count("\n") + 1)])
                if found[1]:
                    yield found.start(), found[1]
            if header := _HEADER.match(self.text, start, end):
                yield header.start(1), header[1]
            at = end

    def place(self, file: File, at: int, comment: str) -> None:
        """Give the *comment* that begins *at* to what it belongs to."""
        line = self.text.rfind("\n", 0, at) + 1
        before = bisect_right(self.ends, at, key=lambda pair: pair[0])
        owner = self.ends[before - 1][1] if before else None
        if not _ALONE.fullmatch(self.text, line, at):
            (owner.side if owner else file.head).append(comment)
        elif owner and owner.node.text is not None and owner.node.start > at:
            # It stands between a key and its value.
            owner.head.append(comment)
        else:
            self.place_alone(file, at, at - line, comment)

    def place_alone(self, file: File, at: int, column: int, comment: str) -> None:
        """Give a *comment* on a line of its own to what follows, or to what ends before it."""
        place = bisect_right(self.entries, at, key=lambda entry: entry.start)
        following = self.entries[place] if place < len(self.entries) else None
        if following is not None and place == 0 and self.apart(at + len(comment), following.start):
            file.head.append(comment)
        elif (ended := self.ended(at, column, following)) is not None:
            ended.foot.append(comment)
        elif following is not None:
            following.head.append(comment)
        else:
            file.root.foot.append(comment)

    def apart(self, end: int, start: int) -> bool:
        """Tell whether an empty line, or the mark of a document, stands between a comment and the first key."""
        lines = self.text[end:start].split("\n")[1:-1]
        return any(not line.strip() or line.startswith("---") for line in lines)

    def ended(self, at: int, column: int, following: Entry | None) -> Node | None:
        """Return the innermost list or mapping that ends between *at* and what follows, and holds a comment in *column*."""
        for node in reversed(self.nodes):
            if not node.start < at < node.stop or (following and node.start <= following.start < node.stop):
                continue
            if node.flow or (node.column <= column and (following is None or column > following.column)):
                return node
        return None


def read(text: str, file: str) -> File:
    """Return the tree of *text*, which ``events.parse`` has found sound, with its comments.

    Raises ``Refused`` when something in it is neither a value nor a comment.
    """
    reader = _Reader(text, file)
    reader.following()
    reader.following()
    found = File(reader.node(reader.following(), None))
    for at, comment in reader.comments():
        reader.place(found, at, nfc(comment).rstrip())
    return found
