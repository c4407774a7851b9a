"""What the pages share: the sprite of drawings, and the one file that holds the day of the build."""

import json
from collections.abc import Iterator

from catalogue.model import Document
from catalogue.outputs import Press


def documents(press: Press) -> Iterator[Document]:
    """Yield ``assets/drawings.svg`` and ``build.json``."""
    yield Document("assets/drawings.svg", press.render("drawings.svg", {"drawings": press.drawings}).encode())
    site = press.sites[0]
    about = {"day": site.day.isoformat(), "products": len(site.cards), "locales": list(site.settings.locales)}
    yield Document("build.json", (json.dumps(about, indent=2) + "\n").encode())
