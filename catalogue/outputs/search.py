"""What the browser searches and filters: one small JSON for each locale, a column a field, repeated values in dictionaries.

``overrides/assets/search.js`` reads it. A column holds a number for each product, in the order of its name: itself, or a place
in a dictionary, where 0 stands for nothing. Nothing is there twice: of an id stands what does not follow from a name, a name in
the source's words only where it is not the name in this locale, of a name what neither these words nor the one before it say,
and what goes together, such as a place and its former district, is one entry.
"""

import json
import re
import string
from collections.abc import Iterable, Iterator, Sequence
from itertools import chain, pairwise
from os.path import commonprefix
from typing import Any

from catalogue.model import Document
from catalogue.outputs import Press
from catalogue.ratings import Clock
from catalogue.schema import Kind, Origin
from catalogue.site import Site
from catalogue.site.facets import UNRATED, certificates, standing, turns, visitable
from catalogue.site.views import Card
from catalogue.text import romanise, slugify

WORDS = ("search.more", "search.none", "search.remove", "search.try", "search.without-facets", "search.without-words")
HEADS = ("facet.name", "facet.kind", "field.place", "facet.stars", "facet.month", "facet.producer")
FORMS = ("one", "many", "other")
"""The interface strings that the script says; what heads the columns of its table; the CLDR categories of a count."""

NUMBERS = ("kind", "origin", "clock", "months", "producer", "certificates", "codes", "tone", "visit", "lang")
"""The columns of numbers."""
FIRST = ord("#")
"""The character that is 0 in a column of numbers: the first that is sent as it is."""
_DIGITS = string.digits + string.ascii_lowercase
_DIGIT = re.compile(r"=*[0-9]")
_WORD = re.compile(r"[^\W_]+")


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


def rest(key: str, name: str) -> str:
    """Return what *name* does not say of the id *key*: its words from the first to before the last stand as ``first.last``.

    Nothing is left of an id that is the whole name, and of one that begins with it only the ending, with its dash.
    """
    derived = slugify(name)
    if name.casefold() != name.lower() or not derived:
        return key
    if f"{key}-".startswith(f"{derived}-"):
        return key.removeprefix(derived)
    words = derived.split("-")
    for length in range(len(words), 0, -1):
        for first in range(len(words) - length + 1):
            before, said, after = f"-{key}-".partition(f"-{'-'.join(words[first : first + length])}-")
            if said:
                return f"{before}-{first}.{first + length}-{after}".strip("-")
    return key


def spelled(name: str, source: str) -> str:
    """Return *name*, the first ten words of *source* that it has without their marks as their places there: digits from 0.

    A digit that is a word of the name stands after an equals sign, and what looks like that after one more.
    """
    if not source:
        return name
    places = {romanise(word): str(at) for at, word in reversed([*enumerate(source.split(" ")[:10])])}
    return " ".join(places.get(word) or (f"={word}" if _DIGIT.fullmatch(word) else word) for word in name.split(" "))


def numbered(numbers: Iterable[int]) -> str:
    """Return a column of numbers, each below 55,000, as a character each: the least that they weigh, compressed."""
    return "".join(chr(FIRST + number) for number in numbers)


def fronted(names: Sequence[str]) -> list[str]:
    """Return each of *names* without what it has in common with the one before, how many characters that are in its place.

    They are one digit of base 36, as the script reads it.
    """
    shared = [min(len(commonprefix(pair)), len(_DIGITS) - 1) for pair in pairwise(["", *names])]  # noqa: RUF071  # by characters
    return [_DIGITS[length] + name[length:] for length, name in zip(shared, names, strict=True)]


def _clock(clock: Clock | None) -> tuple[int | str, ...]:
    """Return the stars, the certificate state of the build's day, then each day on which time will change it and to what."""
    if clock is None:
        return (0, UNRATED)
    changes = ((day.isoformat(), state) for day, state in turns(clock))
    return (clock.rating.stars, standing(clock), *chain.from_iterable(changes))


def _months(card: Card) -> int:
    return sum(1 << (month - 1) for month in card.months)


def _others(name: str, label: str) -> str:
    """Return *name*, which is the source's, unless *label* says the same already."""
    return "" if name == label else name


