"""Formats that others work in: bytes in and out, never a file. One format a module, listed in ``formats``."""

from dataclasses import dataclass

from catalogue.model import State


@dataclass(frozen=True, slots=True)
class Row:
    """One unit in one locale, as it travels.

    *source_digest* and *target_digest* are of the two texts as they were exported (that of no text is empty): at its return
    they tell whether either has moved since. *approved* is what the reviewer says of *target*; *note* is one line of context
    for people (the product's name, the field); *previous* the older source that a stale *target* renders, where it is known.
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
    target_digest: str = ""
    previous: str = ""

    @property
    def unit(self) -> str:
        """What every format calls it: the slug and the key. Neither holds a slash."""
        return f"{self.slug}/{self.key}"
