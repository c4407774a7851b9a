"""Photos on pages, in a real browser: shown, told, reachable by keyboard, whole without scripts, and nothing moves."""

import json
import re
import shutil
import xml.etree.ElementTree as ET

import pytest
from conftest import SCREENSHOTS, copy_project, opened, run_command
from pictures import photos_of, striped
from PIL import Image
from vocabulary import problems

from catalogue.text import digest

SLUG = "mat-ong-rung"
PREFIXES = ("", "en/", "fr/")
ALT = {"hive": "Ảnh hive chụp tổ ong.", "comb": "Ảnh comb chụp tổ ong."}


def translated(folder, locale, key, source, text):
    """Add an approved translation of an alternative text."""
    file = folder / f"product.{locale}.yaml"
    status = f"reviewed {digest(source)} {digest(text)} google 2026-11-23 lan"
    old = file.read_text(encoding="utf-8")
    file.write_text(f"{old}photos.{key}.alt:\n  text: |-\n    {text}\n  status: {status}\n", encoding="utf-8")


@pytest.fixture(scope="module")
def site(tmp_path_factory):
    """A site of three products: one with three photos, one with one, one with none."""
    project = copy_project(tmp_path_factory.mktemp("photos") / "project")
    plain = project / "products" / SLUG
    for other in ("mat-ong-nha", "mat-ong-doi"):
        shutil.copytree(plain, project / "products" / other)
    photos_of(plain, ("hive", "hive.jpg"), ("comb", "comb.png"), ("bees", "bees.webp"))
    striped(2400, 1800).save(plain / "photos" / "hive.jpg")
    striped(700, 1000).save(plain / "photos" / "comb.png")
    striped(1000, 700).save(plain / "photos" / "bees.webp")
    translated(plain, "en", "hive", ALT["hive"], "A hive.")
    photos_of(project / "products" / "mat-ong-nha", ("jar", "jar.jpg"))
    Image.new("RGB", (300, 300), "gold").save(project / "products" / "mat-ong-nha" / "photos" / "jar.jpg")
    done = run_command(project, "build")
    assert done.returncode == 0, done.stdout + done.stderr
    return project / "site"


@pytest.fixture(scope="module")
def address(site):
    with SCREENSHOTS["served"](site) as at:
        yield at


def said(site, path):
    return (site / path / "index.html").read_text(encoding="utf-8")


def images_of(html):
    return re.findall(r"<img [^>]*>", html)


def test_a_page_without_photos_says_so_and_is_as_it_was(site):
    html = said(site, "products/mat-ong-doi")

    assert "Hình vẽ: chưa có ảnh" in html
    assert "<figure" in html
    assert 'class="plate photo"' not in html.partition('class="related"')[0]
    assert 'class="gallery"' not in html


def test_the_first_photo_fills_the_plate_and_the_others_are_a_gallery(site):
    html = said(site, f"products/{SLUG}")
    hero, _, gallery = html.partition('<section class="gallery"')

    assert "chưa có ảnh" not in html
    assert len(images_of(hero)) == 1
    assert len(images_of(gallery.partition("</section>")[0])) == 2
    assert 'class="gallery"' not in said(site, "products/mat-ong-nha")


def test_every_image_has_its_size_its_formats_and_waits_unless_it_is_the_first(site):
    html = said(site, f"products/{SLUG}").partition('class="related"')[0]

    for place, image in enumerate(images_of(html)):
        assert re.search(r' width="\d+" height="\d+"', image)
        assert ("lazy" in image) == (place > 0)
        assert ("fetchpriority" in image) == (place == 0)
    assert re.findall(r' (\d+)w[,"]', html.partition("</source>")[0].partition("<img")[0]) == ["480", "960", "1600"]
    assert html.count('type="image/avif"') == 3
    assert html.count("sizes=") == 6
    assert " style=" not in html
    assert re.search(r'<rect width="100%" height="100%" fill="#[0-9a-f]{6}"/>', html)


