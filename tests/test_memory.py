"""The memory gives what was translated before: the same text, the same with other numbers, or something alike to look at."""

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from catalogue.memory import SUGGEST_FROM, Memory, remember, suggestion
from catalogue.model import Catalogue, Record, Rendition, Unit
from catalogue.schema import Product
from catalogue.text import digest

SHELF = "Hạn dùng 12 tháng"


@pytest.mark.parametrize(
    ("known", "asked", "expected"),
    [
        ((SHELF, "Keeps 12 months"), "Hạn dùng 6 tháng", "Keeps 6 months"),
        (("Gói 250 g, thùng 20 gói", "Bag of 250 g, 20 a box"), "Gói 500 g, thùng 10 gói", "Bag of 500 g, 10 a box"),
        (("Hạn dùng 12 tháng", "Keeps 12 months"), "Hạn dùng 12 tháng", "Keeps 12 months"),
        # Only plain digits are the same in every locale.
        ((SHELF, "Keeps 12 months"), "Hạn dùng 1,5 tháng", None),
        (("Nặng 2,5 kg", "Weighs 2,5 kg"), "Nặng 3 kg", None),
        (("Giá 50.000 đồng", "Price 50.000 dong"), "Giá 60.000 đồng", None),
        (("Giá 500 đồng", "Price 500 dong"), "Giá 50.000 đồng", None),
        ((SHELF, "Keeps 12 months"), "Hạn dùng ١٢ tháng", None),
        # Each number once, and in the same order.
        (("Gói 250 g, thùng 20 gói", "A box of 20 bags, 250 g each"), "Gói 500 g, thùng 10 gói", None),
        (("Từ 5 đến 5 giờ", "From 5 to 5"), "Từ 5 đến 6 giờ", None),
        (("Hạn dùng 12 tháng", "Keeps a year"), "Hạn dùng 6 tháng", None),
        (("Hạn dùng 12 tháng", "Keeps 12 months (12)"), "Hạn dùng 6 tháng", None),
        (("Hạn dùng 12 tháng", "Keeps 12 months"), "Hạn dùng 6 tháng 5 ngày", None),
        # After one, a noun stands otherwise than after many.
        ((SHELF, "Keeps 12 months"), "Hạn dùng 1 tháng", None),
        (("Hạn dùng 1 năm", "Keeps 1 year"), "Hạn dùng 2 năm", None),
        (("Lần thứ 2", "The 2nd time"), "Lần thứ 3", None),
        (("Lần thứ 2", "La 2e fois"), "Lần thứ 3", None),
        # Words are words.
        ((SHELF, "Keeps 12 months"), "Hạn dùng 12 năm", None),
        ((SHELF, "Keeps 12 months"), "hạn dùng 12 tháng", None),
    ],
)
def test_a_text_serves_again_with_other_numbers_where_that_is_safe(known, asked, expected):
    hit = Memory([known]).find(asked)

    assert (hit and hit.text) == expected
    assert hit is None or hit.kind == ("same" if asked == known[0] else "numbers")


@given(st.lists(st.integers(2, 10**9).map(str), min_size=1, max_size=4, unique=True), st.data())
def test_numbers_take_the_places_of_numbers_in_their_order(numbers, data):
    other = data.draw(st.lists(st.integers(2, 10**9).map(str), min_size=len(numbers), max_size=len(numbers)))
    source, target = " x ".join(numbers), " by ".join(numbers)

    hit = Memory([(source, target)]).find(" x ".join(other))

    assert hit
    assert hit.text == " by ".join(other)


def test_of_two_translations_of_one_text_the_first_stands():
    memory = Memory([("a", "first"), ("a", "second")])
    memory.add("a", "third")

    assert memory.find("a").text == "first"
    assert len(memory) == 1


def test_an_empty_memory_gives_nothing():
    assert Memory().find("a") is None
    assert Memory().like("a") is None


def record(slug, text, found):
    unit = Unit("name", text, digest(text))
    return Record(
        slug, f"products/{slug}/product.yaml", Product.model_construct(), {"name": unit}, renditions={"fr": {"name": found}}
    )


def sealed(text, word="machine", source=SHELF, day="2026-01-01"):
    return Rendition(text, digest(text), word, digest(source), digest(text), "google", day)


def remembered(*found, source=SHELF):
    records = tuple(record(f"x-{number}", source, one) for number, one in enumerate(found))
    return remember(Catalogue(None, records), "fr")


@pytest.mark.parametrize(
    ("found", "serves"),
    [
        ((sealed("machine"), sealed("human", "human")), "human"),
        ((sealed("human", "human"), sealed("reviewed", "reviewed")), "reviewed"),
        ((sealed("reviewed", "reviewed"), sealed("human", "human", day="2026-12-31")), "reviewed"),
        ((sealed("newer", day="2026-02-01"), sealed("older")), "newer"),
        ((sealed("older", "reviewed"), sealed("newer", "reviewed", day="2026-02-01")), "newer"),
    ],
)
def test_reviewed_serves_before_human_before_machine_and_new_before_old(found, serves):
    assert remembered(*found).find(SHELF).text == serves
    assert remembered(*reversed(found)).find(SHELF).text == serves


@pytest.mark.parametrize(
    "found",
    [
        replace(sealed("edited", "reviewed"), text_digest=digest("as it was reviewed")),
        sealed("stale", "reviewed", source="Hạn dùng"),
        sealed("", "reviewed"),
    ],
    ids=["edited", "stale", "missing"],
)
def test_what_is_edited_stale_or_missing_is_not_remembered(found):
    assert len(remembered(found)) == 0


def test_another_locale_is_not_remembered():
    assert len(remember(Catalogue(None, (record("x", SHELF, sealed("Se garde 12 mois")),)), "en")) == 0


LONG = "Bảo quản nơi khô ráo, thoáng mát, tránh ánh nắng trực tiếp"


@pytest.mark.parametrize(
    ("asked", "kind"),
    [
        (LONG, "same"),
        (LONG.replace("khô ráo", "khô"), "like"),
        (LONG.replace("khô ráo, thoáng mát, ", ""), None),
        ("Dùng ngay sau khi mở", None),
    ],
)
def test_what_resembles_a_text_enough_is_suggested_and_nothing_else(asked, kind):
    hit = suggestion(Memory([(LONG, "À conserver au sec")]), Unit("storage", asked, digest(asked)))

    assert (hit and hit.kind) == kind
    assert hit is None or hit.percent >= SUGGEST_FROM


def test_what_only_resembles_a_text_is_never_found():
    assert Memory([(LONG, "À conserver au sec")]).find(LONG.replace("khô ráo", "khô")) is None
