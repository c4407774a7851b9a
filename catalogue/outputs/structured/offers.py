"""Prices: an offer only where a record states one, and nothing of whether the thing is to be had."""

from typing import Any

from catalogue.outputs.structured.nodes import Here, Node, node
from catalogue.schema import Price

UNITS = {"kg": "KGM", "g": "GRM", "l": "LTR", "ml": "MLT"}
"""The common codes of UNECE Recommendation 20, which schema.org's ``unitCode`` asks for; other units are told in words."""


def _amount(price: Price) -> dict[str, Any]:
    if price.high is None:
        return {"price": str(price.low)}
    return {"minPrice": str(price.low), "maxPrice": str(price.high)}


def offer(here: Here, price: Price) -> Node:
    """Return the offer at *price*, per its unit; the date of the price is where it holds from."""
    t, code = here.site.locale.t, UNITS.get(price.per)
    unit = {"unitCode": code} if code else {"unitText": t(f"per.{price.per}")}
    stated = node(
        "UnitPriceSpecification",
        **_amount(price),
        priceCurrency=price.currency,
        referenceQuantity=node("QuantitativeValue", value=1, **unit),
        validFrom=str(price.year),
        name=t(f"price.basis.{price.basis}") if price.basis else "",
    )
    return node("Offer", priceSpecification=stated)