def test_every_file_that_a_page_names_is_there(site):
    named = set()
    for page in site.rglob("*.html"):
        named |= set(re.findall(r'assets/photos/[^\s"]+', page.read_text(encoding="utf-8")))

    assert named
    assert [name for name in named if not (site / name).is_file()] == []
    assert {path.relative_to(site).as_posix() for path in (site / "assets" / "photos").rglob("*.*")} == named


@pytest.mark.parametrize(
    ("prefix", "alt", "lang"),
    [("", ALT["hive"], "vi"), ("en/", "A hive.", "en"), ("fr/", ALT["hive"], "vi")],
)
def test_what_a_photo_shows_is_said_in_the_readers_language_or_marked(prefix, alt, lang, site):
    (first,) = [image for image in images_of(said(site, f"{prefix}products/{SLUG}")) if "fetchpriority" in image]

    assert f'alt="{alt}" lang="{lang}"' in first


@pytest.mark.parametrize(("prefix", "words"), [("", "Ảnh: "), ("en/", "Photo: "), ("fr/", "Photo\xa0: ")])
def test_credit_and_licence_stand_at_every_photo(prefix, words, site):
    html = said(site, f"{prefix}products/{SLUG}")

    assert html.count(f"<figcaption>{words}Nguyễn Thử · CC BY 4.0</figcaption>") == 3


def test_what_a_record_says_of_a_photo_is_escaped(project, run):
    folder = project / "products" / SLUG
    photos_of(folder, ("hive", "hive.jpg"))
    striped(100, 80).save(folder / "photos" / "hive.jpg")
    file = folder / "product.yaml"
    text = file.read_text(encoding="utf-8").replace("credit: Nguyễn Thử", "credit: '<b>\"Thử'")
    file.write_text(text.replace("Ảnh hive chụp", 'Ảnh " onerror="x" hive\n\n      chụp'), encoding="utf-8")
    assert run(project, "build").returncode == 0

    html = said(project / "site", f"products/{SLUG}")
    assert "<b>" not in html
    assert 'alt="Ảnh &#34; onerror=&#34;x&#34; hive chụp tổ ong."' in html


@pytest.mark.parametrize("prefix", PREFIXES)
def test_a_card_shows_the_photo_of_a_product_that_has_one_and_else_the_drawing(prefix, site):
    cards = said(site, f"{prefix}products").partition('class="listed"')[2].split('<li class="card">')[1:]
    with_photo = [card for card in cards if "<img" in card]

    assert len(with_photo) == 2
    for card in with_photo:
        assert 'alt=""' in card
        assert re.findall(r"-(\d+)\.[0-9a-f]{10}\.(\w+)", card) in (
            [("480", "avif"), ("480", "jpg")],
            [("300", "avif"), ("300", "jpg")],
        )
    assert sum("drawings.svg#honey" in card for card in cards) == 1


def test_machines_are_told_of_every_photo_and_of_no_drawing(site):
    """The namespace is that of Google's schema, sitemap-image/1.1, in which an image has a loc and nothing else is needed."""
    names = {"s": "http://www.sitemaps.org/schemas/sitemap/0.9", "i": "http://www.google.com/schemas/sitemap-image/1.1"}
    root = ET.fromstring((site / "sitemap.xml").read_bytes())  # noqa: S314  # written by the build
    mapped = {
        entry.findtext("s:loc", "", names): [one.text for one in entry.findall("i:image/i:loc", names)]
        for entry in root.findall("s:url", names)
    }
    home = "https://example.org/catalogue/"
    files = {(site / one.removeprefix(home)).is_file() for found in mapped.values() for one in found}

    assert files == {True}
    assert {path for path, found in mapped.items() if found} == {
        f"{home}{prefix}products/{slug}/" for prefix in PREFIXES for slug in (SLUG, "mat-ong-nha")
    } & set(mapped)
    assert len(mapped[f"{home}products/{SLUG}/"]) == 3
    for slug in (SLUG, "mat-ong-nha", "mat-ong-doi"):
        (told,) = re.findall(r'ld\+json">(.*?)</script>', said(site, f"products/{slug}"))
        assert json.loads(told)["mainEntity"].get("image", []) == mapped[f"{home}products/{slug}/"]
        assert problems(json.loads(told)) == []


