"""What the browser searches: columns and dictionaries in every locale, every published product once, nothing of the others."""

import json
import re
from datetime import date

import pytest
from conftest import ROOT
from hypothesis import given
from hypothesis import strategies as st
from pictures import photos_of, striped

from catalogue import build, host
from catalogue.outputs import Press, search
from catalogue.site import resolve
from catalogue.site.facets import CHOSEN, facets
from catalogue.text import fold, romanise, slugify

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


def numbers(column):
    """A column of numbers, as the browser reads it."""
    return [ord(character) - search.FIRST for character in column]


def unfronted(column):
    """The names, each with what it has in common with the one before."""
    found = [""]
    for text in column:
        found.append(found[-1][: int(text[0], 36)] + text[1:])
    return found[1:]


def named(spelled, source):
    """A name, as the browser puts it together."""
    if not source:
        return spelled
    words = source.split(" ")

    def word(said):
        return romanise(words[int(said)]) if re.fullmatch("[0-9]", said) else re.sub("^=(?==*[0-9]$)", "", said)

    return " ".join(map(word, spelled.split(" ")))


def names(data):
    """The names, as the browser puts them together."""
    columns = data["columns"]
    return [named(name, source) for name, source in zip(unfronted(columns["name"]), columns["source"], strict=True)]


def whole(rest, name):
    """An id, as the browser puts it together."""
    words = slugify(name).split("-")
    if not rest or rest[0] == "-":
        return slugify(name) + rest
    return re.sub(r"(\d+)\.(\d+)", lambda found: "-".join(words[int(found[1]) : int(found[2])]), rest)


def slugs(data):
    """The slugs, as the browser puts them together."""
    columns = data["columns"]
    named = [source or name for source, name in zip(columns["source"], names(data), strict=True)]
    return [whole(rest, name) for rest, name in zip(columns["slug"], named, strict=True)]


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
    assert names(data) == [card.name.text for card in sample[LOCALES.index(locale)].cards]
    assert names(data) == sorted(names(data), key=fold)


@pytest.mark.parametrize("locale", LOCALES)
def test_places_and_producers_are_whole_where_the_browser_puts_them_together(locale, sample):
    data, reference = read(sample, locale), sample[0].catalogue.reference

    assert {whole(rest, name) for rest, name in data["producers"]} <= set(reference.producers)
    assert {whole(place[0], place[3] or place[2]) for place in data["places"]} <= set(reference.places)


@pytest.mark.parametrize("locale", LOCALES)
def test_every_column_is_as_long_as_the_others_and_points_into_its_dictionary(locale, sample):
    data = read(sample, locale)
    columns = data["columns"]
    counted = {"kind": "kinds", "producer": "producers"}
    given = {"origin": "origins", "clock": "clocks", "certificates": "certificates", "codes": "codes", "lang": "langs"}

    assert {len(column) for column in columns.values()} == {len(columns["name"])}
    assert {key for key, column in columns.items() if isinstance(column, str)} == set(search.NUMBERS)
    assert all(max(numbers(columns[key])) == len(data[name]) for key, name in counted.items())
    assert all(max(numbers(columns[key])) < len(data[name]) for key, name in given.items())
    assert all(max(place, district) <= len(data["places"]) for place, district, _ in data["origins"])
    assert {sector for *_, sector in data["kinds"]} == set(range(1, len(data["sectors"]) + 1))


def test_no_dictionary_says_a_thing_twice(sample):
    data = read(sample, "fr")

    for name in ("kinds", "sectors", "places", "producers", "schemes", "origins", "clocks"):
        keys = [tuple(entry) for entry in data[name]]
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
    ("key", "name", "rest"),
    [
        ("vai-thieu", "Vải thiều", ""),
        ("vai-thieu-2", "Vải thiều", "-2"),
        ("vai-thieu-hong-xuan", "Vải thiều", "-hong-xuan"),
        ("vai-thieunon", "Vải thiều", "0.1-thieunon"),
        ("htx-doi-xanh", "Doi Xanh Cooperative", "htx-0.2"),
        ("htx-doi-xanh", "Coopérative Doi Xanh", "htx-1.3"),
        ("xa-doi-xanh", "xã Đồi Xanh", ""),
        ("htx-som", "Nắng", "htx-som"),
        ("dau-phong", "Đậu phộng", ""),
        ("oeufs", "Œufs", ""),
        ("strasse", "Straße", "strasse"),  # a browser does not fold it as Python does
        ("a-b", "…", "a-b"),
    ],
)
def test_what_a_name_does_not_say_of_an_id(key, name, rest):
    assert search.rest(key, name) == rest
    assert rest == key or whole(rest, name) == key


