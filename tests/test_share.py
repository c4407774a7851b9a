"""Share cards and icons: what they say, how they are set, and that nothing is drawn twice or shown after it has changed."""

import json
import re
import shutil
from contextlib import contextmanager
from dataclasses import replace
from datetime import date
from html import unescape
from itertools import chain
from pathlib import Path

import pytest
from conftest import ROOT
from hypothesis import given
from hypothesis import strategies as st
from pictures import RED, photos_of, striped
from PIL import Image

from catalogue import build, host, images
from catalogue.images import canvas, drawings
from catalogue.images.drawn import sketches
from catalogue.images.easel import Easel
from catalogue.images.lettering import even, fitted, font, has
from catalogue.issues import Refused
from catalogue.outputs import share
from catalogue.outputs.manifest import ICONS
from catalogue.outputs.share import ShareCard, Shares
from catalogue.site import resolve

DAY = date(2026, 11, 23)
SLUG = "mat-ong-rung"
OVERRIDES = ROOT / "overrides"
TITLE = OVERRIDES / "assets" / "fonts" / "title-600.woff2"
FONTS = sorted((OVERRIDES / "assets" / "fonts").glob("*.woff2"))
LETTERS = "aăâbcdđeêghiklmnoôơpqrstuưvxyfjwzàảãáạằẳẵắặầẩẫấậèẻẽéẹềểễếệìỉĩíịòỏõóọồổỗốộờởỡớợùủũúụừửữứựỳỷỹýỵçëîïœÿ"
WORDS = st.sampled_from(["Vải", "thiều", "Lục", "Ngạn", "Ễnh", "ương", "nghiêng"])
NAMES = st.lists(WORDS, min_size=1, max_size=40).map(" ".join)


@contextmanager
def quiet(label, total):
    yield lambda: None


@contextmanager
def never(label, total):
    pytest.fail(f"{total} {label} are drawn again")
    yield


def sites(root, day=DAY):
    settings = host.read_settings(root / "mkdocs.yml")
    catalogue, _ = build.load(settings)
    album = images.develop(root, catalogue.records, quiet)
    return resolve(catalogue, (), settings, day, album.pictures), album


def easel(root, overrides=OVERRIDES, day=DAY):
    resolved, album = sites(root, day)
    cards = chain.from_iterable(Shares(site).all() for site in resolved)
    return Easel(root, sketches(overrides, cards, album.files))


def card_of(root, locale="vi", day=DAY, slug=SLUG):
    site = next(site for site in sites(root, day)[0] if site.locale.code == locale)
    return next(card for card in Shares(site).all() if card.id == slug)


def drawn(card, photos=None):
    data = canvas.drawn(OVERRIDES, photos or {}, card)
    return data, Image.open(canvas.BytesIO(data))


def change(project, old, new):
    record = project / "products" / SLUG / "product.yaml"
    text = record.read_text(encoding="utf-8")
    assert old in text
    record.write_text(text.replace(old, new), encoding="utf-8")


def meta(text, name):
    return [unescape(one) for one in re.findall(rf'<meta (?:name|property)="{name}" content="([^"]*)">', text)]


def test_every_page_names_a_picture_that_is_there_in_the_size_it_says(sample_site):
    named = set()
    for page in sample_site.rglob("*.html"):
        text = page.read_text(encoding="utf-8")
        for address in meta(text, "og:image"):
            assert address.startswith("https://example.org/catalogue/assets/share/")
            path = address.removeprefix("https://example.org/catalogue/")
            named.add((path, *meta(text, "og:image:type"), *meta(text, "og:image:width"), *meta(text, "og:image:height")))
            assert meta(text, "twitter:card") == ["summary_large_image"]
            (alt,) = meta(text, "og:image:alt")
            assert alt
        assert bool(meta(text, "og:image")) == bool(meta(text, "og:title"))

    assert {path.relative_to(sample_site).as_posix() for path in (sample_site / share.FOLDER).rglob("*.*")} == {
        path for path, *_ in named
    }
    for path, media, *size in named:
        with Image.open(sample_site / path) as picture:
            assert Image.MIME[picture.format] == media
            assert [str(side) for side in picture.size] == size == ["1200", "630"]
        assert (sample_site / path).stat().st_size <= 60_000


