"""The pairs of a record: each unit beside its translation, with what must survive between them."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import groupby

from catalogue import schema
from catalogue.checks.pairs.terms import Glossary, standing
from catalogue.model import Pair, Record, Reference, Term
from catalogue.text import fold, romanise

Name = tuple[str, str]
Places = Mapping[str, schema.Place]

# Health products: the third sector of the programme (medicinal herbs), and what is sold as traditional medicine.
_HEALTH_SECTOR = "s3"
_HEALTH_KIND = "traditional-medicine"


@dataclass(frozen=True)
class Maker:
    """Makes the pairs of the records of one catalogue in one target locale."""

    reference: Reference
    source: str
    locale: str
    glossary: Glossary

    def names(self, record: Record) -> tuple[Name, ...]:
        """Return the names of *record*, the longest first: its producer, its places, what is protected."""
        found = {*self._producer(record.product), *self._places(record.product), *_written_names(record.product)}
        return tuple(sorted(found, key=lambda name: (-len(name[0]), name)))

    def _label(self, labels: schema.Labels) -> Iterator[Name]:
        name = labels.get(self.source)
        if name:
            yield name, labels.get(self.locale) or romanise(name)

    def _producer(self, product: schema.Product) -> Iterator[Name]:
        producer = self.reference.producers.get(product.producer or "")
        if not producer:
            return
        for name, local in self._label(producer.name):
            yield name, local
            kept = fold(local)
            for part in _proper_parts(name):
                if fold(part) in kept:
                    yield part, romanise(part)

    def _places(self, product: schema.Product) -> Iterator[Name]:
        producer = self.reference.producers.get(product.producer or "")
        wanted = [product.origin.now, product.origin.district]
        wanted += [producer.place, producer.district] if producer else []
        seen: set[str] = set()
        while wanted:
            place = self.reference.places.get(wanted.pop() or "")
            if place and place.id not in seen:
                seen.add(place.id)
                wanted += [place.parent, place.now, place.district]
                yield from self._label(place.name)

    def pair(self, record: Record, text: str, target: str, names: tuple[Name, ...] | None = None) -> Pair:
        """Return the pair of a source *text* of *record* and its translation; *names* are those of the record, if known."""
        names = self.names(record) if names is None else names
        health = is_health_product(record, self.reference)
        return Pair(text, target, self.source, self.locale, names, self._standing(text, names), health)

    def _standing(self, text: str, names: tuple[Name, ...]) -> tuple[Term, ...]:
        """Return the terms of the glossary that stand in *text* outside the names: those are not translated."""
        for name, _ in names:
            if " " in name:
                text = text.replace(name, " | ")
        return standing(self.glossary, text)


def _proper_parts(name: str) -> Iterator[str]:
    """Yield the words with a capital that stand together, two or more: “Hồng Giang” of “xã Hồng Giang”."""
    for capital, words in groupby(name.split(), key=lambda word: word[0].isupper()):
        part = " ".join(words)
        if capital and " " in part:
            yield part


def makers_of(reference: Reference, locales: Sequence[str]) -> tuple[Maker, ...]:
    """Return the maker of each target locale; *locales* begin with the source."""
    glossary = Glossary.of(reference.glossary)
    return tuple(Maker(reference, locales[0], locale, glossary) for locale in locales[1:])


def _written_names(product: schema.Product) -> Iterator[Name]:
    """Yield the proper parts of the names that only the source writes: commune, hamlet, what is protected.

    What is protected begins with what it is: the name in “Nhãn Lục Sơn” is Lục Sơn, its first word is longan.
    """
    origin = product.origin
    protected = (protection.name.partition(" ")[2] for protection in product.protections if protection.name)
    for written in (origin.commune, origin.hamlet, *protected):
        for part in _proper_parts(written or ""):
            yield part, romanise(part)


def is_health_product(record: Record, reference: Reference) -> bool:
    """Tell whether claims about diseases are forbidden for *record*."""
    criteria = reference.sets.get(record.product.category)
    return record.product.kind == _HEALTH_KIND or (criteria is not None and criteria.sector == _HEALTH_SECTOR)
