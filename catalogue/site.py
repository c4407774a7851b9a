"""One locale resolved: what each page shows, with fallbacks, neighbours and lists. Pure; the day is an argument."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date
from functools import cached_property

from catalogue import ratings
from catalogue.locales import LOCALES, Locale
from catalogue.model import Catalogue, Guide, Page, Record, State
from catalogue.schema import Face, Place, Product
from catalogue.settings import Settings
from catalogue.text import excerpt, fold, romanise
from catalogue.units import publishable, rendition, state, units

RELATED = 4
MONTHS = range(1, 13)
_ELIDES = "AEIOUÂÊÎÔÛÉÈ"  # French: commune d’An Lac, but commune de Yen The


@dataclass(frozen=True, slots=True)
class Text:
    """A text as a reader sees it: *lang* for the element, *fallback* when it is the source's."""

    text: str
    lang: str
    state: State
    fallback: bool = False

    @property
    def machine(self) -> bool:
        """Whether no person has approved this translation."""
        return not self.fallback and self.state in {"machine", "edited", "stale"}


@dataclass(frozen=True, slots=True)
class Card:
    """A product in a list."""

    record: Record
    name: Text
    summary: Text
    clock: ratings.Clock | None
    place: str
    sector: str

    @property
    def slug(self) -> str:
        """The record's slug."""
        return self.record.slug

    @property
    def product(self) -> Product:
        """The record's content."""
        return self.record.product

    @property
    def months(self) -> tuple[int, ...]:
        """The months of its season."""
        return self.product.season.months if self.product.season else ()


@dataclass(frozen=True, slots=True)
class ProductView:
    """All that a product page shows."""

    card: Card
    texts: Mapping[str, Text]
    missing: Mapping[str, tuple[str, ...]]
    formerly: str
    related: tuple[Card, ...]
    nearby: tuple[Card, ...]
    guide: Guide | None

    @property
    def machine(self) -> bool:
        """Whether any text on the page is an unreviewed translation."""
        return any(text.machine for text in self.texts.values())

    @property
    def fallback(self) -> bool:
        """Whether any text on the page stands in the source's language."""
        return any(text.fallback for text in self.texts.values())


@dataclass(frozen=True, slots=True)
class ListView:
    """A list of products under a heading; *number* of *total* pages."""

    heading: str
    cards: tuple[Card, ...]
    id: str = ""
    number: int = 1
    total: int = 1
    count: int = 0
    place: Place | None = None
    children: tuple["Entry", ...] = ()


@dataclass(frozen=True, slots=True)
class Entry:
    """A line of an index: where it leads, its name, its drawing, how many products."""

    path: str
    name: str
    count: int
    drawing: str = ""
    note: str = ""


@dataclass(frozen=True, slots=True)
class IndexView:
    """An index of places, producers, categories or guides, in groups."""

    heading: str
    lead: str
    groups: tuple[tuple[str, tuple[Entry, ...]], ...]


