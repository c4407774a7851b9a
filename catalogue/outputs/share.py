"""What a page shows where its address is shared: the words and the subject of one picture, which ``images`` draws.

A product has one of its own in each locale. Above ``MOST`` products those of a sector have one together: each is a file. A page
that is about no product and no sector shows the whole catalogue.
"""

import hashlib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property
from typing import Any

from catalogue.model import Page
from catalogue.site import TONES, Site
from catalogue.site.home import kinds_shown
from catalogue.site.views import Card

FOLDER = "assets/share"
WIDTH, HEIGHT = 1200, 630
"""The size of a picture, in pixels, that every service shows whole."""
MOST = 1000


@dataclass(frozen=True)
class ShareCard:
    """All that the picture of a shared page shows, in the words of one locale.

    *name* stands large, with the same in the *source*'s words beneath it where that differs. *stars* are those that hold, 0 for
    none, and *rated* says so; *line* is what else there is to say; *site* is the catalogue's name, where *name* is not. What is
    seen is the JPEG at the path *photo*, else one of *drawings* on the ground *tone*, or all of them.
    """

    locale: str
    id: str
    name: str
    site: str = ""
    source: str = ""
    stars: int = 0
    rated: str = ""
    line: str = ""
    drawings: tuple[str, ...] = ()
    tone: int = 0
    photo: str = ""

    @property
    def extension(self) -> str:
        """How its file ends, as a media type names it too: a photo is smallest as JPEG, flat colours are as PNG."""
        return "jpeg" if self.photo else "png"

    @property
    def alt(self) -> str:
        """What the picture says, for whoever does not see it."""
        return " · ".join(filter(None, (self.name, self.rated, self.line)))

    @cached_property
    def path(self) -> str:
        """Where its file lies below the site: what says something else has another address, or services show the old one."""
        digest = hashlib.sha256(repr(self).encode()).hexdigest()[:10]
        return f"{FOLDER}/{self.locale}/{self.id}.{digest}.{self.extension}"


class Shares:
    """The share cards of one locale."""

    def __init__(self, site: Site) -> None:
        """Begin with none made."""
        self._site = site
        self._each = len(site.cards) <= MOST

    def of(self, page: Page, view: Any) -> ShareCard:
        """Return the card of *page*, which shows *view*."""
        if page.kind == "product":
            return self.product(view.card) if self._each else self._sectors[view.card.sector]
        if page.kind == "category":
            return self._sectors[view.id]
        return self._whole

    def all(self) -> Iterator[ShareCard]:
        """Yield every card once."""
        yield self._whole
        yield from self._sectors.values()
        if self._each:
            yield from map(self.product, self._site.cards)

    def product(self, card: Card) -> ShareCard:
        """Return the card of a product."""
        site, clock = self._site, card.clock if card.clock and card.clock.holds else None
        kind = site.label(site.catalogue.reference.kinds[card.product.kind].name)
        return ShareCard(
            locale=site.locale.code,
            id=card.slug,
            name=card.name.text,
            site=site.name,
            source=self._other(card.name.text, card.product.name),
            stars=clock.rating.stars if clock else 0,
            rated=site.locale.count("rated", clock.rating.stars) if clock else "",
            line=" · ".join(filter(None, (kind, card.place))),
            drawings=(card.product.kind,),
            tone=card.tone,
            photo=card.picture.largest.path if card.picture else "",
        )

    def _other(self, name: str, source: str) -> str:
        return "" if name == source else source

    @cached_property
    def _sectors(self) -> Mapping[str, ShareCard]:
        sectors = self._site.catalogue.reference.sectors
        return {key: self._sector(key, place % TONES) for place, key in enumerate(sectors)}

    def _sector(self, key: str, tone: int) -> ShareCard:
        site = self._site
        labels = site.catalogue.reference.sectors[key].name
        return ShareCard(
            locale=site.locale.code,
            id=f"sector-{key}",
            name=site.label(labels),
            site=site.name,
            source=self._other(site.label(labels), labels[site.settings.source]),
            line=site.locale.count("products.count", len(site.by_sector.get(key, ()))),
            drawings=(f"sector-{key}",),
            tone=tone,
        )

    @cached_property
    def _whole(self) -> ShareCard:
        site, collection = self._site, self._site.catalogue.reference.collection
        return ShareCard(
            locale=site.locale.code,
            id="catalogue",
            name=site.name,
            source=self._other(site.name, collection.name[site.settings.source]),
            line=site.label(collection.tagline),
            drawings=kinds_shown(site),
        )
