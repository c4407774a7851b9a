"""What search engines are told: canonical addresses, alternates both ways, one sitemap, nothing of a page that fell back."""

import re
from xml.etree import ElementTree as ET

import pytest

BASE = "https://example.org/catalogue/"
PREFIXES = {"vi": "", "en": "en/", "fr": "fr/"}
MAP = {"s": "http://www.sitemaps.org/schemas/sitemap/0.9", "x": "http://www.w3.org/1999/xhtml"}
RECORD = "products/mat-ong-rung/"


def page(site, path):
    return (site / path / "index.html").read_text(encoding="utf-8")


def canonical(html):
    return re.search(r'<link rel="canonical" href="([^"]+)">', html)[1]


def alternates(html):
    return dict(re.findall(r'<link rel="alternate" hreflang="([^"]+)" href="([^"]+)">', html))


def language(html):
    return re.search(r'<html lang="([^"]+)"', html)[1]


def entries(site):
    root = ET.fromstring((site / "sitemap.xml").read_bytes())  # noqa: S314  # written by the build
    return {
        url.findtext("s:loc", namespaces=MAP): {link.get("hreflang"): link.get("href") for link in url.findall("x:link", MAP)}
        for url in root.findall("s:url", MAP)
    }


@pytest.fixture
def built(project, run):
    def built(*arguments):
        done = run(project, "build", *arguments)
        assert done.returncode == 0, done.stdout + done.stderr
        return project / "site"

    return built


def test_every_page_has_its_own_canonical_address_and_alternates_that_lead_back(built):
    site = built()
    for file in site.rglob("index.html"):
        path = file.parent.relative_to(site).as_posix()
        own = BASE if path == "." else f"{BASE}{path}/"
        html = file.read_text(encoding="utf-8")
        others = alternates(html)
        assert canonical(html) == own
        if 'name="robots"' in html:
            assert others == {}
            continue
        assert set(others) == {"vi", "en", "fr", "x-default"}
        assert others["x-default"] == others["vi"]
        for address in others.values():
            assert alternates(page(site, address.removeprefix(BASE))) == others


def test_the_sitemap_holds_just_the_pages_that_may_be_found_with_their_alternates(built):
    site = built()
    found = {
        canonical(html): alternates(html)
        for file in site.rglob("index.html")
        if 'name="robots"' not in (html := file.read_text(encoding="utf-8"))
    }

    assert entries(site) == found


@pytest.mark.parametrize("locale", ["en", "fr"])
def test_a_page_that_fell_back_is_the_sources_to_a_search_engine_and_says_so_to_a_reader(locale, built):
    site = built("--policy", "reviewed")
    html = page(site, PREFIXES[locale] + RECORD)

    assert canonical(html) == BASE + RECORD
    assert alternates(html) == {}
    assert set(alternates(page(site, RECORD))) == {"vi", "x-default"}
    assert BASE + PREFIXES[locale] + RECORD not in entries(site)
    assert set(entries(site)[BASE + RECORD]) == {"vi", "x-default"}
    assert '<span lang="vi">Mật ong rừng</span>' in html
    assert {"en": "not translated yet", "fr": "pas encore traduits"}[locale] in html


def test_machine_text_is_marked_for_search_engines_and_named_on_the_page(built):
    html = page(built(), f"fr/{RECORD}")

    assert '<span lang="fr-x-mtfrom-vi">' in html
    assert "Traduction automatique" in html


def test_a_preview_is_not_for_search_engines(built):
    site = built("--policy", "all")

    assert all('content="noindex"' in file.read_text(encoding="utf-8") for file in site.rglob("index.html"))


def test_a_site_of_fewer_locales_offers_only_these(built):
    site = built("--locale", "fr")

    assert set(alternates(page(site, RECORD))) == {"vi", "fr", "x-default"}
    assert not (site / "en").exists()


def test_a_guide_that_nobody_has_translated_is_marked_and_not_offered(built, project):
    (project / "docs" / "guides" / "honey.fr.md").unlink()
    site = built()
    html = page(site, "fr/guides/honey/")

    assert canonical(html) == f"{BASE}guides/honey/"
    assert '<div class="prose" lang="vi">' in html
    assert "pas encore traduits" in html
    assert set(alternates(page(site, "en/guides/honey/"))) == {"vi", "en", "x-default"}


@pytest.mark.parametrize("locale", PREFIXES)
def test_a_page_says_in_which_language_it_is(locale, built):
    assert language(page(built(), PREFIXES[locale])) == locale
