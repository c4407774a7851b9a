"""The summary of a proposed change, as Markdown for people, in Vietnamese and English.

What a record says is hostile: it may neither ping a person, nor link, nor draw. Each part of a list is one line.
"""

import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence

from catalogue import hints, messages, schema
from catalogue.bilingual import Both, say
from catalogue.changes import Changes, RatingChange, RecordChange, TextChange
from catalogue.issues import Issue
from catalogue.locales import LOCALES
from catalogue.model import State

LOCALES_SAID = ("vi", "en")
MOST = 40
"""How many lines a list of the summary has at most: a comment on GitHub holds 65,536 characters."""
SHOWN: tuple[State, ...] = ("stale", "machine", "edited", "reviewed", "human", "missing")

# key: Vietnamese, English.
WORDS: Mapping[str, Both] = {
    "added": ("mới", "new"),
    "also": ("Điều cần xem đã có từ trước: {count}.", "Findings from before: {count}."),
    "begins": ("{stars} sao, từ nay được hiển thị là đang còn hiệu lực", "{stars} stars, from now on shown as current"),
    "changed": ("sửa", "changed"),
    "collection": ("thông tin chung", "the collection"),
    "dated": ("; `changed` vẫn là {day}: sửa thành ngày hôm nay", "; `changed` is still {day}: make it today"),
    "ends": ("{stars} sao, không còn được hiển thị là đang còn hiệu lực", "{stars} stars, no longer shown as current"),
    "error": ("lỗi", "error"),
    "excuses": ("địa chỉ được miễn kiểm tra", "excused addresses"),
    "findings": ("Điều cần xem", "Findings"),
    "glossary": ("bảng thuật ngữ", "glossary"),
    "kinds": ("loại sản phẩm", "kinds"),
    "left-out": ("… và {count} dòng nữa", "… and {count} more"),
    "levels": ("cấp địa danh", "levels of places"),
    "no-errors": ("Không có lỗi mới.", "No new error."),
    "nothing": ("Không hồ sơ, bản dịch hay xếp hạng nào thay đổi.", "No record, translation or rating changes."),
    "places": ("địa danh", "places"),
    "producers": ("chủ thể", "producers"),
    "published": ("được đưa lên trang", "now published"),
    "ratings": ("Xếp hạng", "Ratings"),
    "records": ("Sản phẩm", "Products"),
    "removed": ("bị xóa, địa chỉ cũ sẽ không còn", "removed, its address will lead nowhere"),
    "renamed": ("đổi địa chỉ, trước là {formerly}", "another address, formerly {formerly}"),
    "schemes": ("loại chứng nhận", "schemes"),
    "sectors": ("nhóm ngành", "sectors"),
    "sets": ("bộ tiêu chí", "criteria sets"),
    "shared": ("Dữ liệu dùng chung", "What products share"),
    "some-errors": ("Lỗi phải sửa thì mới dựng được trang: **{count}**.", "Errors that keep the site back: **{count}**."),
    "stale": (
        "Bản dịch của đoạn tiếng Việt đã đổi thì máy dịch lại, rồi người duyệt xem; ở đây không phải làm gì.",
        "Where the Vietnamese has changed, a machine translates again and a reviewer looks; nothing is to be done here.",
    ),
    "stars": ("{before} sao → {after} sao", "{before} stars → {after} stars"),
    "texts": ("Bản dịch", "Translations"),
    "title": ("Thay đổi này làm gì với trang web", "What this change does to the site"),
    "unread": ("chưa đọc được hồ sơ này", "this record cannot be read"),
    "waiting": ("Chưa so sánh được: cấu hình hay dữ liệu chung bị hỏng.", "Not compared: settings or shared data broken."),
    "warning": ("lưu ý", "note"),
    "withdrawn": ("rút khỏi danh mục", "withdrawn"),
}  # fmt: skip

# What Markdown or HTML would read as its own becomes a character reference.
_MARKS = {ord(mark): f"&#{ord(mark)};" for mark in "&<>[]`*_~|\\$"}
# Where GitHub would find a person, an issue or an address, an invisible space stands between.
_CALLS = re.compile(r"(?<=[@#])(?=\w)|(?<=:)(?=//)|(?<=www)(?=\.)", re.IGNORECASE)
_PLAIN = re.compile(r"[A-Za-z0-9.][A-Za-z0-9./-]*")


def said(text: str) -> str:
    """Return *text* as Markdown that shows just these letters, on one line."""
    return _CALLS.sub("\u200b", messages.one_line(text)).translate(_MARKS)


def code(text: str) -> str:
    """Return a slug, a key or a path set as code, unless it holds what none of ours does."""
    return f"`{text}`" if _PLAIN.fullmatch(text) else said(text)


