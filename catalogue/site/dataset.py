"""What the page about open data shows: the files for others, and what they cover in space and time."""

from collections.abc import Iterable

from catalogue.schema import Rating
from catalogue.site import Site
from catalogue.site.views import Card, Dataset, Download


def dataset(site: Site) -> Dataset:
    """Return the data of *site* as the page in its locale offers it."""
    ratings = [rating for card in site.cards for rating in card.product.ratings]
    return Dataset(
        downloads=tuple(_downloads(site)),
        count=len(site.cards),
        places=_places(site),
        first=min(map(_year, ratings), default=None),
        changed=max((card.product.changed for card in site.cards), default=None),
    )


def placed(card: Card) -> bool:
    """Tell whether the coordinates of a product are known."""
    return card.product.origin.latitude is not None and card.product.origin.longitude is not None


def _year(rating: Rating) -> int:
    """Return the year of a rating's decision, or the one in which it was only listed."""
    when = rating.issued or rating.seen
    assert when is not None
    return when.first.year


def _downloads(site: Site) -> Iterable[Download]:
    code = site.locale.code
    count = site.locale.number(sum(map(placed, site.cards)))
    t = site.locale.t
    yield Download("CSV", f"data/products.{code}.csv", t("data.table"), "text/csv")
    yield Download("Data Package", "data/datapackage.json", t("data.package"))
    yield Download("JSON", "api/v1/index.json", t("data.api"), "application/json")
    yield Download("OpenAPI", "api/v1/openapi.json", t("data.openapi"))
    yield Download("Atom", site.settings.address(code, "feed.xml"), t("data.feed"), "application/atom+xml")
    yield Download("GeoJSON", "data/products.geojson", t("data.map", count=count), "application/geo+json")


def _places(site: Site) -> tuple[str, ...]:
    """Return the names of the places, of today and of the past, that hold all others from which a product comes."""
    known = site.catalogue.reference.places
    homes = {key for card in site.cards for key in (card.product.origin.now, card.product.origin.district) if key}
    whole = {_whole(site, key) for key in homes}
    return tuple(site.place_name(key) for key in known if key in whole)


def _whole(site: Site, key: str) -> str:
    """Return the place that *key* is part of in the end; one that is part of itself ends where it began."""
    known, line = site.catalogue.reference.places, [key]
    while (parent := known[line[-1]].parent) and parent not in line:
        line.append(parent)
    return line[-1]
