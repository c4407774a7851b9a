"""The addresses that the records name, and where each stands."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any
from urllib.parse import urlsplit

from pydantic import BaseModel

from catalogue.checks.references import REFERENCE
from catalogue.issues import Path
from catalogue.model import Catalogue


@dataclass(frozen=True, slots=True)
class Named:
    """An address, the file that names it, and the path of it in there."""

    file: str
    at: Path
    address: str


def named(catalogue: Catalogue) -> Iterator[Named]:
    """Yield every value that is an address: of the records, of producers, of the collection."""
    shared = catalogue.reference
    parts: list[tuple[str, BaseModel]] = [(record.file, record.product) for record in catalogue.records]
    parts += [(f"{REFERENCE}/producers/{key}.yaml", producer) for key, producer in shared.producers.items()]
    parts += [(f"{REFERENCE}/catalogue.yaml", shared.collection)]
    for file, part in parts:
        for at, address in _addresses(part):
            yield Named(file, at, address)


def _addresses(value: Any, at: Path = ()) -> Iterator[tuple[Path, str]]:
    if isinstance(value, BaseModel):
        for name in type(value).model_fields:
            yield from _addresses(getattr(value, name), (*at, name))
    elif isinstance(value, tuple):
        for place, item in enumerate(value):
            yield from _addresses(item, (*at, place))
    elif isinstance(value, str) and _is_address(value):
        yield at, value


def _is_address(text: str) -> bool:
    """Tell whether *text* is an address and nothing else, as a credit or a note may be without its field saying so."""
    try:
        return urlsplit(text).scheme in {"http", "https"} and not any(letter.isspace() for letter in text)
    except ValueError:
        return False
