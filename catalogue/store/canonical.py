"""The one form in which a record, its translations and what records share are written, so that two people's edits merge.

Lines are not folded; keys stand in the order of the schema; prose is a ``|-`` block; a list of short values stands on one line,
and so does a map of labels that was written on one; empty lines between fields go. What a file says stays, comments included.
"""

from collections.abc import Callable, Iterator
from functools import partial
from itertools import zip_longest
from pathlib import Path
from typing import Any

from catalogue import schema
from catalogue.issues import Issue, Refused
from catalogue.store import shapes
from catalogue.store.amending import Edits, amend, plain
from catalogue.store.events import parse, read_bytes
from catalogue.store.remarks import Entry, File, Node, read
from catalogue.store.shapes import Shape
from catalogue.store.sidecar import replace_whole
from catalogue.store.writing import is_block, one_line, trimmed
from catalogue.text import nfc

SHARED = {
    "catalogue.yaml": schema.Collection,
    "categories.yaml": schema.Categories,
    "certificates.yaml": schema.Schemes,
    "links.yaml": schema.Excuses,
    "places.yaml": schema.Places,
}


def shape_of(inside: Path) -> Shape | None:
    """Return the shape of a file by its path *inside* ``products/``; ``None`` when it is none of the records' YAML."""
    match inside.parts:
        case ("_reference", "producers", _) if inside.suffix == ".yaml":
            return shapes.of(schema.Producer)
        case ("_reference", name) if name in SHARED:
            return shapes.of(SHARED[name])
        case (slug, "product.yaml") if slug != "_reference":
            return shapes.of(schema.Product)
        case (slug, name) if slug != "_reference" and name.startswith("product.") and name.endswith(".yaml"):
            return shapes.UNITS
    return None


# Bring a tree into its order.


def _ordered(entries: list[Entry], shape: Shape) -> list[Entry]:
    """Return *entries* in the order of the schema; one that it does not know stays behind the one before it."""
    groups: list[tuple[int, list[Entry]]] = [(-1, [])]
    for entry in entries:
        place = shape.rank(entry.key or "")
        if place is None:
            groups[-1][1].append(entry)
        else:
            groups.append((place, [entry]))
    return [entry for _, group in sorted(groups, key=lambda pair: pair[0]) for entry in group]


def _settle(node: Node, shape: Shape) -> None:
    """Put the entries of *node*, and all below, into their order, and each comment where it can be written."""
    if node.text is not None:
        node.text = trimmed(node.text)
    if node.mapping:
        node.entries = _ordered(node.entries, shape)
    for entry in node.entries:
        _settle(entry.node, shape.below(entry.key) if entry.key is not None else shape.item)
    node.flow = _is_short(node, shape)
    for entry in node.entries:
        _settle_comments(entry)


def _is_short(node: Node, shape: Shape) -> bool:
    """Tell whether *node* stands on one line: a list of short values always, a map of labels where it was written so."""
    if node.text is not None or not node.entries:
        return True
    kept = not node.mapping or (node.flow and shape.labels)
    return kept and not node.foot and all(_is_bare(entry, shape) for entry in node.entries)


def _is_bare(entry: Entry, shape: Shape) -> bool:
    below = shape.below(entry.key) if entry.key is not None else shape.item
    return entry.node.text is not None and not entry.head and not entry.side and not is_block(entry.node.text, below.kind)


def _settle_comments(entry: Entry) -> None:
    if not entry.node.entries:
        entry.head, entry.node.foot = entry.head + entry.node.foot, []
    if entry.key is None and not entry.node.flow:
        # The first key of an item stands on the line of its hyphen: nothing fits in between.
        first = entry.node.entries[0]
        entry.head, entry.side, first.head = entry.head + entry.side + first.head, [], []
    entry.head, entry.side = entry.head + entry.side[:-1], entry.side[-1:]


def _settled(found: File, shape: Shape) -> File:
    _settle(found.root, shape)
    if not found.root.entries:
        found.head, found.root.foot = found.head + found.root.foot, []
    return found


# Write it.


def _lines(node: Node, shape: Shape, indent: str) -> Iterator[str]:
    """Yield the lines of a list or mapping."""
    for entry in node.entries:
        yield from (indent + comment for comment in entry.head)
        yield from _keyed(entry, shape.below(entry.key), indent) if entry.key is not None else _item(entry, shape.item, indent)
    yield from (indent + comment for comment in node.foot)


def _keyed(entry: Entry, shape: Shape, indent: str) -> Iterator[str]:
    begin = f"{indent}{one_line(entry.key or '')}:"
    yield from _valued(entry, shape, begin, indent)


def _item(entry: Entry, shape: Shape, indent: str) -> Iterator[str]:
    if entry.node.flow:
        yield from _valued(entry, shape, f"{indent}-", indent)
        return
    first, *rest = _lines(entry.node, shape, f"{indent}  ")
    yield f"{indent}- {first.lstrip(' ')}"
    yield from rest


def _valued(entry: Entry, shape: Shape, begin: str, indent: str) -> Iterator[str]:
    side = "".join(f"  {comment}" for comment in entry.side)
    if not entry.node.flow:
        yield begin + side
        yield from _lines(entry.node, shape, f"{indent}  ")
    elif entry.node.text is not None and is_block(entry.node.text, shape.kind):
        yield f"{begin} |-{side}"
        yield from (f"{indent}  {line}" if line else "" for line in entry.node.text.split("\n"))
    else:
        yield f"{begin} {_short(entry.node, shape)}{side}"