SHIFTS = """window.shift = 0; new PerformanceObserver(list => {
  for (const one of list.getEntries()) window.shift += one.value
}).observe({type: 'layout-shift', buffered: true})"""


class Held:
    """Holds the photos of *page* back until they are let go."""

    def __init__(self, page):
        self.routes = []
        self.free = False
        page.route("**/assets/photos/**", self.asked)

    def asked(self, route):
        route.continue_() if self.free else self.routes.append(route)

    def let_go(self):
        self.free = True
        for route in self.routes:
            route.continue_()


def wait_for_images(page):
    """Wait until every image in view is drawn; the page's policy forbids Playwright's own way of waiting."""
    for _ in range(100):
        if page.evaluate("[...document.images].every(one => !one.checkVisibility() || (one.complete && one.naturalWidth > 0))"):
            return
        page.wait_for_timeout(50)
    pytest.fail("an image was never drawn")


@pytest.mark.parametrize("prefix", PREFIXES)
@pytest.mark.parametrize("width", [320, 390, 820, 1440])
def test_no_page_with_photos_overflows_complains_or_shifts(width, prefix, browser, address):
    """The photos come late, when everything else stands: what moves then is moved by them."""
    page, complaints = opened(browser, viewport={"width": width, "height": 800})
    page.add_init_script(SHIFTS)
    for path in (f"products/{SLUG}/", "products/"):
        photos = Held(page)
        page.goto(address + prefix + path, wait_until="domcontentloaded")
        page.evaluate("document.fonts.ready.then(() => new Promise(done => setTimeout(done, 100)))")
        page.evaluate("window.shift = 0")
        photos.let_go()
        for plate in page.locator(".plate.photo:visible").all():
            plate.scroll_into_view_if_needed()
        wait_for_images(page)
        page.evaluate("new Promise(done => requestAnimationFrame(() => requestAnimationFrame(done)))")

        assert page.evaluate("window.shift") == 0
        assert page.evaluate("document.documentElement.scrollWidth - document.documentElement.clientWidth") <= 0
        assert complaints == []


def test_a_browser_takes_the_avif_of_the_width_it_needs(browser, address):
    page, _ = opened(browser, viewport={"width": 390, "height": 800}, device_scale_factor=1)
    page.goto(f"{address}products/{SLUG}/", wait_until="networkidle")

    assert re.search(r"hive-480\.[0-9a-f]{10}\.avif$", page.evaluate("document.images[0].currentSrc"))


def test_a_photo_fills_its_plate(browser, address):
    page, _ = opened(browser, viewport={"width": 1440, "height": 900})
    for path, plates in ((f"products/{SLUG}/", ".hero .plate, .gallery .plate"), ("products/", ".card .plate.photo")):
        page.goto(address + path)
        for plate in page.locator(plates).all():
            outer, inner = plate.bounding_box(), plate.locator("img").bounding_box()
            assert abs(outer["width"] - 4 - inner["width"]) < 1
            assert abs(outer["height"] - 4 - inner["height"]) < 1


@pytest.mark.parametrize("script", [True, False])
def test_the_photos_are_reached_and_opened_by_keyboard(script, browser, address):
    page, complaints = opened(browser, java_script_enabled=script, viewport={"width": 1000, "height": 800})
    page.goto(f"{address}products/{SLUG}/")
    reached = []
    for _ in range(40):
        page.keyboard.press("Tab")
        link = page.locator(":focus").get_attribute("href") or ""
        if "assets/photos/" in link:
            reached.append(link)
            assert page.locator(".plate.photo:focus-within").count() == 1
        if len(reached) == 3:
            break

    assert [re.search(r"(\w+)-\d+\.[0-9a-f]+\.jpg$", link)[1] for link in reached] == ["hive", "comb", "bees"]
    assert complaints == []
    page.keyboard.press("Enter")
    page.wait_for_url("**/bees-*.jpg")


def test_print_keeps_the_first_photo(browser, address):
    page, _ = opened(browser)
    page.goto(f"{address}products/{SLUG}/")
    page.emulate_media(media="print")

    assert page.locator(".hero img").is_visible()
    assert not page.locator(".gallery").is_visible()
