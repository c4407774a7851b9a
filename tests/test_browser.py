"""The sample's pages in a real browser: nothing is refused, nothing overflows, and a page is whole without scripts."""

import pytest
from conftest import opened

PAGES = (
    "", "products/", "products/page/2/", "products/vai-thieu-luc-ngan-hong-xuan/", "products/che-xanh-ban-ven/",
    "products/dau-gac-tinh-khiet/",  # no rating: no clock to turn
    "categories/", "categories/s1/", "categories/s5/", "places/", "places/huyen-luc-ngan/", "places/phuong-chu/", "producers/",
    "season/", "guides/", "guides/lychee/", "guides/importing/", "guides/weekend-from-hanoi/", "about/", "add/", "shortlist/",
)  # fmt: skip
PREFIXES = ("", "en/", "fr/")
MOVED = """() => new Promise((tell) => new PerformanceObserver((seen) => tell(seen.getEntries().map((one) => one.value)))
  .observe({ type: "layout-shift", buffered: true }) || setTimeout(() => tell([]), 500))"""


@pytest.mark.parametrize("prefix", PREFIXES)
@pytest.mark.parametrize("width", [320, 390, 820, 1440])
def test_no_page_overflows_or_complains(width, prefix, browser, address):
    page, said = opened(browser, viewport={"width": width, "height": 800})
    for path in PAGES:
        page.goto(address + prefix + path)
        wide = page.evaluate("document.documentElement.scrollWidth - document.documentElement.clientWidth")
        assert wide <= 0, path
        assert said == [], path


def test_nothing_is_asked_of_another_host(browser, address):
    page, _ = opened(browser)
    hosts = set()
    page.on("request", lambda request: hosts.add(request.url.split("/")[2]))
    for path in PAGES:
        page.goto(address + path)

    assert hosts == {address.split("/")[2]}


def held(page, pattern):
    """A list of what *page* asks for that is like *pattern*, each to be let go with ``continue_``."""
    asked = []
    page.route(pattern, lambda route: asked.append(route))  # noqa: PLW0108  # it takes no built-in function
    return asked


@pytest.mark.parametrize("prefix", PREFIXES)
def test_nothing_moves_when_the_fonts_come_late(prefix, browser, address):
    for path in ("", "products/", "products/my-chu-hien-phuoc/", "guides/lychee/", "places/huyen-luc-ngan/"):
        page, _ = opened(browser, viewport={"width": 390, "height": 844})
        late = held(page, "**/*.woff2")
        page.goto(address + prefix + path, wait_until="commit")
        page.wait_for_function("() => performance.getEntriesByName('first-contentful-paint').length")
        for font in late:
            font.continue_()
        page.wait_for_load_state("networkidle")

        assert len(late) == 3, path
        assert page.evaluate(MOVED) == [], path
        page.context.close()


@pytest.mark.parametrize("prefix", PREFIXES)
def test_a_product_page_is_whole_without_scripts(prefix, browser, address):
    page, _ = opened(browser, java_script_enabled=False, viewport={"width": 390, "height": 800})
    page.goto(f"{address}{prefix}products/vai-thieu-luc-ngan-hong-xuan/")

    assert page.locator("h1").is_visible()
    assert page.locator(".clock-words > span:visible").count() == 1
    assert page.locator(".faces section:visible").count() == 2
    assert not page.locator(".scheme").is_visible()
    page.locator(".locales a").last.click()
    assert page.url == f"{address}fr/products/vai-thieu-luc-ngan-hong-xuan/"


def test_the_menu_opens_on_a_phone_without_scripts_and_by_keyboard(browser, address):
    page, _ = opened(browser, java_script_enabled=False, viewport={"width": 390, "height": 800})
    page.goto(address)
    page.locator(".menu-button").focus()
    page.keyboard.press("Enter")
    page.locator(".menu a").first.click()

    assert page.url == f"{address}products/"


def test_the_certificate_clock_turns_with_the_day_of_the_visit(browser, address):
    page, _ = opened(browser, locale="en-GB")
    page.clock.install(time="2027-06-01T12:00:00")
    page.goto(f"{address}en/products/che-xanh-ban-ven/")
    assert "holds" not in page.locator(".clock").get_attribute("class").split()

    page.clock.set_fixed_time("2026-11-24T12:00:00")
    page.reload()
    assert "holds" in page.locator(".clock").get_attribute("class").split()


def test_the_dark_scheme_is_kept_for_the_next_page(browser, address):
    page, _ = opened(browser, color_scheme="light")
    page.goto(address)
    page.locator(".scheme").click()
    page.goto(f"{address}products/")

    assert page.evaluate("document.documentElement.dataset.scheme") == "dark"
