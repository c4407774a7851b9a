"""One sitemap with the alternates of every page, and the robots file that names it."""

from collections.abc import Iterator, Mapping

from catalogue.model import Alternate, Document, Page
from catalogue.outputs import Press
from catalogue.outputs.pages import alternates

Entry = tuple[Page, tuple[Alternate, ...], list[str]]


def entries(press: Press, listing: Mapping[str, tuple[Page, ...]]) -> Iterator[Entry]:
    """Yield every page that a search engine may keep, with its alternates and the absolute addresses of its photos."""
    settings = press.sites[0].settings
    photos = {
        f"products/{slug}/": [settings.site_url + picture.largest.path for picture in pictures]
        for slug, pictures in press.sites[0].pictures.items()
    }
    for pages in listing.values():
        for page in pages:
            if not page.fallback and not page.robots:
                yield page, alternates(settings, page), photos.get(page.path, [])


def documents(press: Press, listing: Mapping[str, tuple[Page, ...]]) -> Iterator[Document]:
    """Yield ``sitemap.xml`` and ``robots.txt``."""
    settings = press.sites[0].settings
    values = {"entries": entries(press, listing), "settings": settings}
    yield Document("sitemap.xml", press.render("sitemap.xml", values).encode())
    yield Document("robots.txt", press.render("robots.txt", values).encode())
