"""The shortlist, the comparison, enquiries and the printed sheet, in a real browser."""

import re
import shutil
from urllib.parse import unquote, urlsplit

import pytest
from conftest import HERE, SCREENSHOTS, copy_project, opened, run_command
from pictures import striped

FULL, PLAIN, GONE = "mat-ong-rung", "tra-hoa", "mat-ong-thoi"
PRODUCER, OFFICE = "chu-the@example.org", "van-phong@example.org"
PREFIXES = {"vi": "", "en": "en/", "fr": "fr/"}


def add(products, slug, **changed):
    """Copy the record of the minimal site as *slug*, untranslated, with other lines at its top level."""
    text = (HERE / "sites" / "minimal" / "products" / FULL / "product.yaml").read_text(encoding="utf-8")
    for key, value in changed.items():
        text = re.sub(rf"^{key}:.*\n", f"{key}: {value}\n" if value else "", text, flags=re.MULTILINE)
    (products / slug).mkdir()
    (products / slug / "product.yaml").write_text(text, encoding="utf-8")


def write_full(products):
    """Make the record of the minimal site the one that states everything, with its photo."""
    folder = products / FULL
    for path in folder.glob("product.*"):
        path.unlink()
    shutil.copy(HERE / "sites" / "full" / "products" / FULL / "product.yaml", folder)
    (folder / "photos").mkdir()
    striped(600, 400).save(folder / "photos" / "hive.jpg")


def append(path, text):
    path.write_text(path.read_text(encoding="utf-8") + text, encoding="utf-8")


@pytest.fixture(scope="module")
def site(tmp_path_factory):
    folder = copy_project(tmp_path_factory.mktemp("shortlist") / "project")
    products = folder / "products"
    write_full(products)
    add(products, PLAIN, name="Trà hoa", producer="")
    add(products, GONE, name="Mật ong thôi", status="withdrawn")
    append(products / "_reference" / "catalogue.yaml", f"contact: {{email: {OFFICE}}}\n")
    append(products / "_reference" / "producers" / "htx-doi-xanh.yaml", f"contact: {{email: {PRODUCER}}}\n")
    done = run_command(folder, "build", day="2026-11-24")
    assert done.returncode == 0, done.stdout + done.stderr
    return folder / "site"


@pytest.fixture(scope="module")
def address(site):
    with SCREENSHOTS["served"](site) as at:
        yield at


@pytest.fixture(scope="module")
def sample(sample_site):
    with SCREENSHOTS["served"](sample_site) as at:
        yield at


@pytest.fixture
def page(browser):
    page, said = opened(browser, viewport={"width": 1280, "height": 900})
    yield page
    assert [line for line in said if "404" not in line and "/nothing/" not in line] == []
    page.context.close()


def compare(page, address, query="", locale="en"):
    """Open the shortlist, and return its table: the name of each column, and the cells of each row by its term."""
    page.goto(f"{address}{PREFIXES[locale]}shortlist/{query}")
    page.locator(".compare-list").wait_for()
    rows = page.locator(".compare tbody tr")
    cells = [[cell.inner_text() for cell in row.locator("th, td").all()] for row in rows.all()]
    return page.locator(".compare thead b").all_inner_texts(), {term: rest for term, *rest in cells}


def kept(page):
    return page.evaluate("localStorage.getItem('shortlist')")


def letters(page):
    return [field.input_value() for field in page.locator(".letter textarea").all()]


def mails(page):
    """The e-mails that are offered, each its address and its fields, decoded as RFC 6068 says."""
    found = []
    for link in page.locator(".letter a:visible").all():
        to, _, fields = link.get_attribute("href").removeprefix("mailto:").partition("?")
        pairs = (one.split("=") for one in fields.split("&"))
        found.append((unquote(to), {key: unquote(value) for key, value in pairs}))
    return found


# The shortlist.


def test_a_product_is_put_aside_on_its_card_and_taken_off_on_its_page(page, address):
    page.goto(f"{address}en/products/")
    button = page.locator(f".keep[data-slug={PLAIN}]")
    assert not page.locator(".shortlist").is_visible()
    assert button.get_attribute("aria-label") == "Add to the shortlist: Trà hoa"
    button.focus()
    page.keyboard.press("Enter")
    assert page.locator(".shortlist").inner_text().split() == ["Shortlist", "1"]
    assert page.locator("[role=status].said").inner_text() == "Shortlist (1)"

    page.locator(".locales a[hreflang=fr]").click()
    page.locator(f".card a[href$='/{PLAIN}/']").click()
    page.locator(".hero .keep").click()
    assert kept(page) == ""
    assert not page.locator(".shortlist").is_visible()


def test_a_card_that_a_search_has_drawn_can_be_put_aside(page, address):
    page.goto(f"{address}en/products/?q=tra+hoa")
    page.locator(f".found .keep[data-slug={PLAIN}]").click()

    assert kept(page) == PLAIN


