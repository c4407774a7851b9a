"""Certificates, and the stars of the programme: a certificate while they hold, a line of history when they do not.

They are no ``AggregateRating``: that is the average of what customers say.
"""

from collections.abc import Iterator

from catalogue import ratings
from catalogue.outputs.structured.nodes import Here, Node, node
from catalogue.schema import Certificate, Distinction, Rating
from catalogue.site.views import Card


def _issuer(name: str | None) -> Node | None:
    return node("Organization", name=name) if name else None


def _stars(here: Here, clock: ratings.Clock) -> Node:
    rating = clock.rating
    return node(
        "Certification",
        name=here.site.locale.count("rated", rating.stars),
        certificationRating=node("Rating", ratingValue=rating.stars, bestRating=5),
        certificationIdentification=rating.decision,
        issuedBy=_issuer(rating.issuer),
        datePublished=str(rating.issued),
        expires=str(clock.ends) if clock.exact else "",
    )


def _certificate(here: Here, held: Certificate) -> Node:
    return node(
        "Certification",
        name=here.label(here.site.catalogue.reference.schemes[held.scheme].name),
        certificationIdentification=held.number,
        issuedBy=_issuer(held.issuer),
        datePublished=str(held.issued or ""),
        expires=str(held.expires or ""),
    )


def certifications(here: Here, card: Card) -> list[Node]:
    """Return the certificates of a product, first its stars if they hold on the day."""
    held = [_stars(here, card.clock)] if card.clock and card.clock.holds else []
    return held + [_certificate(here, one) for one in card.product.certificates]


def _honour(here: Here, honour: Distinction) -> str:
    name = here.label(here.site.catalogue.reference.schemes[honour.scheme].name)
    return f"{name}, {here.site.locale.date(honour.year)}" if honour.year else name


def _rated(here: Here, rating: Rating) -> str:
    locale, words = here.site.locale, here.site.locale.count("rated", rating.stars)
    if rating.issued:
        return f"{words}, {locale.date(rating.issued)}"
    return f"{words}, {locale.t('ratings.seen', date=locale.date(rating.seen))}" if rating.seen else words


def _past(here: Here, card: Card) -> Iterator[Rating]:
    current = card.clock.rating if card.clock and card.clock.holds else None
    for rating in card.product.ratings:
        if rating is not current and ratings.state(rating, here.site.day) != "withdrawn":
            yield rating


def awards(here: Here, card: Card) -> list[str]:
    """Return the honours of a product, then the ratings that do not hold, or may not; each with its date."""
    return [
        *(_honour(here, honour) for honour in card.product.distinctions),
        *(_rated(here, rating) for rating in _past(here, card)),
    ]
