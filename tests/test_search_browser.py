"""Search and facets in a real browser: what is typed is found, choices combine, and the address says it all."""

import re
import shutil
from urllib.parse import parse_qs, quote, urlsplit

import pytest
from conftest import ROOT, SCREENSHOTS, opened, run_command
from pictures import photos_of, striped

from catalogue import build, host
from catalogue.text import digest

DRIED = {"vi": "Vải thiều sấy khô", "en": "Dried thieu lychee", "fr": "Litchi séché"}
DRIED_SLUG = "vai-thieu-say-kho"
HONG_XUAN = "vai-thieu-luc-ngan-hong-xuan"
PHONE = {"width": 390, "height": 844}
PREFIXES = {"vi": "", "en": "en/", "fr": "fr/"}


def add_dried_lychee(products):
    """A product whose French name has an accent, beside those of the sample."""
    folder = products / DRIED_SLUG
    shutil.copytree(products / HONG_XUAN, folder)
    for path in folder.glob("product.*.yaml"):
        locale = path.name.split(".")[1]
        status = f"machine {digest(DRIED['vi'])} {digest(DRIED[locale])} draft 2026-11-23"
        path.write_text(f"name:\n  text: |-\n    {DRIED[locale]}\n  status: {status}\n", encoding="utf-8")
    record = folder / "product.yaml"
    rest = record.read_text(encoding="utf-8").split("\n", 1)[1]
    record.write_text(f"name: {DRIED['vi']}\n{rest}", encoding="utf-8")


@pytest.fixture(scope="module")
def project(tmp_path_factory):
    folder = tmp_path_factory.mktemp("search") / "project"
    for name in ("docs", "products", "overrides"):
        shutil.copytree(ROOT / name, folder / name)
    shutil.copy(ROOT / "mkdocs.yml", folder)
    add_dried_lychee(folder / "products")
    for slug, width in (("che-xanh-ban-ven", 900), ("mat-ong-rung-son-dong", 300)):
        photos_of(folder / "products" / slug, ("view", "view.jpg"))
        striped(width, 400).save(folder / "products" / slug / "photos" / "view.jpg")
    done = run_command(folder, "build")
    assert done.returncode == 0, done.stdout + done.stderr
    return folder


@pytest.fixture(scope="module")
def products(project):
    catalogue, _ = build.load(host.read_settings(project / "mkdocs.yml"))
    return {record.slug: record.product for record in catalogue.records if record.product.status == "published"}


@pytest.fixture(scope="module")
def address(project):
    with SCREENSHOTS["served"](project / "site") as at:
        yield at


@pytest.fixture
def page(browser):
    page, said = opened(browser, viewport={"width": 1440, "height": 900})
    page.clock.set_fixed_time("2026-11-24T12:00:00")
    yield page
    assert said == []
    page.context.close()


def chosen(products, **wanted):
    return {slug for slug, product in products.items() if all(getattr(product, key) == value for key, value in wanted.items())}


def counted(page):
    """How many products the page says it found."""
    page.locator(".found:not([hidden])").wait_for()
    return int(page.locator(".results > [role=status]").inner_text().split()[0])


def found(page, most=48):
    """The slugs that the page shows as found, in their order."""
    count = min(counted(page), most)
    shown = "() => [...document.querySelectorAll('.found li > a, .found th > a')].map((link) => link.href)"
    page.wait_for_function(f"() => ({shown})().length === {count}")
    return [urlsplit(link).path.rstrip("/").rsplit("/", 1)[1] for link in page.evaluate(shown)]


def ask(page, address, locale, text, path="products/"):
    page.goto(f"{address}{PREFIXES[locale]}{path}?q={quote(text)}")
    return found(page)


def asked(page):
    return parse_qs(urlsplit(page.url).query)


def box(page, facet, choice):
    return page.locator(f"input[name={facet}][value='{choice}']")


def number(page, facet, choice):
    return int(box(page, facet, choice).locator("..").locator(".n").inner_text())


def unfolded(page):
    page.evaluate("document.querySelectorAll('details').forEach((one) => { one.open = true; })")


# What is typed is found.


