"""The catalogue for programs: version 1 of its API, as static JSON, and the OpenAPI document that describes it."""

from collections.abc import Iterator
from typing import Any

from catalogue.model import Document
from catalogue.outputs import Press, feeds, geo, packages, tables
from catalogue.outputs.api import openapi, products, reference
from catalogue.outputs.api.values import stated
from catalogue.outputs.writing import API, pages_of, spaced
from catalogue.site import Site


def _links(site: Site) -> dict[str, Any]:
    base = site.settings.site_url
    lists = {name: f"{base}{API}/{name}.json" for name in ("openapi", "products", *reference.LISTS)}
    return {
        **lists,
        "product": f"{base}{products.PRODUCTS}/{{slug}}.json",
        "table": {code: base + tables.path(code) for code in site.settings.locales},
        "feed": {code: base + feeds.path(site.settings, code) for code in site.settings.locales},
        "map": base + geo.PATH,
        "package": base + packages.PATH,
    }


def _index(press: Press) -> Document:
    """Return what the catalogue is as a whole, and where everything is; it alone names the day."""
    site = press.sites[0]
    said = {
        **stated(site.catalogue.reference.collection),
        "day": site.day.isoformat(),
        "source": site.settings.source,
        "locales": list(site.settings.locales),
        "policy": site.settings.policy,
        "products": len(site.cards),
        "sources": len({source.url for card in site.cards for source in card.product.sources}),
        "pages": pages_of(press, ""),
        "links": _links(site),
    }
    return spaced(f"{API}/index.json", said)


def documents(press: Press) -> Iterator[Document]:
    """Yield the files of the API, except one for each product (``products.Products``)."""
    yield products.listing(press)
    yield from reference.listings(press)
    yield _index(press)
    yield openapi.document(press)
