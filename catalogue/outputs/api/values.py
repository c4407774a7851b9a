"""What a part of a record becomes in JSON: what it states and nothing else, dates as they were written, texts by locale."""

from collections.abc import Callable, Mapping
from decimal import Decimal
from functools import cache
from typing import Any

from pydantic import BaseModel

from catalogue.scalars import PartialDate
from catalogue.schema import Collection, Photo, Product

Object = dict[str, Any]
TextOf = Callable[[str], Any]
"""What gives a text in every locale, by the key of its unit."""

HIDDEN: Mapping[type[BaseModel], frozenset[str]] = {
    Product: frozenset({"asked", "note", "status"}),
    Photo: frozenset({"file"}),
    Collection: frozenset({"schema_"}),
}
"""What is internal, and never published: a photo's file is the original."""


@cache
def shown(model: type[BaseModel]) -> tuple[tuple[str, bool], ...]:
    """Return the names of the fields of *model* that are published, and whether each is a text to translate."""
    hidden = HIDDEN.get(model, frozenset())
    extras = ((name, info.json_schema_extra) for name, info in model.model_fields.items() if name not in hidden)
    return tuple((name, isinstance(extra, dict) and bool(extra.get("unit"))) for name, extra in extras)


def stated(part: BaseModel, text_of: TextOf | None = None, prefix: str = "") -> Object:
    """Return what *part* states; *prefix* is the dotted path at which it stands, for the keys of its units."""
    found = {}
    for name, unit in shown(type(part)):
        value = getattr(part, name)
        if value is None or value == ():
            continue
        said = text_of(prefix + name) if unit and text_of else written(value, text_of, f"{prefix}{name}.")
        if said != {}:
            found[name] = said
    return found


def written(value: Any, text_of: TextOf | None = None, prefix: str = "") -> Any:
    """Return *value* as JSON has it; the items of a list carry their ids in the keys of their units."""
    if isinstance(value, str | int):
        return value
    if isinstance(value, PartialDate):
        return str(value)
    if isinstance(value, Decimal):
        return int(value) if value == value.to_integral_value() else float(value)
    if isinstance(value, BaseModel):
        return stated(value, text_of, prefix)
    if isinstance(value, dict):
        return {key: written(inner) for key, inner in value.items()}
    return [written(item, text_of, f"{prefix}{getattr(item, 'id', '')}.") for item in value]