@pytest.mark.parametrize("locale", PREFIXES)
def test_a_vietnamese_name_is_found_in_every_locale_with_or_without_marks(locale, page, address):
    for text in ("vai thieu", "VAI THIEU", "vải thiều", "Vải Thiều", "  vai   thieu "):
        slugs = ask(page, address, locale, text)
        assert slugs[0].startswith("vai-thieu"), text
        assert {HONG_XUAN, DRIED_SLUG, "vai-thieu-huu-co-kien-thanh"} <= set(slugs), text


def test_a_french_name_is_found_with_or_without_accents(page, address):
    for text in ("litchi seche", "litchi séché", "Litchi Séché", "LITCHI SECHE"):
        assert ask(page, address, "fr", text)[0] == DRIED_SLUG, text


@pytest.mark.parametrize(
    ("locale", "text", "slug"),
    [
        ("vi", "dau me", "dau-me-den-dai-an"),
        ("en", "dau me", "dau-me-den-dai-an"),
        ("fr", "nhãn lục sơn", "nhan-luc-son"),
        ("en", "duoc lieu dong trung ha thao", "dong-trung-ha-thao-adenco"),
        ("fr", "oeufs", "trung-ga-hoa-mo"),
        ("vi", "litchi", HONG_XUAN),  # an everyday name of the kind, in another locale
        ("fr", "litchi de Luc Ngan", HONG_XUAN),
        ("en", "vietgap", "na-dai-nghia-phuong"),
    ],
)
def test_what_is_typed_finds(locale, text, slug, page, address):
    assert slug in ask(page, address, locale, text)


def test_an_exact_name_comes_first(page, address, products):
    page.goto(f"{address}fr/products/")
    for product in products.values():
        page.locator(".finder input[type=search]").fill(product.name)
        assert products[found(page)[0]].name == product.name


@pytest.mark.parametrize("text", ["hồng giang", "xa hong giang"])
def test_an_old_place_name_finds(text, page, address):
    assert HONG_XUAN in ask(page, address, "fr", text)


@pytest.mark.parametrize(("locale", "text"), [("vi", "phường Chũ"), ("en", "Chu ward"), ("fr", "quartier de Chu")])
def test_a_new_place_name_finds(locale, text, page, address, products):
    there = {slug for slug, product in products.items() if product.origin.now == "phuong-chu"}

    assert there <= set(ask(page, address, locale, text))


@pytest.mark.parametrize("text", ["0810.90", "081090", "0810"])
def test_an_hs_code_finds(text, page, address, products):
    coded = {slug for slug, product in products.items() for code in product.trade.hs if code.code.startswith("0810")}

    assert set(ask(page, address, "en", text)) >= coded
    assert coded


@pytest.mark.parametrize(
    ("text", "slug"),
    [
        ("vai thieeu", HONG_XUAN),
        ("vai thiu", HONG_XUAN),
        ("lychhee", HONG_XUAN),
        ("lyhcee", HONG_XUAN),
        ("noodkes", "my-chu-hien-phuoc"),
        ("hong xuam", HONG_XUAN),
    ],
)
def test_one_wrong_letter_still_finds(text, slug, page, address):
    assert slug in ask(page, address, "en", text)


def test_a_producer_is_found_by_its_name(page, address, products):
    made = chosen(products, producer=products[HONG_XUAN].producer)

    assert made <= set(ask(page, address, "vi", "htx hong xuan"))


def test_nothing_found_says_what_to_try(page, address):
    page.goto(f"{address}en/products/?q=qqqqqq&kind=tea")
    page.locator(".nothing").wait_for()
    assert page.locator(".results > [role=status]").inner_text() == "0 products"
    assert page.locator(".nothing button").count() == 2

    page.locator(".nothing button").last.click()
    assert asked(page) == {"kind": ["tea"]}
    assert found(page)
    assert page.evaluate("document.activeElement.name") == "q"


# Facets.


def test_every_count_of_the_page_is_what_choosing_it_finds(page, address):
    page.goto(f"{address}fr/products/")
    unfolded(page)
    choices = page.eval_on_selector_all(
        ".drawer [type=checkbox]:not([value=now])",
        "boxes => boxes.map((box) => [box.name, box.value, box.parentElement.querySelector('.n').textContent])",
    )
    assert len(choices) > 40
    for facet, choice, count in choices:
        box(page, facet, choice).check()
        assert counted(page) == int(count), (facet, choice)
        box(page, facet, choice).uncheck()
        page.locator(".listed").wait_for()


