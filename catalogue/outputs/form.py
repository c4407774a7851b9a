"""A form on paper for a producer: what the catalogue says of a product, and what it still has to ask.

It is one page that needs no other file, and it is no part of the site; ``catalogue form`` writes it.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from markupsafe import Markup

from catalogue import hints
from catalogue.facts import missing
from catalogue.model import Document, Record
from catalogue.outputs import Render
from catalogue.outputs.pages import shared
from catalogue.site import Site
from catalogue.site.views import Card
from catalogue.text import capital


@dataclass(frozen=True, slots=True)
class Asked:
    """A fact that is missing: the schema's *label*, and a plain *question*."""

    label: str
    question: str


@dataclass(frozen=True, slots=True)
class FormView:
    """What the form shows: the product as the catalogue has it, and by face of its page what is missing."""

    card: Card
    texts: Mapping[str, str]
    asked: Mapping[str, tuple[Asked, ...]]
    drawing: Markup


def _asked(site: Site, path: str) -> Asked:
    label = hints.label(path, hints.spoken(site.locale.code))
    return Asked(capital(label), site.locale.t(f"question.{path}"))


def _texts(record: Record) -> Iterator[tuple[str, str]]:
    """Yield the texts that a producer can confirm at a glance, by their fields."""
    for key, unit in record.units.items():
        if key not in {"name", "summary", "story"} and not key.startswith(("photos.", "trade.hs.")):
            yield key, unit.text


def document(site: Site, record: Record, render: Render, drawings: Mapping[str, str]) -> Document:
    """Return the form for *record*, in the locale of *site*: the producer's."""
    asked = {face: tuple(_asked(site, path) for path in paths) for face, paths in missing(record).items()}
    drawing = Markup(drawings.get(record.product.kind, ""))  # noqa: S704  # the project's own SVG
    view = FormView(site.card(record), dict(_texts(record)), asked, drawing)
    return Document(f"{record.slug}.html", render("form.html", {**shared(site), "view": view}).encode())
