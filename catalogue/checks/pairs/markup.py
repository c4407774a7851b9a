"""The structure that a text has in Markdown, and its links."""

import re
from collections import Counter
from collections.abc import Iterator

from catalogue.checks.pairs.table import Values, check
from catalogue.model import Pair

_SIGNS = re.compile(r"\*\*|__|^#{1,6} |^[-*+] |^\d+\. |^> |^```|`", re.MULTILINE)
_BEGINS = re.compile(r"[#+>-]|\d+\. ")
_LINK = re.compile(r"!?\[[^\]\n]{0,300}\]\(([^)\s]{1,500})(?:\s[^)]{0,300})?\)")
_PARAGRAPH = re.compile(r"\n\s*\n")
_NUMBERED = re.compile(r"\d+\. ")


def _may_be_structured(text: str) -> bool:
    """Tell quickly whether *text* can have any structure: most have none."""
    return any(sign in text for sign in "\n*_`") or _BEGINS.match(text) is not None


def _structure(text: str) -> Counter[str]:
    found = Counter(_NUMBERED.sub("1. ", sign) for sign in _SIGNS.findall(text))
    found["¶"] = len(_PARAGRAPH.split(text.strip()))
    return found


@check("markdown", "warning")
def markdown(pair: Pair) -> Iterator[Values]:
    """Paragraphs, lists, headings and emphasis are the source's."""
    if not _may_be_structured(pair.source) and not _may_be_structured(pair.target):
        return
    source, target = _structure(pair.source), _structure(pair.target)
    if source != target:
        changed = ", ".join(sign.strip() for sign in sorted(source | target) if source[sign] != target[sign])
        yield {"signs": changed}


@check("links", "error")
def links(pair: Pair) -> Iterator[Values]:
    """Every Markdown link of the source is one in the translation, to the same address, and no other is."""
    if "](" not in pair.source and "](" not in pair.target:
        return
    source, target = Counter(_LINK.findall(pair.source)), Counter(_LINK.findall(pair.target))
    if source != target:
        yield {"lost": ", ".join(source - target) or "—", "new": ", ".join(target - source) or "—"}