def test_choices_of_one_facet_widen_and_of_two_narrow(page, address, products):
    page.goto(f"{address}products/")
    unfolded(page)
    box(page, "kind", "lychee").check()
    lychee = chosen(products, kind="lychee")
    assert set(found(page)) == lychee

    box(page, "kind", "tea").check()
    both = lychee | chosen(products, kind="tea")
    assert set(found(page)) == both

    here = {slug for slug in both if products[slug].origin.district == "huyen-luc-ngan"}
    assert number(page, "district", "huyen-luc-ngan") == len(here)
    box(page, "district", "huyen-luc-ngan").check()
    assert set(found(page)) == here
    assert number(page, "kind", "lychee") == len(lychee & here)
    assert asked(page) == {"kind": ["lychee", "tea"], "district": ["huyen-luc-ngan"]}


def test_a_product_that_can_be_visited_and_a_producer_can_be_chosen(page, address, products):
    page.goto(f"{address}en/products/")
    unfolded(page)
    box(page, "visit", "yes").check()
    assert len(found(page)) == number(page, "visit", "yes")
    box(page, "visit", "yes").uncheck()

    producer = products[HONG_XUAN].producer
    page.goto(f"{address}en/products/?producer={producer}")
    assert set(found(page)) == chosen(products, producer=producer)
    assert page.locator("select[name=producer]").input_value() == producer
    page.locator(".chosen button").click()
    page.locator(".listed").wait_for()
    assert asked(page) == {}


def test_what_is_in_season_is_asked_of_the_day_of_the_visit(page, address, products):
    page.clock.set_fixed_time("2027-06-15T12:00:00")
    fresh = {slug for slug, product in products.items() if product.season and 6 in product.season.months}

    page.goto(f"{address}products/?month=now")
    assert set(found(page)) == fresh

    page.goto(f"{address}products/?sort=season")
    assert set(found(page)[: len(fresh)]) == fresh


def test_stars_are_those_that_hold_on_the_day_of_the_visit(page, address):
    page.goto(f"{address}products/?stars=3&stars=4&stars=5")
    held = set(found(page))
    assert held

    page.clock.set_fixed_time("2030-06-01T12:00:00")
    page.goto(f"{address}products/?stars=3&stars=4&stars=5")
    page.locator(".nothing").wait_for()
    page.goto(f"{address}products/?state=past&n=96")
    assert held <= set(found(page, most=96))


def test_the_most_stars_come_first(page, address):
    page.goto(f"{address}products/?sort=stars")
    found(page)
    stars = page.eval_on_selector_all(".found .card", "all => all.map((one) => one.querySelectorAll('.stars.s4').length)")

    assert stars == sorted(stars, reverse=True)


# The address.


def test_the_address_gives_the_same_results_again(page, address):
    page.goto(f"{address}fr/products/")
    unfolded(page)
    page.locator(".finder input[type=search]").fill("riz")
    page.locator(".views label").last.click()
    page.locator("select[name=sort]").select_option("stars")
    box(page, "sector", "s1").check()
    before = found(page)
    page.reload()

    assert found(page) == before
    assert asked(page) == {"q": ["riz"], "view": ["table"], "sort": ["stars"], "sector": ["s1"]}
    assert page.locator(".found table").is_visible()
    assert box(page, "sector", "s1").is_checked()


def test_back_and_forward_go_from_question_to_question(page, address):
    page.goto(f"{address}en/products/")
    unfolded(page)
    page.locator(".finder input[type=search]").press_sequentially("noodles")
    words = found(page)
    box(page, "state", "past").check()
    narrowed = found(page)
    assert narrowed != words

    page.go_back()
    page.wait_for_function("() => !location.search.includes('state')")
    assert found(page) == words
    assert not box(page, "state", "past").is_checked()
    page.go_back()
    page.locator(".listed").wait_for()
    assert page.locator(".finder input[type=search]").input_value() == ""
    page.go_forward()
    assert found(page) == words


def test_the_way_back_from_a_product_leads_to_the_results(page, address):
    page.goto(f"{address}en/products/?q=lychee")
    before = found(page)
    page.locator(".found a").first.click()
    page.locator(".hero").wait_for()
    page.go_back()

    assert found(page) == before


