"""The translatable units of a record, and the state of each.

The word of a status line is never believed alone: the state is computed from the two digests beside it.
"""

from collections.abc import Iterator, Mapping
from functools import cache

from pydantic import BaseModel

from catalogue.model import Record, Rendition, State, Unit
from catalogue.schema import Product
from catalogue.text import digest

PUBLISHED: Mapping[str, frozenset[State]] = {
    "reviewed": frozenset({"reviewed", "human"}),
    "label": frozenset({"reviewed", "human", "machine", "edited", "stale"}),
    "all": frozenset({"reviewed", "human", "machine", "edited", "stale"}),
}


@cache
def _fields(model: type[BaseModel]) -> tuple[tuple[str, bool], ...]:
    """Return the names of the fields of *model*, and whether each is a text to translate."""
    extras = ((name, info.json_schema_extra) for name, info in model.model_fields.items())
    return tuple((name, isinstance(extra, dict) and bool(extra.get("unit"))) for name, extra in extras)


def _walk(part: BaseModel, prefix: str) -> Iterator[Unit]:
    for name, is_unit in _fields(type(part)):
        value = getattr(part, name)
        if is_unit and value is not None:
            yield Unit(f"{prefix}{name}", value, digest(value))
        elif isinstance(value, BaseModel):
            yield from _walk(value, f"{prefix}{name}.")
        elif isinstance(value, tuple):
            for item in value:
                if isinstance(item, BaseModel):
                    yield from _walk(item, f"{prefix}{name}.{getattr(item, 'id')}.")


def units(product: Product) -> tuple[Unit, ...]:
    """Return the units of *product* in the order of the schema."""
    return tuple(_walk(product, ""))


def state(unit: Unit, rendition: Rendition | None) -> State:
    """Return the effective state of *unit* in a target locale."""
    if rendition is None or not rendition.text:
        return "missing"
    if rendition.source_digest != unit.digest:
        return "stale"
    if rendition.text_digest != rendition.digest:
        return "edited"
    return rendition.word


def publishable(rendition: Rendition | None, effective: State, policy: str) -> bool:
    """Tell whether *policy* shows a text in this state.

    Under ``reviewed``, stale text that a person wrote or approved stays published, marked.
    """
    if rendition is None or effective == "missing":
        return False
    if policy == "reviewed" and effective == "stale":
        return rendition.word in {"reviewed", "human"}
    return effective in PUBLISHED[policy]


def rendition(record: Record, locale: str, key: str) -> Rendition | None:
    """Return the translation of the unit *key*, if there is one."""
    return record.renditions.get(locale, {}).get(key)
