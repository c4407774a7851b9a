"""What the program itself says to the office, in Vietnamese and English: words by their keys, each with both."""

from collections.abc import Mapping

Both = tuple[str, str]
"""The same in Vietnamese and in English."""


def one_of(both: Both, words: str) -> str:
    """Return what stands in *both* in *words*, ``vi`` or ``en``."""
    vi, en = both
    return vi if words == "vi" else en


def say(table: Mapping[str, Both], words: str, key: str, **values: object) -> str:
    """Return the sentence *key* of *table* in *words*, ``vi`` or ``en``, its braces filled."""
    return one_of(table[key], words).format_map(values)
