"""The way from one schema to the next: each step changes the tree of a file, and its comments and its order stay.

``STEPS`` holds, by the version that it starts from, what brings a file to the next one. A step is handed every file of
``products/`` that has a canonical form, its path there, and its tree. It may look at nothing else, and it leaves alone what is
already in the new form: a run that was stopped half-way is finished by the next. A comment is kept, or the file is refused.
"""

from collections.abc import Callable, Iterator, Mapping
from functools import partial
from pathlib import Path, PurePath

from catalogue.issues import Issue, Refused
from catalogue.schema import SCHEMA_VERSION
from catalogue.store import REFERENCE, canonical
from catalogue.store.amending import amend
from catalogue.store.events import parse, read_bytes
from catalogue.store.remarks import Node
from catalogue.store.sidecar import replace_whole

Step = Callable[[PurePath, Node], None]
STEPS: Mapping[int, Step] = {}
"""None yet: there has been one schema."""
COLLECTION = PurePath(REFERENCE, "catalogue.yaml")


def version(products: Path, root: Path) -> int:
    """Return the version of the schema in which the records are written; raise ``Refused`` when they do not say it."""
    path = products / COLLECTION
    file = path.relative_to(root).as_posix()
    tree, _ = parse(read_bytes(path, file), file)
    said = tree.get("schema") if isinstance(tree, dict) else None
    if not isinstance(said, str) or not said.isdecimal():
        raise Refused([Issue("missing-field", file, line=1, values={"field": "schema"})])
    return int(said)


def migrate(
    products: Path, root: Path, *, steps: Mapping[int, Step] = STEPS, newest: int = SCHEMA_VERSION, dry: bool = False
) -> list[str]:
    """Bring the records to the *newest* schema, one step after the other; return the files that change, none if *dry*.

    All files of a step are worked out before the first is written. Each is written whole, the version last: what was stopped
    half-way still names the schema that it started from. Raises ``Refused``, before anything of the step is written,
    when the records have a newer schema, when no step leads on, or when a file cannot be kept whole.
    """
    begin = version(products, root)
    if begin > newest or any(at not in steps for at in range(begin, newest)):
        check = "newer-schema" if begin > newest else "older-schema"
        file = (products / COLLECTION).relative_to(root).as_posix()
        raise Refused([Issue(check, file, line=1, values={"value": str(begin), "known": str(newest)})])
    found: dict[str, None] = {}
    for at in range(begin, newest):
        for path, data in _stepped(products, root, steps[at], at + 1):
            found[path.relative_to(root).as_posix()] = None
            if not dry:
                replace_whole(path, data)
        if dry:
            break  # what a later step does depends on what this one writes
    return list(found)


def _stepped(products: Path, root: Path, step: Step, to: int) -> list[tuple[Path, bytes]]:
    """Return the files that *step* changes with their new bytes, the one that holds the version last."""
    collection = products / COLLECTION
    found: list[tuple[Path, bytes]] = []
    issues: list[Issue] = []
    for path in (*(path for path in canonical.files(products) if path != collection), collection):
        try:
            found += _changed(path, products, root, step, to)
        except Refused as refused:
            issues += refused.issues
    if issues:
        raise Refused(issues)
    return found


def _changed(path: Path, products: Path, root: Path, step: Step, to: int) -> Iterator[tuple[Path, bytes]]:
    inside, file = path.relative_to(products), path.relative_to(root).as_posix()
    shape = canonical.shape_of(inside)
    assert shape is not None
    old = read_bytes(path, file)
    new = canonical.changed(old, file, shape, partial(_step, inside, step, to))
    # Where the step has nothing to do, the form of the file is nobody's business here.
    if new != canonical.canonical(old, file, shape):
        yield path, new


def _step(inside: PurePath, step: Step, to: int, root: Node) -> None:
    step(inside, root)
    if inside == COLLECTION:
        amend(root, [(("schema",), str(to))])
