"""What the browser searches: columns and dictionaries in every locale, every published product once, nothing of the others."""

import json
import re
from datetime import date

import pytest
from conftest import ROOT

from catalogue import build, host
from catalogue.outputs import Press, search
from catalogue.site import resolve
from catalogue.site.facets import CHOSEN, facets
from catalogue.text import fold, slugify

DAY = date(2026, 11, 23)
LOCALES = ("vi", "en", "fr")
SCRIPT = (ROOT / "overrides" / "assets" / "search.js").read_text(encoding="utf-8")


def sites(root, day=DAY):
    settings = host.read_settings(root / "mkdocs.yml")
    catalogue, _ = build.load(settings)
    return resolve(catalogue, (), settings, day)


def unprinted(*_):
    raise AssertionError("the search data needs no template")


def searched(resolved):
    press = Press(resolved, unprinted, {})
    return {document.path: document.data for document in search.documents(press)}


def read(resolved, locale):
    return json.loads(searched(resolved)[f"assets/search.{locale}.json"])


def slugs(data):
    """The slugs, as the browser puts them together."""
    columns = data["columns"]
    named = [source or name for source, name in zip(columns["source"], columns["name"], strict=True)]
    return [
        tail if tail and tail[0] != "-" else slugify(name) + tail for tail, name in zip(columns["slug"], named, strict=True)
    ]


@pytest.fixture(scope="module")
def sample():
    return sites(ROOT)


def change(project, old, new):
    record = project / "products" / "mat-ong-rung" / "product.yaml"
    record.write_text(record.read_text(encoding="utf-8").replace(old, new), encoding="utf-8")


def add(project, slug, **changes):
    """Copy the record of the small project under another slug."""
    source = project / "products" / "mat-ong-rung" / "product.yaml"
    text = source.read_text(encoding="utf-8")
    for old, new in changes.items():
        text = re.sub(rf"^{old}: .*$", f"{old}: {new}", text, count=1, flags=re.MULTILINE)
    (project / "products" / slug).mkdir()
    (project / "products" / slug / "product.yaml").write_text(text, encoding="utf-8")


@pytest.mark.parametrize("locale", LOCALES)
def test_every_published_product_is_there_once_in_the_order_of_its_name(locale, sample):
    data = read(sample, locale)
    published = {record.slug for record in sample[0].catalogue.records if record.product.status == "published"}

    assert sorted(slugs(data)) == sorted(published)
    assert data["columns"]["name"] == sorted(data["columns"]["name"], key=fold)


@pytest.mark.parametrize("locale", LOCALES)
def test_every_column_is_as_long_as_the_others_and_points_into_its_dictionary(locale, sample):
    data = read(sample, locale)
    columns = data["columns"]
    counted = {"kind": "kinds", "sector": "sectors", "place": "places", "district": "places", "producer": "producers"}
    given = {"clock": "clocks", "certificates": "certificates", "codes": "codes", "lang": "langs"}

    assert {len(column) for column in columns.values()} == {len(columns["name"])}
    assert all(max(columns[key]) == len(data[name]) for key, name in counted.items() if name != "places")
    assert all(max(columns[key]) <= len(data["places"]) for key in ("place", "district"))
    assert all(max(columns[key]) < len(data[name]) for key, name in given.items())
    assert max(columns["commune"]) == len(data["communes"])


def test_no_dictionary_says_a_thing_twice(sample):
    data = read(sample, "fr")

    for name in ("kinds", "sectors", "places", "producers", "schemes"):
        keys = [entry[0] if name != "producers" else tuple(entry) for entry in data[name]]
        assert len(keys) == len(set(keys)), name


def test_a_draft_and_a_withdrawn_product_are_not_there(project):
    add(project, "mat-ong-thu", name="Mật ong thử", status="draft")
    add(project, "mat-ong-cu", name="Mật ong cũ", status="withdrawn")
    found = searched(sites(project))

    assert {path: slugs(json.loads(data)) for path, data in found.items()} == {path: ["mat-ong-rung"] for path in found}
    assert all("Mật ong thử" not in data.decode() and "Mật ong cũ" not in data.decode() for data in found.values())


