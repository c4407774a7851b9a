"""What a telephone needs to keep the catalogue on its first screen: a web manifest for each locale, and icons."""

import json
from collections.abc import Iterator
from dataclasses import dataclass

from catalogue.model import Document
from catalogue.outputs import Press

PAPER = "#fbf6ec"


@dataclass(frozen=True, slots=True)
class Icon:
    """An icon: its path below the site, its side in pixels, how much of it the seal fills, and whether it has a ground.

    *purpose* is the manifest's word for what may be cut off it; without one it is not in the manifest.
    """

    path: str
    side: int
    purpose: str = ""
    scale: float = 1.0
    solid: bool = False


ICONS = (
    Icon("assets/icon-180.png", 180, scale=0.9, solid=True),  # Apple's, which is rounded and has no clear parts
    Icon("assets/icon-192.png", 192, "any"),
    Icon("assets/icon-512.png", 512, "any"),
    Icon("assets/icon-mask.png", 512, "maskable", scale=0.66, solid=True),  # only the circle of 80 % is sure to be seen
)


def documents(press: Press) -> Iterator[Document]:
    """Yield ``assets/<locale>.webmanifest`` for every locale; its addresses are relative to itself."""
    for site in press.sites:
        code = site.locale.code
        said = {
            "name": site.name,
            "description": site.label(site.catalogue.reference.collection.tagline),
            "lang": code,
            "start_url": "../" if code == site.settings.source else f"../{code}/",
            "scope": "../",
            "display": "minimal-ui",
            "background_color": PAPER,
            "theme_color": PAPER,
            "icons": [
                {
                    "src": icon.path.removeprefix("assets/"),
                    "sizes": f"{icon.side}x{icon.side}",
                    "type": "image/png",
                    "purpose": icon.purpose,
                }
                for icon in ICONS
                if icon.purpose
            ],
        }
        yield Document(f"assets/{code}.webmanifest", (json.dumps(said, ensure_ascii=False, indent=2) + "\n").encode())
