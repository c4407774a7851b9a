"""What the browser searches and filters: one small JSON for each locale, a column a field, repeated values in dictionaries.

``overrides/assets/search.js`` reads it. A column holds a number for each product, in the order of its name: itself, or a place
in a dictionary, where 0 stands for nothing. Nothing is there twice: an id that follows from a name is left out, and so is a
name in the source's words that is the name in this locale.
"""

import json
from collections.abc import Iterator
from itertools import chain
from typing import Any

from catalogue.model import Document
from catalogue.outputs import Press
from catalogue.ratings import Clock
from catalogue.schema import Kind
from catalogue.site import Site
from catalogue.site.facets import STANDINGS, UNRATED, certificates, standing, visitable
from catalogue.site.views import Card
from catalogue.text import slugify

WORDS = ("search.more", "search.none", "search.remove", "search.try", "search.without-facets", "search.without-words")
HEADS = ("facet.name", "facet.kind", "field.place", "facet.stars", "facet.month", "facet.producer")
FORMS = ("one", "many", "other")
"""The interface strings that the script says; what heads the columns of its table; the CLDR categories of a count."""


class Values:
    """The values of a dictionary in the order in which they were met; 0 is nothing."""

    def __init__(self, nothing: Any = "") -> None:
        """Begin with *nothing* at 0."""
        self.found: dict[Any, int] = {nothing: 0}

    def place(self, value: Any) -> int:
        """Return the number that stands for *value*."""
        return self.found.setdefault(value, len(self.found))

    @property
    def keys(self) -> tuple[Any, ...]:
        """The values, from 1."""
        return tuple(self.found)[1:]


def tail(key: str, name: str) -> str:
    """Return what *name* does not say of the id *key*: nothing, an ending that begins with a dash, or all of it."""
    derived = slugify(name)
    if name.casefold() != name.lower() or not f"{key}-".startswith(f"{derived}-"):
        return key
    return key.removeprefix(derived)


def _clock(clock: Clock | None) -> tuple[str, ...]:
    """Return the certificate state of the build's day, then each day on which time will change it and to what."""
    said = [standing(clock)]
    for day, state in clock.changes if clock else ():
        if STANDINGS[state] != said[-1]:
            said += [day.isoformat(), STANDINGS[state]]
    return tuple(said)


def _months(card: Card) -> int:
    return sum(1 << (month - 1) for month in card.months)


def _others(site: Site, name: str, label: str) -> str:
    """Return *name*, which is the source's, unless *label* says the same already."""
    return "" if name == label else name


