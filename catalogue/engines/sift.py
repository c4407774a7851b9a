"""What goes to an engine, and what of its answer is sound.

An engine is handed whole lines, stripped, each with a letter or a digit: engines drop or move line breaks, spaces at the edges
and texts of punctuation alone, so that these never leave the house.
"""

import html
import re
from collections.abc import Callable, Sequence
from typing import Any

from catalogue.engines.failures import guarded
from catalogue.translate.engine import EngineFailure

Send = Callable[[list[str]], Sequence[Any]]

SPAN = re.compile(r'<span translate="no">(.*?)</span>', re.DOTALL)
TOKEN = re.compile(r"\[X\d+X\]")

_ENTITY = re.compile(r"&(?:#\d+|#[xX][0-9a-fA-F]+|[a-zA-Z]\w*);")
_BARE_AMPERSAND = re.compile(f"&(?!{_ENTITY.pattern[1:]})")

# Each was stored as a translation by someone: deep-translator issues 282 and 307, translate-python issues 57 and 84.
_POISON = re.compile(
    r"Error \d{3} \(.{3,40}\)!!1|That[’'`]s an error|MYMEMORY WARNING|QUERY LENGTH LIMIT EXCEEDED|INVALID LANGUAGE PAIR|"
    r"PLEASE SELECT TWO DISTINCT LANGUAGES|NO QUERY SPECIFIED|^\s*<(?:!doctype|\?xml|html|head|body)\b",
    re.IGNORECASE,
)


def poisoned(answer: str) -> bool:
    """Whether *answer* is an error that came in the place of a translation, or a whole HTML page."""
    return bool(_POISON.search(answer))


def translated(texts: Sequence[str], send: Send) -> list[str | None]:
    """Return the translation of each of *texts* through *send*, which is handed their lines; ``None`` for what is not sound.

    Raises ``EngineFailure`` when *send* fails or answers another number of lines, and ``BudgetSpent``.
    """
    rows = [text.split("\n") for text in texts]
    lines = [line.strip() for row in rows for line in row if _worth(line)]
    answers = guarded(lambda: send(lines)) if lines else []
    if not isinstance(answers, list) or len(answers) != len(lines):
        raise EngineFailure("broken", f"the answer does not hold {len(lines)} texts")
    sound = iter([_sound(answer, line) for answer, line in zip(answers, lines, strict=True)])
    return [_joined([_edged(line, next(sound)) if _worth(line) else line for line in row]) for row in rows]


def escaped(text: str) -> str:
    """Return *text* as HTML, its protected spans kept as elements: plain text is escaped, what was escaped already stays."""
    pieces = [_BARE_AMPERSAND.sub("&amp;", piece).replace("<", "&lt;").replace(">", "&gt;") for piece in SPAN.split(text)]
    pieces[1::2] = [f'<span translate="no">{piece}</span>' for piece in pieces[1::2]]
    return "".join(pieces)


def unescaped(answer: str) -> str:
    """Return HTML as plain text with its elements as they stand: an element that was never sent is there for all to see."""
    return _ENTITY.sub(lambda entity: html.unescape(entity[0]), answer)


def _worth(line: str) -> bool:
    return any(character.isalnum() for character in line)


def _sound(answer: Any, line: str) -> str | None:
    """Return *answer*, or nothing. HTML comes back as HTML; where the source has no entity, those of the answer are undone."""
    if not isinstance(answer, str) or not answer.strip() or (poisoned(answer) and not poisoned(line)):
        return None
    return (answer if _ENTITY.search(line) else unescaped(answer)).strip()


def _edged(line: str, answer: str | None) -> str | None:
    """Return *answer* between the spaces at the edges of *line*."""
    return None if answer is None else line.replace(line.strip(), answer)


def _joined(row: Sequence[str | None]) -> str | None:
    """Return the lines of a text as one; nothing where a line is missing or none says anything."""
    lines = [line for line in row if line is not None]
    return "\n".join(lines) if len(lines) == len(row) and "".join(lines).strip() else None
