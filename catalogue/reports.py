"""What ``catalogue status`` reports: plain data, and the same as text, in Vietnamese or English."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import asdict
from datetime import date
from functools import partial
from typing import Any

from catalogue import coverage
from catalogue.bilingual import Both, say
from catalogue.model import STATES, Catalogue, State
from catalogue.settings import Settings

UNFINISHED: tuple[State, ...] = ("missing", "stale", "edited")

# key: Vietnamese, English.
_WORDS: Mapping[str, Both] = {
    "all": ("tất cả", "*"),
    "certificate": ("chứng nhận", "certificate"),
    "draft": ("bản nháp", "draft"),
    "edited": ("đã sửa", "edited"),
    "ending": (
        "xếp hạng và chứng nhận có thể hết hạn trong {days} ngày tới: {count}",
        "ratings and certificates that may end within {days} days: {count}",
    ),
    "endless": (
        "không rõ ngày hết hạn: {rating} lần xếp hạng, {certificate} chứng nhận",
        "of unknown end: {rating} ratings, {certificate} certificates",
    ),
    "facts": ("những điều nên hỏi chủ thể:", "facts worth asking for:"),
    "human": ("người viết", "human"),
    "machine": ("máy dịch", "machine"),
    "missing": ("chưa có", "missing"),
    "more": ("{file} và {count} tệp nữa", "{file} and {count} more"),
    "published": ("đã đăng", "published"),
    "rating": ("xếp hạng", "rating"),
    "records": ("hồ sơ", "records"),
    "reviewed": ("đã duyệt", "reviewed"),
    "stale": ("đã cũ", "stale"),
    "stated": ("đã có {stated} trên {of}", "{stated} of {of} stated"),
    "trade": ("nhập khẩu", "trade"),
    "unread": ("nguồn lâu chưa đọc lại: {count}", "sources long unread: {count}"),
    "until": (
        " hoặc sau đó, chậm nhất {to}: hồ sơ chỉ ghi một phần của ngày",
        " or later, until {to}: the date is not known whole",
    ),
    "visit": ("tham quan, mua về", "visit"),
    "withdrawn": ("đã rút", "withdrawn"),
}


def _counts(catalogue: Catalogue, locale: str) -> dict[str, dict[str, int]]:
    """Return the states of the units in *locale*, over all records and by sector."""
    groups = {"": list(catalogue.records), **coverage.by_sector(catalogue)}
    return {key: {name: coverage.states(records, locale)[name] for name in STATES} for key, records in groups.items()}


def status(
    catalogue: Catalogue, settings: Settings, day: date, days: int, words: str, unread: int | None = None
) -> dict[str, Any]:
    """Return the report on *day*; *words* is the locale of the sectors' names.

    *days* is how near the end of a rating or a certificate must be; *unread* for how many days a source was not read, if asked.
    """
    targets = settings.locales[1:]
    names = {key: item.name.get(words, key) for key, item in catalogue.reference.sectors.items()}
    statuses = sorted({record.product.status for record in catalogue.records})
    return {
        "day": day.isoformat(),
        "records": {name: sum(record.product.status == name for record in catalogue.records) for name in statuses},
        "translations": {
            locale: {names.get(key, key): counts for key, counts in _counts(catalogue, locale).items()} for locale in targets
        },
        "unfinished": [asdict(one) for locale in targets for one in coverage.wanting(catalogue, locale, UNFINISHED)],
        "days": days,
        "ending": [_ending(one) for one in coverage.ending(catalogue, day, days)],
        "endless": dict(coverage.endless(catalogue, day)),
        "facts": {face: {"stated": stated, "of": of} for face, (stated, of) in coverage.facts_stated(catalogue).items()},
        **({} if unread is None else {"unread": [_unread(one) for one in coverage.unread(catalogue, day, unread)]}),
    }


def _ending(one: coverage.Ending) -> dict[str, str]:
    """Return what ends with the first and the last day on which it may; they are one where the date is known whole."""
    first, last = one.ends.first.isoformat(), one.ends.last.isoformat()
    return {"slug": one.record.slug, "what": one.what, "id": one.id, "from": first, "to": last}


def _unread(one: coverage.Unread) -> dict[str, Any]:
    return {"url": one.url, "read": str(one.read), "files": list(one.files)}


Said = Callable[..., str]
"""What gives a sentence by its key, in the words of one language, its braces filled."""


def _table(report: Mapping[str, Any], locale: str, said: Said) -> list[str]:
    rows = {name or said("all"): counts for name, counts in report["translations"][locale].items()}
    states = {state: said(state) for state in STATES}
    width, narrow = max(map(len, rows)), max(8, *map(len, states.values()))
    lines = [f"{locale:<{width}}  " + "  ".join(f"{heading:>{narrow}}" for heading in states.values())]
    for name, counts in rows.items():
        lines.append(f"{name:<{width}}  " + "  ".join(f"{counts[state]:>{narrow}}" for state in states))
    return lines


def _ends(report: Mapping[str, Any], said: Said) -> list[str]:
    lines = [said("ending", days=report["days"], count=len(report["ending"]))]
    for one in report["ending"]:
        until = "" if one["from"] == one["to"] else said("until", to=one["to"])
        lines.append(f"  {one['from']}  {one['slug']}  {said(one['what'])} {one['id']}{until}")
    return [*lines, f"  {said('endless', **report['endless'])}"]


def _some(files: Sequence[str], said: Said) -> str:
    return files[0] if len(files) == 1 else said("more", file=files[0], count=len(files) - 1)


def text(report: Mapping[str, Any], words: str, *, listed: bool) -> str:
    """Return *report* as lines to read, in *words*, ``vi`` or ``en``; *listed* names every unfinished text."""
    said = partial(say, _WORDS, words)
    counted = ", ".join(f"{count} {said(name)}" for name, count in report["records"].items())
    lines = [f"{said('records')}: {counted}"]
    for locale in report["translations"]:
        lines += ["", *_table(report, locale, said)]
    if listed:
        lines += ["", *(f"{one['file']}: {one['unit']} {said(one['state'])}" for one in report["unfinished"])]
    lines += ["", *_ends(report, said)]
    lines += ["", said("facts")]
    lines += [f"  {said(face)}: {said('stated', **count)}" for face, count in report["facts"].items()]
    if "unread" in report:
        lines += ["", said("unread", count=len(report["unread"]))]
        lines += [f"  {one['read']}  {one['url']}  {_some(one['files'], said)}" for one in report["unread"]]
    return "\n".join(lines)
