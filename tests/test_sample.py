"""The records that ship: no finding, a drawing for every kind, no claim of a review, and a site without a dead link."""

import re

import pytest
from conftest import ROOT

from catalogue import build, host
from catalogue.store import canonical


def test_the_records_have_no_finding():
    _, issues = build.inspect(host.read_settings(ROOT / "mkdocs.yml"))

    assert issues == []


def test_every_file_is_in_the_canonical_form():
    products = ROOT / "products"
    found = canonical.files(products)

    assert len(found) > 3 * 60
    assert [path for path in found if canonical.rewrite(path, products, path.name, check=True)] == []


def test_every_kind_and_sector_has_its_drawing():
    catalogue, _ = build.load(host.read_settings(ROOT / "mkdocs.yml"))
    drawn = {path.stem for path in (ROOT / "overrides" / "drawings").glob("*.svg")}

    assert set(catalogue.reference.kinds) <= drawn
    assert {f"sector-{key}" for key in catalogue.reference.sectors} <= drawn


def test_no_translation_claims_a_review():
    catalogue, _ = build.load(host.read_settings(ROOT / "mkdocs.yml"))
    found = [text for record in catalogue.records for texts in record.renditions.values() for text in texts.values()]

    assert found
    assert {(text.word, text.origin) for text in found} == {("machine", "draft")}


def test_every_link_leads_to_a_page(sample_site):
    dead = set()
    for page in sample_site.rglob("*.html"):
        folder = sample_site if page.name == "404.html" else page.parent
        for link in re.findall(r'(?:href|src)="([^"#?]*)', page.read_text(encoding="utf-8")):
            if link and "://" not in link and not link.startswith("/"):
                target = (folder / link).resolve()
                if not (target / "index.html" if link.endswith("/") else target).is_file():
                    dead.add(link)

    assert dead == set()


@pytest.mark.parametrize("ending", ["md", "en.md", "fr.md"])
def test_every_kind_has_a_guide_of_80_to_150_words_from_named_sources(ending):
    catalogue, _ = build.load(host.read_settings(ROOT / "mkdocs.yml"))
    for kind in catalogue.reference.kinds:
        text = (ROOT / "docs" / "guides" / f"{kind}.{ending}").read_text(encoding="utf-8")
        _, matter, body = text.split("---\n", 2)
        words = re.findall(r"\w+(?:[’'-]\w+)*", re.sub(r"\]\([^)]*\)", "]", body))
        # Vietnamese writes every syllable as a word of its own.
        most = 150 if ending != "md" else 230
        assert 80 <= len(words) <= most, f"{kind}.{ending}: {len(words)}"
        assert "url:" in matter, kind


def test_the_programme_is_whole():
    reference = build.load(host.read_settings(ROOT / "mkdocs.yml"))[0].reference

    assert list(reference.sectors) == [f"s{number}" for number in range(1, 7)]
    assert list(reference.sets) == [f"c{number}" for number in range(1, 27)]
