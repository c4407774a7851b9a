"""Locales: interface strings, numbers, dates, money and names, formatted for the reader.

A locale is one file beside this one and one line in ``LOCALES``; a test fails until every string exists in it.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from functools import cache, lru_cache
from typing import Literal

from babel import Locale as Babel
from babel.dates import format_date, get_month_names
from babel.lists import format_list
from babel.numbers import format_currency, format_decimal
from babel.units import format_unit

from catalogue.locales import en, fr, vi
from catalogue.scalars import PartialDate
from catalogue.schema import Pack, Price, Quantity

_UNITS = {
    "kg": "kilogram", "g": "gram", "t": "tonne", "l": "liter", "ml": "milliliter", "ha": "hectare",
    "day": "day", "month": "month", "year": "year",
}  # fmt: skip
_ELIDES = "AEIOUÂÊÎÔÛÉÈ"


@dataclass(frozen=True, slots=True)
class Locale:
    """One language of the site. *code* is its address and its ``lang``; *region* the OpenGraph locale."""

    code: str
    name: str
    region: str
    strings: Mapping[str, str]

    def t(self, key: str, **values: object) -> str:
        """Return the interface string *key*, its braces filled; raise ``KeyError`` for an unknown one."""
        return self.strings[key].format(**values) if values else self.strings[key]

    def field(self, path: str) -> str:
        """Return what readers call the field at the dotted *path* of a record, or the nearest field above it that has a name."""
        parts = path.split(".")
        while parts and f"field.{'.'.join(parts)}" not in self.strings:
            parts.pop()
        return self.strings[f"field.{'.'.join(parts)}"] if parts else path

    def fields(self, paths: tuple[str, ...]) -> str:
        """Return the enumeration of what readers call the fields at *paths*: many records lack the same ones."""
        return _enumerated(self.code, paths)

    def count(self, key: str, number: int) -> str:
        """Return the interface string *key* in the plural form of *number* (CLDR plural rules)."""
        form = _plural(self.region, number)
        text = self.strings.get(f"{key}.{form}") or self.strings[f"{key}.other"]
        return text.format(count=self.number(number))

    def named(self, pattern: str, name: str) -> str:
        """Return *name* in a pattern such as ``commune de {name}``, which French elides before a vowel."""
        if self.code == "fr" and name[:1] in _ELIDES:
            pattern = pattern.replace("de {name}", "d’{name}")
        return pattern.format(name=name)

    def number(self, value: Decimal | int) -> str:
        """Return ``1234.5`` as 1.234,5, 1,234.5 or 1 234,5."""
        return _decimal(self.region, value)

    def date(self, value: PartialDate | date) -> str:
        """Return a day, month or year in words."""
        if isinstance(value, date):
            value = PartialDate(value, value)
        if value.precision == "year":
            return str(value)
        pattern = "long" if value.precision == "day" else {"vi": "'tháng' M 'năm' y"}.get(self.code, "LLLL y")
        return _date(self.region, value.first, pattern)

    def month(self, number: int) -> str:
        """Return the name of a month, 1 to 12."""
        return self._month(number, "wide")

    def cell(self, number: int) -> str:
        """Return a month short enough for one of twelve cells on a phone."""
        name = self._month(number, "abbreviated")[:4].rstrip(".")
        return self.t("season.cell", number=number, name=name)

    def _month(self, number: int, width: Literal["wide", "abbreviated"]) -> str:
        return str(_months(self.region, width)[number])

    def money(self, value: Decimal, currency: str) -> str:
        """Return an amount of money, without decimals that say nothing."""
        text = format_currency(value, currency, locale=self.region, currency_digits=value == value.to_integral_value())
        return text.removesuffix(".00")

    def price(self, price: Price) -> str:
        """Return a price or a range of prices, per its unit."""
        low = self.money(price.low, price.currency)
        span = low if price.high is None else self.t("price.range", low=low, high=self.money(price.high, price.currency))
        return self.t("price.per", price=span, unit=self.t(f"per.{price.per}"))

    def quantity(self, quantity: Quantity | Pack) -> str:
        """Return an amount with its unit."""
        unit = _UNITS.get(quantity.unit)
        if unit is None:
            return self.count(f"unit.{quantity.unit}", int(quantity.amount))
        length = "short" if unit in {"tonne", "kilogram", "gram", "liter", "milliliter"} else "long"
        return format_unit(quantity.amount, unit, length=length, locale=self.region)  # type: ignore[arg-type]  # Babel's literal type

    def country(self, code: str) -> str:
        """Return the name of a country; its code where CLDR has none."""
        return str(_babel(self.region).territories.get(code, code))

    def language(self, code: str) -> str:
        """Return the name of a language; its code where CLDR has none."""
        return str(_babel(self.region).languages.get(code, code))

    def list(self, items: Iterable[str]) -> str:
        """Return *items* as an enumeration."""
        return _joined(self.region, tuple(items))


# Babel parses its locale's name anew at every call, and a catalogue says the same few dates, numbers and lists again and again.


@cache
def _babel(region: str) -> Babel:
    return Babel.parse(region)


@cache
def _plural(region: str, number: int) -> str:
    return str(_babel(region).plural_form(number))


@cache
def _months(region: str, width: Literal["wide", "abbreviated"]) -> Mapping[int, str]:
    return get_month_names(width, "stand-alone", locale=_babel(region))


@lru_cache(4096)
def _decimal(region: str, value: Decimal | int) -> str:
    return format_decimal(value, locale=_babel(region))


@lru_cache(4096)
def _date(region: str, day: date, pattern: str) -> str:
    return format_date(day, pattern, locale=_babel(region))


@lru_cache(4096)
def _joined(region: str, items: tuple[str, ...]) -> str:
    return format_list(items, locale=_babel(region))


LOCALES: Mapping[str, Locale] = {
    "vi": Locale("vi", "Tiếng Việt", "vi_VN", vi.STRINGS),
    "en": Locale("en", "English", "en_GB", en.STRINGS),
    "fr": Locale("fr", "Français", "fr_FR", fr.STRINGS),
}


@lru_cache(4096)
def _enumerated(code: str, paths: tuple[str, ...]) -> str:
    locale = LOCALES[code]
    return locale.list(map(locale.field, paths))