def _short(node: Node, shape: Shape, *, flow: bool = False) -> str:
    """Return *node* on one line; *flow* within brackets."""
    if node.text is not None:
        return one_line(node.text, shape.kind, flow=flow)
    if not node.mapping:
        return f"[{', '.join(_short(entry.node, shape.item, flow=True) for entry in node.entries)}]"
    keys = [(one_line(entry.key or "", flow=True), entry) for entry in node.entries]
    pairs = [f"{key}: {_short(entry.node, shape.below(entry.key or ''), flow=True)}" for key, entry in keys]
    return f"{{{', '.join(pairs)}}}"


def _written(file: File, shape: Shape) -> str:
    head = [*file.head, ""] if file.head and file.root.entries else file.head
    root = file.root
    body = list(_lines(root, shape, "")) if root.entries else [_short(root, shape)]
    return "".join(f"{line}\n" for line in (*head, *body))


# Read it back.


def _said(tree: Any) -> Any:
    """Return what *tree* says, however its text is spaced."""
    if isinstance(tree, dict):
        return {nfc(key): _said(value) for key, value in tree.items()}
    return [_said(item) for item in tree] if isinstance(tree, list) else trimmed(tree)


def _comments(file: File) -> list[tuple[str, ...]]:
    """Return every comment with the path of what it belongs to, in the order of the paths."""
    found: list[tuple[str, ...]] = [("", comment) for comment in file.head]

    def walk(node: Node, at: tuple[str, ...]) -> None:
        found.extend((*at, "<", comment) for comment in node.foot)
        for place, entry in enumerate(node.entries):
            below = (*at, str(place) if entry.key is None else entry.key)
            found.extend((*below, ">", comment) for comment in (*entry.head, *entry.side))
            walk(entry.node, below)

    walk(file.root, ())
    return found


def _texts(file: File) -> list[str]:
    return sorted(path[-1] for path in _comments(file))


def canonical(data: bytes, file: str, shape: Shape) -> bytes:
    """Return *data* in its canonical form; *file* names it in findings.

    Raises ``Refused`` when the reader refuses it, or when what would be written does not say the same, comments included.
    """
    return changed(data, file, shape, None)


def amended(data: bytes, file: str, shape: Shape, edits: Edits) -> bytes:
    """Return *data* in its canonical form, with each of *edits* in its place and nothing else changed.

    Raises ``Refused`` as ``canonical`` does, and when a comment stands inside a value that would be replaced.
    """
    return changed(data, file, shape, partial(amend, edits=edits) if edits else None)


def changed(data: bytes, file: str, shape: Shape, change: Callable[[Node], None] | None) -> bytes:
    """Return *data* in its canonical form after *change* was made to its tree.

    Raises ``Refused`` as ``canonical`` does, and when a comment would go with what *change* takes away.
    """
    tree = _parsed(data, file)
    # A byte order mark and the line ends of Windows say nothing.
    text = data.decode("utf-8").removeprefix("\ufeff").replace("\r\n", "\n").replace("\r", "\n")
    found = read(text, file)
    if change is not None:
        change(found.root)
        tree = plain(found.root)
    settled = _settled(found, shape)
    new = _written(settled, shape)
    if new.encode() != data and not _is_same(tree, read(text, file), settled, new, shape):
        raise Refused([Issue("not-rewritten", file, line=1)])
    return new.encode()


def _is_same(tree: Any, before: File, settled: File, new: str, shape: Shape) -> bool:
    """Tell whether *new* reads as *tree*, has the comments of the file *before* where they were *settled*, and stays so."""
    try:
        after, again = parse(new.encode(), "")[0], _settled(read(new, ""), shape)
    except Refused:
        return False
    kept = _texts(before) == _texts(again) and _comments(settled) == _comments(again)
    return kept and _said(after) == _said(tree) and _written(again, shape) == new


def _parsed(data: bytes, file: str) -> Any:
    try:
        return parse(data, file)[0]
    except Refused as refused:
        raise Refused([*refused.issues, *_odd_indents(data, file)]) from None


def _odd_indents(data: bytes, file: str) -> Iterator[Issue]:
    """Yield the first line that begins with a space that YAML does not take for one: it breaks the file, and nobody sees it."""
    for number, line in enumerate(data.decode("utf-8", "replace").removeprefix("\ufeff").split("\n"), start=1):
        begin = line.lstrip(" \t\r")
        if begin[:1].isspace():
            yield Issue("no-break-indent", file, line=number)
            return


# Whole files.


def files(products: Path) -> list[Path]:
    """Return every file of ``products/`` that has a canonical form, in the order of their names."""
    found = [*products.glob("*/*.yaml"), *products.glob("_reference/producers/*.yaml")]
    return sorted(path for path in found if not path.parent.name.startswith(".") and shape_of(path.relative_to(products)))


def rewrite(path: Path, products: Path, file: str, *, check: bool = False) -> bool:
    """Bring the file at *path* into its form, in one step; return whether it changed.

    Raises ``Refused`` when it cannot be done, and with *check* when it would have to be; the file is then as it was.
    """
    shape = shape_of(path.relative_to(products))
    if shape is None:
        raise Refused([Issue("no-form", file, line=1)])
    old = read_bytes(path, file)
    new = canonical(old, file, shape)
    if new != old and check:
        raise Refused([Issue("not-canonical", file, line=_first_difference(old, new), values={"file": file})])
    if new != old:
        replace_whole(path, new)
    return new != old


def _first_difference(old: bytes, new: bytes) -> int:
    pairs = zip_longest(old.split(b"\n"), new.split(b"\n"))
    return next((number for number, (one, other) in enumerate(pairs, start=1) if one != other), 1)
