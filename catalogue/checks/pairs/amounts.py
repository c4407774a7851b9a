"""The amounts that a text states, in digits or in words, read as its locale writes them."""

import re
from collections.abc import Sequence
from decimal import Decimal
from functools import lru_cache
from typing import NamedTuple

from catalogue.checks.pairs.numerals import MEASURES, NUMERALS, Numerals
from catalogue.checks.pairs.tokens import tokens_of

_SPACE = re.compile(r"\s")
_CLOCK = frozenset({"h", ":", "giờ"})
_BEFORE_UNIT = frozenset({"-", "a", "an"})  # a 12-month wait, half a year
_CALENDAR = frozenset({"day", "month", "year"})
_MONEY = {"$": "dollar", "usd": "dollar", "€": "euro", "eur": "euro", "₫": "dong", "vnd": "dong"}
# Vietnamese “năm” is five, and is also “year”: beside these words it is a year.
_YEAR = "năm"
_YEAR_AFTER = frozenset({
    "mỗi", "hàng", "hằng", "một", "nhiều", "trong", "cả", "quanh", "suốt", "cuối", "đầu", "giữa", "từ", "vào", "các",
    "những", "mấy", "lâu", "thường", "bao", "đến", "cùng", "vài", "theo", "sang",
})  # fmt: skip
_YEAR_BEFORE = frozenset({
    "nay", "sau", "trước", "ngoái", "qua", "tới", "đầu", "cuối", "học", "này", "ấy", "đó", "một", "âm", "dương",
})  # fmt: skip
_LUNAR = frozenset({"giêng", "chạp"})
_EATEN = frozenset({"apple", "apples", "anise"})  # a star apple awards no star
HALF = Decimal("0.5")
_LARGEST = 10**12
_LONGEST = 16
"""Beyond these, words of number are no number: hostile text must not make one of a million digits."""


class Amount(NamedTuple):
    """A number of a text: the values it may mean, its unit, and how it is written.

    *stated* amounts stand in digits, *counted* ones in words; what is neither only suggests a number. *start* and *end* are
    its tokens; *scale* is what a word such as ``million`` multiplied it by.
    """

    values: tuple[Decimal, ...]
    written: str
    start: int
    end: int
    unit: str = ""
    stated: bool = False
    counted: bool = False
    scale: int = 1

    @property
    def measures(self) -> tuple[tuple[str, Decimal], ...]:
        """The values in the base unit of their dimension, so that 12 months are a year."""
        known = MEASURES.get(self.unit)
        return tuple((known[0], value * known[1]) for value in self.values) if known else ()


@lru_cache(maxsize=4096)
def amounts(text: str, locale: str) -> tuple[Amount, ...]:
    """Return the amounts of *text* in their order; none in a locale whose words for numbers are not known."""
    numerals = NUMERALS.get(locale)
    if numerals is None:
        return ()
    tokens = tokens_of(text, locale)
    found: list[Amount] = []
    after = 0
    for place in [place for place, token in enumerate(tokens) if token in numerals.starts or token[0].isdecimal()]:
        if place >= after and (new := _at(tokens, place, numerals)):
            found += new
            after = new[-1].end
    return tuple(_joined(found, tokens, numerals))


def _token(tokens: Sequence[str], place: int) -> str:
    return tokens[place] if 0 <= place < len(tokens) else ""


def _at(tokens: Sequence[str], place: int, numerals: Numerals) -> list[Amount]:
    """Return the amounts that begin at *place*: several when one word of digits joins them, as in ``26.5.2021``."""
    token = tokens[place]
    if token[0].isdecimal():
        return _stated(tokens, place, numerals)
    if token in numerals.words:
        return [] if _is_year(tokens, place) else [_counted(tokens, place, numerals)]
    return _loose(tokens, place, numerals)


def _parts(written: str, numerals: Numerals) -> list[Decimal]:
    if written.isdecimal():
        return [Decimal(written)]
    plain = _SPACE.sub("", written)
    groups = plain.split(numerals.decimal)[0].split(numerals.group)
    grouped = len(groups) > 1 and plain[0] != "0" and len(groups[0]) < 4 and all(len(group) == 3 for group in groups[1:])
    if grouped and plain.count(numerals.decimal) < 2:
        return [Decimal(plain.replace(numerals.group, "").replace(",", "."))]
    if plain.count(".") + plain.count(",") < 2:
        return [Decimal(plain.replace(",", "."))]
    return [Decimal(part) for part in plain.replace(",", ".").split(".")]


