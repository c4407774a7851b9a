"""The types of a scalar: every one is read as text, and the schema field gives it its type.

Each refuses with a ``PydanticCustomError`` whose type is a check of ``messages``.
"""

import calendar
import re
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Annotated, Any
from urllib.parse import urlsplit

from pydantic import AfterValidator, BeforeValidator, GetPydanticSchema, WithJsonSchema
from pydantic_core import PydanticCustomError, core_schema

from catalogue import spellings
from catalogue.text import nfc

_CONTROL = re.compile(r"[\x00-\x08\x0b-\x1f\x7f\u200b\u200e\u200f\u202a-\u202e\u2066-\u2069\ufeff]")
_CURLY = "‘’‚‛“”„‟"
_NUMBER = re.compile(r"\d+(\.\d+)?")
_GROUPED = re.compile(r"\d{1,3}(\.\d{3})+")
_PARTIAL_DATE = re.compile(r"(\d{4})(?:-(\d{2}))?(?:-(\d{2}))?")


def _refuse(check: str, value: object, **more: str) -> PydanticCustomError:
    return PydanticCustomError(check, check, {"value": str(value)[:80], **more})


def _unfit(check: str, value: str, **more: str) -> PydanticCustomError:
    """Refuse *value*, which is not of its type; where it only stands in the quotes of a text processor, say so."""
    curly = len(value) > 1 and value[0] in _CURLY and value[-1] in _CURLY
    return _refuse("word-quotes" if curly else check, value, **more)


@dataclass(frozen=True, slots=True, order=True)
class PartialDate:
    """A day, a month or a year: the interval of days from *first* to *last*, both included."""

    first: date
    last: date

    @classmethod
    def parse(cls, text: str) -> "PartialDate":
        """Read ``2024``, ``2024-03`` or ``2024-03-11``; raise ``ValueError`` for anything else."""
        found = _PARTIAL_DATE.fullmatch(text)
        if not found:
            raise ValueError(text)
        year, month, day = (int(part) if part else None for part in found.groups())
        assert year is not None
        if month is None:
            return cls(date(year, 1, 1), date(year, 12, 31))
        if day is None:
            return cls(date(year, month, 1), date(year, month, calendar.monthrange(year, month)[1]))
        return cls(date(year, month, day), date(year, month, day))

    @property
    def precision(self) -> str:
        """``day``, ``month`` or ``year``."""
        if self.first == self.last:
            return "day"
        return "month" if self.first.month == self.last.month else "year"

    def __str__(self) -> str:
        """Return the text that ``parse`` reads."""
        return self.first.isoformat()[: {"day": 10, "month": 7, "year": 4}[self.precision]]


def _text(value: object) -> str:
    if not isinstance(value, str):
        raise _refuse("not-text", type(value).__name__)
    if hidden := _CONTROL.search(value):
        before, after = value[: hidden.start()][-20:], value[hidden.end() :][:20]
        raise _refuse("control-character", f"{before}[U+{ord(hidden[0]):04X}]{after}")
    clean = nfc(value).strip()
    if not clean:
        raise _refuse("empty", value)
    return clean


def _line(value: str) -> str:
    if "\n" in value:
        raise _refuse("not-one-line", value)
    return value


def _matching(pattern: str, check: str, meant: Callable[[str], str] = lambda _: "") -> AfterValidator:
    compiled = re.compile(pattern)

    def matching(value: str) -> str:
        if not compiled.fullmatch(value):
            raise _unfit(check, value, nearest=meant(value))
        return value

    return AfterValidator(matching)


def _number(value: str) -> Decimal:
    if not _NUMBER.fullmatch(value):
        raise _unfit("bad-number", value, nearest=spellings.number(value))
    if _GROUPED.fullmatch(value):
        raise _refuse("ambiguous-number", value, plain=value.replace(".", ""))
    return Decimal(value)


def _signed(value: str) -> Decimal:
    return -_number(value[1:]) if value.startswith("-") else _number(value)


def _whole(value: str) -> int:
    number = _number(value)
    if number != number.to_integral_value():
        raise _refuse("bad-whole-number", value)
    return int(number)


