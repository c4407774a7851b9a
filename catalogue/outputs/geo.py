"""The products whose record has coordinates, as GeoJSON (RFC 7946); a place that is known by name only is no point."""

from collections.abc import Iterator
from typing import Any

from catalogue.model import Document
from catalogue.outputs import Press
from catalogue.outputs.writing import DATA, compact, pages_of
from catalogue.site.dataset import placed
from catalogue.site.views import Card

PATH = f"{DATA}/products.geojson"


def _feature(press: Press, card: Card) -> dict[str, Any]:
    """Return a product as a point; its properties are flat, as programs that draw maps show them."""
    product, unit = card.product, card.record.units["name"]
    names = {f"name_{site.locale.code}": site.text(card.record, unit).text for site in press.sites}
    pages = {f"page_{code}": address for code, address in pages_of(press, f"products/{card.slug}/").items()}
    point = [float(degrees) for degrees in (product.origin.longitude, product.origin.latitude) if degrees is not None]
    return {
        "type": "Feature",
        "id": card.slug,
        "geometry": {"type": "Point", "coordinates": point},
        "properties": {**names, "sector": card.sector, "category": product.category, "kind": product.kind, **pages},
    }


def documents(press: Press) -> Iterator[Document]:
    """Yield ``data/products.geojson``, with no feature where no record has coordinates."""
    features = [_feature(press, card) for card in press.sites[0].cards if placed(card)]
    yield compact(PATH, {"type": "FeatureCollection", "features": features})
