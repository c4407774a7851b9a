"""Interface strings and formats."""

from decimal import Decimal

import pytest

from catalogue.locales import LOCALES, Locale
from catalogue.scalars import PartialDate


@pytest.mark.parametrize("code", LOCALES)
def test_every_string_exists_in_every_locale(code):
    everything = set().union(*(locale.strings for locale in LOCALES.values()))

    assert set(LOCALES[code].strings) == everything


@pytest.mark.parametrize(("code", "expected"), [("vi", "1.234,5"), ("en", "1,234.5"), ("fr", "1\u202f234,5")])
def test_numbers(code, expected):
    assert LOCALES[code].number(Decimal("1234.5")) == expected


def test_a_locale_may_name_its_script():
    chinese = Locale("zh-Hans", "简体中文", "zh_CN", LOCALES["en"].strings)

    assert chinese.money(Decimal(50000), "CNY") == "¥50,000"
    assert chinese.date(PartialDate.parse("2024-03-11")) == "2024年3月11日"


@pytest.mark.parametrize(("code", "expected"), [("vi", "11 tháng 3, 2024"), ("en", "11 March 2024"), ("fr", "11 mars 2024")])
def test_days(code, expected):
    assert LOCALES[code].date(PartialDate.parse("2024-03-11")) == expected
