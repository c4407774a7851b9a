"""What the home shows: the year, what keeps, what makes a gift, the places, and the guides by whom they are for."""

from collections import Counter
from collections.abc import Iterable

from catalogue.model import Guide
from catalogue.site import MONTHS, Groups, Site, grouped
from catalogue.site.views import Card, Entry, HomeView, MonthView, PlaceTile

KINDS_PER_MONTH = 6
KINDS_PER_PLACE = 3
KINDS_IN_PRINT = 9
NAMED_PLACES = 3
PLACES = 6
BEST = 4


def home_view(site: Site) -> HomeView:
    """Return what the home of *site* shows; its month is that of the build, until a browser chooses the visitor's."""
    kinds = site.catalogue.reference.kinds
    return HomeView(
        year=_year(site),
        keeping=tuple(_kind(site, key, site.by_kind[key]) for key in kinds if kinds[key].keeps and key in site.by_kind),
        gifts=tuple(
            _kind(site, key, site.by_kind[key], note=site.label(kind.gift))
            for key, kind in kinds.items()
            if kind.gift and key in site.by_kind
        ),
        kinds=tuple(_kind(site, key, site.by_kind[key]) for key in kinds if key in site.by_kind),
        print=kinds_shown(site),
        places=_places(site),
        best=site.best[:BEST],
        visitors=_guides(site, "visitors"),
        buyers=_guides(site, "buyers"),
    )


def _kind(site: Site, key: str, cards: tuple[Card, ...], note: str = "") -> Entry:
    """Return a kind as a line of a list; without a guide it leads to its first product."""
    path = f"guides/{key}/" if site.guide(key) else f"products/{cards[0].slug}/"
    return Entry(path, site.label(site.catalogue.reference.kinds[key].name), len(cards), key, note)


def _largest(groups: Groups, order: Iterable[str]) -> list[str]:
    """Return the keys of *groups*, the largest first; those of one size stand in the same *order* in every locale."""
    return sorted((key for key in order if key in groups), key=lambda key: -len(groups[key]))


def _year(site: Site) -> tuple[MonthView, ...]:
    """Return the twelve months; none where no season is known."""
    if not any(site.by_month.values()):
        return ()
    return tuple(_month(site, number) for number in MONTHS)


def _month(site: Site, number: int) -> MonthView:
    kinds = grouped(site.by_month[number], lambda card: (card.product.kind,))
    shown = _largest(kinds, site.catalogue.reference.kinds)[:KINDS_PER_MONTH]
    ahead = [(number - 1 + step) % 12 + 1 for step in range(12)]
    return MonthView(
        number=number,
        entries=tuple(_kind(site, key, kinds[key], note=_named(kinds[key])) for key in shown),
        kinds=len(kinds),
        more=sum(len(cards) for key, cards in kinds.items() if key not in shown),
        upcoming=next(month for month in ahead if site.by_month[month]),
    )


def _named(cards: Iterable[Card]) -> str:
    """Return the places that most of *cards* are known by."""
    places = Counter(card.place for card in cards if card.place)
    return ", ".join(place for place, _ in places.most_common(NAMED_PLACES))


def _places(site: Site) -> tuple[PlaceTile, ...]:
    """Return the places that most products are known by, each with the kinds that it has most of."""
    homes = grouped(site.cards, lambda card: (card.home,))
    return tuple(_place(site, key, homes[key]) for key in _largest(homes, site.catalogue.reference.places)[:PLACES])


def _place(site: Site, key: str, cards: tuple[Card, ...]) -> PlaceTile:
    name = site.catalogue.reference.places[key].name
    kinds = _largest(grouped(cards, lambda card: (card.product.kind,)), site.catalogue.reference.kinds)
    return PlaceTile(f"places/{key}/", site.label(name), name[site.settings.source], len(cards), tuple(kinds[:KINDS_PER_PLACE]))


def kinds_shown(site: Site) -> tuple[str, ...]:
    """Return the kinds that stand for the whole, the largest, in the order of the collection."""
    kinds = site.catalogue.reference.kinds
    largest = _largest(site.by_kind, kinds)[:KINDS_IN_PRINT]
    return tuple(kind for kind in kinds if kind in largest)


def _guides(site: Site, readers: str) -> tuple[Guide, ...]:
    return tuple(guide for guide in site.guides.values() if guide.readers == readers)
