"""One locale resolved: what each page shows, with fallbacks, neighbours and lists. Pure; the day is an argument.

``views`` holds what templates may see, ``listing`` the pages that there are.
"""

from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date
from functools import cached_property

from catalogue import ratings
from catalogue.locales import LOCALES, Locale
from catalogue.model import Catalogue, Guide, Picture, Record, Unit
from catalogue.schema import Product
from catalogue.settings import Settings
from catalogue.site.views import Card, Text
from catalogue.text import fold, romanise
from catalogue.units import publishable, rendition, state

RELATED = 4
TONES = 5
MONTHS = range(1, 13)
Groups = Mapping[str, tuple[Card, ...]]
Pictures = Mapping[str, tuple[Picture, ...]]
"""The photos of each record by its slug, in the record's order."""


@dataclass(frozen=True)
class Site:
    """The catalogue in one locale on one day."""

    locale: Locale
    settings: Settings
    catalogue: Catalogue
    day: date
    guides: Mapping[str, Guide]
    guides_in: Mapping[str, tuple[str, ...]]
    clocks: Mapping[str, ratings.Clock | None]
    offered: Mapping[str, tuple[str, ...]]
    pictures: Pictures = field(default_factory=dict)

    @property
    def name(self) -> str:
        """The collection's name."""
        return self.label(self.catalogue.reference.collection.name)

    @property
    def source(self) -> Locale:
        """The locale of the records themselves."""
        return LOCALES[self.settings.source]

    def label(self, labels: Mapping[str, str]) -> str:
        """Return the label of this locale; labels exist in every locale, or a check fails."""
        return labels[self.locale.code]

    def text(self, record: Record, unit: Unit) -> Text:
        """Return *unit* as the publication policy shows it, falling back to the source."""
        if self.locale.code == self.settings.source:
            return Text(unit.text, self.locale.code, "human")
        found = rendition(record, self.locale.code, unit.key)
        effective = state(unit, found)
        if found is None or not publishable(found, effective, self.settings.policy):
            return Text(unit.text, self.settings.source, effective, fallback=True)
        unreviewed = effective in {"machine", "edited"} and found.word == "machine"
        lang = f"{self.locale.code}-x-mtfrom-{self.settings.source}" if unreviewed else self.locale.code
        return Text(found.text, lang, effective, line=found.line)

    def place_name(self, key: str, *, locale: str = "") -> str:
        """Return a place with its level: ``Chu ward``."""
        place = self.catalogue.reference.places[key]
        code = locale or self.locale.code
        return LOCALES[code].named(self.catalogue.reference.levels[place.level][code], place.name[code])

    def place_line(self, key: str, *, locale: str = "") -> str:
        """Return a place and what it is part of."""
        place = self.catalogue.reference.places[key]
        parts = [self.place_name(key, locale=locale)]
        if place.parent:
            parts.append(self.place_name(place.parent, locale=locale))
        return ", ".join(parts)

    def sought(self, key: str) -> str:
        """Return what finds a place on a map: its name as its people write it, what it is part of, and the country."""
        reference = self.catalogue.reference
        place = reference.places[key]
        names = [place, *([reference.places[place.parent]] if place.parent else [])]
        country = [self.source.country(reference.collection.country)] if reference.collection.country else []
        return ", ".join([name.name[self.settings.source] for name in names] + country)

    def named(self, words: str) -> str:
        """Return a place that has no record, such as a hamlet or a commune of the past, in the words of this locale."""
        if self.locale.code == self.settings.source:
            return words
        for patterns in self.catalogue.reference.levels.values():
            before = patterns[self.settings.source].replace("{name}", "")
            if words.startswith(before):
                return self.locale.named(patterns[self.locale.code], romanise(words.removeprefix(before)))
        return words

    def formerly(self, product: Product) -> str:
        """Return where *product* was made when it was certified, as far as that is known."""
        origin = product.origin
        parts = [self.named(origin.commune)] if origin.commune else []
        if origin.district:
            parts.append(self.place_name(origin.district))
            above = self.catalogue.reference.places[origin.district].parent
            parts += [self.place_name(above)] if above else []
        return ", ".join(parts)

    @cached_property
    def cards(self) -> tuple[Card, ...]:
        """Every published product, in the order of its name; in a preview the drafts too."""
        shown = published(self.catalogue, self.settings)
        return tuple(sorted(map(self.card, shown), key=lambda card: (fold(card.name.text), card.slug)))

    def card(self, record: Record) -> Card:
        """Return *record* as it stands in lists."""
        product = record.product
        home = product.origin.district or product.origin.now or ""
        return Card(
            slug=record.slug,
            record=record,
            product=product,
            name=self.text(record, record.units["name"]),
            summary=self.text(record, record.units["summary"]),
            clock=self.clocks[record.slug],
            home=home,
            place=self.label(self.catalogue.reference.places[home].name) if home else "",
            sector=self.catalogue.reference.sets[product.category].sector,
            tone=self._tones[record.slug],
            picture=next(iter(self.pictures.get(record.slug, ())), None),
        )

    @cached_property
    def _tones(self) -> Mapping[str, int]:
        """The ground of each plate: neighbours of one kind differ, and a new record leaves the others' as they are."""
        kinds: dict[str, list[Record]] = defaultdict(list)
        for record in sorted(self.catalogue.records, key=lambda record: (record.product.added, record.slug)):
            kinds[record.product.kind].append(record)
        return {record.slug: place % TONES for records in kinds.values() for place, record in enumerate(records)}

    @cached_property
    def by_kind(self) -> Groups:
        """Products by kind."""
        return grouped(self.cards, lambda card: (card.product.kind,))

    @cached_property
    def by_sector(self) -> Groups:
        """Products by sector."""
        return grouped(self.cards, lambda card: (card.sector,))

    @cached_property
    def by_set(self) -> Groups:
        """Products by criteria set."""
        return grouped(self.cards, lambda card: (card.product.category,))

    @cached_property
    def by_place(self) -> Groups:
        """Products by place of today and by former district."""
        return grouped(self.cards, lambda card: (card.product.origin.now, card.product.origin.district))

    @cached_property
    def by_producer(self) -> Groups:
        """Products by producer."""
        return grouped(self.cards, lambda card: (card.product.producer,))

    @cached_property
    def like(self) -> Groups:
        """A few products of the same kind, by slug."""
        return _neighbours(self.by_kind.values())

    @cached_property
    def near(self) -> Groups:
        """A few products from the same home, by slug."""
        return _neighbours(grouped(self.cards, lambda card: (card.home,)).values())

    @cached_property
    def by_month(self) -> Mapping[int, tuple[Card, ...]]:
        """Products by month of their season."""
        return {month: tuple(card for card in self.cards if month in card.months) for month in MONTHS}

    @cached_property
    def best(self) -> tuple[Card, ...]:
        """Products whose rating is known to hold, the highest first; those of as many stars in the same order everywhere."""
        holding = sorted((card for card in self.cards if card.clock and card.clock.holds), key=lambda card: card.slug)
        return tuple(sorted(holding, key=lambda card: -card.clock.rating.stars if card.clock else 0))

    def guide(self, key: str) -> Guide | None:
        """Return the guide of a kind or topic."""
        return self.guides.get(f"guides/{key}")