def test_an_internal_note_is_not_there(project):
    change(project, "changed: 2026-01-02", "changed: 2026-01-02\nnote: Không được công bố")

    assert all("công bố" not in data.decode() for data in searched(sites(project)).values())


def test_the_same_records_on_the_same_day_give_the_same_bytes(sample):
    assert searched(sample) == searched(sites(ROOT))


@pytest.mark.parametrize(
    ("slug", "name", "tail"),
    [
        ("vai-thieu", "Vải thiều", ""),
        ("vai-thieu-2", "Vải thiều", "-2"),
        ("vai-thieu-hong-xuan", "Vải thiều", "-hong-xuan"),
        ("vai-thieunon", "Vải thiều", "vai-thieunon"),
        ("dau-phong", "Đậu phộng", ""),
        ("oeufs", "Œufs", ""),
        ("strasse", "Straße", "strasse"),  # a browser does not fold it as Python does
        ("a-b", "…", "a-b"),
    ],
)
def test_what_a_name_does_not_say_of_an_id(slug, name, tail):
    assert search.tail(slug, name) == tail


def test_months_are_a_mask_and_a_clock_says_on_which_day_it_turns(project):
    data = read(sites(project), "en")

    assert data["columns"]["months"] == [0b1100]
    assert data["clocks"][data["columns"]["clock"][0]] == ["valid", "2027-09-13", "expiring", "2028-03-11", "past"]


def test_a_clock_that_turned_before_the_build_is_told_as_it_stands(project):
    data = read(sites(project, date(2028, 4, 1)), "en")

    assert data["clocks"][data["columns"]["clock"][0]] == ["past"]


def test_old_place_names_are_there_for_products_whose_commune_nobody_documented(project):
    places = project / "products" / "_reference" / "places.yaml"
    text = places.read_text(encoding="utf-8")
    places.write_text(
        text.replace("district: huyen-doi-xanh}", "district: huyen-doi-xanh, formed_from: [xã Đồi]}"), encoding="utf-8"
    )
    known = read(sites(project), "vi")
    change(project, "\n  commune: xã Đồi Xanh", "")
    unknown = read(sites(project), "vi")

    assert [place[4] for place in known["places"]] == [""] * len(known["places"])
    assert "xã Đồi" in [place[4] for place in unknown["places"]]
    assert known["communes"] == ["xã Đồi Xanh"]
    assert unknown["communes"] == []


def test_a_kind_is_known_by_its_everyday_names_in_every_locale(sample):
    for locale in LOCALES:
        (lychee,) = (kind for kind in read(sample, locale)["kinds"] if kind[0] == "lychee")
        assert {"Vải thiều", "vải", "Lychee", "litchi", "letchi"} <= set(lychee[2].split(", "))


@pytest.mark.parametrize("at", range(len(LOCALES)))
def test_the_counts_of_a_facet_are_those_of_the_lists(at, sample):
    site = sample[at]
    found = {facet.id: {choice.id: choice.count for choice in facet.choices} for facet in facets(site)}

    assert found["sector"] == {key: len(cards) for key, cards in sorted(site.by_sector.items())}
    assert found["kind"] == {key: len(cards) for key, cards in site.by_kind.items()}
    assert found["month"] == {str(month): len(cards) for month, cards in site.by_month.items() if cards}
    assert sum(found["stars"].values()) == len(site.best)
    assert sum(found["state"].values()) == len(site.cards)
    assert all(choice.name for facet in facets(site) for choice in facet.choices)


def test_an_empty_catalogue_is_searched_too(project):
    change(project, "status: published", "status: draft")
    data = read(sites(project), "vi")

    assert slugs(data | {"columns": {"slug": [], "name": [], "source": []}}) == []
    assert data["columns"] == {}


def test_the_script_has_the_facets_of_the_page():
    table = SCRIPT.partition("const FACETS = {")[2].partition("\n};")[0]

    assert re.findall(r"^  (\w+):", table, re.MULTILINE) == list(CHOSEN)


def test_the_script_says_the_words_that_it_is_given_and_reads_every_column(sample):
    said = set(re.findall(r"\"(search\.[\w-]+)\"", SCRIPT))
    read_there = set(re.findall(r"of\(\"(\w+)\"\)", SCRIPT))

    assert said == set(search.WORDS)
    assert read_there == set(read(sample, "vi")["columns"])
