"""What the ids in a product stand for: categories, places, producers and schemes, each with how many products it has.

Only a producer that has a product is named: of the others there may be nothing on the site, because they asked for that.
"""

from collections.abc import Iterable, Mapping
from typing import Any

from pydantic import BaseModel

from catalogue.model import Document
from catalogue.outputs import Press
from catalogue.outputs.api.values import Object, stated
from catalogue.outputs.writing import API, compact, licence, pages_of
from catalogue.site import Groups


def _entries(
    press: Press, items: Mapping[str, BaseModel], products: Groups, folder: str, paged: Iterable[str] | None = None
) -> list[Object]:
    """Return *items*, each with its number of products and, where it is among those that are *paged*, its pages in *folder*."""
    pages = set(products if paged is None else paged)
    return [
        {
            "id": key,
            **stated(item),
            "products": len(products.get(key, ())),
            **({"pages": pages_of(press, f"{folder}/{key}/")} if key in pages else {}),
        }
        for key, item in items.items()
    ]


def _categories(press: Press) -> dict[str, Any]:
    site, reference = press.sites[0], press.sites[0].catalogue.reference
    guides = [key for key in reference.kinds if site.guide(key)]
    return {
        "sectors": _entries(press, reference.sectors, site.by_sector, "categories", reference.sectors),
        "categories": _entries(press, reference.sets, site.by_set, "categories"),
        "kinds": _entries(press, reference.kinds, site.by_kind, "guides", guides),
    }


def _places(press: Press) -> dict[str, Any]:
    site, reference = press.sites[0], press.sites[0].catalogue.reference
    former = [key for key, place in reference.places.items() if place.until and place.parent]
    return {
        "levels": reference.levels,
        "places": _entries(press, reference.places, site.by_place, "places", [*site.by_place, *former]),
    }


def _producers(press: Press) -> dict[str, Any]:
    site = press.sites[0]
    named = {key: item for key, item in site.catalogue.reference.producers.items() if key in site.by_producer}
    return {"producers": _entries(press, named, site.by_producer, "producers")}


def _schemes(press: Press) -> dict[str, Any]:
    return {"schemes": [stated(scheme) for scheme in press.sites[0].catalogue.reference.schemes.values()]}


LISTS = {"categories": _categories, "places": _places, "producers": _producers, "schemes": _schemes}


def listings(press: Press) -> Iterable[Document]:
    """Yield the file of each list."""
    for name, said in LISTS.items():
        yield compact(f"{API}/{name}.json", {"licence": licence(press), **said(press)})
