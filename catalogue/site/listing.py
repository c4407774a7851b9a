"""The pages that there are in one locale, each at its address below it; what a page shows is made when it is rendered."""

from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import replace
from functools import partial
from typing import Any

from catalogue import hints
from catalogue.facts import missing
from catalogue.model import STATES, Guide, Page, Picture
from catalogue.scalars import PartialDate
from catalogue.schema import Product, Source
from catalogue.site import RELATED, Site, board
from catalogue.site.dataset import dataset
from catalogue.site.facets import facets
from catalogue.site.home import home_view
from catalogue.site.views import (
    AddView,
    Card,
    Entry,
    IndexView,
    ListView,
    Pager,
    PhotoView,
    ProductView,
    SeasonRow,
    SeasonView,
    SourceGroup,
    Text,
    WithdrawnView,
)
from catalogue.text import capital, clipped, fold

PRODUCERS_PER_PAGE = 240
CARDS_PER_MONTH = 12


def _page(site: Site, kind: str, path: str, title: str, description: str, view: Callable[[], Any], **more: Any) -> Page:
    return Page(site.locale.code, kind, path, title, description, view, **{"offered": site.settings.locales, **more})


def _made(view: Any) -> Callable[[], Any]:
    """Return what gives *view*, which is already made."""
    return lambda: view


def _sources(product: Product) -> tuple[SourceGroup, ...]:
    groups: dict[tuple[str, PartialDate], list[Source]] = defaultdict(list)
    for source in product.sources:
        groups[source.tier, source.read].append(source)
    return tuple(SourceGroup(tier, read, tuple(groups[tier, read])) for tier, read in sorted(groups))


def _photos(card: Card, pictures: Iterable[Picture], texts: Mapping[str, Text]) -> tuple[PhotoView, ...]:
    return tuple(
        PhotoView(photo, picture, texts[f"photos.{photo.id}.alt"])
        for photo, picture in zip(card.product.photos, pictures, strict=False)
    )


def _product_view(site: Site, card: Card) -> ProductView:
    record = card.record
    texts = {key: site.text(record, unit) for key, unit in record.units.items()}
    related = site.like[card.slug][:RELATED]
    shown = {other.slug for other in related}
    nearby = site.near[card.slug] if card.home else ()
    return ProductView(
        card=card,
        texts=texts,
        missing=missing(record),
        formerly=site.formerly(card.product),
        sources=_sources(card.product),
        related=related,
        nearby=tuple(other for other in nearby if other.slug not in shown)[:RELATED],
        guide=site.guide(card.product.kind),
        photos=_photos(card, site.pictures.get(card.slug, ()), texts),
    )


def _products(site: Site) -> Iterator[Page]:
    for card in site.cards:
        offered = site.offered[card.slug]
        yield _page(
            site, "product", f"products/{card.slug}/", card.name.text, card.summary.text,
            partial(_product_view, site, card),
            offered=offered,
            fallback=site.locale.code not in offered,
            changed=str(card.product.changed),
        )  # fmt: skip


def _gone(site: Site) -> Iterator[Page]:
    """Yield what stands at the address of a withdrawn product, and of one that has another slug now."""
    for record in site.catalogue.records:
        if record.product.status != "withdrawn" and not record.product.formerly:
            continue
        name = site.text(record, record.units["name"])
        if record.product.status == "withdrawn":
            path, kind = f"products/{record.slug}/", record.product.kind
            view = WithdrawnView(name, kind, site.by_kind.get(kind, ())[:RELATED])
            yield _page(site, "withdrawn", path, name.text, name.text, _made(view), robots="noindex")
        if record.product.status != "draft":
            for old in record.product.formerly:
                path = f"products/{old}/"
                yield _page(site, "moved", path, name.text, "", _made(record.slug), robots="noindex")


