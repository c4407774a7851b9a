"""A product: whole in a file of its own, and in the list what tells it apart; the same name has the same form in both."""

from collections.abc import Iterator
from itertools import chain
from typing import Any

from catalogue.model import Document, Picture, Record
from catalogue.outputs import Press
from catalogue.outputs.api.values import HIDDEN, Object, stated
from catalogue.outputs.writing import API, compact, licence, pages_of
from catalogue.ratings import Clock
from catalogue.schema import Product
from catalogue.site import Site
from catalogue.site.facets import standing, turns
from catalogue.site.views import Card

PRODUCTS = f"{API}/products"
HEAD = ("slug", "name", "sector", "category", "kind", "producer", "origin", "clock", "added", "changed")
"""What the list says of each product."""


def _text(site: Site, record: Record, key: str) -> Object:
    """Return a unit in one locale: its text where the publication policy shows it, and its state."""
    if site.locale.code == site.settings.source:
        return {"text": record.units[key].text, "state": "source"}
    found = site.text(record, record.units[key])
    return {"state": found.state} if found.fallback else {"text": found.text, "state": found.state}


def _texts(press: Press, record: Record, key: str) -> Object:
    return {site.locale.code: _text(site, record, key) for site in press.sites}


def _clock(clock: Clock) -> Object:
    found: Object = {"rating": clock.rating.id, "stars": clock.rating.stars, "state": standing(clock)}
    if clock.ends:
        found["ends"] = {"first": clock.ends.first.isoformat(), "last": clock.ends.last.isoformat()}
    changes = [{"day": day.isoformat(), "state": state} for day, state in turns(clock)]
    return {**found, "changes": changes} if changes else found


def _head(press: Press, card: Card) -> Object:
    product, origin = card.product, card.product.origin
    found = {
        "slug": card.slug,
        "name": _texts(press, card.record, "name"),
        "sector": card.sector,
        "category": product.category,
        "kind": product.kind,
        "producer": product.producer,
        "origin": {key: place for key, place in (("now", origin.now), ("district", origin.district)) if place},
        "clock": _clock(card.clock) if card.clock else None,
        "added": str(product.added),
        "changed": str(product.changed),
    }
    return {key: value for key, value in found.items() if value}


def _photos(press: Press, card: Card, photos: list[Object]) -> list[Object]:
    """Return the *photos* of a product with the addresses of their files, which are not the originals."""
    site = press.sites[0]
    pictures = site.pictures.get(card.slug, ())
    return [{**photo, "files": _files(site, picture)} for photo, picture in zip(photos, pictures, strict=False)]


def _files(site: Site, picture: Picture) -> list[Object]:
    base = site.settings.site_url
    return [{"url": base + file.path, "width": file.width, "height": file.height} for file in picture.files]


def _product(press: Press, card: Card) -> Object:
    record = card.record
    facts = stated(card.product, lambda key: _texts(press, record, key))
    if "photos" in facts:
        facts["photos"] = _photos(press, card, facts["photos"])
    unapplied = sorted(record.not_applicable - HIDDEN[Product])
    more = {"not_applicable": unapplied} if unapplied else {}
    pages = pages_of(press, f"products/{card.slug}/")
    return {**_head(press, card), **facts, **more, "pages": pages, "licence": licence(press)}


class Products:
    """The files of the products, each written by itself: whoever wants one does not read them all."""

    def __init__(self, press: Press) -> None:
        """Begin with none written."""
        self._press = press

    def documents(self, part: int = 0, of: int = 1) -> Iterator[Document]:
        """Yield those of one of several parts, which together are all of them."""
        return map(self._document, self._press.sites[0].cards[part::of])

    def document(self, path: str) -> Document | None:
        """Return the file at *path*, if a product has it."""
        if not path.startswith(f"{PRODUCTS}/"):
            return None
        cards = self._press.sites[0].cards
        return next((self._document(card) for card in cards if path == f"{PRODUCTS}/{card.slug}.json"), None)

    def _document(self, card: Card) -> Document:
        return compact(f"{PRODUCTS}/{card.slug}.json", _product(self._press, card))


def listing(press: Press) -> Document:
    """Return the list of all products, of those that are withdrawn, and of slugs that have changed."""
    gone = [record for record in press.sites[0].catalogue.records if record.product.status == "withdrawn"]
    said: dict[str, Any] = {
        "licence": licence(press),
        "products": [_head(press, card) for card in press.sites[0].cards],
        "withdrawn": sorted(record.slug for record in gone),
        "moved": dict(sorted(chain.from_iterable(map(_moved, press.sites[0].catalogue.records)))),
    }
    return compact(f"{PRODUCTS}.json", said)


def _moved(record: Record) -> Iterator[tuple[str, str]]:
    if record.product.status != "draft":
        yield from ((old, record.slug) for old in record.product.formerly)
