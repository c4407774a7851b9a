"""What the schema says about a file as it is written: the order of keys, which values are prose, numbers, dates or text."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from decimal import Decimal
from functools import cache
from types import NoneType
from typing import Annotated, Any, Literal, get_args, get_origin

from pydantic import AfterValidator, BaseModel
from pydantic.fields import FieldInfo

from catalogue import schema
from catalogue.scalars import PartialDate

Kind = Literal["text", "prose", "number", "flag", "day"]
_KINDS: Mapping[Any, Kind] = {Decimal: "number", int: "number", bool: "flag", PartialDate: "day"}


@dataclass(frozen=True, slots=True)
class Shape:
    """What a value may be: a scalar of a *kind*; a map of *keys* in order, or of any keys to *values*; a list of *items*."""

    kind: Kind = "text"
    keys: Mapping[str, "Shape"] = field(default_factory=dict)
    values: "Shape | None" = None
    items: "Shape | None" = None

    def below(self, key: str) -> "Shape":
        """Return the shape of what stands at *key*; what the schema does not know is text."""
        return self.keys.get(key) or self.values or ANY

    @property
    def item(self) -> "Shape":
        """The shape of an item of a list."""
        return self.items or ANY

    @property
    def labels(self) -> bool:
        """Whether this is one short text by locale."""
        return self.values is not None and not self.values.keys and self.values.items is None and self.values.values is None

    def rank(self, key: str) -> int | None:
        """Return the place of *key* among its neighbours; ``None`` where the schema gives it none."""
        return list(self.keys).index(key) if key in self.keys else None


ANY = Shape()


@dataclass(frozen=True, slots=True)
class _Units(Shape):
    """A file of translations: its keys are those of units, in the order of the schema's fields."""

    def rank(self, key: str) -> int | None:
        return next((place for place, parts in enumerate(_unit_fields()) if _matches(key.split("."), parts)), None)


def _matches(key: list[str], parts: list[str]) -> bool:
    """Tell whether the *key* of a unit, ``photos.orchard.alt``, is one of the field of these *parts*, ``photos[]``, ``alt``."""
    wanted = [step for part in parts for step in ([part[:-2], None] if part.endswith("[]") else [part])]
    return len(wanted) == len(key) and all(step in {None, mine} for step, mine in zip(wanted, key, strict=True))


@cache
def _unit_fields() -> list[list[str]]:
    extras = ((path, info.json_schema_extra) for path, info in schema.fields())
    return [path.split(".") for path, extra in extras if isinstance(extra, dict) and extra.get("unit")]


def _suggestion() -> dict[str, Shape]:
    return {"text": Shape("prose"), "status": ANY}


_UNIT = Shape(keys={**_suggestion(), "ignore": Shape(values=ANY), "suggest": Shape(keys=_suggestion())})
UNITS: Shape = _Units(values=_UNIT)


@cache
def of(model: type[BaseModel]) -> Shape:
    """Return the shape of *model*."""
    return Shape(keys={info.alias or name: _field(info) for name, info in model.model_fields.items()})


def _field(info: FieldInfo) -> Shape:
    return _shape(info.annotation, info.metadata)


def _shape(annotation: Any, metadata: Iterable[Any] = ()) -> Shape:
    """Return the shape of a type as the schema writes it."""
    arguments = [argument for argument in get_args(annotation) if argument not in {NoneType, Ellipsis}]
    origin = get_origin(annotation)
    if origin is Annotated:
        return _shape(arguments[0], (*annotation.__metadata__, *metadata))
    if origin is tuple:
        return Shape(items=_shape(arguments[0]))
    if origin is dict:
        return Shape(values=_shape(arguments[1]))
    if isinstance(annotation, type):
        return of(annotation) if issubclass(annotation, BaseModel) else _scalar(annotation, metadata)
    return ANY if origin is Literal else _shape(arguments[0], metadata)


def _scalar(annotation: type, metadata: Iterable[Any]) -> Shape:
    # Every text but prose is held to one line by a validator of its own.
    prose = annotation is str and not any(isinstance(part, AfterValidator) for part in metadata)
    return Shape("prose" if prose else _KINDS.get(annotation, "text"))
