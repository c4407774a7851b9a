"""The records that ship: no finding, a drawing for every kind, no claim of a review, and a site without a dead link."""

import re

from conftest import ROOT

from catalogue import build, host


def test_the_records_have_no_finding():
    _, issues = build.inspect(host.read_settings(ROOT / "mkdocs.yml"))

    assert issues == []


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
        for link in re.findall(r'(?:href|src)="([^"#]*)', page.read_text(encoding="utf-8")):
            if link and "://" not in link and not link.startswith("/"):
                target = (folder / link).resolve()
                if not (target / "index.html" if link.endswith("/") else target).is_file():
                    dead.add(link)

    assert dead == set()
