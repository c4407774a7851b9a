"""What a photo becomes: whatever is changed here makes every photo anew."""

from collections.abc import Mapping
from typing import Any

WIDTHS = (480, 960, 1600)
"""The widths of a page, in pixels, for a card, a telephone and a desk."""
FORMATS: Mapping[str, Mapping[str, Any]] = {
    "avif": {"format": "AVIF", "quality": 52, "speed": 6, "subsampling": "4:2:0", "max_threads": 1},
    "jpg": {"format": "JPEG", "quality": 76, "optimize": True, "progressive": True, "subsampling": "4:2:0"},
}
"""How each format is written, by how its files end, the one that a browser should take first."""
METHOD = 1
"""To be raised when the way of developing changes, and nothing above does."""
