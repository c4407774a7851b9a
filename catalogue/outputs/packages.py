"""The data package of the tables (Data Package 2.0): their columns, their licence, and where the facts were read."""

from collections.abc import Iterator
from typing import Any
from urllib.parse import urlsplit

from catalogue.model import Document
from catalogue.outputs import Press, geo, tables
from catalogue.outputs.writing import DATA, spaced
from catalogue.site import Site
from catalogue.text import slugify

PATH = f"{DATA}/datapackage.json"
_PROFILE = "https://datapackage.org/profiles/2.0/datapackage.json"


def _schema() -> dict[str, Any]:
    """Return the Table Schema that every table keeps."""
    fields = []
    for column in tables.COLUMNS:
        more = {"constraints": dict(column.constraints)} if column.constraints else {}
        fields.append({"name": column.name, "type": column.type, "description": column.about, **more})
    return {"fields": fields, "primaryKey": ["slug"], "missingValues": [""]}


def _table(site: Site) -> dict[str, Any]:
    code = site.locale.code
    return {
        "name": f"products-{code}",
        "title": f"{site.name} ({site.locale.name})",
        "description": f"A line a product. “{tables.BETWEEN}” stands between the values of one cell. "
        "A text that a spreadsheet would compute has an apostrophe in front.",
        "type": "table",
        "path": tables.path(code).removeprefix(f"{DATA}/"),
        "format": "csv",
        "mediatype": "text/csv",
        "encoding": "utf-8",
        "schema": _schema(),
    }


def _map() -> dict[str, Any]:
    return {
        "name": "map",
        "description": "The products whose record has coordinates.",
        "path": geo.PATH.removeprefix(f"{DATA}/"),
        "format": "geojson",
        "mediatype": "application/geo+json",
        "encoding": "utf-8",
    }


def _sources(site: Site) -> list[dict[str, str]]:
    """Return the sites that facts were read from; the column ``sources`` has each page."""
    parts = (urlsplit(source.url) for card in site.cards for source in card.product.sources)
    found = {part.netloc: f"{part.scheme}://{part.netloc}/" for part in parts}
    return [{"title": host, "path": address} for host, address in sorted(found.items())]


def documents(press: Press) -> Iterator[Document]:
    """Yield ``data/datapackage.json``."""
    site = press.sites[0]
    collection = site.catalogue.reference.collection
    said = {
        "$schema": _PROFILE,
        "name": slugify(site.name),
        "title": site.name,
        "description": site.label(collection.tagline),
        "homepage": site.settings.site_url,
        "licenses": [{"title": collection.licence.name, "path": collection.licence.url}],
        "sources": _sources(site),
        "resources": [*map(_table, press.sites), _map()],
    }
    yield spaced(PATH, said)
