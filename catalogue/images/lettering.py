"""Words set in the site's own fonts, which have Vietnamese: broken at spaces, in even lines, as large as they fit."""

from collections.abc import Callable, Sequence
from functools import cache
from pathlib import Path

from PIL import ImageFont

Font = ImageFont.FreeTypeFont
_LOOSE = " ,;:–("
UNKNOWN = "\uffff"
"""No letter, for good: what a font draws for it, it draws for each letter that it lacks."""
LEADING = 1.2
"""The height of a line in font sizes: a Vietnamese letter has marks above and below."""


@cache
def font(file: Path, size: int) -> Font:
    """Return the font in *file*, WOFF2 as it is served, at *size* pixels."""
    # Pillow's own layout: the other one depends on a library that not every machine has, and Vietnamese needs none.
    return ImageFont.truetype(str(file), size, layout_engine=ImageFont.Layout.BASIC)


@cache
def _lacks(file: Path, letter: str) -> bool:
    face = font(file, 40)
    return not letter.isspace() and bytes(face.getmask(letter)) == bytes(face.getmask(UNKNOWN))


def has(file: Path, words: str) -> bool:
    """Tell whether the font in *file* has every letter of *words*: what it lacks it draws as nothing, or as an empty box."""
    return not any(_lacks(file, letter) for letter in words)


def step(face: Font) -> int:
    """Return the height of a line, in pixels."""
    return round(face.size * LEADING)


def high(face: Font, lines: Sequence[str]) -> int:
    """Return the height of *lines*, in pixels."""
    return len(lines) * step(face)


def broken(words: str, width: float, length: Callable[[str], float]) -> list[str]:
    """Return *words* in lines no longer than *width*; a single word that is longer stands alone."""
    lines = [""]
    for word in words.split(" "):
        longer = f"{lines[-1]} {word}".strip(" ")
        if lines[-1] and length(longer) > width:
            lines.append(word)
        else:
            lines[-1] = longer
    return lines


def even(words: str, width: int, length: Callable[[str], float]) -> list[str]:
    """Return *words* in no more lines than *width* asks for, these as equal as can be."""
    lines = broken(words, width, length)
    for narrower in range(width, width // 2, -8):
        closer = broken(words, narrower, length)
        if len(closer) > len(lines) or max(map(length, closer)) > narrower:
            break
        lines = closer
    return lines


def fitted(words: str, file: Path, sizes: Sequence[int], width: int, most: int, height: int = 0) -> tuple[Font, list[str]]:
    """Return *words* in at most *most* lines, in the first of *sizes* in which they fit; in the last one they are cut off.

    *height* bounds the lines together, where it is given.
    """
    for size in sizes:
        face = font(file, size)
        allowed = min(most, height // step(face)) if height else most
        lines = even(words, width, face.getlength)
        if len(lines) <= allowed and max(map(face.getlength, lines)) <= width:
            return face, lines
    return face, _cut(broken(words, width, face.getlength), max(1, allowed), width, face.getlength)


def _cut(lines: list[str], most: int, width: int, length: Callable[[str], float]) -> list[str]:
    """Return the first *most* of *lines*, … where something is left out."""
    kept = lines[:most]
    if len(lines) > most:
        kept[-1] = kept[-1].rstrip(_LOOSE) + "…"
    return [_clipped(line, width, length) for line in kept]


def _clipped(line: str, width: float, length: Callable[[str], float]) -> str:
    """Return *line*, its end replaced by … where it is longer than *width*."""
    while length(line) > width:
        line = line.rstrip("…")[:-1].rstrip(_LOOSE) + "…"
    return line
