"""The OpenAPI document of the API (3.1): what each address gives, and what version 1 promises."""

from typing import Any

from catalogue import schema
from catalogue.model import STATES, Document
from catalogue.outputs import Press
from catalogue.outputs.api.products import HEAD
from catalogue.outputs.api.shapes import Shape, components, entry, listed
from catalogue.outputs.writing import API, spaced
from catalogue.ratings import EXPIRING_DAYS, VALID_MONTHS
from catalogue.site.facets import STANDINGS

VERSION = "1.0.0"
PROMISE = """\
The records of this catalogue as JSON: static files, open to everybody, without a key.

**What version 1 promises.** An address stays, and what it gives keeps its names, its forms and its meaning. More properties,
more files and more values of an enumeration may come, so read what you know and pass over the rest. Whatever breaks this
begins a version 2, which stands beside version 1 for at least a year.

**What is absent is not known.** No property is null or empty in place of a fact; `not_applicable` names what does not apply.

**Texts** stand in every locale with the state of their translation; where the catalogue does not publish a translation there is
only its state, and the text of the source locale serves.

**Stars** count while they hold. The states are those of the day of the build, which `index.json` gives; each clock has the days
on which time alone will change it, so that its state on another day can be read off.
"""

_STRING: Shape = {"type": "string"}
_DAY: Shape = {"type": "string", "format": "date"}
_ADDRESS: Shape = {"type": "string", "format": "uri"}
_LABELS: Shape = {"type": "object", "description": "a name by locale", "additionalProperties": _STRING}
_PAGES: Shape = {"type": "object", "description": "the address of its page by locale", "additionalProperties": _ADDRESS}
_LICENCE: Shape = {**_ADDRESS, "description": "the licence of the texts"}
_COUNT: Shape = {"type": "integer", "minimum": 0, "description": "how many products it has"}
_SLUG: Shape = {"type": "string", "pattern": "^[a-z0-9]+(-[a-z0-9]+)*$"}
_STANDING: Shape = {
    "type": "string",
    "enum": list(dict.fromkeys(STANDINGS.values())),
    "description": f"`valid`; `expiring`: valid, and its end within {EXPIRING_DAYS} days; `past`: a renewal is not documented, "
    "or the date of the decision not known well enough; `withdrawn`",
}


def _ref(name: str) -> Shape:
    return {"$ref": f"#/components/schemas/{name}"}


def _by_locale(inner: Shape, description: str) -> Shape:
    return {"type": "object", "description": description, "additionalProperties": inner}


def _texts() -> dict[str, Shape]:
    states = {"type": "string", "enum": ["source", *STATES], "description": "`source` in the locale of the records"}
    rendition = entry({"text": _STRING, "state": states}, "A text in one locale.", optional=("text",))
    return {"Text": _by_locale(_ref("Rendition"), "A text in every locale."), "Rendition": rendition}


def _clock() -> dict[str, Shape]:
    change = entry({"day": _DAY, "state": _STANDING}, "From this day on the state is another.")
    span = entry({"first": _DAY, "last": _DAY}, "The first day on which it no longer holds, as an interval.")
    clock = entry(
        {
            "rating": {"type": "string", "description": "the id of the newest event among `ratings`"},
            "stars": {"type": "integer", "minimum": 3, "maximum": 5},
            "state": _STANDING,
            "ends": _ref("Span"),
            "changes": listed(_ref("Change"), "what time alone will change, the soonest first"),
        },
        f"What the newest rating is worth: it holds for {VALID_MONTHS} months from its decision.",
        optional=("ends", "changes"),
    )
    return {"Clock": clock, "Change": change, "Span": span}


def _photos(photo: Shape) -> dict[str, Shape]:
    size = {"type": "integer", "minimum": 1, "description": "pixels"}
    file = entry({"url": _ADDRESS, "width": size, "height": size}, "A file of a photo; AVIF or JPEG, as its address ends.")
    files = listed(_ref("PhotoFile"), "the photo in several widths and formats")
    return {"Photo": entry({**photo["properties"], "files": files}, "A photo."), "PhotoFile": file}


def _products(product: Shape) -> dict[str, Shape]:
    more = {
        "slug": {**_SLUG, "description": "its id: the same in every locale, and for good"},
        "sector": {"type": "string", "description": "sector (id)"},
        "clock": _ref("Clock"),
        "not_applicable": listed(_STRING, "dotted paths of the facts that do not apply"),
        "pages": _PAGES,
        "licence": _LICENCE,
    }
    required = [*product["required"], "slug", "sector", "pages", "licence"]
    whole = {**product, "description": "All that the pages of a product state.", "required": required}
    whole["properties"] = {**more, **product["properties"]}
    head = {name: whole["properties"][name] for name in HEAD}
    return {
        "Product": whole,
        "Head": {
            "type": "object",
            "description": "What tells a product apart.",
            "properties": head,
            "required": [name for name in HEAD if name in required],
        },
    }


def _counted(shape: Shape, description: str, *, paged: bool = False) -> Shape:
    """Return what stands in a list of reference: an id, what is said of it, its products, and its pages where it has any."""
    more = {"id": _SLUG, "products": _COUNT, "pages": _PAGES}
    required = dict.fromkeys([*shape["required"], "id", "products", *(["pages"] if paged else [])])
    return {
        **shape,
        "description": description,
        "properties": {**shape["properties"], **more},
        "required": list(required),
    }


