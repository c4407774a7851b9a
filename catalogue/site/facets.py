"""The facets of one locale: by what products can be chosen, what each choice is called, and how many products it has."""

from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping
from datetime import date
from itertools import chain

from catalogue.ratings import Clock
from catalogue.ratings import State as Clocked
from catalogue.schema import Visit
from catalogue.site import MONTHS, Site
from catalogue.site.views import Card, Choice, Facet

STANDINGS: Mapping[Clocked, str] = {
    "valid": "valid",
    "expiring": "expiring",
    "unknown": "past",
    "expired": "past",
    "withdrawn": "withdrawn",
}
"""What a reader is told of each state of the certificate clock: that a renewal is not documented, never that one expired."""
UNRATED = "none"


def standing(clock: Clock | None) -> str:
    """Return the certificate state by which a product is chosen."""
    return STANDINGS[clock.state] if clock else UNRATED


def turns(clock: Clock) -> Iterator[tuple[date, str]]:
    """Yield the days on which time alone changes what a reader is told of *clock*, and to what."""
    said = STANDINGS[clock.state]
    for day, state in clock.changes:
        if STANDINGS[state] != said:
            said = STANDINGS[state]
            yield day, said


def certificates(card: Card) -> tuple[str, ...]:
    """Return the schemes of its certificates and protections, each once."""
    held = [one.scheme for one in card.product.certificates] + [one.scheme for one in card.product.protections]
    return tuple(dict.fromkeys(held))


def visitable(card: Card) -> bool:
    """Tell whether anything is known of visiting its place."""
    return card.product.visit != Visit()


def _one(value: str | None) -> tuple[str, ...]:
    return (value,) if value else ()


def _stars(card: Card) -> tuple[str, ...]:
    return (str(card.clock.rating.stars),) if card.clock and card.clock.holds else ()


CHOSEN: Mapping[str, Callable[[Card], Iterable[str]]] = {
    "sector": lambda card: (card.sector,),
    "kind": lambda card: (card.product.kind,),
    "district": lambda card: _one(card.product.origin.district),
    "place": lambda card: _one(card.product.origin.now),
    "stars": _stars,
    "state": lambda card: (standing(card.clock),),
    "certificate": certificates,
    "month": lambda card: map(str, card.months),
    "producer": lambda card: _one(card.product.producer),
    "visit": lambda card: ("yes",) if visitable(card) else (),
}
"""The facets in the order of the page: the choices under which a product stands."""


def _names(site: Site) -> Mapping[str, Iterable[tuple[str, str]]]:
    """Return each choice that a facet could have, in the order of the page, and its name."""
    reference, t = site.catalogue.reference, site.locale.t
    places = [(key, site.place_name(key)) for key in reference.places]
    return {
        "sector": [(key, site.label(item.name)) for key, item in reference.sectors.items()],
        "kind": [(key, site.label(item.name)) for key, item in reference.kinds.items()],
        "district": places,
        "place": places,
        "stars": [(str(stars), site.locale.count("stars", stars)) for stars in (5, 4, 3)],
        "state": [(key, t(f"facet.state.{key}")) for key in (*dict.fromkeys(STANDINGS.values()), UNRATED)],
        "certificate": [(key, site.label(item.name)) for key, item in reference.schemes.items()],
        "month": [(str(month), site.locale.month(month)) for month in MONTHS],
        "producer": [(key, site.label(item.name)) for key, item in reference.producers.items()],
        "visit": [("yes", t("facet.visit.yes"))],
    }


def facets(site: Site) -> Iterator[Facet]:
    """Yield the facets of *site* in which there is anything to choose."""
    names = _names(site)
    for key, chosen in CHOSEN.items():
        counts = Counter(chain.from_iterable(map(chosen, site.cards)))
        choices = tuple(Choice(value, name, counts[value]) for value, name in names[key] if counts[value])
        if choices:
            yield Facet(key, site.locale.t(f"facet.{key}"), choices)
