"""Every page of every locale, its body rendered into the cut layout."""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import replace
from functools import cache
from typing import Any

from markupsafe import Markup

from catalogue.locales import LOCALES
from catalogue.model import Alternate, Document, Page
from catalogue.outputs import Press, Render, structured
from catalogue.outputs.layouts import FRAME_SLOTS, Layout, cut, sentinel
from catalogue.outputs.share import Shares
from catalogue.outputs.structured.nodes import Here
from catalogue.settings import Settings
from catalogue.site import Site
from catalogue.site.views import Card
from catalogue.text import excerpt

Layouts = Mapping[tuple[str, int], Layout]

MENU = (
    ("products/", "nav.products"),
    ("season/", "nav.season"),
    ("places/", "nav.places"),
    ("guides/", "nav.guides"),
    ("guides/importing/", "nav.buyers"),
    ("about/", "nav.about"),
)
"""What the menu leads to, and the interface string of each; a guide only where somebody has written it."""


def alternates(settings: Settings, page: Page) -> tuple[Alternate, ...]:
    """Return *page* in every locale in which it is offered, the source's first, with absolute addresses."""
    return tuple(
        Alternate(code, LOCALES[code].region, settings.site_url + settings.address(code, page.path), code == page.locale)
        for code in page.offered
    )


def shared(site: Site) -> dict[str, Any]:
    """Return what every template of one locale may see."""
    return {
        "site": site,
        "settings": site.settings,
        "reference": site.catalogue.reference,
        "locale": site.locale,
        "t": site.locale.t,
        "field": site.locale.field,
    }


class Surroundings:
    """What the pages of one locale at one depth of address share: addresses, header and footer, printed cards and parts.

    Each of these is rendered once, because a card stands on a dozen pages and a header on all of them.
    """

    def __init__(self, site: Site, depth: int, frame: Layout, cards: Callable[[Card], Layout], render: Render) -> None:
        """Begin with nothing printed; *frame* is the theme's layout for this depth, *cards* gives a card of any depth."""
        self.site = site
        self.render = render
        self._frame = frame
        self._cards = cards
        root = "../" * depth or "./"
        code = site.locale.code
        self.values: dict[str, Any] = {
            **shared(site),
            "root": root,
            "home": root if code == site.settings.source else f"{root}{code}/",
            "cards": self._listed,
            "kept": cache(self._part),
        }
        self._here = Here(site, site.settings.site_url + site.settings.address(code, ""))
        self._shares = Shares(site)
        self._layout_of = cache(self._layout)
        self._card = cache(self._filled)

    def _part(self, name: str, key: Any) -> Markup:
        """Return the part *name* for *key*: what the pages of a kind, a place, a producer or a season say alike."""
        return Markup(self.render(f"parts/{name}.html", {**self.values, "key": key}))  # noqa: S704  # from a template

    def _listed(self, cards: Iterable[Card]) -> Markup:
        """Return the list items of *cards*; a template calls it."""
        return Markup("".join([self._card(card) for card in cards]))  # noqa: S704  # what the templates rendered

    def _filled(self, card: Card) -> str:
        return self._cards(card).fill({"root": self.values["root"], "home": self.values["home"]})

    def _menu(self) -> list[tuple[str, str]]:
        """Return the entries of ``MENU`` without a guide, below ``guides/``, that this catalogue does not have."""
        return [(path, key) for path, key in MENU if path.count("/") == 1 or path[:-1] in self.site.guides]

    def _layout(self, section: str, here: str) -> Layout:
        """Return the layout with header and footer in it; *here* marks the menu's entry *section*, as ARIA names it."""
        codes = self.site.settings.locales
        codes = codes if len(codes) > 1 else ()  # with one there is nothing to switch to
        values = {
            **self.values,
            "menu": [(path, self.site.locale.t(key), here if path == section else "") for path, key in self._menu()],
            "switch": [(code, LOCALES[code].name, self.site.settings.address(code, sentinel("path"))) for code in codes],
        }
        furniture = {"header": self.render("header.html", values), "footer": self.render("footer.html", values)}
        kept = {slot: sentinel(slot) for slot in FRAME_SLOTS}
        slots = ("head", "body", *("path" for _ in codes))
        return cut(self._frame.fill(kept | furniture), slots)

    def _said(self, page: Page) -> dict[str, Any]:
        """Return what *page* shows, and what it tells machines of that, and whoever it is shared with."""
        view, description = page.view(), excerpt(page.description)
        told = structured.described(self._here, page, view, description)
        return {
            "page": page,
            "view": view,
            "description": description,
            "share": self._shares.of(page, view),
            "told": structured.script(told) if told else "",
        }

    def html(self, page: Page) -> str:
        """Return the whole of *page*."""
        values = {**self.values, **_addresses(self.site.settings, page), **self._said(page)}
        section = max((path for path, _ in MENU if page.path.startswith(path)), key=len, default="")
        layout: Layout = self._layout_of(section, "page" if page.path == section else "true")
        return layout.fill(
            {
                "head": self.render("head.html", values),
                "body": self.render(f"{page.kind}.html", values),
                "path": page.path,
            }
        )


def _addresses(settings: Settings, page: Page) -> dict[str, Any]:
    """Return the absolute addresses of *page*; a fallback is canonical to the source's page."""
    others = alternates(settings, page)
    own = settings.site_url + settings.address(page.locale, page.path)
    return {"url": own, "canonical": others[0].url if page.fallback else own, "alternates": others}


def _card_printer(site: Site, render: Render) -> Callable[[Card], Layout]:
    """Return the function that prints a card of *site* once, its relative addresses left open."""
    slots = {slot: sentinel(slot) for slot in ("root", "home")}
    values = {**shared(site), **slots}

    @cache
    def card(card: Card) -> Layout:
        files = card.picture.extensions if card.picture else ("drawing",)
        return cut(render("parts/card.html", {**values, "card": card}), ("home", *("root" for _ in files)))

    return card


class Printer:
    """Prints the pages of every locale, keeping what they share."""

    def __init__(self, press: Press, layouts: Layouts) -> None:
        """Begin with nothing printed."""
        self._press = press
        self._layouts = layouts
        self._sites = {site.locale.code: site for site in press.sites}
        self._cards = {site.locale.code: _card_printer(site, press.render) for site in press.sites}
        self._surroundings = cache(self._make)

    def _make(self, locale: str, depth: int) -> Surroundings:
        return Surroundings(self._sites[locale], depth, self._layouts[locale, depth], self._cards[locale], self._press.render)

    def document(self, page: Page) -> Document:
        """Return the file of *page*."""
        path = self._press.sites[0].settings.address(page.locale, page.path)
        return Document(f"{path}index.html", self._surroundings(page.locale, path.count("/")).html(page).encode())

    def not_found(self) -> Document:
        """Return the one 404, in every locale; its addresses are absolute, because it is served at any depth."""
        sites = tuple(self._press.sites)
        code, title = sites[0].locale.code, sites[0].locale.t("404.title")
        page = Page(code, "404", "", title, "", lambda: sites, sites[0].settings.locales, robots="noindex")
        return replace(self.document(page), path="404.html")
