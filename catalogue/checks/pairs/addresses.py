"""Web and e-mail addresses, telephone numbers and GTINs: they survive letter by letter."""

import re
from collections.abc import Iterator
from collections.abc import Set as AbstractSet
from functools import lru_cache

from catalogue.checks.pairs.table import Values, check
from catalogue.model import Pair

_URL = re.compile(
    r"(?:https?://|www\.)[^\s<>\"“”«»()\[\]]+"
    r"|(?<![\w@.-])(?:[a-z0-9-]+\.)+(?:com|net|org|info|shop|store|vn|asia|eu|fr|uk|jp)(?![\w@.-]*\w)(?:/[^\s<>\"“”«»()\[\]]*)?",
    re.IGNORECASE,
)
_EMAIL = re.compile(r"[\w.+-]{1,64}@[\w-]+(?:\.[\w-]+)+")
_GAP = r"[ .\u00a0\u202f-]?"
_PHONE = re.compile(
    rf"(?<![\d.,/+])(?<!\d[ \u00a0\u202f])(?:\+84|0){_GAP}[1-9]\d{{0,3}}(?:{_GAP}\d{{2,4}}){{2,4}}(?!\d|[.,]\d)"
)
# Shorter GTINs look like any number: they count where they are called so.
_GTIN = re.compile(r"(?<!\d)\d{12,14}(?!\d)|(?<=gtin )\d{8}(?!\d)|(?<=mã vạch )\d{8}(?!\d)|(?<=ean )\d{8}(?!\d)", re.IGNORECASE)
_NOT_DIGIT = re.compile(r"\D")
_MAY_BE_URL = ("://", "www.", ".com", ".net", ".org", ".info", ".shop", ".store", ".vn", ".asia", ".eu", ".fr", ".uk", ".jp")
_MAY_BE_NUMBER = re.compile(r"\d[\d .\u00a0\u202f-]{7}")  # a telephone number or a GTIN


def _trimmed(address: str) -> str:
    return address.rstrip(".,;:!?…’'").rstrip("\u00a0\u202f").casefold().removesuffix("/")


def _subscriber(number: str) -> str:
    """Return the digits of a telephone number as dialled in the country: +84 912 is 0912."""
    digits = _NOT_DIGIT.sub("", number)
    return "0" + digits[2:] if number.startswith("+84") else digits


@lru_cache(maxsize=4096)
def _urls(text: str) -> frozenset[str]:
    if "." not in text.rstrip("."):
        return frozenset()
    lower = text.lower()
    for sign in _MAY_BE_URL:
        if sign in lower:
            return frozenset(_trimmed(found) for found in _URL.findall(text))
    return frozenset()


def _phones(text: str) -> set[str]:
    return {digits for found in _PHONE.findall(text) if 9 <= len(digits := _subscriber(found)) <= 12}


@lru_cache(maxsize=4096)
def _may_have_number(text: str) -> bool:
    return _MAY_BE_NUMBER.search(text) is not None


def _may_have_numbers(pair: Pair) -> bool:
    return _may_have_number(pair.source) or _may_have_number(pair.target)


def without_addresses(text: str) -> str:
    """Return *text* without what this file checks, so that nobody counts its numbers again."""
    if "@" in text or _urls(text):
        text = _URL.sub(" ", _EMAIL.sub(" ", text))
    if not _may_have_number(text):
        return text
    return _GTIN.sub(" ", _PHONE.sub(_phone_gone, text))


def _phone_gone(match: re.Match[str]) -> str:
    return " " if _phones(match.group()) else match.group()


def _differing(source: AbstractSet[str], target: AbstractSet[str]) -> Iterator[Values]:
    if source != target:
        yield {"lost": ", ".join(sorted(source - target)) or "—", "new": ", ".join(sorted(target - source)) or "—"}


@check("urls", "error")
def urls(pair: Pair) -> Iterator[Values]:
    """Every web address is the source's."""
    yield from _differing(_urls(pair.source), _urls(pair.target))


@check("emails", "error")
def emails(pair: Pair) -> Iterator[Values]:
    """Every e-mail address is the source's."""
    if "@" in pair.source or "@" in pair.target:
        yield from _differing(*({_trimmed(found) for found in _EMAIL.findall(side)} for side in (pair.source, pair.target)))


@check("phones", "error")
def phones(pair: Pair) -> Iterator[Values]:
    """Every telephone number is the source's, however its digits are grouped."""
    if _may_have_numbers(pair):
        yield from _differing(_phones(pair.source), _phones(pair.target))


@check("gtin", "error")
def gtin(pair: Pair) -> Iterator[Values]:
    """Every GTIN is the source's."""
    if _may_have_numbers(pair):
        yield from _differing(set(_GTIN.findall(pair.source)), set(_GTIN.findall(pair.target)))
