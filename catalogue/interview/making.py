"""A new record, and the producer that it may need: asked for, checked as a whole, and only then written."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path

from catalogue import hints, schema, store
from catalogue.interview.asking import Answers, Given, Interview, unique
from catalogue.interview.person import Person, answer
from catalogue.interview.questions import PRODUCER, RECORD, questions
from catalogue.interview.words import say
from catalogue.issues import Issue, Refused
from catalogue.locales import LOCALES
from catalogue.model import Catalogue
from catalogue.settings import Settings
from catalogue.store import fresh, shapes
from catalogue.text import capital, clean, slugify

RECORD_ASKED = questions(RECORD)
PRODUCER_ASKED = questions(PRODUCER, schema.Producer)
NAME = "producer-name"
"""The option that gives a new producer a name in one locale: ``vi=HTX Đồi Xanh``."""
LONGEST = 80
"""How many characters a slug that is proposed may have; a file's name may have 100."""


@dataclass(frozen=True, slots=True)
class Draft:
    """A file that is about to be made: its name, relative to the project, and its bytes."""

    file: str
    data: bytes


class Maker:
    """Asks *person* for one record of *catalogue*, on *day*; what is *given* is not asked for."""

    def __init__(self, settings: Settings, catalogue: Catalogue, person: Person, given: Given, day: date) -> None:
        """Begin with nothing asked."""
        self.settings = settings
        self.catalogue = catalogue
        self.person = person
        self.given = given
        self.day = day
        self.reference = catalogue.reference
        self.producers: list[Draft] = []

    def drafts(self) -> tuple[Draft, ...]:
        """Ask for everything, and return the files, sound and in their form; raise ``Refused`` when they cannot be so."""
        given = self.given
        if NAME in given:
            given = {**given, "producer": (self.producer(),)}
        answers = self._interview(given).ask(RECORD_ASKED)
        slug = self._slug(str(answers.get("name", "")))
        return (*self.producers, self._record(slug, answers))

    def _interview(self, given: Given) -> Interview:
        return Interview(self.person, self.reference, given, {"sources[].read": self.day.isoformat()}, self.producer)

    def _record(self, slug: str, answers: Answers) -> Draft:
        day = self.day.isoformat()
        tree = {"status": "draft", "sources": [], "added": day, "changed": day, **answers}
        file = self._inside(slug, "product.yaml")
        shape, words = shapes.of(schema.Product), hints.spoken(self.settings.source)
        ordered = {key: tree[key] for key in shape.keys if key in tree}
        data = fresh.written(ordered, file, shape, hints.FIRST[words], hints.above(words))
        store.validated(data, file, schema.Product)
        return Draft(file, data)

    def _inside(self, *parts: str) -> str:
        """Return the name of a file below ``products/``, relative to the project."""
        return self.settings.products.joinpath(*parts).relative_to(self.settings.root).as_posix()

    # The slug.

    def _slug(self, name: str) -> str:
        """Return the folder's name: the one that was given, or one that is made of *name* and may be changed."""
        taken = self._taken()
        proposed = unique(slugify(name)[:LONGEST].rstrip("-"), taken)
        if "slug" not in self.given and not self.person.silent:
            label = say("slug", self.person.words)
            return answer(self.person, label, lambda typed: self._bad_slug(typed, taken), required=True, proposed=proposed)
        slug = clean(self.given["slug"][0]) if "slug" in self.given else proposed
        issue = self._bad_slug(slug, taken)
        if issue:
            raise Refused([issue])
        return slug

    def _taken(self) -> Mapping[str, str]:
        """Return every slug that is in use, was in use or is reserved, with whose it is."""
        taken = {slug: slug for slug in store.RESERVED_SLUGS}
        for record in self.catalogue.records:
            taken |= dict.fromkeys((record.slug, *record.product.formerly), record.file)
        return taken

    def _bad_slug(self, slug: str, taken: Mapping[str, str]) -> Issue | None:
        file = self._inside(slug)
        if not store.is_slug(slug):
            return Issue("bad-slug", file, line=1, values={"slug": slug})
        if slug in taken:
            return Issue("slug-taken", file, line=1, values={"slug": slug, "other": taken[slug]})
        return None

    # A new producer.

    def producer(self) -> str:
        """Ask for a new producer, and return its id; its file is one of the drafts."""
        names = self._names()
        key = self._key(next(iter(names.values())))
        rest = self._interview(self.given).ask(PRODUCER_ASKED)
        file = self._inside(store.REFERENCE, "producers", f"{key}.yaml")
        data = fresh.written({"name": names, **rest}, file, shapes.of(schema.Producer))
        made, _ = store.validated(data, file, schema.Producer)
        self.producers.append(Draft(file, data))
        self.reference = replace(self.reference, producers={**self.reference.producers, key: made})
        return key

    def _names(self) -> Mapping[str, str]:
        """Return the producer's name in each locale, the source's first: labels are written by people."""
        given = dict(one.split("=", 1) for one in self.given.get(NAME, ()) if "=" in one)
        return {code: self._name(code, clean(given.get(code, ""))) for code in self.settings.locales}

    def _name(self, code: str, given: str) -> str:
        check = RECORD_ASKED[0].wrong  # a name is one line, the record's and the producer's
        issue = check(given) if given or self.person.silent else None
        if issue:
            raise Refused([replace(issue, file=f"--{NAME} {code}", line=1)])
        label = f"{capital(hints.label('name', self.person.words, schema.Producer))} ({LOCALES[code].name})"
        return given or answer(self.person, label, check, required=True)

    def _key(self, name: str) -> str:
        """Return the id of a new producer: the one that was given, or one made of its *name*."""
        known = self.reference.producers
        if "producer" not in self.given:
            return unique(slugify(name)[:LONGEST].rstrip("-"), known)
        key = clean(self.given["producer"][0])
        if not store.is_slug(key):
            raise Refused([Issue("bad-id", "--producer", line=1, values={"value": key})])
        if key in known:
            raise Refused([Issue("already-there", self._inside(store.REFERENCE, "producers", f"{key}.yaml"), line=1)])
        return key


def make(settings: Settings, drafts: Iterable[Draft]) -> None:
    """Write *drafts*, each whole, the record last: nothing that stands may refer to what does not."""
    root = Path(settings.root)
    for draft in drafts:
        fresh.create(root / draft.file, draft.data, draft.file)
