"""What is wrong with a page's JSON-LD, by an extract of schema.org's vocabulary and by what this catalogue asks of itself."""

import json
import re
from datetime import date
from pathlib import Path

VOCABULARY = json.loads((Path(__file__).parent / "data" / "schema-org.json").read_text(encoding="utf-8"))
TYPES, PROPERTIES = VOCABULARY["types"], VOCABULARY["properties"]
ADDRESS = re.compile(r"https?://[^\s/]+/\S*")
NUMBER = re.compile(r"-?\d+(\.\d+)?")

# Each set is one way to be complete.
REQUIRED = {
    "Product": [{"name", "description", "category"}],
    "TouristAttraction": [{"name", "description", "address"}],
    "Organization": [{"name"}],
    "Country": [{"name"}],
    "PostalAddress": [{"addressLocality"}],
    "Certification": [{"name"}],
    "Rating": [{"ratingValue", "bestRating"}],
    "PropertyValue": [{"name", "value"}],
    "Offer": [{"priceSpecification"}],
    "UnitPriceSpecification": [
        {"price", "priceCurrency", "referenceQuantity"},
        {"minPrice", "maxPrice", "priceCurrency", "referenceQuantity"},
    ],
    "QuantitativeValue": [{"value", "unitCode"}, {"value", "unitText"}],
    "BreadcrumbList": [{"itemListElement"}],
    "ListItem": [{"position", "name"}, {"position", "url"}],
    "ItemPage": [{"inLanguage", "breadcrumb", "mainEntity"}],
    "CollectionPage": [{"inLanguage", "url", "name", "description"}],
    "WebPage": [{"inLanguage", "url", "mainEntity"}, {"inLanguage", "url", "name"}],
    "WebSite": [{"inLanguage", "url", "name", "publisher"}],
    "Article": [{"headline", "inLanguage", "description"}],
    "CreativeWork": [{"name", "url"}],
    "Dataset": [{"name", "description", "url", "license", "distribution"}],
    "DataDownload": [{"contentUrl", "encodingFormat"}],
}
# schema.org also takes texts here; a machine takes only plain numbers.
PLAIN = {"price", "minPrice", "maxPrice", "latitude", "longitude"}
# Customers rate nothing here, and nobody knows what is in stock.
NEVER = {"aggregateRating", "review", "availability", "reviewCount", "ratingCount"}


def kinds(node):
    """The types of *node*, as a list."""
    kind = node.get("@type", [])
    return kind if isinstance(kind, list) else [kind]


def lineage(kind):
    """*kind* and every type above it."""
    return {kind}.union(*(lineage(above) for above in TYPES.get(kind, ())))


def every(node):
    """*node* and every node within it."""
    yield node
    for value in node.values():
        for inner in value if isinstance(value, list) else [value]:
            if isinstance(inner, dict):
                yield from every(inner)


def is_date(text):
    try:
        return bool(re.fullmatch(r"\d{4}(-\d\d){0,2}", text)) and bool(date.fromisoformat((text + "-01-01")[:10]))
    except ValueError:
        return False


def fits_text(value, expected):
    """Whether a text may stand where *expected* are the types; an address stands for whatever has a page."""
    if "Text" in expected:
        return bool(value.strip())
    if expected & {"Date", "DateTime"}:
        return is_date(value)
    if "Number" in expected:
        return bool(NUMBER.fullmatch(value))
    return bool(ADDRESS.fullmatch(value))


def fits(value, expected):
    if isinstance(value, dict):
        return any(lineage(kind) & expected for kind in kinds(value))
    if isinstance(value, str):
        return fits_text(value, expected)
    return isinstance(value, int) and bool(expected & {"Number", "Integer"})


def wrong_properties(node):
    above = set().union(*map(lineage, kinds(node)))
    for name, value in node.items():
        if name.startswith("@"):
            continue
        known = PROPERTIES.get(name)
        if known is None or name in NEVER:
            yield f"{name} must not be used"
        elif not above & set(known["domainIncludes"]):
            yield f"{name} is no property of {kinds(node)}"
        else:
            expected = {"Number"} if name in PLAIN else set(known["rangeIncludes"])
            wrong = [one for one in (value if isinstance(value, list) else [value]) if not fits(one, expected)]
            yield from (f"{name} cannot be {one!r}" for one in wrong)


def lacking(node):
    for kind in kinds(node):
        ways = REQUIRED.get(kind, [set()])
        if not any(way <= set(node) for way in ways):
            yield f"{kind} lacks one of {sorted(ways[0] - set(node))}"


def wrong_trail(node):
    items = node.get("itemListElement", [])
    if "BreadcrumbList" in kinds(node):
        if [item.get("position") for item in items] != list(range(1, len(items) + 1)):
            yield "the trail is not numbered from 1"
        if len(items) < 2 or not all("item" in item for item in items[:-1]):
            yield "a trail has two steps, and each but the last an address"


def problems(node):
    """Every problem of *node* and of what is in it."""
    found = [] if node.get("@context", "https://schema.org") == "https://schema.org" else ["another vocabulary"]
    for one in every(node):
        found += [f"{kind!r} is no type" for kind in kinds(one) or [None] if kind not in TYPES]
        found += [*wrong_properties(one), *lacking(one), *wrong_trail(one)]
    return found
