"""No translation: longer text with marks that no other locale has, to see what is left untranslated, cut off or unprotected."""

import re
from collections.abc import Mapping, Sequence
from itertools import cycle
from typing import Any

from catalogue.engines.options import Options
from catalogue.engines.sift import SPAN, TOKEN, translated
from catalogue.text import romanise
from catalogue.translate.engine import Limits, Markup, Spend

LONGER = 0.3
"""English and French take about as much more room than Vietnamese as this."""

_ACCENTS = str.maketrans("aeiouAEIOU", "àéîöüÀÉÎÖÜ")
_NUMBERS = ("one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten")
_KEPT = re.compile(rf"({TOKEN.pattern}|{SPAN.pattern.replace('(', '(?:')}|\]\([^)]*\)|https?://\S+|\S+@\S+)", re.DOTALL)
_MARKER = re.compile(r"(?:[-*+>]|#+|\d+\.)\s+|")


class Pseudo:
    """The engine. Nothing is sent, yet *spend* is asked, so that a budget can be tried out."""

    name = "pseudo"
    markup: Markup = "token"

    def __init__(self, options: Mapping[str, Any], spend: Spend) -> None:
        """Check the options."""
        self.limits = Limits(100_000, 1000, Options.model_validate(options).parallel)
        self._spend = spend

    def translate(self, texts: Sequence[str], source: str, target: str) -> Sequence[str | None]:
        """Keep the protocol of ``Engine``."""
        return translated(texts, self._send)

    def _send(self, lines: list[str]) -> list[str]:
        self._spend(sum(map(len, lines)))
        return [_pseudo(line) for line in lines]


def _pseudo(line: str) -> str:
    """Return ``⟦Màt öng one⟧`` for ``Mật ong``; a list's or heading's marker stays in front."""
    marker = _MARKER.match(line)
    front = marker[0] if marker else ""
    pieces = _KEPT.split(line[len(front) :])
    pieces[::2] = [romanise(piece).translate(_ACCENTS) for piece in pieces[::2]]
    return f"{front}⟦{''.join(pieces)}{_padding(LONGER * len(''.join(pieces[::2])))}⟧"


def _padding(length: float) -> str:
    padding = ""
    numbers = cycle(_NUMBERS)
    while len(padding) < length:
        padding += f" {next(numbers)}"
    return padding