def test_the_buttons_move_nothing(browser, sample):
    page, _ = opened(browser, viewport={"width": 390, "height": 844})
    page.add_init_script(
        "window.moved = 0; new PerformanceObserver((list) => { for (const one of list.getEntries()) moved += one.value; })"
        ".observe({ type: 'layout-shift', buffered: true });"
    )
    for path in ("en/products/", "en/products/che-xanh-ban-ven/"):
        page.goto(sample + path, wait_until="networkidle")
        page.locator(".keep").first.wait_for()
        assert page.evaluate("moved") < 0.01, path
    page.context.close()


def test_the_choice_is_shared_by_the_locales_and_compared_in_each(page, address):
    page.goto(f"{address}en/products/")
    for slug in (FULL, PLAIN):
        page.locator(f".keep[data-slug={slug}]").click()

    assert compare(page, address, locale="fr")[0] == ["Mật ong rừng", "Trà hoa"]
    page.locator(".locales a[hreflang=vi]").click()
    page.locator(".compare-list").wait_for()
    assert page.locator(".compare thead b").all_inner_texts() == ["Mật ong rừng", "Trà hoa"]


def test_every_fact_of_the_import_face_is_compared(page, address):
    page.goto(f"{address}en/products/{FULL}/")
    terms = page.locator("#face-trade ~ dl dt").all_inner_texts()
    _, rows = compare(page, address, f"?p={FULL},{PLAIN}")

    assert terms
    assert set(terms) <= set(rows)
    assert {"OCOP certificate", "Place", "Producer", "Season", "Pack sizes", "Price"} <= set(rows)
    assert rows["Minimum order"] == ["123 kg (2016)", "100 kg"]
    assert rows["Lead time"][1].split() == ["–", "not", "stated"]
    assert "Lead time" in rows["Still to ask about"][1]
    assert rows["OCOP certificate"][0].strip() == "Rated 5 OCOP stars · valid until 11 March 2028"


def test_what_is_compared_leads_where_the_product_page_leads(page, address):
    compare(page, address, f"?p={FULL}")
    hrefs = page.evaluate("[...document.querySelectorAll('.compare table a')].map((link) => link.href)")
    inside = [href for href in hrefs if href.startswith(address)]

    assert f"{address}en/places/xa-doi-xanh/" in inside
    assert {page.request.get(href).status for href in inside} == {200}
    picture = page.locator(".compare thead img")
    page.wait_for_function("() => document.querySelector('.compare thead img').complete")
    assert picture.evaluate("(image) => image.naturalWidth") == 480


def test_the_certificate_clock_of_the_comparison_turns_with_the_day(page, address):
    page.clock.set_fixed_time("2028-06-01T12:00:00")
    _, rows = compare(page, address, f"?p={FULL}")

    assert rows["OCOP certificate"] == ["Rated 5 stars in 11 March 2025; renewal not documented"]


def test_a_list_is_shared_by_its_address_and_leaves_ones_own_as_it_was(page, address):
    page.goto(address)
    page.evaluate(f"localStorage.setItem('shortlist', '{PLAIN}')")
    compare(page, address)
    link = page.locator(".share").get_attribute("href")
    assert link.endswith(f"?p={PLAIN}")

    names, _ = compare(page, address, f"?p={FULL}")
    assert names == ["Mật ong rừng"]
    assert page.locator(".shared").is_visible()
    assert kept(page) == PLAIN
    assert f"?p={FULL}" in page.locator(".locales a[hreflang=fr]").get_attribute("href")
    page.locator(".shared button").click()
    assert kept(page) == FULL
    assert not page.locator(".shared").is_visible()


def test_a_column_is_taken_off(page, address):
    page.goto(address)
    page.evaluate(f"localStorage.setItem('shortlist', '{FULL},{PLAIN}')")
    compare(page, address)
    page.locator(".compare thead button").first.click()
    page.wait_for_function("() => document.querySelectorAll('.compare thead b').length === 1")
    assert kept(page) == PLAIN
    assert page.evaluate("document.activeElement.className") == "table"
    page.locator(".compare thead button").first.click()

    page.locator(".compare .nothing").wait_for()
    assert not page.locator(".compare-list").is_visible()


def test_slugs_that_are_gone_withdrawn_renamed_or_no_slugs(page, address):
    page.goto(address)
    page.evaluate(f"localStorage.setItem('shortlist', 'mat-ong-cu,{GONE},nothing,../..,{FULL}')")
    names, rows = compare(page, address)

    assert names == ["Mật ong rừng", "Mật ong thôi", "nothing"]
    notes = page.locator(".compare thead .quiet").all_inner_texts()
    assert notes == ["This product was withdrawn from the catalogue.", "No longer in the catalogue."]
    assert kept(page) == f"{FULL},{GONE},nothing"
    assert all(len(cells) == 3 for cells in rows.values())


