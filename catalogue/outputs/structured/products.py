"""A product, or a stay in a village, as its page shows it."""

from collections.abc import Iterator
from typing import Any

from catalogue.outputs.structured.honours import awards, certifications
from catalogue.outputs.structured.makers import address, maker
from catalogue.outputs.structured.nodes import Here, Node, node
from catalogue.outputs.structured.offers import offer
from catalogue.schema import Origin, Protection
from catalogue.site.views import Card, ProductView

STAYS = "s6"
"""The sixth sector of the programme, community tourism (Decision 148/2023): a place and what is offered there, not goods."""


def described(here: Here, view: ProductView, description: str) -> Node:
    """Return the node of a product."""
    return (_stay if view.card.sector == STAYS else _goods)(here, view, description)


def _shared(here: Here, view: ProductView, description: str) -> dict[str, Any]:
    """Return what goods and stays have in common; a drawing is of the kind, and no image of the product."""
    card = view.card
    return {
        "name": card.name.text,
        "alternateName": here.also(card.name.text, card.product.name),
        "description": description,
        "image": [here.site.settings.site_url + shown.picture.largest.path for shown in view.photos],
        "category": here.label(here.site.catalogue.reference.kinds[card.product.kind].name),
        "hasCertification": certifications(here, card),
        "award": awards(here, card),
    }


def _goods(here: Here, view: ProductView, description: str) -> Node:
    product = view.card.product
    return node(
        "Product",
        **_shared(here, view, description),
        manufacturer=maker(here, product.producer, _places(product.origin)),
        countryOfOrigin=_country(here, product.origin) if view.traded else None,
        gtin=product.gtin if view.traded else None,
        additionalProperty=list(_properties(here, view)),
        offers=[offer(here, price) for price in product.retail.prices],
    )


def _stay(here: Here, view: ProductView, description: str) -> Node:
    """Return a stay: schema.org has one type for the place and one for what is offered there, so it is of both."""
    product = view.card.product
    return node(
        ["TouristAttraction", "Service"],
        **_shared(here, view, description),
        provider=maker(here, product.producer, _places(product.origin)),
        address=address(here, product.origin.now),
        geo=_point(product.origin),
        availableLanguage=list(product.visit.languages),
        additionalProperty=list(_season(here, view.card)),
        offers=[offer(here, price) for price in (*product.retail.prices, *product.visit.prices)],
    )


def _places(origin: Origin) -> set[str]:
    return {key for key in (origin.now, origin.district) if key}


def _country(here: Here, origin: Origin) -> Node | None:
    code = here.site.catalogue.reference.collection.country
    return node("Country", name=here.site.locale.country(code)) if code and _places(origin) else None


def _point(origin: Origin) -> Node | None:
    if origin.latitude is None or origin.longitude is None:
        return None
    return node("GeoCoordinates", latitude=str(origin.latitude), longitude=str(origin.longitude))


def _property(name: str, value: str, note: str = "") -> Node:
    return node("PropertyValue", name=name, value=value, description=note)


def _season(here: Here, card: Card) -> Iterator[Node]:
    locale = here.site.locale
    if card.months:
        yield _property(locale.field("season.note"), locale.list(map(locale.month, card.months)))


def _place(here: Here, view: ProductView) -> Iterator[Node]:
    """Yield where goods come from, unless their producer's address says it."""
    product, site = view.card.product, here.site
    home = site.catalogue.reference.producers[product.producer].place if product.producer else None
    place = site.place_line(product.origin.now) if product.origin.now else view.formerly
    if place and (not home or home != product.origin.now):
        yield _property(site.locale.t("field.place"), place)


def _properties(here: Here, view: ProductView) -> Iterator[Node]:
    """Yield the facts for which schema.org has no property of their own."""
    yield from _place(here, view)
    yield from _season(here, view.card)
    for held in view.card.product.protections:
        yield _protection(here, held)
    yield from _trade(here, view)


def _protection(here: Here, held: Protection) -> Node:
    locale = here.site.locale
    number = locale.t("number", number=held.number) if held.number else ""
    said = [held.name, locale.country(held.country), number, locale.date(held.year) if held.year else ""]
    return _property(here.label(here.site.catalogue.reference.schemes[held.scheme].name), ", ".join(filter(None, said)))


def _trade(here: Here, view: ProductView) -> Iterator[Node]:
    """Yield customs codes, each with the warning that its page gives, and the amounts that a buyer asks for first."""
    locale, trade = here.site.locale, view.card.product.trade
    for code in trade.hs:
        warning = locale.t("hs.suggested") if code.status == "suggested" else ""
        yield _property(locale.field("trade.hs"), code.code, warning)
    for path in ("moq", "shelf_life"):
        quantity = getattr(trade, path)
        if quantity:
            yield _property(locale.field(f"trade.{path}"), locale.quantity(quantity))