@pytest.mark.parametrize("query", ["kind=nonsense&sort=x&view=y", "q=%25%C3%28&n=-3", "month=13&n=abc", "unknown=1"])
def test_an_address_that_nobody_made_does_no_harm(query, page, address):
    page.goto(f"{address}products/?{query}")
    page.locator(".results > [role=status]").wait_for()
    page.wait_for_timeout(200)

    assert page.locator(".views input:checked").count() == 1


def test_text_in_the_address_is_text(page, address):
    page.goto(f"{address}en/products/?q={quote('<img src=x onerror=alert(1)>')}")
    page.locator(".nothing").wait_for()

    assert page.locator("img[src=x]").count() == 0


# What is drawn.


def cards(page, within):
    """The cards within an element, without the spaces between their tags."""
    return [re.sub(r"\s+", "", card.evaluate("card => card.outerHTML")) for card in page.locator(f"{within} .card").all()]


@pytest.mark.parametrize("locale", PREFIXES)
def test_a_drawn_card_is_the_card_of_the_page(locale, page, address):
    page.goto(f"{address}{PREFIXES[locale]}products/")
    page.wait_for_function("() => document.querySelectorAll('.listed .keep').length === 48")
    printed = cards(page, ".listed")
    page.goto(f"{address}{PREFIXES[locale]}products/?sort=season&n=96")
    found(page, most=96)

    assert len(printed) == 48
    assert any("<img" in card for card in printed)
    assert set(printed) <= set(cards(page, ".found"))


def test_more_are_shown_when_they_are_asked_for(page, address, products):
    page.goto(f"{address}products/?sort=stars")
    found(page)
    page.locator(".more").click()
    page.wait_for_function(f"() => document.querySelectorAll('.found .card').length === {len(products)}")

    assert page.evaluate("[...document.querySelectorAll('.found .card > a')].indexOf(document.activeElement)") == 48
    assert page.locator(".more").count() == 0


# By keyboard, by ear, on a phone, and without scripts.


def test_everything_is_done_by_keyboard(page, address, products):
    page.goto(f"{address}products/")
    page.locator(".finder input[type=search]").focus()
    page.keyboard.type("vai")
    found(page)
    assert page.evaluate("document.activeElement.name") == "q"
    for _ in range(12):
        page.keyboard.press("Tab")
        if page.evaluate("document.activeElement.matches('summary')"):
            break
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.name") == "sector"
    page.keyboard.press("Space")
    assert found(page)
    assert page.evaluate("document.activeElement.name") == "sector"
    assert page.locator(".results > [role=status]").inner_text().split()[0] == str(len(found(page)))
    assert page.locator(".drawer fieldset legend").count() == page.locator(".drawer fieldset").count()


def test_on_a_phone_the_drawer_opens_and_closes_by_keyboard(browser, address):
    page, said = opened(browser, viewport=PHONE)
    page.goto(f"{address}fr/products/")
    drawer, button = page.locator(".drawer"), page.locator(".drawer-button")
    assert not drawer.is_visible()
    button.focus()
    page.keyboard.press("Enter")
    drawer.wait_for(state="visible")
    box(page, "sector", "s2").focus()
    page.keyboard.press("Space")
    assert found(page)
    page.keyboard.press("Escape")
    drawer.wait_for(state="hidden")

    assert page.evaluate("document.activeElement.classList.contains('drawer-button')")
    assert button.inner_text().split()[-1] == "1"
    assert said == []


def test_what_has_the_focus_is_never_under_the_drawer(browser, address):
    page, _ = opened(browser, viewport=PHONE)
    page.goto(f"{address}products/")
    page.locator(".drawer-button").press("Enter")
    page.locator(".drawer-foot button").focus()
    page.keyboard.press("Tab")

    page.locator(".drawer").wait_for(state="hidden")


@pytest.mark.parametrize("width", [320, 390, 820, 1440])
def test_no_result_is_wider_than_the_page(width, browser, address):
    page, said = opened(browser, viewport={"width": width, "height": 800})
    for path in (
        "products/?q=a",
        "fr/products/?view=table",
        "en/products/?q=qqq&kind=tea",
        "fr/search/",
        "en/search/?q=noodles",
    ):
        page.goto(address + path)
        page.wait_for_timeout(150)
        wide = page.evaluate("document.documentElement.scrollWidth - document.documentElement.clientWidth")
        assert wide <= 0, path
    assert said == []


