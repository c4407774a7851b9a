"""What the visits mean: a finding at each place that names an address, unless it is excused."""

from collections.abc import Collection, Iterator, Mapping, Sequence
from datetime import date
from urllib.parse import urlsplit

from catalogue.checks.references import REFERENCE
from catalogue.issues import Issue
from catalogue.links.named import Named
from catalogue.links.visiting import Visit
from catalogue.schema import Excuse

FILE = f"{REFERENCE}/links.yaml"


def findings(places: Collection[Named], visits: Mapping[str, Visit], excuses: Sequence[Excuse], day: date) -> Iterator[Issue]:
    """Yield what is wrong at each of *places*, then the *excuses* that are over on *day* or that nothing needs.

    What was not visited is counted in one issue; whatever excuses it may be needed.
    """
    holding = [excuse for excuse in excuses if day <= excuse.until.last]
    needed: set[str] = set()
    for place in places:
        visit = visits.get(place.address)
        issue = _issue(place, visit) if visit else None
        excused = {excuse.id for excuse in holding if place.address.startswith(excuse.prefix)}
        if issue or not visit:
            needed |= excused
        if issue and not excused:
            yield issue
    for number, excuse in enumerate(excuses):
        if excuse not in holding:
            values = {"address": excuse.prefix, "day": str(excuse.until)}
            yield Issue("excuse-over", FILE, ("excused", number, "until"), severity="warning", values=values)
        elif excuse.id not in needed:
            values = {"address": excuse.prefix}
            yield Issue("excuse-unneeded", FILE, ("excused", number, "prefix"), severity="warning", values=values)
    asked = {place.address for place in places}
    if left := len(asked - visits.keys()):
        yield Issue("links-left", "products", line=1, severity="warning", values={"count": str(left), "of": str(len(asked))})


def _issue(place: Named, visit: Visit) -> Issue | None:
    """Return the issue of a visit; only what will not mend itself is an error, as nothing is remembered from week to week."""
    values = {
        "address": place.address,
        "host": urlsplit(place.address).hostname or "",
        "status": str(visit.status),
        "moved": visit.moved,
    }
    made: Issue | None = None
    match visit.problem:
        case "gone":
            made = Issue("link-gone", place.file, place.at, values=values)
        case "inside":
            made = Issue("link-inside", place.file, place.at, values=values)
        case "no-host":
            made = Issue("link-no-host", place.file, place.at, values=values)
        case "loops":
            made = Issue("link-loops", place.file, place.at, severity="warning", values=values)
        case "refused":
            made = Issue("link-refused", place.file, place.at, severity="warning", values=values)
        case "silent":
            made = Issue("link-silent", place.file, place.at, severity="warning", values=values)
        case "untrusted":
            made = Issue("link-untrusted", place.file, place.at, severity="warning", values=values)
        case "" if visit.front:
            made = Issue("link-front-page", place.file, place.at, severity="warning", values=values)
        case "" if visit.moved:
            made = Issue("link-moved", place.file, place.at, severity="warning", values=values)
    return made
