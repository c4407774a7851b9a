"""What was most likely meant: spellings that people use, and those that say too little to guess."""

import pytest

from catalogue import messages, schema, spellings
from catalogue.issues import Refused
from catalogue.store import validated

RECORD = """name: a
summary: b
category: c1
kind: k
status: draft
sources: []
added: 2026
changed: 2026
retail:
  prices:
    - {{id: p, low: {low}, currency: {currency}, per: {per}, year: {year}}}
"""
SOUND = {"low": "1", "currency": "VND", "per": "kg", "year": "2026"}


@pytest.mark.parametrize(
    ("written", "meant"),
    [
        ("45.000 đ", "45000"),
        ("45,000", "45000"),
        ("45 000", "45000"),
        ("45\u00a0000 ₫", "45000"),
        ("1.250.000 VNĐ", "1250000"),
        ("45000đồng", "45000"),
        ("1,5", "1.5"),
        ("45k", ""),
        ("4 sao", ""),
        ("35000-50000", ""),
        ("4.50.000", ""),
        ("đ", ""),
    ],
)
def test_numbers(written, meant):
    assert spellings.number(written) == meant


@pytest.mark.parametrize(
    ("written", "meant"),
    [
        ("3/12/2024", "2024-12-03"),
        ("03-12-2024", "2024-12-03"),
        ("3.12.2024", "2024-12-03"),
        ("12/2024", "2024-12"),
        ("2024/12/3", "2024-12-03"),
        ("2024-12-03 08:30:00", "2024-12-03"),
        ("3/12/24", ""),
        ("nay", ""),
    ],
)
def test_days(written, meant):
    assert spellings.day(written) == meant


@pytest.mark.parametrize(
    ("field", "written", "line"),
    [
        ("low", "45.000 đ", "“45.000 đ” không phải số. Có phải “45000”? Chỉ viết chữ số, nhiều nhất một dấu chấm thập phân."),
        ("low", "45k", "“45k” không phải số. Chỉ viết chữ số, nhiều nhất một dấu chấm thập phân."),
        ("year", "31/12/2025", "“31/12/2025” không phải ngày. Có phải “2025-12-31”? Viết 2024, 2024-03 hoặc 2024-03-11."),
        ("year", "12/31/2025", "“12/31/2025” không phải ngày. Viết 2024, 2024-03 hoặc 2024-03-11."),
        ("currency", "VNĐ", "“VNĐ” không phải mã tiền tệ. Có phải “VND”? Dùng ba chữ in hoa, ví dụ VND."),
        (
            "per",
            "Kg",
            "“retail.prices.0.per” phải là một trong: kg, g, l, ml, piece, pack, person, night. Có phải “kg”? Viết đúng như một giá trị ấy.",  # noqa: E501
        ),
    ],
)
def test_a_finding_says_what_was_meant(field, written, line):
    with pytest.raises(Refused) as refused:
        validated(RECORD.format(**{**SOUND, field: f"'{written}'"}).encode(), "f", schema.Product)

    (issue,) = refused.value.issues
    assert messages.line(issue, "vi") == f"f:11: {line}"
