"""Checks that what a record points to exists, and that ids and labels are sound."""

import difflib
from collections.abc import Iterable, Iterator, Mapping
from typing import Any

from pydantic import BaseModel

from catalogue.issues import Issue, Path
from catalogue.model import Catalogue, Record, Reference

REFERENCE = "products/_reference"


def unknown(file: str, at: Path, kind: str, key: str, known: Iterable[str]) -> Issue:
    """Return the finding for *key*, which is none of the *known* ids of its *kind*, such as ``place``."""
    nearest = next(iter(difflib.get_close_matches(key, list(known), n=1)), "")
    values = {"value": key, "nearest": nearest}
    if kind == "source":
        return Issue("unknown-source", file, at, values=values)
    return Issue("unknown-reference", file, at, values={"what": kind, "where": f"{REFERENCE}/", **values})


def _references(record: Record, reference: Reference) -> Iterator[tuple[Path, str, str | None, Mapping[str, object]]]:
    product = record.product
    sources = {source.id: source for source in product.sources}
    yield ("category",), "category", product.category, reference.sets
    yield ("kind",), "kind", product.kind, reference.kinds
    yield ("producer",), "producer", product.producer, reference.producers
    yield ("origin", "now"), "place", product.origin.now, reference.places
    yield ("origin", "district"), "place", product.origin.district, reference.places
    for name in ("ratings", "distinctions", "certificates", "protections"):
        for place, item in enumerate(getattr(product, name)):
            yield (name, place, "source"), "source", item.source, sources
            if name != "ratings":
                yield (name, place, "scheme"), "scheme", item.scheme, reference.schemes
    for part, prices in (("retail", product.retail.prices), ("visit", product.visit.prices)):
        for place, price in enumerate(prices):
            yield (part, "prices", place, "source"), "source", price.source, sources


def _shared_references(reference: Reference) -> Iterator[tuple[str, Path, str, str | None, Mapping[str, object]]]:
    for key, producer in reference.producers.items():
        file = f"{REFERENCE}/producers/{key}.yaml"
        yield file, ("place",), "place", producer.place, reference.places
        yield file, ("district",), "place", producer.district, reference.places
    for place, item in enumerate(reference.places.values()):
        for name in ("parent", "district", "now"):
            yield f"{REFERENCE}/places.yaml", ("places", place, name), "place", getattr(item, name), reference.places
    for place, criteria in enumerate(reference.sets.values()):
        yield f"{REFERENCE}/categories.yaml", ("sets", place, "sector"), "sector", criteria.sector, reference.sectors


def known_references(catalogue: Catalogue, locales: tuple[str, ...]) -> Iterator[Issue]:
    """Every id that is referred to exists."""
    for record in catalogue.records:
        for at, kind, key, known in _references(record, catalogue.reference):
            if key is not None and key not in known:
                yield unknown(record.file, at, kind, key, known)
    for file, at, kind, key, known in _shared_references(catalogue.reference):
        if key is not None and key not in known:
            yield unknown(file, at, kind, key, known)


def unique_slugs(catalogue: Catalogue, locales: tuple[str, ...]) -> Iterator[Issue]:
    """Slugs and old slugs are unique together."""
    owners = {record.slug: record for record in catalogue.records}
    for record in catalogue.records:
        for place, old in enumerate(record.product.formerly):
            owner = owners.setdefault(old, record)
            if owner is not record or old == record.slug:
                values = {"slug": old, "other": owner.file}
                yield Issue("slug-taken", record.file, ("formerly", place), values=values)


def _lists(part: BaseModel, at: Path = ()) -> Iterator[tuple[Path, tuple[Any, ...]]]:
    for name in type(part).model_fields:
        value = getattr(part, name)
        if isinstance(value, BaseModel):
            yield from _lists(value, (*at, name))
        elif isinstance(value, tuple) and value and isinstance(value[0], BaseModel):
            yield (*at, name), value


def unique_ids(catalogue: Catalogue, locales: tuple[str, ...]) -> Iterator[Issue]:
    """The ids of a list are unique."""
    for record in catalogue.records:
        for at, items in _lists(record.product):
            seen: set[str] = set()
            for place, item in enumerate(items):
                if item.id in seen:
                    yield Issue("duplicate-id", record.file, (*at, place, "id"), values={"id": item.id})
                seen.add(item.id)


def labels(catalogue: Catalogue, locales: tuple[str, ...]) -> Iterator[Issue]:
    """Every shared label exists in every locale: labels are written by hand, never translated by a machine."""
    reference = catalogue.reference
    tables: tuple[tuple[str, str, Mapping[str, Any]], ...] = (
        ("categories.yaml", "sectors", reference.sectors),
        ("categories.yaml", "sets", reference.sets),
        ("categories.yaml", "kinds", reference.kinds),
        ("places.yaml", "places", reference.places),
        ("certificates.yaml", "schemes", reference.schemes),
    )
    files: list[tuple[str, Path, Mapping[str, str]]] = [
        (file, (table, place, "name"), item.name) for file, table, items in tables for place, item in enumerate(items.values())
    ]
    files += [
        ("categories.yaml", ("kinds", place, "gift"), kind.gift)
        for place, kind in enumerate(reference.kinds.values())
        if kind.gift is not None
    ]
    files += [("places.yaml", ("levels", key), names) for key, names in reference.levels.items()]
    files += [(f"producers/{key}.yaml", ("name",), item.name) for key, item in reference.producers.items()]
    files += [("catalogue.yaml", (key,), getattr(reference.collection, key)) for key in ("name", "tagline", "programme")]
    for name, at, names in files:
        for locale in locales:
            if locale not in names:
                yield Issue("missing-label", f"{REFERENCE}/{name}", at, values={"locale": locale})
