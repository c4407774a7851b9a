"""What every node is made of: a type of schema.org, and those of its properties that are known."""

from dataclasses import dataclass
from typing import Any

from catalogue.site import Site

Node = dict[str, Any]


@dataclass(frozen=True, slots=True)
class Here:
    """One locale of the site, and the absolute address at which it begins."""

    site: Site
    home: str

    def url(self, path: str) -> str:
        """Return the absolute address of *path*."""
        return self.home + path

    def label(self, labels: dict[str, str]) -> str:
        """Return the label of this locale."""
        return self.site.label(labels)

    def also(self, name: str, source: str) -> str:
        """Return the name in the source's words, which a page shows beside *name*; nothing where it is the same."""
        return "" if source == name else source


def node(kind: str | list[str], **properties: Any) -> Node:
    """Return a node of *kind* with those of its *properties* that have a value."""
    return {"@type": kind, **{key: value for key, value in properties.items() if value}}


def publisher(here: Here) -> Node:
    """Return the collection, as who publishes it."""
    return node("Organization", name=here.site.name, url=here.home)


def trail(here: Here, steps: dict[str, str], last: str) -> Node:
    """Return the crumb of a page: *steps* are paths and their names, *last* is the page itself.

    That needs no address, and is not named where two steps lead to it: Google asks for two, the page itself or not.
    """
    items: list[Node] = [
        {"@type": "ListItem", "position": place, "name": name, "item": here.home + path}
        for place, (path, name) in enumerate(steps.items(), 1)
    ]
    if len(items) < 2:
        items.append({"@type": "ListItem", "position": len(items) + 1, "name": last})
    return {"@type": "BreadcrumbList", "itemListElement": items}


def listed(here: Here, paths: list[str], first: int = 1, count: int = 0) -> Node:
    """Return a list of pages, the first of which has the place *first*; *count* is of the whole list."""
    home = here.home
    items = [{"@type": "ListItem", "position": place, "url": home + path} for place, path in enumerate(paths, first)]
    return node("ItemList", numberOfItems=count, itemListElement=items)
