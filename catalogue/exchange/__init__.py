"""Formats that others work in: bytes in and out, never a file. One format a module."""

from dataclasses import dataclass

from catalogue.model import State


@dataclass(frozen=True, slots=True)
class Row:
    """One unit in one locale, as it travels: *source_digest* tells at its return whether the source has moved since.

    *approved* is what the reviewer says of *target*; *note* is context for people (the product's name, the field).
    """

    slug: str
    key: str
    locale: str
    source: str
    source_digest: str
    target: str
    state: State
    approved: bool = False
    note: str = ""
