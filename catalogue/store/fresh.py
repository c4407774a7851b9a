"""New files of ``products/``, out: in canonical form, with a comment above each field, and never in the place of another."""

import json
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

from catalogue.issues import Issue, Refused
from catalogue.store.canonical import canonical
from catalogue.store.shapes import Shape
from catalogue.store.sidecar import replace_whole

Tree = Mapping[str, Any]
"""Fields with their values as text; lists and mappings of such below them."""


def written(tree: Tree, file: str, shape: Shape, first: str = "", above: Mapping[str, str] | None = None) -> bytes:
    """Return *tree* in canonical form, the comment *first* at its top and those of *above* over their fields.

    Raises ``Refused`` when it holds a text that no YAML can.
    """
    head = f"# {first}\n\n" if first else ""
    return canonical(f"{head}{''.join(_lines(tree, above or {}))}".encode(), file, shape)


def _lines(tree: Tree, above: Mapping[str, str]) -> Iterator[str]:
    for key, value in tree.items():
        if key in above:
            yield f"# {above[key]}\n"
        if isinstance(value, Mapping):
            yield f"{key}:\n"
            yield from (f"  {name}: {_plain(below)}\n" for name, below in value.items())
        else:
            yield f"{key}: {_plain(value)}\n"


def _plain(value: Any) -> str:
    """Return *value* as JSON, which is YAML too: how it is written best is the canonical form's business."""
    return json.dumps(value, ensure_ascii=False)


def create(path: Path, data: bytes, file: str) -> None:
    """Write the new file at *path*, whole; raise ``Refused`` when there is one, or when it cannot be written."""
    if path.exists() or path.is_symlink():
        raise Refused([Issue("already-there", file, line=1)])
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise Refused([Issue("cannot-write-record", file, line=1, values={"reason": error.strerror or ""})]) from None
    replace_whole(path, data)
