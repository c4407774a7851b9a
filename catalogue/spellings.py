"""What somebody most likely meant who wrote a number, a day or a currency as people do, and not as a record does."""

import re

_AMOUNT = re.compile(r"(\d+|\d{1,3}(?:[ .,\u00a0\u202f]\d{3})+)\s*(?:đ|₫|đồng|vnd|vnđ)?", re.IGNORECASE)
_DECIMAL = re.compile(r"(\d+),(\d+)")
_DAY_FIRST = re.compile(r"(?:(\d{1,2})[/.-])?(\d{1,2})[/.-](\d{4})")
_YEAR_FIRST = re.compile(r"(\d{4})[/.-](\d{1,2})(?:[/.-](\d{1,2}))?(?:[T ][\d:.]+)?")
_DONG = frozenset({"đ", "₫", "đồng", "vnđ", "vnd"})


def number(text: str) -> str:
    """Return the plain number that *text* most likely is: ``45000`` for ``45.000 đ``, ``1.5`` for ``1,5``; else nothing."""
    if found := _AMOUNT.fullmatch(text):
        return re.sub(r"\D", "", found[1])
    if found := _DECIMAL.fullmatch(text):
        return f"{found[1]}.{found[2]}"
    return ""


def day(text: str) -> str:
    """Return *text* as a record would write it, the day first as in Vietnam: ``2024-12-03`` for ``3/12/2024``; else nothing."""
    if found := _DAY_FIRST.fullmatch(text):
        date, month, year = found.groups()
    elif found := _YEAR_FIRST.fullmatch(text):
        year, month, date = found.groups()
    else:
        return ""
    return f"{year}-{month:0>2}" + (f"-{date:0>2}" if date else "")


def currency(text: str) -> str:
    """Return the code of the currency that *text* most likely names; else nothing."""
    return "VND" if text.casefold() in _DONG else ""
