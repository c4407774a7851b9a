"""The translatable units of a record, and the state of each.

The word of a status line is never believed alone: the state is computed from the two digests beside it.
"""

from collections.abc import Iterator, Mapping
from typing import Any

from pydantic import BaseModel

from catalogue.model import Record, Rendition, State, Unit
from catalogue.schema import Product
from catalogue.text import digest

PUBLISHED: Mapping[str, frozenset[State]] = {
    "reviewed": frozenset({"reviewed", "human"}),
    "label": frozenset({"reviewed", "human", "machine", "edited", "stale"}),
    "all": frozenset({"reviewed", "human", "machine", "edited", "stale"}),
}


def _is_unit(model: type[BaseModel], name: str) -> bool:
    extra = model.model_fields[name].json_schema_extra
    return isinstance(extra, dict) and bool(extra.get("unit"))


def _walk(part: BaseModel, prefix: str) -> Iterator[Unit]:
    for name in type(part).model_fields:
        yield from _units_of(getattr(part, name), f"{prefix}{name}", _is_unit(type(part), name))


def _units_of(value: Any, key: str, is_unit: bool) -> Iterator[Unit]:
    if is_unit and value is not None:
        yield Unit(key, value)
    elif isinstance(value, BaseModel):
        yield from _walk(value, f"{key}.")
    elif isinstance(value, tuple):
        for item in value:
            if isinstance(item, BaseModel):
                yield from _walk(item, f"{key}.{getattr(item, 'id')}.")


def units(product: Product) -> tuple[Unit, ...]:
    """Return the units of *product* in the order of the schema."""
    return tuple(_walk(product, ""))


def state(source: str, rendition: Rendition | None) -> State:
    """Return the effective state of a unit whose source text is *source*."""
    if rendition is None or not rendition.text:
        return "missing"
    if rendition.source_digest != digest(source):
        return "stale"
    if rendition.text_digest != digest(rendition.text):
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