def test_the_list_holds_twelve(page, address):
    page.goto(address)
    page.evaluate("localStorage.setItem('shortlist', [...Array(12).keys()].map((at) => `p${at}`).join(','))")
    page.goto(f"{address}en/products/")
    page.locator(f".keep[data-slug={PLAIN}]").click()

    assert page.locator(".said").inner_text() == "The shortlist is full: 12 products."
    assert PLAIN not in kept(page)


def test_a_browser_that_keeps_nothing_carries_the_list_to_its_page(browser, address):
    page, said = opened(browser)
    page.add_init_script("Object.defineProperty(window, 'localStorage', { get() { throw new Error('denied'); } });")
    page.goto(f"{address}en/products/")
    page.locator(f".keep[data-slug={PLAIN}]").click()
    page.locator(".shortlist").click()
    page.locator(".compare-list").wait_for()

    assert page.locator(".compare thead b").all_inner_texts() == ["Trà hoa"]
    assert said == []
    page.context.close()


@pytest.mark.parametrize("prefix", PREFIXES.values())
def test_without_scripts_the_page_says_what_it_is_and_leads_to_the_catalogue(prefix, browser, address):
    page, _ = opened(browser, java_script_enabled=False)
    page.goto(f"{address}{prefix}shortlist/")
    assert "JavaScript" in page.locator(".compare .notice:visible").inner_text()
    page.locator("main .compare a:visible").click()

    assert page.url == f"{address}{prefix}products/"
    page.context.close()


def test_the_page_is_in_no_sitemap_and_not_for_search_engines(site):
    assert "shortlist" not in (site / "sitemap.xml").read_text(encoding="utf-8")
    for prefix in PREFIXES.values():
        html = (site / prefix / "shortlist" / "index.html").read_text(encoding="utf-8")
        assert '<meta name="robots" content="noindex">' in html


def test_the_table_scrolls_below_its_first_column_on_a_phone(page, address):
    page.set_viewport_size({"width": 390, "height": 844})
    compare(page, address, f"?p={FULL},{PLAIN},{GONE}")
    assert page.evaluate("document.documentElement.scrollWidth") <= 390
    head = page.locator(".compare tbody th").first
    before = head.bounding_box()["x"]
    page.locator(".compare .table").evaluate("(table) => { table.scrollLeft = 200; }")

    assert head.bounding_box()["x"] == before


# Enquiries.


def ask(page, *paths):
    page.locator("[data-script=enquiry]").click()
    page.locator(".letter").wait_for()
    for path in paths:
        page.locator(f"[name=ask][value='{path}']").check()


def test_without_scripts_what_is_missing_is_a_line_and_nothing_is_offered(browser, address):
    page, _ = opened(browser, java_script_enabled=False)
    page.goto(f"{address}en/products/{PLAIN}/")

    assert page.locator("[data-ask]").inner_text().startswith("Still to ask about: ingredients, certificates, ")
    assert page.locator(".do:visible, .keep:visible").count() == 0
    page.context.close()


def test_what_is_ticked_is_asked_in_both_languages(page, address):
    page.goto(f"{address}fr/products/{PLAIN}/")
    asked = page.locator("[data-ask]").get_attribute("data-ask").split()
    ask(page, "trade.lead_time")

    assert page.locator("[name=ask]").evaluate_all("(fields) => fields.map((field) => field.value)") == asked
    assert not page.locator("[data-ask]").is_visible()
    (text,) = letters(page)
    vietnamese, french = text.split("----------")
    assert "- Từ khi đặt hàng đến khi giao mất bao lâu?" in vietnamese
    assert "- Trà hoa\n  https://example.org/catalogue/products/tra-hoa/" in vietnamese
    assert "- Quel est le délai entre la commande et la livraison\u202f?" in french
    assert "Incoterms" not in text
    page.locator("[name=ask][value='trade.incoterms']").check()
    assert "Incoterms" in letters(page)[0]


@pytest.mark.parametrize(("slug", "to"), [(FULL, PRODUCER), (PLAIN, OFFICE)], ids=["producer", "office"])
def test_it_goes_to_the_producer_else_to_the_office(slug, to, page, address):
    page.goto(f"{address}en/products/{slug}/")
    ask(page)
    ((found, fields),) = mails(page)

    assert found == to
    assert fields["body"] == letters(page)[0].replace("\n", "\r\n")
    assert fields["subject"].startswith("Hỏi về sản phẩm / Enquiry – ")
    href = page.locator(".letter a").get_attribute("href")
    assert "%0D%0A" in href
    assert re.fullmatch(r"mailto:[A-Za-z0-9@.-]+\?subject=[A-Za-z0-9%.!~*'()_-]+&body=[A-Za-z0-9%.!~*'()_-]+", href)


