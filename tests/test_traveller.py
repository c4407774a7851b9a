"""What serves a traveller: the card to show a seller, and the way there, both without scripts and without a third party."""

from datetime import date

import pytest
from conftest import ROOT, opened

from catalogue import build, host
from catalogue.site import resolve

PHONE = {"width": 390, "height": 844}


@pytest.mark.parametrize(("prefix", "meaning"), [("en/", "How much is it?"), ("fr/", "Combien cela coûte-t-il\u202f?")])
def test_the_card_fills_the_screen_and_speaks_vietnamese_without_scripts(prefix, meaning, browser, address):
    page, _ = opened(browser, java_script_enabled=False, viewport=PHONE)
    page.goto(f"{address}{prefix}products/che-xanh-ban-ven/")
    card = page.locator("#seller")
    assert not card.is_visible()

    page.locator("[popovertarget=seller]").first.click()
    assert card.bounding_box() == {"x": 0, "y": 0, **PHONE}
    assert card.get_attribute("lang") == "vi"
    assert card.locator("p").inner_text() == "Chè xanh Bản Ven"
    assert "Giá bao nhiêu ạ?" in card.inner_text()
    assert meaning in card.inner_text()

    card.locator("button").click()
    assert not card.is_visible()


def test_a_place_to_visit_is_not_asked_for_as_goods(sample_site):
    goods = (sample_site / "en/products/che-xanh-ban-ven/index.html").read_text(encoding="utf-8")
    stay = (sample_site / "en/products/du-lich-ban-ven/index.html").read_text(encoding="utf-8")

    assert "tôi muốn mua sản phẩm này" in goods
    assert "tôi muốn đến thăm nơi này" in stay
    assert "tôi muốn mua" not in stay


def test_who_reads_vietnamese_needs_no_card(sample_site):
    assert "seller" not in (sample_site / "products/che-xanh-ban-ven/index.html").read_text(encoding="utf-8")


def test_a_place_is_sought_by_the_names_its_people_use():
    settings = host.read_settings(ROOT / "mkdocs.yml")
    catalogue, _ = build.load(settings)
    vi, en, fr = resolve(catalogue, (), settings, date(2026, 11, 23))

    assert vi.sought("phuong-chu") == en.sought("phuong-chu") == fr.sought("phuong-chu") == "Chũ, Bắc Ninh, Việt Nam"


def test_directions_lead_to_the_point_where_it_is_known_else_to_the_place_of_today(project, run):
    record = project / "products" / "mat-ong-rung" / "product.yaml"
    assert run(project, "build").returncode == 0
    page = (project / "site" / "en/products/mat-ong-rung/index.html").read_text(encoding="utf-8")
    assert "openstreetmap.org/search?query=" in page
    assert "openstreetmap.org/directions" not in page

    text = record.read_text(encoding="utf-8")
    record.write_text(text.replace("origin:\n", "origin:\n  latitude: 21.37\n  longitude: 106.59\n"), encoding="utf-8")
    assert run(project, "build").returncode == 0
    page = (project / "site" / "en/products/mat-ong-rung/index.html").read_text(encoding="utf-8")
    assert 'href="https://www.openstreetmap.org/directions?to=21.37%2C106.59" rel="nofollow noopener"' in page
    assert "openstreetmap.org/search" not in page
