"""The pages elsewhere that the records name: are they still there? The only network beside the engines."""

from collections.abc import Callable
from datetime import date
from math import inf

from catalogue.issues import Issue
from catalogue.links.judging import findings
from catalogue.links.named import named
from catalogue.links.rounds import rounds, turned
from catalogue.links.visiting import Manner, Visitor
from catalogue.model import Catalogue

__all__ = ["Manner", "look"]


def look(
    catalogue: Catalogue, manner: Manner, day: date, told: Callable[[int, int], None], seconds: float = inf
) -> list[Issue]:
    """Return what is wrong with the addresses of *catalogue*, their lines still unknown; what is excused on *day* is left out.

    *told* is called after each visit with how many are done and how many there are. After *seconds* no visit begins; how many
    addresses were left out is an issue then.
    """
    places = tuple(named(catalogue))
    addresses = turned(list(dict.fromkeys(place.address for place in places)), day)
    visits = rounds(addresses, Visitor(manner).visit, manner.pause, told, seconds)
    return list(findings(places, visits, catalogue.reference.excuses, day))
