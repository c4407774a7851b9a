"""Every page of every locale, its body rendered into the cut layout."""

from collections.abc import Iterator, Mapping
from typing import Any

from catalogue.locales import LOCALES
from catalogue.model import Alternate, Document, Page
from catalogue.outputs import Press, Render
from catalogue.outputs.layouts import Layout
from catalogue.settings import Settings
from catalogue.site import Site

Layouts = Mapping[tuple[str, int], Layout]


def address(settings: Settings, locale: str, path: str) -> str:
    """Return the address of a page below the site: the source locale stands at its root."""
    return path if locale == settings.source else f"{locale}/{path}"


def alternates(settings: Settings, page: Page) -> tuple[Alternate, ...]:
    """Return *page* in every locale, with absolute addresses."""
    return tuple(
        Alternate(code, LOCALES[code].name, settings.site_url + address(settings, code, page.path), code == page.locale)
        for code in settings.locales
    )


def context(site: Site, page: Page) -> dict[str, Any]:
    """Return what the templates of a page may see; *root* and *home* are relative addresses that end in a slash."""
    settings = site.settings
    depth = address(settings, page.locale, page.path).count("/")
    root = "../" * depth or "./"
    canonical = settings.source if page.fallback else page.locale
    return {
        "page": page,
        "view": page.view,
        "site": site,
        "settings": settings,
        "locale": site.locale,
        "t": site.locale.t,
        "field": lambda key: site.locale.t(f"field.{key}"),
        "root": root,
        "home": root if page.locale == settings.source else f"{root}{page.locale}/",
        "url": settings.site_url + address(settings, page.locale, page.path),
        "canonical": settings.site_url + address(settings, canonical, page.path),
        "alternates": alternates(settings, page),
    }


def slots(site: Site, page: Page, render: Render) -> dict[str, str]:
    """Return what stands in the slots of the layout for *page*."""
    values = context(site, page)
    return {
        "title": render("title.html", values),
        "head": render("head.html", values),
        "header": render("header.html", values),
        "body": render(f"{page.kind}.html", values),
        "footer": render("footer.html", values),
    }


def document(site: Site, page: Page, render: Render, layouts: Layouts) -> Document:
    """Return the file of *page*."""
    path = address(site.settings, page.locale, page.path)
    html = layouts[page.locale, path.count("/")].fill(slots(site, page, render))
    return Document(f"{path}index.html", html.encode())


def not_found(press: Press, layouts: Layouts) -> Document:
    """Return the one 404, in every locale; its addresses are absolute, because it is served at any depth."""
    site = press.sites[0]
    page = Page(site.locale.code, "404", "", site.locale.t("404.title"), "", tuple(press.sites), robots="noindex")
    html = layouts[page.locale, 0].fill(slots(site, page, press.render))
    return Document("404.html", html.encode())


def documents(press: Press, layouts: Layouts, listing: Mapping[str, tuple[Page, ...]]) -> Iterator[Document]:
    """Yield the file of every page of *listing* (by locale), and the 404."""
    for site in press.sites:
        for page in listing[site.locale.code]:
            yield document(site, page, press.render, layouts)
    yield not_found(press, layouts)
