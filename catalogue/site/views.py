"""What templates may see of a page: frozen, and already in the reader's words."""

from collections.abc import Mapping
from dataclasses import dataclass

from catalogue.model import Guide, Picture, Record, State
from catalogue.ratings import Clock
from catalogue.scalars import PartialDate
from catalogue.schema import Photo, Place, Product, Source


@dataclass(frozen=True, slots=True)
class Text:
    """A text as a reader sees it: *lang* for the element, *fallback* when it is the source's, *line* in its file."""

    text: str
    lang: str
    state: State
    fallback: bool = False
    line: int = 0

    @property
    def machine(self) -> bool:
        """Whether no person has approved this translation."""
        return not self.fallback and self.state in {"machine", "edited", "stale"}


@dataclass(frozen=True, slots=True, eq=False)
class Card:
    """A product in a list; equal only to itself, so that what is printed of it can be kept.

    *home* is the place it is known by: its former district, else its place of today.
    """

    slug: str
    record: Record
    product: Product
    name: Text
    summary: Text
    clock: Clock | None
    home: str
    place: str
    sector: str
    tone: int
    picture: Picture | None = None

    @property
    def months(self) -> tuple[int, ...]:
        """The months of its season."""
        return self.product.season.months if self.product.season else ()


@dataclass(frozen=True, slots=True)
class AddView:
    """What the form for a new record offers, as ids with their names: producers, places of today and former districts.

    *first* is the comment at the top of a new record, *above* those over its fields.
    """

    producers: tuple[tuple[str, str], ...]
    places: tuple[tuple[str, str], ...]
    districts: tuple[tuple[str, str], ...]
    first: str
    above: Mapping[str, str]


@dataclass(frozen=True, slots=True)
class SourceGroup:
    """The sources of one tier that were read on one day."""

    tier: str
    read: PartialDate
    sources: tuple[Source, ...]


@dataclass(frozen=True, slots=True)
class PhotoView:
    """A photo of a product page: what the record says of it, its files, and what it shows in the reader's words."""

    photo: Photo
    picture: Picture
    alt: Text


@dataclass(frozen=True, slots=True)
class WithdrawnView:
    """What is left of a withdrawn product: its name, its kind, and products of that kind that are there."""

    name: Text
    kind: str
    others: tuple[Card, ...]


@dataclass(frozen=True, slots=True)
class ProductView:
    """All that a product page shows."""

    card: Card
    texts: Mapping[str, Text]
    missing: Mapping[str, tuple[str, ...]]
    formerly: str
    sources: tuple["SourceGroup", ...]
    related: tuple[Card, ...]
    nearby: tuple[Card, ...]
    guide: Guide | None
    photos: tuple[PhotoView, ...] = ()

    @property
    def machine(self) -> bool:
        """Whether any text on the page is an unreviewed translation."""
        return any(text.machine for text in self.texts.values())

    @property
    def fallback(self) -> bool:
        """Whether any text on the page stands in the source's language."""
        return any(text.fallback for text in self.texts.values())

    @property
    def traded(self) -> bool:
        """Whether the page has a face for importers."""
        product = self.card.product
        return "trade" not in self.card.record.not_applicable or bool(product.certificates or product.protections)


@dataclass(frozen=True, slots=True)
class Entry:
    """A line of an index: where it leads, its name, its drawing, how many products."""

    path: str
    name: str
    count: int
    drawing: str = ""
    note: str = ""


@dataclass(frozen=True, slots=True)
class Pager:
    """Page *number* of *total* below *path*; *shown* are the pages to link to, 0 for a gap."""

    path: str
    number: int = 1
    total: int = 1

    @property
    def shown(self) -> tuple[int, ...]:
        """The first page, the last, and those around this one."""
        near = sorted({1, self.total, *range(max(1, self.number - 2), min(self.total, self.number + 2) + 1)})
        found: list[int] = []
        for number in near:
            if found and number - found[-1] > 1:
                found.append(0)
            found.append(number)
        return tuple(found)

    def at(self, number: int) -> str:
        """Return the path of a page."""
        return self.path if number == 1 else f"{self.path}page/{number}/"


@dataclass(frozen=True, slots=True)
class Choice:
    """A choice of a facet: its id in the address, its name, how many products it has."""

    id: str
    name: str
    count: int


@dataclass(frozen=True, slots=True)
class Facet:
    """One way to choose among products."""

    id: str
    name: str
    choices: tuple[Choice, ...]


@dataclass(frozen=True, slots=True)
class Download:
    """A file for others: its format, its path below the site, and what it holds, in the reader's words.

    *media* is its media type; empty for a file that only describes others.
    """

    name: str
    path: str
    about: str
    media: str = ""


@dataclass(frozen=True, slots=True)
class Dataset:
    """The data for others: its files, and what they cover.

    *count* products, from *places* none of which is part of another; *first* is the year of the oldest rating, *changed* the
    day on which a record was last changed.
    """

    downloads: tuple[Download, ...]
    count: int
    places: tuple[str, ...]
    first: int | None
    changed: PartialDate | None


@dataclass(frozen=True, slots=True)
class ListView:
    """One page of a list of products under a heading; *count* is of the whole list."""

    heading: str
    cards: tuple[Card, ...]
    count: int
    pager: Pager
    id: str = ""
    place: Place | None = None
    guide: Guide | None = None
    data: Dataset | None = None
    children: tuple[Entry, ...] = ()
    facets: tuple[Facet, ...] = ()


@dataclass(frozen=True, slots=True)
class IndexView:
    """An index of places, producers, categories or guides, in groups."""

    heading: str
    lead: str
    groups: tuple[tuple[str, tuple[Entry, ...]], ...]
    pager: Pager


@dataclass(frozen=True, slots=True)
class MonthView:
    """What is fresh in a month: its kinds, how many there are in all, how many products the *entries* leave out.

    *upcoming* is the first month from this one on in which something is fresh.
    """

    number: int
    entries: tuple[Entry, ...]
    kinds: int
    more: int
    upcoming: int


@dataclass(frozen=True, slots=True)
class PlaceTile:
    """A place with its name as its people write it, and the ids of the kinds it has most of."""

    path: str
    name: str
    own_name: str
    count: int
    kinds: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class HomeView:
    """The home: twelve months, or none; kinds that keep, that make a gift, and all of them; guides by whom they are for.

    *print* are the ids of the kinds whose drawings stand for the whole.
    """

    year: tuple[MonthView, ...]
    keeping: tuple[Entry, ...]
    gifts: tuple[Entry, ...]
    kinds: tuple[Entry, ...]
    print: tuple[str, ...]
    places: tuple[PlaceTile, ...]
    best: tuple[Card, ...]
    visitors: tuple[Guide, ...]
    buyers: tuple[Guide, ...]


@dataclass(frozen=True, slots=True)
class SeasonRow:
    """A kind and the months in which any product of it is fresh."""

    id: str
    name: str
    months: frozenset[int]
    peak: frozenset[int]


@dataclass(frozen=True, slots=True)
class SeasonView:
    """The year: a row a kind, and what is fresh in each month, of which a page shows the first *most*."""

    rows: tuple[SeasonRow, ...]
    months: Mapping[int, tuple[Card, ...]]
    most: int

    @property
    def peaks(self) -> bool:
        """Whether any kind has a peak."""
        return any(row.peak for row in self.rows)
