"""Producers and places."""

from collections.abc import Container

from catalogue.outputs.structured.nodes import Here, Node, node


def address(here: Here, key: str | None, street: str | None = None) -> Node | None:
    """Return the address of a place of today: itself, and what it is part of."""
    if not key:
        return None
    site = here.site
    parent = site.catalogue.reference.places[key].parent
    region = site.place_name(parent) if parent else ""
    return node("PostalAddress", streetAddress=street, addressLocality=site.place_name(key), addressRegion=region)


def maker(here: Here, key: str | None, shown: Container[str | None]) -> Node | None:
    """Return a producer as a product's page names it: with its place only where that is among the places *shown* there."""
    if not key:
        return None
    producer = here.site.catalogue.reference.producers[key]
    place = address(here, producer.place) if producer.place in shown else None
    return node("Organization", name=here.label(producer.name), url=here.url(f"producers/{key}/"), address=place)


def producer(here: Here, key: str) -> Node:
    """Return a producer as its own page shows it."""
    found = here.site.catalogue.reference.producers[key]
    name, contact = here.label(found.name), found.contact
    return node(
        "Organization",
        name=name,
        alternateName=here.also(name, found.name[here.site.settings.source]),
        address=address(here, found.place, contact.address if contact else None),
        foundingDate=str(found.founded or ""),
        sameAs=found.website,
        email=contact.email if contact else None,
        telephone=contact.phone if contact else None,
    )


def place(here: Here, key: str) -> Node:
    """Return a place, of today or of the past; what it is part of only where its page says that."""
    site, found = here.site, here.site.catalogue.reference.places[key]
    name, parent = site.place_name(key), None if found.until or not found.district else found.parent
    return node(
        "AdministrativeArea",
        name=name,
        alternateName=here.also(name, site.place_name(key, locale=site.settings.source)),
        containedInPlace=node("AdministrativeArea", name=site.place_name(parent)) if parent else None,
    )
