"""A share card drawn: a plate with the photo or the drawing, and beside it the words, in the look of ``catalogue.css``."""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from io import BytesIO
from pathlib import Path
from typing import Any

from PIL import Image, ImageDraw, ImageOps

from catalogue.images.drawings import drawing
from catalogue.images.lettering import Font, fitted, has, high, step
from catalogue.outputs.manifest import PAPER
from catalogue.outputs.share import HEIGHT, WIDTH, ShareCard

INK, SECOND, CINNABAR = "#231f1b", "#5b5248", "#b3261e"
GROUNDS = ("#f3ead9", "#dfe8d6", "#f6e3b4", "#dde4ea", "#f4ddcd")
FORMATS: Mapping[str, Mapping[str, Any]] = {
    "png": {"format": "PNG", "compress_level": 6},
    "jpeg": {"format": "JPEG", "quality": 80, "optimize": True, "progressive": True, "subsampling": "4:2:0"},
}
COLOURS = 64
"""How many the palette of a PNG has: the pigments, and the steps between them and their ground."""
EDGE = 64
PLATE = 680
"""Where the plate begins, in pixels from the left; it fills what is right of it."""
LINE = 5
TEXT = PLATE - 2 * EDGE + 12
SEAL, STAR, GAP, BENEATH = 60, 34, 36, 10
NAME_SIZES = (84, 76, 68, 60, 54, 48, 42)
NAME_LINES = 4


def drawn(overrides: Path, photos: Mapping[str, Path], card: ShareCard) -> bytes:
    """Return *card* as the file that its address names.

    Its drawings and fonts are in *overrides*; *photos* says where a photo lies, by its path on the site. Raises ``OSError`` or
    ``ValueError`` when one of them cannot be read.
    """
    picture = Image.new("RGB", (WIDTH, HEIGHT), PAPER)
    if card.photo:
        _photo(picture, photos[card.photo])
    elif len(card.drawings) > 1:
        _prints(picture, overrides / "drawings", card.drawings)
    else:
        _drawing(picture, overrides / "drawings", card)
    ImageDraw.Draw(picture).rectangle((PLATE, 0, PLATE + LINE - 1, HEIGHT), fill=INK)
    Words(picture, overrides / "assets").set(card)
    into = BytesIO()
    if not card.photo:
        picture = picture.quantize(COLOURS, dither=Image.Dither.NONE)
    picture.save(into, **FORMATS[card.extension])
    return into.getvalue()


def _photo(picture: Image.Image, file: Path) -> None:
    with Image.open(file) as photo:
        picture.paste(ImageOps.fit(photo, (WIDTH - PLATE, HEIGHT)), (PLATE, 0))


def _drawing(picture: Image.Image, folder: Path, card: ShareCard) -> None:
    ImageDraw.Draw(picture).rectangle((PLATE, 0, WIDTH, HEIGHT), fill=GROUNDS[card.tone])
    for name in card.drawings:
        _put(picture, folder / f"{name}.svg", ((PLATE + WIDTH) // 2, HEIGHT // 2), 420)


def _prints(picture: Image.Image, folder: Path, names: Sequence[str]) -> None:
    """Put up to nine drawings side by side, as the home page does."""
    pen = ImageDraw.Draw(picture)
    wide, high = (WIDTH - PLATE) / 3, HEIGHT / 3
    for place, name in enumerate(names):
        left, top = PLATE + place % 3 * wide, place // 3 * high
        pen.rectangle((left, top, left + wide, top + high), fill=GROUNDS[place % len(GROUNDS)], outline=INK, width=2)
        _put(picture, folder / f"{name}.svg", (round(left + wide / 2), round(top + high / 2)), 146)


def _put(picture: Image.Image, file: Path, centre: tuple[int, int], side: int) -> None:
    image = drawing(file, side)
    if image:
        picture.paste(image, (centre[0] - side // 2, centre[1] - side // 2), image)


class Words:
    """What is written on a card, at the left of its plate."""

    def __init__(self, picture: Image.Image, assets: Path) -> None:
        """Begin with nothing written on *picture*; *assets* has the fonts, the star and the seal."""
        self._picture = picture
        self._pen = ImageDraw.Draw(picture)
        self._assets = assets

    def set(self, card: ShareCard) -> None:
        """Write the catalogue's name at the top, stars and place at the bottom, the product's name between them."""
        card = self._written(card)
        self._head(card.site)
        foot = self._foot(card)
        self._name(card, EDGE + SEAL + GAP, foot - GAP)

    def _written(self, card: ShareCard) -> ShareCard:
        """Return *card* with only the words that the fonts have; a name that they lack stands in the source's words."""

        def kept(words: str, face: str) -> str:
            return words if has(self._font(face), words) else ""

        name = kept(card.name, "title-600")
        return replace(
            card,
            name=name or kept(card.source, "title-600"),
            source=kept(card.source, "text-400") if name else "",
            site=kept(card.site, "text-600"),
            rated=kept(card.rated, "text-600"),
            line=kept(card.line, "text-400"),
        )

    def _font(self, face: str) -> Path:
        return self._assets / "fonts" / f"{face}.woff2"

    def _head(self, site: str) -> None:
        _put(self._picture, self._assets / "favicon.svg", (EDGE + SEAL // 2, EDGE + SEAL // 2), SEAL)
        if site:
            face, lines = fitted(site, self._font("text-600"), (30, 26, 22), TEXT - SEAL - 20, 1)
            self._pen.text((EDGE + SEAL + 20, EDGE + SEAL // 2), lines[0], font=face, fill=INK, anchor="lm")

    def _foot(self, card: ShareCard) -> int:
        """Write stars and place, and return where they begin, in pixels from above."""
        face, lines = fitted(card.line, self._font("text-400"), (30, 28, 26), TEXT, 3)
        top = HEIGHT - EDGE - high(face, lines)
        self._write(lines, face, SECOND, top)
        if card.stars:
            top -= STAR + 16
            for place in range(card.stars):
                self._star(EDGE + place * (STAR + 6), top)
            words = EDGE + card.stars * (STAR + 6) + 12
            said, rated = fitted(card.rated, self._font("text-600"), (26, 24, 22, 20), EDGE + TEXT - words, 1)
            self._pen.text((words, top + STAR // 2), rated[0], font=said, fill=INK, anchor="lm")
        return top

    def _star(self, x: int, y: int) -> None:
        shape = drawing(self._assets / "star.svg", STAR)
        if shape:
            self._picture.paste(CINNABAR, (x, y), shape)

    def _name(self, card: ShareCard, top: int, bottom: int) -> None:
        """Write the name between *top* and *bottom*, and beneath it the name in the source's words."""
        small, beneath = fitted(card.source, self._font("text-400"), (32, 28, 26), TEXT, 2)
        room = bottom - top - (high(small, beneath) + BENEATH if card.source else 0)
        face, lines = fitted(card.name, self._font("title-600"), NAME_SIZES, TEXT, NAME_LINES, room)
        start = top + max(0, (room - high(face, lines)) // 2)
        self._write(lines, face, INK, start)
        if card.source:
            self._write(beneath, small, SECOND, start + high(face, lines) + BENEATH)

    def _write(self, lines: Sequence[str], face: Font, colour: str, top: int) -> None:
        """Write *lines* at the left edge, the first from *top* down."""
        for place, line in enumerate(lines):
            self._pen.text((EDGE, top + place * step(face) + step(face) // 2), line, font=face, fill=colour, anchor="lm")
