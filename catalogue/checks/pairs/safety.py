"""What could do harm on a page, or is not a translation at all. Machine text is hostile until proven otherwise."""

import re
from collections.abc import Iterator

from catalogue.checks.pairs.table import Values, check
from catalogue.model import Pair

# Controls, zero-width and bidirectional marks, line separators, the replacement and private characters, invisible tags.
_CONTROL = re.compile(
    "[\x00-\x08\x0b-\x1f\x7f-\x9f\xad\u061c\u200b-\u200f\u2028-\u202e\u2060-\u206f\ufeff\ufff9-\ufffd\ue000-\uf8ff\U000e0000-\U000e007f]"
)
_TAG = re.compile(r"<[a-z/!?][^<>]{0,200}>?|(?:javascript|vbscript|data):(?=\S)", re.IGNORECASE)
_ENTITY = re.compile(r"&(?:#\d{1,7}|#x[0-9a-f]{1,6}|[a-z]{2,8});", re.IGNORECASE)
_BRACES = re.compile(r"\{\{|\}\}|\{%|%\}|\{#|\$\{")
# The tokens that stand for kept names while an engine works; engines add spaces inside them (Weblate #12014, Pontoon #2181).
_PLACEHOLDER = re.compile(r"\[\s*X\s*\d+\s*X?\s*\]|#{2,}T\d+#{2,}|__[A-Z]+_?\d*__", re.IGNORECASE)
# Each has come back from an engine as “the translation” (deep-translator #282, #307; translate-python #57, #84).
_ENGINE_ERRORS = (
    *(f"error {code}" for code in (400, 401, 403, 404, 413, 429, 456, 500, 502, 503, 504)),
    *("that’s an error", "that's an error", "(server error)", "internal server error", "bad gateway", "gateway timeout"),
    *("service unavailable", "too many requests", "mymemory warning", "query length limit", "invalid source language"),
    *("invalid target language", "no query specified", "invalid language pair", "please select two distinct languages"),
    *("err_too_many", "unusual traffic", "please try again later", "access denied", "<!doctype", "as an ai language model"),
    *(
        "as an ai model",
        "i’m sorry, but i",
        "i'm sorry, but i",
        "here is the translat",
        "here’s the translat",
        "here's the translat",
    ),
    *(
        "here is your translat",
        "here are the translat",
        "voici la traduction",
        "voici votre traduction",
        "en tant que modèle de langage",
    ),
)


def _new(pattern: re.Pattern[str], pair: Pair) -> Iterator[Values]:
    """Yield the first match in the target that does not stand in the source."""
    for match in pattern.finditer(pair.target):
        if match.group().casefold() not in pair.source.casefold():
            yield {"value": match.group()[:60]}
            return


@check("hidden-characters", "error", safety=True)
def hidden_characters(pair: Pair) -> Iterator[Values]:
    """No control, bidirectional, invisible or private character."""
    if match := _CONTROL.search(pair.target):
        yield {"value": f"U+{ord(match.group()):04X}"}


@check("new-tags", "error", safety=True)
def new_tags(pair: Pair) -> Iterator[Values]:
    """No tag and no script address that the source does not have."""
    if "<" in pair.target or ":" in pair.target:
        yield from _new(_TAG, pair)


@check("entities", "error")
def entities(pair: Pair) -> Iterator[Values]:
    """No escaped character such as ``&amp;#39;`` left over from an engine."""
    if "&" in pair.target:
        yield from _new(_ENTITY, pair)


@check("braces", "error", safety=True)
def braces(pair: Pair) -> Iterator[Values]:
    """No braces of a template language: record text is never a template, and must not look like one."""
    if match := _BRACES.search(pair.target):
        yield {"value": match.group()}


@check("placeholders", "error")
def placeholders(pair: Pair) -> Iterator[Values]:
    """No token left that stood for a kept name while an engine worked."""
    if "[" in pair.target or "_" in pair.target or "#" in pair.target:
        yield from _new(_PLACEHOLDER, pair)


@check("engine-error", "error", safety=True)
def engine_error(pair: Pair) -> Iterator[Values]:
    """No page of errors and no chatter of an engine stored as its translation."""
    target = pair.target.lower()
    for words in _ENGINE_ERRORS:
        if words in target and words not in pair.source.lower():
            yield {"value": words}
            return