def _pages(pager: Pager, size: int, count: int) -> Iterator[tuple[Pager, slice]]:
    """Yield each page of a list of *count* things, and which of them it shows."""
    total = max(1, -(-count // size))
    for number in range(1, total + 1):
        yield replace(pager, number=number, total=total), slice((number - 1) * size, number * size)


def _listed(site: Site, kind: str, view: ListView, title: str, description: str, **more: Any) -> Iterator[Page]:
    """Yield the pages of a list of products."""
    for pager, part in _pages(view.pager, site.settings.cards_per_page, view.count):
        shown = replace(view, pager=pager, cards=view.cards[part])
        heading = title if pager.number == 1 else site.locale.t("page.numbered", title=clipped(title, 50), number=pager.number)
        yield _page(site, kind, pager.at(pager.number), heading, description, _made(shown), **more)


def _list(path: str, heading: str, cards: tuple[Card, ...], **more: Any) -> ListView:
    return ListView(heading, cards, len(cards), Pager(path), **more)


def _filed(site: Site, kind: str, view: ListView) -> Iterator[Page]:
    """Yield the pages of a category, a place or a producer; an empty one is not for search engines."""
    description = site.locale.t(f"{kind}.description", name=view.heading, site=site.name)
    heading = capital(view.heading)
    yield from _listed(site, kind, replace(view, heading=heading), heading, description, robots="" if view.cards else "noindex")


def _catalogue(site: Site) -> Iterator[Page]:
    t = site.locale.t
    view = _list("products/", t("products.title"), site.cards, facets=tuple(facets(site)))
    yield from _listed(site, "products", view, view.heading, t("products.description"))


def _sets(site: Site, sector: str) -> tuple[Entry, ...]:
    return tuple(
        Entry(f"categories/{item.id}/", site.label(item.name), len(site.by_set[item.id]))
        for item in site.catalogue.reference.sets.values()
        if item.sector == sector and item.id in site.by_set
    )


def _categories(site: Site) -> Iterator[Page]:
    reference = site.catalogue.reference
    for key, sector in reference.sectors.items():
        cards = site.by_sector.get(key, ())
        view = _list(f"categories/{key}/", site.label(sector.name), cards, id=key, children=_sets(site, key))
        yield from _filed(site, "category", view)
    for key, item in reference.sets.items():
        if key in site.by_set:
            view = _list(f"categories/{key}/", site.label(item.name), site.by_set[key], id=item.sector)
            yield from _filed(site, "category", view)


def _place(site: Site, key: str, name: str, note: str = "") -> Entry:
    return Entry(f"places/{key}/", capital(name), len(site.by_place.get(key, ())), note=note)


def _communes(site: Site, district: str) -> tuple[Entry, ...]:
    return tuple(
        _place(site, key, site.place_name(key), place.name[site.settings.source])
        for key, place in site.catalogue.reference.places.items()
        if place.district == district and key in site.by_place
    )


def _places(site: Site) -> Iterator[Page]:
    for key, place in site.catalogue.reference.places.items():
        cards = site.by_place.get(key, ())
        if cards or (place.until and place.parent):
            children = _communes(site, key)
            view = _list(f"places/{key}/", site.place_name(key), cards, id=key, place=place, children=children)
            yield from _filed(site, "place", view)


def _producers(site: Site) -> Iterator[Page]:
    for key, producer in site.catalogue.reference.producers.items():
        if key in site.by_producer:
            view = _list(f"producers/{key}/", site.label(producer.name), site.by_producer[key], id=key)
            yield from _filed(site, "producer", view)


def _guides(site: Site) -> Iterator[Page]:
    for guide in site.guides.values():
        kind = _kind(site, guide)
        data = dataset(site) if guide.id == "data" else None
        view = _list(f"{guide.id}/", guide.title, site.by_kind.get(kind, ()), id=kind, guide=guide, data=data)
        fallback = guide.lang != site.locale.code
        more = {"fallback": fallback, "offered": site.guides_in[guide.id]}
        yield from _listed(site, "guide", view, guide.title, guide.description, **more)


def _kind(site: Site, guide: Guide) -> str:
    key = guide.id.removeprefix("guides/")
    return key if key in site.catalogue.reference.kinds else ""


Groups = Iterable[tuple[str, tuple[Entry, ...]]]


def _sector_groups(site: Site) -> Groups:
    sectors = tuple(
        Entry(f"categories/{key}/", site.label(item.name), len(site.by_sector.get(key, ())), f"sector-{key}")
        for key, item in site.catalogue.reference.sectors.items()
    )
    yield site.locale.t("categories.sectors"), sectors
    for sector in site.catalogue.reference.sectors.values():
        yield site.label(sector.name), _sets(site, sector.id)


def _place_groups(site: Site) -> Groups:
    for key, place in site.catalogue.reference.places.items():
        if place.until and place.parent:
            whole = site.locale.t("places.all", name=site.label(place.name))
            yield capital(site.place_name(key)), (_place(site, key, whole), *_communes(site, key))


def _guide_groups(site: Site) -> Groups:
    t, kinds = site.locale.t, site.catalogue.reference.kinds
    topics = (guide for guide in site.guides.values() if guide.id.startswith("guides/") and not _kind(site, guide))
    yield (
        t("guides.topics"),
        tuple(Entry(f"{one.id}/", one.title, 0, one.id.removeprefix("guides/"), one.description) for one in topics),
    )
    yield (
        t("guides.kinds"),
        tuple(
            Entry(f"guides/{key}/", site.label(kind.name), len(site.by_kind.get(key, ())), key)
            for key, kind in kinds.items()
            if site.guide(key)
        ),
    )


def _index(site: Site, name: str, groups: Groups, pager: Pager) -> Page:
    t = site.locale.t
    heading = t(f"{name}.title")
    title = heading if pager.number == 1 else t("page.numbered", title=heading, number=pager.number)
    view = IndexView(heading, t(f"{name}.lead"), tuple(group for group in groups if group[1]), pager)
    return _page(site, "index", pager.at(pager.number), title, view.lead, _made(view))


def _producer_index(site: Site) -> Iterator[Page]:
    entries = sorted(
        (
            Entry(f"producers/{key}/", site.label(item.name), len(site.by_producer[key]))
            for key, item in site.catalogue.reference.producers.items()
            if key in site.by_producer
        ),
        key=lambda entry: (fold(entry.name), entry.path),
    )
    for pager, part in _pages(Pager("producers/"), PRODUCERS_PER_PAGE, len(entries)):
        yield _index(site, "producers", ((site.locale.t("producers.title"), tuple(entries[part])),), pager)


def _indexes(site: Site) -> Iterator[Page]:
    yield _index(site, "categories", _sector_groups(site), Pager("categories/"))
    yield _index(site, "places", _place_groups(site), Pager("places/"))
    yield _index(site, "guides", _guide_groups(site), Pager("guides/"))
    yield from _producer_index(site)


def _season_view(site: Site) -> SeasonView:
    def row(kind: str) -> SeasonRow:
        seasons = [card.product.season for card in site.by_kind[kind] if card.product.season]
        months = frozenset(month for season in seasons for month in season.months)
        peak = frozenset(month for season in seasons for month in season.peak)
        return SeasonRow(kind, site.label(site.catalogue.reference.kinds[kind].name), months, peak)

    rows = [row(kind) for kind in site.catalogue.reference.kinds if kind in site.by_kind]
    months = {month: cards for month, cards in site.by_month.items() if cards}
    fresh = (row for row in rows if row.months)
    return SeasonView(tuple(sorted(fresh, key=lambda row: min(row.months))), months, CARDS_PER_MONTH)


def _board(site: Site) -> Iterator[Page]:
    """Yield the review board, which only a preview has; it says what it counts only when it is rendered."""
    if site.settings.policy != "all" or site.locale.code == site.settings.source:
        return
    records = tuple(board.unreviewed(site))
    counts = Counter(unit.state for record in records for unit in record.units)
    shown = tuple((state, counts[state]) for state in STATES if state in counts)
    t = site.locale.t
    for pager, part in _pages(Pager("review/"), site.settings.cards_per_page, len(records)):
        view = board.BoardView(records[part], shown, pager)
        yield _page(site, "review", pager.at(pager.number), t("review.title"), "", _made(view), offered=(site.locale.code,))


def _add_view(site: Site) -> AddView:
    reference, words = site.catalogue.reference, hints.spoken(site.settings.source)
    places = [(key, site.place_name(key), place.until is not None) for key, place in reference.places.items()]
    return AddView(
        producers=_by_name((key, site.label(item.name)) for key, item in reference.producers.items()),
        places=_by_name((key, name) for key, name, former in places if not former),
        districts=_by_name((key, name) for key, name, former in places if former),
        first=hints.FIRST[words],
        above=hints.above(words),
    )


def _by_name(items: Iterable[tuple[str, str]]) -> tuple[tuple[str, str], ...]:
    return tuple(sorted(items, key=lambda item: (fold(item[1]), item[0])))


def _whole(site: Site) -> Iterator[Page]:
    """Yield the pages that show the whole catalogue at a glance."""
    t = site.locale.t
    yield _page(site, "home", "", "", site.label(site.catalogue.reference.collection.tagline), partial(home_view, site))
    yield _page(site, "season", "season/", t("season.title"), t("season.lead"), partial(_season_view, site))
    yield _page(site, "search", "search/", t("search.title"), t("search.lead"), _made(None), robots="noindex")
    yield _page(site, "add", "add/", t("add.title"), t("add.lead"), partial(_add_view, site), robots="noindex")
    yield _page(site, "shortlist", "shortlist/", t("shortlist.title"), t("shortlist.lead"), _made(None), robots="noindex")


PARTS = (_whole, _catalogue, _products, _gone, _categories, _places, _producers, _indexes, _guides, _board)


def pages(site: Site) -> Iterator[Page]:
    """Yield every page of *site*."""
    for part in PARTS:
        yield from part(site)