class Table:
    """The columns and the dictionaries of one locale, filled a product at a time."""

    def __init__(self, site: Site) -> None:
        """Begin with no product."""
        self.site = site
        self.places, self.kinds, self.sectors, self.producers, self.communes = (Values() for _ in range(5))
        self.clocks, self.certificates, self.codes = Values((UNRATED,)), Values(()), Values(())
        self.langs = Values(site.locale.code)
        self.unsure: set[str] = set()
        self.rows = [self._row(card) for card in site.cards]

    def _row(self, card: Card) -> dict[str, Any]:
        product, origin = card.product, card.product.origin
        return {
            "slug": tail(card.slug, product.name),
            "name": card.name.text,
            "source": _others(self.site, product.name, card.name.text),
            "kind": self.kinds.place(product.kind),
            "sector": self.sectors.place(card.sector),
            "district": self._placed(origin.district),
            "place": self._placed(origin.now),
            "commune": self._former(card),
            "clock": self.clocks.place(_clock(card.clock)),
            "stars": card.clock.rating.stars if card.clock else 0,
            "months": _months(card),
            "producer": self.producers.place(product.producer or ""),
            "certificates": self.certificates.place(certificates(card)),
            "codes": self.codes.place(tuple({code.code: None for code in product.trade.hs})),
            "tone": card.tone,
            "visit": int(visitable(card)),
            "lang": self.langs.place(card.name.lang),
        }

    def _placed(self, key: str | None) -> int:
        """Return the number of a place; what it is part of is in the dictionary too."""
        if not key:
            return 0
        number = self.places.place(key)
        self._placed(self.site.catalogue.reference.places[key].parent)
        return number

    def _former(self, card: Card) -> int:
        """Return the number of the commune and hamlet of the time of the certificate; where it is unknown, any may be meant."""
        origin = card.product.origin
        if not origin.commune and origin.now:
            self.unsure.add(origin.now)
        return self.communes.place(", ".join(words for words in (origin.commune, origin.hamlet) if words))

    def columns(self) -> dict[str, list[Any]]:
        """Return the columns."""
        return {key: [row[key] for row in self.rows] for key in (self.rows[0] if self.rows else ())}

    def dictionaries(self) -> dict[str, list[Any]]:
        """Return the dictionaries, each value with all that is said of it."""
        reference, label = self.site.catalogue.reference, self.site.label
        return {
            "kinds": [[key, label(kind.name), everyday(kind)] for key in self.kinds.keys for kind in [reference.kinds[key]]],
            "sectors": [[key, label(reference.sectors[key].name)] for key in self.sectors.keys],
            "places": [self._place(key) for key in self.places.keys],
            "producers": [self._producer(key) for key in self.producers.keys],
            "schemes": [[key, label(item.name)] for key, item in reference.schemes.items() if self._held(key)],
            "communes": list(self.communes.keys),
            "clocks": list(self.clocks.found),
            "certificates": list(self.certificates.found),
            "codes": list(self.codes.found),
            "langs": list(self.langs.found),
            "levels": [
                pattern.replace("{name}", "").strip() for level in reference.levels.values() for pattern in level.values()
            ],
        }

    def _held(self, scheme: str) -> bool:
        return any(scheme in schemes for schemes in self.certificates.keys)

    def _place(self, key: str) -> list[Any]:
        """Return a place: its name, with its level, in the source's words, the old ones it may mean, what it is part of."""
        site, place = self.site, self.site.catalogue.reference.places[key]
        full = site.place_name(key)
        source = _others(site, site.place_name(key, locale=site.settings.source), full)
        formed = ", ".join(place.formed_from) if key in self.unsure else ""
        return [key, site.label(place.name), full, source, formed, self.places.found.get(place.parent, 0)]

    def _producer(self, key: str) -> list[str]:
        """Return a producer; its id serves as its folded name in the source's words."""
        name = self.site.label(self.site.catalogue.reference.producers[key].name)
        return [tail(key, name), name]


def everyday(kind: Kind) -> str:
    """Return what *kind* is called in every locale, its everyday names too."""
    names = chain(kind.name.values(), chain.from_iterable(kind.also.values()))
    return ", ".join(dict.fromkeys(names))


def words(site: Site) -> dict[str, Any]:
    """Return what the script says, in the reader's words; the forms of a count by their CLDR category."""
    locale = site.locale
    return {
        **{key: locale.t(key) for key in WORDS},
        "heads": [locale.t(key) for key in HEADS],
        "count": {form: locale.t(f"products.count.{form}") for form in FORMS},
        "stars": {stars: locale.count("stars", stars) for stars in (3, 4, 5)},
        "months": [locale.cell(month) for month in range(1, 13)],
        "states": {key: locale.t(f"facet.state.{key}") for key in (*dict.fromkeys(STANDINGS.values()), UNRATED)},
    }


def documents(press: Press) -> Iterator[Document]:
    """Yield ``assets/search.<locale>.json`` for every locale."""
    for site in press.sites:
        table = Table(site)
        said = {"columns": table.columns(), **table.dictionaries(), "words": words(site)}
        text = json.dumps(said, ensure_ascii=False, separators=(",", ":"))
        yield Document(f"assets/search.{site.locale.code}.json", text.encode())