@dataclass(frozen=True)
class Site:
    """The catalogue in one locale on one day."""

    locale: Locale
    settings: Settings
    catalogue: Catalogue
    day: date
    guides: Mapping[str, Guide] = field(default_factory=dict)

    @property
    def name(self) -> str:
        """The collection's name."""
        return self.label(self.catalogue.reference.collection.name)

    def label(self, labels: Mapping[str, str]) -> str:
        """Return the label of this locale; labels exist in every locale, or a check fails."""
        return labels[self.locale.code]

    def text(self, record: Record, key: str, source: str) -> Text:
        """Return the unit *key* as the publication policy shows it, falling back to the source."""
        if self.locale.code == self.settings.source:
            return Text(source, self.locale.code, "human")
        found = rendition(record, self.locale.code, key)
        effective = state(source, found)
        if found is None or not publishable(found, effective, self.settings.policy):
            return Text(source, self.settings.source, effective, fallback=True)
        unreviewed = effective in {"machine", "edited"} and found.word == "machine"
        lang = f"{self.locale.code}-x-mtfrom-{self.settings.source}" if unreviewed else self.locale.code
        return Text(found.text, lang, effective)

    def place_name(self, key: str, *, locale: str = "") -> str:
        """Return a place with its level: ``Chu ward``."""
        place = self.catalogue.reference.places[key]
        code = locale or self.locale.code
        pattern, name = self.catalogue.reference.levels[place.level][code], place.name[code]
        if code == "fr" and name[:1] in _ELIDES:
            pattern = pattern.replace("de {name}", "d’{name}")
        return pattern.format(name=name)

    def place_line(self, key: str, *, locale: str = "") -> str:
        """Return a place and what it is part of."""
        place = self.catalogue.reference.places[key]
        parts = [self.place_name(key, locale=locale)]
        if place.parent:
            parts.append(self.place_name(place.parent, locale=locale))
        return ", ".join(parts)

    def commune(self, words: str) -> str:
        """Return a commune that no longer exists, written in the source's words, in the words of this locale."""
        levels = self.catalogue.reference.levels
        for patterns in levels.values():
            before = patterns[self.settings.source].replace("{name}", "")
            if words.startswith(before):
                name = words.removeprefix(before)
                return patterns[self.locale.code].format(
                    name=name if self.locale.code == self.settings.source else romanise(name)
                )
        return words

    def formerly(self, product: Product) -> str:
        """Return where *product* was made when it was certified, as far as that is known."""
        origin = product.origin
        parts = [self.commune(origin.commune)] if origin.commune else []
        if origin.district:
            parts.append(self.place_name(origin.district))
            above = self.catalogue.reference.places[origin.district].parent
            parts += [self.place_name(above)] if above else []
        return ", ".join(parts)

    @cached_property
    def cards(self) -> tuple[Card, ...]:
        """Every published product, in the order of its name."""
        shown = [record for record in self.catalogue.records if record.product.status == "published"]
        return tuple(sorted(map(self.card, shown), key=lambda card: (fold(card.name.text), card.slug)))

    def card(self, record: Record) -> Card:
        """Return *record* as it stands in lists."""
        product = record.product
        place = product.origin.district or product.origin.now
        return Card(
            record=record,
            name=self.text(record, "name", product.name),
            summary=self.text(record, "summary", product.summary),
            clock=ratings.clock(product.ratings, self.day),
            place=self.label(self.catalogue.reference.places[place].name) if place else "",
            sector=self.catalogue.reference.sets[product.category].sector,
        )

    def _grouped(self, key: str) -> Mapping[str, tuple[Card, ...]]:
        groups: dict[str, list[Card]] = defaultdict(list)
        for card in self.cards:
            for value in _group_values(card, key):
                groups[value].append(card)
        return {value: tuple(cards) for value, cards in groups.items()}

    @cached_property
    def by_kind(self) -> Mapping[str, tuple[Card, ...]]:
        """Products by kind."""
        return self._grouped("kind")

    @cached_property
    def by_sector(self) -> Mapping[str, tuple[Card, ...]]:
        """Products by sector."""
        return self._grouped("sector")

    @cached_property
    def by_set(self) -> Mapping[str, tuple[Card, ...]]:
        """Products by criteria set."""
        return self._grouped("set")

    @cached_property
    def by_place(self) -> Mapping[str, tuple[Card, ...]]:
        """Products by place of today and by former district."""
        return self._grouped("place")

    @cached_property
    def by_producer(self) -> Mapping[str, tuple[Card, ...]]:
        """Products by producer."""
        return self._grouped("producer")

    @cached_property
    def by_month(self) -> Mapping[int, tuple[Card, ...]]:
        """Products by month of their season."""
        return {month: tuple(card for card in self.cards if month in card.months) for month in MONTHS}

    @cached_property
    def best(self) -> tuple[Card, ...]:
        """Products whose rating is known to hold, the highest first."""
        holding = [card for card in self.cards if card.clock and card.clock.holds]
        return tuple(sorted(holding, key=lambda card: -card.clock.rating.stars if card.clock else 0))

    @cached_property
    def next_season(self) -> tuple[int, tuple[Card, ...]] | None:
        """The first month from today on in which something is fresh, and what."""
        ahead = [(self.day.month - 1 + step) % 12 + 1 for step in range(12)]
        return next(((month, self.by_month[month]) for month in ahead if self.by_month[month]), None)

    @cached_property
    def kinds_shown(self) -> tuple[str, ...]:
        """Nine kinds that stand for the whole, the largest first, in the order of the collection."""
        kinds = self.catalogue.reference.kinds
        largest = sorted(kinds, key=lambda kind: -len(self.by_kind.get(kind, ())))[:9]
        return tuple(kind for kind in kinds if kind in largest)

    def guide(self, key: str) -> Guide | None:
        """Return the guide of a kind or topic."""
        return self.guides.get(f"guides/{key}")


