"""Texts that are not translated, not all there, or there twice."""

import re
from collections import Counter
from collections.abc import Iterator
from itertools import pairwise
from operator import eq

from catalogue.checks.pairs.table import Values, check
from catalogue.model import Pair
from catalogue.text import fold, sentences

_LETTER = re.compile(r"[^\W_]")
_WORDS = re.compile(r"[^\W\d_]+")
_LONGEST_LOOP = 9
_SHORT = 24
"""A sentence of fewer letters may well stand twice."""


def _own_words(pair: Pair) -> list[str]:
    """Return the words of the source that are neither a name nor a term to keep."""
    rest = pair.source
    for name in {name for both in pair.names for name in both} | {term.source for term in pair.terms if term.kept}:
        rest = rest.replace(name, " ")
    return [word for word in _WORDS.findall(rest) if not word.isupper()]


@check("blank", "error")
def blank(pair: Pair) -> Iterator[Values]:
    """The translation has at least a letter or a digit when the source has."""
    if not _LETTER.search(pair.target) and _LETTER.search(pair.source):
        yield {}


@check("same-as-source", "error")
def same_as_source(pair: Pair) -> Iterator[Values]:
    """The translation is not the source again, with or without its marks.

    A text of names only may well be the same; one without marks must have words enough to be no name of a product.
    """
    if pair.target == pair.source:
        if len(_own_words(pair)) > 1:
            yield {}
    elif len(pair.target) == len(pair.source) and len(_own_words(pair)) > 4 and fold(pair.target) == fold(pair.source):
        yield {}


@check("length", "error")
def length(pair: Pair) -> Iterator[Values]:
    """The translation is neither cut off nor three times as long; short texts have some play."""
    source, target = len(pair.source), len(pair.target)
    if not 0.3 * source - 10 <= target <= 3 * source + 40:
        yield {"source": str(source), "target": str(target)}


def _twice(text: str) -> list[str]:
    long = [sentence.casefold() for sentence in sentences(text) if len(sentence) >= _SHORT]
    return [] if len(long) == len(set(long)) else [sentence for sentence, times in Counter(long).items() if times > 1]


def _loop(text: str) -> str:
    """Return the words of *text*, two or more, that stand three times in a row: how an engine's loop looks."""
    words = text.casefold().replace(",", " ").replace(".", " ").split()
    neighbours = list(pairwise(words))
    if len(neighbours) - len(set(neighbours)) < 2:
        return ""  # no two neighbours stand three times
    for length in range(2, min(_LONGEST_LOOP, len(words) // 3 + 1)):
        same = bytes(map(eq, words, words[length:]))
        start = same.find(b"\x01" * (2 * length))
        if start >= 0 and len(set(words[start : start + length])) > 1:
            return " ".join(words[start : start + length])
    return ""


@check("repetition", "error")
def repetition(pair: Pair) -> Iterator[Values]:
    """No sentence stands twice, and no words run in a loop, unless they do so in the source."""
    twice = _twice(pair.target) if len(pair.target) > 2 * _SHORT else []
    if twice and not _twice(pair.source):
        yield {"value": twice[0][:60]}
    elif (loop := _loop(pair.target)) and not _loop(pair.source):
        yield {"value": loop[:60]}
