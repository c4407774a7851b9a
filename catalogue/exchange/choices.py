"""What a cell may choose among, by what its column refers to: shown as ``phuong-chu (Phường Chũ)``, read by id or by name."""

import difflib
import re
from collections.abc import Iterator, Mapping
from typing import Any

from catalogue.locales import LOCALES
from catalogue.model import Reference
from catalogue.text import fold

_SHOWN = re.compile(r"([a-z0-9]+(?:-[a-z0-9]+)*) \(.*\)")

Names = Mapping[str, str]
"""Names by their ids."""


def _places(reference: Reference, locale: str) -> Iterator[tuple[str, str]]:
    """Yield each place with its name and level: a commune often has the name of its former district."""
    for key, place in reference.places.items():
        pattern = reference.levels[place.level].get(locale, "{name}")
        yield key, LOCALES[locale].named(pattern, place.name.get(locale, key))


def _named(items: Mapping[str, Any], locale: str) -> Names:
    return {key: item.name.get(locale, key) for key, item in items.items()}


def choices(reference: Reference, locale: str) -> Mapping[str, Names]:
    """Return the names in *locale* that each kind of reference may choose among, by id."""
    return {
        "place": dict(_places(reference, locale)),
        "producer": _named(reference.producers, locale),
        "category": _named(reference.sets, locale),
        "kind": _named(reference.kinds, locale),
        "scheme": _named(reference.schemes, locale),
    }


def shown(key: str, names: Names) -> str:
    """Return the id *key* as a cell shows it."""
    return f"{key} ({names[key]})" if key in names else key


def meant(cell: str, names: Names) -> str | None:
    """Return the id that *cell* means: an id, one as it is shown, or a name that only one has; else ``None``."""
    found = _SHOWN.fullmatch(cell)
    key = found[1] if found else cell
    if key in names:
        return key
    called = [key for key, name in names.items() if fold(name) == fold(cell)]
    return called[0] if len(called) == 1 else None


def nearest(cell: str, names: Names) -> str:
    """Return what *cell* may have meant, as a cell shows it; empty when nothing resembles it."""
    spelt = {key: key for key in names} | {fold(name): key for key, name in names.items()}
    close = difflib.get_close_matches(fold(cell), spelt, n=1)
    return shown(spelt[close[0]], names) if close else ""
