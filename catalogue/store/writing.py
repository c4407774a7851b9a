"""How one value is written so that every reader of YAML, 1.1 or 1.2, sees the text that ours does.

Plain where that is safe, else in single quotes; in double quotes only what nothing else can hold; prose as a ``|-`` block.
"""

import re
from functools import lru_cache

from catalogue.scalars import PartialDate
from catalogue.store.shapes import Kind
from catalogue.text import nfc

_READ_OTHERWISE = re.compile(
    r"""
      ~ | null | true | false | yes | no | on | off | y | n | = | <<
    | [-+]?[0-9_][0-9_,]*(\.[0-9_]*)?(e[-+]?[0-9]+)?     # 0042, 1_000, 0810.90, 1e3; Ruby takes the commas of 1,000 out
    | [-+]?\.[0-9_]+(e[-+]?[0-9]+)?
    | [-+]?0b[01_]+ | [-+]?0o[0-7_]+ | [-+]?0x[0-9a-f_]+
    | [-+]?[0-9][0-9_]*(:[0-5]?[0-9])+(\.[0-9_]*)?       # 12:30, to the base of 60
    | [-+]?\.(inf|nan)
    | [0-9]{4}-[0-9]{1,2}-[0-9]{1,2}((t|\s+)[0-9].*)?
    """,
    re.VERBOSE | re.IGNORECASE | re.ASCII,
)
"""What some reader takes for nothing, a number, a date or a yes."""
_PLAIN = re.compile(r"""(?!\.\.\.)(?:[^\s?:,\[\]{}#&*!|>'"%@`-]|-(?=[^\s,\[\]{}-]))(?:.*\S)?""")
_NOT_PLAIN = re.compile(r":(?=\s|$)|\s#")
_FLOW = re.compile(r"[,\[\]{}:?]")
_TYPED = {"number": re.compile(r"-?(0|[1-9][0-9]*)(\.[0-9]+)?"), "flag": re.compile("true|false"), "day": re.compile("[1-9].*")}
# What YAML does not let stand for itself, what it takes for the end of a line, and what an editor does not show.
_UNPRINTABLE = re.compile("[^\t\n -~\xa0-\u2027\u202a-\ud7ff\ue000-\ufefe\uff00-\ufffd\U00010000-\U0010ffff]")
_ESCAPES = {'"': '\\"', "\\": "\\\\", "\n": "\\n", "\t": "\\t"}


def trimmed(text: str) -> str:
    """Return *text* as the reader and the digests see it: NFC, no space at the end of a line or of the whole."""
    return "\n".join(line.rstrip(" \t") for line in nfc(text).strip().split("\n"))


@lru_cache(maxsize=4096)
def one_line(text: str, kind: Kind = "text", *, flow: bool = False) -> str:
    """Return *text* as it is written on one line, inside brackets when *flow*."""
    if _UNPRINTABLE.search(text) or "\t" in text or "\n" in text:
        return _double(text)
    if _is_typed(text, kind) or (_is_plain(text) and not (flow and _FLOW.search(text))):
        return text
    return "'" + text.replace("'", "''") + "'"


def _is_typed(text: str, kind: Kind) -> bool:
    """Tell whether every reader takes *text* for the number, the date or the flag that the schema takes it for."""
    return kind in _TYPED and bool(_TYPED[kind].fullmatch(text)) and (kind != "day" or _is_day(text))


def _is_day(text: str) -> bool:
    try:
        PartialDate.parse(text)
    except ValueError:
        return False
    return True


def _is_plain(text: str) -> bool:
    return bool(_PLAIN.fullmatch(text)) and not _NOT_PLAIN.search(text) and not _READ_OTHERWISE.fullmatch(text)


def _double(text: str) -> str:
    return '"' + "".join(_ESCAPES.get(letter) or _escaped(letter) for letter in text) + '"'


def _escaped(letter: str) -> str:
    if not _UNPRINTABLE.match(letter):
        return letter
    return f"\\x{ord(letter):02x}" if ord(letter) < 0x100 else f"\\u{ord(letter):04x}"


def is_block(text: str, kind: Kind) -> bool:
    """Tell whether *text* stands in a ``|-`` block: prose, and whatever has several lines, if a block can hold it."""
    wanted = "\n" in text or (kind == "prose" and text not in {"", "n/a"})
    return wanted and not _UNPRINTABLE.search(text) and text[0] not in " \t\n" and not text.endswith("\n")
