"""All products as a table: a CSV for each locale, a line a product, labels and amounts in the reader's words beside the ids."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any

from catalogue.cells import guarded, table
from catalogue.model import Document
from catalogue.outputs import Press
from catalogue.outputs.writing import API, DATA
from catalogue.schema import Price, Quantity
from catalogue.site import Site
from catalogue.site.facets import STANDINGS, UNRATED, standing
from catalogue.site.views import Card

BETWEEN = "; "
"""What stands between the values of one cell."""

MUST = {"required": True}
DATE = {"pattern": "[0-9]{4}(-[0-9]{2}){0,2}"}
STATES = [*dict.fromkeys(STANDINGS.values()), UNRATED]


@dataclass(frozen=True, slots=True)
class Column:
    """A column: its name, what stands in it, and how Table Schema types and constrains that."""

    name: str
    about: str
    type: str = "string"
    constraints: Mapping[str, Any] = field(default_factory=dict)


COLUMNS = (
    Column("slug", "id of the product, the same in every locale", constraints={**MUST, "unique": True}),
    Column("name", "name", constraints=MUST),
    Column("source_name", "name in the locale that records are written in", constraints=MUST),
    Column("summary", "summary", constraints=MUST),
    Column("translation", "state of the translation of the summary; where none is published, the source's stands here"),
    Column("sector", "sector of the programme"),
    Column("sector_id", "its id"),
    Column("category", "criteria set of the programme"),
    Column("category_id", "its id"),
    Column("kind", "what it is in everyday words"),
    Column("kind_id", "its id"),
    Column("producer", "producer"),
    Column("producer_id", "its id"),
    Column("place", "place today"),
    Column("place_id", "its id"),
    Column("district", "district when it was certified"),
    Column("district_id", "its id"),
    Column("commune", "commune when it was certified"),
    Column("hamlet", "hamlet"),
    Column("latitude", "degrees north", "number"),
    Column("longitude", "degrees east", "number"),
    Column("stars", "stars of the newest rating, whether or not they hold", "integer", {"minimum": 3, "maximum": 5}),
    Column(
        "rating_state",
        "what that rating is worth on the day of the build; past: a renewal is not documented; none: there is no rating",
        constraints={**MUST, "enum": STATES},
    ),
    Column("rating_date", "date of its decision, or the year in which it was only listed", constraints=DATE),
    Column("rating_ends", "when it ends, as exactly as that is known", constraints=DATE),
    Column("certificates", "certificates, each with its number"),
    Column("protections", "geographical indications and marks, each with its country and its number"),
    Column("distinctions", "other honours, each with its date"),
    Column("season_months", "months of its season, 1 to 12"),
    Column("packs", "pack sizes"),
    Column("prices", "prices, each with its date"),
    Column("visit_prices", "prices of a visit, each with its date"),
    Column("hs_codes", "HS codes; the API says which are only suggested"),
    Column("moq", "minimum order"),
    Column("capacity", "capacity a year"),
    Column("shelf_life", "shelf life"),
    Column("storage_temperature", "storage temperature"),
    Column("lead_time", "lead time"),
    Column("incoterms", "Incoterms"),
    Column("port", "port"),
    Column("markets", "countries that it is exported to"),
    Column("private_label", "whether private label is offered", "boolean"),
    Column("gtin", "GTIN"),
    Column("sources", "pages that the record was compiled from"),
    Column("added", "day it was added", constraints={**MUST, **DATE}),
    Column("changed", "day it was last changed", constraints={**MUST, **DATE}),
    Column("confirmed", "day its producer confirmed it", constraints=DATE),
    Column("page", "its page", constraints=MUST),
    Column("data", "all that is stated of it, in the API", constraints=MUST),
)
"""The columns of a table; their names are as much of a promise as the API."""

Cells = dict[str, object]
"""Cells by the names of their columns; what is not known is ``None`` or empty."""


def path(locale: str) -> str:
    """Return where the table of *locale* stands."""
    return f"{DATA}/products.{locale}.csv"


def _joined(values: Iterable[object]) -> str:
    return BETWEEN.join(map(str, values))


def _named(site: Site, card: Card) -> Cells:
    reference, product = site.catalogue.reference, card.product
    return {
        "slug": card.slug,
        "name": card.name.text,
        "source_name": product.name,
        "summary": card.summary.text,
        "translation": "source" if site.locale.code == site.settings.source else card.summary.state,
        "sector": site.label(reference.sectors[card.sector].name),
        "sector_id": card.sector,
        "category": site.label(reference.sets[product.category].name),
        "category_id": product.category,
        "kind": site.label(reference.kinds[product.kind].name),
        "kind_id": product.kind,
        "producer": product.producer and site.label(reference.producers[product.producer].name),
        "producer_id": product.producer,
    }


def _placed(site: Site, card: Card) -> Cells:
    origin = card.product.origin
    return {
        "place": origin.now and site.place_line(origin.now),
        "place_id": origin.now,
        "district": origin.district and site.place_name(origin.district),
        "district_id": origin.district,
        "commune": origin.commune and site.named(origin.commune),
        "hamlet": origin.hamlet and site.named(origin.hamlet),
        "latitude": origin.latitude,
        "longitude": origin.longitude,
    }


def _rated(card: Card) -> Cells:
    clock = card.clock
    if clock is None:
        return {"rating_state": UNRATED}
    return {
        "stars": clock.rating.stars,
        "rating_state": standing(clock),
        "rating_date": clock.rating.issued or clock.rating.seen,
        "rating_ends": clock.ends,
    }


def _scheme(site: Site, key: str, *details: str | None) -> str:
    """Return the name of a scheme, with those of its *details* that are known."""
    known = ", ".join(filter(None, details))
    name = site.label(site.catalogue.reference.schemes[key].name)
    return f"{name} ({known})" if known else name


def _certified(site: Site, card: Card) -> Cells:
    product, country = card.product, site.locale.country
    return {
        "certificates": _joined(_scheme(site, one.scheme, one.number) for one in product.certificates),
        "protections": _joined(_scheme(site, one.scheme, country(one.country), one.number) for one in product.protections),
        "distinctions": _joined(_scheme(site, one.scheme, str(one.year or "")) for one in product.distinctions),
    }


def _prices(site: Site, prices: Iterable[Price]) -> str:
    return _joined(f"{site.locale.price(price)} ({price.year})" for price in prices)


def _sold(site: Site, card: Card) -> Cells:
    product, locale = card.product, site.locale
    return {
        "season_months": _joined(card.months),
        "packs": _joined(map(locale.quantity, product.retail.packs)),
        "prices": _prices(site, product.retail.prices),
        "visit_prices": _prices(site, product.visit.prices),
        "gtin": product.gtin,
    }


def _traded(site: Site, card: Card) -> Cells:
    trade, locale = card.product.trade, site.locale
    kept = trade.storage_temperature

    def amount(quantity: Quantity | None) -> str:
        return locale.quantity(quantity) if quantity else ""

    return {
        "hs_codes": _joined(code.code for code in trade.hs),
        "moq": amount(trade.moq),
        "capacity": amount(trade.capacity),
        "shelf_life": amount(trade.shelf_life),
        "storage_temperature": kept and locale.t("temperature", low=locale.number(kept.low), high=locale.number(kept.high)),
        "lead_time": amount(trade.lead_time),
        "incoterms": _joined(trade.incoterms),
        "port": trade.port,
        "markets": _joined(map(locale.country, trade.markets)),
        "private_label": None if trade.private_label is None else str(trade.private_label).lower(),
    }


def _kept(site: Site, card: Card) -> Cells:
    product, base = card.product, site.settings.site_url
    return {
        "sources": _joined(source.url for source in product.sources),
        "added": product.added,
        "changed": product.changed,
        "confirmed": product.confirmed,
        "page": base + site.settings.address(site.locale.code, f"products/{card.slug}/"),
        "data": f"{base}{API}/products/{card.slug}.json",
    }


def _line(site: Site, card: Card) -> list[str]:
    """Return the cells of a product in the order of the columns."""
    said = {**_named(site, card), **_placed(site, card), **_rated(card), **_certified(site, card)}
    said |= {**_sold(site, card), **_traded(site, card), **_kept(site, card)}
    cells = [(column, said.pop(column.name, None)) for column in COLUMNS]
    assert not said, f"no column for {said}"
    return [_cell(column, value) for column, value in cells]


def _cell(column: Column, value: object) -> str:
    if value is None or value == "":  # most cells are empty
        return ""
    return guarded(str(value)) if column.type == "string" else str(value)


def documents(press: Press) -> Iterator[Document]:
    """Yield ``data/products.<locale>.csv`` for every locale."""
    names = [column.name for column in COLUMNS]
    for site in press.sites:
        yield Document(path(site.locale.code), table(names, (_line(site, card) for card in site.cards)))
