"""Full text in a real browser: words that stand only in the texts are found, below the products that are found by name."""

import re
import time
from urllib.parse import quote

import pytest
from conftest import opened

ONLY_IN_TEXTS = {"vi": ("", "kiểm dịch thực vật"), "en": ("en/", "phytosanitary"), "fr": ("fr/", "phytosanitaire")}


@pytest.fixture
def page(browser):
    page, said = opened(browser, viewport={"width": 1440, "height": 900})
    page.asked = []
    page.on("request", lambda request: page.asked.append(request.url))
    yield page
    assert said == []
    page.context.close()


def texts(page):
    page.locator(".texts li").first.wait_for()
    return [link.get_attribute("href") for link in page.locator(".texts li > a").all()]


def search(page, address, prefix, text):
    page.goto(f"{address}{prefix}search/?q={quote(text)}")
    return texts(page)


def of_index(page):
    return [url for url in page.asked if "/assets/text/" in url]


@pytest.mark.parametrize("locale", ONLY_IN_TEXTS)
def test_words_of_a_text_are_found_and_marked_in_its_locale_alone(locale, page, address):
    prefix, text = ONLY_IN_TEXTS[locale]

    assert f"{address}{prefix}guides/importing/" in search(page, address, prefix, text)
    assert page.locator(".texts mark").first.inner_text().lower() in text
    assert of_index(page)
    assert all(f"/assets/text/{locale}/" in url for url in of_index(page))


def test_the_texts_are_asked_though_their_script_comes_late(page, address):
    def late(route):
        time.sleep(1)
        route.continue_()

    page.route("**/assets/fulltext.js", late)

    assert search(page, address, "fr/", "phytosanitaire")


def test_marks_make_no_difference_nor_does_the_letter_that_pagefind_does_not_fold(page, address):
    with_marks = search(page, address, "", "kiểm dịch động đến")
    without = search(page, address, "", "kiem dich dong den")

    assert with_marks
    assert set(with_marks) == set(without)


def test_what_is_found_by_name_is_not_said_twice(page, address):
    below = search(page, address, "", "hop tac xa")
    above = [link.get_attribute("href") for link in page.locator(".found li > a").all()]
    named = {link.rstrip("/").rsplit("/", 1)[1] for link in above}

    assert above
    assert named.isdisjoint(link.rstrip("/").rsplit("/", 1)[1] for link in below)


def test_more_goes_on_from_the_first_that_is_new(page, address):
    before = search(page, address, "", "hop tac xa")
    page.locator(".texts .more").click()
    page.wait_for_function(f"() => document.querySelectorAll('.texts li').length > {len(before)}")
    focused = page.evaluate("document.activeElement.href")

    assert texts(page)[: len(before)] == before
    assert texts(page)[len(before)] == focused


def test_nothing_of_it_is_read_before_somebody_asks_nor_on_another_page(page, address):
    for path in ("en/search/", "en/products/?q=phytosanitary", "en/"):
        page.goto(address + path, wait_until="networkidle")

    assert of_index(page) == []


def test_the_address_asks_without_moving_what_is_seen(page, address):
    search(page, address, "en/", "phytosanitary")
    moved = page.evaluate(
        """() => new Promise((done) => {
          const shifts = new PerformanceObserver((list) => done(list.getEntries().reduce((sum, one) => sum + one.value, 0)));
          shifts.observe({ type: "layout-shift", buffered: true });
          setTimeout(() => done(0), 300);
        })"""
    )

    assert moved < 0.01
    assert page.locator(".foot").is_visible()


def test_only_the_search_page_may_run_webassembly(sample_site):
    policies = {
        path: re.search(r"script-src [^;]*", (sample_site / path).read_text(encoding="utf-8"))[0]
        for path in ("search/index.html", "index.html", "fr/products/index.html", "404.html")
    }

    assert policies.pop("search/index.html") == "script-src 'self' 'wasm-unsafe-eval'"
    assert set(policies.values()) == {"script-src 'self'"}


def test_who_has_no_script_is_led_to_the_lists(browser, address):
    page, said = opened(browser, java_script_enabled=False)
    page.goto(f"{address}fr/search/?q=lychee")

    assert page.locator(".browse").is_visible()
    assert page.locator(".texts li").count() == 0
    assert said == []
