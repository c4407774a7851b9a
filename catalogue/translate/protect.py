"""What an engine must leave alone, in the way that each survives: a span with ``translate="no"``, or a token in its place.

Names, addresses, telephone numbers and the targets of Markdown links are taken out of the text's reach before it is sent, and
put back after. What comes back is accepted only when every one of them is there, just as often: engines drop, repeat and alter
them (Weblate and Pontoon learned this before us). A name is put back as the target locale writes it.
"""

import html
import re
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass

from catalogue.translate.engine import Markup

_ALWAYS = re.compile(
    r"(?<=\]\()[^\s()]+"  # the target of a Markdown link
    r"|https?://[^\s)>\]]*[^\s)>\].,;:!?…]"
    r"|[\w.+-]+@[\w-]+(?:\.[\w-]+)+"
    r"|(?<![\d.,/+])(?:\+84|0)[ .-]?\d{1,4}(?:[ .-]?\d{2,4}){2,3}(?![\d]|[.,]\d)"  # a telephone, not 150.000.000
)
_SPAN = re.compile(r"<span\b[^>]*\btranslate\s*=\s*[\"']?no[\"']?[^>]*>(.*?)</span>", re.IGNORECASE | re.DOTALL)
_TOKEN = re.compile(r"\[\s*X\s*([0-9]{1,4})\s*X\s*\]", re.IGNORECASE)

Name = tuple[str, str]
"""A name, as the source writes it and as the target does."""


@dataclass(frozen=True, slots=True)
class Protected:
    """A text as it is sent, and what stands behind each protected place, in their order."""

    text: str
    kept: tuple[str, ...]
    markup: Markup


def _places(text: str, names: Iterable[Name]) -> list[tuple[int, int, str]]:
    """Return the protected stretches of *text* with what each becomes: longer names first, none overlapping."""
    found = [(match.start(), match.end(), match[0]) for match in _ALWAYS.finditer(text)]
    for source, target in sorted((name for name in names if all(name)), key=lambda name: -len(name[0])):
        for match in re.finditer(rf"(?<!\w){re.escape(source)}(?!\w)", text):
            if all(match.end() <= start or end <= match.start() for start, end, _ in found):
                found.append((match.start(), match.end(), target))
    return sorted(found)


def pieces(text: str, names: Iterable[Name]) -> list[tuple[str, str]]:
    """Return *text* as stretches, each with the protected piece after it, as the target writes it; the last has none."""
    found: list[tuple[str, str]] = []
    at = 0
    for start, end, becomes in _places(text, names):
        found.append((text[at:start], becomes))
        at = end
    return [*found, (text[at:], "")]


def protect(text: str, names: Iterable[Name], markup: Markup) -> Protected:
    """Return *text* with its *names* (as the source writes each, as the target does) and addresses out of reach."""
    *found, (last, _) = pieces(text, names)
    marked = (_plain(stretch, markup) + _marked(kept, number, markup) for number, (stretch, kept) in enumerate(found, start=1))
    return Protected("".join(marked) + _plain(last, markup), tuple(kept for _, kept in found), markup)


def _plain(text: str, markup: Markup) -> str:
    return html.escape(text, quote=False) if markup == "html" else text


def _marked(kept: str, number: int, markup: Markup) -> str:
    return f'<span translate="no">{html.escape(kept, quote=False)}</span>' if markup == "html" else f"[X{number}X]"


def restore(sent: Protected, answer: str) -> str | None:
    """Return *answer* with what was protected back in its place; ``None`` unless all of it is there, just as often."""
    return _from_spans(sent, answer) if sent.markup == "html" else _from_tokens(sent, answer)


def _from_spans(sent: Protected, answer: str) -> str | None:
    found = Counter(html.unescape(match[1]).strip() for match in _SPAN.finditer(answer))
    if found != Counter(sent.kept):
        return None
    return html.unescape(_SPAN.sub(lambda match: match[1], answer))


def _from_tokens(sent: Protected, answer: str) -> str | None:
    numbers = Counter(int(match[1]) for match in _TOKEN.finditer(answer))
    if numbers != Counter(range(1, len(sent.kept) + 1)):
        return None
    return _TOKEN.sub(lambda match: sent.kept[int(match[1]) - 1], answer)
