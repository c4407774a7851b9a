"""The project's SVG drawings as pixels.

Pillow reads none. resvg is one wheel without any library of the system; pictures made beforehand with a browser would be one
more step, and one more program, for whoever adds a drawing.
"""

from functools import cache
from io import BytesIO
from pathlib import Path

from PIL import Image
from resvg_py import svg_to_bytes


def png(file: Path, side: int) -> bytes:
    """Return the square drawing *file* as a PNG with *side* pixels, clear where it is empty.

    Raises ``OSError`` or ``ValueError``, which names the file, when it cannot be read.
    """
    try:
        return svg_to_bytes(svg_string=file.read_text(encoding="utf-8"), width=side, height=side, skip_system_fonts=True)
    except ValueError as error:
        raise ValueError(f"{file.name}: {error}") from None


@cache
def drawing(file: Path, side: int) -> Image.Image | None:
    """Return the same to be put into a picture; nothing where there is no such drawing."""
    if not file.is_file():
        return None
    image = Image.open(BytesIO(png(file, side)))
    image.load()  # now, not in several threads at once
    return image
