"""A layout is rendered once and cut at its slots; a page is its pieces with values between them."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

FRAME_SLOTS = ("head", "header", "body", "footer")
"""The slots of the theme's layout, rendered once per locale and depth of address."""
_SENTINEL = re.compile(r"%%slot:(\w+)%%")


def sentinel(slot: str) -> str:
    """Return the text that marks *slot* in a rendered layout; nothing in it is escaped or minified by a theme."""
    return f"%%slot:{slot}%%"


@dataclass(frozen=True, slots=True)
class Layout:
    """The pieces between the slots; ``pieces[0] slots[0] pieces[1] slots[1] …``."""

    pieces: tuple[str, ...]
    slots: tuple[str, ...]

    def fill(self, values: Mapping[str, str]) -> str:
        """Return the page with *values* in its slots."""
        parts = [self.pieces[0]]
        for slot, piece in zip(self.slots, self.pieces[1:], strict=True):
            parts += (values[slot], piece)
        return "".join(parts)


def cut(html: str, slots: Sequence[str]) -> Layout:
    """Cut a rendered layout at its slots; raise ``ValueError`` unless it has just these, each as often as it is named."""
    found = _SENTINEL.split(html)
    if sorted(found[1::2]) != sorted(slots):
        raise ValueError(f"the layout has the slots {found[1::2]}, not {list(slots)}")
    return Layout(tuple(found[0::2]), tuple(found[1::2]))