class _Words:
    """The words of one locale."""

    def __init__(self, locale: str) -> None:
        self.locale = locale
        self._fields = {path: hints.said(info, locale) for path, info in schema.fields()}

    def __call__(self, key: str, **values: object) -> str:
        return say(WORDS, self.locale, key, **values)

    def fields(self, paths: Iterable[str]) -> str:
        """Return what the fields of a record are called; an amount and its unit are one, the day of the change is no news."""
        named = dict.fromkeys(".".join(path.split(".")[:2]) for path in paths if path != "changed")
        return ", ".join(self._fields[path] for path in named)

    def unit(self, key: str) -> str:
        """Return what a unit is called; one of an item of a list by its key."""
        return self._fields[key] if key in self._fields else code(key)

    def state(self, state: State) -> str:
        return LOCALES[self.locale].t(f"state.{state}")


def markdown(found: Changes, locales: Iterable[str] = LOCALES_SAID) -> str:
    """Return the summary, once in each of *locales*."""
    return "\n---\n\n".join("".join(f"{line}\n" for line in _lines(found, _Words(locale))) for locale in locales)


def _lines(found: Changes, words: _Words) -> Iterator[str]:
    yield f"## {words('title')}"
    yield ""
    errors = sum(issue.severity == "error" for issue in found.findings)
    yield words("some-errors", count=errors) if errors else words("no-errors")
    if not found.compared:
        yield from ("", words("waiting"))
    elif not (found.records or found.texts or found.ratings or found.shared or found.unread):
        yield from ("", words("nothing"))
    yield from _part(words, "records", [*_records(found.records, words), *_unread(found.unread, words)])
    yield from _part(words, "shared", _shared(found.shared, words))
    yield from _part(words, "ratings", [_rating(one, words) for one in found.ratings])
    yield from _texts(found.texts, words)
    yield from _part(words, "findings", [_finding(issue, words) for issue in sorted(found.findings, key=_graver)])
    if found.standing:
        yield from ("", words("also", count=found.standing))


def _part(words: _Words, key: str, lines: Sequence[str]) -> Iterator[str]:
    if lines:
        yield from ("", f"### {words(key)}", "", *_bounded(words, lines))


def _bounded(words: _Words, lines: Sequence[str]) -> Iterator[str]:
    for line in lines[:MOST]:
        yield f"- {line}"
    if len(lines) > MOST:
        yield f"- {words('left-out', count=len(lines) - MOST)}"


def _records(changed: Iterable[RecordChange], words: _Words) -> Iterator[str]:
    for one in changed:
        fields = f": {named}" if (named := words.fields(one.fields)) else ""
        dated = words("dated", day=one.dated) if one.dated else ""
        yield f"{said(one.name)} ({code(one.slug)}), **{words(one.what, formerly=code(one.formerly))}**{fields}{dated}"


def _unread(slugs: Iterable[str], words: _Words) -> Iterator[str]:
    for slug in slugs:
        yield f"{code(slug)}, **{words('unread')}**"


def _shared(shared: Mapping[str, tuple[str, ...]], words: _Words) -> list[str]:
    return [": ".join(filter(None, (words(part), ", ".join(map(code, ids))))) for part, ids in shared.items()]


def _rating(one: RatingChange, words: _Words) -> str:
    if one.before and one.after:
        told = words("stars", before=one.before, after=one.after)
    else:
        told = words("begins" if one.after else "ends", stars=one.after or one.before)
    return f"{said(one.name)} ({code(one.slug)}): {told}"


def _texts(texts: Sequence[TextChange], words: _Words) -> Iterator[str]:
    """Yield how many texts of each locale are in a new state, then which they are."""
    if not texts:
        return
    counts = Counter((one.locale, one.after) for one in texts)
    locales = list(dict.fromkeys(one.locale for one in texts))
    states = [state for state in SHOWN if any(counts[locale, state] for locale in locales)]
    yield from ("", f"### {words('texts')}", "")
    yield f"| | {' | '.join(map(words.state, states))} |"
    yield f"|-|{'-|' * len(states)}"
    for locale in locales:
        yield f"| {_language(locale, words)} | {' | '.join(str(counts[locale, state]) for state in states)} |"
    yield from ("", *_bounded(words, [*_named(texts, states, words)]))
    if "stale" in states:
        yield from ("", words("stale"))


def _named(texts: Sequence[TextChange], states: Sequence[State], words: _Words) -> Iterator[str]:
    """Yield which texts of which records are in each state."""
    groups: dict[tuple[str, State, str], list[str]] = defaultdict(list)
    for one in texts:
        groups[one.locale, one.after, one.slug].append(one.unit)
    for locale in dict.fromkeys(one.locale for one in texts):
        for wanted in states:
            for (mine, state, slug), units in groups.items():
                if (mine, state) == (locale, wanted):
                    named = ", ".join(map(words.unit, units))
                    yield f"{_language(locale, words)}, {words.state(state)}: {code(slug)} ({named})"


def _language(locale: str, words: _Words) -> str:
    return LOCALES[words.locale].language(locale)


def _graver(issue: Issue) -> bool:
    return issue.severity != "error"


def _finding(issue: Issue, words: _Words) -> str:
    wrong, remedy = messages.words(issue, words.locale)
    return f"{code(issue.file)}:{issue.line}: **{words(issue.severity)}** {said(wrong)}. {said(remedy)}"
