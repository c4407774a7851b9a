"""A photo developed: upright, in sRGB, without a word of metadata, in the widths and formats of a page."""

import hashlib
from collections.abc import Iterable, Iterator, Mapping
from io import BytesIO
from typing import Any

from PIL import Image, ImageCms, features

from catalogue.images.cache import Kept, KeptFile
from catalogue.images.folder import Original
from catalogue.images.header import opened, refused
from catalogue.images.recipe import FORMATS, WIDTHS

_ORIENTATION = 0x0112
_TURNS = {
    2: Image.Transpose.FLIP_LEFT_RIGHT,
    3: Image.Transpose.ROTATE_180,
    4: Image.Transpose.FLIP_TOP_BOTTOM,
    5: Image.Transpose.TRANSPOSE,
    6: Image.Transpose.ROTATE_270,
    7: Image.Transpose.TRANSVERSE,
    8: Image.Transpose.ROTATE_90,
}
"""What turns a picture upright, by what EXIF says of how the camera was held."""
_LYING = frozenset({5, 6, 7, 8})
_SHADES = 6
_SMALL = (48, 48)
_SRGB = ImageCms.ImageCmsProfile(ImageCms.createProfile("sRGB"))
# Modes that can be told apart by name but hold more than 8 bits a channel: 16 bits of grey.
_DEEP = ("I;16", "I;16L", "I;16B", "I;16N")
_PLAIN = frozenset({"L", "LA", "RGB", "RGBA", "CMYK", "YCbCr"})


def developed(original: Original) -> tuple[Kept, Mapping[str, bytes]]:
    """Return what *original* becomes, and the bytes of each of its files by name; never wider than it is.

    Raises ``Refused`` with one issue.
    """
    with opened(original) as image:
        whole = _upright(image, original)
        profile = image.info.get("icc_profile")
    picture = _srgb(_on_white(whole), profile)
    picture.info.clear()  # else a comment would travel with it
    made = list(_files(picture))
    digest = hashlib.sha256(b"".join(data for _, data in made)).hexdigest()[:10]
    return Kept(_dominant(picture), digest, tuple(file for file, _ in made)), {file.name: data for file, data in made}


def _upright(image: Image.Image, original: Original) -> Image.Image:
    """Return *image* decoded, at its largest width on a page, and turned as its camera was held."""
    image.draft(None, (2 * WIDTHS[-1], 2 * WIDTHS[-1]))  # a JPEG is decoded at a half, a quarter or an eighth
    image.load()
    held = image.getexif().get(_ORIENTATION, 1)
    width = image.height if held in _LYING else image.width
    ratio = min(1.0, WIDTHS[-1] / width)
    size = (max(1, round(image.width * ratio)), max(1, round(image.height * ratio)))
    small = _plain(image, original).resize(size, Image.Resampling.LANCZOS, reducing_gap=3.0)
    return small.transpose(_TURNS[held]) if held in _TURNS else small


def _plain(image: Image.Image, original: Original) -> Image.Image:
    """Return *image* in 8 bits a channel, its palette resolved; raise ``Refused`` when it holds measurements, not colours."""
    if image.mode in _DEEP:
        return image.convert("I").point([value >> 8 for value in range(65_536)], "L")
    if image.mode in {"1", "P", "PA"} or (image.has_transparency_data and image.mode in {"L", "RGB"}):
        return image.convert("RGBA" if image.has_transparency_data else "RGB")
    if image.mode not in _PLAIN:
        raise refused("photo-unreadable", original)
    return image


def _on_white(image: Image.Image) -> Image.Image:
    if image.mode not in {"LA", "RGBA"}:
        return image
    over = image.convert("RGBA")
    return Image.alpha_composite(Image.new("RGBA", over.size, "white"), over).convert("RGB")


def _srgb(image: Image.Image, profile: bytes | None) -> Image.Image:
    """Return *image* in sRGB; a profile that cannot be used is as good as none."""
    if profile:
        try:
            source = ImageCms.ImageCmsProfile(BytesIO(profile))
            return ImageCms.profileToProfile(image, source, _SRGB, outputMode="RGB") or image.convert("RGB")
        except (ImageCms.PyCMSError, OSError, ValueError, TypeError):
            pass
    return image.convert("RGB")


def _files(picture: Image.Image) -> Iterator[tuple[KeptFile, bytes]]:
    """Yield *picture* in every width that does not enlarge it, or its own, and in every format, the smallest files first."""
    widths = [width for width in WIDTHS if width < picture.width] + [min(picture.width, WIDTHS[-1])]
    sized = [_narrowed(picture, width) for width in widths]
    for extension, options in FORMATS.items():
        if extension != "avif" or features.check("avif"):
            yield from _encoded(sized, extension, options)


def _narrowed(picture: Image.Image, width: int) -> Image.Image:
    if width == picture.width:
        return picture
    return picture.resize((width, max(1, round(picture.height * width / picture.width))), Image.Resampling.LANCZOS)


def _encoded(sized: Iterable[Image.Image], extension: str, options: Mapping[str, Any]) -> Iterator[tuple[KeptFile, bytes]]:
    for one in sized:
        into = BytesIO()
        one.save(into, **options)
        data = into.getvalue()
        yield KeptFile(extension, one.width, one.height, len(data)), data


def _dominant(picture: Image.Image) -> str:
    """Return the colour that most of *picture* has, as ``#rrggbb``."""
    shades = picture.resize(_SMALL, Image.Resampling.BOX).quantize(_SHADES)
    counts = shades.histogram()
    index = counts.index(max(counts))
    red, green, blue = (shades.getpalette() or [])[3 * index : 3 * index + 3]
    return f"#{red:02x}{green:02x}{blue:02x}"
