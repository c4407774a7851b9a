"""What full text search reads of one locale: the words of each product and guide, and where they stand."""

from collections.abc import Iterator

from markupsafe import Markup

from catalogue.model import Guide, Passage
from catalogue.site import Site
from catalogue.site.views import Card

WHOLE = 1_000
"""How many products there may be for every text of each to be read; above, it is names, summaries and facts."""


def _stated(site: Site, card: Card) -> Iterator[str | None]:
    """Yield the facts that somebody may search for, in the reader's words."""
    reference, product, trade = site.catalogue.reference, card.product, card.product.trade
    schemes = [item.scheme for part in (product.certificates, product.protections, product.distinctions) for item in part]
    yield site.label(reference.kinds[product.kind].name)
    yield site.place_line(product.origin.now) if product.origin.now else None
    yield site.formerly(product)
    yield site.label(reference.producers[product.producer].name) if product.producer else None
    yield from (site.label(reference.schemes[scheme].name) for scheme in schemes)
    yield from (item.number for part in (product.certificates, product.protections) for item in part)
    yield from (item.code for part in (trade.hs, trade.growing_area_codes, trade.packing_house_codes) for item in part)
    yield product.gtin


def _product(site: Site, card: Card, *, whole: bool) -> Passage:
    units = card.record.units.items()
    told = [site.text(card.record, unit).text for key, unit in units if key != "name"] if whole else [card.summary.text]
    facts = " · ".join(filter(None, _stated(site, card)))
    return Passage(f"products/{card.slug}/", card.name.text, "\n".join([*told, facts]), card.summary.lang)


def _guide(guide: Guide) -> Passage:
    body = Markup(guide.body).striptags()  # noqa: S704  # the elements are taken out
    return Passage(f"{guide.id}/", guide.title, f"{guide.description} {body}", guide.lang)


def passages(site: Site) -> Iterator[Passage]:
    """Yield what there is to read: each product, then each hand-written page."""
    whole = len(site.cards) <= WHOLE
    for card in site.cards:
        yield _product(site, card, whole=whole)
    yield from map(_guide, site.guides.values())
