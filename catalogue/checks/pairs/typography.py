"""Spaces, doubled words, and how a text ends."""

import re
from collections.abc import Iterator
from operator import eq

from catalogue.checks.pairs.table import Values, check
from catalogue.model import Pair

_CLOSING = " \u00a0\u202f\n”’»\"')]*」』）"
_ENDS = frozenset(".!?…:;")
# The same marks in Chinese and Japanese; the point in Khmer too.
_MARKS = str.maketrans("。！？：；។", ".!?:;.")
# These end in a point of their own, whatever the sentence does.
_ABBREVIATED = re.compile(r"(?:\betc|\bLtd|\bCo|\bInc|\bp\.m|\ba\.m|\bJr|\bSr|\bSt|\bNo|G\.A\.P|v\.v)\.$")
_DOUBLED = re.compile(r"\b([^\W\d_]+)[ \u00a0\u202f\n]+\1\b", re.IGNORECASE)
_MAY_DOUBLE = frozenset({"nous", "vous", "had", "that", "bye", "so", "very"})
_SPACES = re.compile(r"(?<=\S)  +(?=\S)|\s[,.)\]](?![\w.])|[(\[]\s|\t")
_SUSPECT = re.compile(r"[ \u00a0\u202f\n][,.)\];:!?]|  |\t|[(\[] ")
_BEFORE_ENGLISH = re.compile(r"(?<=\w)\s[;:!?](?!\S)")


def _end(text: str) -> str:
    """Return the mark that ends *text*: nothing when a letter does, one mark for the ways to trail off."""
    bare = text.translate(_MARKS).rstrip(_CLOSING)
    if bare.endswith("..."):
        return "…"
    return bare[-1] if bare[-1:] in _ENDS else ""


@check("end-punctuation", "warning")
def end_punctuation(pair: Pair) -> Iterator[Values]:
    """The translation ends as the source does."""
    source, target = _end(pair.source), _end(pair.target)
    if source == target or _ABBREVIATED.search(pair.target) or _ABBREVIATED.search(pair.source):
        return
    yield {"source": source or "—", "target": target or "—"}


@check("doubled-words", "warning")
def doubled_words(pair: Pair) -> Iterator[Values]:
    """No word stands twice in a row, but where the language or the source wants it."""
    words = pair.target.casefold().split()
    if not any(map(eq, words, words[1:])):
        return
    for match in _DOUBLED.finditer(pair.target):
        word = match[1].casefold()
        named = match[1][0].isupper() and match[0].split()[-1][0].isupper()
        if word not in _MAY_DOUBLE and not named:
            yield {"value": match.group()}
            return


@check("spaces", "warning")
def spaces(pair: Pair) -> Iterator[Values]:
    """No doubled space, none before a comma or a point, none inside brackets, no tab."""
    if not _SUSPECT.search(pair.target):
        return
    match = _SPACES.search(pair.target) or (pair.locale == "en" and _BEFORE_ENGLISH.search(pair.target))
    if match:
        start = max(0, match.start() - 12)
        yield {"value": pair.target[start : match.end() + 12].replace("\n", " ")}
