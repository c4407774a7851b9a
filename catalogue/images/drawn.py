"""What a site has drawn: a share card for each page that is shared, and its icons; and what makes each of them another."""

import hashlib
from collections.abc import Iterable, Iterator, Mapping
from functools import partial
from importlib.metadata import version
from pathlib import Path

from catalogue.images.easel import Sketch
from catalogue.outputs.manifest import ICONS, Icon
from catalogue.outputs.share import ShareCard

METHOD = 2
"""To be raised when the way of drawing changes: everything is drawn anew."""


def sketches(overrides: Path, cards: Iterable[ShareCard], photos: Mapping[str, Path]) -> Iterator[Sketch]:
    """Yield what is drawn with the looks in *overrides*; *photos* says where a photo lies, by its path on the site."""
    looks = _digests(overrides)
    shared = [METHOD, version("pillow"), version("resvg-py")]
    shared += [f"{name} {digest}" for name, digest in looks.items() if not name.startswith("drawings/")]

    def key(shows: object, extension: str) -> str:
        return f"{hashlib.sha256(repr((shows, shared)).encode()).hexdigest()[:40]}.{extension}"

    for icon in ICONS:
        yield Sketch(icon.path, key(icon, "png"), partial(_icon, overrides, icon))
    for card in cards:
        # Its path has the digest of its words, and that of its photo.
        shows = (card.path, [looks.get(f"drawings/{name}.svg") for name in card.drawings])
        yield Sketch(card.path, key(shows, card.extension), partial(_card, overrides, photos, card))


def _digests(overrides: Path) -> Mapping[str, str]:
    """Return the digest of every file with which something is drawn, by its path in *overrides*."""
    files = [file for pattern in ("drawings/*.svg", "assets/*.svg", "assets/fonts/*.woff2") for file in overrides.glob(pattern)]
    return {file.relative_to(overrides).as_posix(): hashlib.sha256(file.read_bytes()).hexdigest() for file in sorted(files)}


def _card(overrides: Path, photos: Mapping[str, Path], card: ShareCard) -> bytes:
    from catalogue.images.canvas import drawn

    return drawn(overrides, photos, card)


def _icon(overrides: Path, icon: Icon) -> bytes:
    from catalogue.images.icons import drawn

    return drawn(overrides, icon)