def test_a_product_has_a_card_of_its_own_in_each_locale_and_a_category_that_of_its_sector(sample_site):
    def named(path):
        (address,) = meta((sample_site / path / "index.html").read_text(encoding="utf-8"), "og:image")
        return address.rpartition("/assets/share/")[2].partition(".")[0]

    slug = next(path.name for path in (sample_site / "en" / "products").iterdir() if path.name != "page" and path.is_dir())
    assert [named(f"{prefix}products/{slug}") for prefix in ("", "en/", "fr/")] == [
        f"{code}/{slug}" for code in ("vi", "en", "fr")
    ]
    assert named("en/categories/s1") == "en/sector-s1"
    assert {named(path) for path in ("fr", "fr/products", "fr/places", "fr/about")} == {"fr/catalogue"}


def test_a_card_says_the_name_in_both_languages_stars_kind_and_place(project):
    card = card_of(project, "en")

    assert (card.name, card.source) == ("Forest honey", "Mật ong rừng")
    assert card.stars == 4
    assert card.rated == "Rated 4 OCOP stars"
    assert card.alt.startswith("Forest honey · Rated 4 OCOP stars · ")
    assert card_of(project, "vi").source == ""


def test_stars_that_no_longer_hold_are_gone_and_the_address_is_another(project):
    now, later = card_of(project), card_of(project, day=date(2030, 1, 1))

    assert (later.stars, later.rated) == (0, "")
    assert now.path != later.path
    assert drawn(now)[0] != drawn(later)[0]


def test_above_a_thousand_products_a_sector_has_one_card(project, monkeypatch):
    monkeypatch.setattr(share, "MOST", 0)
    (site, *_), _ = sites(project)
    ids = [card.id for card in Shares(site).all()]

    assert ids == ["catalogue", *(f"sector-{key}" for key in site.catalogue.reference.sectors)]
    page = build.pages_of(site)
    shown = [(one, one.view()) for one in page if one.kind == "product"]
    assert {Shares(site).of(*one).id for one in shown} == {f"sector-{site.cards[0].sector}"}


def test_the_same_card_is_the_same_bytes(project):
    card = card_of(project, "fr")
    first, picture = drawn(card)
    drawings.drawing.cache_clear()
    font.cache_clear()

    assert drawn(card)[0] == first
    assert picture.size == (1200, 630)


def test_the_pigments_are_exact_and_those_of_the_site(project):
    _, picture = drawn(card_of(project))
    found = {colour for _, colour in picture.convert("RGB").getcolors(1 << 20)}
    css = (OVERRIDES / "assets" / "catalogue.css").read_text(encoding="utf-8")

    for colour in (canvas.PAPER, canvas.INK, canvas.CINNABAR):
        assert tuple(bytes.fromhex(colour[1:])) in found
    for colour in (canvas.PAPER, canvas.INK, canvas.SECOND, canvas.CINNABAR, *canvas.GROUNDS):
        assert colour in css


def test_a_photo_takes_the_place_of_the_drawing(project):
    photos_of(project / "products" / SLUG, ("hive", "hive.jpg"))
    striped(2000, 1500).save(project / "products" / SLUG / "photos" / "hive.jpg")
    card = card_of(project)
    _, picture = drawn(card, sites(project)[1].files)

    assert picture.format == "JPEG"
    assert all(abs(one - other) < 12 for one, other in zip(picture.getpixel((1000, 100)), RED, strict=True))
    assert not picture.getexif()


@pytest.mark.parametrize("file", FONTS, ids=lambda file: file.stem)
def test_the_fonts_are_read_as_they_are_served_and_have_every_letter(file):
    assert [letter for letter in LETTERS + LETTERS.upper() + "…’“”«»·–1234567890" if not has(file, letter)] == []
    assert not has(file, "Miel 꿀")


def test_a_name_that_the_fonts_lack_stands_in_the_words_of_the_records_and_other_words_are_left_out():
    card = ShareCard(locale="vi", id="honey", name="Mật ong", site="Hương vị", drawings=("honey",))
    korean = replace(card, name="꿀", source="Mật ong", line="반머이")

    assert drawn(korean)[0] == drawn(card)[0]
    assert drawn(replace(korean, name="Miel", line=""))[0] != drawn(card)[0]


@given(NAMES, st.integers(1, 4), st.integers(150, 600))
def test_words_stand_whole_and_in_order_within_their_room(words, most, width):
    face, lines = fitted(words, TITLE, (60, 48, 36), width, most)

    assert len(lines) <= most
    assert all(face.getlength(line) <= width for line in lines)
    said = " ".join(lines)
    assert said == words or (lines[-1].endswith("…") and words.startswith(said.removesuffix("…").rstrip()))


