"""Each check of a translated unit fires where it must, and nowhere else: ``tests/checks/<check>.yaml`` has a table of both."""

import calendar
from datetime import date

import pytest
import yaml
from conftest import HERE, ROOT
from hypothesis import example, given
from hypothesis import strategies as st

from catalogue import messages
from catalogue.checks import pairs
from catalogue.checks.pairs import THEMES
from catalogue.checks.pairs.amounts import amounts
from catalogue.checks.pairs.numerals import NUMERALS
from catalogue.checks.pairs.table import CHECKS
from catalogue.checks.pairs.terms import Glossary, standing
from catalogue.issues import Issue
from catalogue.locales import LOCALES
from catalogue.model import Pair, Term
from catalogue.store.glossary import read_glossary

FOLDER = HERE / "checks"
TABLES = {path.stem: yaml.safe_load(path.read_text(encoding="utf-8")) for path in sorted(FOLDER.glob("*.yaml"))}
SOUND = TABLES.pop("sound")


def rows(kind):
    return [
        pytest.param(name, row, id=f"{name}-{number}")
        for name, table in TABLES.items()
        for number, row in enumerate(table[kind])
    ]


def pair_of(row):
    terms = tuple(Term(source, {row["to"]: tuple(ways)}) for source, *ways in row.get("terms", ()))
    names = tuple((source, local) for source, local in row.get("names", ()))
    return Pair(row["vi"], row["text"], "vi", row["to"], names, terms, row.get("health", False))


def fired(pair, *, severity=None):
    return {finding.check for finding in pairs.findings(pair) if severity in {None, finding.severity}}


@pytest.mark.parametrize(("name", "row"), rows("fires"))
def test_it_fires(name, row):
    assert name in fired(pair_of(row))


@pytest.mark.parametrize(("name", "row"), rows("silent"))
def test_it_is_silent(name, row):
    assert name not in fired(pair_of(row))


def test_every_check_has_its_table():
    assert set(TABLES) == set(CHECKS)
    assert all(len(table["fires"]) > 1 and len(table["silent"]) > 1 for table in TABLES.values())


def test_every_check_stands_in_a_theme():
    assert {check.function.__module__ for check in CHECKS.values()} == {theme.__name__ for theme in THEMES}


@pytest.mark.parametrize("name", [*CHECKS, "inconsistent"])
def test_every_check_says_what_is_wrong_and_what_to_do(name):
    for locale in ("vi", "en"):
        assert name in messages.CHECKS
        assert all(messages.words(Issue(name, "f"), locale))


@pytest.mark.parametrize(("name", "row"), rows("fires"))
def test_the_values_of_a_finding_fill_its_words(name, row):
    found = next(finding for finding in pairs.findings(pair_of(row)) if finding.check == name)
    bare = messages.words(Issue(name, "f"), "en")
    filled = messages.words(Issue(name, "f", values=found.values), "en")

    assert all(found.values.values())
    assert bool(found.values) == (filled != bare)


GLOSSARY = Glossary.of(read_glossary(ROOT / "products" / "_reference" / "glossary.csv", "glossary.csv")[0])


@pytest.mark.parametrize("locale", ["en", "fr"])
@pytest.mark.parametrize("row", SOUND, ids=lambda row: row["vi"][:40])
def test_a_sound_translation_has_no_finding(row, locale):
    pair = Pair(row["vi"], row[locale], "vi", locale, terms=standing(GLOSSARY, row["vi"]), health=True)

    assert pairs.findings(pair) == ()


def test_there_are_sound_translations_enough():
    assert len(SOUND) >= 60


def test_what_a_person_excused_is_not_said():
    pair = Pair("Có 5 hộ.", "There are 6 households", "vi", "en")

    assert fired(pair) == {"numbers", "end-punctuation"}
    assert {finding.check for finding in pairs.findings(pair, {"numbers": "a reason"})} == {"end-punctuation"}


def test_every_locale_has_its_words_for_numbers():
    assert set(NUMERALS) == set(LOCALES)


