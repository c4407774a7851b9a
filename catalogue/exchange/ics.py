"""A calendar of what ends, for the office: iCalendar (RFC 5545), a day for each rating or certificate."""

from collections.abc import Iterable, Iterator, Mapping
from datetime import date, timedelta
from urllib.parse import urlsplit

from catalogue.coverage import Ending
from catalogue.settings import Settings

OCTETS = 75
"""How long a line may be, its end not counted."""
_WORDS: Mapping[str, Mapping[str, str]] = {
    "vi": {
        "calendar": "Hết hạn công nhận và chứng nhận",
        "rating": "Hết hạn xếp hạng sao: {name}",
        "certificate": "Hết hạn chứng nhận {id}: {name}",
        "exact": "Từ ngày này không còn hiệu lực.",
        "open": "Hồ sơ chỉ ghi một phần của ngày: có thể hết hạn từ ngày này, chậm nhất {last}.",
    },
    "en": {
        "calendar": "Ends of ratings and certificates",
        "rating": "Star rating ends: {name}",
        "certificate": "Certificate {id} ends: {name}",
        "exact": "It holds no longer from this day on.",
        "open": "The record gives a part of the date: it may end from this day on, {last} at the latest.",
    },
}


def calendar(endings: Iterable[Ending], settings: Settings, day: date, words: str) -> bytes:
    """Return *endings* as a calendar made on *day*, in Vietnamese or English: the same bytes for the same day.

    An event keeps its identity from one calendar to the next, so that taking in a newer one moves it.
    """
    said = _WORDS[words]
    lines = ["BEGIN:VCALENDAR", "VERSION:2.0", "PRODID:-//rural-catalogue//EN", "CALSCALE:GREGORIAN"]
    lines.append(f"X-WR-CALNAME:{_escaped(said['calendar'])}")
    for one in endings:
        lines += _event(one, settings, day, said)
    return "".join(f"{_folded(line)}\r\n" for line in (*lines, "END:VCALENDAR")).encode()


def _event(one: Ending, settings: Settings, day: date, said: Mapping[str, str]) -> Iterator[str]:
    slug, name = one.record.slug, one.record.product.name
    first, last = one.ends.first, one.ends.last
    note = said["exact"] if first == last else said["open"].format(last=last.isoformat())
    yield "BEGIN:VEVENT"
    yield f"UID:{one.what}-{one.id}-{slug}@{urlsplit(settings.site_url).hostname}"
    yield f"DTSTAMP:{day:%Y%m%d}T000000Z"
    yield f"DTSTART;VALUE=DATE:{first:%Y%m%d}"
    yield f"DTEND;VALUE=DATE:{first + timedelta(days=1):%Y%m%d}"
    yield f"SUMMARY:{_escaped(said[one.what].format(name=name, id=one.id))}"
    yield f"DESCRIPTION:{_escaped(note)}"
    if one.record.product.status == "published":
        yield f"URL:{settings.site_url}products/{slug}/"
    yield "TRANSP:TRANSPARENT"
    yield "END:VEVENT"


def _escaped(text: str) -> str:
    return text.replace("\\", "\\\\").replace(";", "\\;").replace(",", "\\,").replace("\n", "\\n")


def _folded(line: str) -> str:
    """Return *line* in pieces of at most ``OCTETS``, never cut within a letter; the space that begins a piece counts."""
    pieces, room = [""], OCTETS
    for letter in line:
        size = len(letter.encode())
        if size > room:
            pieces.append("")
            room = OCTETS - 1
        pieces[-1] += letter
        room -= size
    return "\r\n ".join(pieces)