def _stated(tokens: Sequence[str], place: int, numerals: Numerals) -> list[Amount]:
    written = tokens[place]
    values = _parts(written, numerals)
    if _token(tokens, place + 1) in numerals.clock and "." in written:
        values = [Decimal(part) for part in written.split(".")]  # 7.30 p.m.
    if len(values) > 1:
        return [Amount((value,), written, place, place + 1, stated=True) for value in values]
    if minutes := _minutes(tokens, place):
        return _hour(values[0], minutes, tokens, place, numerals)
    return [_measured(_decade(values[0], tokens, place, numerals), tokens, place, place + 1, numerals)]


def _minutes(tokens: Sequence[str], place: int) -> str:
    after = _token(tokens, place + 2)
    clock = _token(tokens, place + 1) in _CLOCK and len(after) == 2 and after.isdecimal() and int(after) < 60
    return after if clock and tokens[place].isdecimal() and int(tokens[place]) <= 24 else ""


def _hour(hour: Decimal, minutes: str, tokens: Sequence[str], place: int, numerals: Numerals) -> list[Amount]:
    """Return the hour and, unless it is a full one, the minutes of a time such as ``7h30``."""
    written = "".join(tokens[place : place + 3])
    values = _either_half((hour,), tokens, place + 3, numerals)
    found = [Amount(values, written, place, place + 3, "hour", stated=True)]
    return found if minutes == "00" else [*found, Amount((Decimal(minutes),), written, place, place + 3, stated=True)]


def _either_half(hours: tuple[Decimal, ...], tokens: Sequence[str], place: int, numerals: Numerals) -> tuple[Decimal, ...]:
    if _token(tokens, place) not in numerals.clock:
        return hours
    return (*hours, *((hour + 12) % 24 for hour in hours if hour <= 24))


def _decade(value: Decimal, tokens: Sequence[str], place: int, numerals: Numerals) -> tuple[Decimal, ...]:
    """Return *value*, and 1990 for the 90 of ``the 90s``."""
    named = _token(tokens, place - 1) in numerals.decades or _token(tokens, place + 1) == "s"
    return (value, value + 1900) if named and 10 <= value < 100 else (value,)


def _measured(values: tuple[Decimal, ...], tokens: Sequence[str], start: int, place: int, numerals: Numerals) -> Amount:
    """Return the amount in digits at *start*, with the scale and the unit that follow at *place*."""
    scale = 1
    while scale < _LARGEST and (factor := numerals.scales.get(_token(tokens, place))):
        scale, place = scale * factor, place + 1
    values = tuple(value * scale for value in values)
    values, place = _with_half(values, scale, tokens, place, numerals)
    unit, place = _unit(tokens, place, numerals)
    values, _ = _with_half(values, 1, tokens, place, numerals)
    if unit == "hour":
        values = _either_half(_either_half(values, tokens, place - 1, numerals)[:2], tokens, place, numerals)
    unit = unit or _MONEY.get(_token(tokens, start - 1), "")
    return Amount(values, " ".join(tokens[start:place]), start, place, unit, stated=True, scale=scale)


def _with_half(
    values: tuple[Decimal, ...], scale: int, tokens: Sequence[str], place: int, numerals: Numerals
) -> tuple[tuple[Decimal, ...], int]:
    """Add one half to *values* where the words for it stand at *place*."""
    if _token(tokens, place) not in numerals.half_starts:
        return values, place
    for half in numerals.halves:
        if tuple(tokens[place : place + len(half)]) == half:
            return (*(value + HALF * scale for value in values), *values), place + len(half)
    return values, place


def _unit(tokens: Sequence[str], place: int, numerals: Numerals) -> tuple[str, int]:
    """Return the unit at *place* and where it ends: of two words, or of one."""
    joined = _token(tokens, place) in _BEFORE_UNIT and _token(tokens, place) not in numerals.units
    at = place + 1 if joined else place
    first, second = _token(tokens, at), _token(tokens, at + 1)
    if unit := numerals.units.get(f"{first} {second}"):
        return unit, at + 2
    unit = numerals.units.get(first, "")
    dated = second[:1].isdecimal() or second in numerals.words or second in _LUNAR
    if not unit or (unit in _CALENDAR and dated) or second in _EATEN:
        return "", place  # the 26 of “26 tháng 5” counts no months
    return unit, at if first in numerals.loose else at + 1


