"""The form of what ``values`` gives, as JSON Schema (2020-12): it follows from the schema of records, and cannot drift."""

from typing import Any

from pydantic import BaseModel

from catalogue.outputs.api.values import HIDDEN

Shape = dict[str, Any]

_TEXT: Shape = {"$ref": "#/components/schemas/Text"}
_HIDDEN = {model.__name__: names for model, names in HIDDEN.items()}
_KEPT = ("$ref", "pattern", "enum", "const", "format")


def components(*models: type[BaseModel]) -> dict[str, Shape]:
    """Return the shape of each of *models*, and of each that they are made of, by its name."""
    found: dict[str, Shape] = {}
    for model in models:
        whole = model.model_json_schema(by_alias=False, ref_template="#/components/schemas/{model}")
        parts = {**whole.get("$defs", {}), model.__name__: whole}
        found |= {name: _object(part, _HIDDEN.get(name, frozenset())) for name, part in parts.items()}
    return found


def entry(properties: dict[str, Shape], description: str, optional: tuple[str, ...] = ()) -> Shape:
    """Return an object that has all of *properties*, except that it may lack the *optional* ones."""
    required = [name for name in properties if name not in optional]
    return {"type": "object", "description": description, "properties": properties, "required": required}


def listed(items: Shape, description: str) -> Shape:
    """Return a list of *items*."""
    return {"type": "array", "description": description, "items": items}


def _object(shape: Shape, hidden: frozenset[str]) -> Shape:
    if "properties" not in shape:
        return _plain(shape)
    properties = {name: _field(field) for name, field in shape["properties"].items() if name not in hidden}
    required = [name for name in shape.get("required", ()) if name in properties]
    said = " ".join(shape.get("description", "").replace("``", "`").split())
    return {"type": "object", "description": said, "properties": properties, "required": required}


def _field(field: Shape) -> Shape:
    said = {"description": field["en"]} if "en" in field else {}
    return {**(_TEXT if field.get("unit") else _plain(field)), **said}


def _plain(field: Shape) -> Shape:
    """Return the shape of a value as it is written: what may be absent is no null, and a number never a text."""
    options = [option for option in field.get("anyOf", ()) if option != {"type": "null"}]
    if options:
        return _plain(options[0])
    shape = {key: field[key] for key in _KEPT if key in field}
    if "type" in field:
        shape["type"] = _type(field)
    for inner in ("items", "additionalProperties"):
        if isinstance(field.get(inner), dict):
            shape[inner] = _plain(field[inner])
    return shape


def _type(field: Shape) -> str:
    """Return what a value is written as; where a record may write it in two ways, a pattern says that it stays a text."""
    kinds = field["type"]
    if isinstance(kinds, str):
        return kinds
    return "string" if "pattern" in field else str(kinds[0])
