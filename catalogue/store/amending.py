"""Fields of a file changed in its tree: what is not named stays, comments too."""

from collections.abc import Sequence
from typing import Any

from catalogue.issues import Path as At
from catalogue.store.remarks import Entry, Node
from catalogue.store.writing import trimmed

Value = str | tuple[str, ...]
Edits = Sequence[tuple[At, Value]]
"""Where each value goes, keys and places; what lies between is made, and a place behind the last is a new item."""


def amend(root: Node, edits: Edits) -> None:
    """Put the value of each of *edits* where it goes below *root*."""
    for at, value in edits:
        entry = _entry(root, at)
        foot = entry.node.foot
        entry.node = _node(value)
        entry.node.foot = foot


def _entry(node: Node, at: At) -> Entry:
    """Return what stands at *at*, made where it is not there."""
    step, *rest = at
    _open(node, mapping=isinstance(step, str))
    found = _keyed(node, step) if isinstance(step, str) else _placed(node, step)
    return _entry(found.node, tuple(rest)) if rest else found


def _open(node: Node, *, mapping: bool) -> None:
    """Make a list or a mapping of *node*, which may have said that it does not apply."""
    if node.text is not None or node.mapping != mapping:
        node.text, node.entries = None, []
    node.mapping = mapping


def _keyed(node: Node, key: str) -> Entry:
    found = next((entry for entry in node.entries if entry.key == key), None)
    if found is None:
        found = Entry(Node(), key)
        node.entries.append(found)
    return found


def _placed(node: Node, place: int) -> Entry:
    while len(node.entries) <= place:
        node.entries.append(Entry(Node()))
    return node.entries[place]


def _node(value: Value) -> Node:
    if isinstance(value, str):
        return Node(text=trimmed(value))
    return Node(entries=[Entry(Node(text=trimmed(one))) for one in value])


def plain(node: Node) -> Any:
    """Return what *node* says, as ``events.parse`` does."""
    if node.text is not None:
        return node.text
    if node.mapping:
        return {entry.key: plain(entry.node) for entry in node.entries}
    return [plain(entry.node) for entry in node.entries]
