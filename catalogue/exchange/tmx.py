"""TMX 1.4, for the translation memory of any tool; out only, because what comes back must say which unit it is.

Source: https://www.gala-global.org/tmx-14b
"""

from collections.abc import Iterable, Iterator
from html import escape

from catalogue.exchange import Row
from catalogue.exchange.limits import printable

FINISHED = frozenset({"reviewed", "human", "machine"})
"""The states of a text that renders its source; ``x-state`` says which, so that a tool can trust them differently."""


def _side(locale: str, text: str) -> str:
    return f'<tuv xml:lang="{escape(locale)}"><seg>{escape(text)}</seg></tuv>\n'


def _unit(row: Row, source: str) -> Iterator[str]:
    yield f'<tu tuid="{escape(row.unit)}">\n<prop type="x-state">{row.state}</prop>\n'
    yield _side(source, row.source)
    yield _side(row.locale, row.target)
    yield "</tu>\n"


def write(rows: Iterable[Row], source: str) -> bytes:
    """Return the finished ones of *rows*; raise ``Refused`` for a control character."""
    finished = [row for row in printable(rows) if row.state in FINISHED and row.target]
    about = (
        'creationtool="catalogue" creationtoolversion="1" segtype="block" o-tmf="catalogue" adminlang="en" datatype="plaintext"'
    )
    head = (
        f'<?xml version="1.0" encoding="UTF-8"?>\n<tmx version="1.4">\n<header {about} srclang="{escape(source)}"/>\n<body>\n'
    )
    return "".join([head, *(part for row in finished for part in _unit(row, source)), "</body>\n</tmx>\n"]).encode()
