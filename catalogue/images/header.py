"""The header of a photo: what it is, and how large, known and bounded before any pixel is decoded."""

import warnings
from collections.abc import Iterator, Mapping
from contextlib import contextmanager

from PIL import Image, UnidentifiedImageError

from catalogue.images.folder import Original
from catalogue.issues import Issue, Refused

MOST_PIXELS = 65_000_000
"""What a photo may have: a telephone's 64 megapixels."""
MOST_SIDE = 20_000
"""How wide or high one may be, in pixels."""
EXTENSIONS: Mapping[str, tuple[str, ...]] = {
    "JPEG": ("jpg", "jpeg"),
    "MPO": ("jpg", "jpeg"),  # a JPEG with more pictures behind it: a depth map, a preview
    "PNG": ("png",),
    "WEBP": ("webp",),
    "AVIF": ("avif",),
    "TIFF": ("tif", "tiff"),
}
"""The formats that are opened at all, and how a file of each may end."""
# All at once, before several threads ask for them.
Image.init()
_OPENED = tuple(name for name in EXTENSIONS if name in Image.OPEN)
_CAN_MOVE = frozenset({"PNG", "WEBP", "AVIF"})

# Our own bound is tighter, and says what to do.
Image.MAX_IMAGE_PIXELS = None
# What Pillow finds odd in somebody's metadata is no news: nothing of it is kept.
warnings.filterwarnings("ignore", module="PIL")


def refused(check: str, original: Original, **values: str) -> Refused:
    """Return the refusal of *original* with one issue."""
    return Refused([Issue(check, original.file, line=1, values=values)])


@contextmanager
def opened(original: Original) -> Iterator[Image.Image]:
    """Yield the picture of *original*, its header found sound, nothing decoded yet.

    Raises ``Refused`` with one issue, also for whatever goes wrong while it is decoded inside the context.
    """
    try:
        with Image.open(original.path, formats=_OPENED) as image:
            _bound(image, original)
            yield image
    except Refused:
        raise
    except UnidentifiedImageError:
        raise refused("photo-unreadable", original) from None
    except Exception as error:  # noqa: BLE001  # a hostile file makes a decoder raise anything
        raise _damaged(error, original) from None


def _damaged(error: Exception, original: Original) -> Refused:
    if isinstance(error, OSError) and error.errno and error.strerror:
        return refused("unreadable", original, reason=error.strerror)
    return refused("photo-damaged", original)


def _bound(image: Image.Image, original: Original) -> None:
    """Raise ``Refused`` when *image* is larger than what is decoded, moves, or is not what its name says."""
    if image.width * image.height > MOST_PIXELS or max(image.size) > MOST_SIDE:
        size = {"width": str(image.width), "height": str(image.height)}
        raise refused("photo-too-large", original, **size, limit=str(MOST_PIXELS // 1_000_000), side=str(MOST_SIDE))
    known = str(image.format)
    ending = original.file.rpartition(".")[2]
    if ending not in EXTENSIONS[known]:
        raise refused("photo-extension", original, format=known, ending=ending, expected=EXTENSIONS[known][0])
    if known in _CAN_MOVE and getattr(image, "is_animated", False):
        raise refused("photo-moves", original)


def checked(original: Original) -> list[Issue]:
    """Return what the header of *original* says is wrong with it."""
    try:
        with opened(original):
            return []
    except Refused as found:
        return list(found.issues)
