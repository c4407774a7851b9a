"""What is new and what has changed: an Atom feed (RFC 4287) for each locale, the same bytes until a record changes."""

from collections.abc import Iterator
from dataclasses import dataclass

from catalogue.model import Document
from catalogue.outputs import Press
from catalogue.settings import Settings
from catalogue.site import Site
from catalogue.site.views import Card

ENTRIES = 100
"""How many products a feed names, those that changed last."""


@dataclass(frozen=True, slots=True)
class Entry:
    """A product in a feed: the address of its page, which is its id too, and the first days that its dates may mean."""

    card: Card
    url: str
    kind: str
    published: str
    updated: str


def path(settings: Settings, locale: str) -> str:
    """Return where the feed of *locale* stands."""
    return settings.address(locale, "feed.xml")


def _entry(site: Site, card: Card) -> Entry:
    added, changed = card.product.added.first, card.product.changed.first
    return Entry(
        card=card,
        url=site.settings.site_url + site.settings.address(site.locale.code, f"products/{card.slug}/"),
        kind=site.label(site.catalogue.reference.kinds[card.product.kind].name),
        published=added.isoformat(),
        updated=max(added, changed).isoformat(),
    )


def entries(site: Site) -> list[Entry]:
    """Return the newest entries of a feed, the newest first."""
    found = sorted((_entry(site, card) for card in site.cards), key=lambda entry: entry.url)
    return sorted(found, key=lambda entry: entry.updated, reverse=True)[:ENTRIES]


def documents(press: Press) -> Iterator[Document]:
    """Yield ``feed.xml`` for every locale."""
    for site in press.sites:
        shown = entries(site)
        values = {
            "site": site,
            "t": site.locale.t,
            "licence": site.catalogue.reference.collection.licence,
            "entries": shown,
            "updated": shown[0].updated if shown else site.day.isoformat(),
            "home": site.settings.site_url + site.settings.address(site.locale.code, ""),
        }
        yield Document(path(site.settings, site.locale.code), press.render("feed.xml", values).encode())
