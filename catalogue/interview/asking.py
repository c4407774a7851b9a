"""The conversation: one question after the other, section by section. It writes nothing."""

from collections.abc import Callable, Container, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import count
from typing import Any
from urllib.parse import urlsplit

from catalogue import hints
from catalogue.interview import choices
from catalogue.interview.choices import Choice
from catalogue.interview.person import NEW, Person, answer, choice, prose
from catalogue.interview.questions import INSTEAD, Question, sections
from catalogue.issues import Refused
from catalogue.model import Reference
from catalogue.text import capital, clean, slugify

Answers = dict[str, Any]
Given = Mapping[str, Sequence[str]]
"""By the name of a question: the answers that are known before anybody is asked."""


@dataclass
class Interview:
    """Asks *person* for a record; what is *given* is checked, and not asked for.

    *proposed* holds, by the path of a field, what an empty answer means; *make* asks for a new producer and returns its id.
    """

    person: Person
    reference: Reference
    given: Given
    proposed: Mapping[str, str]
    make: Callable[[], str]

    def ask(self, questions: Iterable[Question]) -> Answers:
        """Return the answers to *questions* as a record states them; raise ``Refused`` when one that was given is wrong."""
        answers: Answers = {}
        for section, those in sections(questions):
            if section:
                _place(answers, section, self._items(section, those, answers))
            else:
                answers |= self._item(those, answers, 0)
        return answers

    def _items(self, section: str, questions: Sequence[Question], answers: Answers) -> list[Answers]:
        """Return the items of a list, or the one of a section that is no list; none where nothing is known of it."""
        given = max(len(self.given.get(question.name, ())) for question in questions)
        if not self.person.silent:
            self.person.tell(f"\n{capital(hints.label(section.removesuffix('[]'), self.person.words))}")
        items = [item for at in range(given or 1) if (item := self._item(questions, answers, at))]
        more = bool(items) and not given and section.endswith("[]") and not self.person.silent
        while more:
            self.person.say("again")
            item = self._item(questions, answers, 0)
            items += [item] if item else []
            more = bool(item)
        return items

    def _item(self, questions: Sequence[Question], answers: Answers, at: int) -> Answers:
        """Return the answers of one section or item; none where its first field, which it must have, is left out."""
        whole = not questions[0].section
        item: Answers = {}
        for question in questions:
            beside = INSTEAD.get(question.path)
            if beside in item:
                continue
            required = bool(whole or item) and (question.required or beside is not None)
            text = self._one(question, answers, at, required=required)
            if text:
                item[question.field] = question.value(text)
            elif question.required and not required:
                return {}
        return item

    def _one(self, question: Question, answers: Answers, at: int, *, required: bool) -> str:
        """Return the answer to *question*: the one that was given, that of the person, or none."""
        known = choices.of(question, self.reference, self.person.words, answers)
        given = self.given.get(question.name, ())
        if at < len(given):
            return _sound(question, clean(given[at]), known)
        proposed = self.proposed.get(question.path, "") if required else ""
        if self.person.silent or (choices.is_id(question) and not known and question.path != "producer"):
            return proposed
        if question.shape.kind == "prose":
            return prose(self.person, question)
        if not known and question.path != "producer":
            return answer(self.person, question.label(self.person.words), question.wrong, required=required, proposed=proposed)
        found = choice(self.person, question, known, required=required)
        return self.make() if found == NEW else found


def _sound(question: Question, given: str, known: Sequence[Choice]) -> str:
    """Return an answer that was *given*; raise ``Refused`` when it is wrong."""
    issue = question.wrong(given)
    if issue is None and choices.is_chosen(question) and given not in {one.value for one in known}:
        issue = choices.unknown(question, given, known)
    if issue:
        raise Refused([replace(issue, file=f"--{question.name}", line=1)])
    return given


def _place(answers: Answers, section: str, items: Sequence[Answers]) -> None:
    """Put the *items* of a section, ``retail.prices[]``, into *answers*; those of a list get their ids."""
    if not items:
        return
    *above, last = section.removesuffix("[]").split(".")
    for step in above:
        answers = answers.setdefault(step, {})
    if section.endswith("[]"):
        answers[last] = list(_identified(items))
    else:
        answers[last] = {**answers.get(last, {}), **items[0]}


def _identified(items: Sequence[Answers]) -> Iterator[Answers]:
    """Yield *items*, each with an id of its own: the year of a rating, the host of a source, what a price is for."""
    seen: set[str] = set()
    for item in items:
        key = unique(_id(item), seen)
        seen.add(key)
        yield {"id": key, **item}


def _id(item: Answers) -> str:
    host = urlsplit(item["url"]).hostname if "url" in item else ""
    date = item.get("issued") or item.get("seen") or ""
    return slugify(host or date[:4] or item.get("per", "")) or "1"


def unique(key: str, taken: Container[str]) -> str:
    """Return *key*, or the first of ``key-2``, ``key-3`` … that is not *taken*."""
    numbered = (f"{key}-{number}" for number in count(2))
    return key if key not in taken else next(other for other in numbered if other not in taken)