def _flag(value: str) -> bool:
    if value not in {"true", "false"}:
        raise _unfit("bad-flag", value)
    return value == "true"


def _date(value: str) -> PartialDate:
    try:
        return PartialDate.parse(value)
    except ValueError:
        raise _unfit("bad-date", value, nearest=_real(spellings.day(value))) from None


def _real(day: str) -> str:
    """Return *day* where there is such a day, else nothing."""
    try:
        return str(PartialDate.parse(day))
    except ValueError:
        return ""


def _url(value: str) -> str:
    parts = urlsplit(value)
    if parts.scheme not in {"http", "https"} or not parts.hostname or any(c.isspace() for c in value):
        raise _unfit("bad-address", value)
    return value


def _gtin(value: str) -> str:
    if not re.fullmatch(r"\d{8}|\d{12,14}", value):
        raise _unfit("bad-gtin", value)
    digits = [int(digit) for digit in value]
    total = sum(digit * (3 if place % 2 == 0 else 1) for place, digit in enumerate(reversed(digits[:-1])))
    expected = -total % 10
    if digits[-1] != expected:
        raise _refuse("bad-gtin-check-digit", value, expected=str(expected))
    return value


def _between(low: int, high: int) -> AfterValidator:
    def between(value: Any) -> Any:
        if not low <= value <= high:
            raise _refuse("out-of-range", value, low=str(low), high=str(high))
        return value

    return AfterValidator(between)


def _parsed(function: Any, json_schema: dict[str, Any]) -> GetPydanticSchema:
    """Make a type out of *function*, which reads one line of text."""
    whole = core_schema.no_info_plain_validator_function(lambda value: function(_line(_text(value))))
    return GetPydanticSchema(
        lambda _source, _handler: whole, lambda _schema, handler: handler(core_schema.any_schema()) | json_schema
    )


Prose = Annotated[str, BeforeValidator(_text)]
Line = Annotated[Prose, AfterValidator(_line)]
Key = Annotated[
    Line,
    _matching(r"[a-z0-9]+(-[a-z0-9]+)*", "bad-id"),
    WithJsonSchema({"type": "string", "pattern": "^[a-z0-9]+(-[a-z0-9]+)*$"}),
]
Url = Annotated[Line, AfterValidator(_url), WithJsonSchema({"type": "string", "format": "uri", "pattern": "^https?://"})]
Gtin = Annotated[Line, AfterValidator(_gtin), WithJsonSchema({"type": "string", "pattern": "^([0-9]{8}|[0-9]{12,14})$"})]
HsCode = Annotated[
    Line,
    _matching(r"\d{4}(\.\d{2}){0,3}", "bad-hs-code"),
    WithJsonSchema({"type": "string", "pattern": r"^[0-9]{4}(\.[0-9]{2}){0,3}$"}),
]
Country = Annotated[Line, _matching(r"[A-Z]{2}", "bad-country"), WithJsonSchema({"type": "string", "pattern": "^[A-Z]{2}$"})]
Currency = Annotated[
    Line,
    _matching(r"[A-Z]{3}", "bad-currency", spellings.currency),
    WithJsonSchema({"type": "string", "pattern": "^[A-Z]{3}$"}),
]
Language = Annotated[
    Line, _matching(r"[a-z]{2,3}", "bad-language"), WithJsonSchema({"type": "string", "pattern": "^[a-z]{2,3}$"})
]
FileName = Annotated[Line, _matching(r"[A-Za-z0-9][A-Za-z0-9_-]{0,80}\.(jpg|jpeg|png|webp|avif|tif|tiff)", "bad-file-name")]
Number = Annotated[Decimal, _parsed(_number, {"type": ["number", "string"]})]
Degrees = Annotated[Decimal, _parsed(_signed, {"type": ["number", "string"]})]
Whole = Annotated[int, _parsed(_whole, {"type": ["integer", "string"]})]
Month = Annotated[Whole, _between(1, 12)]
Stars = Annotated[Whole, _between(3, 5)]
Flag = Annotated[bool, _parsed(_flag, {"type": "boolean"})]
Day = Annotated[PartialDate, _parsed(_date, {"type": ["string", "integer"], "pattern": "^[0-9]{4}(-[0-9]{2}){0,2}$"})]
