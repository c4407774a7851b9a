"""Whatever a record can say is on its page: ``tests/sites/full`` holds a record with every field of the schema."""

import re
import shutil

import pytest
from conftest import HERE
from pictures import striped

from catalogue.schema import fields
from catalogue.store.events import parse

RECORD = HERE / "sites" / "full" / "products" / "mat-ong-rung" / "product.yaml"

# What each field that is not shown as it is written becomes in English.
SHOWN = {
    "category": "Honey",
    "kind": "Honey",
    "producer": "Doi Xanh Cooperative",
    "origin.now": "Doi Xanh commune",
    "origin.district": "Doi Xanh district",
    "origin.commune": "Suoi Cu commune",
    "origin.hamlet": "Ha hamlet",
    "ratings[].stars": "3 stars",
    "ratings[].issued": "5 April 2022",
    "ratings[].seen": "listed in 2024",
    "ratings[].withdrawn": "January 2024",
    "distinctions[].scheme": "Typical product",
    "certificates[].scheme": "VietGAP",
    "certificates[].issued": "8 July 2023",
    "certificates[].expires": "10 September 2026",
    "protections[].scheme": "Geographical indication",
    "protections[].country": "Japan",
    "season.months": "Mar",
    "season.peak": "peak of the season",
    "retail.packs[].unit": "357 ml",
    "retail.prices[].low": "111,000",
    "retail.prices[].high": "222,000",
    "retail.prices[].currency": "₫",
    "retail.prices[].per": "per kg",
    "retail.prices[].basis": "farm-gate price",
    "visit.prices[].low": "333,000",
    "visit.prices[].high": "444,000",
    "visit.prices[].currency": "₫",
    "visit.prices[].per": "per person",
    "visit.prices[].basis": "retail price",
    "visit.languages": "Japanese and German",
    "visit.payment": "QR code and card",
    "trade.hs[].status": "to be confirmed by a customs broker",
    "trade.moq.unit": "123 kg",
    "trade.capacity.unit": "456 t",
    "trade.packing[].level": "Carton",
    "trade.packing[].contains": "27 units",
    "trade.packing[].net.unit": "9.5 kg",
    "trade.packing[].gross.unit": "10.5 kg",
    "trade.shelf_life.unit": "19 months",
    "trade.storage_temperature.low": "-4 to 26",
    "trade.lead_time.unit": "37 days",
    "trade.markets": "South Korea",
    "trade.private_label": "yes",
    "trade.growing_area_codes[].market": "United States",
    "trade.packing_house_codes[].market": "Australia",
    "sources[].tier": "Press or portals",
    "sources[].read": "2 January 2026",
    "confirmed": "5 February 2026",
    "photos[].id": "assets/photos/mat-ong-rung/hive-480.",
    "photos[].credit": "Photo: Nguyễn Thử",
}
NOT_SHOWN = {
    "status": "the page is there",
    "formerly": "the old address leads here",
    "name": "translated; tests/test_build.py",
    "trade.packing[].net.year": "a carton has no year",
    "trade.packing[].gross.year": "a carton has no year",
    "added": "for feeds",
    "changed": "in the sitemap",
    "asked": "shown only beside what is still missing",
    "note": "internal, never published",
    "photos[].file": "developed; its files are named by its id",
}


def leaves(value, path=""):
    if isinstance(value, dict):
        for key, inner in value.items():
            yield from leaves(inner, f"{path}.{key}".strip("."))
    elif isinstance(value, list) and value and isinstance(value[0], dict):
        for inner in value:
            yield from leaves(inner, f"{path}[]")
    else:
        yield path, value


LEAVES = list(leaves(parse(RECORD.read_bytes(), "product.yaml")[0]))


@pytest.fixture
def page(project, run):
    folder = project / "products" / "mat-ong-rung"
    shutil.copy(RECORD, folder / "product.yaml")
    for translated in folder.glob("product.*.yaml"):
        translated.unlink()
    (folder / "photos").mkdir()
    striped(600, 400).save(folder / "photos" / "hive.jpg")
    done = run(project, "build")
    assert done.returncode == 0, done.stdout + done.stderr
    return (project / "site" / "en" / "products" / "mat-ong-rung" / "index.html").read_text(encoding="utf-8")


def test_the_record_has_every_field_of_the_schema():
    shared = {path for path, _ in LEAVES}
    parents = {path.rpartition(".")[0] for path in shared} | {path.removesuffix("[]") for path in shared}

    missing = {path for path, _ in fields()} - shared - parents
    assert {path for path in missing if not any(known.startswith((f"{path}.", f"{path}[]")) for known in shared)} == set()


def test_every_fact_is_on_the_page(page):
    text = " ".join(re.sub(r"<[^>]+>", " ", page.replace("\u202f", " ").replace("\xa0", " ")).split())
    for path, value in LEAVES:
        if path in NOT_SHOWN or (path.endswith((".id", ".source")) and path not in SHOWN):
            continue
        written = SHOWN.get(path, value)
        for one in written if isinstance(written, list) else [written]:
            assert one in text or one in page, path


def test_what_is_internal_is_nowhere_in_the_site(page, project):
    everything = [path.read_bytes() for path in (project / "site").rglob("*") if path.is_file()]

    assert not any(b"s17" in data for data in everything)


def test_an_old_address_leads_to_the_new_one(page, project):
    moved = (project / "site" / "en" / "products" / "mat-ong-cu" / "index.html").read_text(encoding="utf-8")

    assert 'content="0; url=../mat-ong-rung/"' in moved
