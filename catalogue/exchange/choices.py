"""What a cell may choose among: shown as ``phuong-chu (Phường Chũ)``, read by id or by name, in whatever letters."""

import difflib
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from catalogue.bilingual import Both, one_of
from catalogue.exchange.columns import Column, layouts
from catalogue.locales import LOCALES
from catalogue.model import Reference
from catalogue.text import fold

_SHOWN = re.compile(r"([A-Za-z0-9]+(?:-[a-z0-9]+)*) \(.*\)")
_NEAR = 0.75
"""How alike two names must be; names of producers begin alike and say little."""
# A list of short values stands in one formula, so none holds a comma, and each is short.
_VALUES: Mapping[str, Both] = {
    "A": ("quyết định hoặc trang chính thức", "decision or official page"),
    "B1": ("viết là đã được công nhận", "says it is recognised"),
    "B2": ("viết là được đề nghị", "says it is proposed"),
    "C": ("chỉ để mô tả", "description only"),
    "carton": ("thùng", "carton"),
    "confirmed": ("đã xác nhận", "confirmed"),
    "day": ("ngày", "day"),
    "draft": ("bản nháp", "draft"),
    "false": ("không", "no"),
    "farm-gate": ("giá tại vườn", "farm-gate"),
    "l": ("lít", "litre"),
    "month": ("tháng", "month"),
    "night": ("đêm", "night"),
    "pack": ("gói", "pack"),
    "person": ("người", "person"),
    "piece": ("chiếc", "piece"),
    "published": ("đã đăng", "published"),
    "retail": ("giá bán lẻ", "retail"),
    "suggested": ("gợi ý", "suggested"),
    "t": ("tấn", "tonne"),
    "true": ("có", "yes"),
    "unit": ("đơn vị bán lẻ", "unit"),
    "withdrawn": ("đã rút", "withdrawn"),
    "year": ("năm", "year"),
}
"""What a value that the schema lists is called, in Vietnamese and English, where it is not called by itself."""

Names = Mapping[str, str]
"""Names by their ids."""


def _places(reference: Reference, locale: str) -> Iterator[tuple[str, str]]:
    """Yield each place with its name and level: a commune often has the name of its former district."""
    for key, place in reference.places.items():
        pattern = reference.levels[place.level].get(locale, "{name}")
        yield key, LOCALES[locale].named(pattern, place.name.get(locale, key))


def _named(items: Mapping[str, Any], locale: str) -> Names:
    return {key: item.name.get(locale, key) for key, item in items.items()}


@dataclass(frozen=True, slots=True)
class Choices:
    """What every column may choose among: *references* by what they are, ``place``; the schema's own *values* by their column.

    *words*, ``vi`` or ``en``, are those of the values and of the titles.
    """

    references: Mapping[str, Names]
    values: Mapping[str, Names]
    words: str

    def of(self, column: Column) -> Names:
        """Return what *column* chooses among; none where any text may stand."""
        if column.reference:
            return self.references[column.reference]
        return self.values.get(column.path, {})


def choices(reference: Reference, locale: str, words: str) -> Choices:
    """Return the choices, what is referred to by its names in *locale*, the schema's values in *words*, ``vi`` or ``en``."""
    references = {
        "place": dict(_places(reference, locale)),
        "producer": _named(reference.producers, locale),
        "category": _named(reference.sets, locale),
        "kind": _named(reference.kinds, locale),
        "scheme": _named(reference.schemes, locale),
    }
    columns = (column for layout in layouts() for column in layout.columns)
    values = {column.path: {value: _called(value, words) for value in column.values} for column in columns}
    return Choices(references, values, words)


def _called(value: str, words: str) -> str:
    return one_of(_VALUES.get(value, (value, value)), words)


def shown(key: str, names: Names) -> str:
    """Return the id *key* as a cell shows it."""
    return f"{key} ({names[key]})" if names.get(key, key) != key else key


def meant(cell: str, names: Names) -> str | None:
    """Return the id that *cell* means: an id, one as it is shown, or a name that only one has; else ``None``."""
    found = _SHOWN.fullmatch(cell)
    key = found[1] if found else cell
    if key in names:
        return key
    called = [key for key, name in names.items() if fold(cell) in {fold(name), key.casefold()}]
    return called[0] if len(called) == 1 else None


def nearest(cell: str, names: Names) -> str:
    """Return what *cell* may have meant, as a cell shows it; empty when nothing resembles it."""
    spelt = {key: key for key in names} | {fold(name): key for key, name in names.items()}
    close = difflib.get_close_matches(fold(cell), spelt, n=1, cutoff=_NEAR)
    return shown(spelt[close[0]], names) if close else ""
