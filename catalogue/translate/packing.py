"""Long texts split where a sentence ends, and short ones packed into one request, within what an engine takes."""

import re
from collections.abc import Iterable, Iterator, Sequence

from catalogue.translate.engine import Limits

_SEAMS = (r"\n\s*\n", r"(?<=[.!?…])\s+", r"\n", r"(?<=[,;:])\s+", r"\s+")
"""Where a text may be split, the best seam first; what stands at the seam is kept and put back."""


def split(text: str, limit: int) -> tuple[list[str], list[str]]:
    """Split *text* into pieces of at most *limit* characters; return them and what stood between them.

    ``join(*split(text, n)) == text`` for every text and every *n* > 0.
    """
    return _split(text, limit, 0)


def _split(text: str, limit: int, level: int) -> tuple[list[str], list[str]]:
    if len(text) <= limit:
        return [text], []
    if level == len(_SEAMS):
        pieces = [text[at : at + limit] for at in range(0, len(text), limit)]
        return pieces, [""] * (len(pieces) - 1)
    found = re.split(f"({_SEAMS[level]})", text)
    pieces, seams = [found[0]], []
    for seam, piece in zip(found[1::2], found[2::2], strict=True):
        if len(pieces[-1]) + len(seam) + len(piece) <= limit:
            pieces[-1] += seam + piece
        else:
            seams.append(seam)
            pieces.append(piece)
    return _refined(pieces, seams, limit, level + 1)


def _refined(pieces: Sequence[str], seams: Sequence[str], limit: int, level: int) -> tuple[list[str], list[str]]:
    all_pieces: list[str] = []
    all_seams: list[str] = []
    for number, piece in enumerate(pieces):
        finer, between = _split(piece, limit, level)
        all_pieces += finer
        all_seams += between
        if number < len(seams):
            all_seams.append(seams[number])
    return all_pieces, all_seams


def join(pieces: Sequence[str], seams: Sequence[str]) -> str:
    """Return *pieces* with *seams* between them."""
    return "".join(part for pair in zip(pieces, [*seams, ""], strict=True) for part in pair)


def pack(texts: Iterable[str], limits: Limits) -> Iterator[list[int]]:
    """Yield the positions of the texts of each request, in their order, within *limits*."""
    batch: list[int] = []
    size = 0
    for position, text in enumerate(texts):
        if batch and (len(batch) == limits.texts or size + len(text) > limits.characters):
            yield batch
            batch, size = [], 0
        batch.append(position)
        size += len(text)
    if batch:
        yield batch
