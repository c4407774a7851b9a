"""The checks of the translations of a whole catalogue: how strict they are, what is excused, what is inconsistent."""

from dataclasses import replace

import pytest
from conftest import ROOT

from catalogue import build, host
from catalogue.checks import consistency, texts
from catalogue.checks.pairs.making import is_health_product, makers_of
from catalogue.model import Catalogue, Rendition, Unit
from catalogue.text import digest

LOCALES = ("vi", "en", "fr")
CATALOGUE, _ = build.inspect(host.read_settings(ROOT / "mkdocs.yml"))
RECORD = next(record for record in CATALOGUE.records if record.slug == "vai-thieu-luc-ngan-hong-xuan")
WRONG = "There are 6 households."
UNSAFE = "There are 5 households. {{ config }}"


def rendition(source, text, word="machine", *, ignored=None, sealed=True, stale=False):
    own = digest(text)
    return Rendition(
        text, own, word, "0" * 10 if stale else digest(source), own if sealed else "0" * 10, "draft", "2026-01-02", "",
        ignored or {},
    )  # fmt: skip


def catalogue_of(*translated, source="Có 5 hộ.", key="story", locale="en"):
    records = [
        replace(RECORD, slug=f"r{number}", file=f"products/r{number}/product.yaml",
                units={key: Unit(key, source, digest(source))}, renditions={locale: {key: text}})
        for number, text in enumerate(translated)
    ]  # fmt: skip
    return Catalogue(CATALOGUE.reference, tuple(records))


def found(*translated, check=texts.translations, **given):
    return [(issue.check, issue.severity) for issue in check(catalogue_of(*translated, **given), LOCALES)]


@pytest.mark.parametrize(
    ("given", "severity"),
    [
        ({"word": "reviewed"}, "error"),
        ({"word": "human"}, "error"),
        ({"word": "machine"}, "warning"),
        ({"word": "reviewed", "sealed": False}, "warning"),
        ({"word": "reviewed", "stale": True}, "warning"),
    ],
    ids=["reviewed", "human", "machine", "edited", "stale"],
)
def test_an_error_is_one_where_a_person_stands_for_the_text(given, severity):
    assert found(rendition("Có 5 hộ.", WRONG, **given)) == [("numbers", severity)]


@pytest.mark.parametrize("word", ["machine", "human", "reviewed"])
def test_what_could_do_harm_is_an_error_whoever_wrote_it(word):
    text = rendition("Có 5 hộ.", UNSAFE, word)

    assert ("braces", "error") in found(text)


def test_what_a_person_excused_is_not_said():
    assert found(rendition("Có 5 hộ.", WRONG, "reviewed", ignored={"numbers": "the sixth joined later"})) == []


def test_an_excuse_for_no_check_is_a_finding_where_it_stands():
    text = rendition("Có 5 hộ.", "There are 5 households.", ignored={"number": "a slip"})
    (issue,) = texts.excused_checks(catalogue_of(text), LOCALES)

    assert (issue.check, issue.file, issue.at) == (
        "unknown-check",
        "products/r0/product.en.yaml",
        ("story", "ignore", "number"),
    )


def test_a_finding_stands_at_the_text_of_its_unit():
    (issue,) = texts.translations(catalogue_of(rendition("Có 5 hộ.", WRONG)), LOCALES)

    assert (issue.file, issue.at) == ("products/r0/product.en.yaml", ("story", "text"))


def test_the_names_of_a_record():
    en, fr = makers_of(CATALOGUE.reference, LOCALES)

    assert {
        ("Lục Ngạn", "Luc Ngan"),
        ("Bắc Ninh", "Bac Ninh"),
        ("Hồng Giang", "Hong Giang"),
        ("Hồng Xuân", "Hong Xuan"),
    } <= set(en.names(RECORD))
    assert ("HTX Nông nghiệp sản xuất và kinh doanh dịch vụ tổng hợp Hồng Xuân", "Coopérative agricole de production, de commerce et de services généraux Hong Xuan") in fr.names(RECORD)  # fmt: skip  # noqa: E501
    assert "Vải thiều" not in {source for source, _ in en.names(RECORD)}


def test_the_terms_of_a_pair_are_those_outside_the_names():
    en, _ = makers_of(CATALOGUE.reference, LOCALES)
    organic = next(record for record in CATALOGUE.records if record.product.producer == "htx-nong-nghiep-huu-co-binh-minh")
    pair = en.pair(organic, "Giò lụa của HTX Nông nghiệp hữu cơ Bình Minh", "")

    assert [term.source for term in pair.terms] == ["giò lụa"]


def test_the_products_of_which_no_claim_may_be_made():
    health = {record.product.kind for record in CATALOGUE.records if is_health_product(record, CATALOGUE.reference)}

    assert "traditional-medicine" in health
    assert "lychee" not in health


def inconsistent(*translated, **given):
    issues = consistency.consistent_renderings(catalogue_of(*translated, **given), LOCALES)
    return [(issue.file.split("/")[1], issue.severity) for issue in issues]


def test_one_source_has_one_rendering():
    source = "Bảo quản nơi khô ráo."
    most = rendition(source, "Keep in a dry place.")
    other = rendition(source, "Store it dry.")

    assert inconsistent(other, most, most, source=source) == [("r0", "warning")]


def test_the_rendering_that_a_person_approved_leads():
    source = "Bảo quản nơi khô ráo."
    machine = rendition(source, "Keep in a dry place.")
    approved = rendition(source, "Store it dry.", "reviewed")

    assert inconsistent(machine, machine, approved, source=source) == [("r0", "warning"), ("r1", "warning")]


@pytest.mark.parametrize("other", ["Lychee of Luc Ngan", "Luc Ngan lychee", "LYCHEE"])
def test_a_name_that_tells_records_apart_is_no_other_rendering(other):
    assert inconsistent(rendition("Vải", "Lychee"), rendition("Vải", other), source="Vải", key="name") == []


def test_an_excused_or_stale_rendering_may_differ():
    source = "Bảo quản nơi khô ráo."
    most = rendition(source, "Keep in a dry place.")
    excused = rendition(source, "Store it dry.", ignored={"inconsistent": "a label quotes it"})
    stale = rendition(source, "Store it dry.", stale=True)

    assert inconsistent(most, most, excused, stale, source=source) == []
