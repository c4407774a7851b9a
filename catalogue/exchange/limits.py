"""What may travel: how many bytes and units come in, and which characters go out."""

import re
from collections.abc import Iterable

from catalogue.exchange import Row
from catalogue.issues import Issue, Refused

MAX_BYTES = 32_000_000
"""With three units a product, a locale of 6,500 products is 13 MB of XLIFF; more goes by category."""
MAX_ROWS = 200_000
"""More than one locale of the whole country; small units that are many cost far more memory than their bytes."""

# Control characters but tab and line feed, the line separators that PO and CSV readers split at, and what XML 1.0 cannot hold.
_UNFIT = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f\u2028\u2029\ud800-\udfff\ufffe\uffff]")
# What a reader cannot see: zero-width spaces, direction marks, the byte order mark. Joiners stay: emoji need them.
_HIDDEN = re.compile("[\u200b\u200e\u200f\u202a-\u202e\u2066-\u2069\ufeff]")


def decoded(data: bytes, file: str) -> str:
    """Return the text of *data*, its line ends made one; raise ``Refused`` when it is too big or not UTF-8."""
    if len(data) > MAX_BYTES:
        raise Refused([Issue("exchange-too-big", file, line=1, values={"size": str(len(data)), "limit": str(MAX_BYTES)})])
    try:
        text = data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        raise Refused([Issue("not-utf-8", file, line=1 + data.count(b"\n", 0, error.start))]) from None
    return text.replace("\r\n", "\n").replace("\r", "\n")


def counted(number: int, file: str) -> None:
    """Raise ``Refused`` when *number* is more rows than any export has."""
    if number > MAX_ROWS:
        raise Refused([Issue("too-many-values", file, line=1, values={"limit": str(MAX_ROWS)})])


def unseen(text: str) -> str:
    """Return the first character of *text* that has no place in the catalogue's prose, if any."""
    found = _UNFIT.search(text) or _HIDDEN.search(text)
    return found[0] if found else ""


def visible(text: str) -> str:
    """Return *text* without the characters that no reader can see."""
    return _HIDDEN.sub("", text)


def _issues(row: Row) -> Iterable[Issue]:
    for text in (row.source, row.target, row.note, row.previous):
        found = _UNFIT.search(text)
        if found:
            yield Issue("control-character", row.unit, (row.locale,), values={"value": ascii(found[0])})


def printable(rows: Iterable[Row]) -> list[Row]:
    """Return *rows*; raise ``Refused`` with every text that holds a character that no format carries."""
    listed = list(rows)
    issues = [issue for row in listed for issue in _issues(row)]
    if issues:
        raise Refused(issues)
    return listed
