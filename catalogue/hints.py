"""What the schema says of a field, for people who write one: its label, and the comment above each section of a new record.

The plain editor of a web page shows no help beside a field, so a new record brings its own.
"""

from collections.abc import Iterator, Mapping
from functools import cache
from typing import Literal, get_args, get_origin

from pydantic import BaseModel
from pydantic.fields import FieldInfo

from catalogue.schema import Product, fields
from catalogue.text import capital

FIRST: Mapping[str, str] = {
    "vi": "Biết gì ghi nấy; không biết thì bỏ cả trường. Mọi trường có thể ghi: docs/project/record.md",
    "en": "Write what you know, leave out what you do not, the whole field. Every field there is: docs/project/record.md",
}
"""The comment at the top of a new record."""


def spoken(locale: str) -> str:
    """Return the language of the schema's words that is nearest to *locale*: ``vi`` or ``en``."""
    return locale if locale in FIRST else "en"


def said(info: FieldInfo, words: str) -> str:
    """Return the schema's label of a field in *words*, ``vi`` or ``en``."""
    vi, _, en = (info.description or "").partition(" / ")
    return {"vi": vi, "en": en}[words]


@cache
def _labels(model: type[BaseModel], words: str) -> Mapping[str, str]:
    return {path: said(info, words) for path, info in fields(model)}


def label(path: str, words: str, model: type[BaseModel] = Product) -> str:
    """Return the schema's label of the field at *path*, such as ``ratings[].stars``."""
    return _labels(model, words)[path]


def _parts(path: str, words: str) -> Iterator[tuple[str, str]]:
    """Yield name and label of each field right below the one at *path*, which is a section or a list."""
    for below, info in fields():
        for begin in (f"{path}.", f"{path}[]."):
            name = below.removeprefix(begin)
            if name != below and "." not in name:
                yield name, said(info, words)


@cache
def above(words: str) -> Mapping[str, str]:
    """Return the comment above each field of a record: its label, and what may stand below it."""
    return {name: _above(name, info, words) for name, info in Product.model_fields.items()}


def _above(name: str, info: FieldInfo, words: str) -> str:
    values = get_args(info.annotation) if get_origin(info.annotation) is Literal else ()
    below = "; ".join(f"{part} = {its}" for part, its in _parts(name, words)) or ", ".join(values)
    return f"{capital(said(info, words))}: {below}" if below else capital(said(info, words))