def _is_year(tokens: Sequence[str], place: int) -> bool:
    if tokens[place] != _YEAR:
        return False
    before, after = _token(tokens, place - 1), _token(tokens, place + 1)
    return not after or after[0].isdecimal() or after in _YEAR_BEFORE or before in _YEAR_AFTER or before[:1].isdecimal()


def _counted(tokens: Sequence[str], place: int, numerals: Numerals) -> Amount:
    """Return the amount in words at *place*, and what each of its words would be alone: “five or six” is not eleven."""
    end = place
    run: list[str] = []
    while len(run) < _LONGEST and _continues(tokens, end, run, numerals):
        if tokens[end] in numerals.words or tokens[end] in numerals.scales:
            run.append(tokens[end])
        end += 1
    alone = (numerals.words.get(word) or numerals.scales[word] for word in run)
    values = (_total(run, numerals), *map(Decimal, alone))
    written = " ".join(tokens[place:end])
    values, end = _with_half(values, 1, tokens, end, numerals)
    unit, end = _unit(tokens, end, numerals)
    values, _ = _with_half(values, 1, tokens, end, numerals)
    return Amount(values, written, place, end, unit, counted=len(run) > 1 or run[0] not in numerals.weak)


def _continues(tokens: Sequence[str], place: int, run: Sequence[str], numerals: Numerals) -> bool:
    token, after = _token(tokens, place), _token(tokens, place + 1)
    if run and token == _YEAR:
        return after in numerals.scales  # “mười năm” are ten years, “hai trăm năm mươi” is 250
    if token in numerals.words or token in numerals.scales:
        return True
    return bool(run) and (token in numerals.joins) and (after in numerals.words or after in numerals.scales)


def _total(run: Sequence[str], numerals: Numerals) -> Decimal:
    """Return what the words of *run* make together: “two hundred and five thousand” is 205,000."""
    total = current = last = 0
    for word in run:
        scale = numerals.scales.get(word, 1)
        if word.startswith("vingt") and last == 4:  # quatre-vingts
            current, last = current + 76, 80
        elif word in numerals.words:
            last = numerals.words[word]
            current += last
        elif scale >= 1_000:
            total, current, last = total + max(current, 1) * scale, 0, 0
        else:
            last = max(last, 1)
            current, last = max(current - last, 0) + last * scale, last * scale
    return Decimal(total + current)


def _loose(tokens: Sequence[str], place: int, numerals: Numerals) -> list[Amount]:
    token = tokens[place]
    found = numerals.loose.get(token) or (numerals.scales[token],)
    unit, end = _unit(tokens, place + 1, numerals)
    if found == (1,) and not unit:
        return []  # nobody asks for a 1
    return [Amount(tuple(map(Decimal, found)), token, place, max(end, place + 1) if unit else place + 1, unit)]


def _joined(found: list[Amount], tokens: Sequence[str], numerals: Numerals) -> list[Amount]:
    """Return *found*, where the ends of a range share their scale, their unit and their century."""
    for place in range(len(found) - 1, 0, -1):
        left, right = found[place - 1], found[place]
        between = tokens[left.end : right.start]
        if not between and left.scale > right.scale > 1:
            total = tuple(one + two for one, two in zip(left.values, right.values, strict=False))
            found[place - 1] = found[place] = right._replace(
                values=total, written=f"{left.written} {right.written}", start=left.start
            )
        elif len(between) == 1 and (between[0] in numerals.connectors or between[0] == "/"):
            found[place - 1], found[place] = _range(left, right)
    return found


def _range(left: Amount, right: Amount) -> tuple[Amount, Amount]:
    if right.scale > 1 and left.scale == 1:
        left = left._replace(values=(*(value * right.scale for value in left.values), *left.values))
    if right.unit and not left.unit:
        left = left._replace(unit=right.unit)
    year, end = left.values[0], right.values[0]
    if 1900 <= year < 2100 and end < 100:
        right = right._replace(values=(*right.values, year - year % 100 + end))
    return left, right
