"""The glossary is what office staff write in a spreadsheet: ways of saying a term, explained, and nothing that is guessed."""

import pytest
from conftest import ROOT

from catalogue.checks.pairs.terms import Glossary, standing
from catalogue.model import Term
from catalogue.store.glossary import MAX_ROWS, read_glossary

SHIPPED = ROOT / "products" / "_reference" / "glossary.csv"


def read(tmp_path, data):
    path = tmp_path / "glossary.csv"
    path.write_bytes(data.encode() if isinstance(data, str) else data)
    return read_glossary(path, "glossary.csv")


@pytest.mark.parametrize(
    ("row", "terms"),
    [
        ("mật ong,honey,miel,", {"mật ong": {"en": ("honey",), "fr": ("miel",)}}),
        ("VietGAP,VietGAP (good practice),VietGAP (bonnes pratiques),", {"VietGAP": {"en": ("VietGAP",), "fr": ("VietGAP",)}}),
        ("tổ (THT),group (G),,", {"tổ": {"en": ("group", "G")}, "THT": {"en": ("group", "G")}}),
        ('công ty,"company (Co., Ltd.)",SARL,', {"công ty": {"en": ("company", "Co., Ltd."), "fr": ("SARL",)}}),
        ("vụ a / vụ b,crop a / crop b,,", {"vụ a": {"en": ("crop a", "crop b")}, "vụ b": {"en": ("crop b", "crop a")}}),
        ("chè / trà,tea,thé,", {"chè": {"en": ("tea",), "fr": ("thé",)}, "trà": {"en": ("tea",), "fr": ("thé",)}}),
        ("miến dong,canna (arrowroot) vermicelli,,", {"miến dong": {"en": ("canna vermicelli",)}}),
        ("huyện (cũ),(former) district,(ancien) district,", {"huyện": {"en": ("district",), "fr": ("district",)}}),
        ("giấy chứng nhận,,,", {"giấy chứng nhận": {}}),
    ],
)  # fmt: skip
def test_what_a_row_says(row, terms, tmp_path):
    found, issues = read(tmp_path, f"vi,en,fr,note\n{row}\n")

    assert issues == []
    assert {term.source: dict(term.targets) for term in found} == terms


def test_a_locale_may_name_its_script(tmp_path):
    (term,), issues = read(tmp_path, "vi,zh-Hans,note\nmật ong,蜂蜜,\n")

    assert (dict(term.targets), issues) == ({"zh-Hans": ("蜂蜜",)}, [])


@pytest.mark.parametrize(
    ("data", "check", "line"),
    [
        ("", "glossary-header", 1),
        ("\n\n", "glossary-header", 1),
        ("Tiếng Việt,English\nmật ong,honey\n", "glossary-header", 1),
        ("vi\nmật ong\n", "glossary-header", 1),
        ("note,vi,en\n,mật ong,honey\n", "glossary-header", 1),
        ("vi,en,en\nmật ong,honey,honey\n", "glossary-header", 1),
        ("vi,en,note\nmật ong,honey\n", "glossary-row", 2),
        ("vi,en,note\nmật ong,honey,,more\n", "glossary-row", 2),
        ("vi,en,note\n,honey,\n", "glossary-row", 2),
        (f"vi,en,note\nmật ong,{'x' * 301},\n", "glossary-row", 2),
        ("vi,en,note\nmật ong,honey,\nMật ong,bee honey,\n", "glossary-twice", 3),
        ('vi,en,note\nmật ong,"honey,\n', "broken-glossary", 2),
        (b"vi,en\nm\xe2,x\n", "not-utf-8", 1),
        (b"vi,en\nm\x00,x\n", "control-character", 2),
        ("vi,en\n" + "".join(f"t{number},x\n" for number in range(MAX_ROWS + 1)), "too-many-values", 1),
        ("vi,en\n" + "x" * 1_000_001, "file-too-big", 1),
    ],
)
def test_what_is_refused(data, check, line, tmp_path):
    _, issues = read(tmp_path, data)

    assert [(issue.check, issue.line) for issue in issues] == [(check, line)]


def test_a_catalogue_may_have_no_glossary(tmp_path):
    assert read_glossary(tmp_path / "glossary.csv", "glossary.csv") == ((), [])


def test_a_byte_order_mark_and_lines_of_windows_are_read(tmp_path):
    terms, issues = read(tmp_path, b"\xef\xbb\xbfvi,en\r\nm\xe1\xba\xadt ong,honey\r\n")

    assert (terms, issues) == ((Term("mật ong", {"en": ("honey",)}),), [])


def test_the_glossary_that_ships_is_sound():
    terms, issues = read_glossary(SHIPPED, "glossary.csv")

    assert issues == []
    assert len(terms) > 100
    assert {term.source for term in terms if term.kept} >= {"VietGAP", "bánh chưng"}
    assert [term for term in terms if not all(term.targets.get(locale) for locale in ("en", "fr"))] == []


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Mật ong hoa vải của HTX", ["mật ong hoa vải", "HTX"]),
        ("Các hợp tác xã làm mật ong", ["hợp tác xã", "mật ong"]),
        ("Giá tương đối cao, xã hội hóa, vì sao", []),
        ("Quyết định 12/QĐ-UBND, thư htx@a.vn", []),
        ("Mật, ong và mật ong", ["mật ong"]),
        ("", []),
    ],
)
def test_the_terms_that_stand_in_a_text(text, expected):
    terms, _ = read_glossary(SHIPPED, "glossary.csv")

    assert [term.source for term in standing(Glossary.of(terms), text)] == expected
