"""The columns of the spreadsheet, derived from the schema: a sheet with a row a product, and one for each list of a record."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from typing import Literal, get_args, get_origin

from pydantic.fields import FieldInfo

from catalogue import hints
from catalogue.bilingual import Both, say
from catalogue.schema import fields
from catalogue.text import capital

SLUG = "slug"
ID = "id"
MARK = " *"
"""What follows the heading of a column that a row cannot do without."""
_WORDS: Mapping[str, Both] = {
    "products": ("Sản phẩm", "Products"),
    SLUG: ("địa chỉ trang (slug)", "address of the page (slug)"),
}
_REFERENCES: Mapping[str, str] = {
    "category": "category",
    "kind": "kind",
    "producer": "producer",
    "origin.now": "place",
    "origin.district": "place",
    "distinctions[].scheme": "scheme",
    "certificates[].scheme": "scheme",
    "protections[].scheme": "scheme",
}


@cache
def _known() -> Mapping[str, FieldInfo]:
    return dict(fields())


@dataclass(frozen=True, slots=True)
class Column:
    """A column by the dotted *path* of its field, ``ratings[].stars``; the slug has no *info*."""

    path: str
    info: FieldInfo | None = None

    @property
    def required(self) -> bool:
        """Whether a row cannot do without it: the slug, and what the schema wants of the record or of an item, but its id."""
        above, _, name = self.path.rpartition(".")
        return self.info is None or (self.info.is_required() and name != ID and above in {"", self.listing})

    @property
    def listing(self) -> str:
        """The list whose items have this field, ``ratings[]``; empty for a field of the record itself."""
        before, mark, _ = self.path.rpartition("[].")
        return f"{before}[]" if mark else ""

    @property
    def several(self) -> bool:
        """Whether a cell holds several short values."""
        return self.info is not None and get_origin(self.info.annotation) is tuple

    @property
    def reference(self) -> str:
        """What its values are ids of: ``place``, ``producer``, ``category``, ``kind`` or ``scheme``; else empty."""
        return _REFERENCES.get(self.path, "")

    @property
    def values(self) -> tuple[str, ...]:
        """The only values that it may have, where the schema lists them; none where a cell may hold several."""
        if self.info is None or self.several:
            return ()
        kinds = [self.info.annotation, *get_args(self.info.annotation)]
        if bool in {getattr(kind, "__origin__", kind) for kind in kinds}:
            return ("true", "false")
        return next((tuple(map(str, get_args(kind))) for kind in kinds if get_origin(kind) is Literal), ())

    @property
    def whole(self) -> str:
        """What does not apply when this field is said not to: a part of the record that wants the field, else the field."""
        above = self.path.rpartition(".")[0]
        optional = bool(above) and not above.endswith("[]") and _known()[above].default is None
        return above if optional and self.info is not None and self.info.is_required() else self.path

    def heading(self, words: str) -> str:
        """Return the schema's label in *words*, ``vi`` or ``en``, with that of what it is an amount of."""
        if self.info is None:
            return capital(say(_WORDS, words, SLUG)) + MARK
        above = self.path.rpartition(".")[0]
        nested = "." in above and not above.endswith("[]")
        label = f"{hints.label(above, words)} – {hints.said(self.info, words)}" if nested else hints.said(self.info, words)
        return capital(label) + (MARK if self.required else "")


@dataclass(frozen=True, slots=True)
class Layout:
    """What a sheet holds: the products (*listing* is empty), or the items of one list, ``ratings[]``."""

    listing: str
    columns: tuple[Column, ...]

    @property
    def path(self) -> str:
        """The path of the list."""
        return self.listing.removesuffix("[]")

    def title(self, words: str) -> str:
        """Return the name of the sheet; two lists of one label are told apart by what they belong to."""
        if not self.listing:
            return say(_WORDS, words, "products")
        label = hints.label(self.path, words)
        alike = [layout for layout in layouts() if layout.listing and hints.label(layout.path, words) == label]
        above = self.path.rpartition(".")[0]
        return capital(label if len(alike) == 1 else f"{hints.label(above, words)}, {label}")


def _leaves() -> Iterator[Column]:
    for path, info in _known().items():
        if not any(other.startswith((f"{path}.", f"{path}[].")) for other in _known()):
            yield Column(path, info)


@cache
def layouts() -> tuple[Layout, ...]:
    """Return every sheet that is read, in the order of the schema, the products first."""
    leaves = tuple(_leaves())
    listings = dict.fromkeys(["", *(column.listing for column in leaves)])
    return tuple(Layout(one, (Column(SLUG), *(column for column in leaves if column.listing == one))) for one in listings)