def _catalogue(collection: Shape) -> Shape:
    links = entry(
        {
            "openapi": _ADDRESS,
            "products": _ADDRESS,
            "product": {"type": "string", "description": "a URI template (RFC 6570) with the variable `slug`"},
            "categories": _ADDRESS,
            "places": _ADDRESS,
            "producers": _ADDRESS,
            "schemes": _ADDRESS,
            "table": _by_locale(_ADDRESS, "all products as CSV, by locale"),
            "feed": _by_locale(_ADDRESS, "new and changed products as Atom, by locale"),
            "map": {**_ADDRESS, "description": "the products with coordinates, as GeoJSON"},
            "package": {**_ADDRESS, "description": "the data package of the tables"},
        },
        "Where everything is.",
    )
    more = {
        "day": {**_DAY, "description": "the day for which the states of ratings were computed"},
        "source": {"type": "string", "description": "the locale that records are written in"},
        "locales": listed(_STRING, "the locales, the source first"),
        "policy": {"enum": ["reviewed", "label", "all"], "description": "which translations are published"},
        "products": {"type": "integer", "minimum": 0, "description": "how many products there are"},
        "sources": {"type": "integer", "minimum": 0, "description": "how many pages they were compiled from"},
        "pages": {**_PAGES, "description": "the address of the home by locale"},
        "links": links,
    }
    required = [*collection["required"], *more]
    return {
        **collection,
        "description": "The catalogue as a whole.",
        "properties": {**collection["properties"], **more},
        "required": required,
    }


def _schemas() -> dict[str, Shape]:
    found = components(
        schema.Product, schema.Producer, schema.Place, schema.Sector, schema.CriteriaSet, schema.Kind, schema.Scheme,
        schema.Collection,
    )  # fmt: skip
    return {
        **found,
        **_texts(),
        **_clock(),
        **_photos(found["Photo"]),
        **_products(found["Product"]),
        "Producer": _counted(found["Producer"], "A producer that has a product.", paged=True),
        "Place": _counted(found["Place"], "A place of today, or of the past: `until` is its last day, `now` what it became."),
        "Sector": _counted(found["Sector"], "A sector of the programme.", paged=True),
        "CriteriaSet": _counted(found["CriteriaSet"], "A criteria set of the programme: the `category` of a product."),
        "Kind": _counted(found["Kind"], "What a product is in everyday words."),
        "Collection": _catalogue(found["Collection"]),
    }


LISTS: dict[str, tuple[str, dict[str, Shape]]] = {
    "products": (
        "Every product, in the order of its name in the source locale",
        {
            "products": listed(_ref("Head"), "every product"),
            "withdrawn": listed(_SLUG, "slugs of products that were withdrawn: take them out of your copies"),
            "moved": _by_locale(_SLUG, "the slug of today by the one it had before"),
        },
    ),
    "categories": (
        "Sectors, categories (criteria sets) and kinds",
        {
            "sectors": listed(_ref("Sector"), "the sectors of the programme"),
            "categories": listed(_ref("CriteriaSet"), "its criteria sets"),
            "kinds": listed(_ref("Kind"), "what products are in everyday words"),
        },
    ),
    "places": (
        "Places of today, and those of the past that products are known by",
        {
            "levels": _by_locale(_LABELS, "how a name is said with its level, by the id of the level"),
            "places": listed(_ref("Place"), "the places"),
        },
    ),
    "producers": ("Producers that have a product", {"producers": listed(_ref("Producer"), "the producers")}),
    "schemes": (
        "Schemes of certificates, protections and honours",
        {"schemes": listed(_ref("Scheme"), "the schemes")},
    ),
}
"""What each list says that it is, and its properties beside the licence."""


def _get(name: str, summary: str, shape: Shape, **more: Any) -> dict[str, Any]:
    answers = {"200": {"description": summary, "content": {"application/json": {"schema": shape}}}}
    if more:
        answers["404"] = {"description": "There is no such product, or it is not published."}
    return {"get": {"operationId": name, "summary": summary, "responses": answers, **more}}


def _paths() -> dict[str, Any]:
    slug = {"name": "slug", "in": "path", "required": True, "schema": _SLUG}
    lists = {
        f"/{name}.json": _get(name, summary, entry({"licence": _LICENCE, **properties}, summary))
        for name, (summary, properties) in LISTS.items()
    }
    return {
        "/index.json": _get("catalogue", "The catalogue as a whole, and where everything is", _ref("Collection")),
        **lists,
        "/products/{slug}.json": _get("product", "One product, whole", _ref("Product"), parameters=[slug]),
    }


def document(press: Press) -> Document:
    """Return ``openapi.json``."""
    site = press.sites[0]
    collection = site.catalogue.reference.collection
    said = {
        "openapi": "3.1.0",
        "info": {
            "title": site.name,
            "version": VERSION,
            "description": PROMISE,
            "license": {"name": collection.licence.name, "url": collection.licence.url},
        },
        "servers": [{"url": f"{site.settings.site_url}{API}"}],
        "paths": _paths(),
        "components": {"schemas": _schemas()},
    }
    return spaced(f"{API}/openapi.json", said)
