"""The letters of a table: the encoding of its bytes, and Vietnamese that an encoding of the past has left unreadable."""

import codecs
import re
from collections.abc import Iterable, Mapping

_MARKS = ((codecs.BOM_UTF8, "utf-8-sig"), (codecs.BOM_UTF16_LE, "utf-16"), (codecs.BOM_UTF16_BE, "utf-16"))
ENOUGH = 3
"""How many signs of an encoding a file must have: one may be a foreign name."""
_SIGNS: Mapping[str, re.Pattern[str]] = {
    "VNI": re.compile(r"[aeiouyôöAEIOUYÔÖ][äåøûïë]|[öÖ][ôùõ]"),
    "TCVN3": re.compile(r"[A-Za-z][µ¸¶·¹¨¾¼½©¬\xad]|[µ¸¶·¹¨¾¼½©¬\xad®][a-z]"),
    "UTF-8 → Windows-1252": re.compile(r"á[º»]|Ã[¡-¿]|Æ[°¡]|Ä[‘ƒ\x91\x83]"),
    "UTF-8 → ?": re.compile(r"[^\W\d_]\?[^\W\d_]"),
}


def encoding(data: bytes) -> str:
    """Return the encoding in which *data* is to be read: UTF-8, or UTF-16, which its mark or its empty bytes tell."""
    for mark, name in _MARKS:
        if data.startswith(mark):
            return name
    high, low = data[:200:2].count(0), data[1:200:2].count(0)
    if high or low:
        return "utf-16-le" if low > high else "utf-16-be"
    return "utf-8"


def misread(texts: Iterable[str]) -> tuple[int, str] | None:
    """Return which of *texts* is the first that is misread, and how; ``None`` when the letters are sound."""
    listed = ["" if "://" in text else text for text in texts]
    for name, sign in _SIGNS.items():
        hits = [(place, len(found)) for place, text in enumerate(listed) if (found := sign.findall(text))]
        if sum(count for _, count in hits) >= ENOUGH:
            return hits[0][0], name
    return None
