"""What may be chosen for an answer: the ids that the catalogue knows, each with its name, narrowed by what somebody types."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import chain
from typing import Any

from catalogue.checks import references
from catalogue.interview.questions import Question
from catalogue.issues import Issue
from catalogue.locales import LOCALES
from catalogue.model import Reference
from catalogue.schema import Kind
from catalogue.text import fold

KNOWN = {
    "category": "category", "kind": "kind", "producer": "producer", "origin-now": "place", "origin-district": "district",
    "ratings-source": "source", "producer-place": "place", "producer-district": "district",
}  # fmt: skip
"""By the name of a question: what its answer is an id of."""
STRINGS = {"producer-type": "producer", "retail-prices-per": "per", "sources-tier": "add.tier"}
"""By the name of a question whose answers the schema lists: the interface strings that say them."""


@dataclass(frozen=True, slots=True)
class Choice:
    """What may be chosen: the *value* that a record states, its *name* for people, and what they *also* call it."""

    value: str
    name: str
    also: str = ""

    @property
    def line(self) -> str:
        """Both, on one line."""
        return f"{self.name} ({self.value})" if self.name != self.value else self.value


def is_id(question: Question) -> bool:
    """Tell whether the answer is the id of something that the catalogue knows."""
    return question.name in KNOWN


def is_chosen(question: Question) -> bool:
    """Tell whether the answer is one of a few."""
    return is_id(question) or bool(question.values)


def of(question: Question, reference: Reference, locale: str, answers: Mapping[str, Any]) -> tuple[Choice, ...]:
    """Return what may be chosen for *question*, its names in *locale*; nothing where any text may be the answer."""
    if question.values:
        called = STRINGS.get(question.name)
        t = LOCALES[locale].t
        return tuple(Choice(value, t(f"{called}.{value}") if called else value) for value in question.values)
    return tuple(_known(KNOWN.get(question.name, ""), reference, locale, answers))


def _known(kind: str, reference: Reference, locale: str, answers: Mapping[str, Any]) -> Iterable[Choice]:
    match kind:
        case "category":
            return _named(reference.sets, locale)
        case "kind":
            return (replace(one, also=_also(reference.kinds[one.value])) for one in _named(reference.kinds, locale))
        case "producer":
            return _named(reference.producers, locale)
        case "place" | "district":
            return _places(reference, locale, former=kind == "district")
        case "source":
            return (Choice(source["id"], source["url"]) for source in answers.get("sources", ()))
    return ()


def _named(items: Mapping[str, Any], locale: str) -> Iterator[Choice]:
    for key, item in items.items():
        yield Choice(key, item.name.get(locale) or next(iter(item.name.values())))


def _also(kind: Kind) -> str:
    """Return every everyday name of a kind: whoever knows one of them finds it."""
    return " ".join(chain.from_iterable(kind.also.values()))


def _places(reference: Reference, locale: str, *, former: bool) -> Iterator[Choice]:
    """Yield the places of today, or those that were part of another before; each with its level, as people say it."""
    for choice in _named(reference.places, locale):
        place = reference.places[choice.value]
        if former == (place.until is not None):
            pattern = reference.levels[place.level].get(locale, "{name}")
            yield replace(choice, name=LOCALES[locale].named(pattern, choice.name))


def narrowed(choices: Sequence[Choice], typed: str) -> tuple[Choice, ...]:
    """Return the *choices* that have every word of *typed* in their names or id, with or without marks."""
    words = fold(typed).split()
    said = ((choice, fold(f"{choice.name} {choice.also} {choice.value}")) for choice in choices)
    return tuple(choice for choice, names in said if all(word in names for word in words))


def unknown(question: Question, typed: str, choices: Sequence[Choice]) -> Issue:
    """Return the finding for *typed*, which is none of *choices*."""
    if question.values:
        values = {"field": question.path, "expected": ", ".join(question.values)}
        return Issue("not-one-of", question.path, values=values)
    kind = KNOWN[question.name]
    known = [choice.value for choice in choices]
    return references.unknown(question.path, (), "place" if kind == "district" else kind, typed, known)
