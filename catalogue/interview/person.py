"""Who is asked, and how one question is put until its answer is sound."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from catalogue import messages
from catalogue.interview import choices
from catalogue.interview.choices import Choice
from catalogue.interview.questions import Question
from catalogue.interview.words import say
from catalogue.issues import Issue
from catalogue.text import clean

SHOWN = 12
"""How many choices are listed before somebody types."""
NEW = "+"
"""What is typed for a producer that is not known yet."""

Check = Callable[[str], Issue | None]


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


def prose(person: Person, question: Question) -> str:
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
    for number, one in enumerate(shown[:SHOWN], start=1):
        person.tell(f"  {number:2} {one.line}")
    if len(shown) > SHOWN:
        person.say("more", count=len(shown) - SHOWN)
    if new:
        person.say("new")


def choice(person: Person, question: Question, known: Sequence[Choice], *, required: bool) -> str:
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
    exact = tuple(one for one in known if one.value == typed)
    return exact or (choices.narrowed(known, typed) if typed else ())
