"""What a page says to machines, as JSON-LD in the words of schema.org: nothing that the page does not show.

A page that a search engine should not keep says nothing, nor does one that fell back: it is the source's page that is kept.
"""

import json
from collections.abc import Callable, Mapping
from typing import Any

from markupsafe import Markup

from catalogue.model import Page
from catalogue.outputs.structured import makers, products
from catalogue.outputs.structured.dataset import dataset
from catalogue.outputs.structured.nodes import Here, Node, listed, node, publisher, trail
from catalogue.site.views import IndexView, ListView, ProductView

_write = json.JSONEncoder(ensure_ascii=False, separators=(",", ":")).encode
# HTML reads a script element up to "</script", and "<!--" changes how; a line of old scripts ends at U+2028 and U+2029.
_ESCAPES = {character: f"\\u{ord(character):04x}" for character in "<>&\u2028\u2029"}


def script(data: Node) -> Markup:
    """Return *data* as the text of a script element, from which no record can break out."""
    text = _write(data)
    for character, escape in _ESCAPES.items():
        text = text.replace(character, escape)
    return Markup(text)  # noqa: S704  # escaped just above


def described(here: Here, page: Page, view: Any, description: str) -> Node | None:
    """Return what *page* says, which shows *view*; ``None`` where it says nothing."""
    say = PAGES.get(page.kind)
    if say is None or page.fallback or page.robots or here.site.settings.policy == "all":
        return None
    shared = {"url": here.url(page.path), "inLanguage": page.locale, "name": page.title, "description": description}
    return {"@context": "https://schema.org", **say(here, page, view, shared)}


def _home(here: Here, page: Page, view: object, shared: Node) -> Node:
    licence = here.site.catalogue.reference.collection.licence.url
    return node("WebSite", **{**shared, "name": here.site.name}, license=licence, publisher=publisher(here))


def _product(here: Here, page: Page, view: ProductView, shared: Node) -> Node:
    """Return the page of a product: name and description stand in what it is about, address and dates in its head."""
    card, reference = view.card, here.site.catalogue.reference
    steps = {f"categories/{card.sector}/": here.label(reference.sectors[card.sector].name)}
    if view.guide:
        steps[f"guides/{card.product.kind}/"] = here.label(reference.kinds[card.product.kind].name)
    return node(
        "ItemPage",
        inLanguage=page.locale,
        breadcrumb=trail(here, steps, card.name.text),
        mainEntity=products.described(here, view, shared["description"]),
    )


def _cards(here: Here, view: ListView) -> Node:
    first = (view.pager.number - 1) * here.site.settings.cards_per_page + 1
    return listed(here, [f"products/{card.slug}/" for card in view.cards], first, view.count)


def _catalogue(here: Here, page: Page, view: ListView, shared: Node) -> Node:
    return node("CollectionPage", **shared, mainEntity=_cards(here, view))


def _filed(here: Here, page: Page, view: ListView, shared: Node, index: str, about: Node | None = None) -> Node:
    """Return a list that stands below the index at the path *index*."""
    crumb = trail(here, {f"{index}/": here.site.locale.t(f"{index}.title")}, view.heading)
    return node("CollectionPage", **shared, breadcrumb=crumb, about=about, mainEntity=_cards(here, view))


def _category(here: Here, page: Page, view: ListView, shared: Node) -> Node:
    return _filed(here, page, view, shared, "categories")


def _place(here: Here, page: Page, view: ListView, shared: Node) -> Node:
    return _filed(here, page, view, shared, "places", makers.place(here, view.id))


def _producer(here: Here, page: Page, view: ListView, shared: Node) -> Node:
    return _filed(here, page, view, shared, "producers", makers.producer(here, view.id))


def _guide(here: Here, page: Page, view: ListView, shared: Node) -> Node:
    """Return a hand-written page: an article if it is a guide; from its second page on, only a list of products."""
    guide = view.guide
    assert guide is not None
    if view.data:
        return node("WebPage", url=shared["url"], inLanguage=page.locale, mainEntity=dataset(here, view.data, shared))
    if not guide.id.startswith("guides/"):
        return node("WebPage", **shared)
    if view.pager.number > 1:
        return _filed(here, page, view, shared, "guides")
    crumb = trail(here, {"guides/": here.site.locale.t("guides.title")}, guide.title)
    cited = [node("CreativeWork", name=source["title"], url=source["url"]) for source in guide.sources]
    article = node("Article", headline=guide.title, description=shared["description"], inLanguage=guide.lang, citation=cited)
    return node("WebPage", url=shared["url"], inLanguage=page.locale, breadcrumb=crumb, mainEntity=article)


def _index(here: Here, page: Page, view: IndexView, shared: Node) -> Node:
    paths = [entry.path for _, entries in view.groups for entry in entries]
    return node("CollectionPage", **shared, mainEntity=listed(here, paths))


def _season(here: Here, page: Page, view: object, shared: Node) -> Node:
    return node("CollectionPage", **shared)


PAGES: Mapping[str, Callable[[Here, Page, Any, Node], Node]] = {
    "home": _home,
    "product": _product,
    "products": _catalogue,
    "category": _category,
    "place": _place,
    "producer": _producer,
    "guide": _guide,
    "index": _index,
    "season": _season,
}
"""What each kind of page says."""
