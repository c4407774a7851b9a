"""Every kind of page breaks no rule of axe, in real Chromium, in both schemes, on a phone and on a desktop."""

import pytest
from axe_playwright_python.sync_playwright import Axe
from conftest import ROOT, SCREENSHOTS, opened, run_command

WIDTHS = (390, 1440)
SCHEMES = ("light", "dark")
PAGES = {
    "home": "en/",
    "catalogue": "products/",
    "catalogue chosen": "fr/products/?q=mat+ong&month=now&month=6",
    "catalogue as a table": "en/products/?view=table",
    "catalogue page": "products/page/2/",
    "category": "fr/categories/s1/",
    "categories": "categories/",
    "place": "en/places/huyen-luc-ngan/",
    "places": "fr/places/",
    "producers": "en/producers/",
    "season": "fr/season/",
    "guide of a kind": "guides/lychee/",
    "guide of a topic": "en/guides/importing/",
    "guides": "fr/guides/",
    "search": "search/",
    "search with results": "en/search/?q=cooperative+rice",
    "search in the texts": "fr/search/?q=phytosanitaire",
    "search without results": "search/?q=zzzzz",
    "about": "about/",
    "add": "fr/add/",
    "shortlist": "fr/shortlist/",
    "shortlist compared": "en/shortlist/?p=che-xanh-ban-ven,my-chu-hien-phuoc,nowhere",
    "not found": "404.html",
}


@pytest.fixture(scope="module")
def preview(tmp_path_factory):
    """The same records as a preview, which has a review board."""
    site = tmp_path_factory.mktemp("preview") / "site"
    done = run_command(ROOT, "build", "--policy", "all", "--site-dir", str(site))
    assert done.returncode == 0, done.stdout + done.stderr
    with SCREENSHOTS["served"](site) as at:
        yield at


def violations(page):
    """What is wrong on *page*; of what is right, a list of everything would take longer than to look."""
    return Axe().run(page, options={"resultTypes": ["violations"]}).response["violations"]


def broken(browser, url):
    """The rules that the page at *url* breaks, each with the first element that does."""
    page, _ = opened(browser, bypass_csp=True, reduced_motion="reduce")
    page.goto(url, wait_until="networkidle")
    found = set()
    for width in WIDTHS:
        page.set_viewport_size({"width": width, "height": 900})
        for scheme in SCHEMES:
            page.emulate_media(color_scheme=scheme)
            found |= {(width, scheme, one["id"], one["nodes"][0]["html"][:200]) for one in violations(page)}
    page.context.close()
    return found


def products(site):
    """The product pages from the one that says the least to the one that says the most."""
    pages = [path for path in (site / "en" / "products").glob("*/index.html") if path.parent.name != "page"]
    return sorted(pages, key=lambda path: path.stat().st_size)


@pytest.mark.parametrize("path", PAGES.values(), ids=PAGES)
def test_a_page_breaks_no_rule(path, browser, address):
    assert broken(browser, address + path) == set()


@pytest.mark.parametrize("place", [0, -1], ids=["poor", "rich"])
def test_a_product_page_breaks_no_rule(place, browser, address, sample_site):
    slug = products(sample_site)[place].parent.name

    assert broken(browser, f"{address}en/products/{slug}/") == set()


def test_a_producer_page_breaks_no_rule(browser, address, sample_site):
    slug = next((sample_site / "fr" / "producers").glob("*/index.html")).parent.name

    assert broken(browser, f"{address}fr/producers/{slug}/") == set()


def test_the_review_board_breaks_no_rule(browser, preview):
    assert broken(browser, f"{preview}en/review/") == set()


def test_an_enquiry_breaks_no_rule(browser, address):
    page, _ = opened(browser, viewport={"width": 390, "height": 844}, bypass_csp=True, reduced_motion="reduce")
    page.goto(f"{address}en/products/che-xanh-ban-ven/", wait_until="networkidle")
    page.locator(".keep").last.click()
    page.locator("[data-script=enquiry]").click()
    page.locator(".letter").wait_for()
    for scheme in SCHEMES:
        page.emulate_media(color_scheme=scheme)
        assert violations(page) == [], scheme
    page.context.close()


def test_an_open_menu_search_box_and_facets_break_no_rule(browser, address):
    for opens in (".menu-button", ".find", ".drawer-button"):
        page, _ = opened(browser, viewport={"width": 390, "height": 844}, bypass_csp=True, reduced_motion="reduce")
        page.goto(f"{address}en/products/", wait_until="networkidle")
        page.locator(opens).click()
        assert violations(page) == [], opens
        page.context.close()