def _group_values(card: Card, key: str) -> Iterator[str]:
    product = card.product
    if key == "kind":
        yield product.kind
    elif key == "sector":
        yield card.sector
    elif key == "set":
        yield product.category
    elif key == "producer" and product.producer:
        yield product.producer
    elif key == "place":
        yield from dict.fromkeys(filter(None, (product.origin.now, product.origin.district)))


def resolve(catalogue: Catalogue, guides: Iterable[Guide], settings: Settings, day: date, locale: str) -> Site:
    """Return *catalogue* resolved for *locale* on *day*."""
    mine = {guide.id: guide for guide in guides if guide.locale == locale}
    return Site(LOCALES[locale], settings, catalogue, day, mine)


def missing(record: Record) -> dict[str, tuple[str, ...]]:
    """Return the facts worth asking for that *record* does not state, by face, as ``trade.moq``."""
    found: dict[str, list[str]] = {face.value: [] for face in Face}
    product = record.product
    parts = (("", product), ("retail.", product.retail), ("visit.", product.visit), ("trade.", product.trade))
    for prefix, part in parts:
        for name, info in type(part).model_fields.items():
            extra = info.json_schema_extra
            ask = str(extra.get("ask", "")) if isinstance(extra, dict) else ""
            key = f"{prefix}{name}"
            if (
                ask
                and getattr(part, name) in (None, ())
                and key not in record.not_applicable
                and prefix[:-1] not in record.not_applicable
            ):
                found[ask].append(key)
    return {face: tuple(keys) for face, keys in found.items()}


def _ring(cards: tuple[Card, ...], card: Card, skip: Iterable[Card] = ()) -> tuple[Card, ...]:
    """Return the next few of *cards* after *card*, so that every product is somebody's neighbour."""
    left_out = {card.slug, *(other.slug for other in skip)}
    start = next((place for place, other in enumerate(cards) if other.slug == card.slug), 0)
    ring = cards[start + 1 : start + 1 + 2 * RELATED] + cards[: 2 * RELATED]
    chosen = {other.slug: other for other in ring if other.slug not in left_out}
    return tuple(chosen.values())[:RELATED]


def _product_page(site: Site, card: Card) -> Page:
    record, product = card.record, card.product
    related = _ring(site.by_kind.get(product.kind, ()), card)
    district = product.origin.district or product.origin.now or ""
    view = ProductView(
        card=card,
        texts={unit.key: site.text(record, unit.key, unit.text) for unit in units(product)},
        missing=missing(record),
        formerly=site.formerly(product),
        related=related,
        nearby=_ring(site.by_place.get(district, ()), card, skip=related),
        guide=site.guide(product.kind),
    )
    return Page(
        locale=site.locale.code,
        kind="product",
        path=f"products/{card.slug}/",
        title=card.name.text,
        description=excerpt(card.summary.text),
        view=view,
        fallback=card.name.fallback or card.summary.fallback,
        changed=str(product.changed),
    )


