"""A preview of a few products: their pages, changed so that they open by a double click from any folder.

A browser lets a page that it opened from a folder read hardly any other file: no script of ours runs there, and drawings, fonts
and masks must be in the page or in its stylesheet. A link to what is no part of the preview leads nowhere, so it is none.
"""

import base64
import json
import mimetypes
import posixpath
import re
from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from urllib.parse import urlsplit

from bs4 import BeautifulSoup, Tag

from catalogue.model import Document, Page
from catalogue.outputs import Press
from catalogue.outputs.pages import Printer
from catalogue.site import Site
from catalogue.site.views import Card

POLICY = "default-src 'none'; img-src 'self' file: data:; style-src 'self' file:; font-src data:"
"""What a page of a preview may load; a folder on a disk is no origin of its own."""
_FILE = re.compile(r'url\("([^":]+)"\)')
_SCRIPTING = {"(scripting: enabled)": "(max-width: 0)", "(scripting: none)": "(min-width: 0)"}
"""What a stylesheet asks of the browser, whether scripts run, and what says that none does on these pages."""


@dataclass(frozen=True, slots=True)
class PreviewView:
    """What the first page of a preview shows: the products, and the pages of those that are withdrawn."""

    cards: tuple[Card, ...]
    others: tuple[Page, ...]


def documents(
    press: Press, printer: Printer, listing: Mapping[str, tuple[Page, ...]], slugs: Collection[str], files: Iterable[Document]
) -> Iterator[Document]:
    """Yield the pages of *slugs* in every locale, a first page that leads to them, and what they load.

    *files* are those of the whole site that a page may load: styles, fonts, icons, photos.
    """
    paths = {f"products/{slug}/" for slug in slugs}
    chosen = {code: [page for page in pages if page.path in paths] for code, pages in listing.items()}
    firsts = [_first(site, slugs, chosen[site.locale.code]) for site in press.sites]
    printed = [printer.document(page) for page in [*firsts, *(page for pages in chosen.values() for page in pages)]]
    loaded = {one.path: one for one in files}
    there = {one.path for one in printed} | loaded.keys()
    pages = [_page(press, one, there) for one in printed]
    yield from pages
    for path, one in loaded.items():
        if any(path.encode() in page.data for page in pages):
            yield _stylesheet(one, loaded) if path.endswith(".css") else one
    yield Document("build.json", (json.dumps({"day": press.sites[0].day.isoformat(), "preview": len(slugs)}) + "\n").encode())


def _first(site: Site, slugs: Collection[str], pages: Iterable[Page]) -> Page:
    cards = tuple(card for card in site.cards if card.slug in slugs)
    view = PreviewView(cards, tuple(page for page in pages if page.kind != "product"))
    title = site.locale.t("preview.title")
    return Page(site.locale.code, "preview", "", title, "", lambda: view, site.settings.locales, robots="noindex")


def _page(press: Press, document: Document, there: Collection[str]) -> Document:
    """Return a printed page as it opens from a folder; *there* are the paths of the files beside it."""
    soup = BeautifulSoup(document.data.decode(), "html.parser")
    for tag in soup.select("script[src], form, .find, .menu-button"):
        tag.decompose()
    for tag in soup.select('meta[http-equiv="Content-Security-Policy"]'):
        tag["content"] = POLICY
    for tag in soup.select("a[href], link[href]"):
        _link(tag, document.path, there)
    for tag in soup.select("link:not([href]), link[rel=preload]"):
        tag.decompose()
    _draw(press, soup)
    return replace(document, data=str(soup).encode())


def _link(tag: Tag, path: str, there: Collection[str]) -> None:
    """Let a link lead to a file, unless it leads out of the site or to another part of its page; else take it away."""
    address = urlsplit(str(tag["href"]))
    if address.scheme or address.netloc or not address.path:
        return
    ending = "index.html" if address.path.endswith("/") else ""
    target = posixpath.normpath(posixpath.join(posixpath.dirname(path), address.path + ending))
    if target in there:
        tag["href"] = address._replace(path=address.path + ending).geturl()
    else:
        del tag["href"]


def _draw(press: Press, soup: BeautifulSoup) -> None:
    """Put the drawings that a page uses into it."""
    used = {}
    for tag in soup.select("use[href]"):
        name = urlsplit(str(tag["href"])).fragment
        tag["href"] = f"#drawing-{name}"
        used[f"drawing-{name}"] = press.drawings[name]
    sprite = BeautifulSoup(press.render("drawings.svg", {"drawings": used}), "html.parser")
    shelf = soup.new_tag("div", attrs={"hidden": ""})
    shelf.append(sprite)
    assert soup.body is not None
    soup.body.append(shelf)


def _stylesheet(sheet: Document, files: Mapping[str, Document]) -> Document:
    """Return a stylesheet with what it loads inside it instead of beside it, and with no script to count on."""

    def data(found: re.Match[str]) -> str:
        path = posixpath.join(posixpath.dirname(sheet.path), found[1])
        kind = mimetypes.guess_type(path)[0] or "application/octet-stream"
        return f'url("data:{kind};base64,{base64.b64encode(files[path].data).decode()}")'

    style = _FILE.sub(data, sheet.data.decode())
    for asked, answer in _SCRIPTING.items():
        style = style.replace(asked, answer)
    return replace(sheet, data=style.encode())
