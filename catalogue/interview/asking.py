"""The conversation: one question after the other, on whatever reads and says lines. It writes nothing."""

from collections.abc import Callable, Container, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from itertools import count
from typing import Any
from urllib.parse import urlsplit

from catalogue import hints, messages
from catalogue.interview import choices
from catalogue.interview.choices import Choice
from catalogue.interview.questions import INSTEAD, Question, sections
from catalogue.interview.words import say
from catalogue.issues import Issue, Refused
from catalogue.model import Reference
from catalogue.text import clean, slugify

SHOWN = 12
"""How many choices are listed before somebody types."""
NEW = "+"
"""What is typed for a producer that is not known yet."""

Check = Callable[[str], Issue | None]
Answers = dict[str, Any]
Given = Mapping[str, Sequence[str]]
"""By the name of a question: the answers that are known before anybody is asked."""


@dataclass(frozen=True)
class Person:
    """Who is asked: *read* takes a prompt and gives a line, *tell* shows one; *words* is ``vi`` or ``en``.

    Nobody is asked where *silent*.
    """

    read: Callable[[str], str]
    tell: Callable[[str], None]
    words: str
    silent: bool = False

    def say(self, key: str, **values: object) -> None:
        """Show a sentence of the interview."""
        self.tell(say(key, self.words, **values))

    def line(self, prompt: str) -> str:
        """Return a line as it is stored."""
        return clean(self.read(f"{prompt}: "))

    def refuse(self, issue: Issue) -> None:
        """Show what is wrong with an answer, and what to do."""
        wrong, remedy = messages.words(issue, self.words)
        self.tell(f"  {wrong}. {remedy}")


def answer(person: Person, label: str, check: Check, *, required: bool = False, proposed: str = "") -> str:
    """Return the answer to a question in free text, asked for until it is sound; empty where it is left out."""
    prompt = f"{label}{' *' if required else ''}{f' [{proposed}]' if proposed else ''}"
    while True:
        typed = person.line(prompt) or proposed
        if not typed and not required:
            return ""
        issue = check(typed) if typed else None
        if typed and issue is None:
            return typed
        if issue:
            person.refuse(issue)
        else:
            person.say("required")


def _prose(person: Person, question: Question) -> str:
    """Return a text of several lines, each of them a paragraph."""
    label = f"{question.label(person.words)} ({say('prose', person.words)})"
    first = answer(person, label, question.wrong, required=question.required)
    lines = [first] if first else []
    while lines:
        more = person.line("…")
        if not more:
            break
        issue = question.wrong(more)
        if issue:
            person.refuse(issue)
        else:
            lines.append(more)
    return "\n\n".join(lines)


def _list(person: Person, shown: Sequence[Choice], *, new: bool) -> None:
    for number, choice in enumerate(shown[:SHOWN], start=1):
        person.tell(f"  {number:2} {choice.line}")
    if len(shown) > SHOWN:
        person.say("more", count=len(shown) - SHOWN)
    if new:
        person.say("new")


def _choice(person: Person, question: Question, known: Sequence[Choice], *, required: bool) -> str:
    """Return the value that is chosen by its number, its id, or what its name alone has; ``+`` asks for a new producer."""
    new = question.path == "producer"
    shown = tuple(known)
    prompt = f"{question.label(person.words)} ({say('choose', person.words)}){' *' if required else ''}"
    _list(person, shown, new=new)
    while True:
        typed = person.line(prompt)
        if not typed and not required:
            return ""
        if new and typed == NEW:
            return NEW
        found = _meant(typed, shown, known)
        if len(found) == 1:
            person.say("chosen", name=found[0].line)
            return found[0].value
        if not typed:
            person.say("required")
        elif found:
            shown = found
            _list(person, shown, new=new)
        else:
            person.say("none", typed=typed)
            shown = tuple(known)


def _meant(typed: str, shown: Sequence[Choice], known: Sequence[Choice]) -> tuple[Choice, ...]:
    """Return the choices that *typed* may mean: one of those *shown* by its number, else of all that are *known*."""
    if typed.isdecimal() and 1 <= int(typed) <= min(len(shown), SHOWN):
        return (shown[int(typed) - 1],)
    exact = tuple(choice for choice in known if choice.value == typed)
    return exact or (choices.narrowed(known, typed) if typed else ())


@dataclass
class Interview:
    """Asks *person* for a record; what is *given* is checked, and not asked for.

    *proposed* holds, by the path of a field, what an empty answer means; *make* asks for a new producer and returns its id.
    """

    person: Person
    reference: Reference
    given: Given
    proposed: Mapping[str, str] = field(default_factory=dict)
    make: Callable[[], str] = str

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
            self.person.tell(f"\n{hints.capital(hints.label(section.removesuffix('[]'), self.person.words))}")
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
            return _prose(self.person, question)
        if not known and question.path != "producer":
            return answer(self.person, question.label(self.person.words), question.wrong, required=required, proposed=proposed)
        found = _choice(self.person, question, known, required=required)
        return self.make() if found == NEW else found


def _sound(question: Question, given: str, known: Sequence[Choice]) -> str:
    """Return an answer that was *given*; raise ``Refused`` when it is wrong."""
    issue = question.wrong(given)
    if issue is None and choices.is_chosen(question) and given not in {choice.value for choice in known}:
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