def _list_pages(site: Site) -> Iterator[Page]:
    size = site.settings.cards_per_page
    total = max(1, -(-len(site.cards) // size))
    heading = site.locale.t("products.title")
    for number in range(1, total + 1):
        view = ListView(
            heading=heading,
            cards=site.cards[(number - 1) * size : number * size],
            number=number,
            total=total,
            count=len(site.cards),
        )
        title = heading if number == 1 else site.locale.t("products.page", number=number)
        path = "products/" if number == 1 else f"products/page/{number}/"
        yield Page(site.locale.code, "products", path, title, site.locale.t("products.description"), view)


def _category_pages(site: Site) -> Iterator[Page]:
    reference = site.catalogue.reference
    for sector in reference.sectors.values():
        sets = tuple(
            Entry(f"categories/{item.id}/", site.label(item.name), len(site.by_set[item.id]))
            for item in reference.sets.values()
            if item.sector == sector.id and item.id in site.by_set
        )
        cards = site.by_sector.get(sector.id, ())
        yield _filed(
            site, "category", f"categories/{sector.id}/", ListView(site.label(sector.name), cards, sector.id, children=sets)
        )
    for item in reference.sets.values():
        if item.id in site.by_set:
            view = ListView(site.label(item.name), site.by_set[item.id], item.sector)
            yield _filed(site, "category", f"categories/{item.id}/", view)


def _place_pages(site: Site) -> Iterator[Page]:
    reference = site.catalogue.reference
    for place in reference.places.values():
        cards = site.by_place.get(place.id, ())
        communes = tuple(
            Entry(
                f"places/{item.id}/",
                site.place_name(item.id),
                len(site.by_place[item.id]),
                note=item.name[site.settings.source],
            )
            for item in reference.places.values()
            if item.district == place.id and item.id in site.by_place
        )
        if cards or (place.until and place.parent):
            view = ListView(site.place_name(place.id), cards, place.id, place=place, children=communes)
            yield _filed(site, "place", f"places/{place.id}/", view)


def _producer_pages(site: Site) -> Iterator[Page]:
    for key, producer in site.catalogue.reference.producers.items():
        if key in site.by_producer:
            view = ListView(site.label(producer.name), site.by_producer[key], key)
            yield _filed(site, "producer", f"producers/{key}/", view)


def _filed(site: Site, kind: str, path: str, view: ListView) -> Page:
    description = site.locale.t(f"{kind}.description", name=view.heading, site=site.name)
    return Page(
        site.locale.code, kind, path, view.heading, excerpt(description, 170), view, robots="" if view.cards else "noindex"
    )


def _index_pages(site: Site) -> Iterator[Page]:
    reference, t = site.catalogue.reference, site.locale.t
    sectors = tuple(
        Entry(f"categories/{key}/", site.label(item.name), len(site.by_sector.get(key, ())), f"sector-{key}")
        for key, item in reference.sectors.items()
    )
    former = [place for place in reference.places.values() if place.until and place.parent]
    districts = tuple(
        (
            site.place_name(place.id),
            (
                Entry(
                    f"places/{place.id}/", t("places.all", name=site.label(place.name)), len(site.by_place.get(place.id, ()))
                ),
                *(
                    Entry(f"places/{item.id}/", site.place_name(item.id), len(site.by_place[item.id]))
                    for item in reference.places.values()
                    if item.district == place.id and item.id in site.by_place
                ),
            ),
        )
        for place in former
    )
    producers = tuple(
        Entry(f"producers/{key}/", site.label(item.name), len(site.by_producer[key]))
        for key, item in sorted(reference.producers.items(), key=lambda pair: fold(site.label(pair[1].name)))
        if key in site.by_producer
    )
    kinds = tuple(
        Entry(f"guides/{key}/", site.label(item.name), len(site.by_kind.get(key, ())), key)
        for key, item in reference.kinds.items()
        if site.guide(key)
    )
    topics = tuple(
        Entry(f"{guide.id}/", guide.title, 0, guide.id.removeprefix("guides/"), guide.description)
        for guide in site.guides.values()
        if guide.id.startswith("guides/") and guide.id.removeprefix("guides/") not in reference.kinds
    )
    for name, groups in (
        ("categories", ((t("categories.sectors"), sectors),)),
        ("places", districts),
        ("producers", ((t("producers.title"), producers),)),
        ("guides", ((t("guides.topics"), topics), (t("guides.kinds"), kinds))),
    ):
        view = IndexView(t(f"{name}.title"), t(f"{name}.lead"), tuple(group for group in groups if group[1]))
        yield Page(site.locale.code, "index", f"{name}/", t(f"{name}.title"), t(f"{name}.lead"), view)


def _guide_pages(site: Site) -> Iterator[Page]:
    for guide in site.guides.values():
        key = guide.id.removeprefix("guides/")
        cards = site.by_kind.get(key, ())
        view = (guide, key if key in site.catalogue.reference.kinds else "", cards)
        yield Page(site.locale.code, "guide", f"{guide.id}/", guide.title, guide.description, view)


def pages(site: Site) -> Iterator[Page]:
    """Yield every page of *site*."""
    t = site.locale.t
    tagline = site.label(site.catalogue.reference.collection.tagline)
    yield Page(site.locale.code, "home", "", "", tagline, None)
    yield from _list_pages(site)
    for card in site.cards:
        yield _product_page(site, card)
    for record in site.catalogue.records:
        if record.product.status == "withdrawn":
            name = site.text(record, "name", record.product.name)
            path = f"products/{record.slug}/"
            yield Page(site.locale.code, "withdrawn", path, name.text, name.text, name, robots="noindex")
        for old in record.product.formerly:
            yield Page(site.locale.code, "moved", f"products/{old}/", record.product.name, "", record.slug, robots="noindex")
    yield from _category_pages(site)
    yield from _place_pages(site)
    yield from _producer_pages(site)
    yield from _index_pages(site)
    yield from _guide_pages(site)
    yield Page(site.locale.code, "season", "season/", t("season.title"), t("season.lead"), None)
