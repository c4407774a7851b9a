"""The facts worth asking for: which of them a record states, and which it does not.

The schema says which facts are asked for, and by which face of a product page; a fact that does not apply is never asked for.
"""

from collections.abc import Mapping
from operator import attrgetter

from catalogue.model import Record
from catalogue.schema import Face, Product, fields


def _asked() -> dict[str, tuple[str, ...]]:
    found: dict[str, list[str]] = {face.value: [] for face in Face}
    for path, info in fields():
        extra = info.json_schema_extra
        if isinstance(extra, dict) and extra.get("ask"):
            found[str(extra["ask"])].append(path)
    return {face: tuple(paths) for face, paths in found.items()}


ASKED: Mapping[str, tuple[str, ...]] = _asked()
"""The dotted paths of the facts that each face asks for, in the order of the schema."""
_FACT = {path: attrgetter(path) for paths in ASKED.values() for path in paths}


def _applying(record: Record, face: str) -> list[str]:
    gone = record.not_applicable
    return [path for path in ASKED[face] if path not in gone and path.partition(".")[0] not in gone]


def _states(product: Product, path: str) -> bool:
    return _FACT[path](product) not in (None, ())


def missing(record: Record) -> Mapping[str, tuple[str, ...]]:
    """Return the facts worth asking for that *record* does not state, by face, as ``trade.moq``."""
    return {face: tuple(path for path in _applying(record, face) if not _states(record.product, path)) for face in ASKED}


def completeness(record: Record, face: str) -> tuple[int, int]:
    """Return how many of the facts that *face* asks for *record* states, and how many apply to it."""
    applying = _applying(record, face)
    return sum(_states(record.product, path) for path in applying), len(applying)
