"""The glossary: which of its terms stand in a source, and whether a translation says them in one of its ways."""

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache

from catalogue.checks.pairs.table import Values, check
from catalogue.model import Pair, Term
from catalogue.text import fold

_WORDS = re.compile(r"[^\W_]+")
# What carries no meaning of its own, in English and French, and is not looked for.
_SMALL = frozenset({
    "a", "an", "the", "of", "for", "with", "and", "in", "to", "or", "de", "du", "des", "d", "la", "le", "les", "l", "et",
    "au", "aux", "en", "pour", "sur", "par", "un", "une",
})  # fmt: skip
_CODE = re.compile(r"\S*(?:@|\d/|://)\S*")  # the UBND of 1234/QĐ-UBND is no word
_STEM = 5


@dataclass(frozen=True, eq=False)
class Glossary:
    """Terms, so that those in a text are found by its words.

    A term of one syllable is left out: Vietnamese has no word that short which is not a part of others (``tương`` is soy
    sauce, ``tương đối`` relatively), and a check that cries wolf is worse than none. Abbreviations and kept names are no words.
    """

    by_first_word: Mapping[str, Sequence[tuple[tuple[str, ...], Term]]]

    @classmethod
    def of(cls, terms: Iterable[Term]) -> "Glossary":
        """Return the glossary of *terms*; those of one first word stand longest first."""
        found: dict[str, list[tuple[tuple[str, ...], Term]]] = {}
        for term in terms:
            words = tuple(_WORDS.findall(term.source.casefold()))
            if len(words) > 1 or (words and (term.kept or term.source.isupper())):
                found.setdefault(words[0], []).append((words, term))
        return cls({first: sorted(listed, key=lambda entry: -len(entry[0])) for first, listed in found.items()})


@lru_cache(maxsize=1024)
def standing(glossary: Glossary, text: str) -> tuple[Term, ...]:
    """Return the terms that stand in *text*; where one holds another, the longer."""
    words = _WORDS.findall(_CODE.sub(" | ", text).casefold())
    found: dict[str, Term] = {}
    place = 0
    while place < len(words):
        length = 1
        for wanted, term in glossary.by_first_word.get(words[place], ()):
            if tuple(words[place : place + len(wanted)]) == wanted:
                found[term.source] = term
                length = len(wanted)
                break
        place += length
    return tuple(found.values())


@lru_cache(maxsize=4096)
def _stems(text: str) -> frozenset[str]:
    """Return the beginnings of the words of *text* that mean something: plurals and agreement change only ends."""
    return frozenset(word[:_STEM].rstrip("sxe") for word in _WORDS.findall(fold(text)) if word not in _SMALL and len(word) > 1)


def _said(way: str, target: str) -> bool:
    """Tell whether more than half of the words of *way* stand in *target*, in any order and form."""
    wanted = _stems(way)
    return len(wanted & _stems(target)) * 2 > len(wanted)


@check("terms", "warning")
def terms(pair: Pair) -> Iterator[Values]:
    """A term of the glossary is said in one of the ways that the glossary gives."""
    for term in pair.terms:
        ways = term.targets.get(pair.locale, ())
        if not ways or term.kept or any(way in pair.target for way in ways):
            continue
        if not any(_said(way, pair.target) for way in ways):
            yield {"term": term.source, "expected": " / ".join(ways)}
