"""The home: the year by kind, what keeps and what makes a gift as the guides say, the same choice in every locale."""

import re
from datetime import date

import pytest
from conftest import ROOT, opened

from catalogue import build, host
from catalogue.site import resolve
from catalogue.site.home import BEST, KINDS_PER_MONTH, KINDS_PER_PLACE, PLACES, home_view

DAY = date(2026, 11, 23)
GUIDES = ROOT / "docs" / "guides"
MONTHS = {"": "Tháng 3", "en/": "March", "fr/": "Mars"}


def views(root, day=DAY):
    settings = host.read_settings(root / "mkdocs.yml")
    catalogue, _ = build.load(settings)
    return {site.locale.code: home_view(site) for site in resolve(catalogue, (), settings, day)}


@pytest.fixture(scope="module")
def sample():
    return views(ROOT)


def kinds_with(field):
    catalogue, _ = build.load(host.read_settings(ROOT / "mkdocs.yml"))
    return {key for key, kind in catalogue.reference.kinds.items() if getattr(kind, field)}


def guide(key):
    return (GUIDES / f"{key}.md").read_text(encoding="utf-8")


def test_a_month_names_the_kinds_that_are_fresh_with_their_places(sample):
    november = sample["en"].year[10]

    assert [(entry.name, entry.count, entry.note) for entry in november.entries] == [
        ("Custard apple", 2, "Luc Nam"),
        ("Guava", 1, "Tan Yen"),
    ]
    assert november.upcoming == 11


def test_a_month_without_a_season_names_the_next_that_has_one(project):
    year = views(project)["en"].year

    assert [month.number for month in year if month.entries] == [3, 4]
    assert [month.upcoming for month in year] == [3, 3, 3, 4, 3, 3, 3, 3, 3, 3, 3, 3]


def test_a_catalogue_without_seasons_has_no_year(project):
    record = project / "products" / "mat-ong-rung" / "product.yaml"
    text = record.read_text(encoding="utf-8")
    record.write_text(text.replace("season:\n  months: [3, 4]\n  peak: [4]\n", ""), encoding="utf-8")

    assert views(project)["en"].year == ()


def test_every_list_of_the_home_is_short_however_large_the_catalogue(sample):
    for view in sample.values():
        assert all(len(month.entries) <= KINDS_PER_MONTH for month in view.year)
        assert len(view.places) <= PLACES
        assert all(len(place.kinds) <= KINDS_PER_PLACE for place in view.places)
        assert len(view.best) <= BEST


def test_the_same_is_chosen_in_every_locale(sample):
    def chosen(view):
        return (
            view.print,
            [place.path for place in view.places],
            [card.slug for card in view.best],
            [[entry.drawing for entry in month.entries] for month in view.year],
        )

    assert chosen(sample["en"]) == chosen(sample["vi"]) == chosen(sample["fr"])


def test_the_best_come_first(sample):
    stars = [card.clock.rating.stars for card in sample["en"].best]

    assert stars == sorted(stars, reverse=True)
    assert all(card.clock.holds for card in sample["en"].best)


@pytest.mark.parametrize("key", sorted(kinds_with("gift")))
def test_a_kind_makes_a_gift_only_where_its_guide_says_so(key):
    assert re.search(r"\bquà\b", guide(key))


@pytest.mark.parametrize("key", sorted(kinds_with("keeps")))
def test_a_kind_keeps_only_where_its_guide_says_so(key):
    assert re.search(r"không cần (giữ lạnh|tủ lạnh)|để được lâu", guide(key))


@pytest.mark.parametrize("prefix", MONTHS)
def test_the_home_opens_at_the_month_of_the_visit(prefix, browser, address):
    page, _ = opened(browser)
    page.clock.set_fixed_time("2027-03-08T12:00:00")
    page.goto(address + prefix)

    assert page.locator(".month:visible h3").inner_text().startswith(MONTHS[prefix])
    assert page.locator(".year .now input").get_attribute("value") == "3"


def test_without_scripts_the_home_opens_at_the_month_of_the_build_and_every_month_can_be_chosen(browser, address):
    page, _ = opened(browser, java_script_enabled=False)
    page.goto(f"{address}en/")
    assert page.locator(".month:visible h3").inner_text().startswith("November")

    page.locator(".year label").nth(5).click()
    assert page.locator(".month:visible h3").inner_text() == "June"
    page.keyboard.press("ArrowRight")
    assert page.locator(".month:visible h3").inner_text() == "July"


def test_the_weekend_leads_to_each_place_of_its_guide(browser, address):
    page, _ = opened(browser)
    page.goto(f"{address}en/")
    stops = page.locator(".journey li a")
    assert stops.count() == 4

    stops.last.click()
    assert page.locator(":target").inner_text() == "Ban Ven"