@given(NAMES)
def test_even_lines_are_no_more_than_they_must_be(words):
    face = font(TITLE, 60)
    lines = even(words, 500, face.getlength)

    assert " ".join(lines) == words
    assert max(map(face.getlength, lines)) <= 500


def test_a_name_without_any_space_is_cut_off():
    face, lines = fitted("Nghiêng" * 30, TITLE, (60, 40), 500, 4)

    assert len(lines) == 1
    assert lines[0].endswith("…")
    assert face.getlength(lines[0]) <= 500


def test_nothing_is_drawn_twice(project):
    easel(project).fill(quiet)
    again = easel(project)
    again.fill(never)

    assert all(document.data for document in again.documents())


def test_what_shows_something_else_is_drawn_anew_and_nothing_else(project, tmp_path):
    overrides = tmp_path / "overrides"
    shutil.copytree(OVERRIDES, overrides)
    easel(project, overrides).fill(quiet)
    drawing = overrides / "drawings" / "honey.svg"
    drawing.write_text(drawing.read_text(encoding="utf-8").replace("#e3a72f", "#b3261e"), encoding="utf-8")
    told = []

    @contextmanager
    def counting(label, total):
        told.append(total)
        yield lambda: None

    easel(project, overrides).fill(counting)
    cards = [card for site in sites(project)[0] for card in Shares(site).all()]

    assert told == [sum("honey" in card.drawings for card in cards)]


def test_what_is_asked_for_is_drawn_when_nobody_has_drawn_it(project):
    card = card_of(project, "en")
    waiting = easel(project)

    assert waiting.document(card.path).data == drawn(card)[0]
    assert waiting.document("assets/share/en/none.png") is None


def test_a_drawing_that_is_none_stops_the_build_in_words(project, run, tmp_path):
    overrides = tmp_path / "overrides"
    shutil.copytree(OVERRIDES, overrides)
    (overrides / "drawings" / "honey.svg").write_text("<svg nonsense", encoding="utf-8")
    settings = project / "mkdocs.yml"
    settings.write_text(settings.read_text(encoding="utf-8").replace(str(OVERRIDES), str(overrides)), encoding="utf-8")

    with pytest.raises(Refused) as refused:
        easel(project, overrides).fill(quiet)
    done = run(project, "build")

    assert {issue.check for issue in refused.value.issues} == {"not-drawn"}
    assert done.returncode == 1
    assert "cannot be drawn: honey.svg" in done.stdout
    assert "Traceback" not in done.stderr


def test_the_drawing_of_a_kind_that_has_none_is_left_out(project, tmp_path):
    overrides = tmp_path / "overrides"
    shutil.copytree(OVERRIDES, overrides, ignore=shutil.ignore_patterns("honey.svg"))

    assert canvas.drawn(overrides, {}, card_of(project)) != drawn(card_of(project))[0]


@pytest.mark.parametrize("icon", ICONS, ids=lambda icon: Path(icon.path).stem)
def test_icons_have_their_size_and_a_ground_where_nothing_may_be_clear(icon, sample_site):
    with Image.open(sample_site / icon.path) as picture:
        clear = picture.getchannel("A").getextrema()[0] < 255
        middle = picture.getpixel((icon.side // 2, icon.side // 5 + icon.side // 8))

    assert picture.size == (icon.side, icon.side)
    assert clear != icon.solid
    assert middle[3] == 255


@pytest.mark.parametrize(("locale", "home"), [("vi", "../"), ("en", "../en/"), ("fr", "../fr/")])
def test_a_manifest_leads_to_its_locale_and_to_icons_that_are_there(locale, home, sample_site):
    said = json.loads((sample_site / "assets" / f"{locale}.webmanifest").read_text(encoding="utf-8"))
    page = (sample_site / ("" if locale == "vi" else locale) / "index.html").read_text(encoding="utf-8")

    assert said["start_url"] == home
    assert said["lang"] == locale
    assert said["name"] in page
    assert f'assets/{locale}.webmanifest">' in page
    assert 'rel="apple-touch-icon"' in page
    assert {icon["purpose"] for icon in said["icons"]} == {"any", "maskable"}
    assert all((sample_site / "assets" / icon["src"]).is_file() for icon in said["icons"])