def test_a_locale_without_words_for_numbers_has_no_findings_about_them():
    assert fired(Pair("Có 5 hộ", "Es gibt 6 Haushalte", "vi", "de")) == set()


NUMBERS = st.integers(min_value=2, max_value=10**9)
DECIMALS = st.decimals(min_value=2, max_value=10**6, places=2)


@given(NUMBERS)
def test_a_number_survives_in_the_format_of_each_locale(number):
    grouped = f"{number:,}"
    vi = f"Có {grouped.replace(',', '.')} cây"
    for locale, text in (
        ("en", f"There are {grouped} trees"),
        ("fr", f"Il y a {grouped.replace(',', chr(0x202F))} arbres"),
        ("fr", f"Il y a {grouped.replace(',', chr(0xA0))} arbres"),
        ("fr", f"Il y a {grouped.replace(',', ' ')} arbres"),
    ):
        assert not {"numbers", "units", "phones"} & fired(Pair(vi, text, "vi", locale))


@given(DECIMALS)
def test_a_decimal_survives_in_the_format_of_each_locale(number):
    vi = f"Rộng {number} ha".replace(".", ",")
    assert "numbers" not in fired(Pair(vi, f"An area of {number:,} ha", "vi", "en"))
    assert "numbers" not in fired(Pair(vi, f"Une superficie de {number} ha".replace(".", ","), "vi", "fr"))


@given(NUMBERS, NUMBERS)
def test_another_number_is_always_seen(one, other):
    found = fired(Pair(f"Có {one:_} cây".replace("_", "."), f"There are {other:,} trees", "vi", "en"))

    assert ("numbers" in found) == (one != other)


@given(st.dates(min_value=date(1900, 1, 1)))
@example(date(2024, 7, 24))  # 24/7 is no date
@example(date(2024, 7, 7))
def test_a_date_may_stand_in_any_order(day):
    vi = f"Ngày {day.day} tháng {day.month} năm {day.year}"

    assert "numbers" not in fired(Pair(vi, f"On {calendar.month_name[day.month]} {day.day}, {day.year}", "vi", "en"))
    assert "numbers" not in fired(Pair(f"Ngày {day.day}/{day.month}/{day.year}", f"{day:%Y-%m-%d}", "vi", "en"))


@given(st.text(), st.text(), st.sampled_from(["en", "fr", "de"]))
def test_no_text_makes_a_check_fail(source, target, locale):
    pair = Pair(source, target, "vi", locale, (("Lục Ngạn", "Luc Ngan"),), health=True)

    assert isinstance(pairs.findings(pair), tuple)


SOUP = [
    "tỷ",
    "triệu",
    "trăm",
    "năm",
    "mười",
    "rưỡi",
    "giờ",
    "sáng",
    "tháng",
    "million",
    "hundred",
    "p.m.",
    "and a half",
    "vingt",
]


@given(st.lists(st.sampled_from([*SOUP, "9" * 40, "1.234", "0,5", "7h30", "26/5", "-", "–", "đến", "%", "½", "²"])))
def test_no_words_of_number_make_the_reading_of_amounts_fail(words):
    for locale in NUMERALS:
        assert all(amount.values for amount in amounts(" ".join(words), locale))


@pytest.mark.parametrize(
    "part",
    [
        "tỷ ",
        "trăm ",
        "9",
        "1 234 ",
        "a",
        "a.",
        "a@",
        "[",
        "](",
        "[a](",
        "<a",
        "“",
        "« ",
        " ",
        "\n",
        "-",
        "7h30 ",
        "de a ",
        "nous ",
        "*",
        "0912 ",
    ],
)
def test_a_hostile_text_does_not_hold_up_the_checks(part):
    """The run itself is the proof: a pattern that is not linear would not come back."""
    text = part * (50_000 // len(part)) + "@](."
    for locale in ("en", "fr"):
        assert pairs.findings(Pair("Mật ong", text, "vi", locale, health=True))


@given(st.text(alphabet="0123456789.,:/-– \u00a0hgaé", max_size=40))
def test_no_digits_make_the_reading_of_amounts_fail(text):
    for locale in NUMERALS:
        assert all(amount.values for amount in amounts(text, locale))