def test_a_shortlist_writes_to_each_address_about_its_own_products(page, address):
    compare(page, address, f"?p={FULL},{PLAIN}")
    page.locator("[name=ask][value='trade.lead_time']").check()
    to_producer, to_office = letters(page)

    assert [to for to, _ in mails(page)] == [PRODUCER, OFFICE]
    assert "Trà hoa" not in to_producer
    assert "How long is it" not in to_producer  # it is stated there
    assert "Mật ong rừng" not in to_office
    assert "How long is it from order to delivery?" in to_office


def test_too_long_for_an_address_it_is_there_to_be_copied(page, address):
    compare(page, address, f"?p={PLAIN}")
    for field in page.locator("[name=ask]").all():
        field.check()

    assert mails(page) == []
    assert "too long" in page.locator(".letter .quiet").inner_text()


def test_with_no_address_it_is_copied(browser, sample):
    page, said = opened(browser, permissions=["clipboard-read", "clipboard-write"])
    page.goto(f"{sample}en/products/che-xanh-ban-ven/")
    ask(page, "trade.moq")
    page.locator(".letter button").click()
    page.locator(".letter output", has_text="Copied.").wait_for()

    assert mails(page) == []
    assert "No e-mail address is known yet" in page.locator(".letter .quiet").inner_text()
    assert page.evaluate("navigator.clipboard.readText()").replace("\r\n", "\n") == letters(page)[0]
    assert said == []
    page.context.close()


def test_without_the_right_to_copy_it_stands_selected(browser, sample):
    page, _ = opened(browser)
    page.add_init_script("navigator.clipboard.writeText = () => Promise.reject(new Error('denied'));")
    page.goto(f"{sample}en/products/che-xanh-ban-ven/")
    ask(page)
    page.locator(".letter button").click()
    page.locator(".letter output", has_text="Select this text").wait_for()

    assert page.evaluate("getSelection().toString()") == letters(page)[0]
    page.context.close()


# The sheet.


def leaves(page, path):
    """Print the page, and return how many pages of A4 it takes."""
    page.goto(path, wait_until="networkidle")
    return len(re.findall(rb"/Type\s*/Page\b", page.pdf(format="A4")))


@pytest.mark.parametrize("prefix", PREFIXES.values())
def test_the_fullest_record_is_one_sheet(prefix, browser, address):
    page, _ = opened(browser)
    for slug in (FULL, PLAIN):
        assert leaves(page, f"{address}{prefix}products/{slug}/") == 1, slug
    page.context.close()


def test_the_records_that_ship_are_one_sheet_each(browser, sample, sample_site):
    page, _ = opened(browser)
    largest = sorted((sample_site / "fr" / "products").glob("*/index.html"), key=lambda path: path.stat().st_size)[-6:]
    for path in largest:
        assert leaves(page, f"{sample}fr/products/{path.parent.name}/") == 1, path
    page.context.close()


def test_the_sheet_says_where_it_comes_from_and_of_which_day(page, address):
    page.add_init_script("window.print = () => { window.printed = true; };")
    page.goto(f"{address}en/products/{FULL}/")
    page.locator("[data-script=sheet]").click()
    page.wait_for_function("() => window.printed")
    page.emulate_media(media="print")
    foot = page.locator(".colophon").inner_text()

    assert foot == (
        "From 1 public source, listed at https://example.org/catalogue/en/products/mat-ong-rung/"
        " · As published on 24 November 2026"
    )
    for shown in ("h1", ".hero > .photo img", ".clock", "#face-trade ~ dl", "dd a[href*='/producers/']"):
        assert page.locator(shown).first.is_visible(), shown
    assert page.locator(".foot:visible, .do:visible, .menu:visible, .keep:visible").count() == 0


# To correct what is said.


def links(page, path):
    page.goto(path)
    return [urlsplit(link.get_attribute("href")) for link in page.locator(".correct a").all()]


def test_a_product_page_leads_to_the_office_and_to_how_it_is_done(page, address):
    office, how = links(page, f"{address}en/products/{PLAIN}/")

    assert (office.scheme, office.path) == ("mailto", OFFICE)
    assert (how.path, how.fragment) == ("../../../en/about/", "correct")


def test_with_no_address_it_leads_to_how_it_is_done_which_says_so(page, sample):
    (how,) = links(page, f"{sample}en/products/che-xanh-ban-ven/")
    page.locator(".correct a").click()

    assert how.fragment == "correct"
    assert page.locator("#correct").is_visible()
    assert "names no address" in page.locator("#correct ~ p").last.inner_text()
    for path in ("", "fr/guides/lychee/"):
        page.goto(sample + path)
        assert page.locator(".foot a[href$='about/#correct']").is_visible()
