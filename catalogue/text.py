"""Plain text: normal form, folding, slugs, digests, sentences."""

import hashlib
import re
import unicodedata

_MARKS = re.compile(r"[\u0300-\u036f]")
_NOT_SLUG = re.compile(r"[^a-z0-9]+")
_BREAKS = re.compile(r"\r\n?|[\x0b\x0c\x85\u2028\u2029]")
_SENTENCE_END = re.compile(r"(?<=[.!?…])\s+")
_BASE_LETTERS = str.maketrans({"đ": "d", "Đ": "D", "œ": "oe", "Œ": "OE", "æ": "ae", "Æ": "AE"})


def nfc(text: str) -> str:
    """Return *text* in Unicode normal form C, the only form the catalogue stores."""
    return unicodedata.normalize("NFC", text)


def clean(text: str) -> str:
    """Return *text* as it is stored: NFC, line breaks alike, trimmed; doing it twice changes nothing."""
    return _BREAKS.sub("\n", nfc(text)).strip()


def capital(text: str) -> str:
    """Return *text* with a capital at its beginning."""
    return text[:1].upper() + text[1:]


def romanise(text: str) -> str:
    """Return *text* without marks and with đ as d, its case kept: ``Lục Ngạn`` gives ``Luc Ngan``."""
    return nfc(_MARKS.sub("", unicodedata.normalize("NFD", text)).translate(_BASE_LETTERS))


def fold(text: str) -> str:
    """Return the form under which two spellings of one name are equal: no marks, lower case."""
    return romanise(text).casefold()


def slugify(text: str) -> str:
    """Return *text* as an ASCII kebab-case slug; applying it twice changes nothing."""
    return _NOT_SLUG.sub("-", fold(text)).strip("-")


def digest(text: str) -> str:
    """Return the first 10 hexadecimal digits of SHA-256 over the NFC text, line ends trimmed."""
    trimmed = "\n".join(line.rstrip() for line in nfc(text).splitlines())
    return hashlib.sha256(trimmed.encode()).hexdigest()[:10]


def sentences(text: str) -> list[str]:
    """Split *text* at the ends of its sentences."""
    return [part for part in _SENTENCE_END.split(text.strip()) if part]


def paragraphs(text: str) -> list[str]:
    """Split *text* at its empty lines."""
    return [part.strip() for part in re.split(r"\n\s*\n", text) if part.strip()]


def clipped(text: str, limit: int) -> str:
    """Return *text*, shortened at a word where it has more than *limit* characters."""
    return text if len(text) <= limit else text[: limit - 1].rsplit(" ", 1)[0].rstrip(" ,;:–(") + "…"


def excerpt(text: str, limit: int = 155, least: int = 70) -> str:
    """Return the beginning of *text*, at most *limit* characters: whole sentences, unless these come to fewer than *least*."""
    flat = " ".join(text.split())
    kept = ""
    for sentence in sentences(flat):
        if len(kept) + len(sentence) + 1 > limit:
            break
        kept = f"{kept} {sentence}".strip()
    return kept if len(kept) >= least else clipped(flat, limit)