def _offered(record: Record, settings: Settings) -> tuple[str, ...]:
    """Return the locales in which *record* has a page of its own: its name and its summary did not fall back."""

    def shown(code: str, key: str) -> bool:
        found = rendition(record, code, key)
        return publishable(found, state(record.units[key], found), settings.policy)

    targets = (code for code in settings.locales[1:] if shown(code, "name") and shown(code, "summary"))
    return (settings.source, *targets)


def published(catalogue: Catalogue, settings: Settings) -> list[Record]:
    """Return the records that have a page of their own; in a preview the drafts are among them."""
    wanted = {"published", "draft"} if settings.policy == "all" else {"published"}
    return [record for record in catalogue.records if record.product.status in wanted]


def grouped(cards: Iterable[Card], keys: Callable[[Card], Iterable[str | None]]) -> Groups:
    """Return *cards* by each of the *keys* that they have."""
    groups: dict[str, list[Card]] = defaultdict(list)
    for card in cards:
        for key in {key: None for key in keys(card) if key}:
            groups[key].append(card)
    return {key: tuple(found) for key, found in groups.items()}


def _neighbours(groups: Iterable[tuple[Card, ...]]) -> Groups:
    """Return the next few in its group of each product, so that every product is somebody's neighbour.

    There are twice as many as a page shows: what it shows already is taken out of them.
    """
    found = {}
    for cards in groups:
        ring = cards * 2
        most = min(2 * RELATED, len(cards) - 1)
        for place, card in enumerate(cards, start=1):
            found[card.slug] = ring[place : place + most]
    return found


def resolve(
    catalogue: Catalogue, guides: Iterable[Guide], settings: Settings, day: date, pictures: Pictures | None = None
) -> tuple[Site, ...]:
    """Return *catalogue* resolved on *day* in every locale, the source's first; *pictures* are the photos of its records."""
    clocks = {record.slug: ratings.clock(record.product.ratings, day) for record in catalogue.records}
    offered = {record.slug: _offered(record, settings) for record in catalogue.records}
    shown = {code: {guide.id: guide for guide in guides if guide.locale == code} for code in settings.locales}
    written = {(guide.id, guide.lang) for guide in guides if guide.lang == guide.locale}
    guides_in = {guide.id: tuple(code for code in settings.locales if (guide.id, code) in written) for guide in guides}
    return tuple(
        Site(LOCALES[code], settings, catalogue, day, shown[code], guides_in, clocks, offered, pictures or {})
        for code in settings.locales
    )