KEYS = st.from_regex(r"[a-z0-9]{1,3}(-[a-z0-9]{1,3}){0,4}", fullmatch=True)


@given(KEYS, st.one_of(KEYS, st.text(max_size=20)))
def test_an_id_is_whole_again_beside_any_name(key, name):
    assert whole(search.rest(key, name), name) == key


@given(st.lists(st.text("aăâ🐝", max_size=50)))
def test_a_name_is_whole_again_after_the_one_before_it(found):
    assert unfronted(search.fronted(found)) == found


@pytest.mark.parametrize(
    ("name", "source", "spelled"),
    [
        ("Luc Ngan lychee", "Vải thiều Lục Ngạn", "2 3 lychee"),
        ("Litchi thieu de Luc Ngan", "Vải thiều Lục Ngạn", "Litchi 1 de 2 3"),
        ("Na of 5 stars", "Na 5 sao", "0 of 1 stars"),
        ("Na with 5 stars", "Na sao", "0 with =5 stars"),
        ("Na = =5", "Na", "0 = ==5"),
        ("Na 5", "", "Na 5"),
    ],
)
def test_what_the_words_of_the_source_do_not_say_of_a_name(name, source, spelled):
    assert search.spelled(name, source) == spelled
    assert named(spelled, source) == name


WORDED = st.lists(st.text("aăâ5=🐝", max_size=3), max_size=12).map(" ".join)


@given(WORDED, WORDED)
def test_a_name_is_whole_again_beside_any_source(name, source):
    assert named(search.spelled(name, source), source) == name


@given(st.lists(st.integers(0, 54_999)))
def test_a_column_of_numbers_can_be_written_and_read(found):
    assert numbers(search.numbered(found).encode().decode()) == found


def test_months_are_a_mask_and_a_clock_says_on_which_day_it_turns(project):
    data = read(sites(project), "en")

    assert numbers(data["columns"]["months"]) == [0b1100]
    assert data["clocks"][numbers(data["columns"]["clock"])[0]] == [4, "valid", "2027-09-13", "expiring", "2028-03-11", "past"]


def test_a_clock_that_turned_before_the_build_is_told_as_it_stands(project):
    data = read(sites(project, date(2028, 4, 1)), "en")

    assert data["clocks"][numbers(data["columns"]["clock"])[0]] == [4, "past"]


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
    assert [former for *_, former in known["origins"]] == ["", "xã Đồi Xanh"]
    assert [former for *_, former in unknown["origins"]] == ["", ""]


def test_a_kind_is_known_by_its_everyday_names_in_every_locale(sample):
    for locale in LOCALES:
        (lychee,) = (kind for kind in read(sample, locale)["kinds"] if kind[0] == "lychee")
        name, others = fold(lychee[1]).split(), lychee[2].split()
        assert {"vai", "thieu", "lychee", "litchi", "letchi"} <= {*name, *others}
        assert len({*name, *others}) == len(name) + len(others)


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


def test_a_photo_is_there_for_the_product_that_has_one_and_for_no_other(project):
    add(project, "mat-ong-ban", name="Mật ong bạn")
    folder = project / "products" / "mat-ong-rung"
    photos_of(folder, ("hive", "hive.jpg"))
    striped(900, 600).save(folder / "photos" / "hive.jpg")
    settings = host.read_settings(project / "mkdocs.yml")
    catalogue, _ = build.load(settings)
    album = build.develop(settings, catalogue)
    resolved = resolve(catalogue, (), settings, DAY, album.pictures)
    data = read(resolved, "en")

    ((at, file, width, height, colour),) = data["photos"]
    assert slugs(data)[at] == "mat-ong-rung"
    assert (width, height) == (480, 320)
    assert {f"assets/photos/mat-ong-rung/{file}.{extension}" for extension in ("avif", "jpg")} <= set(album.files)
    assert re.fullmatch("#[0-9a-f]{6}", colour)
    assert read(sites(project), "en")["photos"] == []


def test_an_empty_catalogue_is_searched_too(project):
    change(project, "status: published", "status: draft")
    data = read(sites(project), "vi")

    assert data["columns"] == {}


def test_the_script_has_the_facets_of_the_page():
    table = SCRIPT.partition("const FACETS = {")[2].partition("\n};")[0]

    assert re.findall(r"^  (\w+):", table, re.MULTILINE) == list(CHOSEN)


def test_the_script_says_the_words_that_it_is_given_and_reads_every_column(sample):
    said = set(re.findall(r"\"(search\.[\w-]+)\"", SCRIPT))
    read_there = set(re.findall(r"of\(\"(\w+)\"\)", SCRIPT))

    assert said == set(search.WORDS)
    assert read_there == set(read(sample, "vi")["columns"])
