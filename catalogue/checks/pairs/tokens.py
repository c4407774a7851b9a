"""The tokens in which the amounts of a text are read: numbers as they are grouped, words, and the signs that matter."""

import re

from catalogue.checks.pairs.addresses import without_addresses

_WORD = r"[^\W\d_]+(?:\.[^\W\d_](?!\w))*|[°%$€₫–—:/,;.()-]"
_NARROW = "\u00a0\u202f\u2009"
# French groups digits with any space; elsewhere a plain space ends a number.
_TOKENS = re.compile(rf"\d{{1,3}}(?:[{_NARROW}]\d{{3}})+(?!\d)(?:,\d+)?|\d+(?:[.,]\d+)*|{_WORD}")
_FRENCH_TOKENS = re.compile(rf"\d{{1,3}}(?:[ {_NARROW}]\d{{3}})+(?!\d)(?:,\d+)?|\d+(?:[.,]\d+)*|{_WORD}")
_POWER = re.compile(r"\b([kc]?m)([23])\b")
# “24/7” counts nothing, and no two languages say it alike.
_ALWAYS_OPEN = re.compile(
    r"(?<![/\d])(?:24 ?h?(?:eures)?(?: ?/ ?| sur )(?:24 ?h?|7)|7 ?j?(?:ours)?(?: ?/ ?| sur )7 ?j?|24 hours a day)\b(?! ?[/\d])"
)
_LOW_DIGIT = re.compile("[₀-₉]")
_PLAIN_DIGITS = str.maketrans("₀₁₂₃₄₅₆₇₈₉", "0123456789")
_MODAL = re.compile(r"\bmay\b")  # the verb, not the month


def tokens_of(text: str, locale: str) -> list[str]:
    """Return the tokens of *text* in their order, without addresses and what only looks like a number."""
    plain = without_addresses(text)
    if locale == "en" and "may" in plain:
        plain = _MODAL.sub(" ", plain)
    lower = plain.lower()
    if "24" in lower or "7/7" in lower:
        lower = _ALWAYS_OPEN.sub(" ", lower)
    if "m2" in lower or "m3" in lower:
        lower = _POWER.sub(lambda match: match[1] + ("²" if match[2] == "2" else "³"), lower)
    if _LOW_DIGIT.search(lower):
        lower = lower.translate(_PLAIN_DIGITS)
    return (_FRENCH_TOKENS if locale == "fr" else _TOKENS).findall(lower)