class Table:
    """The columns and the dictionaries of one locale, filled a product at a time."""

    def __init__(self, site: Site) -> None:
        """Begin with no product."""
        self.site = site
        self.places, self.kinds, self.sectors, self.producers = (Values() for _ in range(4))
        self.origins, self.clocks = Values((0, 0, "")), Values((0, UNRATED))
        self.certificates, self.codes = Values(()), Values(())
        self.langs = Values(site.locale.code)
        self.unsure: set[str] = set()
        self.rows = [self._row(card) for card in site.cards]

    def _row(self, card: Card) -> dict[str, Any]:
        product = card.product
        source = _others(product.name, card.name.text)
        return {
            "slug": rest(card.slug, product.name),
            "name": spelled(card.name.text, source),
            "source": source,
            "kind": self.kinds.place((product.kind, self.sectors.place(card.sector))),
            "origin": self.origins.place(self._origin(card.product.origin)),
            "clock": self.clocks.place(_clock(card.clock)),
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

    def _origin(self, origin: Origin) -> tuple[int, int, str]:
        """Return the numbers of its place of today and of its former district, and its commune and hamlet of that time.

        Where the commune is unknown, any that its place was formed from may be meant.
        """
        if not origin.commune and origin.now:
            self.unsure.add(origin.now)
        former = ", ".join(words for words in (origin.commune, origin.hamlet) if words)
        return self._placed(origin.now), self._placed(origin.district), former

    def columns(self) -> dict[str, list[str] | str]:
        """Return the columns: a list of texts, or a text of numbers."""
        if not self.rows:
            return {}
        columns = {key: [row[key] for row in self.rows] for key in self.rows[0]}
        return {**columns, "name": fronted(columns["name"]), **{key: numbered(columns[key]) for key in NUMBERS}}

    def dictionaries(self) -> dict[str, list[Any]]:
        """Return the dictionaries, each value with all that is said of it."""
        reference, label = self.site.catalogue.reference, self.site.label
        return {
            "kinds": [self._kind(*pair) for pair in self.kinds.keys],
            "sectors": [[key, label(reference.sectors[key].name)] for key in self.sectors.keys],
            "places": [self._place(key) for key in self.places.keys],
            "producers": [self._producer(key) for key in self.producers.keys],
            "schemes": [[key, label(item.name)] for key, item in reference.schemes.items() if self._held(key)],
            "origins": list(self.origins.found),
            "clocks": list(self.clocks.found),
            "certificates": list(self.certificates.found),
            "codes": list(self.codes.found),
            "langs": list(self.langs.found),
            "photos": [[at, *photo(card)] for at, card in enumerate(self.site.cards) if card.picture],
            "levels": [
                pattern.replace("{name}", "").strip() for level in reference.levels.values() for pattern in level.values()
            ],
        }

    def _held(self, scheme: str) -> bool:
        return any(scheme in schemes for schemes in self.certificates.keys)

    def _kind(self, key: str, sector: int) -> list[str | int]:
        """Return a kind in one sector, which is most often its only one: its name, and the other words for it in any locale."""
        kind = self.site.catalogue.reference.kinds[key]
        name = self.site.label(kind.name)
        others = dict.fromkeys(folded(" ".join(everyday(kind))))
        return [key, name, " ".join(word for word in others if word not in folded(name)), sector]

    def _place(self, key: str) -> list[Any]:
        """Return a place: its name, with its level, in the source's words, the old ones it may mean, what it is part of."""
        site, place = self.site, self.site.catalogue.reference.places[key]
        full = site.place_name(key)
        source = _others(site.place_name(key, locale=site.settings.source), full)
        formed = ", ".join(place.formed_from) if key in self.unsure else ""
        return [
            rest(key, source or full),
            spelled(site.label(place.name), source),
            spelled(full, source),
            source,
            formed,
            self.places.found.get(place.parent, 0),
        ]

    def _producer(self, key: str) -> list[str]:
        """Return a producer; its id serves as its folded name in the source's words."""
        name = self.site.label(self.site.catalogue.reference.producers[key].name)
        return [rest(key, name), name]


def everyday(kind: Kind) -> tuple[str, ...]:
    """Return what *kind* is called in every locale, its everyday names too."""
    return tuple(dict.fromkeys(chain(kind.name.values(), chain.from_iterable(kind.also.values()))))


def folded(text: str) -> list[str]:
    """Return the words of *text* as a browser folds them."""
    return _WORD.findall(romanise(text).lower())


def photo(card: Card) -> list[str | int]:
    """Return the photo of a card: its file without the folder and the ending, its width and height, the colour before it."""
    assert card.picture is not None
    file = card.picture.narrowest[-1]
    return [file.path.rpartition("/")[2].removesuffix(f".{file.extension}"), file.width, file.height, card.picture.colour]


def words(site: Site) -> dict[str, Any]:
    """Return what the script says, in the reader's words; the forms of a count by their CLDR category."""
    locale = site.locale
    return {
        **{key: locale.t(key) for key in WORDS},
        "heads": [locale.t(key) for key in HEADS],
        "count": {form: locale.t(f"products.count.{form}") for form in FORMS},
        "stars": {stars: locale.count("stars", stars) for stars in (3, 4, 5)},
        "months": [locale.cell(month) for month in range(1, 13)],
    }


def documents(press: Press) -> Iterator[Document]:
    """Yield ``assets/search.<locale>.json`` for every locale."""
    for site in press.sites:
        table = Table(site)
        said = {**table.dictionaries(), "words": words(site), "columns": table.columns()}
        text = json.dumps(said, ensure_ascii=False, separators=(",", ":"))
        yield Document(f"assets/search.{site.locale.code}.json", text.encode())
