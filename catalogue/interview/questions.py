"""The questions: fields of the schema in the order in which a person is asked, and what is wrong with an answer."""

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from itertools import groupby
from typing import Annotated, Any, Literal, get_args, get_origin

from pydantic import BaseModel, TypeAdapter, ValidationError
from pydantic.fields import FieldInfo

from catalogue import hints, schema
from catalogue.issues import Issue
from catalogue.store import shapes
from catalogue.text import capital

RECORD = (
    "name", "summary", "story", "kind", "category", "producer",
    "origin.now", "origin.district", "origin.commune",
    "sources[].url", "sources[].tier", "sources[].read",
    "ratings[].stars", "ratings[].issued", "ratings[].seen", "ratings[].decision", "ratings[].source",
    "season.months", "season.peak",
    "retail.prices[].low", "retail.prices[].high", "retail.prices[].currency", "retail.prices[].per", "retail.prices[].year",
    "retail.where",
    "note",
)  # fmt: skip
"""What a new record is asked for, in this order; everything else that it can say is written into its file."""
PRODUCER = ("type", "place", "district")
"""What a new producer is asked for, after its name in each locale."""
INSTEAD = {"ratings[].seen": "issued"}
"""What is asked for only where the field beside it is not known; then it must be."""
_SEPARATORS = re.compile(r"[\s,;]+")


@dataclass(frozen=True, slots=True)
class Question:
    """A field that is asked for, by its dotted *path* in *model*: ``ratings[].stars``."""

    path: str
    info: FieldInfo
    model: type[BaseModel] = schema.Product

    @property
    def section(self) -> str:
        """What the field stands in: ``ratings[]``; empty for a field of the record itself."""
        return self.path.rpartition(".")[0]

    @property
    def field(self) -> str:
        """The name of the field in its section."""
        return self.path.rpartition(".")[2]

    @property
    def name(self) -> str:
        """What the field is called on the command line: ``ratings-stars``."""
        begin = "" if self.model is schema.Product else f"{self.model.__name__.lower()}-"
        return begin + self.path.replace("[]", "").replace(".", "-")

    @property
    def listed(self) -> bool:
        """Whether the field belongs to the items of a list."""
        return self.section.endswith("[]")

    @property
    def required(self) -> bool:
        """Whether the schema wants it in its section."""
        return self.info.is_required()

    @property
    def shape(self) -> shapes.Shape:
        """What is written of it: prose, one line, a number; a list of such."""
        found = shapes.of(self.model)
        for step in self.path.split("."):
            below = found.below(step.removesuffix("[]"))
            found = below.item if step.endswith("[]") else below
        return found

    @property
    def values(self) -> tuple[str, ...]:
        """The only values that it may have, where the schema lists them."""
        kinds = [self.info.annotation, *get_args(self.info.annotation)]
        return next((tuple(map(str, get_args(kind))) for kind in kinds if get_origin(kind) is Literal), ())

    def label(self, words: str) -> str:
        """Return the schema's label in *words*, ``vi`` or ``en``."""
        return capital(hints.said(self.info, words))

    def value(self, text: str) -> Any:
        """Return what a record states for the answer *text*: itself, or the items of a list of short values."""
        return [part for part in _SEPARATORS.split(text) if part] if self.shape.items else text

    def wrong(self, text: str) -> Issue | None:
        """Return what the schema finds wrong with the answer *text*; ``None`` when it is sound."""
        try:
            _adapter(self.path, self.model).validate_python(self.value(text))
        except ValidationError as error:
            found = error.errors(include_url=False, include_input=False)[0]
            values = {"field": self.path} | {name: str(value) for name, value in found.get("ctx", {}).items()}
            if found["type"] == "literal_error":
                return Issue("not-one-of", self.path, values=values | {"expected": ", ".join(self.values)})
            return Issue(found["type"], self.path, values=values)
        return None


@cache
def _adapter(path: str, model: type[BaseModel]) -> TypeAdapter[Any]:
    """Return what validates the field at *path* as the whole record would."""
    info = dict(schema.fields(model))[path]
    kind: Any = info.annotation
    annotated: Any = Annotated
    return TypeAdapter(annotated[(kind, *info.metadata)] if info.metadata else kind)


@cache
def questions(paths: tuple[str, ...], model: type[BaseModel] = schema.Product) -> tuple[Question, ...]:
    """Return the questions for *paths* of *model*."""
    known: Mapping[str, FieldInfo] = dict(schema.fields(model))
    return tuple(Question(path, known[path], model) for path in paths)


def sections(asked: Iterable[Question]) -> Iterator[tuple[str, tuple[Question, ...]]]:
    """Yield each section of *asked* with its questions, in their order."""
    for section, those in groupby(asked, key=lambda question: question.section):
        yield section, tuple(those)
