"""The icons of the site, from ``favicon.svg``: what shows a page among others takes no SVG."""

from io import BytesIO
from pathlib import Path

from PIL import Image

from catalogue.images.drawings import drawing
from catalogue.outputs.manifest import PAPER, Icon


def drawn(overrides: Path, icon: Icon) -> bytes:
    """Return *icon* as a PNG: the seal, on paper where it does not fill the whole."""
    side = round(icon.side * icon.scale)
    seal = drawing(overrides / "assets" / "favicon.svg", side)
    ground = Image.new("RGBA", (icon.side, icon.side), PAPER if icon.solid else "#0000")
    if seal:
        ground.alpha_composite(seal, ((icon.side - side) // 2,) * 2)
    into = BytesIO()
    ground.save(into, "PNG", compress_level=9)
    return into.getvalue()