@pytest.mark.parametrize("prefix", PREFIXES.values())
def test_without_scripts_the_list_is_complete_and_the_form_is_not_there(prefix, browser, address, products):
    page, _ = opened(browser, java_script_enabled=False)
    slugs = set()
    for number in ("", "page/2/"):
        page.goto(f"{address}{prefix}products/{number}")
        links = page.eval_on_selector_all(".cards a", "links => links.map((link) => link.href)")
        slugs |= {link.rstrip("/").rsplit("/", 1)[1] for link in links}
        assert page.locator(".chips a").first.is_visible()
        assert page.locator("form:visible").count() == 0
    assert slugs == set(products)

    page.locator(".find").click()
    assert page.url == f"{address}{prefix}search/"
    assert page.locator(".notice").is_visible()
    assert page.locator("form:visible").count() == 0
    assert page.locator(".entries a").count() == 6


def test_nothing_is_read_before_it_is_needed(browser, address):
    page, _ = opened(browser)
    read = []
    page.on("request", lambda request: read.append(request.url))
    page.goto(f"{address}fr/")
    page.goto(f"{address}fr/products/")
    assert not any("search.fr.json" in url for url in read)

    page.locator(".finder input[type=search]").focus()
    page.wait_for_event("requestfinished", lambda request: request.url.endswith("assets/search.fr.json"))


def test_a_list_that_does_not_come_is_said(browser, address):
    page, _ = opened(browser)
    page.route("**/search.en.json", lambda route: route.abort())
    page.goto(f"{address}en/products/?q=tea")

    page.wait_for_function("() => document.querySelector('[role=status]').textContent.includes('could not be loaded')")
    assert page.locator(".listed").is_visible()


# The header and the search page.


def test_the_box_in_the_header_names_products_and_leads_to_the_search_page(page, address):
    page.goto(f"{address}fr/products/{HONG_XUAN}/")
    page.locator(".find").click()
    page.keyboard.type("litchi seche")
    page.locator(".suggested a").first.wait_for()
    assert page.locator(".suggested a").first.get_attribute("href") == f"{address}fr/products/{DRIED_SLUG}/"
    page.keyboard.press("ArrowDown")
    assert page.evaluate("document.activeElement.matches('.suggested a')")
    page.keyboard.press("ArrowUp")
    page.keyboard.press("Enter")

    page.wait_for_url(f"{address}fr/search/?q=litchi+seche")
    assert found(page)[0] == DRIED_SLUG
    page.locator(".further a").first.click()
    page.wait_for_url(f"{address}fr/products/?q=litchi+seche")
    assert found(page)[0] == DRIED_SLUG


def test_the_box_in_the_header_closes_and_gives_the_focus_back(page, address):
    page.goto(address)
    page.locator(".find").focus()
    page.keyboard.press("Enter")
    page.locator("#find").wait_for(state="visible")
    page.keyboard.press("Escape")
    page.locator("#find").wait_for(state="hidden")

    assert page.evaluate("document.activeElement.className") == "find"


def test_the_search_page_says_nothing_until_it_is_asked(page, address):
    page.goto(f"{address}en/search/")
    assert not page.locator(".results > [role=status] h2").is_visible()
    page.locator(".finder input[type=search]").fill("noodles")

    assert "my-chu-hien-phuoc" in found(page)
    page.locator(".finder input[type=search]").fill("")
    page.locator(".results > [role=status] h2").wait_for(state="hidden")


@pytest.mark.parametrize(
    ("text", "path"),
    [
        ("luc ngan", "fr/places/huyen-luc-ngan/"),
        ("litchi", "fr/products/?kind=lychee"),
        ("hong xuan", "fr/producers/htx-nong-nghiep-san-xuat-va-kinh-doanh-dich-vu-tong-hop-hong-xuan/"),
    ],
)
def test_the_search_page_leads_to_kinds_places_and_producers(text, path, page, address):
    ask(page, address, "fr", text, "search/")
    links = page.eval_on_selector_all(".further a", "links => links.map((link) => link.href)")
    assert f"{address}{path}" in links

    for link in links:
        assert page.request.get(link).ok
